internal import Foundation

/// The name of a person or place that is nobody's, written as each language would write it.
struct InventedName {
  /// For each part of the name its syllables: a consonant's number times three plus a vowel's.
  private let parts: [[Int]]

  init(_ dice: inout Dice) {
    parts = (0..<dice.within(1...2)).map { _ in
      (0..<dice.within(3...4)).map { _ in dice.below(36) }
    }
  }

  func written(in language: String) -> String {
    let table = InventedName.syllables(of: language)
    let words = parts.map { $0.map { table[$0] }.joined() }
    switch language {
    case "zh": return words.joined(separator: "·")
    case "ja": return words.joined(separator: "・")
    case "ar", "hi", "ko", "th": return words.joined(separator: " ")
    default: return words.map(\.capitalized).joined(separator: " ")
    }
  }

  private static func syllables(of language: String) -> [String] {
    switch language {
    case "ru": cyrillic
    case "ar": arabic
    case "hi": devanagari
    case "th": thai
    case "ja": katakana
    case "ko": hangul
    case "zh": han
    default: latin
    }
  }

  private static func joined(_ consonants: String, _ vowels: [String]) -> [String] {
    consonants.unicodeScalars.flatMap { one in vowels.map { String(one) + $0 } }
  }

  private static let latin = joined("bdgklmnprstv", ["a", "i", "o"])
  private static let cyrillic = joined("бдгклмнпрств", ["а", "и", "о"])
  private static let arabic = joined("بدجكلمنبرستو", ["ا", "ي", "و"])
  private static let devanagari = joined("बदगकलमनपरसतव", ["ा", "ि", "ो"])
  private static let thai = "บดกคลมนปรสตว".unicodeScalars.flatMap {
    ["\($0)า", "\($0)ี", "โ\($0)"]
  }
  private static let katakana =
    "バ ビ ボ ダ ディ ド ガ ギ ゴ カ キ コ ラ リ ロ マ ミ モ ナ ニ ノ パ ピ ポ ラ リ ロ サ シ ソ タ ティ ト ヴァ ヴィ ヴォ"
    .split(separator: " ").map(String.init)
  private static let hangul =
    "바 비 보 다 디 도 가 기 고 카 키 코 라 리 로 마 미 모 나 니 노 파 피 포 라 리 로 사 시 소 타 티 토 바 비 보"
    .split(separator: " ").map(String.init)
  private static let han =
    "巴 比 博 达 迪 多 加 吉 戈 卡 基 科 拉 利 洛 马 米 莫 纳 尼 诺 帕 皮 波 拉 里 罗 萨 西 索 塔 蒂 托 瓦 维 沃"
    .split(separator: " ").map(String.init)
}
