/// Appends nodes to a document in the order of their start tags.
struct HTMLTreeBuilder {
  private(set) var document = HTMLDocument()
  /// Open elements, outermost first.
  private var open: [Int32] = []
  /// Attributes by their number, where the prefilter has listed them.
  private var lists: [Range<Int32>] = []
  private(set) var isFull = false

  var depth: Int { open.count }
  var lastElement: Int32 { open.last ?? -1 }

  init(capacity: Int) {
    document.nodes.reserveCapacity(capacity / 40 + 16)
    document.attributes.reserveCapacity(capacity / 60 + 16)
    document.bytes.reserveCapacity(capacity + 64)
    open.reserveCapacity(64)
  }

  /// For markup whose attributes the prefilter has listed.
  init(_ filter: HTMLListingWriter) {
    self.init(capacity: filter.output.count)
    document.attributes = filter.attributes
    document.bytes = filter.values
    document.bytes.reserveCapacity(filter.values.count + filter.output.count)
    lists = filter.lists
  }

  mutating func start(_ tag: HTMLTag) {
    let index = Int32(document.nodes.count)
    let at = Int32(document.attributes.count)
    document.nodes.append(
      .init(tag: tag, parent: open.last ?? -1, end: index + 1, text: 0..<0, attributes: at..<at))
    open.append(index)
    isFull = document.nodes.count >= HTMLLimits.nodes || document.bytes.count > Int(Int32.max) / 2
  }

  /// Gives the element started last the attributes of a list.
  mutating func attributes(list: Int) {
    guard lists.indices.contains(list), let element = open.last else { return }
    document.nodes[Int(element)].attributes = lists[list]
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
    let start = Int32(document.bytes.count)
    document.bytes.append(contentsOf: text)
    let end = Int32(document.bytes.count)
    if let last = document.nodes.last, last.tag == .text, last.parent == open.last ?? -1,
      last.text.upperBound == start
    {
      document.nodes[document.nodes.count - 1].text = last.text.lowerBound..<end
      return
    }
    let index = Int32(document.nodes.count)
    document.nodes.append(
      .init(
        tag: .text, parent: open.last ?? -1, end: index + 1, text: start..<end, attributes: 0..<0))
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
