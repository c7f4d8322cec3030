extension CanonicalURL {
  /// Appends the path as the key has it: dot segments resolved (RFC 3986 §5.2.4), no empty segments, no
  /// index page, no AMP mark, no session, no slash at the end.
  static func appendPath(_ path: ArraySlice<UInt8>, to key: inout [UInt8]) {
    var segments: [[UInt8]] = []
    for segment in path.split(separator: UInt8(ascii: "/")) {
      var plain = [UInt8]()
      PercentEncoding.append(withoutSession(segment), as: .path, to: &plain)
      if plain == [46, 46] {
        _ = segments.popLast()
      } else if plain != [46] && !plain.isEmpty {
        segments.append(plain)
      }
    }
    withoutStrayAmpersand(&segments)
    withoutIndexPage(&segments)
    withoutAMP(&segments)
    withoutIndexPage(&segments)
    if segments.isEmpty { key.append(UInt8(ascii: "/")) }
    for segment in segments {
      key.append(UInt8(ascii: "/"))
      key.append(contentsOf: segment)
    }
  }

  /// `page.jsp;jsessionid=…`
  private static func withoutSession(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let semicolon = segment.firstIndex(of: UInt8(ascii: ";")) else { return segment }
    let rest = segment[(semicolon + 1)...]
    let isSession = ["jsessionid=", "phpsessid=", "sid="].contains { ASCII.starts(rest, with: $0) }
    return isSession ? segment[..<semicolon] : segment
  }

  /// `/story&`: a query that lost everything.
  private static func withoutStrayAmpersand(_ segments: inout [[UInt8]]) {
    while let last = segments.last, last.last == UInt8(ascii: "&") {
      segments[segments.count - 1].removeLast()
      if segments[segments.count - 1].isEmpty { segments.removeLast() }
    }
  }

  private static func withoutIndexPage(_ segments: inout [[UInt8]]) {
    guard let last = segments.last, let dot = last.firstIndex(of: UInt8(ascii: ".")) else { return }
    let name = last[..<dot]
    let ending = last[(dot + 1)...]
    guard ASCII.equal(name, "index") || ASCII.equal(name, "default") else { return }
    if indexEndings.contains(where: { ASCII.equal(ending, $0) }) { segments.removeLast() }
  }

  private static let indexEndings = [
    "html", "htm", "shtml", "xhtml", "php", "php3", "php5", "asp", "aspx", "jsp", "jsf", "cfm",
    "cgi",
    "do", "pl", "amp.html",
  ]

  /// AMP marks in a path stand before everything (`/amp/…`), after the article (`/story-1/amp`) or in
  /// its ending (`story.amp.html`). `amp` is a word, too (`/topics/amp`): beside a segment that is no
  /// article's it stays.
  private static func withoutAMP(_ segments: inout [[UInt8]]) {
    if segments.count >= 2, isAMP(segments[0]),
      segments.count > 3 || isArticleName(segments[segments.count - 1])
    {
      segments.removeFirst()
    }
    if segments.count >= 2, isAMP(segments[segments.count - 1]),
      isArticleName(segments[segments.count - 2])
    {
      segments.removeLast()
    }
    guard let last = segments.last else { return }
    for (mark, plain) in [
      (".amp.html", ".html"), (".amp.htm", ".htm"), (".amp.php", ".php"), (".amp", ""),
    ]
    where last.count > mark.utf8.count && ASCII.ends(last[...], with: mark) {
      segments[segments.count - 1] = last.dropLast(mark.utf8.count) + plain.utf8
      return
    }
  }

  private static func isAMP(_ segment: [UInt8]) -> Bool {
    ASCII.equal(segment[...], "amp") || ASCII.equal(segment[...], "amp.html")
      || ASCII.equal(segment[...], "amphtml")
  }

  /// A slug, a number or a file: `big-story`, `20240501`, `a12.html`.
  private static func isArticleName(_ segment: [UInt8]) -> Bool {
    segment.contains { ASCII.isDigit($0) || ASCII.isAny($0, of: "-_.%") }
  }
}
