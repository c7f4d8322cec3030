internal import CLibCurl
internal import Synchronization

/// The multi handle and its thread.
///
/// `@unchecked Sendable`: `run()` alone touches the handles and `active`, on its one thread; what other threads
/// touch is `inbox`, under its lock, and `curl_multi_wakeup`, which libcurl allows from anywhere while the handle lives
/// (the inbox's `isClosed` says how long that is).
final class CurlLoop: @unchecked Sendable {
  private let options: CurlOptions
  private let multi: UnsafeMutableRawPointer
  private let share: UnsafeMutableRawPointer?
  private let connectTo: CurlList
  private let inbox = Mutex(Inbox())
  private var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]
  private var idle: [UnsafeMutableRawPointer] = []

  private struct Inbox {
    var added: [CurlTransfer] = []
    var cancelled: [CurlTransfer] = []
    var isStopping = false
    var isClosed = false

    var isEmpty: Bool { added.isEmpty && cancelled.isEmpty }
  }

  init(options: CurlOptions) {
    // Once for the process, and safe to repeat.
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    guard let multi = curl_multi_init() else { preconditionFailure("out of memory") }
    self.options = options
    self.multi = multi
    share = curl_share_init()
    connectTo = CurlList(options.connectTo.sorted { $0.key < $1.key }.map { "\($0):\($1)" })
    tidings_multi_set_long(multi, CURLMOPT_MAXCONNECTS, options.maxConnections)
    tidings_multi_set_long(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
    if let share {
      // One thread uses them, so no locks are needed.
      tidings_share_data(share, CURL_LOCK_DATA_DNS)
      tidings_share_data(share, CURL_LOCK_DATA_SSL_SESSION)
    }
  }

  func add(_ transfer: CurlTransfer) {
    let accepted = inbox.withLock { inbox in
      guard !inbox.isStopping else { return false }
      // One wake-up serves all that gathers until the thread looks.
      if inbox.isEmpty { curl_multi_wakeup(multi) }
      inbox.added.append(transfer)
      return true
    }
    if !accepted { transfer.end(.failure(.cancelled)) }
  }

  /// May come before `add` of the same transfer: the mark on the transfer is then seen when it starts.
  func cancel(_ transfer: CurlTransfer) {
    transfer.isCancelled.store(true, ordering: .relaxed)
    inbox.withLock { inbox in
      guard !inbox.isClosed else { return }
      if inbox.isEmpty { curl_multi_wakeup(multi) }
      inbox.cancelled.append(transfer)
    }
  }

  func stop() {
    inbox.withLock { inbox in
      inbox.isStopping = true
      if !inbox.isClosed { curl_multi_wakeup(multi) }
    }
  }

  /// The thread's body; returns after ``stop()``.
  func run() {
    while takeInbox() {
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      collectFinished()
      curl_multi_poll(multi, nil, 0, 1000, nil)
    }
    close()
  }

  /// Starts and cancels what was asked for; `false` when it is time to stop.
  private func takeInbox() -> Bool {
    let (added, cancelled, isStopping) = inbox.withLock { inbox in
      defer {
        inbox.added.removeAll(keepingCapacity: true)
        inbox.cancelled.removeAll(keepingCapacity: true)
      }
      return (inbox.added, inbox.cancelled, inbox.isStopping)
    }
    for transfer in added { start(transfer) }
    for transfer in cancelled {
      if let handle = transfer.handle { finish(handle, .failure(.cancelled)) }
    }
    return !isStopping
  }

  private func start(_ transfer: CurlTransfer) {
    guard !transfer.isCancelled.load(ordering: .relaxed) else {
      transfer.end(.failure(.cancelled))
      return
    }
    guard let handle = idle.popLast() ?? curl_easy_init() else {
      transfer.end(.failure(TransportError(.internal, "There is no memory for another transfer.")))
      return
    }
    transfer.prepare(handle, options: options, share: share, connectTo: connectTo)
    active[handle] = transfer
    let code = curl_multi_add_handle(multi, handle)
    if code != CURLM_OK {
      let reason = String(cString: curl_multi_strerror(code))
      finish(handle, .failure(TransportError(.internal, "libcurl takes no more work: \(reason).")))
    }
  }

  private func collectFinished() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle,
        let transfer = active[handle]
      else { continue }
      finish(handle, transfer.result(tidings_message_result(message)))
    }
  }

  private func finish(
    _ handle: UnsafeMutableRawPointer, _ result: Result<TransportResponse, TransportError>
  ) {
    guard let transfer = active.removeValue(forKey: handle) else { return }
    curl_multi_remove_handle(multi, handle)
    // Keeps the connection, which belongs to the multi handle, and forgets all options.
    curl_easy_reset(handle)
    if idle.count < Self.maxIdleHandles { idle.append(handle) } else { curl_easy_cleanup(handle) }
    transfer.end(result)
  }

  /// Handles are cheap to keep (some 6 KB) and dear to make.
  private static let maxIdleHandles = 64

  private func close() {
    let late = inbox.withLock { inbox in
      inbox.isClosed = true
      return inbox.added
    }
    for transfer in late { transfer.end(.failure(.cancelled)) }
    for handle in Array(active.keys) { finish(handle, .failure(.cancelled)) }
    for handle in idle { curl_easy_cleanup(handle) }
    curl_multi_cleanup(multi)
    if let share { curl_share_cleanup(share) }
  }
}

/// A list of strings as libcurl takes it; libcurl keeps the pointer, so it must outlive the transfer.
final class CurlList {
  private(set) var first: UnsafeMutablePointer<curl_slist>?

  init(_ strings: some Sequence<String>) {
    for string in strings { first = curl_slist_append(first, string) }
  }

  deinit { curl_slist_free_all(first) }
}

extension TransportError {
  static let cancelled = TransportError(.cancelled, "The transfer was stopped.")
}
