internal import Foundation

/// `${NAME}`, `${NAME:-default}` and `${file:PATH}` in the configuration's values.
///
/// `$${` stands for `${`. What a variable holds is never expanded again, nor read as YAML.
struct VariableExpansion: Sendable {
  struct Expansion: Sendable, Hashable {
    var text: String
    /// Whether any of it comes from the environment or a file.
    var isFromOutside: Bool
  }

  struct Failure: Error, Hashable {
    var message: String
  }

  /// A secret is a line, not a book.
  static let maximumFileSize = 64 << 10

  var environment: [String: String]
  /// What relative paths of secret files refer to.
  var folder: String

  func expand(_ text: String) -> Result<Expansion, Failure> {
    guard text.utf8.contains(UInt8(ascii: "$")) else {
      return .success(Expansion(text: text, isFromOutside: false))
    }
    var result = ""
    var isFromOutside = false
    var rest = text[...]
    while let start = rest.range(of: "${") {
      if rest[..<start.lowerBound].last == "$" {
        result += rest[..<rest.index(before: start.lowerBound)] + "${"
        rest = rest[start.upperBound...]
        continue
      }
      result += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
        return .failure(
          .init(message: "${ is not closed by }; write $${ for the characters themselves"))
      }
      switch value(of: rest[start.upperBound..<end]) {
      case .success(let value): result += value
      case .failure(let failure): return .failure(failure)
      }
      isFromOutside = true
      rest = rest[rest.index(after: end)...]
    }
    return .success(Expansion(text: result + rest, isFromOutside: isFromOutside))
  }

  private func value(of reference: Substring) -> Result<String, Failure> {
    if reference.hasPrefix("file:") { return contents(of: String(reference.dropFirst(5))) }
    let parts = reference.split(separator: ":-", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let first = name.utf8.first, !(48...57).contains(first),
      name.utf8.allSatisfy({ $0 == 95 || (48...57).contains($0) || (65...90).contains($0 & 0xDF) })
    else {
      return .failure(
        .init(
          message:
            "${\(YAMLNode.clipped(String(reference)))} is not ${NAME}, ${NAME:-default} or ${file:PATH}"
        ))
    }
    let value = environment[name]
    if parts.count == 2 {
      return .success(value.flatMap { $0.isEmpty ? nil : $0 } ?? String(parts[1]))
    }
    guard let value else {
      return .failure(
        .init(
          message:
            "the environment variable \(name) is not set; set it, or write ${\(name):-default}"))
    }
    return .success(value)
  }

  private func contents(of path: String) -> Result<String, Failure> {
    let file = SettingsFile.absolute(path, in: folder)
    switch TextFile.read(file, atMost: Self.maximumFileSize) {
    case .success(let text):
      return .success(String(text.reversed().drop { $0.isNewline }.reversed()))
    case .failure(let failure):
      return .failure(
        .init(message: "the file of ${file:\(YAMLNode.clipped(path))} \(failure.message)"))
    }
  }
}
