/// One pass over the bytes of a page, before the parser sees them.
///
/// Takes out what no reader sees and a parser spends most of its time on (programs, styles, drawings,
/// comments, attributes that nobody reads), and defuses what hostile pages are made of (control characters,
/// thousands of attributes, tags that never end). Scripts that may hold data are kept aside. On news pages
/// this leaves a third of the bytes.
struct HTMLPrefilter {
  /// Whether attributes that ``HTMLAttributeName`` lacks are kept, for selectors that may ask for them.
  var keepsAllAttributes: Bool
  private(set) var output: [UInt8] = []
  private(set) var asides: [HTMLDocument.Aside] = []
  /// What was looked for to the end of the page and not found, so that it is not looked for again: without
  /// this, a page of unclosed comments takes quadratic time.
  private var neverCloses: Set<String> = []

  init(keepsAllAttributes: Bool = false) { self.keepsAllAttributes = keepsAllAttributes }

  mutating func run(_ source: UnsafeBufferPointer<UInt8>) {
    output.reserveCapacity(source.count / 2 + 64)
    var at = 0
    while at < source.count {
      let next = source[at...].firstIndex(of: 0x3C) ?? source.count
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
    case 0x3F: return (source[at...].firstIndex(of: 0x3E) ?? source.count - 1) + 1
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
      guard !neverCloses.contains(">"), let close = source[at...].firstIndex(of: 0x3E) else {
        neverCloses.insert(">")
        return at + 2
      }
      return close + 1
    }
    guard !neverCloses.contains("-->") else { return at + 4 }
    var index = at + 4
    if index < source.count, source[index] == 0x3E { return index + 1 }
    while let close = source[index...].firstIndex(of: 0x3E) {
      if close >= at + 6, source[close - 1] == 0x2D, source[close - 2] == 0x2D { return close + 1 }
      index = close + 1
    }
    neverCloses.insert("-->")
    return at + 4
  }

  private mutating func endTag(_ source: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let end = nameEnd(source, at + 2)
    let close = source[end...].firstIndex(of: 0x3E) ?? source.count
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
      return (source[end...].firstIndex(of: 0x3E) ?? source.count - 1) + 1
    }
    output.append(contentsOf: source[at..<end])
    return attributes(source, end)
  }

  /// Copies the attributes that are read; returns the index after `>`.
  private mutating func attributes(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    var at = start
    var kept = 0
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
        output.append(0x3E)
        return at
      }
      let attribute = AttributeSpan(source, at)
      if kept < HTMLLimits.attributes, attribute.value.count <= HTMLLimits.attributeBytes,
        keepsAllAttributes || attribute.isRead(source)
      {
        write(attribute, source)
        kept += 1
      }
      at = attribute.end
    }
    output.append(0x3E)
    return min(at + 1, source.count)
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
    var head = HTMLPrefilter(keepsAllAttributes: false)
    let contentStart = head.attributes(source, nameEnd)
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
      if type.contains("ld+json") {
        asides.append(.init(kind: .linkedData, content: Array(content)))
      } else if type.contains("json") {
        asides.append(.init(kind: .json, content: Array(content)))
      } else if content.count > 800, content.contains("<p>") || content.contains("\\u003cp") {
        asides.append(.init(kind: .program, content: Array(content)))
      }
    case .style, .svg: break
    }
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
      if let close = source[(start + 1)...].firstIndex(of: quote) {
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

  func isRead(_ source: UnsafeBufferPointer<UInt8>) -> Bool {
    guard name.count <= 12 else { return false }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 12) { lower in
      for (offset, index) in name.enumerated() {
        let byte = source[index]
        lower[offset] = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      }
      return HTMLAttributeName(name: UnsafeBufferPointer(rebasing: lower[..<name.count])) != nil
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
    while let open = source[at...].firstIndex(of: 0x3C) {
      at = open + 1
      guard open + 2 + name.count <= source.count, source[open + 1] == 0x2F,
        zip(name, source[(open + 2)...]).allSatisfy({ $0 == $1 | 0x20 })
      else { continue }
      let end = source[open...].firstIndex(of: 0x3E) ?? source.count - 1
      return (open, end + 1)
    }
    return nil
  }
}

extension Collection<UInt8> {
  /// Whether the bytes of `needle` occur anywhere.
  fileprivate func contains(_ needle: StaticString) -> Bool {
    needle.withUTF8Buffer { needle in
      guard let first = needle.first else { return true }
      var at = startIndex
      while let hit = self[at...].firstIndex(of: first) {
        if self[hit...].starts(with: needle) { return true }
        at = index(after: hit)
      }
      return false
    }
  }
}
