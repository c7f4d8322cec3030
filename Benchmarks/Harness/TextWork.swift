internal import ArgumentParser
internal import Deduplication
internal import Foundation
internal import Linguistics
internal import NewsModel
internal import Summarization

/// Makes of each record of standard input what a run makes of an article once its text is there: language, words, hash,
/// evidence, sentences, summary, keywords. Printed whole, so that two versions of the program can be compared.
struct TextWork: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "texts")

  private struct Document: Decodable {
    var title: String?
    var text: String?
  }

  private struct Record: Decodable {
    var lang: String?
    var title: String?
    var text: String?
    /// Several articles of one story, for the summary.
    var docs: [Document]?
  }

  enum Step: String, CaseIterable, ExpressibleByArgument {
    case language, words, segments, hash, evidence, sentences, summary, keywords
  }

  @Option(parsing: .upToNextOption, help: "What to make; all without it.")
  var only: [Step] = Step.allCases

  @Option(help: "How often.")
  var rounds = 1

  @Flag(help: "Print nothing.")
  var quiet = false

  func run() throws {
    let decoder = JSONDecoder()
    var records: [Record] = []
    try forEachLine { records.append(try decoder.decode(Record.self, from: $0)) }
    for round in 0..<rounds {
      for (number, record) in records.enumerated() {
        for step in only {
          let made = make(step, of: record)
          if !quiet, round == 0 { print(number, step.rawValue, made) }
        }
      }
    }
  }

  private func make(_ step: Step, of record: Record) -> String {
    let text = record.text ?? record.docs?.first?.text ?? ""
    let title = record.title ?? record.docs?.first?.title
    let language = record.lang ?? "und"
    let document = MatchDocument(title: title, text: text, language: language)
    switch step {
    case .language: return "\(LanguageIdentifier().identify(title: title, text: text, hint: nil))"
    case .words: return "\(WordSegmenter().words(in: text).count)"
    case .segments:
      return quiet
        ? "\(WordSegmenter().segments(in: text).count)"
        : WordSegmenter().segments(in: text).map { "\($0.range) \($0.kind)" }
          .joined(separator: " ")
    case .hash: return document.bodyHash ?? "-"
    case .evidence:
      let blob = Evidence(of: document).blob
      return quiet ? "\(blob.count)" : ContentHash.hex(blob)
    case .sentences:
      let ranges = SentenceSplitter(language: language).sentences(in: text)
      return quiet ? "\(ranges.count)" : "\(ranges)"
    case .summary: return summary(record, title, text, language)
    case .keywords:
      let found = Keywords().keywords(
        of: [SummaryDocument(title: title, text: text)], language: language)
      return found.map { "\($0.text) \($0.count) \($0.score)" }.joined(separator: ", ")
    }
  }

  private func summary(
    _ record: Record, _ title: String?, _ text: String, _ language: String
  ) -> String {
    let documents =
      record.docs?.map { SummaryDocument(title: $0.title, text: $0.text ?? "") }
      ?? [SummaryDocument(title: title, text: text)]
    if quiet {
      return
        "\(ExtractiveSummarizer().summary(of: documents, language: language, budget: SummaryBudget(sentences: 3, words: 120)).count)"
    }
    let explanation = ExtractiveSummarizer().explanation(
      of: documents, language: language, budget: SummaryBudget(sentences: 3, words: 120))
    return explanation.candidates.map { candidate in
      let parts = candidate.parts.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { "\($0.key) \($0.value)" }
      let sentence = candidate.sentence
      return
        "\(sentence.document) \(sentence.start) \(sentence.length) \(sentence.text.count) \(candidate.score)"
        + " \(candidate.likeness) \(candidate.rank ?? -1) \(candidate.defect?.rawValue ?? "-") \(parts)"
    }.joined(separator: "; ")
  }
}

/// The lines of standard input as bytes, which JSON is read from: `readLine` makes text of them first.
func forEachLine(_ body: (Data) throws -> Void) throws {
  guard let input = fdopen(STDIN_FILENO, "r") else { throw ExitCode.failure }
  var (line, capacity): (UnsafeMutablePointer<CChar>?, Int) = (nil, 0)
  defer { free(line) }
  while true {
    let length = getline(&line, &capacity, input)
    guard length > 0, let line else { return }
    try body(Data(bytesNoCopy: line, count: length, deallocator: .none))
  }
}
