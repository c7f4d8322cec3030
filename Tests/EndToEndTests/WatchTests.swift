import Foundation
import GRDB
import Pipeline
import Testing

/// Watch lists from the configuration to the digest.
struct WatchTests {
  private static let lists = """
    watch:
      - {name: harbour, any: ["harbour OR port", '"ferry"']}
      - {name: nothing, any: [zzqqxxyy]}
    """

  private func hits(_ desk: Newsdesk) throws -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: try desk.rows(
        "SELECT watch, count(*) AS count FROM v1_watch_hits GROUP BY 1"
      ).map { ($0["watch"], $0["count"]) })
  }

  @Test func aRunFindsWhatIsWatched() async throws {
    try await Newsdesk.open { desk in
      try desk.configure(Self.lists)
      try await desk.run()
      let found = try hits(desk)
      let tested = try desk.tidings("watch", "test", "harbour", "--since", "2026-11-20", "--json")
      #expect(tested.status == 0)
      #expect((found["harbour"] ?? 0) > 2)
      #expect(tested.output.matches(of: /"article_uid"/).count == found["harbour"])
      #expect(found["nothing"] == nil)
      let list = try desk.tidings("watch", "list", "--since", "2026-11-20")
      #expect(list.status == 0)
      let row = try #require(list.output.split(separator: "\n").first { $0.hasPrefix("harbour") })
      #expect(row.split(separator: " ")[1] == "\(found["harbour"] ?? 0)")
      let digest = try desk.tidings(
        "digest", "--since", "2026-11-21", "--until", "2026-11-22", "--json")
      #expect(digest.status == 0)
      #expect(digest.output.contains("\"harbour\"") && digest.output.contains("\"nothing\""))
    }
  }

  /// A list that is written or changed later finds what is stored already; one that is gone is forgotten.
  @Test func aChangedListIsLookedForAgain() async throws {
    try await Newsdesk.filled { desk in
      #expect(try hits(desk).isEmpty)
      try desk.configure(Self.lists)
      try await desk.run(RunRequest(steps: [.dedupe]))
      let first = try #require(try hits(desk)["harbour"])
      let text = try String(contentsOfFile: desk.configuration, encoding: .utf8)
      try text.replacing(", '\"ferry\"'", with: "").replacing("zzqqxxyy", with: "ferry")
        .write(toFile: desk.configuration, atomically: true, encoding: .utf8)
      try await desk.run(RunRequest(steps: [.dedupe]))
      let second = try hits(desk)
      #expect((second["harbour"] ?? 0) < first && (second["nothing"] ?? 0) > 0, "\(second)")
      try text.replacing(Self.lists, with: "")
        .write(toFile: desk.configuration, atomically: true, encoding: .utf8)
      try await desk.run(RunRequest(steps: [.dedupe]))
      #expect(try hits(desk).isEmpty)
    }
  }

  @Test func aQueryThatCannotBeUnderstoodIsMarked() async throws {
    try await Newsdesk.filled { desk in
      try desk.configure("watch: [{name: broken, any: ['wheat AND']}]")
      for command in [["run"], ["watch", "list"], ["watch", "test"], ["config", "check"]] {
        let result = try desk.tidings(command)
        #expect(result.status == 78, "\(command): \(result)")
        #expect(result.errors.contains("“broken”") && result.errors.contains("^"), "\(command)")
      }
      #expect(try desk.tidings("doctor").output.contains("“broken”"))
    }
  }

  @Test func aListThatThereIsNotIsSaid() async throws {
    try await Newsdesk.filled { desk in
      let none = try desk.tidings("watch")
      #expect(none.status == 0 && none.output.isEmpty && none.errors.contains("no watch lists"))
      try desk.configure(Self.lists)
      let unknown = try desk.tidings("watch", "test", "harbor")
      #expect(unknown.status == 66 && unknown.errors.contains("harbour, nothing"))
      // Before the first run the configuration alone is shown.
      try FileManager.default.removeItem(atPath: desk.database)
      #expect(try desk.tidings("watch", "list").output.contains("zzqqxxyy"))
      #expect(try desk.tidings("watch", "test").status == 66)
      #expect(try desk.tidings("watch", "test", "--limit", "0").status == 64)
    }
  }
}
