internal import NewsModel
/// Languages that are written in two ways, and ways of writing that are counted as two languages.
struct LanguageVariant {
  /// BCP 47, with the script where the language has several: `zh-Hant`, `sr-Latn`.
  private(set) var tag: String
  /// ISO 15924.
  private(set) var script: String
  /// 1, or less where the variant is a guess.
  private(set) var certainty = 1.0

  init(tag: String, text: String, scripts: TextScript, hint: String?) {
    self.tag = tag
    script = scripts.dominant
    switch tag {
    case "zh": setChinese(text)
    case "sr": self.tag = script == "Cyrl" ? "sr-Cyrl" : "sr-Latn"
    case "nb", "nn": setNorwegian(text)
    case "hr", "bs": setSouthSlavic(text)
    default: break
    }
    if tag == "sr", script != "Cyrl" { setSouthSlavic(text) }
  }

  private mutating func setChinese(_ text: String) {
    let (simplified, traditional) = FunctionWords.shared.chineseForms(in: text)
    script = traditional > simplified ? "Hant" : "Hans"
    tag = "zh-\(script)"
    if simplified == traditional { certainty = 0.6 }
  }

  /// Bokmål and Nynorsk share most words; `ikkje`, `eg`, `frå` decide.
  private mutating func setNorwegian(_ text: String) {
    if let winner = winner(among: ["nb", "nn"], in: text) { tag = winner }
  }

  /// Croatian, Bosnian and Serbian in Latin letters: months, `što`/`šta`, `gdje`/`gde`.
  private mutating func setSouthSlavic(_ text: String) {
    guard script == "Latn", let winner = winner(among: ["hr", "bs", "sr-Latn"], in: text) else {
      return
    }
    tag = winner
  }

  /// The language whose own words clearly lead: by a tenth and half a word.
  private func winner(among tags: [String], in text: String) -> String? {
    let votes = FunctionWords.shared.votes(in: ShortText(text).lowerCased)
    let ranked = tags.sorted { votes[$0, default: 0] > votes[$1, default: 0] }
    let (first, second) = (votes[ranked[0], default: 0], votes[ranked[1], default: 0])
    return first > second * 1.1 + 0.5 ? ranked[0] : nil
  }
}
