/// An address cut at its delimiters (RFC 3986 §3), each part as written.
struct URLParts {
  var scheme: ArraySlice<UInt8>
  /// Without user name and port; empty for a relative reference.
  var host: ArraySlice<UInt8>
  var port: ArraySlice<UInt8>
  var path: ArraySlice<UInt8>
  var query: ArraySlice<UInt8>
  var fragment: ArraySlice<UInt8>

  /// `nil` for an address of another scheme than http(s), e.g. `urn:` or `mailto:`.
  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    scheme = Self.scheme(of: rest)
    if scheme.isEmpty {
      let isNetworkPath = rest.starts(with: "//".utf8)
      guard isNetworkPath || Self.startsWithHost(rest) else {
        (host, port) = ([], [])
        (path, query, fragment) = Self.tail(rest)
        return
      }
    } else {
      guard ASCII.equal(scheme, "http") || ASCII.equal(scheme, "https") else { return nil }
      rest = rest.dropFirst(scheme.count + 1)
    }
    rest = rest.drop { $0 == UInt8(ascii: "/") }
    let end = rest.firstIndex { ASCII.isAny($0, of: "/?#") } ?? rest.endIndex
    var authority = rest[..<end]
    if let at = authority.lastIndex(of: UInt8(ascii: "@")) { authority = authority[(at + 1)...] }
    (host, port) = Self.hostAndPort(authority)
    (path, query, fragment) = Self.tail(rest[end...])
  }

  /// The letters before the first colon, if they can be a scheme: `example.org:80` has none.
  static func scheme(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > bytes.startIndex,
      colon - bytes.startIndex < 32
    else { return [] }
    let name = bytes[..<colon]
    guard ASCII.isLetter(name[name.startIndex]),
      name.allSatisfy({ ASCII.isLetter($0) || ASCII.isDigit($0) || ASCII.isAny($0, of: "+-.") }),
      !(name.contains(UInt8(ascii: ".")) || bytes[(colon + 1)...].first.map(ASCII.isDigit) == true)
    else { return [] }
    return name
  }

  /// `example.org/a` is an address without its scheme; `page.html` and `a/b` are paths.
  private static func startsWithHost(_ bytes: ArraySlice<UInt8>) -> Bool {
    let end = bytes.firstIndex { ASCII.isAny($0, of: "/?#:") } ?? bytes.endIndex
    let name = bytes[..<end]
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
      return false
    }
    let last = name[(dot + 1)...]
    let isFile = ["html", "htm", "php", "asp", "aspx", "jsp", "xml", "json"].contains {
      ASCII.equal(last, $0)
    }
    return last.count >= 2 && last.allSatisfy(ASCII.isLetter) && !isFile
  }

  private static func hostAndPort(
    _ authority: ArraySlice<UInt8>
  ) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
    let after = authority.lastIndex(of: UInt8(ascii: "]")) ?? authority.startIndex
    guard let colon = authority[after...].firstIndex(of: UInt8(ascii: ":")) else {
      return (authority, [])
    }
    return (authority[..<colon], authority[(colon + 1)...])
  }

  private static func tail(
    _ bytes: ArraySlice<UInt8>
  ) -> (path: ArraySlice<UInt8>, query: ArraySlice<UInt8>, fragment: ArraySlice<UInt8>) {
    let hash = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
    let fragment = bytes[hash...].dropFirst()
    let mark = bytes[..<hash].firstIndex(of: UInt8(ascii: "?")) ?? hash
    return (bytes[..<mark], bytes[mark..<hash].dropFirst(), fragment)
  }
}

/// What URLs need to know of ASCII; everything takes bytes of any value.
enum ASCII {
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
  static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }

  static func isAny(_ byte: UInt8, of set: StaticString) -> Bool {
    set.withUTF8Buffer { $0.contains(byte) }
  }

  /// Whether `bytes` are `text`, whatever the letters' case. `text` is in lower case.
  static func equal(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
    bytes.count == text.utf8.count && zip(bytes, text.utf8).allSatisfy { lower($0) == $1 }
  }

  static func starts(_ bytes: ArraySlice<UInt8>, with text: String) -> Bool {
    equal(bytes.prefix(text.utf8.count), text)
  }

  static func ends(_ bytes: ArraySlice<UInt8>, with text: String) -> Bool {
    bytes.count >= text.utf8.count && equal(bytes.suffix(text.utf8.count), text)
  }

  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}

/// One spelling for percent-encoded text (RFC 3986 §6.2.2): what needs no encoding has none, the rest
/// has capital digits. Bytes that are no UTF-8 are kept as they are.
enum PercentEncoding {
  enum Place { case path, query }

  static func append(_ bytes: ArraySlice<UInt8>, as place: Place, to output: inout [UInt8]) {
    var at = bytes.startIndex
    while at < bytes.endIndex {
      var byte = bytes[at]
      var wasEncoded = false
      at += 1
      if byte == UInt8(ascii: "%"), at + 1 < bytes.endIndex,
        let high = ASCII.hexValue(bytes[at]), let low = ASCII.hexValue(bytes[at + 1])
      {
        byte = high << 4 | low
        wasEncoded = true
        at += 2
      }
      if place == .query, byte == 0x20 || (byte == UInt8(ascii: "+") && !wasEncoded) {
        output.append(UInt8(ascii: "+"))
      } else if isPlain(byte) || (!wasEncoded && isDelimiter(byte)) {
        output.append(byte)
      } else {
        output.append(UInt8(ascii: "%"))
        output.append(hexDigit(byte >> 4))
        output.append(hexDigit(byte & 15))
      }
    }
  }

  /// Means the same encoded or not, in the paths and queries of the web as it is.
  private static func isPlain(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || ASCII.isAny(byte, of: "-._~!$'()*,:@")
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool { ASCII.isAny(byte, of: "/?&=+;") }

  private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? value + 48 : value + 55 }
}
