internal import CZlib

/// Takes gzip members apart as their bytes come, for files that are larger than memory.
package final class GzipStream {
  /// What one step did.
  package struct Step: Sendable, Hashable {
    /// Bytes of the input that were used up.
    package var consumed: Int
    /// The member has ended; what follows is the next one's.
    package var isAtEnd: Bool
  }

  /// Most bytes that one step gives.
  private static let chunk = 64 * 1024
  /// On the heap: zlib keeps the stream's address and refuses one that moved.
  private let stream: UnsafeMutablePointer<z_stream>

  package init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    // Fails without memory only, as any allocation of ours would.
    precondition(tidings_inflate_init(stream, Wrapping.gzip.rawValue) == Z_OK)
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Begins with a new member.
  package func restart() { inflateReset(stream) }

  /// Decodes some of `input` and appends what comes out, at most 64 KiB, to `output`.
  ///
  /// A step that consumes nothing and gives nothing needs more input.
  package func decode(
    _ input: ArraySlice<UInt8>, into output: inout [UInt8]
  ) throws(ArchiveError) -> Step {
    var status: Int32 = Z_OK
    var consumed = 0
    let piece = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, count in
      input.withUnsafeBufferPointer { bytes in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        stream.pointee.avail_in = UInt32(clamping: bytes.count)
        let given = Int(stream.pointee.avail_in)
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = UInt32(buffer.count)
        status = inflate(stream, Z_NO_FLUSH)
        consumed = given - Int(stream.pointee.avail_in)
        count = buffer.count - Int(stream.pointee.avail_out)
      }
    }
    output.append(contentsOf: piece)
    switch status {
    case Z_OK, Z_BUF_ERROR: return Step(consumed: consumed, isAtEnd: false)
    case Z_STREAM_END: return Step(consumed: consumed, isAtEnd: true)
    default: throw ArchiveError(.damaged, "the compressed bytes are damaged")
    }
  }
}
