extension CanonicalURL {
  /// `reference` made absolute against `base` (RFC 3986 §5.2), as written but for the dot segments.
  ///
  /// A reference that is absolute already comes back trimmed; without a usable base, the reference does.
  package static func resolve(_ reference: String, against base: String?) -> String {
    let bytes = trimmedReference(reference)
    let text = String(decoding: bytes, as: UTF8.self)
    guard URLParts.scheme(of: bytes[...]).isEmpty, let base else { return text }
    let baseBytes = trimmedReference(base)
    let scheme = URLParts.scheme(of: baseBytes[...])
    guard !scheme.isEmpty, baseBytes.dropFirst(scheme.count + 1).starts(with: "//".utf8) else {
      return text
    }
    return String(
      decoding: resolved(bytes, baseBytes, schemeLength: scheme.count), as: UTF8.self)
  }

  private static func trimmedReference(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    if bytes.contains(where: { $0 < 0x20 }) { bytes.removeAll { $0 < 0x20 } }
    guard let first = bytes.firstIndex(where: { $0 != 0x20 }),
      let last = bytes.lastIndex(where: { $0 != 0x20 })
    else { return [] }
    return Array(bytes[first...last])
  }

  private static func resolved(
    _ reference: [UInt8], _ base: [UInt8], schemeLength: Int
  ) -> [UInt8] {
    if reference.isEmpty { return withoutFragment(base) }
    if reference.starts(with: "//".utf8) { return base[...schemeLength] + reference }
    let authorityEnd =
      base[(schemeLength + 3)...].firstIndex { ASCII.isAny($0, of: "/?#") } ?? base.endIndex
    let root = base[..<authorityEnd]
    let basePath = base[authorityEnd...].prefix { !ASCII.isAny($0, of: "?#") }
    switch reference[0] {
    case UInt8(ascii: "#"): return withoutFragment(base) + reference
    case UInt8(ascii: "?"): return root + (basePath.isEmpty ? [47] : basePath) + reference
    default: break
    }
    let pathEnd = reference.firstIndex { ASCII.isAny($0, of: "?#") } ?? reference.endIndex
    var path = Array(reference[..<pathEnd])
    if path.first != UInt8(ascii: "/") {
      let folder = basePath.lastIndex(of: UInt8(ascii: "/")).map { basePath[...$0] } ?? [47]
      path = folder + path
    }
    return root + withoutDotSegments(path) + reference[pathEnd...]
  }

  private static func withoutFragment(_ bytes: [UInt8]) -> [UInt8] {
    Array(bytes.prefix { $0 != UInt8(ascii: "#") })
  }

  private static func withoutDotSegments(_ path: [UInt8]) -> [UInt8] {
    var output: [ArraySlice<UInt8>] = []
    let segments = path.dropFirst().split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      if segment.elementsEqual("..".utf8) {
        _ = output.popLast()
        if isLast { output.append([]) }
      } else if segment.elementsEqual(".".utf8) {
        if isLast { output.append([]) }
      } else {
        output.append(segment)
      }
    }
    return [47] + output.joined(separator: [47])
  }
}
