internal import Foundation
package import NewsModel
package import Settings

extension LoadedSettings {
  /// The configured feed of that name or URL, or one made up for the URL.
  package func feed(called text: String) -> Feed {
    if let known = feeds.first(where: { $0.name == text || $0.url == text }) { return known }
    let host = URLComponents(string: text)?.host ?? text
    return Feed(
      name: host, url: text, source: host.hasPrefix("www.") ? String(host.dropFirst(4)) : host)
  }
}
