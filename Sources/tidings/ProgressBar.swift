internal import Foundation
internal import Pipeline
internal import Synchronization

/// A line on the terminal that says how far a run is: step, bar, count, rate and time left.
///
/// Only ever drawn on a terminal; redrawn at most ten times a second, so that it costs nothing.
final class ProgressBar: Sendable {
  private struct Work {
    var total = 0
    var done = 0
    var began = Date()
    var hasEnded = false
  }

  private struct State {
    var work: [RunEvent.Activity: Work] = [:]
    var drawn = Date.distantPast
    var isShown = false

    /// Activities overlap; the first of those that go on is what the others wait for.
    var current: (RunEvent.Activity, Work)? {
      for activity in RunEvent.Activity.allCases {
        if let work = work[activity], work.total > 0, !work.hasEnded { return (activity, work) }
      }
      return nil
    }
  }

  private let state = Mutex(State())

  func show(_ event: RunEvent) {
    state.withLock { state in
      switch event {
      case .found(let activity, let count): state.work[activity, default: Work()].total += count
      case .done(let activity, let count): state.work[activity, default: Work()].done += count
      case .ended(let activity):
        state.work[activity]?.hasEnded = true
        clear(&state)
      }
      if Date().timeIntervalSince(state.drawn) > 0.1 { draw(&state) }
    }
  }

  func finish() { state.withLock { clear(&$0) } }

  private func draw(_ state: inout State) {
    guard let (activity, work) = state.current else { return }
    let now = Date()
    let elapsed = max(0.001, now.timeIntervalSince(work.began))
    let rate = Double(work.done) / elapsed
    let share = min(1, Double(work.done) / Double(work.total))
    let width = max(10, min(30, Terminal.columns - 50))
    let filled = Int(share * Double(width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let left = rate > 0 ? Self.duration(Double(work.total - work.done) / rate) : "–"
    let line =
      "\(activity.rawValue) \(bar) \(work.done)/\(work.total)  \(Self.rate(rate))/s  \(left) left"
    StandardError.write("\r\u{1B}[2K" + line)
    state.drawn = now
    state.isShown = true
  }

  private func clear(_ state: inout State) {
    if state.isShown { StandardError.write("\r\u{1B}[2K") }
    state.isShown = false
  }

  private static func rate(_ value: Double) -> String {
    value >= 10 ? String(Int(value)) : String(format: "%.1f", value)
  }

  static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole)s" }
    if whole < 3600 { return "\(whole / 60)m\(whole % 60)s" }
    return "\(whole / 3600)h\(whole / 60 % 60)m"
  }
}
