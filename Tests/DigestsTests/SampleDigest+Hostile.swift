import Foundation
import NewsModel

@testable import Digests

extension SampleDigest {
  static var digest: Digest { DigestBuilder(options: options).digest(from: input) }

  /// The sample with every text that comes from outside replaced.
  static func hostile(_ text: String) -> Digest {
    var input = Self.input
    input.name = text
    input.uid = text
    input.failedDeliveries = [text]
    input.feeds.newlyFailing = [.init(name: text, reason: text, since: input.from)]
    input.feeds.newlySilent = [.init(name: text, since: input.from)]
    for index in input.watches.indices { input.watches[index].name = text }
    input.week = [
      DigestDay(day: text, articles: 2, stories: 1),
      DigestDay(day: "2026-11-21", articles: 3, stories: 2),
    ]
    for index in input.stories.indices {
      input.stories[index].uid = "\(index)" + text
      input.stories[index].headline = text
      input.stories[index].language = text
      input.stories[index].tags = [text]
      for article in input.stories[index].articles.indices {
        input.stories[index].articles[article].uid = "\(article)" + text
        input.stories[index].articles[article].title = text
        input.stories[index].articles[article].source = text
        input.stories[index].articles[article].url = text
        input.stories[index].articles[article].language = text
        input.stories[index].articles[article].correction = VersionCorrection(changes: [text, text])
      }
      for sentence in input.stories[index].summary.indices {
        input.stories[index].summary[sentence].sentence = text
        input.stories[index].summary[sentence].articleUID = "0" + text
        input.stories[index].summary[sentence].url = text
      }
    }
    return DigestBuilder(options: Self.options).digest(from: input)
  }
}
