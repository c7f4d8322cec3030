/// Makes well-formed XML of what is nearly XML, so that ``XMLEventReader`` can read it.
///
/// Bare ampersands, HTML's entities, control characters, tags that are not closed or cross, attributes
/// without quotes, junk around the root element, cut-off ends: what feeds in the wild break on. Document
/// type declarations go; the short literal entities they declare are put in where they are used. One pass,
/// no recursion, output at most a small multiple of the input.
package struct XMLRepair {
  /// What the vocabulary of a document family says about its structure.
  package struct Grammar: Sendable {
    /// Local names that a document can begin with; whatever stands before the first of them is junk.
    package var roots: Set<String>
    /// Local names of elements that never stand in one another, e.g. `item`: one that begins while another
    /// is open ends the other.
    package var records: Set<String>

    package init(roots: Set<String>, records: Set<String>) {
      self.roots = roots
      self.records = records
    }
  }

  package struct Result {
    package var bytes: [UInt8]
    /// Local names of the elements that were still open at the end, outermost first; empty for a document
    /// that ended.
    package var openAtEnd: [String]
  }

  /// libxml2 refuses more than 256 open elements; feeds need ten, their XHTML perhaps fifty.
  static let depthLimit = 200
  /// Bound on what a document's own entities may add to it.
  static let expansionLimit = 1 << 20
  /// How long a document type declaration is believed to be balanced.
  static let doctypeLimit = 1 << 16

  private let bytes: [UInt8]
  private let grammar: Grammar
  private var at = 0
  private var output: [UInt8] = []
  private var open: [ArraySlice<UInt8>] = []
  private var hasRoot = false
  private var entities: [String: [UInt8]] = [:]
  private var expanded = 0

  /// - Parameter bytes: valid UTF-8.
  package static func repaired(_ bytes: [UInt8], grammar: Grammar) -> Result {
    var repair = XMLRepair(bytes, grammar)
    return repair.run()
  }

  private init(_ bytes: [UInt8], _ grammar: Grammar) {
    self.bytes = bytes
    self.grammar = grammar
    output.reserveCapacity(bytes.count + bytes.count / 16)
  }

  private mutating func run() -> Result {
    while at < bytes.count, !(hasRoot && open.isEmpty) {
      if bytes[at] == UInt8(ascii: "<") {
        markup()
      } else {
        text()
      }
    }
    let names = open.map { String(decoding: localName($0), as: UTF8.self) }
    while let name = open.popLast() { appendEnd(name) }
    return Result(bytes: output, openAtEnd: names)
  }

  private func follows(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { expected in
      at + expected.count <= bytes.count
        && expected.enumerated().allSatisfy { bytes[at + $0] == $1 }
    }
  }

  private mutating func markup() {
    if follows("<![CDATA[") { return cdata() }
    if follows("<!--") { return skip(past: "-->", from: at + 4) }
    if follows("<!DOCTYPE") || follows("<!doctype") { return doctype() }
    if follows("<?") { return skip(past: open.isEmpty ? "?>" : ">", from: at + 2) }
    if follows("</") { return endTag() }
    startTag()
  }

  /// Moves behind the next `mark`; to the end of the document without one.
  private mutating func skip(past mark: StaticString, from start: Int) {
    at = min(start, bytes.count)
    let first = mark.utf8Start.pointee
    while at < bytes.count {
      guard let next = bytes[at...].firstIndex(of: first) else { break }
      at = next
      if follows(mark) {
        at += mark.utf8CodeUnitCount
        return
      }
      at += 1
    }
    at = bytes.count
  }

  private mutating func cdata() {
    let start = at + 9
    skip(past: "]]>", from: start)
    guard !open.isEmpty else { return }
    let isClosed =
      at <= bytes.count && bytes[..<at].suffix(3).elementsEqual("]]>".utf8) && at - 3 >= start
    output.append(contentsOf: "<![CDATA[".utf8)
    appendCharacters(bytes[start..<max(start, isClosed ? at - 3 : at)], escaping: false)
    output.append(contentsOf: "]]>".utf8)
  }

  private mutating func text() {
    let end = bytes[at...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    if !open.isEmpty { appendCharacters(bytes[at..<end], escaping: true) }
    at = end
  }

  private mutating func literalAngle() {
    if !open.isEmpty { output.append(contentsOf: "&lt;".utf8) }
    at += 1
  }

  // MARK: Tags

  private func nameEnd(from start: Int) -> Int? {
    guard start < bytes.count, isNameStart(bytes[start]) else { return nil }
    var end = start
    while end < bytes.count, isNameByte(bytes[end]) { end += 1 }
    guard isQualifiedName(bytes[start..<end]) else { return nil }
    guard end < bytes.count else { return end }
    let next = bytes[end]
    return next <= 0x20 || next == 0x2F || next == 0x3E || next == 0x3C ? end : nil
  }

  private mutating func endTag() {
    guard let end = nameEnd(from: at + 2) else { return literalAngle() }
    let name = bytes[(at + 2)..<end]
    at = (bytes[end...].firstIndex { $0 == 0x3E || $0 == 0x3C }) ?? bytes.count
    if at < bytes.count, bytes[at] == 0x3E { at += 1 }
    guard let index = open.lastIndex(where: { isSame($0, name) }) else { return }
    while open.count > index { appendEnd(open.removeLast()) }
  }

  private mutating func startTag() {
    guard let end = nameEnd(from: at + 1) else { return literalAngle() }
    let name = bytes[(at + 1)..<end]
    let local = String(decoding: localName(name), as: UTF8.self)
    if !hasRoot && !grammar.roots.contains(local) {
      at = end
      return
    }
    var attributes = XMLLooseAttributes(bytes, from: end)
    let fields = attributes.all()
    at = attributes.end
    if grammar.records.contains(local), !attributes.isEmptyElement { closeRecord(named: name) }
    guard open.count < Self.depthLimit else { return }
    hasRoot = true
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: name)
    for (name, value) in fields {
      output.append(UInt8(ascii: " "))
      output.append(contentsOf: name)
      output.append(contentsOf: "=\"".utf8)
      appendCharacters(value, escaping: true, quotes: true)
      output.append(UInt8(ascii: "\""))
    }
    if attributes.isEmptyElement || isVoid(name) {
      output.append(contentsOf: "/>".utf8)
    } else {
      output.append(UInt8(ascii: ">"))
      open.append(name)
    }
  }

  private mutating func closeRecord(named name: ArraySlice<UInt8>) {
    guard let index = open.lastIndex(where: { isSame($0, name) }) else { return }
    while open.count > index { appendEnd(open.removeLast()) }
  }

  private mutating func appendEnd(_ name: ArraySlice<UInt8>) {
    output.append(contentsOf: "</".utf8)
    output.append(contentsOf: name)
    output.append(UInt8(ascii: ">"))
  }

  private func localName(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
  }

  /// HTML's elements without an end, as far as they are no names that feeds use.
  private func isVoid(_ name: ArraySlice<UInt8>) -> Bool {
    ["br", "hr", "img", "wbr", "input"].contains { isSame(name, Array($0.utf8)[...]) }
  }

  private func isSame(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { $0 == $1 || ($0 ^ $1 == 0x20 && ($0 | 0x20) &- 97 < 26) }
  }

  // MARK: Characters

  /// Appends what XML allows of `text`; with `escaping`, markup characters and references made sound.
  private mutating func appendCharacters(
    _ text: ArraySlice<UInt8>, escaping: Bool, quotes: Bool = false
  ) {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      switch byte {
      case 0x26 where escaping:
        index = appendReference(text, at: index, quotes: quotes)
        continue
      case 0x3C where escaping: output.append(contentsOf: "&lt;".utf8)
      case 0x3E where escaping: output.append(contentsOf: "&gt;".utf8)
      // What stood between them was dropped: the section would end here.
      case 0x3E where output.suffix(2).elementsEqual("]]".utf8):
        output.append(contentsOf: "]]><![CDATA[>".utf8)
      case 0x22 where quotes: output.append(contentsOf: "&quot;".utf8)
      case 0..<0x20 where byte != 0x09 && byte != 0x0A && byte != 0x0D: break
      case 0xEF where isNoncharacter(text, at: index): index += 2
      default: output.append(byte)
      }
      index += 1
    }
  }

  /// U+FFFE and U+FFFF, which XML forbids.
  private func isNoncharacter(_ text: ArraySlice<UInt8>, at index: Int) -> Bool {
    index + 2 < text.endIndex && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
  }

  /// Appends the reference at the ampersand at `index` in a form that needs no declaration, or the
  /// ampersand escaped. Returns where to go on.
  private mutating func appendReference(
    _ text: ArraySlice<UInt8>, at index: Int, quotes: Bool
  ) -> Int {
    if let (name, end) = entityName(text, at: index), let value = entities[name] {
      expanded += value.count
      if expanded <= Self.expansionLimit {
        output.append(contentsOf: value)
        return end
      }
    }
    let found = text.withUnsafeBufferPointer { buffer -> (Unicode.Scalar, Int)? in
      let base = index - text.startIndex
      return HTMLText.reference(buffer[...], at: base).map { ($0, $1 - base + index) }
    }
    guard let (scalar, end) = found, isTerminated(text, end) || text[index + 1] == 0x23 else {
      output.append(contentsOf: "&amp;".utf8)
      return index + 1
    }
    if isAllowed(scalar) {
      output.append(contentsOf: "&#\(scalar.value);".utf8)
    }
    return end
  }

  private func isTerminated(_ text: ArraySlice<UInt8>, _ end: Int) -> Bool {
    text[end - 1] == UInt8(ascii: ";")
  }

  private func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9, 10, 13, 0x20...0xFFFD, 0x10000...: true
    default: false
    }
  }

  private func entityName(
    _ text: ArraySlice<UInt8>, at index: Int
  ) -> (String, end: Int)? {
    guard !entities.isEmpty else { return nil }
    var end = index + 1
    while end < text.endIndex, end - index < 64, isNameByte(text[end]) { end += 1 }
    guard end < text.endIndex, text[end] == UInt8(ascii: ";"), end > index + 1 else { return nil }
    return (String(decoding: text[(index + 1)..<end], as: UTF8.self), end + 1)
  }

  // MARK: Document type

  /// Skips the declaration and keeps the entities in it that are short literal text.
  private mutating func doctype() {
    let end = doctypeEnd()
    var search = at
    while let start = bytes[search..<end].firstRange(of: "<!ENTITY".utf8) {
      search = start.upperBound
      keepEntity(bytes[search..<end])
    }
    at = end
  }

  private func doctypeEnd() -> Int {
    var (index, quote, depth) = (at, UInt8(0), 0)
    let limit = min(bytes.count, at + Self.doctypeLimit)
    while index < limit {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "]") {
        depth -= 1
      } else if byte == UInt8(ascii: ">") && depth <= 0 {
        return index + 1
      }
      index += 1
    }
    // Unbalanced: the first `>` has to do.
    return bytes[at...].firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 } ?? bytes.count
  }

  private mutating func keepEntity(_ declaration: ArraySlice<UInt8>) {
    let start = declaration.drop { $0 <= 0x20 }
    let name = start.prefix { isNameByte($0) }
    let value = declaration[name.endIndex...].drop { $0 <= 0x20 }
    guard !name.isEmpty, let quote = value.first, quote == 0x22 || quote == 0x27,
      let end = value.dropFirst().firstIndex(of: quote), end - value.startIndex <= 1024,
      entities.count < 500
    else { return }
    let key = String(decoding: name, as: UTF8.self)
    guard entities[key] == nil else { return }
    // What refers to another entity is not literal: its ampersand is escaped like any bare one.
    let kept = output
    output = []
    let outer = entities
    entities = [:]
    appendCharacters(value[(value.startIndex + 1)..<end], escaping: true, quotes: true)
    entities = outer
    entities[key] = output
    output = kept
  }
}

private func isNameStart(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 || byte == 0x5F }
private func isNameByte(_ byte: UInt8) -> Bool {
  isNameStart(byte) || byte &- 48 < 10 || byte == 0x3A || byte == 0x2D || byte == 0x2E
}

/// A name that every parser takes: with one colon at most, and a name on either side of it.
private func isQualifiedName(_ name: ArraySlice<UInt8>) -> Bool {
  let parts = name.split(separator: 0x3A, maxSplits: 2, omittingEmptySubsequences: false)
  return parts.count <= 2 && parts.allSatisfy { $0.first.map(isNameStart) == true }
    && name.allSatisfy(isNameByte)
}

/// The attributes of a start tag, however carelessly written.
private struct XMLLooseAttributes {
  private let bytes: [UInt8]
  /// Behind the tag's `>`, or at the `<` that cut it off.
  private(set) var end: Int
  private(set) var isEmptyElement = false

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    end = start
  }

  /// Names with their values, the first of each name; names that XML does not allow are left out.
  mutating func all() -> [(ArraySlice<UInt8>, ArraySlice<UInt8>)] {
    var fields: [(ArraySlice<UInt8>, ArraySlice<UInt8>)] = []
    while end < bytes.count {
      switch bytes[end] {
      case UInt8(ascii: ">"):
        end += 1
        return fields
      case UInt8(ascii: "<"): return fields
      case UInt8(ascii: "/"):
        isEmptyElement = end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: ">")
        end += 1
      case 0...0x20: end += 1
      default:
        let (name, value) = field()
        if isQualifiedName(name), fields.count < 100, !fields.contains(where: { $0.0 == name }) {
          fields.append((name, value))
        }
      }
    }
    return fields
  }

  private mutating func field() -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
    let start = end
    while end < bytes.count, bytes[end] > 0x20, ![0x3D, 0x3E, 0x3C, 0x2F].contains(bytes[end]) {
      end += 1
    }
    let name = bytes[start..<end]
    skipSpace()
    guard end < bytes.count, bytes[end] == UInt8(ascii: "=") else { return (name, []) }
    end += 1
    skipSpace()
    return (name, value())
  }

  private mutating func value() -> ArraySlice<UInt8> {
    guard end < bytes.count else { return [] }
    let quote = bytes[end]
    if quote == 0x22 || quote == 0x27, let close = closing(quote) {
      defer { end = close + 1 }
      return bytes[(end + 1)..<close]
    }
    let start = end
    while end < bytes.count, bytes[end] > 0x20, bytes[end] != 0x3E, bytes[end] != 0x3C { end += 1 }
    return bytes[start..<end]
  }

  /// Where the quoted value that begins at `end` closes; `nil` if its quote was forgotten, i.e. if it would
  /// run over a tag's end into the next tag.
  private func closing(_ quote: UInt8) -> Int? {
    var index = end + 1
    var sawEnd = false
    while index < bytes.count {
      let byte = bytes[index]
      if byte == quote { return index }
      if byte == 0x3E { sawEnd = true }
      if byte == 0x3C, sawEnd { return nil }
      index += 1
    }
    return nil
  }

  private mutating func skipSpace() {
    while end < bytes.count, bytes[end] <= 0x20 { end += 1 }
  }
}
