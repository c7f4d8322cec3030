internal import Linguistics
internal import NewsModel

extension MatchDocument {
  /// Bodies with fewer letters take the headline into their hash: "Watch the video." stands under many stories.
  private static let minimumBody = 100

  /// Equal for two texts that are the same to the letter, typography, case and white space aside: 32 hex
  /// digits. `nil` for a text without letters or digits.
  package var bodyHash: String? {
    var letters = Self.letters(of: text)
    guard !letters.isEmpty else { return nil }
    if letters.count < Self.minimumBody {
      letters.append(0)
      letters += Self.letters(of: title ?? "")
    }
    return String(ContentHash.hex(letters).prefix(32))
  }

  /// Letters, marks and digits in NFKC, case folded.
  private static func letters(of text: String) -> [UInt8] {
    var folded = Normalization.casefold(text)
    return folded.withUTF8 { bytes in
      [UInt8](unsafeUninitializedCapacity: bytes.count) { letters, count in
        var at = 0
        while at < bytes.count {
          let (scalar, length) = bytes.scalar(at: at)
          let isWord = ScalarProperties.kind(scalar).isWord
          // What is kept is never longer than what it is taken from.
          for index in at..<at + length {
            letters.initializeElement(at: count, to: bytes[index])
            if isWord { count += 1 }
          }
          at += length
        }
      }
    }
  }
}
