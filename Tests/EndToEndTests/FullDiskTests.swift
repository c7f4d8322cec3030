import Foundation
import GRDB
import Glibc
import SampleNewsroom
import TestSupport
import Testing

/// A disk that fills up during a run: 74, nothing broken, and the next run goes on. Needs root, for a small tmpfs.
struct FullDiskTests {
  private static let environment = [
    "TIDINGS_STORE__PATH": "disk/tidings.db", "TIDINGS_RETENTION__VACUUM": "incremental",
  ]

  @Test(.enabled(if: getuid() == 0 && canMount, "only root may mount a small disk"))
  func aRunEndsInOrderAndTheNextOneFinishesIt() async throws {
    var random = Torture.generator
    let base = Date()
    let (whole, bytes) = try await undisturbed(base)
    for _ in 0..<Torture.count(short: 2) {
      // From no room at all to a little less than is needed.
      let room = Int.random(in: 4...(bytes / 1024), using: &random)
      let survived = try await Newsdesk.open(now: base) { desk in
        try survive(room, at: desk, whole: whole)
      }
      guard let survived else { continue }
      Torture.tally(.fullDiskProgram, survived: survived, detail: "full")
    }
  }

  private func undisturbed(_ base: Date) async throws -> ([String], Int) {
    for _ in 0..<20 {
      let found = try await Newsdesk.open(now: base) { desk -> ([String], Int)? in
        let disk = try Disk(desk.folder + "/disk", kibibytes: 64 << 10)
        defer { disk.unmount() }
        let grain = PollGrain()
        _ = try run(desk)
        let path = desk.folder + "/disk/tidings.db"
        guard grain == PollGrain(), try desk.isSettled(path) else { return nil }
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        return (try desk.outcome(database: path), try #require(size))
      }
      if let found { return found }
    }
    throw CancellationError()
  }

  private func run(_ desk: Newsdesk) throws -> CommandLine.Result {
    try CommandLine.tidings(
      ["run", "--config", desk.configuration], in: desk.folder, environment: Self.environment)
  }

  /// - Returns: `nil` where the end cannot be compared.
  private func survive(_ room: Int, at desk: Newsdesk, whole: [String]) throws -> Bool? {
    let disk = try Disk(desk.folder + "/disk", kibibytes: room)
    defer { disk.unmount() }
    let grain = PollGrain()
    let full = try run(desk)
    #expect(full.status == 74, "\(room) KiB: \(full)")
    #expect(full.errors.hasPrefix("tidings: ") && full.errors.contains("full"), "\(full.errors)")
    let path = desk.folder + "/disk/tidings.db"
    let damages = try desk.snapshot(of: path) {
      try String.fetchAll($0, sql: "PRAGMA integrity_check")
    }
    #expect(damages == nil || damages == ["ok"], "\(room) KiB: \(damages ?? [])")
    try disk.grow(kibibytes: 64 << 10)
    for _ in 0..<3 {
      let again = try run(desk)
      #expect([0, 2].contains(again.status), "\(room) KiB: \(again)")
      if try desk.isSettled(path) { break }
    }
    guard grain == PollGrain(), try desk.isSettled(path) else { return nil }
    let isEqual = try desk.outcome(database: path) == whole
    #expect(isEqual, "\(room) KiB")
    return full.status == 74 && isEqual && (damages == nil || damages == ["ok"])
  }

  /// Containers often forbid it even to root.
  private static let canMount: Bool = {
    let folder = NSTemporaryDirectory() + "tidings-mount-" + UUID().uuidString
    guard let disk = try? Disk(folder, kibibytes: 64) else { return false }
    disk.unmount()
    rmdir(folder)
    return true
  }()
}

/// A tmpfs of a certain size.
private struct Disk {
  var path: String

  init(_ path: String, kibibytes: Int) throws {
    self.path = path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  func grow(kibibytes: Int) throws {
    guard mount("tmpfs", path, "tmpfs", UInt(MS_REMOUNT), "size=\(kibibytes)k") == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  func unmount() { umount2(path, Int32(MNT_DETACH)) }
}
