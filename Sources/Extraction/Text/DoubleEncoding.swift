/// UTF-8 that was taken for Latin-1 and written as UTF-8 again, as careless copying does: `\u{E2}\u{80}\u{99}` for `’`.
enum DoubleEncoding {
  /// Of so many broken signs on a page, none is there by chance.
  static let evidence = 3

  /// `text` with one encoding undone wherever signs of U+0080–U+00FF in a row are UTF-8; `nil` if they nowhere are.
  static func undone(_ text: String) -> String? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var run: [UInt8] = []
    var isChanged = false
    func endRun() {
      guard !run.isEmpty else { return }
      if let sound = String(validating: run, as: UTF8.self) {
        bytes.append(contentsOf: sound.utf8)
        isChanged = true
      } else {
        for byte in run { bytes.append(contentsOf: [0xC0 | byte >> 6, 0x80 | byte & 0x3F]) }
      }
      run.removeAll(keepingCapacity: true)
    }
    var lead: UInt8 = 0
    for byte in text.utf8 {
      if lead != 0 {
        run.append(lead << 6 | byte & 0x3F)
        lead = 0
      } else if byte == 0xC2 || byte == 0xC3 {
        lead = byte
      } else {
        endRun()
        bytes.append(byte)
      }
    }
    endRun()
    return isChanged ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
