import Fetching
import FlyingFox
import FlyingSocks
import Foundation
import NewsModel
import Synchronization
import TestSupport
import Testing

struct CurlTransportTests {
  private func response(
    from server: RawServer, _ change: (inout TransportRequest) -> Void = { _ in }
  ) async throws -> TransportResponse {
    let settings = FetchSettings.loopback([server.address])
    var request = TransportRequest(
      url: WebAddress(server.url)!, userAgent: settings.userAgent, proxy: .none,
      timeouts: settings.timeouts)
    change(&request)
    return try await CurlTransport(settings: settings).response(to: request)
  }

  private func failure(
    from server: RawServer, _ change: (inout TransportRequest) -> Void = { _ in }
  ) async -> TransportError.Code? {
    do {
      _ = try await response(from: server, change)
      return nil
    } catch {
      return (error as? TransportError)?.code
    }
  }

  @Test func sendsAndReceivesVerbatim() async throws {
    let server = try RawServer(
      "HTTP/1.1 200 Fine\r\nETag: W/\"a b\"\r\nX-Twice: 1\r\nx-twice: 2\r\nX-Latin: caf\u{E9}\r\nContent-Length: 5\r\n\r\nhello"
    )
    let response = try await response(from: server) {
      $0.headers = [("Accept", "text/html"), ("X-Empty", ""), ("X-Bad", "a\r\nEvil: 1")]
      $0.basicAuth = "me:secret"
    }
    #expect(response.status == 200)
    #expect(response.body == Array("hello".utf8))
    #expect(response.version == "1.1")
    #expect(response.wireBytes == 5)
    #expect(response.headers["etag"] == "W/\"a b\"")
    #expect(response.headers["x-twice"] == "2")
    #expect(response.headers.joined("x-twice") == "1, 2")
    let head = try #require(server.requests.first)
    #expect(head.hasPrefix("GET / HTTP/1.1\r\n"))
    #expect(head.contains("\r\nUser-Agent: tidings/0 (+https://operator.example/bot)\r\n"))
    #expect(head.contains("\r\nAccept: text/html\r\n"))
    #expect(head.contains("\r\nX-Empty:\r\n"))
    #expect(head.contains("\r\nAuthorization: Basic bWU6c2VjcmV0\r\n"))
    #expect(!head.contains("Evil"))
    for encoding in ["gzip", "br", "zstd"] { #expect(head.contains(encoding)) }
  }

  @Test func postsABody() async throws {
    let body = Mutex("")
    let server = try RawServer { connection in
      guard connection.readHead() != nil else { return }
      var text = ""
      while text.utf8.count < 9, let byte = connection.readByte() {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      }
      body.withLock { $0 = text }
      connection.send(answer("204 No Content"))
    }
    let response = try await response(from: server) {
      $0.method = .post(Array(#"{"a": 12}"#.utf8))
      $0.headers = [("Content-Type", "application/json")]
    }
    #expect(response.status == 204)
    #expect(body.withLock { $0 } == #"{"a": 12}"#)
    #expect(server.requests[0].hasPrefix("POST / HTTP/1.1\r\n"))
  }

  @Test func reusesConnections() async throws {
    let server = try RawServer(answer("200 OK", body: "x"))
    let settings = FetchSettings.loopback([server.address])
    let transport = CurlTransport(settings: settings)
    for _ in 0..<20 {
      let request = TransportRequest(
        url: WebAddress(server.url)!, userAgent: "t", proxy: .none, timeouts: settings.timeouts)
      #expect(try await transport.response(to: request).status == 200)
    }
    #expect(server.connections == 1)
    #expect(server.requests.count == 20)
  }

  @Test func servesManyAtOnceFromARealServer() async throws {
    let server = HTTPServer(address: .loopback(port: 0), logger: .disabled)
    await server.appendRoute("*") { request in
      HTTPResponse(statusCode: .ok, body: Data("page \(request.path)".utf8))
    }
    let task = Task { try await server.run() }
    defer { task.cancel() }
    try await server.waitUntilListening()
    switch await server.listeningAddress {
    case .ip4(_, let port): try await fetchMany("127.0.0.1:\(port)")
    case .ip6(_, let port): try await fetchMany("[::1]:\(port)")
    default: Issue.record("the server has no port")
    }
  }

  private func fetchMany(_ address: String) async throws {
    let settings = FetchSettings.loopback([address])
    let transport = CurlTransport(settings: settings)
    let bodies = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<200 {
        group.addTask {
          let request = TransportRequest(
            url: WebAddress("http://\(address)/\(number)")!, userAgent: "t", proxy: .none,
            timeouts: settings.timeouts)
          let response = try await transport.response(to: request)
          return String(decoding: response.body, as: UTF8.self)
        }
      }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(bodies == Set((0..<200).map { "page /\($0)" }))
  }

  // MARK: Cancelling

  @Test func cancellingEndsATransferAtOnce() async throws {
    let server = try RawServer { connection in
      _ = connection.readHead()
      connection.pause(12)
    }
    let settings = FetchSettings.loopback([server.address])
    let transport = CurlTransport(settings: settings)
    let request = TransportRequest(
      url: WebAddress(server.url)!, userAgent: "t", proxy: .none, timeouts: settings.timeouts)
    let task = Task { try await transport.response(to: request) }
    while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
    let began = ContinuousClock.now
    task.cancel()
    await #expect(throws: TransportError(.cancelled, "The transfer was stopped.")) {
      try await task.value
    }
    #expect(ContinuousClock.now - began < .seconds(6))
  }

  /// A task that is cancelled before its transfer is added must not leave it running.
  @Test func cancellingEarlyIsRemembered() async throws {
    let server = try RawServer(answer("200 OK", body: "x"))
    let settings = FetchSettings.loopback([server.address])
    let transport = CurlTransport(settings: settings)
    let request = TransportRequest(
      url: WebAddress(server.url)!, userAgent: "t", proxy: .none, timeouts: settings.timeouts)
    for _ in 0..<50 {
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        return try await transport.response(to: request)
      }
      task.cancel()
      await #expect(throws: TransportError.self) { try await task.value }
    }
    #expect(server.requests.isEmpty)
  }

  @Test func droppingTheTransportEndsItsThread() async throws {
    let server = try RawServer(answer("200 OK", body: "x"))
    for _ in 0..<200 { #expect(try await response(from: server).status == 200) }
    // Other tests' transports may be alive, but not as many as that.
    for _ in 0..<200 where threads(named: "tidings.curl") >= 100 {
      try await Task.sleep(for: .milliseconds(50))
    }
    #expect(threads(named: "tidings.curl") < 100)
  }

  private func threads(named name: String) -> Int {
    let ids = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    return ids.filter { id in
      let comm = try? String(contentsOfFile: "/proc/self/task/\(id)/comm", encoding: .utf8)
      return comm?.hasPrefix(name) == true
    }.count
  }

  // MARK: Misbehaving servers

  @Test(
    .tallied(.transfers),
    arguments: [
      ("X-Long: " + String(repeating: "a", count: 1000) + "\r\n", 10_000),
      ("a", 1_000_000),
      ("\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n", 100_000),
    ])
  func endlessHeaders(piece: String, times: Int) async throws {
    let server = try RawServer { connection in
      _ = connection.readHead()
      guard connection.send("HTTP/1.1 103 Early Hints\r\n") else { return }
      let block = String(repeating: piece, count: 16)
      for _ in 0..<(times / 16) where !connection.send(block) { return }
    }
    #expect(await failure(from: server) == .headersTooLarge)
  }

  @Test(.tallied(.transfers)) func slowDripIsGivenUp() async throws {
    let server = try RawServer { connection in
      _ = connection.readHead()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
      for _ in 0..<200 {
        guard connection.send(" ") else { return }
        connection.pause(0.1)
      }
    }
    let began = ContinuousClock.now
    let code = await failure(from: server) {
      $0.timeouts = FetchSettings.Timeouts(total: 15, lowSpeed: 100, lowSpeedTime: 1)
    }
    #expect(code == .timeout)
    #expect(ContinuousClock.now - began < .seconds(7))
  }

  @Test(
    .tallied(.transfers),
    arguments: ["", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"])
  func silenceIsGivenUp(beginning: String) async throws {
    let server = try RawServer { connection in
      _ = connection.readHead()
      connection.send(beginning)
      connection.pause(12)
    }
    let began = ContinuousClock.now
    let code = await failure(from: server) { $0.timeouts.total = 0.5 }
    #expect(code == .timeout)
    #expect(ContinuousClock.now - began < .seconds(8))
  }

  @Test(
    .tallied(.transfers),
    arguments: [
      // (what is sent before the connection is closed, what it is called)
      ("", TransportError.Code.connectionLost),
      ("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort", .connectionLost),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", .connectionLost),
      ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhel", .connectionLost),
      ("just some text\r\n\r\n", .garbled), ("\u{0}\u{1}\u{2}\u{3}", .garbled),
      ("HTTP/9.9 999 ?\r\n\r\n", .garbled), ("SSH-2.0-OpenSSH_9.2\r\n", .garbled),
      ("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", .garbled),
      ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n", .tooLarge),
      ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello", .badEncoding),
      (
        "HTTP/1.1 200 OK\r\nContent-Encoding: x-made-up\r\nContent-Length: 5\r\n\r\nhello",
        .badEncoding
      ),
      ("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", .tooLarge),
    ])
  func wrongAnswersAreNamed(bytes: String, code: TransportError.Code) async throws {
    let server = try RawServer { connection in
      _ = connection.readHead()
      connection.send(bytes)
    }
    #expect(await failure(from: server) == code)
  }

  @Test(.tallied(.transfers)) func resetsAreNamed() async throws {
    let server = try RawServer { connection in
      _ = connection.readHead()
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome")
      connection.reset()
    }
    #expect(await failure(from: server) == .connectionLost)
  }

  @Test func aClosedPortIsRefused() async throws {
    let port: Int
    do { port = try RawServer("").port }
    let settings = FetchSettings.loopback(["127.0.0.1:\(port)"])
    let request = TransportRequest(
      url: WebAddress("http://127.0.0.1:\(port)/")!, userAgent: "t", proxy: .none,
      timeouts: settings.timeouts)
    do {
      _ = try await CurlTransport(settings: settings).response(to: request)
      Issue.record("something answered")
    } catch {
      #expect(error.code == .refused)
    }
  }

  @Test(.tallied(.transfers)) func bodiesEndAtTheirLimit() async throws {
    let server = try RawServer { connection in
      _ = connection.readHead()
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      let block = String(repeating: "0123456789", count: 1000)
      for _ in 0..<100_000 where !connection.send(block) { return }
    }
    #expect(await failure(from: server) { $0.maxBodyBytes = 100_000 } == .tooLarge)
    let cut = try await response(from: server) {
      $0.maxBodyBytes = 100_003
      $0.overflow = .truncate
    }
    #expect(cut.body.count == 100_003)
    #expect(cut.body.suffix(3).elementsEqual("012".utf8))
  }

  @Test(.tallied(.transfers, as: 8), arguments: ["zstd", "gzip", "br"])
  func bombsCostNoMemory(encoding: String) async throws {
    let bomb =
      switch encoding {
      case "zstd": Bombs.zstd(blocks: 10_000)
      case "gzip": Bombs.gzip(matches: 200_000)
      default: Bombs.brotli
      }
    let server = try RawServer { connection in
      _ = connection.readHead()
      connection.send(
        "HTTP/1.1 200 OK\r\nContent-Encoding: \(encoding)\r\nContent-Length: \(bomb.count)\r\n\r\n")
      connection.send(bomb)
    }
    let settings = FetchSettings.loopback([server.address])
    let transport = CurlTransport(settings: settings)
    let before = Memory.resident()
    let results = await withTaskGroup(of: (TransportError.Code?, Int).self) { group in
      for _ in 0..<8 {
        group.addTask {
          let request = TransportRequest(
            url: WebAddress(server.url)!, userAgent: "t", proxy: .none,
            timeouts: settings.timeouts)
          do {
            _ = try await transport.response(to: request)
            return (nil, Memory.resident())
          } catch {
            return ((error as? TransportError)?.code, Memory.resident())
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.map(\.0) == Array(repeating: TransportError.Code.tooLarge, count: 8))
    #expect(results.allSatisfy { $0.1 - before < 200 << 20 })
  }

  @Test func plainCompressedBodiesAreDecoded() async throws {
    // One run-length block of zstd; one match of deflate; an uncompressed block of brotli.
    let bodies: [(String, [UInt8], [UInt8])] = [
      ("zstd", Bombs.zstd(blocks: 1), [UInt8](repeating: 32, count: 131_072)),
      ("gzip", Bombs.gzip(matches: 1), [UInt8](repeating: 0, count: 259)),
      ("br", [0x0B, 0x02, 0x80] + Array("hello".utf8) + [0x03], Array("hello".utf8)),
    ]
    for (encoding, bytes, plain) in bodies {
      let server = try RawServer { connection in
        _ = connection.readHead()
        connection.send(
          "HTTP/1.1 200 OK\r\nContent-Encoding: \(encoding)\r\nContent-Length: \(bytes.count)\r\n\r\n"
        )
        connection.send(bytes)
      }
      let response = try await response(from: server)
      #expect(response.body == plain)
      #expect(response.wireBytes == bytes.count)
    }
  }
}

extension RawConnection {
  func readByte() -> UInt8? { readBytes(1)?.first }
}

/// Compressed bytes that grow without end.
enum Bombs {
  /// A zstd frame (RFC 8878) of run-length blocks, each 4 bytes for 128 KiB of spaces.
  static func zstd(blocks: Int) -> [UInt8] {
    // Magic; no size, no checksum; window of 1 MiB.
    var bytes: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x50]
    for number in 1...blocks {
      let header = UInt32(131_072) << 3 | 1 << 1 | (number == blocks ? 1 : 0)
      bytes += [UInt8(header & 255), UInt8(header >> 8 & 255), UInt8(header >> 16), 32]
    }
    return bytes
  }

  /// A gzip member of one fixed-Huffman block (RFC 1951): a zero, then matches of 258 zeros, 13 bits each.
  static func gzip(matches: Int) -> [UInt8] {
    var bits = BitWriter()
    bits.write(1, 1)
    bits.write(1, 2)
    bits.writeCode(0b0011_0000, 8)
    for _ in 0..<matches {
      bits.writeCode(0b1100_0101, 8)
      bits.writeCode(0, 5)
    }
    bits.writeCode(0, 7)
    let length = UInt32(truncatingIfNeeded: 1 + 258 * matches)
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + bits.finished() + crc(zeros: 1 + 258 * matches)
      + (0..<4).map { UInt8(length >> (8 * UInt32($0)) & 255) }
  }

  /// 256 MiB of zeros as the reference encoder writes them (RFC 7932; quality 5, a window of 16 MiB).
  static let brotli = [UInt8](
    Data(base64Encoded: brotliText, options: .ignoreUnknownCharacters) ?? Data())
  private static let brotliText = """
    z///fwAkAOKxQHLv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/n//8/ABIAcVgAuvf//P//B0ACIA4LQPf+n////wBI
    AMRhAeje//P//x8ACYA4LADd+3/+//8DIAEQhwWge//P//9/ACQA4rAAdO//+f//D4AEQBwWgO79P////wGQAIjDAtC9
    /+f//z8AEgBxWAC69//8//8HQAIgDgtA9/6f////AEgAxGEB6N7/8///HwAJgDgsAN37f/7//wMgARCHBaB7/z8=
    """

  private static func crc(zeros: Int) -> [UInt8] {
    // For the bomb nobody gets so far as to look at it.
    guard zeros < 1000 else { return [0, 0, 0, 0] }
    var crc: UInt32 = 0xFFFF_FFFF
    for _ in 0..<(zeros * 8) { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    return (0..<4).map { UInt8(~crc >> (8 * UInt32($0)) & 255) }
  }

  private struct BitWriter {
    private var bytes: [UInt8] = []
    private var pending: UInt32 = 0
    private var count: UInt32 = 0

    /// Least significant bit first.
    mutating func write(_ value: UInt32, _ length: UInt32) {
      pending |= value << count
      count += length
      while count >= 8 {
        bytes.append(UInt8(pending & 255))
        pending >>= 8
        count -= 8
      }
    }

    /// A Huffman code: most significant bit first.
    mutating func writeCode(_ value: UInt32, _ length: UInt32) {
      for bit in (0..<length).reversed() { write(value >> bit & 1, 1) }
    }

    mutating func finished() -> [UInt8] {
      write(0, 7)
      return bytes
    }
  }
}

enum Memory {
  /// Bytes of this process in memory now.
  static func resident() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
    return (status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
  }
}
