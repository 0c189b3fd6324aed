// When crossings were closed: bars over time, by measure or for want of officers. From the policy log of the run shown.
import { h, refill, s } from "./dom.js";
import { event_words, target_words } from "./events.js";
import { date, day_number, month, percent } from "./format.js";
import { csv_of, number_tools } from "./numbers.js";
import { runs_shown } from "./series.js";

const ROW = 17;

export function closures(report, ctx) {
  if (!report.runs.some((r) => rows_of(r).length)) return null;
  let rows = [];
  let run = report.runs[0];
  const title = h("h3", {});
  const place = h("div", { class: "closures" });
  const tools = number_tools({ caption: () => "Closures", table: () => table(rows, run), csv: () => csv(rows, run) });
  const fill = (state) => {
    [run] = runs_shown(report, state);
    rows = rows_of(run);
    refill(title, `Closures: ${run.label}`);
    refill(place, rows.length ? picture(ctx, run, rows) : h("p", {}, "No crossing was closed."));
    tools.refresh();
  };
  ctx.store.on("run", fill);
  fill(ctx.store.get());
  return [title, h("p", { class: "note" }, key_words()), place, tools.element];
}

const key_words = () => [swatch(1, "--closed"), " closed by a measure  ", swatch(1, "--partial"), " half of the lanes  ", swatch(0.5, "--c4"), " closed for want of officers; the fainter, the fewer replicates"];
const swatch = (opacity, colour) => s("svg", { width: 16, height: 9 }, s("rect", { width: 16, height: 9, style: `fill:var(${colour});opacity:${opacity}` }));

// [{target, spans: [{from, until, state, share, event}]}]: days of the run; a measure holds until the next one on its target.
function rows_of(run) {
  const rows = new Map();
  const add = (target, span) => rows.set(target, [...(rows.get(target) ?? []), span]);
  const states = run.events.filter((e) => e.event === "measure" && e.name === "port_state");
  states.forEach((e, i) => {
    if (e.value === 1) return;
    const next = states.slice(i + 1).find((x) => x.target === e.target || x.target === e.target.replace(/:.*/, ":all"));
    add(e.target, { from: run.day_at(e.date), until: end_of(run, e, next), state: e.value, share: e.share, event: e });
  });
  for (const e of run.events.filter((x) => x.event === "closed_by_staff")) add(e.name, { from: run.day_at(e.date), until: run.day_at(e.date) + 1, state: 0, share: e.share, event: e, staff: true });
  return [...rows].map(([target, spans]) => ({ target, spans: spans.filter((x) => x.until > 0 && x.from < run.days) })).filter((r) => r.spans.length);
}

// Until the next measure, or the `until` of the row of measures.csv that set it, or the end.
function end_of(run, event, next) {
  const row = run.measures.find((m) => m.measure === "port_state" && m.target === event.target && m.date.slice(0, 10) === event.date);
  const ends = [next?.date, row?.until].filter(Boolean).map((d) => run.day_at(d));
  return Math.min(run.days, ...ends.map((d) => Math.max(d, run.day_at(event.date) + 1)));
}

// A row for each crossing: its name, and a strip of the dates of the run, in per cent of the width.
function picture(ctx, run, rows) {
  const x = (day) => (100 * Math.max(0, Math.min(run.days, day))) / run.days;
  const starts = run.months.map((m) => x(day_number(`${m}-01`) - day_number(run.date_at(0))));
  const lines = () => starts.map((at) => s("line", { x1: `${at}%`, x2: `${at}%`, y1: 0, y2: ROW, style: "stroke:var(--line)" }));
  const every = Math.ceil(run.months.length / 6);
  const axis = starts.flatMap((at, i) => (i % every === 0 ? [s("text", { x: `${at}%`, y: 12, class: i % (2 * every) ? "second" : null }, month(run.months[i], true))] : []));
  return [
    h("div", { class: "closed-row" }, h("span", {}), s("svg", { height: ROW, "aria-hidden": "true" }, axis)),
    ...rows.map((row) =>
      h("div", { class: "closed-row" }, h("span", {}, target_words(row.target)), s("svg", { height: ROW, "aria-hidden": "true" }, lines(), row.spans.map((span) => bar(ctx, run, span, x))))),
  ];
}

function bar(ctx, run, span, x) {
  const colour = span.staff ? "--c4" : span.state > 0 ? "--partial" : "--closed";
  const opacity = span.staff ? 0.25 + 0.75 * (span.share ?? 1) : 1;
  return s("rect", {
    x: `${x(span.from)}%`, y: 2, width: `${Math.max(0.3, x(span.until) - x(span.from))}%`, height: ROW - 5, style: `fill:var(${colour});opacity:${opacity}`,
    onmouseenter: (e) => ctx.tip.show(e.clientX, e.clientY, h("b", {}, dates(run, span)), event_words(span.event)),
    onmouseleave: () => ctx.tip.hide(),
  });
}

const dates = (run, span) => (span.until - span.from <= 1 ? date(run.date_at(span.from), true) : `${date(run.date_at(span.from), true)} to ${date(run.date_at(span.until), true)}`);

function table(rows, run) {
  return h("div", { class: "numbers scroll", tabindex: 0, role: "region", "aria-label": "Numbers: closures" },
    h("table", {},
      h("thead", {}, h("tr", {}, ["crossing", "when", "why", "replicates"].map((t) => h("th", { scope: "col" }, t)))),
      h("tbody", {}, rows.flatMap((row) => row.spans.map((span) => h("tr", {}, h("th", { scope: "row" }, target_words(row.target)), h("td", {}, dates(run, span)), h("td", {}, why(span)), h("td", {}, percent(span.share ?? 1))))))));
}

const why = (span) => (span.staff ? "want of officers" : span.state > 0 ? "measure: half of the lanes" : "measure");
const csv = (rows, run) => csv_of(["target", "from", "until", "why", "share"], rows.flatMap((row) => row.spans.map((x) => [row.target, run.date_at(x.from), run.date_at(x.until), why(x), x.share])));
