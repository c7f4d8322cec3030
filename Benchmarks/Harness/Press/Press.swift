internal import Foundation
internal import NewsModel

/// An invented world press of any size: outlets with a feed each, and the articles of one day.
///
/// Everything is a function of the numbers of an outlet or article. Of each twenty articles eleven stand alone, two
/// more report on an event of one of these in words of their own, four are prints of one text (one original and
/// three edited copies), and three tell one text in three languages.
struct Press: Sendable {
  let articles: Int
  let outlets: Int
  /// When the day begins.
  let start: Date
  /// What its outlets write in.
  var tongues = Tongue.all
  var size = Size.brief
  static let day = 86_400.0
  /// Articles that belong together lie so far apart at most.
  private static let spread = 7200.0
  private static let block = 20

  /// How much an article and its page hold.
  enum Size: CaseIterable, Sendable {
    /// Some 300 words on 40 to 60 KB: a press of any size is soon made of it.
    case brief
    /// As pages of news are: Benchmarks/README.md has the medians of public sets.
    case usual

    var paragraphs: ClosedRange<Int> {
      switch self {
      case .brief: 6...12
      case .usual: 10...20
      }
    }

    /// Teasers of other articles.
    var cards: Int { self == .usual ? 24 : 12 }
    /// Entries of its menu.
    var menu: Int { self == .usual ? 75 : 45 }
    /// How often as much script as in a brief one.
    var scripts: Int { self == .usual ? 2 : 1 }
  }

  /// What an article is to others.
  enum Role: Sendable {
    case alone
    case report(of: Int)
    case copy(of: Int)
    case translation(of: Int)
  }

  func role(_ article: Int) -> Role {
    let (first, place) = (article - article % Press.block, article % Press.block)
    return switch place {
    case 11, 12: .report(of: first)
    case 14, 15, 16: .copy(of: first + 13)
    case 18, 19: .translation(of: first + 17)
    default: .alone
    }
  }

  /// The number of its language among ``tongues``.
  func tongue(_ article: Int) -> Int {
    let count = tongues.count
    switch role(article) {
    case .alone: return Dice(article, 1).first(below: count)
    case .report(let other), .copy(let other): return tongue(other)
    case .translation(let other): return (tongue(other) + 1 + article % Press.block % 4) % count
    }
  }

  /// Its outlet, which writes in its language.
  func outlet(_ article: Int) -> Int {
    let count = tongues.count
    let tongue = tongue(article)
    let share = max(1, (outlets - tongue + count - 1) / count)
    return (Dice(article, 2).first(below: share) * count + tongue) % outlets
  }

  func published(_ article: Int) -> Date {
    let block = Double(article / Press.block * Press.block) / Double(max(1, articles))
    let within = Double(Dice(article, 3).first(below: 10_000)) / 10_000 * Press.spread
    return start + (block * (Press.day - Press.spread) + within).rounded(.down)
  }

  /// The articles of each outlet, oldest first.
  func byOutlet() -> [[Int]] {
    var lists = [[Int]](repeating: [], count: outlets)
    for article in 0..<articles { lists[outlet(article)].append(article) }
    return lists.map { $0.sorted { (published($0), $0) < (published($1), $1) } }
  }
}

extension Dice {
  /// For one number of a seed's own.
  func first(below bound: Int) -> Int {
    var dice = self
    return dice.below(bound)
  }
}
