// What a what-if says: the same replicates with and without the changes, and their paired differences. How it is shown is
// whatif.js; which tables the simulator writes for it is TABLES.
import { across, keys_of, mean, median, quantile, series_of, total } from "./tables.js";
import { crossing_name, plain } from "./format.js";
import { crossing_of, mode_name } from "./words.js";

const ALL = { area: "(all)", nationality: "(all)" };

// What the simulator writes for a what-if, and which rows of it are read.
export const TABLES = {
  encounters: { ...ALL, class: "(all)" },
  encounter_months: { nationality: "(all)" },
  port_months: {},
  custody_days: {},
  list_days: {},
  people_days: { nationality: "(all)" },
};

// Lines of the result: what, in which unit, how one number is made of a series over time.
const LINES = [
  { says: "People met at the border", unit: "", table: "encounter_months", labels: { component: "(all)" }, column: "persons", over: total },
  { says: "at ports of entry", inset: true, unit: "", table: "encounter_months", labels: { component: "at_ports" }, column: "persons", over: total },
  { says: "between ports", inset: true, unit: "", table: "encounter_months", labels: { component: "between_ports" }, column: "persons", over: total },
  { says: "In custody of the patrol", unit: "people, mean of the days", table: "custody_days", column: "in_custody", over: mean },
  { says: "Waiting in border cities", unit: "people, mean of the days", table: "people_days", labels: { status: ["waiting_north", "registered"] }, column: "persons", over: mean },
  { says: "Time on the list for an appointment", unit: "days, of those served", table: "list_days", column: "wait", over: mean, digits: 1 },
  { says: "Goods held up at the border", unit: "million USD, mean of the months", table: "port_months", column: "held_value", over: mean, times: 1e-6, digits: 1 },
];

const AT_CROSSINGS = [
  { says: "crossed", unit: "", column: "crossed", over: total },
  { says: "went to another crossing", unit: "", column: "diverted", over: total },
  { says: "stayed away for good", unit: "", column: "suppressed", over: total },
  { says: "put off at the end", unit: "", column: "postponed", over: (v) => v.at(-1) },
  { says: "came from elsewhere", unit: "", column: "diverted_here", over: total },
  { says: "queue at the end", unit: "", column: "queued", over: (v) => v.at(-1) },
  { says: "mean wait", unit: "min", column: "wait_mean", over: mean, digits: 1 },
];

// Daily lines for the chart.
export const CHARTS = {
  all: { says: "People met at the border", unit: "people a day", table: "encounters", labels: { component: ["at_ports", "between_ports"] }, column: "persons" },
  between: { says: "People met between ports", unit: "people a day", table: "encounters", labels: { component: "between_ports" }, column: "persons" },
  at_ports: { says: "People met at ports of entry", unit: "people a day", table: "encounters", labels: { component: "at_ports" }, column: "persons" },
  custody: { says: "In custody of the patrol", unit: "people", table: "custody_days", column: "in_custody" },
  waiting: { says: "Waiting in border cities", unit: "people", table: "people_days", labels: { status: ["waiting_north", "registered"] }, column: "persons" },
  list: { says: "Time on the list for an appointment", unit: "days", table: "list_days", column: "wait" },
};

// One number for each replicate.
function numbers(frames, line) {
  const frame = frames[line.table];
  if (!frame) return [];
  return series_of(frame, line.labels ?? {}, line.column).map((series) => {
    const value = line.over(series);
    return value === null || value === undefined ? null : value * (line.times ?? 1);
  });
}

// Medians of both and the differences of each replicate with itself; null where a table has no such row.
function compare(line, shipped, changed) {
  const [a, b] = [numbers(shipped, line), numbers(changed, line)];
  const differences = b.map((v, r) => (v === null || a[r] === null ? null : v - a[r]));
  if (!a.length || differences.every((v) => v === null)) return null;
  const there = differences.filter((v) => v !== null);
  return {
    ...{ says: line.says, inset: line.inset, unit: line.unit, digits: line.digits ?? 0 },
    ...{ shipped: median(a), changed: median(b), difference: median(there), least: Math.min(...there), most: Math.max(...there) },
  };
}

function sector_lines(frames) {
  const frame = frames.encounter_months;
  if (!frame) return [];
  const at = frame.labels.indexOf("area");
  const areas = [...new Set(keys_of(frame, { component: "between_ports", area: frame.keys.map((k) => k[at]) }).map((k) => frame.keys[k][at]))];
  return areas
    .filter((area) => area !== "(all)")
    .map((area) => ({ says: plain(area), inset: true, unit: "", table: "encounter_months", labels: { component: "between_ports", area }, column: "persons", over: total }));
}

// Crossings that the changes name, and the three elsewhere where most more or fewer cross.
function rows_of_crossings(changes, shipped, changed) {
  const frame = shipped.port_months;
  if (!frame) return { named: [], others: [] };
  const named = new Set(changes.filter((c) => ["port_state", "port_lanes"].includes(c.measure)).map((c) => crossing_of(c.target).crossing));
  const rows = frame.keys.map(([crossing, mode]) => ({ crossing, mode, is_named: named.has(crossing) }));
  const change = (row) => compare({ table: "port_months", labels: { crossing: row.crossing, mode: row.mode }, column: "crossed", over: total }, shipped, changed);
  const busy = rows.map((row) => ({ ...row, size: Math.abs(change(row)?.difference ?? 0) }));
  const others = busy.filter((r) => !r.is_named && r.size > 0).sort((a, b) => b.size - a.size);
  return { named: busy.filter((r) => r.is_named), others: others.slice(0, 3) };
}

const crossing_group = (row, shipped, changed) => ({
  title: `${crossing_name(row.crossing)}, ${mode_name(row.mode)}`,
  key: `${row.crossing}:${row.mode}`,
  rows: AT_CROSSINGS.map((line) => ({ ...line, table: "port_months", labels: { crossing: row.crossing, mode: row.mode } }))
    .map((line) => compare(line, shipped, changed))
    .filter((row) => row && [row.shipped, row.changed, row.least, row.most].some((v) => Number(v.toFixed(row.digits)) !== 0)),
});

// [{title, rows}]: the whole border, sectors, crossings that were changed, crossings that changed most.
export function result_of(changes, shipped, changed) {
  const groups = [
    { title: null, rows: LINES.map((line) => compare(line, shipped, changed)) },
    { title: "Met between ports, by sector", all_same: "no sector changes", rows: sector_lines(shipped).map((line) => compare(line, shipped, changed)) },
  ];
  const { named, others } = rows_of_crossings(changes, shipped, changed);
  for (const row of named) groups.push(crossing_group(row, shipped, changed));
  for (const row of others) groups.push({ ...crossing_group(row, shipped, changed), elsewhere: true });
  return groups.map((g) => ({ ...g, rows: g.rows.filter(Boolean) })).filter((g) => g.rows.length);
}

// The chart's lines out of both runs: median and band of the shipped one, median of the changed one.
export function chart_lines(which, shipped, changed) {
  const { table, labels, column } = CHARTS[which];
  const series = (frames) => series_of(frames[table], labels ?? {}, column);
  const [a, b] = [series(shipped), changed ? series(changed) : null];
  const lines = [{ label: "as simulated", colour: "--c1", low: across(a, 0.05), mid: across(a, 0.5), high: across(a, 0.95) }];
  if (b) lines.unshift({ label: "what if", colour: "--c2", mid: across(b, 0.5), dash: [6, 3] });
  return { x: shipped[table].times, lines };
}

// The same replicates as the report's own run: its medians by month have to be these to the last digit. null: it ran others.
export function same_as_shipped(run, state, frames) {
  const frame = frames.encounter_months;
  if (!frame || run.replicates !== state.replicates) return null;
  const months = frame.times.filter((m, i) => i + 1 < frame.times.length);
  const series = series_of(frame, { component: "(all)" }, "persons");
  const shown = run.series("encounter_months", { component: "(all)" }, "persons");
  return months.every((m, i) => shown?.[run.months.indexOf(m)] === quantile(series.map((s) => s[i]), 0.5));
}
