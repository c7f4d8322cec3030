/// Numbers the element names of a document, namespaces resolved: equal names, equal numbers.
///
/// What a name means hangs on the declarations around it. Every element that declares a namespace opens a
/// scope of its own, and a name written the same way in the same scope is found again by its bytes alone.
struct XMLNameTable: ~Copyable {
  struct Scope {
    fileprivate var id: Int
    fileprivate var declarations: Int
  }

  /// A name as the handler needs it.
  struct Name: Hashable {
    var local: String
    var prefix: String?
    var namespace: String?
  }

  private struct Declaration {
    /// Empty for the default namespace.
    var prefix: UnsafeBufferPointer<UInt8>
    /// Empty where the default namespace is undeclared.
    var uri: UnsafeBufferPointer<UInt8>
  }

  /// A name as written, in its scope. `scope` is 0 in an empty slot.
  private struct Slot {
    var scope = 0
    var head: UInt64 = 0
    var start = 0
    var length = 0
    var number = 0
  }

  /// All names, by number.
  private(set) var all: [Name] = []
  private(set) var scope = Scope(id: 1, declarations: 0)
  private var lastScope = 1
  private var declarations: [Declaration] = []
  private var numbers: [Name: Int] = [:]
  /// A slot for each name by its hash; the later of two that meet drives the other out.
  private var slots = [Slot](repeating: Slot(), count: 1 << slotBits)

  /// Feeds have 20 to 60 names.
  private static let slotBits = 8
  /// More declarations at once are left to libxml2: they are looked through one by one.
  private static let declarationLimit = 64

  init() {}

  /// Notes `xmlns:prefix="uri"` of an element that started in `outer`.
  mutating func declare(
    _ prefix: UnsafeBufferPointer<UInt8>, _ uri: UnsafeBufferPointer<UInt8>, since outer: Scope
  ) throws(XMLUnusual) {
    // The two reserved prefixes and their namespaces have rules of their own (Namespaces in XML §3).
    let isReserved =
      prefix.count >= 3 && (prefix[0] | 0x20) == 0x78 && (prefix[1] | 0x20) == 0x6D
      && (prefix[2] | 0x20) == 0x6C
    guard !isReserved, !uri.isEmpty || prefix.isEmpty, declarations.count < Self.declarationLimit,
      !XMLBytes.isEqual(uri, Self.xmlNamespace),
      !XMLBytes.isEqual(uri, "http://www.w3.org/2000/xmlns/")
    else { throw XMLUnusual() }
    for other in declarations[outer.declarations...]
    where XMLBytes.isEqual(other.prefix, prefix) { throw XMLUnusual() }
    declarations.append(Declaration(prefix: prefix, uri: uri))
    if scope.id == outer.id { lastScope += 1 }
    scope = Scope(id: lastScope, declarations: declarations.count)
  }

  /// Back to `outer`, in which the element that ends started.
  @inline(__always)
  mutating func leave(_ outer: Scope) {
    guard scope.id != outer.id else { return }
    declarations.removeLast(declarations.count - outer.declarations)
    scope = outer
  }

  /// The number of the name at `start`, now that its element's declarations are known.
  @inline(__always)
  mutating func number(
    of bytes: UnsafeBufferPointer<UInt8>, _ start: Int, length: Int, prefix: Int
  ) throws(XMLUnusual) -> Int {
    let head = Self.head(bytes, start, length)
    let hash =
      (head ^ UInt64(truncatingIfNeeded: length &+ scope.id &* 31)) &* 0x9E37_79B9_7F4A_7C15
    let index = Int(truncatingIfNeeded: hash >> UInt64(64 - Self.slotBits))
    let slot = slots[index]
    if slot.scope == scope.id, slot.head == head, slot.length == length,
      length <= 8 || Self.isSame(bytes, slot.start + 8, start + 8, length - 8)
    {
      return slot.number
    }
    let number = try resolvedNumber(of: bytes, start, length: length, prefix: prefix)
    slots[index] = Slot(scope: scope.id, head: head, start: start, length: length, number: number)
    return number
  }

  /// The first eight bytes of a name, or all of them.
  @inline(__always)
  private static func head(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ length: Int
  ) -> UInt64 {
    var head: UInt64 = 0
    if start + 8 <= bytes.count, let base = bytes.baseAddress {
      head = UInt64(
        littleEndian: UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self))
      return length >= 8 ? head : head & (1 << UInt64(8 * length) - 1)
    }
    for offset in 0..<min(8, length) { head |= UInt64(bytes[start + offset]) << UInt64(8 * offset) }
    return head
  }

  @inline(__always)
  private static func isSame(
    _ bytes: UnsafeBufferPointer<UInt8>, _ left: Int, _ right: Int, _ count: Int
  ) -> Bool {
    for offset in 0..<count where bytes[left + offset] != bytes[right + offset] { return false }
    return true
  }

  private mutating func resolvedNumber(
    of bytes: UnsafeBufferPointer<UInt8>, _ start: Int, length: Int, prefix: Int
  ) throws(XMLUnusual) -> Int {
    let qualifier = UnsafeBufferPointer(rebasing: bytes[start..<(start + prefix)])
    let localStart = prefix == 0 ? start : start + prefix + 1
    if XMLBytes.isEqual(qualifier, "xmlns") { throw XMLUnusual() }
    let name = Name(
      local: String(decoding: bytes[localStart..<(start + length)], as: UTF8.self),
      prefix: prefix == 0 ? nil : String(decoding: qualifier, as: UTF8.self),
      namespace: namespace(of: qualifier))
    if let known = numbers[name] { return known }
    all.append(name)
    numbers[name] = all.count - 1
    return all.count - 1
  }

  /// What a prefix is declared as; `nil` for one that is not.
  private func namespace(of prefix: UnsafeBufferPointer<UInt8>) -> String? {
    if XMLBytes.isEqual(prefix, "xml") { return Self.xmlNamespace.description }
    for declaration in declarations.reversed()
    where XMLBytes.isEqual(declaration.prefix, prefix) {
      return declaration.uri.isEmpty ? nil : String(decoding: declaration.uri, as: UTF8.self)
    }
    return nil
  }

  private static let xmlNamespace: StaticString = "http://www.w3.org/XML/1998/namespace"
}
