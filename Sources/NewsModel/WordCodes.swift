/// A list of 32-bit words, most frequent first, that bytes made of such words are written shorter by.
///
/// The evidence that matching keeps of an article is some 600 hashes, two thirds of it those of the words of its text;
/// and words are as frequent as Zipf says. Written by their ranks, 2,530 bytes of an article become 1,600, while deflate
/// leaves 2,280. What the bytes mean is nobody's business here: whatever is given comes back.
///
/// Written are: the length of the whole (LEB128); for each word a code; what is left of the last word. A code is a byte below
/// 112: that rank; a byte below 240 and another: the 32,768 ranks after those; any other byte: 1 to 16
/// words that follow as they are.
///
/// A class, so that thousands of values can say which list they are written by.
package final class WordCodes: Sendable {
  private static let shortRanks = 112
  private static let longRanks = 128 << 8
  private static let firstRun = 240
  private static let longestRun = 16
  package static let maximumCount = shortRanks + longRanks
  /// Bytes that one value may have.
  package static let maximumLength = 1 << 20

  /// By rank.
  package let words: [UInt32]
  /// Rank plus one of the word that stands at the place of its hash or one of the next; 0 where none does.
  private let table: [UInt16]
  private let mask: Int

  package init(words: [UInt32]) {
    self.words = Array(words.prefix(Self.maximumCount))
    var size = 16
    while size < 2 * self.words.count { size <<= 1 }
    mask = size - 1
    var table = [UInt16](repeating: 0, count: size)
    for (rank, word) in self.words.enumerated() {
      var place = Self.place(of: word) & mask
      while table[place] != 0 { place = (place + 1) & mask }
      table[place] = UInt16(rank + 1)
    }
    self.table = table
  }

  /// The words that come at least twice in the samples, most frequent first.
  package convenience init(learnedFrom samples: [[UInt8]]) {
    var counts: [UInt32: Int] = [:]
    for sample in samples {
      sample.withUnsafeBytes { bytes in
        for index in 0..<bytes.count / 4 { counts[Self.word(bytes, index), default: 0] += 1 }
      }
    }
    // By the word where the count is the same, so that equal samples give equal lists.
    let ranked = counts.filter { $0.value > 1 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    self.init(words: ranked.prefix(Self.maximumCount).map(\.key))
  }

  /// Tells lists apart: FNV-1a over the words, in 62 bits.
  package var fingerprint: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for word in words { hash = (hash ^ UInt64(word)) &* 0x0000_0100_0000_01b3 }
    return (hash ^ hash >> 29) >> 2
  }

  private static func place(of word: UInt32) -> Int {
    Int((word &* 0x9E37_79B1) >> 8)
  }

  private static func word(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self))
  }

  private func rank(of word: UInt32) -> Int? {
    var place = Self.place(of: word) & mask
    while true {
      let rank = Int(table[place]) - 1
      if rank < 0 { return nil }
      if words[rank] == word { return rank }
      place = (place + 1) & mask
    }
  }
}

extension WordCodes {
  /// The bytes by this list; ``decoded(_:)`` gives them back. Linear.
  package func encoded(_ bytes: [UInt8]) -> [UInt8] {
    // No more than a byte for each sixteen words, and the length, above what was given.
    let most = bytes.count + bytes.count / 4 + 16
    return [UInt8](unsafeUninitializedCapacity: most) { output, count in
      count = Self.write(length: bytes.count, to: output)
      bytes.withUnsafeBytes { write($0, to: output, &count) }
      for byte in bytes.suffix(bytes.count % 4) {
        output[count] = byte
        count += 1
      }
    }
  }

  private func write(
    _ bytes: UnsafeRawBufferPointer, to output: UnsafeMutableBufferPointer<UInt8>,
    _ count: inout Int
  ) {
    var run = (head: 0, count: Self.longestRun)
    for index in 0..<bytes.count / 4 {
      let word = Self.word(bytes, index)
      if let rank = rank(of: word) {
        run.count = Self.longestRun
        Self.write(rank: rank, to: output, &count)
        continue
      }
      if run.count == Self.longestRun {
        run = (count, 0)
        output[count] = UInt8(Self.firstRun - 1)
        count += 1
      }
      output[run.head] += 1
      run.count += 1
      for place in 4 * index..<4 * index + 4 {
        output[count] = bytes[place]
        count += 1
      }
    }
  }

  private static func write(
    rank: Int, to output: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
  ) {
    guard rank >= shortRanks else {
      output[count] = UInt8(rank)
      count += 1
      return
    }
    output[count] = UInt8(shortRanks + (rank - shortRanks) >> 8)
    output[count + 1] = UInt8(truncatingIfNeeded: rank - shortRanks)
    count += 2
  }

  private static func write(
    length: Int, to output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var (rest, count) = (length, 0)
    while rest >= 0x80 {
      output[count] = UInt8(rest & 0x7F) | 0x80
      count += 1
      rest >>= 7
    }
    output[count] = UInt8(rest)
    return count + 1
  }
}

extension WordCodes {
  /// What ``encoded(_:)`` was given; `nil` for bytes that it did not write. Linear.
  package func decoded(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.withUnsafeBufferPointer { decoded($0) }
  }

  package func decoded(_ input: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let length = Self.length(of: input) else { return nil }
    var isSound = false
    let output = [UInt8](unsafeUninitializedCapacity: length) { output, count in
      isSound = decode(
        input, into: UnsafeMutableBufferPointer(rebasing: output[..<length]))
      count = isSound ? length : 0
    }
    return isSound ? output : nil
  }

  /// How many bytes ``encoded(_:)`` was given; `nil` for bytes that it surely did not write.
  package static func length(of input: UnsafeBufferPointer<UInt8>) -> Int? {
    var place = 0
    guard let length = length(in: input, &place), length <= maximumLength else { return nil }
    return length
  }

  /// Writes the beginning of what ``encoded(_:)`` was given, as much as `output` has room for: all of it, or some of its words.
  ///
  /// - Returns: whether that much could be read.
  package func decode(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> Bool {
    var (place, count) = (0, 0)
    guard let length = Self.length(in: input, &place), length <= Self.maximumLength,
      output.count == length || output.count < length && output.count % 4 == 0
    else { return false }
    return read(input, &place, into: output, &count, isWhole: output.count == length)
  }

  /// - Returns: whether the output is full and, where it is the whole, the input used up.
  private func read(
    _ input: UnsafeBufferPointer<UInt8>, _ place: inout Int,
    into output: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int, isWhole: Bool
  ) -> Bool {
    let length = output.count
    return words.withUnsafeBufferPointer { words in
      while count < length - length % 4 {
        guard place < input.count else { return false }
        let code = Int(input[place])
        place += 1
        if code >= Self.firstRun {
          var bytes = 4 * (code - Self.firstRun + 1)
          // Where a beginning is asked for, it may end within.
          if !isWhole { bytes = min(bytes, length - count) }
          guard Self.copy(bytes, of: input, &place, to: output, &count, length) else {
            return false
          }
          continue
        }
        // Without a branch: how frequent the next word is, nobody can foresee.
        let isLong = code >= Self.shortRanks ? 1 : 0
        guard place + isLong <= input.count else { return false }
        let low = Int(input[place - 1 + isLong])
        let rank = isLong * (Self.shortRanks + (code - Self.shortRanks) << 8) + low
        place += isLong
        guard rank < words.count else { return false }
        UnsafeMutableRawBufferPointer(output)
          .storeBytes(of: words[rank].littleEndian, toByteOffset: count, as: UInt32.self)
        count += 4
      }
      guard isWhole else { return true }
      let rest = length - count
      return Self.copy(rest, of: input, &place, to: output, &count, length) && place == input.count
    }
  }

  private static func copy(
    _ bytes: Int, of input: UnsafeBufferPointer<UInt8>, _ place: inout Int,
    to output: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int, _ length: Int
  ) -> Bool {
    guard bytes >= 0, input.count - place >= bytes, length - count >= bytes else { return false }
    if bytes > 0, let from = input.baseAddress, let to = output.baseAddress {
      UnsafeMutableRawPointer(to + count).copyMemory(from: from + place, byteCount: bytes)
    }
    place += bytes
    count += bytes
    return true
  }

  private static func length(
    in input: UnsafeBufferPointer<UInt8>, _ place: inout Int
  ) -> Int? {
    var (length, shift) = (0, 0)
    while shift < 28, place < input.count {
      let byte = input[place]
      place += 1
      length |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return length }
      shift += 7
    }
    return nil
  }
}

/// Bytes, as they are or written by a list of words.
package struct PackedBytes: Sendable {
  package let bytes: [UInt8]
  /// `nil` for bytes as they are.
  package let codes: WordCodes?

  package init(_ bytes: [UInt8], codes: WordCodes? = nil) {
    (self.bytes, self.codes) = (bytes, codes)
  }

  /// The first so many bytes that they stand for, or all where they are fewer; `nil` where the list did not write them.
  package func beginning(_ count: Int) -> [UInt8]? {
    guard let codes else { return Array(bytes.prefix(count)) }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let length = WordCodes.length(of: bytes) else { return nil }
      // Whole words are read.
      let room = min(length, (count + 3) & ~3)
      var isSound = false
      let beginning = [UInt8](unsafeUninitializedCapacity: room) { output, used in
        isSound = codes.decode(bytes, into: UnsafeMutableBufferPointer(rebasing: output[..<room]))
        used = isSound ? min(count, room) : 0
      }
      return isSound ? beginning : nil
    }
  }

  /// How many bytes they stand for; `nil` for bytes that no list wrote.
  package var length: Int? {
    codes == nil ? bytes.count : bytes.withUnsafeBufferPointer { WordCodes.length(of: $0) }
  }

  /// `nil` where the list did not write them.
  package var unpacked: [UInt8]? {
    guard let codes else { return bytes }
    return codes.decoded(bytes)
  }
}
