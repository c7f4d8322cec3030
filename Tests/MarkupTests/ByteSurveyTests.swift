import Markup
import Testing

struct ByteSurveyTests {
  /// What the library says of the same bytes.
  private func isUTF8(_ bytes: [UInt8]) -> Bool {
    String(validating: bytes, as: UTF8.self) != nil
  }

  @Test(
    arguments: [
      [], [0x41], [0xC3, 0xA9], [0xC3], [0xA9], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF],
      [0xE0, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBD], [0xE2, 0x82],
      [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xFE], [0xF0, 0x9F, 0x98],
      [0xC3, 0xA9, 0xA9], [0xF0, 0x9F, 0x98, 0x80, 0x80], [0xE2, 0x28, 0xA1], [0xC3, 0x28],
    ] as [[UInt8]])
  func agreesAtEveryPlace(sequence: [UInt8]) {
    for before in 0..<40 {
      for after in [0, 1, 15, 16, 17] {
        for filler in [[0x61], [0xD0, 0x96]] as [[UInt8]] {
          let front = (0..<before).flatMap { _ in filler }
          let bytes = front + sequence + (0..<after).flatMap { _ in filler }
          let survey = ByteSurvey(bytes)
          #expect(survey.isUTF8 == isUTF8(bytes), "\(bytes)")
          #expect(survey.isASCII == bytes.allSatisfy { $0 < 0x80 }, "\(bytes)")
        }
      }
    }
  }

  @Test(
    arguments: [
      ([0x09, 0x0A, 0x0D, 0x7F], true), ([0x00], false), ([0x1F], false), ([0x0B], false),
      ([0xEF, 0xBF, 0xBD], true), ([0xEF, 0xBF, 0xBE], false), ([0xEF, 0xBF, 0xBF], false),
      ([0xC2, 0x80], true), ([0xF0, 0x9F, 0xBF, 0xBF], true),
    ] as [([UInt8], Bool)])
  func knowsWhatXMLForbids(sequence: [UInt8], isAllowed: Bool) {
    for before in 0..<40 {
      let bytes =
        [UInt8](repeating: 0x61, count: before) + sequence + Array("é, then a few more".utf8)
      #expect(ByteSurvey(bytes).isXMLText == isAllowed, "\(bytes)")
    }
  }
}
