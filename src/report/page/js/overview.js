// The overview: score, charts, terms and rules of a file; and the list of files.

function showOverview() {
  const file = view.file, listed = index.files[file.number];
  byId("view-overview").replaceChildren(...[
    fileHead(file),
    scoreSection(listed.score),
    listed.score.findings > 0 && findingsChart(listed.score),
    readingChart(file),
    sentenceChart(file),
    termsTable(file),
    rulesTable(file),
  ].filter(Boolean));
}

// A number with one decimal place and a typographic minus.
function number(value) {
  return value === null ? "–" : value.toFixed(1).replace("-", "−");
}

function scoreSection(sample) {
  const verdict = { pass: "Pass", fail: "Fail", "fail-critical": "Fail", "too-short": "No verdict" }[sample.verdict];
  const { threshold, acceptable, floor } = index.scheme;
  const reason = {
    pass: `at or above ${threshold}`, fail: `below ${threshold}`, "fail-critical": "a finding is critical",
    "too-short": `fewer than ${floor} words`,
  }[sample.verdict];
  const tile = (label, value, more, kind) => el("div", { class: "tile " + (kind || "") }, el("dt", {}, label), el("dd", {}, value, el("small", {}, more)));
  return el("section", { class: "score", "aria-label": "MQM score" },
    el("h3", {}, "MQM score"),
    el("dl", { class: "tiles" },
      tile("Verdict", verdict, reason, sample.verdict),
      tile("Calibrated", number(sample.calibrated), `passes at ${threshold}, which is ${acceptable} points per 1,000 words`),
      tile("Raw", number(sample.raw), "100 · (1 − points / words)"),
      tile("Penalty", number(sample.penalty_per_1000_words), `points per 1,000 words; ${sample.penalty} in ${sample.words.toLocaleString("en")} words`)),
    el("p", { class: "caption" }, index.about),
    sample.dimensions.length > 0 && scoreTable(sample));
}

const SEVERITIES = [["neutral", "Neutral"], ["minor", "Minor"], ["major", "Major"], ["critical", "Critical"]];

// Severities without findings are left out.
function scoreTable(sample) {
  const columns = [...SEVERITIES.filter(([key]) => sample.dimensions.some((dimension) => dimension[key] > 0)), ["penalty", "Points"]];
  const cells = (row) => columns.map(([key]) => el("td", { class: row[key] === 0 ? "zero" : "" }, String(row[key])));
  const line = (row, kind) => el("tr", { class: kind }, el("th", { scope: "row" }, row.name), ...cells(row));
  return scrolled("Penalty points by type", el("table", { class: "numbers" },
    el("thead", {}, el("tr", {}, ...["Dimension and type", ...columns.map(([, name]) => name)].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...sample.dimensions.flatMap((dimension) => [line(dimension, "dimension"),
      ...dimension.types.filter((type) => type.category !== dimension.category).map((type) => line(type, "type"))]))));
}

function scrolled(label, table) {
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, table);
}

// Terms with several forms: those that findings about consistency name, counted in the text.
function termsTable(file) {
  const found = file.findings.filter((f) => f.category === "terminology/term-inconsistency" && f.marks.length > 0);
  const pairs = new Map();
  for (const finding of found) {
    const variant = file.content.slice(...finding.span);
    const other = finding.related.find((related) => !related.source && !related.elsewhere);
    const major = other ? file.content.slice(...other.span) : "";
    const key = JSON.stringify([variant.toLowerCase(), major.toLowerCase()]);
    if (!pairs.has(key)) pairs.set(key, { variant, major, findings: [] });
    pairs.get(key).findings.push(finding);
  }
  if (pairs.size === 0) return null;
  const text = file.units.map((unit) => unit.target.text).join("\n").toLowerCase();
  const rows = [...pairs.values()].map(({ variant, major, findings }) => el("tr", {},
    el("td", {}, variant, " ", el("small", {}, times(text, variant))),
    el("td", {}, major || "–", " ", major && el("small", {}, times(text, major))),
    el("td", {}, ...findings.flatMap((finding, n) => [n > 0 && ", ", jump(finding)]))));
  return el("section", { "aria-label": "Consistency of terms" }, el("h3", {}, "Consistency of terms"),
    scrolled("Terms in several forms", el("table", {},
      el("thead", {}, el("tr", {}, ...["Here", "Elsewhere in the text", "Finding"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows))));
}

function times(text, word) {
  const wanted = word.toLowerCase();
  const isWord = (c) => c !== undefined && /[\p{L}\p{N}]/u.test(c);
  let n = 0;
  for (let at = text.indexOf(wanted); wanted !== "" && at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    if (!isWord(text[at - 1]) && !isWord(text[at + wanted.length])) n += 1;
  }
  return `${n}×`;
}

function jump(finding) {
  return el("button", { type: "button", class: "link", onclick: () => { showView("text"); select(finding, { scroll: "text" }); } },
    `${finding.number + 1}`, unseen(` ${finding.message}`));
}

function rulesTable(file) {
  const byRule = new Map();
  file.findings.forEach((finding) => {
    if (!byRule.has(finding.rule)) byRule.set(finding.rule, []);
    byRule.get(finding.rule).push(finding);
  });
  if (byRule.size === 0) return null;
  const rows = [...byRule].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1)).map(([rule, findings]) =>
    el("tr", {}, el("td", {}, el("code", {}, rule), el("br"), findings[0].title),
      el("td", { class: "number" }, String(findings.length)),
      el("td", { class: "links" }, ...findings.slice(0, 12).flatMap((finding, n) => [n > 0 && " ", jump(finding)]), findings.length > 12 && " …")));
  return el("section", { "aria-label": "Rules" }, el("h3", {}, "Rules"), scrolled("Findings by rule", el("table", {},
    el("thead", {}, el("tr", {}, ...["Rule", "Findings", "Go to"].map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, ...rows))));
}

function showList() {
  const rows = index.files.map((file, n) => el("tr", {},
    el("th", { scope: "row" }, el("button", { type: "button", class: "link", onclick: () => { openFile(n); showView("text"); } }, file.path)),
    el("td", {}, file.language), ...[file.score.words, file.errors, file.warnings, file.infos].map((value) =>
      el("td", { class: value === 0 ? "number zero" : "number" }, value.toLocaleString("en"))),
    el("td", { class: "number" }, number(file.score.penalty_per_1000_words)), el("td", { class: "number" }, number(file.score.calibrated))));
  const head = ["File", "Language", "Words", "Errors", "Warnings", "Infos", "Points per 1,000", "Calibrated"];
  byId("view-list").replaceChildren(
    el("div", { class: "file-head" }, el("h2", {}, count(index.files.length, "file")), el("p", {}, count(index.all.findings, "finding"))),
    scrolled("Files", el("table", { class: "files" }, el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, ...rows))),
    ...(index.notes.length > 0 ? [el("h3", {}, "Files that were not checked, and notes"), el("ul", {}, ...index.notes.map((note) => el("li", {}, note)))] : []),
    scoreSection(index.all), index.all.findings > 0 ? findingsChart(index.all) : "");
}
