import Foundation
import NewsModel
import TestSupport
import Testing

@testable import Digests

/// Every text that comes from outside, replaced by a hostile one: nothing may become active.
struct HostileTextTests {
  private func digest(_ text: String) -> Digest { SampleDigest.hostile(text) }

  @Test func thereAreTwoHundredOfThem() { #expect(Set(HostileStrings.all).count >= 200) }

  /// The page's tags are read as an HTML tokenizer reads them: only ours, with only our attributes.
  @Test(.tallied(.injections, as: HostileStrings.all.count)) func leavesNothingActiveInHTML() throws
  {
    let elements: Set = [
      "html", "head", "meta", "title", "style", "body", "a", "header", "p", "span", "h1", "h2",
      "h3",
      "time", "ul", "li", "b", "div", "section", "nav", "strong", "main", "article", "blockquote",
      "cite", "bdi", "details", "summary", "aside", "svg", "rect", "text", "path", "desc", "table",
      "thead", "tbody", "tr", "th", "td", "footer", "code",
    ]
    let attributes: Set = [
      "lang", "dir", "charset", "http-equiv", "content", "name", "class", "href", "id", "datetime",
      "role", "aria-labelledby", "aria-label", "aria-hidden", "focusable", "rel", "data-article",
      "data-start", "data-length", "viewbox", "preserveaspectratio", "width", "height", "x", "y",
      "rx",
      "d", "scope",
    ]
    for text in HostileStrings.all {
      let page = digest(text).rendered(as: .html)
      let tags = HTMLTags.read(page)
      #expect(tags.filter { !elements.contains($0.name) } == [], "\(text)")
      #expect(
        tags.flatMap { $0.attributes.map(\.name) }.filter { !attributes.contains($0) } == [],
        "\(text)")
      let links = tags.flatMap(\.attributes).filter { $0.name == "href" }.map(\.value)
      #expect(
        links.allSatisfy { link in
          ["http://", "https://", "#"].contains { link.lowercased().hasPrefix($0) }
        }, "\(text)")
      #expect(tags.filter { $0.name == "meta" }.count == 6)
      #expect(!page.unicodeScalars.contains { isDangerous($0) }, "\(text)")
    }
  }

  @Test(.tallied(.injections, as: HostileStrings.all.count)) func leavesNothingActiveInMarkdown() {
    for text in HostileStrings.all where !text.isEmpty {
      for line in digest(text).rendered(as: .markdown).split(separator: "\n") {
        #expect(!line.unicodeScalars.contains { isDangerous($0) }, "\(text)")
      }
      let escaped = Markdown.escape(text)
      let bare = unescapedMarkup(in: escaped)
      #expect(bare == "", "\(text) → \(escaped)")
      #expect(!escaped.contains("\n"))
    }
  }

  /// What a CommonMark reader could still take for markup: the signs without a backslash before them.
  private func unescapedMarkup(in text: String) -> String {
    var found = ""
    var isEscaped = false
    for character in text.unicodeScalars {
      if isEscaped { isEscaped = false; continue }
      if character == "\\" { isEscaped = true; continue }
      if "`*_[]<>#|~&$".unicodeScalars.contains(character) {
        found.unicodeScalars.append(character)
      }
    }
    if let first = text.unicodeScalars.first, "-+=".unicodeScalars.contains(first) {
      found.unicodeScalars.append(first)
    }
    if text.replacing("\\://", with: "").contains("://") || text.lowercased().contains("www.") {
      found += "autolink"
    }
    return found
  }

  @Test(.tallied(.injections, as: HostileStrings.all.count)) func staysOneDocumentInJSONAndXML()
    throws
  {
    for text in HostileStrings.all {
      let digest = digest(text)
      let json = digest.rendered(as: .json)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any], "\(text)")
      #expect(object["name"] as? String == text)
      #expect(!json.unicodeScalars.contains { isDangerous($0) }, "\(text)")
      let atom = digest.rendered(as: .atom)
      #expect(HTMLTags.read(atom).filter { !Self.atomElements.contains($0.name) } == [], "\(text)")
      #expect(!atom.unicodeScalars.contains { isDangerous($0) }, "\(text)")
      #expect(!digest.rendered(as: .text).unicodeScalars.contains { isDangerous($0) }, "\(text)")
    }
  }

  private static let atomElements: Set = [
    "feed", "id", "title", "updated", "author", "name", "generator", "entry", "content",
    "published",
    "link", "category",
  ]

  private func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  @Test(
    arguments: [
      ("https://a.example/x", "https://a.example/x"), ("HTTP://A.example", "HTTP://A.example"),
      ("https://a.example/é?q=ü&x=1#f", "https://a.example/é?q=ü&x=1#f"),
      ("https://a.example/a b(c)<d>\"'\\", "https://a.example/a%20b%28c%29%3Cd%3E%22%27%5C"),
      ("https://a.example/\u{202E}x", "https://a.example/%E2%80%AEx"),
      ("https://user@a.example/", nil), ("https://a.example\\@b.example/", nil), ("https://", nil),
      ("javascript:alert(1)", nil), (" https://a.example", nil), ("//a.example", nil), ("", nil),
    ] as [(String, String?)])
  func linksOnlyToTheWeb(url: String, expected: String?) {
    #expect(SafeURL.link(url) == expected)
  }
}

/// A page's tags, read as the HTML standard's tokenizer does (data, tag and attribute states).
enum HTMLTags {
  struct Attribute: Hashable {
    var name: String
    var value: String
  }

  struct Tag: Hashable {
    var name: String
    var attributes: [Attribute]
  }

  static func read(_ page: String) -> [Tag] {
    var tags: [Tag] = []
    let bytes = Array(page.utf8)
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      guard index < bytes.count else { break }
      if bytes[index] == UInt8(ascii: "/") || bytes[index] == UInt8(ascii: "!")
        || bytes[index] == UInt8(ascii: "?")
      {
        index = bytes[index...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
        continue
      }
      guard isLetter(bytes[index]) else { continue }
      let name = word(in: bytes, at: &index)
      var attributes: [Attribute] = []
      while index < bytes.count, bytes[index] != UInt8(ascii: ">") {
        guard !isSpace(bytes[index]), bytes[index] != UInt8(ascii: "/") else {
          index += 1
          continue
        }
        attributes.append(attribute(in: bytes, at: &index))
      }
      tags.append(Tag(name: name, attributes: attributes))
      if name == "style" {
        index =
          page.utf8.count
          - (page.components(separatedBy: "</style>").dropFirst().joined(separator: "</style>").utf8
            .count)
      }
    }
    return tags
  }

  private static func attribute(in bytes: [UInt8], at index: inout Int) -> Attribute {
    let start = index
    while index < bytes.count, !isSpace(bytes[index]),
      !"=/>".utf8.contains(bytes[index]) || index == start
    { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
      return Attribute(name: name, value: "")
    }
    index += 1
    let quote = bytes[index]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      let begin = index
      while index < bytes.count, !isSpace(bytes[index]), bytes[index] != UInt8(ascii: ">") {
        index += 1
      }
      return Attribute(name: name, value: String(decoding: bytes[begin..<index], as: UTF8.self))
    }
    let end = bytes[(index + 1)...].firstIndex(of: quote) ?? bytes.count
    let value = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    index = min(end + 1, bytes.count)
    return Attribute(name: name, value: value)
  }

  private static func word(in bytes: [UInt8], at index: inout Int) -> String {
    let start = index
    while index < bytes.count, !isSpace(bytes[index]), bytes[index] != UInt8(ascii: ">"),
      bytes[index] != UInt8(ascii: "/")
    { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte & 0xDF) }
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }
}
