internal import Foundation

/// A stage that reads JSON lines and writes JSON lines.
protocol JSONLinesStage {
  /// - Parameter jobs: how many records may be worked on at once.
  func run(input: LineReader, output: StandardOutput, jobs: Int) throws
}

/// A pure function from one record to one record.
protocol RecordOperator: Sendable {
  associatedtype Input: Decodable & Sendable
  associatedtype Output: Encodable & Sendable

  /// The result for one record. Throws a ``StageError`` for a record that cannot be done.
  func output(for input: Input) throws -> Output

  /// The line to write for a record.
  func line(id: JSONValue, _ output: Output) throws -> Data

  /// What a line holds, if that can be said without a decoder.
  static func record(in line: Data) -> (id: JSONValue, input: Input)?
}

extension RecordOperator {
  static func record(in line: Data) -> (id: JSONValue, input: Input)? { nil }

  func line(id: JSONValue, _ output: Output) throws -> Data {
    try StandardOutput.line(Identified(id: id, value: output))
  }
}

/// A function that needs all records before it can say anything of one.
protocol WindowOperator: Sendable {
  associatedtype Input: Decodable & Sendable
  associatedtype Output: Encodable & Sendable

  /// One result for each record, in the same order.
  func outputs(for records: [(id: JSONValue, input: Input)]) throws -> [Output]
}

/// Why one record could not be done.
struct StageError: Error {
  /// Stable and short, e.g. `unreadable`.
  var code: String
  /// A sentence that says what to do.
  var message: String
}

/// Standard input or output failed.
struct InputOutputError: Error {
  var message: String
}

/// Runs a ``RecordOperator`` over its input, each result written as soon as it and those before it are there.
struct RecordStage<Operator: RecordOperator>: JSONLinesStage {
  let body: Operator

  init(_ body: Operator) { self.body = body }

  func run(input: LineReader, output: StandardOutput, jobs: Int) throws {
    var number = 0
    let work = OrderedWork<(Data, Int), Result<Data, any Error>>(jobs: jobs) { [body] line in
      Result { try Self.answer(to: line.0, number: line.1, body) }
    }
    try work.run {
      number += 1
      return try input.nextLine().map { ($0, number) }
    } receive: {
      try output.write($0.get())
    }
  }

  /// The line to write for one that was read; nothing for a blank one.
  private static func answer(to line: Data, number: Int, _ body: Operator) throws -> Data {
    switch Operator.record(in: line).map({ .record(id: $0.id, input: $0.input) })
      ?? JSONLine<Operator.Input>(line, number: number)
    {
    case .blank: return Data()
    case .failed(let data): return data
    case .record(let id, let input):
      do {
        return try body.line(id: id, body.output(for: input))
      } catch let error as StageError {
        return try StandardOutput.line(FailedRecord(id: id, error: error))
      }
    }
  }
}

/// Runs a ``WindowOperator`` over all of its input; results come after its end, whatever the number of jobs.
struct WindowStage<Operator: WindowOperator>: JSONLinesStage {
  let body: Operator

  init(_ body: Operator) { self.body = body }

  func run(input: LineReader, output: StandardOutput, jobs: Int) throws {
    var records: [(id: JSONValue, input: Operator.Input)] = []
    var number = 0
    while let line = try input.nextLine() {
      number += 1
      switch JSONLine<Operator.Input>(line, number: number) {
      case .blank: continue
      case .failed(let data): try output.write(data)
      case .record(let id, let input): records.append((id, input))
      }
    }
    for (record, result) in zip(records, try body.outputs(for: records)) {
      try output.writeLine(Identified(id: record.id, value: result))
    }
  }
}

/// A line as read: a record, or what to answer to one that cannot be read.
private enum JSONLine<Input: Decodable> {
  case blank
  case failed(Data)
  case record(id: JSONValue, input: Input)

  init(_ line: Data, number: Int) {
    guard !line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) else {
      self = .blank
      return
    }
    do {
      let record = try JSONDecoder().decode(
        Record<Input>.self, from: LoneSurrogates.replaced(in: line))
      let id = record.id ?? .null
      switch record.input {
      case .success(let input): self = .record(id: id, input: input)
      case .failure(let error):
        let failure = StageError(code: "bad_field", message: JSONFault.sentence(error))
        self = .failed((try? StandardOutput.line(FailedRecord(id: id, error: failure))) ?? Data())
      }
    } catch {
      let failure = StageError(code: "malformed", message: "This line is not a JSON object.")
      self = .failed((try? StandardOutput.line(Malformed(line: number, error: failure))) ?? Data())
    }
  }
}

/// What is wrong with a record's fields, in a sentence.
enum JSONFault {
  static func sentence(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context, _ key: (any CodingKey)? = nil) -> String {
      (context.codingPath + (key.map { [$0] } ?? [])).map(\.stringValue).joined(separator: ".")
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      return "The field `\(path(context, key))` is missing."
    case DecodingError.valueNotFound(_, let context):
      return "The field `\(path(context))` is null, but needs a value."
    case DecodingError.typeMismatch(let type, let context):
      return "The field `\(path(context))` should be \(type)."
    default: return "This record cannot be read: \(error)."
    }
  }
}

/// A record and its `id` from one look at the line. What is wrong with the fields does not lose the `id`.
private struct Record<Input: Decodable>: Decodable {
  let id: JSONValue?
  let input: Result<Input, any Error>

  init(from decoder: any Decoder) throws {
    id = try decoder.container(keyedBy: Key.self).decodeIfPresent(JSONValue.self, forKey: .id)
    input = Result { try Input(from: decoder) }
  }

  enum Key: String, CodingKey { case id }
}

/// The result of a stage with the record's own `id` in front.
struct Identified<Value: Encodable>: Encodable {
  var id: JSONValue
  var value: Value

  func encode(to encoder: any Encoder) throws {
    try value.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(id, forKey: .id)
  }

  enum Key: String, CodingKey { case id }
}

private struct FailedRecord: Encodable {
  var id: JSONValue
  var error: StageError

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(id, forKey: .id)
    try container.encode(["code": error.code, "message": error.message], forKey: .error)
  }

  enum Key: String, CodingKey { case id, error }
}

private struct Malformed: Encodable {
  var line: Int
  var error: StageError

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeNil(forKey: .id)
    try container.encode(line, forKey: .line)
    try container.encode(["code": error.code, "message": error.message], forKey: .error)
  }

  enum Key: String, CodingKey { case id, line, error }
}

/// Any JSON value, kept as it came.
enum JSONValue: Codable, Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // What most ids are comes first: each type that does not fit throws.
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

/// Half a surrogate pair as an escape (`\ud83d` alone) makes a whole line unreadable to Foundation, yet
/// Python writes it for text that was cut inside a character: it becomes U+FFFD.
enum LoneSurrogates {
  static func replaced(in line: Data) -> Data {
    guard line.withUnsafeBytes(holdsSurrogate) else { return line }
    var bytes = [UInt8](line)
    var at = 0
    while at + 5 < bytes.count {
      guard bytes[at] == 0x5C else {
        at += 1
        continue
      }
      guard bytes[at + 1] == 0x75, let unit = codeUnit(bytes, at + 2) else {
        at += 2
        continue
      }
      if (0xD800..<0xDC00).contains(unit), at + 11 < bytes.count, bytes[at + 6] == 0x5C,
        bytes[at + 7] == 0x75, let next = codeUnit(bytes, at + 8),
        (0xDC00..<0xE000).contains(next)
      {
        at += 12
      } else {
        if (0xD800..<0xE000).contains(unit) {
          bytes.replaceSubrange(at + 2..<at + 6, with: "fffd".utf8)
        }
        at += 6
      }
    }
    return Data(bytes)
  }

  /// `\ud` or `\uD` stands in it.
  private static func holdsSurrogate(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.indices.dropLast(2).contains { at in
      bytes[at] == 0x5C && bytes[at + 1] == 0x75 && bytes[at + 2] | 0x20 == 0x64
    }
  }

  private static func codeUnit(_ bytes: [UInt8], _ start: Int) -> UInt16? {
    guard start + 4 <= bytes.count else { return nil }
    return UInt16(String(decoding: bytes[start..<start + 4], as: UTF8.self), radix: 16)
  }
}
