internal import Linguistics
internal import Markup

/// A page as UTF-8, whatever it was written in.
struct PageSource {
  /// WHATWG name of the encoding that the page is in.
  let encoding: String
  private let content: Content

  private enum Content {
    /// The page itself, from here on.
    case sound([UInt8], from: Int)
    case decoded(String)
  }

  /// Cost: one look at every byte for a page in UTF-8, which is neither copied nor made a string.
  init(_ page: [UInt8], charset: String?) {
    if page.withUnsafeBufferPointer(ByteSurvey.isUTF8),
      let start = TextEncoding.start(ofSoundUTF8: page)
    {
      encoding = "utf-8"
      content = .sound(page, from: start)
      return
    }
    let decoded = TextEncoding.decode(
      page, charset: charset, declared: TextEncoding.declaredCharset(in: page))
    encoding = decoded.encoding
    content = .decoded(decoded.text)
  }

  private init(encoding: String, text: String) {
    self.encoding = encoding
    content = .decoded(text)
  }

  /// The page with a double encoding undone; `nil` without one.
  var undoubled: PageSource? {
    DoubleEncoding.undone(text).map { PageSource(encoding: encoding, text: $0) }
  }

  var document: HTMLDocument {
    switch content {
    case .sound(let page, let start):
      page.withUnsafeBufferPointer {
        HTMLDocument(utf8: UnsafeBufferPointer(rebasing: $0[start...]))
      }
    case .decoded(let text): HTMLDocument(text)
    }
  }

  var text: String {
    switch content {
    case .sound(let page, let start): String(decoding: page[start...], as: UTF8.self)
    case .decoded(let text): text
    }
  }
}
