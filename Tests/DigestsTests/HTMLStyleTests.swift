import Foundation
import NewsModel
import Testing

@testable import Digests

struct HTMLStyleTests {
  /// The colours of `:root`, for light and for dark.
  private func palette(_ index: Int) -> [String: UInt32] {
    let roots = HTMLStyle.sheet.components(separatedBy: ":root{").dropFirst().map {
      $0.prefix { $0 != "}" }
    }
    var colours: [String: UInt32] = [:]
    for entry in roots[index].split(separator: ";") {
      let parts = entry.split(separator: ":", maxSplits: 1)
      if parts.count == 2, parts[1].hasPrefix("#") {
        colours[String(parts[0].dropFirst(2))] = UInt32(parts[1].dropFirst(), radix: 16)
      }
    }
    return colours
  }

  /// Relative luminance (WCAG 2.2).
  private func luminance(_ colour: UInt32) -> Double {
    let channels = [16, 8, 0].map { (shift: UInt32) -> Double in
      let share = Double((colour >> shift) & 255) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  private func contrast(_ a: UInt32, _ b: UInt32) -> Double {
    let (a, b) = (luminance(a), luminance(b))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// 4.5:1 for text, 3:1 for the bars of the charts.
  @Test(arguments: [0, 1])
  func coloursCanBeToldApart(scheme: Int) throws {
    let colours = palette(scheme)
    for (front, back, least) in [
      ("ink", "ground", 4.5), ("ink", "card", 4.5), ("soft", "ground", 4.5), ("soft", "card", 4.5),
      ("link", "ground", 4.5), ("strong", "ground", 4.5), ("alarm", "card", 4.5),
      ("alarm", "alarm-ground", 4.5), ("bar", "ground", 3), ("strong", "ground", 3),
    ] {
      let ratio = contrast(try #require(colours[front]), try #require(colours[back]))
      #expect(ratio >= least, "\(front) on \(back): \(ratio)")
    }
  }

  @Test func loadsNothing() {
    for word in ["url(", "@import", "http:", "https:", "expression(", "</"] {
      #expect(!HTMLStyle.sheet.contains(word))
    }
    let page = DigestBuilder(options: SampleDigest.options).digest(from: SampleDigest.input)
      .rendered(as: .html)
    #expect(
      HTMLTags.read(page).filter { tag in
        tag.attributes.contains {
          ["src", "srcset", "style", "background", "poster"].contains($0.name)
        }
      } == [])
  }
}
