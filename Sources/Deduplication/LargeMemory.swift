internal import Foundation

/// Memory of some megabytes, straight from the system and given back to it when nobody has it any more.
///
/// What goes through the allocator stays with the process: it lies in the arena of the thread that asked, and the next
/// run's thread has another. A process that matched 64,000 articles, then 100,000, kept the tables of both.
final class LargeMemory: @unchecked Sendable {
  let start: UnsafeMutableRawPointer
  private let mapping: (start: UnsafeMutableRawPointer, size: Int)?

  static var pageSize: Int { 1 << 21 }

  /// - Parameter size: in bytes. From ``pageSize`` on, the memory begins at such a page, and the system is asked for pages
  ///   of that size; all of it is 0 then.
  init(size: Int) {
    let room = size + Self.pageSize
    if size >= Self.pageSize,
      let mapped = mmap(
        nil, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      mapped != MAP_FAILED
    {
      let address = (Int(bitPattern: mapped) + Self.pageSize - 1) & ~(Self.pageSize - 1)
      start = mapped + (address - Int(bitPattern: mapped))
      mapping = (mapped, room)
      #if os(Linux)
        madvise(start, size, MADV_HUGEPAGE)
      #endif
    } else {
      start = .allocate(byteCount: max(1, size), alignment: 16)
      mapping = nil
    }
  }

  deinit {
    if let mapping { munmap(mapping.start, mapping.size) } else { start.deallocate() }
  }
}
