internal import Markup

/// The features of both models, each a family of mutually exclusive values.
///
/// A feature is a whole number: its family's offset plus its value. The weights file names families, so
/// families may be added; the number of values of one must not change without fitting anew.
enum FeatureTemplate: String, CaseIterable, Sendable {
  // Of the block by itself and in its page: both models.
  case units, links, unitsLinks, ends, endsUnits, sentences, commas, tag, tagUnits, linkCount, colon
  case strong, strongUnits, ownBits, nearBits, farBits, inlineBits, ancestors, images, repeats
  case repeatsUnits, pageUnits, homeShare, homeGood, outerGood, lookShare, homeLinks, outerLinks
  case lookHome, titleOverlap, isTitle, isDescription, nameOverlap, noBody, bodyOverlap, phrase
  case phraseUnits, address, digits, capitals, bar, heading, previous, next, beforePrevious,
    afterNext
  case previousLook, nextLook, cards, cardLinks, cardKind, cardPlace
  // Of its place in the winner and its neighbours' opinions: second and third model.
  case inside, insideOpinion, wideEdges, wideBefore, wideAfter, child1, child2, child3, child1Links
  case child2Links, child3Links, opinionInside, before, after, edges, afterOpinion, beforeOpinion
  case afterTag, beforeTag, ahead1, ahead2, ahead3, behind1, behind2, behind3, trio, headingAhead
  case headingBehind, itemAhead, itemBehind, itemBefore, itemAfter, gap, homeMean, lookMean
  case homeLookMean, listMean, homeMeanOpinion, listMeanOpinion, since, sinceAfter, phraseAfter
  case phraseBefore, cut, winnerBits, winnerTags, winnerBitsEdge, depth, childScore, childLinks
  case cardMean

  /// How many values it has.
  var size: Int {
    let bits = ClassLexicon.kinds.count
    let tags = FeatureTemplate.tags
    switch self {
    case .units: return 8
    case .links, .homeShare, .homeGood, .outerGood, .lookShare, .homeLinks, .outerLinks: return 7
    case .unitsLinks: return 8 * 4
    case .ends: return 2
    case .endsUnits: return 2 * 8
    case .sentences, .commas: return 5
    case .tag: return tags
    case .tagUnits: return tags * 6
    case .linkCount: return 4 * 4
    case .colon, .strong, .isTitle, .isDescription, .noBody, .address, .capitals, .bar: return 1
    case .strongUnits: return 8
    case .ownBits, .nearBits, .farBits, .inlineBits, .winnerBits: return bits
    case .ancestors, .winnerTags: return FeatureTemplate.telling.count
    case .images: return 3 * 6
    case .repeats: return 2
    case .repeatsUnits: return 2 * 8
    case .pageUnits: return 5 * 5
    case .lookHome: return 3 * 3
    case .titleOverlap: return 4 * 4
    case .nameOverlap: return 4
    case .bodyOverlap: return 4 * 2
    case .phrase: return PhraseKinds.modelled
    case .phraseUnits: return PhraseKinds.modelled * 6
    case .digits: return 4 * 2
    case .heading: return 3
    case .previous, .next, .beforePrevious, .afterNext: return 9
    case .previousLook, .nextLook: return 8
    case .inside: return 4 * 6
    case .insideOpinion: return 24 * 6
    case .wideEdges: return 32
    case .wideBefore, .wideAfter, .afterOpinion, .beforeOpinion: return 4 * 6
    case .child1, .child2, .child3, .child1Links, .child2Links, .child3Links, .childLinks: return 7
    case .opinionInside: return 16
    case .before, .after, .itemBefore, .itemAfter, .sinceAfter, .cut: return 4
    case .edges: return 16
    case .afterTag, .beforeTag: return 4 * tags
    case .ahead1, .ahead2, .ahead3, .behind1, .behind2, .behind3: return 6
    case .trio: return 216
    case .headingAhead: return 36
    case .headingBehind, .itemAhead, .itemBehind: return 6
    case .gap: return 13
    case .homeMean, .lookMean, .homeLookMean, .listMean: return 8
    case .homeMeanOpinion, .listMeanOpinion: return 8 * 6
    case .since: return 4 * 2 * 6
    case .phraseAfter: return PhraseKinds.modelled * 4
    case .phraseBefore: return PhraseKinds.modelled
    case .winnerBitsEdge: return 4 * bits
    case .depth, .childScore: return 6
    case .cards: return 4 * 5
    case .cardLinks, .cardPlace: return 4 * 4
    case .cardKind: return 6 * 5
    case .cardMean: return 8 * 6
    }
  }

  /// The number of tags told apart; inline tags never head a block.
  static let tags = Int(HTMLTag.ul.rawValue) + 1

  /// Ancestors that say something, whatever their class.
  static let telling: [HTMLTag] = [
    .nav, .header, .footer, .aside, .article, .main, .figure, .figcaption, .ul, .ol, .table, .form,
    .blockquote, .section, .dl, .address, .details, .center, .li,
  ]
  private static let tellingBits: [UInt32] = {
    var bits = [UInt32](repeating: 0, count: 256)
    for (bit, tag) in telling.enumerated() { bits[Int(tag.rawValue)] = 1 << UInt32(bit) }
    return bits
  }()

  /// The bit of a tag in a set of telling ancestors; 0 for other tags.
  static func tellingBit(_ tag: HTMLTag) -> UInt32 { tellingBits[Int(tag.rawValue)] }

  private static let offsets: [Int] = {
    var offsets: [Int] = []
    var total = 0
    for template in allCases {
      offsets.append(total)
      total += template.size
    }
    return offsets + [total]
  }()

  private static let places: [FeatureTemplate: Int] = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  /// The number of its first value.
  var offset: Int { Self.offsets[Self.places[self] ?? 0] }

  /// The number of all features.
  static var count: Int { offsets[allCases.count] }
}

/// A family's name and how many values it has; written as `["units", 8]`.
package struct FeatureFamily: Sendable, Encodable {
  package var name: String
  package var size: Int

  /// In the order of their numbers.
  package static var all: [FeatureFamily] {
    FeatureTemplate.allCases.map { FeatureFamily(name: $0.rawValue, size: $0.size) }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(name)
    try container.encode(size)
  }
}

/// The families' offsets as plain numbers, for the inner loops.
struct FeatureOffsets: Sendable {
  private let table: [Int32]

  static let shared = FeatureOffsets()

  private init() { table = FeatureTemplate.allCases.map { Int32($0.offset) } }

  @inline(__always) subscript(_ template: FeatureTemplate) -> Int32 { table[template.ordinal] }
}

extension FeatureTemplate {
  /// Its place among all families. An enum without payload is stored as its ordinal.
  @inline(__always) var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}
