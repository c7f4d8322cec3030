/// The records of a WARC file one by one, however long it is; broken ones are said and passed over.
///
/// Memory: the block of one wanted record and some 200 KB. Speed: that of zlib.
package struct WARCReader {
  /// What is read at most of one record.
  package struct Limits: Sendable, Hashable {
    package var header = 64 << 10
    /// Longer blocks are passed over.
    package var block = 32 << 20

    package init() {}
  }

  package enum Entry: Sendable, Hashable {
    case record(WARCRecord)
    case broken(WARCProblem)
  }

  private let limits: Limits
  private let isWanted: (WARCHeader) -> Bool
  private var file: DecodedFile
  /// Whether a record that can be read has been seen: a file without any is no WARC file.
  package private(set) var hasRecords = false
  /// How many records were passed over because nobody wants them, by type.
  package private(set) var unwanted: [String: Int] = [:]

  /// - Parameters:
  ///   - isWanted: asked with each header; blocks of other records are not kept.
  ///   - read: gives the next bytes of the file, at most so many; none at its end.
  package init(
    limits: Limits = Limits(), isWanted: @escaping (WARCHeader) -> Bool = { _ in true },
    read: @escaping (_ count: Int) throws -> [UInt8]
  ) {
    self.limits = limits
    self.isWanted = isWanted
    file = DecodedFile(read: read)
  }

  /// The next record, or the next place that is none; `nil` at the end.
  ///
  /// - Throws: what `read` throws.
  package mutating func next() throws -> Entry? {
    var offset = file.offset
    var target: String?
    do {
      while try skipBlankLines() {
        offset = file.offset
        guard try beginsRecord() else { return try skipToRecord(.noRecord, from: offset) }
        guard let end = try headerEnd() else {
          return try skipToRecord(.headerTooLong, from: offset)
        }
        let header: WARCHeader
        do {
          header = try WARCHeader(file.available.prefix(end))
        } catch {
          return try skipToRecord(error, from: offset)
        }
        target = header.target
        file.take(end)
        hasRecords = true
        if let entry = try entry(header, offset: offset) { return entry }
      }
      return nil
    } catch let reason as WARCProblem.Reason {
      // What is decoded already and whole comes first; only the record at hand is lost.
      try file.skipDamage()
      return .broken(WARCProblem(reason: reason, offset: offset, target: target))
    }
  }

  /// The record, or `nil` for one that nobody wants.
  private mutating func entry(_ header: WARCHeader, offset: Int) throws -> Entry? {
    guard isWanted(header) else {
      unwanted[header.type, default: 0] += 1
      try skip(header.length)
      return nil
    }
    guard header.length <= limits.block else {
      try skip(header.length)
      return .broken(WARCProblem(reason: .tooLarge, offset: offset, target: header.target))
    }
    let block = try block(header.length)
    guard try endsProperly() else {
      takeBackRecords(in: block)
      return .broken(WARCProblem(reason: .lengthWrong, offset: offset, target: header.target))
    }
    return .record(WARCRecord(header: header, block: block, offset: offset))
  }

  // MARK: Bytes

  private mutating func block(_ length: Int) throws -> [UInt8] {
    while file.available.count < length {
      guard try file.fill() else { throw WARCProblem.Reason.truncated }
    }
    let block = Array(file.available.prefix(length))
    file.take(length)
    return block
  }

  private mutating func skip(_ length: Int) throws {
    var left = length
    while left > 0 {
      if file.available.isEmpty, try !file.fill() { throw WARCProblem.Reason.truncated }
      let count = min(left, file.available.count)
      file.take(count)
      left -= count
    }
  }

  /// Two line ends follow a block, or at least a record or nothing; `false` where its length led somewhere else.
  private mutating func endsProperly() throws -> Bool {
    // Damage behind this record is the next one's.
    while file.available.count < 2 * Self.mark.count {
      guard let isMore = try? file.fill(), isMore else { break }
    }
    let rest = file.available
    if rest.starts(with: [13, 10, 13, 10]) || rest.starts(with: [10, 10]) { return true }
    let next = rest.drop { $0 == 13 || $0 == 10 }
    return next.isEmpty || next.starts(with: Self.mark)
  }

  /// A length that was too large took records with it.
  private mutating func takeBackRecords(in block: [UInt8]) {
    guard let start = Self.mark(in: block[...]) else { return }
    file.putBack(block[start...])
  }

  // MARK: Finding records

  private static let mark = Array("WARC/".utf8)

  /// `false` at the end of the file.
  private mutating func skipBlankLines() throws -> Bool {
    while true {
      while let first = file.available.first {
        guard first == 13 || first == 10 else { return true }
        file.take(1)
      }
      guard try file.fill() else { return false }
    }
  }

  private mutating func beginsRecord() throws -> Bool {
    while file.available.count < Self.mark.count, try file.fill() {}
    return file.available.starts(with: Self.mark)
  }

  /// Bytes up to and with the empty line; `nil` where there is none within the limit.
  private mutating func headerEnd() throws -> Int? {
    var looked = 0
    while true {
      let bytes = file.available
      if let end = Self.emptyLine(in: bytes, after: looked) { return end }
      guard bytes.count < limits.header else { return nil }
      looked = max(0, bytes.count - 3)
      guard try file.fill() else { throw WARCProblem.Reason.truncated }
    }
  }

  /// Counted from the beginning of `bytes`.
  static func emptyLine(in bytes: ArraySlice<UInt8>, after looked: Int = 0) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var at = looked
      while at < bytes.count {
        defer { at += 1 }
        guard bytes[at] == 10 else { continue }
        if at + 1 < bytes.count, bytes[at + 1] == 10 { return at + 2 }
        if at + 2 < bytes.count, bytes[at + 1] == 13, bytes[at + 2] == 10 { return at + 3 }
      }
      return nil
    }
  }

  /// Drops everything up to the next line that a record can begin with.
  private mutating func skipToRecord(
    _ reason: WARCProblem.Reason, from offset: Int
  ) throws -> Entry {
    file.take(1)
    repeat {
      if let start = Self.mark(in: file.available) {
        file.take(start)
        break
      }
      // The last bytes may be the beginning of one.
      file.take(max(0, file.available.count - Self.mark.count - 1))
    } while try file.fill()
    if Self.mark(in: file.available) == nil, !file.available.starts(with: Self.mark) {
      file.take(.max)
    }
    return .broken(WARCProblem(reason: reason, offset: offset))
  }

  /// Where a line begins with a record's first bytes, counted from the beginning.
  private static func mark(in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { bytes in
      var at = 0
      while at + mark.count < bytes.count {
        if bytes[at] == 10, (0..<mark.count).allSatisfy({ bytes[at + 1 + $0] == mark[$0] }) {
          return at + 1
        }
        at += 1
      }
      return nil
    }
  }
}
