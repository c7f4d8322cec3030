internal import Foundation
internal import Markup
internal import NewsModel

/// One page on its way to an article.
struct Extraction {
  private let reading: PageReading
  private let base: PageURL?
  private let rules: AppliedRules
  private let assembler: BodyAssembler
  private let result: BodyAssembler.Result
  private let verdict: BodyStatusJudge.Verdict
  private let text: BodyText
  private let encoding: String
  private let dates: DatePicker

  init(
    _ page: [UInt8], url: String, charset: String?, rules: SelectorRules, now: Date,
    model: BodyModel, given: [[Float]] = []
  ) {
    var source = PageSource(page, charset: charset)
    var applied = AppliedRules(source, rules)
    var reading = PageReading(applied.document, model: model, title: applied.title, given: given)
    if reading.page.brokenSigns >= DoubleEncoding.evidence, let repaired = source.undoubled {
      source = repaired
      applied = AppliedRules(source, rules)
      reading = PageReading(applied.document, model: model, title: applied.title, given: given)
    }
    let base = PageURL(url)
    encoding = source.encoding
    self.rules = applied
    self.reading = reading
    self.base = base
    assembler = BodyAssembler(
      reading.statistics, opinions: reading.opinions, first: reading.firstOpinions,
      title: reading.title, document: applied.document, base: base)
    var result = assembler.assemble()
    applied.apply(to: &result, reading.page)
    self.result = result
    text = BodyText(
      reading, result, confidence: assembler.expectedF1(result), isRuled: applied.hasBody)
    verdict = BodyStatusJudge(reading, text, url: base).verdict
    dates = DatePicker(metadata: reading.metadata, document: reading.document, url: url, now: now)
  }

  var article: Article {
    var article = Article(status: verdict.status)
    let metadata = reading.metadata
    article.title = reading.title.isEmpty ? nil : reading.title
    article.byline = reading.byline
    article.declaredLanguage = metadata.language
    article.site = metadata.site.isEmpty ? nil : metadata.site
    article.section = metadata.linked.first("articleSection") ?? metadata.first("article:section")
    article.type = metadata.linked.articles.first?["@type"]?.elements.first?.string
    article.isAccessibleForFree = metadata.isAccessibleForFree
    article.paragraphs = verdict.status.hasText || verdict.status == .paywall ? text.paragraphs : []
    article.confidence = verdict.status == .full ? text.confidence : min(text.confidence, 0.3)
    fillDates(&article)
    fillAddresses(&article)
    article.standfirst = standfirst
    return article
  }

  private func fillDates(_ article: inout Article) {
    if let date = dates.read(rules.date) {
      article.setPublished(date, .rule)
    } else if let (date, source) = dates.published(
      in: reading.page, title: TokenSet(of: reading.title))
    {
      article.setPublished(date, source)
    } else {
      article.dateFlag = .missing
    }
    article.modified = dates.modified?.instant
  }

  private func fillAddresses(_ article: inout Article) {
    let picker = AddressPicker(reading.metadata, base: base)
    article.canonicalURL = picker.canonical?.text
    article.image = picker.image?.text
    article.basedOn = picker.basedOn.map(\.text)
    guard let base else { return }
    var seen: Set<String> = []
    article.links = text.links(in: reading.document).compactMap { base.resolving($0)?.text }
      .filter { seen.insert($0).inserted }
  }

  /// Blocks after the headline in which a standfirst is looked for, and its length in units.
  private static let standfirstReach = 8
  private static let standfirstUnits: ClosedRange<Int32> = 20...600

  /// What the page marks as its standfirst, else the description, unless that only repeats the headline or the
  /// beginning of the text.
  private var standfirst: String? {
    if let marked = markedStandfirst { return marked }
    let title = Tokens.hashes(of: reading.title)
    let opening = PlainText.squashed(String(text.paragraphs.first?.text.prefix(120) ?? ""))
    return reading.metadata.descriptions.first { description in
      let stem = String(description.prefix(100))
      return description.count >= 20 && Tokens.hashes(of: description) != title
        && !opening.hasPrefix(String(stem.prefix(60)))
    }
  }

  /// The block just after the headline whose class is a standfirst's.
  private var markedStandfirst: String? {
    let page = reading.page
    let headline = reading.statistics.headline
    guard headline >= 0 else { return nil }
    let near = page.blocks[headline...].dropFirst().prefix(Self.standfirstReach)
    let marked = near.first { block in
      let own = reading.statistics.inherited[Int(block.container)].own
      return own.contains(.standfirst)
        && own.isDisjoint(with: [.related, .author, .share, .newsletter])
        && Self.standfirstUnits.contains(block.units) && block.linkShare < 0.5
    }
    return marked.map { page.text(of: $0) }
  }

  var explanation: ExtractionExplanation {
    let namer = PathNamer(reading.document)
    let page = reading.page
    let blocks = page.blocks.indices.map { index -> ExtractionExplanation.Block in
      let block = page.blocks[index]
      let ruled = rules.reason(for: block)
      let isKept = result.fates[index] == .kept
      return ExtractionExplanation.Block(
        verdict: isKept ? .kept : .dropped,
        reason: ruled ?? BlockReason(reading, result, index).text,
        likelihood: ruled == nil ? Double(assembler.opinions[index]) : nil,
        path: namer.path(of: Int(page.containers[Int(block.container)].element)),
        text: page.text(of: block))
    }
    let winner =
      page.containers.indices.contains(reading.winner)
      ? namer.path(of: Int(page.containers[reading.winner].element)) : nil
    return ExtractionExplanation(
      article: article, statusReason: verdict.reason, bodySource: text.source.rawValue,
      container: winner, encoding: encoding, blocks: blocks, ruleProblems: rules.problems)
  }
}

extension Article {
  fileprivate mutating func setPublished(_ date: PageDate, _ source: DateSource) {
    published = date.instant
    publishedDay = date.text
    dateSource = source
  }
}
