// Opens reports as a reader would, in Chromium without a network, and looks at them as a whole.
// Usage: node report.mjs ASKED.json, which test_report.py writes: [{name, file, parts: [id, ...], picks: [[run, table,
// labels, column, summary, when, number], ...]}, ...]
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { open_browser } from "../../web/browser.mjs";

const READY_MS = 2000;
const WINDOWS = {
  wide: { viewport: { width: 1440, height: 900 } },
  narrow: { viewport: { width: 375, height: 800 }, isMobile: true, hasTouch: true },
  dark: { viewport: { width: 1100, height: 800 }, colorScheme: "dark" },
};
const browser = await open_browser();
const wrong = [];

async function open(file, options) {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && wrong.push(`${file}: ${m.text()}`));
  page.on("pageerror", (e) => wrong.push(`${file}: ${e.message}`));
  page.on("dialog", (d) => (wrong.push(`${file}: a dialog says ${d.message()}`), d.dismiss()));
  page.on("request", (r) => {
    if (!/^(blob|data):/.test(r.url()) && r.url() !== `file://${file}`) wrong.push(`${file}: asks for ${r.url()}`);
  });
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (e) => (window.violations ??= []).push(e.effectiveDirective)));
  await page.addInitScript(() => addEventListener("cruce-page-complete", () => (window.complete = true)));
  await page.goto(`file://${file}`);
  await until(page, () => window.crucePageReady);
  await until(page, () => window.complete);
  return page;
}

// The page forbids to evaluate texts, which page.waitForFunction() does.
async function until(page, condition, most_ms = 30000) {
  const end = Date.now() + most_ms;
  while (!(await page.evaluate(condition))) {
    assert(Date.now() < end, `still not so: ${condition}`);
    await page.waitForTimeout(30);
  }
}

// Goes down the page, since what is below the window may be drawn when it comes near.
async function look_through(page) {
  for (let y = 0; y < (await page.evaluate(() => document.body.scrollHeight)); y += 700) {
    await page.evaluate((to) => scrollTo({ top: to, behavior: "instant" }), y);
    await page.waitForTimeout(25);
  }
}

async function check_parts(page, name, wanted) {
  const parts = await page.evaluate(() => [...document.querySelectorAll("section")].map((s) => ({ id: s.id, text: s.innerText.length, drawn: s.querySelectorAll("canvas, svg, table, p").length, failed: s.querySelector(".failed")?.innerText })));
  const missing = wanted.filter((id) => !parts.some((part) => part.id === id));
  assert(!missing.length, `${name} lacks ${missing}`);
  for (const part of parts) {
    assert(!part.failed, `${name} ${part.id}: ${part.failed}`);
    assert(part.text > 60 && part.drawn > 0, `${name} ${part.id} is empty: ${JSON.stringify(part)}`);
  }
  const text = await page.evaluate(() => document.body.innerText);
  const slip = text.match(/.{0,40}\b(NaN|undefined|null|Infinity|\[object)\b.{0,40}/);
  assert(!slip, `${name} says: ${slip?.[0]}`);
  return parts.map((p) => p.id);
}

async function check_width(page, name) {
  const more = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert(more <= 0, `${name}: ${more} px wider than the window`);
}

// The number that the page has for a row of a table.
async function check_numbers(page, name, picks) {
  const told = await page.evaluate((asked) => asked.map(([run, table, labels, column, summary, when]) => {
    const r = crucePage.report.runs[run];
    const series = r.series(table, labels, column, summary);
    return series?.[when.length === 7 ? r.months.indexOf(when) : r.day_at(when)];
  }), picks);
  let n = 0;
  picks.forEach((pick, i) => {
    const number = pick.at(-1);
    assert(told[i] === number || Math.abs(told[i] - number) < 0.00051, `${name}: ${JSON.stringify(pick)} is told as ${told[i]}`);
    n++;
  });
  assert(n > 200, `${name}: only ${n} numbers were asked for`);
  return n;
}

// The policy of the page itself stops requests, not only the missing network.
async function check_policy(page, name) {
  await page.evaluate(() => {
    fetch("https://example.org/").catch(() => {});
    new Image().src = "https://example.org/picture.png";
    const script = document.createElement("script");
    script.src = "https://example.org/program.js";
    document.body.append(script);
  });
  await until(page, () => (window.violations ?? []).length >= 3, 5000);
  const stopped = await page.evaluate(() => window.violations);
  assert.deepEqual(new Set(stopped), new Set(["connect-src", "img-src", "script-src-elem"]), `${name}: ${stopped}`);
}

async function check_keyboard(page, name) {
  const seen = new Set();
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    seen.add(await page.evaluate(() => document.activeElement.outerHTML.slice(0, 80)));
  }
  assert(seen.size > 8, `${name}: Tab reaches ${seen.size} elements`);
}

const asked = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const { name, file, parts: wanted, picks } of asked) {
  for (const [kind, options] of Object.entries(WINDOWS)) {
    const page = await open(file, options);
    await look_through(page);
    const parts = await check_parts(page, `${name} ${kind}`, wanted);
    await check_width(page, `${name} ${kind}`);
    assert.equal(await page.evaluate(() => window.violations), undefined, `${name}: the page broke its own policy`);
    if (kind === "wide") {
      const n = await check_numbers(page, name, picks);
      await check_keyboard(page, name);
      await page.emulateMedia({ media: "print" });
      await page.pdf({ format: "A4" });
      console.log(`${name}: ${parts.join(" ")}; ${n} numbers`);
      const before = wrong.length;
      await check_policy(page, name);
      wrong.length = before; // what it was made to say
    }
    await page.context().close();
  }
}

// Ready: the best of three, with nothing else open.
const ready = [];
for (let i = 0; i < 3; i++) {
  const page = await open(asked[0].file, WINDOWS.wide);
  ready.push(Math.round(await page.evaluate(() => window.crucePageReady)));
  await page.context().close();
}
console.log(`${asked[0].name}: ready after ${ready.join(", ")} ms`);
assert(Math.min(...ready) < READY_MS, `not ready within ${READY_MS} ms`);
await browser.close();
assert.deepEqual(wrong, []);
