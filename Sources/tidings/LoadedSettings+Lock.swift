internal import Foundation
internal import Pipeline
internal import Settings

extension LoadedSettings {
  /// Does what a run must not see half of, with the runs' lock held.
  ///
  /// - Throws: status 75 while a run is at work, unless `lock.on_busy` is `wait`.
  func betweenRuns<Result>(_ body: () throws -> Result) throws -> Result {
    let lock = try takeLock()
    defer { withExtendedLifetime(lock) {} }
    return try body()
  }

  /// The runs' lock, as long as the value lives. Throws as ``betweenRuns(_:)`` does.
  func takeLock() throws -> LockBox {
    do {
      return LockBox(
        try RunLock(
          path: databasePath + ".lock", wait: settings.lock.onBusy == .wait, now: Date()))
    } catch {
      switch error {
      case .unusable(let path, let reason):
        throw Failure(.inputOutput, "cannot use the lock \(path): \(reason).")
      case .held(let holder):
        let who = holder.map { " (process \($0.process))" } ?? ""
        throw Failure(.temporary, "a run is at work\(who); try again once it has ended.")
      }
    }
  }
}
