internal import Linguistics
internal import NewsModel

/// Scores every sentence of a story by its parts.
struct SentenceScorer {
  private let passages: [Passage]
  let similarity: SentenceSimilarity
  private let documents: Int
  private let sums: [Float]
  private let forwardSums: [Float]
  private let titleShares: [Double]

  init(_ read: PassageReader, titles: [String]) {
    passages = read.passages
    similarity = SentenceSimilarity(read.passages, read.reader.terms)
    titleShares = Self.titleShares(titles, similarity)
    documents = Set(read.passages.map(\.document)).count
    (sums, forwardSums) = Self.sums(of: similarity)
  }

  /// The parts of every sentence, before their weights: 0–1 each. So many a sentence as there are ``SummaryPart``s, in
  /// their order.
  var parts: [Double] {
    let most = Double(max(sums.max() ?? 0, 1e-9))
    var all: [Double] = []
    all.reserveCapacity(passages.count * SummaryPart.allCases.count)
    for (index, passage) in passages.enumerated() {
      let words = passage.reading.words
      for part in SummaryPart.allCases {
        let value: Double =
          switch part {
          case .lead: 1 / Double(1 + passage.position)
          case .depth: Double(passage.position) / Double(max(1, passage.count - 1))
          case .paragraph: passage.opensParagraph ? 1 : 0
          case .centrality: Double(sums[index]) / most
          case .forward: Double(forwardSums[index]) / most
          case .title: titleShares[index]
          case .names: min(1, Double(passage.reading.capitals) / max(4, words) * 2)
          case .short: words < 6 ? 1 : 0
          case .long: max(0, words - 40) / 40
          case .unfinished: passage.form.isFinished ? 0 : 1
          case .quotation: passage.form.opensWithQuote ? 1 : 0
          case .agreement: documents > 1 ? agreement(of: index) : 0
          }
        all.append(value)
      }
    }
    return all
  }

  /// What each sentence has of the titles' weight.
  private static func titleShares(
    _ titles: [String], _ similarity: SentenceSimilarity
  ) -> [Double] {
    var reader = TermReader()
    for title in titles { _ = reader.read(title) }
    var all: Float = 0
    var shared = [Float](repeating: 0, count: similarity.count)
    var seen: Set<UInt64> = []
    for term in reader.terms where seen.insert(term.hash).inserted {
      guard let (number, weight) = similarity.term(term.hash) else { continue }
      all += weight
      if weight > 0 { similarity.forEachSentence(with: number) { shared[$0] += weight } }
    }
    return shared.map { all > 0 ? Double($0 / all) : 0 }
  }

  /// The mean over the other documents of the likeness to their most alike sentence.
  private func agreement(of index: Int) -> Double {
    let own = passages[index].document
    var best: [Float] = []
    // Passages come by document.
    var document = -1
    for (other, passage) in passages.enumerated() where passage.document != own {
      if passage.document != document {
        document = passage.document
        best.append(0)
      }
      best[best.count - 1] = max(best[best.count - 1], similarity[index, other])
    }
    return Double(best.sorted().reduce(0, +)) / Double(documents - 1)
  }

  private static func sums(of similarity: SentenceSimilarity) -> (all: [Float], forward: [Float]) {
    var (all, forward): ([Float], [Float]) = ([], [])
    let count = similarity.count
    similarity.cosines.withUnsafeBufferPointer { cosines in
      for row in 0..<count {
        var (sum, after): (Float, Float) = (0, 0)
        for column in 0..<count {
          let cosine = cosines[row * count + column]
          sum += cosine
          if column > row { after += cosine }
        }
        all.append(sum)
        forward.append(after)
      }
    }
    return (all, forward)
  }
}
