/// Which languages are written in a script, and how likely a language is before a word is read.
enum ScriptLanguages {
  /// Languages by ISO 15924 script, the commonest first. Latin is not among them: it can be any.
  static let languages: [String: [String]] = [
    "Cyrl": [
      "ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "mn", "tg", "tt", "uz", "az", "ba", "cv",
      "sah", "os", "ab", "ce",
    ],
    "Arab": ["ar", "fa", "ur", "ps", "ckb", "ku", "ug", "sd", "pa", "ks", "az", "bal", "ms"],
    "Deva": ["hi", "mr", "ne", "bh", "bho", "sa", "kok", "mai", "doi", "ks", "sd"],
    "Hebr": ["he", "yi"], "Ethi": ["am", "ti"], "Beng": ["bn", "as"], "Jpan": ["ja"],
    "Hani": ["zh", "ja"],
    "Kore": ["ko"], "Thai": ["th"], "Laoo": ["lo"], "Khmr": ["km"], "Mymr": ["my", "shn"],
    "Grek": ["el"],
    "Geor": ["ka", "xmf"], "Armn": ["hy"], "Taml": ["ta"], "Telu": ["te"], "Knda": ["kn"],
    "Mlym": ["ml"], "Gujr": ["gu"],
    "Guru": ["pa"], "Orya": ["or"], "Sinh": ["si"], "Tibt": ["bo", "dz"], "Thaa": ["dv"],
    "Mong": ["mn"], "Cher": ["chr"],
  ]

  /// Languages that short texts of a larger neighbour are mistaken for.
  private static let small: Set<String> = [
    "af", "gl", "fo", "ms", "bs", "nn", "co", "eu", "ca", "lb", "fy", "oc", "be", "mk", "tt", "cy",
    "ga", "sco", "su", "jv",
  ]

  /// Languages that the detector names for a handful of letters, and that hardly any feed is in.
  private static let rare: Set<String> = [
    "gv", "rw", "ny", "ia", "ie", "vo", "la", "mi", "sm", "to", "fj", "ln", "lg", "sn", "st", "tn",
    "ts", "ve", "ss", "xh", "rn", "bi",
    "kl", "rm", "gd", "br", "ay", "gn", "qu", "za", "haw", "war", "ceb", "nso", "crs", "mfe", "kha",
    "sg", "ak", "ee", "om", "wo", "mg",
    "hmn", "eo", "tlh", "lua", "nr", "gaa", "loz", "lif", "new", "syr", "na", "aa",
  ]

  /// Larger languages whose neighbours hardly differ from them.
  private static let alike: Set<String> = ["hr", "sr", "nb", "id", "hi"]

  /// Whether it takes the whole of a text to tell a language from its neighbours.
  static func hasLikeNeighbors(_ tag: String) -> Bool { prior(of: tag) < 1 || alike.contains(tag) }

  /// 1 for most; less for those that are more often a mistake than a language of news, unless the feed names them.
  static func prior(of tag: String) -> Double {
    rare.contains(tag) ? 0.5 : small.contains(tag) ? 0.75 : 1
  }
}
