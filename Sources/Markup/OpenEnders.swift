/// Which elements may stand open that libxml2 ends where certain others begin (its `htmlStartClose`).
///
/// Counted by their tags as written: more may be taken for open than are, hardly ever fewer.
struct OpenEnders {
  /// By ``slot(_:)``.
  private var counts = [UInt8](repeating: 0, count: 64)
  /// A bit for each count above zero.
  private var open: UInt64 = 0

  mutating func begin(_ tag: HTMLTag) {
    let slot = Self.slot(tag)
    guard Self.enders >> UInt64(slot) & 1 != 0 else { return }
    if counts[slot] < .max { counts[slot] += 1 }
    open |= 1 << UInt64(slot)
  }

  mutating func end(_ tag: HTMLTag) {
    let slot = Self.slot(tag)
    guard open >> UInt64(slot) & 1 != 0 else { return }
    counts[slot] -= 1
    if counts[slot] == 0 { open &= ~(1 << UInt64(slot)) }
  }

  /// Whether one of them may end where `tag` begins.
  func mayEnd(at tag: HTMLTag) -> Bool { open & tag.endedElements != 0 }

  /// A bit for each tag that is told apart; ``small`` and ``u`` share theirs, all that end nowhere have another.
  @inline(__always) fileprivate static func slot(_ tag: HTMLTag) -> Int {
    if tag.ordinal < 60 { return tag.ordinal }
    return tag == .small || tag == .u ? 60 : 61
  }

  /// All that ``HTMLTag/endedElements`` names.
  private static var enders: UInt64 {
    HTMLTag.a.bit | HTMLTag.p.endedElements | HTMLTag.li.endedElements | HTMLTag.dt.endedElements
      | HTMLTag.dd.endedElements
  }
}

extension HTMLTag {
  /// The elements that end where this one begins if they are innermost, as bits; of those that ``HTMLListingWriter``
  /// lists as a whole, and as far as it can tell. Taken from libxml2 2.9.14 by trying all pairs.
  @inline(__always) fileprivate var endedElements: UInt64 {
    switch self {
    case .a: Self.a.bit
    case .p: Self.headings | Self.p.bit | Self.b.bit | Self.i.bit | Self.u.bit | Self.other.bit
    case .li:
      Self.headings | Self.p.bit | Self.pre.bit | Self.address.bit | Self.dl.bit | Self.li.bit
        | Self.other.bit
    case .h1, .h2, .h3, .h4, .h5, .h6: Self.p.bit | Self.other.bit
    case .dt:
      Self.p.bit | Self.pre.bit | Self.address.bit | Self.dd.bit | Self.dir.bit | Self.menu.bit
        | Self.other.bit
    case .dd:
      Self.p.bit | Self.pre.bit | Self.address.bit | Self.dt.bit | Self.dir.bit | Self.menu.bit
        | Self.other.bit
    default: 0
    }
  }

  @inline(__always) private static var headings: UInt64 {
    Self.h1.bit | Self.h2.bit | Self.h3.bit | Self.h4.bit | Self.h5.bit | Self.h6.bit
  }

  @inline(__always) fileprivate var bit: UInt64 { 1 &<< UInt64(OpenEnders.slot(self)) }

  /// Whether this element, innermost, may end where `other` begins, or holds no other.
  func mayEnd(at other: HTMLTag) -> Bool {
    switch self {
    case .script, .style: true
    default: other.endedElements & bit != 0
    }
  }
}
