/// An element's name as a small integer.
///
/// Names outside HTML are ``other``; those with a hyphen (custom elements) are ``custom``. The order is part
/// of the extraction models' feature space: add at the end only.
package enum HTMLTag: UInt8, Sendable, CaseIterable {
  case text, other, custom
  case html, head, body, title, meta, link, base
  case address, article, aside, blockquote, caption, center, dd, details, dialog, dir, div, dl, dt
  case fieldset, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, li
  case main, menu, nav, ol, option, p, pre, section, summary, table, tbody, td, tfoot, th, thead,
    tr, ul
  case a, b, strong, em, i, br, time, span, img, picture, video, audio, iframe, source
  case script, style, noscript, template, svg, object, embed, select, input, textarea, button
  case canvas, map, datalist, small, font, u, q, cite, code, sup, sub, label, abbr, wbr, ins, del,
    mark
  case param, track, area, col, colgroup, frame, frameset, noframes, math

  /// The tag of an element called `name`, in any case.
  init(name: UnsafeBufferPointer<UInt8>) {
    self = HTMLTag.byName.tag(of: name)
  }

  /// The tag of an element called `name`, in any case.
  package init(name: String) {
    self = Array(name.lowercased().utf8).withUnsafeBufferPointer { HTMLTag(name: $0) }
  }

  private static let byName = NameTable(
    HTMLTag.allCases.filter { $0.rawValue > HTMLTag.custom.rawValue }.map { ("\($0)", $0) })
}

extension HTMLTag {
  /// Whether it is the name of an element of HTML, and not merely that it is none.
  var isKnown: Bool { ordinal > HTMLTag.custom.ordinal }

  /// Its place among all tags. An enum without payload is stored as its ordinal.
  @inlinable @inline(__always) package var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

  /// Spelt out, since the compiler's own comparison is called through a table from other modules: eight times
  /// per node of a page.
  @inlinable @inline(__always) package static func == (left: HTMLTag, right: HTMLTag) -> Bool {
    left.ordinal == right.ordinal
  }
}

extension HTMLAttributeName {
  @inlinable @inline(__always) package static func == (
    left: HTMLAttributeName, right: HTMLAttributeName
  ) -> Bool {
    unsafeBitCast(left, to: UInt8.self) == unsafeBitCast(right, to: UInt8.self)
  }
}

/// The attributes that anything in tidings reads; all others are dropped while parsing.
package enum HTMLAttributeName: UInt8, Sendable, CaseIterable {
  case `class`, id, style, hidden, ariaHidden, itemprop, itemtype, role, datetime, href, src,
    content, name
  case property, httpEquiv, rel, lang, xmlLang, type, title, alt, charset, dataSrc, pubdate,
    ariaLabel

  /// As written in markup.
  package var text: String {
    switch self {
    case .ariaHidden: "aria-hidden"
    case .ariaLabel: "aria-label"
    case .httpEquiv: "http-equiv"
    case .xmlLang: "xml:lang"
    case .dataSrc: "data-src"
    default: "\(self)"
    }
  }

  /// `nil` for an attribute that nobody reads. `name` may be in any case.
  init?(name: UnsafeBufferPointer<UInt8>) {
    guard let found = HTMLAttributeName.byName.value(of: name) else { return nil }
    self = found
  }

  /// All of them by name, in lower case.
  static let byName = NameTable(HTMLAttributeName.allCases.map { ($0.text, $0) })
}

/// Short ASCII names to values: a name is two numbers, so that one multiplication finds it and one comparison
/// settles it.
struct NameTable<Value: Sendable>: Sendable {
  private var names: [SIMD2<UInt64>]
  private var values: [Value?]

  /// Bytes of the longest name that is looked for.
  static var longest: Int { 16 }

  init(_ names: [(String, Value)]) {
    self.names = Array(repeating: .zero, count: 1024)
    values = Array(repeating: nil, count: 1024)
    for (name, value) in names {
      precondition(name.utf8.count <= Self.longest, "NameTable holds short names only.")
      let packed = Array(name.utf8).withUnsafeBufferPointer { Self.packed($0) }
      var slot = Self.slot(packed)
      while values[slot] != nil { slot = (slot + 1) & 1023 }
      self.names[slot] = packed
      values[slot] = value
    }
  }

  func value(of name: UnsafeBufferPointer<UInt8>) -> Value? {
    // A name that ends in zero bytes would look like the one without.
    guard name.count <= Self.longest, name.last != 0 else { return nil }
    let packed = Self.packed(name)
    var slot = Self.slot(packed)
    while let value = values[slot] {
      if names[slot] == packed { return value }
      slot = (slot + 1) & 1023
    }
    return nil
  }

  /// The name in lower case, its first byte lowest.
  @inline(__always) private static func packed(
    _ name: UnsafeBufferPointer<UInt8>
  ) -> SIMD2<UInt64> {
    let raw = UnsafeRawBufferPointer(name)
    let count = name.count
    var (low, high) = (UInt64(0), UInt64(0))
    // Loads that overlap in the middle: none of them reaches beyond the name, of 16 bytes at most.
    if count >= 8 {
      low = raw.loadUnaligned(as: UInt64.self)
      let last = raw.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      high = count > 8 ? last >> UInt64(8 * (16 - count)) : 0
    } else if count >= 4 {
      let last = raw.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)
      low = UInt64(raw.loadUnaligned(as: UInt32.self)) | UInt64(last) << UInt64(8 * (count - 4))
    } else {
      for index in (0..<count).reversed() { low = low << 8 | UInt64(name[index]) }
    }
    return SIMD2(lowercased(low), lowercased(high))
  }

  /// Eight characters at once: of those between `A` and `Z` the bit is set that makes them small.
  @inline(__always) private static func lowercased(_ bytes: UInt64) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let plain = bytes & (0x7F * ones)
    let fromA = plain &+ (0x80 - 0x41) * ones
    let beyondZ = plain &+ (0x80 - 0x5B) * ones
    let capitals = (fromA ^ beyondZ) & ~bytes & (0x80 * ones)
    return bytes | capitals >> 2
  }

  @inline(__always) private static func slot(_ packed: SIMD2<UInt64>) -> Int {
    Int(truncatingIfNeeded: ((packed.x ^ packed.y &* 31) &* 0x9E37_79B9_7F4A_7C15) >> 54)
  }
}

extension NameTable<HTMLTag> {
  fileprivate func tag(of name: UnsafeBufferPointer<UInt8>) -> HTMLTag {
    value(of: name) ?? (name.contains(0x2D) ? .custom : .other)
  }
}
