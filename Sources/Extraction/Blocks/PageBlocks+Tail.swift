internal import Markup

extension PageBlocks {
  /// Whether a block's text ends in an ellipsis (`…`, `...`), brackets and quotes after it aside: it breaks off.
  func trailsOff(_ block: Block) -> Bool {
    let range = block.text.asIndices
    return text.withUnsafeBufferPointer { bytes in
      var end = range.upperBound
      let least = max(range.lowerBound + 3, end - 4)
      while end > least, Self.closes(bytes[end - 1]) { end -= 1 }
      guard end >= range.lowerBound + 3 else { return false }
      switch (bytes[end - 3], bytes[end - 2], bytes[end - 1]) {
      case (0x2E, 0x2E, 0x2E), (0xE2, 0x80, 0xA6): return true
      default: return false
      }
    }
  }

  private static func closes(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x22 || byte == 0x27 || byte == 0x29 || byte == 0x5D
  }

  /// How much text follows a block's last sentence; `nil` where none does, or more than a line.
  func unitsAfterLastStop(of block: Block) -> Int? {
    let range = block.text.asIndices
    return text.withUnsafeBufferPointer { bytes in
      var start = max(range.lowerBound, range.upperBound - Self.tailBytes)
      while start < range.upperBound, bytes[start] & 0xC0 == 0x80 { start += 1 }
      return Self.unitsAfterLastStop(bytes, start..<range.upperBound)
    }
  }

  /// A line in scripts of three bytes a sign.
  private static let tailBytes = 160

  private static func unitsAfterLastStop(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    let table = ScalarTable.shared
    var reader = ScalarReader(bytes, range)
    var units: Int?
    var isStopOpen = false
    while let scalar = reader.next() {
      let traits = table.traits(scalar)
      let parts = !traits.isDisjoint(with: [.space, .closer])
      // A point inside a number or an address ends nothing.
      if traits.contains(.fullStop) || isStopOpen && parts { units = 0 }
      isStopOpen = traits.contains(.softStop)
      guard let known = units, !traits.contains(.fullStop), known > 0 || !parts else { continue }
      units = known + Tokens.units(traits)
    }
    return isStopOpen || units == 0 ? nil : units
  }
}
