// Charts as SVG, each with its numbers as a table for people who cannot see charts.
// They are drawn in the width in which they are shown, so that their text has the normal size.
function chartWidth() {
  return Math.max(280, Math.min(720, byId("main").clientWidth));
}

// Below this width there is no room for labels beside bars and under each column.
const NARROW = 520;

function figure(title, chart, head, rows, text) {
  const table = el("table", {}, el("thead", {}, el("tr", {}, ...head.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, ...rows.map((cells) => el("tr", {}, ...cells.map((cell) => el("td", {}, cell))))));
  return el("figure", { class: "chart" }, el("figcaption", {}, title), text && el("p", { class: "caption" }, text), chart,
    el("details", {}, el("summary", {}, "Figures"), el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": title }, table)));
}

function drawing(height, label, ...children) {
  const width = chartWidth();
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": label }, ...children);
}

// Bars from left to right: [label, value, class, indented].
function bars(rows, label) {
  const narrow = chartWidth() < NARROW, left = narrow ? 0 : 290, line = narrow ? 40 : 24;
  const scale = (chartWidth() - left - 40) / Math.max(1, ...rows.map((row) => row[1]));
  return drawing(rows.length * line + 4, label, ...rows.flatMap(([name, value, kind, indented], n) => {
    const top = n * line + 4, y = narrow ? top + 17 : top;
    return [
      svg("text", { x: indented && !narrow ? 16 : 0, y: top + 12, class: indented ? "label" : "label strong" }, name),
      svg("rect", { x: left, y, width: Math.max(2, value * scale), height: 16, rx: 2, class: `bar ${kind}` }),
      svg("text", { x: left + Math.max(2, value * scale) + 6, y: y + 13, class: "value" }, String(value)),
    ];
  }));
}

// Columns for values from `low` to `high`. A click on a column calls `go`.
function columns(values, { label, low, high, lines, classOf, go, titleOf, footer }) {
  const left = 40, bottom = 24, height = 190, inner = height - bottom - 10;
  const full = chartWidth(), width = (full - left) / Math.max(values.length, 12);
  const y = (value) => 10 + inner * (1 - (Math.min(high, Math.max(low, value)) - low) / (high - low));
  const grid = lines.flatMap(([value, name]) => [
    svg("line", { x1: left, x2: full, y1: y(value), y2: y(value), class: "grid" }),
    svg("text", { x: left - 6, y: y(value) + 4, class: "axis end" }, name),
  ]);
  const drawn = values.map((value, n) => value !== null && svg("rect", {
    x: left + n * width + width * 0.1, width: Math.max(1, width * 0.8), y: y(value), height: Math.max(1.5, y(low) - y(value)),
    class: `bar ${classOf(value)} ${go ? "go" : ""}`, onclick: go && (() => { go(n); }),
  }, svg("title", {}, titleOf(value, n))));
  return drawing(height, label, ...grid, ...drawn, ...footer(left, width, height));
}

function findingsChart(sample) {
  const rows = sample.dimensions.flatMap((dimension) => [
    [dimension.name, total(dimension), "dimension", false],
    ...dimension.types.filter((type) => type.category !== dimension.category).map((type) => [type.name, total(type), "", true]),
  ]);
  const table = sample.dimensions.flatMap((dimension) => dimension.types.map((type) =>
    [dimension.name, type.name, type.neutral, type.minor, type.major, type.critical].map(String)));
  return figure("Findings by MQM type", bars(rows, "Findings by MQM dimension and type"),
    ["Dimension", "Type", "Neutral", "Minor", "Major", "Critical"], table);
}

function total(row) {
  return row.neutral + row.minor + row.major + row.critical;
}

// Formulas mean nothing for shorter paragraphs.
const LEAST_WORDS = 15;

function readingChart(file) {
  const units = file.units.filter((unit) => unit.reading && unit.reading.words >= LEAST_WORDS);
  const eases = units.some((unit) => unit.reading.ease !== null);
  const value = (unit) => (eases ? unit.reading.ease : unit.reading.lix);
  if (units.length < 2 || units.every((unit) => value(unit) === null)) return null;
  const name = eases ? "Flesch reading ease" : "LIX";
  const hard = (number) => (number === null ? "" : (eases ? number < 30 : number > 60) ? "hard" : (eases ? number < 50 : number > 50) ? "middling" : "");
  const lines = eases ? [[0, "0"], [30, "30"], [60, "60"], [100, "100"]] : [[20, "20"], [40, "40"], [60, "60"], [80, "80"]];
  const chart = columns(units.map(value), {
    label: `${name} of each paragraph`, low: eases ? 0 : 10, high: eases ? 100 : 80, lines, classOf: hard,
    go: (n) => { showView("text"); flash(units[n]); },
    titleOf: (number, n) => `Paragraph ${n + 1}: ${number.toFixed(0)}, ${units[n].reading.words} words`,
    footer: ordinals(units.length),
  });
  const text = eases ? "Higher is easier: below 30 is very difficult, 60 to 70 is plain. Paragraphs with fewer than 15 words are not shown."
    : "Lower is easier: 40 to 50 is typical of newspapers, above 60 of official texts. Paragraphs with fewer than 15 words are not shown.";
  const rows = units.map((unit, n) => [String(n + 1), String(unit.reading.words), value(unit) === null ? "–" : value(unit).toFixed(1), unit.target.text.slice(0, 60)]);
  return figure(`Readability by paragraph (${name})`, chart, ["Paragraph", "Words", name, "Beginning"], rows, text);
}

function ordinals(length) {
  const step = Math.max(1, Math.ceil(length / (chartWidth() < NARROW ? 8 : 16)));
  return (left, width, height) => Array.from({ length: Math.ceil(length / step) }, (_, n) =>
    svg("text", { x: left + n * step * width + width / 2, y: height - 8, class: "axis middle" }, String(n * step + 1)));
}

const SENTENCE_STEP = 5, SENTENCE_STEPS = 12;

function sentenceChart(file) {
  const lengths = file.units.flatMap((unit) => (unit.reading ? unit.reading.sentences : []));
  if (lengths.length === 0) return null;
  const counts = Array(SENTENCE_STEPS).fill(0);
  lengths.forEach((words) => { counts[Math.min(SENTENCE_STEPS - 1, Math.floor((words - 1) / SENTENCE_STEP))] += 1; });
  const name = (n) => (n === SENTENCE_STEPS - 1 ? `${n * SENTENCE_STEP + 1}+` : `${n * SENTENCE_STEP + 1}–${(n + 1) * SENTENCE_STEP}`);
  const most = Math.max(...counts), middle = [...lengths].sort((a, b) => a - b)[Math.floor(lengths.length / 2)];
  const chart = columns(counts, {
    label: "Sentences by length in words", low: 0, high: Math.max(4, most), lines: [[0, "0"], [Math.max(4, most), String(Math.max(4, most))]],
    classOf: () => "", titleOf: (number, n) => `${name(n)} words: ${count(number, "sentence")}`,
    footer: (left, width, height) => counts.map((_, n) => (chartWidth() >= NARROW || n % 2 === 0) &&
      svg("text", { x: left + (n + 0.5) * width, y: height - 8, class: "axis middle" }, name(n))),
  });
  const text = `${count(lengths.length, "sentence")}; the median is ${count(middle, "word")}, the longest has ${Math.max(...lengths)}.`;
  return figure("Sentence lengths", chart, ["Words", "Sentences"], counts.map((number, n) => [name(n), String(number)]), text);
}
