internal import Foundation
internal import Linguistics

/// What a language calls months and territories, from the locale data of ICU.
final class LanguageTables: Sendable {
  /// A month's name in lower case (its hash) → `1`…`12`.
  let months: SmallTable
  /// The stems of a territory's name (their hash) → its ISO code. Empty where ``written`` serves.
  let places: [UInt64: String]
  /// The stems that a name begins with (their hash): most words begin none.
  let placeOpenings: SmallTable
  /// For languages that write names without spaces around them.
  let written: WrittenPlaces?
  let stems: PlaceStem.Rule
  /// The most words that a name has.
  static let longestName = 4

  /// Languages whose names stand without spaces, or with particles attached.
  static let unspaced: Set<String> = ["zh", "yue", "ja", "th", "lo", "km", "my", "ko"]

  /// - Parameter language: the primary subtag.
  init(language: String, transliterator: Transliterator) {
    months = SmallTable(Self.months(language))
    let stems = PlaceStem.Rule(language: language)
    self.stems = stems
    let names = TerritoryNames(language: language).codes.sorted { $0.key < $1.key }
    if Self.unspaced.contains(language) {
      written = WrittenPlaces(names.map { (Normalization.nfkc($0.key), $0.value) })
      (places, placeOpenings) = ([:], SmallTable([:]))
      return
    }
    written = nil
    var places: [UInt64: String] = [:]
    var openings: [UInt64: UInt8] = [:]
    var letters: [UInt8] = []
    for (name, code) in names {
      let stems = name.split { !$0.isLetter && !$0.isNumber }.map { word in
        var word = String(word)
        word.withUTF8 { transliterator.readLetters(of: $0, into: &letters) }
        return Array(stems.stem(of: letters))
      }
      guard (1...Self.longestName).contains(stems.count) else { continue }
      places[PlaceStem.hash(of: stems[...])] = code
      openings[PlaceStem.hash(of: stems[0][...])] = 1
    }
    self.places = places
    placeOpenings = SmallTable(openings)
  }

  private static func months(_ language: String) -> [UInt64: UInt8] {
    var months: [UInt64: UInt8] = [:]
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: language)
    let lists = [
      formatter.monthSymbols, formatter.standaloneMonthSymbols, formatter.shortMonthSymbols,
      formatter.shortStandaloneMonthSymbols,
    ]
    for list in lists {
      for (index, name) in list.prefix(12).enumerated() {
        let scalars = Normalization.casefold(name).unicodeScalars
          .filter { $0 != "." && $0 != " " }
        // Abbreviations of two letters are words of their own somewhere.
        guard scalars.count >= 3, !scalars.contains(where: { $0.properties.numericType != nil })
        else { continue }
        var hash = StableHash()
        for scalar in scalars { hash.add(scalar.value) }
        months[hash.value] = UInt8(index + 1)
      }
    }
    return months
  }
}

/// Names of territories that stand among other characters without spaces.
struct WrittenPlaces: Sendable {
  struct Name: Sendable {
    var bytes: [UInt8]
    var code: String
  }

  /// First character → names that begin so, longest first.
  private var names: [UInt32: [Name]] = [:]
  /// A bit for each scalar below 2^16: most characters begin none.
  private var openings = [UInt64](repeating: 0, count: 1024)

  init(_ all: [(String, String)]) {
    for (name, code) in all where name.unicodeScalars.count > 1 {
      guard let first = name.unicodeScalars.first?.value, first < 0x10000 else { continue }
      names[first, default: []].append(Name(bytes: Array(name.utf8), code: code))
      openings[Int(first >> 6)] |= 1 << UInt64(first & 63)
    }
    for key in names.keys {
      names[key]?.sort { ($1.bytes.count, $0.code) < ($0.bytes.count, $1.code) }
    }
  }

  /// The longest name that stands at a place of a text.
  ///
  /// - Parameter first: the scalar there.
  func name(at start: Int, of text: UnsafeBufferPointer<UInt8>, _ first: UInt32) -> Name? {
    guard first < 0x10000, openings[Int(first >> 6)] & 1 << UInt64(first & 63) != 0 else {
      return nil
    }
    return names[first]?.first { name in
      start + name.bytes.count <= text.count
        && name.bytes.indices.allSatisfy { text[start + $0] == name.bytes[$0] }
    }
  }
}

/// A word of a place's name without its declension.
enum PlaceStem {
  /// How a language changes words.
  enum Rule: UInt64, Sendable {
    /// Vietnamese and English do not decline.
    case whole
    /// An ending of two letters goes.
    case ending
    /// "And" is written together with the word after it, too; no country's name begins with these letters.
    case arabic
    case hebrew

    init(language: String) {
      switch language {
      case "vi", "en": self = .whole
      case "ar": self = .arabic
      case "he": self = .hebrew
      default: self = .ending
      }
    }

    /// - Parameter letters: of a word, a–z and digits.
    func stem(of letters: [UInt8]) -> ArraySlice<UInt8> {
      let isWhole = self == .whole || letters.count <= 5
      return letters.prefix(isWhole ? letters.count : max(4, letters.count - 2))
    }

    private static let arabicAnd = Array("وال".utf8)
    private static let hebrewAnd = Array("וה".utf8)

    /// A word without the "and" that it begins with.
    func bare(_ word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
      switch self {
      case .whole, .ending: word
      case .arabic: Self.bare(word, opening: Self.arabicAnd)
      case .hebrew: Self.bare(word, opening: Self.hebrewAnd)
      }
    }

    /// - Parameter opening: "and", one letter of two bytes, and what must follow it.
    private static func bare(
      _ word: UnsafeBufferPointer<UInt8>, opening: [UInt8]
    ) -> UnsafeBufferPointer<UInt8> {
      guard word.count >= opening.count, word.starts(with: opening) else { return word }
      // A letter with a mark is another one.
      if word.count > opening.count,
        ScalarProperties.kind(word.scalar(at: opening.count).value) == .mark
      {
        return word
      }
      return UnsafeBufferPointer(rebasing: word[2...])
    }
  }

  /// Of one stem alone.
  static func hash(of stem: ArraySlice<UInt8>) -> UInt64 {
    var hash = StableHash()
    for byte in stem { hash.add(byte) }
    hash.add(UInt8(ascii: " "))
    return hash.value
  }

  static func hash(of stems: ArraySlice<[UInt8]>) -> UInt64 {
    var hash = StableHash()
    for stem in stems {
      for byte in stem { hash.add(byte) }
      hash.add(UInt8(ascii: " "))
    }
    return hash.value
  }
}
