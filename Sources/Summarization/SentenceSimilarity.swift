internal import Foundation

/// How alike the sentences of a story are: weighted terms and their cosines.
struct SentenceSimilarity {
  let count: Int
  /// Cosines, row by row; the diagonal is 0.
  private(set) var cosines: [Float]
  /// Every term's weight by its number.
  private(set) var idf: [Float] = []
  /// The sentences' terms, one sentence after the other: number and normalised weight.
  private var terms: [Int32] = []
  private var weights: [Float] = []
  /// Where each sentence's begin; one more at the end.
  private var starts = [0]
  /// In how many sentences each term is.
  private var frequencies: [Int32] = []
  private var numbers: TermNumbers

  /// Saturation of repeated terms, as in BM25: tf·(k+1)/(tf+k) with k = 1.2.
  private static let saturation: Float = 1.2

  init(_ passages: [Passage], _ all: [TermReader.Term]) {
    count = passages.count
    cosines = [Float](repeating: 0, count: count * count)
    numbers = TermNumbers(atMost: all.count)
    terms.reserveCapacity(all.count)
    weights.reserveCapacity(all.count)
    weigh(passages, all)
    multiply()
  }

  subscript(_ row: Int, _ column: Int) -> Float { cosines[row * count + column] }

  /// A term's number and weight; `nil` for one that no sentence has.
  func term(_ hash: UInt64) -> (number: Int, weight: Float)? {
    numbers.known(hash).map { ($0, idf[$0]) }
  }

  /// Calls `body` with each sentence that has a term.
  func forEachSentence(with number: Int, _ body: (Int) -> Void) {
    for row in 0..<count {
      let own = terms[starts[row]..<starts[row + 1]]
      if own.contains(Int32(truncatingIfNeeded: number)) { body(row) }
    }
  }

  private mutating func weigh(_ passages: [Passage], _ all: [TermReader.Term]) {
    var shorts: [Bool] = []
    /// Where each term stands in the sentence that had it last.
    var places: [Int32] = []
    for passage in passages {
      let start = terms.count
      for term in all[passage.reading.terms] {
        let number = numbers.number(of: term.hash)
        if number == frequencies.count {
          frequencies.append(0)
          shorts.append(term.isShort)
          places.append(-1)
        }
        if Int(places[number]) >= start {
          weights[Int(places[number])] += 1
        } else {
          places[number] = Int32(truncatingIfNeeded: terms.count)
          terms.append(Int32(truncatingIfNeeded: number))
          weights.append(1)
          frequencies[number] += 1
        }
      }
      starts.append(terms.count)
    }
    let rarities = (0...count).map { frequency in
      let odds = (Float(count - frequency) + 0.5) / (Float(frequency) + 0.5)
      return log(1 + odds) + 0.1
    }
    idf = zip(frequencies, shorts).map { rarities[Int($0)] * ($1 ? 0.6 : 1) }
    for row in 0..<count { normalize(starts[row]..<starts[row + 1]) }
  }

  private mutating func normalize(_ row: Range<Int>) {
    var sum: Float = 0
    for at in row {
      let frequency = weights[at]
      let weight =
        frequency * (Self.saturation + 1) / (frequency + Self.saturation) * idf[Int(terms[at])]
      weights[at] = weight
      sum += weight * weight
    }
    let norm = max(sum.squareRoot(), 1e-9)
    for at in row { weights[at] /= norm }
  }

  /// Products by way of each term's sentences: most pairs share few terms.
  private mutating func multiply() {
    // Room for each term's sentences, one term after the other, and how far it is filled.
    var ends: [Int] = []
    ends.reserveCapacity(frequencies.count)
    var room = 0
    for frequency in frequencies {
      ends.append(room)
      room += Int(frequency)
    }
    let first = ends
    var rows = [(row: Int32, weight: Float)](repeating: (0, 0), count: room)
    cosines.withUnsafeMutableBufferPointer { cosines in
      for row in 0..<count {
        for at in starts[row]..<starts[row + 1] {
          let (term, weight) = (Int(terms[at]), weights[at])
          for other in rows[first[term]..<ends[term]] {
            cosines[Int(other.row) * count + row] += other.weight * weight
          }
          rows[ends[term]] = (Int32(truncatingIfNeeded: row), weight)
          ends[term] += 1
        }
      }
      for row in 0..<count {
        for column in row + 1..<max(row + 1, count) {
          cosines[column * count + row] = cosines[row * count + column]
        }
      }
    }
  }
}
