internal import Markup

/// Text out of attribute values and JSON strings.
enum PlainText {
  /// Without tags, entities (written twice over or not) and repeated white space.
  static func of(_ text: String) -> String {
    var text = text
    for _ in 0..<2 where text.utf8.contains(0x26) || text.utf8.contains(0x3C) {
      // References alone need no parser.
      guard text.utf8.contains(0x3C) else {
        text = HTMLText.decodingReferences(text)
        continue
      }
      let document = HTMLDocument(text)
      text = document.nodes.isEmpty ? text : separated(document)
    }
    return squashed(text)
  }

  /// The texts of a document, those of different elements parted by a space.
  private static func separated(_ document: HTMLDocument) -> String {
    var bytes: [UInt8] = []
    for node in document.nodes {
      if node.tag == .text {
        bytes += document.bytes[node.text.asIndices]
      } else {
        bytes.append(0x20)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// One space for each run of white space, none at the ends.
  static func squashed(_ text: String) -> String {
    if isPlain(text) { return text }
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    var pending = false
    for scalar in text.unicodeScalars {
      let traits = ScalarTable.shared.traits(scalar.value)
      if traits.contains(.space) || scalar.value < 0x20 {
        pending = true
      } else if !traits.contains(.invisible) {
        if pending, !output.isEmpty { output.append(0x20) }
        pending = false
        output.append(scalar: scalar.value)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Whether a text is ASCII with single spaces within: most addresses and names are.
  private static func isPlain(_ text: String) -> Bool {
    var last: UInt8 = 0x20
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x7F, byte != 0x20 || last != 0x20 else { return false }
      last = byte
    }
    return last != 0x20
  }
}
