// Reading what the report carries: the blocks of the HTML, and series out of the frames (web/README.md has their form).
// Leaves what the numbers mean to the sections.
import { date_of, day_number, learn_names } from "./format.js";

// The JSON (or, with as: "bytes", the bytes) of a gzipped block; null where the report has none.
export async function read_block(id, as = "json") {
  const text = document.getElementById(id)?.textContent.trim();
  if (!text) return null;
  return unpack(text, as);
}

export async function unpack(base64, as = "json") {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const response = new Response(stream);
  return as === "json" ? response.json() : new Uint8Array(await response.arrayBuffer());
}

// Wraps the data so that sections ask for series:
//   report.runs[0].series("encounters", {component: "at_ports", area: "(all)"}, "persons", "p50") -> [825, ...]
// All of `labels` given must fit; labels that are left out must be "(all)" where the frame has such a key.
export function open_report(data) {
  const report = { ...data, runs: [], pairs: [] };
  data.runs.forEach(learn_names);
  data.runs.forEach((run, i) => report.runs.push(open_run(run, i, report.runs[0])));
  for (const pair of data.pairs ?? []) report.pairs.push(open_frames({ ...pair }, report.runs[pair.a], null));
  report.unit = (table, column) => data.columns?.[table]?.columns?.[column]?.unit ?? "";
  report.sentence = (table, column) => data.columns?.[table]?.columns?.[column]?.sentence ?? "";
  // The pair that compares run `a` with the first one; null for the first run itself.
  report.pair = (a) => report.pairs.find((p) => p.a === a) ?? null;
  return report;
}

const lists_of = (run) => Object.fromEntries(Object.entries(run ?? {}).filter(([key, value]) => Array.isArray(value) && key !== "frames"));

function open_run(run, index, first) {
  // A list that a later run does not have (places, observed, ...) is the first one's.
  const opened = open_frames({ ...lists_of(first), ...run, index }, run, index ? first : null);
  const first_day = day_number(run.dates.first);
  opened.label = run.variant_title || (run.variant ? run.name : index || run.kind !== "border" ? run.name : "Base");
  opened.days = run.dates.n;
  opened.date_at = (day) => date_of(first_day + day);
  opened.day_at = (date) => day_number(date) - first_day;
  opened.month_at = (day) => run.months.indexOf(opened.date_at(day).slice(0, 7));
  // The first and the one-past-last day of month `m` that the run has.
  opened.days_of_month = (m) => {
    const start = day_number(run.months[m] + "-01") - first_day;
    const next = run.months[m].split("-").map(Number);
    const end = Date.UTC(next[0], next[1], 1) / 864e5 - first_day;
    return [Math.max(0, start), Math.min(run.dates.n, end)];
  };
  return opened;
}

function open_frames(holder, run, first) {
  const length = { date: run.dates.n, month: run.months.length, hour: 24 * run.months.length };
  const frames = holder.frames ?? [];
  const made = new Map();

  holder.frames_of = (table) => frames.filter((f) => f.table === table);
  holder.has = (table) => frames.some((f) => f.table === table);

  // The keys of a table as objects: [{component: "at_ports", area: "(all)", ...}, ...].
  holder.keys = (table) =>
    holder.frames_of(table).flatMap((f) => f.keys.map((k) => Object.fromEntries(f.labels.map((l, i) => [l, k[i]]))));

  // Distinct values of one label, in the order of the table.
  holder.values_of = (table, label) => [...new Set(holder.keys(table).map((k) => k[label]))];

  holder.summaries = (table) => [...new Set(holder.frames_of(table).flatMap((f) => Object.values(f.values).flatMap(Object.keys)))];

  // One series as an array over time (one number for a frame without time); null where there is none.
  // `summary` p05, p50 or p95; where the table has one replicate, p50 means that one.
  holder.series = (table, labels, column, summary = "p50") => {
    const name = [table, column, summary, ...Object.entries(labels ?? {}).flat()].join("\u0001");
    if (!made.has(name)) made.set(name, find(table, labels ?? {}, column, summary));
    return made.get(name);
  };

  // p05, p50, p95 of one series; low and high are null where there is no band.
  holder.bands = (table, labels, column) => ({
    low: holder.series(table, labels, column, "p05"),
    mid: holder.series(table, labels, column, "p50"),
    high: holder.series(table, labels, column, "p95"),
  });

  function find(table, labels, column, summary) {
    for (const frame of holder.frames_of(table)) {
      const by_summary = frame.values[column];
      const values = by_summary?.[summary] ?? (summary === "p50" ? by_summary?.single : undefined);
      if (!values) continue;
      const at = frame.keys.findIndex((k) => fits(frame.labels, k, labels));
      if (at >= 0) return expand(frame, values[at], () => first?.series(table, key_labels(frame, at), column, summary));
    }
    return null;
  }

  function expand(frame, values, of_first) {
    if (!frame.time) return values;
    if (values === "=") return of_first();
    const n = length[frame.time];
    const from = frame.from ?? 0;
    const tail = Array.isArray(values) ? values : new Array(n - from).fill(values === null ? null : values.same);
    if (!from) return tail;
    const head = of_first();
    return head ? head.slice(0, from).concat(tail) : new Array(from).fill(null).concat(tail);
  }

  return holder;
}

const key_labels = (frame, at) => Object.fromEntries(frame.labels.map((l, i) => [l, frame.keys[at][i]]));

function fits(names, key, labels) {
  return names.every((name, i) => (name in labels ? key[i] === labels[name] : key[i] === "(all)"));
}
