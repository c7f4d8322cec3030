import FeedParsing
import Foundation
import Markup
import NewsModel
import Testing

/// What fuzzing starts from and what it found once, kept in Scripts/Fuzzing/Corpora, is read by every test run.
struct FuzzCorpusTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Scripts/Fuzzing/Corpora")

  private func files(of target: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = Self.folder.appending(path: target)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      ($0, [UInt8](try Data(contentsOf: folder.appending(path: $0))))
    }
  }

  @Test func feedsAreRead() throws {
    let files = try files(of: "feeds")
    #expect(files.count >= 12)
    let read = files.filter { file in
      _ = try? OPML.feeds(in: file.bytes)
      _ = FeedDiscovery.feeds(in: file.bytes, url: "https://e.example/")
      return (try? FeedParser().parse(file.bytes, url: "https://e.example/feed")) != nil
    }
    #expect(read.count >= 10)
  }

  @Test func repairedDocumentsAreSound() throws {
    let grammar = XMLRepair.Grammar(roots: ["r", "rss"], records: ["i", "item"])
    for file in try files(of: "xml") where ByteSurvey(file.bytes).isUTF8 {
      let repaired = XMLRepair.repaired(file.bytes, grammar: grammar).bytes
      var reader = Counter()
      guard !repaired.isEmpty else { continue }
      #expect(XMLEventReader.read(repaired, by: .libxml2, into: &reader) == nil, "\(file.name)")
    }
  }

  @Test func datesAndAddressesAreRead() throws {
    let dates = try files(of: "dates").filter { file in
      FeedDate.parse(String(decoding: file.bytes.dropFirst(), as: UTF8.self)) != nil
    }
    #expect(dates.count >= 12)
    for file in try files(of: "urls") {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!CanonicalURL.key(for: text).isEmpty || text.isEmpty, "\(file.name)")
    }
  }
}

/// Counts elements.
private struct Counter: XMLEventHandler {
  private var names = 0

  mutating func code(local: String, prefix: String?, namespace: String?) -> Int {
    names += 1
    return names - 1
  }
  mutating func start(_ code: Int, _ attributes: XMLAttributes) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isLasting: Bool) {}
  mutating func end(_ code: Int) {}
}
