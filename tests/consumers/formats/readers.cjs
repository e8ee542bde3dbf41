// Reference readers that run under node: a JSON object a line in, `{"tool", "text" as base64}`, and one out, `{"read"}` or
// `{"error"}`.
// One tool greets on standard output, which is ours.
console.log = console.info = () => {};

const readline = require("node:readline");

// What is not text but place: it moves when a text gets longer.
const PLACES = new Set(["ctx", "offset", "line", "col", "location"]);
const plain = (value) => JSON.parse(JSON.stringify(value, (key, inner) => (PLACES.has(key) ? undefined : inner)));

/** Every key through `t`, as an app asks for it. */
async function i18next(text) {
  const i18n = require("i18next");
  const resources = JSON.parse(text);
  const instance = (i18n.default ?? i18n).createInstance();
  await instance.init({ lng: "fr", resources: { fr: { translation: resources } }, interpolation: { escapeValue: false } });
  const read = {};
  const visit = (value, path) => {
    if (typeof value === "string") read[path] = instance.t(path, { time: "TIME", count: 2 });
    else if (value && typeof value === "object") {
      for (const key of Object.keys(value)) visit(value[key], path ? `${path}.${key}` : key);
    }
  };
  visit(resources, "");
  for (const count of [0, 1, 5, 1e6]) read[`boat ${count}`] = instance.t("harbour.boat", { count });
  return read;
}

/** The messages of an ARB file as ICU messages. */
function icu(text) {
  const { parse } = require("@messageformat/parser");
  const messages = Object.entries(JSON.parse(text)).filter(([key]) => !key.startsWith("@"));
  return messages.map(([key, value]) => [key, plain(parse(value, { cardinal: ["one", "many", "other"] }))]);
}

function webvtt(text) {
  const { WebVTTParser } = require("webvtt-parser");
  const tree = new WebVTTParser().parse(text, "subtitles");
  if (tree.errors.length) throw new Error(JSON.stringify(tree.errors));
  // It does not resolve all references, so texts are left to others.
  return tree.cues.map((cue) => [cue.id, cue.startTime, cue.endTime]);
}

function parse5(text) {
  const nodes = [];
  const visit = (node) => {
    nodes.push([node.nodeName, node.value ?? node.data ?? null, node.attrs ?? []]);
    for (const child of node.childNodes ?? []) visit(child);
  };
  visit(require("parse5").parse(text));
  return nodes;
}

function commonmark(text) {
  const { Parser } = require("commonmark");
  const nodes = [];
  const walker = new Parser().parse(text).walker();
  for (let step = walker.next(); step; step = walker.next()) {
    const { type, literal, destination, title } = step.node;
    const last = nodes.at(-1);
    if (type === "text" && last?.[0] === "text") last[1] += literal;
    else nodes.push([type, literal, destination, title]);
  }
  return nodes;
}

const xcstrings = (text) => require("locize-xcstrings").xcstrings2locize(text);

const TOOLS = { i18next, icu, webvtt, parse5, commonmark, xcstrings };

async function main() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { tool, text } = JSON.parse(line);
    let answer;
    try {
      answer = { read: (await TOOLS[tool](Buffer.from(text, "base64").toString())) ?? null };
    } catch (error) {
      answer = { error: `${tool}: ${error.message}` };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

main();
