/// A word of a class attribute that a utility framework (Tailwind, Bootstrap 4 and 5) reads as layout.
enum UtilityClass {
  case layout
  /// Makes an element visible on some screens: `md:block`.
  case shown

  /// `nil` for a word that may name a thing.
  init?(_ word: UnsafeBufferPointer<UInt8>) {
    var (colon, dash) = (-1, -1)
    for index in word.indices {
      if word[index] == 0x3A { colon = index }
      if word[index] == 0x2D, dash < 0, index > 0 { dash = index }
    }
    if colon >= 0 {
      // A variant: what is before the colon says when the rest holds.
      let rest = UnsafeBufferPointer(rebasing: word[(colon + 1)...])
      self = Self.displays.contains(ShortWord(rest)) ? .shown : .layout
      return
    }
    guard dash > 0 else { return nil }
    let start = word.first == 0x2D ? 1 : 0
    let value = UnsafeBufferPointer(rebasing: word[(dash + 1)...])
    guard let first = value.first, start < dash,
      Self.initials & 1 << UInt32(word[start] & 0x1F) != 0,
      Self.prefixes.contains(ShortWord(UnsafeBufferPointer(rebasing: word[start..<dash])))
    else { return nil }
    let isNumber = first >= 0x30 && first <= 0x39 || first == 0x5B
    guard isNumber || Self.values.contains(ShortWord(value)) else { return nil }
    self = .layout
  }

  /// Whether a value may hold such words: most have neither a dash nor a colon.
  static func mayOccur(in value: UnsafeBufferPointer<UInt8>) -> Bool {
    value.contains { $0 == 0x3A || $0 == 0x2D }
  }

  /// Properties whose names are also names of things (``ClassLexicon``).
  private static let prefixes = words(
    "items content text list float bottom top left right inset sticky next object overflow feed")
  /// A bit for each letter that one begins with.
  private static let initials = [0x69, 0x63, 0x74, 0x6C, 0x66, 0x62, 0x72, 0x73, 0x6E, 0x6F]
    .reduce(UInt32(0)) { $0 | 1 << UInt32($1 & 0x1F) }
  private static let values = words(
    """
    center start end between around evenly baseline stretch none disc decimal inside outside left right auto
    hidden visible scroll clip justify xs sm base md lg xl full px top bottom cover contain fill wrap nowrap
    """)
  private static let displays = words("block flex grid inline inline-block inline-flex table")

  private static func words(_ list: String) -> [ShortWord] {
    list.split { $0 == " " || $0 == "\n" }.map { word in
      Array(word.utf8).withUnsafeBufferPointer { ShortWord($0) }
    }
  }
}

/// A word of at most sixteen bytes as a number; longer ones are all alike, and like no word of a list.
private struct ShortWord: Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(_ word: UnsafeBufferPointer<UInt8>) {
    guard word.count <= 16 else {
      (low, high) = (.max, .max)
      return
    }
    for byte in word {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte)
    }
  }
}
