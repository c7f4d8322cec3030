import FeedParsing
import NewsModel
import Testing

struct ItemIdentityTests {
  private func identity(
    link: String? = nil, guid: String? = nil, title: String? = nil, text: String? = nil
  ) -> ItemIdentity {
    var item = FeedItem()
    (item.link, item.guid, item.title, item.summary) = (link, guid, title, text)
    return ItemIdentity(of: item)
  }

  @Test func knowsEditedItems() {
    let known = identity(
      link: "https://e.example/a?utm_source=rss", guid: "1", title: "Old", text: "Text")
    #expect(
      identity(link: "https://www.e.example/a", guid: "2", title: "New").isSameArticle(as: known))
    #expect(
      identity(link: "https://e.example/moved", guid: "1", title: "ＯＬＤ ", text: "x").isSameArticle(
        as: known))
    #expect(
      identity(link: "https://e.example/moved", guid: "1", title: "New", text: "<p>Text</p>")
        .isSameArticle(as: known))
  }

  @Test func keepsNewItemsApart() {
    let known = identity(link: "https://e.example/a", guid: "1", title: "Old", text: "Text")
    #expect(
      !identity(link: "https://e.example/b", guid: "1", title: "New", text: "Other").isSameArticle(
        as: known))
    #expect(
      !identity(link: "https://e.example/b", guid: "2", title: "Old", text: "Text").isSameArticle(
        as: known))
    #expect(!identity(title: "Old").isSameArticle(as: known))
  }

  @Test func uidHangsOnTheLink() {
    let item = identity(link: "http://www.e.example/a/?utm_medium=rss#x", guid: "1")
    #expect(
      item.uid(feed: "f") == ContentHash.uid(of: CanonicalURL.key(for: "https://e.example/a")))
    #expect(identity(guid: "1").uid(feed: "f") != identity(guid: "1").uid(feed: "g"))
    #expect(identity().uid(feed: "f") == nil)
  }
}
