import Delivery
import Fetching
import Foundation
import NewsModel
import Pipeline
import Settings
import Storage
import Synchronization
import TestSupport
import Testing

/// A delivery that fails: tried again, never done twice, and never silent.
struct DeliveryFailureTests {
  enum Fate: Sendable {
    /// Tried again by the next run, and there then, once.
    case retried
    /// It may have arrived: not sent again by itself.
    case doubtful
  }

  static let ways: [(MailServerDouble.Fault, Fate)] = [
    (.close("CONNECT"), .retried), (.garbage("CONNECT"), .retried), (.hang("CONNECT"), .retried),
    (.answer("CONNECT", "421 too busy"), .retried), (.answer("CONNECT", "554 go away"), .retried),
    (.close("EHLO"), .retried), (.hang("EHLO"), .retried),
    (.answer("AUTH", "535 5.7.8 bad password"), .retried), (.close("AUTH"), .retried),
    (.answer("MAIL", "451 4.3.0 later"), .retried),
    (.answer("MAIL", "552 5.3.4 too big"), .retried),
    (.close("MAIL"), .retried), (.answer("RCPT", "450 4.2.1 greylisted"), .retried),
    (.answer("RCPT", "550 5.1.1 no such user"), .retried), (.hang("RCPT"), .retried),
    (.answer("DATA", "452 4.3.1 disk full"), .retried), (.close("DATA"), .retried),
    (.answer("TEXT", "554 5.6.0 spam"), .retried), (.answer("TEXT", "451 4.3.0 not now"), .retried),
    (.closeDuringText(after: 40), .doubtful), (.close("TEXT"), .doubtful),
    (.hang("TEXT"), .doubtful),
    (.garbage("TEXT"), .doubtful),
  ]

  @Test(.tallied(.deliveries), arguments: ways)
  func aFailedMailIsRetriedAndNeverSentTwice(fault: MailServerDouble.Fault, fate: Fate) async throws
  {
    let server = try MailServerDouble(faults: [fault])
    try await Desk.open(
      "email: [a@b.example], via: \"smtp://u:p@127.0.0.1:\(server.port)\", tls: none"
    ) {
      (desk) async throws in
      let first = try await desk.send()
      #expect(first.count == 1 && first[0].error != nil, "\(fault)")
      #expect(server.messages.count <= 1)
      #expect(try desk.states() == [fate == .retried ? "pending" : "doubtful"])
      // The failure stands in the next digest, and is an alarm.
      #expect(try desk.warnings().contains { $0.hasPrefix("Not delivered: daily of ") })
      let second = try await desk.send()
      let third = try await desk.send()
      #expect(third == [])
      switch fate {
      case .retried:
        #expect(second.map(\.error) == [nil])
        #expect(try desk.states() == ["sent"])
        #expect(server.messages.count == 1)
      case .doubtful:
        #expect(second == [])
        #expect(server.messages.count <= 1)
        #expect(try desk.states() == ["doubtful"])
        // Until somebody says so: then with the same Message-ID, by which readers can tell.
        let before = server.messages
        try desk.store.queueDeliveries(ofDigest: desk.uid, to: ["a@b.example"], now: desk.now)
        #expect(try await desk.send().map(\.error) == [nil])
        #expect(Set((before + server.messages).map(Self.messageID)).count == 1)
      }
    }
  }

  private static func messageID(_ message: MailServerDouble.Message) -> String? {
    message.text.components(separatedBy: "\r\n").first { $0.hasPrefix("Message-ID:") }
  }

  @Test(.tallied(.deliveries)) func nobodyListening() async throws {
    try await Desk.open("email: [a@b.example], via: \"smtp://127.0.0.1:1\", tls: none") {
      (desk) async throws in
      for _ in 0..<3 {
        #expect(try await desk.send().map { $0.error?.certainty } == [.notDelivered])
      }
      // The fourth waits for half an hour.
      #expect(try await desk.send().count == 0)
      #expect(try desk.states() == ["pending"])
    }
  }

  @Test(.tallied(.deliveries)) func oneBadAddressDoesNotHinderTheOthers() async throws {
    let server = try MailServerDouble(faults: [.answer("RCPT", "550 no")])
    let list =
      "email: [a@b.example, c@d.example, a@b.example], via: \"smtp://127.0.0.1:\(server.port)\", tls: none"
    try await Desk.open(list) { (desk) async throws in
      #expect(try await desk.send().map { $0.error == nil } == [false, true])
      #expect(try await desk.send().map(\.target) == ["a@b.example"])
      #expect(server.messages.map(\.to) == [["c@d.example"], ["a@b.example"]])
      #expect(Set(server.messages.map(Self.messageID)).count == 2)
    }
  }

  /// The process dies at the worst moment; the next one finds what it left.
  @Test(.tallied(.deliveries), arguments: [(false, "pending", 1), (true, "doubtful", 0)])
  func aRunThatDiedWhileSending(committed: Bool, state: String, sent: Int) async throws {
    let server = try MailServerDouble()
    try await Desk.open("email: [a@b.example], via: \"smtp://127.0.0.1:\(server.port)\", tls: none")
    {
      (desk) async throws in
      _ = try desk.store.beginDelivery(ofDigest: desk.uid, to: "a@b.example", now: desk.now)
      if committed {
        #expect(try desk.store.commitDelivery(ofDigest: desk.uid, to: "a@b.example"))
      }
      #expect(try await desk.send().count == sent)
      #expect(try desk.states() == [committed ? state : "sent"])
      #expect(server.messages.count == sent)
    }
  }

  /// What it was told cannot be noted: the disk is full, say.
  @Test(.tallied(.deliveries)) func aCourierThatIsStoppedSendsNothing() async throws {
    let server = try MailServerDouble()
    try await Desk.open("email: [a@b.example], via: \"smtp://127.0.0.1:\(server.port)\", tls: none")
    {
      (desk) async throws in
      // Somebody else took it in hand meanwhile.
      let courier = Interloper(inner: desk.courier) {
        _ = try? desk.store.commitDelivery(ofDigest: desk.uid, to: "a@b.example")
      }
      _ = try await desk.send(by: courier)
      #expect(server.messages == [])
    }
  }

  @Test func sevenDaysAreEnough() async throws {
    try await Desk.open("email: [a@b.example], via: \"smtp://127.0.0.1:1\", tls: none") {
      (desk) async throws in
      var attempts = 0
      for hour in 0..<(24 * 9) {
        attempts += try await desk.send(at: desk.now.addingTimeInterval(Double(hour) * 3600)).count
      }
      #expect((20...40).contains(attempts), "\(attempts)")
      #expect(try desk.states() == ["failed"])
      #expect(try desk.warnings().contains { $0.contains("was given up for a@b.example") })
    }
  }
}

/// Does something just before the message goes out.
private struct Interloper: Courier {
  let inner: any Courier
  let act: @Sendable () -> Void

  func deliver(
    _ parcel: Parcel, commit: @escaping @Sendable () -> Bool
  ) async throws(DeliveryError) {
    try await inner.deliver(parcel) {
      act()
      return commit()
    }
  }
}

/// A store with a finished digest that is to be sent.
private struct Desk {
  let store: NewsStore
  let loaded: LoadedSettings
  let uid: String
  let now = Date(timeIntervalSince1970: 1_795_260_600)

  static func open(_ send: String, _ body: (Desk) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "tidings-desk-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try "digests: [{name: daily, send: [{\(send)}]}]\n".write(
      toFile: folder + "/pipeline.yml", atomically: true, encoding: .utf8)
    let loaded = try SettingsFile.load(
      path: folder + "/pipeline.yml", environment: [:], workingDirectory: folder)
    let store = try NewsStore.open(folder + "/tidings.db", options: StoreOptions(creates: true))
    let desk = try Desk(store: store, loaded: loaded)
    try await body(desk)
    try store.close()
  }

  private init(store: NewsStore, loaded: LoadedSettings) throws {
    self.store = store
    self.loaded = loaded
    let writer = DigestWriter(loaded: loaded, store: store)
    let until = Date(timeIntervalSince1970: 1_795_240_800)
    let digest = try writer.digest(
      named: "daily", from: until.addingTimeInterval(-86_400), until: until,
      now: Date(timeIntervalSince1970: 1_795_241_400))
    uid = digest.uid
    try writer.finish(digest, isSent: true, now: Date(timeIntervalSince1970: 1_795_241_400))
  }

  var courier: any Courier {
    NetworkCourier(
      mail: CurlMail(timeouts: MailTimeouts(connect: 3, answer: 1, total: 3)), web: NoWeb(),
      settings: WebhookSettings(userAgent: "t"))
  }

  /// As a run does it.
  func send(at time: Date? = nil, by courier: (any Courier)? = nil) async throws
    -> [DigestSender.Result]
  {
    let (time, courier) = (time ?? now, courier ?? self.courier)
    return try await DigestSender(
      loaded: loaded, store: store, version: "t", clock: { time }, courier: { courier }
    ).sendDue()
  }

  func states() throws -> [String] {
    try store.deliveries(ofDigest: uid).map(\.state.rawValue)
  }

  /// Of the next day's digest.
  func warnings() throws -> [String] {
    let until = Date(timeIntervalSince1970: 1_795_240_800 + 86_400)
    return try DigestWriter(loaded: loaded, store: store).digest(
      named: "daily", from: until.addingTimeInterval(-86_400), until: until, now: until
    ).warnings
  }
}

private struct NoWeb: Transport {
  func response(to request: TransportRequest) async throws(TransportError) -> TransportResponse {
    throw TransportError(.internal, "no web here")
  }
}
