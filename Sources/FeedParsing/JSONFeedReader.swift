internal import Foundation
internal import NewsModel

/// JSON Feed 1.0 and 1.1 (jsonfeed.org), read leniently: numbers where strings belong, objects where lists
/// do, control characters and commas too many.
struct JSONFeedReader {
  let document: FeedDocument
  let documentURL: String?
  let dates: DateReader

  private typealias Object = [String: Any]

  func feed() throws(FeedError) -> ParsedFeed {
    var problem = document.problem
    guard let value = strictValue() ?? lenientValue(&problem) else {
      throw FeedError(
        .malformed, "The document begins like JSON, but cannot be read as such; tell its publisher."
      )
    }
    guard let object = value as? Object, isFeed(object) else {
      throw FeedError(
        .notAFeed,
        "This is JSON, but no JSON Feed: it lacks `version` and `items`. Check the address.")
    }
    var feed = feed(object)
    feed.problem = problem
    feed.warnings = document.warnings
    return feed
  }

  private func strictValue() -> Any? {
    try? JSONSerialization.jsonObject(with: Data(document.bytes))
  }

  private func lenientValue(_ problem: inout String?) -> Any? {
    problem = "the document is no valid JSON"
    return try? JSONSerialization.jsonObject(with: Data(repairedBytes()))
  }

  /// Without control characters inside strings, commas before a closing bracket, and what stands behind the
  /// last brace.
  private func repairedBytes() -> [UInt8] {
    let end = document.bytes.lastIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? 0
    var output = [UInt8]()
    output.reserveCapacity(end)
    var (isString, isEscaped) = (false, false)
    for byte in document.bytes[..<end] {
      if isString {
        if byte < 0x20 {
          output.append(0x20)
          continue
        }
        if byte == UInt8(ascii: "\""), !isEscaped { isString = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      } else {
        if byte == UInt8(ascii: "\"") { isString = true }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { dropComma(&output) }
      }
      output.append(byte)
    }
    return output
  }

  private func dropComma(_ output: inout [UInt8]) {
    guard let last = output.lastIndex(where: { $0 > 0x20 }), output[last] == UInt8(ascii: ",")
    else {
      return
    }
    output.removeSubrange(last...)
  }

  private func isFeed(_ object: Object) -> Bool {
    let version = text(object["version"]) ?? ""
    return version.contains("jsonfeed.org") || object["items"] is [Any]
  }

  private func feed(_ object: Object) -> ParsedFeed {
    let version = text(object["version"]) ?? ""
    var feed = ParsedFeed(
      version: version.hasSuffix("1.1") ? "json11" : "json10", encoding: document.encoding)
    feed.title = text(object["title"]).map { FeedText.title($0, .text) }
    feed.link = text(object["home_page_url"]).map(absolute)
    feed.id = text(object["feed_url"])
    feed.subtitle = text(object["description"]).map { FeedText.title($0, .text) }
    feed.language = text(object["language"]).map(FeedText.languageTag)
    feed.authors = authors(object)
    if let link = feed.link { feed.links.append(FeedLink(href: link, type: "text/html")) }
    if let own = feed.id { feed.links.append(FeedLink(href: absolute(own), rel: "self")) }
    let items = object["items"] as? [Any] ?? []
    feed.items = items.compactMap { $0 as? Object }.map { item($0, feed) }
    return feed
  }

  private func item(_ object: Object, _ feed: ParsedFeed) -> FeedItem {
    var item = FeedItem()
    item.guid = text(object["id"])
    item.title = text(object["title"]).map { FeedText.title($0, .text) }
    item.link = (text(object["url"]) ?? text(object["external_url"])).map(absolute)
    if item.link == nil, let id = item.guid, id.hasPrefix("http") { item.link = id }
    item.language = text(object["language"]).map(FeedText.languageTag) ?? feed.language
    item.summary = text(object["summary"]).map { FeedText.html(fromText: $0) }
    if let html = text(object["content_html"]) {
      item.contents.append(FeedContent(type: "text/html", value: html, language: item.language))
    }
    if let plain = text(object["content_text"]) {
      item.contents.append(FeedContent(type: "text/plain", value: plain, language: item.language))
    }
    item.authors = authors(object)
    item.categories = (object["tags"] as? [Any] ?? []).compactMap(text).map {
      FeedCategory(term: $0)
    }
    item.image = (text(object["image"]) ?? text(object["banner_image"])).map(absolute)
    if let link = item.link { item.links.append(FeedLink(href: link, type: "text/html")) }
    addAttachments(object, to: &item)
    readDates(object, &item)
    return item
  }

  private func readDates(_ object: Object, _ item: inout FeedItem) {
    let published = text(object["date_published"])
    item.published = published.flatMap { dates.date($0, language: item.language) }
    item.updated = text(object["date_modified"]).flatMap { dates.date($0, language: item.language) }
    if published != nil, item.published == nil { item.dateFlag = .unreadable }
    item.dateFlag = dates.flag(of: item)
  }

  private func addAttachments(_ object: Object, to item: inout FeedItem) {
    for value in (object["attachments"] as? [Any] ?? []).prefix(100) {
      guard let attachment = value as? Object, let url = text(attachment["url"]) else { continue }
      let length = text(attachment["size_in_bytes"])
      let type = text(attachment["mime_type"])
      let link = FeedLink(href: absolute(url), rel: "enclosure", type: type, length: length)
      item.links.append(link)
      item.enclosures.append(
        FeedEnclosure(url: link.href, type: type, length: length.flatMap { Int($0) }))
    }
  }

  /// Version 1.0 has `author`, 1.1 `authors`.
  private func authors(_ object: Object) -> [FeedAuthor] {
    let list = (object["authors"] as? [Any]) ?? (object["author"].map { [$0] } ?? [])
    return list.compactMap { value in
      guard let author = value as? Object else { return text(value).map { FeedAuthor(name: $0) } }
      let (name, url) = (text(author["name"]), text(author["url"]).map(absolute))
      return name == nil && url == nil ? nil : FeedAuthor(name: name, url: url)
    }
  }

  private func text(_ value: Any?) -> String? {
    switch value {
    case let text as String:
      let trimmed = FeedText.trimmed(text)
      return trimmed.isEmpty ? nil : trimmed
    case let number as NSNumber: return number.stringValue
    default: return nil
    }
  }

  private func absolute(_ url: String) -> String {
    CanonicalURL.resolve(url, against: documentURL)
  }
}
