/// The search: no framework, no request but for the archive's own scripts, nothing made into markup.
enum SiteScript {
  static let text = """
    "use strict";
    // Titles are read a month at a time, newest first, once somebody looks for something.
    const tidings = (() => {
      const most = 50;
      const rows = [];
      let waiting = [], query = "", box, input, found, hits;
      const fold = (text) => text.normalize("NFKD").replace(/\\p{Mn}/gu, "").toLowerCase();
      const load = () => {
        const month = waiting.shift();
        if (!month) return show();
        const script = document.createElement("script");
        script.src = box.dataset.root + "assets/titles-" + month + ".js";
        script.onload = script.onerror = () => { script.remove(); show(); load(); };
        document.head.append(script);
      };
      const path = (uid) => box.dataset.root + "stories/" + uid.slice(0, 2) + "/" + uid + ".html";
      const item = ([uid, day, language, headline, others], words) => {
        const li = document.createElement("li"), p = document.createElement("p");
        const a = document.createElement("a"), small = document.createElement("p");
        a.href = path(uid);
        a.textContent = headline || "(no title)";
        p.dir = "auto";
        if (language !== "und") p.lang = language;
        p.append(a);
        small.className = "small";
        small.dir = "auto";
        const other = others.find((title) => words.some((word) => fold(title).includes(word)));
        small.textContent = other && !words.every((word) => fold(headline).includes(word)) ? day + " · " + other : day;
        li.append(p, small);
        return li;
      };
      const show = () => {
        const words = fold(query).split(/\\s+/u).filter(Boolean);
        const list = [];
        let count = 0;
        if (words.length) for (const row of rows) {
          if (words.every((word) => row.folded.includes(word)) && count++ < most) list.push(item(row.values, words));
        }
        hits.replaceChildren(...list);
        const rest = waiting.length ? ", reading on …" : "";
        found.textContent = !words.length ? "" : count === 0 ? "No title has that" + rest : (count > most ? "The newest " + most + " of " : "") + count + (count === 1 ? " story" : " stories") + rest;
      };
      let started = false;
      const look = () => {
        query = input.value;
        if (!started && query) { started = true; load(); }
        show();
      };
      return {
        add: (month, values) => {
          for (const value of values) rows.push({ values: value, folded: fold([value[3], ...value[4]].join("\\n")) });
        },
        months: (months) => {
          waiting = months;
          box = document.querySelector(".search");
          if (!box) return;
          [input, found, hits] = ["q", "found", "hits"].map((id) => document.getElementById(id));
          input.disabled = false;
          let timer;
          input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 120); });
          const asked = new URLSearchParams(location.search).get("q");
          if (asked) input.value = asked;
          if (input.value) look();
        },
      };
    })();

    """
}
