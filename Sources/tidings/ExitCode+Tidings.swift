internal import ArgumentParser

/// What tidings says by its exit status, after sysexits(3) where that has a number.
extension ExitCode {
  /// Done, but an alarm stands.
  static let alarm = ExitCode(2)
  /// The command line makes no sense.
  static let usage = ExitCode(64)
  /// The database is corrupt, or of a newer version.
  static let data = ExitCode(65)
  /// No such feed, article or file.
  static let noInput = ExitCode(66)
  /// The whole network is down.
  static let unavailable = ExitCode(69)
  /// Input, output, or a full disk.
  static let inputOutput = ExitCode(74)
  /// Another run has held the lock for too long.
  static let temporary = ExitCode(75)
  /// The configuration is wrong.
  static let configuration = ExitCode(78)
}
