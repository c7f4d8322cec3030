/// A piece of evidence, as 32 bits: its class in the upper 3, a hash of its value in the lower 29.
///
/// Two different values of one class meet in one key about once in 500 million pairs, which costs a
/// little weight at a random place and is never enough for a match.
struct EvidenceKey: Hashable, Comparable {
  /// What survives a translation.
  enum Class: UInt32, CaseIterable {
    /// A number, grouping removed, or a month's name as its number.
    case number
    /// A number's digits without leading and trailing zeros: `2.5 million`, `2,500,000` and `250万` agree.
    case digits
    /// A name's first six letters in Latin script.
    case name
    /// A territory named in the text's language, as its ISO code.
    case place
    /// A name's consonants, by their kind: what transliterations leave alone.
    case skeleton
  }

  static let classCount = Class.allCases.count

  var bits: UInt32

  init(bits: UInt32) { self.bits = bits }

  init(_ kind: Class, _ bytes: some Sequence<UInt8>) {
    var hash = StableHash()
    for byte in bytes { hash.add(byte) }
    self.init(kind, hash: hash.value)
  }

  init(_ kind: Class, hash: UInt64) {
    bits = kind.rawValue << 29 | UInt32(truncatingIfNeeded: hash >> 35)
  }

  /// `nil` for bits that no version of the extraction wrote.
  var kind: Class? { Class(rawValue: bits >> 29) }

  static func < (left: EvidenceKey, right: EvidenceKey) -> Bool { left.bits < right.bits }
}

/// FNV-1a, 64 bits, with a finisher (MurmurHash3's): the same on every run and machine, which `Hasher` is not.
/// Nothing's identity hangs on it.
struct StableHash {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }

  mutating func add(_ scalar: UInt32) {
    state = (state ^ UInt64(scalar)) &* 0x0000_0100_0000_01b3
    state ^= state >> 29
  }

  var value: UInt64 {
    var hash = state
    hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
    hash = (hash ^ hash >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return hash ^ hash >> 33
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = StableHash()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }
}
