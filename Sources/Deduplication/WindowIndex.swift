internal import NewsModel

/// All articles of a run with what finds candidates: how rare each key and unit is, and who has it.
///
/// Built once per run and not changed after, so that the result does not depend on the order of arrival. Memory
/// beside the evidence itself: 4 bytes for each key and each sampled unit, and tables of about 100 MB at most.
final class WindowIndex: Sendable {
  /// Ascending by first seen, then uid: the place in here is age.
  let articles: [WindowArticle]
  let headers: HeaderTable
  /// Numbers for ``languageNames``.
  let languages: [UInt16]
  let languageNames: [String]
  let languageSizes: [Int]
  /// Articles with words to match by.
  let textCount: Int
  let rarity: Rarity
  let keyPostings: PostingTable
  let unitPostings: PostingTable
  let keyCounts: CountTable
  let keyVectors: [ArticleVector]
  let unitVectors: [ArticleVector]

  init(articles: [WindowArticle]) {
    self.articles = articles
    headers = HeaderTable(articles: articles)
    (languages, languageNames, languageSizes) = Self.languages(of: headers)
    let known = articles.indices.lazy.compactMap { [headers] in headers[$0] }
    var (textCount, keyTotal) = (0, 0)
    for header in known {
      textCount += 1
      keyTotal += header.keys
    }
    self.textCount = textCount
    rarity = Rarity(articles: textCount)
    let tables = Tables(
      articles: articles, headers: headers, languages: languages, rarity: rarity,
      expecting: (keys: keyTotal, units: textCount * 256))
    (keyPostings, unitPostings, keyCounts) = (tables.keys, tables.units, tables.keyCounts)
    keyVectors = zip(tables.keyNorms, languages).map {
      ArticleVector(norm: $0, language: $1, listedShare: 1)
    }
    unitVectors = articles.indices.map { [headers, languages] place in
      ArticleVector(
        norm: tables.unitNorms[place], language: languages[place],
        listedShare: UInt16(headers[place]?.listMask ?? 0) + 1)
    }
  }

  private static func languages(
    of headers: HeaderTable
  ) -> (numbers: [UInt16], names: [String], sizes: [Int]) {
    var known: [String: UInt16] = [:]
    var names: [String] = []
    var sizes: [Int] = []
    let numbers = headers.articles.indices.map { place in
      let header = headers[place]
      let name = header?.language ?? ""
      let number = known[name] ?? UInt16(names.count)
      if known[name] == nil {
        known[name] = number
        names.append(name)
        sizes.append(0)
      }
      sizes[Int(number)] += 1
      return number
    }
    return (numbers, names, sizes)
  }
}

/// What the nearest articles are told by. What is looked at together lies together: each look is a miss of the cache.
struct ArticleVector: Sendable {
  /// The length of the article's vector of keys, or of units.
  var norm: Float
  var language: UInt16
  /// Of its keys or units, one in so many is listed.
  var listedShare: UInt16
}

/// The headers of an index's articles, read when they are needed: `nil` for those without words to match by.
struct HeaderTable: Sendable {
  let articles: [WindowArticle]

  subscript(place: Int) -> Evidence.Header? {
    guard let header = articles[place].evidence?.header, header.isMatchable else { return nil }
    return header
  }

  /// Whether there is a header.
  func has(_ place: Int) -> Bool { articles[place].evidence?.isMatchable ?? false }
}

extension Evidence.Header {
  var isMatchable: Bool { !flags.contains(.short) }
}

extension Evidence {
  /// What ``Header/isMatchable`` says, without reading the rest of the header.
  var isMatchable: Bool { !Flags(rawValue: blob[1]).contains(.short) }

  /// Calls `body` with every distinct key and how often it stands.
  @inline(__always)
  func forEachKey(of header: Header?, _ body: (UInt32, Int) -> Void) {
    guard let header else { return }
    blob.withUnsafeBytes { bytes in
      var index = 0
      while index < header.keys {
        let key = Self.word(bytes, header.keyStart + 4 * index)
        var end = index + 1
        while end < header.keys, Self.word(bytes, header.keyStart + 4 * end) == key { end += 1 }
        body(key, end - index)
        index = end
      }
    }
  }

  /// So many units of an article are listed under their hash; of longer ones, a sample.
  static let listedUnits = 128

  /// Calls `body` with every unit's hash, repeats included, and whether it is among those listed.
  @inline(__always)
  func forEachUnit(of header: Header?, _ body: (UInt32, Bool) -> Void) {
    guard let header else { return }
    let mask = header.listMask
    blob.withUnsafeBytes { bytes in
      for index in 0..<header.units {
        let unit = Self.word(bytes, header.unitStart + 4 * index) & TextUnit.hashMask
        // Other bits of the hash than those that sampled the text.
        body(unit, unit >> 20 & mask == 0)
      }
    }
  }

  @inline(__always)
  static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt32 {
    UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}

extension Evidence.Header {
  /// Of the units, one in so many is listed.
  var listMask: UInt32 {
    switch units {
    case ...Evidence.listedUnits: 0
    case ...(2 * Evidence.listedUnits): 1
    default: 3
    }
  }
}
