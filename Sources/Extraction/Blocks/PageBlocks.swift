internal import Markup

/// A block-level element.
struct Container: Sendable {
  /// Index of the enclosing container; -1 at the root.
  var parent: Int32
  var tag: HTMLTag
  var bits: ClassBits
  /// Hash of class and id without figures: the same for look-alikes that are numbered. 0 without a name.
  var name: UInt64
  /// ... of the class alone.
  var kind: UInt64
  /// ``FeatureTemplate/tellingBit(_:)`` of its tag.
  var telling: UInt32
  /// The blocks inside, by index.
  var blocks: Range<Int32>
  /// Index of its element in the document.
  var element: Int32
  var depth: Int32
  /// Images, videos and frames inside.
  var images: Int32 = 0
  /// Length of all text inside, in units.
  var units: Int32 = 0
  var linkUnits: Int32 = 0
  /// Length of the paragraph-like text inside.
  var goodUnits: Int32 = 0
}

/// A run of text between the edges of block-level elements: what a reader sees as a paragraph or a label.
struct Block: Sendable {
  /// The innermost container.
  var container: Int32
  var tag: HTMLTag
  /// Squashed text, in ``PageBlocks/text``.
  var text: Range<Int32>
  /// Length in Latin-letter equivalents (``Tokens/units(of:)``).
  var units: Int32
  var linkUnits: Int32
  var strongUnits: Int32
  var links: Int32
  /// Whether its first and its last sign stand in a link.
  var edges: EdgeMarks
  /// Class bits of the inline elements inside.
  var inlineBits: ClassBits
  /// Element index of the first `<time>` inside, or -1.
  var time: Int32
  /// Element index of the first text node.
  var start: Int32
  /// Index after its last text node.
  var end: Int32
  var measures = TextMeasures()
  /// In ``PageBlocks/tokens``.
  var tokens: Range<Int32> = 0..<0
  /// The container that holds it and its likes: the parent's for paragraphs.
  var home: Int32 = 0
  /// Number of its look-alikes' class: same tag and class inside the same kind of parent.
  var look: Int32 = 0
  var textHash: UInt64 = 0

  var linkShare: Float { Float(linkUnits) / Float(max(units, 1)) }
}

/// How a block begins and ends.
struct EdgeMarks: OptionSet, Sendable {
  let rawValue: UInt8

  static let opensInLink = EdgeMarks(rawValue: 1)
  static let closesInLink = EdgeMarks(rawValue: 2)
}

/// A page's text as a flat array of blocks, and the containers they lie in.
struct PageBlocks: Sendable {
  var containers: [Container] = []
  var blocks: [Block] = []
  /// The blocks' text, one after the other.
  var text: [UInt8] = []
  /// The blocks' tokens, one block after the other.
  var tokens: [UInt32] = []
  /// How often a control character follows a Latin-1 letter: what ``DoubleEncoding`` leaves of an apostrophe.
  var brokenSigns = 0

  /// Blocks per page. The longest of 2,000 news pages had 9,400.
  static let limit = 30_000

  init(_ document: HTMLDocument) {
    var builder = BlockBuilder(document)
    document.bytes.withUnsafeBufferPointer { bytes in
      document.nodes.withUnsafeBufferPointer { nodes in
        document.attributes.withUnsafeBufferPointer {
          builder.run(BlockBuilder.Source(nodes: nodes, attributes: $0, bytes: bytes))
        }
      }
    }
    containers = builder.containers
    blocks = builder.blocks
    text = builder.text
    brokenSigns = builder.brokenSigns
    measure()
  }

  func text(of block: Block) -> String {
    // Put together from scalars.
    text.withUnsafeBufferPointer {
      UTF8Text.string(UnsafeBufferPointer(rebasing: $0[block.text.asIndices]))
    }
  }

  func tokens(of block: Block) -> ArraySlice<UInt32> { tokens[block.tokens.asIndices] }

  private mutating func measure() {
    TextScanner.with { scanner in
      text.withUnsafeBufferPointer { bytes in
        for index in blocks.indices {
          let range = blocks[index].text.asIndices
          let (measures, tokens) = scanner.measure(bytes, range)
          blocks[index].measures = measures
          blocks[index].tokens = tokens
          blocks[index].textHash = StringHash.wide(UnsafeBufferPointer(rebasing: bytes[range]))
        }
      }
      tokens = scanner.tokens
    }
  }
}

/// Walks a document once and cuts its text into blocks.
private struct BlockBuilder {
  /// A document's arrays, without their checks: what they hold of each other is within them.
  struct Source {
    let nodes: UnsafeBufferPointer<HTMLDocument.Node>
    let attributes: UnsafeBufferPointer<HTMLDocument.Attribute>
    let bytes: UnsafeBufferPointer<UInt8>
  }

  private let table = ScalarTable.shared
  var containers: [Container] = []
  var blocks: [Block] = []
  var text: [UInt8] = []
  var brokenSigns = 0
  private var open: [Frame] = []
  private var names = NameCache()
  private var current = Current()
  private var links = 0
  private var strongs = 0

  /// An open element.
  private struct Frame {
    var end: Int32
    /// The container it is, or -1 for an inline element.
    var container: Int32
    var isLink: Bool
    var isStrong: Bool
  }

  /// The block being collected.
  private struct Current {
    var start: Int32 = 0
    var units: Int32 = 0
    var linkUnits: Int32 = 0
    var strongUnits: Int32 = 0
    var links: Int32 = 0
    var edges: EdgeMarks = []
    var inlineBits: ClassBits = []
    var time: Int32 = -1
    var firstNode: Int32 = -1
    var lastNode: Int32 = -1
    var pendingSpace = false
    var afterBreak = false
    var hasWord = false
  }

  init(_ document: HTMLDocument) {
    blocks.reserveCapacity(256)
    containers.reserveCapacity(512)
    text.reserveCapacity(document.bytes.count / 2)
  }

  mutating func run(_ source: Source) {
    let nodes = source.nodes
    var index = 0
    while index < nodes.count, blocks.count < PageBlocks.limit {
      close(upTo: Int32(index))
      let node = nodes[index]
      index =
        node.tag == .text ? appendText(node, index, source.bytes) : enter(node, index, source)
    }
    close(upTo: Int32.max)
  }

  private mutating func close(upTo index: Int32) {
    while let frame = open.last, frame.end <= index {
      open.removeLast()
      if frame.isLink { links -= 1 }
      if frame.isStrong { strongs -= 1 }
      guard frame.container >= 0 else { continue }
      flush(into: frame.container)
      let container = Int(frame.container)
      containers[container].blocks =
        containers[container].blocks.lowerBound..<Int32(blocks.count)
    }
  }

  private var innermost: Int32 { open.last { $0.container >= 0 }?.container ?? -1 }

  /// Opens an element; returns the index to go on with, after it if it is never read.
  private mutating func enter(
    _ node: HTMLDocument.Node, _ index: Int, _ source: Source
  ) -> Int {
    if node.tag.isPicture, let container = openContainer { containers[container].images += 1 }
    if node.tag.isSkipped, !(node.tag.mayHoldText && holdsParagraph(node, index, source.nodes)) {
      return Int(node.end)
    }
    let marks = ElementMarks(node, source, &names)
    if node.tag.isBlock {
      enterBlock(node, index, marks)
      return index + 1
    }
    if marks.isHidden || marks.isPopUp { return Int(node.end) }
    enterInline(node, index, marks)
    return index + 1
  }

  private var openContainer: Int? { innermost >= 0 ? Int(innermost) : nil }

  private func holdsParagraph(
    _ node: HTMLDocument.Node, _ index: Int, _ nodes: UnsafeBufferPointer<HTMLDocument.Node>
  ) -> Bool {
    nodes[index..<Int(node.end)].contains { $0.tag == .p }
  }

  private mutating func enterBlock(_ node: HTMLDocument.Node, _ index: Int, _ marks: ElementMarks) {
    let parent = innermost
    flush(into: parent)
    var bits = node.tag == .body || node.tag == .html ? [] : marks.bits
    bits.formUnion(marks.roleBits)
    if marks.isHidden || marks.isHiddenFromReaders { bits.insert(.hidden) }
    let me = Int32(containers.count)
    let at = Int32(blocks.count)
    containers.append(
      Container(
        parent: parent, tag: node.tag, bits: bits, name: marks.name, kind: marks.kind,
        telling: FeatureTemplate.tellingBit(node.tag), blocks: at..<at,
        element: Int32(index), depth: parent >= 0 ? containers[Int(parent)].depth + 1 : 0))
    open.append(Frame(end: node.end, container: me, isLink: false, isStrong: false))
  }

  private mutating func enterInline(_ node: HTMLDocument.Node, _ index: Int, _ marks: ElementMarks)
  {
    var frame = Frame(end: node.end, container: -1, isLink: false, isStrong: false)
    switch node.tag {
    case .br:
      if current.afterBreak { flush(into: innermost) } else { noteBreak() }
    case .a:
      frame.isLink = true
      links += 1
      current.links += 1
    case .b, .strong, .em, .i:
      frame.isStrong = true
      strongs += 1
    case .time: if current.time < 0 { current.time = Int32(index) }
    default: break
    }
    current.inlineBits.formUnion(marks.bits)
    if node.end > Int32(index) + 1 { open.append(frame) } else { leave(frame) }
  }

  private mutating func leave(_ frame: Frame) {
    if frame.isLink { links -= 1 }
    if frame.isStrong { strongs -= 1 }
  }

  /// A line break parts words; a second one parts paragraphs.
  private mutating func noteBreak() {
    guard text.count > Int(current.start) else { return }
    current.pendingSpace = true
    current.afterBreak = true
  }

  private mutating func appendText(
    _ node: HTMLDocument.Node, _ index: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    // Most texts are the blank between two tags.
    if node.text.count == 1, Self.isBlank(bytes[Int(node.text.lowerBound)]) {
      current.pendingSpace = true
      return index + 1
    }
    var reader = ScalarReader(bytes, node.text.asIndices)
    var units: Int32 = 0
    var hasPrinted = false
    // Printed signs that lie side by side and are yet to be copied.
    var printed = reader.offset..<reader.offset
    while true {
      var start = reader.offset
      let run = reader.skipASCIIText()
      if !run.isEmpty {
        if printed.upperBound < start || printed.isEmpty || current.pendingSpace {
          units += separate(from: bytes, &printed)
          printed = start..<start
        }
        printed = printed.lowerBound..<reader.offset
        units += Int32(run.count)
        hasPrinted = true
        if !current.hasWord { current.hasWord = bytes[run].contains { table.isWord($0) } }
        start = reader.offset
      }
      guard let raw = reader.next() else { break }
      let isControl = raw >= 0x80 && raw < 0xA0
      if isControl { copy(bytes, &printed) }
      let scalar = isControl ? control(raw) : raw
      let traits = table.traits(scalar)
      if traits.contains(.space) {
        current.pendingSpace = true
        continue
      }
      if traits.contains(.invisible) || scalar < 0x20 { continue }
      if printed.upperBound < start || printed.isEmpty || current.pendingSpace {
        units += separate(from: bytes, &printed)
        printed = start..<start
      }
      hasPrinted = true
      if traits.contains(.word) { current.hasWord = true }
      units += Int32(Tokens.units(traits))
      if isControl || scalar == 0xFFFD {
        // What it stands for, or what stands for bytes that are no sign.
        copy(bytes, &printed)
        text.append(scalar: scalar)
        printed = reader.offset..<reader.offset
      } else {
        units += passSigns(&reader)
        printed = printed.lowerBound..<reader.offset
      }
    }
    copy(bytes, &printed)
    if hasPrinted {
      current.afterBreak = false
      if current.firstNode < 0 { open(at: index) }
      if links > 0 {
        current.edges.insert(.closesInLink)
      } else {
        current.edges.remove(.closesInLink)
      }
      current.lastNode = Int32(index)
    }
    current.units += units
    if links > 0 { current.linkUnits += units }
    if strongs > 0 { current.strongUnits += units }
    return index + 1
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// What a control character stands for.
  private mutating func control(_ raw: UInt32) -> UInt32 {
    if text.count >= 2, text[text.count - 2] == 0xC3, text[text.count - 1] >= 0x82 {
      brokenSigns += 1
    }
    return WindowsControls.scalar(raw)
  }

  private mutating func open(at index: Int) {
    current.firstNode = Int32(index)
    if links > 0 { current.edges.insert(.opensInLink) }
  }

  /// Passes over signs that are printed as they stand, within a word mostly; returns their units.
  @inline(__always) private mutating func passSigns(_ reader: inout ScalarReader) -> Int32 {
    var units: Int32 = 0
    while let byte = reader.peek {
      if byte &- 0x21 < 0x5E {
        if !current.hasWord, table.isWord(byte) { current.hasWord = true }
        reader.skipByte()
        units += 1
        continue
      }
      // From U+00C0 on there are no controls.
      var ahead = reader
      guard byte >= 0xC3, let scalar = ahead.next(), scalar != 0xFFFD else { break }
      let traits = table.traits(scalar)
      guard traits.isDisjoint(with: [.space, .invisible]) else { break }
      if traits.contains(.word) { current.hasWord = true }
      units += Int32(Tokens.units(traits))
      reader = ahead
    }
    return units
  }

  private mutating func copy(_ bytes: UnsafeBufferPointer<UInt8>, _ range: inout Range<Int>) {
    guard !range.isEmpty else { return }
    text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[range]))
    range = range.upperBound..<range.upperBound
  }

  /// Writes what is printed so far and the space that is due; returns its units.
  private mutating func separate(
    from bytes: UnsafeBufferPointer<UInt8>, _ printed: inout Range<Int>
  ) -> Int32 {
    copy(bytes, &printed)
    guard current.pendingSpace else { return 0 }
    current.pendingSpace = false
    guard text.count > Int(current.start) else { return 0 }
    text.append(0x20)
    return 1
  }

  /// Ends the current block, if it has any word in it.
  private mutating func flush(into container: Int32) {
    defer {
      current = Current()
      current.start = Int32(text.count)
    }
    guard current.hasWord, container >= 0 else {
      text.removeSubrange(Int(current.start)..<text.count)
      return
    }
    blocks.append(
      Block(
        container: container, tag: containers[Int(container)].tag,
        text: current.start..<Int32(text.count), units: max(current.units, 1),
        linkUnits: min(current.linkUnits, current.units), strongUnits: current.strongUnits,
        links: current.links, edges: current.edges, inlineBits: current.inlineBits,
        time: current.time,
        start: current.firstNode, end: current.lastNode + 1))
  }
}

/// What the classes and ids of a page mean; most occur many times.
private struct NameCache {
  private var numbers = FlatMap(capacity: 256)
  private var names: [Name] = []
  private var popUps = FlatMap(capacity: 64)

  struct Name {
    var bits: ClassBits
    /// ``ClassLexicon/kind(of:)``
    var kind: UInt64
  }

  mutating func name(_ value: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Name {
    if let number = numbers.value(of: hash) { return names[Int(number)] }
    let found = Name(bits: ClassLexicon.bits(of: value), kind: ClassLexicon.kind(of: value))
    numbers[hash, default: 0] = Int32(names.count)
    names.append(found)
    return found
  }

  mutating func isPopUp(_ value: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Bool {
    if let known = popUps.value(of: hash) { return known != 0 }
    let found = ClassLexicon.isPopUp(value)
    popUps[hash, default: 0] = found ? 1 : 0
    return found
  }
}

/// What an element's attributes say.
private struct ElementMarks {
  var bits: ClassBits = []
  var roleBits: ClassBits = []
  var name: UInt64 = 0
  var kind: UInt64 = 0
  var isHidden = false
  var isHiddenFromReaders = false
  var isPopUp = false

  init(
    _ node: HTMLDocument.Node, _ source: BlockBuilder.Source, _ names: inout NameCache
  ) {
    guard !node.attributes.isEmpty else { return }
    var hash = StringHash()
    for at in node.attributes.asIndices {
      let attribute = source.attributes[at]
      let value = UnsafeBufferPointer(rebasing: source.bytes[attribute.value.asIndices])
      switch attribute.name {
      case .class, .id:
        let whole = StringHash.wide(value)
        let found = names.name(value, whole)
        bits.formUnion(found.bits)
        hash.add(found.kind)
        hash.add(UInt8(attribute.name == .id ? 1 : 2))
        if attribute.name == .class { kind = found.kind }
        if !node.tag.isBlock, names.isPopUp(value, whole) { isPopUp = true }
      case .itemprop:
        roleBits.formUnion(ClassLexicon.bits(itemprop: String(decoding: value, as: UTF8.self)))
      case .role:
        roleBits.formUnion(ClassLexicon.bits(role: String(decoding: value, as: UTF8.self)))
      case .hidden: isHidden = true
      case .ariaHidden: if value.elementsEqual("true".utf8) { isHiddenFromReaders = true }
      case .style: if Self.hides(value) { isHidden = true }
      default: break
      }
    }
    name = hash.value
  }

  /// `display:none` or `visibility:hidden`, blanks and case aside.
  private static func hides(_ style: UnsafeBufferPointer<UInt8>) -> Bool {
    guard style.contains(0x3A) else { return false }
    var plain: [UInt8] = []
    plain.reserveCapacity(style.count)
    for byte in style where byte > 0x20 { plain.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
    return plain.withUnsafeBufferPointer {
      $0.holds("display:none") || $0.holds("visibility:hidden")
    }
  }
}

/// `&#128;` to `&#159;` mean Windows-1252 on the web, not control characters (HTML, 13.2.5.80).
enum WindowsControls {
  private static let table: [UInt32] = [
    0x20AC, 0x20, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152,
    0x20, 0x017D, 0x20, 0x20, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122,
    0x0161, 0x203A, 0x0153, 0x20, 0x017E, 0x0178,
  ]

  static func scalar(_ control: UInt32) -> UInt32 { table[Int(control - 0x80)] }
}

extension HTMLTag {
  /// Whether its edges end a block.
  var isBlock: Bool {
    switch self {
    case .custom, .html, .body: true
    default: ordinal >= HTMLTag.address.ordinal && ordinal <= HTMLTag.ul.ordinal
    }
  }

  /// Whether what is inside is not read.
  var isSkipped: Bool {
    switch self {
    case .script, .style, .noscript, .template, .svg, .iframe, .object, .embed, .select, .option,
      .input, .textarea, .button, .canvas, .audio, .video, .map, .head, .datalist, .dialog:
      true
    default: false
    }
  }

  /// Skipped only if no paragraph is inside.
  var mayHoldText: Bool {
    switch self {
    case .button, .select, .object, .map: true
    default: false
    }
  }

  var isPicture: Bool { self == .img || self == .picture || self == .video || self == .iframe }
  var isHeading: Bool { ordinal >= HTMLTag.h1.ordinal && ordinal <= HTMLTag.h6.ordinal }
}
