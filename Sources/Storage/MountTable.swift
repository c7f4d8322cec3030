/// What is mounted where, as `/proc/self/mountinfo` says it (proc(5)).
struct MountTable {
  private var mounts: [(point: String, type: String)] = []

  /// File systems of other machines, by the kernel's names.
  private static let network: Set<String> = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "coda", "ncpfs", "ncp", "ceph", "lustre", "gpfs",
    "beegfs", "9p", "glusterfs", "davfs", "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs",
    "fuse.rclone", "fuse.davfs", "fuse.ceph-fuse", "fuse.curlftpfs", "fuse.gcsfuse",
  ]

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 6, let dash = fields[6...].firstIndex(of: "-"), dash + 1 < fields.count
      else { continue }
      mounts.append((Self.unescaped(fields[4]), String(fields[dash + 1])))
    }
  }

  /// The type of the file system that holds an absolute path without links, where it is a network's.
  func networkName(holding path: String) -> String? {
    var best: (point: String, type: String)?
    // The longest mount point wins, and of two on one point the later, which hides the other.
    for mount in mounts where Self.holds(mount.point, path) {
      if mount.point.utf8.count >= (best?.point.utf8.count ?? 0) { best = mount }
    }
    return best.flatMap { Self.network.contains($0.type) ? $0.type : nil }
  }

  private static func holds(_ point: String, _ path: String) -> Bool {
    point == "/" || path == point || path.hasPrefix(point + "/")
  }

  /// `\040` → space: blank, tab, line feed and backslash are written in octal.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.count >= 3,
        let value = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
