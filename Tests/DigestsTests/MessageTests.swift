import Foundation
import NewsModel
import Testing

@testable import Digests

/// A digest as an e-mail's HTML and as a chat's JSON.
struct MessageTests {
  @Test func theSubjectSaysWhatIsWrong() {
    var digest = SampleDigest.digest
    #expect(DigestMessages(digest).subject.hasPrefix("\(digest.name) · "))
    digest.state = .stale
    #expect(DigestMessages(digest).subject.hasPrefix("STALE: "))
    digest.name = "a\r\nBcc: b"
    #expect(!DigestMessages(digest).subject.contains("\n"))
  }

  @Test func mailNeedsNothingThatMailProgramsDrop() {
    let html = DigestMessages(SampleDigest.digest).html
    for piece in ["<style", "var(", "<svg", "<script", "<img", "class=", "url("] {
      #expect(!html.contains(piece), "\(piece)")
    }
    for story in SampleDigest.digest.groups.flatMap(\.stories) {
      #expect(html.contains(Markup.escape(story.headline)))
    }
  }

  @Test func theChatIsShortAndCountsTheRest() throws {
    var digest = SampleDigest.digest
    let story = try #require(digest.groups.first?.stories.first)
    digest.groups = [
      DigestGroup(grouping: .tag, key: "x", stories: Array(repeating: story, count: 500))
    ]
    let text = try chat(digest)
    #expect(text.utf16.count <= 3900)
    let shown = text.components(separatedBy: "\n• ").count - 1
    #expect(shown > 3 && text.hasSuffix("… and \(500 - shown) more stories"))
  }

  @Test(arguments: HostileStrings.all)
  func hostileTextStaysTextInMessages(text: String) throws {
    let digest = SampleDigest.hostile(text)
    let innocent = SampleDigest.hostile("word")
    #expect(tags(DigestMessages(digest).html) == tags(DigestMessages(innocent).html))
    let chat = try chat(digest)
    // Links are ours: `<`, an address of the web, `|`, words, `>`.
    for match in chat.matches(of: /<([^>]*)>/) {
      let link = match.output.1.lowercased()
      #expect(link.hasPrefix("http://") || link.hasPrefix("https://"))
    }
    for call in ["@channel", "@here", "@everyone", "@all", "<!", "<@", "<#", "](", "```"] {
      #expect(!chat.contains(call), "\(call)")
    }
  }

  /// Names of elements other than links, which only some of the texts are.
  private func tags(_ page: String) -> [String] {
    page.matches(of: /<([a-zA-Z][^\s>\/]*)/).map { String($0.output.1).lowercased() }
      .filter { $0 != "a" }
  }

  private func chat(_ digest: Digest) throws -> String {
    let data = Data(DigestMessages(digest).chat.utf8)
    let object = try JSONSerialization.jsonObject(with: data) as? [String: String]
    return try #require(object?["text"])
  }
}
