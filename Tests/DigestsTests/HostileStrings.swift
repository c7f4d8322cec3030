/// Two hundred and more texts that mean harm, or that break careless writers.
enum HostileStrings {
  static let all: [String] =
    fixed + schemes.flatMap { [$0 + "alert(1)", " " + $0 + "x", $0.uppercased() + "x"] }
    + elements.flatMap {
      [
        "<\($0)>", "</\($0)>", "<\($0) onclick=alert(1) src=x href=x>a</\($0)>", "\"><\($0)>",
        "'><\($0) x='",
      ]
    }
    + handlers.map { "x\" \($0)=\"alert(1)" } + handlers.map { "x' \($0)=alert(1) '" }

  private static let elements = [
    "script", "img", "iframe", "svg", "object", "embed", "form", "input", "style", "link", "meta",
    "base", "math", "video", "audio", "template", "textarea", "title", "noscript", "plaintext",
  ]
  private static let handlers = [
    "onload", "onerror", "onclick", "onmouseover", "onfocus", "style", "srcdoc", "formaction",
  ]
  private static let schemes = [
    "javascript:", "data:text/html,", "vbscript:", "file:///etc/passwd#", "blob:", "java\nscript:",
    "java\tscript:", "\u{1}javascript:", "&#106;avascript:", "ftp://example.org/",
  ]
  private static let fixed = [
    "", " ", "\u{0}", "a\u{0}b", "\u{1B}[31mred\u{1B}[0m", "\u{1B}]0;title\u{7}", "\u{202E}gpj.exe",
    "\u{2066}\u{2067}x", "a\u{2028}b\u{2029}c", "line\r\n\r\nheader: x", "\u{FEFF}bom", "\u{9B}31m",
    "--><script>alert(1)</script>", "]]><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>", "<!--", "<!doctype html>", "<?xml version=\"1.0\"?>",
    "<![CDATA[x]]>", "&lt;script&gt;", "&#60;script&#62;", "&amp;amp;", "%3Cscript%3E",
    "# heading", "## x", "- item", "* item", "+ item", "1. item", "1) item", "    code", "\tcode",
    "```\ncode\n```", "~~~", "> quote", "---", "***", "===", "| a | b |\n|---|---|", "`code`",
    "**bold**", "__bold__", "*x*", "_x_", "~~x~~", "[a](javascript:alert(1))",
    "![a](http://evil.example/x.png)",
    "[a]: http://evil.example", "[a][b]", "[x](<http://evil.example>)", "<http://evil.example>",
    "http://evil.example", "https://evil.example", "www.evil.example", "a@evil.example", "$$x$$",
    "\\", "\\\\", "\\<b>", "a\\](http://evil.example)", "](http://evil.example)", "[", "]", "(",
    ")",
    "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\"", "'", "`", "\u{FFFE}",
    "\u{E0041}\u{E0042}",
    "😀\u{200D}👩", "नमस्ते\u{200C}क", "مرحبا", "Z̸̢̛a̷l̴g̵o̶", "{\"a\":1}", "${HOME}", "$(id)", "{{7*7}}",
    "http://user@evil.example/", "http://a\\@evil.example/", "https://", "http:///x",
    "//evil.example",
    "https://a.example/\" onclick=alert(1)", "https://a.example/<script>", "https://a.example/)x",
    "https://a.example/>x", "https://a.example/ x", "https://a.example/\nx", "https://a.example/'x",
    "https://a.example/`x", "https://a.example/\u{202E}x", "HTTPS://A.example/é?q=ü&x=1#f",
  ]
}
