internal import NewsModel

/// The digest as mail programs can show it: one column, styles on the elements themselves, no picture.
///
/// Not the page for browsers: of that, mail programs drop style sheets, variables and SVG. Colours are left to the reader's
/// program but for lines: what is set for a light ground is unreadable on a dark one, and none of them agree on how to say so.
/// Versions are counted, not listed: a message beyond some 100 KB is cut off by large providers.
struct MailHTMLRenderer: Sendable {
  private let digest: Digest
  private let wording: DigestWording

  init(_ digest: Digest) {
    self.digest = digest
    wording = DigestWording(digest)
  }

  private static let sans = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
  private static let small = "margin:6px 0 0;font-size:14px;\(sans)"

  var page: String {
    let body = [head, warnings, watches] + groups + [feeds, foot]
    return """
      <!doctype html>
      <html lang="en" dir="ltr">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(Markup.escape(digest.name)) · \(wording.day)</title>
      </head>
      <body style="margin:0;padding:0">
      <div style="max-width:640px;margin:0 auto;padding:20px 16px;font-family:Georgia,'Noto Serif',serif;font-size:17px;line-height:1.55;overflow-wrap:break-word">
      \(body.filter { !$0.isEmpty }.joined(separator: "\n"))
      </div>
      </body>
      </html>

      """
  }

  private var head: String {
    """
    <p style="margin:0;font-size:13px;font-weight:bold;\(Self.sans)">\(Markup.escape(digest.name)) digest</p>
    <h1 style="margin:2px 0 4px;font-size:27px;line-height:1.25">\(wording.day)</h1>
    <p style="margin:0;font-size:14px;\(Self.sans)">\(Markup.escape(wording.window))<br>\(Markup.escape((wording.totals + [wording.feeds]).joined(separator: " · ")))</p>
    """
  }

  private var warnings: String {
    digest.warnings.map {
      "<p style=\"margin:14px 0 0;padding:8px 12px;border:1px solid #9b1c14;border-left-width:5px;font-size:15px;\(Self.sans)\">\(Markup.escape($0))</p>"
    }.joined(separator: "\n")
  }

  private var watches: String {
    guard !digest.watches.isEmpty else { return "" }
    let items = digest.watches.map { watch in
      let spike = watch.isSpike ? " <strong>spike</strong>" : ""
      return
        "<li><b dir=\"auto\">\(Markup.escape(watch.name))</b>\(spike) <span style=\"font-size:14px;\(Self.sans)\">\(Markup.escape(wording.counts(watch).joined(separator: " · ")))</span></li>"
    }
    return heading("Watch lists")
      + "\n<ul style=\"margin:8px 0 0;padding-left:20px\">\(items.joined(separator: "\n"))</ul>"
  }

  private var groups: [String] {
    let new = wording.newGroups.flatMap { group in
      [heading(wording.title(of: group))] + group.stories.map(story)
    }
    let updates =
      wording.updates.isEmpty
      ? [] : [heading("Updated since the last digest")] + wording.updates.map(story)
    return new + updates
      + (digest.groups.isEmpty ? ["<p>No stories in this window.</p>"] : [])
  }

  private func heading(_ text: String) -> String {
    "<h2 dir=\"auto\" style=\"margin:30px 0 0;padding-bottom:4px;border-bottom:2px solid #0b5563;font-size:15px;\(Self.sans)\">\(Markup.escape(text))</h2>"
  }

  private func story(_ story: DigestStory) -> String {
    let headline = anchor(Markup.escape(story.headline), to: story.versions.first?.url ?? "")
    let counts = wording.counts(story).map(Markup.escape).joined(separator: " · ")
    let update = story.isUpdate ? "<b>updated</b> · " : ""
    return """
      <h3\(language(story.language)) style="margin:18px 0 0;font-size:20px;line-height:1.3">\(headline)</h3>
      \(quotation(story))
      <p style="\(Self.small)">\(update)<bdi>\(counts)</bdi></p>
      \((corrections(story) + [translations(story)]).joined(separator: "\n"))
      """
  }

  private func corrections(_ story: DigestStory) -> [String] {
    DigestWording.corrected(in: story).map { version in
      "<p style=\"\(Self.small)\"><b>Corrected version:</b> \(anchor("<bdi>\(Markup.escape(version.source))</bdi>", to: version.url)) <bdi>\(Markup.escape(wording.correction(version)))</bdi></p>"
    }
  }

  private func quotation(_ story: DigestStory) -> String {
    guard !story.summary.isEmpty else {
      return "<p style=\"\(Self.small)\"><i>\(Markup.escape(DigestWording.excuse(story)))</i></p>"
    }
    let sources = Dictionary(
      story.versions.map { ($0.articleUID, $0.source) }, uniquingKeysWith: { first, _ in first })
    // A source's name follows its last sentence in a row.
    let sentences = story.summary.enumerated().map { index, sentence in
      let text = Markup.escape(sentence.sentence)
      let next = index + 1 < story.summary.count ? story.summary[index + 1].articleUID : nil
      guard next != sentence.articleUID, let source = sources[sentence.articleUID] else {
        return text
      }
      return
        "\(text) <span style=\"font-size:13px;\(Self.sans)\">\(anchor("<bdi>\(Markup.escape(source))</bdi>", to: sentence.url))</span>"
    }
    return
      "<p\(language(story.language)) style=\"margin:6px 0 0\">\(sentences.joined(separator: " "))</p>"
  }

  private func translations(_ story: DigestStory) -> String {
    DigestWording.translations(of: story).map { version in
      "<p\(language(version.language)) style=\"margin:6px 0 0;font-size:15px\">\(Markup.escape(LanguageName.of(version.language))): \(anchor(Markup.escape(version.title), to: version.url)) (<bdi>\(Markup.escape(version.source))</bdi>)</p>"
    }.joined(separator: "\n")
  }

  private var feeds: String {
    let failing = digest.feeds.newlyFailing.map {
      "\($0.name) fails since \(Timestamp.string(from: $0.since)): \($0.reason)"
    }
    let silent = digest.feeds.newlySilent.map {
      "\($0.name) is silent since \(Timestamp.string(from: $0.since))"
    }
    guard !failing.isEmpty || !silent.isEmpty else { return "" }
    let items = (failing + silent).map { "<li dir=\"auto\">\(Markup.escape($0))</li>" }
    return heading("Feeds newly failing or silent")
      + "\n<ul style=\"margin:8px 0 0;padding-left:20px;font-size:15px\">\(items.joined(separator: "\n"))</ul>"
  }

  private var foot: String {
    "<p style=\"margin:34px 0 0;padding-top:8px;border-top:1px solid #999;font-size:13px;\(Self.sans)\">Every sentence is quoted verbatim from the article behind its link. Generated \(Timestamp.string(from: digest.generated)) by tidings · digest \(Markup.escape(digest.uid)) · \(wording.newest)</p>"
  }

  private func anchor(_ text: String, to url: String) -> String {
    SafeURL.link(url).map { "<a href=\"\(Markup.escape($0))\" rel=\"noreferrer\">\(text)</a>" }
      ?? text
  }

  private func language(_ tag: String) -> String {
    (Markup.languageTag(tag).map { " lang=\"\($0)\"" } ?? "") + " dir=\"auto\""
  }
}
