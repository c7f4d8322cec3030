/// Header fields of a WARC record or an HTTP message: lines of `name: value`.
struct HeaderFields {
  private var values: [String: String] = [:]

  /// The last value of a field; names in lower case.
  subscript(name: String) -> String? { values[name] }

  /// - Parameter bytes: lines that end in CRLF or LF. What is no field is passed over.
  init(_ bytes: ArraySlice<UInt8>, skippingFirstLine: Bool) {
    var name: String?
    var isFirst = skippingFirstLine
    for line in bytes.split(separator: 10) {
      defer { isFirst = false }
      if isFirst { continue }
      if let first = line.first, first == 32 || first == 9 {
        if let name {
          values[name] = [values[name] ?? "", Self.text(line)].filter { !$0.isEmpty }
            .joined(separator: " ")
        }
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
        let found = Self.text(line[..<colon]).lowercased()
        values[found] = Self.text(line[(colon + 1)...])
        name = found
      } else {
        name = nil
      }
    }
  }

  /// Without the blanks around it. Bytes above ASCII that are no UTF-8 are Latin-1, as writers that break the rule
  /// mean them.
  private static func text(_ line: ArraySlice<UInt8>) -> String {
    var slice = line
    while let first = slice.first, first <= 32 { slice = slice.dropFirst() }
    while let last = slice.last, last <= 32 { slice = slice.dropLast() }
    if let text = String(validating: slice, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(slice.map { Unicode.Scalar($0) }))
  }
}
