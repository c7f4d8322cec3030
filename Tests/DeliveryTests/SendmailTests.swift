import Foundation
import NewsModel
import Testing

@testable import Delivery

/// A command in sendmail's place: a script that keeps its arguments and its input.
struct SendmailTests {
  private func send(
    _ script: String, patience: Double = 20, to: String = "you@example.org",
    commit: @escaping @Sendable () -> Bool = { true },
    _ check: (DeliveryError?, _ folder: String) throws -> Void
  ) async throws {
    let folder = NSTemporaryDirectory() + "tidings-sendmail-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let command = folder + "/mail er"
    try "#!/bin/sh\ncd '\(folder)'\n\(script)\n".write(
      toFile: command, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: command)
    var message = MailMessageTests.message()
    message.to = Mailbox(address: to)
    var failure: DeliveryError?
    do {
      try await Sendmail(patience: patience).send(message, command: command, commit: commit)
    } catch {
      failure = error
    }
    try check(failure, folder)
  }

  @Test func theMessageIsItsInputAndTheRecipientAnArgument() async throws {
    let odd = "$(touch${IFS}owned)`id`@example.org"
    try await send(#"printf '%s\n' "$@" > args; cat > input"#, to: odd) { error, folder in
      #expect(error == nil)
      let arguments = try String(contentsOfFile: folder + "/args", encoding: .utf8)
      #expect(arguments == "-i\n-f\nme@example.org\n--\n\(odd)\n")
      var message = MailMessageTests.message()
      message.to = Mailbox(address: odd)
      let input = try Data(contentsOf: URL(fileURLWithPath: folder + "/input"))
      #expect([UInt8](input) == message.bytes.filter { $0 != 13 })
      #expect(!FileManager.default.fileExists(atPath: folder + "/owned"))
    }
  }

  @Test(
    arguments: [
      (
        "echo 'no such user' >&2; exit 67", DeliveryError.Certainty.notDelivered,
        "status 67: no such user"
      ),
      ("exit 75", .notDelivered, "status 75"), ("kill -9 $$", .doubtful, "was killed"),
      ("sleep 60", .doubtful, "did not end within"),
    ])
  func itsFailuresAreTold(
    script: String, certainty: DeliveryError.Certainty, words: String
  ) async throws {
    try await send(script, patience: 1) { error, _ in
      #expect(error?.certainty == certainty)
      #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }
  }

  @Test func whoseNoteIsNotTakenStartsNothing() async throws {
    try await send("touch started", commit: { false }) { error, folder in
      #expect(error?.certainty == .notDelivered)
      #expect(!FileManager.default.fileExists(atPath: folder + "/started"))
    }
  }

  @Test func aCommandThatIsNotThereIsSaid() async {
    let error = await #expect(throws: DeliveryError.self) {
      try await Sendmail().send(MailMessageTests.message(), command: "/nowhere/mail") { true }
    }
    #expect(error?.certainty == .notDelivered)
    #expect(error?.message.hasPrefix("/nowhere/mail is not there") == true)
  }
}
