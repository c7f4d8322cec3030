internal import Foundation

/// How hard the rows of docs/reliability.md are tried, and what came of them.
///
/// `make test` tries each a little. Scripts/torture sets the counts and adds up what tests say here.
package enum Torture {
  /// Rows of the table, each with one test or several.
  package enum Row: String, Sendable {
    case kills, sameInput, overlaps, fullDisk, fullDiskProgram, corruption, clocks, dates,
      mutatedFeeds, bombs
    case pages, transfers, addresses, certificates, injections, upgrades, soak
    case formulas, mailHeads, queries, terminal, deliveries
  }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// How many to try: what Scripts/torture asks for, else a few.
  package static func count(short: Int) -> Int {
    environment["TIDINGS_TORTURE_COUNT"].flatMap { Int($0) } ?? short
  }

  /// Whether Scripts/torture is at work.
  package static var isFull: Bool { environment["TIDINGS_TORTURE_COUNT"] != nil }

  /// Random choices, others in each batch, the same for the same batch.
  package static var generator: SplitMix {
    SplitMix(state: environment["TIDINGS_TORTURE_SEED"].flatMap { UInt64($0) } ?? 1)
  }

  /// Says that something was tried, and whether it ended as it has to. `detail` is counted by its words.
  package static func tally(
    _ row: Row, tried: Int = 1, survived: Int, detail: String? = nil
  ) {
    guard let path = environment["TIDINGS_TORTURE_TALLY"] else { return }
    var record: [String: Any] = ["row": row.rawValue, "tried": tried, "survived": survived]
    record["detail"] = detail
    guard var line = try? JSONSerialization.data(withJSONObject: record, options: .sortedKeys),
      let file = FileHandle(forWritingAtPath: path)
    else { return }
    line.append(10)
    defer { try? file.close() }
    _ = try? file.seekToEnd()
    try? file.write(contentsOf: line)
  }

  package static func tally(_ row: Row, survived: Bool, detail: String? = nil) {
    tally(row, survived: survived ? 1 : 0, detail: detail)
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
package struct SplitMix: RandomNumberGenerator, Sendable {
  package var state: UInt64

  package init(state: UInt64) { self.state = state }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
