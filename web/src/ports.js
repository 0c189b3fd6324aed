// Ports of entry, hour by hour: one crossing and mode in one month, the strip of all months, all crossings of the month.
// Leaves officers, closures, trade and contraband to ports_work.js.
import "./ports.css";
import { chart, compare_control } from "./charts.js";
import { h, refill } from "./dom.js";
import { crossing_name, month, name, number } from "./format.js";
import { heat } from "./heat.js";
import { csv_of, number_tools } from "./numbers.js";
import { port_work } from "./ports_work.js";
import { aligned, published, run_colour, runs_shown, sum } from "./series.js";
import { mode_name } from "./words.js";

const KEYS = ["port_crossing", "port_mode", "port_shown"];
const FIRST_ROWS = 12;

export const ports = {
  id: "ports",
  title: "Ports of entry, hour by hour",
  short: "Ports",
  lead: "The mean day of a month at one crossing, and all crossings of that month. Waits are those of people and vehicles that arrived in the hour.",
  when: (report) => report.runs.some((r) => r.has("port_hours") || r.has("port_months")),
  make(root, report, ctx) {
    choose_first(report, ctx);
    root.append(
      ...[
        choices(report, ctx),
        report.runs[0].has("port_hours") ? hours(ctx, report) : null,
        report.runs[0].has("port_hours") ? heat(ctx, (state) => heat_spec(report, state), KEYS) : null,
        report.runs[0].has("port_months") ? chart(ctx, (state) => port_spec(report, state), { keys: KEYS }) : null,
        report.runs[0].has("port_months") ? crossings_of_month(report, ctx) : null,
        ...port_work(report, ctx),
      ].filter(Boolean),
    );
  },
};

// `port_shown` is the month that is shown, so that playing the map changes nothing here but once a month.
// Begins with the crossing on the map if one is selected, else with the one of the longest wait in the month of the map's day.
function choose_first(report, ctx) {
  const run = report.runs[0];
  const state = ctx.store.get();
  const m = month_index(report, state);
  const chosen = state.selected?.type === "crossing" ? run.crossings.find((c) => c.name === state.selected.name) : null;
  const worst = run.keys("port_months").map((k) => [k, run.series("port_months", k, "wait_worst")?.[m] ?? 0]).sort((a, b) => b[1] - a[1])[0];
  const follow = (now) => ctx.store.set({ port_shown: month_index(report, now) });
  ctx.store.on(["day", "run", "port_month"], follow);
  follow(state);
  ctx.store.set({ port_crossing: chosen?.name ?? worst[0].crossing, port_mode: chosen?.modes[0] ?? worst[0].mode, port_month: null });
  ctx.store.on("selected", ({ selected }) => {
    const crossing = selected?.type === "crossing" ? run.crossings.find((c) => c.name === selected.name) : null;
    if (crossing) choose(ctx, crossing.name, crossing.modes.includes(ctx.store.get().port_mode) ? ctx.store.get().port_mode : crossing.modes[0]);
  });
}

const choose = (ctx, crossing, mode) => ctx.store.set({ port_crossing: crossing, port_mode: mode });

// The month chosen here; until one is chosen, that of the map's day.
function month_index(report, state) {
  const [main] = runs_shown(report, state);
  if (state.port_month) return Math.max(0, main.months.indexOf(state.port_month));
  return Math.max(0, main.months.indexOf(report.runs[0].date_at(state.day).slice(0, 7)));
}

export function crossing_label(run, crossing) {
  const port = run.crossings.find((c) => c.name === crossing)?.port;
  const own = crossing_name(crossing);
  return !port || own.toLowerCase().includes(port.toLowerCase()) ? own : `${own} (${port})`;
}

function choices(report, ctx) {
  const run = report.runs[0];
  const options = (values, words) => values.map((v) => h("option", { value: v }, words(v)));
  const sorted = [...run.crossings].sort((a, b) => a.name.localeCompare(b.name));
  const crossing = h("select", {}, options(sorted.map((c) => c.name), (c) => crossing_label(run, c)));
  const mode = h("select", {});
  const when = h("select", {}, h("option", { value: "" }, "that of the map's day"), options(run.months, (m) => month(m)));
  const modes_of = (c) => run.crossings.find((x) => x.name === c)?.modes ?? [];
  const follow = (state) => {
    crossing.value = state.port_crossing;
    refill(mode, options(modes_of(state.port_crossing), mode_name));
    mode.value = state.port_mode;
    when.value = state.port_month ?? "";
  };
  crossing.addEventListener("change", () => choose(ctx, crossing.value, modes_of(crossing.value).includes(mode.value) ? mode.value : modes_of(crossing.value)[0]));
  mode.addEventListener("change", () => choose(ctx, crossing.value, mode.value));
  when.addEventListener("change", () => ctx.store.set({ port_month: when.value || null }));
  ctx.store.on([...KEYS, "port_month"], follow);
  follow(ctx.store.get());
  return h("div", { class: "choices controls" }, h("label", {}, "Crossing ", crossing), h("label", {}, "of ", mode), h("label", {}, "Month ", when), compare_control(report, ctx));
}

// One column of port_hours in the chosen month for the runs shown.
function hour_lines(report, state, column, options = {}) {
  const m = month_index(report, state);
  const [main, ...others] = runs_shown(report, state);
  return (options.only_main ? [main] : [main, ...others]).flatMap((run) => {
    const at = run.months.indexOf(main.months[m]);
    const all = run.series("port_hours", { crossing: state.port_crossing, mode: state.port_mode }, column);
    if (!all || at < 0) return [];
    return [{ label: options.label ?? run.label, colour: options.colour ?? run_colour(run), dash: options.dash, legend: options.legend, mid: all.slice(24 * at, 24 * at + 24) }];
  });
}

const hour_note = (report, state) => month(runs_shown(report, state)[0].months[month_index(report, state)]);

function hours(ctx, report) {
  const spec = (title, unit, lines, more) => (state) => {
    const found = lines(state);
    if (!found.length) return null;
    const other = found.find((l) => l.legend === false)?.run_label;
    const note = other ? `Dashed: ${other}` : null;
    return { title, unit: `${unit}, ${hour_note(report, state)}`, note, time: "hour", x: Array.from({ length: 24 }, (_, i) => i), lines: found, height: 190, ...more };
  };
  const one = (column) => (state) => hour_lines(report, state, column);
  const two = (...columns) => (state) => {
    const [main, other] = runs_shown(report, state);
    const of = (run, dash) => columns.flatMap(([column, label, colour]) => {
      const only = { ...state, run: run.index, against: null };
      const options = run === main ? { label } : { label: `${label}, ${run.label}`, legend: false, dash };
      return hour_lines(report, only, column, { only_main: true, colour, ...options }).map((l) => ({ ...l, run_label: run.label }));
    });
    return [...of(main), ...(other ? of(other, [4, 3]) : [])];
  };
  const options = { keys: KEYS };
  const parts = [
    spec("Wait", "minutes", two(["wait_mean", "mean", "--c1"], ["wait_p95", "19 of 20 wait less", "--c2"]), { digits: 1 }),
    spec("Queue at the end of the hour", "vehicles or persons", one("queue"), { digits: 1 }),
    spec("Lanes open and officers", "lanes, officers", two(["lanes_open", "lanes", "--c3"], ["officers", "officers", "--c7"]), { digits: 1 }),
    spec("Who comes and who crosses", "an hour", two(["arrived", "arrived", "--c5"], ["crossed", "crossed", "--c6"]), { digits: 1 }),
  ];
  const title = h("h3", {});
  const follow = (state) => refill(title, `${crossing_label(report.runs[0], state.port_crossing)}, ${mode_name(state.port_mode)}`);
  ctx.store.on(KEYS, follow);
  follow(ctx.store.get());
  return h("div", {}, title, h("div", { class: "pair-of-charts" }, parts.map((make) => chart(ctx, make, options))));
}

function heat_spec(report, state) {
  const [main] = runs_shown(report, state);
  const values = main.series("port_hours", { crossing: state.port_crossing, mode: state.port_mode }, "wait_mean");
  if (!values) return null;
  return { title: `Mean wait by hour and month: ${crossing_label(main, state.port_crossing)}, ${mode_name(state.port_mode)}`, unit: `minutes; ${main.label}`, short: "min", months: main.months, values, digits: 1 };
}

// Published counts are of a port, which may be several crossings: these are added up, and then there is no band of the sum.
function port_spec(report, state) {
  const [main, ...others] = runs_shown(report, state);
  const port = main.crossings.find((c) => c.name === state.port_crossing)?.port;
  const lines = [main, ...others].flatMap((run) => port_line(main, run, port, state.port_mode) ?? []);
  if (!lines.length) return null;
  const seen = published(main, { what: "crossings", crossing: port, mode: state.port_mode });
  return {
    title: `Crossed at the port of ${port}, ${mode_name(state.port_mode)}`, unit: "a month", time: "month", x: main.months, lines, height: 190,
    points: seen ? { label: "published", values: seen } : null,
  };
}

function port_line(main, run, port, mode) {
  const of_port = run.crossings.filter((c) => c.port === port && c.modes.includes(mode));
  const bands = of_port.map((c) => run.bands("port_months", { crossing: c.name, mode }, "crossed")).filter((b) => b.mid);
  if (!bands.length) return null;
  const at = (values) => aligned(main, run, "month", values);
  const line = { label: run.label, colour: run_colour(run) };
  if (bands.length === 1) return { ...line, low: at(bands[0].low), mid: at(bands[0].mid), high: at(bands[0].high) };
  return { ...line, label: `${run.label}, sum of ${bands.length} crossings' medians`, mid: at(run.months.map((_, m) => sum(bands.map((b) => b.mid[m])))) };
}

const ALL_COLUMNS = [
  ["wait_worst", "worst hour's wait, min", 0], ["wait_mean", "mean wait, min", 1], ["arrived", "arrived", 0], ["crossed", "crossed", 0],
  ["queued", "in the queue at the end", 0], ["lanes_open", "lanes open, mean", 1], ["closed_hours", "closed, h", 0], ["closed_by_staff", "days closed for want of officers", 1],
];

// All crossings of the month, the longest wait first. Values are medians of the run shown.
function crossings_of_month(report, ctx) {
  const key = report.runs[0].keys("port_months")[0];
  const columns = ALL_COLUMNS.filter(([c]) => report.runs[0].series("port_months", key, c));
  let rows = [];
  let all = false;
  let label = "";
  const title = h("h3", {});
  const place = h("div", {});
  const more = h("button", { type: "button", class: "controls" });
  const body = () => rows.slice(0, all ? rows.length : FIRST_ROWS);
  const tools = number_tools({ caption: () => label, table: () => table(ctx, report, rows, columns), csv: () => csv(rows, columns, label) });
  const fill = (state) => {
    const [main] = runs_shown(report, state);
    const m = month_index(report, state);
    label = `All crossings, ${month(main.months[m])}`;
    rows = main.keys("port_months").map((key) => ({ key, values: columns.map(([c]) => main.series("port_months", key, c)?.[m] ?? null) }));
    rows.sort((a, b) => (b.values[0] ?? -1) - (a.values[0] ?? -1));
    refill(title, `${label}: ${main.label}`);
    refill(place, table(ctx, report, body(), columns));
    refill(more, all ? "Show fewer" : `Show all ${rows.length}`);
    more.hidden = rows.length <= FIRST_ROWS;
    tools.refresh();
  };
  more.addEventListener("click", () => ((all = !all), fill(ctx.store.get())));
  ctx.store.on(["run", "port_shown"], fill);
  fill(ctx.store.get());
  const copy = tools.element.querySelectorAll("button")[1];
  return h("div", {}, title, h("p", { class: "note" }, "Median of the replicates; the longest wait first. A crossing's name shows its hours above."), place, h("div", { class: "choices controls" }, more, copy));
}

function table(ctx, report, rows, columns) {
  const pick = (key) => h("button", { type: "button", class: "quiet", onclick: () => choose(ctx, key.crossing, key.mode) }, crossing_label(report.runs[0], key.crossing));
  return h(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": "Crossings of the month" },
    h(
      "table",
      { class: "crossings" },
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "crossing"), h("th", { scope: "col" }, "of"), columns.map(([, words]) => h("th", { scope: "col", class: "n" }, words)))),
      h("tbody", {}, rows.map((r) => h("tr", {}, h("th", { scope: "row" }, pick(r.key)), h("td", {}, mode_name(r.key.mode)), r.values.map((v, i) => h("td", { class: "n" }, number(v, columns[i][2])))))),
    ),
  );
}

const csv = (rows, columns, label) => csv_of(["month", "crossing", "mode", ...columns.map(([c]) => c)], rows.map((r) => [label.replace("All crossings, ", ""), r.key.crossing, r.key.mode, ...r.values]));
