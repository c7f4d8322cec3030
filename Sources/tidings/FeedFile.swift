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
    text += feeds.map { entry($0, isVerified: isVerified) }.joined()
    try write(Data(text.utf8))
    do {
      try check()
    } catch {
      if let before { try write(before) } else { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
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
