internal import Foundation

/// How alike the sentences of a story are: weighted terms and their cosines.
struct SentenceSimilarity {
  let count: Int
  /// Cosines, row by row; the diagonal is 0.
  private(set) var cosines: [Float]
  /// Every term's weight by its number.
  private(set) var idf: [Float] = []
  /// Each sentence's terms: number and normalised weight.
  private(set) var vectors: [[(term: Int, weight: Float)]]
  private var numbers: [UInt64: Int] = [:]

  /// Saturation of repeated terms, as in BM25: tf·(k+1)/(tf+k) with k = 1.2.
  private static let saturation: Float = 1.2

  init(_ passages: [Passage]) {
    count = passages.count
    cosines = [Float](repeating: 0, count: count * count)
    vectors = []
    vectors.reserveCapacity(count)
    weigh(passages)
    multiply()
  }

  subscript(_ row: Int, _ column: Int) -> Float { cosines[row * count + column] }

  /// A term's weight; 0 for one that no sentence has.
  func weight(of hash: UInt64) -> Float { numbers[hash].map { idf[$0] } ?? 0 }

  /// Whether sentence `index` has the term.
  func contains(_ hash: UInt64, in index: Int) -> Bool {
    guard let number = numbers[hash] else { return false }
    return vectors[index].contains { $0.term == number }
  }

  private mutating func weigh(_ passages: [Passage]) {
    var frequencies: [Int] = []
    var shorts: [Bool] = []
    for passage in passages {
      var counts: [(term: Int, weight: Float)] = []
      counts.reserveCapacity(passage.reader.terms.count)
      var places: [Int: Int] = [:]
      for term in passage.reader.terms {
        let next = frequencies.count
        let number = numbers[term.hash, default: next]
        if number == next {
          numbers[term.hash] = next
          frequencies.append(0)
          shorts.append(term.isShort)
        }
        if let place = places[number] {
          counts[place].weight += 1
        } else {
          places[number] = counts.count
          counts.append((number, 1))
          frequencies[number] += 1
        }
      }
      vectors.append(counts)
    }
    idf = zip(frequencies, shorts).map { frequency, isShort in
      let odds = (Float(count - frequency) + 0.5) / (Float(frequency) + 0.5)
      return (log(1 + odds) + 0.1) * (isShort ? 0.6 : 1)
    }
    for row in vectors.indices { normalize(row) }
  }

  private mutating func normalize(_ row: Int) {
    var sum: Float = 0
    for at in vectors[row].indices {
      let (term, frequency) = vectors[row][at]
      let weight = frequency * (Self.saturation + 1) / (frequency + Self.saturation) * idf[term]
      vectors[row][at].weight = weight
      sum += weight * weight
    }
    let norm = max(sum.squareRoot(), 1e-9)
    for at in vectors[row].indices { vectors[row][at].weight /= norm }
  }

  /// Products by way of each term's sentences: most pairs share few terms.
  private mutating func multiply() {
    var postings = [[(row: Int, weight: Float)]](repeating: [], count: idf.count)
    for (row, vector) in vectors.enumerated() {
      for (term, weight) in vector {
        for other in postings[term] { cosines[other.row * count + row] += other.weight * weight }
        postings[term].append((row, weight))
      }
    }
    for row in 0..<count {
      for column in (row + 1)..<max(row + 1, count) {
        cosines[column * count + row] = cosines[row * count + column]
      }
    }
  }
}
