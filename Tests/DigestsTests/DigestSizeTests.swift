import Foundation
import NewsModel
import Testing

@testable import Digests

struct DigestSizeTests {
  /// A day of 50,000 articles; generous bounds, since tests run unoptimised beside others.
  @Test func carriesFiftyThousandArticles() {
    let until = SampleDigest.time("2026-11-21T06:00:00Z")
    var input = DigestInput(
      uid: "d", name: "daily", from: until.addingTimeInterval(-86_400), until: until,
      generated: until)
    input.newestArticle = until
    input.stories = (0..<25_000).map { index in
      let uid = ContentHash.uid(of: String(index))
      return DigestInput.Story(
        uid: uid, headline: "Story \(index)", language: "en",
        articles: (0..<2).map { copy in
          DigestInput.Article(
            uid: uid + "\(copy)", kind: copy == 0 ? .original : .near, language: "en",
            title: "Story \(index)", source: "source\(index % 300).example",
            url: "https://source.example/\(index)/\(copy)",
            firstSeen: until.addingTimeInterval(-Double(index % 86_000) - 1))
        })
    }
    var digest: Digest?
    let time = ContinuousClock().measure {
      digest = DigestBuilder(options: DigestOptions()).digest(from: input)
      for format in DigestFormat.allCases { _ = digest?.rendered(as: format) }
    }
    #expect(digest?.totals.articles == 50_000)
    #expect(digest?.groups.flatMap(\.stories).count == 40)
    #expect(digest?.totals.storiesNotShown == 24_960)
    #expect(time < .seconds(20), "\(time)")
  }
}
