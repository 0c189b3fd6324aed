// The report page in Chromium: opens files, plays, points, presses keys, and compares what is shown with the data.
// Usage: node map.mjs border.html other.html ...; the first one has crossings and a variant. Run by test_map.sh.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { open_browser } from "../../web/browser.mjs";
import { check_colours } from "./colours.mjs";

const [border, ...others] = process.argv.slice(2);
const READY_MS = 2000;
const browser = await open_browser();
const wrong = [];

// A page without a network: any request but that for the file itself is a failure, and so is any error it reports.
async function open(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, offline: true, ...options });
  const address = `file://${resolve(file)}`;
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.split("#")[0] === address) return route.continue();
    wrong.push(`${file} asks for ${url}`);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (m) => m.type() === "error" && wrong.push(`${file}: ${m.text()}`));
  page.on("pageerror", (e) => wrong.push(`${file}: ${e.message}`));
  await page.goto(address);
  await page.waitForFunction(() => window.crucePageReady && document.querySelector(".map-stage")?.cruce, null, { timeout: 30000 });
  return page;
}

const digits = (text) => Number(text.replace(/−/g, "-").replace(/[^0-9.-]/g, ""));
const state = (page) => page.evaluate(() => ({ ...crucePage.store.get() }));
const settle = (page) => page.waitForTimeout(350);
const pixels = async (page, layer) => {
  const url = await page.evaluate((l) => document.querySelector(`.map-stage canvas.${l}`).toDataURL(), layer);
  return createHash("sha256").update(url).digest("hex");
};
const set_day = async (page, date) => {
  await page.evaluate((d) => crucePage.store.set({ day: crucePage.report.runs[0].day_at(d) }), date);
  await settle(page);
};

async function check_ready(file) {
  const times = [];
  for (let i = 0; i < 3; i++) {
    const page = await open(file);
    times.push(await page.evaluate(() => window.crucePageReady));
    await page.context().close();
  }
  const best = Math.min(...times);
  console.log(`${file.split("/").at(-1)}: ready after ${Math.round(best)} ms`);
  assert(best < READY_MS, `ready after ${best} ms`);
}

// The sections that a report of this kind has, in their order, each with something in it.
async function check_sections(page, names) {
  await page.evaluate(() => new Promise((done) => (document.querySelector("section:last-of-type .body")?.childElementCount ? done() : addEventListener("cruce-page-complete", done))));
  const there = await page.locator("#cruce-page > section").evaluateAll((list) => list.filter((s) => s.querySelector(".body").childElementCount).map((s) => s.id));
  const scored = await page.evaluate(() => crucePage.report.runs[0].scores.length > 0);
  assert.deepEqual(there, names.filter((n) => n !== "scores" || scored));
  assert.equal(await page.locator(".failed").count(), 0, "a section failed");
}

async function check_briefing(page) {
  const cards = await page.locator("#briefing .card").evaluateAll((list) => list.map((c) => ({ label: c.querySelector(".label").textContent, value: c.querySelector(".value").textContent, beside: c.querySelector(".beside")?.textContent })));
  assert.equal(cards.length, 5, JSON.stringify(cards));
  const month = cards[0].label.match(/in (\w+)\s(\d{4})/);
  const expected = await page.evaluate(([name, year]) => {
    const run = crucePage.report.runs[0];
    const m = run.months.findIndex((t) => t.startsWith(year) && new Date(t + "-15").toLocaleString("en", { month: "long", timeZone: "UTC" }) === name);
    const all = { component: "(all)", area: "(all)", nationality: "(all)" };
    const seen = run.observed.filter((o) => o.what === "encounters" && o.month === run.months[m] && o.component === "all" && (o.area ?? "(all)") === "(all)" && (o.nationality ?? "(all)") === "(all)");
    return { simulated: run.series("encounter_months", all, "persons")[m], seen: seen.map((o) => o.value) };
  }, month.slice(1));
  assert(Math.abs(digits(cards[0].value) / expected.simulated - 1) < 0.001, `${cards[0].value} is not ${expected.simulated}`);
  assert(expected.seen.length && cards[0].beside.replace(/\u202f/g, "").includes(String(expected.seen[0])), `${cards[0].beside} lacks ${expected.seen}`);
}

async function check_slider(page) {
  const slider = page.locator("#day");
  await slider.focus();
  await page.keyboard.press("Home");
  await settle(page);
  assert.equal((await state(page)).day, 0);
  await page.keyboard.press("ArrowRight");
  await settle(page);
  assert.equal((await state(page)).day, 1);
  const shown = await page.locator(".time .day").textContent();
  const date = await page.evaluate(() => crucePage.report.runs[0].date_at(1));
  assert(shown.includes(date.slice(0, 4)), `${shown} is not ${date}`);
  const [ground, day] = [await pixels(page, "ground"), await pixels(page, "day")];
  await page.keyboard.press(" ");
  await page.waitForTimeout(2500);
  await page.keyboard.press(" ");
  await settle(page);
  const after = (await state(page)).day;
  assert(after >= 15 && after <= 40, `2.5 s at 10 days a second led to day ${after}`);
  assert.equal(await pixels(page, "ground"), ground, "playing painted the ground again");
  assert.notEqual(await pixels(page, "day"), day, "playing painted nothing");
  await page.waitForTimeout(400);
  assert.equal((await state(page)).day, after, "it still plays after the pause");
}

async function check_events(page) {
  await page.evaluate(() => crucePage.store.set({ day: 0 }));
  await settle(page);
  await page.getByTitle("To the next event").click();
  await settle(page);
  assert((await state(page)).day > 0, "no event after the first day");
  assert((await page.locator(".today").textContent()).trim().length > 10);
}

// Points at the place with most people; the tooltip has its name and the number of the data.
async function check_hover(page) {
  await page.locator(".map-stage").scrollIntoViewIfNeeded();
  const target = await page.evaluate(() => {
    const { data, view } = document.querySelector(".map-stage").cruce;
    const { day } = crucePage.store.get();
    const top = [...data.places].sort((a, b) => b.mid[day] - a.mid[day])[0];
    const box = document.querySelector(".map-stage").getBoundingClientRect();
    return { x: box.left + top.x * view.k + view.x, y: box.top + top.y * view.k + view.y, name: top.name, persons: top.mid[day] };
  });
  await page.mouse.move(target.x - 40, target.y - 40);
  await page.mouse.move(target.x, target.y, { steps: 4 });
  await settle(page);
  const text = await page.locator(".tip").textContent();
  assert(text.replace(/\u202f/g, "").includes(String(Math.round(target.persons))), `${text} lacks ${target.persons} of ${target.name}`);
  await page.mouse.move(5, 5);
  await page.locator(".map-stage").focus();
  await page.keyboard.press("j");
  await settle(page);
  assert(await page.locator(".tip").isVisible(), "the key j shows nothing");
  await page.keyboard.press("Enter");
  await settle(page);
  assert.notEqual((await state(page)).selected, null);
  assert(await page.locator(".panel").isVisible());
  await page.keyboard.press("Escape");
  await settle(page);
  assert(!(await page.locator(".panel").isVisible()));
}

// What the measures close is closed on the map, and open again in the variant that opens it.
async function check_crossing(page) {
  await page.evaluate(() => crucePage.store.set({ run: 0, selected: { type: "crossing", name: "lukeville" } }));
  await set_day(page, "2023-12-20");
  assert.match(await page.locator(".panel").textContent(), /closed/);
  await set_day(page, "2024-01-10");
  assert.match(await page.locator(".panel").textContent(), /closed/);
  await page.evaluate(() => crucePage.store.set({ run: 1 }));
  await settle(page);
  assert.match(await page.locator(".panel").textContent(), /open/);
  await page.evaluate(() => crucePage.store.set({ run: 0, selected: null }));
}

// No name covers another, at home, at the border, and far in.
async function check_labels(page, keys) {
  await page.locator(".map-stage").focus();
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(400);
    const boxes = await page.evaluate(() => document.querySelector(".map-stage").cruce.labels);
    assert(boxes.length > 2, `${boxes.length} names after ${key}`);
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        assert(a.x >= b.x + b.w || b.x >= a.x + a.w || a.y >= b.y + b.h || b.y >= a.y + a.h, `${a.text} covers ${b.text} after ${key}`);
  }
}

async function check_table(page) {
  await page.locator(".as-table summary").click();
  await settle(page);
  const rows = await page.locator(".as-table tbody tr").count();
  assert(rows > 5, `${rows} rows`);
}

async function check_theme(page) {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  const ground = await pixels(page, "ground");
  await page.locator("button.theme").click();
  await settle(page);
  assert.notEqual(await paper(), light);
  assert.notEqual(await pixels(page, "ground"), ground, "the map keeps its colours");
  await check_colours(page, "dark");
  await page.locator("button.theme").click();
  await settle(page);
  assert.equal(await paper(), light);
  await check_colours(page, "light");
}

async function check_print(page) {
  await page.emulateMedia({ media: "print" });
  await settle(page);
  assert(!(await page.locator("nav.page").isVisible()) && !(await page.locator(".play").isVisible()), "controls on paper");
  assert((await page.locator(".map-stage").isVisible()) && (await page.locator(".time .day").isVisible()), "no map or no date on paper");
  await page.emulateMedia({ media: "screen" });
}

async function check_width(file) {
  for (const width of [360, 768, 1440]) {
    const page = await open(file, { viewport: { width, height: 800 } });
    await page.evaluate(() => new Promise((done) => (document.querySelector("section:last-of-type .body")?.childElementCount ? done() : addEventListener("cruce-page-complete", done))));
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert(over <= 0, `${file}: ${over} px too wide for ${width}`);
    if (width === 360) await check_labels(page, ["0"]);
    await page.context().close();
  }
}

await check_ready(border);
const page = await open(border);
await check_sections(page, ["briefing", "map", "people", "ports", "differences", "scores", "sources"]);
await check_briefing(page);
await check_slider(page);
await check_events(page);
await check_hover(page);
await check_crossing(page);
await check_labels(page, ["0", "b", "+", "+"]);
await check_table(page);
await check_theme(page);
await check_print(page);
await check_width(border);
for (const file of others) {
  await check_ready(file);
  const other = await open(file);
  await check_sections(other, ["briefing", "map", "camps", "scores", "sources"]);
  await check_slider(other);
  await check_hover(other);
  await check_labels(other, ["0", "+"]);
  await check_width(file);
}
await browser.close();
assert.deepEqual(wrong, []);
console.log("the map plays, answers and asks nobody");
