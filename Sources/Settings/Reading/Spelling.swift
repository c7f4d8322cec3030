/// "Did you mean": the nearest of a few known words.
package enum Spelling {
  /// The known word with the fewest edits to `word`, if they are few for its length.
  package static func nearest(to word: String, in known: some Sequence<String>) -> String? {
    let given = Array(word.lowercased().unicodeScalars.prefix(64))
    let limit = max(1, (given.count + 1) / 3)
    var best: (distance: Int, word: String)?
    for candidate in known {
      let distance = distance(given, Array(candidate.lowercased().unicodeScalars.prefix(64)))
      if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    return best?.word
  }

  /// Optimal string alignment: insertions, deletions, substitutions, swapped neighbours.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var previous = [Int](repeating: 0, count: b.count + 1)
    var current = Array(0...b.count)
    for i in 0..<a.count {
      var next = [i + 1]
      next.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var cost = min(current[j + 1] + 1, next[j] + 1, current[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, previous[j - 1] + 1)
        }
        next.append(cost)
      }
      (previous, current) = (current, next)
    }
    return current[b.count]
  }
}
