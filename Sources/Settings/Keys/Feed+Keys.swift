internal import NewsModel

extension Feed {
  /// Every key of a feed; `defaults` of a file takes all but the first two.
  static let keys: [SettingKey<Feed>] = identity + asking + reading

  /// What stands where a feed has not said so yet.
  static let unnamed = Feed(name: "", url: "", source: "")

  static let defaultKeys = keys.filter { $0.path != "url" && $0.path != "name" }

  private static let identity: [SettingKey<Feed>] = [
    .value("url", \.url, .url, "The feed's address. Required, and unique among all files."),
    .value(
      "name", \.name, .text(atMost: 128),
      "What commands and messages call it; unique. Without it, the URL's host."),
    .value(
      "source", \.source, .text(atMost: 253),
      "The outlet that it counts for; several feeds may share one. Without it, the URL's host without `www.`."
    ),
    .list("tags", \.tags, of: .text(atMost: 64), "Words to group, filter and count by."),
    .value(
      "language", \.language, .optional(.languageTag, "null"),
      "The language it is written in (BCP 47): a hint for short texts, never believed against the text."
    ),
    .value("active", \.active, .flag, "Whether it is polled."),
  ]

  private static let asking: [SettingKey<Feed>] = [
    .value("kind", \.kind, .choice, "What stands at the URL; `auto` looks."),
    .value("every", \.every, .interval, "How often it is polled: `adaptive`, or a duration."),
    .dictionary(
      "headers", \.request.headers, from: .headerName, to: .text(atMost: 8192),
      "Sent to the feed's own host only.", isSecret: true),
    .value(
      "auth.basic", \.request.basicAuth, .optional(.credentials, "null"),
      "`user:password` for the feed's own host.", isSecret: true),
    .value(
      "proxy", \.request.proxy, .optional(.feedProxy, "null"),
      "`none` or a proxy's URL, instead of `http.proxy`."),
    .value(
      "user_agent", \.request.userAgent, .optional(.text(atMost: 512), "null"),
      "Instead of `http.user_agent`."),
  ]

  private static let reading: [SettingKey<Feed>] = [
    .value(
      "content", \.content, .choice,
      "Where its articles' texts come from, instead of `extract.mode`."),
    .value(
      "select.body", \.select.body, .optional(.selector, "null"),
      "XPath or CSS selector of the article's body, instead of what tidings finds by itself."),
    .list("select.drop", \.select.drop, of: .selector, "What to leave out of it."),
    .value("select.title", \.select.title, .optional(.selector, "null"), "Of its headline."),
    .value("select.date", \.select.date, .optional(.selector, "null"), "Of its publication date."),
    .list(
      "only", \.only, of: .itemFilter,
      "Take only items that match one of these: `field:/regex/flags`, where the field is `title`, `link`, `summary`, `category` or `author`, and the flag `i` means any case."
    ),
    .list("block", \.block, of: .itemFilter, "Leave out items that match one of these."),
  ]
}
