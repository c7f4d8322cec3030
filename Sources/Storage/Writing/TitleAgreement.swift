/// Whether two titles of one guid can be one article's: the same, or an edit of each other.
enum TitleAgreement {
  /// Half of the character pairs in common: an edited headline keeps more, another article's has under a third.
  static let threshold = 0.5

  /// Linear in the titles' length. A missing title agrees with any: the guid is all there is.
  static func holds(_ left: String?, _ right: String?) -> Bool {
    guard let left, let right else { return true }
    let (a, b) = (pairs(left), pairs(right))
    guard !a.isEmpty, !b.isEmpty else { return left == right }
    return Double(a.intersection(b).count) >= threshold * Double(min(a.count, b.count))
  }

  /// Adjacent letters and digits, whatever the script; case and punctuation do not count.
  private static func pairs(_ title: String) -> Set<UInt64> {
    var pairs: Set<UInt64> = []
    var previous: UInt64?
    for scalar in title.prefix(1000).lowercased().unicodeScalars
    where scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      let value = UInt64(scalar.value)
      if let previous { pairs.insert(previous << 32 | value) }
      previous = value
    }
    return pairs
  }
}
