internal import Foundation
internal import Linguistics

/// What a language calls months and territories, from the locale data of ICU.
struct LanguageTables: Sendable {
  /// A month's name in lower case (its hash) → `1`…`12`.
  private(set) var months: [UInt64: UInt8] = [:]
  /// The stems of a territory's name (their hash) → its ISO code. Empty where ``written`` serves.
  private(set) var places: [UInt64: String] = [:]
  /// The stems that a name begins with (their hash): most words begin none.
  private(set) var placeOpenings: Set<UInt64> = []
  /// For languages that write names without spaces around them: first character → names that begin so,
  /// longest first.
  private(set) var written: [UInt32: [WrittenName]] = [:]
  /// The most words that a name has.
  static let longestName = 4

  struct WrittenName: Sendable {
    var bytes: [UInt8]
    var code: String
  }

  /// Languages whose names stand without spaces, or with particles attached.
  static let unspaced: Set<String> = ["zh", "yue", "ja", "th", "lo", "km", "my", "ko"]

  /// - Parameter language: the primary subtag.
  init(language: String, transliterator: Transliterator) {
    addMonths(language)
    let names = TerritoryNames(language: language).codes.sorted { $0.key < $1.key }
    if Self.unspaced.contains(language) {
      addWritten(names.map { (Normalization.nfkc($0.key), $0.value) })
    } else {
      for (name, code) in names {
        let stems = name.split { !$0.isLetter && !$0.isNumber }.map {
          PlaceStem.of(transliterator.latin(word: String($0)), language: language)
        }
        guard (1...Self.longestName).contains(stems.count) else { continue }
        places[PlaceStem.hash(of: stems[...])] = code
        placeOpenings.insert(PlaceStem.hash(of: stems[..<1]))
      }
    }
  }

  private mutating func addMonths(_ language: String) {
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
  }

  private mutating func addWritten(_ names: [(String, String)]) {
    for (name, code) in names where name.unicodeScalars.count > 1 {
      guard let first = name.unicodeScalars.first else { continue }
      written[first.value, default: []].append(WrittenName(bytes: Array(name.utf8), code: code))
    }
    for key in written.keys {
      written[key]?.sort { ($1.bytes.count, $0.code) < ($0.bytes.count, $1.code) }
    }
  }
}

/// A word of a place's name without its declension.
enum PlaceStem {
  /// - Parameter latin: the word in lower-case Latin letters.
  static func of(_ latin: String, language: String) -> [UInt8] {
    let letters = latin.utf8.filter(isKept)
    return Array(letters.prefix(length(ofLetters: letters.count, language: language)))
  }

  private static func isKept(_ letter: UInt8) -> Bool {
    letter &- 0x61 < 26 || letter &- 0x30 < 10
  }

  /// Vietnamese and English do not decline; elsewhere an ending of two letters goes.
  private static func length(ofLetters count: Int, language: String) -> Int {
    language == "vi" || language == "en" || count <= 5 ? count : max(4, count - 2)
  }

  /// The hash of the stem alone of a word in ASCII, upper case or lower.
  static func hash(ofASCII word: UnsafeBufferPointer<UInt8>, language: String) -> UInt64 {
    let lower: (UInt8) -> UInt8 = { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    var left = length(ofLetters: word.count { isKept(lower($0)) }, language: language)
    var hash = StableHash()
    for byte in word where left > 0 && isKept(lower(byte)) {
      hash.add(lower(byte))
      left -= 1
    }
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
