internal import Glibc

/// What is made of a page's tags and text: markup again, with all attributes or with none.
protocol HTMLSink: ~Copyable {
  /// Text as written, without control characters. A text may come in several pieces.
  ///
  /// - Parameter mayRefer: whether it may hold ampersands, or noncharacters (U+FFFE, U+FFFF).
  mutating func text(_ text: UnsafeBufferPointer<UInt8>, mayRefer: Bool)
  /// A `<` that begins no tag.
  mutating func lessThan()
  /// A start tag, its name as written; its attributes follow, then its end.
  mutating func start(_ name: UnsafeBufferPointer<UInt8>)
  /// Returns whether the attribute is kept.
  mutating func attribute(
    _ attribute: AttributeSpan, _ source: UnsafeBufferPointer<UInt8>
  ) -> Bool
  mutating func endOfStart()
  mutating func end(_ name: UnsafeBufferPointer<UInt8>)
  /// The page is at its end.
  mutating func finish()
}

/// One pass over the bytes of a page, which finds its tags and its text.
///
/// Takes out what no reader sees and a parser would spend most of its time on (programs, styles, drawings,
/// comments), and defuses what hostile pages are made of (control characters, thousands of attributes, tags that
/// never end). Scripts that may hold data are kept aside. On news pages this leaves a third of the bytes.
struct HTMLPrefilter<Sink: HTMLSink & ~Copyable>: ~Copyable {
  private(set) var sink: Sink
  private(set) var asides: [HTMLDocument.Aside] = []
  /// What was looked for to the end of the page and not found, so that it is not looked for again: without
  /// this, a page of unclosed comments takes quadratic time.
  private var unclosed: Unclosed = []

  init(_ sink: consuming Sink) { self.sink = sink }

  mutating func run(_ source: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < source.count {
      let text = ByteSearch.text(in: source, from: at)
      if text.end > at {
        sink.text(UnsafeBufferPointer(rebasing: source[at..<text.end]), mayRefer: text.mayRefer)
      }
      guard text.end < source.count else { break }
      // A control character is passed over.
      at = source[text.end] == 0x3C ? markup(source, text.end) : text.end + 1
    }
    sink.finish()
  }

  /// What begins at a `<`; returns where to go on.
  private mutating func markup(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    guard at + 1 < source.count else { return source.count }
    switch source[at + 1] {
    case 0x21: return declaration(source, at)
    case 0x3F: return (source.first(0x3E, from: at) ?? source.count - 1) + 1
    case 0x2F: return endTag(source, at)
    case 0x41...0x5A, 0x61...0x7A: return startTag(source, at)
    default:
      sink.lessThan()
      return at + 1
    }
  }

  /// A comment that never ends is no comment: only its opening goes.
  private mutating func declaration(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    guard at + 3 < source.count, source[at + 2] == 0x2D, source[at + 3] == 0x2D else {
      guard !unclosed.contains(.tag), let close = source.first(0x3E, from: at) else {
        unclosed.insert(.tag)
        return at + 2
      }
      return close + 1
    }
    guard !unclosed.contains(.comment) else { return at + 4 }
    var index = at + 4
    if index < source.count, source[index] == 0x3E { return index + 1 }
    while let close = source.first(0x3E, from: index) {
      if close >= at + 6, source[close - 1] == 0x2D, source[close - 2] == 0x2D { return close + 1 }
      index = close + 1
    }
    unclosed.insert(.comment)
    return at + 4
  }

  private mutating func endTag(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let end = nameEnd(source, at + 2)
    let close = source.first(0x3E, from: end) ?? source.count
    if end > at + 2 { sink.end(UnsafeBufferPointer(rebasing: source[(at + 2)..<end])) }
    return min(close + 1, source.count)
  }

  private mutating func startTag(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let end = nameEnd(source, at + 1)
    let name = UnsafeBufferPointer(rebasing: source[(at + 1)..<end])
    if let raw = RawElement(name) { return rawElement(raw, source, nameEnd: end) }
    guard end - at <= 64 else {
      return (source.first(0x3E, from: end) ?? source.count - 1) + 1
    }
    sink.start(name)
    return readAttributes(source, end)
  }

  /// Passes on the attributes of a tag; returns the index after `>`.
  private mutating func readAttributes(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var at = start
    var kept = 0
    defer { sink.endOfStart() }
    while at < source.count {
      let byte = source[at]
      if byte == 0x3E { break }
      if ByteSet.betweenAttributes.contains(byte) {
        at += 1
        continue
      }
      if byte == 0x3C, at + 1 < source.count, source[at + 1].isTagLetter || source[at + 1] == 0x2F {
        return at
      }
      let attribute = AttributeSpan(source, at)
      if kept < HTMLLimits.attributes, attribute.value.count <= HTMLLimits.attributeBytes,
        sink.attribute(attribute, source)
      {
        kept += 1
      }
      at = attribute.end
    }
    return min(at + 1, source.count)
  }

  /// An element whose content is no markup: taken out, and kept aside where it may hold data.
  private mutating func rawElement(
    _ raw: RawElement, _ source: UnsafeBufferPointer<UInt8>, nameEnd: Int
  ) -> Int {
    var head = HTMLPrefilter<NoSink>(NoSink())
    let contentStart = head.readAttributes(source, nameEnd)
    withUnsafeBytes(of: UInt8(0x20)) {
      sink.text($0.assumingMemoryBound(to: UInt8.self), mayRefer: false)
    }
    if raw == .svg, contentStart >= 2, source[contentStart - 2] == 0x2F { return contentStart }
    guard !unclosed.contains(.element(raw)), let close = raw.close(in: source, from: contentStart)
    else {
      unclosed.insert(.element(raw))
      return raw == .script || raw == .style ? source.count : contentStart
    }
    keepAside(
      raw, head: nameEnd..<contentStart, source,
      UnsafeBufferPointer(rebasing: source[contentStart..<close.start]))
    return close.end
  }

  private mutating func keepAside(
    _ raw: RawElement, head: Range<Int>, _ source: UnsafeBufferPointer<UInt8>,
    _ content: UnsafeBufferPointer<UInt8>
  ) {
    switch raw {
    case .noscript: asides.append(.init(kind: .noscript, content: Array(content.prefix(4096))))
    case .script:
      let type = Self.type(in: head, of: source)
      if holds(type, "ld+json") {
        asides.append(.init(kind: .linkedData, content: Array(content)))
      } else if holds(type, "json") {
        asides.append(.init(kind: .json, content: Array(content)))
      } else if content.count > 800, content.holds("<p>") || content.holds("\\u003cp") {
        asides.append(.init(kind: .program, content: Array(content)))
      }
    case .style, .svg: break
    }
  }

  /// The attributes of a tag that are read, in lower case; nothing where none can speak of JSON, as in most scripts.
  private static func type(in head: Range<Int>, of source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard mentionsJSON(source, head) else { return [] }
    var filter = HTMLPrefilter<HTMLMarkupWriter>(HTMLMarkupWriter(keepsAll: false))
    _ = filter.readAttributes(source, head.lowerBound)
    return filter.sink.output.map { $0 | 0x20 }
  }

  private static func mentionsJSON(
    _ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    guard range.count >= 4 else { return false }
    // Four bytes from each place lie within the range.
    for at in range.lowerBound..<(range.upperBound - 3) where source[at] | 0x20 == 0x6A {
      if source[at + 1] | 0x20 == 0x73, source[at + 2] | 0x20 == 0x6F, source[at + 3] | 0x20 == 0x6E
      {
        return true
      }
    }
    return false
  }

  private func holds(_ bytes: [UInt8], _ needle: StaticString) -> Bool {
    bytes.withUnsafeBufferPointer { $0.holds(needle) }
  }

  private func nameEnd(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < source.count, !ByteSet.tagNameEnd.contains(source[end]) { end += 1 }
    return end
  }
}

/// Takes nothing, for who only asks where a tag ends.
private struct NoSink: HTMLSink {
  mutating func text(_ text: UnsafeBufferPointer<UInt8>, mayRefer: Bool) {}
  mutating func lessThan() {}
  mutating func start(_ name: UnsafeBufferPointer<UInt8>) {}
  mutating func attribute(
    _ attribute: AttributeSpan, _ source: UnsafeBufferPointer<UInt8>
  ) -> Bool { false }
  mutating func endOfStart() {}
  mutating func end(_ name: UnsafeBufferPointer<UInt8>) {}
  mutating func finish() {}
}

/// What has no end on a page.
private struct Unclosed: OptionSet {
  let rawValue: UInt8
  static let tag = Unclosed(rawValue: 1)
  static let comment = Unclosed(rawValue: 2)
  /// The raw elements have the bits from here on.
  static func element(_ raw: RawElement) -> Unclosed { Unclosed(rawValue: 4 << raw.rawValue) }
}

/// Some of the first 64 bytes of ASCII, found by one shift.
private struct ByteSet {
  private let bits: UInt64

  @inline(__always) func contains(_ byte: UInt8) -> Bool {
    byte < 64 && bits >> UInt64(byte) & 1 != 0
  }

  static var blankBytes: ByteSet { ByteSet(bits: blanks) }
  private static var blanks: UInt64 { 1 << 0x20 | 1 << 0x0A | 1 << 0x09 | 1 << 0x0D | 1 << 0x0C }
  private static var controls: UInt64 { 1 << 0x20 - 1 }

  /// Blanks, controls and what stands between attributes by mistake: `/ = " '`.
  static var betweenAttributes: ByteSet {
    ByteSet(bits: blanks | controls | 1 << 0x2F | 1 << 0x3D | 1 << 0x22 | 1 << 0x27)
  }
  /// Blanks, controls, `> / <`.
  static var tagNameEnd: ByteSet {
    ByteSet(bits: blanks | controls | 1 << 0x3E | 1 << 0x2F | 1 << 0x3C)
  }
  /// Blanks, `= > /`.
  static var attributeNameEnd: ByteSet {
    ByteSet(bits: blanks | 1 << 0x3D | 1 << 0x3E | 1 << 0x2F)
  }
}

extension UInt8 {
  /// Parts attributes: space, line feed, tab, carriage return, form feed.
  @inline(__always) var isTagBlank: Bool { ByteSet.blankBytes.contains(self) }

  @inline(__always) var isTagLetter: Bool { (self | 0x20) &- 0x61 < 26 }

  /// White space to XML and to libxml2's HTML parser.
  @inline(__always) var isXMLBlank: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D
  }

  /// A control character, which no text keeps.
  @inline(__always) var isDropped: Bool {
    self < 0x20 && self != 0x0A && self != 0x09 && self != 0x0D || self == 0x7F
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes of `needle` occur anywhere.
  fileprivate func holds(_ needle: StaticString) -> Bool {
    needle.withUTF8Buffer { needle in
      guard let first = needle.first else { return true }
      var at = 0
      while let hit = self.first(first, from: at) {
        if self[hit...].starts(with: needle) { return true }
        at = hit + 1
      }
      return false
    }
  }

  /// The next place of a byte, by the C library's search, which looks at 32 bytes at a time.
  func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

/// Where one attribute lies in its tag.
struct AttributeSpan {
  var name: Range<Int>
  var value: Range<Int>
  var quote: UInt8 = 0
  var hasValue = false
  var end: Int

  init(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) {
    var at = start
    while at < source.count, !ByteSet.attributeNameEnd.contains(source[at]) { at += 1 }
    name = start..<at
    value = at..<at
    end = max(at, start + 1)
    var after = at
    while after < source.count, source[after].isTagBlank { after += 1 }
    guard after < source.count, source[after] == 0x3D else { return }
    after += 1
    while after < source.count, source[after].isTagBlank { after += 1 }
    hasValue = true
    readValue(source, after)
  }

  /// A quote that is never closed ends with its tag.
  private mutating func readValue(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) {
    value = start..<start
    end = start
    guard start < source.count else { return }
    if source[start] == 0x22 || source[start] == 0x27 {
      quote = source[start]
      if let close = source.first(quote, from: start + 1) {
        value = (start + 1)..<close
        end = close + 1
        return
      }
    }
    var at = start
    while at < source.count, source[at] != 0x3E, quote != 0 || !source[at].isTagBlank { at += 1 }
    value = start + (quote == 0 ? 0 : min(1, at - start))..<at
    if quote == 0, source[value].contains(0x22) { value = at..<at }
    if quote != 0, source[value].contains(quote) { value = at..<at }
    end = at
  }

  /// `nil` for an attribute that nobody reads.
  func name(in source: UnsafeBufferPointer<UInt8>) -> HTMLAttributeName? {
    HTMLAttributeName(name: UnsafeBufferPointer(rebasing: source[name]))
  }
}

/// Elements that are taken out whole.
private enum RawElement: UInt8 {
  case script, style, svg, noscript

  init?(_ name: UnsafeBufferPointer<UInt8>) {
    guard name.count >= 3, name.count <= 8, let first = name.first,
      first | 0x20 == 0x73 || first | 0x20 == 0x6E
    else { return nil }
    // The name as a number.
    switch name.reduce(UInt64(0), { $0 << 8 | UInt64($1 | 0x20) }) {
    case 0x7363_7269_7074: self = .script
    case 0x73_7479_6C65: self = .style
    case 0x73_7667: self = .svg
    case 0x6E6F_7363_7269_7074: self = .noscript
    default: return nil
    }
  }

  private var name: StaticString {
    switch self {
    case .script: "script"
    case .style: "style"
    case .svg: "svg"
    case .noscript: "noscript"
    }
  }

  /// The matching end tag, `nil` if there is none.
  func close(in source: UnsafeBufferPointer<UInt8>, from start: Int) -> (start: Int, end: Int)? {
    name.withUTF8Buffer { name in
      var at = start
      while let open = source.first(0x3C, from: at) {
        at = open + 1
        guard open + 2 + name.count <= source.count, source[open + 1] == 0x2F,
          // As many bytes as the name has lie behind.
          name.indices.allSatisfy({ name[$0] == source[open + 2 + $0] | 0x20 })
        else { continue }
        let end = source.first(0x3E, from: open) ?? source.count - 1
        return (open, end + 1)
      }
      return nil
    }
  }
}
