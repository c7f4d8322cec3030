internal import Delivery
internal import Foundation
internal import Glibc
internal import NewsModel
internal import Pipeline
internal import Settings
internal import Storage

/// Every check of `tidings doctor`. Changes nothing; contacts nobody but in ``networkFindings()``.
struct Doctor {
  var loaded: LoadedSettings
  var now: Date

  /// So many things of a kind are named; the rest is counted.
  private static let most = 10

  func findings() -> [Finding] {
    configuration() + disk() + clock() + certificates() + ofStore()
  }

  // MARK: Configuration

  private func configuration() -> [Finding] {
    var findings = loaded.warnings.map {
      Finding(.configuration, $0.description, remedy: "put it right in \(loaded.path)")
    }
    if loaded.feeds.isEmpty {
      findings.append(
        Finding(.configuration, "no feeds are configured", remedy: "`tidings feeds add URL`"))
    }
    do { try loaded.requireContact() } catch {
      findings.append(
        Finding(
          .configuration, "http.contact is empty, so no feed beyond this machine is asked",
          remedy: "set it in \(loaded.path) to an URL or address that tells who you are"))
    }
    do { _ = try loaded.settings.watchLists() } catch {
      findings.append(
        Finding(
          .configuration, error.description, remedy: "put the query right in \(loaded.path)"))
    }
    return findings + mailers()
  }

  // MARK: Machine

  private var folder: String { (loaded.databasePath as NSString).deletingLastPathComponent }

  /// A day of 50,000 articles of 3 kB takes 430 MB (2.86 times the text, docs/storage.md).
  private static let leastRoom = 512 << 20

  private func disk() -> [Finding] {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else {
      return [
        Finding(
          .disk, "\(folder), where store.path lies, cannot be looked at: \(Self.reason())",
          remedy: "make the folder, and let the one who runs tidings write to it")
      ]
    }
    var findings: [Finding] = []
    let free = Int(status.f_bavail) * Int(status.f_frsize)
    if free < Self.leastRoom {
      findings.append(
        Finding(
          .disk, "\(ByteCount.text(free)) are left where \(loaded.databasePath) lies",
          remedy: "free some, or shorten `retention` in \(loaded.path) and `tidings prune`"))
    }
    if status.f_files > 0, status.f_favail == 0 {
      findings.append(
        Finding(.disk, "no more files can be made in \(folder)", remedy: "remove some"))
    }
    if access(folder, W_OK) != 0 {
      findings.append(
        Finding(
          .disk, "\(folder) cannot be written to: \(Self.reason())",
          remedy: "run `tidings doctor` as the one who runs tidings, or change its owner"))
    }
    return findings
  }

  private static func reason() -> String { String(cString: strerror(errno)) }

  /// No clock can be right that shows a time before this was written.
  private static let earliest = Timestamp.date(from: "2026-01-01T00:00:00Z")!

  private func clock() -> [Finding] {
    guard now < Self.earliest || now > Self.earliest.addingTimeInterval(30 * 365 * 86_400) else {
      return []
    }
    return [
      Finding(
        .clock, "the clock says \(Timestamp.string(from: now))",
        remedy: "set it, and keep it right by NTP: what is first seen is dated by it")
    ]
  }

  // MARK: Database

  private func ofStore() -> [Finding] {
    do {
      let store = try loaded.store(access: .readOnly)
      let diagnosis = try store.diagnosis()
      guard diagnosis.isSound else { return database(diagnosis) }
      return try database(diagnosis) + stored(store) + runs(store) + feeds(store)
        + articles(store) + digests(store)
    } catch let error as StorageError {
      return [Finding(.database, error.description, remedy: remedy(for: error))]
    } catch {
      return [Finding(.database, "\(error)", remedy: "please report it")]
    }
  }

  private func remedy(for error: StorageError) -> String {
    switch error.code {
    case .missing: "`tidings run` makes it, or brings it up to date"
    case .corrupt: Self.repair(loaded.databasePath)
    case .newer: "update tidings"
    case .foreign, .network: "set store.path in \(loaded.path) to a file of its own on a local disk"
    case .busy: "try again; `fuser \(loaded.databasePath)` shows who holds it"
    case .io: "look at the disk and at the file's owner"
    case .unknown, .bug: "please report it"
    }
  }

  private static func repair(_ path: String) -> String {
    "stop runs, put \(path) aside, and restore what `tidings backup` wrote; without a backup, "
      + "`sqlite3 \(path) .recover | sqlite3 new.db` saves what can be read"
  }

  private func database(_ diagnosis: StoreDiagnosis) -> [Finding] {
    var findings = diagnosis.damages.prefix(Self.most).map {
      Finding(.database, $0, remedy: Self.repair(loaded.databasePath))
    }
    findings += diagnosis.contradictions.map {
      Finding(
        .database, $0,
        remedy: "`tidings reprocess` and `tidings run` put right what can be; please report it")
    }
    findings += diagnosis.remarks.map {
      Finding(.database, $0, remedy: "chmod 600 \(loaded.databasePath)")
    }
    if diagnosis.freeBytes > max(256 << 20, diagnosis.bytes / 2) {
      findings.append(
        Finding(
          .database, "\(ByteCount.text(diagnosis.freeBytes)) of the file are unused",
          remedy: "`tidings prune` gives them back"))
    }
    return findings
  }

  /// What is stored as seen later than now: the clock was set back, or had run ahead.
  private func stored(_ store: NewsStore) throws -> [Finding] {
    guard let newest = try store.newestArticle(), newest > now.addingTimeInterval(3600) else {
      return try aheadOfArticles(store)
    }
    return [
      Finding(
        .clock,
        "the newest article was first seen at \(Timestamp.string(from: newest)), but it is "
          + Timestamp.string(from: now),
        remedy: "set the clock, and keep it right by NTP; windows of digests count that time")
    ]
  }

  /// Whatever is first seen under a clock that runs ahead is dated by it; what pages say of themselves is not.
  private func aheadOfArticles(_ store: NewsStore) throws -> [Finding] {
    guard let newest = try store.newestPublication(),
      now.timeIntervalSince(newest) > max(30 * 86_400, loaded.settings.dates.maxAge)
    else { return [] }
    return [
      Finding(
        .clock,
        "it is \(Timestamp.string(from: now)) by the clock, but no article is dated after "
          + Timestamp.string(from: newest),
        remedy: "set the clock if it runs ahead; if it is right, nothing has come in since, and "
          + "`tidings prune` needs --trust-clock")
    ]
  }

  // MARK: Runs

  private func runs(_ store: NewsStore) throws -> [Finding] {
    let runs = try store.runs(limit: 3)
    guard let last = runs.first else {
      return [Finding(.runs, "nothing has run yet", remedy: "`tidings run`")]
    }
    let began = Timestamp.string(from: last.started)
    let age = now.timeIntervalSince(last.started)
    if last.status == .running, age > loaded.settings.lock.staleWarnAfter {
      return [
        Finding(
          .runs, "the run that began at \(began) has not ended",
          remedy: "end it if it hangs; if it was killed, the next run finishes its work")
      ]
    }
    if age > max(86_400, 2 * loaded.settings.schedule.max) {
      return [
        Finding(
          .runs, "the last run began at \(began)",
          remedy: "look whether cron or the timer is at work; `tidings schedule cron` prints a line"
        )
      ]
    }
    let isBroken = { (run: StoredRun) in run.status == .killed || run.status == .failed }
    if runs.count == 3, runs.allSatisfy(isBroken) {
      return [
        Finding(
          .runs, "the last three runs were killed or failed, the latest at \(began)",
          remedy: "`tidings run -v` shows why; look for memory limits and full disks")
      ]
    }
    return []
  }

  // MARK: Feeds

  private func feeds(_ store: NewsStore) throws -> [Finding] {
    let feeds = try store.feeds().filter(\.isActive)
    let failing = feeds.filter { $0.health.status == "failing" }
    let retired = feeds.filter { $0.health.status == "retired" }
    return named(failing.map { ($0.name, failure($0)) }, as: "failing") {
      "`tidings feeds test \($0)` shows what it gives; `tidings feeds discover URL` where it may have gone"
    }
      + named(retired.map { ($0.name, failure($0)) }, as: "given up") {
        "take \($0) out of the configuration, or give it its new URL"
      }
      + named(feeds.compactMap(silence), as: "silent") {
        "`tidings feeds test \($0)`: if its newest item is old there too, the outlet may have moved"
      }
  }

  private func failure(_ feed: StoredFeed) -> String {
    let since = feed.health.failingSince.map { " since \(Timestamp.string(from: $0))" } ?? ""
    return "\(since): \(feed.health.lastError ?? "no reason known")"
  }

  private func silence(_ feed: StoredFeed) -> (String, String)? {
    guard feed.health.status == "ok", let last = feed.health.lastNew,
      now.timeIntervalSince(last) > FeedPatience.seconds(for: feed)
    else { return nil }
    return (feed.name, ", nothing new since \(Timestamp.string(from: last))")
  }

  private func named(
    _ feeds: [(name: String, detail: String)], as state: String, remedy: (String) -> String
  ) -> [Finding] {
    var findings = feeds.prefix(Self.most).map {
      Finding(.feeds, "\($0.name) is \(state)\($0.detail)", remedy: remedy($0.name))
    }
    if feeds.count > Self.most {
      findings.append(
        Finding(
          .feeds, "\(feeds.count - Self.most) more are \(state)", remedy: "`tidings feeds list`"))
    }
    return findings
  }

  // MARK: Articles and digests

  private func articles(_ store: NewsStore) throws -> [Finding] {
    let aside = try store.totals().quarantined
    var findings = try store.quarantined(limit: Self.most).map {
      Finding(
        .articles, "\($0.uid) (\($0.link ?? "no link")) was set aside: \($0.reason)",
        remedy: "please report the page; `tidings reprocess --quarantined` tries again")
    }
    if aside > Self.most {
      findings.append(
        Finding(
          .articles, "\(aside - Self.most) more were set aside",
          remedy: "`tidings reprocess --quarantined` tries all again"))
    }
    return findings + (try stuck(store))
  }

  /// A page is tried again for some hours at most; what waits for longer than a day is stuck.
  private func stuck(_ store: NewsStore) throws -> [Finding] {
    let (count, oldest) = try store.waiting(since: now.addingTimeInterval(-86_400), limit: 1)
    guard let first = oldest.first else { return [] }
    let step =
      switch first.step {
      case .discovered: "its page"
      case .fetched: "its text"
      case .extracted, .matched: "its story"
      }
    return [
      Finding(
        .articles,
        "\(count) have waited for more than a day, the oldest (\(first.uid)) since "
          + "\(Timestamp.string(from: first.firstSeen)) for \(step)"
          + (first.lastError.map { ": \($0)" } ?? ""),
        remedy: "let runs end undisturbed; where more comes in than extract.max_per_run lets "
          + "through, raise it or run more often")
    ]
  }

  private func digests(_ store: NewsStore) throws -> [Finding] {
    try store.troubledDeliveries().prefix(Self.most).map {
      Finding(
        .digests, "digest " + $0.words,
        remedy: $0.state == .pending
          ? "look at digests[].send in \(loaded.path); runs try again"
          : "`tidings digest \($0.digestName) --send` sends it again")
    }
  }

  /// Commands that digests are to be sent with, and that are not there.
  private func mailers() -> [Finding] {
    let commands = loaded.settings.digests.flatMap(\.send)
      .filter { !$0.email.isEmpty && $0.server == nil }.map(\.via)
    return Set(commands).sorted().compactMap { via in
      guard Sendmail.command(via.hasPrefix("/") ? via : nil) == nil else { return nil }
      return Finding(
        .configuration, "digests are to be sent with \(via), which is not there",
        remedy:
          "install a mail server such as postfix or msmtp-mta, or set digests[].send[].via to smtp://…"
      )
    }
  }
}
