internal import NewsModel

/// All articles of a run with what finds candidates: how rare each key and unit is, and who has it.
///
/// Built once per run and not changed after, so that the result does not depend on the order of arrival. Memory
/// beside the evidence itself: 2 bytes for each key and each sampled unit, and tables of about 50 MB at most.
final class WindowIndex: Sendable {
  /// Ascending by first seen, then uid: the place in here is age.
  let articles: PackedArticles
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

  /// - Parameter articles: in their order.
  init(articles: PackedArticles) {
    self.articles = articles
    let headers = Headers(of: articles)
    languages = headers.languages
    (languageNames, languageSizes) = (headers.names, headers.sizes)
    textCount = headers.textCount
    rarity = Rarity(articles: textCount)
    let tables = Tables(
      articles: articles, languages: languages, rarity: rarity,
      expecting: (keys: headers.keyTotal, units: textCount * 256))
    (keyPostings, unitPostings, keyCounts) = (tables.keys, tables.units, tables.keyCounts)
    keyVectors = zip(tables.keyNorms, languages).map {
      ArticleVector(norm: $0, language: $1, listedShare: 1)
    }
    unitVectors = articles.indices.map { [languages] place in
      ArticleVector(
        norm: tables.unitNorms[place], language: languages[place],
        listedShare: headers.listedShares[place])
    }
  }

  convenience init(articles: [WindowArticle]) {
    let packed = PackedArticles()
    for article in articles { packed.add(article, isNew: false) }
    self.init(articles: packed)
  }

  /// What an index is told by the headers of its articles, read once.
  private struct Headers {
    var languages: [UInt16] = []
    var names: [String] = []
    var sizes: [Int] = []
    var listedShares: [UInt16] = []
    var textCount = 0
    var keyTotal = 0

    init(of articles: PackedArticles) {
      languages.reserveCapacity(articles.count)
      listedShares.reserveCapacity(articles.count)
      var known: [String: UInt16] = [:]
      for place in articles.indices {
        let header = articles.header(place)
        if let header {
          textCount += 1
          keyTotal += header.keys
        }
        listedShares.append(UInt16(header?.listMask ?? 0) + 1)
        let name = header?.language ?? ""
        let number = known[name] ?? UInt16(names.count)
        if known[name] == nil {
          known[name] = number
          names.append(name)
          sizes.append(0)
        }
        sizes[Int(number)] += 1
        languages.append(number)
      }
    }
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

extension PackedArticles {
  /// Calls `body` with every distinct key of an article and how often it stands.
  @inline(__always)
  func forEachKey(of place: Int, _ body: (UInt32, Int) -> Void) {
    guard isMatchable(place) else { return }
    withEvidence(place) { bytes in
      let header = Evidence.Header(bytes)
      var index = 0
      while index < header.keys {
        let key = Evidence.word(bytes, header.keyStart + 4 * index)
        var end = index + 1
        while end < header.keys, Evidence.word(bytes, header.keyStart + 4 * end) == key { end += 1 }
        body(key, end - index)
        index = end
      }
    }
  }

  /// Calls `body` with every unit's hash, repeats included, and whether it is among those listed.
  @inline(__always)
  func forEachUnit(of place: Int, _ body: (UInt32, Bool) -> Void) {
    guard isMatchable(place) else { return }
    // What stands behind the units is not read.
    guard let header = header(place) else { return }
    let mask = header.listMask
    withEvidence(place, most: header.keyStart) { bytes in
      for index in 0..<header.units {
        let unit = Evidence.word(bytes, header.unitStart + 4 * index) & TextUnit.hashMask
        // Other bits of the hash than those that sampled the text.
        body(unit, unit >> 20 & mask == 0)
      }
    }
  }
}

extension Evidence {
  /// So many units of an article are listed under their hash; of longer ones, a sample.
  static let listedUnits = 128

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
