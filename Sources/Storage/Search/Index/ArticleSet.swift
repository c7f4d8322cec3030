/// A set of articles by number: one bit for each number up to the highest, 25 KB for 200,000.
struct ArticleSet: Sendable, Equatable {
  private var words: [UInt64]
  /// Numbers are below this.
  let bound: Int

  init(bound: Int) {
    self.bound = bound
    words = Array(repeating: 0, count: (bound + 63) / 64)
  }

  /// All numbers below `bound`.
  static func all(bound: Int) -> ArticleSet {
    var set = ArticleSet(bound: bound)
    for index in set.words.indices { set.words[index] = ~0 }
    if bound & 63 != 0 { set.words[set.words.count - 1] = 1 << UInt64(bound & 63) - 1 }
    return set
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// Looks at every word: 1 µs for 200,000 articles.
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The number has to be below ``bound``.
  @inline(__always)
  func contains(_ article: Int) -> Bool { words[article >> 6] & 1 << UInt64(article & 63) != 0 }

  /// A number that is not below ``bound`` is passed over.
  @inline(__always)
  mutating func insert(_ article: Int) {
    guard article >= 0, article < bound else { return }
    words[article >> 6] |= 1 << UInt64(article & 63)
  }

  /// Puts in the articles of a doclist.
  ///
  /// - Parameter inTitle: only those that have the word in their title.
  mutating func insert(_ list: inout Doclist, inTitle: Bool) {
    words.withUnsafeMutableBufferPointer { words in
      while list.next() {
        guard !inTitle || PlaceReader.hasTitle(list.places) else { continue }
        let article = list.article
        guard article >> 6 < words.count else { continue }
        words[article >> 6] |= 1 << UInt64(article & 63)
      }
    }
  }

  mutating func formUnion(_ other: ArticleSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func formIntersection(_ other: ArticleSet) {
    for index in words.indices { words[index] &= other.words[index] }
  }

  mutating func subtract(_ other: ArticleSet) {
    for index in words.indices { words[index] &= ~other.words[index] }
  }

  /// The highest numbers, in falling order.
  func newest(_ count: Int, before: Int = .max) -> [Int] {
    var found: [Int] = []
    for index in words.indices.reversed() where index << 6 < before {
      var word = words[index]
      while word != 0 {
        let bit = 63 - word.leadingZeroBitCount
        word &= ~(1 << UInt64(bit))
        let article = index << 6 | bit
        guard article < before else { continue }
        if found.count == count { return found }
        found.append(article)
      }
      if found.count == count { return found }
    }
    return found
  }
}
