// How near the simulation is to what was counted, beside naive forecasts; where one of these is nearer, it says so.
import "./scores.css";
import { h, refill, s } from "./dom.js";
import { name, number, percent } from "./format.js";
import { csv_of, number_tools } from "./numbers.js";
import { scatter } from "./scatter.js";
import { runs_shown } from "./series.js";

const FORECASTS = {
  simulated: "simulated", rescaled: "simulated, rescaled", last_month: "month before", last_published: "last published",
  shares_30_days: "shares of 30 days before", shares_capacity: "shares by capacity",
};
// What each naive forecast is, for the note below the tables.
const NAIVE = {
  last_month: "Month before: the figure of the month before, as if it had been known at once.",
  last_published: "Last published: the last figure that was out before the month began.",
  shares_30_days: "Shares of 30 days before: today's total, divided among the camps as it was 30 days ago.",
  shares_capacity: "Shares by capacity: today's total, divided by the capacity of the camps.",
};
const MEASURES = {
  wape: ["Error", "sum of the errors over the sum of the figures", true], ard: ["Averaged relative difference", "mean over the days of the sum of the errors over the total registered", true],
  rmse: ["Root mean squared error", "persons", false],
};

export const scores = {
  id: "scores",
  title: "How near it is to what was counted",
  short: "Scores",
  lead: "Simulated figures beside those of forecasts that need no model. A model that cannot beat them has not been shown to know more.",
  when: (report) => report.runs.some((r) => r.scores.length),
  make(root, report, ctx) {
    const place = h("div", {});
    const fill = (state) => {
      const [run] = runs_shown(report, state);
      refill(place, run.scores.length ? tables(ctx, run) : h("p", {}, "This run has nothing to be held against."));
    };
    ctx.store.on("run", fill);
    fill(ctx.store.get());
    root.append(place, ...scatters(report, ctx));
  },
};

// One group of rows for each period and measure: [{scope, values: {forecast: value}, figures, inside}].
function groups_of(run) {
  const groups = new Map();
  for (const score of run.scores) {
    const key = JSON.stringify([score.period, score.measure]);
    const rows = groups.get(key) ?? new Map();
    const row = rows.get(score.scope) ?? { scope: score.scope, values: {} };
    row.values[score.forecast] = score.value;
    groups.set(key, rows.set(score.scope, row));
  }
  const of = (period, measure) => groups.get(JSON.stringify([period, measure]));
  return [...groups.keys()].map((key) => JSON.parse(key)).filter(([, measure]) => MEASURES[measure]).map(([period, measure]) => {
    const rows = [...of(period, measure).values()].map((row) => ({
      ...row, figures: of(period, "figures")?.get(row.scope)?.values.simulated, inside: of(period, "inside")?.get(row.scope)?.values.simulated,
    }));
    return { period, measure, rows };
  });
}

const is_part = (row) => row.scope.includes(": ");
const naive_of = (row) => Object.keys(row.values).filter((f) => f in NAIVE && row.values[f] !== null);
const naive_better = (row) => naive_of(row).filter((f) => row.values.simulated !== null && row.values[f] < row.values.simulated);

function tables(ctx, run) {
  const groups = groups_of(run);
  const forecasts = Object.keys(FORECASTS).filter((f) => run.scores.some((x) => x.forecast === f));
  return [
    ...groups.flatMap((g) => one_group(g, forecasts)),
    h("p", { class: "note" }, forecasts.map((f) => NAIVE[f]).filter(Boolean).join(" "), groups.some((g) => g.rows.some((r) => r.inside !== undefined)) ? " Inside the band: published figures between 5 and 95 % of the replicates. If chance were the only error, nine of ten would be: the band shows chance within the model, not how wrong it may be." : ""),
    known_upstream(run),
  ];
}

const known_upstream = (run) =>
  run.kind === "border" ? h("p", { class: "note" }, "Fitted months set parameters, held-out months none that are not said to be. Where counts made upstream in the same months drive a run, it knows what naive forecasts do not: this is a hindcast, not a forecast.") : null;

function one_group(group, forecasts) {
  const [words, explained, is_share] = MEASURES[group.measure];
  const write = (v) => (v === null || v === undefined ? "–" : is_share ? percent(v, { digits: 1 }) : number(v));
  const main = group.rows.filter((r) => !is_part(r));
  const parts = group.rows.filter(is_part);
  const title = `${words}${group.period && group.period !== "all days" ? `, ${group.period}` : ""}`;
  const tools = number_tools({ caption: () => title, table: () => h("div"), csv: () => csv(group, forecasts) });
  tools.refresh();
  return [
    h("h3", {}, title),
    h("p", {}, verdict(main)),
    score_table(main, forecasts, write, explained),
    parts.length ? h("details", { class: "parts" }, h("summary", {}, `Each area and nationality (${parts.length})`), score_table(parts, forecasts, write, explained)) : null,
    h("div", { class: "tools" }, h("div", { class: "controls" }, tools.element.querySelectorAll("button")[1])),
  ];
}

const in_words = (scope) => (scope === "(all)" ? "all together" : scope.replace(/: (.*)$/, (_, part) => `: ${name(part.replace(":", " "))}`));
const scope_words = (scope) => in_words(scope).replace(/^./, (c) => c.toUpperCase());

// In words where a naive forecast is nearer.
function verdict(rows) {
  const held = rows.filter((r) => naive_of(r).length && r.values.simulated !== null);
  if (!held.length) return "No naive forecast stands beside these.";
  const lost = held.filter((r) => naive_better(r).length);
  if (!lost.length) return `The simulation is nearer than every naive forecast in all ${held.length} rows.`;
  const list = lost.map((r) => `${in_words(r.scope)} (${naive_better(r).map((f) => FORECASTS[f]).join(", ")})`);
  return `A naive forecast is nearer in ${lost.length} of ${held.length} rows: ${list.join("; ")}.`;
}

function score_table(rows, forecasts, write, explained) {
  const has_figures = rows.some((r) => r.figures !== undefined);
  const has_inside = rows.some((r) => r.inside !== undefined);
  const top = Math.max(...rows.flatMap((r) => forecasts.map((f) => r.values[f] ?? 0)));
  const head = (text, n) => h("th", { scope: "col", class: n ? "n" : null }, text);
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": explained },
    h("table", { class: "scores" },
      h("thead", {}, h("tr", {}, head(""), has_figures ? h("th", { scope: "col", class: "n count" }, "figures") : null, h("th", { scope: "col", class: "error-strip" }, strip_key()), forecasts.map((f) => head(FORECASTS[f], true)), has_inside ? head("inside the band", true) : null)),
      h("tbody", {}, rows.map((r) => {
        const better = naive_better(r);
        return h("tr", {},
          h("th", { scope: "row" }, scope_words(r.scope)),
          has_figures ? h("td", { class: "n count" }, number(r.figures)) : null,
          h("td", { class: "error-strip" }, strip(r, forecasts, top)),
          forecasts.map((f) => h("td", { class: `n${better.includes(f) ? " nearer" : ""}` }, write(r.values[f]), better.includes(f) ? h("small", {}, "nearer") : null)),
          has_inside ? h("td", { class: "n" }, percent(r.inside)) : null);
      }))));
}

const strip_key = () => [s("svg", { width: 11, height: 11 }, s("circle", { cx: 5.5, cy: 5.5, r: 4.5, style: "fill:var(--c1)" })), " simulated  ", s("svg", { width: 11, height: 11 }, s("circle", { cx: 5.5, cy: 5.5, r: 4, style: "fill:none;stroke:var(--c2);stroke-width:1.6" })), " naive"];

// Errors of a row on one scale from 0: left is nearer.
function strip(row, forecasts, top) {
  const x = (v) => `${(3 + (94 * v) / (top || 1)).toFixed(1)}%`;
  const there = (f) => row.values[f] !== null && row.values[f] !== undefined;
  return s("svg", { height: 14, "aria-hidden": "true" },
    s("line", { x1: "3%", x2: "97%", y1: 7, y2: 7, style: "stroke:var(--line)" }),
    forecasts.filter((f) => f in NAIVE && there(f)).map((f) => s("circle", { cx: x(row.values[f]), cy: 7, r: 4, style: "fill:none;stroke:var(--c2);stroke-width:1.6" })),
    there("simulated") ? s("circle", { cx: x(row.values.simulated), cy: 7, r: 4.5, style: "fill:var(--c1)" }) : null);
}

const csv = (group, forecasts) => csv_of(["scope", "period", "measure", ...forecasts], group.rows.map((r) => [r.scope, group.period, group.measure, ...forecasts.map((f) => r.values[f])]));

// Every published figure of encounters by month against the simulated one.
function scatters(report, ctx) {
  if (!report.runs.some((r) => r.observed.some((o) => o.what === "encounters"))) return [];
  const kinds = [
    ["Between ports, by sector and month", (o) => o.component === "between_ports" && o.area && !o.nationality, (o) => o.area],
    ["At ports, by field office and month", (o) => o.component === "at_ports" && o.area && !o.nationality, (o) => o.area],
    ["Between ports, by nationality and month", (o) => o.component === "between_ports" && !o.area && o.nationality, (o) => o.nationality],
    ["At ports, by nationality and month", (o) => o.component === "at_ports" && !o.area && o.nationality, (o) => o.nationality],
  ];
  return [
    h("h3", {}, "Simulated against published"),
    h("p", { class: "note" }, "Both axes are logarithmic. On the line they are equal; on the dashed lines one is twice the other. The points furthest off for their size are named."),
    h("div", { class: "pair-of-charts" }, kinds.map(([title, pick, label]) => scatter(ctx, (state) => points(runs_shown(report, state)[0], title, pick, label), []))),
  ];
}

function points(run, title, pick, label) {
  const blank = (text) => (!text || text === ALL ? null : text);
  const held = (month) => run.fit_until && month > run.fit_until.slice(0, 7);
  const found = run.observed.map((o) => ({ ...o, area: blank(o.area), nationality: blank(o.nationality) })).filter((o) => o.what === "encounters" && o.use === "score" && pick(o)).flatMap((o) => {
    const m = run.months.indexOf(o.month);
    const made = run.series("encounter_months", { component: o.component, area: o.area ?? ALL, nationality: o.nationality ?? ALL }, "persons")?.[m];
    if (m < 0 || made === null || made === undefined) return [];
    return [{ label: name(label(o)), month: o.month, seen: o.value, made, colour: held(o.month) ? "--c2" : "--c1" }];
  });
  return { title, unit: "encounters a month", points: found, groups: run.fit_until ? [["fitted months", "--c1"], ["held-out months", "--c2"]] : [["months", "--c1"]] };
}
const ALL = "(all)";
