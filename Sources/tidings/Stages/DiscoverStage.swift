internal import FeedParsing
internal import Foundation

/// `stage discover`: the feeds that a page offers, best first.
struct DiscoverStage: RecordOperator {
  struct Input: Decodable {
    var htmlPath: String
    var url: String

    enum CodingKeys: String, CodingKey {
      case htmlPath = "html_path"
      case url
    }
  }

  struct Output: Encodable {
    var feeds: [String]
  }

  func output(for input: Input) throws -> Output {
    let page = try StageFile.bytes(at: input.htmlPath)
    return Output(feeds: FeedDiscovery.feeds(in: page, url: input.url).map(\.url))
  }
}
