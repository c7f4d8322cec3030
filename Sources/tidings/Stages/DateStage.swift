internal import FeedParsing
internal import NewsModel

/// `stage date`: the instant that a written date names.
struct DateStage: RecordOperator {
  struct Input: Decodable {
    var input: String
    var language: String?
  }

  struct Output: Encodable {
    var utc: String?
  }

  func output(for input: Input) throws -> Output {
    Output(
      utc: FeedDate.parse(input.input, language: input.language).map(Timestamp.string(from:)))
  }
}
