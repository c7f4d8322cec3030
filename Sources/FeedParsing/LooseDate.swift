internal import struct Foundation.Date
internal import NewsModel

/// A date read token by token: time of day and zone are taken out first, what is left is the day.
struct LooseDate {
  enum Token: Equatable {
    case number(Int, digits: Int)
    /// Lower case, full stops removed.
    case word(String)
    case mark(UInt8)
    /// 年, 월 and the like, right behind a number.
    case unit(Unit)
  }

  enum Unit { case year, month, day, hour, minute, second }

  private(set) var date: Date?

  private var tokens: [Token]
  /// Indices of tokens that have been understood.
  private var used: Set<Int> = []
  private let language: String?
  private let hasPersianDigits: Bool
  private var hour = 0
  private var minute = 0
  private var second = 0
  private var offset = 0
  private var timeEnd = 0
  private var monthLanguage: String?
  /// What is added to a year of an era, such as Reiwa's.
  private var era: Int?

  init?(_ text: String, language: String?) {
    self.language = language.map { NewsModel.Language.primary(of: $0) }
    let tokenizer = DateTokenizer(text)
    tokens = tokenizer.tokens
    hasPersianDigits = tokenizer.hasPersianDigits
    era = tokenizer.era
    guard !tokens.isEmpty, tokens.count <= 60, readTime(), readZone() else { return nil }
    readHalfOfDay()
    guard let (year, month, day) = readDay() else { return nil }
    date = Self.unixTime(tokens) ?? instant(year, month, day)
    if date == nil { return nil }
  }

  // MARK: Tokens

  private func number(_ index: Int) -> (value: Int, digits: Int)? {
    guard tokens.indices.contains(index), case .number(let value, let digits) = tokens[index] else {
      return nil
    }
    return (value, digits)
  }

  private func isMark(_ index: Int, _ marks: StaticString) -> Bool {
    guard tokens.indices.contains(index), case .mark(let byte) = tokens[index] else { return false }
    return marks.withUTF8Buffer { $0.contains(byte) }
  }

  private func word(_ index: Int) -> String? {
    guard tokens.indices.contains(index), case .word(let word) = tokens[index] else { return nil }
    return word
  }

  private func isUnit(_ index: Int, _ unit: Unit) -> Bool {
    tokens.indices.contains(index) && tokens[index] == .unit(unit)
  }

  // MARK: Time of day

  /// `false` if there is a time that cannot be.
  private mutating func readTime() -> Bool {
    for index in tokens.indices {
      if let (value, digits) = number(index), digits <= 2 {
        if isMark(index + 1, ":"), let (minutes, _) = number(index + 2) {
          return setTime(index, hour: value, minute: minutes)
        }
        if isHourUnit(index + 1) { return setUnitTime(index, hour: value) }
      }
      if word(index) == "t", !isMark(index + 2, ":"), let (value, digits) = number(index + 1),
        index > 0
      {
        if let set = setCompactTime(index, value, digits) { return set }
      }
    }
    return true
  }

  private mutating func setTime(_ index: Int, hour: Int, minute: Int) -> Bool {
    self.hour = hour
    self.minute = minute
    var end = index + 3
    if isMark(end, ":"), let (seconds, digits) = number(end + 1) {
      guard digits <= 2 else { return false }
      second = seconds
      end += 2
      // A fraction, or `HH:MM:SS:mmm`; what looks like the beginning of a date is none.
      let isFraction = isMark(end, ".:") ? !isMark(end + 2, "./") : number(end + 1)?.digits == 3
      if isMark(end, ".,:"), number(end + 1) != nil, isFraction { end += 2 }
    }
    return finishTime(index..<end)
  }

  private func isHourUnit(_ index: Int) -> Bool {
    if isUnit(index, .hour) { return true }
    guard let word = word(index) else { return false }
    return ["h", "u", "uhr", "giờ", "ч", "g"].contains(word)
      && (number(index + 1) != nil || word != "g")
  }

  private mutating func setUnitTime(_ index: Int, hour: Int) -> Bool {
    self.hour = hour
    var end = index + 2
    if let (minutes, digits) = number(end), digits <= 2 {
      minute = minutes
      end += isUnit(end + 1, .minute) ? 2 : 1
      if let (seconds, digits) = number(end), digits <= 2, isUnit(end + 1, .second) {
        second = seconds
        end += 2
      }
    }
    return finishTime(index..<end)
  }

  /// `T1014`, `T101455`, `T10`
  private mutating func setCompactTime(_ index: Int, _ value: Int, _ digits: Int) -> Bool? {
    switch digits {
    case 2: hour = value
    case 4: (hour, minute) = (value / 100, value % 100)
    case 6: (hour, minute, second) = (value / 10_000, value / 100 % 100, value % 100)
    default: return nil
    }
    let hasFraction = isMark(index + 2, ".,") && number(index + 3) != nil
    return finishTime(index..<(index + (hasFraction ? 4 : 2)))
  }

  private mutating func finishTime(_ range: Range<Int>) -> Bool {
    used.formUnion(range)
    timeEnd = range.upperBound
    return hour <= 24 && minute <= 59 && second <= 60
  }

  private mutating func readHalfOfDay() {
    guard timeEnd > 0 else { return }
    for index in tokens.indices {
      guard let word = word(index), !used.contains(index),
        let isAfternoon = Self.halvesOfDay[word]
      else { continue }
      // Two letters that stand for much else count only right behind the time.
      if word.utf8.count <= 2, index != timeEnd { continue }
      used.insert(index)
      if isAfternoon, hour < 12 { hour += 12 }
      if !isAfternoon, hour == 12 { hour = 0 }
      return
    }
  }

  private static let halvesOfDay: [String: Bool] = [
    "am": false, "pm": true, "a": false, "p": true, "上午": false, "下午": true, "午前": false,
    "午後": true,
    "오전": false, "오후": true, "sa": false, "ch": true, "πμ": false, "μμ": true, "ص": false,
    "م": true,
    "晚上": true, "凌晨": false, "早上": false, "rano": false, "ม": false,
  ]

  // MARK: Zone

  /// `false` if there is a zone that cannot be.
  private mutating func readZone() -> Bool {
    guard timeEnd > 0 else { return true }
    var index = timeEnd
    // `3:09 pm EDT`, `10:00 Uhr MEZ`
    while let word = word(index), TimeZoneNames.offset(word, language: language) == nil,
      index < timeEnd + 2
    { index += 1 }
    if let word = word(index), let offset = TimeZoneNames.offset(word, language: language) {
      used.insert(index)
      self.offset = offset
      index += 1
    }
    return readOffset(index)
  }

  private mutating func readOffset(_ index: Int) -> Bool {
    guard isMark(index, "+-") else { return true }
    guard let (value, digits) = number(index + 1) else { return !isMark(index, "+") }
    let sign = isMark(index, "+") ? 1 : -1
    var end = index + 2
    var minutes: Int
    switch digits {
    case 1, 2:
      minutes = value * 60
      if isMark(end, ":") {
        guard let (rest, _) = number(end + 1), rest < 60 else { return false }
        minutes += rest
        end += 2
      }
    case 3, 4: minutes = value / 100 * 60 + value % 100
    default: return true
    }
    guard minutes <= 15 * 60 else { return digits == 4 && (1900...2999).contains(value) }
    used.formUnion(index..<end)
    offset += sign * minutes
    return true
  }

  // MARK: Day

  private mutating func readDay() -> (year: Int, month: Int, day: Int)? {
    if let day = dayByUnits() { return day }
    if let day = dayByMonthName() { return day }
    return dayByNumbers()
  }

  /// `2023年10月5日`, `10월 5일`, `5 tháng 10 năm 2023`
  private mutating func dayByUnits() -> (year: Int, month: Int, day: Int)? {
    var (year, month, day): (Int?, Int?, Int?) = (nil, nil, nil)
    for index in tokens.indices where !used.contains(index) {
      guard let (value, digits) = number(index) else { continue }
      if isUnit(index + 1, .year) {
        year = era.map { $0 + value } ?? fullYear(value, digits)
      } else if isUnit(index + 1, .month) {
        month = value
      } else if isUnit(index + 1, .day) {
        day = value
      } else if let before = word(index - 1), ["tháng", "thang", "thg", "th"].contains(before) {
        month = value
        // Vietnamese has the day before the month and the year after it.
        day = day ?? number(index - 2)?.value
        year = year ?? yearAfter(index)
      }
    }
    guard let year, let month else { return nil }
    return (year, month, day ?? 1)
  }

  private func yearAfter(_ index: Int) -> Int? {
    for next in (index + 1)..<min(index + 4, tokens.count) {
      if let (value, digits) = number(next), digits == 4 { return value }
    }
    return nil
  }

  private mutating func dayByMonthName() -> (year: Int, month: Int, day: Int)? {
    var best: MonthNames.Match?
    for index in tokens.indices where !used.contains(index) {
      guard let name = word(index), !Self.weekdays.contains(name),
        let match = month(name, word(index + 1))
      else { continue }
      if match.rank >= best?.rank ?? 0 { best = match }
    }
    guard let best else { return nil }
    monthLanguage = best.language
    let numbers = tokens.indices.filter { !used.contains($0) }.compactMap { number($0) }
    switch numbers.count {
    case 0: return nil
    case 1:
      guard numbers[0].digits == 4 else { return nil }
      return (numbers[0].value, best.month, 1)
    default:
      let (first, second) = (numbers[0], numbers[1])
      if first.digits >= 3 { return (first.value, best.month, second.value) }
      return (yearBeside(best, second), best.month, first.value)
    }
  }

  /// Two digits beside a Thai or Lao month are the Buddhist year's: 67 is 2567, that is 2024. Those below 50
  /// would be years from before the web, so that they are Gregorian.
  private func yearBeside(_ month: MonthNames.Match, _ year: Number) -> Int {
    let isBuddhist = ["th", "lo"].contains(month.language) && year.digits == 2 && year.value >= 50
    return isBuddhist ? 2500 + year.value : fullYear(year.value, year.digits)
  }

  private func month(_ word: String, _ next: String?) -> MonthNames.Match? {
    if let next, let match = MonthNames.match(word + " " + next, language: language) {
      return match
    }
    return MonthNames.match(word, language: language)
  }

  /// Numbers alone: ISO 8601 in all its shapes, and three numbers in the order that their sizes, the
  /// weekday or the language give.
  private mutating func dayByNumbers() -> (year: Int, month: Int, day: Int)? {
    let places = withoutWeekdayNumber(
      tokens.indices.filter { !used.contains($0) && number($0) != nil })
    let numbers = places.compactMap { number($0) }
    guard let first = numbers.first, let start = places.first else { return nil }
    if Self.unixTime(tokens) != nil { return (1970, 1, 1) }
    let isShort = start == 1 && isMark(0, "-")
    switch numbers.count {
    case 1: return isShort ? yearAndMonth(first) : compactDay(first)
    case 2:
      guard areJoined(places[0], places[1]) else { return nil }
      return twoNumbers(first, numbers[1])
    default:
      guard areJoined(places[0], places[1]), areJoined(places[1], places[2]) else { return nil }
      readDottedTime(Array(places.dropFirst(3)))
      return threeNumbers(numbers[0], numbers[1], numbers[2], mark: tokens[places[0] + 1])
    }
  }

  /// Vietnamese numbers its weekdays: `Thứ 5, 05/10/2023`.
  private func withoutWeekdayNumber(_ places: [Int]) -> [Int] {
    guard places.count >= 4, let first = places.first, let before = word(first - 1),
      ["thứ", "thu", "t"].contains(before)
    else { return places }
    return Array(places.dropFirst())
  }

  /// Only marks, or one stray space, may stand between two numbers of one date.
  private func areJoined(_ left: Int, _ right: Int) -> Bool {
    right - left <= 2 && (right - left == 1 || isMark(left + 1, "-/.,"))
  }

  /// Northern languages write the time with a full stop: `5.10.2023 14.30`.
  private mutating func readDottedTime(_ places: [Int]) {
    guard timeEnd == 0, places.count >= 2, places[1] - places[0] == 2, isMark(places[0] + 1, "."),
      let hours = number(places[0]), let minutes = number(places[1]), hours.value < 24,
      minutes.value < 60
    else { return }
    (hour, minute) = (hours.value, minutes.value)
  }

  private typealias Number = (value: Int, digits: Int)

  private func compactDay(_ number: Number) -> (year: Int, month: Int, day: Int)? {
    let value = number.value
    switch number.digits {
    case 4: return (value, 1, 1)
    case 5: return ordinalDay(fullYear(value / 1000, 2), value % 1000)
    case 6 where (1900...2100).contains(value / 100): return (value / 100, value % 100, 1)
    case 6: return (fullYear(value / 10_000, 2), value / 100 % 100, value % 100)
    case 7: return ordinalDay(value / 1000, value % 1000)
    case 8: return (value / 10_000, value / 100 % 100, value % 100)
    default: return nil
    }
  }

  /// `-0312`
  private func yearAndMonth(_ number: Number) -> (year: Int, month: Int, day: Int)? {
    number.digits == 4 ? (fullYear(number.value / 100, 2), number.value % 100, 1) : nil
  }

  private func twoNumbers(_ first: Number, _ second: Number) -> (year: Int, month: Int, day: Int)? {
    if first.digits == 4 {
      return second.digits == 3
        ? ordinalDay(first.value, second.value) : (first.value, second.value, 1)
    }
    if second.digits == 4 { return (second.value, first.value, 1) }
    if second.digits == 3 { return ordinalDay(fullYear(first.value, first.digits), second.value) }
    return tokens.first == .mark(0x2D) ? (fullYear(first.value, 2), second.value, 1) : nil
  }

  private func ordinalDay(_ year: Int, _ day: Int) -> (year: Int, month: Int, day: Int)? {
    guard (1...366).contains(day), (1...9999).contains(year) else { return nil }
    let first = Timestamp.days(fromYear: year, month: 1, day: 1)
    let result = Timestamp.civil(fromDays: first + day - 1)
    return result.year == year ? result : nil
  }

  private func threeNumbers(
    _ first: Number, _ second: Number, _ third: Number, mark: Token
  ) -> (year: Int, month: Int, day: Int)? {
    if first.digits >= 3 {
      return (first.value, second.value, third.value)
    }
    let year = fullYear(third.value, third.digits)
    // Two digits each, with hyphens: ISO 8601 without the century, unless its last number is no day.
    if third.digits <= 2, mark == .mark(0x2D), first.value > 12, second.value <= 12,
      (1...31).contains(third.value), first.value > 31
    {
      return (fullYear(first.value, first.digits), second.value, third.value)
    }
    if first.value > 12 { return (year, second.value, first.value) }
    if second.value > 12 { return (year, first.value, second.value) }
    let isMonthFirst = monthComesFirst(year, first.value, second.value, mark)
    return isMonthFirst ? (year, first.value, second.value) : (year, second.value, first.value)
  }

  /// Of two orders that both make a date: the one that fits the weekday; else slashes in English are
  /// America's, everything else has the day first.
  private func monthComesFirst(_ year: Int, _ first: Int, _ second: Int, _ mark: Token) -> Bool {
    if let weekday = tokens.lazy.compactMap({ self.weekday($0) }).first {
      let asMonth = Self.weekday(year, first, second)
      let asDay = Self.weekday(year, second, first)
      if asMonth != asDay, asMonth == weekday || asDay == weekday { return asMonth == weekday }
    }
    return mark == .mark(0x2F) && (language == nil || language == "en")
  }

  /// English weekdays, some of which are months in other languages.
  private static let weekdays: Set<String> = [
    "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  private func weekday(_ token: Token) -> Int? {
    guard case .word(let word) = token else { return nil }
    return FeedDate.weekday(word)
  }

  private static func weekday(_ year: Int, _ month: Int, _ day: Int) -> Int? {
    guard (1...12).contains(month), (1...31).contains(day), (1...9999).contains(year) else {
      return nil
    }
    let days = Timestamp.days(fromYear: year, month: month, day: day)
    return ((days + 3) % 7 + 7) % 7 + 1
  }

  // MARK: Years

  /// RFC 2822 §4.3: two digits below 50 are this century's, three count from 1900.
  private func fullYear(_ value: Int, _ digits: Int) -> Int {
    switch digits {
    case 1, 2: value < 50 ? 2000 + value : 1900 + value
    case 3 where value >= 100 && value < 200: 1900 + value
    default: value
    }
  }

  private func instant(_ year: Int, _ month: Int, _ day: Int) -> Date? {
    var (year, month, day) = (year, month, day)
    let language = monthLanguage.map { NewsModel.Language.primary(of: $0) } ?? self.language
    if ["th", "lo", "km"].contains(language), (2400...2700).contains(year) { year -= 543 }
    if (1300...1499).contains(year),
      ["fa", "ps"].contains(language) || hasPersianDigits
    {
      guard let converted = SolarHijri.gregorian(year: year, month: month, day: day) else {
        return nil
      }
      (year, month, day) = converted
    }
    return FeedDate.instant(
      year: year, month: month, day: day, hour: hour, minute: minute, second: second, offset: offset
    )
  }

  /// Seconds (ten digits) or milliseconds (thirteen) since 1970, and nothing else.
  private static func unixTime(_ tokens: [Token]) -> Date? {
    guard case .number(let value, let digits)? = tokens.first else { return nil }
    if tokens.count > 1 {
      guard tokens.count == 3, tokens[1] == .mark(0x2E), case .number = tokens[2] else {
        return nil
      }
    }
    switch digits {
    case 10: return Date(timeIntervalSince1970: Double(value))
    case 13 where tokens.count == 1: return Date(timeIntervalSince1970: Double(value / 1000))
    default: return nil
    }
  }
}

/// Iran's calendar.
enum SolarHijri {
  /// The Gregorian day; `nil` for a day that no year has. Exact for the years 1300–1499 by the
  /// 33-year cycle of leap years.
  static func gregorian(year: Int, month: Int, day: Int) -> (Int, Int, Int)? {
    guard (1...12).contains(month), day >= 1, day <= (month <= 6 ? 31 : 30) else { return nil }
    let elapsed = year + 1595
    var days = -355_668 + 365 * elapsed + elapsed / 33 * 8 + (elapsed % 33 + 3) / 4 + day
    days += month < 7 ? (month - 1) * 31 : (month - 7) * 30 + 186
    // `days` counts from 0000-01-01 of the proleptic Gregorian calendar.
    let civil = Timestamp.civil(fromDays: days - 719_528)
    return (civil.year, civil.month, civil.day)
  }
}
