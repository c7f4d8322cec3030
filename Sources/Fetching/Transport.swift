/// Something that makes one HTTP exchange: no redirects, no retries, no manners; those are ``Fetcher``'s.
package protocol Transport: Sendable {
  /// One exchange. Cancelling the task ends it within milliseconds with ``TransportError/Code/cancelled``.
  func response(to request: TransportRequest) async throws(TransportError) -> TransportResponse
}

/// One HTTP request as it goes out.
package struct TransportRequest: Sendable {
  package var url: WebAddress
  package var method: Method
  /// In order; the transport adds `Host` and `Accept-Encoding` itself.
  package var headers: [(name: String, value: String)]
  package var userAgent: String
  /// `user:password`, sent as basic authentication.
  package var basicAuth: String?
  package var proxy: FetchSettings.ProxyChoice
  package var timeouts: FetchSettings.Timeouts
  /// Bytes after decompression.
  package var maxBodyBytes: Int
  package var overflow: Overflow
  package var maxHeaderBytes: Int
  /// Without, the body is taken as it comes: for servers that misname an encoding.
  package var acceptsCompression: Bool

  package init(
    url: WebAddress, method: Method = .get, headers: [(name: String, value: String)] = [],
    userAgent: String, basicAuth: String? = nil, proxy: FetchSettings.ProxyChoice = .environment,
    timeouts: FetchSettings.Timeouts = FetchSettings.Timeouts(), maxBodyBytes: Int = 15 << 20,
    overflow: Overflow = .refuse, maxHeaderBytes: Int = 64 << 10, acceptsCompression: Bool = true
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.userAgent = userAgent
    self.basicAuth = basicAuth
    self.proxy = proxy
    self.timeouts = timeouts
    self.maxBodyBytes = maxBodyBytes
    self.overflow = overflow
    self.maxHeaderBytes = maxHeaderBytes
    self.acceptsCompression = acceptsCompression
  }

  package enum Method: Sendable {
    case get
    case head
    case post([UInt8])
  }

  /// What happens to a body that passes ``TransportRequest/maxBodyBytes``.
  package enum Overflow: Sendable {
    /// The transfer fails with ``TransportError/Code/tooLarge``.
    case refuse
    /// What came until then is the body (robots.txt, RFC 9309 §2.5).
    case truncate
  }
}

/// One HTTP answer, decompressed.
package struct TransportResponse: Sendable, Hashable {
  package var status: Int
  package var headers: HTTPHeaders
  package var body: [UInt8]
  /// `1.0`, `1.1`, `2`, `3`.
  package var version: String
  /// Bytes of the body as they came over the wire.
  package var wireBytes: Int
  package var seconds: Double
  /// The peer that answered; a proxy's address, where there is one.
  package var peer: String?

  package init(
    status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = [], version: String = "1.1",
    wireBytes: Int = 0, seconds: Double = 0, peer: String? = nil
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.version = version
    self.wireBytes = wireBytes
    self.seconds = seconds
    self.peer = peer
  }
}

/// Why there is no answer.
package struct TransportError: Error, Sendable, Hashable {
  package var code: Code
  /// A sentence for people.
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package enum Code: String, Sendable {
    case addressForbidden, badURL, cancelled, connectionLost, dns, garbled, badEncoding
    case headersTooLarge, proxy, refused, timeout, tls, tooLarge, `internal`
  }
}
