/// Writes markup for libxml2 to parse, with all kept out of it that cannot change how it repairs the page.
///
/// It sees the tags that shape a page, each without its attributes, and references that are not certain. Texts,
/// attributes, elements that hold nothing (`<br>`, `<img>`) and lines that are closed as they were opened and hold
/// nothing else (`<a>…</a>`, `<p>…</p>`) do not pass through it, since it takes each to pieces and copies it several
/// times: they are listed by their places between the tags (``marks``), and put where the parser is when it comes
/// there. Before the body, where a text opens it, texts go through as one byte each.
struct HTMLListingWriter: HTMLSink, ~Copyable {
  /// Something of the page, by its place in the markup.
  struct Mark {
    enum Kind: UInt8 {
      /// A start tag; `end` is the place of its `>`.
      case tag
      /// An end tag that a leaf or a text follows directly.
      case end
      /// An element that holds nothing, between two tags.
      case leaf
      /// A text between two tags.
      case text
      /// A text for which one byte stands, which ends at `end`.
      case byte
      /// The beginning and the end of an element between two tags, with all that it holds.
      case open, close
    }

    var kind: Kind
    /// ``HTMLTag/text`` for texts.
    var tag: HTMLTag
    /// Whether the parser would open no body for it; for what is listed between tags.
    var mayBeInHead: Bool
    /// Where the name of a tag begins; -1 for one that the parser may trip over.
    var start: Int32
    var end: Int32
    /// An element's ``attributes``, a text's ``values``.
    var content: Range<Int32>

    /// Whether it stands between two tags of the markup.
    var isBetweenTags: Bool {
      switch kind {
      case .leaf, .text, .open, .close: true
      case .tag, .end, .byte: false
      }
    }
  }

  /// A start tag of an element that may be listed as a whole, should nothing be written before its end tag.
  private struct Line {
    var tag: HTMLTag
    /// Among ``marks``.
    var mark: Int
    /// Where the tag begins in the markup, and where it ends.
    var place: Range<Int>
    /// ``endStart`` before it.
    var endStart: Int32?
  }

  /// What the tags so far have opened, as far as it is certain.
  private enum Region {
    case outside, head, body
  }

  private(set) var output: ByteBuffer
  /// The texts, as written, and the values of the attributes that are read, references resolved.
  private(set) var values: ByteBuffer
  private(set) var attributes: [HTMLDocument.Attribute] = []
  /// In the order of their places.
  private(set) var marks: [Mark] = []
  /// Bytes of texts with references, which are put together anew.
  private(set) var referringBytes = 0
  /// Where the text being read begins.
  private var textStart = 0
  private var mayRefer = false
  /// Whether the parser takes what was written last for text, which the next text would run on from, or may open the body
  /// for it.
  private var isOpen = false
  private var region = Region.outside
  /// Whether a tag follows the text that is being written.
  private var isBeforeTag = true
  private var headIsOver = false
  /// Where text in the markup ended last.
  private var textEnd = -1
  /// Where the name of the end tag begins that was written last, if nothing was listed behind it.
  private var endStart: Int32?
  /// The tag being read, where its name lies, where its attributes begin, and which names they have had.
  private var tag = HTMLTag.other
  private var tagStart: Int32 = 0
  private var isLeaf = false
  private var first: Int32 = 0
  private var names: UInt64 = 0
  /// Start tags of lines behind which nothing has been written, the outermost first.
  private var lines: [Line] = []
  private var mayBeLine = false
  private let attributeNames = HTMLAttributeName.byName
  private var openEnders = OpenEnders()

  /// Marks within an element that may be listed: each is touched when it is.
  private static let lineMarks = 256
  private static let lineDepth = 16

  /// Stands for a text: no text has this byte (``Swift/UInt8/isDropped``), but for `&#127;`.
  static let textMark: UInt8 = 0x7F

  /// For a page of so many bytes.
  init(capacity: Int) {
    output = ByteBuffer(capacity: capacity / 8)
    values = ByteBuffer(capacity: capacity / 2)
    attributes.reserveCapacity(capacity / 128 + 16)
    marks.reserveCapacity(capacity / 64 + 16)
  }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>, mayRefer: Bool) {
    values.append(text)
    if mayRefer { self.mayRefer = true }
  }

  mutating func lessThan() {
    isBeforeTag = false
    endText()
    isBeforeTag = true
    append("&lt;")
    textEnd = output.count
    isOpen = region != .body
  }

  mutating func finish() { endText() }

  mutating func start(_ name: UnsafeBufferPointer<UInt8>) {
    endText()
    tag = HTMLTag(name: name)
    first = Int32(attributes.count)
    names = 0
    isLeaf = !isOpen && mayBeLeftOut(tag)
    guard !isLeaf else { return }
    mayBeLine = !isOpen && region == .body && tag.isLine && !openEnders.mayEnd(at: tag)
    output.append(0x3C)
    let isForeign = !tag.isKnown && name.contains { $0 >= 0x80 }
    tagStart = isForeign ? -1 : Int32(truncatingIfNeeded: output.count)
    output.append(name)
    isOpen = false
    enter(tag)
    openEnders.begin(tag)
  }

  /// Whether an element neither holds nor closes nor opens any other (libxml2's `htmlStartClose`, and what its
  /// `htmlCheckImplied` asks).
  private func mayBeLeftOut(_ tag: HTMLTag) -> Bool {
    switch tag {
    case _ where tag.isOfHead: region != .outside
    case .br, .img, .input, .area, .param: region == .body
    default: false
    }
  }

  private mutating func enter(_ tag: HTMLTag) {
    switch tag {
    case .html: break
    case .head, .title, .meta, .link, .base:
      if region == .outside, !headIsOver { region = .head }
    // Within these the body is yet to come.
    case .frame, .frameset, .noframes: leaveHead()
    default: if region != .head || tag.closesHead { region = .body }
    }
  }

  /// Of several of one name the first counts.
  mutating func attribute(
    _ attribute: AttributeSpan, _ source: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let written = UnsafeBufferPointer(rebasing: source[attribute.name])
    guard let name = attributeNames.value(of: written) else { return false }
    let bit = UInt64(1) << UInt64(name.rawValue)
    guard names & bit == 0 else { return false }
    names |= bit
    let start = Int32(values.count)
    append(value: attribute.value, in: source)
    attributes.append(.init(name: name, value: start..<Int32(values.count)))
    textStart = values.count
    return true
  }

  private mutating func append(value: Range<Int>, in source: UnsafeBufferPointer<UInt8>) {
    let bytes = UnsafeBufferPointer(rebasing: source[value])
    guard ByteSearch.holdsControlOrAmpersand(source, value) else {
      values.append(bytes)
      return
    }
    var decoded: [UInt8] = []
    HTMLText.appendDecoded(bytes[...], to: &decoded)
    decoded.removeAll { $0.isDropped }
    decoded.withUnsafeBufferPointer { values.append($0) }
  }

  mutating func endOfStart() {
    let list = first..<Int32(attributes.count)
    guard !isLeaf else { return mark(.leaf, tag, mayBeInHead: tag.isOfHead, list) }
    if !list.isEmpty { output.append(0x20) }
    let endBefore = endStart
    mark(.tag, tag, mayBeInHead: tag.isOfHead, start: tagStart, list)
    output.append(0x3E)
    guard mayBeLine else { return }
    let start = Int(tagStart) - 1
    if lines.last?.place.upperBound != start || lines.count == Self.lineDepth {
      lines.removeAll(keepingCapacity: true)
    }
    lines.append(
      Line(
        tag: tag, mark: marks.count - 1, place: start..<output.count, endStart: endBefore))
  }

  /// Lists the element that an end tag closes, if it is a line within which nothing was written.
  private mutating func endLine(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let line = lines.last else { return false }
    guard line.place.upperBound == output.count, marks.count - line.mark <= Self.lineMarks,
      output.withBytes({ Self.isName(name, ofTagAt: line.place, in: $0) })
    else {
      lines.removeAll(keepingCapacity: true)
      return false
    }
    lines.removeLast()
    output.shrink(to: line.place.lowerBound)
    openEnders.end(line.tag)
    let place = Int32(truncatingIfNeeded: output.count)
    marks[line.mark].kind = .open
    for index in line.mark..<marks.count { marks[index].end = place }
    if let start = line.endStart {
      marks.insert(
        Mark(kind: .end, tag: .other, mayBeInHead: false, start: start, end: place, content: 0..<0),
        at: line.mark)
    }
    mark(.close, line.tag, 0..<0)
    return true
  }

  /// Whether the tag that was written at `place` has this name.
  private static func isName(
    _ name: UnsafeBufferPointer<UInt8>, ofTagAt place: Range<Int>,
    in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let end = place.lowerBound + 1 + name.count
    guard end < place.upperBound, bytes[end] == 0x3E || bytes[end] == 0x20 else { return false }
    for index in 0..<name.count
    where bytes[place.lowerBound + 1 + index] | 0x20 != name[index] | 0x20 { return false }
    return true
  }

  private mutating func mark(
    _ kind: Mark.Kind, _ tag: HTMLTag, mayBeInHead: Bool = false, start: Int32 = 0,
    _ content: Range<Int32>
  ) {
    // Markup of two gigabytes and more is not parsed.
    let end = Int32(truncatingIfNeeded: output.count)
    if let endStart, kind == .leaf || kind == .text {
      marks.append(
        Mark(kind: .end, tag: .other, mayBeInHead: false, start: endStart, end: end, content: 0..<0)
      )
    }
    endStart = nil
    marks.append(
      Mark(
        kind: kind, tag: tag, mayBeInHead: mayBeInHead && output.count != textEnd, start: start,
        end: end, content: content))
  }

  mutating func end(_ name: UnsafeBufferPointer<UInt8>) {
    endText()
    if endLine(name) { return }
    append("</")
    endStart = Int32(truncatingIfNeeded: output.count)
    output.append(name)
    output.append(0x3E)
    // `</"x">`: the parser drops the first two bytes.
    isOpen = name.first.map { !$0.isTagLetter } ?? true
    leave(HTMLTag(name: name))
  }

  private mutating func leave(_ tag: HTMLTag) {
    switch tag {
    case .head, .body, .html: leaveHead()
    default: openEnders.end(tag)
    }
  }

  private mutating func leaveHead() {
    region = .outside
    headIsOver = true
  }

  private mutating func append(_ text: StaticString) {
    endStart = nil
    text.withUTF8Buffer { output.append($0) }
  }

  /// Writes or lists the text read so far.
  private mutating func endText() {
    guard textStart < values.count else { return }
    let range = textStart..<values.count
    if output.count == 0 {
      // The parser passes over blanks before the first tag.
      copy(range)
    } else if mayRefer, !isOpen, region == .body, let end = resolveReferences(range) {
      values.shrink(to: end)
      mark(.text, .text, Int32(range.lowerBound)..<Int32(end))
    } else if mayRefer || isOpen {
      isBeforeTag = false
      writeParts(range)
      isBeforeTag = true
    } else {
      write(range)
    }
    mayRefer = false
    textStart = values.count
  }

  /// Of blanks one stays, since all are one space to whoever reads them.
  private mutating func write(_ range: Range<Int>) {
    let blank = blank(range)
    guard mayBeLeftOut(range, isBlank: blank != nil) else { return writeByte(blank, range) }
    let end = blank == nil ? range.upperBound : range.lowerBound + 1
    mark(
      .text, .text, mayBeInHead: blank != nil && isBeforeTag, Int32(range.lowerBound)..<Int32(end))
  }

  /// Whether a text opens nothing. In the head that is what is blank, if a tag follows.
  private func mayBeLeftOut(_ range: Range<Int>, isBlank: Bool) -> Bool {
    switch region {
    case .body: true
    case .head: isBlank && isBeforeTag && range.count < Self.longBlank
    case .outside: false
    }
  }

  private mutating func writeByte(_ blank: UInt8?, _ range: Range<Int>) {
    isOpen = true
    guard let blank else {
      output.append(Self.textMark)
      return mark(.byte, .text, Int32(range.lowerBound)..<Int32(range.upperBound))
    }
    endStart = nil
    if range.count < Self.longBlank { output.append(blank) } else { copy(range) }
  }

  /// What libxml2 takes for more than the space between two tags: it reads texts in pieces of a thousand bytes, and a
  /// piece within a text begins a paragraph.
  private static let longBlank = 1000

  /// The first byte of a stretch of nothing but blanks.
  private func blank(_ range: Range<Int>) -> UInt8? {
    values.withBytes { bytes in
      // `range` lies within the buffer, and is not empty.
      ByteSearch.areBlank(bytes, range) ? bytes[range.lowerBound] : nil
    }
  }

  private mutating func copy(_ range: Range<Int>) {
    endStart = nil
    referringBytes += range.count
    values.withBytes { output.append(UnsafeBufferPointer(rebasing: $0[range])) }
    textEnd = output.count
  }

  /// A text with references, which are for the parser to resolve. What runs on from one that may be none is too.
  private mutating func writeParts(_ range: Range<Int>) {
    referringBytes += range.count
    guard values.withBytes({ !Self.holdsNoncharacter($0, range) }) else {
      // Those are for the parser to drop.
      isOpen = true
      return copy(range)
    }
    var at = range.lowerBound
    while at < range.upperBound {
      let (plain, reference) = values.withBytes { bytes in
        let plain = bytes[at..<range.upperBound].firstIndex(of: 0x26) ?? range.upperBound
        return (plain, Self.referenceEnd(bytes, plain..<range.upperBound))
      }
      if plain > at { if isOpen { copy(at..<plain) } else { write(at..<plain) } }
      guard plain < range.upperBound else { return }
      isOpen = reference == nil || region != .body
      at = reference ?? plain + 1
      copy(plain..<at)
    }
  }

  private static func holdsNoncharacter(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    var at = range.lowerBound
    while at + 2 < range.upperBound {
      if bytes[at] == 0xEF, bytes[at + 1] == 0xBF, bytes[at + 2] >= 0xBE { return true }
      at += 1
    }
    return false
  }

  /// Where the reference ends that `range` begins with; `nil` for what may be none to the parser.
  private static func referenceEnd(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    var at = range.lowerBound + 1
    let limit = min(range.upperBound, at + 8)
    guard at < limit else { return nil }
    let isNumber = bytes[at] == 0x23
    if isNumber { at += 1 }
    var name: UInt64 = 0
    while at < limit, bytes[at] != 0x3B {
      // A decimal number has digits only, a name letters only.
      guard isNumber ? bytes[at] &- 0x30 < 10 : bytes[at].isTagLetter else { return nil }
      name = name << 8 | UInt64(bytes[at])
      at += 1
    }
    guard at < limit, name != 0, isNumber || commonNames[name] != nil else { return nil }
    return at + 1
  }

  /// The names that most references have.
  private static let commonNames = HTMLReference.commonNames

  /// Puts characters for the references of a text, in place; returns where it ends then. `nil` where nothing was changed,
  /// since one of them may mean something else to the parser or there is a noncharacter, which it drops.
  private mutating func resolveReferences(_ range: Range<Int>) -> Int? {
    values.withMutableBytes { bytes in
      let known = UnsafeBufferPointer(bytes)
      guard !Self.holdsNoncharacter(known, range) else { return nil }
      var at = range.lowerBound
      var isAny = false
      while let mark = known.first(0x26, from: at), mark < range.upperBound {
        guard let reference = HTMLReference(known, mark..<range.upperBound) else { return nil }
        at = reference.end
        isAny = true
      }
      return isAny ? HTMLReference.resolve(bytes, range) : nil
    }
  }
}

extension HTMLTag {
  /// Whether it holds nothing and may stand in the head.
  fileprivate var isOfHead: Bool { self == .meta || self == .link || self == .base }

  /// Whether it may be listed with what it holds: words within a line, and what is a line itself. All that gives a page
  /// its shape passes through the parser.
  fileprivate var isLine: Bool {
    switch self {
    case .a, .abbr, .b, .button, .cite, .code, .dd, .del, .dt, .em, .figcaption, .font, .h1, .h2,
      .h3, .h4, .h5,
      .h6, .i, .ins, .label, .li, .mark, .p, .q, .small, .span, .strong, .sub, .sup, .time, .u:
      true
    default: false
    }
  }

  /// Whether libxml2 ends the head where this begins (`htmlStartClose`); it leaves all others in the head.
  fileprivate var closesHead: Bool {
    switch self {
    case .a, .abbr, .address, .b, .blockquote, .body, .br, .center, .cite, .code, .dd, .dir, .div,
      .dl, .dt, .em,
      .fieldset, .font, .form, .h1, .h2, .h3, .h4, .h5, .h6, .hr, .i, .iframe, .img, .li, .map,
      .menu, .ol, .p, .pre,
      .q, .small, .span, .strong, .sub, .sup, .table, .u, .ul:
      true
    default: false
    }
  }
}
