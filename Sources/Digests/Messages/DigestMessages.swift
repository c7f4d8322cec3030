package import NewsModel

/// What a digest is as a message: for mail programs and chats, which show less than a browser does.
package struct DigestMessages: Sendable {
  package let digest: Digest

  package init(_ digest: Digest) { self.digest = digest }

  /// `daily · Saturday, 21 November 2026 · 12 stories`, with what is wrong in front. One line.
  package var subject: String {
    let wording = DigestWording(digest)
    let mark =
      switch digest.state {
      case .ok: ""
      case .stale: "STALE: "
      case .empty: "Empty: "
      }
    return
      "\(mark)\(InertText.line(digest.name)) · \(wording.day) · \(DigestWording.count(digest.totals.stories, "story", "stories"))"
  }

  /// The plain part of an e-mail.
  package var text: String { TextRenderer().render(digest) }

  /// The HTML part of an e-mail.
  package var html: String { MailHTMLRenderer(digest).page }

  /// The JSON that Slack's incoming webhooks take, and those of Mattermost, Rocket.Chat and Discord (at `/slack`).
  package var chat: String { ChatRenderer(digest).json }
}
