internal import Foundation
package import NewsModel

/// The articles of a window, each in one run of bytes, without an object of its own.
///
/// As ``WindowArticle`` an article takes some 700 bytes of strings and lists beside 2 KB of evidence; here 250, and evidence
/// lies as the database has it, which is two thirds. It is unpacked when it is looked at, in a microsecond.
///
/// `@unchecked Sendable` because of the pointers: whoever makes one fills it before anybody else sees it.
package final class PackedArticles: @unchecked Sendable {
  /// What stands before an article's strings and evidence.
  private struct Head: BitwiseCopyable {
    /// Bytes of its strings, which follow.
    var strings: UInt32
    /// Bytes of its evidence, which follow those.
    var evidence: UInt32
    /// 0 for evidence that lies as it is, or the number of its list of words.
    var codes: UInt16
    /// What the evidence says of itself.
    var flags: UInt8
    var has: UInt8
  }

  private enum Has {
    static let story: UInt8 = 1
    static let bodyHash: UInt8 = 2
    static let evidence: UInt8 = 4
    static let isNew: UInt8 = 8
  }

  private var segments: [(memory: LargeMemory, size: Int)] = []
  /// Of the last segment.
  private var used = 0
  /// Where each article stands.
  private var addresses: [UnsafeRawPointer] = []
  /// Seconds since 2001; of no use once they are in order.
  private var firstSeen: [Double] = []
  private var codes: [WordCodes] = []

  package init() {}

  package var count: Int { addresses.count }

  var indices: Range<Int> { addresses.indices }

  /// Adds an article; each may be added once.
  ///
  /// - Parameters:
  ///   - isNew: whether it is to be placed.
  ///   - packed: evidence as it lies in the database, in place of the article's own. It is not unpacked: what is damaged
  ///     behind its beginning is found out when it is read, and counts as none.
  package func add(_ article: WindowArticle, isNew: Bool, packed: PackedBytes? = nil) {
    var strings: [UInt8] = []
    strings.reserveCapacity(256)
    for string in [article.id, article.storyUID ?? "", article.source, article.bodyHash ?? ""] {
      Self.append(string, to: &strings)
    }
    for key in article.urlKeys { Self.append(key, to: &strings) }
    let evidence = (packed ?? article.evidence.map { PackedBytes($0.blob) })
      .flatMap { bytes in Evidence.Header(of: bytes).map { (bytes: bytes, header: $0) } }
    let kept = evidence?.bytes
    var has: UInt8 = 0
    if article.storyUID != nil { has |= Has.story }
    if article.bodyHash != nil { has |= Has.bodyHash }
    if evidence != nil { has |= Has.evidence }
    if isNew { has |= Has.isNew }
    let head = Head(
      strings: UInt32(strings.count), evidence: UInt32(kept?.bytes.count ?? 0),
      codes: number(of: kept?.codes), flags: evidence?.header.flags.rawValue ?? 0, has: has)
    addresses.append(append(head, strings, kept?.bytes ?? []))
    firstSeen.append(article.firstSeen.timeIntervalSinceReferenceDate)
  }

  /// Lists have numbers from 1; there are few.
  private func number(of list: WordCodes?) -> UInt16 {
    guard let list else { return 0 }
    if let known = codes.lastIndex(where: { $0 === list }) { return UInt16(known + 1) }
    codes.append(list)
    return UInt16(codes.count)
  }

  private static func append(_ string: String, to bytes: inout [UInt8]) {
    var string = string
    string.withUTF8 { text in
      var length = text.count
      while length >= 0x80 {
        bytes.append(UInt8(length & 0x7F) | 0x80)
        length >>= 7
      }
      bytes.append(UInt8(length))
      bytes.append(contentsOf: text)
    }
  }

  /// Segments never move, so that a window which grows is not copied, nor twice in memory.
  private static let largestSegment = 1 << 22
  private static let smallestSegment = 1 << 16

  private func append(_ head: Head, _ strings: [UInt8], _ evidence: [UInt8]) -> UnsafeRawPointer {
    let size = MemoryLayout<Head>.size + strings.count + evidence.count
    if segments.isEmpty || segments[segments.count - 1].size - used < size {
      let room = max(
        size, min(Self.largestSegment, Self.smallestSegment << min(segments.count, 16)))
      segments.append((LargeMemory(size: room), room))
      used = 0
    }
    let address = segments[segments.count - 1].memory.start + used
    used += size
    address.storeBytes(of: head, as: Head.self)
    strings.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(start: address + MemoryLayout<Head>.size, count: $0.count)
        .copyMemory(from: $0)
    }
    evidence.withUnsafeBytes {
      UnsafeMutableRawBufferPointer(
        start: address + MemoryLayout<Head>.size + strings.count, count: $0.count
      ).copyMemory(from: $0)
    }
    return UnsafeRawPointer(address)
  }

  /// Puts the articles in order: ascending by first seen, then uid. The place is age from then on.
  func sort() {
    let order = addresses.indices.sorted { a, b in
      firstSeen[a] != firstSeen[b] ? firstSeen[a] < firstSeen[b] : id(a) < id(b)
    }
    addresses = order.map { addresses[$0] }
    firstSeen = order.map { firstSeen[$0] }
  }
}

// MARK: Reading

extension PackedArticles {
  private func head(_ place: Int) -> Head { addresses[place].loadUnaligned(as: Head.self) }

  /// What follows an article's head.
  private func bytes(_ place: Int, from start: Int, count: Int) -> UnsafeBufferPointer<UInt8> {
    let raw = UnsafeRawBufferPointer(
      start: addresses[place] + MemoryLayout<Head>.size + start, count: count)
    return raw.bindMemory(to: UInt8.self)
  }

  /// Calls `body` with an article's strings one after the other, until it returns false.
  private func forEachString(_ place: Int, _ body: (Int, UnsafeBufferPointer<UInt8>) -> Bool) {
    let all = bytes(place, from: 0, count: Int(head(place).strings))
    var (at, number) = (0, 0)
    while at < all.count {
      var (length, shift) = (0, 0)
      while all[at] >= 0x80 {
        length |= Int(all[at] & 0x7F) << shift
        shift += 7
        at += 1
      }
      length |= Int(all[at]) << shift
      at += 1
      guard body(number, UnsafeBufferPointer(rebasing: all[at..<at + length])) else { return }
      at += length
      number += 1
    }
  }

  private func string(_ place: Int, _ wanted: Int) -> String {
    var found = ""
    forEachString(place) { number, bytes in
      if number == wanted { found = String(decoding: bytes, as: UTF8.self) }
      return number < wanted
    }
    return found
  }

  func id(_ place: Int) -> String { string(place, 0) }

  func storyUID(_ place: Int) -> String? {
    head(place).has & Has.story != 0 ? string(place, 1) : nil
  }

  func source(_ place: Int) -> String { string(place, 2) }

  func bodyHash(_ place: Int) -> String? {
    head(place).has & Has.bodyHash != 0 ? string(place, 3) : nil
  }

  func urlKeys(_ place: Int) -> [String] {
    var keys: [String] = []
    forEachString(place) { number, bytes in
      if number > 3 { keys.append(String(decoding: bytes, as: UTF8.self)) }
      return true
    }
    return keys
  }

  func isNew(_ place: Int) -> Bool { head(place).has & Has.isNew != 0 }

  /// Whether there are words to match by.
  func isMatchable(_ place: Int) -> Bool {
    let head = head(place)
    return head.has & Has.evidence != 0 && !Evidence.Flags(rawValue: head.flags).contains(.short)
  }

  /// `nil` where there are no words to match by.
  func evidence(_ place: Int) -> Evidence? {
    guard isMatchable(place) else { return nil }
    let head = head(place)
    let bytes = bytes(place, from: Int(head.strings), count: Int(head.evidence))
    guard head.codes > 0 else { return Evidence(trusted: Array(bytes)) }
    return codes[Int(head.codes) - 1].decoded(bytes).map(Evidence.init(trusted:))
  }

  /// `nil` where there are no words to match by. Reads the beginning of the evidence alone.
  func header(_ place: Int) -> Evidence.Header? {
    guard isMatchable(place) else { return nil }
    return withEvidence(place, most: Evidence.Header.size) { Evidence.Header($0) }
  }

  /// Calls `body` with an article's evidence, or as much of its beginning as is asked for.
  ///
  /// - Returns: `nil` where there is none, or none that can be read.
  @inline(__always)
  func withEvidence<Result>(
    _ place: Int, most: Int = .max, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result? {
    let head = head(place)
    guard head.has & Has.evidence != 0 else { return nil }
    let bytes = bytes(place, from: Int(head.strings), count: Int(head.evidence))
    guard head.codes > 0 else { return body(UnsafeRawBufferPointer(bytes)) }
    let list = codes[Int(head.codes) - 1]
    guard let length = WordCodes.length(of: bytes) else { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: min(most, length)) { room in
      guard list.decode(bytes, into: room) else { return nil }
      return body(UnsafeRawBufferPointer(room))
    }
  }
}
