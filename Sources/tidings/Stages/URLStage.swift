internal import NewsModel

/// `stage url`: the key that is equal for two addresses of one article.
struct URLStage: RecordOperator {
  struct Input: Decodable {
    var input: String
  }

  struct Output: Encodable {
    var key: String
  }

  func output(for input: Input) throws -> Output {
    Output(key: CanonicalURL.key(for: input.input))
  }
}
