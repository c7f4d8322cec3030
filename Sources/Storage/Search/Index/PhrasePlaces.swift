/// Where a phrase begins, in all articles: an article's number and a place in it each, in rising order.
struct PhrasePlaces {
  /// The article's number in the upper half, its place in the lower.
  private(set) var keys: [UInt64] = []

  var isEmpty: Bool { keys.isEmpty }

  @inline(__always)
  mutating func append(_ article: Int, _ place: Int) {
    keys.append(UInt64(article) << 32 | UInt64(place))
  }

  /// Puts them in order. Parts of the index are read one after the other, the newest first: what comes of each is in order
  /// and mostly newer than all of the next.
  mutating func sort() {
    var runs: [Range<Int>] = []
    var start = 0
    for index in keys.indices.dropFirst() where keys[index] <= keys[index - 1] {
      runs.append(start..<index)
      start = index
    }
    guard !runs.isEmpty else { return }
    runs.append(start..<keys.count)
    runs.sort { keys[$0.lowerBound] < keys[$1.lowerBound] }
    let areApart = zip(runs, runs.dropFirst()).allSatisfy {
      keys[$0.upperBound - 1] < keys[$1.lowerBound]
    }
    if areApart { keys = runs.flatMap { keys[$0] } } else { sortByArticle() }
  }

  /// Puts each into its article's part of the list, and those in order: millions of places, a few dozen an article.
  private mutating func sortByArticle() {
    var ends = starts(bound: Int(keys.max() ?? 0) >> 32 + 1)
    var sorted = [UInt64](repeating: 0, count: keys.count)
    for key in keys {
      let article = Int(key >> 32)
      sorted[Int(ends[article])] = key
      ends[article] += 1
    }
    var start = 0
    for end in ends where Int(end) > start {
      sorted[start..<Int(end)].sort()
      start = Int(end)
    }
    keys = sorted
  }

  /// Where the places of each article begin once they are in order, and after the last where they end.
  private func starts(bound: Int) -> [Int32] {
    var starts = [Int32](repeating: 0, count: bound + 2)
    for key in keys { starts[Int(key >> 32) + 2] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    return Array(starts.dropFirst())
  }

  /// Keeps those of which another word has the place `distance` further on, or some of whose words do.
  ///
  /// - Parameter doclists: hands out the other word's doclists.
  mutating func keep(
    within articles: ArticleSet, distance: Int,
    _ doclists: ((inout Doclist) throws -> Void) throws -> Void
  ) rethrows {
    let starts = self.starts(bound: articles.bound)
    var isKept = [Bool](repeating: false, count: keys.count)
    try doclists { list in
      while list.next() {
        guard articles.contains(list.article) else { continue }
        var places = PlaceReader(list.places)
        var low = Int(starts[list.article])
        let high = Int(starts[list.article + 1])
        while low < high, let place = places.next() {
          guard place >= distance else { continue }
          let key = UInt64(list.article) << 32 | UInt64(place - distance)
          low = Self.index(of: key, in: keys, low..<high)
          if low < high, keys[low] == key { isKept[low] = true }
        }
      }
    }
    var count = 0
    for index in keys.indices where isKept[index] {
      keys[count] = keys[index]
      count += 1
    }
    keys.removeSubrange(count...)
  }

  /// The first that is not less than `key`.
  private static func index(of key: UInt64, in keys: [UInt64], _ range: Range<Int>) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    // A frequent word's next place is mostly among the next few.
    let near = min(high, low + 4)
    while low < near, keys[low] < key { low += 1 }
    if low < near { return low }
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  func articles(bound: Int) -> ArticleSet {
    var set = ArticleSet(bound: bound)
    for key in keys { set.insert(Int(key >> 32)) }
    return set
  }

  /// Hands out each place: the article's number, and whether it is in the title.
  func forEach(_ body: (_ article: Int, _ isTitle: Bool) -> Void) {
    for key in keys { body(Int(key >> 32), Int(key & 0xFFFF_FFFF) < PlaceReader.body) }
  }
}

extension PhrasePlaces {
  /// The places of two phrases that stand near each other, as FTS5 tells them (`fts5ExprNearIsMatch`): both lie between the
  /// later one's beginning and as many words before it as `distance` says, beside the phrase's own.
  static func near(
    _ left: PhrasePlaces, _ leftLength: Int, _ right: PhrasePlaces, _ rightLength: Int,
    distance: Int
  ) -> (left: PhrasePlaces, right: PhrasePlaces) {
    var found = (left: PhrasePlaces(), right: PhrasePlaces())
    let reach = (UInt64(leftLength + distance), UInt64(rightLength + distance))
    left.keys.withUnsafeBufferPointer { left in
      right.keys.withUnsafeBufferPointer { right in
        var (one, other) = (0, 0)
        while one < left.count, other < right.count {
          let (mine, others) = (left[one] >> 32, right[other] >> 32)
          let ends = (end(of: mine, in: left, one), end(of: others, in: right, other))
          if mine == others {
            pair(left[one..<ends.0], right[other..<ends.1], reach, &found)
          }
          if mine <= others { one = ends.0 }
          if others <= mine { other = ends.1 }
        }
      }
    }
    return found
  }

  /// Where the places of an article end that begin at `start`.
  private static func end(
    of article: UInt64, in keys: UnsafeBufferPointer<UInt64>, _ start: Int
  ) -> Int {
    var end = start
    while end < keys.count, keys[end] >> 32 == article { end += 1 }
    return end
  }

  private typealias Places = Slice<UnsafeBufferPointer<UInt64>>

  /// In one article.
  private static func pair(
    _ left: Places, _ right: Places, _ reach: (UInt64, UInt64),
    _ found: inout (left: PhrasePlaces, right: PhrasePlaces)
  ) {
    var (one, other) = (left.startIndex, right.startIndex)
    var last = left[one]
    while one < left.endIndex, other < right.endIndex {
      // Each time that one is brought up to the other's reach, the other may have to be brought up to its.
      var isMatch = advance(&one, left, &last, reach.0)
      if one == left.endIndex { return }
      isMatch = advance(&other, right, &last, reach.1) && isMatch
      guard isMatch else { continue }
      if found.left.keys.last != left[one] { found.left.keys.append(left[one]) }
      if found.right.keys.last != right[other] { found.right.keys.append(right[other]) }
      let next = one + 1 < left.endIndex ? left[one + 1] : .max
      let nextOther = other + 1 < right.endIndex ? right[other + 1] : .max
      if nextOther < next { other += 1 } else { one += 1 }
    }
  }

  /// Brings a phrase up to where the latest began.
  ///
  /// - Returns: whether it stood there.
  private static func advance(
    _ index: inout Int, _ places: Places, _ last: inout UInt64, _ reach: UInt64
  ) -> Bool {
    let first = last > reach ? last - reach : 0
    let place = places[index]
    if place >= first, place <= last { return true }
    while index < places.endIndex, places[index] < first { index += 1 }
    if index < places.endIndex { last = max(last, places[index]) }
    return false
  }
}
