internal import Foundation
internal import Pipeline
internal import Synchronization

/// A line on the terminal that says how far a run is: step, bar, count, rate and time left.
///
/// Only ever drawn on a terminal; redrawn at most ten times a second, so that it costs nothing.
final class ProgressBar: Sendable {
  private struct State {
    var label = ""
    var total = 0
    var done = 0
    var began = Date()
    var drawn = Date.distantPast
    var isShown = false
  }

  private let state = Mutex(State())

  func show(_ event: RunEvent) {
    state.withLock { state in
      switch event {
      case .began(_, let label, let total):
        state = State(label: label, total: total, isShown: state.isShown)
        draw(&state)
      case .advanced(let count):
        state.done += count
        if Date().timeIntervalSince(state.drawn) > 0.1 { draw(&state) }
      case .ended:
        clear(&state)
      }
    }
  }

  func finish() { state.withLock { clear(&$0) } }

  private func draw(_ state: inout State) {
    guard state.total > 0 else { return }
    let now = Date()
    let elapsed = max(0.001, now.timeIntervalSince(state.began))
    let rate = Double(state.done) / elapsed
    let share = min(1, Double(state.done) / Double(state.total))
    let width = max(10, min(30, Terminal.columns - 50))
    let filled = Int(share * Double(width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let left = rate > 0 ? Self.duration(Double(state.total - state.done) / rate) : "–"
    let line =
      "\(state.label) \(bar) \(state.done)/\(state.total)  \(Self.rate(rate))/s  \(left) left"
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
