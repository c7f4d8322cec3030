internal import NewsModel

/// The digest in a chat: headlines with their numbers, cut at what a chat shows as one message.
struct ChatRenderer: Sendable {
  private let digest: Digest
  private let wording: DigestWording

  /// Slack advises 4,000 characters for `text`, and cuts at 40,000; Discord ends at 2,000 of its own accord.
  private static let most = 3800
  /// Of one headline, and of an address that is made a link.
  private static let longestHeadline = 300
  private static let longestURL = 1000

  init(_ digest: Digest) {
    self.digest = digest
    wording = DigestWording(digest)
  }

  var json: String { JSONTree.object([("text", .text(text))]).written() + "\n" }

  private var text: String {
    var lines = [
      "*\(ChatText.inert(digest.name)) · \(wording.day)*",
      (wording.totals + [wording.feeds]).joined(separator: " · "),
    ]
    lines += digest.warnings.map { "⚠ " + ChatText.inert($0) }
    lines += digest.watches.map { watch in
      "\(ChatText.inert(watch.name)): \(wording.counts(watch).joined(separator: " · "))\(watch.isSpike ? " · *spike*" : "")"
    }
    return cut(lines)
  }

  /// As many stories as there is room for; the rest is counted, never silently left out.
  private func cut(_ head: [String]) -> String {
    let sections =
      wording.newGroups.map { (wording.title(of: $0), $0.stories) }
      + (wording.updates.isEmpty ? [] : [("Updated since the last digest", wording.updates)])
    let total = sections.map(\.1.count).reduce(0, +)
    var text = String(head.joined(separator: "\n").prefix(Self.most / 2))
    var shown = 0
    for (title, stories) in sections {
      var heading = "\n\n*\(ChatText.inert(title))*"
      for story in stories {
        let line = heading + "\n• " + item(story)
        // Room for the line that counts the rest.
        guard text.utf16.count + line.utf16.count <= Self.most - 60 else {
          return text
            + "\n\n… and \(DigestWording.count(total - shown, "more story", "more stories"))"
        }
        text += line
        heading = ""
        shown += 1
      }
    }
    return text
  }

  private func item(_ story: DigestStory) -> String {
    let words = ChatText.inert(String(story.headline.prefix(Self.longestHeadline)))
    let counts = wording.counts(story).dropLast().joined(separator: " · ")
    guard let url = SafeURL.link(story.versions.first?.url ?? ""),
      url.utf8.count <= Self.longestURL
    else { return "\(words) — \(counts)" }
    return "<\(ChatText.escape(url))|\(words)> — \(counts)"
  }
}

/// Foreign text in a chat's markup: nobody is called, nothing is a link that is not ours.
enum ChatText {
  /// Without what would begin markup, a mention or a link.
  ///
  /// Slack knows three entities and no escape for anything else, so that signs of markup are replaced by their likes, and
  /// `@` and the middle of `](` are parted by a word joiner, which has no width.
  static func inert(_ text: String) -> String {
    var result = ""
    for scalar in escape(InertText.line(text)).unicodeScalars {
      switch scalar {
      case "*": result += "∗"
      case "~": result += "∼"
      case "`": result += "ʼ"
      case "@": result += "@\u{2060}"
      case "]": result += "]\u{2060}"
      case "|": result += "∣"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Slack's own escapes.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
