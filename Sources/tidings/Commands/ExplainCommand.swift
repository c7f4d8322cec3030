internal import ArgumentParser
internal import Deduplication
internal import NewsModel
internal import Pipeline
internal import Settings
internal import Storage

/// `tidings explain A B`: why two articles were merged, or were not.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Show what two articles share, what conflicts, and why they were merged or kept apart.")

  @OptionGroup var shared: SharedOptions

  @Argument(help: "uid or URL of an article.")
  var first: String

  @Argument(help: "uid or URL of another.")
  var second: String

  func run() throws {
    let loaded = try shared.loaded()
    let store = try loaded.store(access: .readOnly)
    let articles = try [first, second].map { reference in
      guard let article = try store.article(reference).articleIfAny(reference) else {
        throw Failure(.noInput, "no article is called “\(reference)”; try `tidings search`.")
      }
      return article
    }
    guard articles[0].uid != articles[1].uid else {
      throw Failure(.usage, "\(first) and \(second) are one article; give two.")
    }
    let explanation = try Explainer(settings: loaded.settings, store: store)
      .explanation(articles[0].uid, articles[1].uid)
    if shared.json {
      try StandardOutput().writeDocument(explanation)
    } else {
      try StandardOutput().write(
        Terminal.safe(ExplanationText(explanation, articles[0], articles[1]).text))
    }
  }
}

/// A comparison for people, the two texts side by side.
struct ExplanationText {
  private let explanation: MatchExplanation
  private let first: StoredArticle
  private let second: StoredArticle

  init(_ explanation: MatchExplanation, _ first: StoredArticle, _ second: StoredArticle) {
    self.explanation = explanation
    self.first = first
    self.second = second
  }

  var text: String {
    var text = "A  \(title(first))\nB  \(title(second))\n\n\(explanation.verdict)\n"
    text += decision + "\n\n" + sizes
    for (name, shared) in [
      ("numbers", explanation.sharedNumbers), ("names", explanation.sharedNames),
      ("places", explanation.sharedPlaces),
    ] where !shared.isEmpty {
      text += "\nshared \(name)\n" + table(shared)
    }
    text += conflicts("numbers", explanation.numbers) + conflicts("names", explanation.names)
    if !explanation.reasons.isEmpty {
      text += "\nwhat counted\n"
      text += explanation.reasons.map { reason in
        "  \(reason.weight >= 0 ? "for    " : "against")  \(reason.text)\n"
      }.joined()
    }
    return text
  }

  private func title(_ article: StoredArticle) -> String {
    "\(article.uid)  \(article.language ?? "und")  \(article.source): \(article.title ?? "–")"
  }

  private var decision: String {
    first.storyUID != nil && first.storyUID == second.storyUID
      ? "They stand in one story (\(first.storyUID ?? ""))."
      : "They stand in different stories."
  }

  private var sizes: String {
    var table = TextTable(
      ["", "language", "characters", "words", "paragraphs"], [.left, .left, .right, .right, .right])
    for (name, size) in [("A", explanation.first), ("B", explanation.second)] {
      table.add([
        name, size.language, "\(size.characters)", "\(size.words)", "\(size.paragraphs)",
      ])
    }
    return table.text
  }

  private func table(_ shared: [MatchExplanation.Shared]) -> String {
    var table = TextTable(["  A", "at", "B", "at"], [.left, .right, .left, .right])
    for item in shared {
      table.add([
        "  " + item.first, percent(item.firstPosition), item.second, percent(item.secondPosition),
      ])
    }
    return table.text
  }

  private func conflicts(_ name: String, _ sided: MatchExplanation.OneSided) -> String {
    guard !sided.first.isEmpty || !sided.second.isEmpty else { return "" }
    return "\n\(name) in one only\n  A  \(sided.first.joined(separator: ", "))\n"
      + "  B  \(sided.second.joined(separator: ", "))\n"
  }

  private func percent(_ position: Double) -> String { "\(Int((position * 100).rounded()))%" }
}
