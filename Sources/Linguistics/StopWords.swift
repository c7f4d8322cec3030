internal import NewsModel
internal import Synchronization

/// Words that tell nothing of what an article is about: function words, and what every report has.
///
/// For some thirty languages; none for others. The list is the project's own (`Data/stop-words.txt`).
package struct StopWords: Sendable {
  private let words: Set<String>

  /// Those of a language by its BCP 47 tag, of which the primary subtag counts. Read once a process.
  package init(language tag: String) {
    let language = Self.sameList[Language.primary(of: tag)] ?? Language.primary(of: tag)
    words = Self.read.withLock { read in
      if let known = read[language] { return known }
      let found = Self.words(of: language)
      read[language] = found
      return found
    }
  }

  /// - Parameter folded: a word as ``Normalization/casefold(_:)`` gives it.
  package func contains(_ folded: String) -> Bool { words.contains(folded) }

  /// Languages whose lists would be the same but for a few words.
  private static let sameList = ["no": "nb", "nn": "nb", "sk": "cs", "yue": "zh"]

  private static let read = Mutex<[String: Set<String>]>([:])

  private static func words(of language: String) -> Set<String> {
    let file = String(decoding: PackageResources.stop_words_txt, as: UTF8.self)
    let line = file.split(separator: "\n").first { $0.hasPrefix("[\(language)] ") }
    return Set(
      (line ?? "").split(separator: " ").dropFirst().map { Normalization.casefold(String($0)) })
  }
}
