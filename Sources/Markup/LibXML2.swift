internal import CLibXML2

/// libxml2 as a whole.
enum LibXML2 {
  /// To be called before anything else of libxml2, from any thread, as often as one likes.
  ///
  /// Left to itself, libxml2 2.9 makes its locks at first use without guarding that: two threads that began at the same
  /// moment waited for each other forever.
  static func prepare() { _ = isPrepared }

  /// Swift runs this once, and lets others wait for it.
  private static let isPrepared: Void = xmlInitParser()
}
