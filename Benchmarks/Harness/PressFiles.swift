internal import ArgumentParser
internal import Foundation

/// Writes the invented press into a folder that any web server can serve, and its list of feeds as `feeds.txt`.
struct PressFiles: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "press")

  @Argument var folder: String
  /// What stands before every path, e.g. `http://127.0.0.1:8080`.
  @Argument var base: String
  @Option var feeds = 1000
  @Option var articles = 20_000
  @Option(help: "Languages, e.g. de,en; all of the sample newsroom's without.")
  var languages: String?

  func run() throws {
    let wanted = languages.map { Set($0.split(separator: ",").map(String.init)) }
    let press = Press(
      articles: articles, outlets: feeds, start: Date().addingTimeInterval(-86_400),
      tongues: Tongue.all.filter { wanted?.contains($0.language) ?? true }, size: .usual)
    var addresses = ""
    for (outlet, list) in press.byOutlet().enumerated() {
      try FileManager.default.createDirectory(
        atPath: folder + "/o\(outlet)", withIntermediateDirectories: true)
      // All of the day's: whoever polls once has to see each article.
      try write(
        Array(press.feed(outlet, list.reversed(), base: base).utf8), to: press.feedPath(outlet))
      for article in list { try write(press.page(article, base: base), to: press.path(article)) }
      addresses += base + press.feedPath(outlet) + "\n"
    }
    try write(Array(addresses.utf8), to: "/feeds.txt")
  }

  private func write(_ bytes: [UInt8], to path: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder + path))
  }
}
