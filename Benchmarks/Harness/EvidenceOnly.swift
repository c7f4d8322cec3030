internal import ArgumentParser
internal import Deduplication
internal import Foundation

/// Makes the evidence that matching works on, of each record of standard input, and matches nothing.
struct EvidenceOnly: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "evidence")

  private struct Record: Decodable {
    var lang: String
    var title: String?
    var text: String
  }

  func run() throws {
    let decoder = JSONDecoder()
    while let line = readLine() {
      let record = try decoder.decode(Record.self, from: Data(line.utf8))
      let document = MatchDocument(title: record.title, text: record.text, language: record.lang)
      print(Evidence(of: document).blob.count)
    }
  }
}
