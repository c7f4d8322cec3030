import Foundation
import Storage
import Testing

@testable import Pipeline

struct PageBacklogTests {
  private func page(_ id: Int64, attempts: Int = 0) -> PageWork {
    PageWork(
      id: id, uid: "\(id)", link: "https://a.example/\(id)", feed: nil, attempts: attempts,
      firstSeen: Date(timeIntervalSince1970: 0), published: nil)
  }

  @Test func letsWhatFailedWaitForWhatIsNew() {
    var backlog = PageBacklog(waiting: [page(1), page(2, attempts: 1), page(3)], limit: 4)
    #expect(backlog.fresh().map(\.id) == [1, 3])
    #expect(backlog.admitted([page(4)]).map(\.id) == [4])
    #expect(backlog.failedBefore().map(\.id) == [2])
    #expect(!backlog.isOver)
  }

  @Test func letsThroughNoMoreThanItsLimit() {
    var backlog = PageBacklog(waiting: [page(1), page(2, attempts: 3)], limit: 2)
    #expect(backlog.fresh().map(\.id) == [1])
    #expect(backlog.admitted([page(3), page(4)]).map(\.id) == [3])
    #expect(backlog.failedBefore().isEmpty)
    #expect(backlog.isOver)
  }
}
