internal import Foundation

extension CanonicalURL {
  /// The host as the key has it: lower case, international names in their ASCII form, without `www.` and
  /// the names that publishers give their sites for telephones and AMP.
  static func keyHost(_ host: ArraySlice<UInt8>) -> [UInt8] {
    var name = asciiHost(host)
    while name.last == UInt8(ascii: ".") { name.removeLast() }
    var labels = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    while labels.count > 2, isFurniture(labels[0]), !isSuffix(labels.dropFirst()) {
      labels.removeFirst()
    }
    // `en.m.example.org` is the telephones' `en.example.org`.
    if labels.count > 3, labels[1].elementsEqual("m".utf8) { labels.remove(at: 1) }
    return Array(labels.joined(separator: ".".utf8))
  }

  private static func isFurniture(_ label: ArraySlice<UInt8>) -> Bool {
    if ["m", "mobile", "amp", "wap", "touch"].contains(where: { label.elementsEqual($0.utf8) }) {
      return true
    }
    return label.starts(with: "www".utf8) && label.count <= 5
      && label.dropFirst(3).allSatisfy(ASCII.isDigit)
  }

  /// `co.uk`, `com.vn`: what is left would not be a site's name any more.
  private static func isSuffix(_ labels: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    guard labels.count == 2, let first = labels.first, let last = labels.last, last.count == 2
    else { return false }
    return ["co", "com", "org", "net", "gov", "edu", "ac", "go", "or", "ne", "gob"].contains {
      first.elementsEqual($0.utf8)
    }
  }

  /// Lower case; percent-encoding undone; labels beyond ASCII as `xn--` (RFC 3492, after lower-casing and
  /// composition, which is as much of UTS 46 as names of news sites need).
  static func asciiHost(_ host: ArraySlice<UInt8>) -> [UInt8] {
    let decoded = host.contains(UInt8(ascii: "%")) ? percentDecoded(host) : Array(host)
    if decoded.allSatisfy({ $0 < 0x80 }) { return decoded.map(ASCII.lower) }
    let text = String(decoding: decoded, as: UTF8.self).lowercased()
      .precomposedStringWithCanonicalMapping
    var output = [UInt8]()
    var label: [UInt32] = []
    for scalar in text.unicodeScalars {
      if [0x2E, 0x3002, 0xFF0E, 0xFF61].contains(scalar.value) {
        output.append(contentsOf: Punycode.label(label))
        output.append(UInt8(ascii: "."))
        label = []
      } else {
        label.append(scalar.value)
      }
    }
    return output + Punycode.label(label)
  }
}

/// Encoding of international host labels (RFC 3492).
enum Punycode {
  /// The label itself if it is ASCII, else `xn--…`. Quadratic in the label's length, which is cut at the
  /// 63 that the domain name system allows.
  static func label(_ scalars: [UInt32]) -> [UInt8] {
    let input = scalars.prefix(63)
    var output = input.filter { $0 < 0x80 }.map { UInt8($0) }
    if output.count == input.count { return output }
    var (next, delta, bias) = (UInt32(0x80), UInt32(0), UInt32(72))
    var handled = UInt32(output.count)
    let basic = handled
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    while handled < input.count {
      let least = input.filter { $0 >= next }.min() ?? next
      delta &+= (least - next) &* (handled + 1)
      next = least
      for scalar in input {
        if scalar < next { delta &+= 1 }
        if scalar == next {
          append(delta, bias: bias, to: &output)
          bias = adapted(delta, points: handled + 1, isFirst: handled == basic)
          delta = 0
          handled += 1
        }
      }
      delta &+= 1
      next += 1
    }
    return Array("xn--".utf8) + output
  }

  private static func append(_ delta: UInt32, bias: UInt32, to output: inout [UInt8]) {
    var (rest, step) = (delta, UInt32(36))
    while true {
      let threshold = step <= bias ? 1 : step >= bias + 26 ? 26 : step - bias
      if rest < threshold { break }
      output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
      rest = (rest - threshold) / (36 - threshold)
      step += 36
    }
    output.append(digit(rest))
  }

  private static func digit(_ value: UInt32) -> UInt8 {
    UInt8(truncatingIfNeeded: value < 26 ? value + 97 : value + 22)
  }

  private static func adapted(_ delta: UInt32, points: UInt32, isFirst: Bool) -> UInt32 {
    var (rest, steps) = (isFirst ? delta / 700 : delta / 2, UInt32(0))
    rest += rest / points
    while rest > 455 {
      rest /= 35
      steps += 36
    }
    return steps + 36 * rest / (rest + 38)
  }
}
