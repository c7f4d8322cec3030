internal import Foundation
internal import Glibc
internal import Synchronization

/// A mail server on loopback that does as it is told: takes mail, or fails at a chosen moment.
///
/// It keeps what it took: a message counts once its final dot was read, whether or not the client hears of it.
package final class MailServerDouble: Sendable {
  /// What happens at which point of the conversation.
  package enum Fault: Sendable, Hashable {
    /// Answers a command, by its verb ("CONNECT", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "TEXT"), with this line.
    case answer(String, String)
    /// Closes the connection instead of answering.
    case close(String)
    /// Never answers.
    case hang(String)
    /// Closes after so many bytes of the text.
    case closeDuringText(after: Int)
    /// Answers with something that is no SMTP.
    case garbage(String)
    /// Offers no STARTTLS.
    case noTLS
  }

  package struct Message: Sendable, Hashable {
    package var from: String
    package var to: [String]
    /// Without the final dot, dot-stuffing undone.
    package var text: String
    /// `|user|password`, where somebody logged in.
    package var user: String?
    package var isEncrypted: Bool

    package init(from: String, to: [String], text: String, user: String?, isEncrypted: Bool) {
      self.from = from
      self.to = to
      self.text = text
      self.user = user
      self.isEncrypted = isEncrypted
    }
  }

  package let port: Int
  private let listener: Int32
  private let certificate: TestCertificate?
  private let isImplicitTLS: Bool
  private let faults: Mutex<[Fault]>
  private let taken = Mutex<[Message]>([])
  private let met = Mutex(0)

  /// - Parameters:
  ///   - faults: one for each connection, in their order; without more the server is well.
  ///   - certificate: offers STARTTLS, or speaks TLS from the start.
  package init(
    faults: [Fault] = [], certificate: TestCertificate? = nil,
    isImplicitTLS: Bool = false
  ) throws {
    self.faults = Mutex(faults)
    self.certificate = certificate
    self.isImplicitTLS = isImplicitTLS
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let code = withUnsafeMutableBytes(of: &address) { bytes in
      let place = bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self)
      return bind(listener, place, length) | listen(listener, 64)
        | getsockname(listener, place, &length)
    }
    guard code == 0 else { throw POSIXError(.EADDRINUSE) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread { [weak self] in
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0, let self else {
          if socket >= 0 { close(socket) }
          // Here and nowhere else: closed by another thread, its number could be the next server's, whose
          // clients this one would then take.
          close(listener)
          return
        }
        self.met.withLock { $0 += 1 }
        let fault = self.faults.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        Thread { self.serve(socket, fault) }.start()
      }
    }.start()
  }

  deinit {
    // Ends the wait for clients.
    shutdown(listener, Int32(SHUT_RDWR))
  }

  package var messages: [Message] { taken.withLock { $0 } }
  package var connections: Int { met.withLock { $0 } }

  private func serve(_ socket: Int32, _ fault: Fault?) {
    var wire: any Wire = SocketWire(socket)
    defer { wire.close() }
    if isImplicitTLS, let certificate {
      guard let secure = TLSWire(socket, certificate) else { return }
      wire = secure
    }
    var session = Session(fault: fault, isEncrypted: isImplicitTLS)
    guard session.answer("CONNECT", "220 mail.example ESMTP", wire) else { return }
    while let line = wire.readLine() {
      let verb = String(line.prefix { $0 != " " }).uppercased()
      if verb == "STARTTLS", let certificate, !session.isEncrypted {
        guard wire.send("220 go ahead\r\n"), let secure = TLSWire(socket, certificate) else {
          return
        }
        wire = secure
        session.isEncrypted = true
        continue
      }
      guard
        session.handle(
          verb, line, wire, offersTLS: certificate != nil,
          keep: { message in
            taken.withLock { $0.append(message) }
          })
      else { return }
    }
  }
}

/// One client's conversation.
private struct Session {
  let fault: MailServerDouble.Fault?
  var isEncrypted: Bool
  private var user: String?
  private var from = ""
  private var to: [String] = []

  init(fault: MailServerDouble.Fault?, isEncrypted: Bool) {
    self.fault = fault
    self.isEncrypted = isEncrypted
  }

  /// Says what is due at a point, or what the fault is. False: the connection ends.
  func answer(_ point: String, _ usual: String, _ wire: any Wire) -> Bool {
    switch fault {
    case .answer(point, let line): return wire.send(line + "\r\n") && !line.hasPrefix("421")
    case .garbage(point): return wire.send("\u{1}\u{2}<html>\r\n")
    case .close(point): return false
    case .hang(point):
      _ = wire.readLine()
      return false
    default: return wire.send(usual + "\r\n")
    }
  }

  /// False: the connection ends.
  mutating func handle(
    _ verb: String, _ line: String, _ wire: any Wire, offersTLS: Bool,
    keep: (MailServerDouble.Message) -> Void
  ) -> Bool {
    switch verb {
    case "EHLO", "HELO":
      let tls = offersTLS && !isEncrypted && fault != .noTLS ? "250-STARTTLS\r\n" : ""
      return answer("EHLO", "250-mail.example\r\n\(tls)250-SIZE 10000000\r\n250 AUTH PLAIN", wire)
    case "AUTH":
      // Without an initial response (RFC 4954 §4) it is asked for.
      guard wire.send("334 \r\n"), let response = wire.readLine() else { return false }
      if let plain = Data(base64Encoded: response) {
        user = String(decoding: plain, as: UTF8.self).replacingOccurrences(of: "\0", with: "|")
      }
      return answer("AUTH", "235 welcome", wire)
    case "MAIL":
      from = Self.address(line)
      return answer("MAIL", "250 ok", wire)
    case "RCPT":
      to.append(Self.address(line))
      return answer("RCPT", "250 ok", wire)
    case "DATA":
      guard answer("DATA", "354 go on", wire) else { return false }
      if case .answer("DATA", _) = fault { return true }
      return takeText(wire, keep)
    case "RSET":
      (from, to) = ("", [])
      return wire.send("250 ok\r\n")
    case "QUIT":
      _ = wire.send("221 bye\r\n")
      return false
    default: return wire.send("500 what?\r\n")
    }
  }

  private mutating func takeText(
    _ wire: any Wire, _ keep: (MailServerDouble.Message) -> Void
  ) -> Bool {
    var lines: [String] = []
    var size = 0
    while let line = wire.readLine() {
      if line == "." {
        let isTaken =
          if case .answer("TEXT", let reply) = fault { reply.hasPrefix("2") } else { true }
        if isTaken {
          keep(
            MailServerDouble.Message(
              from: from, to: to, text: lines.joined(separator: "\r\n") + "\r\n", user: user,
              isEncrypted: isEncrypted))
        }
        (from, to) = ("", [])
        return answer("TEXT", "250 taken", wire)
      }
      size += line.utf8.count + 2
      if case .closeDuringText(let limit) = fault, size > limit { return false }
      lines.append(line.hasPrefix(".") ? String(line.dropFirst()) : line)
    }
    return false
  }

  private static func address(_ line: String) -> String {
    String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
  }
}

/// Lines to and fro.
private protocol Wire {
  /// Without its line end; `nil` when the other side has gone.
  func readLine() -> String?
  func send(_ text: String) -> Bool
  func close()
}

private final class SocketWire: Wire {
  private let socket: Int32

  init(_ socket: Int32) {
    self.socket = socket
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  func readLine() -> String? {
    Lines.next { byte in recv(socket, byte, 1, 0) }
  }

  func send(_ text: String) -> Bool {
    Lines.write(Array(text.utf8)) { bytes, count in
      Glibc.send(socket, bytes, count, Int32(MSG_NOSIGNAL))
    }
  }

  func close() { Glibc.close(socket) }
}

/// TLS by `openssl s_server`, behind a socket that only this process knows: what the client sends is passed on to it as it is,
/// and what it decrypts comes out of its standard output.
private final class TLSWire: Wire {
  private let client: Int32
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()
  private let path: String
  private let inner: Int32

  init?(_ client: Int32, _ certificate: TestCertificate) {
    self.client = client
    path = NSTemporaryDirectory() + "t" + UUID().uuidString.prefix(8)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "openssl", "s_server", "-quiet", "-unix", path, "-cert", certificate.file, "-key",
      certificate.key, "-naccept", "1",
    ]
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    inner = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    guard (try? process.run()) != nil, Self.connect(inner, path) else { return nil }
    let (client, inner) = (client, inner)
    Thread { Self.copy(from: client, to: inner) }.start()
    Thread { Self.copy(from: inner, to: client) }.start()
  }

  func readLine() -> String? {
    let file = output.fileHandleForReading.fileDescriptor
    return Lines.next { byte in read(file, byte, 1) }
  }

  func send(_ text: String) -> Bool {
    let file = input.fileHandleForWriting.fileDescriptor
    return Lines.write(Array(text.utf8)) { bytes, count in write(file, bytes, count) }
  }

  /// What was said last has to pass through the process before it goes.
  func close() {
    try? input.fileHandleForWriting.close()
    usleep(100_000)
    kill(process.processIdentifier, SIGKILL)
    shutdown(inner, Int32(SHUT_RDWR))
    shutdown(client, Int32(SHUT_RDWR))
    Glibc.close(client)
    unlink(path)
  }

  /// The server needs a moment to listen.
  private static func connect(_ socket: Int32, _ path: String) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    for _ in 0..<500 {
      let code = withUnsafeBytes(of: &address) { bytes in
        Glibc.connect(
          socket, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self),
          socklen_t(MemoryLayout<sockaddr_un>.size))
      }
      if code == 0 { return true }
      usleep(20_000)
    }
    return false
  }

  private static func copy(from source: Int32, to target: Int32) {
    var bytes = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = recv(source, &bytes, bytes.count, 0)
      guard count > 0,
        Lines.write(Array(bytes[..<count]), by: { Glibc.send(target, $0, $1, Int32(MSG_NOSIGNAL)) })
      else { break }
    }
    shutdown(target, Int32(SHUT_WR))
  }
}

private enum Lines {
  static func next(_ readByte: (UnsafeMutableRawPointer) -> Int) -> String? {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 1 << 20 {
      guard readByte(&byte) == 1 else { return nil }
      if byte == 10 {
        return String(decoding: line.last == 13 ? line.dropLast() : line[...], as: UTF8.self)
      }
      line.append(byte)
    }
    return nil
  }

  static func write(_ bytes: [UInt8], by write: (UnsafeRawPointer, Int) -> Int) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { write($0.baseAddress! + done, bytes.count - done) }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
