internal import Markup

/// The words before a visible date: those of a publication or those of a change.
struct DateLabel {
  /// The text after a word such as "Published", up to a few words after the date; `nil` without one.
  let published: String?
  /// Whether the first date is said to be that of a change: the word comes before the first digit.
  let isChange: Bool

  /// Bytes of a block looked at, and bytes between a word and its date.
  private static let window = 400
  private static let reach = 24
  /// Bytes that a written date and its time may have.
  private static let dateBytes = 60

  init(_ page: PageBlocks, _ block: Block) {
    let bytes = page.text[block.text.asIndices].prefix(Self.window)
    guard let digit = bytes.firstIndex(where: { $0 >= 0x30 && $0 <= 0x39 }) else {
      published = nil
      isChange = false
      return
    }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let lead = String(decoding: bytes[..<digit], as: UTF8.self).lowercased()
    isChange = Self.changeWords.contains { lead.contains($0) }
    published = Self.publicationWords.lazy.compactMap { Self.date(after: $0, in: text) }.first
  }

  /// The text from the date on that follows `word` closely.
  private static func date(after word: String, in text: String) -> String? {
    guard let range = text.firstRange(of: word) else { return nil }
    let rest = text[range.upperBound...]
    guard
      let digit = rest.utf8.prefix(reach).firstIndex(where: { $0 >= 0x30 && $0 <= 0x39 }),
      !changeWords.contains(where: { rest[..<digit].contains($0) })
    else { return nil }
    return String(decoding: rest.utf8.prefix(dateBytes), as: UTF8.self)
  }

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
