internal import CZlib

/// What stands around the deflated bytes.
enum Wrapping: Int32 {
  // zlib's own codes: the size of its window, 16 more for gzip, below zero for nothing around it.
  case bare = -15
  case zlib = 15
  case gzip = 31
}

/// Compresses bytes that are in memory whole.
enum Compression {
  static func run(_ bytes: [UInt8], wrapping: Wrapping, level: Int) -> [UInt8] {
    // zlib keeps the stream's address and refuses one that moved.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    // Fails without memory only, as any allocation of ours would.
    precondition(tidings_deflate_init(stream, Int32(level), wrapping.rawValue) == Z_OK)
    defer { deflateEnd(stream) }
    let bound = Int(deflateBound(stream, UInt(bytes.count))) + 32
    return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      bytes.withUnsafeBufferPointer { input in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        _ = deflate(stream, Z_FINISH)
        count = output.count - Int(stream.pointee.avail_out)
      }
    }
  }
}
