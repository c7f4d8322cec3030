import Testing

@testable import Markup

@Suite struct HTMLSelectorTests {
  static let page = """
    <div id="main" class="story wide"><h1 class="headline">Head</h1><p class="lead">Lead</p><p>One</p>
    <p>Two</p><div class="box"><p data-kind="note-a">Three</p></div><a href="/x.pdf">Four</a></div>
    """

  @Test(
    "CSS selectors select what browsers select",
    arguments: [
      ("p", ["Lead", "One", "Two", "Three"]), (".lead", ["Lead"]),
      ("#main > p", ["Lead", "One", "Two"]),
      ("div.story.wide h1", ["Head"]), ("h1 + p", ["Lead"]), ("p ~ p", ["One", "Two"]),
      ("[data-kind]", ["Three"]), ("[data-kind^=note]", ["Three"]), ("a[href$='.pdf']", ["Four"]),
      ("[data-kind*='te-']", ["Three"]), ("[data-kind|=note]", ["Three"]),
      ("[class~=wide] > h1", ["Head"]),
      (".box p, h1", ["Head", "Three"]), ("#main > p:not(.lead)", ["One", "Two"]),
      ("#main > p:nth-child(3)", ["One"]), ("#main > :first-child", ["Head"]),
      ("#main > a:last-child", ["Four"]), ("//p[2]", ["One"]), ("//a/@href", ["/x.pdf"]),
      ("string(//h1)", ["Head"]), (".nothing", []),
    ])
  func selects(_ selector: String, _ strings: [String]) throws {
    let document = try HTMLDocument(Self.page, selecting: [selector])
    #expect(document.selections[0].strings == strings)
  }

  @Test(
    "What is not supported says so",
    arguments: ["p:hover", "p >", "", "[a", "p::before", "a[b='c]", ":nth-child(x)"])
  func refuses(_ selector: String) {
    #expect(throws: SelectorError.self) { try CSSSelector(selector) }
  }
}
