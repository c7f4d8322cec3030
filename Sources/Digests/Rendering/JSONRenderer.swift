package import NewsModel

/// `tidings.digest/1`: two spaces a level, keys in the order of the schema, ASCII control and
/// bidirectional characters escaped.
package struct JSONRenderer: Sendable {
  package init() {}

  package func render(_ digest: Digest) -> String {
    JSONTree.object([
      ("schema", .text("tidings.digest/1")), ("uid", .text(digest.uid)),
      ("name", .text(digest.name)), ("from", .time(digest.from)), ("until", .time(digest.until)),
      ("generated", .time(digest.generated)),
      ("newest_article", digest.newestArticle.map(JSONTree.time) ?? .null),
      ("state", .text(digest.state.rawValue)), ("feeds", feeds(digest.feeds)),
      ("watches", .array(digest.watches.map(watch))),
      ("groups", .array(digest.groups.map(group))),
    ]).written() + "\n"
  }

  private func feeds(_ feeds: DigestFeeds) -> JSONTree {
    .object([
      ("ok", .number(feeds.ok)), ("failed", .number(feeds.failed)),
      (
        "newly_failing",
        .array(
          feeds.newlyFailing.map {
            .object([
              ("name", .text($0.name)), ("reason", .text($0.reason)), ("since", .time($0.since)),
            ])
          })
      ),
      (
        "newly_silent",
        .array(
          feeds.newlySilent.map { .object([("name", .text($0.name)), ("since", .time($0.since))]) })
      ),
    ])
  }

  private func watch(_ watch: DigestWatch) -> JSONTree {
    .object([
      ("name", .text(watch.name)), ("articles", .number(watch.articles)),
      ("stories", .number(watch.stories)), ("sources", .number(watch.sources)),
      ("mean_7d", watch.mean.map { .verbatim(Decimals.string($0)) } ?? .null),
      ("spike", .flag(watch.isSpike)),
    ])
  }

  private func group(_ group: DigestGroup) -> JSONTree {
    .object([("key", .text(group.key)), ("stories", .array(group.stories.map(story)))])
  }

  private func story(_ story: DigestStory) -> JSONTree {
    .object([
      ("uid", .text(story.uid)), ("headline", .text(story.headline)),
      ("language", .text(story.language)), ("is_update", .flag(story.isUpdate)),
      ("articles", .number(story.articles)), ("sources", .number(story.sources)),
      ("languages", .number(story.languages)),
      ("first", .object([("source", .text(story.firstSource)), ("at", .time(story.firstSeen))])),
      (
        "summary",
        .array(
          story.summary.map {
            .object([
              ("sentence", .text($0.sentence)), ("article_uid", .text($0.articleUID)),
              ("url", .text($0.url)), ("start", .number($0.start)), ("length", .number($0.length)),
            ])
          })
      ),
      (
        "versions",
        .array(
          story.versions.map {
            .object([
              ("article_uid", .text($0.articleUID)), ("kind", .text($0.kind.rawValue)),
              ("language", .text($0.language)), ("title", .text($0.title)),
              ("source", .text($0.source)), ("url", .text($0.url)),
              ("correction", $0.correction.map(correction) ?? .null),
            ])
          })
      ),
    ])
  }

  private func correction(_ correction: VersionCorrection) -> JSONTree {
    .object([("changes", .array(correction.changes.map(JSONTree.text)))])
  }
}
