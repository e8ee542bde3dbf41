// The text view: a row for each unit, its text beside its notes.

// Rows are made in portions, so that a long text shows its first page at once.
const PORTION = 60;

const view = { file: null, current: null, rendering: 0 };

function showFile(file) {
  view.file = file;
  view.current = null;
  const section = byId("view-text");
  const turn = (view.rendering += 1);
  section.replaceChildren(fileHead(file));
  const article = el("div", { class: "article" + (file.units.some((unit) => unit.sourceSide) ? " bilingual" : "") });
  section.append(article);
  if (file.units.length === 0) article.append(el("p", { class: "empty" }, "This file has no text."));
  let at = 0;
  const portion = () => {
    if (turn !== view.rendering) return;
    const rows = file.units.slice(at, at + PORTION).filter(isShownUnit).map(row);
    article.append(...rows);
    at += PORTION;
    if (at < file.units.length) setTimeout(portion);
    else article.setAttribute("data-complete", "");
  };
  portion();
  // A jump to a row that is not made yet makes all.
  view.complete = () => { while (at < file.units.length && turn === view.rendering) portion(); };
}

function fileHead(file) {
  const shown = [languageName(file.language), count(file.words, "word"), count(file.findings.length, "finding")];
  return el("div", { class: "file-head" }, el("h2", {}, file.path), el("p", {}, shown.filter(Boolean).join(" · ")));
}

function languageName(code) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code);
  } catch (_) {
    return code;
  }
}

function isShownUnit(unit) {
  return unit.target.text.trim() !== "" || unit.sourceSide || unit.findings.length > 0;
}

function row(unit) {
  const node = el("div", { class: `row ${unit.kind}`, id: `unit-${unit.number}` });
  unit.row = node;
  node.append(...rowParts(unit));
  return node;
}

function rowParts(unit) {
  const parts = [];
  if (unit.sourceSide) parts.push(el("div", { class: "source" }, unseen("Source: "), ...sourceText(unit)));
  const attributes = { class: "target", lang: unit.part.language, dir: "auto" };
  const body = unit.kind === "heading"
    ? el("div", { ...attributes, role: "heading", "aria-level": String(unit.outline) }, ...targetText(unit))
    : el("div", attributes, ...targetText(unit));
  const key = unit.key && el("p", { class: "key" }, unit.key);
  parts.push(el("div", { class: "words" }, key, body), notes(unit));
  return parts;
}

// Renders a unit anew after a decision or a change of filters.
function refresh(unit) {
  if (unit && unit.row) unit.row.replaceChildren(...rowParts(unit));
}

function refreshAll() {
  view.file.units.forEach(refresh);
}

// The text of the target cut at every end of a mark, so that findings may overlap as they like.
function targetText(unit) {
  const visible = unit.marked.filter(isVisible);
  const ranges = visible.flatMap((finding) =>
    finding.marks.filter((mark) => mark.unit === unit).map((mark) => ({ ...mark, finding })));
  const edits = shownEdits(unit);
  return cut(unit.target, ranges, edits);
}

// The edits of accepted fixes that lie in a unit, as ranges of its text.
function shownEdits(unit) {
  const findings = unit.marked.concat(unit.findings).filter((f) => f.state === ACCEPTED && chosenFix(f));
  const edits = makeFixes([...new Set(findings)]).edits;
  const runs = unit.target.runs.map((run) => ({ run, unit }));
  return edits.flatMap(([start, end, text]) => {
    const places = marks(runs, [start, end]);
    if (places.length === 0) return [];
    return [{ from: places[0].from, to: places[places.length - 1].to, text }];
  });
}

function cut(side, ranges, edits) {
  const objects = side.runs.filter((run) => run.object);
  const ends = new Set([0, side.text.length]);
  [ranges, edits, objects].flat().forEach(({ from, to }) => ends.add(from).add(to));
  const places = [...ends].sort((a, b) => a - b);
  const nodes = [];
  const sweep = sweeper(ranges);
  places.forEach((from, n) => {
    caretsAt(from, ranges, edits).forEach((node) => nodes.push(node));
    const to = places[n + 1];
    if (to === undefined || to === from) return;
    nodes.push(piece(side.text.slice(from, to), sweep(from, to), {
      object: objects.some((run) => run.from <= from && to <= run.to),
      gone: edits.some((edit) => edit.from <= from && to <= edit.to),
      ends: to,
    }));
    edits.filter((edit) => edit.to === to && edit.to > edit.from && edit.text !== "")
      .forEach((edit) => nodes.push(el("ins", {}, edit.text)));
  });
  return nodes;
}

// Which ranges cover a piece; pieces come in order.
function sweeper(ranges) {
  const sorted = ranges.filter((range) => range.to > range.from).sort((a, b) => a.from - b.from);
  let active = [], at = 0;
  return (from, to) => {
    while (at < sorted.length && sorted[at].from <= from) active.push(sorted[at++]);
    active = active.filter((range) => range.to > from);
    return active.filter((range) => range.from <= from && to <= range.to);
  };
}

// What stands between two characters: findings without extent, insertions.
function caretsAt(place, ranges, edits) {
  const carets = ranges.filter((range) => range.from === place && range.to === place).map(({ finding }) =>
    el("mark", markAttributes([finding], "caret"), "‸"));
  const inserted = edits.filter((edit) => edit.from === place && edit.to === place && edit.text !== "")
    .map((edit) => el("ins", {}, edit.text));
  return [...carets, ...inserted];
}

function piece(text, covers, { object, gone, ends }) {
  let node = document.createTextNode(text);
  if (object) node = el("code", {}, node);
  if (gone) node = el("del", {}, node);
  if (covers.length === 0) return node;
  const findings = covers.map((range) => range.finding);
  const mark = el("mark", markAttributes(findings), node);
  const ending = covers.filter((range) => range.to === ends && isLastMark(range)).map((range) => range.finding.number + 1);
  if (ending.length > 0) mark.setAttribute("data-n", ending.join(", "));
  return mark;
}

function isLastMark({ finding, unit, to }) {
  const last = finding.marks[finding.marks.length - 1];
  return last.unit === unit && last.to === to;
}

// The look of a mark is that of its gravest open finding; a click goes to the shortest one.
function markAttributes(findings, more) {
  const rank = (finding) => LEVELS.indexOf(finding.level) + 10 * Number(finding.state !== OPEN);
  const gravest = [...findings].sort((a, b) => rank(a) - rank(b))[0];
  const numbers = findings.map((finding) => finding.number);
  return {
    class: [gravest.level, stateName(gravest), findings.length > 1 ? "several" : "", more || "",
      findings.includes(view.current) ? "current" : ""].filter(Boolean).join(" "),
    "data-findings": numbers.join(" "),
    "aria-describedby": numbers.map((number) => `message-${number}`).join(" "),
    onclick: () => { clickMark(findings); },
  };
}

// Where findings overlap, each click goes on to the next one.
function clickMark(findings) {
  const length = (finding) => finding.span[1] - finding.span[0];
  const sorted = [...findings].sort((a, b) => length(a) - length(b));
  const at = sorted.indexOf(view.current);
  select(sorted[(at + 1) % sorted.length], { scroll: "note" });
}

function stateName(finding) {
  return ["open", "accepted", "rejected"][finding.state];
}

// The source side, with the places that visible findings point to.
function sourceText(unit) {
  const own = unit.sourceSide.runs.map((run) => ({ run, unit }));
  const ranges = unit.findings.filter(isVisible).flatMap((finding) => finding.related
    .filter((related) => related.source)
    .flatMap((related) => marks(own, related.span))
    .filter((mark) => mark.to > mark.from && !(mark.from === 0 && mark.to === unit.sourceSide.text.length))
    .map((mark) => ({ ...mark, finding })));
  return cut(unit.sourceSide, ranges, []).map((node) => {
    if (node.removeAttribute) node.removeAttribute("data-n");
    return node;
  });
}
