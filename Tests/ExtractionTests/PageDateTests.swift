import Foundation
import Testing

@testable import Extraction

@Suite struct PageDateTests {
  @Test(
    "Dates as pages write them",
    arguments: [
      ("2024-03-05", "2024-03-05"), ("2024-03-05T23:59:00+09:00", "2024-03-05"),
      ("20240305", "2024-03-05"),
      ("20240305T101500", "2024-03-05"), ("Published: 5 March 2024, 10:15", "2024-03-05"),
      ("March 5th, 2024", "2024-03-05"), ("Mar. 5, 2024", "2024-03-05"),
      ("5 mars 2024", "2024-03-05"),
      ("5. März 2024", "2024-03-05"), ("5 de marzo de 2024", "2024-03-05"),
      ("5 марта 2024", "2024-03-05"),
      ("2024年3月5日", "2024-03-05"), ("2024년 3월 5일", "2024-03-05"), ("令和6年3月5日", "2024-03-05"),
      ("5 مارس 2024", "2024-03-05"), ("٥ مارس ٢٠٢٤", "2024-03-05"), ("5 मार्च 2024", "2024-03-05"),
      ("5 มีนาคม 2567", "2024-03-05"), ("5 tháng 3, 2024", "2024-03-05"),
      ("Thứ ba, 05/03/2024", "2024-03-05"),
      ("5.3.2024", "2024-03-05"), ("03/25/2024", "2024-03-25"), ("5.3.24", "2024-03-05"),
      ("1709632800", "2024-03-05"), ("1709632800000", "2024-03-05"), ("5 במרץ 2024", "2024-03-05"),
      ("2024 Mar 5", "2024-03-05"), ("2024-02-30", nil), ("1066-10-14", nil), ("no date", nil),
      ("12:30", nil), ("", nil),
    ])
  func reads(_ text: String, _ day: String?) {
    #expect(PageDate(reading: text)?.text == day)
  }

  @Test(
    "Dates in addresses",
    arguments: [
      ("/2024/03/05/story", "2024-03-05"), ("/2024/3/5/", "2024-03-05"),
      ("/news/20240305/x", "2024-03-05"),
      ("/story-2024-03-05.html", "2024-03-05"), ("/05-03-2024/story", "2024-03-05"),
      ("/article/A2024030514320005196", "2024-03-05"), ("/view/202403052515000", nil),
      ("/2024/story", nil),
      ("/story/123456789", nil), ("/2024/13/05/x", nil),
    ])
  func addresses(_ path: String, _ day: String?) {
    #expect(PageDate(url: "https://news.example\(path)")?.text == day)
  }

  @Test("Zones are kept apart from the day as written")
  func zones() {
    let date = PageDate(reading: "2024-03-05T23:30:00-05:00")
    #expect(date?.text == "2024-03-05")
    #expect(date?.instant == Date(timeIntervalSince1970: 1_709_699_400))
  }
}
