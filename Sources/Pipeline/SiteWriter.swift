package import Digests
package import Foundation
internal import Glibc
internal import NewsModel
package import Storage

/// Writes the archive as a folder of pages.
///
/// Every page is rendered, and written only where it differs from what is there: equal databases leave the folder untouched,
/// whatever was in it before. Each file is replaced at once or not at all. Pages that are no longer part of it are removed, and
/// nothing that was not written by it.
package struct SiteWriter {
  package let store: NewsStore
  /// Absolute.
  package let folder: String
  package let options: SiteOptions
  private let renderer: SiteRenderer
  private var report = SiteReport()
  private var written: Set<String> = []
  private var titles: [SiteTitle] = []
  private var months: [String] = []
  /// Folders that are there.
  private var folders: Set<String> = []

  /// Unicode scalars of each version's text.
  private static let excerptLength = 320
  /// Stories on the first page.
  private static let frontLength = 12
  /// Lists the files of the archive, a path a line.
  private static let manifest = ".tidings-site"
  /// The file that is being written.
  private static let unfinished = ".tidings-site-new"

  package init(store: NewsStore, folder: String, options: SiteOptions) {
    self.store = store
    self.folder = folder
    self.options = options
    renderer = SiteRenderer(options: options)
  }

  /// - Parameter since: leaves out what was first seen earlier.
  /// - Throws: ``SiteError``, `StorageError`.
  package mutating func write(since: Date? = nil) throws -> SiteReport {
    let earlier = try claimFolder()
    try store.readArchive(since: since) { reader in
      let days = try reader.days().map {
        SiteDay(day: $0.day, articles: $0.articles, stories: $0.stories)
      }
      for index in days.indices { try write(days, at: index, reader) }
      try flushTitles(before: nil)
      try writeLists(reader)
      try writeFront(days, reader)
      for alias in try reader.aliases() where !written.contains(SitePath.story(alias.alias)) {
        try put(renderer.alias(alias.alias, of: alias.story), at: SitePath.story(alias.alias))
      }
    }
    try remove(earlier.subtracting(written))
    try note(written)
    return report
  }

  // MARK: Pages

  private mutating func write(_ days: [SiteDay], at index: Int, _ reader: ArchiveReader) throws {
    let day = days[index]
    try flushTitles(before: day.day)
    let ids = try reader.storyIDs(onDay: day.day)
    let size = SiteOptions.storiesPerPage
    let pages = max(1, (ids.count + size - 1) / size)
    // Newest first: the day after stands before.
    let neighbours = (
      before: index + 1 < days.count ? days[index + 1].day : nil,
      after: index > 0 ? days[index - 1].day : nil
    )
    for page in 1...pages {
      let part = Array(ids[(page - 1) * size..<min(page * size, ids.count)])
      let stories = try self.stories(part, reader)
      for story in stories {
        try put(renderer.story(story), at: SitePath.story(story.uid))
        titles.append(SiteTitle(story))
      }
      try put(
        renderer.day(day, stories: stories, page: page, of: pages, neighbours: neighbours),
        at: SitePath.day(day.day, page: page))
    }
    report.stories += ids.count
    report.days += 1
  }

  private func stories(_ ids: [Int64], _ reader: ArchiveReader) throws -> [SiteStory] {
    try reader.stories(ids, versions: SiteOptions.mostVersions, excerpt: Self.excerptLength)
      .map { SiteStory($0, excerpt: Self.excerptLength) }
  }

  /// Days come newest first, so that a month's titles are complete when a day of another one comes.
  private mutating func flushTitles(before day: String?) throws {
    guard let month = titles.last?.day.prefix(7), day.map({ !$0.hasPrefix(month) }) ?? true else {
      return
    }
    let path = SitePath.titles(String(month))
    try put(renderer.titles(month: String(month), stories: titles), at: path)
    months.append(String(month))
    titles.removeAll(keepingCapacity: true)
  }

  private mutating func writeLists(_ reader: ArchiveReader) throws {
    var bySource = SiteListing()
    try reader.forEachArticle { bySource.add(SiteEntry($0), to: $0.source) }
    var byWatch = SiteListing()
    try reader.forEachHit { byWatch.add(SiteEntry($1), to: $0) }
    let (sources, watches) = (bySource.lists, byWatch.lists)
    for list in sources { try put(renderer.source(list), at: SitePath.source(list.name)) }
    for list in watches { try put(renderer.watch(list), at: SitePath.watch(list.name)) }
    try put(renderer.sources(sources), at: SitePath.sources)
    try put(renderer.watches(watches), at: SitePath.watches)
    report.sources = sources.count
  }

  private mutating func writeFront(_ days: [SiteDay], _ reader: ArchiveReader) throws {
    let ids = try days.first.map { try reader.storyIDs(onDay: $0.day) } ?? []
    let front = try stories(Array(ids.prefix(Self.frontLength)), reader)
    let newest = try stories(try reader.newestStoryIDs(limit: SiteOptions.feedLength), reader)
    try put(renderer.index(days: days, newest: front), at: SitePath.index)
    try put(renderer.searchPage, at: SitePath.search)
    try put(renderer.feed(newest), at: SitePath.feed)
    try put(renderer.style, at: SitePath.style)
    try put(renderer.script(months: months), at: SitePath.script)
  }

  // MARK: Files

  private func path(_ relative: String) -> String { folder + "/" + relative }

  private mutating func put(_ text: String, at relative: String) throws {
    guard written.insert(relative).inserted else { return }
    report.pages += 1
    let path = path(relative)
    let bytes = Data(text.utf8)
    let url = URL(fileURLWithPath: path)
    if let old = try? Data(contentsOf: url), old == bytes { return }
    do {
      let parent = (path as NSString).deletingLastPathComponent
      if folders.insert(parent).inserted { try makeFolder(parent) }
      try replace(path, with: bytes)
    } catch {
      throw SiteError(
        isFolder: false, message: "\(path) cannot be written: \(error.localizedDescription)")
    }
    report.changed += 1
  }

  /// Whole or not at all, without waiting for the disk as Foundation's atomic writing does for every file (30 files a
  /// second): what a power cut should spoil differs from its page, and is written anew the next time.
  private func replace(_ path: String, with bytes: Data) throws {
    let new = self.path(Self.unfinished)
    try bytes.write(to: URL(fileURLWithPath: new))
    guard rename(new, path) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
  }

  private func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// The files that an earlier archive here consists of. A folder with anything else in it is somebody's.
  private func claimFolder() throws -> Set<String> {
    do { try makeFolder(folder) } catch {
      throw SiteError(
        isFolder: false, message: "\(folder) cannot be made: \(error.localizedDescription)")
    }
    if let text = try? String(contentsOfFile: path(Self.manifest), encoding: .utf8) {
      return Set(text.split(separator: "\n").map(String.init))
    }
    guard try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty else {
      throw SiteError(
        isFolder: true,
        message: "\(folder) holds something else; give a new folder, or an archive written before.")
    }
    // Before the first page: what is left of a writing that was killed can be gone on with.
    try note([])
    return []
  }

  private func note(_ files: Set<String>) throws {
    let text = files.sorted().map { $0 + "\n" }.joined()
    let url = URL(fileURLWithPath: path(Self.manifest))
    if let old = try? Data(contentsOf: url), old == Data(text.utf8) { return }
    do { try Data(text.utf8).write(to: url, options: .atomic) } catch {
      throw SiteError(
        isFolder: false, message: "\(url.path) cannot be written: \(error.localizedDescription)")
    }
  }

  /// - Parameter files: as the manifest has them; a line that leads out of the folder is none of ours.
  private mutating func remove(_ files: Set<String>) throws {
    for file in files.sorted()
    where !file.hasPrefix("/") && !file.split(separator: "/").contains("..") {
      guard (try? FileManager.default.removeItem(atPath: path(file))) != nil else { continue }
      report.removed += 1
    }
  }
}

/// What the writing of an archive did.
package struct SiteReport: Sendable, Hashable, Codable {
  package var days = 0
  package var stories = 0
  package var sources = 0
  /// Files that it consists of.
  package var pages = 0
  /// Of those, the ones that were not there so.
  package var changed = 0
  package var removed = 0
}

package struct SiteError: Error, Sendable, Hashable {
  /// The folder was not fit, rather than the disk.
  package var isFolder: Bool
  package var message: String
}

/// Gathers lists from articles that come newest first.
private struct SiteListing {
  private var gathered: [String: SiteList] = [:]
  private var stories: [String: Set<String>] = [:]
  private var sources: [String: Set<String>] = [:]
  private var storiesOfDay: [String: Set<String>] = [:]

  mutating func add(_ entry: SiteEntry, to name: String) {
    var list = gathered.removeValue(forKey: name) ?? SiteList(name: name)
    let day = String(Timestamp.string(from: entry.firstSeen).prefix(10))
    if list.days.last?.day != day {
      list.days.append(SiteDay(day: day, articles: 0, stories: 0))
      storiesOfDay[name] = []
    }
    let last = list.days.count - 1
    let story = entry.storyUID ?? entry.url
    list.articles += 1
    list.days[last].articles += 1
    if storiesOfDay[name, default: []].insert(story).inserted { list.days[last].stories += 1 }
    stories[name, default: []].insert(story)
    sources[name, default: []].insert(entry.source)
    if list.entries.count < SiteOptions.mostEntries { list.entries.append(entry) }
    gathered[name] = list
  }

  /// Those of most articles first.
  var lists: [SiteList] {
    gathered.values.map { list in
      var list = list
      list.stories = stories[list.name]?.count ?? 0
      list.sources = sources[list.name]?.count ?? 0
      return list
    }.sorted { ($1.articles, $0.name) < ($0.articles, $1.name) }
  }
}

extension SiteEntry {
  init(_ entry: ArchivedEntry) {
    self.init(
      title: entry.title ?? "", language: entry.language ?? "und", source: entry.source,
      firstSeen: entry.firstSeen, storyUID: entry.storyUID, url: entry.url ?? "", kind: entry.kind)
  }
}

extension SiteStory {
  init(_ story: ArchivedStory, excerpt: Int) {
    self.init(
      uid: story.uid, headline: story.headline ?? "", language: story.language ?? "und",
      firstSeen: story.firstSeen, lastSeen: story.lastSeen, articles: story.articles,
      sources: story.sources, languages: story.languages, keywords: story.keywords,
      watches: story.watches,
      sentences: story.sentences.map {
        SiteSentence(
          language: $0.language, text: $0.text, articleUID: $0.articleUID, url: $0.url ?? "")
      },
      versions: SiteVersion.all(of: story.members, excerpt: excerpt))
  }
}

extension SiteVersion {
  static func all(of members: [ArchivedMember], excerpt: Int) -> [SiteVersion] {
    let corrections = VersionCorrection.all(
      in: members.map { ($0.uid, $0.matchedUID, $0.reasons) })
    return members.map { member in
      var version = SiteVersion(member, excerpt: excerpt)
      version.correction = corrections[member.uid]
      return version
    }
  }

  init(_ member: ArchivedMember, excerpt: Int) {
    self.init(
      uid: member.uid, kind: member.kind, title: member.title ?? "",
      language: member.language ?? "und", source: member.source, url: member.url ?? "",
      byline: member.byline ?? "", published: member.published, firstSeen: member.firstSeen,
      status: member.bodyStatus, words: member.words,
      excerpt: Self.cut(member.excerpt ?? "", at: excerpt), matched: member.matchedUID,
      score: member.score, reasons: member.reasons)
  }

  /// The beginning of a text, up to a blank where there is one near its end; scripts without blanks are cut anywhere.
  private static func cut(_ text: String, at length: Int) -> String {
    let scalars = text.unicodeScalars
    guard scalars.count >= length else { return text }
    let head = scalars.prefix(length)
    let end = head.lastIndex { $0.properties.isWhitespace } ?? head.endIndex
    let isNear = head.distance(from: end, to: head.endIndex) < 40
    return String(String.UnicodeScalarView(isNear ? head[..<end] : head)) + " …"
  }
}
