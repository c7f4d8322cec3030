import Fetching
import Foundation
import NewsModel
import Testing

struct HeaderPolicyTests {
  private static let now = time("2026-03-04T12:00:00Z")

  @Test(arguments: [
    ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"),
    ("Thu, 01 Jan 26 00:00:00 GMT", "2026-01-01T00:00:00Z"),
    ("Wed, 31 Dec 2025 23:59:60 GMT", "2026-01-01T00:00:00Z"),
    ("Mon, 30 Feb 2026 00:00:00 GMT", nil), ("0", nil), ("-1", nil), ("", nil),
    ("Sun, 06 Nov 1994 24:49:37 GMT", nil), ("Sun, 06 Nov 1994", nil), (", , , 1:1:1", nil),
    ("Вс, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
  ])
  func readsDates(text: String, expected: String?) {
    let date = HTTPDate.date(from: text, now: Self.now)
    #expect(date.map(Timestamp.string) == expected)
  }

  @Test(arguments: [
    // (status, Retry-After, seconds until asked again)
    (429, "120", 120.0), (429, "0", 0), (429, nil, 30), (429, "soon", 30),
    (429, "999999999", 86_400), (429, "99999999999999999999999999", 86_400),
    (429, "Wed, 04 Mar 2026 13:00:00 GMT", 3600), (429, "Wed, 04 Mar 2026 11:00:00 GMT", 0),
    (503, "3600", 3600), (503, "Thu, 05 Mar 2026 18:00:00 GMT", 86_400), (503, nil, nil),
    (500, "3600", nil), (200, "3600", nil), (404, "60", nil),
  ])
  func readsRetryAfter(status: Int, value: String?, seconds: Double?) {
    let headers = HTTPHeaders(value.map { [("Retry-After", $0)] } ?? [])
    let until = RetryPolicy().heldUntil(status: status, headers: headers, now: Self.now)
    #expect(until?.timeIntervalSince(Self.now) == seconds)
  }

  @Test func retryAfterCanBeIgnored() {
    var perHost = FetchSettings.PerHost()
    perHost.honorRetryAfter = false
    let headers = HTTPHeaders([("Retry-After", "3600")])
    let policy = RetryPolicy(perHost: perHost)
    #expect(policy.heldUntil(status: 429, headers: headers, now: Self.now) == Self.now + 30)
    #expect(policy.heldUntil(status: 503, headers: headers, now: Self.now) == nil)
  }

  private static let freshness: [([(String, String)], Double?)] = [
    ([("Cache-Control", "max-age=600")], 600.0),
    ([("Cache-Control", "public, MAX-AGE = \"600\"")], 600),
    ([("Cache-Control", "public"), ("Cache-Control", "max-age=60")], 60),
    ([("Cache-Control", "max-age=600"), ("Age", "100")], 500),
    ([("Cache-Control", "max-age=600"), ("Age", "700")], nil),
    ([("Cache-Control", "max-age=600, no-cache")], nil), ([("Cache-Control", "no-store")], nil),
    ([("Cache-Control", "max-age=-5")], nil), ([("Cache-Control", "max-age=x")], nil),
    ([("Cache-Control", "s-maxage=600")], nil),
    ([("Expires", "Wed, 04 Mar 2026 12:10:00 GMT")], 600),
    (
      [("Expires", "Wed, 04 Mar 2026 12:10:00 GMT"), ("Date", "Wed, 04 Mar 2026 12:05:00 GMT")], 300
    ),
    ([("Expires", "Wed, 04 Mar 2026 12:10:00 GMT"), ("Cache-Control", "max-age=60")], 60),
    ([("Expires", "0")], nil), ([], nil),
  ]

  @Test(arguments: freshness)
  func readsFreshness(headers: [(String, String)], seconds: Double?) {
    let until = Freshness.until(HTTPHeaders(headers), now: Self.now)
    #expect(until?.timeIntervalSince(Self.now) == seconds)
  }

  private static let answers: [(Int, [(String, String)], String, FetchOutcome)] = [
    (200, [], "", FetchOutcome.ok), (204, [], "", .ok), (304, [], "", .notModified),
    (400, [], "", .clientError), (401, [], "", .unauthorized), (402, [], "", .paywall),
    (403, [], "", .blocked), (404, [], "", .notFound), (410, [], "", .gone),
    (418, [], "", .clientError), (429, [], "", .rateLimited), (451, [], "", .blocked),
    (500, [], "", .serverError), (502, [], "", .serverError), (503, [], "", .unavailable),
    (300, [], "", .unexpectedStatus), (600, [], "", .unexpectedStatus),
    (503, [("cf-mitigated", "challenge")], "", .blocked),
    (429, [("X-DataDome", "protected")], "", .blocked),
    (503, [], "<script src='/cdn-cgi/challenge-platform/x.js'>", .blocked),
  ]

  @Test(arguments: answers)
  func namesAnswers(
    status: Int, headers: [(String, String)], body: String, outcome: FetchOutcome
  ) {
    let response = TransportResponse(
      status: status, headers: HTTPHeaders(headers), body: Array(body.utf8))
    #expect(ResponseVerdict.outcome(of: response) == outcome)
  }

  /// Every outcome has a sentence of its own, as people read it.
  @Test func everyOutcomeHasASentence() {
    let sentences = FetchOutcome.allCases.map(\.sentence)
    #expect(Set(sentences).count == sentences.count)
    #expect(sentences.allSatisfy { $0.hasSuffix(".") && $0.count > 5 })
    #expect(
      FetchOutcome.allCases.filter { $0.severity == .none }
        == [.ok, .notModified, .heldBack, .cancelled])
  }

  @Test(arguments: [
    ("text/html; charset=utf-8", "text/html", "utf-8"),
    ("Text/HTML ;Charset=\"Windows-1251\"; x=y", "text/html", "Windows-1251"),
    ("text/html;charset", "text/html", nil), ("application/rss+xml", "application/rss+xml", nil),
    ("text/html; charset=", "text/html", nil), (";charset=x", nil, nil), ("", nil, nil),
  ])
  func readsMediaTypes(value: String, name: String?, charset: String?) {
    let type = MediaType(value)
    #expect(type?.name == (name == nil ? nil : name))
    #expect(type?.charset == (name == nil ? nil : charset))
  }
}
