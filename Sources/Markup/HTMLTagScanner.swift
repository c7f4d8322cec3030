/// Cuts HTML at its tags, without a tree: what plain text and feed discovery need, at the speed of
/// looking for `<`.
///
/// Comments, doctypes and processing instructions are skipped; what stands between `<script>` or `<style>`
/// and their end is no text. `<` that begins no tag is text. Never fails, never recurses.
package struct HTMLTagScanner {
  package enum Token {
    /// Raw text, entities not resolved.
    case text(ArraySlice<UInt8>)
    case tag(Tag)
  }

  package struct Tag {
    /// In lower case.
    package var name: String
    package var isEnd: Bool
    /// Between the name and `>`, raw.
    var rest: ArraySlice<UInt8>

    /// The value of an attribute, entities resolved; `nil` without it. Linear in the tag's length.
    package subscript(name: String) -> String? {
      var attributes = HTMLAttributeScanner(rest)
      while let (key, value) = attributes.next() {
        if key == name { return HTMLText.decodingReferences(value) }
      }
      return nil
    }
  }

  private let bytes: [UInt8]
  private var at = 0
  /// Elements whose content is no markup: the name to wait for.
  private var rawElement: String?

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package mutating func next() -> Token? {
    while at < bytes.count {
      if let raw = rawElement {
        skip(toEndOf: raw)
        rawElement = nil
        continue
      }
      let start = at
      let end = bytes[at...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
      if end > start {
        at = end
        return .text(bytes[start..<end])
      }
      if let token = markup() { return token }
    }
    return nil
  }

  /// What begins with the `<` at `at`; `nil` for what is skipped.
  private mutating func markup() -> Token? {
    let next = at + 1 < bytes.count ? bytes[at + 1] : 0
    if isLetter(next) { return tag(nameStart: at + 1, isEnd: false) }
    if next == UInt8(ascii: "/"), at + 2 < bytes.count, isLetter(bytes[at + 2]) {
      return tag(nameStart: at + 2, isEnd: true)
    }
    if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
      skipDeclaration()
      return nil
    }
    at += 1
    return .text(bytes[(at - 1)..<at])
  }

  private mutating func tag(nameStart: Int, isEnd: Bool) -> Token {
    var nameEnd = nameStart
    while nameEnd < bytes.count, isNameByte(bytes[nameEnd]) { nameEnd += 1 }
    var end = nameEnd
    var quote: UInt8 = 0
    var last: UInt8 = 0
    while end < bytes.count {
      let byte = bytes[end]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == UInt8(ascii: ">") {
        break
      } else if (byte == 0x22 || byte == 0x27) && last == UInt8(ascii: "=") {
        quote = byte
      }
      if byte > 0x20 { last = byte }
      end += 1
    }
    if quote != 0 {
      // A quote that never closes would swallow the rest: end at the first `>` instead.
      end = bytes[nameEnd...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
    }
    let name = String(decoding: bytes[nameStart..<nameEnd].map(lower), as: UTF8.self)
    if !isEnd && (name == "script" || name == "style") { rawElement = name }
    at = min(end + 1, bytes.count)
    return .tag(Tag(name: name, isEnd: isEnd, rest: bytes[nameEnd..<end]))
  }

  private mutating func skipDeclaration() {
    if bytes[at...].starts(with: "<!--".utf8) {
      at = min(at + 4, bytes.count)
      while at < bytes.count, !bytes[at...].starts(with: "-->".utf8) { at += 1 }
      at = min(at + 3, bytes.count)
    } else {
      at = (bytes[at...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1
    }
  }

  private mutating func skip(toEndOf name: String) {
    let mark = Array("</".utf8) + name.utf8
    while at < bytes.count {
      guard let open = bytes[at...].firstIndex(of: UInt8(ascii: "<")) else { break }
      at = open
      if zip(mark, bytes[at...]).allSatisfy({ $0 == lower($1) }), at + mark.count <= bytes.count {
        return
      }
      at += 1
    }
    at = bytes.count
  }

  private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
  private func isNameByte(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
  }
  private func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
}

/// The attributes of one tag, raw.
struct HTMLAttributeScanner {
  private let bytes: ArraySlice<UInt8>
  private var at: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    at = bytes.startIndex
  }

  /// The next name (lower case) and value; a value that is missing is empty.
  mutating func next() -> (String, ArraySlice<UInt8>)? {
    while at < bytes.endIndex, bytes[at] <= 0x20 || bytes[at] == UInt8(ascii: "/") { at += 1 }
    let start = at
    while at < bytes.endIndex, bytes[at] > 0x20, bytes[at] != UInt8(ascii: "=") || at == start,
      bytes[at] != UInt8(ascii: "/")
    { at += 1 }
    guard at > start else { return nil }
    let name = String(
      decoding: bytes[start..<at].map { $0 &- 65 < 26 ? $0 | 0x20 : $0 }, as: UTF8.self)
    skipSpace()
    guard at < bytes.endIndex, bytes[at] == UInt8(ascii: "=") else { return (name, []) }
    at += 1
    skipSpace()
    return (name, value())
  }

  private mutating func value() -> ArraySlice<UInt8> {
    guard at < bytes.endIndex else { return [] }
    let quote = bytes[at]
    let start: Int
    if quote == 0x22 || quote == 0x27 {
      start = at + 1
      at = bytes[start...].firstIndex(of: quote) ?? bytes.endIndex
      defer { at = min(at + 1, bytes.endIndex) }
      return bytes[start..<at]
    }
    start = at
    while at < bytes.endIndex, bytes[at] > 0x20 { at += 1 }
    return bytes[start..<at]
  }

  private mutating func skipSpace() {
    while at < bytes.endIndex, bytes[at] <= 0x20 { at += 1 }
  }
}
