internal import CLibICU

/// One owner of one ICU converter.
///
/// ICU's tables are those of the platforms' vendors; the names below pick the ones that browsers use,
/// e.g. `windows-31j` for `shift_jis` with its vendor extensions.
struct CharsetConverter: ~Copyable {
  private let handle: OpaquePointer

  /// `name` is a WHATWG name. `nil` where ICU has no such converter.
  init?(name: String) {
    guard let handle = tidings_converter_open(Self.vendorNames[name] ?? name) else { return nil }
    self.handle = handle
  }

  deinit { tidings_converter_close(handle) }

  private static let vendorNames = [
    "gbk": "gb18030", "shift_jis": "windows-31j", "euc-kr": "windows-949", "big5": "Big5-HKSCS",
    "iso-8859-8-i": "iso-8859-8", "macintosh": "macintosh", "x-mac-cyrillic": "x-mac-cyrillic",
    "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE", "windows-874": "windows-874-2000",
    "iso-8859-16": "windows-1250", "iso-8859-10": "iso-8859-10", "hz-gb-2312": "HZ-GB-2312",
  ]

  /// The whole of `bytes`, bad sequences as U+FFFD.
  borrowing func text(of bytes: ArraySlice<UInt8>) -> String {
    bytes.withUnsafeBufferPointer { raw in
      raw.withMemoryRebound(to: CChar.self) { source in
        guard let start = source.baseAddress else { return "" }
        return units(from: start, count: source.count)
      }
    }
  }

  /// Converts in chunks, so that the intermediate UTF-16 is never larger than one chunk.
  private borrowing func units(from start: UnsafePointer<CChar>, count: Int) -> String {
    var text = ""
    text.reserveCapacity(count + count / 2)
    var source: UnsafePointer<CChar>? = start
    let end = start + count
    var pending: UInt16?
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: 4096) { chunk in
      guard let base = chunk.baseAddress else { return }
      var status = TIDINGS_ICU_BUFFER_OVERFLOW
      while status == TIDINGS_ICU_BUFFER_OVERFLOW {
        var offset = 0
        if let high = pending {
          base[0] = high
          offset = 1
          pending = nil
        }
        var target: UnsafeMutablePointer<UInt16>? = base + offset
        status = tidings_converter_to_utf16(handle, &target, base + 4096, &source, end)
        var filled = target.map { $0 - base } ?? 0
        if status == TIDINGS_ICU_BUFFER_OVERFLOW, filled > 0,
          (0xD800..<0xDC00).contains(base[filled - 1])
        {
          filled -= 1
          pending = base[filled]
        }
        text += String(decoding: UnsafeBufferPointer(start: base, count: filled), as: UTF16.self)
      }
    }
    return text
  }

  /// Unicode NFC; `text` itself where ICU cannot.
  static func composed(_ text: String) -> String {
    let source = Array(text.utf16)
    guard let capacity = Int32(exactly: source.count) else { return text }
    var status: Int32 = 0
    let units = [UInt16](unsafeUninitializedCapacity: source.count) { buffer, count in
      var length: Int32 = 0
      status = tidings_icu_normalize(
        TIDINGS_NFC, source, capacity, buffer.baseAddress, capacity, &length)
      count = status <= 0 ? Int(length) : 0
    }
    return status <= 0 ? String(decoding: units, as: UTF16.self) : text
  }
}
