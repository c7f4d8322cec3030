/// What a person searches for, understood: words, `"phrases"`, `prefix*`, `title:`, `AND`, `OR`, `NOT`,
/// `a NEAR/5 b` and parentheses. Words that stand side by side must all be found.
///
/// The text never reaches SQLite as it is: it is parsed here, cut into words as the index is, and written anew with
/// every word quoted, so no input is a syntax of FTS5.
package struct SearchQuery: Sendable, Hashable {
  /// As it was typed.
  package let text: String
  let root: SearchNode

  /// The most Unicode scalars that a query may have.
  package static let maximumLength = 2000
  /// The most words and phrases; SQLite's own bound on an expression's depth is 256.
  static let maximumTerms = 100

  /// - Throws: what is wrong, and where.
  package init(_ text: String) throws(SearchQueryError) {
    self.text = text
    var parser = try SearchParser(text)
    root = try parser.query()
  }

  /// As SQLite's FTS5 reads it.
  var expression: String { root.expression }

  /// The words that a hit may show, as typed; those after NOT are not among them.
  package var terms: [String] { root.positiveTerms }
}

/// Why a query could not be understood.
package struct SearchQueryError: Error, Sendable, Hashable, CustomStringConvertible {
  package var message: String
  /// Where in the query, in Unicode scalars.
  package var position: Int
  package var length: Int

  package var description: String { message }

  /// The query with carets under what is wrong, for a terminal.
  package func marked(in query: String) -> String {
    query + "\n" + String(repeating: " ", count: position)
      + String(repeating: "^", count: max(1, length))
  }
}

/// A query as a tree.
indirect enum SearchNode: Sendable, Hashable {
  case phrase(SearchPhrase)
  case near(SearchPhrase, SearchPhrase, distance: Int)
  case all([SearchNode])
  case any([SearchNode])
  case except(SearchNode, SearchNode)
}

extension SearchNode {
  var expression: String {
    switch self {
    case .phrase(let phrase): phrase.expression
    case .near(let left, let right, let distance):
      "\(left.column)NEAR(\(left.quoted) \(right.quoted), \(distance))"
    case .all(let nodes): joined(nodes, " AND ")
    case .any(let nodes): joined(nodes, " OR ")
    case .except(let node, let other): "(\(node.expression) NOT \(other.expression))"
    }
  }

  private func joined(_ nodes: [SearchNode], _ word: String) -> String {
    "(" + nodes.map(\.expression).joined(separator: word) + ")"
  }

  /// Levels of parentheses in ``expression``.
  var depth: Int {
    switch self {
    case .phrase, .near: 0
    case .all(let nodes), .any(let nodes): 1 + (nodes.map(\.depth).max() ?? 0)
    case .except(let node, let other): 1 + max(node.depth, other.depth)
    }
  }

  /// Whether the beginning of a word is asked for anywhere.
  var hasPrefix: Bool {
    switch self {
    case .phrase(let phrase): phrase.isPrefix
    case .near(let left, let right, _): left.isPrefix || right.isPrefix
    case .all(let nodes), .any(let nodes): nodes.contains(where: \.hasPrefix)
    case .except(let node, let other): node.hasPrefix || other.hasPrefix
    }
  }

  var positiveTerms: [String] {
    switch self {
    case .phrase(let phrase): [phrase.text]
    case .near(let left, let right, _): [left.text, right.text]
    case .all(let nodes), .any(let nodes): nodes.flatMap(\.positiveTerms)
    case .except(let node, _): node.positiveTerms
    }
  }
}

/// Words that stand one after the other.
struct SearchPhrase: Sendable, Hashable {
  /// As typed, without quotes.
  var text: String
  var tokens: [String]
  /// The last token is the beginning of a word.
  var isPrefix: Bool
  var isTitleOnly = false

  /// `nil` where the text has no letter or digit.
  init?(_ text: String, isPrefix: Bool) {
    let words = SearchTokens(text)
    guard !words.tokens.isEmpty else { return nil }
    self.text = text
    tokens = words.tokens
    self.isPrefix = isPrefix || words.endsOpen
  }

  var column: String { isTitleOnly ? "title : " : "" }
  var expression: String { column + quoted }
  var quoted: String { "\"" + tokens.joined(separator: " ") + "\"" + (isPrefix ? " *" : "") }
}

/// A phrase cut into words as the index has them.
private struct SearchTokens {
  var tokens: [String] = []
  /// The last token may go on in the index: a single character, of which pairs begin with; a word of a script
  /// without spaces, which the dictionary may have found to be longer there.
  var endsOpen = false

  init(_ text: String) {
    let plain = SearchText.normalized(text)
    for run in Self.joined(SearchText.runs(of: plain)) {
      switch run.script {
      case .spaced: append(words(in: run.text))
      case .dictionary: append(SearchText.words(of: run.text), endsOpen: true)
      case .pairs: append(SearchText.pairs(of: run.text), endsOpen: run.text.count == 1)
      }
      endsWithPairs = run.script == .pairs && run.text.count > 1
    }
    // A run's last character alone: it stands in the index only where the run ends there.
    if endsWithPairs { tokens.removeLast() }
  }

  private var endsWithPairs = false

  /// Han and kana are written without spaces: one that was typed between them is not in the text. Hangul is not.
  private static func joined(_ runs: [SearchText.Run]) -> [SearchText.Run] {
    var result: [SearchText.Run] = []
    for (index, run) in runs.enumerated() {
      let isGap =
        run.text.allSatisfy(\.properties.isWhitespace) && index > 0 && index + 1 < runs.count
        && runs[index - 1].isWithoutSpaces && runs[index + 1].isWithoutSpaces
      if isGap { continue }
      if let last = result.last, last.isWithoutSpaces, run.isWithoutSpaces {
        let text = String(last.text) + String(run.text)
        result[result.count - 1].text = Substring(text).unicodeScalars
      } else {
        result.append(run)
      }
    }
    return result
  }

  private mutating func append(_ words: [String], endsOpen open: Bool = false) {
    guard !words.isEmpty else { return }
    tokens += words
    endsOpen = open
  }

  /// Letters, digits and marks, as the index's tokenizer has them: the rest separates.
  private func words(in run: Substring.UnicodeScalarView) -> [String] {
    run.split { !$0.isSearchable }.map { String(String.UnicodeScalarView($0)) }
  }
}

extension Unicode.Scalar {
  /// What `unicode61` was told to keep: `L* N* Co Mn Mc`.
  var isSearchable: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber, .privateUse, .nonspacingMark, .spacingMark:
      true
    default: false
    }
  }
}
