extension ValueFormat where Value == Int {
  static func whole(_ range: ClosedRange<Int>) -> Self {
    ValueFormat(
      name: "whole number",
      expectation: "a whole number from \(range.lowerBound) to \(range.upperBound)",
      read: { text in
        guard let value = Quantity.whole(text) else {
          return .invalid(Quantity.hint(forWhole: text))
        }
        return range.contains(value)
          ? .value(value)
          : .outOfRange("has to lie between \(range.lowerBound) and \(range.upperBound)")
      }, write: { String($0) })
  }

  /// Bytes: `512KiB`, `5MiB`, `2GiB`, `10MB`.
  static func size(_ range: ClosedRange<Int>) -> Self {
    let bounds = "\(Quantity.size(range.lowerBound)) and \(Quantity.size(range.upperBound))"
    return ValueFormat(
      name: "size", expectation: "a size such as 512KiB, 5MiB, 2GiB",
      read: { text in
        guard let value = Quantity.size(text) else {
          return .invalid(Quantity.hint(forUnitless: text, unit: "MiB", as: "a size"))
        }
        return range.contains(value) ? .value(value) : .outOfRange("has to lie between \(bounds)")
      }, write: { Quantity.size($0) })
  }
}

extension ValueFormat where Value == Double {
  static func number(_ range: ClosedRange<Double>) -> Self {
    let bounds = "\(Quantity.number(range.lowerBound)) and \(Quantity.number(range.upperBound))"
    return ValueFormat(
      name: "number", expectation: "a number between \(bounds)",
      read: { text in
        guard let value = Quantity.number(text) else { return .invalid(nil) }
        return range.contains(value) ? .value(value) : .outOfRange("has to lie between \(bounds)")
      }, write: { Quantity.number($0) })
  }

  /// `10%` or `0.1`.
  static func share(_ range: ClosedRange<Double> = 0...1) -> Self {
    let bounds = "\(Quantity.share(range.lowerBound)) and \(Quantity.share(range.upperBound))"
    return ValueFormat(
      name: "share", expectation: "a share such as 10%",
      read: { text in
        let value =
          text.hasSuffix("%")
          ? Quantity.number(String(text.dropLast())).map { $0 / 100 } : Quantity.number(text)
        guard let value else { return .invalid(nil) }
        return range.contains(value) ? .value(value) : .outOfRange("has to lie between \(bounds)")
      }, write: { Quantity.share($0) })
  }

  /// Seconds: `90s`, `15m`, `24h`, `7d`, `2w`, `2y` (of 365 days), `1h30m`.
  static func duration(_ range: ClosedRange<Double>) -> Self {
    let bounds = "\(Quantity.duration(range.lowerBound)) and \(Quantity.duration(range.upperBound))"
    return ValueFormat(
      name: "duration", expectation: "a duration such as 90s, 15m, 24h, 7d, 2y",
      read: { text in
        guard let value = Quantity.duration(text) else {
          return .invalid(Quantity.hint(forUnitless: text, unit: "s", as: "a duration"))
        }
        return range.contains(value) ? .value(value) : .outOfRange("has to lie between \(bounds)")
      }, write: { Quantity.duration($0) })
  }
}

/// Numbers with units, as people write them.
package enum Quantity {
  /// ASCII digits only, without the leading zeros that mean "octal" to some readers of YAML.
  static func whole(_ text: String) -> Int? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }),
      digits.count == 1 || !digits.hasPrefix("0")
    else { return nil }
    return Int(text)
  }

  static func hint(forWhole text: String) -> String? {
    let digits = text.filter { $0 != "_" && $0 != "," }
    if text.hasPrefix("0"), text.count > 1, let value = Int(digits, radix: 10) {
      return "begins with a zero, which YAML readers take for octal; write \(value)"
    }
    if digits != text, let value = Int(digits) { return "has to be written as \(value)" }
    return nil
  }

  /// A decimal number without exponent.
  static func number(_ text: String) -> Double? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard digits.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || $0 == 46 }),
      digits.utf8.first != 46, digits.utf8.last != 46, let value = Double(text), value.isFinite
    else { return nil }
    return value
  }

  static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }

  static func share(_ value: Double) -> String { number((value * 1e6).rounded() / 1e4) + "%" }

  private static let sizes: [(String, Int)] = [
    ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
    ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000),
    ("KB", 1000), ("B", 1),
  ]

  static func size(_ text: String) -> Int? {
    if text == "0" { return 0 }
    for (unit, factor) in sizes where text.hasSuffix(unit) {
      let digits = text.dropLast(unit.count).trimmingSpaces
      guard let value = number(digits), value >= 0, value * Double(factor) < 9e18 else {
        return nil
      }
      return Int((value * Double(factor)).rounded())
    }
    return nil
  }

  static func size(_ bytes: Int) -> String {
    if bytes == 0 { return "0" }
    for (unit, factor) in sizes.prefix(4) where bytes % factor == 0 {
      return "\(bytes / factor)\(unit)"
    }
    return "\(bytes)B"
  }

  private static let durations: [(String, Double)] = [
    ("y", 365 * 86_400), ("w", 7 * 86_400), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
  ]

  /// Seconds: `90s`, `15m`, `24h`, `7d`, `2w`, `2y` (of 365 days), `1h30m`; `nil` for anything else.
  package static func duration(_ text: String) -> Double? {
    if text == "0" { return 0 }
    var rest = text[...]
    var total = 0.0
    var allowed = durations[...]
    while !rest.isEmpty {
      let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
      rest = rest.dropFirst(digits.count)
      guard let value = number(String(digits)), let unit = rest.first,
        let index = allowed.firstIndex(where: { $0.0 == String(unit) })
      else { return nil }
      total += value * allowed[index].1
      // Each unit once, larger ones first.
      allowed = allowed[(index + 1)...]
      rest = rest.dropFirst()
    }
    return text.isEmpty || total > 1e12 ? nil : total
  }

  static func duration(_ seconds: Double) -> String {
    if seconds == 0 { return "0s" }
    // Weeks and 48h read worse than days; 24h, 36h and the like stay hours up to two days.
    for (unit, length) in durations where unit != "w" {
      let count = seconds / length
      if count == count.rounded(), !(unit == "d" && count == 1) { return number(count) + unit }
    }
    return number(seconds) + "s"
  }

  static func hint(forUnitless text: String, unit: String, as name: String) -> String? {
    guard let value = number(text), value >= 0 else { return nil }
    return "has no unit; write \(name) such as \(number(value))\(unit)"
  }
}

extension StringProtocol {
  /// Without spaces and tabs at either end.
  var trimmingSpaces: String {
    let start = drop { $0 == " " || $0 == "\t" }
    let count = start.reversed().prefix { $0 == " " || $0 == "\t" }.count
    return String(start.dropLast(count))
  }
}
