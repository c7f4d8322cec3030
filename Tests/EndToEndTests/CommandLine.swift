import Foundation

/// The built executable, run as a user would.
struct CommandLine {
  struct Result {
    var status: Int32
    var output: String
    var errors: String
  }

  /// Beside the test bundle, where SwiftPM puts it, or the one that Scripts/torture names.
  static var executable: URL {
    if let path = ProcessInfo.processInfo.environment["TIDINGS_PROGRAM"] {
      return URL(fileURLWithPath: path)
    }
    return URL(fileURLWithPath: ProcessInfo.processInfo.arguments[0]).resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "tidings")
  }

  /// Runs `tidings` with `arguments` in `folder`, with nothing of the caller's environment but what is needed.
  static func tidings(
    _ arguments: [String], in folder: String? = nil, input: String = "",
    environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TZ": "UTC"]
      .merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let files = try StreamFiles(input: input)
    defer { files.remove() }
    process.standardInput = try FileHandle(forReadingFrom: files.input)
    process.standardOutput = try FileHandle(forWritingTo: files.output)
    process.standardError = try FileHandle(forWritingTo: files.errors)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: try String(contentsOf: files.output, encoding: .utf8),
      errors: try String(contentsOf: files.errors, encoding: .utf8))
  }
}

/// Files instead of pipes: no reader has to keep up.
private struct StreamFiles {
  let folder = URL(fileURLWithPath: NSTemporaryDirectory() + "tidings-cli-" + UUID().uuidString)
  var input: URL { folder.appending(path: "in") }
  var output: URL { folder.appending(path: "out") }
  var errors: URL { folder.appending(path: "err") }

  init(input text: String) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: input)
    try Data().write(to: output)
    try Data().write(to: errors)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

/// A folder that is gone after the test.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = NSTemporaryDirectory() + "tidings-folder-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

/// Other programs of this machine.
enum Program {
  static func exists(_ name: String) -> Bool { path(name) != nil }

  /// - Returns: the status with which it ended; its output is thrown away.
  static func run(_ name: String, _ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path(name) ?? "/nonexistent/\(name)")
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private static func path(_ name: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/sbin/"].map { $0 + name }
      .first(where: FileManager.default.isExecutableFile(atPath:))
  }
}
