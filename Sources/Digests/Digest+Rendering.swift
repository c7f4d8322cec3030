package import NewsModel

extension Digest {
  /// The digest as a file's text. Pure: equal digests are equal bytes.
  package func rendered(as format: DigestFormat) -> String {
    switch format {
    case .markdown: MarkdownRenderer().render(self)
    case .html: HTMLRenderer().render(self)
    case .json: JSONRenderer().render(self)
    case .atom: AtomRenderer().render(self)
    case .text: TextRenderer().render(self)
    }
  }
}
