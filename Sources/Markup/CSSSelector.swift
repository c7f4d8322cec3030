/// A CSS selector as XPath: the part of Selectors Level 3 that picks elements out of news pages.
///
/// Type, `*`, `.class`, `#id`, `[a]`, `[a=v]` with `~= |= ^= $= *=`, `:first-child`, `:last-child`,
/// `:nth-child(n)`, `:not(…)` of one compound, the combinators ` `, `>`, `+`, `~`, and lists with `,`.
package struct CSSSelector: Sendable, Hashable {
  package let xpath: String

  package init(_ selector: String) throws(SelectorError) {
    var reader = Reader(selector)
    xpath = try reader.list()
  }

  private struct Reader {
    let source: String
    var rest: Substring

    init(_ source: String) {
      self.source = source
      rest = source[...]
    }

    func failure(_ what: String) -> SelectorError {
      SelectorError(
        code: .invalidCSS,
        message:
          "The selector `\(source)` is not one that tidings reads: \(what). XPath works as well.")
    }

    mutating func list() throws(SelectorError) -> String {
      var paths: [String] = []
      while true {
        paths.append(try complex())
        guard take(",") else { break }
      }
      guard rest.isEmpty else { throw failure("`\(rest)` is left over") }
      return paths.joined(separator: " | ")
    }

    mutating func skipBlanks() -> Bool {
      let before = rest.utf8.count
      rest = rest.drop { $0.isWhitespace }
      return rest.utf8.count < before
    }

    mutating func take(_ text: String) -> Bool {
      guard rest.hasPrefix(text) else { return false }
      rest = rest.dropFirst(text.count)
      return true
    }

    mutating func complex() throws(SelectorError) -> String {
      _ = skipBlanks()
      var path = "//" + (try compound(axis: ""))
      while true {
        let hadBlanks = skipBlanks()
        if rest.isEmpty || rest.hasPrefix(",") { return path }
        let axis: String
        if take(">") {
          axis = "/"
        } else if take("+") {
          axis = "/following-sibling::*[1]/self::"
        } else if take("~") {
          axis = "/following-sibling::"
        } else if hadBlanks {
          axis = "//"
        } else {
          throw failure("`\(rest)` cannot follow here")
        }
        _ = skipBlanks()
        path += axis + (try compound(axis: axis))
      }
    }

    mutating func compound(axis: String) throws(SelectorError) -> String {
      let type = take("*") ? "*" : name() ?? "*"
      var tests = ""
      while let test = try simple() { tests += "[\(test)]" }
      guard type != "*" || !tests.isEmpty || source.contains("*") else {
        throw failure("an element is missing before `\(rest)`")
      }
      return type.lowercased() + tests
    }

    mutating func name() -> String? {
      let taken = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      guard !taken.isEmpty else { return nil }
      rest = rest.dropFirst(taken.count)
      return String(taken)
    }

    /// One test on an element, as an XPath predicate; `nil` where the compound ends.
    mutating func simple() throws(SelectorError) -> String? {
      if take(".") {
        guard let name = name() else { throw failure("a class name is missing") }
        return Self.hasWord("class", Self.quoted(name))
      }
      if take("#") {
        guard let name = name() else { throw failure("an id is missing") }
        return "@id=\(Self.quoted(name))"
      }
      if take("[") { return try attribute() }
      if take(":not(") {
        var tests: [String] = []
        if let type = name() { tests.append("self::\(type.lowercased())") }
        while let test = try simple() { tests.append(test) }
        guard take(")"), !tests.isEmpty else {
          throw failure("`:not(…)` takes one compound selector")
        }
        return "not(\(tests.joined(separator: " and ")))"
      }
      return try position()
    }

    mutating func position() throws(SelectorError) -> String? {
      if take(":first-child") { return "not(preceding-sibling::*)" }
      if take(":last-child") { return "not(following-sibling::*)" }
      if take(":nth-child(") {
        guard let digits = name(), let number = Int(digits), take(")"), number > 0 else {
          throw failure("`:nth-child(…)` takes a number")
        }
        return "count(preceding-sibling::*)=\(number - 1)"
      }
      guard !rest.hasPrefix(":") else { throw failure("`\(rest)` is not supported") }
      return nil
    }

    mutating func attribute() throws(SelectorError) -> String {
      guard let name = name() else { throw failure("an attribute's name is missing") }
      if take("]") { return "@\(name)" }
      let operators = ["=", "~=", "|=", "^=", "$=", "*="]
      guard let sign = operators.first(where: { rest.hasPrefix($0) }) else {
        throw failure("`\(rest)` cannot follow an attribute's name")
      }
      rest = rest.dropFirst(sign.count)
      let value = try attributeValue()
      guard take("]") else { throw failure("`]` is missing") }
      return Self.test(name, sign, value)
    }

    mutating func attributeValue() throws(SelectorError) -> String {
      for quote in ["\"", "'"] where take(quote) {
        let value = rest.prefix { String($0) != quote }
        rest = rest.dropFirst(value.count)
        guard take(quote) else { throw failure("a quote is never closed") }
        return String(value)
      }
      guard let value = name() else { throw failure("an attribute's value is missing") }
      return value
    }

    static func test(_ name: String, _ sign: String, _ value: String) -> String {
      let text = quoted(value)
      switch sign {
      case "~=": return hasWord(name, text)
      case "|=": return "@\(name)=\(text) or starts-with(@\(name), \(quoted(value + "-")))"
      case "^=": return "starts-with(@\(name), \(text))"
      case "$=":
        let start = "string-length(@\(name))-\(max(value.unicodeScalars.count, 1) - 1)"
        return "substring(@\(name), \(start))=\(text)"
      case "*=": return "contains(@\(name), \(text))"
      default: return "@\(name)=\(text)"
      }
    }

    static func hasWord(_ attribute: String, _ word: String) -> String {
      "contains(concat(' ', normalize-space(@\(attribute)), ' '), concat(' ', \(word), ' '))"
    }

    /// XPath 1.0 has no escapes: a value with both quotes is put together.
    static func quoted(_ value: String) -> String {
      if !value.contains("'") { return "'\(value)'" }
      if !value.contains("\"") { return "\"\(value)\"" }
      let parts = value.split(separator: "'", omittingEmptySubsequences: false)
      return "concat(\(parts.map { "'\($0)'" }.joined(separator: ", \"'\", ")))"
    }
  }
}
