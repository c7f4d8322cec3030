internal import Glibc

/// One pass over the bytes of a page, before the parser sees them.
///
/// Takes out what no reader sees and a parser spends most of its time on (programs, styles, drawings,
/// comments, attributes that nobody reads), and defuses what hostile pages are made of (control characters,
/// thousands of attributes, tags that never end). Scripts that may hold data are kept aside. On news pages
/// this leaves a third of the bytes.
///
/// Attributes do not pass through the parser, which copies each several times: an element carries the number
/// of its list (`<div n=7>`), and the lists are kept here.
struct HTMLPrefilter {
  /// What becomes of attributes.
  enum Attributes {
    /// Those that ``HTMLAttributeName`` has go into ``HTMLPrefilter/lists``.
    case listed
    /// They stay in the markup: all, for selectors that may ask for any, or those that are read.
    case written(all: Bool)
  }

  private let mode: Attributes
  private(set) var output: [UInt8] = []
  /// The attributes that are read, and their values, references resolved.
  private(set) var attributes: [HTMLDocument.Attribute] = []
  private(set) var values: [UInt8] = []
  /// Where each element's attributes lie.
  private(set) var lists: [Range<Int32>] = []
  private(set) var asides: [HTMLDocument.Aside] = []
  /// What was looked for to the end of the page and not found, so that it is not looked for again: without
  /// this, a page of unclosed comments takes quadratic time.
  private var neverCloses: Set<String> = []

  /// The name of the attribute that carries a list's number.
  static let listName = UInt8(ascii: "n")

  init(_ mode: Attributes) { self.mode = mode }

  mutating func run(_ source: UnsafeBufferPointer<UInt8>) {
    output.reserveCapacity(source.count / 2 + 64)
    var at = 0
    while at < source.count {
      let next = source.first(0x3C, from: at) ?? source.count
      copyText(source, at..<next)
      at = next < source.count ? markup(source, next) : next
    }
  }

  /// Text without control characters.
  private mutating func copyText(_ source: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var start = range.lowerBound
    for index in range {
      let byte = source[index]
      guard byte < 0x20 && byte != 0x0A && byte != 0x09 && byte != 0x0D || byte == 0x7F else {
        continue
      }
      output.append(contentsOf: source[start..<index])
      start = index + 1
    }
    output.append(contentsOf: source[start..<range.upperBound])
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
      output.append(contentsOf: "&lt;".utf8)
      return at + 1
    }
  }

  /// A comment that never ends is no comment: only its opening goes.
  private mutating func declaration(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    guard at + 3 < source.count, source[at + 2] == 0x2D, source[at + 3] == 0x2D else {
      guard !neverCloses.contains(">"), let close = source.first(0x3E, from: at) else {
        neverCloses.insert(">")
        return at + 2
      }
      return close + 1
    }
    guard !neverCloses.contains("-->") else { return at + 4 }
    var index = at + 4
    if index < source.count, source[index] == 0x3E { return index + 1 }
    while let close = source.first(0x3E, from: index) {
      if close >= at + 6, source[close - 1] == 0x2D, source[close - 2] == 0x2D { return close + 1 }
      index = close + 1
    }
    neverCloses.insert("-->")
    return at + 4
  }

  private mutating func endTag(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let end = nameEnd(source, at + 2)
    let close = source.first(0x3E, from: end) ?? source.count
    if end > at + 2 {
      output.append(contentsOf: source[at..<end])
      output.append(0x3E)
    }
    return min(close + 1, source.count)
  }

  private mutating func startTag(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let end = nameEnd(source, at + 1)
    let name = UnsafeBufferPointer(rebasing: source[(at + 1)..<end])
    if let raw = RawElement(name) { return rawElement(raw, source, at, nameEnd: end) }
    guard end - at <= 64 else {
      return (source.first(0x3E, from: end) ?? source.count - 1) + 1
    }
    output.append(contentsOf: source[at..<end])
    return readAttributes(source, end)
  }

  /// Keeps the attributes that are read; returns the index after `>`.
  private mutating func readAttributes(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var at = start
    var kept = 0
    let first = Int32(attributes.count)
    defer { endTag(listFrom: first) }
    while at < source.count {
      let byte = source[at]
      if byte == 0x3E { break }
      if isBlank(byte) || byte == 0x2F || byte == 0x3D || byte == 0x22 || byte == 0x27
        || byte < 0x20
      {
        at += 1
        continue
      }
      if byte == 0x3C, at + 1 < source.count, isLetter(source[at + 1]) || source[at + 1] == 0x2F {
        return at
      }
      let attribute = AttributeSpan(source, at)
      if kept < HTMLLimits.attributes, attribute.value.count <= HTMLLimits.attributeBytes,
        keep(attribute, source, since: first)
      {
        kept += 1
      }
      at = attribute.end
    }
    return min(at + 1, source.count)
  }

  /// Closes a start tag, with the number of its list of attributes.
  private mutating func endTag(listFrom first: Int32) {
    if first < Int32(attributes.count) {
      output.append(0x20)
      output.append(Self.listName)
      output.append(0x3D)
      append(decimal: lists.count)
      lists.append(first..<Int32(attributes.count))
    }
    output.append(0x3E)
  }

  private mutating func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    output.append(0x30 + UInt8(number % 10))
  }

  /// Whether an attribute was kept: those that nobody reads are not, nor the second of a name.
  private mutating func keep(
    _ attribute: AttributeSpan, _ source: UnsafeBufferPointer<UInt8>, since first: Int32
  ) -> Bool {
    switch mode {
    case .written(let all):
      guard all || attribute.name(in: source) != nil else { return false }
      write(attribute, source)
    case .listed:
      guard let name = attribute.name(in: source),
        !attributes[Int(first)...].contains(where: { $0.name == name })
      else { return false }
      list(name, attribute, source)
    }
    return true
  }

  private mutating func list(
    _ name: HTMLAttributeName, _ attribute: AttributeSpan, _ source: UnsafeBufferPointer<UInt8>
  ) {
    let start = Int32(values.count)
    let value = source[attribute.value]
    if value.contains(where: { $0 == 0x26 || $0 < 0x20 || $0 == 0x7F }) {
      var decoded: [UInt8] = []
      HTMLText.appendDecoded(value, to: &decoded)
      decoded.removeAll { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 && $0 != 0x0D || $0 == 0x7F }
      values += decoded
    } else {
      values.append(contentsOf: value)
    }
    attributes.append(.init(name: name, value: start..<Int32(values.count)))
  }

  private mutating func write(_ attribute: AttributeSpan, _ source: UnsafeBufferPointer<UInt8>) {
    output.append(0x20)
    output.append(contentsOf: source[attribute.name])
    guard attribute.hasValue else { return }
    let quote: UInt8 = attribute.quote == 0x27 ? 0x27 : 0x22
    output.append(0x3D)
    output.append(quote)
    copyText(source, attribute.value)
    output.append(quote)
  }

  /// An element whose content is no markup: taken out, and kept aside where it may hold data.
  private mutating func rawElement(
    _ raw: RawElement, _ source: UnsafeBufferPointer<UInt8>, _ at: Int, nameEnd: Int
  ) -> Int {
    var head = HTMLPrefilter(.written(all: false))
    let contentStart = head.readAttributes(source, nameEnd)
    output.append(0x20)
    if raw == .svg, contentStart >= 2, source[contentStart - 2] == 0x2F { return contentStart }
    guard !neverCloses.contains(raw.rawValue), let close = raw.close(in: source, from: contentStart)
    else {
      neverCloses.insert(raw.rawValue)
      return raw == .script || raw == .style ? source.count : contentStart
    }
    keepAside(
      raw, head: head.output, UnsafeBufferPointer(rebasing: source[contentStart..<close.start]))
    return close.end
  }

  private mutating func keepAside(
    _ raw: RawElement, head: [UInt8], _ content: UnsafeBufferPointer<UInt8>
  ) {
    switch raw {
    case .noscript: asides.append(.init(kind: .noscript, content: Array(content.prefix(4096))))
    case .script:
      let type = head.map { $0 | 0x20 }
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

  private func holds(_ bytes: [UInt8], _ needle: StaticString) -> Bool {
    bytes.withUnsafeBufferPointer { $0.holds(needle) }
  }

  private func nameEnd(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var end = start
    while end < source.count, !isBlank(source[end]), source[end] != 0x3E, source[end] != 0x2F,
      source[end] != 0x3C, source[end] >= 0x20
    {
      end += 1
    }
    return end
  }
}

@inline(__always) private func isBlank(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
}

@inline(__always) private func isLetter(_ byte: UInt8) -> Bool {
  (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A
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
  fileprivate func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

/// Where one attribute lies in its tag.
private struct AttributeSpan {
  var name: Range<Int>
  var value: Range<Int>
  var quote: UInt8 = 0
  var hasValue = false
  var end: Int

  init(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) {
    var at = start
    while at < source.count, !isBlank(source[at]), source[at] != 0x3D, source[at] != 0x3E,
      source[at] != 0x2F
    {
      at += 1
    }
    name = start..<at
    value = at..<at
    end = max(at, start + 1)
    var after = at
    while after < source.count, isBlank(source[after]) { after += 1 }
    guard after < source.count, source[after] == 0x3D else { return }
    after += 1
    while after < source.count, isBlank(source[after]) { after += 1 }
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
    while at < source.count, source[at] != 0x3E, quote != 0 || !isBlank(source[at]) { at += 1 }
    value = start + (quote == 0 ? 0 : min(1, at - start))..<at
    if quote == 0, source[value].contains(0x22) { value = at..<at }
    if quote != 0, source[value].contains(quote) { value = at..<at }
    end = at
  }

  /// `nil` for an attribute that nobody reads.
  func name(in source: UnsafeBufferPointer<UInt8>) -> HTMLAttributeName? {
    guard name.count <= 12 else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 12) { lower in
      for (offset, index) in name.enumerated() {
        let byte = source[index]
        lower[offset] = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      }
      return HTMLAttributeName(name: UnsafeBufferPointer(rebasing: lower[..<name.count]))
    }
  }
}

/// Elements that are taken out whole.
private enum RawElement: String, CaseIterable {
  case script, style, svg, noscript

  init?(_ name: UnsafeBufferPointer<UInt8>) {
    guard name.count >= 3, name.count <= 8, let first = name.first,
      first | 0x20 == 0x73 || first | 0x20 == 0x6E
    else { return nil }
    for element in RawElement.allCases where element.rawValue.utf8.count == name.count {
      if zip(element.rawValue.utf8, name).allSatisfy({ $0 == $1 | 0x20 }) {
        self = element
        return
      }
    }
    return nil
  }

  /// The matching end tag, `nil` if there is none.
  func close(in source: UnsafeBufferPointer<UInt8>, from start: Int) -> (start: Int, end: Int)? {
    let name = Array(rawValue.utf8)
    var at = start
    while let open = source.first(0x3C, from: at) {
      at = open + 1
      guard open + 2 + name.count <= source.count, source[open + 1] == 0x2F,
        zip(name, source[(open + 2)...]).allSatisfy({ $0 == $1 | 0x20 })
      else { continue }
      let end = source.first(0x3E, from: open) ?? source.count - 1
      return (open, end + 1)
    }
    return nil
  }
}
