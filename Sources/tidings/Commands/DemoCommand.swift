internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import SampleNewsroom
internal import Settings
internal import Storage

/// `tidings demo`: the whole pipeline over invented outlets, on this machine alone.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Run the whole pipeline over the sample newsroom on loopback; its digest on stdout.",
    discussion: """
      The newsroom is a handful of invented sites in several languages, served on a free port of 127.0.0.1. \
      Nothing beyond this machine is contacted.
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep pipeline.yml, feeds/, tidings.db and digests/ there; a second demo resumes.",
      valueName: "dir"))
  var keep: String?

  @Flag(name: [.short, .long], help: "Nothing but the digest.")
  var quiet = false

  func run() async throws {
    let folder = try Folder(keep: keep)
    defer { folder.removeIfTemporary() }
    let newsroom = SampleNewsroom(now: Date())
    let running = try await newsroom.start()
    try folder.write(newsroom.pipelineYAML(port: running.port), to: "pipeline.yml")
    try folder.write(newsroom.feedsYAML, to: "feeds/newsroom.yml")
    let shared = try SharedOptions.parse(
      ["--config", folder.path + "/pipeline.yml"] + (quiet ? ["--quiet"] : []))
    let loaded = try shared.loaded()
    let runner = Runner(loaded: loaded, shared: shared, alwaysSummarizes: true)
    guard try await runner.run(RunRequest()) != nil else {
      throw Failure(.temporary, "another run is at work in \(folder.path)")
    }
    await running.stop()
    try printDigest(loaded)
    if keep != nil, !quiet { StandardError.write("\nkept in \(folder.path)\n") }
  }

  /// The last 24 hours up to this second, since what has just been seen belongs in it.
  private func printDigest(_ loaded: LoadedSettings) throws {
    let until = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded(.down) + 1)
    let writer = DigestWriter(loaded: loaded, store: try loaded.store())
    let digest = try writer.digest(
      named: "daily", from: until.addingTimeInterval(-86_400), until: until, now: until)
    try writer.write(digest, formats: loaded.settings.digests.first?.formats ?? [])
    try StandardOutput().write(writer.rendered(digest, as: .markdown))
  }
}

/// Where a demo leaves its files.
private struct Folder {
  let path: String
  private let isTemporary: Bool

  init(keep: String?) throws {
    isTemporary = keep == nil
    path =
      keep.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
      ?? NSTemporaryDirectory() + "tidings-demo-\(ProcessInfo.processInfo.processIdentifier)"
    do {
      try FileManager.default.createDirectory(
        atPath: path + "/feeds", withIntermediateDirectories: true)
    } catch {
      throw Failure(.inputOutput, "cannot make \(path): \(error.localizedDescription)")
    }
  }

  func write(_ text: String, to name: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name), options: .atomic)
    } catch {
      throw Failure(.inputOutput, "cannot write \(path)/\(name): \(error.localizedDescription)")
    }
  }

  func removeIfTemporary() {
    if isTemporary { try? FileManager.default.removeItem(atPath: path) }
  }
}
