internal import Foundation
internal import Markup

/// What a text construct holds, as its `type` says (RFC 4287 §3.1).
enum TextKind {
  /// RSS, which does not say.
  case unknown
  case text, html, xhtml

  /// - Parameters:
  ///   - type: lower case; Atom's three names or a media type.
  ///   - mode: Atom 0.3's.
  init(type: String?, mode: String?) {
    switch (type, mode) {
    case (_, "xml"?) where type?.contains("xhtml") == true: self = .xhtml
    case ("text"?, _), ("text/plain"?, _): self = .text
    case ("xhtml"?, _), ("application/xhtml+xml"?, nil): self = .xhtml
    case ("html"?, _), ("text/html"?, _), ("application/xhtml+xml"?, _): self = .html
    default: self = .unknown
    }
  }
}

/// Texts of feeds made usable.
enum FeedText {
  static func trimmed(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      guard let first = bytes.first, let last = bytes.last else { return "" }
      if first > 0x20 && last > 0x20 { return String(decoding: bytes, as: UTF8.self) }
      return String(decoding: ends(bytes), as: UTF8.self)
    }
  }

  static func trimmed(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { String(decoding: ends($0), as: UTF8.self) }
  }

  private static func ends(_ bytes: UnsafeBufferPointer<UInt8>) -> Slice<UnsafeBufferPointer<UInt8>>
  {
    var (start, end) = (bytes.startIndex, bytes.endIndex)
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return bytes[start..<end]
  }

  /// A headline or a name as plain text: one line, entities resolved, HTML removed.
  ///
  /// RSS does not say whether a title is HTML, and writers escape once too often: tags go if they are
  /// HTML's, references are resolved until none is left that was written by mistake (twice at most).
  static func title(_ text: String, _ kind: TextKind) -> String {
    guard text.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else {
      return HTMLText.collapsed(text)
    }
    let isHTML = kind == .html || kind == .xhtml || hasKnownTag(text)
    let once = isHTML ? HTMLText.plain(text) : HTMLText.collapsed(HTMLText.decodingReferences(text))
    guard once.utf8.contains(0x26) else { return once }
    return HTMLText.collapsed(HTMLText.decodingReferences(once))
  }

  /// Plain text as the HTML that says the same, unless it is HTML that only claims to be text.
  static func html(fromText text: String) -> String {
    guard !looksLikeHTML(text) else { return text }
    var output = [UInt8]()
    var text = text
    text.withUTF8 { appendEscaped($0, to: &output) }
    return String(decoding: output, as: UTF8.self)
  }

  /// Whether text is meant as HTML: a tag with its end, a void element or an entity of HTML's.
  static func looksLikeHTML(_ text: String) -> Bool {
    guard text.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else { return false }
    var scanner = HTMLTagScanner(Array(text.utf8))
    while let token = scanner.next() {
      guard case .tag(let tag) = token, knownTags.contains(tag.name) else { continue }
      if tag.isEnd || isVoid(tag.name) { return true }
    }
    return false
  }

  private static func hasKnownTag(_ text: String) -> Bool {
    guard text.utf8.contains(0x3C) else { return false }
    var scanner = HTMLTagScanner(Array(text.utf8))
    while let token = scanner.next() {
      if case .tag(let tag) = token, knownTags.contains(tag.name) { return true }
    }
    return false
  }

  static func isVoid(_ name: String) -> Bool {
    ["br", "hr", "img", "wbr", "input"].contains(name)
  }

  /// What stands in headlines and summaries; rarer names are more likely meant as text.
  private static let knownTags: Set<String> = [
    "a", "abbr", "b", "big", "blockquote", "br", "cite", "code", "del", "div", "em", "font", "h1",
    "h2", "h3",
    "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "nobr", "ol", "p", "pre", "q",
    "s", "small",
    "span", "strike", "strong", "sub", "sup", "table", "td", "tr", "tt", "u", "ul", "wbr", "script",
    "style",
    "iframe", "figure", "section", "article", "center", "bdi", "bdo", "ruby", "rt", "rp", "time",
    "acronym",
    "embed", "object", "video", "audio", "dl", "dt", "dd", "tbody", "th", "thead", "label", "var",
    "samp",
  ]

  /// `en_us` → `en-US`; the rest of a header that lists several is dropped.
  static func languageTag(_ text: String) -> String {
    let first = text.split(separator: ",").first.map(String.init) ?? ""
    return trimmed(first).split(whereSeparator: { $0 == "_" || $0 == "-" }).enumerated().map {
      index, part in
      index > 0 && part.count == 2 ? part.uppercased() : String(part)
    }.joined(separator: "-")
  }

  static func appendEscaped(
    _ bytes: UnsafeBufferPointer<UInt8>, to output: inout [UInt8], quotes: Bool = false
  ) {
    for byte in bytes {
      switch byte {
      case 0x26: output.append(contentsOf: "&amp;".utf8)
      case 0x3C: output.append(contentsOf: "&lt;".utf8)
      case 0x3E: output.append(contentsOf: "&gt;".utf8)
      case 0x22 where quotes: output.append(contentsOf: "&quot;".utf8)
      default: output.append(byte)
      }
    }
  }

  /// Media types whose content RFC 4287 §4.1.3.3 has in base64.
  static func isBinary(type: String?) -> Bool {
    guard let type, type.contains("/") else { return false }
    return !(type.hasPrefix("text/") || type.hasSuffix("+xml") || type.hasSuffix("/xml"))
  }

  static func base64Decoded(_ bytes: [UInt8]) -> [UInt8]? {
    guard let data = Data(base64Encoded: Data(bytes), options: .ignoreUnknownCharacters),
      let text = String(validating: data, as: UTF8.self)
    else { return nil }
    return Array(text.utf8)
  }
}
