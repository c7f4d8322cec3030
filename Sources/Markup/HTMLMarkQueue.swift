internal import CLibXML2

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

  /// Whether a mark is that of a tag which the parser calls `name`.
  ///
  /// Of `<a"b >` it takes what is a name to it; more than that must not follow.
  @inline(__always) func isTag(
    _ mark: HTMLListingWriter.Mark, named name: UnsafePointer<xmlChar>
  ) -> Bool {
    guard mark.start >= 0 else { return false }
    var (at, index) = (Int(mark.start), 0)
    while name[index] != 0 {
      guard at < Int(mark.end), bytes[at] | 0x20 == name[index] | 0x20 else { return false }
      at += 1
      index += 1
    }
    return index > 0 && !Self.isOfName(bytes[at])
  }

  /// Whether a mark may be missed: the parser drops these tags where they have been before.
  func mayBeDropped(_ mark: HTMLListingWriter.Mark) -> Bool {
    let tags: [StaticString] = ["html", "head", "body"]
    return tags.contains { isTag(mark, named: $0.utf8Start) }
  }

  /// What libxml2 takes into the name of a tag.
  @inline(__always) private static func isOfName(_ byte: UInt8) -> Bool {
    byte.isTagLetter || byte &- 0x30 <= 10 || byte == 0x2D || byte == 0x2E || byte == 0x5F
  }
}
