internal import Foundation

/// The first bytes of a database file (sqlite.org/fileformat.html, 1.3), looked at before SQLite may touch it.
enum FileHeader {
  /// Throws `.corrupt` for a file that is no SQLite database, or cut short.
  static func check(_ path: String) throws(StorageError) {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StorageError(.io, "\(path) could not be opened; check its permissions.")
    }
    defer { try? file.close() }
    guard let data = try? file.read(upToCount: 100) else {
      throw StorageError(.io, "\(path) could not be read; check the disk.")
    }
    let bytes = [UInt8](data)
    guard bytes.count == 100, bytes.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw StorageError(
        .corrupt, StorageError.corruptionMessage(path), cause: "no SQLite header")
    }
    try checkFormat(bytes, path: path)
    try checkLength(bytes, path: path)
  }

  /// SQLite takes a schema format beyond 4 for an error in a statement, and there is no text encoding beyond 3.
  private static func checkFormat(_ bytes: [UInt8], path: String) throws(StorageError) {
    let format = bytes[44..<48].reduce(0) { $0 << 8 | Int($1) }
    let encoding = bytes[56..<60].reduce(0) { $0 << 8 | Int($1) }
    guard format <= 4, encoding <= 3 else {
      throw StorageError(
        .corrupt, StorageError.corruptionMessage(path),
        cause: "schema format \(format), text encoding \(encoding)")
    }
  }

  /// A file that is shorter than its header says was cut; SQLite would notice at the first missing page only.
  private static func checkLength(_ bytes: [UInt8], path: String) throws(StorageError) {
    let pageSize = bytes[16] == 0 && bytes[17] == 1 ? 65_536 : Int(bytes[16]) << 8 | Int(bytes[17])
    let pages = bytes[28..<32].reduce(0) { $0 << 8 | Int($1) }
    // The count holds only while the two change counters agree; and the tail may still be in the log.
    let countIsValid = bytes[24..<28].elementsEqual(bytes[92..<96])
    guard pageSize >= 512, pageSize & (pageSize - 1) == 0 else {
      throw StorageError(
        .corrupt, StorageError.corruptionMessage(path), cause: "page size \(pageSize)")
    }
    if countIsValid, FileSystem.size(of: path) < pages * pageSize,
      FileSystem.size(of: path + "-wal") == 0
    {
      throw StorageError(
        .corrupt, StorageError.corruptionMessage(path),
        cause: "\(FileSystem.size(of: path)) bytes of \(pages * pageSize)")
    }
  }
}
