internal import Markup

/// Text out of attribute values and JSON strings.
enum PlainText {
  /// Without tags, entities (written twice over or not) and repeated white space.
  static func of(_ text: String) -> String {
    var text = text
    for _ in 0..<2 where text.holds(0x26) || text.holds(0x3C) {
      // References alone need no parser.
      guard text.holds(0x3C) else {
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
    var text = text
    return text.withUTF8 { isPlain($0) ? nil : squashed($0) } ?? text
  }

  private static func squashed(_ text: UnsafeBufferPointer<UInt8>) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    var pending = false
    var reader = ScalarReader(text, 0..<text.count)
    ScalarTable.shared.withView { table in
      while true {
        let run = reader.skipASCIIText()
        if !run.isEmpty {
          if pending, !output.isEmpty { output.append(0x20) }
          pending = false
          output.append(contentsOf: UnsafeBufferPointer(rebasing: text[run]))
          continue
        }
        guard let scalar = reader.next() else { return }
        let traits = table.look(at: scalar).traits
        if traits.contains(.space) || scalar < 0x20 {
          pending = true
        } else if !traits.contains(.invisible) {
          if pending, !output.isEmpty { output.append(0x20) }
          pending = false
          output.append(scalar: scalar)
        }
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Whether a text is ASCII with single spaces within: most addresses and names are.
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var reader = ScalarReader(text, 0..<text.count)
    return !text.isEmpty && reader.skipASCIIText().upperBound == text.count
  }
}
