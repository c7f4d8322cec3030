internal import Foundation
internal import NewsModel

/// The phrases that the readable formats share.
struct DigestWording {
  let digest: Digest
  private let zone: TimeZone

  init(_ digest: Digest) {
    self.digest = digest
    zone = TimeZone(identifier: digest.timezone) ?? .gmt
  }

  /// `Saturday, 21 November 2026`, the day on which the window closes.
  var day: String { Self.day(wall(digest.until).days) }

  /// The day of a moment in UTC, as ``day`` writes it.
  static func day(of date: Date) -> String {
    day(Int((date.timeIntervalSince1970 / 86_400).rounded(.down)))
  }

  private static func day(_ days: Int) -> String {
    let (year, month, day) = Timestamp.civil(fromDays: days)
    // 1970-01-01 was a Thursday.
    let weekday = ((days + 3) % 7 + 7) % 7
    return "\(weekdays[weekday]), \(day) \(months[month - 1]) \(year)"
  }

  /// `20 Nov 06:00 – 21 Nov 06:00 (Europe/Berlin)`.
  var window: String { "\(time(digest.from)) – \(time(digest.until)) (\(digest.timezone))" }

  /// `21 Nov 06:00` in the digest's zone.
  func time(_ date: Date) -> String {
    let (days, seconds) = wall(date)
    let (_, month, day) = Timestamp.civil(fromDays: days)
    return "\(day) \(Self.months[month - 1].prefix(3)) \(clock(seconds))"
  }

  /// `06:12Z`, with the day where it is not the window's last.
  func first(_ date: Date) -> String {
    let stamp = Timestamp.string(from: date)
    let clock = stamp.dropFirst(11).prefix(5) + "Z"
    return digest.until.timeIntervalSince(date) < 86_400
      ? String(clock) : stamp.prefix(10) + " " + clock
  }

  /// `14 articles · 8 sources · 4 languages · first: X 06:12Z`.
  func counts(_ story: DigestStory) -> [String] {
    [
      Self.count(story.articles, "article"), Self.count(story.sources, "source"),
      Self.count(story.languages, "language"),
      "first: \(InertText.line(story.firstSource)) \(first(story.firstSeen))",
    ]
  }

  /// The window's numbers, one phrase each.
  var totals: [String] {
    let totals = digest.totals
    var parts = [
      Self.count(totals.stories, "story", "stories"), Self.count(totals.articles, "article"),
      Self.count(totals.sources, "source"), Self.count(totals.languages, "language"),
    ]
    if totals.storiesNotShown > 0 {
      parts.append("\(Self.count(totals.storiesNotShown, "story", "stories")) not shown")
    }
    return parts
  }

  var feeds: String {
    digest.feeds.failed == 0
      ? "\(Self.count(digest.feeds.ok, "feed")) ok"
      : "\(Self.count(digest.feeds.ok, "feed")) ok, \(digest.feeds.failed) failed"
  }

  var newest: String {
    digest.newestArticle.map { "newest article \(Timestamp.string(from: $0))" } ?? "no article yet"
  }

  /// `12 articles · 5 stories · 4 sources · 7-day mean 3.1 · +287%`.
  func counts(_ watch: DigestWatch) -> [String] {
    var parts = [
      Self.count(watch.articles, "article"), Self.count(watch.stories, "story", "stories"),
      Self.count(watch.sources, "source"),
    ]
    guard let mean = watch.mean else { return parts + ["no history yet"] }
    parts.append("7-day mean \(Decimals.string(mean))")
    if mean > 0 {
      let change = Int(((Double(watch.articles) / mean - 1) * 100).rounded())
      parts.append(change >= 0 ? "+\(change)%" : "−\(-change)%")
    }
    return parts
  }

  /// What a version is beside its story, and why its text is missing, if it is.
  static func label(_ version: DigestVersion) -> String {
    let kind =
      switch version.kind {
      case .original: "original"
      case .url: "same page"
      case .exact: "same text"
      case .near: "edited copy"
      case .translation: "translation"
      }
    return [kind, version.correction == nil ? nil : "corrected", note(version.status)]
      .compactMap { $0 }.joined(separator: ", ")
  }

  /// The versions that say they were corrected: a reader of the first one should know.
  static func corrected(in story: DigestStory) -> [DigestVersion] {
    Array(story.versions.filter { $0.correction != nil }.prefix(mostCorrections))
  }

  private static let mostCorrections = 5

  /// `06:40Z. New in it: 88. No longer in it: 86.`, after the outlet's name.
  func correction(_ version: DigestVersion) -> String {
    let changes = (version.correction?.changes ?? []).map(InertText.line)
    return ([first(version.firstSeen) + (changes.isEmpty ? "" : ".")] + changes)
      .joined(separator: " ")
  }

  static func note(_ status: BodyStatus) -> String? {
    switch status {
    case .full: nil
    case .feedOnly: "text from the feed"
    case .partial: "part of the text"
    case .paywall: "paywall"
    case .consent: "consent wall"
    case .blocked: "blocked"
    case .error: "page not to be had"
    case .pending: "page not fetched yet"
    }
  }

  /// Why a story has no sentences.
  static func excuse(_ story: DigestStory) -> String {
    let statuses = Set(story.versions.map(\.status))
    guard !statuses.contains(where: \.hasText),
      let status = statuses.count == 1 ? statuses.first : nil,
      let note = note(status)
    else { return "No summary: headline only." }
    return "No summary: \(note)."
  }

  /// The title of each other language's first version, by language.
  static func translations(of story: DigestStory) -> [DigestVersion] {
    var seen: Set<String> = [Language.primary(of: story.language), "und"]
    return story.versions.filter { seen.insert(Language.primary(of: $0.language)).inserted }
      .sorted { $0.language.precedes($1.language) }
  }

  func title(of group: DigestGroup) -> String {
    switch group.grouping {
    case .watch: "Watch: \(InertText.line(group.key))"
    case .language: LanguageName.of(group.key)
    case .tag, .source: InertText.line(group.key)
    case nil: digest.groups.count == 1 ? "Stories" : "Other stories"
    }
  }

  /// Stories that are new to the reader, by group; groups without any left out.
  var newGroups: [DigestGroup] {
    digest.groups.compactMap { group in
      var group = group
      group.stories.removeAll { $0.isUpdate }
      return group.stories.isEmpty ? nil : group
    }
  }

  var updates: [DigestStory] { digest.groups.flatMap(\.stories).filter(\.isUpdate) }

  /// `1 story`, `2 stories`, `1,234 articles`.
  static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    let digits = Array(String(abs(count)))
    let grouped = digits.indices.reduce(into: "") { text, index in
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digits[index])
    }
    return (count < 0 ? "-" : "") + grouped + " " + (count == 1 ? one : many ?? one + "s")
  }

  /// Days since 1970 and seconds of the day, as clocks in the digest's zone show them.
  private func wall(_ date: Date) -> (days: Int, seconds: Int) {
    let seconds = date.timeIntervalSince1970.rounded(.down) + Double(zone.secondsFromGMT(for: date))
    let clamped = min(max(seconds, -62_135_596_800), 253_402_300_799)
    let days = (clamped / 86_400).rounded(.down)
    return (Int(days), Int(clamped - days * 86_400))
  }

  private func clock(_ seconds: Int) -> String {
    [seconds / 3600, seconds / 60 % 60].map { ($0 < 10 ? "0" : "") + String($0) }
      .joined(separator: ":")
  }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
