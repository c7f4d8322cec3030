internal import CLibCurl
internal import Foundation

/// HTTP through libcurl's multi interface on a thread of its own, so that no transfer ever occupies the cooperative
/// pool. Connections, DNS answers and TLS sessions are shared by all transfers of one transport.
///
/// Dropping the last reference ends the thread; transfers still under way then fail as cancelled.
package final class CurlTransport: Transport {
  private let loop: CurlLoop

  /// What may be contacted, TLS and `connect_to` are fixed here, for every request; the rest comes with requests.
  package init(settings: FetchSettings) {
    loop = CurlLoop(
      options: CurlOptions(
        guardian: AddressGuard(allow: settings.allow, connectTo: settings.connectTo),
        connectTo: settings.connectTo, tls: settings.tls,
        maxConnections: max(16, settings.concurrency * 2)))
    let loop = loop
    let thread = Thread { loop.run() }
    thread.name = "tidings.curl"
    thread.start()
  }

  deinit { loop.stop() }

  package func response(
    to request: TransportRequest
  ) async throws(TransportError) -> TransportResponse {
    let transfer = CurlTransfer(request)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        transfer.begin(continuation)
        loop.add(transfer)
      }
    } onCancel: {
      loop.cancel(transfer)
    }
    return try result.get()
  }
}

/// What holds for every transfer of one transport.
struct CurlOptions: Sendable {
  var guardian: AddressGuard
  var connectTo: [String: String]
  var tls: FetchSettings.TLSSettings
  /// Connections kept open at once, idle ones included.
  var maxConnections: Int
}
