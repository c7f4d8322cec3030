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
    return text.withUTF8 { UTF8Text.string(trimmed($0)) }
  }

  /// Without the bytes up to 0x20 at both ends.
  @inline(__always)
  static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    let rest = trimmedStart(bytes)
    var end = rest.count
    while end > 0, rest[end - 1] <= 0x20 { end -= 1 }
    return UnsafeBufferPointer(rebasing: rest[..<end])
  }

  @inline(__always)
  static func trimmedStart(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
    return UnsafeBufferPointer(rebasing: bytes[start...])
  }

  static func starts(_ bytes: UnsafeBufferPointer<UInt8>, with prefix: StaticString) -> Bool {
    guard bytes.count >= prefix.utf8CodeUnitCount else { return false }
    for index in 0..<prefix.utf8CodeUnitCount where bytes[index] != prefix.utf8Start[index] {
      return false
    }
    return true
  }

  /// An address that needs no base: what nearly all links of feeds are.
  static func isWebAddress(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    starts(bytes, with: "https://") || starts(bytes, with: "http://")
  }

  /// A headline or a name as plain text: one line, entities resolved, HTML removed.
  ///
  /// RSS does not say whether a title is HTML, and writers escape once too often: tags go if they are
  /// HTML's, references are resolved until none is left that was written by mistake (twice at most).
  static func title(_ text: String, _ kind: TextKind) -> String {
    var text = text
    if text.withUTF8(HTMLText.isPlain) { return text }
    guard text.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else {
      return HTMLText.collapsed(text)
    }
    let isHTML = kind == .html || kind == .xhtml || hasKnownTag(text)
    let once = isHTML ? HTMLText.plain(text) : HTMLText.collapsed(HTMLText.decodingReferences(text))
    guard once.utf8.contains(0x26) else { return once }
    return HTMLText.collapsed(HTMLText.decodingReferences(once))
  }

  /// The same from bytes, which are sound UTF-8.
  static func title(_ bytes: UnsafeBufferPointer<UInt8>, _ kind: TextKind) -> String {
    let text = UTF8Text.string(bytes)
    return HTMLText.isPlain(bytes) ? text : title(text, kind)
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
    var run = 0
    for (at, byte) in bytes.enumerated() {
      let escape: StaticString
      switch byte {
      case 0x26: escape = "&amp;"
      case 0x3C: escape = "&lt;"
      case 0x3E: escape = "&gt;"
      case 0x22 where quotes: escape = "&quot;"
      default: continue
      }
      output.append(contentsOf: bytes[run..<at])
      output.append(
        contentsOf: UnsafeBufferPointer(start: escape.utf8Start, count: escape.utf8CodeUnitCount))
      run = at + 1
    }
    output.append(contentsOf: bytes[run...])
  }

  /// Media types whose content RFC 4287 §4.1.3.3 has in base64.
  static func isBinary(type: String?) -> Bool {
    guard let type, type.contains("/") else { return false }
    return !(type.hasPrefix("text/") || type.hasSuffix("+xml") || type.hasSuffix("/xml"))
  }

  static func base64Decoded(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    Data(base64Encoded: Data(bytes), options: .ignoreUnknownCharacters).flatMap {
      String(validating: $0, as: UTF8.self)
    }
  }
}
