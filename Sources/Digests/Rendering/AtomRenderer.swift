internal import Foundation
package import NewsModel

/// An Atom feed (RFC 4287) with one entry a story.
package struct AtomRenderer: Sendable {
  package init() {}

  package func render(_ digest: Digest) -> String {
    let wording = DigestWording(digest)
    let head = [
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
      "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
      "  <id>urn:tidings:digest:\(Markup.identifier(digest.name))</id>",
      "  <title>\(Markup.escape(digest.name)) · \(wording.day)</title>",
      "  <updated>\(Timestamp.string(from: digest.generated))</updated>",
      "  <author><name>tidings</name></author>", "  <generator>tidings</generator>",
    ]
    let warnings = digest.warnings.enumerated().map { notice($1, index: $0, digest: digest) }
    let entries = digest.groups.flatMap { group in
      group.stories.map { entry($0, in: wording.title(of: group), wording) }
    }
    return (head + warnings.flatMap { $0 } + entries.flatMap { $0 } + ["</feed>"])
      .joined(separator: "\n") + "\n"
  }

  private func notice(_ warning: String, index: Int, digest: Digest) -> [String] {
    [
      "  <entry>",
      "    <id>urn:tidings:digest:\(Markup.identifier(digest.uid)):warning:\(index + 1)</id>",
      "    <title>\(Markup.escape(warning))</title>",
      "    <updated>\(Timestamp.string(from: digest.generated))</updated>",
      "    <content>\(Markup.escape(warning))</content>", "  </entry>",
    ]
  }

  private func entry(
    _ story: DigestStory, in group: String, _ wording: DigestWording
  ) -> [String] {
    let language = Markup.languageTag(story.language).map { " xml:lang=\"\($0)\"" } ?? ""
    let link = story.versions.first.flatMap { SafeURL.link($0.url) }.map {
      "    <link rel=\"alternate\" href=\"\(Markup.escape($0))\"/>"
    }
    // HTML inside XML: escaped once as the one, and again as the other.
    let quotes = story.summary.map { "<p>\(Markup.escape($0.sentence))</p>" }.joined()
    let counts = "<p>\(Markup.escape(wording.counts(story).joined(separator: " · ")))</p>"
    let corrections = DigestWording.corrected(in: story).map { version in
      "<p>Corrected version: \(Markup.escape(version.source)) \(Markup.escape(wording.correction(version)))</p>"
    }.joined()
    let excuse = story.summary.isEmpty ? "<p>\(Markup.escape(DigestWording.excuse(story)))</p>" : ""
    return [
      "  <entry\(language)>", "    <id>urn:tidings:story:\(Markup.identifier(story.uid))</id>",
      "    <title>\(Markup.escape(story.headline))</title>",
      "    <updated>\(Timestamp.string(from: story.lastSeen))</updated>",
      "    <published>\(Timestamp.string(from: story.firstSeen))</published>",
    ] + [link].compactMap { $0 } + [
      "    <category term=\"\(Markup.escape(group))\"/>",
      "    <content type=\"html\">\(Markup.escape(quotes + excuse + counts + corrections))</content>",
      "  </entry>",
    ]
  }
}

/// Escaping for HTML and XML, text and attributes alike.
enum Markup {
  static func escape(_ text: String) -> String {
    let text = InertText.line(text)
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Letters, digits, `-`, `_` and `.`; others percent-encoded: for URNs and fragments.
  static func identifier(_ text: String) -> String {
    text.utf8.map { byte in
      let isSafe =
        (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || [45, 46, 95].contains(byte)
      return isSafe
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// A BCP 47 tag fit for `lang`; `nil` for anything of another form, and for "undetermined".
  static func languageTag(_ tag: String) -> String? {
    let isWellFormed =
      (2...35).contains(tag.utf8.count)
      && tag.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == 45 }
    return isWellFormed && Language.primary(of: tag) != "und" ? tag : nil
  }
}
