/// A character reference that means the same to everyone: complete, and of a name that all know or a number that is a
/// character.
struct HTMLReference {
  let scalar: Unicode.Scalar
  let end: Int

  /// The reference that `range` begins with at an ampersand; one that a space follows is itself. `nil` for all that is not
  /// certain.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    let start = range.lowerBound + 1
    guard start < range.upperBound else { return nil }
    switch bytes[start] {
    case 0x20: self.init(scalar: "&", end: start)
    case 0x23: self.init(number: bytes, start + 1..<range.upperBound)
    default: self.init(name: bytes, start..<range.upperBound)
    }
  }

  private init(scalar: Unicode.Scalar, end: Int) {
    self.scalar = scalar
    self.end = end
  }

  private init?(name bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var name: UInt64 = 0
    var at = range.lowerBound
    let limit = min(range.upperBound, at + 8)
    while at < limit, bytes[at] != 0x3B {
      guard bytes[at].isTagLetter else { return nil }
      name = name << 8 | UInt64(bytes[at])
      at += 1
    }
    guard at < limit, let scalar = Self.commonNames[name] else { return nil }
    self.init(scalar: scalar, end: at + 1)
  }

  private init?(number bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard let first = bytes[range].first else { return nil }
    let isHex = first | 0x20 == 0x78
    let start = isHex ? range.lowerBound + 1 : range.lowerBound
    // Seven digits do not overflow.
    let limit = min(range.upperBound, start + 8)
    var (at, value) = (start, UInt32(0))
    while at < limit, bytes[at] != 0x3B {
      guard let digit = HTMLText.digit(bytes[at], isHex: isHex) else { return nil }
      value = value * (isHex ? 16 : 10) + digit
      at += 1
    }
    // What is no character to XML is left to the parser, and so is the byte that stands for texts.
    guard at > start, at < limit, value >= 0x20, value != 0x7F, value | 1 != 0xFFFF,
      let scalar = Unicode.Scalar(value)
    else { return nil }
    self.init(scalar: scalar, end: at + 1)
  }

  /// Puts characters for all references of a text, each of which must be certain; returns where it ends then. None is
  /// shorter than its character.
  static func resolve(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int {
    let known = UnsafeBufferPointer(bytes)
    guard let base = bytes.baseAddress else { return range.lowerBound }
    var (from, to) = (range.lowerBound, range.lowerBound)
    while from < range.upperBound {
      let mark = min(known.first(0x26, from: from) ?? range.upperBound, range.upperBound)
      // `to` is never beyond `from`.
      if to < from { (base + to).update(from: base + from, count: mark - from) }
      to += mark - from
      from = mark
      guard mark < range.upperBound, let reference = HTMLReference(known, mark..<range.upperBound)
      else { continue }
      for byte in UTF8.encode(reference.scalar) ?? UTF8.encodedReplacementCharacter {
        bytes[to] = byte
        to += 1
      }
      from = reference.end
    }
    return to
  }

  /// The names that most references have, as numbers; all of them HTML's since version 2 or 4.
  static let commonNames: [UInt64: Unicode.Scalar] = {
    let known: [(String, Unicode.Scalar)] = [
      ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("nbsp", "\u{A0}"), ("copy", "©"),
      ("rsquo", "’"), ("lsquo", "‘"), ("rdquo", "”"), ("ldquo", "“"), ("ndash", "–"),
      ("mdash", "—"),
      ("hellip", "…"), ("raquo", "»"), ("laquo", "«"), ("bull", "•"), ("middot", "·"),
      ("eacute", "é"),
      ("egrave", "è"), ("ecirc", "ê"), ("agrave", "à"), ("acirc", "â"), ("ccedil", "ç"),
      ("ocirc", "ô"),
      ("icirc", "î"), ("uuml", "ü"), ("ouml", "ö"), ("auml", "ä"), ("szlig", "ß"), ("aacute", "á"),
      ("iacute", "í"), ("oacute", "ó"), ("uacute", "ú"), ("ntilde", "ñ"), ("atilde", "ã"),
      ("Uuml", "Ü"),
      ("Ouml", "Ö"), ("Auml", "Ä"), ("Eacute", "É"), ("reg", "®"), ("trade", "™"), ("euro", "€"),
      ("pound", "£"), ("deg", "°"), ("times", "×"), ("rsaquo", "›"), ("lsaquo", "‹"),
      ("bdquo", "„"),
      ("sbquo", "‚"), ("rarr", "→"), ("larr", "←"),
    ]
    return Dictionary(
      uniqueKeysWithValues: known.map { name, scalar in
        (name.utf8.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, scalar)
      })
  }()
}
