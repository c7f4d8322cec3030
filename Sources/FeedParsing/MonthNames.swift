/// Months by their names in the languages of the world.
enum MonthNames {
  struct Match {
    var month: Int
    /// The tag of the language that the name was found in.
    var language: String
    /// 2: the language that was asked for; 1: English; 0: another.
    var rank: Int
  }

  /// - Parameters:
  ///   - word: lower case, full stops removed; two words joined by a space are a name, too.
  ///   - language: primary subtag of the language that the text is likely in.
  static func match(_ word: String, language: String?) -> Match? {
    guard let entries = index[word] ?? withoutHebrewPrefix(word) else { return nil }
    if let language, let own = entries.first(where: { primary($0.language) == language }) {
      return Match(month: own.month, language: own.language, rank: 2)
    }
    guard let first = entries.first else { return nil }
    return Match(
      month: first.month, language: first.language, rank: first.language == "en" ? 1 : 0)
  }

  /// Hebrew writes "in" as the month's first letter: `28 במאי 2024`.
  private static func withoutHebrewPrefix(_ word: String) -> [(month: Int, language: String)]? {
    guard word.first == "ב" else { return nil }
    return index[String(word.dropFirst())]?.filter { $0.language == "he" }
  }

  private static func primary(_ tag: String) -> Substring { tag.prefix { $0 != "-" } }

  private static let index: [String: [(month: Int, language: String)]] = {
    var index: [String: [(month: Int, language: String)]] = [:]
    for line in table.split(separator: "\n") {
      let cells = line.split(separator: " ")
      guard cells.count == 13, let language = cells.first else { continue }
      for (month, cell) in cells.dropFirst().enumerated() {
        for name in cell.split(separator: "|") {
          index[String(name).replacing("_", with: " "), default: []].append(
            (month + 1, String(language)))
        }
      }
    }
    return index
  }()
}
