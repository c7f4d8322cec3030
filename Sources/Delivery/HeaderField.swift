internal import Foundation

/// One line of a message's head, folded where it is long (RFC 5322 §2.2.3), in ASCII whatever it says (RFC 2047).
struct HeaderField: Sendable, Hashable {
  let name: String
  /// What stands behind the colon, in pieces that a fold may separate.
  private let pieces: [String]

  /// Lines of more than this are folded (RFC 5322 §2.1.1); those with encoded words at 76 (RFC 2047 §2).
  private static let width = 76

  /// Text for people: a subject.
  init(_ name: String, text: String) {
    self.name = name
    pieces = EncodedWord.pieces(of: HeaderText.inert(text), indent: name.utf8.count + 2)
  }

  /// What machines read: already ASCII, and never cut inside a piece.
  init(_ name: String, _ pieces: String...) {
    self.name = name
    self.pieces = pieces.map(HeaderText.inert)
  }

  /// A mailbox: `Name <address>`, the name encoded or quoted where it needs to be.
  init(_ name: String, name person: String, address: String) {
    self.name = name
    let person = HeaderText.inert(person)
    let address = "<\(HeaderText.inert(address))>"
    pieces =
      person.isEmpty
      ? [address]
      : EncodedWord.phrase(person, indent: name.utf8.count + 2) + [address]
  }

  /// With its line end.
  var line: String {
    var lines = [name + ":"]
    for piece in pieces {
      let last = lines.count - 1
      // A line of nothing but the name is not left behind: some readers lose such fields.
      if lines[last].utf8.count + 1 + piece.utf8.count <= Self.width || lines[last] == name + ":" {
        lines[last] += " " + piece
      } else {
        lines.append(" " + piece)
      }
    }
    return lines.joined(separator: "\r\n") + "\r\n"
  }
}

/// Text that can stand in a head at all.
enum HeaderText {
  /// One line: control characters and line ends of any kind become spaces, which are collapsed; bidirectional overrides go.
  static func inert(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0...0x20, 0x7F...0x9F, 0x2028, 0x2029:
        if let last = result.last, last != " " { result.append(" ") }
      case 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xE0000...0xE007F: continue
      default: result.append(scalar)
      }
    }
    if result.last == " " { result.removeLast() }
    return String(result)
  }
}

/// RFC 2047: text of any script in a head of ASCII.
enum EncodedWord {
  /// Bytes of one word in all, and what `=?utf-8?B?` and `?=` take of them.
  private static let longest = 75
  private static let frame = 12

  /// Unstructured text as words that folding may separate: as it is where it is plain, else encoded as a whole, since
  /// white space between two encoded words is not shown.
  static func pieces(of text: String, indent: Int) -> [String] {
    isPlain(text) ? text.split(separator: " ").map(String.init) : encoded(text, indent: indent)
  }

  /// A name before an address: an atom, a quoted string, or encoded words.
  static func phrase(_ text: String, indent: Int) -> [String] {
    guard isPlain(text) else { return encoded(text, indent: indent) }
    let isAtoms = text.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (65...90).contains(byte & 0xDF)
        || " !#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
    if isAtoms { return [text] }
    let escaped = text.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"")
    return ["\"\(escaped)\""]
  }

  /// Printable ASCII that nobody takes for an encoded word, in words that fit a line.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !text.contains("=?")
      && !text.utf8.split(separator: 0x20).contains { $0.count > 60 }
  }

  /// Whole characters in each word; a character longer than a word is cut between scalars, which every reader joins again.
  private static func encoded(_ text: String, indent: Int) -> [String] {
    var words: [String] = []
    var bytes: [UInt8] = []
    // The field's name stands before the first.
    func room() -> Int { (longest - frame - (words.isEmpty ? indent : 0)) / 4 * 3 }
    func flush() {
      guard !bytes.isEmpty else { return }
      words.append("=?utf-8?B?\(Data(bytes).base64EncodedString())?=")
      bytes = []
    }
    for character in text {
      let whole = Array(character.utf8)
      if bytes.count + whole.count > room() { flush() }
      if whole.count <= room() {
        bytes += whole
        continue
      }
      for scalar in character.unicodeScalars {
        let part = Array(String(scalar).utf8)
        if bytes.count + part.count > room() { flush() }
        bytes += part
      }
    }
    flush()
    return words
  }
}
