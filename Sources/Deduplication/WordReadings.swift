internal import Linguistics

/// What is read from words, remembered. For one thread at a time, which is why it is `@unchecked Sendable`: the extractor
/// lends it to one text after the other.
///
/// Words are found by a hash of 64 bits, in a table where each takes the place of whatever stood there: the words of news come
/// in waves, and what was forgotten is read again.
final class WordReadings: @unchecked Sendable {
  struct Reading {
    /// The keys of its first letters and of its consonants, as bits; 0, which is no key of theirs, for none.
    var name: UInt32 = 0
    var skeleton: UInt32 = 0
    /// ``PlaceStem/hash(of:)`` of the word alone.
    var stem: UInt64 = 0
  }

  private struct Entry {
    /// The word's hash; 0 for none.
    var word: UInt64 = 0
    var reading = Reading()
  }

  /// 2^16 entries are 1.6 MB.
  private static let bits: UInt64 = 16

  private let transliterator: Transliterator
  private let entries: UnsafeMutablePointer<Entry>
  private var letters: [UInt8] = []

  init(_ transliterator: Transliterator) {
    self.transliterator = transliterator
    entries = .allocate(capacity: 1 << Int(Self.bits))
    entries.initialize(repeating: Entry(), count: 1 << Int(Self.bits))
  }

  deinit { entries.deallocate() }

  /// - Parameter word: in NFKC.
  func reading(of word: UnsafeBufferPointer<UInt8>, _ rule: PlaceStem.Rule) -> Reading {
    let hash = Self.hash(of: word, seed: rule.rawValue)
    let entry = entries + Int(hash >> (64 - Self.bits))
    if entry.pointee.word == hash { return entry.pointee.reading }
    let reading = read(word, rule)
    entry.pointee = Entry(word: hash, reading: reading)
    return reading
  }

  /// A word's stem, as names of places are told by.
  func stem(of word: UnsafeBufferPointer<UInt8>, _ rule: PlaceStem.Rule) -> [UInt8] {
    transliterator.readLetters(of: rule.bare(word), into: &letters)
    return Array(rule.stem(of: letters))
  }

  private func read(
    _ word: UnsafeBufferPointer<UInt8>, _ rule: PlaceStem.Rule
  ) -> Reading {
    transliterator.readLetters(of: word, into: &letters)
    var reading = Reading()
    if !letters.isEmpty {
      reading.name = EvidenceKey(.name, letters.prefix(6)).bits
      reading.skeleton =
        ConsonantSkeleton.of(letters).map { EvidenceKey(.skeleton, $0).bits } ?? 0
    }
    let bare = rule.bare(word)
    if bare.count < word.count { transliterator.readLetters(of: bare, into: &letters) }
    reading.stem = PlaceStem.hash(of: rule.stem(of: letters))
    return reading
  }

  /// Eight bytes at a time; never 0.
  private static func hash(of word: UnsafeBufferPointer<UInt8>, seed: UInt64) -> UInt64 {
    var hash = (seed &+ UInt64(word.count)) &* 0x9E37_79B9_7F4A_7C15
    let bytes = UnsafeRawBufferPointer(word)
    var at = 0
    while at + 8 <= bytes.count {
      hash ^= bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
      at += 8
    }
    var rest: UInt64 = 0
    while at < bytes.count {
      rest = rest << 8 | UInt64(bytes[at])
      at += 1
    }
    hash = ((hash ^ rest) ^ (hash ^ rest) >> 32) &* 0xD6E8_FEB8_6659_FD93
    hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    return (hash ^ hash >> 32) | 1
  }
}
