internal import NewsModel

/// What a person decided, as places in an index.
struct Pins {
  private var decisions: [Pair: Pin.Kind] = [:]
  private var joins: [Int: [Int]] = [:]

  init(_ pins: [Pin], index: WindowIndex) {
    guard !pins.isEmpty else { return }
    let named = Set(pins.flatMap { [$0.first, $0.second] })
    var places: [String: Int] = [:]
    for place in index.articles.indices {
      let id = index.articles.id(place)
      if named.contains(id) { places[id] = place }
    }
    for pin in pins {
      guard let first = places[pin.first], let second = places[pin.second], first != second
      else { continue }
      decisions[Pair(first, second)] = pin.kind
    }
    for (pair, kind) in decisions where kind == .join {
      joins[pair.first, default: []].append(pair.second)
      joins[pair.second, default: []].append(pair.first)
    }
  }

  /// Every article that a pin names.
  var articles: [Int] { Set(decisions.keys.flatMap { [$0.first, $0.second] }).sorted() }

  func partners(of article: Int) -> [Int] { (joins[article] ?? []).sorted() }

  var hasSplits: Bool { decisions.values.contains(.split) }

  func splits(_ a: Int, _ b: Int) -> Bool { decisions[Pair(a, b)] == .split }

  func joins(_ a: Int, _ b: Int) -> Bool { decisions[Pair(a, b)] == .join }

  func joined(among articles: [Int]) -> [(Int, Int)] {
    articles.flatMap { article in
      partners(of: article).filter { $0 > article }.map { (article, $0) }
    }
  }
}
