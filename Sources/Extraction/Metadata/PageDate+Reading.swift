extension PageDate {
  /// Reads the first date in a text, in the ways that pages of any language write one: ISO 8601,
  /// `2024年3月5日`, `5 mars 2024`, `March 5th, 2024`, `05.03.2024`, seconds or milliseconds since 1970.
  ///
  /// `05/03/2024` reads as day before month, or the other way round with `monthFirst`, unless only one order is
  /// possible. Looks at the first 200 scalars, or at `limit`.
  init?(reading text: String?, monthFirst: Bool = false, limit: Int = 200) {
    guard let text, !text.isEmpty else { return nil }
    let parts = Part.parts(of: text, limit: limit)
    guard parts.contains(where: \.isNumber) else { return nil }
    guard
      let found = Self.yearFirst(parts) ?? Self.named(parts)
        ?? Self.dayFirst(parts, monthFirst)
        ?? Self.shortYear(parts, text) ?? Self.epoch(parts)
    else { return nil }
    self = found
  }

  /// A number, a word or a mark of a text.
  fileprivate enum Part {
    case number(Int, digits: Int)
    case word(String)
    case mark(Unicode.Scalar)

    var isNumber: Bool { if case .number = self { true } else { false } }

    static func parts(of text: String, limit: Int) -> [Part] {
      var parts: [Part] = []
      var word = String.UnicodeScalarView()
      var number = 0
      var digits = 0
      func flush() {
        if digits > 0 { parts.append(.number(number, digits: digits)) }
        if !word.isEmpty { parts.append(.word(String(word).lowercased())) }
        number = 0
        digits = 0
        word.removeAll()
      }
      for scalar in text.unicodeScalars.prefix(limit) {
        let traits = ScalarTable.shared.traits(scalar.value)
        if traits.contains(.digit), let value = digit(scalar) {
          if !word.isEmpty { flush() }
          if digits < 15 { number = number * 10 + value }
          digits += 1
        } else if isUnit(scalar) {
          flush()
          parts.append(.mark(scalar))
        } else if traits.contains(.letter) || isCombining(scalar) {
          if digits > 0 { flush() }
          word.append(scalar)
        } else {
          flush()
          if !traits.contains(.space) { parts.append(.mark(scalar)) }
        }
      }
      flush()
      return parts
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
      scalar.isASCII ? Int(scalar.value) - 0x30 : scalar.properties.numericValue.map { Int($0) }
    }

    private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
      // Marks begin with U+0300.
      guard scalar.value >= 0x300 else { return false }
      let category = scalar.properties.generalCategory
      return category == .nonspacingMark || category == .spacingMark
    }

    private static func isUnit(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar {
      case "年", "月", "日", "년", "월", "일": true
      default: false
      }
    }
  }

  private static func at(_ parts: [Part], _ index: Int) -> Part? {
    index >= 0 && index < parts.count ? parts[index] : nil
  }

  private static func number(_ parts: [Part], _ index: Int, digits: ClosedRange<Int>) -> Int? {
    guard case .number(let value, let count)? = at(parts, index), digits.contains(count) else {
      return nil
    }
    return value
  }

  private static func isMark(_ parts: [Part], _ index: Int, _ marks: Set<Unicode.Scalar>) -> Bool {
    if case .mark(let mark)? = at(parts, index) { marks.contains(mark) } else { false }
  }

  /// A year as written: Buddhist years count from 543 years earlier.
  private static func year(_ parts: [Part], _ index: Int) -> Int? {
    guard let year = number(parts, index, digits: 4...4) else { return nil }
    if (1990...2100).contains(year) { return year }
    return (2538...2643).contains(year) ? year - 543 : nil
  }

  private static let separators: Set<Unicode.Scalar> = [
    "-", "/", ".", "年", "月", "년", "월", "‐", "–",
  ]

  private static func yearFirst(_ parts: [Part]) -> PageDate? {
    for index in parts.indices {
      if let year = year(parts, index), isMark(parts, index + 1, separators),
        let month = number(parts, index + 2, digits: 1...2), isMark(parts, index + 3, separators),
        let day = number(parts, index + 4, digits: 1...2),
        var date = PageDate(year: year, month: month, day: day)
      {
        date.readTime(parts, from: index + 5)
        return date
      }
      if case .number(let value, let digits)? = at(parts, index), digits == 8 || digits == 14 {
        let day = digits == 8 ? value : value / 1_000_000
        if let date = PageDate(year: day / 10000, month: day / 100 % 100, day: day % 100) {
          return date
        }
      }
      if case .word("令和")? = at(parts, index), let year = number(parts, index + 1, digits: 1...2),
        let month = number(parts, index + 3, digits: 1...2),
        let day = number(parts, index + 5, digits: 1...2),
        let date = PageDate(year: 2018 + year, month: month, day: day)
      {
        return date
      }
    }
    return nil
  }

  /// `T12:30:00+02:00` and its like; stays silent about anything else.
  private mutating func readTime(_ parts: [Part], from start: Int) {
    var index = start
    if case .word("t")? = Self.at(parts, index) { index += 1 }
    if Self.isMark(parts, index, ["日", "일"]) { index += 1 }
    guard let hour = Self.number(parts, index, digits: 1...2), hour < 24,
      Self.isMark(parts, index + 1, [":"]),
      let minute = Self.number(parts, index + 2, digits: 2...2), minute < 60
    else { return }
    seconds = hour * 3600 + minute * 60
    index += 3
    if Self.isMark(parts, index, [":"]), let second = Self.number(parts, index + 1, digits: 2...2) {
      seconds = hour * 3600 + minute * 60 + min(second, 59)
      index += 2
    }
    if Self.isMark(parts, index, ["."]) { index += 2 }
    readOffset(parts, index)
  }

  private mutating func readOffset(_ parts: [Part], _ index: Int) {
    if case .word(let zone)? = Self.at(parts, index) {
      if ["z", "utc", "gmt"].contains(zone) { offset = 0 }
      return
    }
    guard Self.isMark(parts, index, ["+", "-"]) else { return }
    let sign = Self.isMark(parts, index, ["-"]) ? -1 : 1
    if let value = Self.number(parts, index + 1, digits: 4...4) {
      offset = sign * (value / 100 * 60 + value % 100)
    } else if let hours = Self.number(parts, index + 1, digits: 1...2), hours <= 14 {
      offset = sign * (hours * 60 + (Self.number(parts, index + 3, digits: 2...2) ?? 0))
    }
  }

  private static let fillers: Set<String> = [
    "st", "nd", "rd", "th", "er", "re", "º", "ª", "de", "del", "of", "da", "do", "d", "the", "ngày",
    "năm",
    "den", "ב", "พ", "ศ",
  ]

  /// The index after fillers and marks.
  private static func skip(_ parts: [Part], _ start: Int) -> Int {
    var index = start
    while index < start + 3, let part = at(parts, index) {
      if case .word(let word) = part, fillers.contains(word) {
        index += 1
      } else if isMark(parts, index, [".", ",", "،", "'", "’", "º", "-", "/"]) {
        index += 1
      } else {
        break
      }
    }
    return index
  }

  /// The month that begins at `index`, and the index after it.
  private static func month(_ parts: [Part], _ index: Int) -> (month: Int, next: Int)? {
    guard case .word(let word)? = at(parts, index) else { return nil }
    if word == "tháng" || word == "thg", let month = number(parts, index + 1, digits: 1...2),
      (1...12).contains(month)
    {
      return (month, index + 2)
    }
    if let month = MonthNames.month(of: word) { return (month, index + 1) }
    if case .word(let second)? = at(parts, index + 1),
      let month = MonthNames.month(of: word + " " + second)
    {
      return (month, index + 2)
    }
    return nil
  }

  private static func named(_ parts: [Part]) -> PageDate? {
    for index in parts.indices {
      guard let (month, next) = month(parts, index) else { continue }
      let after = skip(parts, next)
      if let year = year(parts, after), let day = dayBefore(parts, index),
        let date = PageDate(year: year, month: month, day: day)
      {
        return date
      }
      if let day = number(parts, after, digits: 1...2),
        let year = year(parts, skip(parts, after + 1)),
        let date = PageDate(year: year, month: month, day: day)
      {
        return date
      }
      if let year = year(parts, index - 1), let day = number(parts, after, digits: 1...2),
        let date = PageDate(year: year, month: month, day: day)
      {
        return date
      }
    }
    return nil
  }

  private static func dayBefore(_ parts: [Part], _ index: Int) -> Int? {
    for back in 1...3 {
      if let day = number(parts, index - back, digits: 1...2) { return day }
      guard skip(parts, index - back) > index - back else { return nil }
    }
    return nil
  }

  private static func dayFirst(_ parts: [Part], _ monthFirst: Bool) -> PageDate? {
    let marks: Set<Unicode.Scalar> = [".", "/", "-", "|"]
    for index in parts.indices {
      guard let first = number(parts, index, digits: 1...2), isMark(parts, index + 1, marks),
        let second = number(parts, index + 2, digits: 1...2), isMark(parts, index + 3, marks),
        let year = year(parts, index + 4)
      else { continue }
      if monthFirst, isMark(parts, index + 1, ["/"]),
        let date = PageDate(year: year, month: first, day: second)
      {
        return date
      }
      return PageDate(year: year, month: second, day: first)
        ?? PageDate(year: year, month: first, day: second)
    }
    return nil
  }

  private static func shortYear(_ parts: [Part], _ text: String) -> PageDate? {
    guard text.unicodeScalars.count < 60 else { return nil }
    let short: Set<Unicode.Scalar> = [".", "/", "|"]
    for index in parts.indices {
      guard let first = number(parts, index, digits: 1...2), isMark(parts, index + 1, short),
        let second = number(parts, index + 2, digits: 1...2), isMark(parts, index + 3, short),
        let year = number(parts, index + 4, digits: 2...2)
      else { continue }
      return PageDate(year: 2000 + year, month: second, day: first)
        ?? PageDate(year: 2000 + year, month: first, day: second)
    }
    return nil
  }

  private static func epoch(_ parts: [Part]) -> PageDate? {
    guard parts.count == 1, case .number(let value, let digits)? = parts.first else { return nil }
    return digits == 10
      ? PageDate(epoch: value) : digits == 13 ? PageDate(epoch: value / 1000) : nil
  }
}
