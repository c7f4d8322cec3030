internal import Glibc

/// What a robots.txt says to one robot (RFC 9309): the rules of the groups that name it, or else of the `*` groups.
///
/// Lenient where the RFC lets a reader be, in the ways of Google's own parser, which most files are tried against: a missing
/// colon, usual misspellings of `disallow`, any line end, a byte order mark.
package struct RobotsRules: Sendable, Hashable {
  package private(set) var rules: [Rule]
  /// Seconds between requests (`Crawl-delay`, not in the RFC).
  package private(set) var crawlDelay: Double?

  package struct Rule: Sendable, Hashable {
    package var allows: Bool
    /// `*` stands for anything, `$` at the end for the end; what is not ASCII is percent-encoded.
    package var pattern: [UInt8]
  }

  /// - Parameters:
  ///   - text: the file as it came; what goes beyond 512 KiB should have been cut off before (RFC 9309 §2.5).
  ///   - agent: our product token, e.g. `tidings`. Compared without regard to case.
  ///
  /// Linear in the file's length.
  package init(_ text: some Collection<UInt8>, agent: String) {
    var groups = GroupReader(agent: Array(agent.utf8))
    RobotsLine.forEach(in: Array(text)) { groups.read($0) }
    rules = groups.applying.rules
    crawlDelay = groups.applying.crawlDelay
  }

  /// Reads what ``text`` wrote.
  package init(stored text: String, crawlDelay: Double?) {
    self.init(("user-agent: *\n" + text).utf8, agent: "*")
    self.crawlDelay = crawlDelay
  }

  /// The rules one a line, to be kept.
  package var text: String {
    rules.map {
      ($0.allows ? "allow: " : "disallow: ") + String(decoding: $0.pattern, as: UTF8.self)
    }.joined(separator: "\n")
  }

  /// Whether the robot may ask for this URL. The longest matching pattern decides, `allow` among equals.
  package func allows(_ url: String) -> Bool {
    let path = RobotsPath.normalized(RobotsPath.target(of: Array(url.utf8)))
    if path == Self.robotsPath { return true }
    var longest = (allow: 0, disallow: 0)
    for rule in rules {
      let length = rule.allows ? longest.allow : longest.disallow
      guard rule.pattern.count > length, RobotsPath.matches(path, rule.pattern) else { continue }
      if rule.allows {
        longest.allow = rule.pattern.count
      } else {
        longest.disallow = rule.pattern.count
      }
    }
    return longest.disallow <= longest.allow
  }

  private static let robotsPath = Array("/robots.txt".utf8)
}

/// Follows which group each line belongs to. Consecutive `user-agent` lines open one group; the first rule closes
/// the list of names (RFC 9309 §2.2.1). Groups of the same name are one.
private struct GroupReader {
  let agent: [UInt8]
  private var specific = Group()
  private var general = Group()
  private var hasSpecific = false
  private var inSpecific = false
  private var inGeneral = false
  private var hasRules = false

  struct Group {
    var rules: [RobotsRules.Rule] = []
    var crawlDelay: Double?
  }

  init(agent: [UInt8]) { self.agent = agent.map(lowercase) }

  var applying: Group { hasSpecific ? specific : general }

  mutating func read(_ line: RobotsLine) {
    switch line.key {
    case .userAgent: name(line.value)
    case .allow: add(true, line.value)
    case .disallow: add(false, line.value)
    case .crawlDelay: delay(line.value)
    }
  }

  private mutating func name(_ value: ArraySlice<UInt8>) {
    if hasRules { (inSpecific, inGeneral, hasRules) = (false, false, false) }
    if value.first == star, value.dropFirst().first.map(isBlank) ?? true {
      inGeneral = true
    } else if value.prefix(while: isTokenByte).map(lowercase) == agent {
      inSpecific = true
      hasSpecific = true
    }
  }

  private mutating func add(_ allows: Bool, _ value: ArraySlice<UInt8>) {
    // Any rule ends the list of names, also in a group that is not ours.
    hasRules = true
    guard inSpecific || inGeneral, !value.isEmpty else { return }
    let pattern = RobotsPath.normalized(Array(value))
    insert(RobotsRules.Rule(allows: allows, pattern: pattern))
    if allows, let folder = folderOfIndex(pattern) {
      insert(RobotsRules.Rule(allows: true, pattern: folder))
    }
  }

  private mutating func insert(_ rule: RobotsRules.Rule) {
    if inSpecific {
      specific.rules.append(rule)
    } else {
      general.rules.append(rule)
    }
  }

  /// `allow: /a/index.html` means `/a/` too, as Google reads it.
  private func folderOfIndex(_ pattern: [UInt8]) -> [UInt8]? {
    let index = Array("index.htm".utf8)
    guard let slash = pattern.lastIndex(of: UInt8(ascii: "/")),
      pattern[(slash + 1)...].starts(with: index)
    else { return nil }
    return pattern[...slash] + [dollar]
  }

  private mutating func delay(_ value: ArraySlice<UInt8>) {
    guard inSpecific || inGeneral,
      let stated = Double(String(decoding: value, as: UTF8.self)), stated > 0, stated.isFinite
    else { return }
    // Longer than a day is no longer a matter of pace.
    let seconds = min(stated, 86_400)
    if inSpecific {
      specific.crawlDelay = specific.crawlDelay ?? seconds
    } else {
      general.crawlDelay = general.crawlDelay ?? seconds
    }
  }
}

/// One meaningful line.
private struct RobotsLine {
  enum Key { case userAgent, allow, disallow, crawlDelay }

  var key: Key
  var value: ArraySlice<UInt8>

  /// Every line that has a known key. Lines beyond ``longest`` bytes are cut there.
  static func forEach(in text: [UInt8], _ body: (RobotsLine) -> Void) {
    var start = byteOrderMark(text)
    while start < text.count {
      let end = text[start...].firstIndex { $0 == 10 || $0 == 13 } ?? text.count
      if let line = RobotsLine(text[start..<min(end, start + longest)]) { body(line) }
      start = end + 1
    }
  }

  /// Bytes; what Google reads of a line, eight times the longest URL of old browsers.
  private static let longest = 2083 * 8

  private static func byteOrderMark(_ text: [UInt8]) -> Int {
    zip(text, [0xEF, 0xBB, 0xBF] as [UInt8]).prefix { $0 == $1 }.count
  }

  private init?(_ line: ArraySlice<UInt8>) {
    let content = trimmed(line.prefix { $0 != UInt8(ascii: "#") })
    if let colon = content.firstIndex(of: UInt8(ascii: ":")) {
      guard let key = Self.key(trimmed(content[..<colon])) else { return nil }
      self.key = key
      value = trimmed(content[(colon + 1)...])
    } else {
      // The colon is forgotten at times; two words, and no more, are then key and value.
      let words = content.split(whereSeparator: isBlank)
      guard words.count == 2, let key = Self.key(words[0]) else { return nil }
      self.key = key
      value = words[1]
    }
  }

  private static func key(_ bytes: ArraySlice<UInt8>) -> Key? {
    let name = bytes.prefix(16).map(lowercase)
    return names.first { name.starts(with: $0.name) }?.key
  }

  /// A key counts if it begins with one of these; misspellings as found in the wild.
  private static let names: [(name: [UInt8], key: Key)] =
    ["user-agent", "useragent", "user agent"].map { (Array($0.utf8), .userAgent) }
    + [(Array("allow".utf8), .allow)]
    + ["disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"].map {
      (Array($0.utf8), .disallow)
    }
    + [(Array("crawl-delay".utf8), .crawlDelay)]
}

private let star = UInt8(ascii: "*")
private let dollar = UInt8(ascii: "$")

private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

private func isTokenByte(_ byte: UInt8) -> Bool {
  (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
}

private func lowercase(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

private func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var slice = bytes
  while let first = slice.first, isBlank(first) { slice = slice.dropFirst() }
  while let last = slice.last, isBlank(last) { slice = slice.dropLast() }
  return slice
}
