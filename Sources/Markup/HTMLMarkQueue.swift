/// Marks in the order in which the parser comes to them.
struct HTMLMarkQueue {
  private let marks: [HTMLListingWriter.Mark]
  private var next = 0

  init(_ marks: [HTMLListingWriter.Mark]) { self.marks = marks }

  @inline(__always) var first: HTMLListingWriter.Mark? {
    next < marks.count ? marks[next] : nil
  }

  /// There must be one.
  @inline(__always) mutating func removeFirst() { next += 1 }
}

/// The markup that a listing writer wrote, as far as its marks need it.
struct HTMLMarkedMarkup {
  private let bytes: UnsafeBufferPointer<UInt8>

  /// `bytes` must stay in place while this is used.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether the list that ends at `end` is that of a tag which the parser calls `name`.
  ///
  /// Of `<a"b >` it takes what is a name to it; more than that must not follow.
  @inline(__always) func isList(endingAt end: Int, of name: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = nameStart(end)
    guard end - start > name.count else { return false }
    // Within the tag, by the line above.
    for index in name.indices where bytes[start + index] | 0x20 != name[index] | 0x20 {
      return false
    }
    return !Self.isOfName(bytes[start + name.count])
  }

  /// Whether the list that ends at `end` may be missed: the parser drops these tags where they have been before.
  func mayBeDropped(listEndingAt end: Int) -> Bool {
    let tags: [StaticString] = ["html", "head", "body"]
    return tags.contains { $0.withUTF8Buffer { isList(endingAt: end, of: $0) } }
  }

  /// Where the name begins behind which the list that ends at `end` stands: `<name >`.
  @inline(__always) private func nameStart(_ end: Int) -> Int {
    var at = end
    while at > 0, bytes[at - 1] != 0x3C { at -= 1 }
    return at
  }

  /// What libxml2 takes into the name of a tag.
  @inline(__always) private static func isOfName(_ byte: UInt8) -> Bool {
    byte.isTagLetter || byte &- 0x30 <= 10 || byte == 0x2D || byte == 0x2E || byte == 0x5F
  }
}
