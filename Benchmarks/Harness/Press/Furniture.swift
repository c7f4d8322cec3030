/// What stands around the articles of a site, in the site's language.
struct Furniture: Sendable {
  static let kinds = 4
  /// By size and language, some kinds for each.
  static let all: [Press.Size: [String: [Furniture]]] = Dictionary(
    uniqueKeysWithValues: Press.Size.allCases.map { size in
      (
        size,
        Dictionary(
          uniqueKeysWithValues: Tongue.all.map { tongue in
            (tongue.language, (0..<kinds).map { Furniture(tongue, kind: $0, size) })
          })
      )
    })

  let head: String
  let aside: String
  let foot: String

  private init(_ tongue: Tongue, kind: Int, _ size: Press.Size) {
    var maker = FurnitureMaker(
      tongue: tongue, prefix: ["site", "np", "c", "layout"][kind], size: size,
      dice: Dice(kind, tongue.language.utf8.count, 8))
    let style = maker.style(120 + 60 * kind)
    let script = maker.script((100 + 40 * kind) * size.scripts)
    head = maker.head(style: style, script: script)
    aside = maker.aside()
    foot = maker.foot(script: script)
  }
}

private struct FurnitureMaker {
  let tongue: Tongue
  let prefix: String
  let size: Press.Size
  var dice: Dice

  func style(_ rules: Int) -> String {
    (0..<rules).map {
      ".\(prefix)-block-\($0){margin:0 \($0 % 7)px;padding:\($0 % 11)px;color:#\($0 % 9)\($0 % 8)\($0 % 7)}\n"
    }.joined()
  }

  func script(_ slots: Int) -> String {
    (0..<slots).map {
      "window.\(prefix)=window.\(prefix)||[];\(prefix).push({slot:\($0),size:[300,\($0 * 7 % 600)],lazy:true});\n"
    }.joined()
  }

  mutating func phrase(_ count: Int) -> String {
    var words: [String] = []
    for _ in 0..<count { words.append(tongue.word(&dice)) }
    return words.joined(separator: tongue.isUnspaced ? "" : " ")
  }

  mutating func links(_ count: Int, words: Int, _ name: String) -> String {
    (0..<count).map { number in
      let label = phrase(words)
      return switch size {
      case .brief:
        "<li class=\"\(name)-item\"><a href=\"/\(name)/\(number)\">\(label)</a></li>\n"
      case .usual:
        """
        <li class="\(prefix)-\(name)__item" data-position="\(number)">
          <a class="\(prefix)-\(name)__link \(prefix)-link--plain" href="/\(name)/\(number)?ref=\(prefix)-\(name)" data-track="\(name):\(number)">
            <span class="\(prefix)-\(name)__label">\(label)</span></a></li>

        """
      }
    }.joined()
  }

  mutating func card(_ number: Int) -> String {
    let (picture, title, teaser) = (phrase(4), phrase(8), phrase(16))
    return switch size {
    case .brief:
      "<div class=\"\(prefix)-card\"><a href=\"/t/\(number)\"><img src=\"/i/\(number).jpg\" alt=\"\(picture)\"><h3>\(title)</h3></a><p>\(teaser)</p></div>\n"
    case .usual:
      """
      <div class="\(prefix)-card \(prefix)-card--teaser" data-position="\(number)">
        <a class="\(prefix)-card__link" href="/t/\(number)"><picture class="\(prefix)-card__picture">
          <source type="image/webp" srcset="/i/\(number).webp?width=320&amp;quality=75 320w, /i/\(number).webp?width=640&amp;quality=75 640w, /i/\(number).webp?width=960&amp;quality=75 960w">
          <img src="/i/\(number).jpg?width=320" alt="\(picture)" loading="lazy" width="320" height="180"></picture>
          <h3 class="\(prefix)-card__title">\(title)</h3></a>
        <p class="\(prefix)-card__teaser">\(teaser)</p></div>

      """
    }
  }

  mutating func head(style: String, script: String) -> String {
    """
    <style>\(style)</style><script>\(script)</script></head><body class="\(prefix)-page">
    <header class="\(prefix)-header"><a class="logo" href="/">\(phrase(2))</a><nav><ul>\(links(size.menu, words: 2, "section"))</ul></nav></header>
    <div class="\(prefix)-banner"><p>\(phrase(18))</p><button>\(phrase(1))</button></div>

    """
  }

  mutating func aside() -> String {
    """
    <aside class="\(prefix)-inline"><h4>\(phrase(3))</h4><ul>\(links(3, words: 7, "related"))</ul></aside>

    """
  }

  mutating func foot(script: String) -> String {
    let cards = (0..<size.cards).map { card($0) }.joined()
    let comments = (0..<6).map { _ in
      "<div class=\"comment\"><b>\(phrase(1))</b><p>\(phrase(20))</p></div>\n"
    }.joined()
    return """
      <section class="\(prefix)-more"><h2>\(phrase(3))</h2>\(cards)</section><section class="comments"><h2>\(phrase(2))</h2>\(comments)</section>
      <aside class="\(prefix)-popular"><ol>\(links(20, words: 8, "popular"))</ol></aside>
      <footer class="\(prefix)-footer"><ul>\(links(60, words: 2, "footer"))</ul><p>\(phrase(30))</p></footer><script>\(script)</script></body></html>

      """
  }
}
