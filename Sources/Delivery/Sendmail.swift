internal import Foundation
internal import Glibc
internal import NewsModel

/// A local command that takes mail as sendmail does: the message on standard input, the recipient as an argument.
///
/// No shell is asked; the recipient stands behind `--`. The message comes from a file that is already whole, not through a
/// pipe: a command whose reader is killed half-way would take half a message for all of it.
package struct Sendmail: Sendable {
  /// Where systems have it; then `PATH`.
  private static let places = ["/usr/sbin/sendmail", "/usr/lib/sendmail", "/usr/bin/sendmail"]

  /// Seconds until a command that does not end is killed.
  package var patience: Double

  package init(patience: Double = 120) { self.patience = patience }

  /// The command that would be called.
  ///
  /// - Parameter configured: an absolute path; `nil` looks where sendmail usually is.
  /// - Returns: `nil` where there is none that can be executed.
  package static func command(_ configured: String?) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let places =
      configured.map { [$0] }
      ?? Self.places + path.split(separator: ":").map { "\($0)/sendmail" }
    return places.first {
      $0.hasPrefix("/") && FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  func send(
    _ message: MailMessage, command configured: String?, commit: @escaping @Sendable () -> Bool
  ) async throws(DeliveryError) {
    guard let command = Self.command(configured) else {
      throw DeliveryError(
        .notDelivered,
        "\(configured ?? "sendmail") is not there, or cannot be executed; see digests[].send[].via."
      )
    }
    // Line ends as the system's own: what sendmail takes on standard input is a text file.
    let text = message.bytes.filter { $0 != 13 }
    let arguments = ["-i", "-f", message.from.asciiAddress, "--", message.to.asciiAddress]
    let job = SendmailJob(command: command, arguments: arguments, text: text, patience: patience)
    let result = await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: job.run(commit: commit)) }
      thread.name = "tidings.sendmail"
      thread.start()
    }
    try result.get()
  }
}

/// One call of the command, on a thread that may wait.
private struct SendmailJob: Sendable {
  let command: String
  let arguments: [String]
  let text: [UInt8]
  let patience: Double

  /// What a command says of its failure is not read beyond this.
  private static let longestWords = 300

  func run(commit: () -> Bool) -> Result<Void, DeliveryError> {
    let input: FileHandle
    let errors: FileHandle
    do {
      input = try Self.nameless(holding: text)
      errors = try Self.nameless(holding: [])
    } catch {
      return .failure(
        DeliveryError(
          .notDelivered,
          "No temporary file can be made for the message: \(error.localizedDescription)"))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command)
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    guard commit() else {
      return .failure(
        DeliveryError(.notDelivered, "The database did not take note, so nothing was sent."))
    }
    do { try process.run() } catch {
      return .failure(
        DeliveryError(.notDelivered, "\(command) does not start: \(error.localizedDescription)"))
    }
    guard ended.wait(timeout: .now() + patience) == .success else {
      kill(process.processIdentifier, SIGKILL)
      return .failure(
        DeliveryError(.doubtful, "\(command) did not end within \(Int(patience)) seconds."))
    }
    return judge(process, errors)
  }

  private func judge(_ process: Process, _ errors: FileHandle) -> Result<Void, DeliveryError> {
    if process.terminationReason == .exit, process.terminationStatus == 0 { return .success(()) }
    try? errors.seek(toOffset: 0)
    let said = (try? errors.read(upToCount: Self.longestWords)) ?? nil
    let words = String(decoding: said ?? Data(), as: UTF8.self).unicodeScalars
      .map { $0.properties.generalCategory == .control ? " " : String($0) }.joined()
      .trimmingCharacters(in: .whitespaces)
    let tail = words.isEmpty ? "" : ": \(words)"
    // A command that was killed may have done its work before.
    guard process.terminationReason == .exit else {
      return .failure(DeliveryError(.doubtful, "\(command) was killed\(tail)."))
    }
    return .failure(
      DeliveryError(
        .notDelivered, "\(command) ended with status \(process.terminationStatus)\(tail)."))
  }

  /// An open file without a name, at its beginning: nothing is left behind, however this process ends.
  private static func nameless(holding bytes: [UInt8]) throws -> FileHandle {
    var path = Array((NSTemporaryDirectory() + "/tidings-mail-XXXXXX").utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
    unlink(path)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.write(contentsOf: Data(bytes))
    try file.seek(toOffset: 0)
    return file
  }
}
