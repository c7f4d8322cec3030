/// A parsed page as one flat array of nodes in document order.
///
/// A value without pointers: elements and texts refer to each other by index, and all text lies in one byte
/// array. Walking it costs a few nanoseconds a node, and no depth of nesting can overflow a stack.
package struct HTMLDocument: Sendable {
  /// An element or a run of text.
  package struct Node: Sendable {
    /// ``HTMLTag/text`` for a run of text.
    package var tag: HTMLTag
    /// Index of the parent element; -1 at the root.
    package var parent: Int32
    /// Index after the last descendant; of a text, the next index.
    package var end: Int32
    /// Where a text's bytes lie in ``HTMLDocument/bytes``; empty for elements.
    package var text: Range<Int32>
    /// Where an element's attributes lie in ``HTMLDocument/attributes``.
    package var attributes: Range<Int32>
  }

  package struct Attribute: Sendable {
    package var name: HTMLAttributeName
    /// Where the value lies in ``HTMLDocument/bytes``, entities resolved.
    package var value: Range<Int32>
  }

  /// A script that may hold data, or a `noscript`, taken out before parsing.
  package struct Aside: Sendable {
    package enum Kind: Sendable { case linkedData, json, program, noscript }
    package var kind: Kind
    /// Its raw content.
    package var content: [UInt8]
  }

  /// In document order; the first is the root element, if there is any node.
  package internal(set) var nodes: [Node]
  package internal(set) var attributes: [Attribute]
  /// The UTF-8 of all texts and attribute values.
  package internal(set) var bytes: [UInt8]
  package internal(set) var asides: [Aside]
  /// Whether the page had more nodes than ``HTMLLimits/nodes``; the rest is missing.
  package internal(set) var isTruncated: Bool
  /// For each expression given to ``init(_:selecting:)``, what it selected.
  package internal(set) var selections: [HTMLSelection]

  init() {
    nodes = []
    attributes = []
    bytes = []
    asides = []
    isTruncated = false
    selections = []
  }

  /// The value of an element's attribute, `nil` without one.
  package func attribute(_ name: HTMLAttributeName, of index: Int) -> String? {
    for at in nodes[index].attributes.asIndices where attributes[at].name.rawValue == name.rawValue
    {
      return string(attributes[at].value)
    }
    return nil
  }

  private func string(_ range: Range<Int32>) -> String {
    bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range.asIndices]), as: UTF8.self)
    }
  }

  /// All text inside a node, as it stands, without that of scripts, styles and templates.
  package func text(in index: Int) -> String {
    var text: [UInt8] = []
    var at = index
    let end = Int(nodes[index].end)
    while at < end {
      switch nodes[at].tag {
      case .text: text += bytes[nodes[at].text.asIndices]
      case .script, .style, .template, .noscript: at = Int(nodes[at].end) - 1
      default: break
      }
      at += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The indices of all elements called `tag`, in document order. O(nodes).
  package func elements(_ tag: HTMLTag) -> [Int] {
    nodes.indices.filter { nodes[$0].tag == tag }
  }
}

/// What is kept of hostile pages.
package enum HTMLLimits {
  /// Nodes per page. The largest of 2,000 news pages had 61,000.
  package static let nodes = 400_000
  /// Depth of nesting; deeper elements become siblings, as in browsers (which stop at 512).
  package static let depth = 512
  /// Attributes per element. The parser compares each with all others of its element.
  package static let attributes = 128
  /// Bytes of one attribute's value.
  package static let attributeBytes = 1 << 16
}

extension Range<Int32> {
  /// The same range as array indices.
  @inlinable package var asIndices: Range<Int> {
    // No bound overtakes the other by growing wider.
    Range<Int>(uncheckedBounds: (Int(lowerBound), Int(upperBound)))
  }
}
