import Foundation
import GRDB
import NewsModel
import Pipeline
import SampleNewsroom
import Storage
import TestSupport
import Testing

/// The whole pipeline over the sample newsroom, against what the newsroom says should come of it.
struct NewsroomTests {
  @Test func everyArticleIsStoredWithItsStatusAndText() async throws {
    try await Newsdesk.open { desk in
      let report = try await desk.runUntilSettled()
      let expected = desk.newsroom.expectations
      #expect(report.articlesNew == expected.count)
      #expect(report.feedsFailed == 0)
      let stored = Dictionary(
        uniqueKeysWithValues: try desk.rows("SELECT \(Newsdesk.link), * FROM v1_articles").map {
          ($0["link"] as String, $0)
        })
      #expect(stored.count == expected.count)
      for article in expected {
        let row = try #require(stored[article.link], "\(article.link)")
        expectMetadata(row, article)
        expectBody(row, article)
      }
    }
  }

  private func expectMetadata(_ row: Row, _ article: ExpectedArticle) {
    let link = article.link
    #expect(row["source"] == article.source, "\(link)")
    #expect(row["body_status"] == article.status.rawValue, "\(link)")
    #expect(Language.primary(of: row["language"]) == article.language, "\(link)")
    #expect(row["date_flag"] == article.dateFlag?.rawValue, "\(link)")
    guard article.status.hasText else { return }
    #expect(row["title"] == article.title, "\(link)")
    let published = Timestamp.string(from: article.published ?? Newsdesk.now)
    #expect((row["published"] as String?)?.prefix(10) == published.prefix(10), "\(link)")
  }

  /// Nearly all of the text, and nearly nothing else: a line of furniture too many is a flaw, half a page is a fault.
  private func expectBody(_ row: Row, _ article: ExpectedArticle) {
    guard article.status.hasText else {
      #expect(row["body"] as String? == nil, "\(article.link)")
      return
    }
    let agreement = TextAgreement(
      row["body"] ?? "", article.paragraphs.joined(separator: "\n"))
    #expect(agreement.f1 > 0.8, "\(article.link)")
  }

  /// Articles of one group are one story, all others a story each: nothing merged wrongly, nothing missed.
  @Test func translationsAndCopiesAreMergedAndReportsKeptApart() async throws {
    try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      let rows = Dictionary(
        uniqueKeysWithValues: try desk.rows(
          "SELECT \(Newsdesk.link), story_uid, duplicate_kind FROM v1_articles"
        )
        .map { ($0["link"] as String, $0) })
      let withText = desk.newsroom.expectations.filter(\.status.hasText)
      let found = Dictionary(grouping: withText) { rows[$0.link]?["story_uid"] as String? ?? "" }
      let stories = Set(found.values.map { Set($0.map(\.link)) })
      let groups = Set(
        Dictionary(grouping: withText, by: \.group).values.map { Set($0.map(\.link)) })
      #expect(stories.subtracting(groups) == [], "merged wrongly, or in part")
      #expect(groups.subtracting(stories) == [], "not found as one story")
      for article in withText {
        let kind = try #require(
          rows[article.link]?["duplicate_kind"] as String?, "\(article.link)")
        // Furniture that one site's page kept makes of an exact copy a near one.
        let expected = article.copies == .exact ? ["exact", "near"] : [article.copies?.rawValue]
        if kind != "original" { #expect(expected.contains(kind), "\(article.link)") }
      }
    }
  }

  @Test(.tallied(.sameInput)) func aSecondRunAddsNothing() async throws {
    try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      let first = try desk.contents()
      let again = try await desk.run(at: desk.now.addingTimeInterval(6 * 3600))
      #expect(again.articlesNew == 0)
      #expect(again.feedsUnchanged == again.feedsOK)
      #expect(again.pagesFetched == 0)
      #expect(try desk.contents() == first)
    }
  }

  @Test func theStepsOneByOneEndLikeAllAtOnce() async throws {
    let whole = try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      return try desk.contents()
    }
    try await Newsdesk.open { desk in
      for step in RunRequest.Step.allCases { try await desk.run(RunRequest(steps: [step])) }
      #expect(try desk.contents() == whole)
    }
  }

  @Test func everySentenceStandsInItsArticleWhereItSays() async throws {
    try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      let sentences = try desk.rows(
        """
        SELECT s.sentence, substr(a.body, s.start + 1, s.length) AS found, a.uid
        FROM v1_summary_sentences s JOIN v1_articles a ON a.uid = s.article_uid
        """)
      #expect(sentences.count > 60)
      for row in sentences {
        #expect(row["sentence"] as String == row["found"], "\(row["uid"] as String)")
      }
      let withText = try desk.rows(
        "SELECT DISTINCT story_uid FROM v1_articles WHERE body_status IN ('full', 'feed_only', 'partial')"
      )
      let summarised = try desk.rows("SELECT DISTINCT story_uid FROM v1_summary_sentences")
      #expect(summarised.count == withText.count)
    }
  }

  @Test(.tallied(.sameInput)) func theDigestHoldsEveryStoryOnceAndSaysWhatCameWithoutText()
    async throws
  {
    try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      let store = try NewsStore.open(desk.database)
      let writer = DigestWriter(loaded: try desk.loaded(), store: store)
      let until = desk.now.addingTimeInterval(1)
      func digest() throws -> Digest {
        try writer.digest(
          named: "daily", from: until.addingTimeInterval(-86_400), until: until, now: until)
      }
      let first = try digest()
      #expect(first.state == .ok)
      #expect(first.totals.articles == desk.newsroom.expectations.count)
      let withoutText = Set(
        desk.newsroom.expectations.filter { !$0.status.hasText }.map(\.status.rawValue))
      let counted = Set(first.totals.statuses.filter { !$0.status.hasText }.map(\.status.rawValue))
      #expect(counted == withoutText)
      let shown = first.groups.flatMap(\.stories).map(\.uid)
      #expect(Set(shown).count == shown.count)
      for format in DigestFormat.allCases {
        #expect(writer.rendered(first, as: format) == writer.rendered(try digest(), as: format))
      }
    }
  }

  @Test func whatRobotsForbidIsNotFetched() async throws {
    try await Newsdesk.open { desk in
      try await desk.runUntilSettled()
      for outlet in desk.newsroom.outlets {
        for article in outlet.articles where article.path.hasPrefix("/members/") {
          #expect(desk.running.requestCount(host: outlet.host, path: article.path) == 0)
        }
        #expect(desk.running.requestCount(host: outlet.host, path: "/robots.txt") <= 1)
      }
    }
  }
}
