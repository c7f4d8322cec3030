package import Foundation
internal import Glibc

/// One run at a time: an exclusive `flock` on a file beside the database.
///
/// The lock is the kernel's and vanishes with its holder, however that died; what the file says (process and
/// start) only serves messages. Released when the value goes out of scope.
package struct RunLock: ~Copyable {
  private let descriptor: Int32

  /// Who holds the lock, as the file says.
  package struct Holder: Sendable, Hashable {
    package var process: Int32
    package var since: Date
  }

  package enum Failure: Error, Sendable {
    /// Another run holds it; `nil` where the file does not say who.
    case held(by: Holder?)
    /// The file cannot be made or locked, with the reason.
    case unusable(path: String, reason: String)
  }

  /// Takes the lock at `path`, or throws at once unless `wait` is set.
  package init(path: String, wait: Bool, now: Date) throws(Failure) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .unusable(path: path, reason: Self.reason()) }
    while flock(descriptor, LOCK_EX | (wait ? 0 : LOCK_NB)) != 0 {
      if errno == EINTR, !Task.isCancelled { continue }
      let failure: Failure =
        errno == EWOULDBLOCK
        ? .held(by: Self.holder(descriptor)) : .unusable(path: path, reason: Self.reason())
      close(descriptor)
      throw failure
    }
    self.descriptor = descriptor
    let note = Array("\(getpid()) \(Int(now.timeIntervalSince1970))\n".utf8)
    ftruncate(descriptor, 0)
    _ = pwrite(descriptor, note, note.count, 0)
  }

  deinit { close(descriptor) }

  private static func holder(_ descriptor: Int32) -> Holder? {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    let fields = String(decoding: bytes[..<count], as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard fields.count == 2, let process = Int32(fields[0]), let since = Double(fields[1]) else {
      return nil
    }
    return Holder(process: process, since: Date(timeIntervalSince1970: since))
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
