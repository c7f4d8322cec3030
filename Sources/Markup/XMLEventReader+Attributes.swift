internal import CLibXML2

/// The attributes of an element that has just started. Valid only during ``XMLEventHandler/start(_:_:)``.
package struct XMLAttributes {
  /// libxml2's array of five pointers for each attribute: local name, prefix, URI, start and end of value.
  private let start: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  package let count: Int

  init(start: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) {
    self.start = start
    self.count = start == nil ? 0 : count
  }

  /// The value of an attribute without a prefix, as it stands. Linear in the number of attributes.
  package subscript(local: StaticString) -> String? { self[nil, local] }

  /// The value of the attribute `prefix:local`, e.g. `xml:lang`.
  package subscript(prefix: StaticString?, local: StaticString) -> String? {
    guard let start else { return nil }
    for index in 0..<count {
      let at = start + 5 * index
      guard Self.equal(at[0], local) else { continue }
      if let prefix {
        if Self.equal(at[1], prefix) { return value(index) }
      } else if at[1] == nil {
        return value(index)
      }
    }
    return nil
  }

  /// All attributes as `prefix:local` (or `local`) and value, in order.
  package func forEach(_ body: (_ name: String, _ value: String) -> Void) {
    guard let start else { return }
    for index in 0..<count {
      let at = start + 5 * index
      let local = at[0].map { String(cString: $0) } ?? ""
      let name = at[1].map { String(cString: $0) + ":" + local } ?? local
      body(name, value(index))
    }
  }

  private func value(_ index: Int) -> String {
    guard let start, let first = start[5 * index + 3], let end = start[5 * index + 4], end > first
    else { return "" }
    let bytes = UnsafeBufferPointer(start: first, count: end - first)
    let text = String(decoding: bytes, as: UTF8.self)
    return bytes.contains(UInt8(ascii: "&")) ? Self.unescapingAmpersands(text) : text
  }

  /// Without entity substitution libxml2 leaves an ampersand in a value as `&#38;`, and only that.
  private static func unescapingAmpersands(_ text: String) -> String {
    var output = [UInt8]()
    let bytes = Array(text.utf8)
    var at = 0
    while at < bytes.count {
      output.append(bytes[at])
      let isEscape = bytes[at] == UInt8(ascii: "&") && bytes[at...].starts(with: "&#38;".utf8)
      at += isEscape ? 5 : 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func equal(_ name: UnsafePointer<xmlChar>?, _ text: StaticString) -> Bool {
    guard let name else { return false }
    return text.withUTF8Buffer { expected in
      for (index, byte) in expected.enumerated() where name[index] != byte { return false }
      return name[expected.count] == 0
    }
  }
}
