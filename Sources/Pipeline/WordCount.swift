internal import Linguistics

/// Words of a text in any script, for `words` and the least length of an article.
enum WordCount {
  /// Scripts without spaces are segmented by dictionary.
  static func words(in text: String) -> Int {
    WordSegmenter().count(in: text)
  }
}
