/// A sum of small decision trees over a row of bytes (Friedman 2001), each fitted to what those before it left over.
///
/// Trees see what weights cannot: that a short line counts in one place and not in another. All trees lie in one array
/// of nodes; the path that goes left goes on with the next node.
struct BoostedTrees: Sendable {
  private struct Node {
    /// The column that decides, or ``leaf``.
    var column: UInt16
    /// Rows with this or less go left.
    var threshold: UInt8
    /// Where rows with more go on.
    var right: Int32 = 0
    /// What a leaf adds, in log-odds.
    var value: Float = 0
  }

  private static let leaf = UInt16.max
  private var nodes: [Node] = []
  private var roots: [Int32] = []
  var count: Int { roots.count }

  init() {}

  /// Adds a tree as the file writes it, parents before children and left before right: `units<3` for a family's
  /// value, `ownBits.4<0` for one of a set, `-120` for a leaf in thousandths. One that cannot be read adds nothing.
  mutating func append(_ words: some Sequence<String>) {
    var tree: [Node] = []
    var open: [Int] = []
    let base = nodes.count
    for word in words {
      if let value = Int(word) {
        tree.append(Node(column: Self.leaf, threshold: 0, value: Float(value) / 1000))
        if let parent = open.popLast() { tree[parent].right = Int32(base + tree.count) }
      } else if let node = Self.split(word) {
        open.append(tree.count)
        tree.append(node)
      } else {
        return
      }
    }
    // A tree that is cut short has open nodes, or ends with one whose right side is missing.
    guard open.isEmpty, tree.last?.column == Self.leaf,
      tree.allSatisfy({ $0.right < base + tree.count })
    else { return }
    roots.append(Int32(base))
    nodes += tree
  }

  private static func split(_ word: String) -> Node? {
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
    return Node(column: UInt16(Int(slot.column) + member), threshold: threshold)
  }

  /// The log-odds of a row. Cost: four or five steps per tree.
  func sum(_ row: UnsafeBufferPointer<UInt8>) -> Float {
    nodes.withUnsafeBufferPointer { nodes in
      var sum: Float = 0
      for root in roots {
        var at = Int(root)
        while nodes[at].column != Self.leaf {
          let node = nodes[at]
          at = row[Int(node.column)] <= node.threshold ? at + 1 : Int(node.right)
        }
        sum += nodes[at].value
      }
      return sum
    }
  }
}
