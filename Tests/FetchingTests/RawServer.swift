import Foundation
import Glibc
import Synchronization

/// A server on loopback that sends exactly the bytes it is told to, however wrong: for what no good server would do.
final class RawServer: Sendable {
  let port: Int
  private let listeners: [Int32]
  private let heads = Mutex<[String]>([])
  private let accepted = Mutex(0)

  /// - Parameters:
  ///   - alsoV6: listens on `[::1]` at the same port too.
  ///   - answer: called on a thread of its own for every connection, which is closed when it returns.
  init(alsoV6: Bool = false, _ answer: @escaping @Sendable (RawConnection) -> Void) throws {
    let v4 = try Self.listen(family: AF_INET, port: 0)
    port = try Self.port(of: v4)
    listeners = alsoV6 ? [v4, try Self.listen(family: AF_INET6, port: port)] : [v4]
    for listener in listeners {
      Thread { [weak self] in
        while true {
          let socket = accept(listener, nil, nil)
          guard socket >= 0, let self else {
            if socket >= 0 { Glibc.close(socket) }
            // Here and nowhere else: closed by another thread, its number could be the next server's, whose
            // clients this one would then take.
            Glibc.close(listener)
            return
          }
          self.accepted.withLock { $0 += 1 }
          let connection = RawConnection(socket) { [weak self] head in
            self?.heads.withLock { $0.append(head) }
          }
          Thread {
            answer(connection)
            connection.close()
          }.start()
        }
      }.start()
    }
  }

  /// A server that gives everybody the same bytes.
  convenience init(_ bytes: String) throws {
    try self.init { connection in
      while connection.readHead() != nil, connection.send(bytes) {}
    }
  }

  deinit {
    for listener in listeners {
      // Ends the wait for clients.
      shutdown(listener, Int32(SHUT_RDWR))
    }
  }

  var url: String { "http://127.0.0.1:\(port)/" }
  var address: String { "127.0.0.1:\(port)" }
  var connections: Int { accepted.withLock { $0 } }
  /// The requests so far, as they came.
  var requests: [String] { heads.withLock { $0 } }

  private struct SocketFailure: Error {
    var call: String
    var number: Int32
  }

  private static func listen(family: Int32, port: Int) throws -> Int32 {
    let listener = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    var yes: Int32 = 1
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, 4)
    let bound: Int32
    if family == AF_INET {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      bound = withUnsafeBytes(of: &address) { bytes in
        bind(listener, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), 16)
      }
    } else {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = in_port_t(port).bigEndian
      address.sin6_addr = in6addr_loopback
      setsockopt(listener, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, 4)
      bound = withUnsafeBytes(of: &address) { bytes in
        bind(listener, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), 28)
      }
    }
    guard bound == 0, Glibc.listen(listener, 256) == 0 else {
      throw SocketFailure(call: "bind", number: errno)
    }
    return listener
  }

  private static func port(of listener: Int32) throws -> Int {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutableBytes(of: &address) { bytes in
      getsockname(
        listener, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), &length)
    }
    guard code == 0 else { throw SocketFailure(call: "getsockname", number: errno) }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}

/// One accepted connection, blocking, used by one thread.
final class RawConnection: @unchecked Sendable {
  private let socket: Int32
  private let note: (String) -> Void
  private var isOpen = true

  init(_ socket: Int32, note: @escaping (String) -> Void) {
    self.socket = socket
    self.note = note
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  /// The next request's lines; `nil` when the other side is done.
  func readHead() -> String? {
    var head: [UInt8] = []
    var byte: UInt8 = 0
    while head.count < 65_536 {
      guard recv(socket, &byte, 1, 0) == 1 else { return nil }
      head.append(byte)
      if head.suffix(4).elementsEqual([13, 10, 13, 10]) {
        let text = String(decoding: head, as: UTF8.self)
        note(text)
        return text
      }
    }
    return nil
  }

  /// Exactly so many bytes; `nil` when the other side is done before.
  func readBytes(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = bytes.withUnsafeMutableBytes {
        recv(socket, $0.baseAddress! + done, count - done, 0)
      }
      guard got > 0 else { return nil }
      done += got
    }
    return bytes
  }

  /// `false` when the other side has gone.
  @discardableResult
  func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress! + done, bytes.count - done, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  func pause(_ seconds: Double) { Thread.sleep(forTimeInterval: seconds) }

  /// Closes with RST instead of FIN.
  func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
    close()
  }

  func close() {
    if isOpen { Glibc.close(socket) }
    isOpen = false
  }
}

/// An answer with its length.
func answer(_ status: String, _ headers: [String] = [], body: String = "") -> String {
  (["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers).joined(
    separator: "\r\n") + "\r\n\r\n" + body
}
