package import Testing
internal import Synchronization

/// Counts each case of a test in a row of docs/reliability.md: survived is what ended without an issue.
package struct Tallied: TestTrait, TestScoping {
  let row: Torture.Row
  let count: Int

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let hasFailed = Flag()
    let watch = IssueHandlingTrait.compactMapIssues { issue in
      hasFailed.raise()
      return issue
    }
    do {
      try await watch.provideScope(for: test, testCase: testCase, performing: function)
    } catch {
      Torture.tally(row, tried: count, survived: 0)
      throw error
    }
    Torture.tally(row, tried: count, survived: hasFailed.isRaised ? 0 : count)
  }
}

extension Trait where Self == Tallied {
  /// - Parameter count: how many of the row's things one case tries.
  package static func tallied(_ row: Torture.Row, as count: Int = 1) -> Self {
    Tallied(row: row, count: count)
  }
}

private final class Flag: Sendable {
  private let raised = Mutex(false)

  var isRaised: Bool { raised.withLock { $0 } }

  func raise() { raised.withLock { $0 = true } }
}
