/// Reads a query by recursive descent: `or := and (OR and)*`, `and := not ((AND)? not)*`, `not := near (NOT near)*`,
/// `near := unit (NEAR/n unit)?`, `unit := "(" or ")" | term`.
struct SearchParser {
  private var tokens: [Token]
  private var next = 0
  private var terms = 0
  private var depth = 0
  private let end: Int

  /// FTS5's own parser has a stack of 100 entries, and one level of parentheses takes three.
  private static let maximumDepth = 24
  /// NEAR without a number, as FTS5 has it.
  private static let defaultDistance = 10

  init(_ text: String) throws(SearchQueryError) {
    var lexer = SearchLexer(text)
    tokens = try lexer.tokens()
    end = text.unicodeScalars.count
  }

  mutating func query() throws(SearchQueryError) -> SearchNode {
    guard !tokens.isEmpty else {
      throw SearchQueryError(message: "There is nothing to search for.", position: 0, length: 1)
    }
    let node = try alternatives()
    if let token = peek {
      throw error("This closing parenthesis was never opened.", at: token)
    }
    guard node.depth <= Self.maximumDepth else {
      throw SearchQueryError(
        message: "Parentheses this deep are too much.", position: 0, length: max(1, end))
    }
    return node
  }

  private var peek: Token? { next < tokens.count ? tokens[next] : nil }

  private mutating func take(_ kind: Token.Kind) -> Token? {
    guard let token = peek, token.kind == kind else { return nil }
    next += 1
    return token
  }

  private mutating func alternatives() throws(SearchQueryError) -> SearchNode {
    var nodes = [try conjunction()]
    while take(.or) != nil { nodes.append(try conjunction()) }
    return nodes.count == 1 ? nodes[0] : .any(nodes)
  }

  private mutating func conjunction() throws(SearchQueryError) -> SearchNode {
    var nodes = [try exclusion()]
    while let token = peek {
      if take(.and) == nil {
        guard token.beginsUnit else { break }
      }
      nodes.append(try exclusion())
    }
    return nodes.count == 1 ? nodes[0] : .all(nodes)
  }

  private mutating func exclusion() throws(SearchQueryError) -> SearchNode {
    let node = try proximity()
    var others: [SearchNode] = []
    while take(.not) != nil { others.append(try proximity()) }
    return others.isEmpty ? node : .except(node, others.count == 1 ? others[0] : .any(others))
  }

  private mutating func proximity() throws(SearchQueryError) -> SearchNode {
    let left = try unit()
    guard let token = peek, case .near(let distance) = token.kind else { return left }
    next += 1
    let right = try unit()
    var pairs: [SearchNode] = []
    for first in try alternatives(of: left, token) {
      for second in try alternatives(of: right, token) {
        pairs.append(
          .near(first, second, distance: min(distance ?? Self.defaultDistance, 1000)))
      }
    }
    guard pairs.count <= SearchQuery.maximumTerms else {
      throw error("NEAR between so many words is too much; name fewer.", at: token)
    }
    return pairs.count == 1 ? pairs[0] : .any(pairs)
  }

  /// FTS5 knows NEAR between phrases only: `a NEAR (b OR c)` becomes `(a NEAR b) OR (a NEAR c)`.
  private func alternatives(
    of node: SearchNode, _ token: Token
  ) throws(SearchQueryError) -> [SearchPhrase] {
    switch node {
    case .phrase(let phrase): return [phrase]
    case .any(let nodes):
      var phrases: [SearchPhrase] = []
      for node in nodes { phrases += try alternatives(of: node, token) }
      return phrases
    default:
      throw error("NEAR stands between words, phrases or (one OR another).", at: token)
    }
  }

  private mutating func unit() throws(SearchQueryError) -> SearchNode {
    guard let token = peek else {
      throw SearchQueryError(
        message: "Something to search for is missing here.", position: max(0, end), length: 1)
    }
    next += 1
    switch token.kind {
    case .open: return try group(token)
    case .term(let text, let isPrefix, let isTitleOnly):
      return try term(text, isPrefix: isPrefix, isTitleOnly: isTitleOnly, at: token)
    case .close: throw error("This closing parenthesis was never opened.", at: token)
    case .not: throw error("NOT needs something before it to take away from.", at: token)
    case .and, .or, .near:
      throw error("\(token.text) stands between two things to search for.", at: token)
    }
  }

  private mutating func group(_ open: Token) throws(SearchQueryError) -> SearchNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw error("Parentheses this deep are too much.", at: open)
    }
    let node = try alternatives()
    guard take(.close) != nil else {
      throw error("This parenthesis is never closed.", at: open)
    }
    return node
  }

  private mutating func term(
    _ text: String, isPrefix: Bool, isTitleOnly: Bool, at token: Token
  ) throws(SearchQueryError) -> SearchNode {
    guard var phrase = SearchPhrase(text, isPrefix: isPrefix) else {
      throw error("There is no letter or digit in this.", at: token)
    }
    terms += 1
    guard terms <= SearchQuery.maximumTerms else {
      throw error("More than \(SearchQuery.maximumTerms) words are too much.", at: token)
    }
    phrase.isTitleOnly = isTitleOnly
    return .phrase(phrase)
  }

  private func error(_ message: String, at token: Token) -> SearchQueryError {
    SearchQueryError(message: message, position: token.position, length: token.length)
  }
}

extension SearchParser {
  struct Token: Hashable {
    enum Kind: Hashable {
      case open, close, and, or, not
      case near(Int?)
      case term(String, isPrefix: Bool, isTitleOnly: Bool)
    }

    var kind: Kind
    var text: String
    var position: Int
    var length: Int

    var beginsUnit: Bool {
      switch kind {
      case .open, .term, .not: true
      default: false
      }
    }
  }
}

/// Cuts a query into words, phrases, operators and parentheses.
private struct SearchLexer {
  private let scalars: [Unicode.Scalar]
  private var at = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func tokens() throws(SearchQueryError) -> [SearchParser.Token] {
    guard scalars.count <= SearchQuery.maximumLength else {
      throw SearchQueryError(
        message: "A query may have \(SearchQuery.maximumLength) characters.",
        position: SearchQuery.maximumLength, length: 1)
    }
    var tokens: [SearchParser.Token] = []
    while at < scalars.count {
      if scalars[at].properties.isWhitespace || scalars[at].value == 0 {
        at += 1
      } else {
        tokens.append(try token())
      }
    }
    return tokens
  }

  private mutating func token() throws(SearchQueryError) -> SearchParser.Token {
    let start = at
    switch scalars[at] {
    case "(": at += 1
    case ")": at += 1
    default: return try word()
    }
    let kind: SearchParser.Token.Kind = scalars[start] == "(" ? .open : .close
    return .init(kind: kind, text: String(scalars[start]), position: start, length: 1)
  }

  private mutating func word() throws(SearchQueryError) -> SearchParser.Token {
    let start = at
    let isTitleOnly = skip("title:")
    if at < scalars.count, Self.quotes.contains(scalars[at]) {
      return try phrase(from: start, isTitleOnly: isTitleOnly)
    }
    let begin = at
    while at < scalars.count, !Self.endsWord(scalars[at]) { at += 1 }
    var text = string(begin..<at)
    let isPrefix = text.hasSuffix("*")
    if isPrefix { text.removeLast() }
    if !isTitleOnly, text.hasPrefix("NEAR/"), Self.operators(text) == nil {
      throw SearchQueryError(
        message: "NEAR/ is followed by a number of words, as in NEAR/5.", position: start,
        length: at - start)
    }
    let kind: SearchParser.Token.Kind =
      (isTitleOnly || isPrefix ? nil : Self.operators(text))
      ?? .term(text, isPrefix: isPrefix, isTitleOnly: isTitleOnly)
    return .init(kind: kind, text: text, position: start, length: max(1, at - start))
  }

  private mutating func phrase(
    from start: Int, isTitleOnly: Bool
  ) throws(SearchQueryError) -> SearchParser.Token {
    let begin = at + 1
    guard let close = scalars[begin...].firstIndex(where: Self.quotes.contains) else {
      throw SearchQueryError(
        message: "This quotation mark is never closed.", position: at, length: 1)
    }
    at = close + 1
    let isPrefix = at < scalars.count && scalars[at] == "*"
    if isPrefix { at += 1 }
    let text = string(begin..<close)
    return .init(
      kind: .term(text, isPrefix: isPrefix, isTitleOnly: isTitleOnly), text: text,
      position: start, length: at - start)
  }

  /// Straight and typographic: a query may be pasted.
  private static let quotes: Set<Unicode.Scalar> = ["\"", "“", "”", "„", "«", "»", "「", "」"]

  private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "(" || scalar == ")" || quotes.contains(scalar) || scalar.properties.isWhitespace
  }

  /// In capitals only, as FTS5 has them: `or` is a word.
  private static func operators(_ text: String) -> SearchParser.Token.Kind? {
    switch text {
    case "AND": return .and
    case "OR": return .or
    case "NOT": return .not
    case "NEAR": return .near(nil)
    default:
      guard text.hasPrefix("NEAR/"), let distance = Int(text.dropFirst(5)), distance >= 0 else {
        return nil
      }
      return .near(distance)
    }
  }

  private mutating func skip(_ prefix: String) -> Bool {
    let wanted = Array(prefix.unicodeScalars)
    guard scalars[at...].starts(with: wanted) else { return false }
    at += wanted.count
    return true
  }

  private func string(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }
}
