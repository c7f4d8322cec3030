/// What a block's wording may give away.
struct PhraseKinds: OptionSet, Sendable {
  let rawValue: UInt32
  static let related = PhraseKinds(rawValue: 1 << 0)
  static let legal = PhraseKinds(rawValue: 1 << 1)
  static let subscribe = PhraseKinds(rawValue: 1 << 2)
  static let share = PhraseKinds(rawValue: 1 << 3)
  static let byline = PhraseKinds(rawValue: 1 << 4)
  static let credit = PhraseKinds(rawValue: 1 << 5)
  static let advert = PhraseKinds(rawValue: 1 << 6)
  static let comment = PhraseKinds(rawValue: 1 << 7)
  static let cookie = PhraseKinds(rawValue: 1 << 8)
  static let filed = PhraseKinds(rawValue: 1 << 9)
  static let bio = PhraseKinds(rawValue: 1 << 10)
  static let time = PhraseKinds(rawValue: 1 << 11)
  /// How many of the kinds above the models know; those below serve the body status.
  static let modelled = 12
  static let wall = PhraseKinds(rawValue: 1 << 12)
  static let consent = PhraseKinds(rawValue: 1 << 13)
  static let choice = PhraseKinds(rawValue: 1 << 14)
  static let robot = PhraseKinds(rawValue: 1 << 15)
  static let refusal = PhraseKinds(rawValue: 1 << 16)
  static let scriptNeeded = PhraseKinds(rawValue: 1 << 17)
  static let missing = PhraseKinds(rawValue: 1 << 18)
  static let continuation = PhraseKinds(rawValue: 1 << 19)
  /// `is a`, `was the`: half of a biography.
  static let being = PhraseKinds(rawValue: 1 << 30)
  /// `reporter`, `professor`: the other half.
  static let profession = PhraseKinds(rawValue: 1 << 31)
}

/// Finds all phrases of all kinds in one pass over a text's folded bytes (Aho and Corasick, 1975).
struct PhraseMatcher: Sendable {
  struct Phrase {
    var text: String
    var kind: PhraseKinds
    var place: Place
  }

  /// Where a phrase counts.
  enum Place: Sendable {
    /// Anywhere, even inside a word.
    case anywhere
    /// Where a word begins and one ends.
    case wholeWords
    /// Where a word begins.
    case wordStart
    /// As the text's first words.
    case opening
    /// As the text's first words, ended by the end of a word.
    case openingWords
    /// As all of the text.
    case whole
  }

  /// A phrase that ends in a state.
  struct Hit: Sendable {
    var length: Int32
    var kind: PhraseKinds
    var place: Place
  }

  private let classes: [UInt8]
  private let width: Int
  private let next: [UInt16]
  private let hits: [[Hit]]

  /// Set in the number of a state in which phrases end.
  private static let ending: UInt16 = 0x8000

  init(_ phrases: [Phrase]) {
    var classes = [UInt8](repeating: 0, count: 256)
    var count: UInt8 = 1
    for byte in Set(phrases.flatMap { $0.text.utf8 }).sorted() {
      classes[Int(byte)] = count
      count += 1
    }
    var trie = Trie(width: Int(count))
    for phrase in phrases {
      trie.insert(phrase.text.utf8.map { classes[Int($0)] }, phrase)
    }
    trie.link()
    self.classes = classes
    width = Int(count)
    hits = trie.hits
    let marks = trie.hits.map { $0.isEmpty ? 0 : Self.ending }
    next = marks.withUnsafeBufferPointer { marks in trie.next.map { $0 | marks[Int($0)] } }
  }

  /// The automaton for a loop over a text: without the checks of arrays.
  func withView<Result>(_ body: (View) -> Result) -> Result {
    classes.withUnsafeBufferPointer { classes in
      next.withUnsafeBufferPointer { body(View(classes: classes, next: $0, width: width)) }
    }
  }

  struct View {
    fileprivate let classes: UnsafeBufferPointer<UInt8>
    fileprivate let next: UnsafeBufferPointer<UInt16>
    fileprivate let width: Int

    @inline(__always) func state(after state: UInt16, _ byte: UInt8) -> UInt16 {
      next[Int(state & ~PhraseMatcher.ending) * width + Int(classes[Int(byte)])]
    }

    /// The state after a scalar's UTF-8.
    func state(after state: UInt16, scalar: UInt32) -> UInt16 {
      if scalar < 0x80 { return self.state(after: state, UInt8(scalar)) }
      var state = state
      if scalar < 0x800 {
        state = self.state(after: state, UInt8(0xC0 | scalar >> 6))
      } else {
        if scalar < 0x10000 {
          state = self.state(after: state, UInt8(0xE0 | scalar >> 12))
        } else {
          state = self.state(after: state, UInt8(0xF0 | scalar >> 18 & 0x07))
          state = self.state(after: state, UInt8(0x80 | scalar >> 12 & 0x3F))
        }
        state = self.state(after: state, UInt8(0x80 | scalar >> 6 & 0x3F))
      }
      return self.state(after: state, UInt8(0x80 | scalar & 0x3F))
    }

    /// Whether a phrase ends in `state`.
    @inline(__always) func isEnding(_ state: UInt16) -> Bool { state & PhraseMatcher.ending != 0 }
  }

  /// The phrases that end in `state`.
  @inline(__always) func hits(in state: UInt16) -> [Hit]? {
    state & Self.ending != 0 ? hits[Int(state & ~Self.ending)] : nil
  }

  private struct Trie {
    let width: Int
    var next: [UInt16]
    var hits: [[Hit]] = [[]]

    init(width: Int) {
      self.width = width
      next = [UInt16](repeating: 0, count: width)
    }

    mutating func insert(_ path: [UInt8], _ phrase: Phrase) {
      var state = 0
      for step in path {
        let slot = state * width + Int(step)
        if next[slot] == 0 {
          precondition(
            hits.count < Int(PhraseMatcher.ending), "Too many phrases for 15-bit states.")
          next[slot] = UInt16(hits.count)
          hits.append([])
          next.append(contentsOf: repeatElement(0, count: width))
        }
        state = Int(next[slot])
      }
      hits[state].append(
        Hit(length: Int32(phrase.text.utf8.count), kind: phrase.kind, place: phrase.place))
    }

    /// Turns the trie into an automaton: missing steps go where the longest proper suffix goes.
    mutating func link() {
      var fail = [UInt16](repeating: 0, count: hits.count)
      var queue = next[0..<width].filter { $0 != 0 }
      var head = 0
      while head < queue.count {
        let state = Int(queue[head])
        head += 1
        hits[state] += hits[Int(fail[state])]
        let (row, fallbacks) = (state * width, Int(fail[state]) * width)
        // Without the checks of an array: a million steps, each time the program starts.
        next.withUnsafeMutableBufferPointer { next in
          for step in 0..<width {
            let fallback = next[fallbacks + step]
            if next[row + step] == 0 {
              next[row + step] = fallback
            } else {
              fail[Int(next[row + step])] = fallback
              queue.append(next[row + step])
            }
          }
        }
      }
    }
  }
}
