internal import Linguistics
internal import NewsModel

/// Where a text says that it comes from.
enum SourceLines {
  /// The addresses in ``MatchDocument/basedOn``, those written out in the first or the last line, and the links of a text that
  /// has but one or two: those are sources, not further reading.
  static func sources(of document: MatchDocument) -> [String] {
    document.basedOn + written(in: document.text)
      + (document.links.count <= 2 ? document.links : [])
  }

  /// `Source: https://…`, in any language: `url` keys of the addresses in a short first or last line.
  private static func written(in text: String) -> [String] {
    guard let lines = OuterLines(of: text) else { return [] }
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
  static func credits(of text: String) -> [String] {
    guard let lines = OuterLines(of: text) else { return [] }
    var credits: [String] = []
    let opening = lines.first.unicodeScalars.prefix(60)
    if let open = opening.firstIndex(where: { $0 == "(" || $0 == "（" }),
      let close = opening[open...].firstIndex(where: { $0 == ")" || $0 == "）" })
    {
      credits.append(String(opening[opening.index(after: open)..<close]))
    }
    if let last = lines.last, last.unicodeScalars.prefix(31).count <= 30 {
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
    let bytes = text.utf8
    let lineFeed = UInt8(ascii: "\n")
    guard let start = bytes.firstIndex(where: { $0 != lineFeed }),
      let final = bytes.lastIndex(where: { $0 != lineFeed })
    else { return nil }
    let end = bytes.index(after: final)
    let lines = bytes[start..<end]
    first = text[start..<(lines.firstIndex(of: lineFeed) ?? end)]
    last = lines.lastIndex(of: lineFeed).map { text[bytes.index(after: $0)..<end] }
  }
}
