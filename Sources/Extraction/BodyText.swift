internal import Markup
internal import NewsModel

/// The text that an article gets, and where it came from.
struct BodyText {
  enum Source: String, Sendable {
    case body, rule, jsonLD = "json_ld", script, description, none
  }

  let source: Source
  let paragraphs: [Paragraph]
  /// 0–1, before the status is taken into account.
  let confidence: Double
  let units: Int
  /// Element ranges of the kept blocks in the document.
  private let ranges: [Range<Int>]

  /// Below this share of JSON-LD's article body, the page does not show what its metadata hold.
  private static let bodyShare = 0.35
  /// Links per article.
  private static let linkLimit = 300

  init(_ reading: PageReading, _ result: BodyAssembler.Result, confidence: Double, isRuled: Bool) {
    let page = reading.page
    let kept = result.kept
    let shown = kept.map {
      Paragraph(Self.kind(of: page.blocks[$0], page), page.text(of: page.blocks[$0]))
    }
    ranges = kept.map { Int(page.blocks[$0].start)..<Int(page.blocks[$0].end) }
    let hidden = isRuled ? nil : Self.hidden(reading, shownUnits: result.units)
    if let hidden {
      source = hidden.source
      paragraphs = hidden.texts.map { Paragraph(.text, $0) }
      units = paragraphs.reduce(0) { $0 + Tokens.units(of: $1.text) }
      self.confidence = hidden.confidence
    } else {
      source = shown.isEmpty ? .none : isRuled ? .rule : .body
      paragraphs = shown
      units = kept.reduce(0) { $0 + Int(page.blocks[$1].units) }
      self.confidence = isRuled ? max(confidence, 0.9) : confidence
    }
  }

  /// What the metadata or a script hold, where the page shows little.
  private static func hidden(
    _ reading: PageReading, shownUnits: Int
  ) -> (source: Source, texts: [String], confidence: Double)? {
    let body = reading.metadata.articleBody
    let bodyUnits = Tokens.units(of: body)
    guard
      shownUnits < BodyAssembler.shortUnits || Double(shownUnits) < bodyShare * Double(bodyUnits)
    else {
      return nil
    }
    var best: (source: Source, texts: [String], confidence: Double)?
    var units = shownUnits
    if bodyUnits > 2 * units, bodyUnits >= BodyAssembler.shortUnits {
      best = (.jsonLD, [body], 0.6)
      units = bodyUnits
    }
    if shownUnits < BodyAssembler.shortUnits {
      let texts = ScriptBody.paragraphs(in: reading.document.asides)
      let length = texts.reduce(0) { $0 + Tokens.units(of: $1) }
      if length > 2 * units, length >= BodyAssembler.shortUnits {
        best = (.script, texts, 0.5)
        units = length
      }
    }
    if units < 40,
      let description = reading.metadata.descriptions.max(by: { $0.utf8.count < $1.utf8.count })
    {
      best = (.description, [description], 0.1)
    }
    return best
  }

  private static func kind(of block: Block, _ page: PageBlocks) -> Paragraph.Kind {
    if block.tag.isHeading { return .heading }
    var container = Int(block.container)
    for _ in 0..<4 where container >= 0 {
      switch page.containers[container].tag {
      case .li, .dd, .dt: return .listItem
      case .blockquote: return .quote
      default: container = Int(page.containers[container].parent)
      }
    }
    return .text
  }

  /// The `href`s inside the kept text, in order.
  func links(in document: HTMLDocument) -> [String] {
    guard source == .body || source == .rule else { return [] }
    var links: [String] = []
    var last = -1
    for range in ranges {
      for index in range where document.nodes[index].tag == .text && links.count < Self.linkLimit {
        var ancestor = Int(document.nodes[index].parent)
        for _ in 0..<6 where ancestor >= 0 {
          if document.nodes[ancestor].tag == .a {
            if ancestor != last, let link = document.attribute(.href, of: ancestor) {
              links.append(link)
            }
            last = ancestor
            break
          }
          ancestor = Int(document.nodes[ancestor].parent)
        }
      }
    }
    return links
  }
}
