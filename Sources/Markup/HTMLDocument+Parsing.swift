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

  /// Texts and attributes are kept out of the parser, if it comes to all of them where they were marked; else they
  /// pass through it, at twice the cost or less.
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
  private var lists: HTMLMarkQueue
  private var texts: HTMLMarkQueue
  private var markup = HTMLMarkedMarkup(UnsafeBufferPointer(start: nil, count: 0))
  private var context: htmlParserCtxtPtr?

  init(_ listing: borrowing HTMLListingWriter, misplacedBy shift: Int) {
    builder = HTMLTreeBuilder(listing)
    isMarked = true
    self.shift = shift
    lists = HTMLMarkQueue(listing.lists)
    texts = HTMLMarkQueue(listing.texts)
  }

  /// For markup without marks, of so many bytes.
  init(capacity: Int) {
    builder = HTMLTreeBuilder(capacity: capacity)
    isMarked = false
    shift = 0
    lists = HTMLMarkQueue([])
    texts = HTMLMarkQueue([])
  }

  mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) {
    markup = HTMLMarkedMarkup(bytes)
    run(bytes)
    // A full document lacks what comes after.
    guard !builder.isFull else { return }
    passLists(before: .max)
    if texts.first != nil { isSound = false }
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
    handler?.pointee.endElement = { state, _ in SAXState.at(state).pointee.builder.end() }
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
    let tag = name.buffer
    builder.start(HTMLTag(name: tag))
    if isMarked { readList(of: tag) } else { read(attributes) }
    if builder.isFull, let context { xmlStopParser(context) }
    if builder.depth > HTMLLimits.depth { flatten(name) }
  }

  private mutating func readList(of tag: UnsafeBufferPointer<UInt8>) {
    let place = place
    passLists(before: place)
    // Elements that no tag stands for may be reported in the midst of another's.
    guard let list = lists.first, list.end == place, markup.isList(endingAt: place, of: tag) else {
      return
    }
    builder.attributes(list.content)
    lists.removeFirst()
  }

  @inline(__always) private mutating func passLists(before place: Int) {
    while let list = lists.first, list.end < place {
      if !markup.mayBeDropped(listEndingAt: list.end) { giveUp() }
      lists.removeFirst()
    }
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
    guard isMarked, text.contains(HTMLListingWriter.textMark) else { return builder.text(text) }
    guard text.count == 1, let known = texts.first, known.end == place else { return giveUp() }
    builder.text(known.content)
    texts.removeFirst()
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

extension Optional<UnsafePointer<xmlChar>> {
  /// The bytes of a C string, empty for none.
  var buffer: UnsafeBufferPointer<UInt8> {
    guard let self else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: self, count: Int(xmlStrlen(self)))
  }
}
