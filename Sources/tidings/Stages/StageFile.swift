internal import Foundation
internal import Glibc

/// The files that records point to.
enum StageFile {
  /// A whole file, read into place; `nil` for one that cannot be read.
  static func contents(of path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    var contents: [UInt8] = []
    // One byte more than the file seems to have, to meet its end without another call.
    while let more = bytes(from: descriptor, most: max(Int(status.st_size) + 1, 1 << 12)) {
      if more.isEmpty { return contents }
      if contents.isEmpty { contents = more } else { contents += more }
    }
    return nil
  }

  /// The next bytes, none at the end; `nil` for an error.
  private static func bytes(from descriptor: Int32, most: Int) -> [UInt8]? {
    var failure: Int32 = 0
    repeat {
      let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
        let got = read(descriptor, buffer.baseAddress, most)
        failure = got < 0 ? errno : 0
        count = max(0, got)
      }
      if failure == 0 { return bytes }
    } while failure == EINTR
    return nil
  }

  static func bytes(at path: String) throws(StageError) -> [UInt8] {
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw StageError(
        code: "unreadable",
        message: "The file \(path) cannot be read: \(error.localizedDescription)"
      )
    }
  }
}
