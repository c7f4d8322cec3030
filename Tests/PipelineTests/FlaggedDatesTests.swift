import FeedParsing
import Fetching
import Foundation
import NewsModel
import Settings
import Storage
import TestSupport
import Testing

@testable import Pipeline

/// Dates that are missing, in the future or garbage: the item stays, and its flag says what is wrong.
struct FlaggedDatesTests {
  private static let now = Timestamp.date(from: "2026-11-21T09:00:00Z")!

  private static let garbage = [
    "yesterday-ish", "0000-00-00", "32.13.2026", "99:99", "N/A", "null", "–", "????", "1e99",
    "2026-02-31T25:61:61Z", "Mon, 99 Foo 2026 00:00:00 GMT", "NaN", "\u{202E}", "ngày mai",
    "demain", "завтра", "غدا", "कल", "明天", "あした", "내일", "พรุ่งนี้", "<b>now</b>",
    "${date}", "{{ pubDate }}", "[object Object]", "undefined", "-", "00/00/00", "Invalid Date",
  ]

  /// So many of each of the three kinds.
  private static let each = 100

  private static func item(_ number: Int) -> (text: String, flag: DateFlag) {
    switch number % 3 {
    case 0: return ("", .missing)
    case 1:
      let hours = Double(2 + number * number)
      return (
        "<pubDate>\(Timestamp.string(from: now.addingTimeInterval(hours * 3600)))</pubDate>",
        .future
      )
    default:
      let text = garbage[number / 3 % garbage.count]
        .replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      return ("<pubDate>\(text)</pubDate>", .unreadable)
    }
  }

  @Test func nothingIsLostAndEveryOneIsFlagged() throws {
    let expected = (0..<3 * Self.each).map(Self.item)
    let items = expected.enumerated().map {
      "<item><title>Report \($0)</title><link>https://news.example/\($0)</link>\($1.text)</item>"
    }
    let document = "<rss version=\"2.0\"><channel><title>t</title>\(items.joined())</channel></rss>"
    let reading = try read(document)
    let found = reading.record.items.map(\.item)
    #expect(found.count == expected.count)
    for (item, expected) in zip(found, expected) {
      #expect(item.dateFlag == expected.flag, "\(expected.text)")
      if expected.flag == .future { #expect(item.published == Self.now) }
      Torture.tally(
        .dates, survived: item.dateFlag == expected.flag, detail: expected.flag.rawValue)
    }
  }

  /// What is older than `dates.max_age` is an archive; an unset clock's 1970 tells nothing.
  @Test func anArchiveIsLeftOut() throws {
    let ages = [0.0, 29, 31, 400]
    let dates = ages.map { Timestamp.string(from: Self.now.addingTimeInterval(-$0 * 86_400)) }
    let items = (dates + ["1970-01-01T00:00:00Z"]).enumerated().map {
      "<item><link>https://news.example/\($0)</link><pubDate>\($1)</pubDate></item>"
    }
    let reading = try read("<rss><channel>\(items.joined())</channel></rss>")
    #expect(
      reading.record.items.compactMap(\.item.link)
        == [0, 1, 4].map { "https://news.example/\($0)" })
    #expect(reading.leftOut == 2)
    #expect(reading.isFirst)
  }

  private func read(_ document: String) throws -> PollReading {
    let reader = PollReader(
      schedule: PollSchedule(PipelineSettings()), dates: DateSettings(), mode: .article,
      maximumSize: 15 << 20,
      clock: { Self.now })
    let feed = Feed(name: "news", url: "https://news.example/feed", source: "news.example")
    let poll = FeedPoll(
      outcome: .ok, detail: "", status: 200, body: Array(document.utf8), url: feed.url,
      state: FeedState(url: feed.url))
    return reader.read(
      reader.parsed(poll), of: DueFeed(id: 1, feed: feed, state: FeedState(url: feed.url)))
  }
}
