// Applies fixes together, with the rules of `mtlint check --fix` (src/fix): the earlier fix wins; at the same place the
// higher level, then the longer fix, then the first rule by name. Edits must not touch each other.
function makeFixes(findings) {
  const rank = (finding) => LEVELS.length - LEVELS.indexOf(finding.level);
  const keyed = findings.map((finding) => {
    const edits = chosenFix(finding).edits;
    return { finding, edits, first: edits[0][0], last: edits[edits.length - 1][1] };
  });
  keyed.sort((a, b) => a.first - b.first || rank(b.finding) - rank(a.finding) || b.last - a.last
    || (a.finding.rule < b.finding.rule ? -1 : Number(a.finding.rule > b.finding.rule)) || a.finding.number - b.finding.number);
  const edits = [], made = [], left = [];
  for (const { finding, edits: wanted } of keyed) {
    const present = wanted.every((edit) => edits.some((other) => same(edit, other)));
    const free = wanted.every((edit) => !edits.some((other) => touch(edit, other)));
    if (free) edits.push(...wanted);
    (present || free ? made : left).push(finding);
  }
  edits.sort((a, b) => a[0] - b[0]);
  return { edits, made, left };
}

function same(a, b) {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}

function touch(a, b) {
  return a[0] <= b[1] && b[0] <= a[1];
}

function applyEdits(content, edits) {
  let done = 0;
  const parts = [];
  for (const [start, end, text] of edits) {
    parts.push(content.slice(done, start), text);
    done = end;
  }
  parts.push(content.slice(done));
  return parts.join("");
}

// The accepted findings of a file that have a fix.
function accepted(file) {
  return file.findings.filter((finding) => finding.state === ACCEPTED && chosenFix(finding));
}

function corrected(file) {
  return applyEdits(file.content, makeFixes(accepted(file)).edits);
}
