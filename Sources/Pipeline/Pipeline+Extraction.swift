internal import Deduplication
internal import Extraction
internal import Foundation
internal import Linguistics
internal import NewsModel
internal import Settings
internal import Storage

/// What extraction did.
struct ExtractionCounts: Sendable {
  var articles = 0
  /// How many articles ended with each body status.
  var statuses: [String: Int] = [:]
  /// Left out for their language.
  var discarded = 0
}

/// From stored pages to articles with text, language and the evidence to match them by.
extension Pipeline {
  /// Pages extracted between two commits: some seconds of work.
  private static let extractionBatch = 64

  /// Extracts what lies in the store, again whenever `arrivals` says that more may have come, until it ends.
  func extractArticles(as arrivals: AsyncStream<Void>) async throws -> ExtractionCounts {
    observe(.found(.extracting, try store.count(of: .fetched)))
    defer { observe(.ended(.extracting)) }
    var counts = ExtractionCounts()
    let reader = ArticleReader(loaded: loaded, clock: clock)
    try await extractPending(reader, &counts)
    for await _ in arrivals { try await extractPending(reader, &counts) }
    // What came with the stream's end.
    try await extractPending(reader, &counts)
    return counts
  }

  private func extractPending(
    _ reader: ArticleReader, _ counts: inout ExtractionCounts
  ) async throws {
    while !Task.isCancelled {
      let pending = try store.pagesToExtract(limit: Self.extractionBatch)
      guard !pending.isEmpty else { return }
      let batch = try begun(pending)
      try await extract(batch, reader, &counts)
      observe(.done(.extracting, batch.count))
    }
  }

  /// What of `pending` is done next, its attempts counted and committed before anything is read.
  ///
  /// A page that has been tried before may be what killed a run, so it goes alone: should it do so again, no other
  /// page bears the blame. Dying in company only raises the suspicion; once the process died `parse.quarantine_after`
  /// times over a page alone, the store sets it aside.
  private func begun(_ pending: [ExtractionWork]) throws -> [ExtractionWork] {
    let fresh = pending.prefix { $0.attempts == 0 }
    let batch = fresh.isEmpty ? pending.prefix(1) : fresh
    let ids = Set(
      try store.beginAttempt(
        batch.map(\.id), step: .fetched, limit: settings.parse.quarantineAfter + 1))
    return batch.filter { ids.contains($0.id) }
  }

  private func extract(
    _ batch: [ExtractionWork], _ reader: ArticleReader, _ counts: inout ExtractionCounts
  ) async throws {
    var records: [ExtractionRecord] = []
    try await concurrentMap(batch, limit: cores) {
      reader.record(for: $0)
    } receive: {
      records.append($0)
    }
    // In a fixed order, so that the same input gives the same database.
    records.sort { $0.id < $1.id }
    let unwanted = Set(records.filter { !isWanted($0.language) }.map(\.id))
    try discard(batch.filter { unwanted.contains($0.id) }, &counts)
    records.removeAll { unwanted.contains($0.id) }
    try store.save(records)
    counts.articles += records.count
    for record in records {
      counts.statuses[record.article.status.rawValue, default: 0] += 1
    }
  }
}

/// Articles in languages that nobody asked for.
extension Pipeline {
  /// Whether `language.keep` lets an article in this language stay; what cannot be told does.
  private func isWanted(_ language: Language) -> Bool {
    let kept = settings.language.keep
    return kept.isEmpty || language.tag == "und"
      || kept.contains { Language.primary(of: $0) == Language.primary(of: language.tag) }
  }

  /// They leave a mark behind, so that their feeds do not bring them back with every poll.
  private func discard(_ articles: [ExtractionWork], _ counts: inout ExtractionCounts) throws {
    guard !articles.isEmpty else { return }
    try store.delete(uids: articles.map(\.uid), reason: NewsStore.languageTombstone, now: clock())
    counts.discarded += articles.count
  }
}

/// One article's text from its page, or else from what its feed said. Pure.
struct ArticleReader: Sendable {
  private let rules: [String: SelectorRules]
  private let hints: [String: String]
  private let minWords: Int
  private let minConfidence: Double
  private let clock: @Sendable () -> Date
  private let extractor = ArticleExtractor()
  private let identifier = LanguageIdentifier()

  init(loaded: LoadedSettings, clock: @escaping @Sendable () -> Date) {
    rules = Dictionary(
      loaded.feeds.map { ($0.name, $0.select) }, uniquingKeysWith: { first, _ in first })
    hints = Dictionary(
      loaded.feeds.compactMap { feed in feed.language.map { (feed.name, $0) } },
      uniquingKeysWith: { first, _ in first })
    minWords = loaded.settings.extract.minWords
    minConfidence = loaded.settings.language.minConfidence
    self.clock = clock
  }

  func record(for work: ExtractionWork) -> ExtractionRecord {
    var article = self.article(for: work)
    complete(&article, from: work)
    let body = article.status.hasText ? article.body : ""
    let language = self.language(of: article, body, work)
    let words = article.status.hasText ? WordCount.words(in: body) : 0
    let document = MatchDocument(
      title: article.title, text: body,
      language: language.tag, basedOn: article.basedOn.map(CanonicalURL.key(for:)),
      links: article.links.map(CanonicalURL.key(for:)), image: article.image)
    return ExtractionRecord(
      id: work.id, article: article, language: language, words: words,
      extractor: ArticleExtractor.version,
      bodyHash: article.status.hasText ? document.bodyHash : nil,
      evidence: article.status.hasText ? Evidence(of: document).blob : nil)
  }

  // MARK: Text

  private func article(for work: ExtractionWork) -> Article {
    guard let page = work.page else {
      // Without a link there never was a page: the feed's own content is what there is.
      let status = work.reason == nil ? BodyStatus.feedOnly : PageFailure.status(for: work.reason)
      return fallback(for: work, insteadOf: Article(status: status))
    }
    var article = extractor.extract(
      page.bytes, url: page.url, charset: page.charset,
      rules: work.feed.flatMap { rules[$0] } ?? SelectorRules(), now: clock())
    believe(page.httpStatus, &article)
    if !article.status.hasText { return fallback(for: work, insteadOf: article) }
    if article.canonicalURL == nil {
      article.canonicalURL = Self.credible(page.url, for: work.link)
    }
    return article
  }

  /// What a server says with its status outweighs what its page looks like.
  private func believe(_ status: Int?, _ article: inout Article) {
    switch status {
    case 402: article.status = .paywall
    case 401, 403, 451:
      if article.status != .consent && article.status != .paywall { article.status = .blocked }
    default: return
    }
    article.paragraphs = []
  }

  /// The feed's own content, where it is an article's length; otherwise `page` with its honest label.
  private func fallback(for work: ExtractionWork, insteadOf page: Article) -> Article {
    var own = extractor.extract(feedItem: work.item, url: work.link)
    let wanted = page.status == .feedOnly ? 1 : minWords
    guard own.status.hasText,
      WordCount.words(in: own.body) >= wanted
    else {
      var result = page
      if result.status == .feedOnly { result.status = .error }
      result.paragraphs = []
      result.canonicalURL = nil
      return result
    }
    own.status = .feedOnly
    own.title = own.title ?? page.title
    return own
  }

  /// Where a page was found after redirects is its address, unless that is a front page or another place that
  /// swallows articles: then two articles would count as one.
  private static func credible(_ found: String, for link: String?) -> String? {
    guard let path = URLComponents(string: found)?.path, path.count > 1 else {
      return link == found ? found : nil
    }
    return found
  }

  // MARK: What the feed knows better

  private func complete(_ article: inout Article, from work: ExtractionWork) {
    let item = work.item
    // A wall has a headline of its own; the feed's is the article's.
    article.title =
      article.status.hasText ? article.title ?? item.title : item.title ?? article.title
    if article.byline == nil {
      let names = item.authors.compactMap(\.name)
      article.byline = names.isEmpty ? nil : names.joined(separator: ", ")
    }
    if article.published == nil, let date = item.published ?? item.updated {
      article.published = date
      article.dateSource = .feed
      article.dateFlag = item.dateFlag
    } else if article.published == nil {
      article.dateFlag = article.dateFlag ?? item.dateFlag ?? .missing
    }
  }

  private func hint(for work: ExtractionWork) -> String? {
    work.item.language ?? work.feed.flatMap { hints[$0] }
  }

  private func language(
    of article: Article, _ body: String, _ work: ExtractionWork
  ) -> Language {
    let hint = hint(for: work) ?? article.declaredLanguage
    let found = identifier.identify(title: article.title, text: body, hint: hint)
    // Too short or too mixed to tell: then what the feed or the page says of itself is the better guess.
    guard found.confidence < minConfidence, let hint else { return found }
    return Language(tag: hint, script: found.script, confidence: found.confidence)
  }
}
