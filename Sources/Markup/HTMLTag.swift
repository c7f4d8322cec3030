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

  /// The tag of an element called `name` (lower case).
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

  /// `nil` for an attribute that nobody reads. `name` is in lower case.
  init?(name: UnsafeBufferPointer<UInt8>) {
    guard let found = HTMLAttributeName.byName.value(of: name) else { return nil }
    self = found
  }

  private static let byName = NameTable(HTMLAttributeName.allCases.map { ($0.text, $0) })
}

/// Short ASCII names to values: one multiplication per byte and one comparison.
struct NameTable<Value: Sendable>: Sendable {
  private var slots: [(name: [UInt8], value: Value)?]

  init(_ names: [(String, Value)]) {
    slots = Array(repeating: nil, count: 1024)
    for (name, value) in names {
      let bytes = Array(name.utf8)
      var slot = bytes.withUnsafeBufferPointer { Self.hash($0) }
      while slots[slot] != nil { slot = (slot + 1) & 1023 }
      slots[slot] = (bytes, value)
    }
  }

  func value(of name: UnsafeBufferPointer<UInt8>) -> Value? {
    var slot = Self.hash(name)
    while let entry = slots[slot] {
      if entry.name.elementsEqual(name) { return entry.value }
      slot = (slot + 1) & 1023
    }
    return nil
  }

  private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return Int((hash ^ (hash >> 15)) & 1023)
  }
}

extension NameTable<HTMLTag> {
  fileprivate func tag(of name: UnsafeBufferPointer<UInt8>) -> HTMLTag {
    value(of: name) ?? (name.contains(0x2D) ? .custom : .other)
  }
}
