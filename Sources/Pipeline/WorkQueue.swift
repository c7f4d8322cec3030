internal import Synchronization

/// Work that one stage finds while another already does it, in the order in which it was found.
///
/// Added to from anywhere, taken by one task at a time. What lies in it is not bounded: it holds references to work
/// (some hundred bytes each), never the pages themselves.
package final class WorkQueue<Element: Sendable>: Sendable {
  private struct State {
    var waiting: [Element] = []
    var first = 0
    var isFinished = false
    var taker: CheckedContinuation<Void, Never>?

    mutating func take() -> Element? {
      guard first < waiting.count else { return nil }
      defer { first += 1 }
      return waiting[first]
    }
  }

  private let state = Mutex(State())

  package init() {}

  /// All there will ever be.
  package convenience init(_ elements: some Sequence<Element>) {
    self.init()
    add(elements)
    finish()
  }

  package func add(_ elements: some Sequence<Element>) {
    wake { $0.waiting.append(contentsOf: elements) }
  }

  /// Nothing will be added any more.
  package func finish() { wake { $0.isFinished = true } }

  /// The next piece of work, as soon as there is one; `nil` when all is taken and no more will come, or when the
  /// asking task was cancelled.
  package func next() async -> Element? {
    while !Task.isCancelled {
      let (element, isFinished) = state.withLock { ($0.take(), $0.isFinished) }
      if element != nil || isFinished { return element }
      await withTaskCancellationHandler {
        await withCheckedContinuation { taker in
          let comesTooLate = state.withLock { state in
            let hasNews = state.first < state.waiting.count || state.isFinished
            if !hasNews && !Task.isCancelled { state.taker = taker }
            return hasNews || Task.isCancelled
          }
          if comesTooLate { taker.resume() }
        }
      } onCancel: {
        wake { _ in }
      }
    }
    return nil
  }

  private func wake(_ change: (inout State) -> Void) {
    let taker = state.withLock { state in
      change(&state)
      defer { state.taker = nil }
      return state.taker
    }
    taker?.resume()
  }
}
