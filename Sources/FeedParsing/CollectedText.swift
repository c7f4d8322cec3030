internal import Markup

/// The character data of one element: a place in the document as long as that is all of it, else a copy of
/// its pieces.
struct CollectedText {
  /// Nothing but what stands in the document, if ``copy`` is empty.
  private var place = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  /// White space behind ``place``, which only counts if something follows it.
  private var space = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  private var copy: [UInt8] = []

  init() {}

  mutating func removeAll() {
    place = UnsafeBufferPointer(start: nil, count: 0)
    space = place
    copy.removeAll(keepingCapacity: true)
  }

  /// White space in front is left out: nothing that is collected begins with any.
  ///
  /// - Parameter isLasting: whether `bytes` stay valid for as long as the text is collected.
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, isLasting: Bool) {
    if isLasting, copy.isEmpty {
      let rest = FeedText.trimmedStart(bytes)
      if place.isEmpty { return place = rest }
      if rest.isEmpty, space.isEmpty { return space = bytes }
    }
    settle()
    copy.append(contentsOf: bytes)
  }

  mutating func append(_ text: StaticString) {
    settle()
    copy.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ text: String) {
    settle()
    copy.append(contentsOf: text.utf8)
  }

  /// Appends text as the markup that says the same.
  mutating func appendEscaped(_ bytes: UnsafeBufferPointer<UInt8>, quotes: Bool = false) {
    settle()
    FeedText.appendEscaped(bytes, to: &copy, quotes: quotes)
  }

  private mutating func settle() {
    guard !place.isEmpty else { return }
    copy.append(contentsOf: place)
    copy.append(contentsOf: space)
    place = UnsafeBufferPointer(start: nil, count: 0)
    space = place
  }

  /// The text without white space at its ends, sound UTF-8, for as long as `body` runs.
  func withTrimmed<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if copy.isEmpty { return body(FeedText.trimmed(place)) }
    return copy.withUnsafeBufferPointer { body(FeedText.trimmed($0)) }
  }

  /// The same as a string.
  var trimmed: String { withTrimmed { UTF8Text.string($0) } }

  /// Whether it is nothing but white space.
  var isEmpty: Bool { withTrimmed { $0.isEmpty } }
}
