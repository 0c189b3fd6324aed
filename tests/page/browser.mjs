// Chromium for tests of the page: Debian's, without a network, with every word of its console and every request noted.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "../../web/node_modules/playwright-core/index.mjs";

const QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

// -> {page, problems, close}: `problems` grows by errors of the page and by requests for anything but the file itself.
export async function open_report(file, viewport = { width: 1280, height: 900 }) {
  const profile = mkdtempSync(join(tmpdir(), "cruce-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    ...{ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", viewport, acceptDownloads: true, offline: true },
    args: [...QUIET, "--disable-component-update", "--disable-sync"],
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const problems = [];
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && problems.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => problems.push(`error: ${e.message}`));
  page.on("request", (r) => !/^(file|blob|data):/.test(r.url()) && problems.push(`request: ${r.url()}`));
  await page.goto(`file://${file}`);
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { page, problems, close };
}

// The page's own policy forbids to evaluate texts, and so Playwright's way of waiting.
export async function until(page, expression, most_ms = 60000) {
  const started = Date.now();
  while (!(await page.evaluate(expression))) {
    if (Date.now() - started > most_ms) throw new Error(`still not so after ${most_ms} ms: ${expression}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
