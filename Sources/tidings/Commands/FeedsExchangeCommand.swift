internal import ArgumentParser
internal import FeedParsing
internal import Foundation
internal import NewsModel
internal import Settings

/// `tidings feeds import` and `export`: lists of feeds as OPML, which feed readers exchange.
extension FeedsCommand {
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add the feeds of an OPML file, as feed readers export them.",
      discussion: """
        Entries go to feeds/added.yml beside the configuration; feeds that are configured already, and addresses \
        that are not http or https, are passed over. Folders become tags. Nobody is asked: `tidings feeds check` \
        does that. All entries are added or none.
        """)

    /// A list of 5,000 feeds has about 2 MB.
    private static let maximumSize = 64 << 20

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The OPML file.", completion: .file(extensions: ["opml", "xml"]))
    var file: String

    func run() throws {
      let loaded = try shared.loaded()
      let listed = try listed()
      var selection = FeedSelection(known: loaded.feeds)
      for feed in listed { selection.take(feed) }
      if !selection.added.isEmpty {
        try FeedFile(loaded: loaded).add(selection.added, isVerified: false) {
          try require(selection.added, in: shared.loaded())
        }
      }
      try print(selection)
    }

    private func listed() throws -> [Feed] {
      guard FileManager.default.fileExists(atPath: file) else {
        throw Failure(.noInput, "there is no file \(file).")
      }
      let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
      guard size ?? 0 <= Self.maximumSize else {
        throw Failure(.data, "\(file) has more than 64 MiB: that is no list of feeds.")
      }
      let bytes: [UInt8]
      do {
        bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
      } catch {
        throw Failure(.inputOutput, "\(file) cannot be read: \(error.localizedDescription)")
      }
      do {
        return try OPML.feeds(in: bytes)
      } catch {
        throw Failure(.data, "\(file): \(error.message)")
      }
    }

    /// The file that commands write to has to be one that the configuration reads.
    private func require(_ feeds: [Feed], in loaded: LoadedSettings) throws {
      let known = Set(loaded.feeds.map(\.name))
      guard feeds.allSatisfy({ known.contains($0.name) }) else {
        throw Failure(
          .configuration,
          "\(loaded.path): `include` does not read feeds/added.yml, so nothing was added. "
            + "Add it there.")
      }
    }

    private func print(_ selection: FeedSelection) throws {
      if shared.json { return try StandardOutput().writeDocument(Result(selection)) }
      guard !shared.quiet else { return }
      for feed in selection.added {
        StandardError.write(Terminal.safe("added \(feed.name): \(feed.url)") + "\n")
      }
      StandardError.write(
        "\(selection.added.count) added, \(selection.known) known already, "
          + "\(selection.refused.count) refused\n")
      for url in selection.refused.prefix(10) {
        StandardError.write(Terminal.safe("refused \(String(url.prefix(200)))") + "\n")
      }
    }

    private struct Result: Encodable {
      struct Added: Encodable { var name, url: String }

      var added: [Added]
      var known: Int
      var refused: [String]

      init(_ selection: FeedSelection) {
        added = selection.added.map { Added(name: $0.name, url: $0.url) }
        known = selection.known
        refused = selection.refused
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write the configured feeds as OPML 2.0 to stdout.",
      discussion: """
        Grouped by their first tag. Selectors, filters and intervals travel in an attribute of tidings' own, so that \
        `tidings feeds import` loses nothing but secrets: passwords, cookies and keys stay here.
        """)

    @OptionGroup var shared: SharedOptions

    func validate() throws {
      if shared.json {
        throw ValidationError("OPML is what this writes; `tidings feeds list --json` has JSON.")
      }
    }

    func run() throws {
      let document = OPML.document(of: try shared.loaded().feeds, title: "tidings")
      try StandardOutput().write(Terminal.isOutputATerminal ? Terminal.safe(document) : document)
    }
  }
}

/// Which feeds of a list are new, each with a name of its own.
struct FeedSelection {
  private(set) var added: [Feed] = []
  private(set) var known = 0
  private(set) var refused: [String] = []
  private var urls: Set<String>
  private var names: Set<String>

  init(known feeds: [Feed]) {
    urls = Set(feeds.map { Feed.key(of: $0.url) })
    names = Set(feeds.map(\.name))
  }

  mutating func take(_ feed: Feed) {
    guard Feed.isAddress(feed.url) else { return refused.append(feed.url) }
    guard urls.insert(Feed.key(of: feed.url)).inserted else { return known += 1 }
    var feed = feed
    feed.name = freeName(feed.name)
    feed.tags = feed.tags.map { Self.clipped($0, to: 64) }.filter { !$0.isEmpty }
    feed.source = Self.clipped(feed.source, to: 253)
    feed.language = feed.language.flatMap { Feed.isLanguageTag($0) ? $0 : nil }
    added.append(feed)
  }

  /// One line of at most 120 characters, with a number where another feed has it already.
  private mutating func freeName(_ wanted: String) -> String {
    let base = Self.clipped(wanted, to: 120)
    var name = base.isEmpty ? "feed" : base
    var number = 2
    while !names.insert(name).inserted {
      name = "\(base.isEmpty ? "feed" : base)-\(number)"
      number += 1
    }
    return name
  }

  private static func clipped(_ text: String, to length: Int) -> String {
    let words = text.unicodeScalars.split { $0.properties.isWhitespace || $0.value < 0x20 }
    return String(words.map(String.init).joined(separator: " ").prefix(length))
  }
}
