internal import ArgumentParser
internal import Delivery
internal import Digests
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Settings
internal import Storage

/// `tidings digest`: a digest rendered from the database.
struct DigestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Render a digest from the database: its last closed window, or one of your own.",
    discussion: """
      The same database and configuration give the same bytes. Files go where digests[].out says; \
      with --stdout, or a --format, the text goes to stdout. With --send it goes to digests[].send as well: to each \
      target that it has not reached, those given up or in doubt included.
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(help: "The digest's name in the configuration; the first one when left out.")
  var name: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Begin of the window: a duration ago (24h), or a UTC time.", valueName: "when"))
  var since: Moment?

  @Option(name: .long, help: ArgumentHelp("End of the window; now.", valueName: "when"))
  var until: Moment?

  @Option(name: .long, help: "md, html, json, atom or text.")
  var format: DigestFormat?

  @Flag(name: .long, help: "To stdout instead of files.")
  var stdout = false

  @Flag(name: .long, help: "Send it to digests[].send, where it has not arrived.")
  var send = false

  func run() async throws {
    let loaded = try shared.loaded()
    let settings = try settings(loaded)
    if send, settings.send.isEmpty {
      throw Failure(
        .configuration,
        "\(loaded.path): digests[].send of “\(settings.name)” is empty; docs/delivery.md shows what it takes."
      )
    }
    let store = try loaded.store()
    let writer = DigestWriter(loaded: loaded, store: store)
    let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down))
    let window = try window(settings, now: now)
    let digest = try writer.digest(
      named: settings.name, from: window.from, until: window.until, now: now)
    if stdout || format != nil || shared.json {
      let form = shared.json ? .json : format ?? .markdown
      try StandardOutput().write(writer.rendered(digest, as: form))
    } else {
      for path in try writer.write(digest, formats: settings.formats) where !shared.quiet {
        try StandardOutput().write(path + "\n")
      }
      // Whoever is first to write a window that closes by the schedule has it sent by the next run.
      try writer.finish(digest, isSent: since == nil && until == nil, now: now)
    }
    if send { try await deliver(digest, settings, loaded, writer, now: now) }
  }

  private func deliver(
    _ digest: Digest, _ settings: DigestSettings, _ loaded: LoadedSettings, _ writer: DigestWriter,
    now: Date
  ) async throws {
    // One sender at a time, as with runs: two would not know of each other.
    let lock = try loaded.takeLock()
    let store = writer.store
    try writer.finish(digest, isSent: true, now: now)
    let targets = DeliveryTarget.all(of: settings).map(\.name)
    let arrived = try store.deliveries(ofDigest: digest.uid).filter { $0.state == .sent }
    try store.queueDeliveries(ofDigest: digest.uid, to: targets, now: now)
    let results = try await DigestSender(loaded: loaded, store: store, version: Version.string)
      .sendDue(onlyDigest: digest.uid)
    withExtendedLifetime(lock) {}
    for delivery in arrived where !shared.quiet {
      let time = delivery.delivered.map { " at \(Timestamp.string(from: $0))" } ?? ""
      StandardError.write("tidings: \(Terminal.safe(delivery.target)) has had it\(time)\n")
    }
    for result in results where result.error == nil && !shared.quiet {
      StandardError.write("tidings: sent to \(Terminal.safe(result.target))\n")
    }
    let failures = results.compactMap { result in result.error.map { (result.target, $0) } }
    for (target, error) in failures {
      let doubt = error.certainty == .doubtful ? "may or may not have reached" : "did not reach"
      StandardError.write("tidings: it \(doubt) \(Terminal.safe("\(target): \(error.message)"))\n")
    }
    if !failures.isEmpty { throw ExitCode.alarm }
  }

  private func settings(_ loaded: LoadedSettings) throws -> DigestSettings {
    let all = loaded.settings.digests
    guard let found = name == nil ? all.first : all.first(where: { $0.name == name }) else {
      let known = all.map(\.name).joined(separator: ", ")
      throw Failure(
        .noInput,
        "no digest is called “\(name ?? "")” in \(loaded.path); there \(all.count == 1 ? "is" : "are"): \(known)."
      )
    }
    return found
  }

  private func window(_ settings: DigestSettings, now: Date) throws -> Digests.DigestWindow {
    let schedule = DigestSchedule(settings)
    guard since != nil || until != nil else {
      return schedule.window(closing: schedule.closing(atOrBefore: now))
    }
    // Whole seconds, and what has been seen in this one belongs in it.
    let end = until?.date(now: now) ?? now.addingTimeInterval(1)
    let begin = since?.date(now: now) ?? schedule.window(closing: end).from
    guard begin < end else {
      throw Failure(.usage, "the window ends before it begins; see --since and --until.")
    }
    return Digests.DigestWindow(from: begin, until: end)
  }
}

extension DigestFormat: ExpressibleByArgument {}
