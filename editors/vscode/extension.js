// Starts `mtlint lsp` and sends it the settings; the language client does the rest.
"use strict";

const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const SETTINGS = ["lang", "sourceLang", "level", "nursery", "select", "ignore", "config"];

// The documents that are sent to the server, which decides by extension and content which of them it checks.
const LANGUAGES = ["plaintext", "markdown", "html", "po", "properties", "csv", "tsv", "fluent", "xliff", "srt", "vtt"];
const EXTENSIONS = [
  "txt", "text", "md", "markdown", "mdown", "mkd", "mdx", "html", "htm", "xhtml", "po", "pot", "properties", "strings", "ftl",
  "srt", "vtt", "csv", "tsv", "tab", "jsonl", "ndjson", "json", "arb", "xcstrings", "xml", "stringsdict", "xlf", "xliff",
  "mxliff", "sdlxliff", "mqxliff", "tmx",
];

let client;

function options() {
  const settings = vscode.workspace.getConfiguration("mtlint");
  return Object.fromEntries(SETTINGS.map((name) => [name, settings.get(name)]));
}

async function start() {
  const command = vscode.workspace.getConfiguration("mtlint").get("path") || "mtlint";
  client = new LanguageClient(
    "mtlint",
    "mtlint",
    { command, args: ["lsp"], transport: TransportKind.stdio },
    {
      documentSelector: [
        ...LANGUAGES.flatMap((language) => [{ scheme: "file", language }, { scheme: "untitled", language }]),
        { scheme: "file", pattern: `**/*.{${EXTENSIONS.join(",")}}` },
      ],
      initializationOptions: options(),
    },
  );
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(`mtlint: cannot start \`${command} lsp\`: ${error.message}. Set mtlint.path to the program.`);
  }
}

async function restart() {
  await client?.dispose();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("mtlint.restart", restart),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("mtlint.path")) {
        await restart();
      } else if (event.affectsConfiguration("mtlint")) {
        await client.sendNotification("workspace/didChangeConfiguration", { settings: { mtlint: options() } });
      }
    }),
  );
  await start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
