internal import Foundation

/// How much it says that two texts share a key that so many of the window's articles have.
struct Rarity: Sendable {
  /// As if so many articles without any of the keys had been seen before: a window of ten articles knows little
  /// of what is rare.
  static let background = 20.0
  private static let tableSize = 4096

  private let scale: Double
  private let table: [Float]

  init(articles: Int) {
    let scale = Double(articles) + Self.background
    self.scale = scale
    table = (0..<Self.tableSize).map { Float(log(scale / Double(max(1, $0)))) }
  }

  /// ln (window / articles that have it), never below 0.
  func weight(ofCount count: Int) -> Float {
    count < Self.tableSize ? table[count] : Float(max(0, log(scale / Double(count))))
  }

  /// The share of all articles that have it.
  func share(ofCount count: Int) -> Double { Double(max(1, count)) / scale }

  /// Said again, it counts a little more.
  static func boost(_ repeats: Int) -> Float { boosts[min(repeats, boosts.count - 1)] }
  private static let boosts: [Float] = [1, 1, 1.693, 2.099, 2.386]
}
