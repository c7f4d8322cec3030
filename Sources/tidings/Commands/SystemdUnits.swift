internal import Foundation
internal import Settings

/// Timers and services (systemd.timer(5), systemd.exec(5)) for one configuration.
struct SystemdUnits {
  var loaded: LoadedSettings
  var program: String
  var user: String
  var seconds: Int

  var files: [ScheduleFile] {
    [
      file(
        "tidings.service",
        service("tidings: one run over the news feeds", command: ["run"], timeout: "2h")),
      file("tidings.timer", timer),
      file(
        "tidings-prune.service",
        service("tidings: retention", command: ["prune", "--quiet"], timeout: "1h")),
      file("tidings-prune.timer", pruneTimer),
    ]
  }

  private func file(_ name: String, _ text: String) -> ScheduleFile {
    let path = "/etc/systemd/system/" + name
    return ScheduleFile(path: path, text: "# \(path)\n" + text + "\n")
  }

  private var timer: String {
    """
    [Unit]
    Description=tidings: a run every \(seconds / 60) minutes

    [Timer]
    OnBootSec=2min
    OnUnitActiveSec=\(seconds)s
    RandomizedDelaySec=\(min(60, seconds / 10))s

    [Install]
    WantedBy=timers.target
    """
  }

  private var pruneTimer: String {
    """
    [Unit]
    Description=tidings: retention, once a night

    [Timer]
    OnCalendar=*-*-* 03:00:00
    RandomizedDelaySec=1h
    Persistent=true

    [Install]
    WantedBy=timers.target
    """
  }

  private func service(_ description: String, command: [String], timeout: String) -> String {
    let words = [program] + command + ["--config", loaded.path]
    return """
      [Unit]
      Description=\(description)
      Wants=network-online.target time-sync.target
      After=network-online.target time-sync.target

      [Service]
      Type=oneshot
      \(userLine)
      ExecStart=\(words.map { Self.quoted($0, dollars: true) }.joined(separator: " "))
      # 2: done, but an alarm stands; the journal has it.
      SuccessExitStatus=2
      TimeoutStartSec=\(timeout)
      Nice=10
      UMask=0077
      ReadWritePaths=\(writable.map { Self.quoted($0, dollars: false) }.joined(separator: " "))
      \(hardening)
      """
  }

  private var userLine: String {
    user == "root"
      ? "# Better a user of its own, who owns what is beneath ReadWritePaths:\n#User=tidings"
      : "User=\(user)"
  }

  /// Folders that tidings writes to, those beneath another left out.
  private var writable: [String] {
    let settings = loaded.settings
    let files =
      [loaded.databasePath]
      + [settings.log.file, settings.metrics.textfile]
      .filter { !$0.isEmpty }.map(loaded.resolve)
    let folders =
      files.map { ($0 as NSString).deletingLastPathComponent }
      + settings.digests.map { loaded.resolve($0.out) } + (sendsMail ? ["-/var/spool"] : [])
    let unique = Set(folders)
    return unique.filter { folder in
      !unique.contains { $0 != folder && folder.hasPrefix($0 == "/" ? $0 : $0 + "/") }
    }.sorted()
  }

  private var sendsMail: Bool {
    loaded.settings.digests.contains { $0.send.contains { !$0.email.isEmpty } }
  }

  /// All that a program needs no more than this one does. sendmail hands over its mail by a group that it takes on
  /// (setgid), which all but the first lines would forbid.
  private var hardening: String {
    let always = """
      ProtectSystem=strict
      ProtectHome=read-only
      PrivateTmp=yes
      """
    guard !sendsMail else {
      return always + "\n# No more than this: sendmail takes on its own group."
    }
    return always + "\n" + """
      NoNewPrivileges=yes
      CapabilityBoundingSet=
      PrivateDevices=yes
      ProtectClock=yes
      ProtectControlGroups=yes
      ProtectHostname=yes
      ProtectKernelLogs=yes
      ProtectKernelModules=yes
      ProtectKernelTunables=yes
      ProtectProc=invisible
      RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX
      RestrictNamespaces=yes
      RestrictRealtime=yes
      RestrictSUIDSGID=yes
      LockPersonality=yes
      MemoryDenyWriteExecute=yes
      SystemCallArchitectures=native
      SystemCallFilter=@system-service
      SystemCallFilter=~@privileged @resources
      """
  }

  /// A word as unit files have it (systemd.syntax(7)): `%` begins a specifier, and in commands `$` a variable.
  private static func quoted(_ word: String, dollars: Bool) -> String {
    var text = word.replacing("%", with: "%%")
    if dollars { text = text.replacing("$", with: "$$") }
    let isPlain = text.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && !"\"'\\;#".unicodeScalars.contains($0)
    }
    guard !isPlain else { return text }
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
