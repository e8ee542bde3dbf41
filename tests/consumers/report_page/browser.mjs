// A browser that keeps account of all that a page does beside showing itself.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import fs from "node:fs";
import path from "node:path";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

export async function launch(modules) {
  const require = createRequire(path.join(modules, "node_modules", "x.js"));
  const { chromium } = require("playwright-core");
  const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, headless: true, args: FLAGS });
  return { browser, axe };
}

// Opens a page; `log` fills with dialogs, requests for anything but the page, errors and breaches of its policy.
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1360, height: 900 }, ...options });
  const page = await context.newPage();
  const url = pathToFileURL(file).href;
  const log = [];
  page.on("dialog", (dialog) => { log.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url() !== url && !request.url().startsWith("blob:")) log.push(`request: ${request.url()}`); });
  page.on("response", (response) => { if (response.url() !== url && !response.url().startsWith("blob:")) log.push(`response: ${response.url()}`); });
  page.on("pageerror", (error) => log.push(`error: ${error.message}`));
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) log.push(`console: ${message.text()}`); });
  page.on("popup", () => log.push("popup"));
  await page.goto(url);
  await page.waitForSelector("[data-complete], .empty", { state: "attached" });
  return { page, log, close: () => context.close() };
}

export async function download(page, selector) {
  const [saved] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  return { name: saved.suggestedFilename(), bytes: fs.readFileSync(await saved.path()) };
}
