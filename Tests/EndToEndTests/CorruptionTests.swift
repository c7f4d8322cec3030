import Foundation
import GRDB
import TestSupport
import Testing

/// A database damaged in many ways: whatever SQLite can see of it ends a run with 65, and nothing is overwritten.
struct CorruptionTests {
  private enum Damage: String, CaseIterable {
    case pageHead = "the head of a page"
    case cut = "the file cut off"
    case fileHead = "the file's own header"
    case zeros = "a page of zeros"
    case swapped = "two pages swapped"
    case bytes = "some bytes anywhere"

    func apply(to data: inout Data, _ random: inout SplitMix) {
      let page = 4096
      let pages = data.count / page
      let one = Int.random(in: 1..<pages, using: &random) * page
      switch self {
      case .pageHead:
        data.replaceSubrange(one..<one + 12, with: repeatElement(0xA5, count: 12))
      case .cut: data = data.prefix(Int.random(in: 1..<data.count - 1, using: &random))
      case .fileHead:
        let at = Int.random(in: 0..<60, using: &random)
        data.replaceSubrange(at..<at + 16, with: repeatElement(0x5A, count: 16))
      case .zeros: data.replaceSubrange(one..<one + page, with: Data(count: page))
      case .swapped:
        let other = Int.random(in: 1..<pages, using: &random) * page
        let (first, second) = (data[one..<one + page], data[other..<other + page])
        data.replaceSubrange(one..<one + page, with: Data(second))
        data.replaceSubrange(other..<other + page, with: Data(first))
      case .bytes:
        for _ in 0..<64 {
          data[Int.random(in: 100..<data.count, using: &random)] = .random(
            in: 0...255, using: &random)
        }
      }
    }
  }

  @Test func damageIsSeenAndNothingIsOverwritten() async throws {
    var random = Torture.generator
    try await Newsdesk.filled { desk in
      let whole = try Data(contentsOf: desk.file("tidings.db"))
      for number in 0..<Torture.count(short: Damage.allCases.count) {
        let damage = Damage.allCases[number % Damage.allCases.count]
        var data = whole
        damage.apply(to: &data, &random)
        guard data != whole else { continue }
        try lay(data, at: desk)
        let isVisible = try isVisible(at: desk)
        try lay(data, at: desk)
        let survived = try isVisible ? isRefused(data, at: desk) : isTaken(desk)
        #expect(survived, "\(number): \(damage.rawValue)")
        Torture.tally(
          .corruption, survived: survived,
          detail: damage.rawValue + (isVisible ? "" : ", only in texts or unused pages"))
      }
    }
  }

  private func lay(_ data: Data, at desk: Newsdesk) throws {
    for suffix in ["-wal", "-shm", "-journal"] {
      try? FileManager.default.removeItem(atPath: desk.database + suffix)
    }
    try data.write(to: desk.file("tidings.db"))
  }

  /// SQLite keeps no checksums: bytes of a text may be others, and nobody can tell.
  private func isVisible(at desk: Newsdesk) throws -> Bool {
    do {
      let found = try desk.snapshot { db in
        try String.fetchAll(db, sql: "PRAGMA quick_check")
          + [String(Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0)]
          + [String(Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0)]
      }
      return found?.first != "ok" || found?.count != 3 || found?[1] != "1952738919"
    } catch {
      return true
    }
  }

  /// 65 with a sentence; `doctor` says what to do; the file is what it was.
  private func isRefused(_ data: Data, at desk: Newsdesk) throws -> Bool {
    let run = try desk.tidings("run", "--only", "digest")
    let doctor = try desk.tidings("doctor")
    let isUntouched = try Data(contentsOf: desk.file("tidings.db")) == data
    #expect(run.status == 65, "\(run)")
    #expect(doctor.status == 2 && doctor.output.contains("→"), "\(doctor)")
    #expect(isUntouched)
    return run.status == 65 && run.errors.hasPrefix("tidings: ") && doctor.status == 2
      && doctor.output.contains("database: ") && isUntouched
  }

  private func isTaken(_ desk: Newsdesk) throws -> Bool {
    let run = try desk.tidings("run", "--only", "digest")
    #expect([0, 2, 65].contains(run.status), "\(run)")
    return [0, 2, 65].contains(run.status)
  }
}
