internal import Foundation
internal import Linguistics
internal import NewsModel
internal import Settings
internal import Storage
internal import Summarization

/// Verbatim summaries of the stories that have none, or changed since theirs was made.
extension Pipeline {
  private static let summaryBatch = 128

  func summarizeStories(_ report: inout RunReport) async throws {
    let writer = SummaryWriter(
      budget: settings.summary.budget, languages: settings.summary.languages)
    try store.markOutdated(unlessSummarizedBy: SummaryWriter.version)
    observe(.found(.summarizing, try store.totals().pendingSummaries))
    defer { observe(.ended(.summarizing)) }
    while !Task.isCancelled {
      let pending = try store.storiesToSummarize(
        limit: Self.summaryBatch, attempts: settings.parse.quarantineAfter + 1)
      guard !pending.isEmpty else { return }
      // As with pages: what was tried before goes alone.
      let fresh = pending.prefix { $0.attempts == 0 }
      let work = Array(fresh.isEmpty ? pending.prefix(1) : fresh)
      try store.beginSummaries(of: work.map(\.id))
      var records: [SummaryRecord] = []
      try await concurrentMap(work, limit: cores) {
        writer.record(for: $0)
      } receive: {
        records.append($0)
      }
      records.sort { $0.story < $1.story }
      try store.save(records)
      report.storiesSummarized += records.count
      observe(.done(.summarizing, records.count))
    }
  }
}

/// Summarises one story: for each wanted language from the versions in that language, never mixed. Pure.
struct SummaryWriter: Sendable {
  /// Versions of one language that a summary draws on; further near-copies add nothing but time.
  static let membersPerLanguage = 4
  static let version = "\(ExtractiveSummarizer.method)/\(ExtractiveSummarizer.version)"

  var budget: SummaryBudget
  /// `original`, or BCP 47 tags.
  var languages: [String]

  func record(for work: SummaryWork) -> SummaryRecord {
    var sentences: [String: [SummaryRecord.Sentence]] = [:]
    for tag in wanted(work) {
      let members = work.members.filter {
        Language.primary(of: $0.language ?? "und") == Language.primary(of: tag)
      }
      sentences[tag] = summary(of: Array(members.prefix(Self.membersPerLanguage)), language: tag)
    }
    return SummaryRecord(
      story: work.id, sentences: sentences.filter { !$0.value.isEmpty },
      keywords: keywords(work), method: ExtractiveSummarizer.method, summarizer: Self.version)
  }

  private func wanted(_ work: SummaryWork) -> [String] {
    let present = Set(work.members.map { Language.primary(of: $0.language ?? "und") })
    let original = work.language ?? work.members.first?.language ?? "und"
    var seen: Set<String> = []
    return languages.map { $0 == "original" ? original : $0 }
      .filter { present.contains(Language.primary(of: $0)) && seen.insert($0).inserted }
      .nonEmpty ?? [original]
  }

  private func summary(
    of members: [SummaryWork.Member], language: String
  ) -> [SummaryRecord.Sentence] {
    let documents = members.map { SummaryDocument(title: $0.title, text: $0.body) }
    return ExtractiveSummarizer()
      .summary(of: documents, language: language, budget: budget)
      // In reading order: the summariser gives the most important first.
      .inReadingOrder
      .map { sentence in
        SummaryRecord.Sentence(
          articleUID: members[sentence.document].uid, text: sentence.text,
          start: sentence.start, length: sentence.length)
      }
  }

  private func keywords(_ work: SummaryWork) -> [String] {
    guard let original = work.members.first else { return [] }
    return Keywords().keywords(
      of: [SummaryDocument(title: original.title, text: original.body)],
      language: original.language ?? "und"
    ).map(\.text)
  }
}

extension Array {
  var nonEmpty: [Element]? { isEmpty ? nil : self }
}
