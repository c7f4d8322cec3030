package import Deduplication
package import Foundation
internal import NewsModel
internal import Settings
package import Storage

/// Which of the new articles are stories that are known already.
extension Pipeline {
  /// One transaction over all new articles, in a fixed order: an interrupted run repeats it whole.
  func matchArticles(_ report: inout RunReport) throws {
    let (articles, new) = try newArticles()
    observe(.found(.matching, new.uids.count))
    defer { observe(.ended(.matching)) }
    // Before what is new counts as matched, so that a run which dies here does both again.
    try updateWatches(newSince: new.oldest)
    guard !new.uids.isEmpty else { return }
    try store.addWindow(since: clock().addingTimeInterval(-settings.dedupe.window), to: articles)
    let pins = try store.pins().map(Pin.init)
    // Nothing that was read so far is read again, and from here on memory is what matching needs.
    store.releaseMemory()
    let matcher = StoryMatcher(settings: MatchSettings(settings.dedupe))
    let result = matcher.match(articles, pins: pins)
    guard !Task.isCancelled else { return }
    let placements = try withChanges(result.placements)
    try store.saveMatches(
      placements.map(StoryAssignment.init),
      merged: result.aliases.map { MergedStory(uid: $0.from, into: $0.to) })
    count(result, new: Set(new.uids), &report)
    observe(.done(.matching, new.uids.count))
  }

  private func newArticles() throws -> (
    articles: PackedArticles, new: (uids: [String], oldest: Date?)
  ) {
    let articles = PackedArticles()
    var oldest: Date?
    let uids = try store.articlesToMatch(evidence: UInt8(Evidence.version)) { work in
      oldest = min(oldest ?? work.firstSeen, work.firstSeen)
      articles.add(work, isNew: true)
      return work.uid
    }
    return (articles, (uids, oldest))
  }

  /// With what a corrected version changed, while both texts are at hand: few are, so only those are read.
  private func withChanges(_ placements: [StoryPlacement]) throws -> [StoryPlacement] {
    try placements.map { placement in
      let codes = Set(placement.reasons.map(\.code))
      let isOwn = codes.contains(MatchReason.correction)
      guard isOwn || codes.contains(MatchReason.correctionOfOther), placement.kind == .near,
        let matched = placement.matched
      else { return placement }
      let found = try store.matchDocuments(uids: [placement.article, matched])
      let texts = [placement.article, matched].compactMap { uid in
        found.first { $0.uid == uid }.map(MatchDocument.init)
      }
      guard texts.count == 2 else { return placement }
      var placement = placement
      placement.reasons += CorrectionChanges.reasons(
        corrected: texts[isOwn ? 0 : 1], other: texts[isOwn ? 1 : 0])
      return placement
    }
  }

  private func count(_ result: MatchResult, new: Set<String>, _ report: inout RunReport) {
    report.articlesMatched += new.count
    for placement in result.placements
    where new.contains(placement.article) && placement.kind != .original {
      report.duplicates[placement.kind.rawValue, default: 0] += 1
    }
  }
}

extension NewsStore {
  /// Adds what new articles are held against. Evidence that an earlier version of the program left is made anew and kept.
  package func addWindow(
    since: Date, to articles: PackedArticles
  ) throws(StorageError) {
    try forEachInWindow(since: since) { articles.add($0, isNew: false) }
  }

  /// Calls `body` with every article that new ones are held against. Evidence that an earlier version of the program left
  /// is made anew and kept.
  package func forEachInWindow(
    since: Date, _ body: (MatchWork) -> Void
  ) throws(StorageError) {
    var renewed: [(article: Int64, blob: [UInt8], bodyHash: String?)] = []
    _ = try matchWindow(since: since, evidence: UInt8(Evidence.version)) { work in
      var work = work
      if work.body != nil, let evidence = WindowArticle(work).evidence {
        work.packedEvidence = PackedBytes(evidence.blob)
        renewed.append((work.id, evidence.blob, work.bodyHash))
      }
      body(work)
    }
    if !renewed.isEmpty, options.access == .readWrite { try save(evidence: renewed) }
  }
}

extension PackedArticles {
  /// Adds an article with its evidence as it lies in the database.
  func add(_ work: MatchWork, isNew: Bool) {
    guard work.body == nil, let packed = work.packedEvidence else {
      return add(WindowArticle(work), isNew: isNew)
    }
    add(WindowArticle(work, evidence: nil), isNew: isNew, packed: packed)
  }
}

extension WindowArticle {
  /// Evidence of another version is of no use, so it is made anew where the text is at hand.
  package init(_ work: MatchWork) {
    let evidence =
      work.evidence.flatMap(Evidence.init(blob:))
      ?? (work.body == nil ? nil : Evidence(of: MatchDocument(work)))
    self.init(work, evidence: evidence)
  }

  fileprivate init(_ work: MatchWork, evidence: Evidence?) {
    self.init(
      id: work.uid, storyUID: work.storyUID, firstSeen: Self.age(of: work), source: work.source,
      urlKeys: Self.urlKeys(of: work), bodyHash: work.bodyHash, evidence: evidence)
  }

  private static func urlKeys(of work: MatchWork) -> [String] {
    let addresses = [work.link, work.url == work.link ? nil : work.url].compactMap { $0 }
    let keys = addresses.map(CanonicalURL.key(for:))
    return keys.count == 2 && keys[0] == keys[1] ? [keys[0]] : keys.sorted()
  }
}

extension WindowArticle {
  /// What came in within the same minutes came in the order in which feeds happened to be polled: there, what the
  /// articles say of their publication tells the older.
  private static let pollGrain: Double = 300
  /// Publication dates count within this span before the first sight.
  private static let publicationSpan: Double = 30 * 86_400

  /// When an article was first seen, for telling the original of a story.
  private static func age(of work: MatchWork) -> Date {
    let seen = work.firstSeen.timeIntervalSince1970
    let poll = (seen / pollGrain).rounded(.down) * pollGrain
    guard let published = work.published?.timeIntervalSince1970 else {
      return Date(timeIntervalSince1970: poll + pollGrain - 1)
    }
    let share = (published - (poll - publicationSpan)) / (publicationSpan + pollGrain)
    return Date(timeIntervalSince1970: poll + min(1, max(0, share)) * (pollGrain - 2))
  }
}

extension MatchDocument {
  init(_ work: MatchWork) {
    self.init(
      title: work.title, text: work.body ?? "", language: work.language ?? "und",
      basedOn: work.basedOn.map(CanonicalURL.key(for:)),
      links: work.links.map(CanonicalURL.key(for:)), image: work.image)
  }
}

extension Pin {
  init(_ pin: StoryPin) { self.init(pin.kind == .join ? .join : .split, pin.first, pin.second) }
}

extension StoryAssignment {
  init(_ placement: StoryPlacement) {
    let isOriginal = placement.kind == .original
    self.init(
      articleUID: placement.article, storyUID: placement.story, kind: placement.kind,
      matchedUID: placement.matched, score: isOriginal ? nil : placement.score,
      reasons: placement.reasons)
  }
}
