internal import Foundation
internal import NewsModel
internal import Settings

/// The feeds file that commands write to; everything else in `feeds/` is people's.
struct FeedFile {
  private static let name = "feeds/added.yml"
  private let path: String

  init(loaded: LoadedSettings) { path = loaded.resolve(Self.name) }

  /// Appends entries, and takes them back where the configuration cannot be read with them.
  ///
  /// - Parameter check: reads the configuration, and throws what is wrong with it.
  func add(_ feeds: [Feed], isVerified: Bool, check: () throws -> Void) throws {
    let before = try? Data(contentsOf: URL(fileURLWithPath: path))
    var text =
      before.map { String(decoding: $0, as: UTF8.self) }
      ?? "# Written by `tidings feeds add` and `import`.\nfeeds:\n"
    if !text.hasSuffix("\n") { text += "\n" }
    // As ``remove(at:check:)`` leaves a file without entries.
    if text.hasSuffix("feeds: []\n") { text = String(text.dropLast(" []\n".count)) + "\n" }
    text += feeds.map { entry($0, isVerified: isVerified) }.joined()
    try write(Data(text.utf8))
    do {
      try check()
    } catch {
      if let before { try write(before) } else { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
  }

  /// Whether a place in the configuration lies in this file.
  ///
  /// - Parameter folder: what a relative path refers to.
  func holds(_ place: SourceLocation, relativeTo folder: String) -> Bool {
    let file = URL(
      fileURLWithPath: place.file, relativeTo: URL(fileURLWithPath: folder, isDirectory: true))
    return file.standardizedFileURL.path == URL(fileURLWithPath: path).standardizedFileURL.path
  }

  /// Takes out the entries that hold these lines, and puts them back where `check` throws.
  ///
  /// - Parameter lines: counted from 1, each within an entry of its own.
  func remove(at lines: [Int], check: () throws -> Void) throws {
    guard let before = FileManager.default.contents(atPath: path) else {
      throw Failure(.inputOutput, "cannot read \(path)")
    }
    var text = String(decoding: before, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for line in lines.sorted(by: >) {
      guard let entry = Self.entry(around: line - 1, in: text) else { continue }
      text.removeSubrange(entry)
    }
    if !text.contains(where: Self.beginsEntry) {
      text = text.map { $0.hasPrefix("feeds:") ? "feeds: []" : $0 }
    }
    try write(Data(text.joined(separator: "\n").utf8))
    do { try check() } catch {
      try write(before)
      throw error
    }
  }

  private static func beginsEntry(_ line: String) -> Bool {
    line.drop { $0 == " " }.hasPrefix("- ")
  }

  /// From an entry's `- ` up to the next one's, with the remark that an unverified one bears.
  private static func entry(around line: Int, in text: [String]) -> Range<Int>? {
    guard text.indices.contains(line), var start = text[...line].lastIndex(where: beginsEntry)
    else { return nil }
    let indent = text[start].prefix { $0 == " " }.count
    let end =
      text[(start + 1)...].firstIndex { next in
        let own = next.drop { $0 == " " }
        return !own.isEmpty && next.count - own.count <= indent
      } ?? text[(start + 1)...].lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? text.count
    if start > 0, text[start - 1].hasSuffix("# unverified") { start -= 1 }
    return start..<end
  }

  private func write(_ data: Data) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw Failure(.inputOutput, "cannot write \(path): \(error.localizedDescription)")
    }
  }

  private func entry(_ feed: Feed, isVerified: Bool) -> String {
    (isVerified ? "" : "  # unverified\n") + feed.yaml
  }
}
