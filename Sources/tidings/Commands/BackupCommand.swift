internal import ArgumentParser
internal import Foundation
internal import Storage

/// `tidings backup FILE`: a copy of the database that is whole.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the database to a new file, whole, while runs may write to it.",
    discussion: """
      The file appears complete or not at all, readable by its owner only, and is a database like the original: to \
      restore it, move it to where store.path says. A file that exists is never overwritten (74), and a damaged \
      database is not copied (65).
      """)

  @OptionGroup var shared: SharedOptions

  @Argument(help: "The file to write.", completion: .file())
  var file: String

  func run() throws {
    let store = try shared.loaded().store(access: .readOnly)
    let path = URL(fileURLWithPath: file).standardizedFileURL.path
    try store.verify()
    try store.backUp(to: path)
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    let result = Result(path: path, bytes: size ?? 0, articles: try store.totals().articles)
    if shared.json { return try StandardOutput().writeDocument(result) }
    guard !shared.quiet else { return }
    StandardError.write(
      Terminal.safe("\(path): \(result.articles) articles, \(ByteCount.text(result.bytes))") + "\n")
  }

  private struct Result: Encodable {
    var path: String
    var bytes, articles: Int
  }
}
