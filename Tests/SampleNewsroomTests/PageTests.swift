import NewsModel
import SampleNewsroom
import Testing

/// Every page is what its article's traits make of it.
@Suite struct PageTests {
  let newsroom = SampleNewsroom(now: sampleNow)

  private func answer(_ path: String, _ outlet: Outlet) -> SampleResponse {
    newsroom.response(to: SampleRequest(host: outlet.host, path: path))
  }

  /// Status and telling header of every article's address in the feed.
  @Test func addressesAnswerAsMeant() {
    for outlet in newsroom.outlets {
      for article in outlet.articles {
        let answer = answer(article.linkPath, outlet)
        let place = Comment(rawValue: outlet.host + article.linkPath)
        switch true {
        case article.feedPath != nil:
          #expect(answer.status == 301, place)
          #expect(answer.headers["Location"] == outlet.url(article.path), place)
        case article.traits.contains(.blocked): #expect(answer.status == 403, place)
        case article.traits.contains(.missing): #expect(answer.status == 404, place)
        default: #expect(answer.status == 200, place)
        }
        #expect(
          (answer.headers["Content-Encoding"] == "gzip") == article.traits.contains(.gzip), place)
      }
    }
  }

  /// A Vietnamese tone in windows-1258 is a byte of its own; Chinese in GB18030 is two.
  @Test func legacyPagesAreInTheirEncodings() throws {
    let expected: [SampleArticle.Trait: (text: String, bytes: [UInt8])] = [
      .windows1258: ("Bốn giờ", [0x42, 0xf4, 0xec, 0x6e, 0x20, 0x67, 0x69, 0xf5, 0xcc]),
      .gb18030: ("听涛", [0xcc, 0xfd, 0xcc, 0xce]),
    ]
    for (trait, sample) in expected {
      let found = newsroom.outlets.flatMap { outlet in
        outlet.articles.filter { $0.traits.contains(trait) }.map { (outlet, $0) }
      }
      let (outlet, article) = try #require(found.first)
      #expect(found.count == 1)
      #expect(article.paragraphs.contains { $0.text.contains(sample.text) })
      let body = answer(article.path, outlet).body
      #expect(body.indices.contains { body[$0...].starts(with: sample.bytes) })
      #expect(String(decoding: body, as: UTF8.self).contains("charset=\"\(trait.rawValue)\""))
      #expect(!String(decoding: body, as: UTF8.self).contains("&#"))
    }
  }

  /// The article's text is on its page if, and only if, the page shows it.
  @Test func pagesShowTheirText() throws {
    for outlet in newsroom.outlets {
      for article in outlet.articles where !article.traits.contains(.gzip) {
        let body = answer(article.path, outlet).body
        let isLegacy = !article.traits.isDisjoint(with: [.windows1258, .gb18030])
        guard !isLegacy else {
          #expect(String(validating: body, as: UTF8.self) == nil, "\(outlet.host)\(article.path)")
          continue
        }
        let html = try #require(String(validating: body, as: UTF8.self))
        let shown = article.paragraphs.map { html.contains(escaped($0.text)) }
        let expected = article.paragraphs.indices.map { index in
          article.status.hasText || (article.status == .paywall && index < 2)
        }
        #expect(shown == expected, "\(outlet.host)\(article.path)")
      }
    }
  }

  @Test func printedPagesNameTheirPage() {
    for outlet in newsroom.outlets {
      for article in outlet.articles where article.traits.contains(.print) {
        let html = String(decoding: answer(article.printPath, outlet).body, as: UTF8.self)
        #expect(html.contains("<link rel=\"canonical\" href=\"\(outlet.url(article.path))\">"))
      }
    }
  }

  /// Elements that must be closed are, in the right order.
  @Test func elementsAreBalanced() throws {
    let void: Set<Substring> = ["meta", "link", "img", "input", "br", "!DOCTYPE"]
    for outlet in newsroom.outlets {
      for article in outlet.articles where !article.traits.contains(.gzip) {
        let html = String(decoding: answer(article.path, outlet).body, as: UTF8.self)
        var open: [Substring] = []
        for piece in html.split(separator: "<").dropFirst() {
          let isClosing = piece.first == "/"
          let name = piece.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber || $0 == "!" }
          if isClosing {
            #expect(open.popLast() == name, "\(outlet.host)\(article.path)")
          } else if !void.contains(name) {
            open.append(name)
          }
        }
        #expect(open.isEmpty, "\(outlet.host)\(article.path)")
      }
    }
  }

  private func escaped(_ text: String) -> String {
    text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&amp;")
      .split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "&quot;")
  }
}
