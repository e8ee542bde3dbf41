// The review page as a reader uses it. Each test has a page of its own; what it expects comes from `mtlint check`.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { download, launch, open } from "./browser.mjs";

const [mtlint, modules] = process.argv.slice(2);
const only = process.env.ONLY;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "mtlint-page-"));
const FLAGS = ["--source-lang", "zh", "--as-of", "2024-05-31"];

function run(...args) {
  const done = spawnSync(mtlint, args, { cwd: folder, encoding: "buffer", maxBuffer: 1 << 28 });
  return { code: done.status, out: done.stdout, err: done.stderr.toString() };
}

function findings(...args) {
  return JSON.parse(run("check", "--format", "json", ...FLAGS, ...args).out).findings;
}

function report(name, ...args) {
  const done = run("report", ...FLAGS, ...args, "-o", name);
  assert.equal(done.code, 0, done.err);
  return path.join(folder, name);
}

function put(name, text) {
  fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
  fs.writeFileSync(path.join(folder, name), text);
  return name;
}

// The bytes of a file with the first usable fix of each finding made, by docs/OUTPUT.md alone: of fixes that touch, the
// earlier one is made; of two at one place the one of the higher level, the longer one, the one whose rule comes first.
function fixed(name, found) {
  const levels = ["error", "warning", "info"];
  const wanted = found.filter((f) => f.fixes.some((fix) => fix.applicability !== "display"))
    .map((f) => ({ ...f, edits: f.fixes.find((fix) => fix.applicability !== "display").edits }));
  wanted.sort((a, b) => a.edits[0].start - b.edits[0].start || levels.indexOf(a.level) - levels.indexOf(b.level)
    || b.edits.at(-1).end - a.edits.at(-1).end || (a.rule < b.rule ? -1 : 1));
  const edits = [];
  for (const one of wanted) {
    if (one.edits.every((edit) => !edits.some((other) => edit.start <= other.end && other.start <= edit.end))) edits.push(...one.edits);
  }
  edits.sort((a, b) => a.start - b.start);
  const bytes = fs.readFileSync(path.join(folder, name));
  const encode = encoder(bytes);
  let done = 0;
  const parts = [];
  for (const { start, end, text } of edits) {
    parts.push(bytes.subarray(done, start), encode(text));
    done = end;
  }
  return { bytes: Buffer.concat([...parts, bytes.subarray(done)]), edits: edits.length };
}

function encoder(bytes) {
  if (bytes[0] === 0xFF && bytes[1] === 0xFE) return (text) => Buffer.from(text, "utf16le");
  // What the fixes of the other fixtures insert is ASCII, or UTF-8.
  return (text) => Buffer.from(text, "utf8");
}

async function press(page, keys) {
  for (const key of keys) await page.keyboard.press(key);
}

// As quick as a page takes keys.
async function decideAll(page, key, n) {
  await page.evaluate(([key, n]) => {
    for (const one of ["1", "j", ...Array(n).fill(key)]) document.body.dispatchEvent(new KeyboardEvent("keydown", { key: one, bubbles: true }));
  }, [key, n]);
}

const tests = {
  async "each finding has its note, and its mark covers its text"({ browser }) {
    const expected = findings("harbour.txt");
    const { page, log, close } = await open(browser, report("harbour.html", "harbour.txt"));
    assert.ok(expected.length > 30);
    assert.equal(await page.locator(".note").count(), expected.length);
    const marked = await page.evaluate(() => [...document.querySelectorAll("mark")].map((mark) => [mark.dataset.findings.split(" "), mark.firstChild.textContent]));
    expected.forEach((finding, n) => {
      const text = marked.filter(([numbers]) => numbers.includes(String(n))).map(([, text]) => text).join("");
      if (finding.start !== finding.end && !finding.excerpt.endsWith("…")) assert.equal(text, finding.excerpt, finding.message);
    });
    // Where findings overlap, each piece of text appears once.
    const text = await page.evaluate(() => [...document.querySelectorAll(".target")].map((node) => {
      const clone = node.cloneNode(true);
      clone.querySelectorAll(".caret").forEach((caret) => caret.remove());
      return clone.textContent;
    }).join("\n\n"));
    assert.equal(text.trim(), fs.readFileSync(path.join(folder, "harbour.txt"), "utf8").trim().split(/\n\s*\n/).map((p) => p.replace(/\n/g, " ").trim()).join("\n\n"));
    assert.deepEqual(log, []);
    await close();
  },

  async "filters by level, rule and type"({ browser }) {
    const expected = findings("harbour.txt");
    const { page, close } = await open(browser, report("harbour.html", "harbour.txt"));
    const notes = () => page.locator(".note").count();
    await page.uncheck('[data-kind="level"][data-value="warning"]');
    assert.equal(await notes(), expected.filter((f) => f.level !== "warning").length);
    assert.equal(await page.locator("mark.warning").count(), 0);
    await page.click("#reset");
    assert.equal(await notes(), expected.length);
    const { rule } = expected[0];
    await page.click(".rules summary");
    await page.uncheck(`[data-kind="rule"][data-value="${rule}"]`);
    assert.equal(await notes(), expected.filter((f) => f.rule !== rule).length);
    await page.click("#reset");
    await page.uncheck('[data-kind="dimension"][data-value="accuracy"]');
    assert.equal(await notes(), expected.filter((f) => !f.mqm.category.startsWith("accuracy")).length);
    assert.match(await page.textContent("#shown-count"), new RegExp(`^\\d+ of ${expected.length} shown$`));
    await close();
  },

  async "keys: next, previous, accept, reject, take back, help"({ browser }) {
    const { page, close } = await open(browser, report("harbour.html", "harbour.txt"));
    const state = (n) => page.getAttribute(`#note-${n}`, "class");
    await press(page, ["j"]);
    assert.match(await state(0), /current/);
    assert.equal(await page.getAttribute("#note-0 .head", "aria-expanded"), "true");
    assert.equal(await page.evaluate(() => document.activeElement.closest(".note").id), "note-0");
    await press(page, ["a", "r"]);
    assert.match(await state(0), /accepted/);
    assert.match(await state(1), /rejected/);
    assert.match(await state(2), /current/);
    await press(page, ["k", "u"]);
    assert.match(await state(1), /open.*current/);
    await press(page, ["?"]);
    assert.ok(await page.isVisible("#help"));
    await press(page, ["j"]);
    assert.match(await state(1), /current/, "keys rest while a dialog is open");
    await page.uncheck("#help input");
    await press(page, ["Escape", "j"]);
    assert.match(await state(1), /current/, "keys are off");
    await page.reload();
    await page.waitForSelector("[data-complete]", { state: "attached" });
    assert.match(await state(0), /accepted/, "decisions outlive a reload");
    await close();
  },

  async "all can be done with Tab and Enter"({ browser }) {
    const { page, close } = await open(browser, report("harbour.html", "harbour.txt"));
    await page.focus("#note-3 .head");
    await press(page, ["Enter"]);
    assert.match(await page.getAttribute("#note-3", "class"), /current/);
    for (let tabs = 0; tabs < 8 && !(await page.evaluate(() => document.activeElement.classList.contains("accept"))); tabs += 1) await press(page, ["Tab"]);
    await press(page, ["Enter"]);
    assert.match(await page.getAttribute("#note-3", "class"), /accepted/);
    await close();
  },

  async "a click on a mark opens its note"({ browser }) {
    const { page, close } = await open(browser, report("harbour.html", "harbour.txt"));
    await page.click('mark[data-findings="0"]');
    assert.match(await page.getAttribute("#note-0", "class"), /current/);
    assert.ok((await page.textContent("#more-0")).length > 40);
    await close();
  },

  async "rejected findings make a baseline that leaves out just them"({ browser }) {
    const expected = findings("texts");
    const { page, close } = await open(browser, report("texts.html", "texts"));
    // The first file is clean.
    await press(page, ["]", "j", "r", "a", "r"]);
    await press(page, ["]", "j", "r"]);
    await press(page, ["s"]);
    const { name, bytes } = await download(page, "#save-baseline");
    assert.equal(name, "mtlint-baseline.json");
    put(name, bytes);
    const rest = findings("texts", "--baseline", name);
    const second = expected.findIndex((f) => f.path !== expected[0].path);
    const gone = [0, 2, second];
    const id = (f) => `${f.path} ${f.rule} ${f.start}`;
    assert.deepEqual(rest.map(id), expected.filter((_, n) => !gone.includes(n)).map(id));
    fs.rmSync(path.join(folder, name));
    await close();
  },

  async "with all rejected the baseline is what the program writes"({ browser }) {
    const all = findings("harbour.txt");
    run("baseline", "write", "harbour.txt", ...FLAGS, "--baseline", "written.json");
    const { page, close } = await open(browser, report("harbour.html", "harbour.txt"));
    await decideAll(page, "r", all.length);
    await press(page, ["s"]);
    const { bytes } = await download(page, "#save-baseline");
    assert.equal(bytes.toString(), fs.readFileSync(path.join(folder, "written.json"), "utf8"));
    // A page made with that baseline has nothing left, and saves it as it is.
    const { page: second, close: closeSecond } = await open(browser, report("rest.html", "harbour.txt", "--baseline", "written.json"));
    assert.equal(await second.locator(".note").count(), 0);
    await press(second, ["s"]);
    const again = await download(second, "#save-baseline");
    assert.equal(again.name, "written.json");
    assert.equal(again.bytes.toString(), bytes.toString());
    await close();
    await closeSecond();
  },

  async "accepted findings make a corrected text, byte by byte"({ browser }) {
    let made = 0;
    for (const name of ["harbour.txt", "harbour.md", "harbour.page.html", ...fs.readdirSync(path.join(folder, "encodings")).map((n) => `encodings/${n}`)]) {
      const all = findings(name);
      const expected = fixed(name, all);
      const { page, log, close } = await open(browser, report("one.html", name));
      await decideAll(page, "a", all.length);
      await press(page, ["s"]);
      if (expected.edits === 0) {
        assert.equal(await page.locator(".save-text").count(), 0, name);
      } else {
        const saved = await download(page, ".save-text");
        assert.equal(saved.name, path.basename(name));
        assert.deepEqual(saved.bytes, expected.bytes, name);
        made += expected.edits;
      }
      assert.deepEqual(log, [], name);
      await close();
    }
    assert.ok(made > 10, `${made} edits`);
  },

  async "of fixes that touch each other one is made"({ browser }) {
    const rule = (name, level, phrase, fix) => put(`rules/en/demo/${name}.toml`, `title = "T"\nlevel = "${level}"\nstatus = "stable"\n`
      + `mqm = { category = "fluency/grammar", severity = "minor" }\nmessage = "“{match}” is wrong"\nhelp = "Write “${fix}”"\nwhy = "W."\n`
      + `[match]\nphrases = [{ text = "${phrase}", fix = "${fix}" }]\n`
      + [0, 1].map((n) => `[[bad]]\ntext = "${n} [[${phrase}]] is."\n`).join("")
      + [0, 1].map((n) => `[[good]]\ntext = "Nothing ${n}."\n`).join(""));
    rule("crown", "info", "new crown", "COVID-19");
    rule("came", "error", "crown came", "crown arrived");
    rule("long", "warning", "new crown came in", "the virus came");
    rule("there", "warning", "over there", "yonder");
    put("touch.txt", "The new crown came in. A crown came over there, new crown. New crown came in over there.\n");
    const own = ["--lang", "en", "--rules", "rules", "--select", "demo"];
    const all = findings("touch.txt", ...own);
    const expected = fixed("touch.txt", all);
    const { page, close } = await open(browser, report("touch.html", "touch.txt", ...own));
    await decideAll(page, "a", all.length);
    await press(page, ["s"]);
    assert.ok(expected.edits < all.length);
    assert.match(await page.textContent("#save"), /before the next check/);
    assert.equal((await download(page, ".save-text")).bytes.toString(), expected.bytes.toString());
    await close();
  },

  async "an accepted fix shows as a change"({ browser }) {
    const all = findings("harbour.txt");
    const n = all.findIndex((f) => f.fixes[0]?.applicability !== "display" && f.fixes[0]?.edits[0].text.length > 3);
    const { page, close } = await open(browser, report("harbour.html", "harbour.txt"));
    await page.click(`#note-${n} .head`);
    await press(page, ["a"]);
    assert.equal(await page.textContent(`mark[data-findings~="${n}"] del`), all[n].excerpt);
    assert.equal(await page.textContent("ins"), all[n].fixes[0].edits[0].text);
    await close();
  },

  async "hostile text stays text"({ browser }) {
    const nasty = [
      "</script><script>alert(1)</script>", "<img src=x onerror=alert(2)>", "<!-- <script>", "<svg onload=alert(3)>",
      "<a href=\"javascript:alert(4)\">the the link</a>", "<iframe src=\"https://example.org/\"></iframe>", "\u2028 the the \u2029",
      "<link rel=stylesheet href=https://example.org/x.css>", "{{constructor}} ${alert(5)} %s &lt;b&gt;",
    ];
    put("hostile/<img src=x onerror=alert(9)>.txt", nasty.map((text) => `Here is the the ${text} of it it.`).join("\n\n"));
    put("hostile/page.html", `<html lang="en"><body><p>The the ${nasty.join("</p><p>It it is ")}</p></body></html>`);
    put("hostile/page.md", nasty.join("\n\nHe he said the the "));
    const { page, log, close } = await open(browser, report("hostile.html", "hostile"));
    const files = await page.locator("#files option").count();
    assert.equal(files, 3);
    for (let file = 0; file < files; file += 1) {
      await page.selectOption("#files", String(file));
      await press(page, ["1", "j", "j", "a", "r", "2", "3", "s", "Escape", "1"]);
      assert.equal(await page.evaluate(() => document.querySelectorAll("main img, main iframe, main script, main a, main link, main svg[onload]").length), 0);
    }
    await page.selectOption("#files", "0");
    const text = await page.textContent("#view-text");
    for (const part of nasty) assert.ok(text.includes(part.trim()), part);
    assert.deepEqual(log, []);
    // Nor would markup run that somehow got in: the policy holds. (The browser tells of a request that it refuses.)
    await page.evaluate(() => {
      const image = document.createElement("img");
      image.setAttribute("onerror", "alert(6)");
      image.src = "https://example.org/x.png";
      document.body.append(image);
      const script = document.createElement("script");
      script.textContent = "alert(7)";
      document.body.append(script);
    });
    await page.waitForTimeout(300);
    assert.equal(log.filter((line) => /^(dialog|response|error)/.test(line)).length, 0, log.join("\n"));
    assert.ok(log.filter((line) => /Content Security Policy/.test(line)).length >= 3, log.join("\n"));
    await close();
  },

  async "source beside target, and findings that no unit holds"({ browser }) {
    put("de.po", 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Open %s of 12 files"\nmsgstr "Öffne %d von 21 Dateien"\n\nmsgid "Save"\nmsgstr "Sichern"\n');
    const expected = findings("de.po");
    const { page, log, close } = await open(browser, report("po.html", "de.po"));
    assert.ok(expected.length > 0);
    assert.equal(await page.locator(".note").count(), expected.length);
    assert.match(await page.textContent("#unit-0"), /Open %s of 12 files/);
    const boxes = await page.evaluate(() => [".source", ".target"].map((name) => document.querySelector(name).getBoundingClientRect().left));
    assert.ok(boxes[0] < boxes[1], "the source is before the target");
    assert.deepEqual(log, []);
    await close();
  },

  async "a source in a file of its own, and marks without extent"({ browser }) {
    put("en/guide.md", "# Tides\n\nThe sea comes in and goes out twice a day, here as elsewhere.\n\n- Look.\n- Wait for the tide.\n");
    put("fr/guide.md", "# Marées\n\nLa mer monte monte et descend deux fois par jour, ici comme ailleurs.\n\n- Regardez.\n");
    const expected = findings("fr/guide.md", "--lang", "en", "--source", "en/guide.md");
    const { page, log, close } = await open(browser, report("pair.html", "fr/guide.md", "--lang", "en", "--source", "en/guide.md"));
    const missing = expected.findIndex((f) => f.rule === "structure/missing-block");
    assert.equal(expected[missing].start, expected[missing].end);
    assert.equal(await page.locator(`mark.caret[data-findings="${missing}"]`).count(), 1);
    await page.click(`#note-${missing} .head`);
    assert.match(await page.textContent(`#more-${missing}`), /Wait for the tide\..*en\/guide\.md, line 6/);
    assert.equal(await page.locator(".note").count(), expected.length);
    assert.deepEqual(await page.locator(".source").allTextContents(), ["Source: Tides", "Source: The sea comes in and goes out twice a day, here as elsewhere.", "Source: Look."]);
    assert.deepEqual(log, []);
    await close();
    put("pages/empty.txt", "");
    const empty = await open(browser, report("empty.html", "pages"));
    assert.match(await empty.page.textContent("main"), /no text/i);
    assert.deepEqual(empty.log, []);
    await empty.close();
  },

  async "accessible in both themes and in every view"({ browser, axe }) {
    const everything = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    // What a theme changes is colours.
    for (const [colorScheme, name, rules] of [["light", "harbour.md", everything], ["light", "texts", everything], ["light", "de.po", everything],
      ["dark", "harbour.txt", ["color-contrast"]], ["dark", "texts", ["color-contrast"]], ["light", "harbour.txt", ["color-contrast"]]]) {
      const { page, close } = await open(browser, report("axe.html", name), { colorScheme });
      await page.evaluate(axe);
      const check = async (where) => {
        const { violations } = await page.evaluate((rules) => axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), rules);
        assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.length} like ${v.nodes[0].html.slice(0, 160)} (${v.nodes[0].failureSummary})`), [], `${name} ${colorScheme} ${where}`);
      };
      await press(page, ["1", "j", "a", "r", "j"]);
      await check("text");
      assert.doesNotMatch(await page.textContent("main"), /\b(null|undefined|NaN)\b/);
      for (const [key, where] of [["2", "overview"], ["3", "files"], ["?", "help"]]) {
        await press(page, [key]);
        await check(where);
      }
      await press(page, ["Escape", "s"]);
      await check("save");
      assert.doesNotMatch(await page.textContent("#save"), /null|undefined|NaN/);
      await close();
    }
  },

  async "nothing is wider than a phone"({ browser }) {
    for (const name of ["harbour.txt", "texts", "de.po"]) {
      const { page, close } = await open(browser, report("narrow.html", name), { viewport: { width: 390, height: 800 }, hasTouch: true });
      for (const keys of [["1", "j"], ["2"], ["3"], ["?"], ["Escape", "s"]]) {
        await press(page, keys);
        const { wide, widest } = await page.evaluate(() => ({
          wide: document.scrollingElement.scrollWidth,
          widest: [...document.querySelectorAll("main *, header *")].filter((n) => !n.closest(".scroll, .unseen, svg") && n.getBoundingClientRect().right > 391).map((n) => n.outerHTML.slice(0, 120)).slice(0, 3),
        }));
        assert.equal(wide, 390, `${name} ${keys}: ${widest}`);
        assert.deepEqual(widest, [], `${name} ${keys}`);
      }
      await close();
    }
  },

  async "a long text and many files open soon"({ browser }) {
    const article = fs.readFileSync(path.join(root, "fixtures/articles/harbour.txt"), "utf8");
    put("long.txt", article.repeat(Math.ceil(500_000 / article.length)));
    for (let n = 0; n < 200; n += 1) put(`many/${n}.txt`, article);
    for (const [name, ...args] of [["long.html", "long.txt"], ["many.html", "many"]]) {
      const file = report(name, ...args);
      const started = Date.now();
      const { page, log, close } = await open(browser, file);
      await page.waitForSelector(".note, .files", { state: "attached" });
      const opened = Date.now() - started;
      const pressed = Date.now();
      await press(page, ["1", "j", "j", "r"]);
      await page.waitForSelector(".note.rejected", { state: "attached" });
      console.log(`      ${name}: ${(fs.statSync(file).size / 1e6).toFixed(1)} MB, complete after ${opened} ms, four keys ${Date.now() - pressed} ms`);
      assert.ok(opened < 30_000, `${opened} ms`);
      assert.deepEqual(log, []);
      await close();
    }
  },
};

fs.cpSync(path.join(root, "fixtures/articles"), path.join(folder, "texts"), { recursive: true });
fs.copyFileSync(path.join(root, "fixtures/articles/harbour.txt"), path.join(folder, "harbour.txt"));
fs.copyFileSync(path.join(root, "fixtures/articles/harbour.md"), path.join(folder, "harbour.md"));
fs.copyFileSync(path.join(root, "fixtures/articles/harbour.html"), path.join(folder, "harbour.page.html"));
fs.cpSync(path.join(root, "fixtures/encodings"), path.join(folder, "encodings"), { recursive: true });
put("de.po", 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Open %s"\nmsgstr "Öffne %d"\n');

const tools = await launch(modules);
let failed = 0;
for (const [name, test] of Object.entries(tests).filter(([name]) => !only || name.includes(only))) {
  const started = Date.now();
  try {
    await test(tools);
    console.log(`ok      ${name} (${Date.now() - started} ms)`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}
await tools.browser.close();
fs.rmSync(folder, { recursive: true });
process.exit(failed === 0 ? 0 : 1);
