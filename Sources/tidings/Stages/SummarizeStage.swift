struct SummarizeStage: RecordOperator {
  struct Input: Decodable {}
  struct Output: Encodable {}

  func output(for input: Input) throws -> Output {
    throw StageError(code: "not_built", message: "This stage is not built yet.")
  }
}
