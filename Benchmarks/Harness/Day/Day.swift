internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Settings
internal import Storage
internal import Synchronization

/// A day of the invented press through the real pipeline and into a real database; only the network is left out.
///
/// The clock is the simulation's: runs follow each other without pause. Writes a JSON line for each run and one for
/// what is asked of the database at the end.
struct Day: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "day")

  /// Where the database and configuration are made; must not exist.
  @Argument var folder: String
  @Option var feeds = 10_000
  @Option var articles = 10_000
  @Option(help: "How many runs the day has: 48 is one every half hour.") var runs = 48

  func run() async throws {
    let midnight = Date(timeIntervalSince1970: 1_795_219_200)  // 2026-11-21T00:00:00Z
    let press = Press(articles: articles, outlets: feeds, start: midnight)
    let before = ProcessUse.now()
    let loaded = try PressConfiguration(press: press, folder: folder).loaded()
    try line(["event": "loaded", "seconds": round(ProcessUse.now().wall - before.wall)])
    let transport = PressTransport(press)
    var total = 0
    // Some more, for what was published since the last poll of the day.
    for number in 1...runs + runs / 8 + 1 {
      let share = Double(number) / Double(runs)
      transport.now = midnight + share * Press.day
      total += try await oneRun(number, grown(loaded, by: share), transport, before: total)
    }
    try ask(loaded, from: midnight, until: midnight + Press.day + 4 * 3600)
  }

  /// The feeds are added over the time that lies between two polls, so that every run has about as many to poll.
  private func grown(_ loaded: LoadedSettings, by share: Double) -> LoadedSettings {
    var loaded = loaded
    let added = share * Press.day / PressConfiguration.interval
    loaded.feeds = Array(loaded.feeds.prefix(Int(added * Double(loaded.feeds.count))))
    return loaded
  }

  private func oneRun(
    _ number: Int, _ loaded: LoadedSettings, _ transport: PressTransport, before total: Int
  ) async throws -> Int {
    let path = loaded.resolve(loaded.settings.store.path)
    let (begin, times, now) = (ProcessUse.now(), StepTimes(), transport.now)
    let store = try NewsStore.open(path, options: StoreOptions(creates: true))
    let pipeline = Pipeline(
      loaded: loaded, store: store, version: "bench", transport: transport, clock: { now },
      observe: { times.observe($0) })
    let report = try await pipeline.run(RunRequest())
    try store.close()
    let end = ProcessUse.now()
    let pressCPU = transport.takeSpent()
    try line([
      "event": "run", "run": number, "articles": total + report.articlesMatched,
      "new": report.articlesMatched, "feeds": report.feedsDue, "failed": report.pagesFailed,
      "duplicates": report.duplicates.values.reduce(0, +), "kinds": report.duplicates,
      "seconds": round(end.wall - begin.wall), "cpu": round(end.cpu - begin.cpu - pressCPU),
      "press": round(pressCPU), "steps": times.seconds.mapValues(round), "memory": end.memory,
      "peak": end.peak, "database": size(of: path),
    ])
    return report.articlesMatched
  }

  /// The questions of the next morning.
  private func ask(_ loaded: LoadedSettings, from: Date, until: Date) throws {
    let path = loaded.resolve(loaded.settings.store.path)
    let store = try NewsStore.open(path)
    let begin = ProcessUse.now()
    let writer = DigestWriter(loaded: loaded, store: store)
    let digest = try writer.digest(named: "daily", from: from, until: until, now: until)
    _ = writer.rendered(digest, as: .html)
    let digested = ProcessUse.now()
    var searches: [Double] = []
    for word in Tongue.all.map({ Press.query(in: $0) }) {
      let start = ProcessUse.now().wall
      _ = try store.search(try SearchQuery(word))
      searches.append(ProcessUse.now().wall - start)
    }
    try line([
      // In CPU time: on a busy machine the same digest took four times as long by the wall.
      "event": "asked", "digest": round(digested.cpu - begin.cpu),
      "digest_wall": round(digested.wall - begin.wall),
      "search_worst": round(searches.max() ?? 0),
      "search_mean": round(searches.reduce(0, +) / Double(max(1, searches.count))),
      "memory": ProcessUse.now().memory, "database": size(of: path),
    ])
    try store.close()
  }

  private func size(of path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.size] as? Int ?? 0
  }

  private func round(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

  private func line(_ object: [String: Any]) throws {
    var data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    data.append(10)
    FileHandle.standardOutput.write(data)
  }
}

/// How long each step of a run took.
private final class StepTimes: Sendable {
  private struct State {
    var last = ProcessUse.now().wall
    var seconds: [String: Double] = [:]
  }

  private let state = Mutex(State())

  var seconds: [String: Double] { state.withLock { $0.seconds } }

  func observe(_ event: RunEvent) {
    // Most events are single pages: looking at a clock for each would be part of what is measured.
    guard case .ended(let activity) = event else { return }
    let now = ProcessUse.now().wall
    state.withLock { state in
      // Those three go side by side.
      let isGathering = [.polling, .fetching, .extracting].contains(activity)
      state.seconds[isGathering ? "gathering" : "\(activity)", default: 0] += now - state.last
      state.last = now
    }
  }
}

extension Press {
  /// A word that texts of that language often have.
  static func query(in tongue: Tongue) -> String {
    var dice = Dice(9)
    return tongue.word(&dice)
  }
}
