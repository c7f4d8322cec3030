internal import Linguistics
internal import NewsModel
internal import Summarization

/// The most important sentences of a text, or of several that tell one story.
struct SummarizeStage: RecordOperator {
  struct Input: Decodable {
    struct Document: Decodable {
      var title: String?
      var text: String?
    }

    var lang: String?
    var language: String?
    var title: String?
    var text: String?
    var docs: [Document]?
    /// How many sentences at most.
    var sentences: Int?
    /// How many words at most; 0 for any number.
    var words: Int?
    /// Weights to try instead of the fitted ones, for `Scripts/fit-summarizer`: parts' names, and `redundancy`.
    var weights: [String: Double]?
  }

  struct Output: Encodable {
    struct Range: Encodable {
      var doc: Int
      var start: Int
      var length: Int
    }

    /// Most important first.
    var sentences: [String]
    /// Where each stands, in Unicode scalars.
    var ranges: [Range]
    var method: String
    var version: Int
  }

  func output(for input: Input) throws -> Output {
    let documents = (input.docs ?? [.init(title: input.title, text: input.text)])
      .map { SummaryDocument(title: $0.title, text: $0.text ?? "") }
    let summarizer = ExtractiveSummarizer(weights: weights(input.weights))
    let summary = summarizer.summary(
      of: documents, language: input.lang ?? input.language ?? identified(documents),
      budget: SummaryBudget(
        sentences: min(max(input.sentences ?? 8, 1), 100), words: max(input.words ?? 0, 0)))
    return Output(
      sentences: summary.map(\.text),
      ranges: summary.map { .init(doc: $0.document, start: $0.start, length: $0.length) },
      method: summarizer.method, version: summarizer.version)
  }

  /// For records that do not say: what `stage extract` could not read off the page.
  private func identified(_ documents: [SummaryDocument]) -> String {
    guard let first = documents.first else { return "und" }
    return LanguageIdentifier().identify(title: first.title, text: first.text, hint: nil).tag
  }

  private func weights(_ given: [String: Double]?) -> SummaryWeights {
    guard let given else { return .fitted }
    var weights = SummaryWeights(
      parts: [:], redundancy: given["redundancy"] ?? SummaryWeights.fitted.redundancy)
    for (name, value) in given {
      if let part = SummaryPart(rawValue: name) { weights.parts[part] = value }
    }
    return weights
  }
}
