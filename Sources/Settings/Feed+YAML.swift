package import NewsModel
internal import Foundation

extension Feed {
  /// The feed as an entry of a feeds file: what differs from a feed's defaults, two spaces in.
  ///
  /// A `${` in any value is shielded: a list of feeds from elsewhere must not name this machine's variables and files.
  /// Secrets are written as they are.
  package var yaml: String {
    let told = Self.keys.filter { $0.show(self).flow != $0.show(.unnamed).flow }
    let document = RenderedValue.mapping([("feeds", .list([told.rendered(self).shielded]))])
    return document.block().split(separator: "\n").dropFirst().map { $0 + "\n" }.joined()
  }
}

extension RenderedValue {
  /// With nothing left that the loader would expand.
  fileprivate var shielded: RenderedValue {
    switch self {
    case .scalar(let text, let isSecret):
      .scalar(text.replacingOccurrences(of: "${", with: "$${"), isSecret: isSecret)
    case .list(let items): .list(items.map(\.shielded))
    case .mapping(let entries): .mapping(entries.map { ($0.0, $0.1.shielded) })
    }
  }
}

extension Feed {
  /// Whether a feed can be configured at that address: http or https, with a host.
  package static func isAddress(_ text: String) -> Bool {
    text.utf8.count <= 2048 && WebAddress.isValid(text)
  }

  /// Equal for two addresses that count as one feed.
  package static func key(of url: String) -> String { WebAddress.key(of: url) }

  /// Whether a text has the form of a language tag (BCP 47).
  package static func isLanguageTag(_ text: String) -> Bool {
    if case .value = ValueFormat<String>.languageTag.read(text) { true } else { false }
  }
}
