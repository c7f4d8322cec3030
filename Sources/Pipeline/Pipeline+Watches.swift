internal import Foundation
internal import NewsModel
package import Settings
package import Storage

/// A watch list with a query that search does not understand.
package struct WatchListError: Error, Sendable, Hashable, CustomStringConvertible {
  package var list: String
  package var query: String
  package var cause: SearchQueryError

  package var description: String {
    "the watch list “\(list)” has a query that cannot be understood: \(cause.message)\n"
      + cause.marked(in: query)
  }
}

extension WatchList {
  /// A configured list, its queries understood.
  package init(_ settings: WatchSettings) throws(WatchListError) {
    self.init(
      name: settings.name, any: try Self.queries(settings.any, of: settings.name),
      not: try Self.queries(settings.not, of: settings.name), languages: settings.languages,
      sources: settings.sources)
  }

  private static func queries(
    _ texts: [String], of list: String
  ) throws(WatchListError) -> [SearchQuery] {
    var queries: [SearchQuery] = []
    for text in texts {
      do {
        queries.append(try SearchQuery(text))
      } catch {
        throw WatchListError(list: list, query: text, cause: error)
      }
    }
    return queries
  }

  /// Equal for two lists that find the same.
  fileprivate var fingerprint: String {
    let parts = [any.map(\.text), not.map(\.text), languages, sources]
    return ContentHash.uid(
      of: parts.map { $0.joined(separator: "\u{1}") }.joined(separator: "\u{2}"))
  }
}

extension PipelineSettings {
  /// The configured watch lists.
  ///
  /// - Throws: the first query that cannot be understood.
  package func watchLists() throws(WatchListError) -> [WatchList] {
    var lists: [WatchList] = []
    for settings in watch { lists.append(try WatchList(settings)) }
    return lists
  }
}

/// Which articles the watch lists find.
extension Pipeline {
  private static let known = "watch_lists"

  /// Looks among the new articles for what is watched; a list that is new, or says something else than before, also
  /// looks through the time that a digest compares with.
  ///
  /// - Parameter oldest: when the first of the new articles was seen; `nil` where there are none.
  func updateWatches(newSince oldest: Date?) throws {
    let lists = try settings.watchLists()
    let now = clock()
    let before = try fingerprints()
    let fingerprints = Dictionary(
      lists.map { ($0.name, $0.fingerprint) }, uniquingKeysWith: { first, _ in first })
    guard fingerprints != before || !(oldest == nil || lists.isEmpty) else { return }
    let changed = lists.filter { before[$0.name] != $0.fingerprint }.map(\.name)
    let reach = now.addingTimeInterval(-history)
    _ = try store.updateWatches(
      lists, since: oldest ?? now,
      changed: Dictionary(uniqueKeysWithValues: changed.map { ($0, reach) }),
      keepingHits: settings.store.body == .excerpt, now: now)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try store.setMeta(
      Self.known, to: String(decoding: try encoder.encode(fingerprints), as: UTF8.self))
  }

  /// Seconds that a list which is new looks back: the longest digest's window with the seven before it.
  private var history: Double { 8 * max(86_400, settings.digests.map(\.window).max() ?? 0) }

  private func fingerprints() throws -> [String: String] {
    guard let text = try store.meta(Self.known) else { return [:] }
    return (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))) ?? [:]
  }
}
