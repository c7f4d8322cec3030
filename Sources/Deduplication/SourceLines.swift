internal import Linguistics

/// Where a text says that it comes from.
enum SourceLines {
  /// The addresses in ``MatchDocument/basedOn``, and the links of a text that has but one or two: those are
  /// sources, not further reading.
  static func sources(of document: MatchDocument) -> [String] {
    document.basedOn + (document.links.count <= 2 ? document.links : [])
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

/// Whether a text says of itself that it was corrected. It only marks a version that was matched by its words: it
/// is no evidence for or against a match.
enum CorrectionNotice {
  /// How such notices begin in news: the word before a colon, a dash or a full stop, or the headline's first.
  private static let openings: Set<String> = [
    "correction", "corrections", "corrected", "clarification", "errata", "erratum",
    "berichtigung", "korrektur", "richtigstellung", "rectificatif", "rectification", "corrección",
    "rectificación", "correção", "correzione", "rettifica", "correctie", "rättelse", "rettelse",
    "korjaus", "sprostowanie", "oprava", "helyreigazítás", "rectificare", "исправление",
    "уточнение",
    "поправка", "виправлення", "διόρθωση", "düzeltme", "đính chính",
    "koreksi", "ralat", "pembetulan", "تصحيح", "تصويب", "اصلاحیه", "תיקון", "सुधार", "शुद्धिपत्र",
    "সংশোধনী", "แก้ไข", "更正", "勘误", "訂正", "お詫びと訂正", "정정", "바로잡습니다", "marekebisho",
    "leiðrétting",
  ]

  static func stands(in document: MatchDocument) -> Bool {
    let lines = OuterLines(of: document.text)
    let edges = [document.title.map { $0[...] }, lines?.first, lines?.last].compactMap { $0 }
    return edges.contains { openings.contains(opening(of: $0)) }
  }

  private static func opening(of line: Substring) -> String {
    let head = line.unicodeScalars.prefix(40).prefix { !":：–—-.。[".unicodeScalars.contains($0) }
    guard head.count < 40 else { return "" }
    let folded = Normalization.casefold(String(head))
    return String(folded.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
