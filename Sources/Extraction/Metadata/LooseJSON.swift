/// JSON as pages embed it: comments, trailing commas, raw line breaks and a missing end are let pass.
///
/// Objects keep the order of their keys. Nesting beyond 64 levels reads as null.
enum LooseJSON: Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([LooseJSON])
  case object([(key: String, value: LooseJSON)])

  init(_ bytes: [UInt8]) {
    self = bytes.withUnsafeBufferPointer { raw in
      var reader = Reader(bytes: raw)
      return reader.value(depth: 0)
    }
  }

  subscript(key: String) -> LooseJSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var string: String? {
    switch self {
    case .string(let text): text
    case .number(let text): text
    default: nil
    }
  }

  /// The elements of an array; itself otherwise.
  var elements: [LooseJSON] {
    if case .array(let elements) = self { elements } else { [self] }
  }

  private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func skipBlanks() {
      while let byte = peek {
        if byte == 0x2F, at + 1 < bytes.count, bytes[at + 1] == 0x2A || bytes[at + 1] == 0x2F {
          skipComment(bytes[at + 1])
        } else if byte <= 0x20 || byte == 0x3B || byte == 0xEF || byte == 0xBB || byte == 0xBF {
          at += 1
        } else {
          return
        }
      }
    }

    private mutating func skipComment(_ kind: UInt8) {
      at += 2
      while let byte = peek {
        at += 1
        if kind == 0x2F, byte == 0x0A { return }
        if kind == 0x2A, byte == 0x2A, peek == 0x2F {
          at += 1
          return
        }
      }
    }

    mutating func value(depth: Int) -> LooseJSON {
      skipBlanks()
      switch peek {
      case nil: return .null
      case 0x7B: return depth < 64 ? object(depth: depth) : skipped()
      case 0x5B: return depth < 64 ? array(depth: depth) : skipped()
      case 0x22: return .string(string())
      default: return word()
      }
    }

    /// Everything is too deep from here on: gives up on the rest.
    private mutating func skipped() -> LooseJSON {
      at = bytes.count
      return .null
    }

    private mutating func object(depth: Int) -> LooseJSON {
      var members: [(key: String, value: LooseJSON)] = []
      at += 1
      while true {
        skipBlanks()
        guard let byte = peek else { break }
        if byte == 0x7D {
          at += 1
          break
        }
        guard byte == 0x22 else {
          at += 1
          continue
        }
        let key = string()
        skipBlanks()
        guard peek == 0x3A else { continue }
        at += 1
        members.append((key, value(depth: depth + 1)))
      }
      return .object(members)
    }

    private mutating func array(depth: Int) -> LooseJSON {
      var elements: [LooseJSON] = []
      at += 1
      while true {
        skipBlanks()
        guard let byte = peek else { break }
        if byte == 0x5D {
          at += 1
          break
        }
        if byte == 0x2C || byte == 0x7D || byte == 0x3A {
          at += 1
          continue
        }
        elements.append(value(depth: depth + 1))
      }
      return .array(elements)
    }

    private mutating func word() -> LooseJSON {
      let start = at
      while let byte = peek, byte > 0x20, byte != 0x2C, byte != 0x7D, byte != 0x5D, byte != 0x3A {
        at += 1
      }
      if at == start { at += 1 }
      let text = String(decoding: bytes[start..<min(at, bytes.count)], as: UTF8.self)
      switch text {
      case "true": return .bool(true)
      case "false": return .bool(false)
      case "null": return .null
      default: return .number(text)
      }
    }

    private mutating func string() -> String {
      at += 1
      let start = at
      at = bytes.first(ofEither: 0x22, 0x5C, from: at)
      if peek != 0x5C {
        defer { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
      }
      var text = Array(bytes[start..<at])
      while peek == 0x5C {
        at += 1
        escape(&text)
        let end = bytes.first(ofEither: 0x22, 0x5C, from: at)
        text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[at..<end]))
        at = end
      }
      at += 1
      return String(decoding: text, as: UTF8.self)
    }

    private mutating func escape(_ text: inout [UInt8]) {
      guard let byte = peek else { return }
      at += 1
      switch byte {
      case 0x6E: text.append(0x0A)
      case 0x74: text.append(0x09)
      case 0x72, 0x62, 0x66: text.append(0x20)
      case 0x75: text.append(scalar: codePoint())
      default: text.append(byte)
      }
    }

    /// `XXXX` after `\u`, with the second half of a surrogate pair if there is one.
    private mutating func codePoint() -> UInt32 {
      let first = unit()
      guard (0xD800..<0xE000).contains(first) else { return first }
      guard first < 0xDC00, at + 1 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] == 0x75 else {
        return 0xFFFD
      }
      let mark = at
      at += 2
      let second = unit()
      guard (0xDC00..<0xE000).contains(second) else {
        at = mark
        return 0xFFFD
      }
      return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }

    private mutating func unit() -> UInt32 {
      var value: UInt32 = 0
      for _ in 0..<4 {
        guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
          return 0xFFFD
        }
        value = value << 4 | UInt32(digit)
        at += 1
      }
      return value
    }
  }
}
