internal import struct Foundation.Date

/// Host states as they are stored; every origin's rules are in them.
extension HostState {
  /// As JSON, with keys in a fixed order; `nil` for what JSON cannot hold (an infinite time).
  package var json: [UInt8]? {
    var writer = JSONObjectWriter(capacity: 256)
    writer.object { writer in
      writer.member("host", host)
      writer.member("heldUntil", heldUntil)
      writer.member("lastRequest", lastRequest)
      writer.object("robots") { writer in
        for (origin, record) in robots.sorted(by: { $0.key < $1.key }) {
          writer.object(namedBy: origin, record.write)
        }
      }
    }
    return writer.isSound ? writer.bytes : nil
  }

  /// `nil` for bytes that only a `JSONDecoder` reads, or nobody.
  package init?(json: [UInt8]) {
    guard let state = JSONObjectReader.value(of: json, Self.read) else { return nil }
    self = state
  }

  private static func read(
    _ reader: inout JSONObjectReader
  ) throws(JSONObjectReader.Unreadable) -> HostState {
    var state = HostState(host: "")
    var hasHost = false
    var hasRobots = false
    try reader.object { (key, reader) throws(JSONObjectReader.Unreadable) in
      switch key {
      case "host":
        state.host = try reader.string()
        hasHost = true
      case "heldUntil": state.heldUntil = try reader.date()
      case "lastRequest": state.lastRequest = try reader.date()
      case "robots":
        hasRobots = true
        try reader.object { (origin, reader) throws(JSONObjectReader.Unreadable) in
          state.robots[origin] = try RobotsRecord(&reader)
        }
      default: throw JSONObjectReader.Unreadable()
      }
    }
    guard hasHost, hasRobots else { throw JSONObjectReader.Unreadable() }
    return state
  }
}

extension RobotsRecord {
  fileprivate func write(_ writer: inout JSONObjectWriter) {
    writer.member("agent", agent)
    writer.member("fetched", fetched)
    writer.member("expires", expires)
    writer.member("verdict", verdict.rawValue)
    writer.member("rules", rules)
    writer.member("crawlDelay", crawlDelay)
  }

  fileprivate init(_ reader: inout JSONObjectReader) throws(JSONObjectReader.Unreadable) {
    var (agent, rules): (String?, String?) = (nil, nil)
    var (fetched, expires): (Date?, Date?) = (nil, nil)
    var verdict: Verdict?
    var crawlDelay: Double?
    try reader.object { (key, reader) throws(JSONObjectReader.Unreadable) in
      switch key {
      case "agent": agent = try reader.string()
      case "fetched": fetched = try reader.date()
      case "expires": expires = try reader.date()
      case "verdict": verdict = Verdict(rawValue: try reader.string())
      case "rules": rules = try reader.string()
      case "crawlDelay": crawlDelay = try reader.number()
      default: throw JSONObjectReader.Unreadable()
      }
    }
    guard let agent, let fetched, let expires, let verdict, let rules else {
      throw JSONObjectReader.Unreadable()
    }
    self.init(
      agent: agent, fetched: fetched, expires: expires, verdict: verdict, rules: rules,
      crawlDelay: crawlDelay)
  }
}
