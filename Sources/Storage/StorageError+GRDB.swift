internal import GRDB

extension StorageError {
  /// What SQLite's error means for the one who runs tidings.
  init(_ error: any Error, path: String) {
    if let error = error as? StorageError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(.bug, "The database \(path) failed unexpectedly.", cause: "\(error)")
      return
    }
    let cause = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
    switch error.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(.corrupt, Self.corruptionMessage(path), cause: cause)
    case .SQLITE_FULL:
      self.init(
        .io, "No room left for \(path); free some and run again: what was committed is kept.",
        cause: cause)
    case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_READONLY, .SQLITE_NOLFS,
      .SQLITE_PROTOCOL:
      self.init(
        .io, "\(path) could not be read or written; check the disk and the file's permissions.",
        cause: cause)
    case .SQLITE_NOMEM, .SQLITE_TOOBIG:
      self.init(.io, "\(path): a value is too big for the memory at hand.", cause: cause)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .busy, "Another process holds \(path); try again, or raise store.busy_timeout.",
        cause: cause)
    default:
      self.init(.bug, "The database \(path) refused a statement.", cause: cause)
    }
  }

  static func corruptionMessage(_ path: String) -> String {
    "\(path) is damaged. Nothing was overwritten. Restore a backup, or save what is left with "
      + "`sqlite3 \(path) .recover`; `tidings doctor` says more."
  }
}
