internal import Markup
internal import NewsModel

/// A maintainer's rules as they met one page.
struct AppliedRules {
  let document: HTMLDocument
  let title: String?
  let date: String?
  let problems: [String]
  /// Element ranges that `body` selected, and those that `drop` did.
  private let bodies: [Range<Int>]
  private let drops: [Range<Int>]
  private let bodyRule: String?

  var hasBody: Bool { !bodies.isEmpty }

  init(_ source: PageSource, _ rules: SelectorRules) {
    guard !rules.isEmpty else {
      self.init(source.document, problems: [])
      return
    }
    var problems: [String] = []
    func usable(_ selector: String?) -> String? {
      guard let selector else { return nil }
      do throws(SelectorError) {
        _ = try HTMLDocument("<p></p>", selecting: [selector])
        return selector
      } catch {
        problems.append(error.message)
        return nil
      }
    }
    let single = [usable(rules.body), usable(rules.title), usable(rules.date)]
    let drops = rules.drop.compactMap { usable($0) }
    let selectors = single.map { $0 ?? "//nothing" } + drops
    guard let document = try? HTMLDocument(source.text, selecting: selectors) else {
      self.init(source.document, problems: problems)
      return
    }
    self.init(document, problems: problems, body: single[0], single: single)
  }

  private init(_ document: HTMLDocument, problems: [String]) {
    self.document = document
    self.problems = problems
    title = nil
    date = nil
    bodies = []
    drops = []
    bodyRule = nil
  }

  private init(_ document: HTMLDocument, problems: [String], body: String?, single: [String?]) {
    var problems = problems
    for (name, (selector, selection)) in zip(
      ["body", "title", "date"], zip(single, document.selections))
    where selector != nil && selection.nodes.isEmpty && selection.strings.allSatisfy(\.isEmpty) {
      problems.append("The rule `\(name): \(selector ?? "")` selects nothing on this page.")
    }
    self.document = document
    self.problems = problems
    func ranges(_ selection: HTMLSelection) -> [Range<Int>] {
      selection.nodes.map { $0..<Int(document.nodes[$0].end) }
    }
    bodies = ranges(document.selections[0])
    title = document.selections[1].strings.map(PlainText.squashed).first { !$0.isEmpty }
    date = Self.dateText(document, document.selections[2])
    drops = document.selections.dropFirst(3).flatMap(ranges)
    bodyRule = body
  }

  /// An element's `datetime` or `content` before its text.
  private static func dateText(_ document: HTMLDocument, _ selection: HTMLSelection) -> String? {
    if let node = selection.nodes.first {
      if let value = document.attribute(.datetime, of: node)
        ?? document.attribute(.content, of: node)
      {
        return value
      }
    }
    return selection.strings.first
  }

  private func isIn(_ ranges: [Range<Int>], _ block: Block) -> Bool {
    ranges.contains { $0.contains(Int(block.start)) }
  }

  /// What a rule says of a block, `nil` where none does.
  func reason(for block: Block) -> String? {
    if isIn(drops, block) { return "the rule `drop` selects it" }
    guard hasBody else { return nil }
    return isIn(bodies, block)
      ? "the rule `body` selects it" : "outside what the rule `body` selects"
  }

  /// Lets the rules overrule the models.
  func apply(to result: inout BodyAssembler.Result, _ page: PageBlocks) {
    guard hasBody || !drops.isEmpty else { return }
    for (index, block) in page.blocks.enumerated() {
      if isIn(drops, block) {
        result.fates[index] = .unlikely
      } else if hasBody, result.fates[index] != .headline {
        result.fates[index] = isIn(bodies, block) ? .kept : .unlikely
      }
    }
    result.units = result.kept.reduce(0) { $0 + Int(page.blocks[$1].units) }
  }
}
