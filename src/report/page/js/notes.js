// Notes in the margin: what is wrong, why, what to do, and the decision.
const SHAPES = { error: "■", warning: "▲", info: "●" };
const LEVEL_NAMES = { error: "Error", warning: "Warning", info: "Info" };

function notes(unit) {
  const shown = unit.findings.filter(isVisible);
  if (shown.length === 0) return el("div", { class: "notes none" });
  return el("ol", { class: "notes", "aria-label": "Findings" }, ...shown.map(note));
}

function note(finding) {
  const open = finding === view.current;
  const more = `more-${finding.number}`;
  const decided = finding.state !== OPEN && el("span", { class: "decided" }, stateName(finding));
  const head = el("button", {
    type: "button", class: "head", "aria-expanded": String(open), "aria-controls": more,
    onclick: () => { select(open ? null : finding, { scroll: "text", focus: true }); },
  },
    el("span", { class: "sign" }, el("span", { class: "shape", "aria-hidden": "true" }, SHAPES[finding.level]),
      el("span", { class: "number" }, String(finding.number + 1)), unseen(` ${LEVEL_NAMES[finding.level]}: `)),
    el("span", { class: "message", id: `message-${finding.number}` }, finding.message), decided);
  return el("li", { class: ["note", finding.level, stateName(finding), open ? "current" : ""].join(" "), id: `note-${finding.number}` },
    head, proposal(finding), el("div", { class: "more", id: more, hidden: !open }, ...(open ? details(finding) : [])));
}

// The fix in one line, if there is one.
function proposal(finding) {
  const fix = chosenFix(finding) || finding.fixes[0];
  return fix && el("p", { class: "proposal" }, fix.title);
}

function details(finding) {
  return [
    !isMarked(finding) && el("p", { class: "excerpt" }, excerpt(finding)),
    finding.help && el("p", { class: "help" }, finding.help + (/[.!?…]$/.test(finding.help) ? "" : ".")),
    finding.why && el("p", { class: "why" }, finding.why),
    choices(finding),
    ...finding.related.map((related) => relatedLine(finding, related)),
    el("p", { class: "meta" }, `${LEVEL_NAMES[finding.level]} · `, el("code", {}, finding.rule), ` · ${mqmName(finding)}, ${finding.severity} · line ${finding.line}`),
    el("div", { class: "acts" },
      act(finding, ACCEPTED, "Accept", "a"), act(finding, REJECTED, "Reject", "r")),
  ];
}

function act(finding, state, label, key) {
  const on = finding.state === state;
  return el("button", {
    type: "button", class: label.toLowerCase(), "aria-pressed": String(on), "aria-keyshortcuts": key,
    title: `${label} (${key})`, onclick: () => { decide(finding, on ? OPEN : state); },
  }, label);
}

// The note quotes the text of a finding outside of all units, such as in a comment or a key.
function isMarked(finding) {
  return finding.marks.length > 0;
}

function excerpt(finding) {
  const text = finding.file.content.slice(...finding.span);
  return text.length > 200 ? text.slice(0, 200) + "…" : text || "(empty)";
}

function mqmName(finding) {
  const dimension = finding.category.split("/")[0];
  const name = DIMENSIONS[dimension] || dimension;
  return finding.category === dimension ? name : `${name}: ${finding.category_name}`;
}

const DIMENSIONS = {
  terminology: "Terminology", accuracy: "Accuracy", fluency: "Linguistic conventions", style: "Style",
  "locale-convention": "Locale conventions", verity: "Audience appropriateness", design: "Design and markup",
};

// The choice between several fixes.
function choices(finding) {
  const usable = finding.fixes.filter((fix) => fix.applicability !== "display");
  if (usable.length < 2) return null;
  const name = `fix-${finding.number}`;
  return el("fieldset", {}, el("legend", {}, "Fix"), ...finding.fixes.map((fix, n) => fix.applicability !== "display" &&
    el("label", {}, el("input", {
      type: "radio", name, checked: n === finding.choice,
      onchange: () => { finding.choice = n; decide(finding, ACCEPTED, { stay: true }); },
    }), " " + fix.title)));
}

function relatedLine(finding, related) {
  const place = related.elsewhere ? `${finding.file.other.path}, line ${related.line}` : `line ${related.line}`;
  const target = !related.elsewhere && !related.source && unitOf(finding.file, related.span);
  if (!target) return el("p", { class: "related" }, `${related.message}${quoted(finding, related)} (${place})`);
  return el("p", { class: "related" }, `${related.message} (`,
    el("button", { type: "button", class: "link", onclick: () => { flash(target); } }, place), ")");
}

// Quotes a related place in another file or on the source side.
function quoted(finding, related) {
  const file = related.elsewhere ? finding.file.other : finding.file;
  const text = file.content.slice(...related.span);
  return text === "" ? "" : `: “${text.length > 120 ? text.slice(0, 120) + "…" : text}”`;
}

function unitOf(file, span) {
  return file.units.find((unit) => marks(unit.target.runs.map((run) => ({ run, unit })), span).length > 0);
}
