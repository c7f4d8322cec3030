internal import Fetching
internal import Foundation
internal import NewsModel
internal import Settings

extension LoadedSettings {
  /// Feeds named on the command line have to be configured.
  func requireFeeds(named names: [String]) throws {
    let known = Set(feeds.map(\.name))
    guard let unknown = names.first(where: { !known.contains($0) }) else { return }
    throw Failure(
      .noInput,
      "no feed is called “\(unknown)”. `tidings feeds list` shows all \(feeds.count) of \(path).")
  }

  /// Whoever is asked for pages must be able to ask back: without `http.contact` nothing beyond this machine is
  /// contacted.
  func requireContact() throws {
    guard settings.http.contact.isEmpty,
      let feed = feeds.first(where: { $0.active && !isLoopback($0.url) })
    else { return }
    throw Failure(
      .configuration,
      "\(path): http.contact is empty, and the feed “\(feed.name)” is not on this machine. "
        + "Set it to an URL or address that tells site owners who you are.")
  }

  /// Whether the address, after `http.connect_to`, is this machine's own.
  func isLoopback(_ url: String) -> Bool {
    guard let address = WebAddress(url) else { return false }
    let target = settings.http.connectTo["\(address.host):\(address.port)"].map { "http://" + $0 }
    let host = target.flatMap { WebAddress($0)?.host } ?? address.host
    return host == "localhost" || host.hasPrefix("127.") || host == "[::1]" || host == "::1"
  }
}
