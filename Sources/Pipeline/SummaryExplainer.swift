internal import NewsModel
package import Settings
package import Storage
package import Summarization

/// Makes a stored story's summary once more, with every sentence's score by its parts.
package struct SummaryExplainer: Sendable {
  package let settings: PipelineSettings
  package let store: NewsStore

  package init(settings: PipelineSettings, store: NewsStore) {
    self.settings = settings
    self.store = store
  }

  /// All sentences of the versions that the story's summary in its own language draws on, in reading order, each with
  /// the uid of its article.
  package func candidates(
    of story: StoredStory
  ) throws -> [(article: String, candidate: SummaryCandidate)] {
    let language = story.language ?? "und"
    let wanted = story.members.filter {
      $0.bodyStatus.hasText
        && Language.primary(of: $0.language ?? "und") == Language.primary(of: language)
    }.prefix(SummaryWriter.membersPerLanguage)
    let found = try store.matchDocuments(uids: wanted.map(\.articleUID))
    let documents = found.map { SummaryDocument(title: $0.title, text: $0.body ?? "") }
    return ExtractiveSummarizer()
      .explanation(of: documents, language: language, budget: settings.summary.budget)
      .candidates.map { (found[$0.sentence.document].uid, $0) }
  }
}
