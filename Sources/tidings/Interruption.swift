internal import ArgumentParser
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Runs `body` so that SIGINT and SIGTERM cancel it instead of killing the process: what is being
/// committed is committed, then the command ends with 130 or 143. A second signal kills at once.
func withInterruption<Result: Sendable>(
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  let received = Mutex<Int32>(0)
  let task = Task { try await body() }
  let sources = [SIGINT, SIGTERM].map { number in
    signal(number, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
    source.setEventHandler {
      signal(number, SIG_DFL)
      received.withLock { $0 = number }
      task.cancel()
    }
    source.resume()
    return source
  }
  defer {
    sources.forEach { $0.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
  let outcome = await task.result
  let number = received.withLock { $0 }
  if number != 0 { throw ExitCode(128 + number) }
  return try outcome.get()
}
