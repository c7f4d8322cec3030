internal import CLibCurl
internal import NewsModel
internal import Synchronization

/// One conversation with a mail server.
///
/// `@unchecked Sendable`: everything but `isCancelled`, which is atomic, is touched only by the one thread that calls
/// `perform()`, from which libcurl calls back.
final class CurlMailTransfer: @unchecked Sendable {
  private let server: MailServer
  /// `nil`: only to log in.
  private let letter: MailSubmission?
  private let options: CurlMailOptions
  private let commit: @Sendable () -> Bool
  private let isCancelled = Atomic(false)

  private var sent = 0
  private var isCommitted = false
  private var commitFailed = false
  /// The server's last line, and whether it came after the text.
  private var reply = ""
  private var hasAnswered = false

  init(
    server: MailServer, letter: MailSubmission?, options: CurlMailOptions,
    commit: @escaping @Sendable () -> Bool
  ) {
    self.server = server
    self.letter = letter
    self.options = options
    self.commit = commit
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
  }

  func cancel() { isCancelled.store(true, ordering: .relaxed) }

  func perform() -> Result<Void, MailError> {
    guard let handle = curl_easy_init() else {
      return .failure(MailError(.internal, "There is no memory for a transfer."))
    }
    defer { curl_easy_cleanup(handle) }
    let recipients = CurlList(letter.map { ["<\($0.to)>"] } ?? [])
    let connectTo = CurlList(options.connectTo)
    setServer(handle)
    setSecurity(handle)
    setCallbacks(handle)
    tidings_easy_set_list(handle, CURLOPT_CONNECT_TO, connectTo.first)
    if let letter {
      tidings_easy_set_string(handle, CURLOPT_MAIL_FROM, "<\(letter.from)>")
      tidings_easy_set_list(handle, CURLOPT_MAIL_RCPT, recipients.first)
      tidings_easy_set_long(handle, CURLOPT_UPLOAD, 1)
      tidings_easy_set_offset(
        handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(letter.message.count))
    } else {
      tidings_easy_set_long(handle, CURLOPT_CONNECT_ONLY, 1)
    }
    let code = curl_easy_perform(handle)
    withExtendedLifetime((recipients, connectTo)) {}
    return result(code)
  }

  private func setServer(_ handle: UnsafeMutableRawPointer) {
    let scheme = server.isImplicitTLS ? "smtps" : "smtp"
    tidings_easy_set_string(handle, CURLOPT_URL, "\(scheme)://\(server.host):\(server.port)")
    tidings_easy_set_string(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
    // Mail goes to its server, whatever `http_proxy` says.
    tidings_easy_set_string(handle, CURLOPT_PROXY, "")
    if !server.user.isEmpty {
      tidings_easy_set_string(handle, CURLOPT_USERNAME, server.user)
      tidings_easy_set_string(handle, CURLOPT_PASSWORD, server.password)
    }
    func milliseconds(_ seconds: Double) -> Int { Int(min(max(seconds, 0.001), 86_400) * 1000) }
    tidings_easy_set_long(handle, CURLOPT_NOSIGNAL, 1)
    tidings_easy_set_long(
      handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(options.timeouts.connect))
    tidings_easy_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds(options.timeouts.total))
    tidings_easy_set_long(
      handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, Int(options.timeouts.answer.rounded(.up))))
  }

  private func setSecurity(_ handle: UnsafeMutableRawPointer) {
    tidings_easy_set_long(
      handle, CURLOPT_USE_SSL,
      Int(server.security == .none ? CURLUSESSL_NONE.rawValue : CURLUSESSL_ALL.rawValue))
    tidings_easy_set_long(handle, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    let verifies = server.security != .unverified
    tidings_easy_set_long(handle, CURLOPT_SSL_VERIFYPEER, verifies ? 1 : 0)
    tidings_easy_set_long(handle, CURLOPT_SSL_VERIFYHOST, verifies ? 2 : 0)
    if let file = options.authorities { tidings_easy_set_string(handle, CURLOPT_CAINFO, file) }
  }

  private func setCallbacks(_ handle: UnsafeMutableRawPointer) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    tidings_easy_on_read(handle) { bytes, size, count, context in
      CurlMailTransfer.of(context).give(bytes, size * count)
    }
    tidings_easy_set_pointer(handle, CURLOPT_READDATA, context)
    tidings_easy_on_header(handle) { bytes, size, count, context in
      CurlMailTransfer.of(context).hear(UnsafeRawBufferPointer(start: bytes, count: size * count))
      return size * count
    }
    tidings_easy_set_pointer(handle, CURLOPT_HEADERDATA, context)
    tidings_easy_on_body(handle) { _, size, count, _ in size * count }
    tidings_easy_set_long(handle, CURLOPT_NOPROGRESS, 0)
    tidings_easy_on_progress(handle) { context, _, _, _, _ in
      CurlMailTransfer.of(context).isGivenUp ? 1 : 0
    }
    tidings_easy_set_pointer(handle, CURLOPT_XFERINFODATA, context)
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> CurlMailTransfer {
    Unmanaged<CurlMailTransfer>.fromOpaque(context!).takeUnretainedValue()
  }

  /// Once the text has left, waiting for the answer is better than not to know.
  private var isGivenUp: Bool { isCancelled.load(ordering: .relaxed) && !isCommitted }

  /// The next bytes of the message. Before the last of them leave, `commit` is asked.
  private func give(_ room: UnsafeMutablePointer<CChar>?, _ size: Int) -> Int {
    guard let letter, let room else { return 0 }
    let rest = letter.message.count - sent
    if rest <= size, !isCommitted {
      guard !isGivenUp, commit() else {
        commitFailed = !isGivenUp
        return Int(CURL_READFUNC_ABORT)
      }
      isCommitted = true
    }
    let count = min(rest, size)
    letter.message.withUnsafeBytes { bytes in
      UnsafeMutableRawPointer(room).copyMemory(from: bytes.baseAddress! + sent, byteCount: count)
    }
    sent += count
    return count
  }

  /// A line of the server's. Bounded and without control characters: it is shown to people.
  private func hear(_ line: UnsafeRawBufferPointer) {
    // Only a reply is an answer (RFC 5321 §4.2): garbage says nothing of what became of the text.
    if isCommitted, Self.isReply(line) { hasAnswered = true }
    reply = String(
      String.UnicodeScalarView(
        String(decoding: line.prefix(Self.longestReply), as: UTF8.self).unicodeScalars
          .filter { $0.properties.generalCategory != .control }))
  }

  private static let longestReply = 300

  private static func isReply(_ line: UnsafeRawBufferPointer) -> Bool {
    line.count >= 3 && (50...53).contains(line[0])
      && line[1...2].allSatisfy { (48...57).contains($0) }
  }

  // MARK: What came of it

  private func result(_ code: CURLcode) -> Result<Void, MailError> {
    if code == CURLE_OK { return .success(()) }
    // Any 2xx to the text means that it was taken, whatever libcurl or the connection did afterwards.
    if hasAnswered, reply.hasPrefix("2") { return .success(()) }
    if isCommitted, !hasAnswered {
      return .failure(
        MailError(
          .connectionLost,
          "\(server.authority) was given the text, but did not say whether it took it.",
          isDoubtful: true))
    }
    if isGivenUp { return .failure(MailError(.cancelled, "The transfer was stopped.")) }
    if commitFailed {
      return .failure(MailError(.internal, "The database did not take note, so nothing was sent."))
    }
    return .failure(failure(code))
  }

  private func failure(_ code: CURLcode) -> MailError {
    let reason = String(cString: curl_easy_strerror(code))
    let said = reply.hasPrefix("4") || reply.hasPrefix("5") ? reply : ""
    switch code {
    case CURLE_LOGIN_DENIED:
      return MailError(
        .login,
        "\(server.authority) does not accept user and password\(said.isEmpty ? "" : ": " + said).")
    case CURLE_USE_SSL_FAILED:
      return MailError(
        .tls,
        "\(server.authority) offers no STARTTLS, so nothing was sent. `tls: none` would send in the clear."
      )
    case _ where !said.isEmpty && Self.meaning(code) != .tls:
      return MailError(.rejected, "\(server.authority) refuses: \(said)")
    default: return MailError(Self.meaning(code), "\(server.authority): \(reason).")
    }
  }

  private static func meaning(_ code: CURLcode) -> MailError.Code {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: .dns
    case CURLE_COULDNT_CONNECT: .refused
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: .connectionLost
    case CURLE_WEIRD_SERVER_REPLY, CURLE_REMOTE_ACCESS_DENIED, CURLE_UNSUPPORTED_PROTOCOL: .garbled
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM,
      CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_CRL_BADFILE,
      CURLE_SSL_ENGINE_INITFAILED:
      .tls
    default: .internal
    }
  }
}
