internal import Foundation
package import NewsModel

/// One self-contained page: no script, no remote asset, nothing but its own style sheet, which the
/// content security policy admits by its hash.
package struct HTMLRenderer: Sendable {
  /// More versions of one story than this are counted, not listed.
  static let mostVersions = 60

  package init() {}

  package func render(_ digest: Digest) -> String {
    let wording = DigestWording(digest)
    let title = "\(Markup.escape(digest.name)) · \(wording.day)"
    let body =
      [
        "<a class=\"skip\" href=\"#stories\">Skip to the stories</a>", masthead(digest, wording),
        "<div class=\"page\">", overview(digest, wording), main(digest, wording),
        charts(digest), "</div>", footer(digest),
      ]
    return """
      <!doctype html>
      <html lang="en" dir="ltr">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <meta name="color-scheme" content="light dark">
      <meta name="generator" content="tidings">
      <title>\(title)</title>
      <style>\(HTMLStyle.sheet)</style>
      </head>
      <body>
      \(body.filter { !$0.isEmpty }.joined(separator: "\n"))
      </body>
      </html>

      """
  }

  /// Nothing may be loaded, sent or run; the one style sheet is known by its SHA-256.
  static var policy: String {
    let hex = Array(ContentHash.hex(HTMLStyle.sheet.utf8).utf8)
    let bytes = stride(from: 0, to: hex.count, by: 2).compactMap {
      UInt8(String(decoding: hex[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
    let hash = Data(bytes).base64EncodedString()
    return "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'"
  }

  private func masthead(_ digest: Digest, _ wording: DigestWording) -> String {
    let facts = (wording.totals + [wording.feeds]).map { fact in
      // The number first and large, what it counts beneath.
      let parts = fact.split(separator: " ", maxSplits: 1)
      return "<li><b>\(parts[0])</b> \(parts.count > 1 ? Markup.escape(String(parts[1])) : "")</li>"
    }
    return """
      <header class="masthead">
      <p class="kicker"><span dir="auto">\(Markup.escape(digest.name))</span> digest</p>
      <h1>\(wording.day)</h1>
      <p class="window"><time datetime="\(Timestamp.string(from: digest.from))">\(wording.time(digest.from))</time> – <time datetime="\(Timestamp.string(from: digest.until))">\(wording.time(digest.until))</time> <span class="zone">\(Markup.escape(digest.timezone))</span></p>
      <ul class="facts">\(facts.joined())</ul>
      \(warnings(digest))
      </header>
      """
  }

  private func warnings(_ digest: Digest) -> String {
    digest.warnings.map { warning in
      let isGrave =
        ["Stale:", "Empty:", "Not delivered:"].contains { warning.hasPrefix($0) }
        || warning.contains(" feeds failed:")
      return
        "<p class=\"notice\(isGrave ? " grave" : "")\" role=\"note\">\(Markup.escape(warning))</p>"
    }.joined(separator: "\n")
  }

  private func footer(_ digest: Digest) -> String {
    """
    <footer>
    <p>Every sentence is quoted verbatim from the article behind its link.</p>
    <p>Generated <time datetime="\(Timestamp.string(from: digest.generated))">\(Timestamp.string(from: digest.generated))</time> by tidings · digest <code>\(Markup.escape(digest.uid))</code>\(digest.newestArticle.map { " · newest article <time datetime=\"\(Timestamp.string(from: $0))\">\(Timestamp.string(from: $0))</time>" } ?? "")</p>
    </footer>
    """
  }
}
