/// A word of a class attribute that a utility framework (Tailwind, Bootstrap 4 and 5) reads as layout.
enum UtilityClass {
  case layout
  /// Makes an element visible on some screens: `md:block`.
  case shown

  /// `nil` for a word that may name a thing.
  init?(_ word: UnsafeBufferPointer<UInt8>) {
    if let colon = word.lastIndex(of: 0x3A) {
      // A variant: what is before the colon says when the rest holds.
      let rest = word[(colon + 1)...]
      self = Self.displays.contains { rest.elementsEqual($0) } ? .shown : .layout
      return
    }
    guard let dash = word.dropFirst().firstIndex(of: 0x2D) else { return nil }
    let start = word.first == 0x2D ? 1 : 0
    let prefix = word[start..<dash]
    let value = word[(dash + 1)...]
    guard let first = value.first, Self.prefixes.contains(where: { prefix.elementsEqual($0) })
    else { return nil }
    let isNumber = first >= 0x30 && first <= 0x39 || first == 0x5B
    guard isNumber || Self.values.contains(where: { value.elementsEqual($0) }) else { return nil }
    self = .layout
  }

  /// Whether a value may hold such words: most have neither a dash nor a colon.
  static func mayOccur(in value: UnsafeBufferPointer<UInt8>) -> Bool {
    value.contains { $0 == 0x3A || $0 == 0x2D }
  }

  /// Properties whose names are also names of things (``ClassLexicon``).
  private static let prefixes = bytes(
    "items content text list float bottom top left right inset sticky next object overflow feed")
  private static let values = bytes(
    """
    center start end between around evenly baseline stretch none disc decimal inside outside left right auto
    hidden visible scroll clip justify xs sm base md lg xl full px top bottom cover contain fill wrap nowrap
    """)
  private static let displays = bytes("block flex grid inline inline-block inline-flex table")

  private static func bytes(_ words: String) -> [[UInt8]] {
    words.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) }
  }
}
