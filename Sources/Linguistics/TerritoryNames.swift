internal import CLibICU

/// What countries and territories are called in a language, from ICU's locale data (CLDR).
package struct TerritoryNames: Sendable {
  /// Name, folded with ``Normalization/casefold(_:)`` → ISO 3166 code: `việt nam` → `VN`.
  package let codes: [String: String]
  /// ISO 3166 code → name as written.
  package let names: [String: String]

  /// - Parameter language: BCP 47. A language that ICU has no names for gives empty tables.
  ///
  /// About 250 lookups in ICU's data: make one per language and keep it.
  package init(language: String) {
    var codes: [String: String] = [:]
    var names: [String: String] = [:]
    for code in Self.isoCodes {
      // ICU gives back the bare code where it has no name in that language.
      guard let name = Self.name(of: code, in: language), name != code else { continue }
      names[code] = name
      codes[Normalization.casefold(name)] = code
    }
    self.codes = codes
    self.names = names
  }

  /// The ISO 3166 code of a territory by its name in this language, whatever the case.
  package func code(of name: String) -> String? { codes[Normalization.casefold(name)] }

  private static let isoCodes: [String] = {
    var codes: [String] = []
    guard var next = tidings_icu_territories() else { return [] }
    while let code = next.pointee {
      codes.append(String(cString: code))
      next += 1
    }
    return codes
  }()

  private static func name(of code: String, in language: String) -> String? {
    var name = [UInt16](repeating: 0, count: 256)
    let length = Int(tidings_icu_territory_name(code, language, &name, Int32(name.count)))
    guard length > 0 else { return nil }
    return String(decoding: name[..<length], as: UTF16.self)
  }
}
