internal import ArgumentParser
internal import FeedParsing
internal import Foundation
internal import NewsModel

/// Parses every file of a folder, again and again, from memory.
struct FeedRounds: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "feeds")

  @Argument var folder: String
  /// 0 reads the files and parses none: what to subtract.
  @Argument var rounds: Int

  func run() throws {
    let feeds = try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0)))
    }
    let parser = FeedParser(now: Date())
    var items = 0
    for _ in 0..<rounds {
      for bytes in feeds {
        items += (try? parser.parse(bytes, url: "https://news.example/feed"))?.items.count ?? 0
      }
    }
    print(items)
  }
}
