internal import Foundation

/// Someone who sends or gets mail: an address, and what to call them (RFC 5322 §3.4).
package struct Mailbox: Sendable, Hashable {
  /// In any script; may be empty.
  package var name: String
  package var address: String

  package init(name: String = "", address: String) {
    self.name = name
    self.address = address
  }

  /// Reads `a@example.org` or `Name <a@example.org>`; `nil` for what ``isValid(address:)`` refuses.
  package init?(_ text: String) {
    let text = text.trimmingCharacters(in: .whitespaces)
    guard text.hasSuffix(">"), let open = text.lastIndex(of: "<") else {
      guard Self.isValid(address: text) else { return nil }
      self.init(address: text)
      return
    }
    let address = String(text[text.index(after: open)...].dropLast())
    var name = text[..<open].trimmingCharacters(in: .whitespaces)
    if name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") {
      name = String(name.dropFirst().dropLast())
    }
    guard Self.isValid(address: address), !name.unicodeScalars.contains(where: \.isControl) else {
      return nil
    }
    self.init(name: name, address: address)
  }

  /// Whether mail can be handed over for it everywhere: `local@host`, the local part of ASCII letters, digits and
  /// the signs that need no quotes (RFC 5322's dot-atom), a host in any script.
  ///
  /// Local parts beyond ASCII need a server with SMTPUTF8 all along the way; quoted ones are not worth their risks.
  package static func isValid(address: String) -> Bool {
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, address.utf8.count <= 254, (1...64).contains(parts[0].utf8.count),
      !parts[0].hasPrefix("."), !parts[0].hasSuffix("."), !parts[0].hasPrefix("-"),
      !parts[0].contains("..")
    else { return false }
    return parts[0].utf8.allSatisfy(isAtomText) && isHost(parts[1])
  }

  /// The address with its host in ASCII (`xn--…`), as headers and servers want it.
  package var asciiAddress: String {
    guard let at = address.lastIndex(of: "@") else { return address }
    return address[...at] + asciiHost
  }

  /// The host in ASCII.
  package var asciiHost: String {
    let host = address.split(separator: "@").last.map(String.init) ?? ""
    let bytes = Array(host.utf8)
    return String(decoding: CanonicalURL.asciiHost(bytes[...]), as: UTF8.self)
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte & 0xDF)
      || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte)
  }

  private static func isHost(_ host: Substring) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return !host.isEmpty
      && labels.allSatisfy { label in
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-")
          && label.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-"
              || $0.properties.generalCategory == .nonspacingMark
              || $0.properties.generalCategory == .spacingMark
          }
      }
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}
