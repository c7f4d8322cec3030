import Foundation
import NewsModel
import Testing

@testable import Digests

/// Whole outputs, kept beside the tests as files that can be looked at.
///
/// After a wanted change: `TIDINGS_WRITE_EXPECTED=1 swift test --filter RendererTests`, then read the
/// difference as a reviewer would.
struct RendererTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fixtures/digests")

  @Test(arguments: [
    ("sample.md", DigestFormat.markdown), ("sample.html", .html), ("sample.json", .json),
    ("sample.atom.xml", .atom), ("sample.txt", .text),
  ])
  func writesTheWholeSample(file: String, format: DigestFormat) throws {
    let digest = DigestBuilder(options: SampleDigest.options).digest(from: SampleDigest.input)
    try compare(digest.rendered(as: format), with: file)
  }

  @Test(arguments: [
    ("empty.md", DigestFormat.markdown), ("empty.html", .html), ("empty.json", .json),
    ("empty.atom.xml", .atom), ("empty.txt", .text),
  ])
  func saysThatNothingCameIn(file: String, format: DigestFormat) throws {
    var input = DigestInput(
      uid: "e000000000000001", name: "daily", from: SampleDigest.time("2026-11-20T06:00:00Z"),
      until: SampleDigest.time("2026-11-21T06:00:00Z"),
      generated: SampleDigest.time("2026-11-21T06:01:00Z"))
    input.feeds.failed = 3
    let digest = DigestBuilder(options: DigestOptions()).digest(from: input)
    try compare(digest.rendered(as: format), with: file)
  }

  /// The database gives its rows in whatever order it likes.
  @Test func isTheSameWhateverTheOrderOfRows() {
    let builder = DigestBuilder(options: SampleDigest.options)
    let expected = builder.digest(from: SampleDigest.input)
    for seed in 1...20 {
      var generator = Scrambler(state: UInt64(seed))
      var input = SampleDigest.input
      input.stories.shuffle(using: &generator)
      for index in input.stories.indices {
        input.stories[index].articles.shuffle(using: &generator)
        input.stories[index].tags.shuffle(using: &generator)
        input.stories[index].watches.shuffle(using: &generator)
      }
      input.week.shuffle(using: &generator)
      input.statuses.shuffle(using: &generator)
      let digest = builder.digest(from: input)
      #expect(digest == expected)
      #expect(digest.rendered(as: .html) == expected.rendered(as: .html))
    }
  }

  private func compare(_ text: String, with file: String) throws {
    let url = Self.folder.appendingPathComponent(file)
    if ProcessInfo.processInfo.environment["TIDINGS_WRITE_EXPECTED"] != nil {
      try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    #expect(text == (try String(contentsOf: url, encoding: .utf8)))
  }
}

/// SplitMix64: the same sequence on every machine.
struct Scrambler: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
