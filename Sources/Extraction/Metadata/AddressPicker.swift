/// The addresses that a page gives of itself, of its picture and of its sources.
struct AddressPicker {
  private let metadata: PageMetadata
  private let base: PageURL?
  private let candidates: [PageURL]

  init(_ metadata: PageMetadata, base: PageURL?) {
    self.metadata = metadata
    self.base = base
    let linked = metadata.linked.articles.flatMap {
      [LinkedData.address($0["mainEntityOfPage"]), $0["url"]?.elements.first?.string]
    }
    candidates = ([metadata.canonical, metadata.first("og:url")] + linked).compactMap {
      Self.absolute($0, base)
    }
  }

  private static func absolute(_ text: String?, _ base: PageURL?) -> PageURL? {
    guard let text, !text.isEmpty else { return nil }
    return base?.resolving(text) ?? PageURL(text)
  }

  private func absolute(_ text: String?) -> PageURL? { Self.absolute(text, base) }

  /// `rel=canonical`, then OpenGraph, then JSON-LD; never a front page for an article's.
  var canonical: PageURL? {
    candidates.first { !$0.isFrontPage || base?.isFrontPage == true }
  }

  var image: PageURL? {
    let linked = metadata.linked.articles.lazy.compactMap { LinkedData.address($0["image"]) }.first
    return absolute(
      metadata.first("og:image", "og:image:url", "twitter:image", "twitter:image:src"))
      ?? absolute(linked)
  }

  /// `isBasedOn`, `sameAs` of a republished text, and canonical addresses on another host.
  var basedOn: [PageURL] {
    let declared = metadata.linked.articles.flatMap { article in
      (article["isBasedOn"]?.elements ?? []).map { LinkedData.address($0) }
    }
    var found = declared.compactMap(absolute)
    for key in ["original-source", "syndication-source"] {
      found += (metadata.meta[key] ?? []).compactMap(absolute)
    }
    if let site = base.map({ Self.site(of: $0.host) }) {
      found += candidates.filter { Self.site(of: $0.host) != site && !$0.isFrontPage }
    }
    var seen: Set<PageURL> = []
    return found.filter { seen.insert($0).inserted }
  }

  /// The last two labels of a host, which tell sites apart well enough.
  private static func site(of host: String) -> Substring {
    let bytes = host.utf8
    var start = bytes.endIndex
    var isSecond = false
    while start > bytes.startIndex {
      let before = bytes.index(before: start)
      if bytes[before] == UInt8(ascii: ".") {
        if isSecond { break }
        isSecond = true
      }
      start = before
    }
    return host[start...]
  }
}
