internal import CZlib

/// What stands around the deflated bytes.
enum Wrapping: Int32 {
  // zlib's own codes: the size of its window, 16 more for gzip, below zero for nothing around it.
  case bare = -15
  case zlib = 15
  case gzip = 31
}

/// The one loop that takes compressed bytes apart, for every wrapping that zlib knows.
enum Inflation {
  /// How much is decoded between two looks at the limit.
  private static let chunk = 64 * 1024

  static func run(
    _ bytes: [UInt8], wrapping: Wrapping, limit: Int
  ) throws(ArchiveError) -> [UInt8] {
    let decoder = try Decoder(bytes, wrapping)
    return try decoder.decode(limit: limit)
  }

  private struct Decoder: ~Copyable {
    private let input: [UInt8]
    private let isGzip: Bool
    /// On the heap: zlib keeps the stream's address and refuses one that moved.
    private let stream: UnsafeMutablePointer<z_stream>

    init(_ input: [UInt8], _ wrapping: Wrapping) throws(ArchiveError) {
      self.input = input
      isGzip = wrapping == .gzip
      stream = .allocate(capacity: 1)
      stream.initialize(to: z_stream())
      guard tidings_inflate_init(stream, wrapping.rawValue) == Z_OK else {
        throw ArchiveError(.damaged, "zlib could not be started")
      }
    }

    deinit {
      inflateEnd(stream)
      stream.deallocate()
    }

    func decode(limit: Int) throws(ArchiveError) -> [UInt8] {
      var output: [UInt8] = []
      var position = 0
      while true {
        let status = step(from: &position, into: &output)
        guard output.count <= limit else {
          throw ArchiveError(.tooLarge, "more than \(limit) bytes come out of \(input.count)")
        }
        switch status {
        case Z_STREAM_END where isGzip && position < input.count && beginsMember(at: position):
          inflateReset(stream)
        case Z_STREAM_END: return output
        case Z_OK: continue
        default:
          throw ArchiveError(.damaged, "the compressed bytes are damaged or cut short")
        }
      }
    }

    /// A further gzip member follows; anything else behind the last one is padding, as gzip has it.
    private func beginsMember(at position: Int) -> Bool {
      position + 1 < input.count && input[position] == 0x1f && input[position + 1] == 0x8b
    }

    /// Decodes one chunk; zlib's status.
    private func step(from position: inout Int, into output: inout [UInt8]) -> Int32 {
      var status: Int32 = Z_OK
      var consumed = 0
      let piece = [UInt8](unsafeUninitializedCapacity: Inflation.chunk) { buffer, count in
        input.withUnsafeBufferPointer { bytes in
          let rest = min(bytes.count - position, Int(UInt32.max))
          stream.pointee.next_in = bytes.baseAddress.map {
            UnsafeMutablePointer(mutating: $0 + position)
          }
          stream.pointee.avail_in = UInt32(rest)
          stream.pointee.next_out = buffer.baseAddress
          stream.pointee.avail_out = UInt32(buffer.count)
          status = inflate(stream, Z_NO_FLUSH)
          consumed = rest - Int(stream.pointee.avail_in)
          count = buffer.count - Int(stream.pointee.avail_out)
        }
      }
      position += consumed
      output.append(contentsOf: piece)
      // Nothing went in and nothing came out: the input ended too early.
      if status == Z_OK, consumed == 0, piece.isEmpty { return Z_BUF_ERROR }
      return status
    }
  }
}
