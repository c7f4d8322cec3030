internal import Linguistics

/// Numbers whose thousands are set apart by spaces: `1 234 567`.
struct SpacedNumbers {
  /// Where that is the rule, by CLDR or by the national standard.
  private static let languages: Set<String> = [
    "af", "be", "bg", "cs", "et", "fi", "fr", "hu", "hy", "ka", "kk", "ky", "lt", "lv", "nb", "nn",
    "no", "pl", "ru", "sk", "sq", "sv", "tg", "uk", "uz",
  ]

  private let isUsed: Bool

  init(language: String) { isUsed = Self.languages.contains(language) }

  /// The first word after a number: a group of one to three digits, not beginning with 0, takes in the groups of three
  /// that follow after one space each.
  func end(
    of start: Int, in words: [ScannedWord], _ bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard isUsed, words[start].range.count <= 3, Self.isDigits(bytes[words[start].range]),
      bytes[words[start].range.lowerBound] != UInt8(ascii: "0")
    else { return start + 1 }
    var end = start + 1
    while end < words.count, words[end].kind == .number {
      let (before, range) = (words[end - 1].range, words[end].range)
      guard range.lowerBound == before.upperBound + 1, bytes[before.upperBound] == 0x20,
        range.count >= 3, Self.isDigits(bytes[range.prefix(3)])
      else { break }
      if range.count == 3 {
        end += 1
      } else {
        // The last group may carry decimals.
        let mark = bytes[range.lowerBound + 3]
        return mark == UInt8(ascii: ",") || mark == UInt8(ascii: ".") ? end + 1 : end
      }
    }
    return end
  }

  private static func isDigits(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.allSatisfy { $0 &- 0x30 < 10 }
  }
}

/// The value of a number as written, in ASCII digits, whatever its script and grouping.
enum NumberValue {
  /// The digits of a canonical number without leading and trailing zeros; `nil` below two digits, which say nothing.
  static func significant(_ canonical: [UInt8]) -> [UInt8]? {
    let zero = UInt8(ascii: "0")
    let digits = canonical.filter { $0 != UInt8(ascii: ".") }.drop { $0 == zero }
    guard let last = digits.lastIndex(where: { $0 != zero }) else { return nil }
    let significant = digits[...last]
    return significant.count >= 2 ? Array(significant.prefix(9)) : nil
  }

  /// A number written in Han numerals, as `三十五` or `二千`; `nil` for one that is no number, or one digit.
  static func han(_ word: some Collection<Unicode.Scalar>) -> Int? {
    guard word.count >= 2, word.count <= 12 else { return nil }
    var total = 0
    var section = 0
    var digit: Int?
    for scalar in word {
      if let value = digits[scalar] {
        // Digits in a row are written as in `二〇二五`.
        digit = (digit ?? 0) * 10 + value
      } else if let unit = units[scalar] {
        section += (digit ?? 1) * unit
        digit = nil
      } else if let myriad = myriads[scalar] {
        total += (section + (digit ?? 0)) * myriad
        section = 0
        digit = nil
      } else {
        return nil
      }
      guard total < 1 << 40, (digit ?? 0) < 1 << 40 else { return nil }
    }
    return total + section + (digit ?? 0)
  }

  /// Whether a word that begins so may be a number written in Han numerals.
  static func isHanNumeral(_ scalar: UInt32) -> Bool {
    guard let character = Unicode.Scalar(scalar) else { return false }
    return switch character {
    case "〇", "零", "一", "二", "两", "兩", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "万", "萬",
      "亿", "億":
      true
    default: false
    }
  }

  private static let digits: [Unicode.Scalar: Int] = [
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
    "九": 9,
  ]
  private static let units: [Unicode.Scalar: Int] = ["十": 10, "百": 100, "千": 1000]
  private static let myriads: [Unicode.Scalar: Int] = [
    "万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000,
  ]
}

/// A number's digits as they are written, in whatever script, and where marks stand between them.
struct WrittenDigits {
  /// ASCII.
  private var digits: [UInt8] = []
  /// Where a run of digits begins that a mark stands before.
  private var starts: [Int] = []
  private var isAfterMark = false
  /// Longer numbers are of no use to anybody, but have to be told apart from shorter ones.
  private static let most = 64

  /// Goes on where it stopped.
  mutating func read(_ word: UnsafeBufferPointer<UInt8>) {
    var at = 0
    while at < word.count, digits.count < Self.most {
      let (scalar, length) = word.scalar(at: at)
      at += length
      if let digit = ScalarProperties.digitValue(scalar) {
        if isAfterMark, !digits.isEmpty { starts.append(digits.count) }
        isAfterMark = false
        digits.append(UInt8(ascii: "0") + UInt8(digit))
      } else {
        switch scalar {
        case 0x2E, 0x2C, 0x066B, 0x066C, 0x27, 0x2019: isAfterMark = true
        default: break
        }
      }
    }
  }

  /// Digits with grouping removed: `10,000`, `10.000` and `١٠٬٠٠٠` → `10000`; `7,1` → `7.1`.
  ///
  /// A mark before exactly three digits is grouping: across languages one cannot know, and thousands are
  /// more common than thousandths.
  var canonical: [UInt8] {
    guard !starts.isEmpty else { return digits }
    let ends = starts.dropFirst() + [digits.count]
    if zip(starts, ends).allSatisfy({ $1 - $0 == 3 }) { return digits }
    var canonical = Array(digits[..<starts[0]])
    for (start, end) in zip(starts, ends) {
      canonical.append(UInt8(ascii: "."))
      canonical += digits[start..<end]
    }
    return canonical
  }
}
