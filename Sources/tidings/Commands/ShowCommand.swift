internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Settings
internal import Storage
internal import Summarization

/// `tidings show`: one article or story with all that is known of it.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show an article, or the story that it belongs to.",
    discussion: "A uid may be shortened while it is unambiguous; an URL is found by any form of it."
  )

  @OptionGroup var shared: SharedOptions

  @Argument(help: "uid of an article or story, or an article's URL.")
  var reference: String

  @Flag(name: .long, help: "The text as well.")
  var body = false

  @Flag(name: .long, help: "Why these sentences: each one's score by its parts.")
  var why = false

  func run() throws {
    let loaded = try shared.loaded()
    let store = try loaded.store(access: .readOnly)
    let article = try store.article(reference).articleIfAny(reference)
    guard let story = try store.story(article?.storyUID ?? reference).articleIfAny(reference) else {
      guard let article else {
        throw Failure(
          .noInput, "no article or story is called “\(reference)”; try `tidings search`.")
      }
      return try print(article, nil)
    }
    try print(article, story)
    guard why, !shared.json else { return }
    let candidates = try SummaryExplainer(settings: loaded.settings, store: store)
      .candidates(of: story)
    try StandardOutput().write(Terminal.safe(SummaryReasons(candidates: candidates).text))
  }

  private func print(_ article: StoredArticle?, _ story: StoredStory?) throws {
    if shared.json {
      return try StandardOutput().writeDocument(
        Document(article: article.map(ArticleRecord.init), story: story.map(StoryRecord.init)))
    }
    var text = ""
    if let article { text += ArticleText(article: article, includesBody: body).text }
    if let story { text += (text.isEmpty ? "" : "\n") + StoryText(story: story).text }
    try StandardOutput().write(Terminal.safe(text))
  }

  private struct Document: Encodable {
    var article: ArticleRecord?
    var story: StoryRecord?
  }
}

extension Lookup {
  /// What was found; `nil` for nothing, a message with the candidates where several fit.
  func articleIfAny(_ reference: String) throws -> Found? {
    switch self {
    case .found(let found): return found
    case .none: return nil
    case .ambiguous(let uids):
      throw Failure(
        .noInput,
        "“\(reference)” is short for several: \(uids.joined(separator: ", ")). Give more of it.")
    }
  }
}

/// An article for people.
struct ArticleText {
  var article: StoredArticle
  var includesBody: Bool

  var text: String {
    var lines = [
      "article    \(article.uid)",
      "title      \(article.title ?? "–")",
      "source     \(article.source)\(article.byline.map { ", \($0)" } ?? "")",
      "link       \(article.link ?? "–")",
    ]
    if let url = article.url, url != article.link { lines.append("canonical  \(url)") }
    lines += [
      "published  \(published)",
      "seen       \(Timestamp.string(from: article.firstSeen)) in \(article.feeds.joined(separator: ", "))",
      "language   \(language)",
      "body       \(article.bodyStatus.rawValue), \(article.words ?? 0) words\(confidence)",
    ]
    if let error = article.lastError { lines.append("error      \(error)") }
    if let standfirst = article.standfirst { lines.append("standfirst \(standfirst)") }
    if let kind = article.duplicateKind, kind != .original {
      lines.append(
        "copy       \(kind.rawValue) of \(article.duplicateOf ?? "–")\(score)  (`tidings explain \(article.uid) \(article.duplicateOf ?? "")`)"
      )
    }
    var result = lines.joined(separator: "\n") + "\n"
    if includesBody, let body = article.body { result += "\n\(body)\n" }
    return result
  }

  private var published: String {
    let date = article.published.map(Timestamp.string(from:)) ?? "unknown"
    let notes = [article.dateSource.map { "from \($0)" }, article.dateFlag].compactMap { $0 }
    return notes.isEmpty ? date : date + " (\(notes.joined(separator: ", ")))"
  }

  private var language: String {
    let share = article.languageConfidence.map { " (\(Int(($0 * 100).rounded()))%)" } ?? ""
    return (article.language ?? "und") + share
  }

  private var confidence: String {
    article.confidence.map { ", \(Int(($0 * 100).rounded()))% sure" } ?? ""
  }

  private var score: String {
    article.duplicateScore.map { ", score " + String(format: "%.3f", $0) } ?? ""
  }
}

/// A story for people.
struct StoryText {
  var story: StoredStory

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  var text: String {
    let members = Set(story.members.map(\.source)).count
    let languages = Set(story.members.compactMap(\.language)).count
    var lines = [
      "story      \(story.uid)",
      "headline   \(story.headline ?? "–")",
      "seen       \(Timestamp.string(from: story.firstSeen)) to \(Timestamp.string(from: story.lastSeen))",
      "members    "
        + [
          Self.count(story.members.count, "article"), Self.count(members, "source"),
          Self.count(languages, "language"),
        ].joined(separator: ", "),
    ]
    if !story.keywords.isEmpty {
      lines.append("keywords   \(story.keywords.joined(separator: ", "))")
    }
    for member in story.members {
      let score = member.score.map { " " + String(format: "%.3f", $0) } ?? ""
      lines.append(
        "  \(member.articleUID)  \(member.kind.rawValue)\(score)  \(member.language ?? "und")  \(member.source): \(member.title ?? "–")"
      )
      lines += member.reasons.prefix(3).map { "                      \($0.text)" }
    }
    for (language, sentences) in Dictionary(grouping: story.sentences, by: \.language)
      .sorted(by: { $0.key < $1.key })
    {
      lines.append("summary    \(language)")
      lines += sentences.map { "  \($0.text)  [\($0.articleUID) \($0.start)+\($0.length)]" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// Every sentence that could have been in a summary, for people.
struct SummaryReasons {
  var candidates: [(article: String, candidate: SummaryCandidate)]

  var text: String {
    "\nwhy these sentences\n" + candidates.map(line).joined()
  }

  private func line(_ article: String, _ candidate: SummaryCandidate) -> String {
    let rank = candidate.rank.map { "\($0 + 1)." } ?? "  "
    let parts = candidate.parts.sorted { abs($0.value) > abs($1.value) }
      .map { "\($0.key.rawValue) \(signed($0.value))" }
    let defect = candidate.defect.map { ["never chosen: \($0.rawValue)"] } ?? []
    let likeness = candidate.likeness > 0 ? ["likeness \(signed(candidate.likeness))"] : []
    return "  \(rank) \(signed(candidate.score))  \(candidate.sentence.text)\n"
      + "            \((defect + parts + likeness).joined(separator: ", "))\n"
  }

  private func signed(_ value: Double) -> String { String(format: "%+.2f", value) }
}

/// An article as `--json` has it: the columns of `v1_articles`, and its feeds.
struct ArticleRecord: Encodable {
  var uid, source: String
  var link, url, title, byline, language: String?
  var languageConfidence: Double?
  var published, dateSource, dateFlag, modified: String?
  var firstSeen: String
  var site, section, standfirst, image: String?
  var words: Int?
  var bodyStatus: String
  var confidence: Double?
  var body, storyUid, duplicateKind, duplicateOf: String?
  var duplicateScore: Double?
  var feeds: [String]

  init(_ article: StoredArticle) {
    uid = article.uid
    source = article.source
    link = article.link
    url = article.url
    title = article.title
    byline = article.byline
    language = article.language
    languageConfidence = article.languageConfidence
    published = article.published.map(Timestamp.string(from:))
    dateSource = article.dateSource
    dateFlag = article.dateFlag
    modified = article.modified.map(Timestamp.string(from:))
    firstSeen = Timestamp.string(from: article.firstSeen)
    site = article.site
    section = article.section
    standfirst = article.standfirst
    image = article.image
    words = article.words
    bodyStatus = article.bodyStatus.rawValue
    confidence = article.confidence
    body = article.body
    storyUid = article.storyUID
    duplicateKind = article.duplicateKind?.rawValue
    duplicateOf = article.duplicateOf
    duplicateScore = article.duplicateScore
    feeds = article.feeds
  }
}

/// A story as `--json` has it, keyed like the views.
struct StoryRecord: Encodable {
  struct Member: Encodable {
    var articleUid, kind, source, firstSeen: String
    var matchedUid, language, title, url: String?
    var score: Double?
    var reasons: [MatchReason]
  }

  struct Sentence: Encodable {
    var language: String
    var rank: Int
    var sentence, articleUid: String
    var url: String?
    var start, length: Int
    var method: String
  }

  var uid: String
  var headline, language: String?
  var firstSeen, lastSeen: String
  var keywords: [String]
  var members: [Member]
  var summary: [Sentence]

  init(_ story: StoredStory) {
    uid = story.uid
    headline = story.headline
    language = story.language
    firstSeen = Timestamp.string(from: story.firstSeen)
    lastSeen = Timestamp.string(from: story.lastSeen)
    keywords = story.keywords
    members = story.members.map {
      Member(
        articleUid: $0.articleUID, kind: $0.kind.rawValue, source: $0.source,
        firstSeen: Timestamp.string(from: $0.firstSeen), matchedUid: $0.matchedUID,
        language: $0.language, title: $0.title, url: $0.url, score: $0.score, reasons: $0.reasons)
    }
    summary = story.sentences.map {
      Sentence(
        language: $0.language, rank: $0.rank, sentence: $0.text, articleUid: $0.articleUID,
        url: $0.url, start: $0.start, length: $0.length, method: $0.method)
    }
  }
}
