internal import Foundation
internal import NewsModel
internal import SampleNewsroom

/// What invented texts of one language are made of: words of the sample newsroom as often as they stand there, and
/// further ones put together from their halves, so that language and script are real and no text is.
struct Tongue: Sendable {
  let language: String
  /// Written without spaces between words.
  let isUnspaced: Bool
  private let words: [String]
  private let rare: [String]

  /// One tongue for each language of the newsroom, by its code.
  static let all: [Tongue] = {
    let outlets = SampleNewsroom(now: Date(timeIntervalSince1970: 0)).outlets
    let texts = Dictionary(grouping: outlets) { String($0.language.prefix(2)) }
    return texts.keys.sorted().map { code in
      let lines = texts[code]!.flatMap { $0.articles.flatMap { $0.paragraphs.map(\.text) } }
      return Tongue(language: code, lines: lines)
    }
  }()

  private init(language: String, lines: [String]) {
    self.language = language
    isUnspaced = ["zh", "ja", "th"].contains(language)
    let split = isUnspaced ? Tongue.pieces : Tongue.spacedWords
    words = lines.flatMap(split)
    rare = Tongue.compounds(of: Array(Set(words)).sorted(), count: 30_000)
  }

  private static func spacedWords(of line: String) -> [String] {
    line.split(separator: " ")
      .map { $0.trimmingCharacters(in: .punctuationCharacters.union(.symbols)).lowercased() }
      .filter { !$0.isEmpty && $0.allSatisfy { $0.isLetter } }
  }

  /// Runs of letters, cut every two to four characters: about as long as words are there.
  private static func pieces(of line: String) -> [String] {
    var dice = Dice(line.count)
    return line.split { !$0.isLetter }.flatMap { run in
      var (rest, pieces) = (run, [String]())
      while !rest.isEmpty {
        let length = dice.within(2...4)
        pieces.append(String(rest.prefix(length)))
        rest = rest.dropFirst(length)
      }
      return pieces
    }
  }

  private static func compounds(of words: [String], count: Int) -> [String] {
    var dice = Dice(words.count)
    return (0..<count).map { _ in
      let (one, other) = (words[dice.below(words.count)], words[dice.below(words.count)])
      return String(one.prefix((one.count + 1) / 2) + other.suffix((other.count + 1) / 2))
    }
  }

  func word(_ dice: inout Dice) -> String {
    dice.happens(0.25) ? rare[dice.rank(rare.count)] : words[dice.below(words.count)]
  }

  /// One sentence of so many words; `facts` (numbers and names, as written) stand among them in their order.
  func sentence(words count: Int, facts: [String], _ dice: inout Dice) -> String {
    var parts = (0..<count).map { _ in word(&dice) }
    for (number, fact) in facts.enumerated() {
      parts.insert(fact, at: min(parts.count, 1 + (number + 1) * count / (facts.count + 1)))
    }
    if !isUnspaced, let first = parts.first {
      parts[0] = String(first.prefix(1)).uppercased() + first.dropFirst()
    }
    return parts.joined(separator: isUnspaced ? "" : " ") + ending
  }

  private var ending: String {
    switch language {
    case "zh", "ja": "。"
    case "hi": "।"
    case "th": " "
    default: "."
    }
  }
}
