internal import CLibXML2

/// What an XPath expression found.
package struct HTMLSelection: Sendable, Hashable {
  /// Indices of the selected elements and texts, in document order.
  package var nodes: [Int] = []
  /// The string values of what was selected: of attributes, of computed strings, and of elements.
  package var strings: [String] = []

  package init() {}
}

/// Why a selector cannot be used.
package struct SelectorError: Error, Hashable, Sendable {
  package enum Code: String, Sendable { case invalidXPath, invalidCSS }
  package var code: Code
  /// A sentence that names the selector and says what is wrong.
  package var message: String
}

extension HTMLDocument {
  /// Parses a page and evaluates selectors on it; `selections` holds the results in their order.
  ///
  /// A selector is XPath when it begins with `/`, `(`, `.` + `/` or a function call, else CSS
  /// (``CSSSelector``). This builds libxml2's own tree, which costs twice what ``init(_:)`` does, and keeps
  /// all attributes.
  package init(_ text: String, selecting selectors: [String]) throws(SelectorError) {
    var expressions: [String] = []
    for selector in selectors { expressions.append(try HTMLDocument.xpath(for: selector)) }
    var filter = HTMLPrefilter(HTMLMarkupWriter(keepsAll: true))
    var text = text
    text.withUTF8 { filter.run($0) }
    guard let tree = LibXMLTree(filter.sink.output) else {
      self = HTMLDocument()
      asides = filter.asides
      return
    }
    var found: [LibXMLTree.Found] = []
    for (selector, expression) in zip(selectors, expressions) {
      found.append(try tree.evaluate(expression, as: selector))
    }
    self = tree.flattened(asides: filter.asides, marking: found)
  }

  /// The XPath that a configured selector stands for.
  package static func xpath(for selector: String) throws(SelectorError) -> String {
    let trimmed = selector.drop { $0 == " " || $0 == "\n" || $0 == "\t" }
    for start in ["/", "(", "./", "string(", "concat(", "normalize-space(", "descendant::"]
    where trimmed.hasPrefix(start) {
      return String(trimmed)
    }
    return try CSSSelector(String(trimmed)).xpath
  }
}

/// One owner of one libxml2 tree.
private struct LibXMLTree: ~Copyable {
  struct Found {
    var nodes: Set<UnsafeMutableRawPointer> = []
    var strings: [String] = []
  }

  private let document: htmlDocPtr

  init?(_ bytes: [UInt8]) {
    guard !bytes.isEmpty, bytes.count < Int(Int32.max) else { return nil }
    let options =
      HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | UInt32(1 << 19)
    LibXML2.prepare()
    let parsed = bytes.withUnsafeBytes { raw in
      htmlReadMemory(
        raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(raw.count), nil, "utf-8",
        Int32(options))
    }
    guard let parsed else { return nil }
    document = parsed
  }

  deinit { xmlFreeDoc(document) }

  /// Limits: 10 million XPath operations, so that no expression runs for minutes.
  borrowing func evaluate(_ expression: String, as selector: String) throws(SelectorError) -> Found
  {
    var found = Found()
    guard let context = xmlXPathNewContext(document) else { return found }
    defer { xmlXPathFreeContext(context) }
    context.pointee.opLimit = 10_000_000
    context.pointee.error = { _, _ in }
    guard let result = xmlXPathEvalExpression(expression, context) else {
      throw SelectorError(
        code: .invalidXPath,
        message: "The selector `\(selector)` is not valid XPath (read as `\(expression)`).")
    }
    defer { xmlXPathFreeObject(result) }
    if result.pointee.type != XPATH_NODESET {
      found.strings = [Self.string(xmlXPathCastToString(result))]
      return found
    }
    guard let set = result.pointee.nodesetval, let table = set.pointee.nodeTab else { return found }
    for index in 0..<Int(set.pointee.nodeNr) {
      guard let node = table[index] else { continue }
      found.nodes.insert(UnsafeMutableRawPointer(node))
      found.strings.append(Self.string(xmlXPathCastNodeToString(node)))
    }
    return found
  }

  private static func string(_ text: UnsafeMutablePointer<xmlChar>?) -> String {
    guard let text else { return "" }
    defer { tidings_xml_free(text) }
    return String(cString: text)
  }

  /// The flat document, and where in it the found nodes came to lie. Iterative: no depth is too deep.
  borrowing func flattened(
    asides: [HTMLDocument.Aside], marking found: [Found]
  ) -> HTMLDocument {
    var builder = HTMLTreeBuilder(capacity: 1 << 16)
    var selections = found.map { entry in
      var selection = HTMLSelection()
      selection.strings = entry.strings
      return selection
    }
    let isMarking = found.contains { !$0.nodes.isEmpty }
    var next = xmlDocGetRootElement(document)
    while let node = next, !builder.isFull {
      if isMarking {
        for (which, entry) in found.enumerated()
        where entry.nodes.contains(UnsafeMutableRawPointer(node)) {
          selections[which].nodes.append(builder.document.nodes.count)
        }
      }
      next = builder.append(node)
    }
    var flat = builder.finished(asides: asides)
    flat.selections = selections
    for which in flat.selections.indices {
      flat.selections[which].nodes.removeAll { $0 >= flat.nodes.count }
    }
    return flat
  }
}

extension HTMLTreeBuilder {
  /// Appends `node`, closes what ends with it, and gives the node that follows in document order.
  fileprivate mutating func append(_ node: xmlNodePtr) -> xmlNodePtr? {
    if node.pointee.type == XML_ELEMENT_NODE {
      start(HTMLTag(name: Optional(UnsafePointer(node.pointee.name)).flatMap { $0 }.buffer))
      appendAttributes(of: node)
      if let child = node.pointee.children { return child }
      end()
    } else if node.pointee.type == XML_TEXT_NODE {
      text(Optional(UnsafePointer(node.pointee.content)).flatMap { $0 }.buffer)
    }
    var at: xmlNodePtr? = node
    while let current = at {
      if let sibling = current.pointee.next { return sibling }
      at = current.pointee.parent
      guard let parent = at, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
      end()
    }
    return nil
  }

  private mutating func appendAttributes(of node: xmlNodePtr) {
    var next = node.pointee.properties
    while let property = next {
      if let name = property.pointee.name,
        let known = HTMLAttributeName(name: Optional(UnsafePointer(name)).buffer)
      {
        attribute(
          known,
          Optional(UnsafePointer(property.pointee.children?.pointee.content)).flatMap { $0 }.buffer)
      }
      next = property.pointee.next
    }
  }
}
