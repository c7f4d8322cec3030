internal import CLibCurl
internal import Synchronization

/// One transfer: what was asked for, and what has come so far.
///
/// `@unchecked Sendable`: after `begin`, which happens before the transfer is handed to the loop, only the loop's
/// thread touches it; `isCancelled` is atomic.
final class CurlTransfer: @unchecked Sendable {
  let request: TransportRequest
  let isCancelled = Atomic(false)
  private(set) var handle: UnsafeMutableRawPointer?

  private var continuation: CheckedContinuation<Result<TransportResponse, TransportError>, Never>?
  private var guardian: AddressGuard?
  private var outgoing: CurlList?
  private var headers = HTTPHeaders()
  private var headerBytes = 0
  private var body: [UInt8] = []
  private var stop: Stop?
  private var refusal: AddressGuard.Refusal?

  /// Why a callback broke the transfer off.
  private enum Stop { case tooLarge, headersTooLarge, truncated }

  init(_ request: TransportRequest) { self.request = request }

  func begin(
    _ continuation: CheckedContinuation<Result<TransportResponse, TransportError>, Never>
  ) {
    self.continuation = continuation
  }

  /// Hands the result over; once.
  func end(_ result: Result<TransportResponse, TransportError>) {
    handle = nil
    outgoing = nil
    body = []
    continuation?.resume(returning: result)
    continuation = nil
  }

  /// Sets every option of a fresh or reset handle.
  func prepare(
    _ handle: UnsafeMutableRawPointer, options: CurlOptions, share: UnsafeMutableRawPointer?,
    connectTo: CurlList
  ) {
    self.handle = handle
    guardian = options.guardian
    if let share { tidings_easy_set_share(handle, share) }
    setRequest(handle)
    setLimits(handle)
    setTLS(handle, options.tls)
    setCallbacks(handle)
    tidings_easy_set_list(handle, CURLOPT_CONNECT_TO, connectTo.first)
    switch request.proxy {
    case .environment: break
    case .none: tidings_easy_set_string(handle, CURLOPT_PROXY, "")
    case .url(let url): tidings_easy_set_string(handle, CURLOPT_PROXY, url)
    }
  }

  private func setRequest(_ handle: UnsafeMutableRawPointer) {
    tidings_easy_set_string(handle, CURLOPT_URL, request.url.string)
    tidings_easy_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    tidings_easy_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
    tidings_easy_set_long(handle, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    if request.url.scheme == "https" { tidings_easy_set_long(handle, CURLOPT_PIPEWAIT, 1) }
    tidings_easy_set_string(handle, CURLOPT_USERAGENT, request.userAgent)
    if request.acceptsCompression { tidings_easy_set_string(handle, CURLOPT_ACCEPT_ENCODING, "") }
    // Basic is libcurl's default.
    if let password = request.basicAuth {
      tidings_easy_set_string(handle, CURLOPT_USERPWD, password)
    }
    setMethod(handle)
    let lines = request.headers.compactMap(Self.line)
    outgoing = CurlList(lines + ["Expect:"])
    tidings_easy_set_list(handle, CURLOPT_HTTPHEADER, outgoing?.first)
  }

  private func setMethod(_ handle: UnsafeMutableRawPointer) {
    switch request.method {
    case .get: tidings_easy_set_long(handle, CURLOPT_HTTPGET, 1)
    case .head: tidings_easy_set_long(handle, CURLOPT_NOBODY, 1)
    case .post(let bytes):
      tidings_easy_set_long(handle, CURLOPT_POST, 1)
      tidings_easy_set_offset(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
      bytes.withUnsafeBytes {
        _ = tidings_easy_set_pointer(
          handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: $0.baseAddress))
      }
    }
  }

  /// A header as libcurl takes it (`Name;` for an empty value); `nil` where a line end would smuggle in another.
  private static func line(_ header: (name: String, value: String)) -> String? {
    let line = header.value.isEmpty ? header.name + ";" : header.name + ": " + header.value
    return line.utf8.contains { $0 == 10 || $0 == 13 || $0 == 0 } ? nil : line
  }

  private func setLimits(_ handle: UnsafeMutableRawPointer) {
    let timeouts = request.timeouts
    func milliseconds(_ seconds: Double) -> Int { Int(min(max(seconds, 0.001), 86_400) * 1000) }
    tidings_easy_set_long(handle, CURLOPT_NOSIGNAL, 1)
    tidings_easy_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds(timeouts.total))
    tidings_easy_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(timeouts.connect))
    tidings_easy_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, timeouts.lowSpeed)
    tidings_easy_set_long(
      handle, CURLOPT_LOW_SPEED_TIME, max(1, Int(timeouts.lowSpeedTime.rounded(.up))))
    if case .refuse = request.overflow {
      tidings_easy_set_offset(
        handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(request.maxBodyBytes))
    }
  }

  private func setTLS(_ handle: UnsafeMutableRawPointer, _ tls: FetchSettings.TLSSettings) {
    let minimum = tls.minimum == .v13 ? CURL_SSLVERSION_TLSv1_3 : CURL_SSLVERSION_TLSv1_2
    tidings_easy_set_long(handle, CURLOPT_SSLVERSION, Int(minimum))
    tidings_easy_set_long(handle, CURLOPT_SSL_VERIFYPEER, tls.verify ? 1 : 0)
    tidings_easy_set_long(handle, CURLOPT_SSL_VERIFYHOST, tls.verify ? 2 : 0)
    if let file = tls.authorities { tidings_easy_set_string(handle, CURLOPT_CAINFO, file) }
  }

  private func setCallbacks(_ handle: UnsafeMutableRawPointer) {
    // The loop keeps the transfer alive in `active` until the handle is removed.
    let context = Unmanaged.passUnretained(self).toOpaque()
    tidings_easy_set_long(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    tidings_easy_on_body(handle) { bytes, size, count, context in
      CurlTransfer.of(context).receiveBody(CurlTransfer.buffer(bytes, size * count))
    }
    tidings_easy_set_pointer(handle, CURLOPT_WRITEDATA, context)
    tidings_easy_on_header(handle) { bytes, size, count, context in
      CurlTransfer.of(context).receiveHeader(CurlTransfer.buffer(bytes, size * count))
    }
    tidings_easy_set_pointer(handle, CURLOPT_HEADERDATA, context)
    tidings_easy_on_open(handle) { context, _, peer in
      guard let peer else { return CURL_SOCKET_BAD }
      return CurlTransfer.of(context).openSocket(to: peer)
    }
    tidings_easy_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context)
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> CurlTransfer {
    Unmanaged<CurlTransfer>.fromOpaque(context!).takeUnretainedValue()
  }

  private static func buffer(
    _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let raw = UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count)
    return raw.assumingMemoryBound(to: UInt8.self)
  }

  // MARK: What comes in

  /// One header line. The status line of a new header block (after 100 or 103, say) forgets the former block; the
  /// count goes on, so that endless blocks end too.
  private func receiveHeader(_ line: UnsafeBufferPointer<UInt8>) -> Int {
    headerBytes += line.count
    guard headerBytes <= request.maxHeaderBytes else {
      stop = .headersTooLarge
      return 0
    }
    if line.starts(with: Self.statusLine) {
      headers = HTTPHeaders()
    } else if let (name, value) = HTTPHeaders.field(line: line) {
      headers.append(name, value)
    }
    return line.count
  }

  private static let statusLine = Array("HTTP/".utf8)

  /// A piece of the body, decompressed. Returning less than its size ends the transfer.
  private func receiveBody(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let room = request.maxBodyBytes - body.count
    if bytes.count <= room, !isBomb(adding: bytes.count) {
      if body.isEmpty { body.reserveCapacity(min(announcedLength, request.maxBodyBytes)) }
      body.append(contentsOf: bytes)
      return bytes.count
    }
    switch request.overflow {
    case .truncate:
      body.append(contentsOf: bytes.prefix(max(0, room)))
      stop = .truncated
    case .refuse:
      body = []
      stop = .tooLarge
    }
    return 0
  }

  /// Whether the body has grown as no text does: real pages and feeds compress 3 to 30 times, gzip's worst case is
  /// 1,030 times, brotli's far more. Ending bombs at their first mebibyte keeps many at once from costing memory.
  private func isBomb(adding count: Int) -> Bool {
    let decoded = body.count + count
    guard decoded > 1 << 20, let handle else { return false }
    let wire = Int(tidings_easy_offset(handle, CURLINFO_SIZE_DOWNLOAD_T))
    return wire > 0 && decoded / wire >= Self.bombRatio
  }

  private static let bombRatio = 200

  /// As far as it is worth making room for at once: servers lie.
  private var announcedLength: Int {
    max(0, min(headers["content-length"].flatMap { Int($0) } ?? 0, 256 << 10))
  }

  /// Checks the resolved peer, then makes the socket. Called for every address that libcurl tries.
  private func openSocket(to peer: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    var bytes = [UInt8](repeating: 0, count: 16)
    var port: UInt16 = 0
    let count = Int(tidings_peer(peer, &bytes, &port))
    guard let guardian, let address = IPAddress(bytes: bytes.prefix(count)) else {
      return CURL_SOCKET_BAD
    }
    if let refusal = guardian.refusal(
      ofPeer: address, port: Int(port), authority: request.url.authority)
    {
      self.refusal = refusal
      return CURL_SOCKET_BAD
    }
    return tidings_socket(peer)
  }

  // MARK: What comes of it

  func result(_ code: CURLcode) -> Result<TransportResponse, TransportError> {
    guard let handle else { return .failure(.cancelled) }
    if code == CURLE_OK || stop == .truncated { return .success(response(handle)) }
    return .failure(failure(code, handle))
  }

  private func response(_ handle: UnsafeMutableRawPointer) -> TransportResponse {
    let peer = tidings_easy_string(handle, CURLINFO_PRIMARY_IP).map { String(cString: $0) }
    return TransportResponse(
      status: tidings_easy_long(handle, CURLINFO_RESPONSE_CODE), headers: headers, body: body,
      version: Self.version(tidings_easy_long(handle, CURLINFO_HTTP_VERSION)),
      wireBytes: Int(tidings_easy_offset(handle, CURLINFO_SIZE_DOWNLOAD_T)),
      seconds: Double(tidings_easy_offset(handle, CURLINFO_TOTAL_TIME_T)) / 1e6, peer: peer)
  }

  private static func version(_ number: Int) -> String {
    switch UInt32(number) {
    case UInt32(CURL_HTTP_VERSION_1_0): "1.0"
    case UInt32(CURL_HTTP_VERSION_2_0): "2"
    case UInt32(CURL_HTTP_VERSION_3): "3"
    default: "1.1"
    }
  }

  private func failure(_ code: CURLcode, _ handle: UnsafeMutableRawPointer) -> TransportError {
    let host = request.url.host
    switch stop {
    case .tooLarge: return Self.tooLarge(host, request.maxBodyBytes)
    case .headersTooLarge: return Self.headersTooLarge(host)
    case .truncated, nil: break
    }
    if let refusal, code == CURLE_COULDNT_CONNECT || code == CURLE_OPERATION_TIMEDOUT {
      return TransportError(.addressForbidden, refusal.message)
    }
    let reason = String(cString: curl_easy_strerror(code))
    switch code {
    case CURLE_FILESIZE_EXCEEDED: return Self.tooLarge(host, request.maxBodyBytes)
    // What libcurl before 8.6 says of a header line beyond its own 100 KB.
    case CURLE_OUT_OF_MEMORY: return Self.headersTooLarge(host)
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      let connect = tidings_easy_long(handle, CURLINFO_HTTP_CONNECTCODE)
      if connect != 0, connect != 200 {
        return TransportError(.proxy, "The proxy refuses to connect to \(host) (\(connect)).")
      }
      return TransportError(.connectionLost, "The connection to \(host) broke.")
    default:
      let meaning = Self.meaning(code)
      return TransportError(meaning, "\(host): \(reason).")
    }
  }

  private static func meaning(_ code: CURLcode) -> TransportError.Code {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: .dns
    case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
    case CURLE_COULDNT_CONNECT: .refused
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM: .connectionLost
    case CURLE_BAD_CONTENT_ENCODING: .badEncoding
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: .garbled
    case CURLE_URL_MALFORMAT: .badURL
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_CRL_BADFILE,
      CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
      .tls
    default: .internal
    }
  }

  private static func tooLarge(_ host: String, _ limit: Int) -> TransportError {
    TransportError(.tooLarge, "\(host) sends more than the limit of \(limit >> 10) KiB.")
  }

  private static func headersTooLarge(_ host: String) -> TransportError {
    TransportError(.headersTooLarge, "\(host) sends more header lines than any server should.")
  }
}
