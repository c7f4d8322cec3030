internal import NewsModel

/// Reads an outlet's text file.
///
/// Blocks are separated by lines of `---`. The first block holds the outlet's own keys, each further one an
/// article: `key: value` lines, a blank line, then one paragraph a line with blank lines between.
/// A paragraph that starts with `## ` is a heading, with `> ` a quotation, with `- ` an item of a list.
struct OutletFile {
  /// Values by key; a key may be repeated.
  typealias Fields = [String: [String]]

  let outlet: Outlet

  /// `nil` where the file lacks what nothing can stand in for: host, template or feed format.
  init?(text: String) {
    let blocks = OutletFile.blocks(of: text)
    guard let head = blocks.first else { return nil }
    let (fields, _) = OutletFile.split(head)
    guard let host = fields.first("host"), host.hasSuffix(".example"),
      let template = PageTemplate(rawValue: fields.first("template") ?? ""),
      let format = FeedFormat(rawValue: fields.first("feed") ?? "")
    else { return nil }
    outlet = Outlet(
      name: fields.first("name") ?? host, host: host, language: fields.first("language") ?? "und",
      tags: fields.list("tags", separator: ","), template: template, feedFormat: format,
      feedPath: fields.first("feed-path") ?? "/feed",
      hasBrokenEntities: fields.first("broken-entities") == "yes",
      furniture: Furniture(fields), articles: blocks.dropFirst().compactMap(SampleArticle.init))
  }

  private static func blocks(of text: String) -> [[Substring]] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .split(whereSeparator: { $0 == "---" }).map(Array.init)
  }

  /// A block's keys and the lines after the first blank one.
  static func split(_ block: [Substring]) -> (fields: Fields, lines: [Substring]) {
    var fields: Fields = [:]
    let start = block.firstIndex { !$0.isEmpty } ?? block.endIndex
    let end = block[start...].firstIndex { $0.isEmpty } ?? block.endIndex
    for line in block[start..<end] {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      fields[String(line[..<colon]), default: []].append(String(value))
    }
    return (fields, block[end...].filter { !$0.isEmpty })
  }
}

extension OutletFile.Fields {
  func first(_ key: String) -> String? { self[key]?.first }

  func list(_ key: String, separator: Character) -> [String] {
    (first(key) ?? "").split(separator: separator).map { part in
      var part = part.drop { $0 == " " }
      while part.last == " " { part.removeLast() }
      return String(part)
    }
  }
}

extension Furniture {
  init(_ fields: OutletFile.Fields) {
    tagline = fields.first("tagline") ?? ""
    navigation = fields.list("navigation", separator: "|")
    by = fields.first("by") ?? ""
    photo = fields.first("photo") ?? ""
    share = fields.first("share") ?? ""
    related = fields.first("related") ?? ""
    more = fields.first("more") ?? ""
    comments = fields.first("comments") ?? ""
    newsletter = fields.first("newsletter") ?? ""
    subscribe = fields.first("subscribe") ?? ""
    cookies = fields.first("cookies") ?? ""
    accept = fields.first("accept") ?? ""
    biography = fields.first("biography") ?? ""
    footer = fields.first("footer") ?? ""
    paywall = fields.first("paywall") ?? ""
    consent = fields.list("consent", separator: "|")
    missing = fields.first("missing") ?? ""
    remarks = (fields["comment"] ?? []).compactMap { line in
      guard let bar = line.firstIndex(of: "|") else { return nil }
      return Remark(
        name: String(line[..<bar]).trimmedAtEnd,
        text: String(line[line.index(after: bar)...].drop { $0 == " " }))
    }
  }
}

extension SampleArticle {
  /// `nil` for a block without a path or without a title.
  init?(_ block: [Substring]) {
    let (fields, lines) = OutletFile.split(block)
    guard let path = fields.first("path"), let title = fields.first("title") else { return nil }
    self.init(
      path: path, feedPath: fields.first("feed-path"), title: title,
      author: fields.first("author") ?? "", section: fields.first("section") ?? "",
      summary: fields.first("summary") ?? "", caption: fields.first("caption") ?? "",
      hours: Double(fields.first("hours") ?? "") ?? 0, group: fields.first("group"),
      copies: fields.first("copies").flatMap(DuplicateKind.init), event: fields.first("event"),
      traits: Set(fields.list("traits", separator: ",").compactMap(Trait.init)),
      sameTextAs: fields.first("same-text-as"), paragraphs: lines.map(Paragraph.init(line:)))
  }
}

extension Paragraph {
  fileprivate init(line: Substring) {
    let marks: [(String, Kind)] = [("## ", .heading), ("> ", .quote), ("- ", .listItem)]
    for (mark, kind) in marks where line.hasPrefix(mark) {
      self.init(kind, String(line.dropFirst(mark.count)))
      return
    }
    self.init(.text, String(line))
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
