internal import Linguistics
internal import NewsModel

/// Where a text says that it comes from.
enum SourceLines {
  /// The addresses in ``MatchDocument/basedOn``, those written out in the first or the last line, and the links of a text that
  /// has but one or two: those are sources, not further reading.
  ///
  /// - Parameter lines: the text's.
  static func sources(of document: MatchDocument, _ lines: OuterLines?) -> [String] {
    document.basedOn + written(in: lines)
      + (document.links.count <= 2 ? document.links : [])
  }

  /// `Source: https://…`, in any language: `url` keys of the addresses in a short first or last line.
  private static func written(in lines: OuterLines?) -> [String] {
    guard let lines else { return [] }
    return [lines.first, lines.last].compactMap { $0 }
      .filter { $0.utf8.prefix(longestSourceLine + 1).count <= longestSourceLine }
      .compactMap(address).map(CanonicalURL.key(for:))
  }

  private static let longestSourceLine = 300

  private static func address(in line: Substring) -> String? {
    guard line.utf8.contains(UInt8(ascii: "/")) else { return nil }
    let scalars = line.unicodeScalars
    guard let start = scalars.indices.first(where: { opens(scalars[$0...]) }) else { return nil }
    // What closes a sentence or a bracket is no part of the address.
    let ends = ")）]】>»”\"'、，。".unicodeScalars
    let rest = scalars[start...].prefix { !$0.properties.isWhitespace && !ends.contains($0) }
    return String(
      String.UnicodeScalarView(
        rest.reversed().drop { ".,;:!?".unicodeScalars.contains($0) }.reversed()))
  }

  private static func opens(_ rest: Substring.UnicodeScalarView) -> Bool {
    rest.starts(with: "https://".unicodeScalars) || rest.starts(with: "http://".unicodeScalars)
  }

  /// Agencies credited at the start or the end, in lower case: what stands in brackets within the
  /// first 60 characters, as in `HÀ NỘI (VNA) –`, and short last lines, as in `AFP/Reuters`.
  static func credits(of lines: OuterLines?) -> [String] {
    guard let lines else { return [] }
    var credits: [String] = []
    // A scalar takes four bytes at most.
    if lines.first.utf8.prefix(240).contains(where: { $0 == UInt8(ascii: "(") || $0 == 0xEF }) {
      let opening = lines.first.unicodeScalars.prefix(60)
      if let open = opening.firstIndex(where: { $0 == "(" || $0 == "（" }),
        let close = opening[open...].firstIndex(where: { $0 == ")" || $0 == "）" })
      {
        credits.append(String(opening[opening.index(after: open)..<close]))
      }
    }
    if let last = lines.last, last.utf8.prefix(121).count <= 120,
      last.unicodeScalars.prefix(31).count <= 30
    {
      credits += last.split { "/,;()（）、".contains($0) }.map(String.init)
    }
    return credits.map { Normalization.casefold($0).filter { $0.isLetter || $0.isNumber } }
      .filter { (2...24).contains($0.unicodeScalars.count) }
  }
}

/// The first line of a text and the last, empty ones aside. Splitting the whole text for them took a fifth of the time
/// that evidence takes.
struct OuterLines {
  let first: Substring
  /// `nil` where there is but one line.
  let last: Substring?

  init?(of text: String) {
    var text = text
    guard let ends = text.withUTF8(Self.ends) else { return nil }
    func line(_ range: Range<Int>) -> Substring {
      let start = text.utf8.index(text.startIndex, offsetBy: range.lowerBound)
      return text[start..<text.utf8.index(start, offsetBy: range.count)]
    }
    first = line(ends.first)
    last = ends.last.map(line)
  }

  /// As offsets in UTF-8.
  private static func ends(
    of bytes: UnsafeBufferPointer<UInt8>
  ) -> (first: Range<Int>, last: Range<Int>?)? {
    let lineFeed = UInt8(ascii: "\n")
    guard let start = bytes.firstIndex(where: { $0 != lineFeed }),
      let final = bytes.lastIndex(where: { $0 != lineFeed })
    else { return nil }
    let lines = bytes[start...final]
    let first = start..<(lines.firstIndex(of: lineFeed) ?? final + 1)
    return (first, lines.lastIndex(of: lineFeed).map { $0 + 1..<final + 1 })
  }
}
