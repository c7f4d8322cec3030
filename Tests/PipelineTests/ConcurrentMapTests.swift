import Synchronization
import Testing

@testable import Pipeline

struct ConcurrentMapTests {
  private final class Gauge: Sendable {
    private let state = Mutex((now: 0, most: 0))
    func enter() {
      state.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
    }
    func leave() { state.withLock { $0.now -= 1 } }
    var most: Int { state.withLock { $0.most } }
  }

  @Test(arguments: [1, 2, 7, 100])
  func handsOverEveryResultOnceWithinTheLimit(limit: Int) async throws {
    let gauge = Gauge()
    var results: [Int] = []
    try await concurrentMap(0..<50, limit: limit) { number in
      gauge.enter()
      try? await Task.sleep(for: .milliseconds(number % 3))
      gauge.leave()
      return number * 2
    } receive: {
      results.append($0)
    }
    #expect(results.sorted() == (0..<50).map { $0 * 2 })
    #expect(gauge.most <= limit)
  }

  @Test func takesWorkThatComesWhileOthersAreUnderWay() async throws {
    let queue = WorkQueue<Int>()
    queue.add(0..<3)
    async let found: Void = {
      for number in 3..<20 {
        try? await Task.sleep(for: .milliseconds(1))
        queue.add([number])
      }
      queue.finish()
    }()
    var results: [Int] = []
    try await concurrentMap(queue, limit: 4) {
      $0
    } receive: {
      results.append($0)
    }
    await found
    #expect(results.sorted() == Array(0..<20))
  }

  @Test func endsWithTheFirstErrorOfItsReceiver() async {
    struct Stop: Error {}
    let queue = WorkQueue<Int>()
    // Never finished: the error alone must end it.
    queue.add(0..<10)
    await #expect(throws: Stop.self) {
      try await concurrentMap(queue, limit: 2) {
        $0
      } receive: {
        if $0 == 3 { throw Stop() }
      }
    }
  }

  @Test func startsNothingOnceCancelled() async throws {
    let queue = WorkQueue<Int>()
    let gauge = Gauge()
    let task = Task {
      try await concurrentMap(queue, limit: 2) { _ in
        gauge.enter()
      } receive: { _ in
      }
    }
    try await Task.sleep(for: .milliseconds(20))
    task.cancel()
    try await task.value
    queue.add([1])
    #expect(gauge.most == 0)
  }
}
