internal import Crypto
internal import Foundation

/// SHA-256 of bytes, in the forms that tidings stores.
package enum ContentHash {
  /// 64 lower-case hex digits.
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    SHA256.hash(data: Data(bytes)).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }

  /// The first 16 hex digits of the hash of `key`: the form of every uid.
  ///
  /// An article's uid is that of the `url` key of the link that its feed gave at discovery, never changed.
  package static func uid(of key: String) -> String { String(hex(key.utf8).prefix(16)) }
}
