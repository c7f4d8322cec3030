internal import Foundation
internal import Markup
package import NewsModel

/// Lists of feeds in OPML 2.0, what feed readers exchange.
///
/// An export carries each feed's whole configuration in an attribute of tidings' own namespace beside what
/// every reader understands, so that importing it again loses nothing but secrets: lists are passed on, and
/// passwords, cookies and keys must not be.
package enum OPML {
  /// The namespace of the attribute `tidings:feed`: the feed's configuration as JSON.
  package static let namespace = "urn:tidings:opml:1"

  /// The feeds in an OPML document, in order; what is no feed is passed over.
  ///
  /// Enclosing outlines become tags. Broken documents are repaired like feeds.
  package static func feeds(in bytes: [UInt8]) throws(FeedError) -> [Feed] {
    let document = FeedDocument(bytes, contentType: nil)
    var reader = OPMLReader()
    if let problem = XMLEventReader.read(document.bytes, survey: document.survey, into: &reader),
      problem.code == .malformed
    {
      let grammar = XMLRepair.Grammar(roots: ["opml", "OPML"], records: [])
      reader = OPMLReader()
      _ = XMLEventReader.read(
        XMLRepair.repaired(document.bytes, grammar: grammar).bytes, into: &reader)
    }
    guard reader.isOPML else {
      throw FeedError(.notAFeed, "This is no OPML document: its first element is not <opml>.")
    }
    return reader.feeds
  }

  /// An OPML 2.0 document that lists `feeds`, grouped by their first tag.
  package static func document(of feeds: [Feed], title: String) -> String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<opml version="2.0" xmlns:tidings="\#(namespace)">"#,
      "  <head><title>\(escaped(title))</title></head>", "  <body>",
    ]
    for (tag, members) in groups(feeds) {
      if let tag { lines.append(#"    <outline text="\#(escaped(tag))">"#) }
      lines += members.map { (tag == nil ? "    " : "      ") + outline($0) }
      if tag != nil { lines.append("    </outline>") }
    }
    return (lines + ["  </body>", "</opml>", ""]).joined(separator: "\n")
  }

  private static func groups(_ feeds: [Feed]) -> [(tag: String?, members: [Feed])] {
    var order: [String?] = []
    var members: [String?: [Feed]] = [:]
    for feed in feeds {
      if members[feed.tags.first] == nil { order.append(feed.tags.first) }
      members[feed.tags.first, default: []].append(feed)
    }
    return order.map { ($0, members[$0] ?? []) }
  }

  private static func outline(_ feed: Feed) -> String {
    var fields = [("type", "rss"), ("text", feed.name), ("xmlUrl", feed.url)]
    if let language = feed.language { fields.append(("language", language)) }
    if !feed.tags.isEmpty { fields.append(("category", feed.tags.joined(separator: ","))) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if let data = try? encoder.encode(withoutSecrets(feed)) {
      fields.append(("tidings:feed", String(decoding: data, as: UTF8.self)))
    }
    let text = fields.map { "\($0)=\"\(escaped($1))\"" }.joined(separator: " ")
    return "<outline \(text)/>"
  }

  private static func withoutSecrets(_ feed: Feed) -> Feed {
    var feed = feed
    feed.request.basicAuth = nil
    feed.request.proxy = feed.request.proxy.flatMap { $0.contains("@") ? nil : $0 }
    feed.request.headers = feed.request.headers.filter { name, _ in
      let name = name.lowercased()
      return !["auth", "cookie", "key", "token", "secret"].contains(where: name.contains)
    }
    return feed
  }

  /// For an attribute; line breaks as references, which attributes would turn into spaces.
  private static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "\n", "\r", "\t": output += "&#\(scalar.value);"
      case "\0"..<" ": break
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}

private struct OPMLReader: XMLEventHandler {
  var isOPML = false
  var feeds: [Feed] = []
  private var names: [String] = []
  /// The text of each open outline; empty for one that groups nothing.
  private var path: [String] = []

  mutating func code(local: String, prefix: String?, namespace: String?) -> Int {
    names.append(local.lowercased())
    if names.count == 1 { isOPML = names[0] == "opml" }
    return names.count - 1
  }

  mutating func start(_ code: Int, _ attributes: XMLAttributes) {
    guard names[code] == "outline" else { return }
    var group = ""
    if let url = attributes["xmlUrl"] ?? attributes["xmlurl"] ?? attributes["xmlURL"], !url.isEmpty
    {
      feeds.append(feed(FeedText.trimmed(url), attributes))
    } else {
      group = attributes["text"] ?? attributes["title"] ?? ""
    }
    path.append(group)
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isLasting: Bool) {}

  mutating func end(_ code: Int) {
    if names[code] == "outline" { _ = path.popLast() }
  }

  private func feed(_ url: String, _ attributes: XMLAttributes) -> Feed {
    if let json = attributes["tidings", "feed"],
      let own = try? JSONDecoder().decode(Feed.self, from: Data(json.utf8)), own.url == url
    {
      return own
    }
    let host = Self.host(of: attributes["htmlUrl"] ?? url) ?? url
    let written = attributes["text"] ?? attributes["title"]
    let name = written.map { FeedText.title($0, .text) }.flatMap { $0.isEmpty ? nil : $0 } ?? host
    return Feed(
      name: name, url: url, source: host, language: attributes["language"], tags: tags(attributes))
  }

  private func tags(_ attributes: XMLAttributes) -> [String] {
    let written = (attributes["category"] ?? "").split(separator: ",")
      .map { FeedText.trimmed(String($0).replacing("/", with: " ")) }
    var tags: [String] = []
    for tag in path + written where !tag.isEmpty && !tags.contains(tag) { tags.append(tag) }
    return tags
  }

  /// `news.example.org` of `https://www.news.example.org/feed`
  private static func host(of url: String) -> String? {
    let parts = url.split(separator: "/", maxSplits: 2)
    guard parts.count >= 2, parts[0].hasSuffix(":") else { return nil }
    let host = parts[1].split(separator: "/")[0].lowercased()
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }
}
