/// Why the database could not do what was asked, in words that say what to do.
package struct StorageError: Error, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable, CaseIterable {
    /// There is no such database, and none was to be made. Exit status 66.
    case missing
    /// The file is damaged, or no database at all. Exit status 65; nothing was overwritten.
    case corrupt
    /// A newer tidings made it. Exit status 65; nothing was changed.
    case newer
    /// A database of another program. Exit status 65; nothing was changed.
    case foreign
    /// Disk full, input or output failed, no permission. Exit status 74; what was committed stays.
    case io
    /// Another process held the database longer than the busy timeout. Exit status 75.
    case busy
    /// The file lies on a network file system, where SQLite's locks do not hold. Exit status 78.
    case network
    /// A uid, name or query that does not fit what is stored. Exit status 66.
    case unknown
    /// Anything else: a bug. Exit status 1.
    case bug
  }

  package var code: Code
  package var message: String
  /// What SQLite or the system said, for the log.
  package var cause: String?

  package init(_ code: Code, _ message: String, cause: String? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }

  package var description: String { cause.map { "\(message) (\($0))" } ?? message }
}
