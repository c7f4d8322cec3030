import Fetching
import NewsModel
import Synchronization
import Testing

@testable import Delivery

struct WebhookTests {
  /// Answers everything alike, and keeps what it was asked.
  private final class Stub: Transport {
    let answer: Result<TransportResponse, TransportError>
    let asked = Mutex<[TransportRequest]>([])

    init(_ answer: Result<TransportResponse, TransportError>) { self.answer = answer }

    func response(
      to request: TransportRequest
    ) async throws(TransportError) -> TransportResponse {
      asked.withLock { $0.append(request) }
      return try answer.get()
    }
  }

  private func post(
    _ answer: Result<TransportResponse, TransportError>,
    to url: String = "https://hook.example/T/x",
    commit: @escaping @Sendable () -> Bool = { true }
  ) async -> (error: DeliveryError?, asked: [TransportRequest]) {
    let stub = Stub(answer)
    let webhook = Webhook(transport: stub, settings: WebhookSettings(userAgent: "t"))
    do {
      try await webhook.post(Array("{}".utf8), to: url, commit: commit)
      return (nil, stub.asked.withLock { $0 })
    } catch {
      return (error, stub.asked.withLock { $0 })
    }
  }

  @Test func jsonIsPosted() async {
    let (error, asked) = await post(.success(TransportResponse(status: 200)))
    #expect(error == nil && asked.count == 1)
    guard case .post(let body) = asked[0].method else {
      Issue.record("no POST")
      return
    }
    #expect(body == Array("{}".utf8))
    #expect(asked[0].headers.map(\.value) == ["application/json; charset=utf-8"])
    #expect(asked[0].url.string == "https://hook.example/T/x")
  }

  @Test(arguments: [301, 400, 403, 404, 410, 429, 500, 503])
  func refusalsAreTriedAgain(status: Int) async {
    let response = TransportResponse(
      status: status, headers: HTTPHeaders([("Retry-After", "90")]),
      body: Array("channel_is\u{1B}_archived".utf8))
    let (error, asked) = await post(.success(response))
    #expect(error?.certainty == .notDelivered && error?.retryAfter == 90)
    #expect(error?.message.contains("\(status) (channel_is_archived)") == true)
    #expect(asked.count == 1)
  }

  @Test(
    arguments: [
      (TransportError.Code.dns, DeliveryError.Certainty.notDelivered), (.refused, .notDelivered),
      (.tls, .notDelivered), (.addressForbidden, .notDelivered), (.timeout, .doubtful),
      (.connectionLost, .doubtful), (.cancelled, .doubtful),
    ])
  func whatIsUnknownIsCalledSo(
    code: TransportError.Code, certainty: DeliveryError.Certainty
  ) async {
    let (error, _) = await post(.failure(TransportError(code, "said")))
    #expect(error == DeliveryError(certainty, "hook.example: said"))
  }

  @Test func whoseNoteIsNotTakenPostsNothing() async {
    let (error, asked) = await post(.success(TransportResponse(status: 200)), commit: { false })
    #expect(error?.certainty == .notDelivered && asked.isEmpty)
  }

  /// An URL is a secret: what is said of it names the host alone.
  @Test func theURLIsNotTold() async {
    let (error, _) = await post(
      .success(TransportResponse(status: 500)), to: "https://hook.example/services/hush")
    #expect(error?.message.contains("hush") == false)
  }
}
