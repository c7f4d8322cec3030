internal import Linguistics

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

  /// - Parameter lines: the text's.
  static func stands(in document: MatchDocument, _ lines: OuterLines?) -> Bool {
    let edges = [document.title.map { $0[...] }, lines?.first, lines?.last].compactMap { $0 }
    return edges.contains(where: opens)
  }

  /// The text without the lines that say so: they name what was wrong, which the text has no more.
  static func removed(from text: String) -> String {
    guard let lines = OuterLines(of: text) else { return text }
    var (start, end) = (text.startIndex, text.endIndex)
    if let last = lines.last, opens(last) { end = last.startIndex }
    if opens(lines.first) { start = min(lines.first.endIndex, end) }
    return String(text[start..<end])
  }

  private static func opens(_ line: Substring) -> Bool { openings.contains(opening(of: line)) }

  private static func opening(of line: Substring) -> String {
    let head = line.unicodeScalars.prefix(longestOpening).prefix { !ends($0) }
    guard head.count < longestOpening else { return "" }
    let folded = Normalization.casefold(String(head))
    return String(folded.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  private static let longestOpening = 40

  private static func ends(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ":", "：", "–", "—", "-", ".", "。", "[": true
    default: false
    }
  }
}
