import Foundation
import Testing

@testable import Linguistics

/// Invented sentences in the charsets of the web, base64 of what an old server would have sent.
@Suite struct TextEncodingTests {
  static let sentences = [
    "ru":
      "Городской совет Каменки в среду утвердил план ремонта старого моста через реку Весёлая. Работы начнутся весной и продлятся до осени, сообщила глава комитета.",
    "de":
      "Der Stadtrat von Mühlbrück hat am Mittwoch beschlossen, die alte Fähre für übermäßig hohe Kosten nicht länger zu betreiben.",
    "pl":
      "Rada miasta Żółkiewka uchwaliła w środę remont zabytkowego mostu; prace rozpoczną się wiosną i potrwają do jesieni.",
    "el":
      "Το δημοτικό συμβούλιο αποφάσισε την Τετάρτη την επισκευή της παλιάς γέφυρας του ποταμού, είπε η δήμαρχος.",
    "tr":
      "Belediye meclisi çarşamba günü eski köprünün onarımına karar verdi; çalışmalar ilkbaharda başlayacak, dedi başkan Işık.",
    "he": "מועצת העיר החליטה ביום רביעי לתקן את הגשר הישן שמעל הנהר, והעבודות יתחילו באביב.",
    "ar":
      "قرر مجلس المدينة يوم الأربعاء إصلاح الجسر القديم فوق النهر، وستبدأ الأعمال في الربيع وتستمر حتى الخريف.",
    "lt":
      "Miesto taryba trečiadienį nusprendė suremontuoti senąjį tiltą per upę; darbai prasidės pavasarį ir tęsis iki rudens.",
    "vi":
      "Hội đồng thành phố hôm thứ tư đã thông qua việc sửa chữa cây cầu cũ bắc qua sông, công việc bắt đầu vào mùa xuân.",
    "zh": "市议会星期三通过了修缮河上旧桥的计划，工程将于春季开始，一直持续到秋季，委员会主席在会后表示。",
    "zht": "市議會星期三通過了修繕河上舊橋的計畫，工程將於春季開始，一直持續到秋季，委員會主席在會後表示。",
    "ja": "市議会は水曜日、川にかかる古い橋を修理する計画を承認した。工事は春に始まり、秋まで続くと委員長が述べた。",
    "ko": "시의회는 수요일에 강을 가로지르는 낡은 다리를 수리하는 계획을 승인했다. 공사는 봄에 시작되어 가을까지 계속된다.",
    "th": "สภาเมืองมีมติเมื่อวันพุธให้ซ่อมแซมสะพานเก่าข้ามแม่น้ำ งานจะเริ่มในฤดูใบไม้ผลิ",
    "uk":
      "Міська рада Кам'янки в середу ухвалила план ремонту старого мосту через річку; роботи почнуться навесні.",
  ]

  struct Sample: Sendable, CustomTestStringConvertible {
    var language, label, encoding, base64: String
    var testDescription: String { label }
    var bytes: [UInt8] { [UInt8](Data(base64Encoded: base64) ?? Data()) }
    var text: String { sentences[language] ?? "" }
  }

  static let samples = [
    Sample(
      language: "ru", label: "windows-1251", encoding: "windows-1251",
      base64: """
        w+7w7uTx6u7pIPHu4uXyIMrg7OXt6ugg4iDx8OXk8yDz8uLl8OTo6yDv6+DtIPDl7O7t8uAg8fLg8O7j\
        7iDs7vHy4CD35fDl5yDw5erzIMLl8bjr4P8uINDg4e7y+yDt4Pft8/Lx/yDi5fHt7ukg6CDv8O7k6//y\
        8f8g5O4g7vHl7egsIPHu7uH56OvgIOPr4OLgIOru7Ojy5fLgLg==
        """),
    Sample(
      language: "ru", label: "koi8-r", encoding: "koi8-r",
      base64: """
        58/Sz8TTy8/KINPP18XUIOvBzcXOy8kg1yDT0sXE1SDV1NfF0sTJzCDQzMHOINLFzc/O1MEg09TB0s/H\
        zyDNz9PUwSDexdLF2iDSxcvVIPfF06PMwdEuIPLBws/U2SDOwd7O1dTT0SDXxdPOz8ogySDQ0s/EzNHU\
        09EgxM8gz9PFzsksINPPz8LdyczBIMfMwdfBIMvPzcnUxdTBLg==
        """),
    Sample(
      language: "uk", label: "koi8-u", encoding: "koi8-u",
      base64: """
        7abT2MvBINLBxMEg68HNJ9HOy8kg1yDTxdLFxNUg1cjXwczJzMEg0MzBziDSxc3PztTVINPUwdLPx88g\
        zc/T1NUg3sXSxdog0qbey9U7INLPws/UySDQz97O1dTY09EgzsHXxdPOpi4=
        """),
    Sample(
      language: "ru", label: "iso-8859-5", encoding: "iso-8859-5",
      base64: """
        s97g3tTh2t7ZIOHe0tXiILrQ3NXd2tgg0iDh4NXU4yDj4tLV4NTY2yDf29DdIODV3N7d4tAg4eLQ4N7T\
        3iDc3uHi0CDn1eDV1yDg1drjILLV4fHb0O8uIMDQ0d7i6yDd0Ofd4+Lh7yDS1eHd3tkg2CDf4N7U2+/i\
        4e8g1N4g3uHV3dgsIOHe3tHp2NvQINPb0NLQINre3Nji1eLQLg==
        """),
    Sample(
      language: "ru", label: "ibm866", encoding: "ibm866",
      base64: """
        g67grqThqq6pIOGuoqXiIIqgrKWtqqggoiDh4KWk4yDj4qKl4KSoqyCvq6CtIOClrK6t4qAg4eKg4K6j\
        riCsruHioCDnpeClpyDgparjIIKl4fGroO8uIJCgoa7i6yCtoOet4+Lh7yCipeGtrqkgqCCv4K6kq+/i\
        4e8gpK4gruGlragsIOGurqHpqKugIKOroKKgIKqurKjipeKgLg==
        """),
    Sample(
      language: "de", label: "iso-8859-1", encoding: "windows-1252",
      base64: """
        RGVyIFN0YWR0cmF0IHZvbiBN/GhsYnL8Y2sgaGF0IGFtIE1pdHR3b2NoIGJlc2NobG9zc2VuLCBkaWUg\
        YWx0ZSBG5GhyZSBm/HIg/GJlcm3k32lnIGhvaGUgS29zdGVuIG5pY2h0IGzkbmdlciB6dSBiZXRyZWli\
        ZW4u
        """),
    Sample(
      language: "de", label: "iso-8859-15", encoding: "iso-8859-15",
      base64: """
        RGVyIFN0YWR0cmF0IHZvbiBN/GhsYnL8Y2sgaGF0IGFtIE1pdHR3b2NoIGJlc2NobG9zc2VuLCBkaWUg\
        YWx0ZSBG5GhyZSBm/HIg/GJlcm3k32lnIGhvaGUgS29zdGVuIG5pY2h0IGzkbmdlciB6dSBiZXRyZWli\
        ZW4u
        """),
    Sample(
      language: "pl", label: "iso-8859-2", encoding: "iso-8859-2",
      base64: """
        UmFkYSBtaWFzdGEgr/Oza2lld2thIHVjaHdhbGmzYSB3ILZyb2TqIHJlbW9udCB6YWJ5dGtvd2VnbyBt\
        b3N0dTsgcHJhY2Ugcm96cG9jem6xIHNp6iB3aW9zbrEgaSBwb3Ryd2FqsSBkbyBqZXNpZW5pLg==
        """),
    Sample(
      language: "pl", label: "windows-1250", encoding: "windows-1250",
      base64: """
        UmFkYSBtaWFzdGEgr/Oza2lld2thIHVjaHdhbGmzYSB3IJxyb2TqIHJlbW9udCB6YWJ5dGtvd2VnbyBt\
        b3N0dTsgcHJhY2Ugcm96cG9jem65IHNp6iB3aW9zbrkgaSBwb3Ryd2FquSBkbyBqZXNpZW5pLg==
        """),
    Sample(
      language: "el", label: "windows-1253", encoding: "windows-1253",
      base64: """
        1O8g5Ofs7/Tp6vwg8/Xs4u/96+nvIOHw7/bc8+nz5SD05+0g1OX03PH05yD05+0g5fDp8+rl9d4g9Ofy\
        IPDh6+nc8iDj3fb18eHyIPTv9SDw7/Th7O/9LCDl3/DlIOcg5N7s4fH37/Iu
        """),
    Sample(
      language: "tr", label: "iso-8859-9", encoding: "windows-1254",
      base64: """
        QmVsZWRpeWUgbWVjbGlzaSDnYXL+YW1iYSBn/G78IGVza2kga/Zwcvxu/G4gb25hcv1t/W5hIGthcmFy\
        IHZlcmRpOyDnYWz9/m1hbGFyIGlsa2JhaGFyZGEgYmH+bGF5YWNhaywgZGVkaSBiYf5rYW4gSf79ay4=
        """),
    Sample(
      language: "he", label: "windows-1255", encoding: "windows-1255",
      base64: """
        7uXy9vog5PLp+CDk5+zp6OQg4enl7SD44eny6SDs+vfvIOD6IOTi+fgg5On57yD57vLsIOTw5PgsIOXk\
        8uHl4+X6IOn65+ns5SDh4OHp4S4=
        """),
    Sample(
      language: "ar", label: "windows-1256", encoding: "windows-1256",
      base64: """
        3tHRIOPM4dMgx+Hjz+3kySDt5uMgx+HD0cjax8EgxdXhx80gx+HM09Egx+Hez+3jIN3m3iDH4eTl0aEg\
        5tPKyM/DIMfhw9rjx+Eg3e0gx+HRyO3aIObK08rj0SDNyuwgx+HO0e3dLg==
        """),
    Sample(
      language: "lt", label: "windows-1257", encoding: "windows-1257",
      base64: """
        TWllc3RvIHRhcnliYSB0cmXoaWFkaWVu4SBudXNwcmVuZOsgc3VyZW1vbnR1b3RpIHNlbuBq4SB0aWx0\
        4CBwZXIgdXDmOyBkYXJiYWkgcHJhc2lk63MgcGF2YXNhcuEgaXIgdOZzaXMgaWtpIHJ1ZGVucy4=
        """),
    Sample(
      language: "vi", label: "windows-1258", encoding: "windows-1258",
      base64: """
        SPTyaSDw9MxuZyB0aOBuaCBwaPTsIGj0bSB0aP3sIHT9IPBh3iB0aPRuZyBxdWEgdmnq8mMgc/3SYSBj\
        aP3eYSBj4nkgY+LMdSBjdd4gYuPsYyBxdWEgc/RuZywgY/RuZyB2aeryYyBi4+x0IPDizHUgduBvIG35\
        YSB4deJuLg==
        """),
    Sample(
      language: "vi", label: "viscii", encoding: "viscii",
      base64: """
        SLVpIPCwbmcgdGjgbmggcGivIGj0bSB0aNEgdN8g8OMgdGj0bmcgcXVhIHZprmMgc9hhIGNo5mEgY+J5\
        IGOldSBj+yBioWMgcXVhIHP0bmcsIGP0bmcgdmmuYyBioXQg8KV1IHbgbyBt+WEgeHXibi4=
        """),
    Sample(
      language: "zh", label: "gb2312", encoding: "gbk",
      base64: """
        ytDS6bvh0MfG2sj9zai5/cHL0N7JybrTyc++ycfFtcS8xruuo6y5pLPMvavT2rS6vL6/qsq8o6zSu9ax\
        s9bQ+LW9x++8vqOszq/Usbvh1vfPr9Tau+G687Htyr6how==
        """),
    Sample(
      language: "zh", label: "gb18030", encoding: "gb18030",
      base64: """
        ytDS6bvh0MfG2sj9zai5/cHL0N7JybrTyc++ycfFtcS8xruuo6y5pLPMvavT2rS6vL6/qsq8o6zSu9ax\
        s9bQ+LW9x++8vqOszq/Usbvh1vfPr9Tau+G687Htyr6how==
        """),
    Sample(
      language: "zht", label: "big5", encoding: "big5",
      base64: """
        pavEs7d8rFC0waRUs3G5TKRGrdfCtaplpFfCwr70qrqtcLVloUGkdbV7sU6p86xLqXW2falsoUGkQKq9\
        q/nE8qjsrO6pdaFBqWWt+7d8pUSudaZit3yr4artpdyhQw==
        """),
    Sample(
      language: "ja", label: "Shift_JIS", encoding: "shift_jis",
      base64: """
        jnOLY4nvgs2QhZdqk/qBQZDsgsmCqYKpgumMw4Kii7SC8I9Dl52Ct4LpjHaJ5oLwj7OURoK1gr2BQo1I\
        jpaCzY90gsmOboLcguiBQY9IgtyCxZGxgq2CxojPiPWSt4Kqj3GC14K9gUI=
        """),
    Sample(
      language: "ja", label: "x-euc-jp", encoding: "euc-jp",
      base64: """
        u9S1xLLxpM+/5c3LxvyhosDupMukq6SrpOu4xaSktrak8r2kzf2kuaTrt9ey6KTyvrXHp6S3pL+ho7mp\
        u/akz73VpMu7z6TepOqhor2ppN6kx8KzpK+kyLDRsPfEuaSsvdKk2aS/oaM=
        """),
    Sample(
      language: "ja", label: "iso-2022-jp", encoding: "iso-2022-jp",
      base64: """
        GyRCO1Q1RDJxJE8/ZU1LRnwhIkBuJEskKyQrJGs4RSQkNjYkcj0kTX0kOSRrN1cyaCRyPjVHJyQ3JD8h\
        IzkpO3YkTz1VJEs7TyReJGohIj0pJF4kR0IzJC8kSDBRMHdEOSQsPVIkWSQ/ISMbKEI=
        """),
    Sample(
      language: "ko", label: "ks_c_5601-1987", encoding: "euc-kr",
      base64: """
        vcPAx8i4tMIgvPa/5MDPv6EgsK3AuyCwobfOwfa4o7TCILOwwLogtNm4rrimILz2uK7Hz7TCILDoyLnA\
        uyC9wsDOx9+02S4gsPi757TCILq9v6EgvcPA27XHvu4gsKHAu7HuwfYgsOi807XItNku
        """),
    Sample(
      language: "th", label: "tis-620", encoding: "windows-874",
      base64: """
        ysDS4MHXzafB1cG11ODB1+jNx9G5vti448vpq+jNweGrwcrQvtK54KHo0qLp0sHhwei56dMgp9K5qNDg\
        w9ToweO5xLTZ47rkwem8xdQ=
        """),
  ]

  @Test("A right HTTP label is followed", arguments: samples)
  func labelled(_ sample: Sample) {
    let decoded = TextEncoding.decode(sample.bytes, charset: sample.label)
    #expect(
      decoded == .init(text: sample.text, encoding: sample.encoding, replacements: 0))
  }

  @Test("The document's own label serves where the server is silent", arguments: samples)
  func declared(_ sample: Sample) {
    let decoded = TextEncoding.decode(sample.bytes, charset: nil, declared: sample.label)
    #expect(decoded.text == sample.text)
  }

  @Test(
    "A Western label on another script's bytes is not believed",
    arguments: [
      "windows-1251", "koi8-r", "gb2312", "big5", "Shift_JIS", "ks_c_5601-1987", "windows-1253",
    ])
  func mislabelled(_ label: String) throws {
    let sample = try #require(Self.samples.first { $0.label == label })
    let page = Array("<p>".utf8) + sample.bytes + Array("</p> <p>".utf8) + sample.bytes
    let decoded = TextEncoding.decode(page, charset: "iso-8859-1")
    #expect(decoded.text.contains(sample.text))
  }

  @Test(
    "Without any label the detector finds the charset",
    arguments: [
      "windows-1251", "koi8-r", "gb18030", "big5", "Shift_JIS", "x-euc-jp", "iso-2022-jp",
      "ks_c_5601-1987", "tis-620",
    ])
  func unlabelled(_ label: String) throws {
    let sample = try #require(Self.samples.first { $0.label == label })
    #expect(TextEncoding.decode(sample.bytes, charset: nil).text == sample.text)
  }

  @Test(
    "Valid UTF-8 is believed before any label",
    arguments: ["iso-8859-1", "gb2312", "nonsense", nil])
  func utf8First(_ label: String?) {
    let text = Self.sentences.values.joined(separator: "\n")
    #expect(
      TextEncoding.decode(Array(text.utf8), charset: label)
        == .init(text: text, encoding: "utf-8", replacements: 0))
  }

  @Test("A stray byte does not turn a UTF-8 page into another charset")
  func damagedUTF8() {
    let half = Array((Self.sentences["ru"] ?? "").utf8)
    let decoded = TextEncoding.decode(half + [0xE9] + half, charset: "windows-1251")
    #expect(decoded.encoding == "utf-8")
    #expect(decoded.replacements == 1)
  }

  @Test("Byte order marks, and UTF-16 that lost its mark")
  func marks() {
    let text = "<p>Фото 写真</p> and enough ASCII"
    let wide = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let ascii = "<p>plain enough text</p>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(TextEncoding.decode([0xFF, 0xFE] + wide, charset: "utf-8").text == text)
    #expect(TextEncoding.decode([0xEF, 0xBB, 0xBF] + Array(text.utf8), charset: nil).text == text)
    #expect(TextEncoding.decode(ascii, charset: nil).text == "<p>plain enough text</p>")
  }

  @Test(
    "Labels as documents write them",
    arguments: [
      ("<meta charset=\"GBK\">", "GBK"),
      ("<META http-equiv=Content-Type content='text/html; charset = EUC-KR'>", "EUC-KR"),
      ("<?xml version='1.0' encoding='koi8-r'?><a charset='x'/>", "koi8-r"),
      ("<p>no label", nil), ("charset=", nil), ("", nil),
    ])
  func ownLabel(_ head: String, _ label: String?) {
    #expect(TextEncoding.declaredCharset(in: Array(head.utf8)) == label)
  }

  @Test("No bytes are too bad")
  func noise() {
    var state: UInt64 = 7
    for length in [0, 1, 2, 3, 15, 16, 17, 300, 5000] {
      let bytes = (0..<length).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      for label in [nil, "utf-8", "gb18030", "iso-2022-jp", "utf-16", "viscii", "big5"] {
        let decoded = TextEncoding.decode(bytes, charset: label)
        #expect(decoded.text.utf8.count <= 4 * length + 8)
      }
    }
  }
}
