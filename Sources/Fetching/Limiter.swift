internal import Synchronization

/// So many at once, first come first served. Waiting ends at once when its task is cancelled.
final class Limiter: Sendable {
  private let state: Mutex<State>

  private struct State {
    var free: Int
    var nextID: UInt64 = 0
    var waiting: [Waiter] = []
  }

  private struct Waiter {
    var id: UInt64
    var continuation: CheckedContinuation<Bool, Never>
  }

  init(_ count: Int) { state = Mutex(State(free: max(1, count))) }

  /// `false` if the task was cancelled; otherwise ``release()`` must follow.
  func acquire() async -> Bool {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        enter(Waiter(id: id, continuation: continuation))
      }
    } onCancel: {
      leave(id)?.resume(returning: false)
    }
  }

  func release() {
    let next = state.withLock { state -> Waiter? in
      guard !state.waiting.isEmpty else {
        state.free += 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.continuation.resume(returning: true)
  }

  /// A cancellation sets the task's flag before it calls its handler, so that one of the two always sees the other.
  private func enter(_ waiter: Waiter) {
    let verdict = state.withLock { state -> Bool? in
      if Task.isCancelled { return false }
      guard state.free > 0 else {
        state.waiting.append(waiter)
        return nil
      }
      state.free -= 1
      return true
    }
    if let verdict { waiter.continuation.resume(returning: verdict) }
  }

  private func leave(_ id: UInt64) -> CheckedContinuation<Bool, Never>? {
    state.withLock { state in
      guard let index = state.waiting.firstIndex(where: { $0.id == id }) else { return nil }
      return state.waiting.remove(at: index).continuation
    }
  }
}
