extension PageDate {
  /// A run of digits in an address.
  private struct Run {
    /// Of the first 15 digits.
    var value: Int
    /// Of the first 12.
    var head: Int
    var digits: Int
    /// The bytes around it; a slash at the ends.
    var before: UInt8
    var after: UInt8
  }

  /// A date in an address: `/2024/03/05/`, `/20240305/`, `-2024-03-05`, `/05-03-2024`, or at the head of a
  /// number that goes on with a time of day, as newsrooms' systems number articles: `/A2024030514320005196`.
  init?(url: String) {
    let path = url.drop { $0 != "/" }
    guard let found = Self.found(in: Self.runs(of: Array(path.utf8))) else { return nil }
    self = found
  }

  private static func runs(of bytes: [UInt8]) -> [Run] {
    var runs: [Run] = []
    var index = 0
    while index < bytes.count, runs.count < 40 {
      guard isDigit(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      var run = Run(
        value: 0, head: 0, digits: 0, before: start > 0 ? bytes[start - 1] : 0x2F, after: 0x2F)
      while index < bytes.count, isDigit(bytes[index]) {
        if run.digits < 15 { run.value = run.value * 10 + Int(bytes[index] - 0x30) }
        run.digits += 1
        if run.digits == 12 { run.head = run.value }
        index += 1
      }
      if index < bytes.count { run.after = bytes[index] }
      runs.append(run)
    }
    return runs
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static let edges = Set("/-_.".utf8)

  private static func found(in runs: [Run]) -> PageDate? {
    for (index, run) in runs.enumerated() {
      if let date = numbered(run) { return date }
      guard edges.contains(run.before) else { continue }
      if run.digits == 8, edges.contains(run.after), let date = compact(run.value) { return date }
      if index + 2 < runs.count, let date = spelt(run, runs[index + 1], runs[index + 2]) {
        return date
      }
    }
    return nil
  }

  /// `20240305` and `05032024`.
  private static func compact(_ value: Int) -> PageDate? {
    PageDate(year: value / 10000, month: value / 100 % 100, day: value % 100)
      ?? PageDate(year: value % 10000, month: value / 10000 % 100, day: value / 1_000_000)
  }

  /// `202403051432…`, year to minute. A random number passes for one less than once in 10,000.
  private static func numbered(_ run: Run) -> PageDate? {
    guard run.digits >= 12, edges.contains(run.before) || isLetter(run.before) else { return nil }
    let (day, time) = (run.head / 10000, run.head % 10000)
    guard time / 100 < 24, time % 100 < 60 else { return nil }
    return PageDate(year: day / 10000, month: day / 100 % 100, day: day % 100)
  }

  /// `2024/03/05` and `05-03-2024`.
  private static func spelt(_ first: Run, _ second: Run, _ third: Run) -> PageDate? {
    guard second.digits <= 2, edges.contains(first.after), edges.contains(second.after),
      second.before == first.after, third.before == second.after
    else { return nil }
    if first.digits == 4, third.digits <= 2, edges.contains(third.after),
      let date = PageDate(year: first.value, month: second.value, day: third.value)
    {
      return date
    }
    guard first.digits <= 2, third.digits == 4, first.after != 0x2F else { return nil }
    return PageDate(year: third.value, month: second.value, day: first.value)
  }
}
