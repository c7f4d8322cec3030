/// HTTP through libcurl's multi interface on a thread of its own.
package final class CurlTransport: Transport {
  /// What may be contacted, TLS and `connect_to` are fixed here, for every request; the rest comes with requests.
  package init(settings: FetchSettings) {}

  package func response(
    to request: TransportRequest
  ) async throws(TransportError) -> TransportResponse {
    throw TransportError(.internal, "not built yet")
  }
}
