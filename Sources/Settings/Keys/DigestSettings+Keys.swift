internal import NewsModel

extension WatchSettings {
  static let keys: [SettingKey<WatchSettings>] = [
    .value("name", \.name, .text(atMost: 64), "What the digest calls it. Required."),
    .list(
      "any", \.any, of: .query,
      "Queries, one of which has to hit: words, `\"phrases\"`, `AND` `OR` `NOT`, `a NEAR/5 b`, `( )`. Required."
    ),
    .list("not", \.not, of: .query, "Queries, none of which may hit."),
    .list("languages", \.languages, of: .languageTag, "Only articles in these; empty: all."),
    .list("sources", \.sources, of: .text(atMost: 253), "Only articles of these; empty: all."),
    .value(
      "spike.min", \.spike.min, .whole(1...1_000_000), "A spike has at least so many articles …"),
    .value(
      "spike.factor", \.spike.factor, .number(1...1000),
      "… and so many times the mean of seven days."),
  ]

  func check(_ reader: inout SettingsReader, at path: String) {
    if name.isEmpty {
      reader.report(.missingKey, at: path, "a watch list needs a name, such as name: acme")
    }
    if any.isEmpty {
      reader.report(
        .missingKey, at: path, "a watch list needs a query, such as any: ['\"Acme Corp\"']")
    }
  }
}

extension DigestSettings {
  static let keys: [SettingKey<DigestSettings>] = [
    .value(
      "name", \.name, .identifier,
      "Its name: letters, digits, `-` and `_`; the files' names begin with it."),
    .value(
      "at", \.at, .timeOfDay,
      "The time of day that closes the window; the next run writes the digest."),
    .value(
      "window", \.window, .duration(60...366 * 86_400),
      "How far the window reaches back; whole days follow the clock over changes to and from summer time."
    ),
    .value("timezone", \.timezone, .timeZone, "The time zone of `at`, by its IANA name."),
    .list(
      "group_by", \.groupBy, of: .choice,
      "What stories are grouped by; a story stands under the first of these that it has."),
    .value(
      "max_stories", \.maxStories, .whole(1...10_000), "Stories shown; the rest is counted."),
    .value(
      "repeat", \.repeats, .choice,
      "Whether a story of the last digest is shown again: not at all, if it has new articles, or always."
    ),
    .list("formats", \.formats, of: .choice, "The files to write."),
    .value("out", \.out, .text("a path"), "Their folder, relative to this file."),
    .items(
      "send", \.send, DeliverySettings(), keys: DeliverySettings.keys,
      "Where to send it as well."
    ) { $0.check(&$1, at: $2) },
    .value(
      "when_empty", \.whenEmpty, .choice, "A digest without a story says so, or is not written."),
    .value(
      "stale_after", \.staleAfter, .duration(60...366 * 86_400),
      "A digest whose newest article is older than this warns of it, until three weeks of history tell what is usual for these feeds."
    ),
  ]

  func check(_ reader: inout SettingsReader, at path: String) {
    if formats.isEmpty {
      reader.report(
        .missingKey, at: path + ".formats", "a digest needs a format, such as [md, html, json]")
    }
  }
}

extension DeliverySettings {
  static let keys: [SettingKey<DeliverySettings>] = [
    .list(
      "email", \.email, of: .recipient, "Addresses to send it to by e-mail; this or `webhook`."),
    .value(
      "via", \.via, .mailer,
      "How e-mail is sent: `sendmail`, the path of a command like it, `smtp://host:587`, or `smtps://host:465`."
    ),
    .value(
      "user", \.user, .text(atMost: 256, isEmptyAllowed: true), "To log in to the SMTP server."),
    .value(
      "password", \.password, .text(atMost: 1024, isEmptyAllowed: true),
      "Its password: `${NAME}` or `${file:PATH}`.", isSecret: true),
    .value(
      "tls", \.tls, .choice,
      "Whether the connection to the SMTP server has to be encrypted (STARTTLS, or TLS from the start for `smtps`) and its certificate be good; encrypted, whatever the certificate; or not encrypted."
    ),
    .value(
      "from", \.from, .allowingEmpty(.mailbox),
      "The sender, as `a@example.org` or `Name <a@example.org>`; empty: this machine's default."
    ),
    .value(
      "webhook", \.webhook, .optional(.url, "null"),
      "An URL to post it to as Slack-compatible JSON; this or `email`.", isSecret: true),
  ]

  func check(_ reader: inout SettingsReader, at path: String) {
    switch (email.isEmpty, webhook == nil) {
    case (true, true):
      reader.report(.missingKey, at: path, "says neither email: [address] nor webhook: URL")
    case (false, false):
      reader.report(
        .duplicate, at: path, "has both email and webhook; make two entries of the list of them")
    default: break
    }
    checkServer(&reader, at: path)
  }

  private func checkServer(_ reader: inout SettingsReader, at path: String) {
    guard let written = MailServer(url: via) else {
      if !user.isEmpty || !password.isEmpty {
        reader.report(
          .unusable, at: path + (user.isEmpty ? ".password" : ".user"),
          "is for an SMTP server, but via is \(via)")
      }
      return
    }
    if !written.user.isEmpty, !user.isEmpty || !password.isEmpty {
      reader.report(.duplicate, at: path + ".via", "has a user, as user: has; keep one of them")
    }
    if user.isEmpty, !password.isEmpty {
      reader.report(.missingKey, at: path + ".password", "needs user: beside it")
    }
    if tls == .none, written.isImplicitTLS {
      reader.report(.unusable, at: path + ".tls", "none does not go with smtps://; write smtp://")
    }
    if tls == .none, !written.user.isEmpty || !user.isEmpty, !written.isLoopback {
      reader.report(
        .unusable, at: path + ".tls",
        "none would send the password in the clear to \(written.host); only a server on this machine may have it so"
      )
    }
  }
}
