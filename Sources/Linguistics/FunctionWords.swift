/// The little words of languages that are alike: evidence of its own where a text is short.
struct FunctionWords: Sendable {
  static let shared = FunctionWords(
    String(decoding: PackageResources.function_words_txt, as: UTF8.self))

  /// Word → the languages that have it.
  private var languages: [String: [String]] = [:]
  private var simplified: Set<UInt32> = []
  private var traditional: Set<UInt32> = []

  /// Reads the data file: a line is `[tag] words`.
  init(_ file: String) {
    for line in file.split(separator: "\n") where line.hasPrefix("[") {
      let words = line.split(separator: " ")
      let tag = String(words[0].dropFirst().dropLast())
      switch tag {
      case "zh-Hans": simplified = Set(words[1].unicodeScalars.map(\.value))
      case "zh-Hant": traditional = Set(words[1].unicodeScalars.map(\.value))
      default:
        for word in Set(words.dropFirst()) { languages[String(word), default: []].append(tag) }
      }
    }
    (simplified, traditional) = (
      simplified.subtracting(traditional), traditional.subtracting(simplified)
    )
  }

  /// How much of each language there is: every word counts 1, divided among the languages that have it.
  func votes(in words: [String]) -> [String: Double] {
    var votes: [String: Double] = [:]
    for word in words {
      guard let tags = languages[word] else { continue }
      for tag in tags { votes[tag, default: 0] += 1 / Double(tags.count) }
    }
    return votes
  }

  /// Characters of `text` that only simplified, and that only traditional Chinese has.
  func chineseForms(in text: String) -> (simplified: Int, traditional: Int) {
    var counts = (simplified: 0, traditional: 0)
    for scalar in text.unicodeScalars.prefix(20_000) where scalar.value >= 0x4E00 {
      if simplified.contains(scalar.value) { counts.simplified += 1 }
      if traditional.contains(scalar.value) { counts.traditional += 1 }
    }
    return counts
  }
}
