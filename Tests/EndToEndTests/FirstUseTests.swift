import Testing

/// What libraries set up at their first use, while several threads use them at once.
struct FirstUseTests {
  @Test func manyPagesAtOnceBeginWell() throws {
    let page = #"{"id": 1, "html": "<html><body><p>A first page.</p></body></html>"}"#
    let input = [String](repeating: page, count: 16).joined(separator: "\n")
    // Each process is a new first use; before libxml2 was prepared, one in some dozens hung.
    for _ in 0..<25 {
      let result = try CommandLine.tidings(["stage", "extract", "--jobs", "8"], input: input)
      #expect(result.status == 0)
      #expect(result.output.split(separator: "\n").count == 16)
    }
  }
}
