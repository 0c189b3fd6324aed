// The what-if panel in Chromium, from a file address: every kind of change is taken; a closed port changes the figures that
// `cruce run` gives for the downloaded files, to the byte. Called by test_whatif.sh.
// Usage: node whatif.mjs REPORT.html FOLDER      writes the downloads and the page's results into FOLDER
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { open_report, until } from "./browser.mjs";

const [report, folder] = process.argv.slice(2);
const { page, problems, close } = await open_report(report);
const text_of = async (selector) => (await page.innerText(selector)).replace(/\s/g, " ");
const says = () => text_of(".whatif-says");
const took = [];

// Does something and waits until the panel has run.
async function run_after(action) {
  await page.evaluate("window.whatif_runs = 0; addEventListener('cruce-whatif-done', () => window.whatif_runs++, {once: true})");
  await action();
  await until(page, "window.whatif_runs > 0 || document.querySelector('.whatif-says.wrong') !== null");
  assert.equal(await page.locator(".whatif-says.wrong").count(), 0, await says());
}

async function add(kind, values) {
  await page.selectOption("#whatif-kind", kind);
  for (const [field, value] of Object.entries(values)) {
    const element = page.locator(`#whatif-${kind}-${field}`);
    if ((await element.evaluate((e) => e.tagName)) === "SELECT") await element.selectOption(value);
    else await element.fill(value);
  }
  await run_after(() => page.getByRole("button", { name: "Add this change" }).click());
  took.push(await page.evaluate("crucePage.whatif.milliseconds"));
}

async function save(name) {
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: `Save ${name}` }).click();
  await (await waiting).saveAs(`${folder}/variant/${name}`);
}

// What the worker's program wrote, byte by byte.
async function keep_files(what, where) {
  mkdirSync(`${folder}/${where}`, { recursive: true });
  const files = await page.evaluate(`(async () => Object.entries((await ${what}).bytes).map(([name, bytes]) => [name, Array.from(bytes)]))()`);
  for (const [name, bytes] of files) writeFileSync(`${folder}/${where}/${name}`, Uint8Array.from(bytes));
}

await until(page, "window.crucePageReady !== undefined && document.querySelector('.whatif-panel') !== null");
await run_after(() => page.evaluate("document.getElementById('whatif').scrollIntoView()"));
await run_after(() => page.selectOption("#whatif-state", "2023-12-01"));
assert.match(await says(), /own replicates, to the last digit/);
await keep_files("crucePage.whatif.shipped.get('2023-12-01')", "page-shipped");

// A port is closed: more wait elsewhere, and the text says so.
await add("crossing", { crossing: "laredo_wtb", value: "closed", from: "2023-12-05", until: "2024-02-01" });
await add("appointments", { value: "500", from: "2023-12-10" });
await add("crossing", { crossing: "lukeville", value: "open", from: "2023-12-02" });
assert.match(await text_of(".whatif-changes"), /Lukeville opens, from 2 December 2023.*2 rows/);
await keep_files("crucePage.whatif.changed", "page-changed");
mkdirSync(`${folder}/variant`, { recursive: true });
await save("measures.csv");
writeFileSync(`${folder}/command`, await text_of("#whatif fieldset code:nth-of-type(2)"));
writeFileSync(`${folder}/result.json`, JSON.stringify(await page.evaluate("crucePage.whatif.result")));

// Every other kind of change runs too; rules go into rules.csv.
await add("lanes", { crossing: "san_ysidro_veh", mode: "car", value: "10" });
await add("officers", { office: "el_paso_office", job: "staff_pool", value: "1455" });
await add("officers", { office: "laredo_office", job: "contraband", value: "0.2" });
await add("officers", { office: "tucson_office", job: "detail_cap", value: "0.3" });
await add("transit", { who: "MEX", value: "1.5", from: "2023-12-15", until: "2024-01-15" });
await add("checkpoint", { value: "200" });
await add("caravan", { which: "tapachula|2023-12-24", value: "20000" });
await add("caravan", { which: "oaxaca", value: "3000", from: "2024-01-02" });
await add("review", { every: "14", threshold: "3000" });
assert.ok(await page.getByRole("button", { name: "Save rules.csv" }).isVisible());
const fewer = await page.evaluate("crucePage.whatif.changes.length");
await run_after(() => page.getByRole("button", { name: /^Remove: Every 14 days/ }).click());
assert.equal(await page.evaluate("crucePage.whatif.changes.length"), fewer - 1);

// From the map: the crossing closes on the map's day; from a state after that day it is not simulated, and that is said.
await run_after(() => page.evaluate(`dispatchEvent(new CustomEvent("cruce-whatif-crossing", {detail: {crossing: "roma", date: "2023-12-20", open: false}}))`));
assert.match(await text_of(".whatif-changes"), /closes, from 20 December 2023/);
await run_after(() => page.selectOption("#whatif-state", "2024-01-01"));
assert.match(await text_of(".whatif-changes"), /Not simulated: it begins before the saved state/);

assert.deepEqual(problems, []);
console.log(`what-ifs took ${took.map((ms) => (ms / 1000).toFixed(2)).join(" ")} s`);
await close();
