/// Bytes that grow at their end, with one owner.
///
/// What an array does, less its look at every write whether anyone shares it: tags are written in pieces of a few
/// bytes.
struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(64, capacity)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  @inline(__always) mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    // Below the capacity.
    start[count] = byte
    count += 1
  }

  /// `bytes` must not lie in the buffer itself.
  @inline(__always) mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if capacity - count < bytes.count { grow(by: bytes.count) }
    // There is room for all of them.
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  /// Takes back what was written last, down to `count` bytes.
  mutating func shrink(to count: Int) {
    precondition(count >= 0 && count <= self.count)
    self.count = count
  }

  /// Lends the bytes, which stay in place as long as `body` runs.
  borrowing func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(UnsafeBufferPointer(start: start, count: count))
  }

  /// Lends the bytes to be changed in place.
  mutating func withMutableBytes<Result>(
    _ body: (UnsafeMutableBufferPointer<UInt8>) -> Result
  ) -> Result {
    body(UnsafeMutableBufferPointer(start: start, count: count))
  }

  @inline(never) private mutating func grow(by more: Int) {
    let larger = max(2 * capacity, count + more)
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    room.update(from: start, count: count)
    start.deallocate()
    (start, capacity) = (room, larger)
  }
}
