internal import Markup

/// Names elements the way a rule could: `article.story > div#text > p`.
struct PathNamer {
  private let document: HTMLDocument

  init(_ document: HTMLDocument) { self.document = document }

  /// The last four steps; an id ends the path, since nothing more is needed.
  func path(of element: Int) -> String {
    var steps: [String] = []
    var index = element
    while index >= 0, steps.count < 4 {
      let (name, isUnique) = step(index)
      steps.append(name)
      if isUnique { break }
      index = Int(document.nodes[index].parent)
    }
    return steps.reversed().joined(separator: " > ")
  }

  private func step(_ index: Int) -> (name: String, isUnique: Bool) {
    let tag = document.nodes[index].tag
    let name = tag == .other || tag == .custom ? "*" : "\(tag)"
    if let id = document.attribute(.id, of: index), Self.isPlain(id) {
      return ("\(name)#\(id)", true)
    }
    let classes = (document.attribute(.class, of: index) ?? "").split(separator: " ").filter {
      Self.isPlain(String($0))
    }
    return (name + classes.prefix(2).map { "." + $0 }.joined(), false)
  }

  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 60
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-" || $0 == "_"
      }
  }
}
