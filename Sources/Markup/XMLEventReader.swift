internal import CLibXML2

/// What reads an XML document's events, in document order.
package protocol XMLEventHandler {
  /// The handler's own number for an element name; asked once per distinct name and document.
  ///
  /// - Parameter namespace: the namespace's URI; `nil` without one or where the prefix is not declared.
  mutating func code(local: String, prefix: String?, namespace: String?) -> Int
  /// `attributes` are valid during the call only.
  mutating func start(_ code: Int, _ attributes: XMLAttributes)
  /// A piece of character data, entities resolved; valid UTF-8 during the call only. An element's text
  /// may come in several pieces.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>)
  mutating func end(_ code: Int)
}

/// Why a document is not well-formed.
package struct XMLProblem: Error, Hashable {
  package enum Code: Sendable {
    /// Markup after the end of the root element: everything before it was read.
    case trailing
    case malformed
  }

  package var code: Code
  package var line: Int
  /// libxml2's words, one line.
  package var message: String
}

/// Reads XML by events: libxml2's push parser with SAX2, no tree, no entity but the five predefined ones
/// and character references.
///
/// Declared entities are never resolved, neither from inside the document nor from outside: there is no
/// handler that could look one up, so that neither a local file nor an entity bomb can come in
/// (`XML_PARSE_NOENT` and `XML_PARSE_HUGE` stay off). A reference to one is a problem like any other that
/// makes a document malformed; ``XMLRepair`` resolves the harmless ones.
///
/// Memory is bounded by the parser's window and the handler. One pass, about 500 MB/s for feeds.
package enum XMLEventReader {
  /// Feeds `bytes` (UTF-8, whatever the XML declaration says) to `handler` until the end or the first
  /// problem.
  ///
  /// - Returns: the problem that ended the reading, `nil` for a well-formed document.
  package static func read<Handler: XMLEventHandler>(
    _ bytes: UnsafeBufferPointer<UInt8>, into handler: inout Handler
  ) -> XMLProblem? {
    withUnsafeMutablePointer(to: &handler) { HandlerSession($0).read(bytes) }
  }

  package static func read<Handler: XMLEventHandler>(
    _ bytes: [UInt8], into handler: inout Handler
  ) -> XMLProblem? {
    bytes.withUnsafeBufferPointer { read($0, into: &handler) }
  }
}

/// One document being read: the owner of libxml2's parser context.
private class SAXSession {
  private struct NameKey: Hashable {
    var local: UnsafePointer<xmlChar>?
    var prefix: UnsafePointer<xmlChar>?
    var namespace: UnsafePointer<xmlChar>?
  }

  private var codes: [NameKey: Int] = [:]
  /// Codes of the open elements, so that an end needs no look-up.
  private var open: [Int] = []
  private(set) var problem: XMLProblem?

  /// Small enough that libxml2's ten-megabyte bound on what it looks at in one go never binds. Feeds are
  /// read at 490 MB/s in pieces of 64 KiB and 530 MB/s in one, which this size gives nearly all of them.
  private static let chunk = 2 << 20
  private static let initialized: Void = xmlInitParser()

  init() { Self.initialized }

  // What the handler does; C calls back without knowing its type.
  func nameCode(local: String, prefix: String?, namespace: String?) -> Int { 0 }
  func handleStart(_ code: Int, _ attributes: XMLAttributes) {}
  func handleText(_ bytes: UnsafeBufferPointer<UInt8>) {}
  func handleEnd(_ code: Int) {}

  final func read(_ bytes: UnsafeBufferPointer<UInt8>) -> XMLProblem? {
    guard let base = bytes.baseAddress, !bytes.isEmpty else {
      return XMLProblem(code: .malformed, line: 1, message: "the document is empty")
    }
    guard let context = xmlCreatePushParserCtxt(nil, nil, nil, 0, nil) else {
      return XMLProblem(code: .malformed, line: 1, message: "no memory for a parser")
    }
    defer {
      if let document = context.pointee.myDoc { xmlFreeDoc(document) }
      context.pointee.myDoc = nil
      xmlFreeParserCtxt(context)
    }
    _ = xmlCtxtResetPush(context, nil, 0, nil, "UTF-8")
    _ = xmlCtxtUseOptions(
      context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    install(on: context)
    base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
      var at = 0
      while at < bytes.count, problem == nil {
        let count = min(Self.chunk, bytes.count - at)
        _ = xmlParseChunk(context, start + at, Int32(count), 0)
        at += count
      }
      if problem == nil { _ = xmlParseChunk(context, start, 0, 1) }
    }
    return problem
  }

  /// Only our own handlers: all others, the ones for entities and external subsets first, are none.
  private func install(on context: xmlParserCtxtPtr) {
    context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    var handlers = xmlSAXHandler()
    handlers.initialized = XML_SAX2_MAGIC
    handlers.startElementNs = { context, local, prefix, namespace, _, _, count, _, attributes in
      SAXSession.with(context) {
        $0.start(local, prefix, namespace, XMLAttributes(start: attributes, count: Int(count)))
      }
    }
    handlers.endElementNs = { context, _, _, _ in SAXSession.with(context) { $0.end() } }
    handlers.characters = { context, bytes, count in
      SAXSession.with(context) { $0.text(bytes, count) }
    }
    handlers.cdataBlock = { context, bytes, count in
      SAXSession.with(context) { $0.text(bytes, count) }
    }
    handlers.serror = { context, error in
      guard let context, let error else { return }
      SAXSession.with(context) {
        $0.note(
          code: error.pointee.code, isFatal: error.pointee.level == XML_ERR_FATAL,
          line: Int(error.pointee.line), message: error.pointee.message)
      }
    }
    context.pointee.sax.pointee = handlers
  }

  /// The session that `install(on:)` gave to libxml2, without counting a reference: ``read(_:)`` holds one
  /// for as long as libxml2 calls.
  private static func with(_ context: UnsafeMutableRawPointer?, _ body: (SAXSession) -> Void) {
    guard let context else { return }
    Unmanaged<SAXSession>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
  }

  private func start(
    _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
    _ namespace: UnsafePointer<xmlChar>?, _ attributes: XMLAttributes
  ) {
    guard problem == nil else { return }
    // libxml2 interns names in the document's dictionary: equal names have equal addresses.
    let key = NameKey(local: local, prefix: prefix, namespace: namespace)
    let code: Int
    if let known = codes[key] {
      code = known
    } else {
      code = nameCode(
        local: local.map { String(cString: $0) } ?? "", prefix: prefix.map { String(cString: $0) },
        namespace: namespace.map { String(cString: $0) })
      codes[key] = code
    }
    open.append(code)
    handleStart(code, attributes)
  }

  private func end() {
    guard problem == nil, let code = open.popLast() else { return }
    handleEnd(code)
  }

  private func text(_ bytes: UnsafePointer<xmlChar>?, _ count: Int32) {
    guard problem == nil, let bytes, count > 0 else { return }
    handleText(UnsafeBufferPointer(start: bytes, count: Int(count)))
  }

  private func note(
    code: Int32, isFatal: Bool, line: Int, message: UnsafeMutablePointer<CChar>?
  ) {
    let isLostEntity = code == XML_WAR_UNDECLARED_ENTITY.rawValue
    guard problem == nil, isFatal || isLostEntity else { return }
    let words = message.map { String(cString: $0) } ?? "unknown error"
    let isTrailing = code == XML_ERR_DOCUMENT_END.rawValue && open.isEmpty && !codes.isEmpty
    problem = XMLProblem(
      code: isTrailing ? .trailing : .malformed, line: line,
      message: words.split(whereSeparator: \.isNewline).joined(separator: " "))
  }
}

/// A session with its handler, which is reached by its address: an event happens a hundred thousand times
/// a second, and must not cost the bookkeeping of a class's properties.
private final class HandlerSession<Handler: XMLEventHandler>: SAXSession {
  private let handler: UnsafeMutablePointer<Handler>

  init(_ handler: UnsafeMutablePointer<Handler>) { self.handler = handler }

  override func nameCode(local: String, prefix: String?, namespace: String?) -> Int {
    handler.pointee.code(local: local, prefix: prefix, namespace: namespace)
  }
  override func handleStart(_ code: Int, _ attributes: XMLAttributes) {
    handler.pointee.start(code, attributes)
  }
  override func handleText(_ bytes: UnsafeBufferPointer<UInt8>) { handler.pointee.text(bytes) }
  override func handleEnd(_ code: Int) { handler.pointee.end(code) }
}
