// The help, and saving decisions.
const KEYS = [
  ["j, k", "next, previous finding"], ["a", "accept: the fix is applied to the corrected text"],
  ["r", "reject: the finding is added to the baseline"], ["u", "undo the decision"], ["f", "choose another fix, if there are several"],
  ["1, 2, 3", "text, overview, files"], ["[ , ]", "previous, next file"], ["s", "save"], ["t", "light or dark"],
  ["?", "this help"], ["Esc", "close"],
];

const keys = { on: true };

function showHelp() {
  const box = el("input", { type: "checkbox", checked: keys.on, onchange: () => { keys.on = box.checked; } });
  openDialog("help", "Help",
    el("p", {}, "Accept a finding if it is an error; reject it if it is a false alarm. The notes beside the text say what is wrong. Select a note to see the reason and to decide."),
    el("table", { class: "keys" }, el("tbody", {}, ...KEYS.map(([key, what]) =>
      el("tr", {}, el("th", { scope: "row" }, ...key.split(", ").map((one) => el("kbd", {}, one))), el("td", {}, what))))),
    el("p", {}, el("label", {}, box, " Use single-key commands")),
    el("p", {}, ...LEVELS.flatMap((level) => [el("span", { class: `legend ${level}` }, SHAPES[level]), ` ${LEVEL_NAMES[level]}  `])),
    el("p", { class: "caption" }, `Written by mtlint ${index.version}. This page loads nothing and sends nothing.`));
}

function openDialog(id, title, ...children) {
  const dialog = byId(id);
  dialog.replaceChildren(el("h2", { id: `${id}-title` }, title), el("div", {}, ...children),
    el("form", { method: "dialog" }, el("button", { class: "strong" }, "Close")));
  if (!dialog.open) dialog.showModal();
}

function showSave() {
  const files = decidedFiles();
  const rejected = files.flatMap((file) => file.findings.filter((finding) => finding.state === REJECTED)).length;
  const texts = files.filter((file) => accepted(file).length > 0);
  openDialog("save", "Save decisions",
    el("h3", {}, "Corrected text"),
    texts.length === 0
      ? el("p", {}, "No accepted finding has a fix.")
      : el("ul", { class: "saves" }, ...texts.map(savedText)),
    el("p", { class: "caption" }, "The file as it was checked, with the fixes of accepted findings."),
    byHand(files),
    el("h3", {}, "Baseline"),
    el("p", {}, el("button", { type: "button", id: "save-baseline", onclick: () => { saveBaseline(files); } },
      `Save ${index.baseline_name}`), ` ${count(rejected, "rejected finding")}`),
    el("p", { class: "caption" }, `Put it into the folder in which mtlint ran. mtlint check --baseline ${index.baseline_name} then does not report the rejected findings.`));
}

function savedText(file) {
  const { made, left } = makeFixes(accepted(file));
  return el("li", {},
    el("button", { type: "button", class: "save-text", onclick: () => { saveText(file); } }, `Save ${baseName(file.path)}`),
    ` ${count(made.length, "fix", "fixes")}`,
    left.length > 0 && el("p", { class: "caption" },
      `${count(left.length, "fix overlaps", "fixes overlap")} with another fix and cannot be applied before the next check: ${left.map((f) => f.number + 1).join(", ")}.`));
}

// Accepted findings without a fix.
function byHand(files) {
  const rest = files.flatMap((file) => file.findings.filter((finding) => finding.state === ACCEPTED && !chosenFix(finding)));
  if (rest.length === 0) return null;
  return el("details", {}, el("summary", {}, `${count(rest.length, "accepted finding")} to fix by hand`),
    el("ul", {}, ...rest.map((f) => el("li", {}, `${f.file.path}:${f.line}:${f.column} ${f.message}`))));
}

function baseName(path) {
  return path.split(/[\\/]/).pop() || "text";
}

function saveText(file) {
  const bytes = encode(file, corrected(file));
  if (bytes === null) return say(`The encoding ${file.encoding} does not have a character of a fix; save the file as UTF-8 first`);
  return saveFile(baseName(file.path), bytes);
}

function saveBaseline(files) {
  saveFile(index.baseline_name, new TextEncoder().encode(baselineText(files)));
}

function saveFile(name, bytes) {
  const link = el("a", { href: URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 60000);
  say(`Saved ${name}`);
}
