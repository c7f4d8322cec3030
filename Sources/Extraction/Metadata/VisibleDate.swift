internal import Foundation
internal import Markup
internal import NewsModel

/// The visible date that looks most like the article's: near the headline, in a `<time>`, short, worded as a
/// date line; not in a footer, a list of other articles or a copyright notice.
struct VisibleDate {
  /// From here on a visible date is believed over vague metadata. The lines under headlines reach 8–12.
  static let sureScore = 7
  /// From here on it is the date line under the headline, and settles a day's difference.
  private static let lineScore = 8
  /// Below this, a date is somebody else's; one just after the headline may have less for itself.
  private static let leastScore = 2
  private static let leastNearScore = 0
  /// What a date loses that is said to be a change's.
  private static let changeCost = 5
  /// From here on a date is a line of its own under the headline, and how few units that has.
  static let ownLineScore = 6
  /// From here on one is believed over vague metadata that name a later day.
  static let doubtfulScore = 4
  private static let ownLineUnits: Int32 = 80
  /// What a date gains that follows a word such as "Published".
  private static let publicationGain = 3
  /// What a date loses that stands so many blocks before the headline: it is the newspaper's own.
  private static let mastheadCost = 2
  private static let mastheadDistance = -8
  /// Units of a block that may be a date line, and of an opening paragraph that may begin with one.
  private static let lineUnits = 250

  private let picker: DatePicker
  private let page: PageBlocks
  private let headline: Int?
  /// The likeliest date of the page.
  private(set) var best: (date: PageDate, source: DateSource, score: Int)?
  /// That date, if it stands in a line of its own beside the headline: two blocks before to six after.
  private(set) var line: Line?

  struct Line {
    var date: PageDate
    var source: DateSource
    var score: Int
    var isBelow: Bool
  }

  init(_ picker: DatePicker, _ page: PageBlocks, title: TokenSet) {
    self.picker = picker
    self.page = page
    headline = Self.headline(page, title)
    DateLabel.Tables.with { find($0) }
  }

  private mutating func find(_ tables: DateLabel.Tables) {
    var rank = Int.min
    for index in page.blocks.indices where mayHold(index) {
      // What stands before the date costs more to find out than all the rest.
      let place = placeScore(index)
      guard place + Self.publicationGain > rank, place + Self.publicationGain >= least(index)
      else { continue }
      let label = DateLabel(page, page.blocks[index], tables)
      let score = score(index, place, label)
      guard score > rank, score >= least(index), let (date, source) = date(in: index, label)
      else { continue }
      let discounted = label.isChange ? score - Self.changeCost : score
      guard discounted > rank else { continue }
      rank = discounted
      best = (date, source, discounted)
      line = ownLine(index).map { Line(date: date, source: source, score: discounted, isBelow: $0) }
    }
  }

  /// Whether a block is a line of its own beside the headline: `true` below it, `false` above it, `nil` elsewhere.
  private func ownLine(_ index: Int) -> Bool? {
    guard let headline, index != headline, (-2...6).contains(index - headline),
      page.blocks[index].units < Self.ownLineUnits, !isInFooter(index)
    else { return nil }
    return index > headline
  }

  /// What a block's score must reach.
  private func least(_ index: Int) -> Int {
    let isNear = headline.map { (0...6).contains(index - $0) } ?? false
    return isNear && !isInFooter(index) ? Self.leastNearScore : Self.leastScore
  }

  /// Whether a block lies in a `<footer>` that does not hold the headline too.
  private func isInFooter(_ index: Int) -> Bool {
    var container = page.blocks[index].container
    for _ in 0..<5 where container >= 0 {
      let found = page.containers[Int(container)]
      if found.tag == .footer {
        return headline.map { !found.blocks.contains(Int32($0)) } ?? true
      }
      container = found.parent
    }
    return false
  }

  /// The day as readers see it, where metadata state the instant in UTC and the visible date is a day off.
  ///
  /// A round hour late in the day is a bare date exported from a zone east of Greenwich, so a date anywhere on
  /// the page will do; otherwise it has to be a date line for certain.
  func localDay(of date: PageDate) -> PageDate {
    guard date.offset == 0, let seconds = date.seconds, let shown = best else { return date }
    let isBareDay = seconds >= 20 * 3600 && seconds % 3600 == 0
    guard shown.score >= (isBareDay ? Self.leastScore : Self.lineScore) else { return date }
    let step = shown.date.dayNumber - date.dayNumber
    let isLater = step == 1 && seconds >= 10 * 3600
    let isEarlier = step == -1 && seconds <= 12 * 3600
    guard isLater || isEarlier else { return date }
    var local = date
    (local.year, local.month, local.day) = (shown.date.year, shown.date.month, shown.date.day)
    // The instant stays what it was.
    local.seconds = seconds - step * 86400
    return local
  }

  private func mayHold(_ index: Int) -> Bool {
    let block = page.blocks[index]
    if block.time >= 0 { return true }
    guard block.measures.hasDigit else { return false }
    guard block.units > Self.lineUnits, let headline else { return block.units <= Self.lineUnits }
    return (1...6).contains(index - headline)
  }

  private func date(in index: Int, _ label: DateLabel) -> (PageDate, DateSource)? {
    let block = page.blocks[index]
    if let date = picker.read(label.published) { return (date, .text) }
    if block.time >= 0 {
      let element = Int(block.time)
      let text =
        picker.document.attribute(.datetime, of: element) ?? picker.document.text(in: element)
      if let date = picker.read(text) { return (date, .timeElement) }
    }
    let limit = block.units <= Self.lineUnits ? 200 : 40
    return picker.read(page.text(of: block), limit: limit).map { ($0, .text) }
  }

  /// The block with the headline: a heading, else a block that says no more than the title.
  private static func headline(_ page: PageBlocks, _ title: TokenSet) -> Int? {
    guard !title.isEmpty else { return nil }
    let blocks = page.blocks
    func isTitle(_ index: Int, _ share: Int) -> Bool {
      // A block with too few tokens cannot hold that share of the title.
      blocks[index].tokens.count * 10 >= share * title.count
        && title.overlap(Set(page.tokens(of: blocks[index]))) * 10 >= share * title.count
    }
    return blocks.indices.first { blocks[$0].tag == .h1 && isTitle($0, 6) }
      ?? blocks.indices.first {
        blocks[$0].tag == .h2 && blocks[$0].linkShare < 0.5 && isTitle($0, 6)
      }
      ?? blocks.indices.first { blocks[$0].tag.isHeading && isTitle($0, 8) }
      ?? blocks.indices.first {
        blocks[$0].linkShare < 0.5 && blocks[$0].tokens.count < 2 * title.count && isTitle($0, 9)
      }
  }

  /// What the block's markup, length and place say.
  private func placeScore(_ index: Int) -> Int {
    let block = page.blocks[index]
    let bits = bits(around: index)
    var score = block.time >= 0 ? 3 : 0
    if bits.union(block.inlineBits).contains(.meta) { score += 2 }
    score += block.units < 60 ? 2 : block.units < 140 ? 1 : 0
    let phrases = block.measures.phrases
    if !phrases.isDisjoint(with: [.filed, .byline]) || isLabelled(index) { score += 2 }
    score += nearness(index)
    if !bits.isDisjoint(with: [.related, .side, .comment, .navigation]) { score -= 4 }
    if block.linkShare > 0.5 { score -= 2 }
    return score
  }

  /// - Parameter place: ``placeScore(_:)``; the sum exceeds it by ``publicationGain`` at most.
  private func score(_ index: Int, _ place: Int, _ label: DateLabel) -> Int {
    // "Published on" means the article wherever it stands.
    guard label.published == nil else { return place + Self.publicationGain }
    let block = page.blocks[index]
    let bits = bits(around: index)
    var score = place
    if bits.contains(.foot), bits.isDisjoint(with: [.related, .side, .comment, .navigation]) {
      score -= 4
    }
    if isInFooter(index) { score -= 2 }
    if block.measures.phrases.contains(.legal) { score -= block.time >= 0 ? 2 : 5 }
    return score
  }

  private func nearness(_ index: Int) -> Int {
    guard let headline else { return 0 }
    let distance = index - headline
    if isInFooter(index) { return distance.signum() }
    if (0...8).contains(distance) { return (1...3).contains(distance) ? 5 : 4 }
    if distance > 0 { return 1 }
    return distance > -5 ? 3 : distance < Self.mastheadDistance ? -Self.mastheadCost : 0
  }

  /// What the elements around a block say of it, as far as they do not hold the headline too.
  private func bits(around index: Int) -> ClassBits {
    var bits: ClassBits = []
    var container = page.blocks[index].container
    var steps = 0
    while container >= 0, steps < 5 {
      let found = page.containers[Int(container)]
      let holdsHeadline = headline.map { found.blocks.contains(Int32($0)) } ?? false
      bits.formUnion(holdsHeadline ? found.bits.intersection(.meta) : found.bits)
      container = found.parent
      steps += 1
    }
    return bits
  }

  /// Whether the block before is a label such as "Published".
  private func isLabelled(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let label = page.blocks[index - 1]
    return label.units < 30 && !label.measures.hasDigit && label.measures.phrases.contains(.filed)
  }
}

extension PageDate {
  /// Days since 1970 of the day as written.
  var dayNumber: Int { Timestamp.days(fromYear: year, month: month, day: day) }
}
