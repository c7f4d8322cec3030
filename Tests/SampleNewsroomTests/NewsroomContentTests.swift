import NewsModel
import SampleNewsroom
import Testing

import struct Foundation.Date

/// A fixed moment: 2026-03-02T09:30:00Z, a Monday.
let sampleNow = Date(timeIntervalSince1970: 1_772_443_800)

/// The texts keep what the module promises of them.
@Suite struct NewsroomContentTests {
  let newsroom = SampleNewsroom(now: sampleNow)

  @Test func everyOutletFileIsRead() {
    #expect(newsroom.outlets.count == SampleNewsroom.outletFileCount)
    #expect(Set(newsroom.outlets.map(\.host)).count == newsroom.outlets.count)
    #expect(Set(newsroom.outlets.map(\.name)).count == newsroom.outlets.count)
  }

  @Test func everyOutletHasItsFurniture() {
    for outlet in newsroom.outlets {
      let furniture = outlet.furniture
      let phrases = [
        furniture.tagline, furniture.by, furniture.photo, furniture.share, furniture.related,
        furniture.comments, furniture.newsletter, furniture.subscribe, furniture.cookies,
        furniture.accept, furniture.footer, furniture.missing,
      ]
      #expect(phrases.allSatisfy { !$0.isEmpty }, "\(outlet.host)")
      #expect(furniture.navigation.count >= 5, "\(outlet.host)")
      #expect(furniture.remarks.count >= 2, "\(outlet.host)")
      #expect(!outlet.tags.isEmpty, "\(outlet.host)")
    }
  }

  @Test func walledOutletsHaveTheirWalls() {
    for outlet in newsroom.outlets {
      let traits = outlet.articles.reduce(into: Set<SampleArticle.Trait>()) {
        $0.formUnion($1.traits)
      }
      if traits.contains(.consent) { #expect(outlet.furniture.consent.count >= 3) }
      if traits.contains(.paywall) { #expect(!outlet.furniture.paywall.isEmpty) }
    }
  }

  /// An article is news of ordinary length, and its teaser too short to be taken for one.
  @Test func articlesHaveAllTheirParts() {
    for outlet in newsroom.outlets {
      for article in outlet.articles {
        let place = Comment(rawValue: outlet.host + article.path)
        #expect(!article.author.isEmpty && !article.section.isEmpty, place)
        #expect(!article.summary.isEmpty && !article.caption.isEmpty, place)
        #expect(article.hours > 0 && article.hours < 20, place)
        #expect(article.path.hasPrefix("/") && !article.path.hasSuffix("/"), place)
        // Addresses are looked up by their path alone.
        #expect(!article.path.contains("?") && !article.linkPath.contains("?"), place)
        #expect((article.group == nil) == (article.copies == nil), place)
        let length = article.paragraphs.reduce(0) { $0 + $1.text.unicodeScalars.count }
        #expect(length > article.summary.unicodeScalars.count * 2, place)
        if article.status.hasText {
          #expect((5...10).contains(article.paragraphs.count), place)
        }
        #expect(
          article.traits.contains(.disallowed) == article.path.hasPrefix("/members/"), place)
      }
    }
  }

  @Test func nothingIsSaidTwice() {
    let articles = newsroom.outlets.flatMap(\.articles)
    var events: [String: Set<String>] = [:]
    for article in articles {
      for paragraph in article.paragraphs {
        events[paragraph.text, default: []].insert(article.event ?? article.path)
      }
    }
    // Copies and template stories share paragraphs, and they are about one event.
    #expect(events.filter { $0.value.count > 1 }.isEmpty)
    #expect(Set(articles.map(\.title)).count == articles.count)
    #expect(Set(articles.map(\.summary)).count == articles.count)
    for outlet in newsroom.outlets {
      let paths = outlet.articles.flatMap { [$0.path] + ($0.feedPath.map { [$0] } ?? []) }
      #expect(Set(paths).count == paths.count, "\(outlet.host)")
    }
  }

  /// No two articles were published in the same minute, so every order by time is fixed.
  @Test func publicationTimesDiffer() {
    let times = newsroom.outlets.flatMap(\.articles).map(newsroom.published)
    #expect(Set(times).count == times.count)
  }
}
