internal import Markup

/// The words before a visible date: those of a publication or those of a change.
struct DateLabel {
  /// The text after a word such as "Published" and closely before a date, up to that; `nil` without one.
  let published: String?
  /// Whether the first date is said to be that of a change: the word comes before the first digit.
  let isChange: Bool

  /// Bytes of a block looked at, and bytes between a word and its date.
  private static let window = 400
  private static let reach = 24
  /// Bytes that a written date and its time may have.
  private static let dateBytes = 60

  /// What a page's blocks are read with.
  struct Tables {
    fileprivate let scalars: ScalarTable.View
    fileprivate let automaton: PhraseMatcher.View

    /// Lends the tables, which are good as long as `body` runs.
    static func with<Result>(_ body: (Tables) -> Result) -> Result {
      ScalarTable.shared.withView { scalars in
        DateLabel.matcher.withView { body(Tables(scalars: scalars, automaton: $0)) }
      }
    }
  }

  init(_ page: PageBlocks, _ block: Block, _ tables: Tables) {
    var reading = Reading(tables: tables)
    let range = block.text.asIndices
    published = page.text.withUnsafeBufferPointer { bytes in
      let end = min(range.upperBound, range.lowerBound + Self.window)
      return reading.run(bytes, range.lowerBound..<end).map { start in
        String(decoding: bytes[start..<min(start + Self.dateBytes, end)], as: UTF8.self)
      }
    }
    isChange = reading.isChange
  }

  /// One pass over a block's beginning.
  private struct Reading {
    let tables: Tables
    var isChange = false
    private var state: UInt16 = 0
    private var hasDigit = false
    /// Where the last publication word ended, unless a word of a change or a date came after it.
    private var word: Int?

    /// Where the published date begins; `nil` without one.
    mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
      var reader = ScalarReader(bytes, range)
      while let scalar = reader.next() {
        let (traits, folded) = tables.scalars.look(at: scalar)
        if traits.contains(.digit) {
          hasDigit = true
          if let start = word, reader.offset - start <= DateLabel.reach { return start }
          word = nil
        }
        state = tables.automaton.state(after: state, scalar: folded)
        if tables.automaton.isEnding(state) { noteHits(reader.offset) }
      }
      return nil
    }

    private mutating func noteHits(_ offset: Int) {
      for hit in DateLabel.matcher.hits(in: state) ?? [] {
        if hit.kind == DateLabel.publication {
          word = offset
        } else {
          word = nil
          if !hasDigit { isChange = true }
        }
      }
    }

    init(tables: Tables) { self.tables = tables }
  }

  private static let publication = PhraseKinds.filed
  private static let change = PhraseKinds.time
  private static let matcher = PhraseMatcher(
    publicationWords.map { .init(text: $0[...].utf8, kind: publication, place: .anywhere) }
      + changeWords.map { .init(text: $0[...].utf8, kind: change, place: .anywhere) })

  private static let publicationWords = [
    "published", "posted on", "first posted", "issued on", "veröffentlicht", "erschienen am",
    "erstellt am", "publiziert am", "artikel wurde am", "publié", "mis en ligne", "paru le",
    "publicado", "pubblicat", "gepubliceerd", "geplaatst", "опубликован", "дата публикации",
    "опубліковано", "đăng ngày", "đăng lúc", "xuất bản", "发布", "發布", "發佈", "公開日", "公開：",
    "掲載", "입력", "등록", "게시", "نشر", "प्रकाशित", "เผยแพร่", "yayınlan", "yayımlan", "opublikowan",
    "publikováno", "vydáno", "objavljen", "publicerad", "publisert", "publiceret", "julkaistu",
    "δημοσιε", "publicat", "közzétéve", "megjelent", "diterbitkan", "notizia del",
  ]
  private static let changeWords = [
    "updated", "modified", "last reviewed", "last edited", "aktualisiert", "änderung",
    "geändert", "mis à jour", "actualizad", "atualizad", "aggiornat", "обновлен", "изменен",
    "zaktualiz", "cập nhật", "更新", "수정", "แก้ไข", "تحديث", "अपडेट", "güncel",
  ]
}
