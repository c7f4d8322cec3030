/// What one pass over a block's text finds out.
struct TextMeasures: Sendable {
  var sentences = 0
  var commas = 0
  /// Whether it ends as a sentence does, closing quotes and brackets aside.
  var endsSentence = false
  var endsWithColon = false
  /// Among the first 200 scalars.
  var letters = 0
  var digits = 0
  /// No lower-case letter among the first 200 scalars, and an upper-case one.
  var isCapitals = false
  var hasDigit = false
  var hasBar = false
  var hasAddress = false
  var phrases: PhraseKinds = []
}

/// Scans text block by block; keeps its buffers, so one scanner serves a page.
struct TextScanner {
  private let table: ScalarTable.View
  private let automaton: PhraseMatcher.View
  private let matcher = PhraseLexicon.matcher
  /// Tokens of all blocks scanned so far, one block after the other.
  private(set) var tokens: [UInt32] = []
  /// Where the last eight words began; a vector, since an array's writes check that it is not shared.
  private var wordStarts = SIMD8<Int32>(repeating: -1)
  private var pending: [(kind: PhraseKinds, starts: Bool)] = []

  /// Tokens beyond this many scalars of a block are not kept.
  static let tokenWindow = 4000

  /// Lends a scanner, which is good as long as `body` runs.
  static func with<Result>(_ body: (inout TextScanner) -> Result) -> Result {
    ScalarTable.shared.withView { table in
      PhraseLexicon.matcher.withView { automaton in
        var scanner = TextScanner(table: table, automaton: automaton)
        return body(&scanner)
      }
    }
  }

  private init(table: ScalarTable.View, automaton: PhraseMatcher.View) {
    self.table = table
    self.automaton = automaton
  }

  /// Measures `range` of `bytes`, which is squashed text, and appends its tokens.
  mutating func measure(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> (measures: TextMeasures, tokens: Range<Int32>) {
    var scan = Scan()
    let firstToken = Int32(tokens.count)
    wordStarts = SIMD8(repeating: -1)
    run(bytes, range, &scan)
    settlePending(&scan, nextIsWord: false, atEnd: true)
    scan.builder.finish(&tokens)
    return (scan.finished(), firstToken..<Int32(tokens.count))
  }

  private mutating func run(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ scan: inout Scan
  ) {
    var reader = ScalarReader(bytes, range)
    while true {
      // Within words nothing happens but that tokens and phrases go on, and little between two words.
      if scan.mayRun, pending.isEmpty {
        runLetters(&reader, &scan)
        if pending.isEmpty, reader.peek == 0x20 {
          reader.skipByte()
          passSpace(&scan)
          continue
        }
      }
      guard let scalar = reader.next() else { return }
      let (traits, folded) = table.look(at: scalar)
      scan.count(scalar, traits)
      if scan.position <= Self.tokenWindow { scan.builder.add(folded, traits, to: &tokens) }
      step(&scan, scalar, folded, traits)
    }
  }

  /// Reads as many letters as follow, of scripts that write words apart: the same as a `step` for each, but for what
  /// letters cannot change.
  @inline(__always) private mutating func runLetters(
    _ reader: inout ScalarReader, _ scan: inout Scan
  ) {
    guard startsRun(reader) else { return }
    beginWord(&scan)
    scan.firstWordIsNumber = scan.firstWordIsNumber && scan.wordCount != 1
    var rest = scan.runLimit(tokenWindow: Self.tokenWindow)
    let begin = reader.offset
    let keeps = scan.position < Self.tokenWindow
    let most = rest
    // Letters and folded bytes that `scan` does not know of yet.
    var (count, length) = (0, 0)
    var (kinds, last) = (ScalarTable.Traits(), UInt32(0))
    var (state, hash) = (scan.state, scan.builder.hash)
    while rest > 0 {
      // All that follows is done for each letter of most texts.
      let start = reader.offset
      let stop = min(reader.end, rest < reader.end - start ? start + rest : reader.end)
      var at = start
      while at < stop {
        let byte = reader.bytes[at]
        let entry = table[ascii: byte]
        guard byte < 0x80, entry.traits.contains(.letter) else { break }
        at += 1
        kinds.formUnion(entry.traits)
        hash = TokenBuilder.hash(hash, entry.folded)
        state = automaton.state(after: state, UInt8(truncatingIfNeeded: entry.folded))
        if automaton.isEnding(state) { break }
      }
      if at > start {
        last = UInt32(reader.bytes[at - 1])
        rest -= at - start
        count += at - start
        length += at - start
        reader.skip(to: at)
      } else {
        var ahead = reader
        guard let scalar = ahead.next(), scalar >= 0x80 else { break }
        let (traits, folded) = table.look(at: scalar)
        guard Self.mayRun(traits) else { break }
        reader = ahead
        kinds.formUnion(traits)
        last = scalar
        hash = TokenBuilder.hash(hash, folded)
        state = automaton.state(after: state, scalar: folded)
        rest -= 1
        count += 1
        length += folded < 0x80 ? 1 : folded < 0x800 ? 2 : folded < 0x10000 ? 3 : 4
      }
      if automaton.isEnding(state) {
        scan.state = state
        scan.advance(by: count, length)
        (count, length) = (0, 0)
        noteHits(&scan)
        if !pending.isEmpty { break }
      }
    }
    scan.state = state
    scan.advance(by: count, length)
    if keeps { scan.builder.add(letters: hash) }
    scan.endRun(
      of: most - rest, kinds, last: last,
      addressLetters: last | 0x20 == 0x77 ? reader.addressLetters(from: begin) : 0)
  }

  /// Whether letters follow that may be read in one go.
  @inline(__always) private func startsRun(_ reader: ScalarReader) -> Bool {
    guard let first = reader.peek else { return false }
    if first < 0x80 { return table[ascii: first].traits.contains(.letter) }
    var ahead = reader
    return ahead.next().map { Self.mayRun(table.look(at: $0).traits) } ?? false
  }

  /// Whether it is a letter that is no token of its own.
  @inline(__always) private static func mayRun(_ traits: ScalarTable.Traits) -> Bool {
    traits.contains(.letter) && traits.isDisjoint(with: .alone)
  }

  /// A space where no figure, phrase or address is open: the same as a `step`, but for what a space cannot change.
  @inline(__always) private mutating func passSpace(_ scan: inout Scan) {
    scan.countSpace()
    if scan.position <= Self.tokenWindow { scan.builder.finish(&tokens) }
    scan.lastWasWord = false
    feed(&scan, 0x20)
    if automaton.isEnding(scan.state) { noteHits(&scan) }
  }

  @inline(__always) private mutating func beginWord(_ scan: inout Scan) {
    guard !scan.lastWasWord else { return }
    wordStarts[scan.wordCount & 7] = scan.foldedOffset
    if scan.wordCount == 0 { scan.openings.0 = scan.foldedOffset }
    if scan.wordCount == 1, scan.firstWordIsNumber { scan.openings.1 = scan.foldedOffset }
    scan.wordCount += 1
  }

  /// Feeds one scalar to the phrase automaton.
  @inline(__always) private mutating func step(
    _ scan: inout Scan, _ scalar: UInt32, _ folded: UInt32, _ traits: ScalarTable.Traits
  ) {
    let isWord = traits.contains(.word)
    if !pending.isEmpty { settlePending(&scan, nextIsWord: isWord, atEnd: false) }
    if isWord {
      beginWord(&scan)
      if scan.wordCount == 1, !traits.contains(.digit) { scan.firstWordIsNumber = false }
    }
    scan.lastWasWord = isWord
    if folded < 0x80 {
      feed(&scan, UInt8(folded))
    } else {
      feedLong(&scan, folded)
    }
    if automaton.isEnding(scan.state) { noteHits(&scan) }
    if scalar == 0x2E || scalar == 0x40 { scan.note(punctuation: scalar) }
    scan.noteDigits(scalar, isWord: isWord)
  }

  @inline(__always) private func feed(
    _ scan: inout Scan, _ byte: UInt8
  ) {
    scan.state = automaton.state(after: scan.state, byte)
    scan.foldedOffset += 1
  }

  private func feedLong(_ scan: inout Scan, _ scalar: UInt32) {
    if scalar < 0x800 {
      feed(&scan, UInt8(0xC0 | scalar >> 6))
    } else {
      if scalar < 0x10000 {
        feed(&scan, UInt8(0xE0 | scalar >> 12))
      } else {
        feed(&scan, UInt8(0xF0 | scalar >> 18))
        feed(&scan, UInt8(0x80 | scalar >> 12 & 0x3F))
      }
      feed(&scan, UInt8(0x80 | scalar >> 6 & 0x3F))
    }
    feed(&scan, UInt8(0x80 | scalar & 0x3F))
  }

  private mutating func noteHits(_ scan: inout Scan) {
    for hit in matcher.hits(in: scan.state) ?? [] {
      let start = scan.foldedOffset - hit.length
      let opens = start == scan.openings.0 || start == scan.openings.1
      switch hit.place {
      case .anywhere: scan.add(hit.kind)
      case .wordStart: if any(wordStarts .== start) { scan.add(hit.kind) }
      case .opening: if opens { scan.add(hit.kind) }
      case .wholeWords: if any(wordStarts .== start) { pending.append((hit.kind, false)) }
      case .openingWords: if opens { pending.append((hit.kind, false)) }
      case .whole: if opens { pending.append((hit.kind, true)) }
      }
    }
  }

  /// Decides on the phrases that needed to see what follows them.
  private mutating func settlePending(_ scan: inout Scan, nextIsWord: Bool, atEnd: Bool) {
    for entry in pending where !nextIsWord && (!entry.starts || atEnd) { scan.add(entry.kind) }
    pending.removeAll(keepingCapacity: true)
  }
}

/// The running state of one block's scan.
private struct Scan {
  var measures = TextMeasures()
  var builder = TokenBuilder()
  var position = 0
  var state: UInt16 = 0
  var foldedOffset: Int32 = 0
  var lastWasWord = false
  var wordCount = 0
  var firstWordIsNumber = true
  /// Where the first word begins, and the second if the first is a number.
  var openings: (Int32, Int32) = (-1, -1)
  /// Scalars whose letters are counted.
  private static let window = 200
  private var unspaced = 0
  private var spaces = 0
  private var softStopOpen = false
  private var hasUpper = false
  private var hasLower = false
  private var lastScalar: UInt32 = 0
  private var lastBeing = -1
  private var lastPeriod = -1
  private var digitRun = 0
  private var runValue = 0
  private var clock = 0
  private var mention = 0
  private var slashes = 0
  private var wwwRun = 0

  /// Whether letters that follow change nothing of what is known of figures and addresses.
  @inline(__always) var mayRun: Bool { digitRun == 0 && mention == 0 }

  /// How many letters may be read in one go before one of the windows ends.
  @inline(__always) func runLimit(tokenWindow: Int) -> Int {
    position < Self.window
      ? Self.window - position : position < tokenWindow ? tokenWindow - position : Int.max
  }

  /// Passes over so many letters, and bytes of them folded.
  @inline(__always) mutating func advance(by count: Int, _ length: Int) {
    position += count
    foldedOffset += Int32(truncatingIfNeeded: length)
  }

  @inline(__always) mutating func countSpace() {
    position += 1
    if softStopOpen {
      softStopOpen = false
      measures.sentences += 1
    }
    spaces += 1
    lastScalar = 0x20
    lastBeforeSlashes = 0x20
    (clock, slashes, runValue, wwwRun) = (0, 0, 0, 0)
  }

  /// What so many letters leave behind.
  ///
  /// - Parameter addressLetters: how many `w` the run ends with.
  @inline(__always) mutating func endRun(
    of count: Int, _ kinds: ScalarTable.Traits, last: UInt32, addressLetters: Int
  ) {
    wwwRun = addressLetters == count ? wwwRun + count : addressLetters
    if position <= Self.window {
      measures.letters += count
      hasUpper = hasUpper || kinds.contains(.upper)
      hasLower = hasLower || kinds.contains(.lower)
    }
    softStopOpen = false
    measures.endsSentence = false
    lastWasWord = true
    lastScalar = last
    lastBeforeSlashes = last
    (clock, slashes, runValue) = (0, 0, 0)
  }

  @inline(__always) mutating func count(_ scalar: UInt32, _ traits: ScalarTable.Traits) {
    position += 1
    if softStopOpen {
      softStopOpen = false
      if !traits.isDisjoint(with: [.space, .closer]) { measures.sentences += 1 }
    }
    if position <= Self.window {
      if traits.contains(.letter) { measures.letters += 1 }
      if traits.contains(.digit) { measures.digits += 1 }
      if traits.contains(.upper) { hasUpper = true }
      if traits.contains(.lower) { hasLower = true }
    }
    if traits.contains(.digit) { measures.hasDigit = true }
    if traits.contains(.unspaced) { unspaced += 1 }
    guard !traits.contains(.word) else {
      measures.endsSentence = false
      lastScalar = scalar
      return
    }
    if traits.contains(.space) {
      spaces += 1
    } else if traits.contains(.fullStop) {
      measures.sentences += 1
      measures.endsSentence = true
    } else if traits.contains(.softStop) {
      softStopOpen = true
      measures.endsSentence = true
    } else if !traits.contains(.closer) {
      measures.endsSentence = false
    }
    if traits.contains(.comma) { measures.commas += 1 }
    if traits.contains(.bar) { measures.hasBar = true }
    lastScalar = scalar
  }

  /// Records a phrase. A biography is a being and a profession within one sentence's 60 scalars, among the
  /// first 600.
  mutating func add(_ kind: PhraseKinds) {
    if kind == .being {
      lastBeing = position
    } else if kind == .profession {
      if lastBeing > lastPeriod, position - lastBeing <= 75, position <= 600 {
        measures.phrases.insert(.bio)
      }
    } else if kind != .bio || position <= 600 {
      measures.phrases.insert(kind)
    }
  }

  mutating func note(punctuation scalar: UInt32) {
    if scalar == 0x2E { lastPeriod = position }
    if scalar == 0x40 { mention = 1 }
  }

  /// Times of day, years, addresses (`http://`, `www.`, `@name`) and e-mail addresses.
  @inline(__always) mutating func noteDigits(_ scalar: UInt32, isWord: Bool) {
    if scalar >= 0x30, scalar <= 0x39 {
      digitRun += 1
      runValue = (runValue &* 10 &+ Int(scalar - 0x30)) % 10000
      if clock > 0 { clock += 1 }
      if clock == 3 { measures.phrases.insert(.time) }
      if digitRun >= 4, runValue / 100 == 19 || runValue / 100 == 20 {
        measures.phrases.insert(.time)
      }
    } else {
      clock = digitRun > 0 && (scalar == 0x3A || scalar == 0x2E || scalar == 0x68) ? 1 : 0
      digitRun = 0
      runValue = 0
    }
    if mention > 0 { noteMention(scalar, isWord: isWord) }
    if scalar == 0x2F {
      slashes += 1
      if slashes == 2, lastBeforeSlashes == 0x3A { measures.hasAddress = true }
    } else {
      slashes = 0
      lastBeforeSlashes = scalar
    }
    if scalar | 0x20 == 0x77 {
      wwwRun += 1
    } else {
      if wwwRun == 3, scalar == 0x2E { measures.hasAddress = true }
      wwwRun = 0
    }
  }

  private var lastBeforeSlashes: UInt32 = 0

  private mutating func noteMention(_ scalar: UInt32, isWord: Bool) {
    if scalar == 0x40 { return }
    if isWord {
      measures.hasAddress = true
      if mention == 3, position <= 600 { measures.phrases.insert(.bio) }
      if mention < 2 { mention = 2 }
    } else {
      mention = scalar == 0x2E && mention == 2 ? 3 : 0
    }
  }

  mutating func finished() -> TextMeasures {
    if softStopOpen { measures.sentences += 1 }
    measures.endsWithColon = lastScalar == 0x3A || lastScalar == 0xFF1A
    measures.isCapitals = hasUpper && !hasLower
    if Double(unspaced) > 0.3 * Double(position) {
      // Where spaces part clauses and no full stop is written.
      measures.sentences += spaces / 4
      measures.commas += spaces
      measures.endsSentence = measures.endsSentence || position >= 80
    }
    return measures
  }
}
