internal import Linguistics

/// A word of a script with spaces, read letter by letter.
struct WordLetters {
  /// Where it ends, in UTF-8 bytes.
  private(set) var end: Int
  /// A hash of its letters in lower case.
  private(set) var folded: UInt64 = 0
  private(set) var scalars = 0
  /// Letters, marks and digits.
  private(set) var letters = 0
  private(set) var caseless = 0
  private(set) var hasDigit = false

  /// - Parameters:
  ///   - bytes: valid UTF-8 in NFKC.
  ///   - start: where a letter or digit stands.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ kinds: ScalarProperties.Kinds
  ) {
    var (hash, at) = (StableHash(), start)
    var (scalars, marks, caseless, hasDigit) = (0, 0, 0, false)
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        if (byte | 0x20) &- 0x61 < 26 {
          hash.add(UInt32(byte | 0x20))
        } else if byte &- 0x30 < 10 {
          hasDigit = true
          hash.add(UInt32(byte))
        } else if hasDigit, Self.joinsDigits(bytes, at: at) {
          marks += 1
          hash.add(UInt32(byte))
        } else {
          break
        }
        at += 1
        scalars += 1
        continue
      }
      let (scalar, length) = bytes.scalar(at: at)
      let kind = kinds[scalar]
      if kind.isWord, scalar < 0x0E00 || !ScalarProperties.isSpaceless(scalar) {
        var lower = scalar
        switch kind {
        case .number: hasDigit = true
        case .otherLetter: caseless += 1
        case .uppercase: lower = SimpleCase.lower(scalar)
        case .lowercase where Self.isGeorgian(scalar): caseless += 1
        default: break
        }
        hash.add(lower)
      } else if hasDigit, Self.joinsDigits(bytes, at: at) {
        marks += 1
        hash.add(scalar)
      } else {
        break
      }
      at += length
      scalars += 1
    }
    end = at
    folded = hash.value
    (self.scalars, letters) = (scalars, scalars - marks)
    (self.caseless, self.hasDigit) = (caseless, hasDigit)
  }

  /// A full stop, comma or apostrophe between two digits, of any script.
  private static func joinsDigits(_ bytes: UnsafeBufferPointer<UInt8>, at: Int) -> Bool {
    let (mark, length) = bytes.scalar(at: at)
    switch mark {
    case 0x2E, 0x2C, 0x27, 0x2019, 0x066B, 0x066C: break
    default: return false
    }
    guard at + length < bytes.count, at > 0 else { return false }
    let next = bytes.scalar(at: at + length).value
    var back = at - 1
    while back > 0, bytes[back] & 0xC0 == 0x80 { back -= 1 }
    return ScalarProperties.digitValue(next) != nil
      && ScalarProperties.digitValue(bytes.scalar(at: back).value) != nil
  }

  /// Its letters have a case that nobody writes.
  static func isGeorgian(_ scalar: UInt32) -> Bool { (0x10D0...0x10FF).contains(scalar) }
}

/// Lower case of one scalar, as far as one scalar gives one.
enum SimpleCase {
  /// - Parameter scalar: a capital.
  static func lower(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A, 0xC0...0xDE, 0x391...0x3AB, 0x410...0x42F: return scalar + 32
    case 0x400...0x40F: return scalar + 80
    // Capitals at even numbers.
    case 0x100...0x12F, 0x132...0x137, 0x14A...0x177, 0x1A0...0x1A5, 0x1E00...0x1E95,
      0x1EA0...0x1EFF, 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F:
      return scalar | 1
    // And at odd ones.
    case 0x139...0x148, 0x179...0x17E, 0x1AF, 0x4C1...0x4CE: return scalar + 1
    default:
      guard let properties = Unicode.Scalar(scalar)?.properties else { return scalar }
      let mapped = properties.lowercaseMapping.unicodeScalars
      return mapped.count == 1 ? mapped.first?.value ?? scalar : scalar
    }
  }
}
