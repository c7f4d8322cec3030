internal import Markup

/// Rows of three or more sibling boxes with the same tag and name: comments, teasers, results, list items, but
/// also the sections of a long article.
struct Cards {
  struct Row {
    var count: Int32 = 0
    var units: Int32 = 0
    var linkUnits: Int32 = 0
    /// 0 list item, 1 table row or cell, 2 article, 3 section, 4 other with a name, 5 other.
    var kind: Int
  }

  /// What is known of the nearest row around a container, and the box of it that the container lies in.
  struct Place {
    var row: Int32
    var box: Int32
  }

  private(set) var rows: [Row] = []
  /// By container; `row` is -1 outside all rows.
  let places: [Place]

  /// Fewer are no row.
  private static let least = 3

  init(_ page: PageBlocks) {
    var numbers = FlatMap(capacity: page.containers.count)
    var row = [Int32](repeating: -1, count: page.containers.count)
    for (index, container) in page.containers.enumerated()
    where container.units > 0 && container.parent >= 0 && !container.tag.isLeaf {
      var hash = StringHash()
      hash.add(UInt64(UInt32(bitPattern: container.parent)) << 8 | UInt64(container.tag.rawValue))
      hash.add(container.name)
      let number = numbers[hash.value, default: Int32(rows.count)]
      if Int(number) == rows.count {
        rows.append(Row(kind: Self.kind(of: container)))
        numbers[hash.value, default: 0] = number
      }
      rows[Int(number)].count += 1
      rows[Int(number)].units += container.units
      rows[Int(number)].linkUnits += container.linkUnits
      row[index] = number
    }
    // Parents come before their children.
    var places = [Place](repeating: Place(row: -1, box: -1), count: page.containers.count)
    for (index, container) in page.containers.enumerated() {
      if row[index] >= 0, rows[Int(row[index])].count >= Self.least {
        places[index] = Place(row: row[index], box: Int32(index))
      } else if container.parent >= 0 {
        places[index] = places[Int(container.parent)]
      }
    }
    self.places = places
  }

  private static func kind(of container: Container) -> Int {
    switch container.tag {
    case .li, .dd, .dt: 0
    case .tr, .td, .th: 1
    case .article: 2
    case .section: 3
    default: container.name != 0 ? 4 : 5
    }
  }
}

extension Cards.Row {
  /// Three scales: how many boxes, how much text in each, how much of it links.
  var countBin: Int { count < 6 ? 1 : count < 13 ? 2 : 3 }
  var unitsBin: Int { bin(Float(units) / Float(count), .cardUnits) }
  var linksBin: Int { bin(Float(linkUnits) / Float(max(units, 1)), .cardLinks) }
}
