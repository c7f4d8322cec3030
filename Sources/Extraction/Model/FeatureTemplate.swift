internal import Markup

/// The features of both models in families.
///
/// A feature is a whole number: its family's offset plus its value. The first model has a weight for each. The
/// second sees a row of bytes: of most families, whose values exclude each other, the value plus 1; of a set's
/// values each by itself. The model's file names families, so families may be added; the number of values of one
/// must not change without fitting anew.
enum FeatureTemplate: String, CaseIterable, Sendable {
  // Of the block by itself and in its page: both models.
  case units, links, unitsLinks, ends, endsUnits, sentences, commas, tag, tagUnits, linkCount, colon
  case strong, strongUnits, ownBits, nearBits, farBits, inlineBits, ancestors, images, repeats
  case repeatsUnits, pageUnits, homeShare, homeGood, outerGood, lookShare, homeLinks, outerLinks
  case lookHome, titleOverlap, isTitle, isDescription, nameOverlap, noBody, bodyOverlap, phrase
  case phraseUnits, address, digits, capitals, bar, heading, previous, next, beforePrevious,
    afterNext
  case previousLook, nextLook, cards, cardLinks, cardKind, cardPlace
  // Of its place in the winner and its neighbours' opinions: second model.
  case inside, child1, child2, child3, child1Links, child2Links, child3Links, opinionInside
  case before, after, ahead1, ahead2, ahead3, behind1, behind2, behind3, itemAhead, itemBehind
  case itemBefore, itemAfter, gap, homeMean, lookMean, homeLookMean, listMean, cardMean
  case since, sinceAfter, phraseBefore, cut, winnerBits, winnerTags, depth, childScore, childLinks
  case likelihood, length, bodyBefore, bodyAfter, bodyBehind, bodyAhead, bodyLength, bodyPart
  case cohesion

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
    case .child1, .child2, .child3, .child1Links, .child2Links, .child3Links, .childLinks: return 7
    case .opinionInside: return 16
    case .before, .after, .itemBefore, .itemAfter, .sinceAfter, .cut: return 4
    case .ahead1, .ahead2, .ahead3, .behind1, .behind2, .behind3: return 6
    case .itemAhead, .itemBehind: return 6
    case .gap: return 13
    case .homeMean, .lookMean, .homeLookMean, .listMean, .cardMean: return 8
    case .since: return 4 * 2 * 6
    case .phraseBefore: return PhraseKinds.modelled
    case .depth, .childScore: return 6
    case .likelihood, .bodyLength: return 32
    case .length: return 48
    case .bodyBefore, .bodyAfter, .bodyBehind, .bodyAhead, .bodyPart, .cohesion: return 16
    case .cards: return 4 * 5
    case .cardLinks, .cardPlace: return 4 * 4
    case .cardKind: return 6 * 5
    }
  }

  /// How the second model sees a family.
  enum Role: String, Sendable {
    /// One value at most, in one column.
    case scale
    /// Any of its values, a column each.
    case set
    /// Not at all: what it says lies in other families.
    case unseen
  }

  var role: Role {
    switch self {
    case .ownBits, .nearBits, .farBits, .inlineBits, .ancestors, .phrase, .phraseBefore,
      .winnerBits, .winnerTags:
      .set
    case .phraseUnits, .tagUnits: .unseen
    default: .scale
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
  static func tellingBit(_ tag: HTMLTag) -> UInt32 { tellingBits[tag.ordinal] }

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

/// A family's name, how many values it has, and how the second model sees it: `["units", 8, "scale"]`.
package struct FeatureFamily: Sendable, Encodable {
  package var name: String
  package var size: Int
  package var role: String

  /// In the order of their numbers.
  package static var all: [FeatureFamily] {
    FeatureTemplate.allCases.map {
      FeatureFamily(name: $0.rawValue, size: $0.size, role: $0.role.rawValue)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(name)
    try container.encode(size)
    try container.encode(role)
  }
}

/// Where the families' numbers and columns begin, as plain numbers, for the inner loops.
struct FeatureSlots: Sendable {
  struct Slot: Sendable {
    /// The number of the family's first value.
    var offset: Int32
    /// Its first column in the second model's row.
    var column: Int32
    var role: FeatureTemplate.Role
  }

  /// By ``FeatureTemplate/ordinal``.
  let table: [Slot]
  /// The length of a row.
  let columns: Int

  static let shared = FeatureSlots()

  private init() {
    var table: [Slot] = []
    var columns = 0
    for template in FeatureTemplate.allCases {
      let slot = Slot(
        offset: Int32(template.offset), column: Int32(columns), role: template.role)
      table.append(slot)
      switch template.role {
      case .scale: columns += 1
      case .set: columns += template.size
      case .unseen: break
      }
    }
    self.table = table
    self.columns = columns
  }

  subscript(_ template: FeatureTemplate) -> Slot { table[template.ordinal] }
}

extension FeatureTemplate {
  /// Its place among all families. An enum without payload is stored as its ordinal.
  @inline(__always) var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}
