/// Units that follow each other in both texts.
struct PathRun {
  var short: Int
  var long: Int
  var count: Int
}

/// What stands in each of two texts where the other has something else, in units: between two passages that both have, before
/// the first of them, after the last. Each is the smaller of what either text has there.
///
/// The frame of a column is the same every week and its middle another; what was edited is spread over a text, what was cut or
/// put around it is missing on one side only.
struct PathGaps {
  /// Units that must follow each other to make a passage: two words meet anywhere.
  static let passage = 3
  /// The largest between two passages.
  private(set) var largest = 0
  private(set) var before = 0
  private(set) var after = 0

  init() {}

  init(_ runs: [PathRun], lengths: (short: Int, long: Int)) {
    let passages = runs.filter { $0.count >= Self.passage }
    guard let first = passages.first, let last = passages.last else {
      largest = lengths.short
      return
    }
    before = min(first.short, first.long)
    after = min(lengths.short - last.short - last.count, lengths.long - last.long - last.count)
    for (one, next) in zip(passages, passages.dropFirst()) {
      let gap = (next.short - one.short - one.count, next.long - one.long - one.count)
      largest = max(largest, min(gap.0, gap.1))
    }
  }
}
