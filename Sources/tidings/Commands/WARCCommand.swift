internal import ArgumentParser
internal import Extraction
internal import Foundation
internal import NewsModel
internal import WARC

/// `tidings warc`: articles from web archives.
struct WARCCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "warc", abstract: "Read web archives (WARC files).",
    subcommands: [WARCExtractCommand.self])
}

/// `tidings warc extract FILE…`: a JSON line for each page.
struct WARCExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Write the article on each page of WARC files to stdout, a JSON line each.",
    discussion: """
      Reads WARC 1.0 and 1.1, compressed by gzip or not, whatever their size: HTML of responses with status 200, of \
      resource and of conversion records. The lines are those of `tidings stage extract`, with the record's id, url \
      and date; `tidings import` loads them, `tidings stage summarize` reads them. A record that is broken is named on \
      stderr and passed over. 65 if a file is no WARC file, 66 if there is none; the other files are read.
      """)

  @Argument(help: "WARC files; - is stdin.", completion: .file(extensions: ["warc", "gz"]))
  var files: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Files named by another's lines; - is stdin. For engines that pipe names.", valueName: "file")
  )
  var filesFrom: String?

  @Option(name: .long, help: "Pages worked on at once; the order stays that of the files.")
  var jobs = 1

  @Flag(name: [.short, .long], help: "Nothing but errors on stderr: broken records are not named.")
  var quiet = false

  @Flag(name: [.short, .long], help: "Say what each file held, on stderr.")
  var verbose = false

  func validate() throws {
    guard (1...1024).contains(jobs) else { throw ValidationError("--jobs takes 1 to 1024.") }
    guard !files.isEmpty || filesFrom != nil else {
      throw ValidationError("Name a WARC file, or - for stdin.")
    }
  }

  func run() throws {
    var failure: Failure?
    for file in files { try read(file, &failure) }
    if let filesFrom {
      let names = filesFrom == "-" ? LineReader() : try LineReader(path: filesFrom)
      while let line = try names.nextLine() {
        let name = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .whitespaces)
        if !name.isEmpty { try read(name, &failure) }
      }
    }
    if let failure { throw failure }
  }

  /// Reads one file; one that cannot be read is said at the end, by the exit status too.
  private func read(_ file: String, _ failure: inout Failure?) throws {
    do {
      var archive = WARCFile(
        name: file, reader: file == "-" ? LineReader() : try LineReader(path: file),
        isQuiet: quiet)
      try archive.extract(jobs: jobs, to: StandardOutput())
      if verbose { StandardError.write(Terminal.safe(archive.summary) + "\n") }
      if !archive.isWARC {
        throw Failure(.data, "\(file) holds no WARC record; is it a WARC file?")
      }
    } catch let error as Failure {
      if let earlier = failure {
        StandardError.write("tidings: " + Terminal.safe(earlier.message) + "\n")
      }
      failure = error
    }
  }
}

/// One WARC file on its way to JSON lines.
private struct WARCFile {
  /// Broken records of one file that are named one by one.
  private static let mostNamed = 20

  let name: String
  let isQuiet: Bool
  private var pages: WARCPages
  private var broken = 0
  private var written = 0

  init(name: String, reader: LineReader, isQuiet: Bool) {
    self.name = name
    self.isQuiet = isQuiet
    pages = WARCPages { try reader.nextBytes($0) }
  }

  var isWARC: Bool { pages.hasRecords }

  var summary: String {
    let others = pages.passedOver.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)" }
    return "\(name): \(written) pages, \(broken) broken records; passed over: "
      + (others.isEmpty ? "none" : others.joined(separator: ", "))
  }

  mutating func extract(jobs: Int, to output: StandardOutput) throws {
    let work = OrderedWork<WARCPage, Result<Data, any Error>>(jobs: jobs) { page in
      Result { try StandardOutput.line(Self.record(of: page)) }
    }
    try work.run {
      try nextPage()
    } receive: {
      try output.write($0.get())
    }
    if broken > Self.mostNamed, !isQuiet {
      StandardError.write(
        "tidings: \(name): \(broken - Self.mostNamed) further records are broken\n")
    }
  }

  private mutating func nextPage() throws -> WARCPage? {
    while let entry = try pages.next() {
      switch entry {
      case .page(let page):
        written += 1
        return page
      case .broken(let problem): say(problem)
      }
    }
    return nil
  }

  private mutating func say(_ problem: WARCProblem) {
    broken += 1
    guard broken <= Self.mostNamed, !isQuiet else { return }
    let what = problem.target.map { " (\($0))" } ?? ""
    StandardError.write(
      "tidings: "
        + Terminal.safe("\(name): at byte \(problem.offset)\(what): \(problem.reason.sentence)")
        + "\n")
  }

  private static func record(of page: WARCPage) -> Identified<ExtractStage.Output> {
    let article = ArticleExtractor().extract(
      page.bytes, url: page.url, charset: page.charset, now: Date())
    var output = ExtractStage.Output(article)
    output.url = page.url
    output.date = page.date
    return Identified(id: page.id.map(JSONValue.string) ?? .null, value: output)
  }
}
