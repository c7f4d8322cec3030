internal import Foundation

/// Reads small text files, whatever stands at the path.
enum TextFile {
  struct Failure: Error, Hashable {
    var code: SettingsError.Code
    /// What is wrong, as the end of a sentence about the file.
    var message: String
    var line = 0
    var column = 0
  }

  /// The file's text. Pipes, devices and folders are refused before they are opened.
  static func read(_ path: String, atMost limit: Int) -> Result<String, Failure> {
    var status = stat()
    guard stat(path, &status) == 0 else { return .failure(failure(errno)) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: return .failure(.init(code: .unreadableFile, message: "is a folder, not a file"))
    default:
      return .failure(.init(code: .unreadableFile, message: "is not an ordinary file"))
    }
    guard status.st_size <= limit else {
      return .failure(
        .init(code: .tooLarge, message: "is larger than \(Quantity.size(limit)); split it"))
    }
    guard let file = fopen(path, "rb") else { return .failure(failure(errno)) }
    defer { fclose(file) }
    // One byte more than allowed, in case it grew meanwhile.
    var bytes = [UInt8](repeating: 0, count: limit + 1)
    let count = fread(&bytes, 1, bytes.count, file)
    guard ferror(file) == 0 else { return .failure(failure(errno)) }
    guard count <= limit else {
      return .failure(
        .init(code: .tooLarge, message: "is larger than \(Quantity.size(limit)); split it"))
    }
    return text(of: bytes[..<count])
  }

  private static func failure(_ number: Int32) -> Failure {
    switch number {
    case ENOENT, ENOTDIR: Failure(code: .missingFile, message: "does not exist")
    case EACCES, EPERM:
      Failure(code: .unreadableFile, message: "may not be read by this user; check its permissions")
    default:
      Failure(
        code: .unreadableFile, message: "cannot be read (\(String(cString: strerror(number))))")
    }
  }

  /// UTF-8 with or without a byte order mark, without characters that YAML forbids.
  static func text(of bytes: ArraySlice<UInt8>) -> Result<String, Failure> {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return .failure(.init(code: .notText, message: "is UTF-16; save it as UTF-8"))
    }
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let good = String(decoding: bytes, as: UTF8.self).unicodeScalars.prefix { $0 != "\u{FFFD}" }
      return .failure(
        failure(after: good, "is not UTF-8 text: the first wrong byte is here; save it as UTF-8"))
    }
    let scalars = text.unicodeScalars
    if let bad = scalars.firstIndex(where: { !isPrintable($0) }) {
      let code = String(scalars[bad].value, radix: 16, uppercase: true)
      return .failure(
        failure(after: scalars[..<bad], "holds the control character U+\(code); is it a text file?")
      )
    }
    return .success(text)
  }

  private static func failure(
    after text: some Sequence<Unicode.Scalar>, _ message: String
  ) -> Failure {
    var line = 1
    var column = 1
    for scalar in text {
      if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    }
    return Failure(code: .notText, message: message, line: line, column: column)
  }

  /// What libyaml lets pass.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }
}
