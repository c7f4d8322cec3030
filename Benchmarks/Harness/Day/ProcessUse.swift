internal import Foundation
internal import Glibc

/// What this process has used so far.
struct ProcessUse {
  /// Seconds, user and system.
  var cpu: Double
  var wall: Double
  /// Resident memory in MB, now and at most.
  var memory: Int
  var peak: Int

  static func now() -> ProcessUse {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    func megabytes(_ field: String) -> Int {
      let line = status.split(separator: "\n").first { $0.hasPrefix(field) }
      return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
        .map { $0 / 1024 } ?? 0
    }
    return ProcessUse(
      cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      wall: ProcessInfo.processInfo.systemUptime, memory: megabytes("VmRSS"),
      peak: megabytes("VmHWM"))
  }
}
