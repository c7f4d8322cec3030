internal import Archive

/// The bytes of a WARC file as they are meant, whether it is compressed or not, with memory for some 200 KB of it.
///
/// A compressed file is a row of gzip members, mostly one a record.
struct DecodedFile {
  /// Gives the next so many bytes of the file, or fewer; none at its end.
  typealias Read = (_ count: Int) throws -> [UInt8]

  private static let chunk = 64 * 1024
  /// Bytes kept behind the place of reading: zlib may notice damage only after it has run into the next member.
  private static let history = 64 * 1024

  private let read: Read
  private var raw: [UInt8] = []
  private var position = 0
  /// Where `raw` begins in the file.
  private var rawOffset = 0
  private var rawEnded = false
  private var gzip: GzipStream?
  private var isWithinMember = false
  /// Where the member began that is being decoded, in the file.
  private var memberOffset = 0
  private var isOpened = false

  /// Decoded bytes that were not taken yet.
  private(set) var buffer: [UInt8] = []
  private var start = 0

  init(read: @escaping Read) { self.read = read }

  /// Decoded and not taken.
  var available: ArraySlice<UInt8> { buffer[start...] }

  /// The place of what comes next: exact in a plain file, the current member's in a compressed one.
  var offset: Int {
    gzip == nil ? rawOffset + position - available.count : memberOffset
  }

  mutating func take(_ count: Int) {
    start += min(count, buffer.count - start)
    if start == buffer.count || start > 4 * Self.chunk {
      buffer.removeSubrange(..<start)
      start = 0
    }
  }

  /// Puts bytes back in front.
  mutating func putBack(_ bytes: ArraySlice<UInt8>) {
    buffer.replaceSubrange(..<start, with: bytes)
    start = 0
  }

  /// Decodes some more; `false` at the end of the file.
  ///
  /// - Throws: ``WARCProblem/Reason`` `.damaged` and `.truncated`, or what reading throws. After either,
  ///   ``skipDamage()`` must follow: a damaged member may take all that comes after it for its own.
  mutating func fill() throws -> Bool {
    if !isOpened { try open() }
    guard gzip != nil else { return try fillPlain() }
    let before = buffer.count
    while buffer.count == before {
      guard try fillMember() else { return false }
    }
    return true
  }

  private mutating func open() throws {
    isOpened = true
    while raw.count < 3, try readMore() {}
    if Gzip.isMember(raw) { gzip = GzipStream() }
  }

  private mutating func fillPlain() throws -> Bool {
    if position == raw.count, try !readMore() { return false }
    buffer.append(contentsOf: raw[position...])
    position = raw.count
    trim()
    return true
  }

  private mutating func fillMember() throws -> Bool {
    if position == raw.count, try !readMore() {
      guard isWithinMember else { return false }
      throw WARCProblem.Reason.truncated
    }
    if !isWithinMember, try !beginMember() { return false }
    do {
      let step = try gzip!.decode(raw[position...], into: &buffer)
      position += step.consumed
      if step.isAtEnd { isWithinMember = false }
      if step.consumed == 0, !step.isAtEnd { position = try readMore() ? position : raw.count }
    } catch is ArchiveError {
      throw WARCProblem.Reason.damaged
    }
    trim()
    return true
  }

  /// `false` where nothing but padding is left.
  private mutating func beginMember() throws -> Bool {
    while raw.count - position < 3, try readMore() {}
    let rest = raw[position...]
    guard Gzip.isMember(Array(rest.prefix(3))) else {
      if rest.allSatisfy({ $0 == 0 }) {
        position = raw.count
        return try readMore() ? try beginMember() : false
      }
      throw WARCProblem.Reason.damaged
    }
    memberOffset = rawOffset + position
    gzip!.restart()
    isWithinMember = true
    return true
  }

  /// Goes on with the next member that can be seen, and drops what was decoded so far. A plain file has none.
  mutating func skipDamage() throws {
    buffer.removeAll(keepingCapacity: true)
    start = 0
    guard gzip != nil else { return }
    isWithinMember = false
    let begin = max(memberOffset - rawOffset + 1, position - Self.history, 0)
    position = min(begin, raw.count)
    while true {
      if let next = nextMember() {
        position = next
        return
      }
      // The last two bytes may be the beginning of one.
      position = max(position, raw.count - 2)
      guard try readMore() else {
        position = raw.count
        return
      }
      trim()
    }
  }

  private func nextMember() -> Int? {
    raw.withUnsafeBufferPointer { bytes in
      var at = position
      while at + 3 < bytes.count {
        // The last byte holds flags, of which three are reserved (RFC 1952, section 2.3.1).
        if bytes[at] == 0x1F, bytes[at + 1] == 0x8B, bytes[at + 2] == 8, bytes[at + 3] & 0xE0 == 0 {
          return at
        }
        at += 1
      }
      return nil
    }
  }

  private mutating func readMore() throws -> Bool {
    guard !rawEnded else { return false }
    let bytes = try read(Self.chunk)
    rawEnded = bytes.isEmpty
    raw.append(contentsOf: bytes)
    return !rawEnded
  }

  private mutating func trim() {
    guard position > 2 * Self.history else { return }
    raw.removeSubrange(..<(position - Self.history))
    rawOffset += position - Self.history
    position = Self.history
  }
}
