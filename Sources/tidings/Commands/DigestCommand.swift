internal import ArgumentParser
internal import Digests
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Settings
internal import Storage

/// `tidings digest`: a digest rendered from the database.
struct DigestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Render a digest from the database: its last closed window, or one of your own.",
    discussion: """
      The same database and configuration give the same bytes. Files go where digests[].out says; \
      with --stdout, or a --format, the text goes to stdout.
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

  func run() throws {
    let loaded = try shared.loaded()
    let settings = try settings(loaded)
    let writer = DigestWriter(loaded: loaded, store: try loaded.store())
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
    }
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
