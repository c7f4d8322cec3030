internal import Foundation
internal import Glibc

/// A file or standard input, line by line, with memory bounded by the longest line.
final class LineReader {
  private let descriptor: Int32
  private let name: String
  private var buffer = [UInt8]()
  private var start = 0
  private var ended = false

  /// Standard input.
  init() {
    descriptor = STDIN_FILENO
    name = "standard input"
  }

  /// - Throws: ``Failure`` with status 66 for a file that cannot be opened.
  init(path: String) throws {
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    name = path
    guard descriptor >= 0 else {
      throw Failure(.noInput, "\(path) cannot be read: \(String(cString: strerror(errno))).")
    }
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// The next line without its end; `nil` after the last.
  func nextLine() throws -> Data? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: 10) {
        defer { start = end + 1 }
        return Data(buffer[start..<end])
      }
      if ended {
        defer { start = buffer.count }
        return start < buffer.count ? Data(buffer[start...]) : nil
      }
      buffer.removeSubrange(..<start)
      start = 0
      searched = buffer.count
      try fill()
    }
  }

  private func fill() throws {
    let bytes = try nextBytes(1 << 16)
    if bytes.isEmpty { ended = true } else { buffer.append(contentsOf: bytes) }
  }

  /// The next bytes as they come, at most so many; none at the end. Not to be mixed with ``nextLine()``.
  func nextBytes(_ most: Int) throws -> [UInt8] {
    while true {
      var failure: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
        let got = read(descriptor, buffer.baseAddress, most)
        if got < 0 { failure = errno }
        count = max(0, got)
      }
      if failure == 0 { return bytes }
      if failure != EINTR {
        throw InputOutputError(
          message: "\(name) cannot be read: \(String(cString: strerror(failure)))")
      }
    }
  }
}

/// Standard output. A closed pipe ends the program quietly: whoever reads has enough.
final class StandardOutput: Sendable {
  func writeLine(_ value: some Encodable) throws { try write(Self.line(value)) }

  /// A value as one line of JSON, keys in order.
  static func line(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    encoder.dateEncodingStrategy = .iso8601
    var data = try encoder.encode(value)
    data.append(10)
    return data
  }

  /// One document for `--json`: indented, keys in order.
  func writeDocument(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes, .sortedKeys]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    var data = try encoder.encode(value)
    data.append(10)
    try write(data)
  }

  func write(_ text: String) throws { try write(Data(text.utf8)) }

  func write(_ data: Data) throws {
    try data.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(STDOUT_FILENO, bytes.baseAddress! + done, bytes.count - done)
        if count > 0 {
          done += count
        } else if errno == EPIPE {
          exit(0)
        } else if errno != EINTR {
          throw InputOutputError(
            message: "standard output cannot be written: \(String(cString: strerror(errno)))")
        }
      }
    }
  }
}

/// Diagnostics: whatever is not data.
enum StandardError {
  static func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
