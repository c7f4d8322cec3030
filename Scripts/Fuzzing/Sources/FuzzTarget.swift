internal import Extraction
internal import Fetching
internal import FeedParsing
internal import Foundation
internal import Linguistics
internal import Markup
internal import NewsModel

/// What is fed with bytes that nobody would write.
enum FuzzTarget: String, CaseIterable {
  /// Feeds of every format, lists of feeds, pages that may offer feeds.
  case feeds
  /// That plain XML gives the same events without libxml2 as with it, and that what is repaired is sound.
  case xml
  /// Dates; the first byte chooses the language.
  case dates
  /// Canonical addresses, and relative ones: the part behind the first line feed is the base.
  case urls
  /// The first line is the address that is asked for, the rest the robots.txt.
  case robots
  /// Pages and snippets of HTML.
  case html
  /// Bytes of any charset; the first line is the label.
  case charset

  static let chosen = ProcessInfo.processInfo.environment["TIDINGS_FUZZ_TARGET"]
    .flatMap(FuzzTarget.init)

  func run(_ bytes: [UInt8]) {
    switch self {
    case .feeds: readFeeds(bytes)
    case .xml: compareReaders(bytes)
    case .dates: readDates(bytes)
    case .urls: readAddresses(bytes)
    case .robots: readRobots(bytes)
    case .html: readPages(bytes)
    case .charset: decode(bytes)
    }
  }

  /// A moment that no input knows of, so that findings repeat.
  private static let now = Date(timeIntervalSince1970: 1_800_000_000)

  private func readFeeds(_ bytes: [UInt8]) {
    let url = "https://e.example/feed"
    let headers = ["content-type": "application/xml", "content-language": "vi"]
    _ = try? FeedParser(now: Self.now).parse(bytes, headers: headers, url: url)
    _ = try? OPML.feeds(in: bytes)
    _ = FeedDiscovery.feeds(in: bytes, url: url)
  }

  private func compareReaders(_ bytes: [UInt8]) {
    var (own, libxml2s) = (EventLog(), EventLog())
    let problem = XMLEventReader.read(bytes, into: &own)
    let expected = XMLEventReader.read(bytes, by: .libxml2, into: &libxml2s)
    require(problem == expected, "\(problem as Any), not \(expected as Any)")
    require(own.events == libxml2s.events, "\(own.events), not \(libxml2s.events)")
    guard ByteSurvey(bytes).isUTF8 else { return }
    let grammar = XMLRepair.Grammar(roots: ["r", "rss"], records: ["i", "item"])
    let repaired = XMLRepair.repaired(bytes, grammar: grammar).bytes
    guard !repaired.isEmpty else { return }
    var rest = EventLog()
    let left = XMLEventReader.read(repaired, by: .libxml2, into: &rest)
    require(left == nil, "\(left as Any) in \(String(decoding: repaired, as: UTF8.self))")
  }

  private func readDates(_ bytes: [UInt8]) {
    let languages = [
      nil, "en", "en-US", "th", "fa", "vi", "he", "zh", "ja", "ko", "ar", "hi", "ru",
    ]
    guard let first = bytes.first else { return }
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    _ = FeedDate.parse(text, language: languages[Int(first) % languages.count])
  }

  private func readAddresses(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let address = String(decoding: parts.first ?? [], as: UTF8.self)
    let base = String(decoding: parts.count > 1 ? parts[1] : [], as: UTF8.self)
    _ = CanonicalURL.key(for: address)
    _ = CanonicalURL.resolve(address, against: base)
    _ = CanonicalURL.isCredible(address, for: base)
    _ = WebAddress(address)
  }

  private func readRobots(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let rules = RobotsRules(parts.count > 1 ? parts[1] : [], agent: "tidings")
    let address = String(decoding: parts.first ?? [], as: UTF8.self)
    let stored = RobotsRules(stored: rules.text, crawlDelay: rules.crawlDelay)
    require(rules.allows(address) == stored.allows(address), "kept rules say something else")
    _ = FeedDiscovery.sitemaps(
      inRobots: String(decoding: bytes, as: UTF8.self), url: "https://e.example/robots.txt")
  }

  private func readPages(_ bytes: [UInt8]) {
    _ = ArticleExtractor().extract(
      bytes, url: "https://e.example/a", charset: nil, now: Self.now)
    _ = HTMLText.plain(String(decoding: bytes, as: UTF8.self))
  }

  private func decode(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let label = String(decoding: parts.first ?? [], as: UTF8.self)
    let content = Array(parts.count > 1 ? parts[1] : [])
    _ = TextEncoding.decode(content, charset: label)
    _ = TextEncoding.decode(
      content, charset: nil, declared: TextEncoding.declaredCharset(in: content))
  }
}

/// Says what is wrong and ends the run: `precondition` says nothing in a release build.
private func require(_ isTrue: Bool, _ message: @autoclosure () -> String) {
  if !isTrue { fatalError(message()) }
}

/// A document's events, pieces of text that follow each other as one.
private struct EventLog: XMLEventHandler {
  enum Event: Equatable {
    case start(Int, [String])
    case text([UInt8])
    case end(Int)
    case name(String, String?, String?)
  }

  private(set) var events: [Event] = []
  private var names = 0

  mutating func code(local: String, prefix: String?, namespace: String?) -> Int {
    events.append(.name(local, prefix, namespace))
    names += 1
    return names - 1
  }

  mutating func start(_ code: Int, _ attributes: XMLAttributes) {
    var fields: [String] = []
    attributes.forEach { fields += [$0, $1] }
    events.append(.start(code, fields))
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isLasting: Bool) {
    if case .text(let before)? = events.last {
      events[events.count - 1] = .text(before + bytes)
    } else if !bytes.isEmpty {
      events.append(.text(Array(bytes)))
    }
  }

  mutating func end(_ code: Int) { events.append(.end(code)) }
}
