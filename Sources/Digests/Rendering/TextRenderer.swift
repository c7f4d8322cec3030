package import NewsModel

/// Plain text for terminals and the plain part of an e-mail: no escapes, one paragraph a line.
package struct TextRenderer: Sendable {
  package init() {}

  package func render(_ digest: Digest) -> String {
    let wording = DigestWording(digest)
    let title = "\(InertText.line(digest.name)) · \(wording.day)"
    var lines = [
      title, rule("=", title), "\(wording.window) · \(wording.totals.joined(separator: " · "))",
      "\(wording.feeds) · \(wording.newest) · generated \(Timestamp.string(from: digest.generated))",
    ]
    for warning in digest.warnings { lines += ["", "! " + InertText.line(warning)] }
    if !digest.watches.isEmpty {
      lines += heading("Watch lists") + digest.watches.map { watch($0, wording) }
    }
    for group in wording.newGroups {
      lines += heading(wording.title(of: group)) + group.stories.flatMap { story($0, wording) }
    }
    if !wording.updates.isEmpty {
      lines +=
        heading("Updated since the last digest") + wording.updates.flatMap { story($0, wording) }
    }
    lines += feeds(digest)
    lines += ["", "-- ", "Digest \(InertText.line(digest.uid)). Sentences are quoted verbatim."]
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ text: String) -> [String] { ["", text, rule("-", text)] }

  /// As many signs as the text has scalars: an underline that need not be exact.
  private func rule(_ sign: String, _ text: String) -> String {
    String(repeating: sign, count: min(72, text.unicodeScalars.count))
  }

  private func watch(_ watch: DigestWatch, _ wording: DigestWording) -> String {
    let mark = watch.isSpike ? " · SPIKE" : ""
    return
      "* \(InertText.line(watch.name)): \(wording.counts(watch).joined(separator: " · "))\(mark)"
  }

  private func story(_ story: DigestStory, _ wording: DigestWording) -> [String] {
    let sentences =
      story.summary.isEmpty
      ? ["  " + DigestWording.excuse(story)]
      : story.summary.map { "  " + InertText.line($0.sentence) }
    let links = orderedLinks(of: story).map { "  <\($0)>" }
    let translations = DigestWording.translations(of: story).map { version in
      "  \(LanguageName.of(version.language)): \(InertText.line(version.title)) (\(InertText.line(version.source)))"
    }
    let keywords =
      story.keywords.isEmpty
      ? [] : ["  Keywords: " + InertText.line(story.keywords.joined(separator: ", "))]
    let corrections = DigestWording.corrected(in: story).map { version in
      "  Corrected version: \(InertText.line(version.source)) \(wording.correction(version))"
    }
    return ["", "* " + InertText.line(story.headline)] + sentences
      + ["  " + wording.counts(story).joined(separator: " · ")] + keywords + corrections
      + translations + links
  }

  /// The pages that the sentences are from, or the original's.
  private func orderedLinks(of story: DigestStory) -> [String] {
    let urls =
      story.summary.isEmpty ? story.versions.prefix(1).map(\.url) : story.summary.map(\.url)
    var seen: Set<String> = []
    return urls.compactMap(SafeURL.link).filter { seen.insert($0).inserted }
  }

  private func feeds(_ digest: Digest) -> [String] {
    let failing = digest.feeds.newlyFailing.map { feed in
      "* \(InertText.line(feed.name)) fails since \(Timestamp.string(from: feed.since)): \(InertText.line(feed.reason))"
    }
    let silent = digest.feeds.newlySilent.map { feed in
      "* \(InertText.line(feed.name)) is silent since \(Timestamp.string(from: feed.since))"
    }
    return failing.isEmpty && silent.isEmpty
      ? [] : heading("Feeds newly failing or silent") + failing + silent
  }
}
