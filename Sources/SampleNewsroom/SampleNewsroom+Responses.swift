internal import NewsModel

/// What a client asks of the newsroom, reduced to what decides the answer.
package struct SampleRequest: Sendable, Hashable {
  /// The `Host` header, with or without a port.
  package var host: String
  /// Without query.
  package var path: String
  package var ifNoneMatch: String?

  package init(host: String, path: String, ifNoneMatch: String? = nil) {
    self.host = host
    self.path = path
    self.ifNoneMatch = ifNoneMatch
  }
}

/// What the newsroom answers.
package struct SampleResponse: Sendable, Hashable {
  package var status: Int
  package var headers: [String: String]
  package var body: [UInt8]

  init(_ status: Int, type: String, body: [UInt8]) {
    self.status = status
    self.body = body
    headers = ["Content-Type": type]
  }

  init(_ status: Int, type: String = "text/html; charset=utf-8", text: String) {
    self.init(status, type: type, body: Array(text.utf8))
  }
}

extension SampleNewsroom {
  /// Answers as the site would; hosts that are none of the outlets' get 421 (RFC 9110, 15.5.20).
  package func response(to request: SampleRequest) -> SampleResponse {
    let host = request.host.split(separator: ":").first.map { $0.lowercased() } ?? ""
    guard let outlet = outlets.first(where: { $0.host == host }) else {
      return SampleResponse(421, type: "text/plain", text: "No such site in the sample newsroom.\n")
    }
    var response = resource(request.path, of: outlet)
    guard response.status == 200 else { return response }
    let tag = "\"" + ContentHash.uid(of: String(decoding: response.body, as: UTF8.self)) + "\""
    response.headers["ETag"] = tag
    guard request.ifNoneMatch == tag else { return response }
    response.status = 304
    response.body = []
    return response
  }

  private func resource(_ path: String, of outlet: Outlet) -> SampleResponse {
    switch path {
    case "/": return SampleResponse(200, text: frontPage(of: outlet))
    case "/robots.txt": return SampleResponse(200, type: "text/plain", text: SampleNewsroom.robots)
    case outlet.feedPath:
      return SampleResponse(200, type: outlet.feedFormat.mediaType, text: feed(of: outlet))
    case Outlet.secondFeedPath where outlet.hasSecondFeed:
      return SampleResponse(200, type: FeedFormat.rss20.mediaType, text: secondFeed(of: outlet))
    default: return article(at: path, of: outlet)
    }
  }

  private static let robots = """
    User-agent: *
    Disallow: /members/
    Disallow: /search

    """

  private func article(at path: String, of outlet: Outlet) -> SampleResponse {
    for article in outlet.articles {
      if article.path == path { return page(of: article, in: outlet) }
      if article.feedPath == path { return redirect(to: outlet.url(article.path)) }
      if article.traits.contains(.print), article.printPath == path {
        return SampleResponse(200, text: Page(article, of: outlet, in: self).printed)
      }
    }
    return missing(in: outlet)
  }

  private func redirect(to url: String) -> SampleResponse {
    var response = SampleResponse(301, text: "<p>Moved to <a href=\"\(url)\">\(url)</a>.</p>\n")
    response.headers["Location"] = url
    return response
  }

  private func missing(in outlet: Outlet) -> SampleResponse {
    SampleResponse(404, text: Page.missing(in: outlet))
  }

  private func page(of article: SampleArticle, in outlet: Outlet) -> SampleResponse {
    let traits = article.traits
    if traits.contains(.missing) { return missing(in: outlet) }
    if traits.contains(.blocked) { return SampleResponse(403, text: Page.botCheck(of: outlet)) }
    let page = Page(article, of: outlet, in: self)
    if traits.contains(.consent) { return SampleResponse(200, text: page.consentWall) }
    var response = SampleResponse(200, text: page.html)
    if let charset = page.charset {
      response = SampleResponse(200, type: "text/html", body: charset.bytes(of: page.html))
    }
    if traits.contains(.gzip) {
      response.body = Gzip.stored(response.body)
      response.headers["Content-Encoding"] = "gzip"
    }
    return response
  }
}
