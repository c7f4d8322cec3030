internal import ArgumentParser
internal import Digests
internal import Foundation
internal import Pipeline
internal import Storage

/// `tidings site DIR`: the archive as pages.
struct SiteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site",
    abstract: "Write the archive as a static site: days, stories, sources, watch lists, a feed.",
    discussion: """
      Any web server shows it, and so does a browser that opens its index.html from the disk; the search needs no \
      server either. Only pages that changed are written, each at once or not at all, and those of a story that is \
      no more are removed. DIR has to be new, empty, or an archive written before (else 64).
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(help: "The folder.", completion: .directory)
  var folder: String

  @Option(
    name: .long,
    help: ArgumentHelp("Only what was first seen since: 30d, or a UTC day.", valueName: "when"))
  var since: Moment?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where it will be found, for the feed's links: https://example.org/news/", valueName: "url"))
  var baseURL: String?

  @Option(name: .long, help: "What it is called.")
  var title = "News archive"

  func validate() throws {
    guard let baseURL else { return }
    guard let address = URLComponents(string: baseURL), ["http", "https"].contains(address.scheme),
      address.host?.isEmpty == false
    else { throw ValidationError("--base-url has to begin with http:// or https://.") }
  }

  func run() throws {
    let store = try shared.loaded().store(access: .readOnly)
    var writer = SiteWriter(
      store: store, folder: URL(fileURLWithPath: folder).standardizedFileURL.path,
      options: SiteOptions(title: title, baseURL: baseURL ?? ""))
    let report: SiteReport
    do { report = try writer.write(since: since?.date(now: Date())) } catch let error as SiteError {
      throw Failure(error.isFolder ? .usage : .inputOutput, error.message)
    }
    if shared.json { return try StandardOutput().writeDocument(report) }
    guard !shared.quiet else { return }
    StandardError.write(
      Terminal.safe(
        "\(folder): \(report.stories) stories of \(report.days) \(report.days == 1 ? "day" : "days"); \(report.pages) files, \(report.changed) written, \(report.removed) removed"
      ) + "\n")
  }
}
