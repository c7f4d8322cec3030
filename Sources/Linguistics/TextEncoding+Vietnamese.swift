/// Two Vietnamese charsets that neither the WHATWG standard nor ICU has, for pages of the nineties.
enum VietnameseTables {
  /// RFC 1456.
  static let viscii = table(
    low: [2: "Ẳ", 5: "Ẵ", 6: "Ẫ", 20: "Ỷ", 25: "Ỹ", 30: "Ỵ"],
    high: """
      ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư\
      àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ
      """)

  /// TCVN 5712:1993, VN1; its five combining marks (B0–B4) included.
  static let tcvn = table(
    low: [
      1: "Ú", 2: "Ụ", 4: "Ừ", 5: "Ử", 6: "Ữ", 17: "Ứ", 18: "Ự", 19: "Ỳ", 20: "Ỷ", 21: "Ỹ", 22: "Ý",
      23: "Ỵ",
    ],
    high: """
      ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u{A0}ĂÂÊÔƠƯĐăâêôơưđẶ\u{300}\u{309}\u{303}\u{301}\u{323}\
      àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ
      """)

  private static func table(low: [Int: Unicode.Scalar], high: String) -> [Unicode.Scalar] {
    (0..<128).map { low[$0] ?? Unicode.Scalar(UInt8($0)) } + Array(high.unicodeScalars)
  }
}
