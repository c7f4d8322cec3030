internal import Foundation
internal import Logging
internal import NewsModel
internal import Settings

/// A log of lines on standard error or appended to a file: text for people, JSON for machines.
struct StreamLogHandler: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .warning
  private let isJSON: Bool
  private let file: FileHandle

  /// - Parameter path: a file to append to; `nil` for standard error. Each line is one write, so that lines of several
  ///   processes do not mix; whoever turns the file over by renaming it is met with a new one by the next run.
  init(format: LogSettings.Format, path: String?) throws {
    guard let path else {
      file = .standardError
      isJSON = format == .json || format == .auto && !Terminal.isErrorATerminal
      return
    }
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw Failure(
        .inputOutput, "log.file: cannot append to \(path): \(String(cString: strerror(errno))).")
    }
    file = FileHandle(fileDescriptor: descriptor)
    isJSON = format != .text
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let fields = all.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
    let line = isJSON ? json(event, fields) : text(event, fields)
    try? file.write(contentsOf: Data((line + "\n").utf8))
  }

  private func text(_ event: LogEvent, _ fields: [(String, String)]) -> String {
    let rest = fields.map { " \($0)=\(Terminal.safe($1))" }.joined()
    return
      "\(Timestamp.string(from: Date())) \(event.level) \(Terminal.safe("\(event.message)"))\(rest)"
  }

  private func json(_ event: LogEvent, _ fields: [(String, String)]) -> String {
    var record = ["at": Timestamp.string(from: Date()), "level": "\(event.level)"]
    record["message"] = "\(event.message)"
    for (key, value) in fields where record[key] == nil { record[key] = value }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(record)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
