internal import CLibXML2

/// What reads an XML document's events, in document order.
package protocol XMLEventHandler {
  /// The handler's own number for an element name; asked once per distinct name and document.
  ///
  /// - Parameter namespace: the namespace's URI; `nil` without one or where the prefix is not declared.
  mutating func code(local: String, prefix: String?, namespace: String?) -> Int
  /// `attributes` are valid during the call only.
  mutating func start(_ code: Int, _ attributes: XMLAttributes)
  /// A piece of character data, entities resolved, valid UTF-8. An element's text may come in several
  /// pieces.
  ///
  /// - Parameter isLasting: whether `bytes` stay valid until the reading ends; if not, only during the call.
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, isLasting: Bool)
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

/// Reads XML by events: no tree, no entity but the five predefined ones and character references.
///
/// Plain documents (``XMLScanner``) are cut into their events here; all others are left to libxml2's push
/// parser with SAX2, which also says what is wrong with them. Both give the same events.
///
/// Declared entities are never resolved, neither from inside the document nor from outside: there is no
/// handler that could look one up, so that neither a local file nor an entity bomb can come in
/// (`XML_PARSE_NOENT` and `XML_PARSE_HUGE` stay off). A reference to one is a problem like any other that
/// makes a document malformed; ``XMLRepair`` resolves the harmless ones.
///
/// Memory is bounded by the parser's window and the handler. Plain documents in one pass, about 2 GB/s for
/// feeds; others at about 500 MB/s, behind what was looked at before the first thing that is not plain.
package enum XMLEventReader {
  /// Who cuts a document into its events.
  package enum Reader: Sendable {
    /// ``XMLScanner``, or libxml2 where that gives up.
    case quickest
    case libxml2
  }

  /// Feeds `bytes` to `handler` until the end or the first problem.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, whatever the XML declaration says.
  ///   - survey: of the same bytes, if there is one already.
  ///   - handler: a value; where libxml2 has to start over, it does so with a copy made at the beginning.
  /// - Returns: the problem that ended the reading, `nil` for a well-formed document.
  package static func read<Handler: XMLEventHandler>(
    _ bytes: UnsafeBufferPointer<UInt8>, survey: ByteSurvey? = nil, by reader: Reader = .quickest,
    into handler: inout Handler
  ) -> XMLProblem? {
    if reader == .quickest {
      let survey = survey ?? ByteSurvey(bytes)
      let fresh = handler
      if survey.isUTF8, survey.isXMLText, isPlain(bytes, into: &handler) { return nil }
      handler = fresh
    }
    return withUnsafeMutablePointer(to: &handler) { HandlerSession($0).read(bytes) }
  }

  package static func read<Handler: XMLEventHandler>(
    _ bytes: [UInt8], survey: ByteSurvey? = nil, by reader: Reader = .quickest,
    into handler: inout Handler
  ) -> XMLProblem? {
    bytes.withUnsafeBufferPointer { read($0, survey: survey, by: reader, into: &handler) }
  }

  /// Whether the document was plain to its end, and `handler` has all of it.
  private static func isPlain<Handler: XMLEventHandler>(
    _ bytes: UnsafeBufferPointer<UInt8>, into handler: inout Handler
  ) -> Bool {
    var scanner = XMLScanner(bytes)
    var codes: [Int] = []
    do {
      while let event = try scanner.next() {
        switch event {
        case .start(let number):
          if number == codes.count {
            let name = scanner.names.all[number]
            codes.append(
              handler.code(local: name.local, prefix: name.prefix, namespace: name.namespace))
          }
          scanner.attributes.withUnsafeBufferPointer {
            handler.start(codes[number], XMLAttributes($0))
          }
        case .text(let range):
          handler.text(UnsafeBufferPointer(rebasing: bytes[range]), isLasting: true)
        case .decodedText:
          scanner.decoded.withUnsafeBufferPointer { handler.text($0, isLasting: false) }
        case .end(let number): handler.end(codes[number])
        }
      }
      return true
    } catch {
      return false
    }
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
  private var attributes: [XMLAttributes.Field] = []
  /// Codes of the open elements, so that an end needs no look-up.
  private var open: [Int] = []
  private(set) var problem: XMLProblem?

  /// Small enough that libxml2's ten-megabyte bound on what it looks at in one go never binds. Feeds are
  /// read at 490 MB/s in pieces of 64 KiB and 530 MB/s in one, which this size gives nearly all of them.
  private static let chunk = 2 << 20

  init() { LibXML2.prepare() }

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
        $0.start(local, prefix, namespace, attributes, Int(count))
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
    _ namespace: UnsafePointer<xmlChar>?,
    _ written: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, _ count: Int
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
    attributes.removeAll(keepingCapacity: true)
    if let written {
      for index in 0..<count { attributes.append(XMLAttributes.Field(written + 5 * index)) }
    }
    attributes.withUnsafeBufferPointer { handleStart(code, XMLAttributes($0)) }
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
  override func handleText(_ bytes: UnsafeBufferPointer<UInt8>) {
    handler.pointee.text(bytes, isLasting: false)
  }
  override func handleEnd(_ code: Int) { handler.pointee.end(code) }
}
