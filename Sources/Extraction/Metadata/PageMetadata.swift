internal import Markup

/// What a page says of itself outside its visible text.
struct PageMetadata: Sendable {
  var linked: LinkedData
  /// `<meta>` contents by lower-case property, name, itemprop or http-equiv.
  var meta: [String: [String]] = [:]
  /// Elements by itemprop, in document order.
  var properties: [String: [Int]] = [:]
  var documentTitle = ""
  var canonical: String?
  var htmlLanguage: String?
  /// Elements with `rel="author"`.
  var authorLinks: [Int] = []
  /// `<time>` elements marked as the publication's.
  var times: [Int] = []
  /// Dates that microformats (hAtom) keep in the `title` of an element of class `published`.
  var abbreviatedDates: [String] = []
  /// The page's descriptions of itself, in plain text.
  private(set) var descriptions: [String] = []
  /// The longest JSON-LD article body: often cut short, so it helps to find the body and is not taken for it.
  private(set) var articleBody = ""

  init(_ document: HTMLDocument) {
    linked = LinkedData(document.asides)
    for (index, node) in document.nodes.enumerated() {
      if node.tag == .title || !node.attributes.isEmpty { read(node, index, document) }
    }
    descriptions = describedBy()
    articleBody =
      linked.articles.compactMap { LinkedData.text($0["articleBody"]) }
      .max { $0.utf8.count < $1.utf8.count } ?? ""
  }

  private mutating func read(_ node: HTMLDocument.Node, _ index: Int, _ document: HTMLDocument) {
    switch node.tag {
    case .meta: readMeta(index, document)
    case .title where documentTitle.isEmpty: documentTitle = PlainText.of(document.text(in: index))
    case .link:
      if canonical == nil, document.attribute(.rel, of: index)?.lowercased() == "canonical" {
        canonical = document.attribute(.href, of: index)
      }
    case .html:
      htmlLanguage = document.attribute(.lang, of: index) ?? document.attribute(.xmlLang, of: index)
    default: break
    }
    guard node.tag != .meta else { return }
    for at in node.attributes.asIndices {
      let attribute = document.attributes[at]
      switch attribute.name {
      case .itemprop:
        for name in value(attribute, document).split(separator: " ") {
          properties[String(name), default: []].append(index)
        }
      case .property:
        // RDFa: `schema:datePublished`, `dc:created`.
        for name in value(attribute, document).split(separator: " ").prefix(8) {
          let plain = name.split(separator: ":").last.map(String.init) ?? ""
          if Self.rdfaDates.contains(plain) { properties[plain, default: []].append(index) }
        }
      case .rel where node.tag == .a:
        if document.bytes[attribute.value.asIndices].elementsEqual("author".utf8) {
          authorLinks.append(index)
        }
      case .pubdate: times.append(index)
      case .title: readTitle(attribute, index, document)
      default: break
      }
    }
  }

  /// A date in the `title` of an element that microformats call the publication's.
  private mutating func readTitle(
    _ attribute: HTMLDocument.Attribute, _ index: Int, _ document: HTMLDocument
  ) {
    guard abbreviatedDates.count < 20, !attribute.value.isEmpty else { return }
    let title = value(attribute, document)
    guard title.first?.isNumber == true,
      let names = document.attribute(.class, of: index)?.split(separator: " "),
      Self.publicationClasses.contains(where: names.contains)
    else { return }
    abbreviatedDates.append(title)
  }

  /// What RDFa calls a date of publication, whatever the vocabulary.
  private static let rdfaDates: Set<String> = ["datePublished", "dateCreated", "issued", "created"]

  /// Class names of microformats (hAtom, h-entry) for the publication date.
  private static let publicationClasses: [Substring] = ["published", "dt-published"]

  private func value(_ attribute: HTMLDocument.Attribute, _ document: HTMLDocument) -> String {
    String(decoding: document.bytes[attribute.value.asIndices], as: UTF8.self)
  }

  private static let keys: [HTMLAttributeName] = [.property, .name, .itemprop, .httpEquiv]

  private mutating func readMeta(_ index: Int, _ document: HTMLDocument) {
    guard let content = document.attribute(.content, of: index), !content.isEmpty, meta.count < 400,
      let key = Self.keys.lazy
        .compactMap({ document.attribute($0, of: index) }).first(where: { !$0.isEmpty })
    else { return }
    let trimmed = PlainText.squashed(content)
    guard !trimmed.isEmpty else { return }
    let names = PlainText.squashed(key).lowercased()
    guard names.utf8.contains(0x20) else {
      meta[names, default: []].append(trimmed)
      return
    }
    // RDFa lists several names in one attribute.
    for name in names.split(separator: " ").prefix(8) {
      meta[String(name), default: []].append(trimmed)
    }
  }

  /// The first of the named contents that is there.
  func first(_ keys: String...) -> String? { first(keys) }

  func first(_ keys: [String]) -> String? {
    for key in keys { if let found = meta[key]?.first { return found } }
    return nil
  }

  var site: String { PlainText.of(first("og:site_name", "application-name") ?? "") }

  /// What the metadata call the part of the site that the page belongs to.
  var sections: [String] {
    let found =
      ["article:section", "content_category", "section", "category"].compactMap { first($0) }
      + (linked.first("articleSection").map { [$0] } ?? [])
    return found.map(PlainText.of).filter { !$0.isEmpty }
  }

  private func describedBy() -> [String] {
    let found =
      [first("og:description"), first("description"), first("twitter:description")]
      .compactMap { $0 } + linked.articles.compactMap { $0["description"]?.string }
    return found.map(PlainText.of).filter { !$0.isEmpty }
  }

  func byline(_ document: HTMLDocument) -> String? {
    var names = linked.articles.flatMap { LinkedData.names($0["author"]) }
    if names.isEmpty {
      names = [
        "author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl",
      ]
      .flatMap { meta[$0] ?? [] }.map(PlainText.of).filter { !$0.hasPrefix("http") }
    }
    for elements in [properties["author"] ?? [], authorLinks] where names.isEmpty {
      names = elements.prefix(3).map { String(PlainText.of(document.text(in: $0)).prefix(80)) }
    }
    var seen: Set<String> = []
    names = names.filter { !$0.isEmpty && $0.utf8.count < 200 && seen.insert($0).inserted }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }

  /// BCP 47 as declared: the root element, OpenGraph, JSON-LD.
  var language: String? {
    let declared =
      htmlLanguage ?? first("og:locale", "content-language", "language")
      ?? linked.articles.lazy.compactMap { $0["inLanguage"]?.string }.first
    guard let declared else { return nil }
    let tag = declared.split { $0 == "," || $0 == ";" || $0 == " " }.first.map(String.init) ?? ""
    let parts = tag.split { $0 == "_" || $0 == "-" }
    guard let primary = parts.first, (2...3).contains(primary.count),
      tag.utf8.allSatisfy({ $0 < 0x80 })
    else { return nil }
    return ([primary.lowercased()] + parts.dropFirst().map(String.init)).joined(separator: "-")
  }

  var isAccessibleForFree: Bool? {
    for article in linked.articles {
      switch article["isAccessibleForFree"] {
      case .bool(let value): return value
      case .string(let text): return text.lowercased() != "false"
      default: continue
      }
    }
    if let tier = first("article:content_tier")?.lowercased() { return tier == "free" }
    return nil
  }
}
