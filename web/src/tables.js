// Result tables of the command line as frames (web/README.md), replicate by replicate, and what is computed from them.
import { cells } from "./csv.js";

const TIMES = ["day", "date", "month", "hour"];

// TABLE_by_replicate.csv as {table, time, times, labels, keys, values}: values[column][replicate - 1][key][time].
// `keep` leaves out rows by label: {nationality: "(all)"}.
export function read_table(table, text, keep = {}) {
  const rows = cells(text);
  const names = rows.shift() ?? [];
  const at = names.indexOf("replicate");
  const time = names.includes("date") ? "date" : names.includes("month") ? "month" : null;
  const when = names.indexOf(time);
  const label_at = names.map((n, i) => i).filter((i) => i < at && !TIMES.includes(names[i]));
  const tests = label_at.filter((i) => names[i] in keep).map((i) => [i, keep[names[i]]]);
  const wanted = rows.filter((row) => tests.every(([i, value]) => row[i] === value));
  return fill({ table, time, times: [], labels: label_at.map((i) => names[i]), keys: [], values: {} }, wanted, { names, at, when, label_at });
}

function fill(frame, rows, { names, at, when, label_at }) {
  const time_of = new Map();
  const key_of = new Map();
  for (const row of rows) {
    const label = label_at.map((i) => row[i]);
    const key = label.join("\u0001");
    if (!key_of.has(key)) key_of.set(key, frame.keys.push(label) - 1);
    if (!time_of.has(row[when])) time_of.set(row[when], frame.times.push(row[when]) - 1);
  }
  for (let c = at + 1; c < names.length; c++) frame.values[names[c]] = [];
  for (const row of rows) {
    const key = key_of.get(label_at.map((i) => row[i]).join("\u0001"));
    const replicate = Number(row[at]) - 1;
    for (let c = at + 1; c < names.length; c++) {
      const by_key = (frame.values[names[c]][replicate] ??= frame.keys.map(() => new Array(frame.times.length).fill(null)));
      by_key[key][time_of.get(row[when])] = row[c] === "" ? null : Number(row[c]);
    }
  }
  return frame;
}

// Keys of a frame that have all these labels; labels that are not named have to be "(all)", where the frame has that.
export function keys_of(frame, labels) {
  const all = frame.labels.map((l, i) => frame.keys.some((k) => k[i] === "(all)"));
  return frame.keys.flatMap((key, k) => {
    const fits = frame.labels.every((l, i) => (l in labels ? [].concat(labels[l]).includes(key[i]) : !all[i] || key[i] === "(all)"));
    return fits ? [k] : [];
  });
}

// The sum over keys at each time, for each replicate: [replicate][time]; null where no key has a value.
export function series_of(frame, labels, column) {
  const keys = keys_of(frame, labels);
  return (frame.values[column] ?? []).map((by_key) =>
    frame.times.map((t, i) => {
      const there = keys.map((k) => by_key[k][i]).filter((v) => v !== null);
      return there.length ? there.reduce((sum, v) => sum + v, 0) : null;
    }),
  );
}

// Quantile of type 7 (Hyndman & Fan 1996), as in p05, p50 and p95 of the command line.
export function quantile(values, p) {
  const sorted = values.filter((v) => v !== null && Number.isFinite(v)).sort((a, b) => a - b);
  if (!sorted.length) return null;
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
}

export const median = (values) => quantile(values, 0.5);

// A quantile over the replicates at each time.
export const across = (series, p) => (series[0] ?? []).map((v, t) => quantile(series.map((one) => one[t]), p));

export const total = (values) => values.reduce((sum, v) => sum + (v ?? 0), 0);
export function mean(values) {
  const there = values.filter((v) => v !== null);
  return there.length ? total(there) / there.length : null;
}
