internal import Foundation

/// A piece of a text with the words that were searched for.
package struct Snippet: Sendable, Hashable {
  /// One line; `…` where something was left out.
  package var text: String
  /// Where the words stand in `text`, in Unicode scalars.
  package var matches: [Range<Int>]

  package init(text: String, matches: [Range<Int>]) {
    self.text = text
    self.matches = matches
  }
}

/// A query's words, folded as the search index folds, for finding them again in a text.
struct SnippetTerms {
  /// How much of the text is shown, in Unicode scalars: two lines of a terminal.
  static let length = 160

  private let terms: [Term]

  private struct Term {
    var scalars: [UInt32]
    /// In a script with spaces: it has to begin, and (a prefix aside) end, where a word does.
    var isWord: Bool
    var isPrefix: Bool
  }

  init(_ query: SearchQuery) {
    terms = query.root.positivePhrases.map { phrase in
      let folded = FoldedText(SearchText.normalized(phrase.text)).scalars
      let isWord = folded.allSatisfy { SearchText.script(of: $0) == .spaced }
      return Term(scalars: Self.trimmed(folded), isWord: isWord, isPrefix: phrase.isPrefix)
    }
  }

  /// The part of `text` with most of the words, or its beginning where none is found as typed.
  func snippet(of text: String) -> Snippet {
    let folded = FoldedText(text)
    let found = matches(in: folded)
    let range = window(over: found, count: folded.original.count)
    return Snippet(folded.original, range, found.map(\.range))
  }

  private struct Match {
    var term: Int
    /// In scalars of the text.
    var range: Range<Int>
  }

  private func matches(in text: FoldedText) -> [Match] {
    var matches: [Match] = []
    for (index, term) in terms.enumerated() where !term.scalars.isEmpty {
      var at = 0
      while let found = text.find(term.scalars, from: at) {
        at = found.upperBound
        let begins = !term.isWord || text.isBoundary(before: found.lowerBound)
        let ends = !term.isWord || term.isPrefix || text.isBoundary(before: found.upperBound)
        if begins && ends {
          matches.append(Match(term: index, range: text.originalRange(found)))
        }
        if matches.count > 2000 { break }
      }
    }
    return matches.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The stretch of the text with the most different words; of equals the first.
  private func window(over matches: [Match], count: Int) -> Range<Int> {
    var best: (start: Int, terms: Int)?
    for (index, match) in matches.enumerated() {
      let near = matches[index...].prefix {
        $0.range.upperBound <= match.range.lowerBound + Self.length
      }
      let terms = Set(near.map(\.term)).count
      if terms > (best?.terms ?? 0) { best = (match.range.lowerBound, terms) }
    }
    let start = max(0, (best?.start ?? 0) - Self.length / 4)
    return min(start, max(0, count - Self.length))..<min(count, start + Self.length)
  }

  private static func trimmed(_ scalars: [UInt32]) -> [UInt32] {
    let isSearchable = { (value: UInt32) in Unicode.Scalar(value)?.isSearchable ?? false }
    guard let first = scalars.firstIndex(where: isSearchable),
      let last = scalars.lastIndex(where: isSearchable)
    else { return [] }
    return Array(scalars[first...last])
  }
}

extension Snippet {
  fileprivate init(
    _ text: [Unicode.Scalar], _ range: Range<Int>, _ found: [Range<Int>]
  ) {
    var view = String.UnicodeScalarView()
    if range.lowerBound > 0 { view.append("…") }
    let offset = range.lowerBound - (range.lowerBound > 0 ? 1 : 0)
    for scalar in text[range] {
      view.append(scalar == "\n" || scalar == "\r" || scalar == "\t" ? " " : scalar)
    }
    if range.upperBound < text.count { view.append("…") }
    self.text = String(view)
    var matches: [Range<Int>] = []
    for match in found where range.lowerBound <= match.lowerBound {
      guard match.upperBound <= range.upperBound else { continue }
      let shifted = match.lowerBound - offset..<match.upperBound - offset
      if (matches.last?.upperBound ?? 0) <= shifted.lowerBound { matches.append(shifted) }
    }
    self.matches = matches
  }
}

/// A text without case and accents, scalar by scalar, that remembers where each stood.
private struct FoldedText {
  let original: [Unicode.Scalar]
  private(set) var scalars: [UInt32] = []
  private var places: [Int] = []

  /// Unicode scalars that are looked through for a page's words: some thirty pages of print.
  private static let longest = 50_000

  init(_ text: String) {
    original = Array(text.unicodeScalars.prefix(Self.longest))
    scalars.reserveCapacity(original.count)
    places.reserveCapacity(original.count)
    for (index, scalar) in original.enumerated() { append(scalar.value, at: index) }
  }

  /// Lower case, decomposed; marks after Latin, Greek and Cyrillic letters are dropped, as `remove_diacritics` does.
  private mutating func append(_ value: UInt32, at index: Int) {
    switch value {
    case 0x41...0x5A: append(folded: value | 0x20, at: index)
    case 0x300..<0x370: break
    case 0xC0..<0x530:
      for folded in Self.lower[Int(value - 0xC0)] { append(folded: folded, at: index) }
    case 0x1E00..<0x2000:
      for folded in Self.higher[Int(value - 0x1E00)] { append(folded: folded, at: index) }
    default: append(folded: value, at: index)
    }
  }

  private mutating func append(folded: UInt32, at index: Int) {
    scalars.append(folded)
    places.append(index)
  }

  /// Made once, some 2 ms: folding each letter anew took up to 50 ms for a page of hits in Cyrillic.
  private static let lower = (0xC0..<0x530).map(folded)
  private static let higher = (0x1E00..<0x2000).map(folded)

  private static func folded(_ value: UInt32) -> [UInt32] {
    if let plain = SearchText.strokes[value] { return [UInt32(plain)] }
    guard let scalar = Unicode.Scalar(value) else { return [value] }
    return String(scalar).decomposedScalars.filter { !(0x300..<0x370).contains($0) }
  }

  /// The next place of `wanted`, in folded scalars. Linear but for repetitive texts, where it is bounded by their product.
  func find(_ wanted: [UInt32], from start: Int) -> Range<Int>? {
    guard let first = wanted.first, scalars.count >= wanted.count else { return nil }
    var at = start
    while at + wanted.count <= scalars.count {
      if scalars[at] == first, scalars[at..<at + wanted.count].elementsEqual(wanted) {
        return at..<at + wanted.count
      }
      at += 1
    }
    return nil
  }

  /// Whether no word goes on from the scalar before `index` to that at it.
  func isBoundary(before index: Int) -> Bool {
    guard index > 0, index < scalars.count else { return true }
    return !(isWord(scalars[index - 1]) && isWord(scalars[index]))
  }

  private func isWord(_ value: UInt32) -> Bool { Unicode.Scalar(value)?.isSearchable ?? false }

  func originalRange(_ range: Range<Int>) -> Range<Int> {
    places[range.lowerBound]..<places[range.upperBound - 1] + 1
  }
}

extension String {
  /// Lower case, canonically decomposed.
  fileprivate var decomposedScalars: [UInt32] {
    lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.map(\.value)
  }
}

extension SearchNode {
  var positivePhrases: [SearchPhrase] {
    switch self {
    case .phrase(let phrase): [phrase]
    case .near(let left, let right, _): [left, right]
    case .all(let nodes), .any(let nodes): nodes.flatMap(\.positivePhrases)
    case .except(let node, _): node.positivePhrases
    }
  }
}
