/// A title cut at its separators.
enum TitleParts {
  /// Separators of a title before which it may end.
  private static let beginningLimit = 8
  /// Scalars that a headline before a domain's name must have at least.
  private static let leastHeadline = 8

  /// Whether a title may be cut at it. A switch, since a set's hash would cost more than all else here.
  private static func isCut(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "|", "-", "–", "—", ":", "·", "•", "»", "«", "›", "/", "\\", "~", "_", "｜", "ㅣ": true
    default: false
    }
  }

  private static func isBar(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "|", "｜", "ㅣ", "»": true
    default: false
    }
  }

  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar != " " && isCut(scalar)
  }

  /// The title without the site's name, where that is its last part.
  static func withoutNamed(_ title: String, site: [UInt32]) -> String {
    let scalars = Array(title.unicodeScalars)
    guard !site.isEmpty, let last = parts(of: scalars).last, last.lowerBound > 0 else {
      return title
    }
    guard Tokens.hashes(of: text(scalars[last])) == site else { return title }
    return trimmed(text(scalars[..<last.lowerBound]))
  }

  /// The title without a section's name at its end, spaced or not: `Who may vote-Politics`.
  static func without(_ title: String, sections: [String]) -> String {
    for section in sections where title.hasSuffix(section) {
      let rest = title.unicodeScalars.dropLast(section.unicodeScalars.count)
      guard let mark = rest.reversed().first(where: { $0 != " " }), isSeparator(mark),
        rest.count >= leastHeadline
      else { continue }
      return trimmed(String(rest))
    }
    return title
  }

  /// The title without the site's name: named by `og:site_name`, or the shorter part at the end.
  static func withoutSite(_ title: String, site: [UInt32]) -> String {
    let scalars = Array(title.unicodeScalars)
    let parts = parts(of: scalars)
    guard parts.count >= 2, let first = parts.first, let last = parts.last else { return title }
    func text(_ range: Range<Int>) -> String { Self.text(scalars[range]) }
    let beforeLast = trimmed(text(0..<last.lowerBound))
    if !site.isEmpty, Tokens.hashes(of: text(last)) == site { return beforeLast }
    if !site.isEmpty, Tokens.hashes(of: text(first)) == site {
      return trimmed(text(first.upperBound..<scalars.count))
    }
    if let domain = parts.dropFirst().first(where: { isDomain(scalars[$0]) }),
      domain.lowerBound - first.lowerBound >= leastHeadline
    {
      return trimmed(text(0..<domain.lowerBound))
    }
    let whole = Double(Tokens.units(of: title))
    let lastShare = Double(Tokens.units(of: text(last))) / whole
    let big = parts.map(text).max { Tokens.units(of: $0) < Tokens.units(of: $1) } ?? title
    if big == text(first) || lastShare <= 0.35 { return lastShare <= 0.5 ? beforeLast : big }
    return Double(Tokens.units(of: big)) >= 0.5 * whole ? big : title
  }

  /// What `title` begins with before each of its separators but none; shorter than `leastHeadline` scalars are
  /// sections, not headlines.
  static func beginnings(of title: String) -> [String] {
    let scalars = Array(title.unicodeScalars)
    return parts(of: scalars).dropFirst().prefix(beginningLimit)
      .map { trimmed(text(scalars[..<$0.lowerBound])) }
      .filter { $0.unicodeScalars.count >= leastHeadline }
  }

  /// Whether `title` is `start`, a separator and more.
  static func continues(_ title: String, _ start: String) -> Bool {
    let known = Tokens.hashes(of: start)
    return !known.isEmpty && beginnings(of: title).contains { Tokens.hashes(of: $0) == known }
  }

  /// Whether a part is a domain's name: `osk-courier.example`.
  private static func isDomain(_ part: ArraySlice<Unicode.Scalar>) -> Bool {
    let labels = part.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, (2...10).contains(last.count) else {
      return false
    }
    return last.allSatisfy { $0.isASCII && $0.properties.isAlphabetic }
      && part.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789-.".unicodeScalars.contains($0))
      }
  }

  /// A string of scalars, by their bytes: a string's own view of scalars takes one at a time.
  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scalars.count + 16)
    for scalar in scalars { bytes.append(scalar: scalar.value) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func trimmed(_ text: String) -> String {
    var view = text.unicodeScalars[...]
    while let last = view.last, isCut(last) { view.removeLast() }
    while let first = view.first, isCut(first) { view.removeFirst() }
    return String(view)
  }

  /// The ranges between separators: spaced dashes and bars, bare `|` and `»`, a last underscore.
  private static func parts(of scalars: [Unicode.Scalar]) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    var index = 0
    while index < scalars.count {
      guard isCut(scalars[index]), let end = separatorEnd(scalars, index) else {
        index += 1
        continue
      }
      if index > start { parts.append(start..<index) }
      start = end
      index = end
    }
    if start < scalars.count { parts.append(start..<scalars.count) }
    return parts
  }

  /// Where the separator that begins at `start` ends; `nil` if none does.
  private static func separatorEnd(_ scalars: [Unicode.Scalar], _ start: Int) -> Int? {
    var end = start
    var marks = 0
    var isBare = false
    while end < scalars.count, isCut(scalars[end]) {
      if scalars[end] != " " { marks += 1 }
      if isBar(scalars[end]) { isBare = true }
      end += 1
    }
    guard marks > 0, end < scalars.count, start > 0 else { return nil }
    let isSpaced = scalars[start] == " " && scalars[end - 1] == " "
    if isSpaced || isBare { return end }
    let isUnderscore =
      end - start == 1 && scalars[start] == "_" && (2...20).contains(scalars.count - end)
      && !scalars[end...].contains("_")
    return isUnderscore ? end : nil
  }
}
