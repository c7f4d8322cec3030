internal import NewsModel

extension FeedBuilder {
  mutating func closeItem() {
    let firstEnclosure = item.links.first { $0.rel == "enclosure" }
    if item.link == nil, let id = item.guid, id.hasPrefix("http"), feed.version.hasPrefix("atom"),
      firstEnclosure == nil
    {
      item.link = id
    }
    if suspended.isEmpty {
      feed.items.insert(item, at: min(firstIndex ?? feed.items.count, feed.items.count))
      firstIndex = nil
      return
    }
    closeNestedItem()
  }

  /// An item in an item: an accident, empty or not. The outer one goes on, and keeps its place.
  private mutating func closeNestedItem() {
    let outer = suspended.removeLast()
    if item.link != nil || item.title != nil || item.guid != nil { feed.items.append(item) }
    (item, itemFields) = (outer.item, outer.fields)
    if suspended.isEmpty { firstIndex = outer.index }
  }

  /// The feed, once the document is over.
  mutating func finished(languageHeader: String?) -> ParsedFeed {
    if feed.language == nil {
      feed.language = rootLanguage ?? languageHeader.map { FeedText.languageTag($0) }
    }
    feed.language = feed.language.flatMap { $0.isEmpty ? nil : $0 }
    if let period = updatePeriod.flatMap({ Self.periods[$0] }), feed.minimumInterval == nil {
      feed.minimumInterval = period / max(updateFrequency ?? 1, 1)
    }
    for index in feed.items.indices { feed.items[index] = finished(feed.items[index]) }
    return feed
  }

  private func finished(_ item: FeedItem) -> FeedItem {
    var item = item
    if let language = item.language {
      if language.isEmpty { item.language = nil }
    } else {
      item.language = feed.language
    }
    item.dateFlag = dates.flag(of: item)
    return item
  }

  private static let periods: [String: Double] = [
    "hourly": 3600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000,
  ]
}

/// How sure each field is of its value: an element of the format's own beats an extension's.
struct FieldRanks {
  enum Field: Int, CaseIterable {
    case title, link, id, summary, published, updated, language, author, image
  }

  private var ranks: (UInt64, UInt64) = (0, 0)

  func rank(_ field: Field) -> UInt8 {
    let index = UInt64(field.rawValue)
    return index < 8
      ? UInt8(truncatingIfNeeded: ranks.0 >> (index * 8))
      : UInt8(truncatingIfNeeded: ranks.1 >> ((index - 8) * 8))
  }

  mutating func raise(_ field: Field, to rank: UInt8) {
    let index = UInt64(field.rawValue)
    if index < 8 {
      ranks.0 = ranks.0 & ~(0xFF << (index * 8)) | UInt64(rank) << (index * 8)
    } else {
      ranks.1 = ranks.1 & ~(0xFF << ((index - 8) * 8)) | UInt64(rank) << ((index - 8) * 8)
    }
  }

  /// Whether what has `rank` may set the field, now its owner: the first of equals stays.
  mutating func claim(_ field: Field, rank: UInt8) -> Bool {
    guard rank > self.rank(field) else { return false }
    raise(field, to: rank)
    return true
  }
}
