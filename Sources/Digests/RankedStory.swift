internal import Foundation
internal import NewsModel

/// A story of the input with what its place in the digest hangs on. A class, so that sorting tens of thousands moves
/// references.
final class RankedStory: Sendable {
  let story: DigestInput.Story
  /// Oldest first.
  let articles: [DigestInput.Article]
  let inWindow: [DigestInput.Article]
  let sources: Int
  let firstSeen: Date
  let lastSeen: Date
  /// First seen before the last digest closed.
  let isRepeat: Bool
  /// … and with articles since.
  let isUpdate: Bool
  let isWatched: Bool

  /// The original is the oldest where feeds were polled within the same minutes, as matching has it.
  var firstSource: String {
    (articles.first { $0.kind == .original } ?? articles.first)?.source ?? ""
  }

  init(_ story: DigestInput.Story, input: DigestInput) {
    self.story = story
    let articles =
      story.articles.count < 2
      ? story.articles
      : story.articles.sorted {
        $0.firstSeen == $1.firstSeen ? $0.uid.precedes($1.uid) : $0.firstSeen < $1.firstSeen
      }
    self.articles = articles
    let window = input.from..<input.until
    // Mostly all of them, and then it is the same array.
    inWindow =
      articles.allSatisfy { window.contains($0.firstSeen) }
      ? articles : articles.filter { window.contains($0.firstSeen) }
    sources = articles.count < 2 ? articles.count : Set(articles.map(\.source)).count
    let first = articles.first?.firstSeen ?? input.from
    let last = articles.last?.firstSeen ?? input.from
    firstSeen = first
    lastSeen = last
    let previous = input.previousUntil
    isRepeat = previous.map { first < $0 } ?? false
    isUpdate = previous.map { first < $0 && last >= $0 } ?? false
    isWatched = !story.watches.isEmpty
  }

  /// Larger first, then more sources, then newer, then by uid.
  static func precedes(_ a: RankedStory, _ b: RankedStory) -> Bool {
    if a.articles.count != b.articles.count { return a.articles.count > b.articles.count }
    if a.sources != b.sources { return a.sources > b.sources }
    if a.lastSeen != b.lastSeen { return a.lastSeen > b.lastSeen }
    return a.story.uid.precedes(b.story.uid)
  }

  /// - Parameter story: the same with summary and keywords.
  func digestStory(_ story: DigestInput.Story) -> DigestStory {
    let languages = Set(articles.map { Language.primary(of: $0.language) }).subtracting(["und"])
    return DigestStory(
      uid: story.uid, headline: story.headline, language: story.language, isUpdate: isUpdate,
      articles: articles.count, sources: sources, languages: max(1, languages.count),
      firstSource: firstSource, firstSeen: firstSeen, lastSeen: lastSeen, summary: story.summary,
      keywords: Array(story.keywords.prefix(5)), versions: articles.map(DigestVersion.init))
  }
}

extension DigestVersion {
  init(_ article: DigestInput.Article) {
    self.init(
      articleUID: article.uid, kind: article.kind, language: article.language,
      title: article.title, source: article.source, url: article.url,
      firstSeen: article.firstSeen, status: article.status, correction: article.correction)
  }
}
