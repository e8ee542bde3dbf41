// The files of the page. Positions count UTF-16 code units of the decoded file.
const OPEN = 0, ACCEPTED = 1, REJECTED = 2;
const LEVELS = ["error", "warning", "info"];

function data(id) {
  return JSON.parse(byId(id).textContent);
}

const index = data("index");
const loaded = new Map();

// A file by its number; parsed when it is first shown.
function load(number) {
  if (!loaded.has(number)) loaded.set(number, model(data(`file-${number}`), number));
  return loaded.get(number);
}

function model(file, number) {
  file.number = number;
  file.units = file.parts.flatMap((part, at) => part.units.map((unit) => ({ ...unit, part: file.parts[at], at })));
  file.units.forEach((unit, n) => { prepare(unit, file, n); });
  outline(file.units);
  const runs = file.units.flatMap((unit) => unit.target.runs.map((run) => ({ run, unit })));
  runs.sort((a, b) => a.run.start - b.run.start || a.run.end - b.run.end);
  file.findings.forEach((finding, n) => {
    finding.number = n;
    finding.file = file;
    finding.state = OPEN;
    finding.choice = finding.fixes.findIndex((fix) => fix.applicability !== "display");
    finding.marks = marks(runs, finding.span);
    const unit = finding.marks.length > 0 ? finding.marks[0].unit : unitBefore(runs, finding.span[0]);
    finding.unit = unit || file.units[0];
    if (finding.unit) finding.unit.findings.push(finding);
    new Set(finding.marks.map((mark) => mark.unit)).forEach((unit) => unit.marked.push(finding));
  });
  restore(file);
  return file;
}

function prepare(unit, file, number) {
  unit.number = number;
  unit.findings = [];
  unit.marked = [];
  unit.target = side(unit.runs, file.content);
  const elsewhere = unit.part.elsewhere && file.other;
  unit.sourceSide = unit.source && side(unit.source, elsewhere ? file.other.content : file.content);
}

// Headings of the text start below the two levels of the page; no heading is more than one level below the previous one.
function outline(units) {
  let last = 2;
  for (const unit of units.filter((one) => one.kind === "heading")) {
    unit.outline = Math.min((unit.level || 1) + 2, last + 1, 6);
    last = unit.outline;
  }
}

// The text of a side and its runs, each with its place in the file and in that text.
function side(runs, content) {
  let text = "";
  const placed = runs.map(([start, end, shown, object]) => {
    const from = text.length;
    text += shown === undefined ? content.slice(start, end) : shown;
    return { start, end, from, to: text.length, verbatim: shown === undefined, object: object === 1 };
  });
  return { text, runs: placed };
}

// The places where a span of the file is shown: a unit and a half-open range of its text. An empty span has one place.
function marks(runs, [start, end]) {
  const found = [];
  let at = lowerBound(runs, start);
  for (; at < runs.length && runs[at].run.start <= end; at += 1) {
    const { run, unit } = runs[at];
    const place = within(run, start, end);
    if (!place) continue;
    const last = found[found.length - 1];
    if (last && last.unit === unit && last.to === place[0]) last.to = place[1];
    else if (!(last && last.unit === unit && place[0] === place[1])) found.push({ unit, from: place[0], to: place[1] });
  }
  return start === end ? found.slice(0, 1) : found.filter((mark) => mark.to > mark.from || found.length === 1);
}

// The first run that ends at or after a place.
function lowerBound(runs, place) {
  let low = 0, high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle].run.end < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The part of a run that a span of the file covers, as a range of the side's text.
function within(run, start, end) {
  if (start === end || run.start === run.end) {
    if (run.start > start || run.end < end) return null;
    const place = run.verbatim ? run.from + (start - run.start) : run.from;
    return [place, place];
  }
  if (run.start >= end || run.end <= start) return null;
  if (!run.verbatim) return [run.from, run.to];
  return [run.from + Math.max(0, start - run.start), run.from + Math.min(run.end, end) - run.start];
}

function unitBefore(runs, place) {
  let found = null;
  for (const { run, unit } of runs) {
    if (run.start > place) break;
    found = unit;
  }
  return found;
}

// Decisions survive a reload if the browser stores them for local files.
const STORE = "mtlint-report:" + hash(byId("index").textContent);

function hash(text) {
  let value = 5381;
  for (let at = 0; at < text.length; at += 1) value = (Math.imul(value, 33) ^ text.charCodeAt(at)) >>> 0;
  return value.toString(16) + "-" + text.length;
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(STORE)) || {};
  } catch (_) {
    return {};
  }
}

function restore(file) {
  const known = stored()[file.number] || {};
  for (const [number, [state, choice]] of Object.entries(known)) {
    const finding = file.findings[number];
    if (finding) Object.assign(finding, { state, choice });
  }
}

function keep(file) {
  const all = stored();
  const decided = file.findings.filter((finding) => finding.state !== OPEN);
  all[file.number] = Object.fromEntries(decided.map((f) => [f.number, [f.state, f.choice]]));
  try {
    localStorage.setItem(STORE, JSON.stringify(all));
  } catch (_) {
    // Decisions then last as long as the page.
  }
}

// The files with decisions, loaded.
function decidedFiles() {
  Object.keys(stored()).forEach((number) => { if (index.files[number]) load(Number(number)); });
  const files = [...loaded.values()].filter((file) => file.findings.some((finding) => finding.state !== OPEN));
  return files.sort((a, b) => a.number - b.number);
}

function chosenFix(finding) {
  return finding.fixes[finding.choice];
}
