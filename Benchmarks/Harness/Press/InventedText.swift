internal import NewsModel

/// The words of one article.
struct InventedText: Sendable {
  let language: String
  let title: String
  let author: String
  /// Two or three sentences each.
  let paragraphs: [String]
}

extension Press {
  func text(_ article: Int) -> InventedText {
    let tongue = tongues[tongue(article)]
    switch role(article) {
    case .alone: return text(of: article, in: tongue)
    case .translation(let other): return text(of: other, in: tongue)
    case .copy(let other): return edited(text(of: other, in: tongue), by: article, tongue)
    case .report(let other): return text(of: article, in: tongue, facts: Facts(event: other))
    }
  }

  /// A text about an event: the same names and numbers at the same places in every language, other words.
  private func text(
    of article: Int, in tongue: Tongue, facts given: Facts? = nil
  ) -> InventedText {
    let facts = given ?? Facts(event: article)
    var plan = Dice(article, 4)
    var words = Dice(article, 5, tongue.language.utf8.reduce(0) { $0 * 256 + Int($1) })
    let title = tongue.sentence(
      words: plan.within(5...9), facts: [facts.names[0].written(in: tongue.language)], &words)
    var own = Facts(event: article)
    own.names[0] = facts.names[0]
    let paragraphs = (0..<plan.within(size.paragraphs)).map { paragraph in
      // Another reporter's own text shares what the event is about, and no more.
      let used = given != nil && paragraph > 1 ? own : facts
      return (0..<plan.within(2...3)).map { _ in
        tongue.sentence(
          words: plan.within(8...20), facts: used.chosen(for: tongue.language, &plan), &words)
      }.joined(separator: tongue.isUnspaced ? "" : " ")
    }
    return InventedText(
      language: tongue.language, title: title.filter { $0 != "." && $0 != "。" && $0 != "।" },
      author: facts.names[3].written(in: tongue.language), paragraphs: paragraphs)
  }

  /// Another outlet's print: a headline of its own, sentences cut, a line of its own at the end.
  private func edited(_ text: InventedText, by article: Int, _ tongue: Tongue) -> InventedText {
    var dice = Dice(article, 6)
    var paragraphs = text.paragraphs
    if paragraphs.count > 6, dice.happens(0.5) {
      paragraphs.remove(at: dice.below(paragraphs.count))
    }
    paragraphs.append(tongue.sentence(words: 7, facts: [], &dice))
    let title = dice.happens(0.5) ? text.title : tongue.sentence(words: 7, facts: [], &dice)
    return InventedText(
      language: text.language, title: title, author: text.author, paragraphs: paragraphs)
  }
}

/// Who and how many: what versions of one story share whatever their language.
private struct Facts {
  var names: [InventedName]
  var numbers: [Int]

  init(event: Int) {
    var dice = Dice(event, 7)
    names = (0..<6).map { _ in InventedName(&dice) }
    numbers = (0..<14).map { _ in
      switch dice.below(4) {
      case 0: dice.within(1960...2026)
      case 1: dice.within(2...99)
      case 2: dice.within(100...9999)
      default: dice.within(10_000...999_999)
      }
    }
  }

  func chosen(for language: String, _ dice: inout Dice) -> [String] {
    var chosen: [String] = []
    if dice.happens(0.45) { chosen.append(String(numbers[dice.below(numbers.count)])) }
    if dice.happens(0.4) { chosen.append(names[dice.below(names.count)].written(in: language)) }
    return chosen
  }
}
