/// Appends nodes to a document in the order of their start tags.
struct HTMLTreeBuilder {
  private(set) var document = HTMLDocument()
  /// Open elements, outermost first.
  private var open: [Int32] = []
  private(set) var isFull = false

  var depth: Int { open.count }
  var lastElement: Int32 { open.last ?? -1 }
  /// The tag of the element that is open, the innermost one.
  var innermost: HTMLTag? { open.last.map { document.nodes[Int($0)].tag } }

  init(capacity: Int) {
    document.nodes.reserveCapacity(capacity / 40 + 16)
    document.attributes.reserveCapacity(capacity / 60 + 16)
    document.bytes.reserveCapacity(capacity + 64)
    open.reserveCapacity(64)
  }

  /// For markup whose attributes and texts the prefilter has listed.
  init(_ filter: borrowing HTMLListingWriter) {
    document.nodes.reserveCapacity(filter.marks.count + 16)
    document.attributes = filter.attributes
    document.bytes.reserveCapacity(filter.values.count + filter.referringBytes + 64)
    filter.values.withBytes { document.bytes.append(contentsOf: $0) }
    open.reserveCapacity(64)
  }

  mutating func start(_ tag: HTMLTag) {
    let at = Int32(document.attributes.count)
    start(tag, at..<at)
  }

  /// Starts an element with attributes that the document has.
  mutating func start(_ tag: HTMLTag, _ attributes: Range<Int32>) {
    let index = Int32(document.nodes.count)
    document.nodes.append(
      .init(
        tag: tag, parent: open.last ?? -1, end: index + 1, text: 0..<0, attributes: attributes))
    open.append(index)
    isFull = document.nodes.count >= HTMLLimits.nodes || document.bytes.count > Int(Int32.max) / 2
  }

  /// Adds an attribute to the element started last.
  mutating func attribute(_ name: HTMLAttributeName, _ value: UnsafeBufferPointer<UInt8>) {
    guard let element = open.last.map(Int.init) else { return }
    let start = Int32(document.bytes.count)
    document.bytes.append(contentsOf: value)
    document.attributes.append(.init(name: name, value: start..<Int32(document.bytes.count)))
    document.nodes[element].attributes =
      document.nodes[element].attributes.lowerBound..<Int32(document.attributes.count)
  }

  /// Adds text; runs that follow each other directly become one node.
  mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    let start = openText()
    document.bytes.append(contentsOf: text)
    setText(start..<Int32(document.bytes.count))
  }

  /// The same for a text that the document's bytes hold.
  mutating func text(_ text: Range<Int32>) {
    guard lastIsText else { return setText(text) }
    let start = openText()
    appendAgain(text)
    setText(start..<Int32(document.bytes.count))
  }

  /// Whether the last node is a text that what comes next continues.
  private var lastIsText: Bool {
    guard let last = document.nodes.last else { return false }
    return last.tag == .text && last.parent == lastElement
  }

  /// Where a text begins that is written at the end of the bytes: one that it continues is put there first.
  private mutating func openText() -> Int32 {
    guard lastIsText, let last = document.nodes.last else { return Int32(document.bytes.count) }
    if Int(last.text.upperBound) == document.bytes.count { return last.text.lowerBound }
    defer { appendAgain(last.text) }
    return Int32(document.bytes.count)
  }

  /// An array of its own, since the bytes would be copied as a whole while a slice of them is held.
  private mutating func appendAgain(_ range: Range<Int32>) {
    let again = Array(document.bytes[range.asIndices])
    document.bytes.append(contentsOf: again)
  }

  private mutating func setText(_ text: Range<Int32>) {
    if lastIsText {
      document.nodes[document.nodes.count - 1].text = text
      return
    }
    let index = Int32(document.nodes.count)
    document.nodes.append(
      .init(tag: .text, parent: lastElement, end: index + 1, text: text, attributes: 0..<0))
  }

  /// Closes the element opened last.
  mutating func end() {
    guard let element = open.popLast() else { return }
    document.nodes[Int(element)].end = Int32(document.nodes.count)
  }

  mutating func finished(asides: [HTMLDocument.Aside]) -> HTMLDocument {
    while !open.isEmpty { end() }
    document.isTruncated = isFull
    document.asides = asides
    return document
  }
}
