internal import Foundation
internal import Glibc

/// Standard input, line by line, with memory bounded by the longest line.
final class StandardInput {
  private var buffer = [UInt8]()
  private var start = 0
  private var ended = false

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
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count > 0 {
        buffer.append(contentsOf: chunk[..<count])
        return
      }
      if count == 0 {
        ended = true
        return
      }
      if errno != EINTR {
        throw InputOutputError(
          message: "standard input cannot be read: \(String(cString: strerror(errno)))")
      }
    }
  }
}

/// Standard output. A closed pipe ends the program quietly: whoever reads has enough.
final class StandardOutput: Sendable {
  func writeLine(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    encoder.dateEncodingStrategy = .iso8601
    var data = try encoder.encode(value)
    data.append(10)
    try write(data)
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
