/// Time zones by the abbreviations that feeds use.
enum TimeZoneNames {
  /// Minutes east of UTC; `name` in lower case.
  ///
  /// Where two zones share an abbreviation the one with more readers counts (`ist` is India's, `cst`
  /// America's, `bst` Britain's), unless the feed's language is the other's.
  static func offset(_ name: String, language: String?) -> Int? {
    if let language, let own = contested[name]?[language] { return own }
    return offsets[name]
  }

  private static let contested: [String: [String: Int]] = [
    "ist": ["he": 120, "ga": 60], "cst": ["zh": 480], "bst": ["bn": 360], "ast": ["ar": 180],
    "gst": ["ar": 240], "est": ["et": 120],
  ]

  private static let offsets: [String: Int] = [
    "gmt": 0, "utc": 0, "ut": 0, "z": 0, "uct": 0, "wet": 0, "west": 60, "bst": 60, "cet": 60,
    "cest": 120,
    "met": 60, "mest": 120, "mez": 60, "mesz": 120, "hnec": 60, "heec": 120, "eet": 120,
    "eest": 180,
    "msk": 180, "msd": 240, "trt": 180, "cat": 120, "sast": 120, "wat": 60, "eat": 180, "ist": 330,
    "pkt": 300,
    "npt": 345, "ict": 420, "wib": 420, "wita": 480, "wit": 540, "sgt": 480, "myt": 480, "pht": 480,
    "hkt": 480, "awst": 480, "jst": 540, "kst": 540, "acst": 570, "acdt": 630, "aest": 600,
    "aedt": 660,
    "nzst": 720, "nzdt": 780, "irst": 210, "irdt": 270, "gst": 240, "nst": -210, "ndt": -150,
    "ast": -240,
    "adt": -180, "at": -240, "est": -300, "edt": -240, "et": -300, "cst": -360, "cdt": -300,
    "ct": -360, "mst": -420,
    "mdt": -360, "mt": -420, "pst": -480, "pdt": -420, "pt": -480, "akst": -540, "akdt": -480,
    "hst": -600,
    "brt": -180, "brst": -120, "art": -180, "clt": -240, "clst": -180, "cot": -300, "pet": -300,
    "vet": -240,
    "bot": -240, "uyt": -180, "gft": -180,
  ]
}
