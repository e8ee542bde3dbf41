// Selecting findings, deciding about them, switching views; keys.

function select(finding, { scroll, focus } = {}) {
  const before = view.current;
  view.current = finding;
  if (finding) view.complete();
  new Set([before, finding].filter(Boolean).flatMap((f) => [f.unit, ...f.marks.map((mark) => mark.unit)])).forEach(refresh);
  if (!finding) return;
  const head = document.querySelector(`#note-${finding.number} .head`);
  if (focus !== false && head) head.focus({ preventScroll: true });
  bringIntoView(finding, scroll);
}

// Scrolls only if the finding is out of sight.
function bringIntoView(finding, prefer) {
  const note = byId(`note-${finding.number}`);
  const mark = document.querySelector(`mark.current`);
  const shown = [prefer === "note" ? note : mark || note, prefer === "note" ? mark : note].filter(Boolean);
  if (shown.every(isInSight)) return;
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  shown[0].scrollIntoView({ block: "center", behavior: smooth });
}

function isInSight(node) {
  const box = node.getBoundingClientRect();
  return box.top >= byId("main").offsetTop && box.bottom <= innerHeight;
}

function step(by) {
  const findings = visibleFindings();
  if (findings.length === 0) return say("No findings are shown");
  const at = findings.indexOf(view.current);
  const next = at < 0 ? (by > 0 ? 0 : findings.length - 1) : at + by;
  if (next < 0 || next >= findings.length) return say(by > 0 ? "This is the last finding" : "This is the first finding");
  showView("text");
  return select(findings[next], { scroll: "text" });
}

function decide(finding, state, { stay } = {}) {
  const following = visibleFindings();
  const next = following[following.indexOf(finding) + 1];
  finding.state = state;
  keep(finding.file);
  const words = { [OPEN]: "Undecided", [ACCEPTED]: "Accepted", [REJECTED]: "Rejected" };
  say(`${words[state]}: ${finding.number + 1}${state === ACCEPTED ? acceptedNote(finding) : ""}`);
  const target = state === OPEN || stay || !next ? finding : next;
  showFilters();
  refreshOverlapping(finding);
  select(isVisible(target) ? target : next || null, { scroll: "text" });
}

function acceptedNote(finding) {
  if (!chosenFix(finding)) return "; it has no fix, so fix it by hand";
  const waits = makeFixes(accepted(finding.file)).left.includes(finding);
  return waits ? "; its fix overlaps with another fix and cannot be applied before the next check" : "";
}

function refreshOverlapping(finding) {
  new Set([finding.unit, ...finding.marks.map((mark) => mark.unit)]).forEach(refresh);
}

function showView(name) {
  for (const button of document.querySelectorAll("[data-view]")) {
    const on = button.dataset.view === name;
    button.setAttribute("aria-pressed", String(on));
    byId(`view-${button.dataset.view}`).hidden = !on;
  }
  byId("side").hidden = name !== "text";
  document.body.dataset.showing = name;
  if (name === "overview") showOverview();
  if (name === "list") showList();
}

// Charts keep the width they were drawn with.
function redraw() {
  clearTimeout(redraw.timer);
  const name = document.body.dataset.showing;
  if (view.file && name !== "text") redraw.timer = setTimeout(() => { showView(name); }, 200);
}

function flash(unit) {
  showView("text");
  view.complete();
  if (!unit.row) return;
  unit.row.scrollIntoView({ block: "center" });
  unit.row.classList.add("flash");
  setTimeout(() => { unit.row.classList.remove("flash"); }, 1500);
}

function openFile(number) {
  const file = load(number);
  document.title = `${file.path} – mtlint report`;
  byId("title").textContent = index.files.length > 1 ? "report" : file.path;
  byId("files").value = String(number);
  showFile(file);
  showFilters();
  window.scrollTo(0, 0);
}

function stepFile(by) {
  const next = view.file.number + by;
  if (index.files[next]) {
    openFile(next);
    showView("text");
  }
}

// The theme of the system or the other one; remembered if the browser allows it.
function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  byId("theme").setAttribute("aria-label", `Theme: ${theme || "same as the system"}`);
  try {
    localStorage.setItem("mtlint-theme", theme || "");
  } catch (_) {
    // The choice then lasts as long as the page.
  }
}

function nextTheme() {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const order = isDark ? ["", "light", "dark"] : ["", "dark", "light"];
  const now = document.documentElement.dataset.theme || "";
  setTheme(order[(order.indexOf(now) + 1) % order.length]);
}

function nextFix(finding) {
  const usable = finding.fixes.map((fix, n) => n).filter((n) => finding.fixes[n].applicability !== "display");
  if (usable.length < 2) return say("There is no other fix");
  finding.choice = usable[(usable.indexOf(finding.choice) + 1) % usable.length];
  keep(finding.file);
  refreshOverlapping(finding);
  return say(chosenFix(finding).title);
}

const COMMANDS = {
  j: () => step(1), k: () => step(-1), "]": () => stepFile(1), "[": () => stepFile(-1), s: showSave, t: nextTheme, "?": showHelp,
  1: () => showView("text"), 2: () => showView("overview"), 3: () => { if (index.files.length > 1) showView("list"); },
  a: () => { if (view.current) decide(view.current, ACCEPTED); }, r: () => { if (view.current) decide(view.current, REJECTED); },
  u: () => { if (view.current) decide(view.current, OPEN); }, f: () => { if (view.current) nextFix(view.current); },
  Escape: () => select(null),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (/^(SELECT|TEXTAREA)$/.test(event.target.tagName) || event.target.type === "text") return;
  if (!keys.on && event.key !== "Escape") return;
  const command = Object.hasOwn(COMMANDS, event.key) && COMMANDS[event.key];
  if (!command) return;
  event.preventDefault();
  command();
}

function start() {
  let theme = "";
  try {
    theme = localStorage.getItem("mtlint-theme") || "";
  } catch (_) {
    // Keep the theme of the system.
  }
  setTheme(theme);
  byId("theme").addEventListener("click", nextTheme);
  byId("open-help").addEventListener("click", showHelp);
  byId("open-save").addEventListener("click", showSave);
  document.addEventListener("keydown", onKey);
  window.addEventListener("resize", redraw);
  for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => { showView(button.dataset.view); });
  if (matchMedia("(max-width: 70rem)").matches) byId("filters").open = false;
  const several = index.files.length > 1;
  document.querySelector("[data-view=list]").hidden = !several;
  byId("pick").hidden = !several;
  byId("files").append(...index.files.map((file, n) =>
    el("option", { value: String(n) }, `${file.path} (${file.errors + file.warnings + file.infos})`)));
  byId("files").addEventListener("change", () => { openFile(Number(byId("files").value)); });
  if (index.files.length === 0) {
    byId("view-text").append(el("p", { class: "empty" }, "No text was checked."), el("ul", {}, ...index.notes.map((note) => el("li", {}, note))));
    return;
  }
  openFile(0);
  showView(several ? "list" : "text");
}

start();
