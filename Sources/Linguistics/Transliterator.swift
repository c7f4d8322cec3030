internal import CLibICU
internal import Synchronization

/// Words of any script in lower-case ASCII, by sound: `Токио`, `東京`, `Τόκιο` → `tokio`, `dong jing`, `tokio`.
///
/// ICU needs about 1 µs a letter, so whole articles are not for it: titles and names. Single words have
/// ``readLetters(of:into:)``, which knows how letters are read. Opening one parses ICU's rules, so they are kept.
package final class Transliterator: Sendable {
  private static let rules = "Any-Latin; Latin-ASCII; Lower"
  /// Longer texts are cut: what names and titles never are.
  package static let maximumLength = 20_000

  private let handles: HandlePool
  private let single: LatinLetters

  package init() {
    let handles = HandlePool(rules: Transliterator.rules)
    self.handles = handles
    single = LatinLetters { handles.transliterated($0) }
  }

  /// `text` in lower-case ASCII. Letters that ICU knows no reading for stay.
  package func latin(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    return handles.transliterated(String(text.unicodeScalars.prefix(Self.maximumLength)))
  }

  /// Of longer words the beginning is read: what is no word, mostly.
  private static let longestWord = 256

  /// The letters a–z and digits of a word's reading in lower case, in `room`, which is emptied first: ``latin(_:)``
  /// without the marks and spaces that ICU puts between syllables.
  ///
  /// - Parameter word: valid UTF-8.
  package func readLetters(of word: UnsafeBufferPointer<UInt8>, into room: inout [UInt8]) {
    room.removeAll(keepingCapacity: true)
    if word.count <= Self.longestWord, single.read(word, into: &room) { return }
    room.removeAll(keepingCapacity: true)
    let text = String(decoding: word.prefix(Self.longestWord), as: UTF8.self)
    room += latin(text).utf8.lazy.filter(Self.isLetter)
  }

  static func isLetter(_ byte: UInt8) -> Bool { byte &- 0x61 < 26 || byte &- 0x30 < 10 }
}

/// Transliterators of one rule that nobody uses at the moment.
final class HandlePool: Sendable {
  private let rules: String
  private let idle = Mutex<[Handle]>([])

  init(rules: String) { self.rules = rules }

  /// `text` as the rules have it; unchanged where ICU fails.
  func transliterated(_ text: String) -> String {
    guard let handle = idle.withLock({ $0.popLast() }) ?? Handle(rules) else { return text }
    defer { idle.withLock { $0.append(handle) } }
    return handle.transliterated(text) ?? text
  }

  /// Owner of one ICU transliterator. `@unchecked Sendable` because the pool lends it to one borrower at a time.
  private final class Handle: @unchecked Sendable {
    private let transliterator: OpaquePointer

    init?(_ rules: String) {
      guard let opened = tidings_transliterator_open(rules) else { return nil }
      transliterator = opened
    }

    deinit { tidings_transliterator_close(transliterator) }

    func transliterated(_ text: String) -> String? {
      var buffer = Array(text.utf16)
      let length = buffer.count
      // The longest reading of one character in Any-Latin is some 10 letters; most take under 4.
      for growth in [4, 16] {
        buffer.append(contentsOf: repeatElement(0, count: length * growth + 64))
        var used = Int32(length)
        let status = tidings_transliterator_apply(
          transliterator, &buffer, &used, Int32(buffer.count))
        if status <= 0 { return String(decoding: buffer[..<Int(used)], as: UTF16.self) }
        buffer = Array(text.utf16)
      }
      return nil
    }
  }
}
