/// How much two texts have in common, by pairs of adjacent characters: fair to every script.
struct TextAgreement {
  let precision: Double
  let recall: Double

  var f1: Double { 2 * precision * recall / max(.leastNonzeroMagnitude, precision + recall) }

  init(_ text: String, _ expected: String) {
    let found = Self.pairs(of: text)
    let wanted = Self.pairs(of: expected)
    let shared = found.reduce(0) { $0 + min($1.value, wanted[$1.key] ?? 0) }
    precision = Double(shared) / Double(max(1, found.values.reduce(0, +)))
    recall = Double(shared) / Double(max(1, wanted.values.reduce(0, +)))
  }

  private static func pairs(of text: String) -> [String: Int] {
    let scalars = Array(text.unicodeScalars.filter { !$0.properties.isWhitespace })
    var counts: [String: Int] = [:]
    for (one, next) in zip(scalars, scalars.dropFirst()) {
      counts["\(one)\(next)", default: 0] += 1
    }
    return counts
  }
}
