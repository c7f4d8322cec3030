internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What the file system has to say about a place for a database.
enum FileSystem {
  /// The kind of network file system that holds `path`, or the folder that it will be made in; `nil` for a disk of
  /// this machine. SQLite's locks and its shared memory do not hold over a network (sqlite.org/howtocorrupt.html, 2.1).
  ///
  /// Read from the kernel's own table of mounts, which also tells one FUSE file system from another, as the
  /// type number of `statfs(2)` does not.
  static func networkName(holding path: String) -> String? {
    let folder = (path as NSString).deletingLastPathComponent
    guard let place = resolved(path) ?? resolved(folder.isEmpty ? "." : folder),
      let data = FileManager.default.contents(atPath: "/proc/self/mountinfo")
    else { return nil }
    return MountTable(String(decoding: data, as: UTF8.self)).networkName(holding: place)
  }

  private static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// Makes an empty file that only its owner may read, unless there is one already.
  ///
  /// SQLite gives its `-wal` and `-shm` files the mode of the database.
  static func createPrivately(_ path: String) throws(StorageError) {
    let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw StorageError(
        .io, "\(path) could not be created; check that its folder exists and may be written to.",
        cause: String(cString: strerror(errno)))
    }
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Bytes, 0 where there is no such file.
  static func size(of path: String) -> Int {
    var found = stat()
    return stat(path, &found) == 0 ? Int(found.st_size) : 0
  }

  /// The permission bits, e.g. `0o600`.
  static func mode(of path: String) -> Int? {
    var found = stat()
    return stat(path, &found) == 0 ? Int(found.st_mode & 0o777) : nil
  }
}
