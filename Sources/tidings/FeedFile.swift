internal import Foundation
internal import NewsModel
internal import Settings

/// The feeds file that commands write to; everything else in `feeds/` is people's.
struct FeedFile {
  private static let name = "feeds/added.yml"
  private let path: String

  init(loaded: LoadedSettings) { path = loaded.resolve(Self.name) }

  /// Appends an entry.
  func add(_ feed: Feed, isVerified: Bool) throws {
    var text =
      (try? String(contentsOfFile: path, encoding: .utf8))
      ?? "# Written by `tidings feeds add`.\nfeeds:\n"
    if !text.hasSuffix("\n") { text += "\n" }
    text += entry(feed, isVerified: isVerified)
    do {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure(.inputOutput, "cannot write \(path): \(error.localizedDescription)")
    }
  }

  private func entry(_ feed: Feed, isVerified: Bool) -> String {
    var lines = [
      "  - url: \(quoted(feed.url))" + (isVerified ? "" : "  # unverified"),
      "    name: \(quoted(feed.name))",
    ]
    if !feed.tags.isEmpty {
      lines.append("    tags: [\(feed.tags.map(quoted).joined(separator: ", "))]")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A double-quoted YAML scalar, which is JSON's.
  private func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
