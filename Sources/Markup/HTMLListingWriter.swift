/// Writes markup for libxml2 to parse, with the attributes that are read kept out of it.
///
/// They do not pass through the parser, which copies each several times: an element carries the number of its list
/// (`<div n=7>`), and the lists are kept here.
struct HTMLListingWriter: HTMLSink {
  private(set) var output: [UInt8] = []
  /// The attributes that are read, and their values, references resolved.
  private(set) var attributes: [HTMLDocument.Attribute] = []
  private(set) var values: [UInt8] = []
  /// Where each element's attributes lie.
  private(set) var lists: [Range<Int32>] = []
  /// Where those of the tag being read begin, and which names it has had.
  private var first: Int32 = 0
  private var names: UInt64 = 0

  /// The name of the attribute that carries a list's number.
  static let listName = UInt8(ascii: "n")

  init(capacity: Int) { output.reserveCapacity(capacity) }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>) { output.append(contentsOf: text) }

  mutating func lessThan() { output.append(contentsOf: "&lt;".utf8) }

  mutating func start(_ name: UnsafeBufferPointer<UInt8>) {
    output.append(0x3C)
    output.append(contentsOf: name)
    first = Int32(attributes.count)
    names = 0
  }

  /// Of several of one name the first counts.
  mutating func attribute(
    _ attribute: AttributeSpan, _ source: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let name = attribute.name(in: source) else { return false }
    let bit = UInt64(1) << UInt64(name.rawValue)
    guard names & bit == 0 else { return false }
    names |= bit
    let start = Int32(values.count)
    append(UnsafeBufferPointer(rebasing: source[attribute.value]))
    attributes.append(.init(name: name, value: start..<Int32(values.count)))
    return true
  }

  private mutating func append(_ value: UnsafeBufferPointer<UInt8>) {
    guard ByteSearch.firstControl(in: value, from: 0, orAmpersand: true) < value.count else {
      values.append(contentsOf: value)
      return
    }
    var decoded: [UInt8] = []
    HTMLText.appendDecoded(value[...], to: &decoded)
    decoded.removeAll { $0.isDropped }
    values += decoded
  }

  mutating func endOfStart() {
    if first < Int32(attributes.count) {
      output.append(0x20)
      output.append(Self.listName)
      output.append(0x3D)
      append(decimal: lists.count)
      lists.append(first..<Int32(attributes.count))
    }
    output.append(0x3E)
  }

  private mutating func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    output.append(0x30 + UInt8(number % 10))
  }

  mutating func end(_ name: UnsafeBufferPointer<UInt8>) {
    output.append(contentsOf: "</".utf8)
    output.append(contentsOf: name)
    output.append(0x3E)
  }
}
