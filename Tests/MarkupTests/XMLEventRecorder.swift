import Markup

/// Writes events down, one a line; pieces of text that follow each other as one.
struct XMLEventRecorder: XMLEventHandler {
  private(set) var events: [String] = []
  /// Whether any text came as it stands in the document: libxml2's never does.
  private(set) var sawLastingText = false
  private var names: [String] = []
  private var text: [UInt8] = []

  mutating func code(local: String, prefix: String?, namespace: String?) -> Int {
    names.append((namespace ?? prefix ?? "") + "|" + local)
    return names.count - 1
  }

  mutating func start(_ code: Int, _ attributes: XMLAttributes) {
    flush()
    var line = "<" + names[code]
    attributes.forEach { line += " \($0)=\($1)" }
    events.append(line)
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isLasting: Bool) {
    text.append(contentsOf: bytes)
    if isLasting { sawLastingText = true }
  }

  mutating func end(_ code: Int) {
    flush()
    events.append(">")
  }

  private mutating func flush() {
    guard !text.isEmpty else { return }
    events.append("'" + String(decoding: text, as: UTF8.self))
    text = []
  }
}
