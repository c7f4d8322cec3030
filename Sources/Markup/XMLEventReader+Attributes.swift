internal import CLibXML2

/// The attributes of an element that has just started. Valid only during ``XMLEventHandler/start(_:_:)``.
package struct XMLAttributes {
  /// What stands between a value's quotes.
  enum Form {
    case plain
    /// As in the document: references and line ends to be resolved.
    case raw
    /// As libxml2 leaves it: resolved, but for ampersands, which are `&#38;`.
    case resolved
  }

  struct Field {
    var local: UnsafeBufferPointer<UInt8>
    /// Empty without one.
    var prefix: UnsafeBufferPointer<UInt8>
    var value: UnsafeBufferPointer<UInt8>
    var form: Form
  }

  private let fields: UnsafeBufferPointer<Field>

  init(_ fields: UnsafeBufferPointer<Field>) { self.fields = fields }

  package var count: Int { fields.count }

  /// The value of an attribute without a prefix, as it stands. Linear in the number of attributes.
  package subscript(local: StaticString) -> String? {
    for field in fields where field.prefix.isEmpty && XMLBytes.isEqual(field.local, local) {
      return field.text
    }
    return nil
  }

  /// The value of the attribute `prefix:local`, e.g. `xml:lang`.
  package subscript(prefix: StaticString, local: StaticString) -> String? {
    for field in fields
    where XMLBytes.isEqual(field.prefix, prefix) && XMLBytes.isEqual(field.local, local) {
      return field.text
    }
    return nil
  }

  /// All attributes as `prefix:local` (or `local`) and value, in order.
  package func forEach(_ body: (_ name: String, _ value: String) -> Void) {
    for field in fields {
      let local = String(decoding: field.local, as: UTF8.self)
      let prefix = String(decoding: field.prefix, as: UTF8.self)
      body(prefix.isEmpty ? local : prefix + ":" + local, field.text)
    }
  }
}

extension XMLAttributes.Field {
  /// One attribute as libxml2 gives it: local name, prefix, URI, start and end of the value.
  init(_ pointers: UnsafeMutablePointer<UnsafePointer<xmlChar>?>) {
    local = Self.bytes(of: pointers[0])
    prefix = Self.bytes(of: pointers[1])
    form = .resolved
    if let first = pointers[3], let end = pointers[4], end > first {
      value = UnsafeBufferPointer(start: first, count: end - first)
    } else {
      value = UnsafeBufferPointer(start: nil, count: 0)
    }
  }

  private static func bytes(of name: UnsafePointer<xmlChar>?) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: name, count: name.map { Int(xmlStrlen($0)) } ?? 0)
  }

  var text: String {
    switch form {
    case .plain: return UTF8Text.string(value)
    case .raw: return decoded(isRaw: true)
    case .resolved:
      return value.contains(UInt8(ascii: "&")) ? decoded(isRaw: false) : UTF8Text.string(value)
    }
  }

  private func decoded(isRaw: Bool) -> String {
    var output = [UInt8]()
    output.reserveCapacity(value.count)
    var at = 0
    while at < value.count {
      let byte = value[at]
      if byte == UInt8(ascii: "&"), let end = try? XMLReference.append(value, at: at, to: &output) {
        at = end
        continue
      }
      at += 1
      if isRaw, byte < 0x20 {
        // White space counts as spaces, a line's end as one (XML 1.0 §2.11, §3.3.3).
        if byte != 0x0D || at >= value.count || value[at] != 0x0A { output.append(0x20) }
      } else {
        output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
