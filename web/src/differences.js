// What differs between runs: paired differences (same seed, replicate by replicate) with bands, in sentences, over the
// months and as bars; and two or more runs side by side, paired or not.
import { bars, spans_zero } from "./bars.js";
import { chart } from "./charts.js";
import { h, refill } from "./dom.js";
import { crossing_name, month, name, number, percent } from "./format.js";
import { csv_of, number_tools } from "./numbers.js";
import { crossing_label } from "./ports.js";
import { run_colour, sum } from "./series.js";
import { mode_name } from "./words.js";

const ALL = "(all)";
const LAST = "last";
// What a sentence is worth: a hundredth of the figure that differs.
const LEAST_SHARE = 0.01;
const KEYS = ["difference_of", "difference_month", "difference_port"];

export const differences = {
  id: "differences",
  title: "What differs between the runs",
  short: "Differences",
  lead: (report) =>
    pairs_of(report).length
      ? "Runs of one seed share their chance, so each replicate is compared with the same replicate of the other run. The band holds nine of ten of these differences; where it includes 0, the runs cannot be told apart."
      : "These runs are of different scenarios or seeds; they stand side by side without differences.",
  when: (report) => report.runs.length > 1,
  make(root, report, ctx) {
    choose_first(report, ctx);
    root.append(...[choices(report, ctx), ...(pairs_of(report).length ? paired(report, ctx) : []), ...side_by_side(report, ctx)].filter(Boolean));
  },
};

// Runs of different cases have nothing in common that could be subtracted.
const pairs_of = (report) => report.pairs.filter((p) => ["encounter_months", "place_months", "port_months"].some((table) => p.keys(table).length));

// Begins with the first pair, in the month in which its encounters (or its places) differ most.
function choose_first(report, ctx) {
  const pair = pairs_of(report)[0];
  const run = report.runs[pair?.a ?? 0];
  const all = pair && (pair.series("encounter_months", { component: ALL }, "persons") ?? largest_place(pair));
  let m = run.months.length - 1;
  if (all) all.forEach((v, i) => Math.abs(v ?? 0) > Math.abs(all[m] ?? 0) && (m = i));
  const is_shared = report.runs.every((r) => r.months.includes(run.months[m]));
  ctx.store.set({ difference_of: pair?.a ?? 1, difference_month: is_shared ? run.months[m] : LAST, difference_port: "wait_mean" });
}

function largest_place(pair) {
  const series = pair.keys("place_months").map((k) => pair.series("place_months", k, "persons"));
  const size = (values) => Math.max(0, ...values.map((v) => Math.abs(v ?? 0)));
  return series.sort((a, b) => size(b) - size(a))[0] ?? null;
}

const chosen = (report, state) => {
  const pair = report.pair(state.difference_of);
  const run = report.runs[state.difference_of];
  return { pair, run, base: report.runs[pair?.b ?? 0], m: run.months.indexOf(state.difference_month) };
};

function choices(report, ctx) {
  const run = h("select", {}, pairs_of(report).map((p) => h("option", { value: p.a }, `${report.runs[p.a].label} against ${report.runs[p.b].label}`)));
  const months = [...new Set(report.runs.flatMap((r) => r.months))].sort();
  const last = pairs_of(report).length ? null : h("option", { value: LAST }, "the last of each run");
  const when = h("select", {}, [last, ...months.map((m) => h("option", { value: m }, month(m)))].filter(Boolean));
  run.addEventListener("change", () => ctx.store.set({ difference_of: Number(run.value) }));
  when.addEventListener("change", () => ctx.store.set({ difference_month: when.value }));
  const follow = (state) => ((run.value = String(state.difference_of)), (when.value = state.difference_month));
  ctx.store.on(KEYS, follow);
  follow(ctx.store.get());
  return h("div", { class: "choices controls" }, pairs_of(report).length ? h("label", {}, "Difference ", run) : null, h("label", {}, "Month ", when));
}

function paired(report, ctx) {
  return [
    findings(report, ctx),
    h("div", { class: "pair-of-charts" }, [["between_ports", "Between ports of entry"], ["at_ports", "At ports of entry"]].map(([component, title]) =>
      chart(ctx, (state) => over_months(report, state, component, title), { keys: KEYS }))),
    ...KINDS.map((kind) => bars(ctx, (state) => bar_spec(report, state, kind), KEYS)),
    port_bars(report, ctx),
  ].filter(Boolean);
}

function over_months(report, state, component, title) {
  const { pair, run, base } = chosen(report, state);
  const { low, mid, high } = pair?.bands("encounter_months", { component }, "persons") ?? {};
  if (!mid) return null;
  const line = { label: `${run.label} less ${base.label}`, colour: run_colour(run), low, mid, high };
  return { title: `${title}: difference by month`, unit: "encounters a month", time: "month", x: run.months, lines: [line], height: 200 };
}

// The kinds of rows that a pair is looked at by: table, which keys, their words.
const KINDS = [
  { title: "Between ports, by sector", table: "encounter_months", unit: "encounters", pick: (k) => k.component === "between_ports" && k.nationality === ALL && k.area !== ALL, label: (k) => name(k.area), says: (k) => `between ports in ${name(k.area)}` },
  { title: "At ports, by field office", table: "encounter_months", unit: "encounters", pick: (k) => k.component === "at_ports" && k.nationality === ALL && k.area !== ALL, label: (k) => name(k.area), says: (k) => `at ports of ${name(k.area)}` },
  { title: "By nationality", table: "encounter_months", unit: "encounters", pick: (k) => k.component === ALL && k.area === ALL && k.nationality !== ALL, label: (k) => name(k.nationality), says: (k) => `with people from ${name(k.nationality)}` },
  { title: "By place", table: "place_months", unit: "persons", pick: () => true, label: (k) => name(k.place), says: (k) => `in ${name(k.place)}`, first: 10 },
];

function rows_of(pair, kind, column, m) {
  return pair.keys(kind.table).filter(kind.pick).map((key) => {
    const { low, mid, high } = pair.bands(kind.table, key, column);
    return { key, label: kind.label(key), low: low?.[m] ?? null, mid: mid?.[m] ?? null, high: high?.[m] ?? null };
  }).filter((r) => r.mid !== null && (r.low || r.mid || r.high)).sort((a, b) => Math.abs(b.mid) - Math.abs(a.mid));
}

function bar_spec(report, state, kind) {
  const { pair, run, base, m } = chosen(report, state);
  if (!pair || m < 0) return null;
  const rows = rows_of(pair, kind, "persons", m);
  return { title: kind.title, unit: `${kind.unit}, ${month(run.months[m])}: ${run.label} less ${base.label}`, rows, first: kind.first };
}

const PORT_COLUMNS = { wait_mean: ["mean wait", "minutes", 1], wait_worst: ["wait of the worst hour", "minutes", 0], crossed: ["crossed", "vehicles or persons", 0], closed_hours: ["closed", "hours", 0], held_value: ["value held", "USD", 0], delay_cost: ["cost of delay", "USD", 0] };

function port_bars(report, ctx) {
  const has = (column) => pairs_of(report).some((p) => p.keys("port_months").length && p.series("port_months", p.keys("port_months")[0], column));
  const columns = Object.keys(PORT_COLUMNS).filter(has);
  if (!columns.length) return null;
  const kind = { table: "port_months", pick: () => true, label: (k) => `${crossing_label(report.runs[0], k.crossing)}, ${mode_name(k.mode)}` };
  const select = h("select", {}, columns.map((c) => h("option", { value: c }, PORT_COLUMNS[c][0])));
  select.addEventListener("change", () => ctx.store.set({ difference_port: select.value }));
  const make = (state) => {
    const { pair, run, base, m } = chosen(report, state);
    if (!pair || m < 0) return null;
    const [words, unit, digits] = PORT_COLUMNS[state.difference_port];
    return { title: `By crossing: ${words}`, unit: `${unit}, ${month(run.months[m])}: ${run.label} less ${base.label}`, digits, rows: rows_of(pair, kind, state.difference_port, m) };
  };
  return h("div", {}, h("p", { class: "choices controls" }, h("label", {}, "At crossings: ", select)), bars(ctx, make, KEYS));
}

// Sentences for the largest differences that the band tells from nought.
function findings(report, ctx) {
  const list = h("ul", { class: "findings" });
  const title = h("h3", {});
  const fill = (state) => {
    const { pair, run, base, m } = chosen(report, state);
    if (!pair || m < 0) return;
    const found = sentences(report, pair, run, base, m);
    refill(title, `${month(run.months[m])}: ${run.label} against ${base.label}`);
    refill(list, found.length ? found.map((text) => h("li", {}, text)) : h("li", {}, "No difference that the bands tell from 0."));
  };
  ctx.store.on(KEYS, fill);
  fill(ctx.store.get());
  return h("div", {}, title, list);
}

function sentences(report, pair, run, base, m) {
  const totals = [ALL, "between_ports", "at_ports"].flatMap((component) => {
    const { low, mid, high } = pair.bands("encounter_months", { component }, "persons");
    const was = base.series("encounter_months", { component }, "persons")?.[m];
    if (!mid || Math.abs(mid[m]) < LEAST_SHARE * (was ?? 0) || spans_zero({ low: low?.[m] ?? null, mid: mid[m], high: high?.[m] ?? null })) return [];
    const where = { [ALL]: "in all", between_ports: "between ports", at_ports: "at ports" }[component];
    return [`${more(mid[m], "encounters")} ${where}${band_words(low?.[m], mid[m], high?.[m])}${was ? `, ${percent(mid[m] / was, { digits: 1, sign: true })}` : ""}.`];
  });
  const parts = KINDS.flatMap((kind) =>
    rows_of(pair, kind, "persons", m).filter((r) => !spans_zero(r) && Math.abs(r.mid) >= Math.max(1, LEAST_SHARE * (base.series(kind.table, r.key, "persons")?.[m] ?? 0))).slice(0, 2)
      .map((r) => `${more(r.mid, kind.unit)} ${kind.says(r.key)}${band_words(r.low, r.mid, r.high)}.`));
  return [...totals, ...parts, ...port_sentences(report, pair, m)];
}

const more = (value, unit) => `${number(Math.abs(value))} ${value > 0 ? "more" : "fewer"} ${unit}`;

function band_words(low, mid, high) {
  if (low === null || low === undefined || low === high) return "";
  const [a, b] = mid < 0 ? [high, low] : [low, high];
  return ` (${number(Math.abs(a))} to ${number(Math.abs(b))})`;
}

function port_sentences(report, pair, m) {
  const kind = { table: "port_months", pick: () => true, label: (k) => `${crossing_label(report.runs[0], k.crossing)}, ${mode_name(k.mode)}` };
  const largest = (column, least, say) => rows_of(pair, kind, column, m).filter((r) => !spans_zero(r) && Math.abs(r.mid) >= least).slice(0, 2).map(say);
  return [
    ...largest("closed_hours", 1, (r) => `${r.label}: ${number(Math.abs(r.mid))} ${r.mid > 0 ? "more" : "fewer"} hours closed${band_words(r.low, r.mid, r.high)}.`),
    ...largest("wait_mean", 1, (r) => `${r.label}: the mean wait is ${number(Math.abs(r.mid), 1)} minutes ${r.mid > 0 ? "longer" : "shorter"}.`),
  ];
}

// Every run in a column: the median with its band below.
const SIDES = {
  area: ["by sector and field office", "encounter_months", "persons", (k) => k.nationality === ALL && (k.component !== ALL || k.area === ALL), (k) => side_area(k)],
  nationality: ["by nationality", "encounter_months", "persons", (k) => k.component === ALL && k.area === ALL, (k) => (k.nationality === ALL ? "All encounters" : name(k.nationality))],
  crossing: ["by crossing: mean wait, minutes", "port_months", "wait_mean", () => true, (k) => `${crossing_name(k.crossing)}, ${mode_name(k.mode)}`, 1],
  place: ["by place: persons", "place_months", "persons", () => true, (k) => name(k.place)],
};

function side_area(k) {
  if (k.component === ALL) return "All encounters";
  const where = k.component === "between_ports" ? "Between ports" : "At ports";
  return k.area === ALL ? where : `${where}: ${name(k.area)}`;
}

function side_by_side(report, ctx) {
  const kinds = Object.entries(SIDES).filter(([, [, table]]) => report.runs.some((r) => r.has(table)));
  if (!kinds.length) return [];
  const select = h("select", {}, kinds.map(([id, [words]]) => h("option", { value: id }, words)));
  const place = h("div", {});
  const head = report.runs.map((r) => r.label);
  let rows = [];
  const tools = number_tools({ caption: () => "Runs side by side", table: () => h("div"), csv: () => csv_of(["", ...head.flatMap((l) => [`${l} 5 %`, l, `${l} 95 %`])], rows.map((r) => [r.label, ...r.cells.flatMap((c) => [c.low, c.mid, c.high])])) });
  const fill = () => {
    const [, table, column, pick, label, digits = 0] = SIDES[select.value];
    rows = side_rows(report, ctx.store.get().difference_month, table, column, pick, label);
    refill(place, side_table(head, rows, digits));
  };
  select.addEventListener("change", fill);
  ctx.store.on("difference_month", fill);
  fill();
  tools.refresh();
  return [h("h3", {}, "Side by side"), h("p", { class: "choices controls" }, h("label", {}, "Show ", select), tools.element.querySelectorAll("button")[1]), h("p", { class: "note" }, "Median of each run, and its band from 5 to 95 % where the report has one."), place];
}

function side_rows(report, label_of_month, table, column, pick, label) {
  const keys = new Map();
  for (const run of report.runs) for (const key of run.keys(table).filter(pick)) keys.set(JSON.stringify(key), key);
  return [...keys.values()].map((key) => ({
    label: label(key),
    cells: report.runs.map((run) => {
      const m = label_of_month === LAST ? run.months.length - 1 : run.months.indexOf(label_of_month);
      const { low, mid, high } = run.bands(table, key, column);
      return { low: low?.[m] ?? null, mid: mid?.[m] ?? null, high: high?.[m] ?? null };
    }),
  })).filter((r) => r.cells.some((c) => c.mid)).sort((a, b) => sum(b.cells.map((c) => c.mid)) - sum(a.cells.map((c) => c.mid))).slice(0, 40);
}

function side_table(head, rows, digits) {
  const write = (v) => number(v, digits);
  const cell = ({ low, mid, high }) => [write(mid), low !== null && high !== null && low !== high ? h("small", {}, `${write(low)} to ${write(high)}`) : null];
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Runs side by side" },
    h("table", { class: "side-by-side" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, ""), head.map((l) => h("th", { scope: "col", class: "n" }, l)))),
      h("tbody", {}, rows.map((r) => h("tr", {}, h("th", { scope: "row" }, r.label), r.cells.map((c) => h("td", { class: "n" }, cell(c))))))));
}
