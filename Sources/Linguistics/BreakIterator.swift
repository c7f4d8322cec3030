internal import CLibICU
internal import Synchronization

/// One ICU break iterator: the owner of its handle.
///
/// Opening one reads rules and dictionaries; setting a text costs next to nothing. So they are
/// kept in a ``BreakIteratorPool``. `@unchecked Sendable` because the pool lends an iterator to one
/// borrower at a time, and ICU's iterators have no thread of their own.
final class BreakIterator: @unchecked Sendable {
  enum Kind: String {
    case word, sentence

    var code: tidings_breaker_kind { self == .word ? TIDINGS_WORD_BREAKS : TIDINGS_SENTENCE_BREAKS }
  }

  private let handle: OpaquePointer

  /// `nil` where ICU's data are missing or memory is short; an unknown locale is no error, it gets the root rules.
  init?(_ kind: Kind, locale: String) {
    guard let handle = tidings_breaker_open(kind.code, locale) else { return nil }
    self.handle = handle
  }

  deinit { tidings_breaker_close(handle) }

  /// Calls `body` with each segment of valid UTF-8 `bytes`: start, end (byte offsets) and ICU's rule status.
  /// - Returns: false where ICU refused the text (longer than 2 GB).
  func forEachSegment(
    of bytes: UnsafeBufferPointer<UInt8>,
    _ body: (_ start: Int, _ end: Int, _ status: Int32) -> Void
  ) -> Bool {
    guard bytes.count > 0, bytes.count < Int(Int32.max) else { return bytes.count == 0 }
    return bytes.withMemoryRebound(to: CChar.self) { text in
      guard tidings_breaker_set_text(handle, text.baseAddress, Int64(text.count)) <= 0
      else { return false }
      var start = 0
      var status: Int32 = 0
      while case let next = Int(tidings_breaker_next(handle, &status)), next > start {
        body(start, next, status)
        start = next
      }
      return true
    }
  }
}

/// Break iterators that nobody uses at the moment, by kind and locale.
///
/// The one shared state of the module: a cache of read-only tools, which no result depends on.
final class BreakIteratorPool: Sendable {
  static let shared = BreakIteratorPool()

  /// Iterators kept per kind and locale: more than that many threads at work is rare, and costs an opening.
  private static let idleLimit = 16
  /// Locales come from outside: beyond so many, iterators are opened and thrown away.
  private static let localeLimit = 128

  private let idle = Mutex<[String: [BreakIterator]]>([:])
  /// Those for words by the root rules: asked for with every line of a text.
  private let idleForWords = Mutex<[BreakIterator]>([])

  /// Lends the iterator for words, which goes by the script, not the language.
  func withWordIterator<Result>(_ body: (BreakIterator) -> Result) -> Result? {
    let kept = idleForWords.withLock { $0.popLast() }
    guard let iterator = kept ?? BreakIterator(.word, locale: "root") else { return nil }
    defer {
      idleForWords.withLock { if $0.count < Self.idleLimit { $0.append(iterator) } }
    }
    return body(iterator)
  }

  /// Lends an iterator to `body`; `nil` where ICU has none.
  func withIterator<Result>(
    _ kind: BreakIterator.Kind, locale: String, _ body: (BreakIterator) -> Result
  ) -> Result? {
    let key = "\(kind.rawValue) \(locale)"
    let kept = idle.withLock { $0[key]?.popLast() }
    guard let iterator = kept ?? BreakIterator(kind, locale: locale) else { return nil }
    defer { giveBack(iterator, key: key) }
    return body(iterator)
  }

  private func giveBack(_ iterator: BreakIterator, key: String) {
    idle.withLock { idle in
      guard idle[key] != nil || idle.count < Self.localeLimit else { return }
      guard idle[key, default: []].count < Self.idleLimit else { return }
      idle[key, default: []].append(iterator)
    }
  }
}
