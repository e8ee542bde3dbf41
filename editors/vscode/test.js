// Runs the extension with a mock of the editor: it must start the server with the settings and stop it again.
"use strict";

const assert = require("node:assert");
const Module = require("node:module");

const started = [];
const handlers = {};
const settings = { path: "/opt/mtlint", lang: "en", nursery: null };

const vscode = {
  workspace: {
    getConfiguration: () => ({ get: (name) => settings[name] }),
    onDidChangeConfiguration: (handler) => ((handlers.settings = handler), { dispose() {} }),
  },
  commands: { registerCommand: (name, handler) => ((handlers[name] = handler), { dispose() {} }) },
  window: { showErrorMessage: (message) => assert.fail(message) },
};

class LanguageClient {
  constructor(...args) {
    Object.assign(this, { args, sent: [] });
    started.push(this);
  }
  async start() {}
  async dispose() {
    this.ended = true;
  }
  async stop() {
    this.ended = true;
  }
  async sendNotification(method, params) {
    this.sent.push([method, params]);
  }
}

const load = Module._load;
Module._load = (name, ...rest) => {
  if (name === "vscode") return vscode;
  if (name === "vscode-languageclient/node") return { LanguageClient, TransportKind: { stdio: 0 } };
  return load(name, ...rest);
};

async function main() {
  const extension = require("./extension.js");
  const manifest = require("./package.json");
  const context = { subscriptions: [] };
  await extension.activate(context);
  assert.equal(context.subscriptions.length, 2);
  const [, , server, client] = started[0].args;
  assert.deepEqual([server.command, server.args], ["/opt/mtlint", ["lsp"]]);
  assert.equal(client.initializationOptions.lang, "en");
  const declared = Object.keys(manifest.contributes.configuration.properties);
  for (const name of Object.keys(client.initializationOptions)) {
    assert.ok(declared.includes(`mtlint.${name}`), name);
  }
  settings.lang = "de";
  await handlers.settings({ affectsConfiguration: (name) => name === "mtlint" });
  assert.equal(started[0].sent[0][1].settings.mtlint.lang, "de");
  await handlers.settings({ affectsConfiguration: () => true });
  assert.ok(started[0].ended && started.length === 2, "another path starts another server");
  await handlers["mtlint.restart"]();
  await extension.deactivate();
  assert.equal(started.length, 3);
  assert.ok(started.every((client) => client.ended));
  console.log("ok");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
