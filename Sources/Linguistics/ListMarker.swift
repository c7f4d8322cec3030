/// `1.`, `• 9.`, `2.)`, `a)`: what a list's items begin with.
struct ListMarker: Equatable {
  /// The number, where it has one.
  let number: Int?
  /// The bullet before it, if any.
  let bullet: UInt32?
  /// The marks after it: `.`, `)` or `.)`.
  let marks: [UInt8]
  let end: Int

  /// Reads a marker at `start`.
  init?(at start: Int, to limit: Int, in text: SentenceText) {
    var at = start
    var bullet: UInt32?
    if at < limit, case let (value, next) = text.scalar(at), Self.bullets.contains(value) {
      (bullet, at) = (value, next)
      while at < limit, text.bytes[at] == 0x20 { at += 1 }
    }
    let digits = text.bytes[at..<min(limit, at + 4)].prefix { $0 &- 0x30 < 10 }
    number =
      digits.isEmpty || digits.count > 3 ? nil : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    at += digits.count
    let marks = text.bytes[at..<min(limit, at + 2)].prefix { $0 == 0x2E || $0 == 0x29 }
    guard bullet != nil || number != nil && !marks.isEmpty else { return nil }
    self.bullet = bullet
    self.marks = Array(marks)
    end = at + marks.count
  }

  private static let bullets: Set<UInt32> = [0x2022, 0x2043, 0x25CF, 0x25AA, 0x25E6, 0x2023]

  /// Whether `range` is nothing but a marker, also of a letter or a Roman number.
  static func isMarker(_ range: Range<Int>, in text: SentenceText) -> Bool {
    guard range.count <= 16 else { return false }
    if let marker = ListMarker(at: range.lowerBound, to: range.upperBound, in: text),
      marker.end == range.upperBound
    {
      return true
    }
    let bytes = text.bytes[range]
    let marks = bytes.reversed().prefix { $0 == 0x2E || $0 == 0x29 }.count
    let body = bytes.dropLast(marks)
    guard marks > 0, (1...4).contains(body.count) else { return false }
    return body.count == 1 && (body.first.map { ($0 | 0x20) &- 0x61 < 26 } ?? false)
      || body.allSatisfy { Array("ivxIVX".utf8).contains($0) }
  }

  /// Where the items after the first begin, in a line that opens with a marker: `1. One 2. Two`.
  static func items(in line: Range<Int>, _ text: SentenceText) -> [Int] {
    guard let first = ListMarker(at: line.lowerBound, to: line.upperBound, in: text) else {
      return []
    }
    var items: [Int] = []
    var last = first
    var at = first.end
    while at < line.upperBound {
      if text.bytes[at - 1] == 0x20, text.bytes[at] != 0x20,
        let next = ListMarker(at: at, to: line.upperBound, in: text), next.follows(last),
        next.end == line.upperBound || text.bytes[next.end] == 0x20
      {
        items.append(at)
        last = next
        at = next.end
      } else {
        at += 1
      }
    }
    return items
  }

  private func follows(_ other: ListMarker) -> Bool {
    guard bullet == other.bullet, marks == other.marks else { return false }
    guard let number, let before = other.number else { return number == nil && other.number == nil }
    return number == before + 1
  }
}
