package import NewsModel

/// Says which language a text is in, and how sure that is.
///
/// Long texts are the detector's to say. In short ones names from elsewhere mislead it (`West Virginia` makes a German
/// headline English), so votes are counted: the whole text, the text without its capitalised words, and the little
/// words of each language. docs/languages.md has the figures.
package struct LanguageIdentifier: Sendable {
  /// Letters from which on the detector alone decides, if it is sure: on the public sets it is right for every
  /// article, and for 92 % of titles, which are shorter.
  private static let longEnough = 300

  package init() {}

  /// - Parameters:
  ///   - title: helps where the text is short.
  ///   - hint: BCP 47, what the feed or page says of itself: weighed, never believed outright.
  /// - Returns: `und` with confidence 0 for a text without letters. A confidence under 0.5 means: too short, or
  ///   of several languages.
  package func identify(title: String?, text: String, hint: String?) -> Language {
    let whole = title.map { $0 + "\n" + text } ?? text
    let scripts = TextScript(of: whole)
    let letters = scripts.letters.values.reduce(0, +)
    guard letters > 0 else { return .undetermined }
    let hint = hint.map { Language.primary(of: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    let votes = LanguageVotes(
      whole, hint: hint, scripts: scripts, isLong: letters >= Self.longEnough)
    let variant = LanguageVariant(tag: votes.best, text: whole, scripts: scripts, hint: hint)
    return Language(
      tag: variant.tag, script: variant.script,
      confidence: confidence(votes, scripts, letters: letters) * variant.certainty)
  }

  /// The share of the votes, less for few letters and for several scripts.
  private func confidence(_ votes: LanguageVotes, _ scripts: TextScript, letters: Int) -> Double {
    guard votes.best != "und" else { return 0 }
    // Three letters of Thai are Thai; three of Latin are anything.
    let needed = (ScriptLanguages.languages[scripts.dominant]?.count ?? 9) > 2 ? 24.0 : 1.0
    let length = Double(letters) / (Double(letters) + needed)
    let confidence = votes.share * length * min(1, scripts.purity + 0.15)
    return min(1, max(0, (confidence * 1000).rounded() / 1000))
  }
}

/// Evidence for each language of a text.
struct LanguageVotes {
  private(set) var best = "und"
  /// What the best has of the votes, 0–1.
  private(set) var share = 0.0

  init(_ text: String, hint: String?, scripts: TextScript, isLong: Bool) {
    if isLong, let sure = Self.sure(text, hint: hint) {
      (best, share) = sure
      return
    }
    let full = LanguageDetector.detect(text, hint: hint, isBestEffort: false)
    if isLong, full.isReliable, let first = full.shares.first {
      (best, share) = (first.tag, first.share)
      return
    }
    var votes: [String: Double] = [:]
    add(full, weight: full.isReliable ? 0.8 : 0.4, to: &votes)
    add(LanguageDetector.detect(text, hint: hint, isBestEffort: true), weight: 0.3, to: &votes)
    let words = ShortText(text)
    if words.hasLowerCase {
      let result = LanguageDetector.detect(words.withoutNames, hint: hint, isBestEffort: true)
      add(result, weight: result.isReliable ? 1 : 0.6, to: &votes)
    }
    for (tag, vote) in FunctionWords.shared.votes(in: words.lowerCased) {
      votes[Language.primary(of: tag), default: 0] += 0.8 * vote
    }
    if let hint, votes[hint] != nil || votes.isEmpty { votes[hint, default: 0] += 0.4 }
    decide(weighed(votes, script: scripts.dominant, hasAccents: words.hasAccents, hint: hint))
  }

  /// What passages of a long text say, where they leave no doubt. The rest is read as a whole.
  private static func sure(_ text: String, hint: String?) -> (tag: String, share: Double)? {
    var text = text
    guard let sample = text.withUTF8(TextSample.of) else { return nil }
    let result = sample.withUnsafeBufferPointer {
      LanguageDetector.detect($0, hint: hint, isBestEffort: false)
    }
    guard result.isReliable, let first = result.shares.first, first.share >= sureShare,
      !ScriptLanguages.hasLikeNeighbors(first.tag)
    else { return nil }
    return (first.tag, first.share)
  }

  /// Texts of several languages are below it, and so are those that hold much that is no prose.
  private static let sureShare = 0.95

  /// The share is the winner's against the second, less where all the evidence is thin.
  private mutating func decide(_ votes: [String: Double]) {
    let ranked = votes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard let first = ranked.first, first.value > 0 else { return }
    let second = ranked.dropFirst().first?.value ?? 0
    (best, share) = (first.key, first.value / (first.value + second) * min(1, first.value))
  }

  /// What is known before a word is read: the script, how much news there is in a language, and that English
  /// words have no accents.
  private func weighed(_ votes: [String: Double], script: String, hasAccents: Bool, hint: String?)
    -> [String: Double]
  {
    var weighed: [String: Double] = [:]
    let possible = ScriptLanguages.languages[script]
    for (tag, vote) in votes where possible?.contains(tag) ?? true {
      var vote = vote
      if tag == "en", hasAccents { vote *= 0.5 }
      if tag != hint { vote *= ScriptLanguages.prior(of: tag) }
      weighed[tag] = vote
    }
    if weighed.isEmpty, let first = possible?.first { weighed[first] = 0.4 }
    return weighed
  }

  private func add(
    _ result: LanguageDetector.Result, weight: Double, to votes: inout [String: Double]
  ) {
    for (tag, share) in result.shares { votes[tag, default: 0] += weight * share }
  }
}

/// The words of a short text, names apart.
struct ShortText {
  /// Words that begin small, joined by spaces: without names, and without nouns in German.
  let withoutNames: String
  /// All words in lower case.
  let lowerCased: [String]
  /// A word that begins small has a letter beyond ASCII.
  let hasAccents: Bool
  /// There is enough left without the names to say anything.
  let hasLowerCase: Bool

  init(_ text: String) {
    var small: [String] = []
    var all: [String] = []
    for piece in text.prefix(2_000).split(whereSeparator: {
      $0.isWhitespace || $0.isPunctuation && $0 != "'" && $0 != "’" && $0 != "-"
    }) {
      let word = String(piece)
      all.append(word.lowercased().replacing("’", with: "'"))
      guard let first = word.unicodeScalars.first else { continue }
      if ScalarProperties.kind(first.value) == .lowercase { small.append(word) }
    }
    withoutNames = small.joined(separator: " ")
    lowerCased = all
    hasLowerCase = small.count >= 3
    hasAccents = small.contains { $0.utf8.contains { $0 >= 0xC3 && $0 < 0xC9 } }
  }
}
