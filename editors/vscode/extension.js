// Starts `mtlint lsp` and hands it the settings; the protocol does the rest.
"use strict";

const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const SETTINGS = ["lang", "sourceLang", "level", "nursery", "select", "ignore", "config"];

// The server decides by ending and content what it reads; these are only the documents it is told of.
const LANGUAGES = ["plaintext", "markdown", "html", "po", "properties", "csv", "tsv", "fluent", "xliff", "srt", "vtt"];
const ENDINGS = "**/*.{txt,text,md,markdown,mdx,html,htm,po,pot,properties,strings,ftl,srt,vtt,csv,tsv,jsonl,arb,xcstrings,xlf,xliff,tmx}";

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
        { scheme: "file", pattern: ENDINGS },
      ],
      initializationOptions: options(),
    },
  );
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(`mtlint: cannot start \`${command} lsp\` (${error.message}); set mtlint.path`);
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
