/// Text whose bytes are known to be sound.
package enum UTF8Text {
  /// A copy of `bytes` as a string, without the check that they are UTF-8.
  ///
  /// - Parameter bytes: sound UTF-8 (``ByteSurvey/isUTF8``), cut at ASCII characters or whole characters.
  ///   For other scripts than Latin the check would cost six times the copy.
  @inline(__always)
  package static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(copying: UTF8Span(unchecked: bytes.span))
  }
}
