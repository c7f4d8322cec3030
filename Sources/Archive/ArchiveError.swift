/// Why compressed bytes could not be read.
package struct ArchiveError: Error, Sendable, Hashable {
  package enum Code: String, Sendable {
    /// Not what they claim to be, or cut short.
    case damaged
    /// More comes out than was allowed.
    case tooLarge = "too_large"
  }

  package var code: Code
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
