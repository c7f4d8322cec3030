/// A sum of small decision trees over a row of bytes (Friedman 2001), each fitted to what those before it left over.
///
/// Trees see what weights cannot: that a short line counts in one place and not in another. They are not walked, since
/// no processor guesses at which node a walk turns: each test that fails takes from its tree the leaves on its left,
/// and the first leaf that remains is the tree's (QuickScorer, Lucchese and others 2015). Which tests fail is known by
/// the column's value: where they are many, what remains of all trees is kept for it. Of most columns, which hold zero,
/// none is looked at.
struct BoostedTrees: Sendable {
  /// The leaves of a tree that a row may still come to.
  private typealias Leaves = UInt16
  /// Those of eight trees, as bytes: the compiler takes longer vectors to pieces.
  private typealias Lanes = SIMD16<UInt8>

  private struct Test: Sendable {
    var tree: UInt16
    /// What remains if it fails.
    var leaves: Leaves
  }

  /// What fails with one value of a column.
  private struct Failing: Sendable {
    /// Among the tests.
    var tests: Range<Int32>
    /// Where the leaves stand that they leave of all trees; -1 where the tests are taken one by one.
    var remains: Int32
  }

  /// Leaves that a tree may have.
  private static let mostLeaves = Leaves.bitWidth
  /// From so many failing tests on the leaves of all trees are cheaper: eight of them take one instruction or less.
  private static let fewTests = 8
  /// Those of 150 trees for 10,000 values; what is beyond is taken test by test.
  private static let mostRemains = 1 << 21

  /// By column, those of one by rising threshold.
  private var tests: [Test] = []
  /// By column of a row, where its values' ``failing`` begin and how many there are; greater values count as the last.
  private var columns: [(first: Int32, last: Int32)] = []
  private var failing: [Failing] = []
  private var remains: [Leaves] = []
  /// The log-odds that the leaves add, tree by tree from left to right, and where each tree's begin.
  private var values: [Float] = []
  private var roots: [Int] = []
  var count: Int { roots.count }
  /// Trees, up to a multiple of 32.
  private var width: Int { (roots.count + 31) & ~31 }

  /// Trees as the file writes them, parents before children and left before right: `units<3` for a family's value,
  /// `ownBits.4<0` for one of a set, `-120` for a leaf in thousandths. One that cannot be read, or has more than 16
  /// leaves, adds nothing.
  init(_ trees: [ArraySlice<UInt8>] = []) {
    var tests: [[(threshold: UInt8, test: Test)]] = Array(
      repeating: [], count: FeatureSlots.shared.columns)
    let names = TestNames()
    for words in trees where roots.count < Int(UInt16.max) - 32 {
      guard let tree = Tree(words, names), tree.leaves.count <= Self.mostLeaves else { continue }
      for split in tree.splits {
        let left = split.left.reduce(Leaves(0)) { $0 | 1 << Leaves($1) }
        tests[split.column].append(
          (split.threshold, Test(tree: UInt16(roots.count), leaves: ~left)))
      }
      roots.append(values.count)
      values += tree.leaves
    }
    for found in tests {
      let sorted = found.sorted { ($0.threshold, $0.test.tree) < ($1.threshold, $1.test.tree) }
      addColumn(sorted)
    }
  }

  private mutating func addColumn(_ sorted: [(threshold: UInt8, test: Test)]) {
    let first = Int32(failing.count)
    let greatest = sorted.last.map { Int($0.threshold) + 1 } ?? 0
    for value in 0...greatest {
      let few = sorted.prefix { Int($0.threshold) < value }
      let start = Int32(tests.count)
      var kept: Int32 = -1
      if few.count > Self.fewTests, remains.count + width <= Self.mostRemains {
        kept = Int32(remains.count)
        remains += [Leaves](repeating: .max, count: width)
        for (_, test) in few { remains[Int(kept) + Int(test.tree)] &= test.leaves }
      }
      failing.append(Failing(tests: start..<(start + Int32(few.count)), remains: kept))
    }
    tests += sorted.map(\.test)
    columns.append((first, Int32(failing.count) - 1))
  }

  /// The log-odds of a row, which has as many columns as ``FeatureSlots`` says; others add up to nothing. Cost: a look at
  /// every eight columns, and a step for each test that fails, or for every eight trees where many do.
  func sum(_ row: UnsafeBufferPointer<UInt8>) -> Float {
    guard row.count == columns.count else { return 0 }
    return withUnsafeTemporaryAllocation(of: Leaves.self, capacity: width) { leaves in
      leaves.initialize(repeating: .max)
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: columns.count) { many in
        var count = 0
        tests.withUnsafeBufferPointer { tests in
          // Tests are those of the columns, trees as many as there are sets of leaves, and each column is looked at once:
          // see `init`.
          forEachFailing(row) { found in
            if found.remains >= 0 {
              many.initializeElement(at: count, to: found.remains)
              count += 1
            } else {
              for at in found.tests {
                let test = tests[Int(at)]
                leaves[Int(test.tree)] &= test.leaves
              }
            }
          }
        }
        narrow(leaves, to: UnsafeBufferPointer(rebasing: many[..<count]))
      }
      var sum: Float = 0
      values.withUnsafeBufferPointer { values in
        for (root, rest) in zip(roots, leaves) { sum += values[root + rest.trailingZeroBitCount] }
      }
      return sum
    }
  }

  /// Takes away what does not remain for the columns of which many tests fail.
  @inline(__always) private func narrow(
    _ leaves: UnsafeMutableBufferPointer<Leaves>, to places: UnsafeBufferPointer<Int32>
  ) {
    let raw = UnsafeMutableRawBufferPointer(leaves)
    remains.withUnsafeBytes { remains in
      @inline(__always) func load(_ place: Int) -> Lanes {
        remains.loadUnaligned(fromByteOffset: place, as: Lanes.self)
      }
      @inline(__always) func narrow(_ at: Int, _ kept: Lanes) {
        let own = raw.loadUnaligned(fromByteOffset: at, as: Lanes.self)
        raw.storeBytes(of: own & kept, toByteOffset: at, as: Lanes.self)
      }
      // Four at a time: the width is a multiple of them.
      for start in stride(from: 0, to: raw.count, by: 64) {
        var one = Lanes(repeating: .max)
        var (two, three, four) = (one, one, one)
        for place in places {
          let other = MemoryLayout<Leaves>.size * Int(place) + start
          one = one & load(other)
          two = two & load(other + 16)
          three = three & load(other + 32)
          four = four & load(other + 48)
        }
        narrow(start, one)
        narrow(start + 16, two)
        narrow(start + 32, three)
        narrow(start + 48, four)
      }
    }
  }

  /// Calls `body` with what fails, column by column.
  @inline(__always) private func forEachFailing(
    _ row: UnsafeBufferPointer<UInt8>, _ body: (Failing) -> Void
  ) {
    let raw = UnsafeRawBufferPointer(row)
    columns.withUnsafeBufferPointer { columns in
      failing.withUnsafeBufferPointer { failing in
        var at = 0
        while at < raw.count {
          var rest: UInt64 = 0
          if at + 8 <= raw.count {
            rest = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
          } else {
            for index in (at..<raw.count).reversed() { rest = rest << 8 | UInt64(raw[index]) }
          }
          while rest != 0 {
            let shift = rest.trailingZeroBitCount & ~7
            let (first, last) = columns[at + shift >> 3]
            let value = Int32(UInt8(truncatingIfNeeded: rest >> UInt64(shift)))
            body(failing[Int(min(first + value, last))])
            rest &= ~(0xFF << UInt64(shift))
          }
          at += 8
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
