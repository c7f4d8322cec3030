import Foundation
import NewsModel
import SampleNewsroom
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Every feed is what its outlet's file makes of it.
@Suite struct FeedTests {
  let newsroom = SampleNewsroom(now: sampleNow)

  private func feed(_ outlet: Outlet, _ path: String? = nil) -> [UInt8] {
    newsroom.response(to: SampleRequest(host: outlet.host, path: path ?? outlet.feedPath)).body
  }

  /// How often each element occurs; `nil` where a strict parser gives up.
  private func elements(_ bytes: [UInt8]) -> [String: Int]? {
    let counter = ElementCounter()
    let parser = XMLParser(data: Data(bytes))
    parser.delegate = counter
    return parser.parse() ? counter.counts : nil
  }

  @Test func feedsAreWellFormedUnlessMeantToBeBroken() throws {
    for outlet in newsroom.outlets where outlet.feedFormat != .json {
      let found = elements(feed(outlet))
      let prints = outlet.articles.count { $0.traits.contains(.print) }
      let item = outlet.feedFormat == .atom ? "entry" : "item"
      #expect(
        found?[item] == (outlet.hasBrokenEntities ? nil : outlet.articles.count + prints),
        "\(outlet.host)")
    }
  }

  @Test func jsonFeedsListEveryArticle() throws {
    struct JSONFeed: Decodable {
      struct Item: Decodable {
        var id: String
        var url: String
        var title: String
      }
      var version: String
      var items: [Item]
    }
    for outlet in newsroom.outlets where outlet.feedFormat == .json {
      let decoded = try JSONDecoder().decode(JSONFeed.self, from: Data(feed(outlet)))
      #expect(decoded.version == "https://jsonfeed.org/version/1.1")
      #expect(Set(decoded.items.map(\.title)) == Set(outlet.articles.map(\.title)))
    }
  }

  @Test func allFormatsAreThere() {
    #expect(Set(newsroom.outlets.map(\.feedFormat)) == Set(FeedFormat.allCases))
    #expect(Set(newsroom.outlets.map(\.template)) == Set(PageTemplate.allCases))
  }

  @Test func theSecondFeedListsTheSameArticlesUnderOtherLinks() {
    let outlets = newsroom.outlets.filter(\.hasSecondFeed)
    #expect(!outlets.isEmpty)
    for outlet in outlets {
      let text = String(decoding: feed(outlet, Outlet.secondFeedPath), as: UTF8.self)
      for expected in newsroom.expectations where !expected.otherLinks.isEmpty {
        let keys = ([expected.link] + expected.otherLinks).map(CanonicalURL.key)
        #expect(Set(keys).count == 1)
        #expect(text.contains(expected.otherLinks[0].replacingOccurrences(of: "&", with: "&amp;")))
      }
    }
  }

  @Test func theSameMomentGivesTheSameBytes() {
    let again = SampleNewsroom(now: sampleNow.addingTimeInterval(29))
    for outlet in newsroom.outlets {
      let request = SampleRequest(host: outlet.host, path: outlet.feedPath)
      #expect(newsroom.response(to: request) == again.response(to: request))
    }
  }
}

private final class ElementCounter: NSObject, XMLParserDelegate {
  var counts: [String: Int] = [:]

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    counts[elementName, default: 0] += 1
  }
}
