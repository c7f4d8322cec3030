extension XMLScanner {
  /// More attributes in one tag are left to libxml2: that they differ is checked pair by pair.
  private static let attributeLimit = 32

  /// `<?xml version="1.0" encoding="…" standalone="…"?>`, if there is one. The encoding it names is not
  /// believed: the bytes are UTF-8.
  mutating func declaration() throws(XMLUnusual) {
    guard follows("<?xml", at: 0), XMLBytes.isSpace(byte(5)) else { return }
    at = 5
    guard let version = try pseudoAttribute("version"), version.count == 3,
      follows("1.0", at: version.lowerBound)
    else { throw XMLUnusual() }
    if let encoding = try pseudoAttribute("encoding") {
      guard (byte(encoding.lowerBound) | 0x20) &- 97 < 26, !encoding.isEmpty else {
        throw XMLUnusual()
      }
      for index in encoding {
        guard XMLBytes.isNameByte(bytes[index]), bytes[index] != UInt8(ascii: ":") else {
          throw XMLUnusual()
        }
      }
    }
    if let standalone = try pseudoAttribute("standalone") {
      let isKnown =
        standalone.count == 3 && follows("yes", at: standalone.lowerBound)
        || standalone.count == 2 && follows("no", at: standalone.lowerBound)
      guard isKnown else { throw XMLUnusual() }
    }
    skipSpace()
    guard follows("?>", at: at) else { throw XMLUnusual() }
    at += 2
  }

  /// The value of ` name="value"`, if that comes next.
  private mutating func pseudoAttribute(
    _ name: StaticString
  ) throws(XMLUnusual) -> Range<Int>? {
    var start = at
    while XMLBytes.isSpace(byte(start)) { start += 1 }
    guard start > at, follows(name, at: start) else { return nil }
    at = start + name.utf8CodeUnitCount
    let quote = try openingQuote()
    let first = at
    while byte(at) != quote {
      guard at < bytes.count, at - first < 64 else { throw XMLUnusual() }
      at += 1
    }
    at += 1
    return first..<(at - 1)
  }

  /// `="`, with white space around the sign; returns the quote.
  @inline(__always)
  private mutating func openingQuote() throws(XMLUnusual) -> UInt8 {
    skipSpace()
    guard byte(at) == UInt8(ascii: "=") else { throw XMLUnusual() }
    at += 1
    skipSpace()
    let quote = byte(at)
    guard quote == 0x22 || quote == 0x27 else { throw XMLUnusual() }
    at += 1
    return quote
  }

  /// A name with at most one colon, which neither begins nor ends it nor stands before what begins no name.
  ///
  /// - Returns: where the name begins, and the length of its prefix, 0 without one.
  @inline(__always)
  private mutating func name() throws(XMLUnusual) -> (start: Int, prefix: Int) {
    let start = at
    guard XMLBytes.isNameStart(byte(at)) else { throw XMLUnusual() }
    var prefix = 0
    while true {
      at += 1
      let next = byte(at)
      guard XMLBytes.isNameByte(next) else { break }
      guard next == UInt8(ascii: ":") else { continue }
      guard prefix == 0, XMLBytes.isNameStart(byte(at + 1)) else { throw XMLUnusual() }
      prefix = at - start
    }
    guard at - start < XMLBytes.nameLimit else { throw XMLUnusual() }
    return (start, prefix)
  }

  mutating func startTag() throws(XMLUnusual) -> Event {
    at += 1
    let (start, prefix) = try name()
    let length = at - start
    attributes.removeAll(keepingCapacity: true)
    let scope = names.scope
    var isEmpty = false
    while true {
      let next = byte(at)
      if next == UInt8(ascii: ">") { break }
      if next == UInt8(ascii: "/") {
        at += 1
        guard byte(at) == UInt8(ascii: ">") else { throw XMLUnusual() }
        isEmpty = true
        break
      }
      guard XMLBytes.isSpace(next) else { throw XMLUnusual() }
      skipSpace()
      if XMLBytes.isNameStart(byte(at)) { try attribute(of: scope) }
    }
    at += 1
    let number = try names.number(of: bytes, start, length: length, prefix: prefix)
    return try opened(
      name: start, length: length, scope, number: number, isEmpty: isEmpty)
  }

  private mutating func attribute(of outer: XMLNameTable.Scope) throws(XMLUnusual) {
    let (start, prefix) = try name()
    let end = at
    let quote = try openingQuote()
    let first = at
    let isRaw = try skipValue(quote)
    let value = UnsafeBufferPointer(rebasing: bytes[first..<(at - 1)])
    let qualifier = UnsafeBufferPointer(rebasing: bytes[start..<(start + prefix)])
    let local = UnsafeBufferPointer(
      rebasing: bytes[(prefix == 0 ? start : start + prefix + 1)..<end])
    if XMLBytes.isEqual(prefix == 0 ? local : qualifier, "xmlns") {
      guard !isRaw else { throw XMLUnusual() }
      return try names.declare(
        prefix == 0 ? UnsafeBufferPointer(rebasing: local[..<0]) : local, value, since: outer)
    }
    for other in attributes
    where XMLBytes.isEqual(other.local, local) && XMLBytes.isEqual(other.prefix, qualifier) {
      throw XMLUnusual()
    }
    guard attributes.count < Self.attributeLimit else { throw XMLUnusual() }
    attributes.append(
      XMLAttributes.Field(
        local: local, prefix: qualifier, value: value, form: isRaw ? .raw : .plain))
  }

  /// Moves behind the closing quote; whether the value holds references or white space but spaces.
  private mutating func skipValue(_ quote: UInt8) throws(XMLUnusual) -> Bool {
    var isRaw = false
    let start = at
    while true {
      while !XMLBytes.isSpecialInValue(byte(at)) { at += 1 }
      let next = byte(at)
      if next == quote { break }
      switch next {
      case 0x22, 0x27: at += 1
      case 0x09, 0x0A, 0x0D:
        isRaw = true
        at += 1
      case UInt8(ascii: "&"):
        isRaw = true
        at = try XMLReference.end(bytes, at: at)
      default: throw XMLUnusual()
      }
    }
    guard at - start < XMLBytes.lengthLimit else { throw XMLUnusual() }
    at += 1
    return isRaw
  }
}

/// What single bytes mean in markup.
enum XMLBytes {
  /// Longer comments, instructions and values are left to libxml2, which has bounds of its own for them.
  static let lengthLimit = 1 << 20
  static let nameLimit = 1000

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  @inline(__always)
  static func isNameStart(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte == 0x5F }

  /// ASCII letters, digits, `-`, `.`, `:` and `_`: a bit for each.
  @inline(__always)
  static func isNameByte(_ byte: UInt8) -> Bool {
    let low: UInt64 = 0x07FF_6000_0000_0000
    let high: UInt64 = 0x07FF_FFFE_87FF_FFFE
    return byte < 0x80 && (byte < 64 ? low : high) >> (byte & 63) & 1 != 0
  }

  /// Quotes, `&`, `<`, line ends, tabs, and the 0 that stands for the document's end.
  @inline(__always)
  static func isSpecialInValue(_ byte: UInt8) -> Bool {
    let marks: UInt64 =
      1 << 0x22 | 1 << 0x27 | 1 << 0x26 | 1 << 0x3C | 1 << 9 | 1 << 10 | 1 << 13 | 1
    return byte < 64 && marks >> byte & 1 != 0
  }

  @inline(__always)
  static func isEqual(
    _ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
  }

  @inline(__always)
  static func isEqual(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
    guard bytes.count == text.utf8CodeUnitCount else { return false }
    for index in bytes.indices where bytes[index] != text.utf8Start[index] { return false }
    return true
  }
}
