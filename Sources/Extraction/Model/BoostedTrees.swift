/// A sum of small decision trees over a row of bytes (Friedman 2001), each fitted to what those before it left over.
///
/// Trees see what weights cannot: that a short line counts in one place and not in another. They are not walked, since
/// no processor guesses at which node a walk turns: each test that fails takes from its tree the leaves on its left,
/// and the first leaf that remains is the tree's (QuickScorer, Lucchese and others 2015). Tests stand by column and
/// threshold, so that of most columns, which hold zero, none is looked at. A third of the time.
struct BoostedTrees: Sendable {
  private struct Test: Sendable {
    /// Rows with more fail.
    var threshold: UInt8
    var tree: UInt16
    /// The leaves of the tree that a row which fails may still come to.
    var leaves: UInt64
  }

  /// The tests of one column lie together, by rising threshold.
  private struct Column: Sendable {
    var number: Int
    var tests: Range<Int>
  }

  /// Leaves that a tree may have.
  private static let mostLeaves = UInt64.bitWidth

  private var tests: [Test] = []
  private var columns: [Column] = []
  /// The log-odds that the leaves add, tree by tree from left to right, and where each tree's begin.
  private var values: [Float] = []
  private var roots: [Int] = []
  var count: Int { roots.count }

  /// Trees as the file writes them, parents before children and left before right: `units<3` for a family's value,
  /// `ownBits.4<0` for one of a set, `-120` for a leaf in thousandths. One that cannot be read, or has more than 64
  /// leaves, adds nothing.
  init(_ trees: [[String]] = []) {
    var tests: [Int: [Test]] = [:]
    for words in trees where roots.count < Int(UInt16.max) {
      guard let tree = Tree(words), tree.leaves.count <= Self.mostLeaves else { continue }
      for split in tree.splits {
        let left = split.left.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        tests[split.column, default: []].append(
          Test(threshold: split.threshold, tree: UInt16(roots.count), leaves: ~left))
      }
      roots.append(values.count)
      values += tree.leaves
    }
    for (number, found) in tests.sorted(by: { $0.key < $1.key }) {
      let start = self.tests.count
      self.tests += found.sorted { ($0.threshold, $0.tree) < ($1.threshold, $1.tree) }
      columns.append(Column(number: number, tests: start..<self.tests.count))
    }
  }

  /// The log-odds of a row. Cost: a look at each column that any tree tests, and a step for each test that fails.
  func sum(_ row: UnsafeBufferPointer<UInt8>) -> Float {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: roots.count) { leaves in
      leaves.initialize(repeating: .max)
      tests.withUnsafeBufferPointer { tests in
        // Columns are a row's, tests those of the columns, trees as many as there are sets of leaves: see `init`.
        for column in columns {
          let value = row[column.number]
          var at = column.tests.lowerBound
          while at < column.tests.upperBound, tests[at].threshold < value {
            leaves[Int(tests[at].tree)] &= tests[at].leaves
            at += 1
          }
        }
      }
      var sum: Float = 0
      for (root, rest) in zip(roots, leaves) { sum += values[root + rest.trailingZeroBitCount] }
      return sum
    }
  }
}

/// One tree as the file writes it.
private struct Tree {
  struct Split {
    var column: Int
    var threshold: UInt8
    /// The leaves on its left, by number.
    var left: Range<Int>
  }

  private(set) var splits: [Split] = []
  private(set) var leaves: [Float] = []

  init?(_ words: [String]) {
    // The splits whose left side is being read.
    var open: [Int] = []
    var isComplete = false
    for word in words {
      guard !isComplete else { return nil }
      if let value = Int(word) {
        leaves.append(Float(value) / 1000)
        isComplete = open.isEmpty
        if let parent = open.popLast() {
          splits[parent].left = splits[parent].left.lowerBound..<leaves.count
        }
      } else if var split = Self.split(word) {
        split.left = leaves.count..<leaves.count
        open.append(splits.count)
        splits.append(split)
      } else {
        return nil
      }
    }
    guard isComplete else { return nil }
  }

  private static func split(_ word: String) -> Split? {
    let parts = word.split(separator: "<")
    guard parts.count == 2 else { return nil }
    let names = parts[0].split(separator: ".")
    guard let threshold = UInt8(parts[1]), let name = names.first,
      let template = FeatureTemplate(rawValue: String(name))
    else { return nil }
    let slot = FeatureSlots.shared[template]
    let member = names.count > 1 ? Int(names[1]) ?? -1 : 0
    let size = slot.role == .set ? template.size : 1
    guard slot.role != .unseen, (0..<size).contains(member) else { return nil }
    return Split(column: Int(slot.column) + member, threshold: threshold, left: 0..<0)
  }
}
