/// The digest's style sheet: phone first, two columns where there is room, light, dark and paper.
///
/// Colours meet WCAG AA (4.5:1) for text on every ground they stand on; a test computes them.
enum HTMLStyle {
  static let sheet = """
    :root{--ground:#fbfaf6;--ink:#1d1b18;--soft:#5d584f;--line:#ddd7ca;--card:#f2efe6;--link:#0b5563;\
    --quiet:#cfcbbd;--bar:#5f9596;--strong:#0b5563;--alarm:#9b1c14;--alarm-ground:#fbeae6;\
    --serif:"Iowan Old Style","Palatino Linotype","URW Palladio L",Palatino,"Noto Serif",Georgia,serif;\
    --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif}
    @media (prefers-color-scheme:dark){:root{--ground:#14171a;--ink:#e9e6df;--soft:#a8a397;--line:#33383d;\
    --card:#1c2024;--link:#86cdd4;--quiet:#474d50;--bar:#4a7a7e;--strong:#86cdd4;--alarm:#ffa99a;--alarm-ground:#3a1d19}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-behavior:smooth}
    body{margin:0;background:var(--ground);color:var(--ink);font:1.0625rem/1.6 var(--serif);overflow-wrap:break-word}
    a{color:var(--link);text-underline-offset:.18em;text-decoration-thickness:1px}
    a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:3px;border-radius:2px}
    h1,h2,h3{line-height:1.22;margin:0;font-weight:600;text-wrap:balance}
    ul{margin:0;padding:0;list-style:none}
    p{margin:0}
    .skip{position:absolute;left:-999px;top:0;background:var(--ink);color:var(--ground);padding:.6rem 1rem;font-family:var(--sans);z-index:1}
    .skip:focus{left:0}
    .masthead,.page,footer{max-width:70rem;margin:0 auto;padding:0 1.15rem}
    .masthead{padding-top:2.2rem}
    .kicker{font:600 .8rem/1.4 var(--sans);letter-spacing:.09em;text-transform:uppercase;color:var(--strong)}
    h1{font-size:clamp(1.9rem,1.2rem + 3.4vw,3.3rem);letter-spacing:-.015em;margin:.3rem 0 .35rem}
    .window{font:.95rem/1.5 var(--sans);color:var(--soft)}
    .zone{white-space:nowrap}
    .facts{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;border-top:3px double var(--line);border-bottom:1px solid var(--line);\
    margin:1.15rem 0 0;padding:.7rem 0;font:.9rem/1.5 var(--sans);color:var(--soft)}
    .facts b{color:var(--ink);font-weight:650;font-variant-numeric:tabular-nums}
    .notice{font:.95rem/1.5 var(--sans);background:var(--card);border-left:4px solid var(--bar);padding:.65rem .9rem;margin-top:.8rem}
    .notice.grave{background:var(--alarm-ground);border-color:var(--alarm);color:var(--alarm);font-weight:600}
    .label{font:600 .8rem/1.4 var(--sans);letter-spacing:.09em;text-transform:uppercase;color:var(--soft);margin-bottom:.6rem}
    .small{font:.82rem/1.45 var(--sans);color:var(--soft)}
    .overview,.charts{display:grid;gap:1.6rem;margin-top:1.6rem;align-content:start}
    .charts{border-top:1px solid var(--line);padding-top:1.4rem}
    .watches{display:grid;gap:.55rem}
    .watches li{display:grid;grid-template-columns:1fr auto;gap:0 .8rem;align-items:baseline;background:var(--card);border-radius:6px;padding:.6rem .85rem}
    .watches .who{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 .6rem}
    .watches .name{font-weight:600}
    .watches .number{font:600 1.5rem/1.1 var(--sans);font-variant-numeric:tabular-nums;grid-column:2;grid-row:1}
    .watches .small{grid-column:1/-1}
    .spike,.tag{font:650 .74rem/1.5 var(--sans);letter-spacing:.04em;text-transform:uppercase}
    .spike{color:var(--alarm)}
    .tag{color:var(--strong);border:1px solid currentColor;border-radius:3px;padding:0 .35em;margin-inline-end:.35em}
    .contents{display:flex;flex-wrap:wrap;gap:.45rem;font:.92rem/1.5 var(--sans)}
    .contents li{display:flex;justify-content:space-between;align-items:baseline;gap:.55rem;border:1px solid var(--line);border-radius:99px;padding:.18rem .8rem}
    .contents a{display:inline-block}
    .contents .tagged::first-letter,h2.tagged::first-letter{text-transform:uppercase}
    .contents a,h3 a,.versions a,.tongues a{text-decoration:none}
    .contents a:hover,h3 a:hover,.versions a:hover,.tongues a:hover{text-decoration:underline}
    main{min-width:0}
    main>section{margin-top:2.4rem}
    main h2{font:600 .95rem/1.4 var(--sans);letter-spacing:.02em;color:var(--strong);border-bottom:2px solid var(--strong);padding-bottom:.35rem}
    article{padding:1.35rem 0 1.25rem;border-bottom:1px solid var(--line)}
    section>article:last-child{border-bottom:0}
    h3{font-size:1.42rem;letter-spacing:-.006em}
    h3 a{color:inherit}
    blockquote{margin:.55rem 0 0}
    .q{color:inherit;text-decoration:underline dotted 1px var(--quiet);text-underline-offset:.25em}
    .q:hover,.q:focus-visible{text-decoration:underline solid 1px currentColor}
    cite{font:normal .8rem/1.4 var(--sans);color:var(--soft);white-space:nowrap}
    .excuse,.nothing{color:var(--soft);font-style:italic;margin-top:.5rem}
    .nothing{margin-top:2.4rem}
    .counts{font:.84rem/1.5 var(--sans);color:var(--soft);margin-top:.6rem;font-variant-numeric:tabular-nums}
    .tongues{margin-top:.7rem;display:grid;gap:.3rem;font-size:.98rem}
    .tongues li,.versions li{border-inline-start:3px solid var(--line);padding-inline-start:.7rem}
    .tongue{font:600 .78rem/1.4 var(--sans);color:var(--strong);margin-inline-end:.3em}
    .tongues a,.versions a{color:inherit}
    details{margin-top:.65rem;font:.9rem/1.5 var(--sans)}
    summary{cursor:pointer;color:var(--link);padding:.2rem 0;width:fit-content}
    .versions{display:grid;gap:.45rem;margin-top:.45rem}
    .versions .source{font-weight:600}
    .feeds{margin-top:.8rem;display:grid;gap:.5rem;font:.95rem/1.5 var(--sans)}
    .week{display:block;width:100%;max-width:26rem;height:auto}
    .week text{font:600 9.5px var(--sans);fill:var(--ink);text-anchor:middle}
    .week .day{font-weight:400;fill:var(--soft)}
    .axis{stroke:var(--line);fill:none}
    rect.a,.key.a{fill:var(--bar);background:var(--bar)}
    rect.s,.key.s{fill:var(--strong);background:var(--strong)}
    .key{display:inline-block;width:.7em;height:.7em;border-radius:2px;margin:0 .35em 0 0}
    .key.s{margin-inline-start:1em}
    .shares{width:100%;border-collapse:collapse;font:.86rem/1.45 var(--sans);font-variant-numeric:tabular-nums}
    .shares th,.shares td{padding:.28rem 0 .28rem .8rem;text-align:end;font-weight:400;vertical-align:top}
    .shares thead{color:var(--soft);font-size:.78rem}
    .shares th:first-child{text-align:left;padding-left:0;overflow-wrap:anywhere;width:99%}
    .shares svg{display:block;width:100%;height:.5rem;margin-top:.2rem}
    footer{font:.82rem/1.6 var(--sans);color:var(--soft);margin-top:2.6rem;padding-top:1rem;padding-bottom:2.5rem}
    footer p{max-width:60rem}
    code{font-family:ui-monospace,"SF Mono",Consolas,"Noto Sans Mono",monospace;font-size:.92em}
    :lang(ar),:lang(fa),:lang(ur),:lang(ps){line-height:1.85}
    :lang(hi),:lang(bn),:lang(th),:lang(my),:lang(km),:lang(ta){line-height:1.75}
    :lang(ja),:lang(zh),:lang(ko){line-break:strict}
    h3:lang(ar),h3:lang(fa),h3:lang(ur),h3:lang(hi),h3:lang(bn),h3:lang(th){line-height:1.5}
    @media (min-width:58rem){.page{display:grid;grid-template-columns:minmax(0,1fr) 19.5rem;grid-template-rows:auto 1fr;column-gap:3.6rem}\
    main{grid-column:1;grid-row:1/3;max-width:43rem}main>section:first-child{margin-top:1.7rem}.overview{grid-column:2;grid-row:1;margin-top:1.7rem}\
    .charts{grid-column:2;grid-row:2;border-top:0;padding-top:0;margin-top:2rem}\
    .contents{display:block}.contents li{border:0;border-bottom:1px solid var(--line);border-radius:0;padding:.34rem 0}}
    @media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
    @media print{:root{--ground:#fff;--ink:#000;--soft:#444;--line:#bbb;--card:#fff;--link:#000;--quiet:transparent;--bar:#bbb;--strong:#000;--alarm:#000;--alarm-ground:#fff}\
    body{font-size:10.5pt}.skip,nav,details{display:none}.masthead,.page,footer{max-width:none;padding:0}.page{display:block}\
    article p,article li,.watches li,.week,.shares{break-inside:avoid}h2,h3{break-after:avoid}h3+p{break-after:avoid}footer{break-before:avoid}.notice,.watches li{border:1px solid #bbb}h1{font-size:24pt}h3{font-size:14pt}}
    """
}
