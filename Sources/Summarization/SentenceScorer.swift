/// Scores every sentence of a story by its parts.
struct SentenceScorer {
  let passages: [Passage]
  let similarity: SentenceSimilarity
  private let title: [TermReader.Term]
  private let documents: Int
  private let sums: [Float]
  private let forwardSums: [Float]

  init(_ passages: [Passage], titles: [String]) {
    self.passages = passages
    similarity = SentenceSimilarity(passages)
    let words = titles.flatMap { TermReader(of: $0).terms }
    var seen: Set<UInt64> = []
    title = words.filter { seen.insert($0.hash).inserted }
    documents = Set(passages.map(\.document)).count
    (sums, forwardSums) = Self.sums(of: similarity)
  }

  /// The parts of sentence `index`, before their weights: 0–1 each.
  func parts(of index: Int) -> [SummaryPart: Double] {
    let passage = passages[index]
    let words = passage.reader.words
    let most = Double(max(sums.max() ?? 0, 1e-9))
    var parts: [SummaryPart: Double] = [
      .lead: 1 / Double(1 + passage.position),
      .depth: Double(passage.position) / Double(max(1, passage.count - 1)),
      .paragraph: passage.opensParagraph ? 1 : 0,
      .centrality: Double(sums[index]) / most,
      .forward: Double(forwardSums[index]) / most,
      .title: titleShare(of: index),
      .names: min(1, Double(passage.reader.capitals) / max(4, words) * 2),
      .short: words < 6 ? 1 : 0,
      .long: max(0, words - 40) / 40,
      .unfinished: passage.form.isFinished ? 0 : 1,
      .quotation: passage.form.opensWithQuote ? 1 : 0,
    ]
    if documents > 1 { parts[.agreement] = agreement(of: index) }
    return parts
  }

  private func titleShare(of index: Int) -> Double {
    var (all, shared): (Float, Float) = (0, 0)
    for term in title {
      let weight = similarity.weight(of: term.hash)
      all += weight
      if weight > 0, similarity.contains(term.hash, in: index) { shared += weight }
    }
    return all > 0 ? Double(shared / all) : 0
  }

  /// The mean over the other documents of the likeness to their most alike sentence.
  private func agreement(of index: Int) -> Double {
    var best: [Int: Float] = [:]
    for (other, passage) in passages.enumerated() where passage.document != passages[index].document
    {
      best[passage.document] = max(best[passage.document, default: 0], similarity[index, other])
    }
    return Double(best.values.sorted().reduce(0, +)) / Double(documents - 1)
  }

  private static func sums(of similarity: SentenceSimilarity) -> (all: [Float], forward: [Float]) {
    var (all, forward): ([Float], [Float]) = ([], [])
    for row in 0..<similarity.count {
      var (sum, after): (Float, Float) = (0, 0)
      for column in 0..<similarity.count {
        let cosine = similarity[row, column]
        sum += cosine
        if column > row { after += cosine }
      }
      all.append(sum)
      forward.append(after)
    }
    return (all, forward)
  }
}
