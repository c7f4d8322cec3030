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
  /// Its place among all tags. An enum without payload is stored as its ordinal.
  @inlinable package var ordinal: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

  /// Spelt out, since the compiler's own comparison is called through a table from other modules: eight times
  /// per node of a page.
  @inlinable package static func == (left: HTMLTag, right: HTMLTag) -> Bool {
    left.ordinal == right.ordinal
  }
}

extension HTMLAttributeName {
  @inlinable package static func == (left: HTMLAttributeName, right: HTMLAttributeName) -> Bool {
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

  private static let byName = NameTable(HTMLAttributeName.allCases.map { ($0.text, $0) })
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
    guard name.count <= Self.longest else { return nil }
    let packed = Self.packed(name)
    var slot = Self.slot(packed)
    while let value = values[slot] {
      if names[slot] == packed { return value }
      slot = (slot + 1) & 1023
    }
    return nil
  }

  @inline(__always) private static func packed(
    _ name: UnsafeBufferPointer<UInt8>
  ) -> SIMD2<UInt64> {
    var (low, high) = (UInt64(0), UInt64(0))
    for byte in name {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte &- 0x41 < 26 ? byte | 0x20 : byte)
    }
    return SIMD2(low, high)
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
