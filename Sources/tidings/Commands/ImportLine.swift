internal import Foundation
internal import NewsModel
internal import Pipeline
internal import Storage

/// A line of `stage extract` or `warc extract`, as it is read back.
struct ImportLine: Decodable {
  /// What a line gave.
  enum Reading: Sendable {
    case blank
    case record(ImportRecord)
    /// A page without an article's text: a wall, an error, a front page.
    case textless
    /// With the reason, in a sentence.
    case unusable(String)
  }

  private struct Problem: Decodable {
    var message: String?
  }

  private var url: String?
  private var date: String?
  private var title: String?
  private var byline: String?
  private var published: String?
  private var dateSource: String?
  private var modified: String?
  private var language: String?
  private var text: String?
  private var status: String?
  private var confidence: Double?
  private var canonical: String?
  private var site: String?
  private var section: String?
  private var standfirst: String?
  private var image: String?
  private var links: [String]?
  private var error: Problem?

  enum CodingKeys: String, CodingKey {
    case url, date, title, byline, published, modified, language, text, status, confidence
    case canonical, site, section, standfirst, image, links, error
    case dateSource = "date_source"
  }

  static func reading(
    of line: Data, seen: ImportCommand.Seen, now: Date, _ importer: ArticleImporter
  ) -> Reading {
    guard !line.allSatisfy({ $0 == 32 || $0 == 9 || $0 == 13 }) else { return .blank }
    do {
      let line = try JSONDecoder().decode(ImportLine.self, from: LoneSurrogates.replaced(in: line))
      return line.reading(seen: seen, now: now, importer)
    } catch DecodingError.dataCorrupted {
      return .unusable("This line is not a JSON object.")
    } catch {
      return .unusable(JSONFault.sentence(error))
    }
  }

  private func reading(
    seen: ImportCommand.Seen, now: Date, _ importer: ArticleImporter
  ) -> Reading {
    if let error { return .unusable("The stage failed: \(error.message ?? "no reason given").") }
    guard let url, let address = URLComponents(string: url), let host = address.host,
      !host.isEmpty, ["http", "https"].contains(address.scheme?.lowercased())
    else { return .unusable("The field `url` is missing, or no http address.") }
    guard let status = BodyStatus(rawValue: status ?? BodyStatus.full.rawValue) else {
      return .unusable("The field `status` is none of \(Self.statuses).")
    }
    guard status.hasText, let text, text.contains(where: { !$0.isWhitespace }) else {
      return .textless
    }
    return .record(
      importer.record(
        for: ArticleImporter.Item(
          url: url, article: article(text, status, now: now), seen: firstSeen(seen, now: now))))
  }

  private static let statuses = BodyStatus.allCases.map(\.rawValue).joined(separator: ", ")

  /// What a line claims about the future is not believed.
  private func firstSeen(_ seen: ImportCommand.Seen, now: Date) -> Date {
    guard seen == .captured, let captured = date.flatMap(Self.time) else { return now }
    return min(captured, now)
  }

  private func article(_ text: String, _ status: BodyStatus, now: Date) -> Article {
    var article = Article(status: status, confidence: min(max(confidence ?? 0, 0), 1))
    article.canonicalURL = canonical
    article.title = title
    article.byline = byline
    article.published = published.flatMap(Self.time)
    article.dateSource = article.published == nil ? nil : dateSource.flatMap(DateSource.init)
    article.dateFlag = article.published.map { $0 > now ? .future : nil } ?? .missing
    article.modified = modified.flatMap(Self.time)
    article.declaredLanguage = language
    article.site = site
    article.section = section
    article.standfirst = standfirst
    article.image = image
    article.links = links ?? []
    article.paragraphs = text.split(whereSeparator: \.isNewline).map {
      Paragraph(.text, $0.trimmingCharacters(in: .whitespaces))
    }.filter { !$0.text.isEmpty }
    return article
  }

  /// A time in UTC, or a day's beginning.
  private static func time(_ text: String) -> Date? {
    Timestamp.date(from: text) ?? Timestamp.date(from: text.prefix(10) + "T00:00:00Z")
  }
}
