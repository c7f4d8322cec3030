struct DedupeStage: WindowOperator {
  struct Input: Decodable {}
  struct Output: Encodable {}

  func outputs(for records: [(id: JSONValue, input: Input)]) throws -> [Output] {
    throw StageError(code: "not_built", message: "This stage is not built yet.")
  }
}
