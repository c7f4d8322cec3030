internal import NewsModel

extension FeedAuthor {
  /// What RSS puts into one line: `me@example.org (Name)`, `Name (me@example.org)`, `Name <me@…>`, either
  /// of them alone.
  init(written text: String) {
    guard text.utf8.contains(UInt8(ascii: "@")) else {
      let name = FeedText.title(text, .unknown)
      self.init(name: name.isEmpty ? nil : name)
      return
    }
    let plain = FeedText.title(text.replacing("<", with: "(").replacing(">", with: ")"), .unknown)
    guard let at = plain.firstIndex(of: "@"), !plain.contains("://") else {
      self.init(name: plain.isEmpty ? nil : plain)
      return
    }
    func isAddress(_ character: Character) -> Bool {
      !character.isWhitespace && !"()<>,;:\"".contains(character)
    }
    let start =
      plain[..<at].lastIndex { !isAddress($0) }.map(plain.index(after:)) ?? plain.startIndex
    let end = plain[at...].firstIndex { !isAddress($0) } ?? plain.endIndex
    let email = plain[start..<end]
    guard start < at, email[email.index(after: at)...].contains(".") else {
      self.init(name: plain)
      return
    }
    let rest = (plain[..<start] + " " + plain[end...]).map { "()".contains($0) ? " " : $0 }
    let name = FeedText.title(String(rest).replacing("mailto:", with: ""), .unknown)
      .drop { ":,-".contains($0) }
    self.init(name: name.isEmpty ? nil : String(name), email: String(email))
  }
}
