internal import Foundation
internal import GRDB
internal import NewsModel
internal import Synchronization

/// What matching keeps of articles, cut into pieces and, once enough of it is there to learn from, written by
/// ``WordCodes``.
extension NewsStore {
  /// Keeps the evidence of articles for later windows.
  package func save(
    evidence: [(article: Int64, blob: [UInt8], bodyHash: String?)]
  ) throws(StorageError) {
    try write { db in
      let codes = try newestCodes(db)
      for item in evidence {
        let packed = PackedEvidence(item.blob, codes: codes)
        let rest = try replacePieces(of: item.article, by: packed, db)
        try db.run(
          """
          INSERT INTO evidence (article_id, body_hash, evidence, words, first_piece, last_piece)
          VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (article_id) DO UPDATE SET body_hash = excluded.body_hash,
            evidence = excluded.evidence, words = excluded.words,
            first_piece = excluded.first_piece, last_piece = excluded.last_piece
          """,
          [
            item.article, item.bodyHash, packed.first, packed.words, rest?.lowerBound,
            rest?.upperBound,
          ])
      }
    }
  }

  /// Keeps what an extraction leaves to be matched by, in place of what there was.
  func storeEvidence(
    _ extraction: ExtractionRecord, codes: EvidenceCodes?, _ db: Database
  ) throws {
    let packed = extraction.evidence.map { PackedEvidence($0, codes: codes) }
    let rest = try replacePieces(of: extraction.id, by: packed, db)
    try db.run(
      """
      INSERT INTO evidence
        (article_id, body_hash, links, based_on, evidence, words, first_piece, last_piece)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (article_id) DO UPDATE SET body_hash = excluded.body_hash, links = excluded.links,
        based_on = excluded.based_on, evidence = excluded.evidence, words = excluded.words,
        first_piece = excluded.first_piece, last_piece = excluded.last_piece
      """,
      [
        extraction.id, extraction.bodyHash, links(extraction.article.links),
        links(extraction.article.basedOn), packed?.first, packed?.words, rest?.lowerBound,
        rest?.upperBound,
      ])
  }

  private func links(_ links: [String]) -> String { JSONColumn.encode(links.map(\.storable)) }

  /// Stores the second and later pieces of an article's evidence, in place of those it had.
  private func replacePieces(
    of article: Int64, by packed: PackedEvidence?, _ db: Database
  ) throws -> ClosedRange<Int64>? {
    try db.run(
      """
      DELETE FROM evidence_pieces WHERE id BETWEEN
        (SELECT first_piece FROM evidence WHERE article_id = ?1) AND
        (SELECT last_piece FROM evidence WHERE article_id = ?1)
      """, [article])
    return try packed?.bytes.withUnsafeBytes { bytes in
      let pieces = LongValue.pieces(
        of: bytes, first: LongValue.firstOfEvidence, isText: false)
      return try db.storePieces(pieces.dropFirst(), in: "evidence_pieces", isText: false)
    }
  }

  /// The evidence of an article with what stands beside it; `nil` where nothing is kept.
  func evidence(_ article: Int64, _ db: Database) throws -> StoredEvidence? {
    var found: StoredEvidence?
    var words: Int64?
    var bytes: [UInt8]?
    var hasMore = false
    try db.forEachRow(
      """
      SELECT body_hash, evidence, words, first_piece FROM evidence
      WHERE article_id = ?
      """, [article]
    ) { row in
      found = StoredEvidence(bodyHash: row.isNull(0) ? nil : row.text(0))
      bytes = row.isNull(1) ? nil : [UInt8](row.bytes(1))
      words = row.isNull(2) ? nil : row.integer(2)
      hasMore = !row.isNull(3)
    }
    guard var bytes else { return found }
    if hasMore {
      try db.forEachRow(
        """
        SELECT p.piece FROM evidence e
        JOIN evidence_pieces p ON p.id BETWEEN e.first_piece AND e.last_piece
        WHERE e.article_id = ? ORDER BY p.id
        """, [article]
      ) { bytes.append(contentsOf: $0.bytes(0)) }
    }
    if let words {
      // By a list that is gone nothing can be read.
      found?.packed = try codes(words, db).map { PackedBytes(bytes, codes: $0) } ?? PackedBytes([])
    } else {
      found?.packed = PackedBytes(bytes)
    }
    return found
  }
}

/// What is stored for matching an article.
struct StoredEvidence {
  var bodyHash: String?
  /// As it lies in the database.
  var packed: PackedBytes?
}

/// A list of words with the number that it is stored under.
struct EvidenceCodes {
  var id: Int64
  var codes: WordCodes
}

/// Evidence as it lies in the database.
private struct PackedEvidence {
  /// The list that it is written by; `nil` for what is written as it is.
  var words: Int64?
  var bytes: [UInt8]

  init(_ blob: [UInt8], codes: EvidenceCodes?) {
    guard let codes, blob.count <= WordCodes.maximumLength else {
      bytes = blob
      return
    }
    words = codes.id
    bytes = codes.codes.encoded(blob)
  }

  /// What stands in the row itself.
  var first: Data { Data(bytes.prefix(LongValue.firstOfEvidence)) }
}

extension NewsStore {
  /// So many articles' evidence are learned from.
  private static let samples = 1_000
  private static let fewestSamples: Int64 = 400
  /// A list is made anew whenever there are so many times the articles: words come and go.
  private static let growth: Int64 = 8

  /// The newest list of words, made where it is time to.
  func newestCodes(_ db: Database) throws -> EvidenceCodes? {
    var newest: (id: Int64, articles: Int64)?
    try db.forEachRow(
      "SELECT id, articles FROM evidence_words ORDER BY articles DESC LIMIT 1", []
    ) { newest = ($0.integer(0), $0.integer(1)) }
    let articles = try db.one(Int64.self, "SELECT max(id) FROM articles") ?? 0
    if articles >= Self.growth * (newest?.articles ?? Self.fewestSamples / Self.growth),
      let made = try learnCodes(articles: articles, db)
    {
      return made
    }
    return try newest.flatMap { newest in
      try codes(newest.id, db).map { EvidenceCodes(id: newest.id, codes: $0) }
    }
  }

  private func learnCodes(articles: Int64, _ db: Database) throws -> EvidenceCodes? {
    let newest = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT article_id FROM evidence WHERE evidence IS NOT NULL
          ORDER BY article_id DESC LIMIT ?
          """), arguments: [Self.samples])
    guard newest.count >= Self.fewestSamples else { return nil }
    let codes = WordCodes(
      learnedFrom: try newest.compactMap { try evidence($0, db)?.packed?.unpacked })
    var bytes = Data(capacity: 4 * codes.words.count)
    for word in codes.words {
      withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
    }
    let id = Int64(codes.fingerprint)
    try db.run(
      "INSERT OR REPLACE INTO evidence_words (id, articles, words) VALUES (?, ?, ?)",
      [id, articles, bytes])
    return EvidenceCodes(id: id, codes: codes)
  }

  /// The list of that number; it is made of the list, so that what was read once holds for ever.
  private func codes(_ id: Int64, _ db: Database) throws -> WordCodes? {
    if let known = knownCodes.withLock({ $0[id] }) { return known }
    var read: WordCodes?
    try db.forEachRow("SELECT words FROM evidence_words WHERE id = ?", [id]) { row in
      let bytes = row.bytes(0)
      read = WordCodes(
        words: (0..<bytes.count / 4).map {
          UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self))
        })
    }
    if let read { knownCodes.withLock { $0[id] = read } }
    return read
  }
}
