// What each measure changed: the paired differences of every other run from the first, in words. A difference whose band
// contains zero is said to be none that can be told from chance.
import { h } from "./dom.js";
import { band, crossing_name, date, large, month, name, number, percent, round } from "./format.js";
import { mode_name, say_day } from "./words.js";

const ALL = { component: "(all)", area: "(all)", nationality: "(all)" };

export function changes(report) {
  if (report.runs.length < 2) return [];
  const base = report.runs[0];
  const lines = report.runs.slice(1).map((run) => ({ run, pair: report.pair(run.index) }));
  return [
    h("h3", {}, "What the measures changed"),
    h("p", { class: "note" }, `Each course of events beside “${base.label}”, with the same chance: run by run the only difference is what was decided.`),
    h("div", { class: "changes" }, lines.map(({ run, pair }) => change(run, pair, base))),
  ];
}

function change(run, pair, base) {
  const said = pair ? [...encounters(run, pair, base), ...ports(run, pair), ...goods(run, pair), ...camps(run, pair)] : [];
  return h(
    "article",
    { class: "change" },
    h("h4", {}, run.label),
    what_differs(run, base),
    said.length ? h("ul", {}, said.map((s) => h("li", { class: s.sure ? "" : "unsure" }, s.text))) : h("p", {}, why_nothing(pair)),
  );
}

function why_nothing(pair) {
  if (!pair) return "There are no paired numbers for these two.";
  return pair.why_not ? `The two cannot be compared run by run: ${pair.why_not}.` : "Nothing changed that can be told from chance.";
}

const key = (m) => [m.date, m.actor, m.measure, m.target, m.value, m.until].join("|");

// Rows of measures that `run` has and `other` has not, in sentences by day, at most five.
function only_in(run, other) {
  const known = new Set((other.measures ?? []).map(key));
  const days = new Map();
  for (const m of (run.measures ?? []).filter((row) => !known.has(key(row)))) {
    const day = m.date.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), m]);
  }
  const said = [...days].sort().map(([day, rows]) => `${date(day)}: ${say_day(rows).join("; ")}`);
  return said.slice(0, 5).join(". ") + (said.length > 5 ? `, and on ${said.length - 5} more days` : "");
}

// What was decided in this run and not in the first, and the other way round.
function what_differs(run, base) {
  const [here, there] = [only_in(run, base), only_in(base, run)];
  const rules = [...new Set((run.events ?? []).filter((e) => e.event === "rule_fired").map((e) => name(e.name)))];
  const said = [here && `Only here: ${here}.`, there && `Not here: ${there}.`, rules.length && `Reviews change measures: ${rules.join(", ")}.`].filter(Boolean);
  return said.length ? h("p", { class: "differs" }, said.join(" ")) : null;
}

const spans_zero = (low, high) => low <= 0 && high >= 0;

// The month in which a series of differences is largest: {m, mid, low, high, sure}; null if it is zero throughout.
function strongest(holder, table, labels, column) {
  const { low, mid, high } = holder.bands(table, labels, column);
  if (!mid) return null;
  let best = -1;
  mid.forEach((v, m) => {
    if (v !== null && Math.abs(v) > Math.abs(mid[best] ?? 0)) best = m;
  });
  if (best < 0) return null;
  const [a, b] = [low?.[best] ?? mid[best], high?.[best] ?? mid[best]];
  return { m: best, mid: mid[best], low: a, high: b, sure: low ? !spans_zero(a, b) : true };
}

const persons = (v) => (Math.abs(v) < 1000 ? number(v) : round(v));

// "31 200 fewer (29 900 to 32 400 fewer; −15 %)"
function difference(d, base, write = persons) {
  const word = d.mid < 0 ? "fewer" : "more";
  const [a, b] = d.mid < 0 ? [-d.high, -d.low] : [d.low, d.high];
  const relative = base ? `; ${percent(d.mid / base, { sign: true })}` : "";
  const range = a === b ? "" : ` (likely ${band(a, b, write)}${relative})`;
  return `${write(Math.abs(d.mid))} ${word}${range}`;
}

function encounters(run, pair, base) {
  return [
    [ALL, "people met at the border"],
    [{ ...ALL, component: "at_ports" }, "people met at ports"],
  ].flatMap(([labels, what]) => {
    const d = strongest(pair, "encounter_months", labels, "persons");
    if (!d) return [];
    const of_base = base.series("encounter_months", labels, "persons")?.[d.m];
    const when = month(run.months[d.m]);
    if (!d.sure) return [{ sure: false, text: `The largest change in ${what} (${when}: ${band(d.low, d.high, persons)}) cannot be told from chance.` }];
    return [{ sure: true, text: `${when}: ${difference(d, of_base)} ${what}.` }];
  });
}

// The crossing and mode with the largest change in what crossed that chance does not explain.
function ports(run, pair) {
  let best = null;
  for (const key of pair.has("port_months") ? pair.keys("port_months") : []) {
    const d = strongest(pair, "port_months", key, "crossed");
    if (d?.sure && key.mode !== "appointment" && Math.abs(d.mid) > Math.abs(best?.d.mid ?? 0)) best = { key, d };
  }
  if (!best) return [];
  return [{ sure: true, text: `${crossing_name(best.key.crossing)}, ${month(run.months[best.d.m])}: ${difference(best.d)} ${mode_name(best.key.mode)} crossed than without, the largest change at a crossing.` }];
}

// Goods held, as the mean of the month with the largest change at one crossing.
function goods(run, pair) {
  let best = null;
  for (const key of pair.has("port_months") ? pair.keys("port_months") : []) {
    const d = strongest(pair, "port_months", key, "held_value");
    if (d?.sure && Math.abs(d.mid) > Math.abs(best?.d.mid ?? 0)) best = { key, d };
  }
  if (!best || Math.abs(best.d.mid) < 1e5) return [];
  const word = best.d.mid < 0 ? "less" : "more";
  return [{ sure: true, text: `${crossing_name(best.key.crossing)}, ${month(run.months[best.d.m])}: goods worth $ ${large(Math.abs(best.d.mid))} ${word} held up on a usual day (${mode_name(best.key.mode)}).` }];
}

// Of a displacement: the place whose number of people changes most.
function camps(run, pair) {
  if (run.kind === "border") return [];
  const all = run.values_of("place_months", "place").map((place) => ({ place, d: strongest(pair, "place_months", { place }, "persons") })).filter((c) => c.d);
  all.sort((a, b) => Math.abs(b.d.mid) - Math.abs(a.d.mid));
  return all.slice(0, 3).map(({ place, d }) => ({
    sure: d.sure,
    text: d.sure ? `${name(place)}, end of ${month(run.months[d.m])}: ${difference(d)} people.` : `${name(place)}: no change that can be told from chance.`,
  }));
}

