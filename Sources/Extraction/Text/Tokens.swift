/// Words of a text as hashes: folded runs of letters and digits; in scripts without spaces each character.
enum Tokens {
  static func hashes(of text: String) -> [UInt32] {
    var text = text
    return text.withUTF8 { bytes in
      var tokens: [UInt32] = []
      var builder = TokenBuilder()
      var reader = ScalarReader(bytes, 0..<bytes.count)
      let table = ScalarTable.shared
      while let scalar = reader.next() {
        builder.add(table.folded(scalar), table.traits(scalar), to: &tokens)
      }
      builder.finish(&tokens)
      return tokens
    }
  }

  /// Length in Latin-letter equivalents: parallel text needs about a third as many Han and half as many
  /// kana or Hangul signs.
  static func units(of text: String) -> Int {
    let table = ScalarTable.shared
    var units = 0
    for scalar in text.unicodeScalars { units += Tokens.units(table.traits(scalar.value)) }
    return units
  }

  @inline(__always) static func units(_ traits: ScalarTable.Traits) -> Int {
    traits.contains(.han) ? 3 : traits.contains(.syllable) ? 2 : 1
  }

  /// Each token once, in order of value: a third of a `Set`'s cost for a paragraph.
  static func distinct(_ tokens: ArraySlice<UInt32>) -> [UInt32] {
    var sorted = Array(tokens)
    sorted.sort()
    var count = 0
    for token in sorted where count == 0 || sorted[count - 1] != token {
      sorted[count] = token
      count += 1
    }
    sorted.removeLast(sorted.count - count)
    return sorted
  }

  /// The hashes of all runs of `length` tokens; of the whole where it is shorter.
  static func shingles(_ tokens: ArraySlice<UInt32>, length: Int) -> [UInt64] {
    guard !tokens.isEmpty else { return [] }
    let count = max(1, tokens.count - length + 1)
    return (0..<count).map { offset in
      var hash = StringHash()
      let start = tokens.startIndex + offset
      for token in tokens[start..<min(start + length, tokens.endIndex)] { hash.add(UInt64(token)) }
      return hash.value
    }
  }
}

/// Puts tokens together from scalars.
struct TokenBuilder {
  private var hash: UInt32 = 2_166_136_261
  private var isOpen = false

  @inline(__always) mutating func add(
    _ folded: UInt32, _ traits: ScalarTable.Traits, to tokens: inout [UInt32]
  ) {
    if !traits.isDisjoint(with: .alone) {
      finish(&tokens)
      tokens.append((2_166_136_261 ^ folded) &* 16_777_619)
    } else if traits.contains(.word) {
      hash = (hash ^ folded) &* 16_777_619
      isOpen = true
    } else if isOpen {
      finish(&tokens)
    }
  }

  @inline(__always) mutating func finish(_ tokens: inout [UInt32]) {
    guard isOpen else { return }
    tokens.append(hash)
    hash = 2_166_136_261
    isOpen = false
  }
}

/// A small set of tokens to measure overlaps with.
struct TokenSet: Sendable {
  private let tokens: Set<UInt32>
  /// One bit per token, to turn away most others cheaply.
  private let sieve: UInt64
  var count: Int { tokens.count }
  var isEmpty: Bool { tokens.isEmpty }

  init(_ tokens: some Sequence<UInt32>) {
    self.tokens = Set(tokens)
    sieve = self.tokens.reduce(0) { $0 | 1 << UInt64($1 >> 26) }
  }

  init(of text: String) { self.init(Tokens.hashes(of: text)) }

  func contains(_ token: UInt32) -> Bool {
    sieve & (1 << UInt64(token >> 26)) != 0 && tokens.contains(token)
  }

  /// How many of `distinct` tokens are in the set.
  func overlap(_ distinct: some Sequence<UInt32>) -> Int {
    distinct.reduce(0) { $0 + (contains($1) ? 1 : 0) }
  }
}
