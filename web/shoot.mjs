// Takes pictures of a report in Debian's Chromium, to be looked at: wide, narrow, dark, and on paper.
// Usage: node web/shoot.mjs report.html FOLDER [wide|narrow|dark|print|readme ...]
// `readme` is the picture of the README, docs/report.png: the numbers of the briefing and the map, without what stands between.
import { mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { open_browser } from "./browser.mjs";

const [file, folder, ...wanted] = process.argv.slice(2);
const KINDS = {
  wide: { viewport: { width: 1440, height: 900 } },
  narrow: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  print: { viewport: { width: 1100, height: 800 }, colorScheme: "dark" },
  readme: { viewport: { width: 1180, height: 900 } },
};
const BETWEEN = ".side, .changes, .limits, #briefing h3, #briefing .note, #map > h2, .map-buttons, figure.map figcaption, .as-table, #map ~ section";

// Goes down the page once, since what is far below the window is drawn when it comes near.
async function look_through(page) {
  const height = await page.evaluate(() => document.body.scrollHeight);
  for (let y = 0; y < height; y += 700) {
    await page.evaluate((to) => scrollTo({ top: to, behavior: "instant" }), y);
    await page.waitForTimeout(60);
  }
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await page.waitForTimeout(700);
}

async function shoot_readme(page, path) {
  await page.addStyleTag({ content: `${BETWEEN} { display: none !important; } #map { margin-top: 0.6rem; } #map .lead { display: none; }` });
  await page.waitForTimeout(800);
  const { width, height } = await page.evaluate(() => {
    const key = document.querySelector(".map-legend").getBoundingClientRect();
    return { width: innerWidth, height: key.bottom + scrollY + 6 };
  });
  await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height } });
}

mkdirSync(folder, { recursive: true });
const stem = join(folder, basename(file, ".html"));
const browser = await open_browser();
for (const kind of wanted.length ? wanted : ["wide", "narrow", "dark", "print"]) {
  const context = await browser.newContext({ ...KINDS[kind], offline: true });
  const page = await context.newPage();
  page.on("console", (m) => m.type() === "error" && console.log(`${kind}: ${m.text()}`));
  page.on("pageerror", (e) => console.log(`${kind}: ${e.message}`));
  await page.goto(`file://${resolve(file)}`);
  await page.waitForFunction(() => window.crucePageReady, null, { timeout: 30000 });
  await look_through(page);
  const size = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (size > 0) console.log(`${kind}: the page is ${size} px wider than the window`);
  if (kind === "print") await page.pdf({ path: `${stem}-print.pdf`, format: "A4", printBackground: true });
  else if (kind === "readme") await shoot_readme(page, `${stem}-readme.png`);
  else await page.screenshot({ path: `${stem}-${kind}.png`, fullPage: true });
  console.log(`${stem}-${kind} ready after ${Math.round(await page.evaluate(() => window.crucePageReady))} ms`);
  await context.close();
}
await browser.close();
