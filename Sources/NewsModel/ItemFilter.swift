internal import Foundation

/// `field:/regex/flags`, tried on a feed's items before anything is fetched.
package struct ItemFilter: Sendable, Hashable, Codable, CustomStringConvertible {
  package enum Field: String, Sendable, Codable, CaseIterable {
    case title, link, summary, category, author
  }

  package var field: Field
  /// A regular expression as ICU reads it.
  package var pattern: String
  /// Flags after the closing slash: `i` for any case is the only one.
  package var ignoresCase: Bool

  package init(field: Field, pattern: String, ignoresCase: Bool) {
    self.field = field
    self.pattern = pattern
    self.ignoresCase = ignoresCase
  }

  /// Reads `title:/advert/i`; `nil` for another form. The expression itself is not checked.
  package init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), let field = Field(rawValue: String(text[..<colon])),
      let end = text.lastIndex(of: "/")
    else { return nil }
    let start = text.index(after: colon)
    let flags = text[text.index(after: end)...]
    guard start < end, text[start] == "/", flags.isEmpty || flags == "i" else { return nil }
    let pattern = String(text[text.index(after: start)..<end])
    guard !pattern.isEmpty else { return nil }
    self.init(
      field: field, pattern: pattern.replacing("\\/", with: "/"), ignoresCase: flags == "i")
  }

  package var description: String {
    "\(field.rawValue):/\(pattern.replacing("/", with: "\\/"))/\(ignoresCase ? "i" : "")"
  }

  /// Why the pattern is not a regular expression; `nil` if it is one.
  package var expressionProblem: String? {
    do {
      _ = try compiled
      return nil
    } catch {
      return "\(error)"
    }
  }

  fileprivate var compiled: NSRegularExpression {
    get throws {
      try NSRegularExpression(
        pattern: pattern, options: ignoresCase ? [.caseInsensitive] : [])
    }
  }
}

/// A feed's filters, compiled once.
package struct ItemFilters: Sendable {
  private typealias Matcher = (field: ItemFilter.Field, expression: NSRegularExpression)

  private let only: [Matcher]
  private let block: [Matcher]

  /// A longer field is judged by its beginning: an expression may take time that grows fast.
  static let longestText = 4096

  /// Filters whose expression does not compile are left out; the configuration's reader refuses them.
  package init(_ feed: Feed) {
    func matchers(_ filters: [ItemFilter]) -> [Matcher] {
      filters.compactMap { filter in
        (try? filter.compiled).map { (filter.field, $0) }
      }
    }
    only = matchers(feed.only)
    block = matchers(feed.block)
  }

  /// Whether an item matches one of `only` (if there are any) and none of `block`.
  package func admits(_ item: FeedItem) -> Bool {
    (only.isEmpty || only.contains { matches(item, $0) }) && !block.contains { matches(item, $0) }
  }

  private func matches(_ item: FeedItem, _ matcher: Matcher) -> Bool {
    texts(of: item, in: matcher.field).contains { text in
      let text = String(text.unicodeScalars.prefix(Self.longestText))
      let range = NSRange(text.startIndex..., in: text)
      return matcher.expression.firstMatch(in: text, range: range) != nil
    }
  }

  private func texts(of item: FeedItem, in field: ItemFilter.Field) -> [String] {
    switch field {
    case .title: [item.title].compactMap { $0 }
    case .link: [item.link].compactMap { $0 }
    case .summary: [item.summary].compactMap { $0 }
    case .category: item.categories.flatMap { [$0.term, $0.label].compactMap { $0 } }
    case .author: item.authors.compactMap { $0.name ?? $0.email }
    }
  }
}
