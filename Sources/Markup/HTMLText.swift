/// HTML to plain text, for headlines and summaries (articles' bodies take the extractor).
package enum HTMLText {
  /// The text of an HTML fragment: tags gone, references resolved, scripts and styles dropped, white space
  /// collapsed, trimmed. Linear; nothing but a scan where there is neither markup nor a reference.
  package static func plain(_ html: String) -> String {
    var html = html
    return html.withUTF8 { bytes in
      if !bytes.contains(UInt8(ascii: "<")) {
        var output = [UInt8]()
        output.reserveCapacity(bytes.count)
        appendDecoded(bytes[...], to: &output)
        return collapsed(output)
      }
      return collapsed(withoutTags(Array(bytes)))
    }
  }

  /// Whether ``plain(_:)`` would leave sound UTF-8 as it is: neither markup nor references, and no white
  /// space but single spaces within.
  package static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var previous: UInt8 = 0x20
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case 0...0x1F, 0x7F, UInt8(ascii: "<"), UInt8(ascii: "&"): return false
      case 0x20: if previous == 0x20 { return false }
      case 0xC2, 0xE1, 0xE2, 0xE3, 0xEF: if spaceLength(bytes, at) != nil { return false }
      default: break
      }
      previous = byte
      at += 1
    }
    return previous != 0x20 || bytes.isEmpty
  }

  /// `text` with every character reference resolved, markup left as it is.
  package static func decodingReferences(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    return decodingReferences(Array(text.utf8)[...])
  }

  static func decodingReferences(_ bytes: ArraySlice<UInt8>) -> String {
    var output = [UInt8]()
    output.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { appendDecoded($0[...], to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  /// White space of every kind as single spaces, none at the ends.
  package static func collapsed(_ text: String) -> String { collapsed(Array(text.utf8)) }

  private static func collapsed(_ bytes: [UInt8]) -> String {
    var output = [UInt8]()
    output.reserveCapacity(bytes.count)
    var isPending = false
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte <= 0x20 || byte == 0x7F {
        isPending = true
        at += 1
      } else if let length = spaceLength(bytes, at) {
        if length.isVisible { isPending = true }
        at += length.count
      } else {
        if isPending, !output.isEmpty { output.append(0x20) }
        isPending = false
        output.append(byte)
        at += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Spaces beyond ASCII: U+00A0, U+1680, U+2000–200B, U+2028, U+2029, U+202F, U+205F, U+3000, U+FEFF. The
  /// two zero-width ones go without leaving a space.
  private static func spaceLength<Bytes: RandomAccessCollection>(
    _ bytes: Bytes, _ at: Int
  ) -> (count: Int, isVisible: Bool)? where Bytes.Element == UInt8, Bytes.Index == Int {
    switch bytes[at] {
    case 0xC2: return at + 1 < bytes.count && bytes[at + 1] == 0xA0 ? (2, true) : nil
    case 0xE1, 0xE2, 0xE3, 0xEF:
      guard at + 2 < bytes.count else { return nil }
      let scalar =
        UInt32(bytes[at] & 15) << 12 | UInt32(bytes[at + 1] & 63) << 6 | UInt32(bytes[at + 2] & 63)
      switch scalar {
      case 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: return (3, true)
      case 0x200B, 0xFEFF: return (3, false)
      default: return nil
      }
    default: return nil
    }
  }

  private static func withoutTags(_ bytes: [UInt8]) -> [UInt8] {
    var output = [UInt8]()
    output.reserveCapacity(bytes.count)
    var scanner = HTMLTagScanner(bytes)
    var dropped: (name: String, depth: Int)?
    while let token = scanner.next() {
      switch token {
      case .text(let text):
        guard dropped == nil else { continue }
        text.withUnsafeBufferPointer { appendDecoded($0[...], to: &output) }
      case .tag(let tag):
        if let (name, depth) = dropped {
          guard tag.name == name else { continue }
          let inner = depth + (tag.isEnd ? -1 : 1)
          dropped = inner == 0 ? nil : (name, inner)
        } else if droppedElements.contains(tag.name), !tag.isEnd, tag.rest.last != 0x2F {
          dropped = (tag.name, 1)
        } else if blocks.contains(tag.name) {
          output.append(0x20)
        }
      }
    }
    return output
  }

  private static let droppedElements: Set<String> = [
    "template", "noscript", "iframe", "object", "applet", "noframes", "head",
  ]
  private static let blocks: Set<String> = [
    "p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "tr", "td", "th", "table", "h1", "h2",
    "h3", "h4",
    "h5", "h6", "blockquote", "pre", "hr", "section", "article", "figure", "figcaption", "header",
    "footer",
    "aside", "main", "nav", "address", "center",
  ]
}
