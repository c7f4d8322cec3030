/// Words of a text as hashes: folded runs of letters and digits; in scripts without spaces each character.
enum Tokens {
  static func hashes(of text: String) -> [UInt32] {
    var text = text
    return text.withUTF8 { bytes in
      var tokens: [UInt32] = []
      var builder = TokenBuilder()
      var reader = ScalarReader(bytes, 0..<bytes.count)
      ScalarTable.shared.withView { table in
        while let scalar = reader.next() {
          let (traits, folded) = table.look(at: scalar)
          builder.add(folded, traits, to: &tokens)
        }
      }
      builder.finish(&tokens)
      return tokens
    }
  }

  /// Length in Latin-letter equivalents: parallel text needs about a third as many Han and half as many
  /// kana or Hangul signs.
  static func units(of text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      ScalarTable.shared.withView { table in
        var units = 0
        var reader = ScalarReader(bytes, 0..<bytes.count)
        // ASCII has no sign that counts more than one.
        while let scalar = reader.next() {
          units += scalar < 0x80 ? 1 : Tokens.units(table.look(at: scalar).traits)
        }
        return units
      }
    }
  }

  @inline(__always) static func units(_ traits: ScalarTable.Traits) -> Int {
    traits.contains(.han) ? 3 : traits.contains(.syllable) ? 2 : 1
  }

  /// Appends each token once, in the order of first occurrence. Linear: a tenth of a `Set`'s cost.
  static func appendDistinct(_ tokens: ArraySlice<UInt32>, to list: inout [UInt32]) {
    let slots = capacity(for: tokens.count)
    let first = list.count
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: slots) { table in
      // Places in the list, counted from one.
      table.initialize(repeating: 0)
      for token in tokens {
        var slot = Self.slot(token) & (slots - 1)
        while table[slot] != 0, list[first + Int(table[slot]) - 1] != token {
          slot = (slot + 1) & (slots - 1)
        }
        guard table[slot] == 0 else { continue }
        list.append(token)
        table[slot] = UInt32(list.count - first)
      }
    }
  }

  /// Slots of a hash table for so many tokens: a power of two, at most half of them filled.
  fileprivate static func capacity(for count: Int) -> Int {
    var slots = 16
    while slots < 2 * count { slots *= 2 }
    return slots
  }

  @inline(__always) fileprivate static func slot(_ token: UInt32) -> Int {
    Int((token &* 0x9E37_79B1) >> 16)
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
  /// Of the token that is being put together.
  private(set) var hash: UInt32 = 2_166_136_261
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

  /// The hash of a token that goes on with a letter.
  @inline(__always) static func hash(_ hash: UInt32, _ folded: UInt32) -> UInt32 {
    (hash ^ folded) &* 16_777_619
  }

  /// Letters of a script that writes words apart, which ``hash(_:_:)`` has put behind ``hash``.
  @inline(__always) mutating func add(letters hash: UInt32) {
    self.hash = hash
    isOpen = true
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
  /// A hash table; free slots hold zero, which has a mark of its own.
  private var slots: [UInt32]
  private var hasZero = false
  /// One bit per token, to turn away most others cheaply.
  private var sieve: UInt64 = 0
  private(set) var count = 0
  var isEmpty: Bool { count == 0 }

  init(_ tokens: some Collection<UInt32>) {
    slots = [UInt32](repeating: 0, count: Tokens.capacity(for: tokens.count))
    for token in tokens { insert(token) }
  }

  init(of text: String) { self.init(Tokens.hashes(of: text)) }

  private mutating func insert(_ token: UInt32) {
    guard !contains(token) else { return }
    count += 1
    sieve |= 1 << UInt64(token >> 26)
    if token == 0 { hasZero = true } else { slots[place(of: token)] = token }
  }

  /// The slot of a token other than zero, or the free one where it would stand.
  private func place(of token: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Tokens.slot(token) & mask
    while slots[slot] != 0, slots[slot] != token { slot = (slot + 1) & mask }
    return slot
  }

  func contains(_ token: UInt32) -> Bool {
    guard sieve & (1 << UInt64(token >> 26)) != 0 else { return false }
    return token == 0 ? hasZero : slots[place(of: token)] == token
  }

  /// How many of `distinct` tokens are in the set.
  func overlap(_ distinct: some Sequence<UInt32>) -> Int {
    distinct.reduce(0) { $0 + (contains($1) ? 1 : 0) }
  }
}
