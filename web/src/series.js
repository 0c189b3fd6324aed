// What charts draw, out of the report: the runs that the reader chose, their series on one axis, published figures beside them.
// Leaves the frames to data.js and the drawing to charts.js.

const AXES = new WeakMap();

// The run that is shown and, where one is chosen, the run it is compared with.
export function runs_shown(report, state) {
  const main = report.runs[state.run] ?? report.runs[0];
  const other = state.against === null || state.against === undefined ? null : report.runs[state.against];
  if (other && other !== main) return [main, other];
  return state.against === null || main === report.runs[0] ? [main] : [main, report.runs[0]];
}

// Every run keeps its colour, whichever is shown first.
export const run_colour = (run) => `--c${(run.index % 7) + 1}`;

// The labels of an axis: all dates or all months of a run, or the hours of a day.
export function axis_of(run, time) {
  if (time === "month") return run.months;
  if (time === "hour") return Array.from({ length: 24 }, (_, h) => h);
  if (!AXES.has(run)) AXES.set(run, Array.from({ length: run.days }, (_, d) => run.date_at(d)));
  return AXES.get(run);
}

// Values of `other` at the dates or months of `run`; null where it has none.
export function aligned(run, other, time, values) {
  if (!values || run === other) return values;
  if (time === "month") return run.months.map((m) => values[other.months.indexOf(m)] ?? null);
  const shift = other.day_at(run.date_at(0));
  if (!shift && run.days === other.days) return values;
  return Array.from({ length: run.days }, (_, d) => values[d + shift] ?? null);
}

// One line with its band for each run shown that has the series. `times` multiplies (for shares as per cent).
export function lines_of(report, state, time, table, labels, column) {
  const [main, ...others] = runs_shown(report, state);
  const lines = [main, ...others].flatMap((run) => line_of(main, run, time, table, labels, column) ?? []);
  return others.length ? lines : lines.map((line) => ({ ...line, label: "simulated" }));
}

export function line_of(main, run, time, table, labels, column) {
  const { low, mid, high } = run.bands(table, labels, column);
  if (!mid) return null;
  const at = (values) => aligned(main, run, time, values);
  return { label: run.label, colour: run_colour(run), low: at(low), mid: at(mid), high: at(high), run };
}

// Published figures of encounters by month for one component, area and nationality, or null.
export function published(run, want) {
  const values = run.months.map(() => null);
  const blank = (text) => text || "(all)";
  for (const o of run.observed ?? []) {
    if (o.what !== want.what || o.use === "input") continue;
    if (want.what === "encounters") {
      const component = o.component === "all" ? "(all)" : blank(o.component);
      if (component !== want.component || blank(o.area) !== want.area || blank(o.nationality) !== want.nationality) continue;
    } else if (o.crossing !== want.crossing || o.mode !== want.mode) continue;
    const m = run.months.indexOf(o.month);
    if (m >= 0) values[m] = o.value;
  }
  return values.some((v) => v !== null) ? values : null;
}

// What happened in the run shown, and what happened only in the one beside it (with its label as `only_in`).
export function events_shown(report, state) {
  const [main, other] = runs_shown(report, state);
  const key = (e) => [e.date, e.event, e.name, e.target, e.value].join("|");
  const [in_main, in_other] = [main, other].map((run) => new Set(run?.events.map(key)));
  if (!other || other.kind !== main.kind) return main.events;
  const told = (run, others) => run.events.map((e) => (others.has(key(e)) || e.event !== "measure" ? e : { ...e, only_in: run.label }));
  return [...told(main, in_other), ...told(other, in_main).filter((e) => !in_main.has(key(e)) && ["measure", "meeting", "rule_fired"].includes(e.event)).map((e) => ({ ...e, only_in: other.label }))];
}

export const sum = (values) => (values ?? []).reduce((total, v) => total + (v ?? 0), 0);

// The column of a table for one day (index into the dates of `run`), month or none, by label: for bars and tables.
export const at = (values, i) => (Array.isArray(values) ? (values[i] ?? null) : (values ?? null));
