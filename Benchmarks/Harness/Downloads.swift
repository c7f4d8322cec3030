internal import ArgumentParser
internal import Fetching

/// Downloads so many addresses that differ in their last number, with so many transfers at once.
struct Downloads: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "fetch")

  /// E.g. `http://127.0.0.1:8080/page/`; its host and port are the only ones that may be contacted.
  @Argument var base: String
  @Argument var count: Int
  @Argument var width: Int

  func run() async throws {
    guard let root = WebAddress(base) else { throw ValidationError("\(base) is no web address.") }
    var settings = FetchSettings(userAgent: "tidings-bench", concurrency: width, proxy: .none)
    settings.allow.addresses = ["\(root.host):\(root.port)"]
    let transport = CurlTransport(settings: settings)
    let good = await withTaskGroup(of: Bool.self) { group in
      var (started, good) = (0, 0)
      while started < min(width, count) {
        group.addTask { [started] in await isFetched(started, by: transport) }
        started += 1
      }
      for await isGood in group {
        good += isGood ? 1 : 0
        guard started < count else { continue }
        group.addTask { [started] in await isFetched(started, by: transport) }
        started += 1
      }
      return good
    }
    print(good)
  }

  private func isFetched(_ number: Int, by transport: CurlTransport) async -> Bool {
    guard let url = WebAddress(base + "\(number)") else { return false }
    let request = TransportRequest(url: url, userAgent: "tidings-bench", proxy: .none)
    return (try? await transport.response(to: request))?.status == 200
  }
}
