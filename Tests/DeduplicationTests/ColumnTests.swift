import Deduplication
import Foundation
import NewsModel
import Testing

@Suite("Pieces that come again and again")
struct ColumnTests {
  let matcher = StoryMatcher()

  @Test("A column's pieces stay apart from week to week", arguments: ColumnStories.columns)
  func weekly(column: ColumnStories.Column) {
    let pieces = column.middles.indices.map { number in
      article("\(number)", column.language, column.title, column.piece(number), minute: number)
    }
    #expect(matcher.match(window: background(), new: pieces).merged == [])
    // In a window that knows nothing else, two are as much apart.
    #expect(matcher.match(window: [], new: Array(pieces.prefix(2))).merged == [])
  }

  @Test("The same piece in two outlets is one story", arguments: ColumnStories.columns)
  func reprinted(column: ColumnStories.Column) {
    let pieces = column.middles.indices.map { number in
      article("\(number)", column.language, column.title, column.piece(number), minute: number)
    }
    let again = article(
      "again", column.language, nil, column.piece(1) + "\n(NPB)", minute: 9)
    let result = matcher.match(window: background(), new: pieces + [again])
    #expect(result.merged == [["1", "again"]])
  }

  @Test("Part 2 of a series is not part 1", arguments: ColumnStories.columns)
  func series(column: ColumnStories.Column) {
    let parts = (0..<2).map { number in
      article(
        "\(number)", column.language, "\(column.title) (\(number + 1)/2)",
        column.piece(number), minute: number)
    }
    #expect(matcher.match(window: background(), new: parts).merged == [])
  }

  @Test(
    "Tomorrow's horoscope, weather and market report are not today's",
    arguments: ColumnStories.daily.indices)
  func daily(number: Int) {
    let (name, language, days) = ColumnStories.daily[number]
    let articles = days.enumerated().map {
      article("\($0)", language, name, $1, minute: 1440 * $0)
    }
    #expect(matcher.match(window: background(), new: articles).merged == [])
  }
}
