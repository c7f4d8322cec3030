import Foundation
import GRDB
import NewsModel
import Testing

@testable import Storage

@Suite struct StoryTests {
  private let links = (1...4).map { "https://a.example/\($0)" }

  private func stories(_ store: NewsStore) throws -> [String] {
    try store.strings(
      """
      SELECT headline || ': ' || group_concat(kind || ' ' || a.title, ', ') FROM (
        SELECT * FROM v1_story_articles ORDER BY kind <> 'original', first_seen) m
      JOIN v1_stories s ON s.uid = m.story_uid JOIN v1_articles a ON a.uid = m.article_uid
      GROUP BY s.uid ORDER BY s.first_seen
      """)
  }

  private func store(_ test: TestStore) throws {
    let feeds = try test.store.sync([feed("a"), feed("b")], now: start).map(\.id)
    for (index, link) in links.enumerated() {
      try test.store.add(
        link, title: "T\(index + 1)", body: "Text \(index + 1).",
        language: ["en", "en", "vi", "fr"][index], feed: feeds[index % 2],
        at: hours(Double(index)))
    }
  }

  @Test func copiesJoinTheirOriginal() throws {
    let test = try TestStore()
    try store(test)
    try test.store.saveMatches(
      [
        StoryAssignment(
          articleUID: uid(links[1]), storyUID: uid(links[0]), kind: .near,
          matchedUID: uid(links[0]),
          score: 0.93, reasons: [MatchReason(code: "order", text: "Same order", weight: 3)]),
        StoryAssignment(
          articleUID: uid(links[2]), storyUID: uid(links[0]), kind: .translation,
          matchedUID: uid(links[1]), score: 0.8),
      ], merged: [MergedStory(uid: uid(links[1]), into: uid(links[0]))])
    #expect(
      try stories(test.store) == ["T1: original T1, near T2, translation T3", "T4: original T4"])
    #expect(
      try test.store.strings("SELECT articles, sources, languages FROM v1_stories ORDER BY 1 DESC")
        == ["3|2|2", "1|1|1"])
    #expect(
      try test.store.strings(
        "SELECT score, reasons FROM v1_story_articles WHERE kind = 'near'")
        == [#"0.93|[{"code":"order","text":"Same order","weight":3}]"#])
    // The merged story still resolves, and so does one that just lost its only member.
    for link in links[0...2] {
      guard case .found(let story) = try test.store.story(uid(link)) else {
        Issue.record("\(link) leads nowhere")
        continue
      }
      #expect(story.uid == uid(links[0]))
    }
    #expect(try test.store.storiesToSummarize(limit: 9).map(\.uid) == [uid(links[0])])
    #expect(try test.store.diagnosis().isSound)
  }

  @Test func aliasesFollowTheirStory() throws {
    let test = try TestStore()
    try store(test)
    try test.store.saveMatches([], merged: [MergedStory(uid: uid(links[2]), into: uid(links[1]))])
    try test.store.saveMatches([], merged: [MergedStory(uid: uid(links[1]), into: uid(links[0]))])
    #expect(try test.store.strings("SELECT count(*) FROM story_aliases") == ["2"])
    guard case .found(let story) = try test.store.story(uid(links[2])) else {
      Issue.record("the alias leads nowhere")
      return
    }
    #expect(story.uid == uid(links[0]) && story.members.count == 3)
    // A story is never merged into itself, by whatever way.
    try test.store.saveMatches([], merged: [MergedStory(uid: uid(links[0]), into: uid(links[2]))])
    try test.store.saveMatches([], merged: [MergedStory(uid: uid(links[0]), into: uid(links[0]))])
    try test.store.saveMatches([], merged: [MergedStory(uid: uid(links[0]), into: "unknown")])
    #expect(try test.store.totals().stories == 2)
    #expect(try test.store.diagnosis().isSound)
  }

  @Test func deletingTheOriginalElectsTheNext() throws {
    let test = try TestStore()
    try store(test)
    try test.store.saveMatches(
      links[1...2].map {
        StoryAssignment(
          articleUID: uid($0), storyUID: uid(links[0]), kind: .near, matchedUID: uid(links[0]),
          score: 0.9)
      })
    try test.store.delete(uids: [uid(links[0])], reason: "asked for", now: hours(9))
    #expect(try stories(test.store) == ["T2: original T2, near T3", "T4: original T4"])
    #expect(
      try test.store.strings("SELECT uid, first_seen FROM v1_stories ORDER BY first_seen LIMIT 1")
        == ["\(uid(links[0]))|2026-01-05T07:00:00Z"])
    #expect(
      try test.store.strings("SELECT matched_uid FROM v1_story_articles WHERE kind = 'near'")
        == [uid(links[1])])
    // It does not return, nor is it found.
    let feed = try test.store.feeds()[0].id
    #expect(try test.store.poll(feed, [item(links[0], title: "T1")]).buried == 1)
    #expect(try test.store.search(SearchQuery("T1")).hits.isEmpty)
    // The last member takes its story along.
    try test.store.delete(uids: [uid(links[3]), "unknown"], reason: "asked for", now: hours(9))
    #expect(try test.store.totals().stories == 1)
    #expect(try test.store.diagnosis().isSound)
  }

  @Test func aSplitLeavesTwoStories() throws {
    let test = try TestStore()
    try store(test)
    try test.store.saveMatches([
      StoryAssignment(articleUID: uid(links[1]), storyUID: uid(links[0]), kind: .near)
    ])
    let pin = StoryPin(.split, uid(links[1]), uid(links[0]))
    try test.store.save([pin], now: start)
    try test.store.save([StoryPin(.join, uid(links[0]), uid(links[1]))], now: start)
    try test.store.save([pin], now: start)
    let sorted = [uid(links[0]), uid(links[1])].sorted()
    #expect(try test.store.pins() == [StoryPin(.split, sorted[0], sorted[1])])
    try test.store.rematch(uids: [uid(links[1])])
    #expect(try test.store.articlesToMatch(evidence: 2, \.uid) == [uid(links[1])])
    try test.store.saveMatches([
      StoryAssignment(articleUID: uid(links[1]), storyUID: uid(links[1]))
    ])
    #expect(try test.store.totals().stories == 4)
    try test.store.removePins([pin])
    #expect(try test.store.pins().isEmpty)
    #expect(try test.store.diagnosis().isSound)
  }

  /// Two stories that were merged and are split again are two, each with its name, and old names follow their articles.
  @Test func aMergeCanBeUndone() throws {
    let test = try TestStore()
    try store(test)
    func assignment(_ number: Int, _ story: Int) -> StoryAssignment {
      StoryAssignment(
        articleUID: uid(links[number]), storyUID: uid(links[story]),
        kind: number == story ? .original : .near,
        matchedUID: number == story ? nil : uid(links[story]), score: 0.9)
    }
    func leads(_ number: Int) throws -> String? {
      guard case .found(let story) = try test.store.story(uid(links[number])) else { return nil }
      return story.uid
    }
    try test.store.saveMatches(
      [assignment(0, 0), assignment(1, 0), assignment(2, 0)],
      merged: [1, 2].map { MergedStory(uid: uid(links[$0]), into: uid(links[0])) })
    #expect(try test.store.totals().stories == 2)
    #expect(try [0, 1, 2].map(leads) == [0, 0, 0].map { uid(links[$0]) })
    try test.store.saveMatches([assignment(0, 0), assignment(1, 1), assignment(2, 1)])
    #expect(try test.store.totals().stories == 3)
    #expect(try [0, 1, 2].map(leads) == [0, 1, 1].map { uid(links[$0]) })
    #expect(try test.store.strings("SELECT count(*) FROM story_aliases") == ["1"])
    #expect(try test.store.diagnosis().isSound)
  }

  /// The same assignments in any order and any number of times give the same views.
  @Test func matchingAgainChangesNothing() throws {
    let test = try TestStore()
    try store(test)
    let assignments = links.map {
      StoryAssignment(
        articleUID: uid($0), storyUID: uid(links[0]), kind: $0 == links[0] ? .original : .near,
        matchedUID: $0 == links[0] ? nil : uid(links[0]), score: 0.9)
    }
    let merged = links.dropFirst().map { MergedStory(uid: uid($0), into: uid(links[0])) }
    var seen: Set<[String]> = []
    for round in 0..<4 {
      try test.store.saveMatches(
        round % 2 == 0 ? assignments : assignments.reversed(), merged: merged)
      try test.store.summarizeAll()
      seen.insert(
        try ["v1_articles", "v1_stories", "v1_story_articles", "v1_summary_sentences"].flatMap {
          try test.store.strings("SELECT * FROM \($0) ORDER BY 1, 2, 3")
        })
    }
    #expect(seen.count == 1)
  }

  @Test func sentencesStandWhereTheySayInEveryScript() throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("a")], now: start)[0].id
    let bodies = [
      "en": "🙂 One.\nTwo 👩‍👩‍👧 three.", "vi": "Tiê\u{0301}ng Việt.\nHai.", "ar": "قال الوزير.\nثم عاد.",
      "hi": "नदी बढ़ी।\nगाँव बचा।", "zh": "𠀀河水上涨。\n村庄安全。", "th": "น้ำขึ้นสูง\nทุกคนปลอดภัย",
      "nul": "a\u{0}b c.\nd",
    ]
    for (language, body) in bodies {
      let link = "https://a.example/\(language)"
      try test.store.add(link, title: language, body: "x", feed: feed)
      let id = try test.store.articleID(link)
      try test.store.save([
        ExtractionRecord(
          id: id, article: extraction(language, body),
          language: Language(tag: language, script: "", confidence: 1), words: 1, extractor: 1)
      ])
      try test.store.saveMatches([StoryAssignment(articleUID: uid(link), storyUID: uid(link))])
      let first = body.split(separator: "\n")[0].unicodeScalars.count
      let second = String(body.split(separator: "\n")[1])
      let work = try #require(try test.store.storiesToSummarize(limit: 1).first)
      try test.store.save([
        SummaryRecord(
          story: work.id,
          sentences: [
            language: [
              .init(
                articleUID: uid(link), text: second, start: first + 1,
                length: second.unicodeScalars.count)
            ]
          ], keywords: [], method: "test", summarizer: "test/1")
      ])
    }
    let wrong = try test.store.strings(
      """
      SELECT m.language, m.sentence, substr(a.body, m.start + 1, m.length)
      FROM v1_summary_sentences m JOIN v1_articles a ON a.uid = m.article_uid
      WHERE substr(a.body, m.start + 1, m.length) IS NOT m.sentence
        OR instr(a.body, m.sentence) = 0
      """)
    #expect(wrong == [])
    #expect(try test.store.strings("SELECT count(*) FROM v1_summary_sentences") == ["7"])
  }

  @Test func excerptsAreKeptWhereTextsMayNotBe() throws {
    let test = try TestStore(options: StoreOptions(creates: true, body: .excerpt))
    let feed = try test.store.sync([feed("a")], now: start)[0].id
    try test.store.add(
      "https://a.example/1", title: "T", body: String(repeating: "мост ", count: 200) + "конец",
      feed: feed)
    #expect(try test.store.strings("SELECT length(body) FROM v1_articles") == ["300"])
    #expect(try test.store.search(SearchQuery("конец")).hits.isEmpty)
    #expect(try test.store.search(SearchQuery("мост")).hits.count == 1)
  }

  /// A sentence of a summary that stands at its text's beginning is written once, and outlives the text.
  @Test func sentencesOutliveTheirTexts() throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("herald")], now: start)[0].id
    let first = "Nước sông dâng cao — “rất cao”."
    let far = "Then it fell again."
    let body = first + "\n" + String(repeating: "It rained. ", count: 100) + "\n" + far
    let link = "https://herald.example/1"
    try test.store.add(link, title: "River", body: body, language: "vi", feed: feed)
    func save() throws {
      let story = try test.store.pool.read {
        try Int64.fetchOne($0, sql: "SELECT id FROM stories")!
      }
      let offset = body.unicodeScalars.count - far.unicodeScalars.count
      try test.store.save([
        SummaryRecord(
          story: story,
          sentences: [
            "vi": [(first, 0), (far, offset)].map {
              .init(
                articleUID: uid(link), text: $0, start: $1, length: $0.unicodeScalars.count)
            }
          ], keywords: [], method: "lead", summarizer: "lead/1")
      ])
    }
    func expectShown() throws {
      #expect(
        try test.store.strings("SELECT sentence FROM v1_summary_sentences ORDER BY rank")
          == [first, far])
      #expect(try test.store.strings("SELECT summary FROM v1_stories") == ["\(first) \(far)"])
      #expect(try test.store.diagnosis().isSound)
    }
    let stored = "SELECT sentence FROM summary_sentences ORDER BY rank"
    try save()
    #expect(try test.store.strings(stored) == ["", far])
    try expectShown()
    // Extracted anew: the old summary stays until there is a new one.
    try test.store.save([
      ExtractionRecord(
        id: test.store.articleID(link), article: extraction("River", "Otherwise. " + body),
        language: Language(tag: "vi", script: "Latn", confidence: 1), words: 2, extractor: 2)
    ])
    #expect(try test.store.strings(stored) == [first, far])
    #expect(try test.store.strings("SELECT summary FROM v1_stories") == ["\(first) \(far)"])
    try test.store.save([
      ExtractionRecord(
        id: test.store.articleID(link), article: extraction("River", body),
        language: Language(tag: "vi", script: "Latn", confidence: 1), words: 2, extractor: 2)
    ])
    try save()
    #expect(try test.store.strings(stored) == ["", far])
    _ = try test.store.prune(Retention(page: nil, body: 3600), now: hours(48))
    #expect(try test.store.strings("SELECT count(*) FROM bodies") == ["0"])
    try expectShown()
  }

}

@Suite struct LookupTests {
  @Test func articlesAreNamedByUIDPrefixOrURL() throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("a")], now: start)[0].id
    // Enough of them that two begin with the same four digits.
    let links = (0..<700).map { "https://a.example/\($0)" }
    try test.store.poll(feed, links.map { item($0, title: $0) })
    let groups = Dictionary(grouping: links.map(uid)) { $0.prefix(4) }
    let twins = try #require(groups.values.first { $0.count > 1 })
    guard case .ambiguous(let uids) = try test.store.article(String(twins[0].prefix(4))) else {
      Issue.record("not ambiguous")
      return
    }
    #expect(uids == twins.sorted())
    for reference in [uid(links[5]), uid(links[5]).uppercased(), links[5]] {
      guard case .found(let found) = try test.store.article(reference) else {
        Issue.record("\(reference) not found")
        continue
      }
      #expect(found.uid == uid(links[5]) && found.feeds == ["a"])
    }
    for reference in ["", "abc", "%", "https://a.example/none", "g000000000000000", "' OR 1=1 --"] {
      guard case .none = try test.store.article(reference) else {
        Issue.record("\(reference) found")
        continue
      }
    }
  }
  /// Keys of links were made otherwise by an earlier program, and a link is still what an analyst has at hand.
  @Test func articlesAreFoundByALinkWhoseKeyIsAnother() throws {
    let test = try TestStore()
    let feed = try test.store.sync([feed("a")], now: start)[0].id
    var old = item("https://a.example/old", title: "Old")
    old.uid = "00112233445566aa"
    try test.store.poll(feed, [old, item("https://a.example/new", title: "New")])
    guard case .found(let found) = try test.store.article("https://a.example/old") else {
      Issue.record("not found")
      return
    }
    #expect(found.uid == "00112233445566aa")
  }
}
