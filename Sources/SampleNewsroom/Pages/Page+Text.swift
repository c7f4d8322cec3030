internal import NewsModel

extension Page {
  /// The paragraphs as elements, runs of list items within one list.
  func elements(_ paragraphs: ArraySlice<Paragraph>, paragraphTag: String = "p") -> String {
    var out: [String] = []
    var items: [String] = []
    for paragraph in paragraphs {
      if paragraph.kind == .listItem {
        items.append("<li>\(escaped(paragraph.text))</li>")
        continue
      }
      out += list(of: items)
      items = []
      out.append(element(paragraph, paragraphTag))
    }
    return (out + list(of: items)).joined(separator: "\n")
  }

  func elements(paragraphTag: String = "p") -> String {
    elements(shown[...], paragraphTag: paragraphTag)
  }

  private func list(of items: [String]) -> [String] {
    items.isEmpty ? [] : ["<ul>" + items.joined() + "</ul>"]
  }

  private func element(_ paragraph: Paragraph, _ paragraphTag: String) -> String {
    let text = escaped(paragraph.text)
    switch paragraph.kind {
    case .heading: return "<h2>\(text)</h2>"
    case .quote: return "<blockquote><p>\(text)</p></blockquote>"
    case .text, .listItem: return "<\(paragraphTag)>\(text)</\(paragraphTag)>"
    }
  }

  /// All in one element, apart by line breaks: how old content systems write it.
  var lineBroken: String {
    shown.map { escaped($0.text) }.joined(separator: "<br>\n<br>\n")
  }
}
