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

  private static func opens(_ line: Substring) -> Bool {
    var line = line
    return line.withUTF8 { bytes in
      guard let end = openingEnd(of: bytes) else { return false }
      var isKnown = false
      Normalization.withCasefold(utf8: UnsafeBufferPointer(rebasing: bytes[..<end])) { folded in
        let space = UInt8(ascii: " ")
        guard let first = folded.firstIndex(where: { $0 != space }),
          let last = folded.lastIndex(where: { $0 != space })
        else { return }
        isKnown = openings.contains(String(decoding: folded[first...last], as: UTF8.self))
      }
      return isKnown
    }
  }

  /// Where the first words of a line end, as a notice's do; `nil` where they go on.
  private static func openingEnd(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var at = 0
    for _ in 0..<longestOpening {
      guard at < bytes.count else { return at }
      let (scalar, length) = bytes.scalar(at: at)
      if ends(scalar) { return at }
      at += length
    }
    return nil
  }

  private static let longestOpening = 40

  private static func ends(_ scalar: UInt32) -> Bool {
    switch scalar {
    // : － – — - . 。 [
    case 0x3A, 0xFF1A, 0x2013, 0x2014, 0x2D, 0x2E, 0x3002, 0x5B: true
    default: false
    }
  }
}
