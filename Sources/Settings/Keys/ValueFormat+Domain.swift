internal import Foundation
internal import NewsModel

extension ValueFormat where Value == String {
  /// Starts with a letter or digit, then letters, digits, `-`, `_`: safe in any file name.
  static var identifier: Self {
    text("letters, digits, - and _ (at most 64)", atMost: 64)
      .restricted("name", "letters, digits, - and _, such as daily") { text in
        text.utf8.first != 45
          && text.utf8.allSatisfy { Self.isAlphanumeric($0) || $0 == 45 || $0 == 95 }
      }
  }

  static var scheme: Self {
    text().restricted("`http` or `https`", "http or https") { $0 == "http" || $0 == "https" }
  }

  static var url: Self {
    text(atMost: 2048).restricted(
      "URL", "an absolute URL that begins with http:// or https://", WebAddress.isValid)
  }

  /// `host:port`, where the host may be a name, an IPv4 address or an IPv6 address in brackets.
  static var hostAndPort: Self {
    text(atMost: 300).restricted(
      "`host:port`", "host:port, such as 127.0.0.1:8080 or [::1]:8080", WebAddress.isHostAndPort)
  }

  static func allowingEmpty(_ base: Self) -> Self {
    ValueFormat(
      name: base.name, expectation: base.expectation,
      read: { $0.isEmpty ? .value("") : base.read($0) }, write: { $0 })
  }

  static var contact: Self {
    allowingEmpty(
      text(atMost: 512).restricted(
        "URL or e-mail address", "an URL or e-mail address, such as https://example.org/bot"
      ) { WebAddress.isValid($0) || WebAddress.isEmail(String($0.trimmingPrefix("mailto:"))) })
  }

  static var mailer: Self {
    text(atMost: 1024).restricted(
      "`sendmail`, path or SMTP URL",
      "sendmail, the absolute path of a command like it, or an URL such as smtp://mail.example.org:587"
    ) { text in
      text == "sendmail" || text.hasPrefix("/") || MailServer(url: text) != nil
    }
  }

  /// An address that mail can be handed over for by any server.
  static var recipient: Self {
    text(atMost: 254).restricted(
      "e-mail address", "an e-mail address, such as desk@example.org", Mailbox.isValid)
  }

  static var mailbox: Self {
    text(atMost: 512).restricted(
      "e-mail address or `Name <address>`",
      "an e-mail address, such as desk@example.org or Desk <desk@example.org>"
    ) { Mailbox($0) != nil }
  }

  static var feedProxy: Self {
    text(atMost: 1024).restricted("`none` or URL", "none, or a proxy's URL") {
      $0 == "none" || WebAddress.isProxy($0)
    }
  }

  /// A BCP 47 tag's form; whether it is registered is not checked.
  static var languageTag: Self {
    text(atMost: 35).restricted("language tag", "a language tag such as de, pt-BR, zh-Hant") {
      text in
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      return (2...3).contains(parts[0].count)
        && parts.allSatisfy {
          (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(Self.isAlphanumeric)
        }
        && parts[0].utf8.allSatisfy { $0 > 57 }
    }
  }

  static var summaryLanguage: Self {
    let tag = languageTag
    return text(atMost: 35).restricted("`original` or language tag", "original, or a language tag")
    {
      if $0 == "original" { return true }
      if case .value = tag.read($0) { return true }
      return false
    }
  }

  static var timeZone: Self {
    text(atMost: 64).restricted(
      "time zone",
      "a time zone that this machine knows, such as UTC or Europe/Berlin (Debian's package tzdata has them)"
    ) { $0 == "UTC" || ($0.utf8.allSatisfy { $0 < 128 } && TimeZone(identifier: $0) != nil) }
  }

  static var headerName: Self {
    text(atMost: 128).restricted("header name", "a header name such as Cookie") { text in
      text.utf8.allSatisfy { Self.isAlphanumeric($0) || "!#$%&'*+-.^_`|~".utf8.contains($0) }
    }
  }

  static var credentials: Self {
    text(atMost: 1024).restricted("`user:password`", "user:password") { $0.contains(":") }
  }

  static var selector: Self {
    text("an XPath such as //article, or a CSS selector such as article.story", atMost: 1024)
  }

  /// A query whose quotes and parentheses are closed; what it means is the search's to say.
  static var query: Self {
    text(atMost: 2048).restricted("query", "a query whose quotes and parentheses are closed") {
      text in
      var depth = 0
      var isQuoted = false
      for byte in text.utf8 {
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if isQuoted { continue }
        if byte == UInt8(ascii: "(") { depth += 1 }
        if byte == UInt8(ascii: ")") { depth -= 1 }
        if depth < 0 { return false }
      }
      return depth == 0 && !isQuoted
    }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte & 0xDF)
  }
}

extension ValueFormat where Value == PollInterval {
  static var interval: Self {
    let duration = ValueFormat<Double>.duration(0...365 * 86_400)
    return ValueFormat(
      name: "`adaptive` or duration", expectation: "adaptive, or a duration such as 15m",
      read: { text in
        if text == "adaptive" { return .value(.adaptive) }
        switch duration.read(text) {
        case .value(let seconds): return .value(.fixed(seconds: seconds))
        case .invalid(let reason): return .invalid(reason)
        case .outOfRange(let reason): return .outOfRange(reason)
        }
      },
      write: { interval in
        switch interval {
        case .adaptive: "adaptive"
        case .fixed(let seconds): Quantity.duration(seconds)
        }
      })
  }
}

extension ValueFormat where Value == HTTPSettings.Proxy {
  static var proxy: Self {
    ValueFormat(
      name: "`env`, `none` or URL", expectation: "env, none, or a proxy's URL",
      read: { text in
        switch text {
        case "env": .value(.environment)
        case "none": .value(.none)
        default: WebAddress.isProxy(text) ? .value(.url(text)) : .invalid(nil)
        }
      },
      write: { proxy in
        switch proxy {
        case .environment: "env"
        case .none: "none"
        case .url(let url): url
        }
      })
  }
}

extension ValueFormat where Value == TimeOfDay {
  /// `HH:MM`, 24 hours.
  static var timeOfDay: Self {
    ValueFormat(
      name: "time of day", expectation: "a time of day from \"00:00\" to \"23:59\"",
      read: { text in
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 2, parts[1].utf8.count == 2,
          parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }),
          let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else { return .invalid(nil) }
        return .value(TimeOfDay(hour: hour, minute: minute))
      }, write: { $0.description })
  }
}

extension ValueFormat where Value == Double? {
  /// How long to keep something.
  static var keeping: Self {
    .optional(.duration(3600...1000 * 365 * 86_400), "forever")
  }
}

extension ValueFormat where Value == ItemFilter {
  static var itemFilter: Self {
    ValueFormat(
      name: "item filter", expectation: "field:/regex/flags, such as title:/advert/i",
      read: { text in
        guard let filter = ItemFilter(text) else { return .invalid(nil) }
        if filter.expressionProblem == nil { return .value(filter) }
        return .invalid(
          "is not a regular expression (ICU's, as in most languages); check its brackets")
      }, write: { $0.description })
  }
}
