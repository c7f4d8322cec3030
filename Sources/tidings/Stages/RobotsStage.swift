internal import Fetching
internal import Foundation

/// `tidings stage robots`: whether a robots.txt lets a robot ask for a URL.
struct RobotsStage: RecordOperator {
  struct Input: Decodable {
    /// The file's text …
    var text: String?
    /// … or where it lies.
    var path: String?
    var agent: String
    var url: String

    enum CodingKeys: String, CodingKey {
      case text = "robots_txt"
      case path = "robots_path"
      case agent = "user_agent"
      case url
    }
  }

  struct Output: Encodable {
    var allowed: Bool
  }

  func output(for input: Input) throws -> Output {
    let rules = RobotsRules(try bytes(of: input), agent: input.agent)
    return Output(allowed: rules.allows(input.url))
  }

  private func bytes(of input: Input) throws -> [UInt8] {
    if let text = input.text { return Array(text.utf8) }
    guard let path = input.path else {
      throw StageError(code: "bad_field", message: "Give `robots_txt` or `robots_path`.")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw StageError(code: "unreadable", message: "The file \(path) cannot be read.")
    }
    return Array(data)
  }
}
