internal import Markup

/// The article inside a page's own data, for pages that a program puts together in the browser.
enum ScriptBody {
  /// Strings shorter than this are no article.
  private static let shortest = 300
  /// Nested JSON is followed this deep.
  private static let depth = 2

  /// The paragraphs of the longest string literal with three `<p>` or more in any script.
  static func paragraphs(in asides: [HTMLDocument.Aside]) -> [String] {
    var best = ""
    for aside in asides where aside.kind == .json || aside.kind == .program {
      let found = longest(in: aside.content, depth: 0)
      if found.utf8.count > best.utf8.count { best = found }
    }
    guard !best.isEmpty else { return [] }
    let page = PageBlocks(HTMLDocument(best))
    return page.blocks.filter { $0.linkShare < 0.5 }.map { page.text(of: $0) }
  }

  private static func longest(in content: [UInt8], depth: Int) -> String {
    var best = ""
    var at = 0
    while let open = content[at...].firstIndex(of: 0x22) {
      var close = open + 1
      while close < content.count, content[close] != 0x22 {
        close += content[close] == 0x5C ? 2 : 1
      }
      guard close < content.count else { break }
      at = close + 1
      let literal = content[open...close]
      guard literal.count > max(shortest, best.utf8.count), holdsParagraphs(literal),
        let text = LooseJSON(Array(literal)).string
      else { continue }
      let nested = depth < Self.depth && String(text.prefix(5000)).holds("{\"")
      let inner = nested ? longest(in: Array(text.utf8), depth: depth + 1) : text
      if inner.utf8.count > best.utf8.count { best = inner }
    }
    return best
  }

  /// Whether `<p` or `\u003cp` occurs three times.
  private static func holdsParagraphs(_ literal: ArraySlice<UInt8>) -> Bool {
    var count = 0
    for index in literal.indices.dropFirst() where literal[index] | 0x20 == 0x70 {
      let before = literal[index - 1]
      let isEscaped =
        before | 0x20 == 0x63 && index >= literal.startIndex + 6
        && literal[index - 2] == 0x33 && literal[index - 6] == 0x5C
      if before == 0x3C || isEscaped { count += 1 }
      if count == 3 { return true }
    }
    return false
  }
}
