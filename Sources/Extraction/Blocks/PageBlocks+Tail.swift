internal import Markup

extension PageBlocks {
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
