internal import Foundation
internal import NewsModel

/// A feed's `only` and `block` filters, compiled once a poll.
struct ItemFilters {
  private let only: [(ItemFilter.Field, NSRegularExpression)]
  private let block: [(ItemFilter.Field, NSRegularExpression)]

  /// Patterns were checked when the configuration was read; one that does not compile here matches nothing.
  init(_ feed: Feed) {
    only = feed.only.compactMap(Self.compiled)
    block = feed.block.compactMap(Self.compiled)
  }

  /// Whether the item is wanted: it matches one of `only`, if there are any, and none of `block`.
  func admits(_ item: FeedItem) -> Bool {
    (only.isEmpty || only.contains { Self.matches(item, $0) })
      && !block.contains { Self.matches(item, $0) }
  }

  private static func compiled(_ filter: ItemFilter) -> (ItemFilter.Field, NSRegularExpression)? {
    let options: NSRegularExpression.Options = filter.ignoresCase ? [.caseInsensitive] : []
    return (try? NSRegularExpression(pattern: filter.pattern, options: options))
      .map { (filter.field, $0) }
  }

  private static func matches(
    _ item: FeedItem, _ filter: (field: ItemFilter.Field, pattern: NSRegularExpression)
  ) -> Bool {
    values(of: filter.field, in: item).contains { value in
      filter.pattern.firstMatch(
        in: value, range: NSRange(value.startIndex..., in: value)) != nil
    }
  }

  private static func values(of field: ItemFilter.Field, in item: FeedItem) -> [String] {
    switch field {
    case .title: [item.title].compactMap { $0 }
    case .link: [item.link].compactMap { $0 }
    case .summary: [item.summary].compactMap { $0 }
    case .category: item.categories.flatMap { [$0.term, $0.label].compactMap { $0 } }
    case .author: item.authors.compactMap(\.name)
    }
  }
}
