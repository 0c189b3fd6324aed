// Starts the page: unpacks the data, makes the sections, and tells `window.crucePageReady` when the reader can begin.
import "./style.css";
import { contents } from "./contents.js";
import { open_report, read_block } from "./data.js";
import { h, refill } from "./dom.js";
import { SECTIONS } from "./sections.js";
import { has_simulator } from "./simulator.js";
import { create_store } from "./store.js";
import { create_theme } from "./theme.js";
import { create_tip } from "./tip.js";

const page = document.getElementById("cruce-page");

// What sections are given besides their element and the report.
function make_context(report, map) {
  const store = create_store({
    day: 0,
    run: 0,
    against: report.runs.length > 1 ? 1 : null,
    selected: null,
    theme: "auto",
    colours: 0,
  });
  const theme = create_theme(store);
  return { report, map, store, tip: create_tip(), colour: theme.colour, theme, whatif: has_simulator() };
}

// A section that fails says so in its place; the others stand.
function make_section(section, report, ctx) {
  const body = h("div", { class: "body" });
  const element = h(
    "section",
    { id: section.id, "aria-labelledby": `${section.id}-title` },
    h("h2", { id: `${section.id}-title` }, section.title),
    section.lead ? h("p", { class: "lead" }, typeof section.lead === "function" ? section.lead(report) : section.lead) : null,
    body,
  );
  const fill = () => {
    try {
      section.make(body, report, ctx);
    } catch (error) {
      refill(body, h("p", { class: "failed" }, `This part cannot be shown: ${error.message}`));
      console.error(error);
    }
  };
  return { element, fill, section };
}

// Sections below the window are made in idle moments, one after the other, and all of them before printing.
function make_later(waiting) {
  const next = () => {
    waiting.shift()?.fill();
    if (waiting.length) setTimeout(next, 0);
    else window.dispatchEvent(new Event("cruce-page-complete"));
  };
  window.addEventListener("beforeprint", () => {
    while (waiting.length) waiting.shift().fill();
  });
  setTimeout(next, 0);
}

async function start() {
  const [data, map] = await Promise.all([read_block("cruce-data"), read_block("cruce-map")]);
  const report = open_report(data);
  const ctx = make_context(report, map);
  const made = SECTIONS.filter((s) => !s.when || s.when(report)).map((s) => make_section(s, report, ctx));
  refill(page, contents(report, ctx, made.map((m) => m.section)), made.map((m) => m.element));
  made.slice(0, 2).forEach((m) => m.fill());
  make_later(made.slice(2));
  window.crucePage = { report, store: ctx.store };
  requestAnimationFrame(() => {
    window.crucePageReady = performance.now();
    window.dispatchEvent(new Event("cruce-page-ready"));
  });
}

start().catch((error) => {
  refill(page, h("p", { class: "failed" }, `This report cannot be opened: ${error.message}`));
  console.error(error);
});
