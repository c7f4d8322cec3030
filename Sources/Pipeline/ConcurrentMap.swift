/// Applies `transform` to every element, at most `limit` at a time, and hands each result to `receive`
/// in the order in which they come.
///
/// The one place where tidings bounds concurrency. No element is started after cancellation, and
/// every started one is awaited, so what `receive` commits is whole. Memory: at most `limit` results.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ elements: some Sequence<Element>, limit: Int,
  isolation: isolated (any Actor)? = #isolation,
  _ transform: @escaping @Sendable (Element) async -> Result,
  receive: (Result) throws -> Void
) async throws {
  var iterator = elements.makeIterator()
  try await withThrowingTaskGroup(of: Result.self) { group in
    func startNext() -> Bool {
      guard !Task.isCancelled, let element = iterator.next() else { return false }
      group.addTask { await transform(element) }
      return true
    }
    for _ in 0..<max(1, limit) where !startNext() { break }
    while let result = try await group.next() {
      _ = startNext()
      try receive(result)
    }
  }
}
