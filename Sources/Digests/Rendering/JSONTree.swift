internal import struct Foundation.Date
internal import NewsModel

/// JSON whose members keep their order, so that equal values are equal bytes.
indirect enum JSONTree {
  case text(String)
  case number(Int)
  case flag(Bool)
  case null
  /// A number as it is to be written.
  case verbatim(String)
  case array([JSONTree])
  case object([(String, JSONTree)])

  static func time(_ date: Date) -> JSONTree { .text(Timestamp.string(from: date)) }

  func written() -> String {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8], indent: Int) {
    switch self {
    case .text(let text): Self.write(text, to: &bytes)
    case .number(let value): bytes += Array(String(value).utf8)
    case .flag(let value): bytes += Array((value ? "true" : "false").utf8)
    case .null: bytes += Array("null".utf8)
    case .verbatim(let text): bytes += Array(text.utf8)
    case .array(let items):
      Self.write(items.map { (nil, $0) }, between: ("[", "]"), to: &bytes, indent: indent)
    case .object(let members):
      Self.write(members.map { ($0.0, $0.1) }, between: ("{", "}"), to: &bytes, indent: indent)
    }
  }

  private static func write(
    _ members: [(String?, JSONTree)], between ends: (String, String), to bytes: inout [UInt8],
    indent: Int
  ) {
    bytes += Array(ends.0.utf8)
    for (index, member) in members.enumerated() {
      bytes += Array((index == 0 ? "\n" : ",\n").utf8)
      bytes += [UInt8](repeating: 0x20, count: indent + 2)
      if let name = member.0 {
        write(name, to: &bytes)
        bytes += Array(": ".utf8)
      }
      member.1.write(to: &bytes, indent: indent + 2)
    }
    if !members.isEmpty {
      bytes.append(0x0A)
      bytes += [UInt8](repeating: 0x20, count: indent)
    }
    bytes += Array(ends.1.utf8)
  }

  /// Quotes, backslashes, controls, and what a terminal or a script could trip over.
  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(0x22)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += Array("\\\"".utf8)
      case "\\": bytes += Array("\\\\".utf8)
      case "\n": bytes += Array("\\n".utf8)
      case "\t": bytes += Array("\\t".utf8)
      case _ where isEscaped(scalar.value):
        let digits = String(scalar.value, radix: 16)
        bytes += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
      default: bytes += Array(String(scalar).utf8)
      }
    }
    bytes.append(0x22)
  }

  private static func isEscaped(_ value: UInt32) -> Bool {
    switch value {
    case 0...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}

/// Numbers with one decimal at most, as digests show means.
enum Decimals {
  static func string(_ value: Double) -> String {
    let tenths = Int((min(max(value, -1e12), 1e12) * 10).rounded())
    return tenths % 10 == 0
      ? String(tenths / 10)
      : (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
