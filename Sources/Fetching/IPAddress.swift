internal import Glibc

/// An IPv4 or IPv6 address as a number.
package enum IPAddress: Sendable, Hashable {
  case v4(UInt32)
  case v6(high: UInt64, low: UInt64)

  /// 4 or 16 bytes in network order.
  package init?(bytes: some Collection<UInt8>) {
    func number<T: FixedWidthInteger>(_ bytes: some Sequence<UInt8>) -> T {
      bytes.reduce(0) { $0 << 8 | T($1) }
    }
    switch bytes.count {
    case 4: self = .v4(number(bytes))
    case 16: self = .v6(high: number(bytes.prefix(8)), low: number(bytes.dropFirst(8)))
    default: return nil
    }
  }

  /// The strict text forms: four decimal numbers, or RFC 4291 with or without brackets. Looser forms (`0x7f.1`) are
  /// ``WebAddress``'s to normalise.
  package init?(_ text: String) {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 {
      self.init(bytes: bytes.prefix(4))
      return
    }
    let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
    let bare = isBracketed ? String(text.dropFirst().dropLast()) : text
    guard inet_pton(AF_INET6, bare, &bytes) == 1 else { return nil }
    self.init(bytes: bytes)
  }

  /// What the address is for, by the IANA special-purpose registries.
  package var scope: Scope {
    switch self {
    case .v4(let number): Self.scope(number)
    case .v6(let high, let low): Self.scope(high, low)
    }
  }

  package enum Scope: String, Sendable, CaseIterable {
    case global, loopback, shared, linkLocal, metadata, unspecified, multicast, reserved
    case documentation, transition
    case privateUse = "private"
    case uniqueLocal

    /// Whether `private_networks: true` opens it.
    var isInternalNetwork: Bool {
      switch self {
      case .loopback, .privateUse, .shared, .linkLocal, .uniqueLocal: true
      default: false
      }
    }
  }

  private static func scope(_ number: UInt32) -> Scope {
    if metadataServices.contains(number) { return .metadata }
    return blocks.first { $0.contains(number) }?.scope ?? .global
  }

  /// Global unicast is 2000::/3 alone; everything else is refused unless it stands for an IPv4 address.
  private static func scope(_ high: UInt64, _ low: UInt64) -> Scope {
    let embedded = UInt32(truncatingIfNeeded: low)
    if high == 0 {
      if low == 1 { return .loopback }
      if low == 0 { return .unspecified }
      if low >> 32 == 0xFFFF { return scope(embedded) }
      // IPv4-compatible (::a.b.c.d) and IPv4-translated (::ffff:0:a.b.c.d) forms are obsolete or local.
      return .reserved
    }
    if high == 0x0064_FF9B_0000_0000, low >> 32 == 0 { return scope(embedded) }
    if high == 0xFD00_0EC2_0000_0000, low == 0x254 { return .metadata }
    if high >> 57 == 0x7E { return .uniqueLocal }
    if high >> 54 == 0x3FA { return .linkLocal }
    if high >> 56 == 0xFF { return .multicast }
    guard high >> 61 == 1 else { return .reserved }
    return globalUnicastScope(high, low)
  }

  private static func globalUnicastScope(_ high: UInt64, _ low: UInt64) -> Scope {
    switch high >> 48 {
    // 6to4: the IPv4 address follows the prefix. Its relays are gone (RFC 7526).
    case 0x2002: return .transition
    case 0x2001:
      switch high >> 32 & 0xFFFF {
      case 0: return .transition  // Teredo
      case 0x0DB8: return .documentation
      case 0x0002...0x01FF: return .reserved  // RFC 2928: protocol assignments
      default: break
      }
    case 0x3FFF where high >> 44 & 0xF == 0: return .documentation
    default: break
    }
    // ISATAP: an IPv4 address behind 0:5efe (RFC 5214).
    if low >> 32 & 0xFDFF_FFFF == 0x5EFE {
      let inner = scope(UInt32(truncatingIfNeeded: low))
      if inner != .global { return inner }
    }
    return .global
  }

  /// Cloud providers' instance metadata: AWS, Google, Azure and others; Azure's wire server, which is a public
  /// address; Alibaba; Oracle.
  private static let metadataServices: Set<UInt32> = [
    0xA9FE_A9FE, 0xA9FE_AA02, 0xA83F_8110, 0x6464_64C8, 0xC000_00C0,
  ]

  private struct Block {
    var base: UInt32
    var length: UInt32
    var scope: Scope

    func contains(_ number: UInt32) -> Bool { (number ^ base) >> (32 - length) == 0 }
  }

  /// https://www.iana.org/assignments/iana-ipv4-special-registry
  private static let blocks = [
    Block(base: 0x0000_0000, length: 8, scope: .unspecified),
    Block(base: 0x0A00_0000, length: 8, scope: .privateUse),
    Block(base: 0x6440_0000, length: 10, scope: .shared),
    Block(base: 0x7F00_0000, length: 8, scope: .loopback),
    Block(base: 0xA9FE_0000, length: 16, scope: .linkLocal),
    Block(base: 0xAC10_0000, length: 12, scope: .privateUse),
    Block(base: 0xC000_0000, length: 24, scope: .reserved),
    Block(base: 0xC000_0200, length: 24, scope: .documentation),
    Block(base: 0xC058_6300, length: 24, scope: .transition),
    Block(base: 0xC0A8_0000, length: 16, scope: .privateUse),
    Block(base: 0xC612_0000, length: 15, scope: .reserved),
    Block(base: 0xC633_6400, length: 24, scope: .documentation),
    Block(base: 0xCB00_7100, length: 24, scope: .documentation),
    Block(base: 0xE000_0000, length: 4, scope: .multicast),
    Block(base: 0xF000_0000, length: 4, scope: .reserved),
  ]
}

extension IPAddress: CustomStringConvertible {
  package var description: String {
    switch self {
    case .v4(let number):
      return (0..<4).map { String(number >> (24 - 8 * UInt32($0)) & 255) }.joined(separator: ".")
    case .v6(let high, let low):
      var bytes = (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * $0)) }
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: low >> (56 - 8 * $0)) }
      var text = [CChar](repeating: 0, count: 64)
      inet_ntop(AF_INET6, bytes, &text, UInt32(text.count))
      return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}
