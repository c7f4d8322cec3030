internal import Linguistics

/// Sentences of a text, verbatim and in order.
struct SentencesStage: RecordOperator {
  struct Input: Decodable {
    var language: String?
    var lang: String?
    var text: String?
  }

  struct Output: Encodable {
    var sentences: [String]
  }

  func output(for input: Input) throws -> Output {
    guard let text = input.text else {
      throw StageError(
        code: "no_text", message: "The field `text` is missing: give the text to cut.")
    }
    let language = input.language ?? input.lang ?? "und"
    let bytes = Array(text.utf8)
    let ranges = SentenceSplitter(language: language).sentences(in: text)
    return Output(sentences: ranges.map { String(decoding: bytes[$0], as: UTF8.self) })
  }
}
