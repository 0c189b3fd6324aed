// The charts of the report page in Chromium: tables and copied values against charts_expected.py, tooltips, keys, themes.
// Usage: node charts.mjs FOLDER with border.html, camps.html and expected.json. Run by test_charts.sh.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { open_browser } from "../../web/browser.mjs";

const folder = resolve(process.argv[2]);
const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
const browser = await open_browser();
const wrong = [];

async function open(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && wrong.push(`${file}: ${m.text()}`));
  page.on("pageerror", (e) => wrong.push(`${file}: ${e.stack}`));
  page.on("request", (r) => !/^(file|data|blob):/.test(r.url()) && wrong.push(`${file} asks for ${r.url()}`));
  // What is copied is kept here: a headless browser has no clipboard to look into.
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (window.copied = text) } });
  });
  await page.addInitScript(() => addEventListener("cruce-page-complete", () => (window.complete = true)));
  await page.goto(`file://${join(folder, file)}`);
  await page.waitForFunction(() => window.complete, null, { timeout: 30000 });
  return page;
}

// "37 138" with any kind of thin space and a real minus sign -> 37138
const figure = (text) => (text === "–" ? null : Number(text.replace(/−/g, "-").replace(/[^0-9.-]/g, "")));
const chart = (page, section, title) => page.locator(`#${section} figure.chart`).filter({ has: page.locator("figcaption strong", { hasText: new RegExp(`^${title}$`) }) }).first();
const near = (a, b, slack, what) => assert(Math.abs(a - b) <= slack + 1e-9, `${what}: shown ${a}, the GeoPackage has ${b}`);

// Opens the numbers of a chart -> [{x, cells: [text]}] and the names of its columns.
async function numbers(figure_of_page) {
  await figure_of_page.scrollIntoViewIfNeeded();
  const button = figure_of_page.getByRole("button", { name: "Show numbers" });
  await button.click();
  const head = await figure_of_page.locator(".numbers thead th").allTextContents();
  const rows = await figure_of_page.locator(".numbers tbody tr").evaluateAll((list) => list.map((tr) => ({ x: tr.dataset.x, head: tr.querySelector("th").textContent, cells: [...tr.querySelectorAll("td")].map((td) => td.textContent) })));
  return { head, rows };
}

async function copied(page, figure_of_page) {
  await figure_of_page.getByRole("button", { name: "Copy as CSV" }).first().click();
  await page.waitForFunction(() => window.copied);
  const text = await page.evaluate(() => window.copied);
  return text.trim().split("\r\n").map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^",]*)(?:,|$)/g)].map((m) => m[1]).slice(0, (line.replace(/"[^"]*"/g, "").match(/,/g) ?? []).length + 1));
}

async function months_are_those_of_the_file(page) {
  const all = chart(page, "people", "All encounters");
  const { head, rows } = await numbers(all);
  assert.equal(rows.length, Object.keys(expected.base).length);
  assert(head.some((h) => h === "published") && head.some((h) => h.endsWith("off by")), head.join());
  for (const { x, cells } of rows) {
    expected.base[x].forEach((v, i) => near(figure(cells[i]), v, 0.5, `${x} base ${i}`));
    expected.deal[x].forEach((v, i) => near(figure(cells[3 + i]), v, 0.5, `${x} deal ${i}`));
    assert.equal(figure(cells[6]), expected.published[x] ?? null, `${x} published`);
    if (expected.published[x]) near(figure(cells[7]), 100 * (expected.base[x][1] / expected.published[x] - 1), 0.05, `${x} off by`);
  }
  const csv = await copied(page, all);
  assert.equal(csv[0].length, head.length);
  for (const [x, ...cells] of csv.slice(1)) [...expected.base[x], ...expected.deal[x]].forEach((v, i) => near(Number(cells[i]), v, 0.0005, `CSV ${x} ${i}`));
}

async function days_are_those_of_the_file(page) {
  const daily = page.locator("#people figure.chart").filter({ hasText: "encounters a day" }).filter({ hasText: "Between ports" }).first();
  const { rows } = await numbers(daily);
  assert.equal(rows.length, Object.keys(expected.days).length);
  for (const { x, cells } of rows) expected.days[x].forEach((v, i) => near(figure(cells[i]), v, 0.5, `${x} ${i}`));
}

async function keys_and_pointer_read_the_chart(page) {
  const box = chart(page, "people", "All encounters").locator(".plot");
  const tip = page.locator(".tip");
  await box.focus();
  assert.match(await box.getAttribute("aria-label"), /All encounters/);
  await page.keyboard.press("Home");
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowRight");
  const [x, band] = Object.entries(expected.base)[3];
  const text = await tip.textContent();
  assert(await tip.isVisible());
  assert.equal(await tip.getAttribute("aria-live"), "polite");
  assert.match(text, /Jan\s2023/);
  const shown = text.replace(/[\u202f\u00a0]/g, "");
  for (const v of [Math.round(band[1]), expected.published[x]]) assert(shown.includes(String(v)), `the tooltip of ${x} lacks ${v}: ${shown}`);
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => crucePage.report.runs[0].date_at(crucePage.store.get().day)), "2023-01-15");
  await page.keyboard.press("Escape");
  assert(await tip.isHidden(), "Escape hides the tooltip");
  await page.keyboard.press("End");
  assert.match(await tip.textContent(), /Mar\s2024/);

  await box.evaluate((e) => e.scrollIntoView({ block: "center" }));
  const over = await box.locator(".u-over").boundingBox();
  await page.mouse.move(over.x + over.width / 2, over.y + 40);
  await page.waitForTimeout(100);
  assert(await tip.isVisible(), "the pointer shows the tooltip");
  await page.mouse.click(over.x + over.width - 12, over.y + 40);
  await page.waitForTimeout(100);
  assert.match(await page.evaluate(() => crucePage.report.runs[0].date_at(crucePage.store.get().day)), /^2024-03/);
}

async function marks_are_told(page) {
  const figure_of_marks = chart(page, "people", "All encounters");
  await figure_of_marks.locator("details.meaning summary").click();
  const told = await figure_of_marks.locator("details.meaning li").allTextContents();
  assert(told.length >= 4, `${told.length} marks`);
  const letters = told.map((t) => t.trim()[0]).join("");
  assert.equal(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ".slice(0, told.length));
  assert(told.every((t) => /^\S+ \d+\s\w{3}\s\d{4}: \S/.test(t)), told.join("\n"));
  const over = figure_of_marks.locator(".u-over");
  await over.evaluate((e) => e.scrollIntoView({ block: "center" }));
  const box = await over.boundingBox();
  let seen = "";
  for (let x = 4; x < box.width; x += 6) {
    await page.mouse.move(box.x + x, box.y + 60);
    seen += (await page.locator(".tip .event").allTextContents()).join("\n");
  }
  assert(seen.length > 40, "the tooltip near a mark says what it is");
}

async function runs_can_be_chosen(page) {
  const select = page.locator("#people label.compare select");
  await select.selectOption("");
  await page.waitForTimeout(150);
  const all = chart(page, "people", "All encounters");
  const head = await all.locator(".numbers thead th").allTextContents();
  assert.equal(head.length, 1 + 3 + 2, head.join("; "));
  await select.selectOption("1");
  await page.waitForTimeout(150);
  assert.equal((await all.locator(".numbers thead th").count()), 1 + 6 + 2);
}

async function ports_are_those_of_the_file(page) {
  await page.evaluate((m) => crucePage.store.set({ port_month: m }), expected.month);
  await page.waitForTimeout(200);
  const rows = await page.locator("#ports table.crossings tbody tr").evaluateAll((list) => list.map((tr) => [...tr.children].map((c) => c.textContent)));
  expected.waits.forEach(([, , wait], i) => near(figure(rows[i][2]), wait, 0.5, `worst wait ${i + 1}`));
  const [crossing, mode] = expected.waits[0];
  await page.locator("#ports table.crossings tbody tr").first().getByRole("button").click();
  await page.waitForTimeout(200);
  const state = await page.evaluate(() => crucePage.store.get());
  assert.deepEqual([state.port_crossing, state.port_mode], [crossing, mode]);
  const { rows: hours } = await numbers(chart(page, "ports", "Queue at the end of the hour"));
  assert.equal(hours.length, 24);
  expected.hours.forEach(([hour, queue]) => near(figure(hours[hour].cells[0]), queue, Math.max(0.05, 0.006 * Math.abs(queue)), `queue at ${hour}:00`));
}

async function differences_are_paired(page) {
  await page.evaluate((m) => crucePage.store.set({ difference_month: m }), expected.month);
  await page.waitForTimeout(200);
  const { rows } = await numbers(chart(page, "differences", "Between ports, by sector"));
  const found = Object.values(expected.sectors).filter((v) => v !== 0).sort((a, b) => Math.abs(b) - Math.abs(a));
  assert.equal(rows.length, found.length);
  rows.forEach((row, i) => near(Math.abs(figure(row.cells[1])), Math.abs(found[i]), 0.5, `difference ${i + 1}`));
  const bars = await chart(page, "differences", "At ports, by field office").locator(".bar-row").evaluateAll((list) => list.map((r) => ({ text: r.querySelector(".bar-value").textContent, fill: r.querySelector("rect").style.fill })));
  for (const { text, fill } of bars) {
    const spans = /\(−[^)]* to \+/.test(text) || /\(0|to 0\)/.test(text);
    if (spans) assert.equal(fill, "var(--ink-3)", `grey where nought is inside: ${text}`);
    else if (text.includes("(")) assert.notEqual(fill, "var(--ink-3)", text);
  }
}

async function scores_say_who_is_nearer(page) {
  for (const [period, lost] of Object.entries(expected.nearer)) {
    const title = page.locator("#scores h3", { hasText: period });
    const words = await title.evaluate((h3) => h3.nextElementSibling.textContent);
    assert(lost ? new RegExp(`nearer in ${lost} of`).test(words) : /nearer than every naive/.test(words), `${period}: ${words}`);
    const marked = await title.evaluate((h3) => {
      let e = h3;
      while (!e.querySelector("table")) e = e.nextElementSibling;
      return [...e.querySelectorAll("tbody tr")].filter((tr) => tr.querySelector(".nearer")).length;
    });
    assert.equal(marked, lost, period);
  }
  const legend = await page.locator("#scores .scatter").first().evaluate((e) => e.parentElement.textContent);
  assert.match(legend, /held-out months/);
}

async function sources_are_counted(page) {
  for (const [quality, n] of Object.entries(expected.qualities)) {
    const button = page.locator("#sources h3", { hasText: /^Parameters$/ }).locator("..").getByRole("button", { name: new RegExp(`^${quality} `) });
    assert.equal(figure((await button.textContent()).replace(quality, "")), n, quality);
  }
  const parameters = page.locator("#sources h3", { hasText: /^Parameters$/ }).locator("..");
  await parameters.getByRole("button", { name: /^assumed / }).click();
  assert.match(await parameters.locator("[role=status]").textContent(), new RegExp(`^${expected.qualities.assumed} of `));
  const text = await page.locator("#sources").evaluate((e) => e.textContent);
  for (const [file, hash] of expected.inputs) assert(text.includes(file) && text.includes(hash), `${file} with its hash`);
  assert.match(text, /cruce run FOLDER -n 3 --seed 1 -o base\.gpkg/);
}

async function dark_and_narrow_are_right(file) {
  const page = await open(file, { colorScheme: "dark", viewport: { width: 390, height: 800 } });
  for (const section of await page.locator("section").all()) await section.scrollIntoViewIfNeeded();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0, `${file} scrolls sideways`);
  const failed = await page.locator(".failed").allTextContents();
  assert.deepEqual(failed, []);
  await page.context().close();
}

// On paper every chart is there, and its canvas is painted in the colours of paper though the page is dark.
async function paper_has_every_chart(file) {
  const page = await open(file, { colorScheme: "dark" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.waitForTimeout(600);
  const charts = await page.evaluate(() => [...document.querySelectorAll("figure.chart:not([hidden]) > .plot")].filter((p) => p.offsetParent).map((plot) => {
    const canvas = plot.querySelector("canvas");
    if (!canvas) return 0;
    const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let dark = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] > 200 && data[i] + data[i + 1] + data[i + 2] < 250) dark++;
    return dark;
  }));
  assert(charts.length >= 5, `${charts.length} charts`);
  assert(charts.every((dark) => dark > 50), `${charts.filter((d) => d <= 50).length} of ${charts.length} charts are not painted for paper`);
  await page.context().close();
}

async function camps_are_those_of_the_file() {
  const page = await open("camps.html");
  const camps = page.locator("#camps .multiples").first().locator("figure.chart").first();
  const { head, rows } = await numbers(camps);
  assert.equal(rows.length, Object.keys(expected.camp_days).length);
  assert(head.includes("registered"), head.join());
  for (const { x, cells } of rows) {
    expected.camp_days[x].forEach((v, i) => near(figure(cells[i]), v, 0.5, `${expected.camp} ${x} ${i}`));
    near(figure(cells[3]), expected.registered[x], 0, `registered ${x}`);
  }
  assert.deepEqual(await page.locator("section").evaluateAll((list) => list.map((e) => e.id).filter((id) => ["people", "ports", "differences"].includes(id))), [], "sections without data are not there");
  await page.context().close();
}

const page = await open("border.html");
const checks = [
  months_are_those_of_the_file, days_are_those_of_the_file, keys_and_pointer_read_the_chart, marks_are_told, runs_can_be_chosen,
  ports_are_those_of_the_file, differences_are_paired, scores_say_who_is_nearer, sources_are_counted,
];
for (const check of checks) {
  await check(page);
  console.log(`ok ${check.name}`);
}
await page.context().close();
await camps_are_those_of_the_file();
for (const file of ["border.html", "camps.html"]) {
  await dark_and_narrow_are_right(file);
  await paper_has_every_chart(file);
}
assert.deepEqual(wrong, []);
await browser.close();
console.log("ok");
