/// Where one word of the search index stands: articles in rising order, each with its places in them (`fts5_index.c`).
///
/// An article's number is written as its distance to the one before; the first, and the first on each page of the index, whole.
/// Places follow as their size in bytes, doubled, plus one where older entries of the same word and article are void.
struct Doclist {
  private var reader: ByteReader
  /// Where numbers are written whole, beside the beginning.
  private var restarts: ArraySlice<Int>
  private var nextRestart = 0
  private let bound: Int
  /// Articles of whom a newer part of the index says otherwise.
  private let void: Set<Int>?

  /// The article that ``next()`` came to.
  private(set) var article = 0
  /// Its places.
  private(set) var places = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Articles of whom older parts of the index are void.
  private(set) var rewritten: [Int] = []
  private(set) var isDamaged = false

  /// - Parameter bound: articles of this number or above are passed over.
  init(
    _ bytes: UnsafeRawBufferPointer, restarts: ArraySlice<Int> = [], bound: Int,
    void: Set<Int>? = nil
  ) {
    reader = ByteReader(bytes)
    self.restarts = restarts
    self.bound = bound
    self.void = void
  }

  /// Goes to the next article with places; `false` at the end.
  @inline(__always)
  mutating func next() -> Bool {
    while !reader.isAtEnd {
      if reader.at == nextRestart { restart() }
      guard let distance = reader.size(), let size = reader.size(),
        let found = reader.take(size >> 1)
      else { break }
      article &+= distance
      guard article < bound else { continue }
      if let void, void.contains(article) { continue }
      if size & 1 == 1 { rewritten.append(article) }
      guard !found.isEmpty else { continue }
      places = found
      return true
    }
    isDamaged = !reader.isAtEnd
    return false
  }

  private mutating func restart() {
    article = 0
    while let restart = restarts.first, restart <= reader.at { restarts = restarts.dropFirst() }
    nextRestart = restarts.first ?? .max
  }
}

/// One after the other, the places of a word in an article.
struct PlaceReader {
  /// Words of the body are counted from here, those of the title from 0.
  static let body = 1 << 30

  private var reader: ByteReader
  private var place = 0

  init(_ places: UnsafeRawBufferPointer) { reader = ByteReader(places) }

  @inline(__always)
  mutating func next() -> Int? {
    while let value = reader.size() {
      guard value == 1 else {
        place = min(place + max(0, value - 2), 2 * Self.body - 1)
        return place
      }
      place = reader.size() == 0 ? 0 : Self.body
    }
    return nil
  }

  /// How many places there are in title and body.
  @inline(__always)
  static func counts(_ places: UnsafeRawBufferPointer) -> (title: Int, body: Int) {
    var (title, body) = (0, 0)
    var isBody = false
    var index = 0
    while index < places.count {
      if places[index] == 1 {
        isBody = true
        index += 2
        continue
      }
      while index < places.count, places[index] >= 0x80 { index += 1 }
      index += 1
      if isBody { body += 1 } else { title += 1 }
    }
    return (title, body)
  }

  /// Whether one of the places is in the title, which comes first.
  @inline(__always)
  static func hasTitle(_ places: UnsafeRawBufferPointer) -> Bool { places.first != 1 }
}
