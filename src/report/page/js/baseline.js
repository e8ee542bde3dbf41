// The baseline file: the rejected findings and those that were in the baseline. `mtlint baseline write` writes the same bytes.
function baselineText(files) {
  const known = JSON.parse(index.baseline).files;
  for (const file of files) {
    const rejected = file.findings.filter((finding) => finding.state === REJECTED).map((f) => JSON.parse(f.known));
    if (rejected.length > 0) known[file.key] = merged([...(known[file.key] || []), ...rejected]);
  }
  const paths = Object.keys(known).filter((path) => known[path].length > 0).sort(byCharacters);
  const file = (path) => `${JSON.stringify(path)}: [\n${known[path].map((line) => "  " + JSON.stringify(line)).join(",\n")}\n]`;
  return `{\n"version": 1,\n"files": {${paths.length > 0 ? "\n" : ""}${paths.map(file).join(",\n")}\n}\n}\n`;
}

// Entries in the order of the file; equal entries are counted.
function merged(lines) {
  const numbers = (line) => line.print.map((hex) => hex.padStart(16, "0")).join(" ");
  const byKey = new Map();
  for (const line of lines) {
    const key = `${line.rule} ${numbers(line)}`;
    const first = byKey.get(key);
    if (!first) byKey.set(key, { ...line });
    else {
      if (byCharacters(line.excerpt, first.excerpt) < 0) Object.assign(first, { ...line, count: first.count });
      first.count = (first.count || 1) + (line.count || 1);
    }
  }
  const sorted = [...byKey.values()].sort((a, b) => byCharacters(a.rule, b.rule) || byCharacters(a.excerpt, b.excerpt)
    || byCharacters(numbers(a), numbers(b)));
  return sorted.map(({ count, ...line }) => (count > 1 ? { ...line, count } : line));
}

// Compares like UTF-8 bytes. UTF-16 code units compare differently beyond the basic plane.
function byCharacters(a, b) {
  const left = [...a], right = [...b];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const difference = left[at].codePointAt(0) - right[at].codePointAt(0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
