/// Text in the making for the search index, byte by byte: whole pages go through it, and making a `String` of every
/// pair of characters took as long as SQLite takes to index them.
struct SegmentedText {
  private(set) var bytes: [UInt8] = []
  private static let space = UInt8(ascii: " ")

  init(_ text: String) {
    var text = text
    text.withUTF8 { input in
      bytes.reserveCapacity(input.count * 7 / 4)
      var index = 0
      while index < input.count { index = appendRun(of: input, from: index) }
    }
  }

  /// Appends what is of one kind of script, and returns where it ends.
  private mutating func appendRun(of input: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let script = Self.script(in: input, at: start)
    var end = start
    var previous = start..<start
    while end < input.count, Self.script(in: input, at: end) == script {
      let scalar = end..<end + Self.length(input[end])
      if script == .pairs, !previous.isEmpty {
        append(input, previous.lowerBound..<scalar.upperBound)
      }
      previous = scalar
      end = scalar.upperBound
    }
    switch script {
    case .spaced: bytes.append(contentsOf: input[start..<end])
    case .pairs:
      append(input, previous)
      bytes.append(Self.space)
    case .dictionary:
      let run = String(decoding: input[start..<end], as: UTF8.self)
      for word in SearchText.words(of: run.unicodeScalars[...]) {
        bytes.append(Self.space)
        bytes.append(contentsOf: word.utf8)
      }
      bytes.append(Self.space)
    }
    return end
  }

  private mutating func append(_ input: UnsafeBufferPointer<UInt8>, _ token: Range<Int>) {
    bytes.append(Self.space)
    bytes.append(contentsOf: input[token])
  }

  private static func length(_ lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// A `String`'s bytes are valid UTF-8, so a lead byte is followed by what it promises.
  private static func script(
    in input: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> SearchText.Script {
    let lead = UInt32(input[index])
    guard lead >= 0xE0 else { return .spaced }
    let tail = { (offset: Int) in UInt32(input[index + offset] & 0x3F) }
    let value =
      lead < 0xF0
      ? (lead & 0xF) << 12 | tail(1) << 6 | tail(2)
      : (lead & 7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
    return SearchText.script(of: value)
  }
}
