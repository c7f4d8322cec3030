internal import ArgumentParser
internal import Deduplication
internal import Foundation
internal import NewsModel

/// Makes the evidence that matching works on, of each record of standard input, and matches nothing.
struct EvidenceOnly: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "evidence")

  private struct Record: Decodable {
    var lang: String
    var title: String?
    var text: String
  }

  @Flag(help: "Print a hash of each blob, to compare two versions of the program.")
  var hashed = false

  func run() throws {
    let decoder = JSONDecoder()
    try forEachLine { line in
      let record = try decoder.decode(Record.self, from: line)
      let document = MatchDocument(title: record.title, text: record.text, language: record.lang)
      let blob = Evidence(of: document).blob
      print(hashed ? ContentHash.hex(blob) : "\(blob.count)")
    }
  }
}
