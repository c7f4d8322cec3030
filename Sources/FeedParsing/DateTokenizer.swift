/// Cuts a date's text into numbers, words and marks; digits of every script become numbers.
struct DateTokenizer {
  private(set) var tokens: [LooseDate.Token] = []
  private(set) var hasPersianDigits = false
  /// The year before the first of the era that the text names.
  private(set) var era: Int?

  private var word: [Unicode.Scalar] = []
  private var value = 0
  private var digits = 0
  private var parentheses = 0

  init(_ text: String) {
    for scalar in text.unicodeScalars { add(scalar) }
    flush()
    readEra()
  }

  private mutating func add(_ scalar: Unicode.Scalar) {
    if scalar == "(" || scalar == ")" {
      flush()
      // A comment behind the date (RFC 822 §3.4.3); in front of it, parentheses are only marks.
      if scalar == "(", !tokens.isEmpty { parentheses += 1 }
      if scalar == ")", parentheses > 0 { parentheses -= 1 }
      return
    }
    guard parentheses == 0 else { return }
    if let digit = digit(scalar) {
      if !word.isEmpty { flush() }
      if (0x6F0...0x6F9).contains(scalar.value) { hasPersianDigits = true }
      value = min(value * 10 + digit, 99_999_999_999_999)
      digits += 1
    } else if let unit = Self.units[scalar], digits > 0 {
      flush()
      tokens.append(.unit(unit))
    } else if scalar.properties.isAlphabetic || isInsideWord(scalar) {
      if digits > 0 { flush() }
      word.append(scalar)
    } else {
      addMark(scalar)
    }
  }

  private func digit(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.isASCII { return (48...57).contains(scalar.value) ? Int(scalar.value) - 48 : nil }
    guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue
    else { return nil }
    return Int(value)
  }

  private func isInsideWord(_ scalar: Unicode.Scalar) -> Bool {
    guard !word.isEmpty else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: return true
    default: return scalar == "." || scalar == "׳" || scalar == "'" || scalar == "\u{200C}"
    }
  }

  private mutating func addMark(_ scalar: Unicode.Scalar) {
    flush()
    switch scalar.value {
    case 0x2D, 0x2010...0x2015, 0x2212, 0xFF0D: tokens.append(.mark(0x2D))
    case 0x3A, 0xFF1A: tokens.append(.mark(0x3A))
    case 0x2F, 0xFF0F, 0x2044: tokens.append(.mark(0x2F))
    case 0x2E, 0xFF0E: tokens.append(.mark(0x2E))
    case 0x2C, 0x060C, 0x3001, 0xFF0C: tokens.append(.mark(0x2C))
    case 0x2B, 0xFF0B: tokens.append(.mark(0x2B))
    default: break
    }
  }

  private mutating func flush() {
    if digits > 0 {
      tokens.append(.number(value, digits: digits))
      (value, digits) = (0, 0)
    }
    guard !word.isEmpty else { return }
    var view = String.UnicodeScalarView()
    for scalar in word where scalar != "." && scalar != "'" && scalar != "\u{200C}" {
      view.append(scalar)
    }
    word = []
    append(word: String(view).lowercased())
  }

  /// Turkish lower-cases İ to i with a dot above; ordinals of English are no words.
  private mutating func append(word: String) {
    let plain = word.replacing("i\u{307}", with: "i")
    if case .number? = tokens.last, ["st", "nd", "rd", "er", "º", "ª", "ro"].contains(plain) {
      return
    }
    if case .number? = tokens.last, plain == "th" { return }
    guard !plain.isEmpty else { return }
    tokens.append(.word(plain))
  }

  private mutating func readEra() {
    for (index, token) in tokens.enumerated() {
      guard case .word(let word) = token,
        let start = Self.eras.first(where: { word.hasSuffix($0.key) })
      else { continue }
      era = start.value
      tokens.remove(at: index)
      return
    }
  }

  private static let eras = [
    "令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911,
  ]

  private static let units: [Unicode.Scalar: LooseDate.Unit] = [
    "年": .year, "月": .month, "日": .day, "号": .day, "時": .hour, "时": .hour, "点": .hour, "點": .hour,
    "分": .minute, "秒": .second, "년": .year, "월": .month, "일": .day, "시": .hour, "분": .minute,
    "초": .second,
  ]
}
