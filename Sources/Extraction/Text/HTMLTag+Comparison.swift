internal import Markup

/// Markup's own comparisons, once more: across modules the compiler calls them, which costs more than all that is asked
/// of most nodes.
extension HTMLTag {
  @inline(__always) static func == (left: HTMLTag, right: HTMLTag) -> Bool {
    unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
  }

  @inline(__always) static func != (left: HTMLTag, right: HTMLTag) -> Bool {
    unsafeBitCast(left, to: UInt8.self) != unsafeBitCast(right, to: UInt8.self)
  }

  /// Its place among all tags.
  @inline(__always) var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}
