/// Feed states as they are stored: there are thousands, and each poll reads one and writes one.
extension FeedState {
  /// As JSON, with keys in a fixed order; `nil` for what JSON cannot hold (an infinite time).
  package var json: [UInt8]? {
    var writer = JSONObjectWriter(capacity: 768)
    writer.object(write)
    return writer.isSound ? writer.bytes : nil
  }

  /// `nil` for bytes that only a `JSONDecoder` reads, or nobody.
  package init?(json: [UInt8]) {
    guard
      let state = JSONObjectReader.value(
        of: json,
        { (reader) throws(JSONObjectReader.Unreadable) in try FeedState(&reader, hasSitemaps: true)
        })
    else { return nil }
    self = state
  }

  private func write(_ writer: inout JSONObjectWriter) {
    writer.member("url", url)
    writer.member("etag", etag)
    writer.member("lastModified", lastModified)
    writer.member("validatorsOf", validatorsOf)
    writer.member("bodyHash", bodyHash)
    writer.member("lastUnconditional", lastUnconditional)
    writer.member("movedTo", movedTo)
    writer.member("moveCandidate", moveCandidate)
    writer.member("moveSightings", moveSightings)
    writer.member("lastPolled", lastPolled)
    writer.member("lastOK", lastOK)
    writer.member("lastNew", lastNew)
    writer.member("lastOutcome", lastOutcome?.rawValue)
    writer.member("lastStatus", lastStatus)
    writer.member("lastError", lastError)
    writer.member("failures", failures)
    writer.member("failuresInARow", failuresInARow)
    writer.member("retired", retired)
    writer.member("heldUntil", heldUntil)
    writer.member("freshUntil", freshUntil)
    writer.member("statedInterval", statedInterval)
    writer.member("skipHours", skipHours)
    writer.member("skipDays", skipDays)
    writer.member("rhythm", rhythm)
    writer.member("nextDue", nextDue)
    writer.member("sitemaps", sitemaps) { writer, sitemap in writer.object(sitemap.write) }
  }

  /// - Parameter hasSitemaps: no deeper than a list's own: what is nested further is nobody's.
  private init(
    _ reader: inout JSONObjectReader, hasSitemaps: Bool
  ) throws(JSONObjectReader.Unreadable) {
    var state = FeedState(url: "")
    var hasURL = false
    try reader.object { (key, reader) throws(JSONObjectReader.Unreadable) in
      hasURL = hasURL || key == "url"
      guard key == "sitemaps" else { return try state.read(key, &reader) }
      state.sitemaps = try reader.list { (reader) throws(JSONObjectReader.Unreadable) in
        guard hasSitemaps else { throw JSONObjectReader.Unreadable() }
        return try FeedState(&reader, hasSitemaps: false)
      }
    }
    guard hasURL else { throw JSONObjectReader.Unreadable() }
    self = state
  }

  private mutating func read(
    _ key: String, _ reader: inout JSONObjectReader
  ) throws(JSONObjectReader.Unreadable) {
    switch key {
    case "url": url = try reader.string()
    case "etag": etag = try reader.string()
    case "lastModified": lastModified = try reader.string()
    case "validatorsOf": validatorsOf = try reader.string()
    case "bodyHash": bodyHash = try reader.string()
    case "lastUnconditional": lastUnconditional = try reader.date()
    case "movedTo": movedTo = try reader.string()
    case "moveCandidate": moveCandidate = try reader.string()
    case "moveSightings": moveSightings = try reader.integer()
    case "lastPolled": lastPolled = try reader.date()
    case "lastOK": lastOK = try reader.date()
    case "lastNew": lastNew = try reader.date()
    case "lastOutcome": lastOutcome = FetchOutcome(rawValue: try reader.string())
    case "lastStatus": lastStatus = try reader.integer()
    case "lastError": lastError = try reader.string()
    case "failures": failures = try reader.number()
    case "failuresInARow": failuresInARow = try reader.integer()
    case "retired": retired = try reader.date()
    case "heldUntil": heldUntil = try reader.date()
    case "freshUntil": freshUntil = try reader.date()
    case "statedInterval": statedInterval = try reader.number()
    case "skipHours": skipHours = try reader.integers()
    case "skipDays": skipDays = try reader.integers()
    case "rhythm": rhythm = try reader.number()
    case "nextDue": nextDue = try reader.date()
    default: throw JSONObjectReader.Unreadable()
    }
  }
}

extension JSONObjectReader {
  fileprivate mutating func integers() throws(Unreadable) -> [Int] {
    try list { (reader) throws(Unreadable) in try reader.integer() }
  }
}
