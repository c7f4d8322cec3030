/// A sum of small decision trees over a row of bytes (Friedman 2001), each fitted to what those before it left over.
///
/// Trees see what weights cannot: that a short line counts in one place and not in another. They are not walked, since
/// no processor guesses at which node a walk turns: each test that fails takes from its tree the leaves on its left,
/// and the first leaf that remains is the tree's (QuickScorer, Lucchese and others 2015). Tests stand by column and
/// threshold, and how many fail is known by the column's value, so that of most columns, which hold zero, none is looked
/// at.
struct BoostedTrees: Sendable {
  private struct Test: Sendable {
    var tree: UInt32
    /// The leaves of the tree that a row which fails may still come to.
    var leaves: UInt32
  }

  /// Where the ends of a column's tests stand, by value up to the greatest that makes a difference.
  private struct Column: Sendable {
    var ends: UInt32 = 0
    var greatest: UInt32 = 0
  }

  /// Leaves that a tree may have.
  private static let mostLeaves = UInt32.bitWidth

  /// By column, those of one by rising threshold.
  private var tests: [Test] = []
  /// By column of a row, for all columns that any tree may test.
  private var columns: [Column] = []
  private var ends: [UInt32] = []
  /// The log-odds that the leaves add, tree by tree from left to right, and where each tree's begin.
  private var values: [Float] = []
  private var roots: [Int] = []
  var count: Int { roots.count }

  /// Trees as the file writes them, parents before children and left before right: `units<3` for a family's value,
  /// `ownBits.4<0` for one of a set, `-120` for a leaf in thousandths. One that cannot be read, or has more than 32
  /// leaves, adds nothing.
  init(_ trees: [ArraySlice<UInt8>] = []) {
    var tests: [[(threshold: UInt8, test: Test)]] = Array(
      repeating: [], count: FeatureSlots.shared.columns)
    let names = TestNames()
    for words in trees {
      guard let tree = Tree(words, names), tree.leaves.count <= Self.mostLeaves else { continue }
      for split in tree.splits {
        let left = split.left.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
        tests[split.column].append(
          (split.threshold, Test(tree: UInt32(roots.count), leaves: ~left)))
      }
      roots.append(values.count)
      values += tree.leaves
    }
    for found in tests {
      let sorted = found.sorted { ($0.threshold, $0.test.tree) < ($1.threshold, $1.test.tree) }
      let greatest = sorted.last.map { UInt32($0.threshold) + 1 } ?? 0
      columns.append(Column(ends: UInt32(ends.count), greatest: greatest))
      for value in 0...greatest {
        ends.append(UInt32(self.tests.count + sorted.count { $0.threshold < value }))
      }
      self.tests += sorted.map(\.test)
    }
  }

  /// The log-odds of a row, which has as many columns as ``FeatureSlots`` says; others add up to nothing. Cost: a look at
  /// every eight columns, and a step for each test that fails.
  func sum(_ row: UnsafeBufferPointer<UInt8>) -> Float {
    guard row.count == columns.count else { return 0 }
    return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: roots.count) { leaves in
      leaves.initialize(repeating: .max)
      tests.withUnsafeBufferPointer { tests in
        // Tests are those of the columns, trees as many as there are sets of leaves: see `init`.
        forEachFailing(row) { range in
          for at in range {
            let test = tests[at]
            leaves[Int(test.tree)] &= test.leaves
          }
        }
      }
      var sum: Float = 0
      values.withUnsafeBufferPointer { values in
        for (root, rest) in zip(roots, leaves) { sum += values[root + rest.trailingZeroBitCount] }
      }
      return sum
    }
  }

  /// Calls `body` with the tests that fail, column by column.
  @inline(__always) private func forEachFailing(
    _ row: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>) -> Void
  ) {
    let raw = UnsafeRawBufferPointer(row)
    columns.withUnsafeBufferPointer { columns in
      ends.withUnsafeBufferPointer { ends in
        @inline(__always) func look(_ index: Int, _ value: UInt8) {
          let column = columns[index]
          let first = Int(column.ends)
          let last = first + Int(min(UInt32(value), column.greatest))
          body(Int(ends[first])..<Int(ends[last]))
        }
        var at = 0
        while at + 8 <= raw.count {
          var rest = UInt64(
            littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
          while rest != 0 {
            let shift = rest.trailingZeroBitCount & ~7
            look(at + shift >> 3, UInt8(truncatingIfNeeded: rest >> UInt64(shift)))
            rest &= ~(0xFF << UInt64(shift))
          }
          at += 8
        }
        while at < raw.count {
          if raw[at] != 0 { look(at, raw[at]) }
          at += 1
        }
      }
    }
  }
}

/// The columns by the names that the file gives them.
private struct TestNames {
  private var slots: [UInt64: (slot: FeatureSlots.Slot, size: Int)] = [:]

  init() {
    for template in FeatureTemplate.allCases {
      let slot = FeatureSlots.shared[template]
      guard slot.role != .unseen else { continue }
      slots[StringHash.of(template.rawValue.utf8)] = (slot, slot.role == .set ? template.size : 1)
    }
  }

  /// The column of `units` or `ownBits.4`; `nil` for what the trees do not see.
  func column(_ name: ArraySlice<UInt8>) -> Int? {
    let parts = name.split(separator: 0x2E)
    guard let family = parts.first, let (slot, size) = slots[StringHash.of(family)] else {
      return nil
    }
    let member = parts.count > 1 ? number(parts[1]) ?? -1 : 0
    return (0..<size).contains(member) ? Int(slot.column) + member : nil
  }

  func number(_ word: ArraySlice<UInt8>) -> Int? { Int(String(decoding: word, as: UTF8.self)) }
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

  init?(_ line: ArraySlice<UInt8>, _ names: TestNames) {
    // The splits whose left side is being read.
    var open: [Int] = []
    var isComplete = false
    for word in line.split(separator: 0x20) {
      guard !isComplete else { return nil }
      if let mark = word.firstIndex(of: 0x3C) {
        guard let threshold = names.number(word[(mark + 1)...]).flatMap({ UInt8(exactly: $0) }),
          let column = names.column(word[..<mark])
        else { return nil }
        open.append(splits.count)
        splits.append(
          Split(column: column, threshold: threshold, left: leaves.count..<leaves.count))
      } else if let value = names.number(word) {
        leaves.append(Float(value) / 1000)
        isComplete = open.isEmpty
        if let parent = open.popLast() {
          splits[parent].left = splits[parent].left.lowerBound..<leaves.count
        }
      } else {
        return nil
      }
    }
    guard isComplete else { return nil }
  }
}
