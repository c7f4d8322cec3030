/// Cuts plain XML into events, an event at a time: well-formed UTF-8 without a document type.
///
/// Nearly every feed that is sound is plain, and telling its events apart needs none of what a parser must
/// bring for the rest of XML. Whatever is not plain, or could be wrong, ends the reading with
/// ``XMLUnusual``, so that libxml2 decides about it: this reader never says that a document is malformed, and
/// accepts none that libxml2 would not. What that takes is checked on the way: that tags match, that names are
/// plain ASCII with one colon at most, that attributes differ and are quoted, that references are the five
/// predefined ones or name characters that XML allows, that no `]]>` stands in text and no `--` in a
/// comment, and that the depth stays below libxml2's bound.
///
/// No recursion and no copy of what needs none; memory: the names of the document and its open elements.
struct XMLScanner: ~Copyable {
  enum Event {
    /// The element's name by its number: names are numbered as they come, from 0.
    case start(Int)
    /// Character data as it stands in the document.
    case text(Range<Int>)
    /// Character data that had to be decoded; it is in ``decoded``.
    case decodedText
    case end(Int)
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var at = 0
  /// Character data that is not what the document's bytes are; valid until the next event.
  var decoded: [UInt8] = []
  /// The attributes of the element that started last, declarations of namespaces left out.
  var attributes: [XMLAttributes.Field] = []
  var names = XMLNameTable()
  private var open: [OpenElement] = []
  /// An empty element ends with the event after its start.
  private var hasPendingEnd = false
  private var hasRoot = false

  struct OpenElement {
    /// The name as written.
    var start: Int
    var length: Int
    var number: Int
    /// What ``XMLNameTable`` needs to forget the element's namespaces.
    var scope: XMLNameTable.Scope
  }

  /// More open elements are left to libxml2, which refuses 256.
  private static let depthLimit = 200

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The byte at `index`; 0, which no document holds, beyond the end.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

  /// The next event; `nil` at the end of a well-formed document.
  mutating func next() throws(XMLUnusual) -> Event? {
    if hasPendingEnd {
      hasPendingEnd = false
      return try close()
    }
    if at == 0 { try declaration() }
    while true {
      if open.isEmpty, try isOver() { return nil }
      guard byte(at) == UInt8(ascii: "<") else { return try text() }
      switch byte(at + 1) {
      case UInt8(ascii: "/"): return try endTag()
      case UInt8(ascii: "?"): try skipInstruction()
      case UInt8(ascii: "!"): if let event = try commentOrSection() { return event }
      default: return try startTag()
      }
    }
  }

  /// Between the document's parts only white space may stand; whether that was all.
  private mutating func isOver() throws(XMLUnusual) -> Bool {
    skipSpace()
    if at >= bytes.count {
      guard hasRoot else { throw XMLUnusual() }
      return true
    }
    guard bytes[at] == UInt8(ascii: "<") else { throw XMLUnusual() }
    return false
  }

  @inline(__always)
  mutating func skipSpace() {
    while XMLBytes.isSpace(byte(at)) { at += 1 }
  }

  /// Whether `mark` stands at `index`.
  func follows(_ mark: StaticString, at index: Int) -> Bool {
    let count = mark.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[index + offset] != mark.utf8Start[offset] { return false }
    return true
  }

  // MARK: Text

  /// Character data up to the next tag.
  private mutating func text() throws(XMLUnusual) -> Event {
    let start = at
    while true {
      at = ByteSearch.first(of: (0x3C, 0x26, 0x5D, 0x0D), in: bytes, from: at)
      switch byte(at) {
      case UInt8(ascii: "<"): return .text(start..<at)
      case UInt8(ascii: "]"):
        if follows("]]>", at: at) { throw XMLUnusual() }
        at += 1
      case 0: throw XMLUnusual()
      default: return try decodedText(from: start)
      }
    }
  }

  /// The same for text that holds references or carriage returns, from the first of which it goes on.
  private mutating func decodedText(from start: Int) throws(XMLUnusual) -> Event {
    decoded.removeAll(keepingCapacity: true)
    var run = start
    while true {
      switch byte(at) {
      case UInt8(ascii: "<"):
        decoded.append(contentsOf: bytes[run..<at])
        return .decodedText
      case UInt8(ascii: "&"):
        decoded.append(contentsOf: bytes[run..<at])
        at = try XMLReference.append(bytes, at: at, to: &decoded)
        run = at
      case 0x0D:
        // A line's end is a line feed (XML 1.0 §2.11).
        decoded.append(contentsOf: bytes[run..<at])
        if byte(at + 1) != 0x0A { decoded.append(0x0A) }
        at += 1
        run = at
      case UInt8(ascii: "]"):
        if follows("]]>", at: at) { throw XMLUnusual() }
        at += 1
      default: throw XMLUnusual()
      }
      at = ByteSearch.first(of: (0x3C, 0x26, 0x5D, 0x0D), in: bytes, from: at)
    }
  }

  /// A comment, which is no event, or a CDATA section.
  private mutating func commentOrSection() throws(XMLUnusual) -> Event? {
    if follows("<!--", at: at) {
      try skipComment()
      return nil
    }
    guard !open.isEmpty, follows("<![CDATA[", at: at) else { throw XMLUnusual() }
    let start = at + 9
    var end = start
    while true {
      end = ByteSearch.first(of: UInt8(ascii: "]"), in: bytes, from: end)
      guard end < bytes.count else { throw XMLUnusual() }
      if follows("]]>", at: end) { break }
      end += 1
    }
    at = end + 3
    return .text(start..<end)
  }

  private mutating func skipComment() throws(XMLUnusual) {
    var end = at + 4
    while true {
      end = ByteSearch.first(of: UInt8(ascii: "-"), in: bytes, from: end)
      guard end < bytes.count, end - at < XMLBytes.lengthLimit else { throw XMLUnusual() }
      if byte(end + 1) == UInt8(ascii: "-") { break }
      end += 1
    }
    guard byte(end + 2) == UInt8(ascii: ">") else { throw XMLUnusual() }
    at = end + 3
  }

  /// A processing instruction such as a style sheet's; the declaration anywhere but in front is not plain.
  private mutating func skipInstruction() throws(XMLUnusual) {
    let start = at + 2
    at = start
    guard XMLBytes.isNameStart(byte(at)) else { throw XMLUnusual() }
    while XMLBytes.isNameByte(byte(at)) { at += 1 }
    let isReserved =
      at - start == 3 && byte(start) | 0x20 == UInt8(ascii: "x")
      && byte(start + 1) | 0x20 == UInt8(ascii: "m") && byte(start + 2) | 0x20 == UInt8(ascii: "l")
    let hasColon = bytes[start..<at].contains(UInt8(ascii: ":"))
    guard !isReserved, !hasColon, XMLBytes.isSpace(byte(at)) || follows("?>", at: at) else {
      throw XMLUnusual()
    }
    while !follows("?>", at: at) {
      at = ByteSearch.first(of: UInt8(ascii: "?"), in: bytes, from: at + 1)
      guard at < bytes.count, at - start < XMLBytes.lengthLimit else { throw XMLUnusual() }
    }
    at += 2
  }

  // MARK: Elements

  /// A start tag whose name and attributes are read.
  mutating func opened(
    name start: Int, length: Int, _ scope: XMLNameTable.Scope, number: Int, isEmpty: Bool
  ) throws(XMLUnusual) -> Event {
    guard open.count < Self.depthLimit, !(hasRoot && open.isEmpty) else { throw XMLUnusual() }
    hasRoot = true
    open.append(OpenElement(start: start, length: length, number: number, scope: scope))
    hasPendingEnd = isEmpty
    return .start(number)
  }

  private mutating func endTag() throws(XMLUnusual) -> Event {
    guard let last = open.last else { throw XMLUnusual() }
    var end = at + 2
    let tail = end + last.length
    guard tail < bytes.count else { throw XMLUnusual() }
    for offset in 0..<last.length where bytes[end + offset] != bytes[last.start + offset] {
      throw XMLUnusual()
    }
    end = tail
    while XMLBytes.isSpace(byte(end)) { end += 1 }
    guard byte(end) == UInt8(ascii: ">") else { throw XMLUnusual() }
    at = end + 1
    return try close()
  }

  private mutating func close() throws(XMLUnusual) -> Event {
    guard let last = open.popLast() else { throw XMLUnusual() }
    names.leave(last.scope)
    return .end(last.number)
  }
}

/// Why ``XMLScanner`` leaves a document to libxml2: it is not plain, or not sound.
struct XMLUnusual: Error {}
