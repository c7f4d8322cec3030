/// What the archive's pages add to the digest's style sheet: the same colours, types and habits.
enum SiteStyle {
  static let sheet = """
    .banner,main{max-width:70rem;margin:0 auto;padding:0 1.15rem}
    .banner{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem 1.6rem;padding-top:1.1rem;font:.95rem/1.6 var(--sans)}
    .banner .site{font-weight:650;color:var(--ink);text-decoration:none}
    .banner ul{display:flex;flex-wrap:wrap;gap:0 1.1rem}
    .banner a[aria-current]{color:var(--ink);text-decoration-thickness:2px}
    main{padding-top:1.6rem}
    time{white-space:nowrap}
    main.narrow>*{max-width:46rem}
    h1{max-width:44rem}
    main>.counts{border-bottom:3px double var(--line);padding-bottom:.9rem;margin-bottom:.4rem}
    main article h2{font:600 1.25rem/1.3 var(--serif);color:var(--ink);border:0;padding:0;letter-spacing:0}
    main article h2 a{color:inherit;text-decoration:none}
    main article h2 a:hover,.entries a:hover{text-decoration:underline}
    main article{padding:1rem 0 .9rem;max-width:46rem}
    .lead{margin-top:.25rem}
    main article .small{margin-top:.3rem;word-break:keep-all}
    .story h1{font-size:clamp(1.7rem,1.2rem + 2vw,2.6rem)}
    .turning{display:flex;flex-wrap:wrap;gap:.3rem 1rem;font:.92rem/1.6 var(--sans);margin-top:.8rem}
    .turning a[aria-current]{font-weight:700;color:var(--ink);text-decoration:none}
    .columns{display:grid;gap:2rem 3.6rem;margin-top:1.6rem}
    .columns>section{min-width:0}
    main h2.label{color:var(--soft);border:0;padding:0;font-size:.8rem;letter-spacing:.09em}
    .search{margin:1.2rem 0 0;max-width:46rem}
    .search label{display:block;font:600 .9rem/1.5 var(--sans);margin-bottom:.3rem}
    .search input{width:100%;font:1.1rem/1.4 var(--sans);color:var(--ink);background:var(--card);border:1px solid var(--soft);border-radius:6px;padding:.55rem .8rem}
    .search input:focus-visible{outline:3px solid var(--link);outline-offset:2px}
    .entries{display:grid;gap:.75rem;list-style:none;margin:0;padding:0}
    .search .entries{margin-top:.6rem}
    .entries a{color:var(--ink);text-decoration:none}
    .entries li>p:first-child{font-weight:600;line-height:1.4}
    .shares a{color:var(--ink);text-decoration:none}
    .shares a:hover{text-decoration:underline}
    .shares tbody tr{border-bottom:1px solid var(--line)}
    .story blockquote{max-width:44rem;font-size:1.12rem;margin-top:1.1rem}
    .story .small{max-width:44rem;margin-top:.5rem}
    .story .tongue{margin-top:1.1rem}
    .story .tongue+blockquote{margin-top:.2rem;font-size:1.02rem}
    .chips{display:flex;flex-wrap:wrap;gap:.4rem;margin-top:.7rem;font:.88rem/1.5 var(--sans)}
    .chip{border:1px solid var(--line);border-radius:99px;padding:.1rem .75rem;text-decoration:none}
    .story>section:last-child{margin-top:2.2rem}
    .cards{list-style:none;margin:1rem 0 0;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));align-items:start}
    .card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.9rem 1rem;min-width:0}
    .card.original{border-color:var(--strong);border-width:2px}
    .card .who{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem .8rem;font:600 .88rem/1.5 var(--sans)}
    .card .who a{color:var(--ink)}
    .card .tag{margin:0}
    .card h3{font-size:1.14rem;line-height:1.35;margin-top:.45rem}
    .card .excerpt{font-size:.96rem;margin-top:.45rem}
    .reasons{font:.88rem/1.5 var(--sans);display:grid;gap:.25rem;margin-top:.4rem}
    .reasons li{padding-inline-start:1.2rem;text-indent:-1.2rem}
    .reasons li::before{content:"+";display:inline-block;width:1.2rem;text-indent:0;font-weight:700;color:var(--strong)}
    .reasons .against::before{content:"−";color:var(--alarm)}
    details>summary{font-weight:600}
    details .shares{margin-top:.4rem}
    @media (min-width:58rem){.columns{grid-template-columns:minmax(0,1fr) 21rem}.columns .shares{font-size:.84rem}}
    @media print{.banner nav,.search,.turning{display:none}.banner,main{max-width:none;padding:0}.card{break-inside:avoid;border-color:#bbb;background:#fff}.cards{grid-template-columns:1fr 1fr}}
    """
}
