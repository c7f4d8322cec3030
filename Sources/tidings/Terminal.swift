internal import Foundation
internal import Glibc

/// What is known of the terminal that a command talks to.
enum Terminal {
  static var isErrorATerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var isOutputATerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Colour on standard output: a terminal, and nobody asked for none (no-color.org).
  static var hasColor: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isOutputATerminal && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
  }

  static var columns: Int {
    var size = winsize()
    let known = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20
    return known ? Int(size.ws_col) : 80
  }

  /// `text` without what a terminal would obey: control characters and bidirectional overrides become `�`.
  /// What feeds and pages say reaches a terminal only through here.
  static func safe(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: result.append(" ")
      case 0x0A: result.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069:
        result.append("\u{FFFD}")
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
