internal import CLibXML2

extension HTMLDocument {
  /// Parses a page of valid UTF-8. Never fails: what is no markup is text, what is nothing is no nodes.
  ///
  /// libxml2 tokenizes and repairs (2.9 and 2.14 differ in details of repair) and reports elements as they
  /// open and close; no tree of its own is built. Cost: about 1 ms for a news page of 150 KB, two thirds of
  /// it libxml2's; linear in the bytes for any input.
  package init(_ text: String) {
    var text = text
    self = text.withUTF8 { HTMLDocument(utf8: $0) }
  }

  /// The same of bytes, which must be sound UTF-8 (``ByteSurvey/isUTF8``).
  package init(utf8 source: UnsafeBufferPointer<UInt8>) {
    var filter = HTMLPrefilter(HTMLListingWriter(capacity: source.count))
    filter.run(source)
    var state = SAXState(filter.sink)
    filter.sink.output.withBytes { state.parse($0) }
    self = state.builder.finished(asides: filter.asides)
  }
}

/// What libxml2's callbacks work on.
private struct SAXState {
  var builder: HTMLTreeBuilder
  private var lists: HTMLMarkReader
  private var texts: HTMLMarkReader
  private var context: htmlParserCtxtPtr?

  init(_ listing: borrowing HTMLListingWriter) {
    builder = HTMLTreeBuilder(listing)
    lists = HTMLMarkReader(listing.lists)
    texts = HTMLMarkReader(listing.texts)
  }

  mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) {
    LibXML2.prepare()
    guard bytes.count < Int(Int32.max), let start = bytes.baseAddress, !bytes.isEmpty,
      let context = htmlNewParserCtxt()
    else { return }
    defer { htmlFreeParserCtxt(context) }
    self.context = context
    let handler = context.pointee.sax
    handler?.update(repeating: htmlSAXHandler(), count: 1)
    handler?.pointee.startElement = { state, name, _ in SAXState.at(state).pointee.start(name) }
    handler?.pointee.endElement = { state, _ in SAXState.at(state).pointee.builder.end() }
    handler?.pointee.characters = { state, text, count in
      SAXState.at(state).pointee.text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    let options =
      HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | UInt32(1 << 19)
    withUnsafeMutablePointer(to: &self) { state in
      context.pointee.userData = UnsafeMutableRawPointer(state)
      start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
        let tree = htmlCtxtReadMemory(
          context, start, Int32(bytes.count), nil, "utf-8", Int32(options))
        if let tree { xmlFreeDoc(tree) }
      }
    }
  }

  static func at(_ state: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<SAXState> {
    state.unsafelyUnwrapped.assumingMemoryBound(to: SAXState.self)
  }

  /// How much of the markup the parser has read: up to the `>` of a tag that it reports, or the end of a text.
  @inline(__always) private var place: Int {
    guard let input = context?.pointee.input?.pointee else { return 0 }
    return Int(input.consumed) + (input.cur - input.base)
  }

  private mutating func start(_ name: UnsafePointer<xmlChar>?) {
    builder.start(HTMLTag(name: name.buffer))
    if let list = lists.content(endingAt: place) { builder.attributes(list) }
    if builder.isFull, let context { xmlStopParser(context) }
    if builder.depth > HTMLLimits.depth { flatten(name) }
  }

  private mutating func text(_ text: UnsafeBufferPointer<UInt8>) {
    if text.count == 1, text[0] == HTMLListingWriter.textMark,
      let known = texts.content(endingAt: place)
    {
      builder.text(known)
    } else {
      builder.text(text)
    }
  }

  /// Takes the element just opened off the parser's stack of open elements, so that hostile nesting costs
  /// neither stack nor time: every end tag is looked up in that stack. Void elements leave it by themselves.
  private mutating func flatten(_ name: UnsafePointer<xmlChar>?) {
    guard let context, context.pointee.nameNr > 1,
      htmlTagLookup(name).map({ $0.pointee.empty == 0 }) ?? true
    else { return }
    context.pointee.nameNr -= 1
    context.pointee.name = context.pointee.nameTab[Int(context.pointee.nameNr) - 1]
    builder.end()
  }
}

extension Optional<UnsafePointer<xmlChar>> {
  /// The bytes of a C string, empty for none.
  var buffer: UnsafeBufferPointer<UInt8> {
    guard let self else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(start: self, count: Int(xmlStrlen(self)))
  }
}
