/// 64-bit keys to 32-bit values by open addressing: what a page's own statistics are counted in.
///
/// Swift's `Dictionary` seeds its hash and guards against flooding, which costs five times as much here,
/// and keys are already hashes. Flooding is bounded by the number of blocks a page may have.
struct FlatMap: Sendable {
  private var keys: [UInt64]
  private var values: [Int32]
  private var mask: Int
  private(set) var count = 0

  init(capacity: Int = 16) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [Int32](repeating: 0, count: size)
    mask = size - 1
  }

  /// The value of `key`, or `nil`.
  func value(of key: UInt64) -> Int32? {
    let key = key | 1
    var slot = Self.slot(key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  func contains(_ key: UInt64) -> Bool { value(of: key) != nil }

  /// Reads or changes the value of `key`, which is `initial` where it was not there.
  subscript(key: UInt64, default initial: Int32) -> Int32 {
    get { value(of: key) ?? initial }
    set {
      if count * 2 >= keys.count { grow() }
      set(key | 1, newValue)
    }
  }

  /// The value of `key`; where it was not there, it is put in with `value`, which is returned.
  mutating func value(of key: UInt64, orSet value: Int32) -> Int32 {
    if count * 2 >= keys.count { grow() }
    let slot = place(of: key | 1)
    if keys[slot] != 0 { return values[slot] }
    keys[slot] = key | 1
    values[slot] = value
    count += 1
    return value
  }

  /// Adds to the value of `key`, which is 0 where it was not there.
  mutating func add(_ value: Int32, to key: UInt64) {
    if count * 2 >= keys.count { grow() }
    let slot = place(of: key | 1)
    if keys[slot] == 0 {
      keys[slot] = key | 1
      count += 1
    }
    values[slot] += value
  }

  private mutating func set(_ key: UInt64, _ value: Int32) {
    let slot = place(of: key)
    if keys[slot] == 0 {
      keys[slot] = key
      count += 1
    }
    values[slot] = value
  }

  /// The slot of a key, or the free one where it would stand.
  @inline(__always) private func place(of key: UInt64) -> Int {
    var slot = Self.slot(key) & mask
    while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    var larger = FlatMap(capacity: keys.count)
    for (key, value) in zip(keys, values) where key != 0 { larger.set(key, value) }
    self = larger
  }

  @inline(__always) private static func slot(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32)
  }
}

/// FNV-1a, 64 bits: for keys that live as long as one page, or that a table computes anew at each start.
struct StringHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always) mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  @inline(__always) mutating func add(_ word: UInt64) {
    value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 29
  }

  /// The hash of a run of bytes, eight at a time: not the same as ``of(_:)``'s.
  static func wide(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash = StringHash()
    hash.add(UInt64(bytes.count))
    let raw = UnsafeRawBufferPointer(bytes)
    var at = 0
    while at + 8 <= raw.count {
      hash.add(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at += 8
    }
    var rest: UInt64 = 0
    while at < raw.count {
      rest = rest << 8 | UInt64(raw[at])
      at += 1
    }
    hash.add(rest)
    return hash.value
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = StringHash()
    for byte in bytes { hash.add(byte) }
    return hash.value
  }
}
