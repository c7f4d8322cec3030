internal import ArgumentParser
internal import Pipeline
internal import Settings
internal import Storage

/// A command that cannot do what was asked, in one sentence that says what would help.
struct Failure: Error {
  var status: ExitCode
  var message: String

  init(_ status: ExitCode, _ message: String) {
    self.status = status
    self.message = message
  }

  /// Ends the program: the message on standard error, the status as docs/operation.md lists them.
  static func exit(with error: any Error, from command: any ParsableCommand.Type) -> Never {
    guard let failure = Failure(error) else { command.exit(withError: error) }
    StandardError.write("tidings: " + Terminal.safe(failure.message) + "\n")
    command.exit(withError: failure.status)
  }

  private init?(_ error: any Error) {
    switch error {
    case let error as Failure: self = error
    case let error as SettingsError: self.init(.configuration, error.description)
    case let error as StorageError: self.init(error.status, error.description)
    case let error as WatchListError: self.init(.configuration, error.description)
    case let error as InputOutputError: self.init(.inputOutput, error.message)
    default: return nil
    }
  }
}

extension StorageError {
  var status: ExitCode {
    switch code {
    case .missing, .unknown: .noInput
    case .corrupt, .newer, .foreign: .data
    case .io: .inputOutput
    case .busy: .temporary
    case .network: .configuration
    case .bug: .failure
    }
  }
}
