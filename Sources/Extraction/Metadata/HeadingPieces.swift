internal import Markup

/// What a heading's markup parts it into: `<h1><span class="kicker">Elections</span> Who may vote</h1>`.
struct HeadingPieces {
  private struct Piece {
    var text: String
    /// The element below the heading; -1 for bare text.
    var element: Int
    /// Whether its class is that of a kicker, a label, a date or a standfirst.
    var isAside: Bool
    /// Whether it stands in an element that stresses words of a headline.
    var isStressed: Bool
  }

  private let pieces: [Piece]

  /// Elements that stress words of a headline rather than add to it.
  private static let stress: Set<HTMLTag> = [.a, .b, .strong, .em, .i]
  /// A share of the text that a kicker may have.
  private static let most = 0.5
  /// How alike metadata and rest must be for an unnamed piece to go.
  private static let sure = 0.85

  init(_ block: Block, _ page: PageBlocks, _ document: HTMLDocument) {
    let heading = Int(page.containers[Int(block.container)].element)
    var texts: [(element: Int, bytes: [UInt8])] = []
    for index in Int(block.start)..<Int(block.end) where document.nodes[index].tag == .text {
      let element = Self.child(of: heading, holding: index, document)
      if texts.last?.element != element { texts.append((element, [])) }
      texts[texts.count - 1].bytes += document.bytes[document.nodes[index].text.asIndices]
    }
    pieces = texts.compactMap { element, bytes in
      let text = PlainText.squashed(String(decoding: bytes, as: UTF8.self))
      guard !text.isEmpty else { return nil }
      return Piece(
        text: text, element: element, isAside: Self.isAside(element, document),
        isStressed: element >= 0 && Self.stress.contains(document.nodes[element].tag))
    }
  }

  /// The element just below the heading that holds a node; -1 for the heading's own text.
  private static func child(of heading: Int, holding index: Int, _ document: HTMLDocument) -> Int {
    var node = index
    for _ in 0..<8 {
      let parent = Int(document.nodes[node].parent)
      if parent == heading { break }
      guard parent > heading else { return -1 }
      node = parent
    }
    return document.nodes[node].tag == .text ? -1 : node
  }

  private static func isAside(_ element: Int, _ document: HTMLDocument) -> Bool {
    guard element >= 0 else { return false }
    let name =
      (document.attribute(.class, of: element) ?? "") + " "
      + (document.attribute(.id, of: element) ?? "")
    var text = name
    let bits = text.withUTF8 { ClassLexicon.bits(of: $0) }
    return !bits.isDisjoint(with: [.meta, .standfirst, .author])
  }

  /// The text without a first or last piece that is not the headline's; `nil` where all of it is.
  ///
  /// Pieces go if the metadata state the rest, token by token; if they state the whole, none does. Else a piece
  /// goes if its class says so, or if the rest is more `like` the metadata than the whole.
  func headline(stated: [[UInt32]], like: (String) -> Double) -> String? {
    guard (2...6).contains(pieces.count) else { return nil }
    if let rest = rest(stated) { return rest }
    let whole = pieces.map(\.text).joined(separator: " ")
    if stated.contains(Tokens.hashes(of: whole)) { return nil }
    var rest = pieces[...]
    for fromStart in [true, false] {
      guard rest.count > 1, let piece = fromStart ? rest.first : rest.last, mayGo(piece, of: whole)
      else { continue }
      let kept = fromStart ? rest.dropFirst() : rest.dropLast()
      // A rest that begins with a colon belongs to what is before it.
      if let first = kept.first?.text.unicodeScalars.first, TitleParts.isSeparator(first) {
        continue
      }
      let before = like(rest.map(\.text).joined(separator: " "))
      let after = like(kept.map(\.text).joined(separator: " "))
      let isSurer = after > before && after >= Self.sure
      if isSurer || piece.isAside && after >= TitlePicker.agreement { rest = kept }
    }
    return rest.count < pieces.count ? rest.map(\.text).joined(separator: " ") : nil
  }

  /// The first or last pieces that are, together, a stated title.
  private func rest(_ stated: [[UInt32]]) -> String? {
    let parts = pieces.map { Tokens.hashes(of: $0.text) }
    for cut in 1..<pieces.count {
      for range in [cut..<pieces.count, 0..<(pieces.count - cut)] {
        let tokens = parts[range].flatMap { $0 }
        if tokens.count >= 2, stated.contains(tokens) {
          return pieces[range].map(\.text).joined(separator: " ")
        }
      }
    }
    return nil
  }

  private func mayGo(_ piece: Piece, of whole: String) -> Bool {
    piece.element >= 0 && !piece.isStressed
      && Double(Tokens.units(of: piece.text)) <= Self.most * Double(Tokens.units(of: whole))
  }
}
