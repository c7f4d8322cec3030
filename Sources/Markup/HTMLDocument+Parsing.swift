internal import CLibXML2

extension HTMLDocument {
  /// Parses a page of valid UTF-8. Never fails: what is no markup is text, what is nothing is no nodes.
  ///
  /// libxml2 tokenizes and repairs (2.9 and 2.14 differ in details of repair) and reports elements as they
  /// open and close; no tree of its own is built. Cost: about 1 ms for a news page of 150 KB, two thirds of
  /// it libxml2's; linear in the bytes for any input.
  package init(_ text: String) {
    var text = text
    self = text.withUTF8 { HTMLDocument(utf8: $0) }
  }

  /// The same of bytes, which must be sound UTF-8 (``ByteSurvey/isUTF8``).
  package init(utf8 source: UnsafeBufferPointer<UInt8>) {
    self.init(utf8: source, misplacedBy: 0)
  }

  /// Texts, attributes and empty elements are kept out of the parser, if it comes to every tag where it was marked; else
  /// they pass through it, at twice the cost or less.
  ///
  /// - Parameter shift: what is added to the places that the parser reports, as another release of it might.
  init(utf8 source: UnsafeBufferPointer<UInt8>, misplacedBy shift: Int) {
    self = HTMLDocument(marked: source, misplacedBy: shift) ?? HTMLDocument(plain: source)
  }

  /// `nil` where the parser reported something that no mark explains, or passed over one. A page with `&#127;` looks
  /// like that.
  init?(marked source: UnsafeBufferPointer<UInt8>, misplacedBy shift: Int = 0) {
    var filter = HTMLPrefilter(HTMLListingWriter(capacity: source.count))
    filter.run(source)
    var state = SAXState(filter.sink, misplacedBy: shift)
    filter.sink.output.withBytes { state.parse($0) }
    guard state.isSound else { return nil }
    self = state.builder.finished(asides: filter.asides)
  }

  /// By what the parser says alone.
  init(plain source: UnsafeBufferPointer<UInt8>) {
    var filter = HTMLPrefilter(HTMLMarkupWriter(keepsAll: false))
    filter.run(source)
    var state = SAXState(capacity: filter.sink.output.count)
    filter.sink.output.withUnsafeBufferPointer { state.parse($0) }
    self = state.builder.finished(asides: filter.asides)
  }
}

/// What libxml2's callbacks work on.
private struct SAXState {
  var builder: HTMLTreeBuilder
  /// Whether every mark was met where it stands, and each in its turn.
  private(set) var isSound = true
  private let isMarked: Bool
  private let shift: Int
  private var marks: HTMLMarkQueue
  private var markup = HTMLMarkedMarkup(UnsafeBufferPointer(start: nil, count: 0))
  private var context: htmlParserCtxtPtr?
  /// How far the parser came.
  private var reached = 0
  /// Whether the element started last ends at once.
  private var isVoid = false
  /// Whether the end tag that comes first among the marks has begun to close elements within its own.
  private var isClosing = false

  init(_ listing: borrowing HTMLListingWriter, misplacedBy shift: Int) {
    builder = HTMLTreeBuilder(listing)
    isMarked = true
    self.shift = shift
    marks = HTMLMarkQueue(listing.marks)
  }

  /// For markup without marks, of so many bytes.
  init(capacity: Int) {
    builder = HTMLTreeBuilder(capacity: capacity)
    isMarked = false
    shift = 0
    marks = HTMLMarkQueue([])
  }

  mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) {
    markup = HTMLMarkedMarkup(bytes)
    run(bytes)
    // A full document lacks what comes after.
    guard !builder.isFull else { return }
    // And the parser may have stopped for reasons of its own.
    if marks.first != nil, reached < bytes.count { isSound = false }
    pass(before: .max)
  }

  private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    LibXML2.prepare()
    guard bytes.count < Int(Int32.max), let start = bytes.baseAddress, !bytes.isEmpty,
      let context = htmlNewParserCtxt()
    else { return }
    defer { htmlFreeParserCtxt(context) }
    self.context = context
    let handler = context.pointee.sax
    handler?.update(repeating: htmlSAXHandler(), count: 1)
    handler?.pointee.startElement = { state, name, attributes in
      SAXState.at(state).pointee.start(name, attributes)
    }
    handler?.pointee.endElement = { state, name in SAXState.at(state).pointee.end(name) }
    handler?.pointee.characters = { state, text, count in
      SAXState.at(state).pointee.text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    let options =
      HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | UInt32(1 << 19)
    withUnsafeMutablePointer(to: &self) { state in
      context.pointee.userData = UnsafeMutableRawPointer(state)
      start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
        let tree = htmlCtxtReadMemory(
          context, start, Int32(bytes.count), nil, "utf-8", Int32(options))
        if let tree { xmlFreeDoc(tree) }
      }
    }
    reached = place
  }

  static func at(_ state: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<SAXState> {
    state.unsafelyUnwrapped.assumingMemoryBound(to: SAXState.self)
  }

  /// How much of the markup the parser has read: up to the `>` of a tag that it reports, or the end of a text.
  @inline(__always) private var place: Int {
    guard let input = context?.pointee.input?.pointee else { return 0 }
    return Int(input.consumed) + (input.cur - input.base) + shift
  }

  private mutating func start(
    _ name: UnsafePointer<xmlChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    if isMarked {
      startMarked(name)
    } else {
      builder.start(HTMLTag(name: name.buffer))
      read(attributes)
    }
    if builder.isFull, let context { xmlStopParser(context) }
    if builder.depth > HTMLLimits.depth { flatten(name) }
  }

  private mutating func startMarked(_ name: UnsafePointer<xmlChar>?) {
    let place = place
    pass(before: place)
    // Elements that no tag stands for may be reported in the midst of another's.
    guard let name, let mark = marks.first, mark.kind == .tag, Int(mark.end) == place,
      markup.isTag(mark, named: name)
    else { return startImplied(name, place) }
    // Of a tag that is unknown as written the parser may take a part.
    let tag = mark.tag.isKnown ? mark.tag : HTMLTag(name: Optional(name).buffer)
    builder.start(tag, mark.content)
    marks.removeFirst()
    isVoid = tag.mayBeVoid && htmlTagLookup(name).map { $0.pointee.empty != 0 } ?? false
  }

  private mutating func startImplied(_ name: UnsafePointer<xmlChar>?, _ place: Int) {
    // No end tag starts elements: where one did, it would not be certain which end is its own.
    if let mark = marks.first, mark.kind == .end, Int(mark.end) == place { giveUp() }
    builder.start(HTMLTag(name: name.buffer))
  }

  private mutating func end(_ name: UnsafePointer<xmlChar>?) {
    if isMarked {
      let place = place
      pass(before: place)
      if isVoid { isVoid = false } else { passEnd(name, place) }
    }
    builder.end()
  }

  /// An element ends by the end tag just read, or since the parser looks at the start tag that comes next: then what is
  /// listed between the two is still within it.
  private mutating func passEnd(_ name: UnsafePointer<xmlChar>?, _ place: Int) {
    guard let mark = marks.first, Int(mark.end) == place else { return }
    if mark.kind == .end {
      let isOwn = name.map { markup.isTag(mark, named: $0) } ?? false
      isClosing = !isOwn && closes(mark)
      if isClosing { return }
      marks.removeFirst()
      if isOwn { return }
    }
    while let mark = marks.first, mark.isBetweenTags, Int(mark.end) == place, isSound {
      pass(mark)
      marks.removeFirst()
    }
  }

  /// Whether an end tag closes an element that others stand open in, as libxml2's `htmlAutoCloseOnClose` decides.
  private func closes(_ mark: HTMLListingWriter.Mark) -> Bool {
    guard let context, let names = context.pointee.nameTab else { return false }
    var strongest = 0
    for index in (0..<Int(context.pointee.nameNr)).reversed() {
      guard let name = names[index] else { return false }
      let priority = HTMLTag(name: Optional(name).buffer).endPriority
      if markup.isTag(mark, named: name) { return strongest <= priority }
      strongest = max(strongest, priority)
    }
    return false
  }

  /// Puts all into the document that stands before `place`, where the parser is.
  @inline(__always) private mutating func pass(before place: Int) {
    while let mark = marks.first, Int(mark.end) < place, isSound {
      pass(mark)
      marks.removeFirst()
    }
  }

  private mutating func pass(_ mark: HTMLListingWriter.Mark) {
    switch mark.kind {
    case .tag: if !markup.mayBeDropped(mark) { giveUp() }
    case .byte: giveUp()
    case .end:
      // It has closed others, but not its own.
      if isClosing { giveUp() }
    case .leaf, .text, .open: insert(mark)
    case .close: if !builder.isFull { builder.end() }
    }
  }

  /// Outside of body and head the parser would have opened others first.
  private mutating func insert(_ mark: HTMLListingWriter.Mark) {
    switch builder.innermost {
    case nil: return giveUp()
    case .html: if !mark.mayBeInHead || mark.kind != .text { return giveUp() }
    case .head: if !mark.mayBeInHead { return giveUp() }
    case .some(let tag):
      if mark.kind == .open, tag.mayEnd(at: mark.tag) || builder.depth >= HTMLLimits.depth {
        return giveUp()
      }
    }
    guard !builder.isFull else { return }
    if mark.kind == .text { return builder.text(mark.content) }
    builder.start(mark.tag, mark.content)
    if mark.kind == .leaf { builder.end() }
    if builder.isFull, let context { xmlStopParser(context) }
  }

  /// Names and values in turn, and nothing at the end.
  private mutating func read(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
    guard var pair = attributes else { return }
    while let name = pair[0] {
      if let known = HTMLAttributeName(name: Optional(name).buffer) {
        builder.attribute(known, pair[1].buffer)
      }
      pair += 2
    }
  }

  private mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    guard isMarked else { return builder.text(text) }
    let place = place
    pass(before: place)
    guard text.contains(HTMLListingWriter.textMark) else { return builder.text(text) }
    guard text.count == 1, let known = marks.first, known.kind == .byte, Int(known.end) == place
    else { return giveUp() }
    builder.text(known.content)
    marks.removeFirst()
  }

  private mutating func giveUp() {
    isSound = false
    if let context { xmlStopParser(context) }
  }

  /// Takes the element just opened off the parser's stack of open elements, so that hostile nesting costs
  /// neither stack nor time: every end tag is looked up in that stack. Void elements leave it by themselves.
  private mutating func flatten(_ name: UnsafePointer<xmlChar>?) {
    guard let context, context.pointee.nameNr > 1,
      htmlTagLookup(name).map({ $0.pointee.empty == 0 }) ?? true
    else { return }
    context.pointee.nameNr -= 1
    context.pointee.name = context.pointee.nameTab[Int(context.pointee.nameNr) - 1]
    builder.end()
  }
}

extension HTMLTag {
  /// Whether libxml2 may take it for an element that holds nothing.
  fileprivate var mayBeVoid: Bool {
    switch self {
    case .br, .hr, .img, .input, .meta, .link, .base, .area, .param, .col, .frame, .embed, .other:
      true
    default: false
    }
  }

  /// End tags close no element that stands higher (libxml2's `htmlEndPriority`).
  fileprivate var endPriority: Int {
    switch self {
    case .div: 150
    case .td, .th: 160
    case .tr: 170
    case .thead, .tbody, .tfoot: 180
    case .table: 190
    case .head, .body: 200
    case .html: 220
    default: 100
    }
  }
}

extension Optional<UnsafePointer<xmlChar>> {
  /// The bytes of a C string, empty for none.
  var buffer: UnsafeBufferPointer<UInt8> {
    guard let self else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: self, count: Int(xmlStrlen(self)))
  }
}
