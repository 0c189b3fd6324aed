// The work of ports: closures, officers by job, goods held up, contraband. Leaves waits and queues to ports.js.
import { chart, multiples } from "./charts.js";
import { closures } from "./closures.js";
import { h } from "./dom.js";
import { crossing_name, name } from "./format.js";
import { axis_of, line_of, lines_of, run_colour, aligned, runs_shown, sum } from "./series.js";
import { mode_name } from "./words.js";

export const port_work = (report, ctx) => [closures, officers, trade, contraband].flatMap((part) => part(report, ctx) ?? []).filter(Boolean);

// Several columns of one series of the run shown as lines of one chart.
function columns_of(report, state, table, labels, columns) {
  const [main] = runs_shown(report, state);
  return columns.flatMap(([column, label, colour, dash]) => {
    const line = line_of(main, main, "date", table, labels, column);
    return line ? [{ ...line, label, colour, dash }] : [];
  });
}

function officers(report, ctx) {
  const run = report.runs[0];
  if (!run.has("officer_days")) return null;
  const offices = run.values_of("officer_days", "field_office");
  const of_office = (columns, unit) => offices.map((field_office) => (state) => {
    const [main] = runs_shown(report, state);
    const lines = columns_of(report, state, "officer_days", { field_office }, columns);
    return lines.length ? { title: name(field_office), unit, time: "date", x: axis_of(main, "date"), lines, small: true, height: 150 } : null;
  });
  const jobs = [["on_duty", "on duty", "--c7", [4, 3]], ["allocated", "at lanes", "--c1"], ["contraband", "contraband alone", "--c2"], ["idle", "neither", "--c5"]];
  return [
    h("h3", {}, "Officers by job"),
    h("p", { class: "note" }, "Officer-hours of each day, by field office; the jobs add up to those on duty."),
    multiples(ctx, of_office(jobs, "officer-hours a day"), { first: 8, what: "field offices" }),
    h("h3", {}, "Officers sent to help the patrol"),
    multiples(ctx, of_office([["detailed", "sent to the patrol", "--c4"]], "officers"), { first: 8, what: "field offices" }),
  ];
}

// A column added up over all crossings: of medians, because the report has no band of the sum.
function total_lines(report, state, time, table, column) {
  const [main, ...others] = runs_shown(report, state);
  return [main, ...others].filter((run) => run.has(table)).map((run) => {
    const total = axis_of(run, time).map(() => 0);
    for (const key of run.keys(table)) run.series(table, key, column)?.forEach((v, i) => (total[i] += v ?? 0));
    return { label: run.label, colour: run_colour(run), mid: aligned(main, run, time, total) };
  });
}

function trade(report, ctx) {
  const run = report.runs[0];
  if (!run.has("trade_days")) return null;
  const total = (time, table, column, title, unit) => (state) => {
    const [main] = runs_shown(report, state);
    return { title, unit, time, x: axis_of(main, time), lines: total_lines(report, state, time, table, column), height: 200 };
  };
  const size = (key) => sum(run.series("trade_days", key, "held_value"));
  const keys = run.keys("trade_days").sort((a, b) => size(b) - size(a));
  const each = keys.map((key) => (state) => {
    const [main] = runs_shown(report, state);
    const lines = lines_of(report, state, "date", "trade_days", key, "held_value");
    return lines.length ? { title: `${crossing_name(key.crossing)}, ${mode_name(key.mode)}`, unit: "USD held", time: "date", x: axis_of(main, "date"), lines, small: true } : null;
  });
  return [
    h("h3", {}, "Goods held up"),
    h("p", { class: "note" }, "The value held is a stock: what stands in queues or is postponed, on the mean of the day; most of it crosses later. The cost of delay is a flow, what waiting costs trucks and goods in the month. The two must not be added. Sums of the crossings' medians."),
    h("div", { class: "pair-of-charts" },
      chart(ctx, total("date", "trade_days", "held_value", "Value held (stock), all crossings", "USD, mean of the day")),
      run.has("port_months") ? chart(ctx, total("month", "port_months", "delay_cost", "Cost of delay (flow), all crossings", "USD a month")) : null),
    h("p", { class: "note" }, "Value held at the crossings where it is highest. Each small chart has its own scale."),
    multiples(ctx, each, { first: 8, what: "crossings" }),
  ];
}

function contraband(report, ctx) {
  const run = report.runs[0];
  if (!run.has("contraband_days")) return null;
  const modes = run.values_of("contraband_days", "mode").filter((mode) => sum(run.series("contraband_days", { mode }, "arrived")) > 0);
  const hundred = (values) => values?.map((v) => (v === null ? null : 100 * v));
  const words = (mode) => mode_name(mode).charAt(0).toUpperCase() + mode_name(mode).slice(1);
  const range = modes.map((mode) => (state) => {
    const [main] = runs_shown(report, state);
    const [low, high] = ["detection_low", "detection_high"].map((c) => hundred(main.series("contraband_days", { mode }, c)));
    if (!low || !high) return null;
    const lines = [{ label: "highest of the ports", colour: "--c3", mid: high }, { label: "lowest of the ports", colour: "--c5", mid: low }];
    return { title: words(mode), unit: "% of loads found", time: "date", x: axis_of(main, "date"), lines, small: true, digits: 1 };
  });
  return [
    h("h3", {}, "Contraband: chance of finding a load"),
    h("p", { class: "note" }, "How much is smuggled is not known, so the model gives a range of ports rather than one figure. Median of the replicates."),
    multiples(ctx, range, { first: 8, what: "modes" }),
  ];
}
