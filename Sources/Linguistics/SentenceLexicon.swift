/// What is known of a language's abbreviations and sentence openings (`Data/sentences.txt`).
struct SentenceLexicon: Sendable {
  enum Abbreviation: UInt8 {
    /// Something always follows: no sentence ends here.
    case always
    /// A sentence ends here if the next word has a capital.
    case unlessCapital
  }

  private(set) var abbreviations: [String: Abbreviation] = [:]
  private(set) var beforeNumber: Set<String> = []
  private(set) var starters: Set<String> = []
  private(set) var hasOrdinals = false

  /// The lexicon of a language: what holds for all languages with its own on top.
  static func lexicon(of language: String) -> SentenceLexicon {
    byLanguage[equivalents[language] ?? language] ?? byLanguage["*"] ?? SentenceLexicon()
  }

  /// Languages that write as another does.
  private static let equivalents = [
    "no": "nb", "nn": "nb", "sh": "hr", "gl": "pt", "ca": "es", "ast": "es", "fo": "is", "af": "nl",
    "tg": "ru",
    "ky": "ru", "tt": "ru", "ba": "ru", "sah": "ru", "az": "tr", "jv": "id", "su": "id",
    "min": "id",
  ]

  private static let byLanguage: [String: SentenceLexicon] = {
    let sections = parse(String(decoding: PackageResources.sentences_txt, as: UTF8.self))
    guard let common = sections["*"] else { return sections }
    return sections.mapValues { $0.merged(over: common) }
  }()

  /// Reads the data file's sections; a line that is none of the keys below is passed over.
  static func parse(_ file: String) -> [String: SentenceLexicon] {
    var sections: [String: SentenceLexicon] = [:]
    var current = ""
    for line in file.split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
        current = String(line[line.index(after: line.startIndex)..<end])
        sections[current] = sections[current] ?? SentenceLexicon()
      } else if let colon = line.firstIndex(of: ":") {
        let words = line[line.index(after: colon)...].split(separator: " ")
          .map { Normalization.casefold(String($0)) }
        sections[current]?.add(words, under: String(line[..<colon]))
      }
    }
    return sections
  }

  private mutating func add(_ words: [String], under key: String) {
    switch key {
    case "always": for word in words { abbreviations[word] = .always }
    case "unless-capital": for word in words { abbreviations[word] = .unlessCapital }
    case "before-number": beforeNumber.formUnion(words)
    case "starters": starters.formUnion(words)
    case "ordinals": hasOrdinals = words == ["yes"]
    default: break
    }
  }

  private func merged(over common: SentenceLexicon) -> SentenceLexicon {
    var result = self
    result.abbreviations.merge(common.abbreviations) { own, _ in own }
    result.beforeNumber.formUnion(common.beforeNumber)
    return result
  }
}
