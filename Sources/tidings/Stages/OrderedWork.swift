internal import Foundation
internal import Synchronization

/// Does work on several threads and hands the results on in the order in which the items came.
///
/// Memory: at most `jobs * 4` items and results at once; whoever reads is kept waiting until there is room.
struct OrderedWork<Item: Sendable, Output: Sendable> {
  private final class Slot: Sendable {
    let isDone = DispatchSemaphore(value: 0)
    let output = Mutex<Output?>(nil)

    /// Waits for the output.
    func taken() -> Output? {
      isDone.wait()
      return output.withLock { $0.take() }
    }
  }

  let jobs: Int
  let transform: @Sendable (Item) -> Output

  /// Works through what `next` gives until it gives `nil`.
  ///
  /// - Throws: what `next` and `receive` throw, once all that was begun has ended.
  func run(next: () throws -> Item?, receive: (Output) throws -> Void) throws {
    guard jobs > 1 else {
      while let item = try next() { try receive(transform(item)) }
      return
    }
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = jobs
    defer { queue.waitUntilAllOperationsAreFinished() }
    var waiting: [Slot] = []
    while let item = try next() {
      if waiting.count >= jobs * 4, let output = waiting.removeFirst().taken() {
        try receive(output)
      }
      let slot = Slot()
      waiting.append(slot)
      queue.addOperation { [transform] in
        let output = transform(item)
        slot.output.withLock { $0 = output }
        slot.isDone.signal()
      }
    }
    for slot in waiting { if let output = slot.taken() { try receive(output) } }
  }
}
