// Which findings are shown: by level, decision, MQM type and rule.
const hiddenFacets = { level: new Set(), state: new Set(), category: new Set(), rule: new Set() };

function isVisible(finding) {
  return !hiddenFacets.level.has(finding.level) && !hiddenFacets.state.has(stateName(finding))
    && !hiddenFacets.category.has(finding.category) && !hiddenFacets.rule.has(finding.rule);
}

function visibleFindings() {
  return view.file.findings.filter((finding) => isVisible(finding) && finding.unit);
}

function tally(findings, key) {
  const counts = new Map();
  findings.forEach((finding) => counts.set(key(finding), (counts.get(key(finding)) || 0) + 1));
  return counts;
}

function showFilters() {
  const findings = view.file.findings;
  const levels = tally(findings, (f) => f.level), states = tally(findings, stateName);
  const facet = (kind, title, counts, names, sign) => el("fieldset", { class: "facet" }, el("legend", {}, title),
    ...names.filter(([value]) => counts.has(value)).map(([value, label]) => option(kind, value, label, counts.get(value), sign)));
  byId("facets").replaceChildren(...(findings.length === 0 ? [] : [
    facet("level", "Level", levels, LEVELS.map((level) => [level, LEVEL_NAMES[level]]), (level) => SHAPES[level]),
    facet("state", "Decision", states, [["open", "Open"], ["accepted", "Accepted"], ["rejected", "Rejected"]]),
    ...categoryFacet(findings), ruleFacet(findings),
    el("p", {}, el("button", { type: "button", id: "reset", onclick: resetFilters }, "Show all"))]));
  showCounts();
}

function option(kind, value, label, number, sign) {
  const input = el("input", {
    type: "checkbox", checked: !hiddenFacets[kind].has(value), "data-kind": kind, "data-value": value,
    onchange: () => { toggle(kind, [value], input.checked); },
  });
  return el("label", { class: `option ${kind === "level" ? value : ""}` }, input, " ",
    sign && el("span", { class: "shape", "aria-hidden": "true" }, sign(value)), sign && " ",
    el("span", { class: "label" }, label), " ", el("span", { class: "figure" }, number.toLocaleString("en")));
}

// A box for each dimension and, below it, one for each of its types.
function categoryFacet(findings) {
  const types = tally(findings, (f) => f.category);
  const dimensions = Object.keys(DIMENSIONS).filter((dimension) => [...types.keys()].some((type) => type.split("/")[0] === dimension));
  const names = new Map(findings.map((f) => [f.category, f.category_name]));
  return [el("fieldset", { class: "facet" }, el("legend", {}, "MQM type"), ...dimensions.map((dimension) => {
    const own = [...types.keys()].filter((type) => type.split("/")[0] === dimension).sort();
    const all = own.reduce((sum, type) => sum + types.get(type), 0);
    const box = el("input", {
      type: "checkbox", checked: own.some((type) => !hiddenFacets.category.has(type)), "data-kind": "dimension", "data-value": dimension,
      onchange: () => { toggle("category", own, box.checked); showFilters(); },
    });
    return el("div", { class: "dimension" },
      el("label", { class: "option" }, box, " ", el("span", { class: "label" }, DIMENSIONS[dimension]), " ", el("span", { class: "figure" }, String(all))),
      el("div", { class: "types" }, ...own.map((type) => option("category", type, names.get(type) || type, types.get(type)))));
  }))];
}

function ruleFacet(findings) {
  const rules = [...tally(findings, (f) => f.rule)].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const titles = new Map(findings.map((f) => [f.rule, f.title]));
  return el("details", { class: "facet rules", open: byId("facets").querySelector("details[open]") !== null },
    el("summary", {}, `Rules (${rules.length})`),
    el("fieldset", {}, el("legend", { class: "unseen" }, "Rule"), ...rules.map(([rule, number]) => {
      const label = option("rule", rule, rule, number);
      label.title = titles.get(rule);
      return label;
    })));
}

function toggle(kind, values, on) {
  values.forEach((value) => (on ? hiddenFacets[kind].delete(value) : hiddenFacets[kind].add(value)));
  if (view.current && !isVisible(view.current)) view.current = null;
  refreshAll();
  showCounts();
}

function resetFilters() {
  Object.values(hiddenFacets).forEach((set) => set.clear());
  refreshAll();
  showFilters();
  say("All findings are shown");
}

function showCounts() {
  const all = view.file.findings.length, shown = visibleFindings().length;
  const decided = view.file.findings.filter((finding) => finding.state !== OPEN).length;
  byId("shown-count").textContent = shown === all ? `${all} shown` : `${shown} of ${all} shown`;
  byId("open-save").textContent = decided > 0 ? `Save… (${decided})` : "Save…";
}
