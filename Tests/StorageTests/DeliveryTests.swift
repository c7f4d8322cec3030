import Foundation
import NewsModel
import Storage
import Testing

/// What keeps a digest from being sent twice, and from being forgotten.
struct DeliveryTests {
  private let target = "a@b.example"

  /// A finished digest that waits for its one target.
  private func queued(_ test: TestStore, day: Double = 1) throws -> String {
    let digest = try test.store.digest(
      named: "daily", from: hours(24 * (day - 1)), until: hours(24 * day), now: hours(24 * day + 1))
    try test.store.save(
      digest: digest.uid, state: .ok, body: Data("{}".utf8), targets: [target],
      now: hours(24 * day + 1))
    return digest.uid
  }

  private func states(_ test: TestStore) throws -> [String] {
    try test.store.strings(
      "SELECT state, attempts, last_error FROM v1_deliveries ORDER BY queued, target")
  }

  @Test func whatWasSentIsNeverWantedAgain() throws {
    let test = try TestStore()
    let store = test.store
    let uid = try queued(test)
    #expect(try store.dueDeliveries(now: hours(26)).map(\.target) == [target])
    #expect(try store.beginDelivery(ofDigest: uid, to: target, now: hours(26)))
    #expect(try store.commitDelivery(ofDigest: uid, to: target))
    #expect(try !store.commitDelivery(ofDigest: uid, to: target))
    try store.endDelivery(ofDigest: uid, to: target, .sent, now: hours(26))
    // Rendering again, asking again, and a late report of failure change nothing.
    try store.save(
      digest: uid, state: .ok, body: Data("{}".utf8), targets: [target], now: hours(30))
    try store.queueDeliveries(ofDigest: uid, to: [target], now: hours(30))
    try store.endDelivery(
      ofDigest: uid, to: target, .notDelivered(error: "late", nextTry: hours(31)), now: hours(30))
    #expect(try store.dueDeliveries(now: hours(99)) == [])
    #expect(try !store.beginDelivery(ofDigest: uid, to: target, now: hours(99)))
    #expect(try states(test) == ["sent|1|∅"])
  }

  @Test func whatFailedIsTriedAgainAtItsTime() throws {
    let test = try TestStore()
    let store = test.store
    let uid = try queued(test)
    for (now, next) in [(26.0, 27.0), (27, 28)] {
      #expect(try store.beginDelivery(ofDigest: uid, to: target, now: hours(now)))
      try store.endDelivery(
        ofDigest: uid, to: target, .notDelivered(error: "refused", nextTry: hours(next)),
        now: hours(now))
      #expect(try store.dueDeliveries(now: hours(next - 0.5)) == [])
      #expect(try store.dueDeliveries(now: hours(next)).count == 1)
    }
    // A clock that ran ahead, and was set right.
    #expect(try store.dueDeliveries(now: hours(-24 * 30)).count == 1)
    #expect(try store.troubledDeliveries().map(\.lastError) == ["refused"])
    #expect(try store.window(from: hours(24), until: hours(48)).failedDeliveries.count == 1)
    #expect(try store.window(from: hours(0), until: hours(24)).failedDeliveries == [])
    try store.endDelivery(
      ofDigest: uid, to: target, .notDelivered(error: "no", nextTry: nil), now: hours(28))
    #expect(try states(test) == ["failed|2|no"])
    #expect(try store.dueDeliveries(now: hours(999)) == [])
  }

  /// Killed between handing over and noting the answer.
  @Test func whatIsInDoubtIsNotSentAgainByItself() throws {
    let test = try TestStore()
    let store = test.store
    let uid = try queued(test)
    _ = try store.beginDelivery(ofDigest: uid, to: target, now: hours(26))
    _ = try store.commitDelivery(ofDigest: uid, to: target)
    #expect(try store.dueDeliveries(now: hours(27)) == [])
    try store.doubtInterruptedDeliveries()
    #expect(try store.dueDeliveries(now: hours(27)) == [])
    #expect(try store.troubledDeliveries().map(\.state) == [.doubtful])
    // Somebody decides.
    try store.queueDeliveries(ofDigest: uid, to: [target], now: hours(28))
    #expect(try store.dueDeliveries(now: hours(28)).map(\.state) == [.pending])
  }

  /// Killed before anything was handed over: simply tried again.
  @Test func whatHadOnlyBegunIsTriedAgain() throws {
    let test = try TestStore()
    let uid = try queued(test)
    _ = try test.store.beginDelivery(ofDigest: uid, to: target, now: hours(26))
    try test.store.doubtInterruptedDeliveries()
    #expect(try test.store.dueDeliveries(now: hours(27)).map(\.attempts) == [1])
  }

  @Test func aLaterSuccessEndsAnOldTrouble() throws {
    let test = try TestStore()
    let store = test.store
    let first = try queued(test, day: 1)
    _ = try store.beginDelivery(ofDigest: first, to: target, now: hours(26))
    try store.endDelivery(
      ofDigest: first, to: target, .doubtful(error: "no answer"), now: hours(26))
    let second = try queued(test, day: 2)
    #expect(try store.troubledDeliveries().map(\.digestUID) == [first])
    _ = try store.beginDelivery(ofDigest: second, to: target, now: hours(50))
    try store.endDelivery(ofDigest: second, to: target, .sent, now: hours(50))
    #expect(try store.troubledDeliveries() == [])
  }

  @Test func whatIsNoLongerConfiguredIsDropped() throws {
    let test = try TestStore()
    let store = test.store
    let uid = try queued(test)
    try store.dropDeliveries(except: ["daily": [target]])
    #expect(try store.dueDeliveries(now: hours(26)).count == 1)
    try store.dropDeliveries(except: ["daily": ["else@b.example"]])
    #expect(try store.dueDeliveries(now: hours(26)) == [])
    #expect(try store.deliveries(ofDigest: uid).map(\.state) == [.dropped])
    try store.queueDeliveries(ofDigest: uid, to: [target], now: hours(27))
    #expect(try store.dueDeliveries(now: hours(27)).count == 1)
  }
}
