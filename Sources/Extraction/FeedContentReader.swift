internal import Markup
internal import NewsModel

/// Reads an article out of what its feed carries.
struct FeedContentReader {
  let item: FeedItem
  let url: String?

  var article: Article {
    let page = PageBlocks(HTMLDocument(longest))
    let blocks = page.blocks.filter { !isFurniture($0) }
    var article = Article(status: blocks.isEmpty ? .error : .feedOnly)
    article.title = item.title
    let names = item.authors.compactMap { $0.name ?? $0.email }
    article.byline = names.isEmpty ? nil : names.joined(separator: ", ")
    article.published = item.published ?? item.updated
    article.dateSource = article.published == nil ? nil : .feed
    article.dateFlag = item.dateFlag ?? (article.published == nil ? .missing : nil)
    article.modified = item.updated
    article.declaredLanguage = item.language
    article.section = item.categories.first.map { $0.label ?? $0.term }
    article.image = item.enclosures.first { $0.type?.hasPrefix("image/") == true }?.url
    article.paragraphs = blocks.map { block in
      Paragraph(kind(of: block), page.text(of: block))
    }
    article.confidence = blocks.isEmpty ? 0 : isWhole ? 0.6 : 0.3
    return article
  }

  /// The longest of contents and summary.
  private var longest: String {
    (item.contents.filter { !$0.type.hasPrefix("image/") }.map(\.value) + [item.summary ?? ""])
      .max { $0.utf8.count < $1.utf8.count } ?? ""
  }

  /// Whether the feed carries content beside a summary, so that it may be the whole text.
  private var isWhole: Bool {
    longest.utf8.count > 1000 && longest.utf8.count > 2 * (item.summary?.utf8.count ?? 0)
  }

  /// "The post … appeared first on …", "Read more", "Continue reading": short lines that are mostly links.
  private func isFurniture(_ block: Block) -> Bool {
    let isShort = block.units < 160
    if isShort, block.linkShare > 0.8, !block.measures.endsSentence { return true }
    return isShort && block.links > 0
      && !block.measures.phrases.isDisjoint(with: [.related, .advert, .continuation, .share])
  }

  private func kind(of block: Block) -> Paragraph.Kind {
    switch block.tag {
    case .h1, .h2, .h3, .h4, .h5, .h6: .heading
    case .li, .dd, .dt: .listItem
    case .blockquote: .quote
    default: .text
    }
  }
}
