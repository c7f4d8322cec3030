internal import NewsModel

/// Where the pages of the archive lie, relative to its folder. Letters, digits, `-`, `.` and `/` alone, so that a path and its
/// URL are the same text.
package enum SitePath {
  package static let index = "index.html"
  package static let search = "search.html"
  package static let sources = "sources/index.html"
  package static let watches = "watches/index.html"
  package static let feed = "atom.xml"
  package static let style = "assets/style.css"
  package static let script = "assets/search.js"

  /// - Parameter page: from 1.
  package static func day(_ day: String, page: Int = 1) -> String {
    "days/\(day)\(page == 1 ? "" : "-\(page)").html"
  }

  /// In 256 folders: some file systems and most people are slow with a folder of 100,000 files.
  package static func story(_ uid: String) -> String {
    let name = slug(uid)
    return "stories/\(name.prefix(2))/\(name).html"
  }

  package static func source(_ name: String) -> String { "sources/\(slug(name)).html" }
  package static func watch(_ name: String) -> String { "watches/\(slug(name)).html" }

  /// - Parameter month: `YYYY-MM`.
  package static func titles(_ month: String) -> String { "assets/titles-\(month).js" }

  /// A name as a file's: what is not a lower-case ASCII letter, a digit, `-` or `.` becomes `-`, and a hash keeps different
  /// names different.
  static func slug(_ name: String) -> String {
    let safe = name.utf8.prefix(60).map { byte -> UInt8 in
      (48...57).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46 ? byte : 45
    }
    let text = String(decoding: safe, as: UTF8.self)
    let isWhole = text == name && !text.hasPrefix(".") && !text.contains("..") && text != "index"
    return isWhole && !text.isEmpty
      ? text
      : String(text.drop { $0 == "." || $0 == "-" }) + "-" + ContentHash.uid(of: name).prefix(8)
  }

  /// The way from a page to the archive's folder: `../../`.
  static func root(from path: String) -> String {
    String(repeating: "../", count: path.utf8.count { $0 == 47 })
  }
}
