internal import Linguistics
internal import NewsModel

/// Chooses sentences one by one: the best score less what is already said (maximal marginal relevance,
/// Carbonell and Goldstein 1998).
struct SentenceSelection {
  private let passages: [Passage]
  private let similarity: SentenceSimilarity
  private let budget: SummaryBudget
  private let redundancy: Double

  /// Above this cosine two sentences say the same: the second is never chosen.
  private static let repeated: Float = 0.6

  init(
    _ passages: [Passage], _ similarity: SentenceSimilarity, _ budget: SummaryBudget,
    redundancy: Double
  ) {
    self.passages = passages
    self.similarity = similarity
    self.budget = budget
    self.redundancy = redundancy
  }

  /// Gives the chosen candidates their rank, 0 for the most important.
  mutating func choose(_ candidates: inout [SummaryCandidate], _ documents: [SummaryDocument]) {
    var open = Set(candidates.indices.filter { candidates[$0].defect == nil })
    if open.isEmpty { open = Set(candidates.indices) }
    var likeness = [Float](repeating: 0, count: candidates.count)
    var words = 0
    var rank = 0
    while rank < max(1, budget.sentences), let best = best(of: open, candidates, likeness) {
      open.remove(best)
      if rank > 0, likeness[best] >= Self.repeated { continue }
      let length =
        budget.words > 0 ? WordSegmenter().words(in: candidates[best].sentence.text).count : 0
      if rank > 0, budget.words > 0, words + length > budget.words { continue }
      words += length
      candidates[best].rank = rank
      candidates[best].likeness = Double(likeness[best])
      rank += 1
      for other in open { likeness[other] = max(likeness[other], similarity[best, other]) }
    }
    for index in candidates.indices where candidates[index].rank == nil {
      candidates[index].likeness = Double(likeness[index])
    }
  }

  private func best(of open: Set<Int>, _ candidates: [SummaryCandidate], _ likeness: [Float])
    -> Int?
  {
    open.max { left, right in
      let (a, b) = (value(left, candidates, likeness), value(right, candidates, likeness))
      // The earlier sentence wins a tie, so that the order of a set never shows.
      return a == b ? left > right : a < b
    }
  }

  private func value(_ index: Int, _ candidates: [SummaryCandidate], _ likeness: [Float]) -> Double
  {
    candidates[index].score - redundancy * Double(likeness[index])
  }
}
