import NewsModel
import SampleNewsroom
import Testing

/// The table that the end-to-end tests compare the database with.
@Suite struct ExpectationTests {
  let newsroom = SampleNewsroom(now: sampleNow)

  @Test func linksAreUnique() {
    let links = newsroom.expectations.flatMap { [$0.link] + $0.otherLinks }
    #expect(Set(links).count == links.count)
  }

  @Test func membersOfAGroupAreCopiesOfOneKind() {
    for (group, members) in Dictionary(grouping: newsroom.expectations, by: \.group) {
      let kinds = Set(members.map(\.copies))
      #expect(kinds.count == 1, "\(group)")
      #expect((kinds == [nil]) == (members.count == 1), "\(group)")
      if kinds == [.translation] {
        #expect(Set(members.map(\.language)).count == members.count, "\(group)")
      } else {
        #expect(Set(members.map(\.language)).count == 1, "\(group)")
      }
    }
  }

  @Test func textStandsWhereTheStatusSaysSo() {
    for expected in newsroom.expectations {
      #expect(expected.status.hasText == !expected.paragraphs.isEmpty, "\(expected.link)")
      if !expected.status.hasText { #expect(expected.copies == nil, "\(expected.link)") }
    }
  }
}
