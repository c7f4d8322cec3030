internal import Extraction
internal import Foundation
internal import NewsModel
internal import Synchronization

/// `path` (a page) or `html` (its text), `url`, `charset` → the article on it. `url` and `date` are handed on, so that
/// the result can be imported.
///
/// For fitting the models: `features` adds what they see of each block, `opinions` stands in for the first
/// model's results and, if given, the second's, `model` names another weights file.
struct ExtractStage: RecordOperator {
  struct Input: Decodable {
    var path: String?
    var html: String?
    var url: String?
    var date: String?
    var charset: String?
    var features: Bool?
    var opinions: [[Float]]?
    var model: String?
    var layout: Bool?
  }

  struct Output: Encodable {
    var url: String?
    var date: String?
    var title: String?
    var byline: String?
    var published: String?
    var dateSource: String?
    var modified: String?
    var language: String?
    var text: String
    var status: BodyStatus
    var confidence: Double
    var canonical: String?
    var site: String?
    var section: String?
    var standfirst: String?
    var image: String?
    var links: [String]
    var features: [BlockFeatures]?
    var layout: [FeatureFamily]?

    enum CodingKeys: String, CodingKey {
      case url, date, title, byline, published
      case dateSource = "date_source"
      case modified, language, text, status, confidence, canonical, site, section, standfirst, image
      case links, features, layout
    }
  }

  private let models = ModelCache()

  func output(for input: Input) throws -> Output {
    let bytes = try page(input)
    let extractor = ArticleExtractor(model: try models.model(at: input.model))
    let article = extractor.extract(
      bytes, url: input.url ?? "", charset: input.html == nil ? input.charset : "utf-8",
      now: Date(), given: input.opinions ?? [])
    var output = Output(article)
    output.url = input.url
    output.date = input.date
    if input.features == true {
      output.features = extractor.features(
        bytes, charset: input.charset, given: input.opinions ?? [])
    }
    if input.layout == true { output.layout = FeatureFamily.all }
    return output
  }

  func line(id: JSONValue, _ output: Output) throws -> Data {
    try output.line(id: id).map { Data($0) }
      ?? StandardOutput.line(Identified(id: id, value: output))
  }

  static func record(in line: Data) -> (id: JSONValue, input: Input)? {
    guard let record = FlatRecord(line), let input = Input(record) else { return nil }
    return (record["id"], input)
  }

  private func page(_ input: Input) throws -> [UInt8] {
    if let html = input.html { return Array(html.utf8) }
    guard let path = input.path else {
      throw StageError(code: "bad_field", message: "The field `path` or `html` is missing.")
    }
    guard let page = StageFile.contents(of: path) else {
      throw StageError(
        code: "unreadable", message: "The page `\(path)` cannot be read: check `path`.")
    }
    return page
  }
}

extension ExtractStage.Input {
  /// `nil` where a value is of another type, and for what only fitting asks for.
  fileprivate init?(_ record: FlatRecord) {
    guard !["features", "opinions", "layout"].contains(where: record.has) else { return nil }
    do {
      path = try record["path"].text
      html = try record["html"].text
      url = try record["url"].text
      date = try record["date"].text
      charset = try record["charset"].text
      model = try record["model"].text
    } catch {
      return nil
    }
  }
}

extension JSONValue {
  fileprivate struct NoText: Error {}

  /// A string, or nothing for null.
  fileprivate var text: String? {
    get throws(NoText) {
      switch self {
      case .null: nil
      case .string(let text): text
      default: throw NoText()
      }
    }
  }
}

extension ExtractStage.Output {
  init(_ article: Article) {
    title = article.title
    byline = article.byline
    published = article.publishedDay
    dateSource = article.dateSource?.rawValue
    modified = article.modified.map { Timestamp.string(from: $0) }
    language = article.declaredLanguage
    text = article.body
    status = article.status
    confidence = (article.confidence * 1000).rounded() / 1000
    canonical = article.canonicalURL
    site = article.site
    section = article.section
    standfirst = article.standfirst
    image = article.image
    links = article.links
  }
}

extension ExtractStage.Output {
  /// The record as one line, keys in order; `nil` for what only the encoder writes.
  fileprivate func line(id: JSONValue) -> [UInt8]? {
    guard features == nil, layout == nil else { return nil }
    var json = JSONRecord(capacity: text.utf8.count + 2048)
    json.beginObject()
    json.member("byline", byline)
    json.member("canonical", canonical)
    json.member("confidence", confidence)
    json.member("date", date)
    json.member("date_source", dateSource)
    guard json.member("id", id) else { return nil }
    json.member("image", image)
    json.member("language", language)
    json.member("links", links)
    json.member("modified", modified)
    json.member("published", published)
    json.member("section", section)
    json.member("site", site)
    json.member("standfirst", standfirst)
    json.member("status", status.rawValue)
    json.member("text", text)
    json.member("title", title)
    json.member("url", url)
    json.endObject()
    json.endLine()
    return json.bytes
  }
}

/// Weights files read so far.
private final class ModelCache: Sendable {
  private let models = Mutex<[String: BodyModel]>([:])

  func model(at path: String?) throws -> BodyModel {
    guard let path else { return .fitted }
    if let known = models.withLock({ $0[path] }) { return known }
    guard let file = FileManager.default.contents(atPath: path) else {
      throw StageError(
        code: "unreadable", message: "The weights `\(path)` cannot be read: check `model`.")
    }
    let model = BodyModel([UInt8](file))
    models.withLock { $0[path] = model }
    return model
  }
}
