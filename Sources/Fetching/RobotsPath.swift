internal import Glibc

/// Paths and patterns as robots.txt compares them.
enum RobotsPath {
  /// Path and query of a URL, without its fragment; `/` where it has none. Anything is taken for a URL.
  static func target(of url: [UInt8]) -> [UInt8] {
    let whole = url.prefix { $0 != UInt8(ascii: "#") }
    var rest = whole[...]
    if rest.starts(with: [slash, slash]) {
      rest = rest.dropFirst(2)
    } else if let colon = rest.firstIndex(where: { $0 == UInt8(ascii: ":") || isPathStart($0) }),
      rest[colon...].starts(with: [UInt8(ascii: ":"), slash, slash])
    {
      rest = rest[(colon + 3)...]
    }
    guard let start = rest.firstIndex(where: isPathStart) else { return [slash] }
    let path = rest[start...].prefix(longest)
    return path.first == slash ? Array(path) : [slash] + path
  }

  /// Percent-encodes what is not ASCII and writes hex digits in capitals (RFC 9309 §2.2.2).
  static func normalized(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: { $0 >= 0x80 || $0 == percent }) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 16)
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte == percent, at + 2 < bytes.count, isHex(bytes[at + 1]), isHex(bytes[at + 2]) {
        result += [percent, uppercase(bytes[at + 1]), uppercase(bytes[at + 2])]
        at += 3
        continue
      }
      if byte >= 0x80 {
        result += [percent, hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
      } else {
        result.append(byte)
      }
      at += 1
    }
    return result
  }

  /// Whether the pattern matches from the path's beginning. Each stretch between stars is taken where it first
  /// occurs, which never loses a match, so the cost is the path's length for each star at most.
  static func matches(_ path: [UInt8], _ pattern: [UInt8]) -> Bool {
    let anchored = pattern.last == UInt8(ascii: "$")
    let body = anchored ? pattern.dropLast() : pattern[...]
    let pieces = body.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
    guard path.starts(with: pieces[0]) else { return false }
    if pieces.count == 1 { return !anchored || path.count == pieces[0].count }
    var at = pieces[0].count
    for piece in pieces[1..<(anchored ? pieces.count - 1 : pieces.count)] where !piece.isEmpty {
      guard let found = position(of: piece, in: path, from: at) else { return false }
      at = found + piece.count
    }
    guard anchored, let last = pieces.last else { return true }
    return path.count - at >= last.count && path.suffix(last.count).elementsEqual(last)
  }

  /// Where `piece` first occurs. Compared by `memcmp`, so that even the worst pattern (8 KiB within 16 KiB) costs
  /// milliseconds.
  private static func position(
    of piece: ArraySlice<UInt8>, in path: [UInt8], from start: Int
  ) -> Int? {
    guard let first = piece.first, start + piece.count <= path.count else { return nil }
    return path.withUnsafeBytes { path in
      piece.withUnsafeBytes { piece in
        (start...(path.count - piece.count)).first { at in
          path[at] == first
            && memcmp(path.baseAddress! + at, piece.baseAddress!, piece.count) == 0
        }
      }
    }
  }

  /// Bytes of a path that are looked at; no URL that we fetch is longer.
  private static let longest = 16 << 10
  private static let slash = UInt8(ascii: "/")
  private static let percent = UInt8(ascii: "%")
  private static let hexDigits = Array("0123456789ABCDEF".utf8)

  private static func isPathStart(_ byte: UInt8) -> Bool {
    byte == slash || byte == UInt8(ascii: "?") || byte == UInt8(ascii: ";")
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
  }

  private static func uppercase(_ byte: UInt8) -> UInt8 {
    (97...122).contains(byte) ? byte - 32 : byte
  }
}
