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
///
/// The table has a column per byte that occurs in a phrase: a step is one load, whose address needs nothing but the
/// byte and the state before. States are numbered by depth, so that the few that texts are mostly in lie together.
struct PhraseMatcher: Sendable {
  struct Phrase {
    var text: Substring.UTF8View
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

  /// Where the column of a byte begins; the first is that of all bytes in no phrase.
  private let columns: [UInt32]
  private let next: [UInt16]
  /// By state, from ``firstEnding`` on.
  private let hits: [[Hit]]
  /// The states in which phrases end have the numbers from here on.
  private let firstEnding: UInt16

  init(_ phrases: [Phrase]) {
    var classes = [UInt8](repeating: 0, count: 256)
    for phrase in phrases { for byte in phrase.text { classes[Int(byte)] = 1 } }
    var count: UInt8 = 0
    for byte in classes.indices where classes[byte] != 0 {
      count += 1
      classes[byte] = count
    }
    var trie = Trie()
    for phrase in phrases { trie.insert(phrase, classes) }
    trie.link()
    let numbers = trie.numbers()
    columns = classes.map { UInt32($0) * UInt32(trie.count) }
    next = trie.table(Int(count) + 1, numbers.states)
    hits = trie.endings
    firstEnding = numbers.firstEnding
  }

  /// The automaton for a loop over a text: without the checks of arrays.
  func withView<Result>(_ body: (View) -> Result) -> Result {
    columns.withUnsafeBufferPointer { columns in
      next.withUnsafeBufferPointer {
        body(View(columns: columns, next: $0, firstEnding: firstEnding))
      }
    }
  }

  struct View {
    fileprivate let columns: UnsafeBufferPointer<UInt32>
    fileprivate let next: UnsafeBufferPointer<UInt16>
    fileprivate let firstEnding: UInt16

    @inline(__always) func state(after state: UInt16, _ byte: UInt8) -> UInt16 {
      next[Int(columns[Int(byte)]) &+ Int(state)]
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
    @inline(__always) func isEnding(_ state: UInt16) -> Bool { state >= firstEnding }
  }

  /// The phrases that end in `state`.
  @inline(__always) func hits(in state: UInt16) -> [Hit]? {
    state >= firstEnding ? hits[Int(state - firstEnding)] : nil
  }
}

/// The phrases as a tree of bytes, each node with its first child and its next sibling.
private struct Trie {
  private struct Node {
    var step: UInt8
    var child: UInt16 = 0
    var sibling: UInt16 = 0
    /// The node of the longest proper suffix.
    var fallback: UInt16 = 0
  }

  private var nodes = [Node(step: 0)]
  private var hits: [[PhraseMatcher.Hit]] = [[]]
  /// All nodes, by depth.
  private var order: [UInt16] = []

  var count: Int { nodes.count }
  /// The hits of all nodes that have any, by depth.
  var endings: [[PhraseMatcher.Hit]] {
    order.compactMap { hits[Int($0)].isEmpty ? nil : hits[Int($0)] }
  }

  mutating func insert(_ phrase: PhraseMatcher.Phrase, _ classes: [UInt8]) {
    var at = 0
    var length: Int32 = 0
    for byte in phrase.text {
      at = child(of: at, classes[Int(byte)]) ?? addChild(to: at, classes[Int(byte)])
      length += 1
    }
    hits[at].append(PhraseMatcher.Hit(length: length, kind: phrase.kind, place: phrase.place))
  }

  private func child(of node: Int, _ step: UInt8) -> Int? {
    var at = Int(nodes[node].child)
    while at != 0, nodes[at].step != step { at = Int(nodes[at].sibling) }
    return at == 0 ? nil : at
  }

  private mutating func addChild(to node: Int, _ step: UInt8) -> Int {
    precondition(nodes.count < Int(UInt16.max), "Too many phrases for 16-bit states.")
    nodes.append(Node(step: step, sibling: nodes[node].child))
    hits.append([])
    nodes[node].child = UInt16(nodes.count - 1)
    return nodes.count - 1
  }

  /// Finds the fallbacks, and gives each node the hits of its own.
  mutating func link() {
    order = [0]
    order.reserveCapacity(nodes.count)
    var head = 0
    while head < order.count {
      let node = Int(order[head])
      head += 1
      var at = Int(nodes[node].child)
      while at != 0 {
        order.append(UInt16(at))
        let fallback = node == 0 ? 0 : target(from: Int(nodes[node].fallback), nodes[at].step)
        nodes[at].fallback = UInt16(fallback)
        if !hits[fallback].isEmpty { hits[at] += hits[fallback] }
        at = Int(nodes[at].sibling)
      }
    }
  }

  private func target(from node: Int, _ step: UInt8) -> Int {
    var at = node
    while true {
      if let found = child(of: at, step) { return found }
      if at == 0 { return 0 }
      at = Int(nodes[at].fallback)
    }
  }

  /// The nodes' numbers as states: by depth, those in which phrases end last.
  func numbers() -> (states: [UInt16], firstEnding: UInt16) {
    var states = [UInt16](repeating: 0, count: nodes.count)
    var number: UInt16 = 0
    for isEnding in [false, true] {
      for node in order where hits[Int(node)].isEmpty != isEnding {
        states[Int(node)] = number
        number += 1
      }
    }
    return (states, UInt16(hits.count { $0.isEmpty }))
  }

  /// The steps from all states, column by column: where no child is, those of the fallback.
  func table(_ columns: Int, _ states: [UInt16]) -> [UInt16] {
    // All others fall back to the root.
    let fallbacks = order.filter { nodes[Int($0)].fallback != 0 }.map {
      (state: Int(states[Int($0)]), other: Int(states[Int(nodes[Int($0)].fallback)]))
    }
    return [UInt16](unsafeUninitializedCapacity: columns * nodes.count) { next, count in
      next.initialize(repeating: 0)
      fillRoot(next, states)
      fillChildren(&next, states)
      fallbacks.withUnsafeBufferPointer { fallbacks in
        // The first column leads back to the root from everywhere.
        for column in 1..<columns {
          let row = UnsafeMutableBufferPointer(
            rebasing: next[(column * nodes.count)..<((column + 1) * nodes.count)])
          // No other state has a child of the root's.
          let root = row[0]
          for (state, other) in fallbacks where row[state] == root { row[state] = row[other] }
        }
      }
      count = columns * nodes.count
    }
  }

  /// All states step where the root does, but for what follows.
  private func fillRoot(_ next: UnsafeMutableBufferPointer<UInt16>, _ states: [UInt16]) {
    var at = Int(nodes[0].child)
    while at != 0 {
      let start = Int(nodes[at].step) * nodes.count
      UnsafeMutableBufferPointer(rebasing: next[start..<(start + nodes.count)])
        .update(repeating: states[at])
      at = Int(nodes[at].sibling)
    }
  }

  private func fillChildren(_ next: inout UnsafeMutableBufferPointer<UInt16>, _ states: [UInt16]) {
    for node in nodes.indices {
      var at = Int(nodes[node].child)
      while at != 0 {
        next[Int(nodes[at].step) * nodes.count + Int(states[node])] = states[at]
        at = Int(nodes[at].sibling)
      }
    }
  }
}
