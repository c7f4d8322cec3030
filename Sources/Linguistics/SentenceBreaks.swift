internal import CLibICU

/// What the sentence rules of UAX #29 take a scalar for.
enum SentenceClass: UInt8 {
  case other
  case lower, upper, letter, number
  /// `.`, and `!` or `?` and their like.
  case period, mark
  /// Quotes and brackets, spaces, and what goes on with a sentence: `,` `-` `:`.
  case close, space, comma
  /// Marks and format characters: part of what stands before them.
  case extend
  /// A line break.
  case separator
}

/// The classes of the scalars below 2^16, asked of ICU for 256 at once.
final class SentenceClasses: Sendable {
  static let shared = SentenceClasses()

  typealias Pages = ScalarPages<SentenceClass>
  private let pages = Pages()

  @inline(__always)
  func page(_ number: UInt32) -> Pages.Page {
    pages.page(Int(number)) { page in
      for offset in 0..<Pages.pageSize {
        (page + offset).initialize(to: Self.ask(number << Pages.pageBits + UInt32(offset)))
      }
    }
  }

  static func ask(_ scalar: UInt32) -> SentenceClass {
    // The numbers of uchar.h's USentenceBreak, which ICU promises never to change.
    switch tidings_icu_sentence_break(Int32(bitPattern: scalar)) {
    case 1: .period
    case 2: .close
    case 3, 12: .extend
    case 4: .lower
    case 5: .number
    case 6: .letter
    case 7, 11, 13: .separator
    case 8: .space
    case 9: .mark
    case 10: .upper
    case 14: .comma
    default: .other
    }
  }
}

/// The sentence breaks of UAX #29 (SB5–SB11) in one line. A test holds them against ICU's, which read each letter where this
/// looks for full stops.
struct SentenceBreaks {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let first = SentenceClasses.shared.page(0)
  private var pageNumber: UInt32 = 0
  private var page = SentenceClasses.shared.page(0)
  private var at = 0
  /// Of what stands before `at`, marks and format characters aside.
  private var before = SentenceClass.other

  /// - Parameter bytes: valid UTF-8.
  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The next break within the line.
  mutating func next() -> Int? {
    while at < bytes.count {
      skipASCII()
      guard at < bytes.count else { return nil }
      let (kind, length) = self.kind(at: at)
      at += length
      switch kind {
      case .extend: break
      case .period, .mark:
        if let end = end(after: kind) {
          before = .other
          at = end
          return end < bytes.count ? end : nil
        }
      case .separator:
        before = kind
        // Line feed and carriage return belong together.
        if bytes[at - 1] == 0x0D, at < bytes.count, bytes[at] == 0x0A { at += 1 }
        return at < bytes.count ? at : nil
      default: before = kind
      }
    }
    return nil
  }

  /// Moves on over letters, digits, spaces and marks that end no sentence.
  @inline(__always)
  private mutating func skipASCII() {
    var (at, last) = (at, before)
    while at < bytes.count, bytes[at] < 0x80 {
      let kind = first[Int(bytes[at])]
      guard kind != .period, kind != .mark, kind != .separator else { break }
      last = kind
      at += 1
    }
    (self.at, before) = (at, last)
  }

  /// Where the sentence ends that `at` stands behind the full stop of; `nil` where it goes on, from the new `at`.
  private mutating func end(after mark: SentenceClass) -> Int? {
    let isAfterLetter = before == .upper || before == .lower
    before = mark
    skip(.extend)
    var next = kind(at: at)
    if mark == .period {
      // SB6, SB7: `3.5`, `U.S`.
      if next.kind == .number || isAfterLetter && next.kind == .upper { return nil }
    }
    skip(.close)
    skip(.space)
    guard at < bytes.count else { return at }
    next = kind(at: at)
    // SB8a.
    if next.kind == .comma || next.kind == .period || next.kind == .mark {
      // What stands before it is no letter.
      before = .other
      return nil
    }
    // SB11.
    if next.kind == .separator {
      let isPair = bytes[at] == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A
      return at + next.length + (isPair ? 1 : 0)
    }
    if mark == .period, isBeforeLower(at) {
      before = .other
      return nil
    }
    return at
  }

  /// SB8: whether the next letter is a small one.
  private mutating func isBeforeLower(_ start: Int) -> Bool {
    var at = start
    while at < bytes.count {
      let (kind, length) = self.kind(at: at)
      switch kind {
      case .lower: return true
      case .upper, .letter, .separator, .period, .mark: return false
      default: at += length
      }
    }
    return false
  }

  /// Moves on over what is of a class, with the marks that belong to it.
  private mutating func skip(_ wanted: SentenceClass) {
    while at < bytes.count {
      let (kind, length) = self.kind(at: at)
      guard kind == wanted || kind == .extend else { return }
      at += length
    }
  }

  @inline(__always)
  private mutating func kind(at: Int) -> (kind: SentenceClass, length: Int) {
    guard at < bytes.count else { return (.other, 0) }
    let byte = bytes[at]
    if byte < 0x80 { return (first[Int(byte)], 1) }
    let (scalar, length) = bytes.scalar(at: at)
    guard scalar < 0x10000 else { return (SentenceClasses.ask(scalar), length) }
    let number = scalar >> SentenceClasses.Pages.pageBits
    if number != pageNumber { (pageNumber, page) = (number, SentenceClasses.shared.page(number)) }
    return (page[Int(scalar) & (SentenceClasses.Pages.pageSize - 1)], length)
  }
}
