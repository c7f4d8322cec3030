internal import Foundation
internal import GRDB

extension NewsStore {
  /// Copies the database to a new file while it is in use (SQLite's backup API): a consistent picture, complete or
  /// not there at all.
  ///
  /// - Throws: `.io` where the file exists already, or cannot be written.
  package func backUp(to target: String) throws(StorageError) {
    guard !FileSystem.exists(target) else {
      throw StorageError(.io, "\(target) exists already; a backup never overwrites.")
    }
    let partial = target + ".partial"
    try? FileManager.default.removeItem(atPath: partial)
    try FileSystem.createPrivately(partial)
    do {
      let copy = try DatabaseQueue(path: partial)
      try pool.backup(to: copy)
      try copy.close()
      // The copy was written in one piece and is complete only under its own name.
      try FileManager.default.moveItem(atPath: partial, toPath: target)
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      if let error = error as? CocoaError {
        throw StorageError(.io, "\(target) could not be written.", cause: "\(error)")
      }
      throw StorageError(error, path: target)
    }
  }
}
