/// The consonants of a word in Latin letters, by their kind: `trump`, `toranpu` and `telangpu` agree.
///
/// b p f v → P · k g c q x → K · d t → T · s z j sh ch → S · l r → L · m n → M; the rest, vowels first, go; repeats
/// count once. What is voiced, aspirated or doubled differs from one transliteration to the next, so it is left out.
enum ConsonantSkeleton {
  /// Skeletons shorter than this say nothing.
  static let minimumLength = 3
  /// Longer ones are cut, since endings are declined.
  static let maximumLength = 5

  /// - Parameter word: lower-case ASCII letters and digits.
  /// - Returns: `nil` below ``minimumLength``.
  static func of(_ word: some Collection<UInt8>) -> [UInt8]? {
    var skeleton: [UInt8] = []
    skeleton.reserveCapacity(maximumLength)
    var previous: UInt8 = 0
    for letter in word {
      defer { previous = letter }
      guard let kind = kind(of: letter, after: previous) else { continue }
      if kind != skeleton.last { skeleton.append(kind) }
      if skeleton.count == maximumLength { break }
    }
    return skeleton.count >= minimumLength ? skeleton : nil
  }

  private static func kind(of letter: UInt8, after previous: UInt8) -> UInt8? {
    switch letter {
    // The h of sh, ch, ph, th, kh has no sound of its own; neither has any other.
    case UInt8(ascii: "b"), UInt8(ascii: "p"), UInt8(ascii: "f"), UInt8(ascii: "v"),
      UInt8(ascii: "w"):
      UInt8(ascii: "P")
    // ng is one nasal.
    case UInt8(ascii: "g") where previous == UInt8(ascii: "n"): nil
    case UInt8(ascii: "k"), UInt8(ascii: "g"), UInt8(ascii: "c"), UInt8(ascii: "q"),
      UInt8(ascii: "x"):
      UInt8(ascii: "K")
    case UInt8(ascii: "d"), UInt8(ascii: "t"): UInt8(ascii: "T")
    case UInt8(ascii: "s"), UInt8(ascii: "z"), UInt8(ascii: "j"): UInt8(ascii: "S")
    case UInt8(ascii: "l"), UInt8(ascii: "r"): UInt8(ascii: "L")
    case UInt8(ascii: "m"), UInt8(ascii: "n"): UInt8(ascii: "M")
    default: nil
    }
  }
}
