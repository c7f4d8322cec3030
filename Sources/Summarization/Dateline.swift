internal import Linguistics

/// The place, date and agency that a report opens with: `HANOI, Oct 25 (Agency) — `, `(서울=통신) 김 기자 = `,
/// `本报北京10月25日电 `. Not part of what the sentence says, so a summary's sentence starts behind it.
enum Dateline {
  /// Scalars a dateline may have: beyond that a dash is the sentence's own.
  private static let longest = 64

  /// Where the sentence proper begins; the start of `sentence` if there is no dateline.
  static func end(in sentence: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>, position: Int)
    -> Int
  {
    guard position < 2 else { return sentence.lowerBound }
    let head = DatelineHead(bytes, sentence, longest: longest)
    return head.end ?? sentence.lowerBound
  }
}

/// The first scalars of a sentence, up to the mark that could end a dateline.
private struct DatelineHead {
  private let scalars: [UInt32]
  private let offsets: [Int]
  private let limit: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, longest: Int) {
    var scalars: [UInt32] = []
    var offsets: [Int] = []
    var at = range.lowerBound
    while at < range.upperBound, scalars.count < longest {
      let (value, length) = bytes.scalar(at: at)
      scalars.append(value)
      offsets.append(at)
      at += length
    }
    self.scalars = scalars
    self.offsets = offsets
    limit = range.upperBound
  }

  var end: Int? { bracketEnd ?? wireEnd ?? dashEnd }

  /// The offset of the first letter or opening mark from `index` on; `nil` if less than a few words are left.
  private func offset(after index: Int) -> Int? {
    var index = index
    while index < scalars.count, isFiller(scalars[index]) { index += 1 }
    guard index < scalars.count, limit - offsets[index] >= 20 else { return nil }
    return offsets[index]
  }

  private func isFiller(_ scalar: UInt32) -> Bool {
    let kind = ScalarProperties.kind(scalar)
    return kind == .space || kind == .dash || kind == .other || scalar == 0x3D || scalar == 0x2D
      || scalar == 0x7C
  }

  /// `【東京＝共同】`, and `(서울=통신) 김철수 기자 = ` with the reporter's name.
  private var bracketEnd: Int? {
    guard let first = scalars.first, let close = Self.brackets[first],
      let end = scalars.firstIndex(of: close), end < 40
    else { return nil }
    let inside = scalars[1..<end]
    if let equals = scalars[end...].firstIndex(of: 0x3D), equals < end + 20 {
      return offset(after: equals + 1)
    }
    if first == 0x3010 { return offset(after: end + 1) }
    if inside.contains(0x3D) || inside.contains(0xFF1D) { return offset(after: end + 1) }
    return nil
  }

  private static let brackets: [UInt32: UInt32] = [
    0x3010: 0x3011, 0x28: 0x29, 0xFF08: 0xFF09, 0x5B: 0x5D,
  ]

  /// Chinese wire: up to `电`, `電`, `讯` or `訊` behind a date, with the reporters' names in brackets after it.
  private var wireEnd: Int? {
    guard
      let wire = scalars.prefix(40).firstIndex(where: {
        [0x7535, 0x96FB, 0x8BAF, 0x8A0A].contains($0)
      }),
      wire >= 2,
      scalars[..<wire].contains(where: {
        $0 == 0x65E5 || $0 == 0x62A5 || $0 == 0x5831 || $0 == 0x793E
      }),
      !scalars[..<wire].contains(where: { [0xFF0C, 0x3002, 0x2C].contains($0) })
    else { return nil }
    guard wire + 1 < scalars.count else { return nil }
    if let close = Self.brackets[scalars[wire + 1]],
      let end = scalars[wire...].firstIndex(of: close)
    {
      return offset(after: end + 1)
    }
    let isEnd = [0x20, 0x3000, 0xFF1A, 0x3A, 0x29, 0xFF09].contains(scalars[wire + 1])
    return isEnd ? offset(after: wire + 2) : nil
  }

  /// A few words and a dash with spaces: words in capitals, a bracketed agency, names with a comma, one name.
  private var dashEnd: Int? {
    guard let dash = dashIndex, dash > 1 else { return nil }
    let before = Array(scalars[..<dash])
    guard !before.contains(where: { [0x21, 0x3F, 0x3B, 0x3A, 0x22, 0x201C, 0xAB].contains($0) })
    else { return nil }
    let words = before.split { !ScalarProperties.kind($0).isWord }
    guard (1...9).contains(words.count), let end = offset(after: dash + 1) else { return nil }
    let small = words.count { isSmall($0) }
    if before.contains(0x29), before.contains(0x28) { return small * 3 <= words.count ? end : nil }
    // Without an agency in brackets only a capital begins a sentence behind it.
    guard !isSmall(at: end) else { return nil }
    let hasComma = before.contains(0x2C) || before.contains(0x60C)
    let isLoud =
      words[0].count > 1 && words[0].allSatisfy { ScalarProperties.kind($0) == .uppercase }
    if isLoud { return small * 3 <= words.count ? end : nil }
    if hasComma, words.count <= 5 { return small == 0 ? end : nil }
    return isOneName(words, before) ? end : nil
  }

  /// `Berlin – `, `daily.example - `: one word with a capital, or the name of a site.
  private func isOneName(_ words: [ArraySlice<UInt32>], _ before: [UInt32]) -> Bool {
    let name = before.drop { ScalarProperties.kind($0) == .space }.prefix { $0 > 0x20 }
    let rest = before.drop { ScalarProperties.kind($0) == .space }.dropFirst(name.count)
    guard rest.allSatisfy({ $0 <= 0x20 }) else { return false }
    let isHost = words.count > 1 && name.contains(0x2E) && name.last != 0x2E
    return isHost
      || words.count == 1 && ScalarProperties.kind(words[0][words[0].startIndex]) == .uppercase
  }

  private func isSmall(_ word: ArraySlice<UInt32>) -> Bool {
    word.first.map { ScalarProperties.kind($0) == .lowercase } ?? false
  }

  private func isSmall(at offset: Int) -> Bool {
    guard let index = offsets.firstIndex(of: offset) else { return false }
    return ScalarProperties.kind(scalars[index]) == .lowercase
  }

  /// ` — `, ` – `, ` - `, or `--`.
  private var dashIndex: Int? {
    for index in 1..<max(1, scalars.count - 1) {
      let isDash = [0x2014, 0x2013, 0x2D, 0x2212, 0x2015].contains(scalars[index])
      guard isDash,
        scalars[index - 1] == 0x20 || scalars[index - 1] == 0x29 || scalars[index] == 0x2014
      else {
        continue
      }
      let next = scalars[index + 1]
      if next == 0x20 || next == 0xA0 || next == scalars[index] || scalars[index] == 0x2014 {
        return index
      }
    }
    return nil
  }
}
