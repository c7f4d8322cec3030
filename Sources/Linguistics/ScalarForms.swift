internal import CLibICU
internal import Synchronization

/// Normal forms of texts in which every scalar can be looked at by itself, as in most: ICU wants UTF-16, and takes longer to
/// put a text into a normal form than all else that is read from it.
///
/// Both forms map each scalar and compose what comes of it (UAX #15; for NFKC_Casefold, R5 in section 3.13 of the Unicode
/// Standard). Where all that comes of it is normal by itself (NFC's quick check) and combining classes come in order, nothing
/// is left to be composed.
///
/// What becomes of a scalar is asked of ICU for 256 of them at once, when the first is met: all of them would take longer than
/// many a run of a stage. There is one of these for each form.
final class ScalarForms: Sendable {
  static let nfkc = ScalarForms(TIDINGS_NFKC)
  static let casefold = ScalarForms(TIDINGS_NFKC_CASEFOLD)

  /// What becomes of a scalar below 2^16.
  private struct Form: Sendable {
    /// 0 where it is dropped, ``ScalarForms/several`` where more than one comes of it.
    var scalar: UInt16 = 0
    /// The combining class; ``ScalarForms/unknown`` where ICU has to decide.
    var combining: UInt8 = 0
  }

  /// No character.
  private static let several: UInt16 = 0xFFFF
  /// No combining class has this number.
  private static let unknown: UInt8 = 255

  private typealias Pages = ScalarPages<Form>
  private let kind: tidings_normal_form
  private let pages = Pages()
  /// What becomes of those of which several scalars come: `…`, `ß`.
  private let expansions = Mutex<[UInt32: [UInt8]]>([:])

  private init(_ kind: tidings_normal_form) { self.kind = kind }

  @inline(__always)
  private func page(of scalar: UInt32) -> Pages.Page {
    let number = scalar >> Pages.pageBits
    return pages.page(Int(number)) { fill($0, from: number << Pages.pageBits) }
  }

  private func fill(_ page: Pages.Page, from first: UInt32) {
    var found: [UInt32: [UInt8]] = [:]
    for offset in 0..<Pages.pageSize {
      let form =
        Self.form(of: first + UInt32(offset), kind, &found) ?? Form(combining: Self.unknown)
      (page + offset).initialize(to: form)
    }
    // Before the page is to be seen.
    expansions.withLock { $0.merge(found) { known, _ in known } }
  }

  private static func form(
    of scalar: UInt32, _ kind: tidings_normal_form, _ expansions: inout [UInt32: [UInt8]]
  ) -> Form? {
    switch scalar {
    // Ideographs and Hangul syllables are what they are; they stand on half of all pages.
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3:
      return Form(scalar: UInt16(scalar), combining: 0)
    default: break
    }
    guard let character = Unicode.Scalar(scalar), scalar > 0, scalar != several else { return nil }
    guard tidings_icu_changes(kind, Int32(scalar)) else { return form(of: scalar) }
    let text = Normalization.normalized(String(character), kind)
    let mapped = text.unicodeScalars.map(\.value)
    if mapped.isEmpty { return Form() }
    if mapped.count == 1 { return mapped[0] == 0 ? nil : form(of: mapped[0]) }
    // The room for the text in its new form is reckoned with this.
    guard text.utf8.count * 2 <= String(character).utf8.count * 3,
      mapped.allSatisfy({ form(of: $0)?.combining == 0 })
    else { return nil }
    expansions[scalar] = Array(text.utf8)
    return Form(scalar: several)
  }

  /// Of a scalar that stays as it is; `nil` where it may combine with what stands before it.
  private static func form(of scalar: UInt32) -> Form? {
    guard scalar < several, tidings_icu_is_normal(TIDINGS_NFC, Int32(scalar)) else { return nil }
    let combining = UInt8(clamping: tidings_icu_combining_class(Int32(scalar)))
    return Form(scalar: UInt16(scalar), combining: combining)
  }

  /// A text in this form; `nil` where only ICU can tell.
  func mapped(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      var isSound = true
      let mapped = String(unsafeUninitializedCapacity: Self.room(for: bytes.count)) { output in
        let count = map(bytes, into: output)
        isSound = count != nil
        return count ?? 0
      }
      return isSound ? mapped : nil
    }
  }

  /// The same of valid UTF-8, as bytes.
  func mapped(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var isSound = true
    let room = Self.room(for: text.count)
    let mapped = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      let written = map(text, into: output)
      isSound = written != nil
      count = written ?? 0
    }
    return isSound ? mapped : nil
  }

  /// Bytes that a text may have in its form: none grows by more than a half.
  static func room(for count: Int) -> Int { count * 3 / 2 + 16 }

  /// - Parameters:
  ///   - bytes: valid UTF-8.
  ///   - output: with ``room(for:)`` it.
  /// - Returns: how many bytes were written; `nil` where only ICU can tell.
  func map(
    _ bytes: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> Int? {
    var (at, count, last) = (0, 0, UInt8(0))
    let folds = kind == TIDINGS_NFKC_CASEFOLD
    // Letters of one text stand on few pages.
    var (number, page) = (UInt32(0), self.page(of: 0))
    while at < bytes.count {
      if bytes[at] < 0x80 {
        let end = Self.copyASCII(of: bytes, from: at, to: output, at: count, folds: folds)
        count += end - at
        at = end
        last = 0
        continue
      }
      let (scalar, length) = bytes.scalar(at: at)
      guard scalar < 0x10000 else { return nil }
      at += length
      if scalar >> Pages.pageBits != number {
        (number, page) = (scalar >> Pages.pageBits, self.page(of: scalar))
      }
      let form = page[Int(scalar) & (Pages.pageSize - 1)]
      guard form.combining == 0 || form.combining >= last && form.combining != Self.unknown
      else { return nil }
      if form.scalar == 0 { continue }
      last = form.combining
      if form.scalar < 0x80 {
        output[count] = UInt8(truncatingIfNeeded: form.scalar)
        count += 1
      } else if form.scalar == Self.several {
        for byte in expansions.withLock({ $0[scalar] }) ?? [] {
          output[count] = byte
          count += 1
        }
      } else {
        count += Normalization.append(UInt32(form.scalar), to: output, at: count)
      }
    }
    return count
  }

  /// Eight bytes at a time: to both forms ASCII is what it is, but for the capitals, which folding takes away.
  /// - Returns: the first byte that is none.
  @inline(__always)
  private static func copyASCII(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int,
    to output: UnsafeMutableBufferPointer<UInt8>, at place: Int, folds: Bool
  ) -> Int {
    let source = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
    let target = UnsafeMutableRawPointer(output.baseAddress.unsafelyUnwrapped) + (place - start)
    var at = start
    while at + 8 <= bytes.count {
      let word = source.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      guard word & 0x8080_8080_8080_8080 == 0 else { break }
      let folded = folds ? ASCIIFolding.lower(word) : word
      target.storeBytes(of: folded, toByteOffset: at, as: UInt64.self)
      at += 8
    }
    while at < bytes.count, bytes[at] < 0x80 {
      target.storeBytes(
        of: folds ? ASCIIFolding.lower(bytes[at]) : bytes[at], toByteOffset: at, as: UInt8.self)
      at += 1
    }
    return at
  }
}

/// Lower case of ASCII.
enum ASCIIFolding {
  @inline(__always)
  static func lower(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Of eight bytes at once, all below 0x80.
  @inline(__always)
  static func lower(_ bytes: UInt64) -> UInt64 {
    // The highest bit of each byte says whether it is at least `A`, and whether it is beyond `Z`.
    let fromA = bytes &+ 0x3F3F_3F3F_3F3F_3F3F
    let beyondZ = bytes &+ 0x2525_2525_2525_2525
    return bytes | ((fromA & ~beyondZ) & 0x8080_8080_8080_8080) >> 2
  }
}
