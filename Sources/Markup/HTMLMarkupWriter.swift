/// Writes markup again, less what no reader sees, for libxml2 to build its tree from.
struct HTMLMarkupWriter: HTMLSink {
  /// Whether all attributes stay, for selectors that may ask for any, or those that ``HTMLAttributeName`` has.
  private let keepsAll: Bool
  private(set) var output: [UInt8] = []

  init(keepsAll: Bool) { self.keepsAll = keepsAll }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>, mayRefer: Bool) {
    output.append(contentsOf: text)
  }

  mutating func lessThan() { output.append(contentsOf: "&lt;".utf8) }

  mutating func finish() {}

  mutating func start(_ name: UnsafeBufferPointer<UInt8>) {
    output.append(0x3C)
    output.append(contentsOf: name)
  }

  mutating func attribute(
    _ attribute: AttributeSpan, _ source: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard keepsAll || attribute.name(in: source) != nil else { return false }
    output.append(0x20)
    output.append(contentsOf: source[attribute.name])
    guard attribute.hasValue else { return true }
    let quote: UInt8 = attribute.quote == 0x27 ? 0x27 : 0x22
    output.append(0x3D)
    output.append(quote)
    for byte in source[attribute.value] where !byte.isDropped { output.append(byte) }
    output.append(quote)
    return true
  }

  mutating func endOfStart() { output.append(0x3E) }

  mutating func end(_ name: UnsafeBufferPointer<UInt8>) {
    output.append(contentsOf: "</".utf8)
    output.append(contentsOf: name)
    output.append(0x3E)
  }
}
