internal import ArgumentParser
internal import Foundation
internal import Storage

/// `tidings export`: articles or stories for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all articles or stories to stdout, a line each, columns as in the views.",
    discussion: """
      Row by row in the order in which they were first seen, however many there are. JSON Lines keep SQL's types. CSV is \
      RFC 4180 in UTF-8 with a header; a text that a spreadsheet would take for a formula gets an apostrophe before it.
      """)

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case articles, stories
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case jsonl, csv
  }

  @OptionGroup var shared: SharedOptions

  @Argument(help: "What: articles (v1_articles) or stories (v1_stories).")
  var subject: Subject

  @Option(name: .long, help: "jsonl or csv.")
  var format: Format = .jsonl

  @Option(
    name: .long,
    help: ArgumentHelp("Only what was first seen since: 2d, or a UTC day.", valueName: "when"))
  var since: Moment?

  func validate() throws {
    if shared.json, format == .csv {
      throw ValidationError("--json and --format csv exclude each other.")
    }
  }

  func run() throws {
    let store = try shared.loaded().store(access: .readOnly)
    let view: ExportView = subject == .articles ? .articles : .stories
    var writer = ExportWriter(columns: try store.columns(of: view), isCSV: format == .csv)
    try store.forEachRow(of: view, since: since?.date(now: Date())) { try writer.write($0) }
    try writer.finish()
  }
}

/// Rows as JSON Lines or CSV, in pieces of 64 KiB.
struct ExportWriter {
  private let output = StandardOutput()
  private let isTerminal = Terminal.isOutputATerminal
  private let isCSV: Bool
  private let keys: [[UInt8]]
  private var buffer: [UInt8] = []

  init(columns: [String], isCSV: Bool) {
    self.isCSV = isCSV
    keys = columns.map { Array("\"\($0)\":".utf8) }
    if isCSV { appendLine(columns.map { Array(CSVField.text($0).utf8) }) }
  }

  mutating func write(_ row: [ExportValue]) throws {
    if isCSV {
      appendLine(row.map { Array(CSVField.value($0).utf8) })
    } else {
      appendObject(row)
    }
    if buffer.count >= 1 << 16 { try flush() }
  }

  mutating func finish() throws { try flush() }

  private mutating func flush() throws {
    if isTerminal {
      try output.write(Terminal.safe(String(decoding: buffer, as: UTF8.self)))
    } else {
      try output.write(Data(buffer))
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private mutating func appendLine(_ fields: [[UInt8]]) {
    buffer += fields.joined(separator: [UInt8(ascii: ",")])
    // RFC 4180 says CRLF; a terminal needs no more than its own.
    buffer += isTerminal ? [10] : [13, 10]
  }

  private mutating func appendObject(_ row: [ExportValue]) {
    for (index, value) in row.enumerated() {
      buffer.append(UInt8(ascii: index == 0 ? "{" : ","))
      buffer += keys[index]
      append(value)
    }
    buffer += [UInt8(ascii: "}"), 10]
  }

  private mutating func append(_ value: ExportValue) {
    switch value {
    case .null: buffer += "null".utf8
    case .integer(let number): buffer += String(number).utf8
    case .real(let number): buffer += (number.isFinite ? String(number) : "null").utf8
    case .text(let text): appendString(text)
    }
  }

  /// RFC 8259, section 7: quotation mark, backslash and control characters are escaped.
  private mutating func appendString(_ text: String) {
    let digits = Array("0123456789abcdef".utf8)
    buffer.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): buffer += [UInt8(ascii: "\\"), byte]
      case 10: buffer += "\\n".utf8
      case 0..<0x20, 0x7F:
        buffer += "\\u00".utf8
        buffer += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      default: buffer.append(byte)
      }
    }
    buffer.append(UInt8(ascii: "\""))
  }
}

/// One field of CSV (RFC 4180) that no spreadsheet runs.
enum CSVField {
  static func value(_ value: ExportValue) -> String {
    switch value {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number): number.isFinite ? String(number) : ""
    case .text(let text): self.text(text)
    }
  }

  /// Quoted where it has to be; what begins like a formula, after whatever blanks, is kept one text by an apostrophe.
  static func text(_ text: String) -> String {
    let safe = beginsLikeFormula(text) ? "'" + text : text
    let needsQuotes = safe.utf8.contains { [0x22, 0x2C, 0x0A, 0x0D, 0x09, 0x3B].contains($0) }
    guard needsQuotes || safe.hasPrefix(" ") || safe.hasSuffix(" ") else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }

  /// `= + - @`, also in full width, and the control characters that some programs take for the end of a field
  /// (OWASP, CSV Injection).
  private static func beginsLikeFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    if first.value < 0x20 { return true }
    let begin = text.unicodeScalars.first { !$0.properties.isWhitespace }
    return begin.map { "=+-@＝＋－＠".unicodeScalars.contains($0) } ?? false
  }
}
