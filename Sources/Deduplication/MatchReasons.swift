internal import Foundation
internal import NewsModel

/// Says in words why two articles were matched, or were not.
struct MatchReasons {
  let scorer: PairScorer
  /// What to call the older of the two and the newer.
  var names = ["The earlier version", "The later version"]

  /// The strongest of the words first, at most eight; then what stands beside the words.
  ///
  /// - Parameter article: the one of the two that is being explained; the newer where it is left out.
  func reasons(for link: Link, of article: Int? = nil, pinned: Pins? = nil) -> [MatchReason] {
    var reasons: [MatchReason] = []
    if pinned?.joins(link.first, link.second) == true {
      reasons.append(MatchReason(code: "pinned", text: "A person joined the two.", weight: 10))
    }
    switch link.kind {
    case .original: break
    case .url:
      reasons.append(
        MatchReason(code: "same_url", text: "Both are one page, by address.", weight: 10))
    case .exact:
      reasons.append(
        MatchReason(
          code: "same_body", text: "Both bodies are the same to the letter, typography aside.",
          weight: 10))
    case .near: reasons += copyReasons(link.first, link.second)
    case .translation: reasons += translationReasons(link.first, link.second)
    }
    return reasons.prefix(8) + hintReasons(link.first, link.second)
      + correctionReasons(link.first, link.second, of: article)
  }

  // MARK: One language

  private func copyReasons(_ a: Int, _ b: Int) -> [MatchReason] {
    guard let vector = scorer.copyVector(a, b) else {
      return [MatchReason(code: "few_words", text: "They share next to no rare words.", weight: -5)]
    }
    let weights = Weights(MatchModel.copies.contributions(of: vector))
    let value = { (name: String) in vector[name] ?? 0 }
    var reasons = [
      MatchReason(
        code: "shared_words",
        text: "\(percent(value("found"))) of the shorter text stands in the longer one, "
          + "\(percent(value("found_of_longer"))) of the longer in the shorter, by weight of rare words.",
        weight: weights.sum("cosine", "found", "found_of_longer", "length")),
      MatchReason(
        code: "same_order",
        text: "\(percent(value("order"))) of the shared words come in the same order.",
        weight: weights.sum("in_order", "order", "adjacent", "span", "start")),
      MatchReason(
        code: "blocks",
        text: "\(percent(value("blocks_found"))) of the shorter text's passages and "
          + "\(percent(value("longer_blocks_found"))) of the longer one's are in the other.",
        weight: weights.sum(
          "blocks_found", "blocks_missing", "least_block", "longer_blocks_found",
          "longer_blocks_missing", "head_found", "cohesion")),
      MatchReason(
        code: "gaps", text: gapText(max(value("gap"), value("gap_before"), value("gap_after"))),
        weight: weights.sum("gap", "gap_before", "gap_after")),
    ]
    if value("number_count") > 0 {
      reasons.append(
        MatchReason(
          code: "numbers",
          text: value("numbers_lacking") == 0
            ? "Every number of the shorter text stands in the longer one."
            : "\(percent(value("numbers_lacking"))) of the shorter text's numbers are not in the longer one.",
          weight: weights.sum(
            "numbers_lacking", "numbers_new", "numbers_shared", "number_count",
            "numbers_swapped")))
    }
    if value("names_shared") > 0 || value("names_lacking") > 0 {
      reasons.append(
        MatchReason(
          code: "names",
          text: value("names_lacking") == 0
            ? "Every name of the shorter text stands in the longer one."
            : "\(percent(value("names_lacking"))) of the shorter text's names are not in the longer one.",
          weight: weights.sum("names_lacking", "names_new", "names_shared", "names_swapped")))
    }
    return reasons.sorted { ($1.weight.magnitude, $0.code) < ($0.weight.magnitude, $1.code) }
  }

  private func gapText(_ share: Double) -> String {
    share < 0.05
      ? "No passage of one has another in its place."
      : "A passage of \(percent(share)) of the shorter text has another in its place in the longer one."
  }

  // MARK: Across languages

  private func translationReasons(_ a: Int, _ b: Int) -> [MatchReason] {
    guard let facts = scorer.translationFacts(a, b) else { return [] }
    let weights = Weights(MatchModel.translations.contributions(of: facts.vector))
    var reasons: [MatchReason] = []
    let kinds: [(EvidenceKey.Class, String, String)] = [
      (.number, "shared_numbers", "numbers"), (.name, "shared_names", "names by spelling"),
      (.place, "shared_places", "countries"), (.skeleton, "shared_sounds", "names by sound"),
    ]
    for (kind, code, noun) in kinds {
      let sums = facts.shared.classes[Int(kind.rawValue)]
      guard sums.first > 0, sums.second > 0 else { continue }
      let extra = kind == .number ? weights.prefixed("digits_") + weights.prefixed("numbers_") : 0
      reasons.append(
        MatchReason(
          code: code,
          text: sums.count == 0
            ? "No \(noun) are shared."
            : "\(sums.count) \(noun) shared; \(percent(sums.placed / max(sums.all, 1e-9))) by weight "
              + "at the same place in both texts.",
          weight: weights.prefixed("\(kind)_") + extra))
    }
    reasons.append(lengthReason(facts, weights))
    reasons.append(
      MatchReason(
        code: "same_order",
        text:
          "\(percent(facts.vector["in_order_share"] ?? 0)) of what is shared comes in the same order.",
        weight: weights.sum(
          "placed", "placed_share", "placed_found", "placed_of_longer", "from_start_share",
          "from_start_found", "in_order", "in_order_share")))
    reasons.append(
      MatchReason(
        code: "neighbours",
        text: (facts.vector["placed_rival_worse"] ?? 0) > 0
          ? "No other article in either language is as near."
          : "Another article is nearer to one of them.",
        weight: weights.sum(
          "cosine", "placed_cosine", "margin", "placed_margin", "rival_worse", "rival_better",
          "placed_rival_worse", "placed_rival_better")))
    reasons.append(
      MatchReason(
        code: "marks", text: "How paragraphs, questions, quotations and brackets are set.",
        weight: TextMark.allCases.reduce(0) { $0 + weights.prefixed("\($1)_") }
          - weights.sum("paragraph_ratio")))
    return reasons.sorted { ($1.weight.magnitude, $0.code) < ($0.weight.magnitude, $1.code) }
  }

  private func lengthReason(_ facts: TranslationFacts, _ weights: Weights) -> MatchReason {
    let ratio = exp(facts.vector["length_ratio"] ?? 0)
    return MatchReason(
      code: "lengths",
      text: ratio < 1.25
        ? "The lengths fit a translation."
        : "One is \(String(format: "%.1f", ratio)) times as long as a translation of the other would be.",
      weight: weights.sum("length_ratio", "length", "paragraph_ratio"))
  }

  // MARK: Beside the words

  private func hintReasons(_ a: Int, _ b: Int) -> [MatchReason] {
    scorer.hints.hints(a, b).map { hint in
      let (code, text) =
        switch hint {
        case .namesOther: ("names_source", "One names the other's page as its source.")
        case .sameSource: ("same_source", "Both name the same source.")
        case .sameImage: ("same_image", "Both show the same lead image.")
        case .sameCredit: ("same_credit", "Both credit the same agency.")
        case .sameOutlet:
          ("same_outlet", "Both are one outlet's, which seldom prints a text as two articles.")
        }
      return MatchReason(code: code, text: text, weight: hint.logOdds)
    }
  }

  private func correctionReasons(_ a: Int, _ b: Int, of article: Int?) -> [MatchReason] {
    let pair = [min(a, b), max(a, b)]
    let corrected = pair.filter {
      scorer.index.articles.header($0)?.flags.contains(.corrected) == true
    }
    guard corrected.count == 1, let number = pair.firstIndex(of: corrected[0]) else { return [] }
    let code =
      corrected[0] == article ?? pair[1]
      ? MatchReason.correction : MatchReason.correctionOfOther
    return [MatchReason(code: code, text: "\(names[number]) carries a correction.", weight: 0)]
  }

  private func percent(_ share: Double) -> String {
    "\(Int((min(1, max(0, share)) * 100).rounded()))%"
  }

  /// What groups of features add to the log-odds.
  private struct Weights {
    private let values: [String: Double]

    init(_ contributions: [(name: String, value: Double)]) {
      values = Dictionary(
        contributions.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    func sum(_ names: String...) -> Double { names.reduce(0) { $0 + (values[$1] ?? 0) } }

    func prefixed(_ prefix: String) -> Double {
      values.keys.sorted().reduce(0) { $1.hasPrefix(prefix) ? $0 + (values[$1] ?? 0) : $0 }
    }
  }
}

/// What was found of a pair in different languages.
struct TranslationFacts {
  var shared: SharedKeys
  var vector: FeatureVector
}
