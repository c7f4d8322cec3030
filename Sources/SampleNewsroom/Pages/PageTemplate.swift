/// A site's own design: which metadata it has, and what stands around the text.
package enum PageTemplate: String, Sendable, CaseIterable {
  /// A daily's site: class names that say what they are, JSON-LD, side column, comments.
  case classic
  /// HTML5 sections, Open Graph, a newsletter box amid the text, the author's life below.
  case magazine
  /// A portal of the old kind: text apart by `<br>`, a visible date, next to no metadata.
  case portal
  /// The text in two containers with an advertisement between; microdata.
  case split
  /// An agency's page: next to nothing but the text.
  case wire
  /// Generated class names that mean nothing; `<div>`s for paragraphs; JSON-LD.
  case app
  /// A weblog engine's theme with sharing, tags, related posts and a comment form.
  case blog

  var titleSeparator: String {
    switch self {
    case .classic, .app: " | "
    case .magazine, .wire: " - "
    case .portal, .split: "_"
    case .blog: " – "
    }
  }

  func metadata(of page: Page) -> String {
    switch self {
    case .classic:
      [page.description, page.canonical, page.feedLink, page.openGraph, page.jsonLD]
        .joined(separator: "\n")
    case .magazine:
      [page.description, page.canonical, page.feedLink, page.openGraph]
        .joined(separator: "\n")
    case .portal: [page.description, page.feedLink].joined(separator: "\n")
    case .split: [page.description, page.canonical, page.openGraph].joined(separator: "\n")
    case .wire: [page.canonical, page.feedLink].joined(separator: "\n")
    case .app: [page.description, page.canonical, page.jsonLD].joined(separator: "\n")
    case .blog: [page.canonical, page.feedLink, page.openGraph].joined(separator: "\n")
    }
  }

  func body(of page: Page) -> String {
    switch self {
    case .classic: page.classic
    case .magazine: page.magazine
    case .portal: page.portal
    case .split: page.split
    case .wire: page.wire
    case .app: page.app
    case .blog: page.blog
    }
  }
}
