internal import NewsModel

package import struct Foundation.Date

/// A handful of invented news sites for the demonstration and the end-to-end tests.
///
/// Everything is a function of `now`: the same `now` gives the same bytes. Texts are in `Outlets/`, one file a
/// site; ``start()`` serves them on loopback, ``response(to:)`` answers without any socket.
package struct SampleNewsroom: Sendable {
  /// Whole minutes; articles were published within the 20 hours before.
  package let now: Date
  /// In the order of their hosts.
  package let outlets: [Outlet]

  /// How many files of outlets there are: one that cannot be read shows as an outlet too few.
  package static var outletFileCount: Int { outletTexts.count }

  package init(now: Date) {
    self.now = Date(timeIntervalSince1970: (now.timeIntervalSince1970 / 60).rounded(.down) * 60)
    let outlets = SampleNewsroom.outletTexts
      .compactMap { OutletFile(text: String(decoding: $0, as: UTF8.self))?.outlet }
    self.outlets = SampleNewsroom.withBorrowedTexts(outlets).sorted { $0.host < $1.host }
  }

  /// Gives every article that is printed to the letter from another outlet that outlet's text.
  private static func withBorrowedTexts(_ outlets: [Outlet]) -> [Outlet] {
    var lent: [String: [Paragraph]] = [:]
    for outlet in outlets {
      for article in outlet.articles { lent[outlet.host + article.path] = article.paragraphs }
    }
    return outlets.map { outlet in
      var outlet = outlet
      for index in outlet.articles.indices {
        guard let lender = outlet.articles[index].sameTextAs else { continue }
        outlet.articles[index].paragraphs = lent[lender] ?? []
      }
      return outlet
    }
  }

  /// When an article was published, as its page says.
  package func published(_ article: SampleArticle) -> Date {
    now.addingTimeInterval(-(article.hours * 60).rounded() * 60)
  }

  /// What the feed says: the same, but for the trait `future`.
  package func publishedInFeed(_ article: SampleArticle) -> Date {
    published(article).addingTimeInterval(article.traits.contains(.future) ? 3 * 86_400 : 0)
  }
}
