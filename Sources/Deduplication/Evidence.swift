/// What is kept of a text to match it by: a compact blob of at most about 4 KB.
package struct Evidence: Sendable, Hashable {
  /// The version of the extraction and of the blob's layout. Evidence of another version is made anew.
  package static let version = 1

  /// The bytes to store.
  package let blob: [UInt8]

  /// Extracts the evidence of one text. Use an ``EvidenceExtractor`` for many: it keeps what it has
  /// transliterated.
  package init(of document: MatchDocument) { blob = [UInt8(Self.version)] }

  /// Reads stored evidence; `nil` for bytes of another version or that are damaged.
  package init?(blob: [UInt8]) {
    guard blob.first == UInt8(Self.version) else { return nil }
    self.blob = blob
  }
}

extension MatchDocument {
  /// Equal for two texts that are the same to the letter, typography, case and white space aside: 32 hex
  /// digits. `nil` for a text without letters or digits.
  package var bodyHash: String? { nil }
}
