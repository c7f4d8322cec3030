internal import ArgumentParser
internal import Foundation
internal import NewsModel
internal import Settings

/// `tidings schedule`: what to give to cron or systemd.
struct ScheduleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract:
      "Print crontab lines, or systemd timers and hardened services, for this configuration.",
    discussion: "Nothing is installed; the text says where it goes.",
    subcommands: [Cron.self, Systemd.self])

  struct Cron: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lines for `crontab -e`: a run every few minutes, pruning once a night.",
      discussion: "cron mails what is printed, and a run prints nothing but new alarms.")

    @OptionGroup var options: ScheduleOptions

    func validate() throws {
      guard Crontab.isPossible(options.seconds) else {
        throw ValidationError(
          "--every has to divide an hour or a day evenly for cron, such as 10m, 1h or 24h.")
      }
    }

    func run() throws {
      let loaded = try options.shared.loaded()
      let crontab = Crontab(
        program: options.program, configuration: loaded.path, seconds: options.seconds)
      try options.print([ScheduleFile(path: "crontab", text: crontab.text)])
    }
  }

  struct Systemd: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Units for /etc/systemd/system: a run every few minutes, pruning once a night.",
      discussion: """
        The services may write only where the configuration says. Each part begins with the name of its file. Then \
        `systemctl daemon-reload` and `systemctl enable --now tidings.timer tidings-prune.timer`; \
        `journalctl -u tidings` has the alarms.
        """)

    @OptionGroup var options: ScheduleOptions

    func run() throws {
      let units = SystemdUnits(
        loaded: try options.shared.loaded(), program: options.program, user: NSUserName(),
        seconds: options.seconds)
      try options.print(units.files)
    }
  }
}

/// What both take.
struct ScheduleOptions: ParsableArguments {
  @OptionGroup var shared: SharedOptions

  @Option(
    name: .long,
    help: ArgumentHelp("How often to run: 10m when left out.", valueName: "duration"))
  var every: String?

  func validate() throws {
    guard (60...86_400).contains(Quantity.duration(every ?? "10m") ?? 0) else {
      throw ValidationError("--every has to be a duration between 1m and 24h.")
    }
  }

  var seconds: Int { Int(Quantity.duration(every ?? "10m") ?? 600) }

  /// This very program, wherever it was installed.
  var program: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? "/usr/local/bin/tidings"
  }

  func print(_ files: [ScheduleFile]) throws {
    if shared.json { return try StandardOutput().writeDocument(files) }
    try StandardOutput().write(Terminal.safe(files.map(\.text).joined(separator: "\n")))
  }
}

/// A text, and where it goes.
struct ScheduleFile: Encodable {
  var path: String
  var text: String
}

/// Lines of a crontab (crontab(5)).
struct Crontab {
  var program: String
  var configuration: String
  var seconds: Int

  /// Cron knows minutes and hours, each begun anew with the next larger unit.
  static func isPossible(_ seconds: Int) -> Bool {
    seconds >= 60 && seconds % 60 == 0
      && (3600 % seconds == 0 || (seconds % 3600 == 0 && 86_400 % seconds == 0))
  }

  var text: String {
    """
    # tidings: a run prints nothing but new alarms, which cron mails (MAILTO=). One at a time, whatever the interval.
    \(fields) \(line("run"))
    \(minute) 3 * * * \(line("prune", "--quiet"))

    """
  }

  private func line(_ words: String...) -> String {
    ([program] + words + ["--config", configuration]).map(Self.quoted).joined(separator: " ")
  }

  /// Not everybody's machine asks at the same minute: the configuration's path decides, so that the text stays the same.
  private var minute: Int {
    Int(ContentHash.uid(of: configuration).prefix(4), radix: 16).map { $0 % 60 } ?? 0
  }

  private var fields: String {
    let minutes = seconds / 60
    if minutes == 1 { return "* * * * *" }
    if minutes < 60 { return "\(minute % minutes)-59/\(minutes) * * * *" }
    let hours = minutes / 60
    return hours == 1
      ? "\(minute) * * * *" : hours == 24 ? "\(minute) 5 * * *" : "\(minute) */\(hours) * * *"
  }

  /// For the shell, and for cron itself, which takes `%` for a line's end even in quotes.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == 95
        || [0x2D, 0x2E, 0x2F, 0x2B, 0x2C, 0x3A, 0x40].contains($0)
    }
    let text = isPlain ? word : "'" + word.replacing("'", with: #"'\''"#) + "'"
    return text.replacing("%", with: #"\%"#)
  }
}
