internal import Crypto
internal import Foundation

/// SHA-256 of bytes, in the forms that tidings stores.
package enum ContentHash {
  /// 64 lower-case hex digits.
  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    var hash = SHA256()
    let isHashed: Void? = bytes.withContiguousStorageIfAvailable {
      hash.update(bufferPointer: UnsafeRawBufferPointer($0))
    }
    if isHashed == nil { hash.update(data: Data(bytes)) }
    let digest = hash.finalize()
    return String(unsafeUninitializedCapacity: 2 * SHA256.byteCount) { digits in
      var count = 0
      for byte in digest {
        digits[count] = digit(byte >> 4)
        digits[count + 1] = digit(byte & 15)
        count += 2
      }
      return count
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }

  /// The first 16 hex digits of the hash of `key`: the form of every uid.
  ///
  /// An article's uid is that of the `url` key of the link that its feed gave at discovery, never changed.
  package static func uid(of key: String) -> String { String(hex(key.utf8).prefix(16)) }
}
