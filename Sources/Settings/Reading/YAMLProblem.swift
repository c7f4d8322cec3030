internal import Yams

/// What libyaml says of a document that is not YAML, in words that help.
enum YAMLProblem {
  static func issue(
    for error: YamlError, file: String, scalars: [Unicode.Scalar]
  ) -> SettingsError.Issue {
    let (problem, mark, start) = details(of: error)
    let character = mark.flatMap { index(ofLine: $0.line, column: $0.column, in: scalars) }
      .map { scalars[$0] }
    var message = explanation(of: problem, at: character)
    if let start, start.line != mark?.line { message += "; it begins at line \(start.line)" }
    let location = SourceLocation(
      file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
    return .init(code: .syntax, location: location, keyPath: "", message: message)
  }

  private static func details(of error: YamlError) -> (String, Mark?, Mark?) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let text = (context?.text ?? "") + " " + problem
      return (text, mark, text.contains("document") ? nil : context?.mark)
    case .duplicatedKeysInMapping(_, let context):
      return ("duplicate key", context.mark, nil)
    case .reader(let problem, _, _, _), .writer(let problem), .emitter(let problem),
      .representer(let problem):
      return (problem, nil, nil)
    case .no, .memory, .dataCouldNotBeDecoded: return ("\(error)", nil, nil)
    }
  }

  /// What libyaml calls a problem → what would be right.
  private static func explanation(of problem: String, at character: Unicode.Scalar?) -> String {
    if problem.contains("cannot start any token") {
      return character == "\t"
        ? "a tab stands where only spaces may; indent with spaces"
        : "text that begins with \(character.map(String.init) ?? "this") has to stand in quotes"
    }
    let known: [(String, String)] = [
      (
        "mapping values are not allowed",
        "a colon and a space inside a value, or a line indented too far; put the value in quotes, or align the line with its neighbours"
      ),
      ("could not find expected ':'", "this line should be \"key: value\" or \"- item\""),
      (
        "did not find expected key",
        "this line does not fit the lines above it; check its indentation and the quotes before it"
      ),
      (
        "did not find expected '-' indicator",
        "this line does not fit the list above it; begin it with \"- \" or indent it"
      ),
      ("did not find expected ',' or ']'", "the list in [ ] is not closed before this place"),
      ("did not find expected ',' or '}'", "the mapping in { } is not closed before this place"),
      (
        "quoted scalar",
        "the text in quotes is not closed, or holds an escape that YAML does not know"
      ),
      ("another document", "a second document begins here (---); only one is allowed in a file"),
      ("Maximum nesting level", "values are nested too deeply"),
      ("duplicate key", "the key stands twice; keep one of them"),
      (
        "block sequence entries are not allowed",
        "a list item (\"- \") cannot stand here; put it on a line of its own"
      ),
      ("tab", "a tab stands where only spaces may; indent with spaces"),
    ]
    let match = known.first { problem.contains($0.0) }
    return match?.1 ?? "not YAML:" + (problem.hasPrefix(" ") ? "" : " ") + problem
  }

  /// The index of a place in a text; lines end as libyaml has them end. O(n).
  static func index(ofLine line: Int, column: Int, in scalars: [Unicode.Scalar]) -> Int? {
    var index = 0
    var current = 1
    while current < line, index < scalars.count {
      switch scalars[index] {
      case "\r":
        if index + 1 < scalars.count, scalars[index + 1] == "\n" { index += 1 }
        current += 1
      case "\n", "\u{85}", "\u{2028}", "\u{2029}": current += 1
      default: break
      }
      index += 1
    }
    index += column - 1
    return current == line && index < scalars.count ? index : nil
  }
}
