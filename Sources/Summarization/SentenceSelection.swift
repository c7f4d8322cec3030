internal import Linguistics
internal import NewsModel

/// Chooses sentences one by one: the best score less what is already said (maximal marginal relevance,
/// Carbonell and Goldstein 1998).
struct SentenceSelection {
  /// What becomes of a sentence.
  struct Place {
    let score: Double
    /// Likeness to what was chosen before it, 0–1.
    var likeness: Float = 0
    /// 0 for the most important; `nil` if it was not chosen.
    var rank: Int?
  }

  /// Of each sentence.
  private(set) var places: [Place]
  private let passages: [Passage]
  private let similarity: SentenceSimilarity
  private let budget: SummaryBudget
  private let redundancy: Double

  /// Above this cosine two sentences say the same: the second is never chosen.
  private static let repeated: Float = 0.6

  /// - Parameters:
  ///   - scores: of each sentence.
  ///   - documents: where the sentences are from.
  init(
    _ passages: [Passage], _ similarity: SentenceSimilarity, scores: [Double],
    _ budget: SummaryBudget, redundancy: Double, _ documents: [SummaryDocument]
  ) {
    self.passages = passages
    self.similarity = similarity
    self.budget = budget
    self.redundancy = redundancy
    places = scores.map { Place(score: $0) }
    choose(documents)
  }

  private mutating func choose(_ documents: [SummaryDocument]) {
    var isOpen = passages.map { $0.defect == nil }
    if !isOpen.contains(true) { isOpen = passages.map { _ in true } }
    var words = 0
    var rank = 0
    while rank < max(1, budget.sentences), let best = best(of: isOpen) {
      isOpen[best] = false
      if rank > 0, places[best].likeness >= Self.repeated { continue }
      let length = budget.words > 0 ? passages[best].words(in: documents) : 0
      if rank > 0, budget.words > 0, words + length > budget.words { continue }
      words += length
      places[best].rank = rank
      rank += 1
      for other in isOpen.indices where isOpen[other] {
        places[other].likeness = max(places[other].likeness, similarity[best, other])
      }
    }
  }

  /// The earlier sentence wins a tie.
  private func best(of isOpen: [Bool]) -> Int? {
    var best: Int?
    var most = -Double.infinity
    for index in isOpen.indices where isOpen[index] {
      let value = places[index].score - redundancy * Double(places[index].likeness)
      if best == nil || value > most { (best, most) = (index, value) }
    }
    return best
  }
}

extension Passage {
  /// As it stands in its document.
  func sentence(in documents: [SummaryDocument], score: Double) -> SummarySentence {
    let bytes = documents[document].text.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
    let end = bytes.index(start, offsetBy: range.count)
    return SummarySentence(
      text: String(documents[document].text[start..<end]), document: document, start: self.start,
      length: length, score: score)
  }

  fileprivate func words(in documents: [SummaryDocument]) -> Int {
    var text = documents[document].text
    return text.withUTF8 { WordSegmenter.count(of: UnsafeBufferPointer(rebasing: $0[range])) }
  }
}
