internal import Synchronization

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
  try await concurrentMap(
    WorkQueue(elements), limit: limit, isolation: isolation, transform, receive: receive)
}

/// The same over work that is still being found; returns when the queue is finished and empty.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ queue: WorkQueue<Element>, limit: Int,
  isolation: isolated (any Actor)? = #isolation,
  _ transform: @escaping @Sendable (Element) async -> Result,
  receive: (Result) throws -> Void
) async throws {
  try await concurrentMap(
    queue, limit: limit, isolation: isolation, transform,
    receiveAll: { results in for result in results { try receive(result) } })
}

/// The same with all results that have come while `receiveAll` was busy with those before them: for receivers that do
/// several in little more time than one.
package func concurrentMap<Element: Sendable, Result: Sendable>(
  _ queue: WorkQueue<Element>, limit: Int,
  isolation: isolated (any Actor)? = #isolation,
  _ transform: @escaping @Sendable (Element) async -> Result,
  receiveAll: ([Result]) throws -> Void
) async throws {
  let results = ResultInbox<Result>()
  try await withThrowingTaskGroup(of: Arrival<Element>.self) { group in
    var underWay = 0
    var isAsking = false
    var isExhausted = false
    repeat {
      // One task at a time waits for work, and none while all hands are full.
      if !isAsking, !isExhausted, underWay < max(1, limit) {
        isAsking = true
        group.addTask { .work(await queue.next()) }
      }
      switch try await group.next() {
      case .work(let element?):
        isAsking = false
        underWay += 1
        group.addTask {
          results.add(await transform(element))
          return .result
        }
      case .work(nil), nil:
        isAsking = false
        isExhausted = true
      case .result:
        underWay -= 1
        let arrived = results.takeAll()
        if !arrived.isEmpty { try receiveAll(arrived) }
      }
    } while !isExhausted || underWay > 0
  }
}

private enum Arrival<Element: Sendable>: Sendable {
  case work(Element?)
  /// One that lies in the inbox, or was taken with one before it.
  case result
}

/// Results that nobody has received yet, in the order in which they came.
private final class ResultInbox<Result: Sendable>: Sendable {
  private let results = Mutex<[Result]>([])

  func add(_ result: Result) { results.withLock { $0.append(result) } }

  func takeAll() -> [Result] {
    results.withLock { results in
      defer { results = [] }
      return results
    }
  }
}
