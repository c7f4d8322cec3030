internal import Foundation

/// The files that records point to.
enum StageFile {
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
