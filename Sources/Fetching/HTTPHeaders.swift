/// The header fields of one answer, names in lower case, in the order in which they came.
package struct HTTPHeaders: Sendable, Hashable {
  package private(set) var fields: [Field]

  package struct Field: Sendable, Hashable {
    package var name: String
    package var value: String
  }

  package init(_ fields: [(String, String)] = []) {
    self.fields = fields.map { Field(name: $0.lowercased(), value: $1) }
  }

  package mutating func append(_ name: String, _ value: String) {
    fields.append(Field(name: name.lowercased(), value: value))
  }

  /// The last value of the field; of repeated single-valued fields the last one wins.
  package subscript(name: String) -> String? {
    fields.last { $0.name == name }?.value
  }

  /// All values of a list field, joined by commas (RFC 9110 §5.3).
  package func joined(_ name: String) -> String? {
    let values = fields.filter { $0.name == name }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// One value for each name, the last one.
  package var dictionary: [String: String] {
    Dictionary(fields.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// A raw header line as bytes: `nil` unless it is `name: value`. Bytes above ASCII that are no UTF-8 are Latin-1,
  /// as servers that break the rule mean them.
  static func field(line: UnsafeBufferPointer<UInt8>) -> (String, String)? {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return nil }
    let name = text(line[..<colon]), value = text(line[(colon + 1)...])
    return name.isEmpty ? nil : (name, value)
  }

  private static func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    var slice = bytes
    while let first = slice.first, first <= 32 { slice = slice.dropFirst() }
    while let last = slice.last, last <= 32 { slice = slice.dropLast() }
    if let text = String(validating: slice, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(slice.map { Unicode.Scalar($0) }))
  }
}
