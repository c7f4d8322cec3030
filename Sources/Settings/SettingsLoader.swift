internal import Foundation
internal import NewsModel

/// One load of a configuration: the main file, the environment, the feed files.
struct SettingsLoader {
  let main: String
  let folder: String
  /// What files are called in messages: relative to the working directory where they lie in it.
  let workingDirectory: String
  let environment: [String: String]

  private var reader: SettingsReader
  private var settings = PipelineSettings()
  private var catalog = FeedCatalog()
  private var files: [String] = []
  private var warnings: [SettingsError.Issue] = []

  init(main: String, workingDirectory: String, environment: [String: String]) {
    self.main = main
    self.workingDirectory = workingDirectory
    self.environment = environment
    folder = String(main[..<(main.lastIndex(of: "/") ?? main.startIndex)])
    reader = SettingsReader(
      variables: VariableExpansion(
        environment: environment, folder: folder.isEmpty ? "/" : folder))
  }

  mutating func load() throws(SettingsError) -> LoadedSettings {
    readMain()
    readIncluded()
    catalog.reportDuplicates(to: &reader)
    guard reader.issues.isEmpty else {
      throw SettingsError(issues: reader.issues, omitted: reader.omitted)
    }
    return LoadedSettings(
      settings: settings, feeds: catalog.feeds.sorted { $0.name < $1.name }, path: main,
      folder: folder.isEmpty ? "/" : folder, files: files, origins: catalog.origins,
      warnings: warnings,
      rendering: { [settings, catalog, written = reader.written] in
        PipelineSettings.keys.rendered(settings).masked(written: written).block()
          + RenderedValue.mapping([("feeds", catalog.rendered())]).block()
      })
  }

  private mutating func readMain() {
    guard let root = document(main) else { return }
    guard case .mapping(let entries) = root.content else {
      return reader.report(
        .wrongType, root.location, "",
        "the file has to be a mapping that begins with \"version: 1\", not \(root.shape)")
    }
    let isFeeds: (YAMLNode.Entry) -> Bool = { ["feeds", "defaults"].contains($0.key) }
    var own = root
    own.content = .mapping(entries.filter { !isFeeds($0) })
    reader.mapping(own, into: &settings, keys: PipelineSettings.keys, at: "")
    override()
    settings.check(&reader)
    catalog.contentMode = settings.extract.mode
    catalog.read(entries.filter(isFeeds), reader: &reader)
  }

  /// `TIDINGS_HTTP__PER_HOST__MIN_INTERVAL=0s`; a name with `__` in it is meant as an override.
  private mutating func override() {
    for (name, text) in environment.sorted(by: { $0.key < $1.key })
    where name.hasPrefix("TIDINGS_") && name.contains("__") {
      let path = name.dropFirst("TIDINGS_".count).lowercased().replacing("__", with: ".")
      let location = SourceLocation(file: name)
      let scalars = PipelineSettings.keys.filter(\.isScalar)
      if let key = scalars.first(where: { $0.path == path }) {
        let node = YAMLNode(content: .scalar(text, isPlain: false), location: location)
        key.read(node, &settings, &reader, path)
      } else if PipelineSettings.keys.contains(where: { $0.path == path }) {
        reader.report(
          .wrongType, location, path,
          "only single values can be overridden; write it in \(SettingsFile.name)")
      } else {
        let near = Spelling.nearest(to: path, in: scalars.map(\.path))
        reader.report(
          .unknownKey, location, path,
          "no such key to override" + (near.map { "; did you mean \(Self.variable($0))?" } ?? ""))
      }
    }
  }

  private static func variable(_ path: String) -> String {
    "TIDINGS_" + path.uppercased().replacing(".", with: "__")
  }

  private mutating func readIncluded() {
    var seen: Set<String> = [main]
    for (index, pattern) in settings.include.enumerated() {
      let matches = PathPattern.matches(pattern, in: folder)
      if matches.isEmpty { reportEmpty(pattern, at: "include[\(index)]") }
      for file in matches where seen.insert(file).inserted {
        guard files.count < SettingsFile.maximumFiles else {
          return reader.report(
            .tooLarge, at: "include", "matches more than \(SettingsFile.maximumFiles) files")
        }
        readFeeds(file)
      }
    }
  }

  /// A path has to exist; a pattern may match nothing, which is told.
  private mutating func reportEmpty(_ pattern: String, at path: String) {
    let shown = YAMLNode.clipped(pattern)
    guard PathPattern.isPattern(pattern) else {
      return reader.report(
        .missingFile, at: path, "\(shown) does not exist in \(display(folder))")
    }
    warnings.append(
      .init(
        code: .missingFile,
        location: reader.location(of: path) ?? SourceLocation(file: display(main)),
        keyPath: path, message: "no file matches \(shown) in \(display(folder))"))
  }

  private mutating func readFeeds(_ file: String) {
    guard let root = document(file) else { return }
    if root.isNull { return }
    guard case .mapping(let entries) = root.content else {
      return reader.report(
        .wrongType, root.location, "",
        "a file of feeds has to be a mapping with the key feeds:, not \(root.shape)")
    }
    catalog.read(entries, reader: &reader)
  }

  /// The root of a file; `nil` where it was reported. An empty file counts as one without keys.
  private mutating func document(_ file: String) -> YAMLNode? {
    files.append(file)
    let shown = display(file)
    switch TextFile.read(file, atMost: SettingsFile.maximumSize) {
    case .failure(let failure):
      reader.report(
        .init(
          code: failure.code,
          location: SourceLocation(file: shown, line: failure.line, column: failure.column),
          keyPath: "", message: failure.message + (file == main ? mainRemedy(failure) : "")))
      return nil
    case .success(let text):
      let (root, issues) = YAMLReader.read(text, file: shown)
      issues.forEach { reader.report($0) }
      if let root, !(root.isNull && file == main) { return root }
      if file == main, issues.isEmpty {
        reader.report(
          .missingKey, SourceLocation(file: shown), "",
          "is empty; \"tidings init\" writes one with every key explained")
      }
      return issues.isEmpty && file != main
        ? YAMLNode(content: .mapping([]), location: SourceLocation(file: shown)) : nil
    }
  }

  private func mainRemedy(_ failure: TextFile.Failure) -> String {
    failure.code == .missingFile ? "; make one with \"tidings init\"" : ""
  }

  private func display(_ file: String) -> String {
    let base = workingDirectory.hasSuffix("/") ? workingDirectory : workingDirectory + "/"
    if file == workingDirectory { return "." }
    return file.hasPrefix(base) ? String(file.dropFirst(base.count)) : file
  }
}

extension PipelineSettings {
  /// What two keys say together.
  func check(_ reader: inout SettingsReader) {
    if schedule.min > schedule.max {
      reader.report(.outOfRange, at: "schedule.min", "is longer than schedule.max")
    }
    if http.timeout.connect > http.timeout.total {
      reader.report(.outOfRange, at: "http.timeout.connect", "is longer than http.timeout.total")
    }
    if http.perHost.concurrency > http.concurrency {
      reader.report(
        .outOfRange, at: "http.per_host.concurrency", "is larger than http.concurrency")
    }
    reportRepeats(of: watch.map(\.name), in: "watch", &reader)
    reportRepeats(of: digests.map(\.name), in: "digests", &reader)
  }

  private func reportRepeats(
    of names: [String], in list: String, _ reader: inout SettingsReader
  ) {
    var first: [String: Int] = [:]
    for (index, name) in names.enumerated() where !name.isEmpty {
      guard let earlier = first[name] else {
        first[name] = index
        continue
      }
      let place = reader.location(of: "\(list)[\(earlier)].name").map { " at \($0)" } ?? ""
      reader.report(
        .duplicate, at: "\(list)[\(index)].name",
        "\"\(name)\" is the name of \(list)[\(earlier)]\(place) as well; names have to differ")
    }
  }
}
