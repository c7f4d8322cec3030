internal import Linguistics
internal import NewsModel

/// The language of a text.
struct LanguageStage: RecordOperator {
  struct Input: Decodable {
    var title: String?
    var text: String?
    var hint: String?
  }

  struct Output: Encodable {
    /// BCP 47.
    var language: String
    /// ISO 15924.
    var script: String
    /// 0–1.
    var confidence: Double
  }

  private let identifier = LanguageIdentifier()

  func output(for input: Input) throws -> Output {
    let language = identifier.identify(
      title: input.title, text: input.text ?? "", hint: input.hint)
    return Output(
      language: language.tag, script: language.script, confidence: language.confidence)
  }
}
