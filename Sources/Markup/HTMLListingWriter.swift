/// Writes markup for libxml2 to parse, with attributes and texts kept out of it.
///
/// They do not pass through the parser, which takes each to pieces and copies it several times. An element with
/// attributes that are read has a space behind its name (`<div >`), a text is one byte, and where either ends in the
/// markup says which it is (``lists``, ``texts``). Only character references go through, and what is blank, since the
/// parser drops that in places.
struct HTMLListingWriter: HTMLSink, ~Copyable {
  /// A stretch of markup that stands for something, by where it ends.
  struct Mark {
    var end: Int
    var content: Range<Int32>
  }

  private(set) var output: ByteBuffer
  /// The texts, as written, and the values of the attributes that are read, references resolved.
  private(set) var values: ByteBuffer
  private(set) var attributes: [HTMLDocument.Attribute] = []
  /// The elements' lists in ``attributes``, by where their tags' `>` stands.
  private(set) var lists: [Mark] = []
  /// The texts in ``values``, by where the byte that stands for them ends.
  private(set) var texts: [Mark] = []
  /// Bytes of texts with references, which are put together anew.
  private(set) var referringBytes = 0
  /// Where the text being read begins.
  private var textStart = 0
  private var mayRefer = false
  /// Whether the parser takes what was written last for text, which the next text would run on from.
  private var isOpen = false
  /// Where the attributes of the tag being read begin, and which names it has had.
  private var first: Int32 = 0
  private var names: UInt64 = 0

  /// Stands for a text: no text has this byte (``Swift/UInt8/isDropped``), but for `&#127;`.
  static let textMark: UInt8 = 0x7F

  /// For a page of so many bytes.
  init(capacity: Int) {
    output = ByteBuffer(capacity: capacity / 4)
    values = ByteBuffer(capacity: capacity / 2)
    attributes.reserveCapacity(capacity / 128 + 16)
    lists.reserveCapacity(capacity / 160 + 16)
    texts.reserveCapacity(capacity / 256 + 16)
  }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>, mayRefer: Bool) {
    values.append(text)
    if mayRefer { self.mayRefer = true }
  }

  mutating func lessThan() {
    endText()
    append("&lt;")
    isOpen = false
  }

  mutating func finish() { endText() }

  mutating func start(_ name: UnsafeBufferPointer<UInt8>) {
    endText()
    output.append(0x3C)
    output.append(name)
    isOpen = false
    first = Int32(attributes.count)
    names = 0
  }

  /// Of several of one name the first counts.
  mutating func attribute(
    _ attribute: AttributeSpan, _ source: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let name = attribute.name(in: source) else { return false }
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
    if first < Int32(attributes.count) {
      output.append(0x20)
      lists.append(Mark(end: output.count, content: first..<Int32(attributes.count)))
    }
    output.append(0x3E)
  }

  mutating func end(_ name: UnsafeBufferPointer<UInt8>) {
    endText()
    append("</")
    output.append(name)
    output.append(0x3E)
    // `</"x">`: the parser drops the first two bytes.
    isOpen = name.first.map { !$0.isTagLetter } ?? true
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { output.append($0) }
  }

  /// Writes what stands for the text read so far.
  private mutating func endText() {
    guard textStart < values.count else { return }
    let range = textStart..<values.count
    if output.count == 0 {
      // The parser passes over blanks before the first tag.
      copy(range)
    } else if mayRefer || isOpen {
      writeParts(range)
    } else {
      write(range)
    }
    mayRefer = false
    textStart = values.count
  }

  /// Of blanks one stays, since all are one space to whoever reads them.
  private mutating func write(_ range: Range<Int>) {
    guard let blank = blank(range) else {
      output.append(Self.textMark)
      texts.append(
        Mark(end: output.count, content: Int32(range.lowerBound)..<Int32(range.upperBound)))
      return
    }
    if range.count < Self.longBlank { output.append(blank) } else { copy(range) }
  }

  /// What libxml2 takes for more than the space between two tags: it reads texts in pieces of a thousand bytes, and a
  /// piece within a text begins a paragraph.
  private static let longBlank = 1000

  /// The first byte of a stretch of nothing but blanks.
  private func blank(_ range: Range<Int>) -> UInt8? {
    values.withBytes { bytes in
      // `range` lies within the buffer, and is not empty.
      for index in range where !bytes[index].isXMLBlank { return nil }
      return bytes[range.lowerBound]
    }
  }

  private mutating func copy(_ range: Range<Int>) {
    referringBytes += range.count
    values.withBytes { output.append(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// A text with references, which are for the parser to resolve. What runs on from one that may be none is too.
  private mutating func writeParts(_ range: Range<Int>) {
    referringBytes += range.count
    guard values.withBytes({ !Self.holdsNoncharacter($0, range) }) else {
      // Those are for the parser to drop.
      copy(range)
      return
    }
    var at = range.lowerBound
    while at < range.upperBound {
      let (plain, reference) = values.withBytes { bytes in
        let plain = bytes[at..<range.upperBound].firstIndex(of: 0x26) ?? range.upperBound
        return (plain, Self.referenceEnd(bytes, plain..<range.upperBound))
      }
      if plain > at { if isOpen { copy(at..<plain) } else { write(at..<plain) } }
      isOpen = reference == nil
      at = reference ?? min(plain + 1, range.upperBound)
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
    guard at < limit, name != 0, isNumber || commonNames.contains(name) else { return nil }
    return at + 1
  }

  /// The names that most references have, as numbers; all of them HTML's since version 2 or 4.
  private static let commonNames: Set<UInt64> = Set(
    [
      "amp", "lt", "gt", "quot", "nbsp", "copy", "rsquo", "lsquo", "rdquo", "ldquo", "ndash",
      "mdash",
      "hellip", "raquo", "laquo", "bull", "middot", "eacute", "egrave", "agrave", "uuml", "ouml",
      "auml", "szlig", "aacute", "iacute", "oacute", "ntilde",
    ]
    .map { $0.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } })
}
