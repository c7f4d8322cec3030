/// Columns for a terminal, aligned by the width that characters take there.
struct TextTable {
  enum Alignment { case left, right }

  private var alignments: [Alignment]
  private var rows: [[String]]

  init(_ header: [String], _ alignments: [Alignment]) {
    rows = [header]
    self.alignments = alignments
  }

  mutating func add(_ row: [String]) { rows.append(row.map(Terminal.safe)) }

  var text: String {
    let widths = alignments.indices.map { column in
      rows.map { Self.width($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      let cells = row.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - Self.width(row[column]))
        return alignments[column] == .left ? row[column] + space : space + row[column]
      }
      return Self.trimmed(cells.joined(separator: "  "))
    }.joined(separator: "\n") + "\n"
  }

  private static func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// Columns that a terminal gives `text`: two for wide East Asian characters and emoji, none for combining
  /// marks (Unicode Standard Annex #11).
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + width($1) }
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
