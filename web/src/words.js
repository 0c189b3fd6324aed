// Measures, meetings and events in plain words, and the marks that they make on an axis of time.
// Where a measure's word is new to this page it is said by its name and value.
import { crossing_name, band, date, name, number, percent } from "./format.js";

const GOVERNMENTS = { USA: "the United States", MEX: "Mexico", GTM: "Guatemala", PAN: "Panama", COL: "Colombia", HND: "Honduras", CAN: "Canada" };
const MODES = { car: "cars", truck: "trucks", rail: "trains", pedestrian: "people on foot", bus: "buses", appointment: "people with appointments", all: "everything" };
const STATES = { open: 1, partial: 0.5, closed: 0 };

export const mode_name = (mode) => MODES[mode] ?? name(mode);
export const government = (code) => GOVERNMENTS[code] ?? (code && code !== "-" ? name(code) : "nobody in particular");
export const governments = (actor) => {
  const all = String(actor ?? "").split("+").filter(Boolean).map(government);
  return all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : (all[0] ?? "");
};
const start = (text) => text.charAt(0).toUpperCase() + text.slice(1);

// "lukeville:all" -> {crossing: "lukeville", mode: "all"}
export function crossing_of(target) {
  const [crossing, mode] = String(target ?? "").split(":");
  return { crossing, mode: mode ?? "all" };
}

// A state of a crossing as a number: 1 open, 0.5 partial, 0 closed.
export const state_value = (value) => STATES[value] ?? Number(value);
export const state_word = (value) => (value >= 0.99 ? "open" : value > 0.01 ? "partial" : "closed");

const of_nation = (target) => (target && target !== "(all)" ? ` (${name(target)})` : "");
const value_of = (m) => (m.value === null || m.value === "" ? null : Number(m.value));

// One function for each word of measures.csv that a reader meets often: (measure, value, target) -> sentence.
const SENTENCES = {
  port_state(m) {
    const { crossing, mode } = crossing_of(m.target);
    const word = { open: "opens", partial: "works with half of its lanes", closed: "closes" }[state_word(state_value(m.value))];
    return `${crossing_name(crossing)} ${word}${mode === "all" ? "" : ` for ${mode_name(mode)}`}`;
  },
  port_lanes: (m, v) => `${crossing_name(crossing_of(m.target).crossing)}: at most ${number(v)} lanes for ${mode_name(crossing_of(m.target).mode)}`,
  staff_pool: (m, v) => `${name(m.target)} has ${number(v)} officers`,
  staff_share: (m, v) => `${name(m.target.replace(":", ": "))} gets ${percent(v)} of the officers`,
  detail_cap: (m, v) => `Up to ${percent(v)} of the officers of ${name(m.target)} may help the patrol`,
  deep_check_share: (m, v) => `${percent(v)} of ${m.target.replace(":", ", ")} get a deeper check`,
  appointments_per_day: (m, v) => `${start(government(m.target))} offers ${number(v)} appointments a day`,
  pathway_quota: (m, v) => `Up to ${number(v)} a month may come by a lawful way${of_nation(m.target)}`,
  return_share: (m, v) => `${percent(v)} of those stopped are returned${of_nation(m.target)}`,
  remove_share: (m, v) => `${percent(v)} of those stopped are flown home${of_nation(m.target)}`,
  register_share: (m, v) => `${percent(v)} of arrivals register for an appointment${of_nation(m.target)}`,
  transit_enforcement(m, v) {
    const who = start(government(m.target));
    if (v === 0) return `${who} stops its transit enforcement`;
    return v === 1 ? `${who} enforces transit as usual` : `${who} enforces transit ${number(v, 1)} times as much as usual`;
  },
  checkpoint: (m, v) => `Checkpoint of ${number(v)} officers on ${m.target.split(">").map(name).join(" – ")}`,
  caravan_depart: (m, v) => `A caravan of ${number(v)} sets out from ${name(m.target)}`,
  caravan_offer: (m, v) => `Buses and papers are offered to a caravan at ${name(m.target)}; ${percent(v)} accept`,
  info_shock(m, v) {
    const news = v > 0 ? "News that the way has become riskier" : "News that makes people hurry";
    return `${news}${of_nation(m.target)}`;
  },
  shelter_places: (m, v) => `${name(m.target)} has ${number(v)} places in shelters`,
  fee_shift: (m, v) => `Smugglers ask ${number(v, 1)} times as much${of_nation(m.target)}`,
  root_cause: (m, v) => `Fewer set out from home: ${percent(v)}${of_nation(m.target)}`,
  review_meeting: (m) => `${start(governments(m.actor))} meet`,
  demand_shift(m, v) {
    const { crossing, mode } = crossing_of(m.target);
    return `${crossing_name(crossing)}: ${percent(Math.abs(v - 1))} ${v < 1 ? "fewer" : "more"} ${mode_name(mode)} come`;
  },
};

// A row of measures.csv as a sentence without a full stop.
export function say(measure) {
  const make = SENTENCES[measure.measure];
  if (make) return make(measure, value_of(measure));
  return `${name(measure.measure)}${measure.target ? ` (${measure.target})` : ""}: ${measure.value}`;
}

// What a mark looks like: a meeting, something that shuts or opens crossings, a caravan, a rule, or another measure.
const KINDS = { port_state: "port", review_meeting: "meeting", caravan_depart: "caravan", caravan_offer: "caravan" };
export const MARKS = {
  meeting: "a meeting",
  port: "a crossing closes or opens",
  caravan: "a caravan",
  rule: "a review changes a measure",
  measure: "another measure",
};
const RANK = Object.keys(MARKS);

// Many rows of one day and word become one sentence: 38 nations at once are not 38 marks.
function join_rows(rows) {
  const groups = new Map();
  for (const m of rows) {
    const key = `${m.measure}|${m.actor}|${m.measure === "port_state" ? m.value : ""}`;
    groups.set(key, [...(groups.get(key) ?? []), m]);
  }
  return [...groups.values()].map((g) => ({ kind: KINDS[g[0].measure] ?? "measure", rows: g, says: say_group(g) }));
}

const listed = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);

function say_group(group) {
  if (group.length === 1) return say(group[0]);
  if (group[0].measure === "port_state") return say_ports(group);
  const targets = [...new Set(group.map((m) => crossing_name(crossing_of(m.target).crossing)))];
  if (targets.length > 6) return `${say({ ...group[0], target: "" }).split(":")[0]} and ${targets.length - 1} more of the kind`;
  return say_values(group) ?? group.map(say).join("; ");
}

// "Lukeville and San Ysidro PedWest open; Eagle Pass opens for cars": those that all modes share come first, together.
function say_ports(group) {
  const whole = group.filter((m) => crossing_of(m.target).mode === "all");
  const rest = group.filter((m) => crossing_of(m.target).mode !== "all");
  if (whole.length < 2) return group.map(say).join("; ");
  const verb = { open: "open", partial: "work with half of their lanes", closed: "close" }[state_word(state_value(group[0].value))];
  return [`${listed(whole.map((m) => crossing_name(crossing_of(m.target).crossing)))} ${verb}`, ...rest.map(say)].join("; ");
}

// "Up to 6 875 (Cuba), 13 125 (Haiti) and 5 375 (Nicaragua) a month may come": the sentence once, its numbers in a row.
function say_values(group) {
  const sentence = say({ ...group[0], target: "" });
  const value = value_of(group[0]);
  const written = [number(value), percent(value)].find((text) => sentence.includes(text));
  if (!written || !group.every((m) => m.target)) return null;
  const write = written.includes("%") ? percent : number;
  return sentence.replace(written, listed(group.map((m) => `${write(value_of(m))} (${name(m.target)})`)));
}

// Measures of one day in words, those of one kind together: ["Lukeville opens", ...].
export const say_day = (rows) => join_rows(rows).map((item) => item.says);

// What the policy log says by itself: rules that fired, crossings that shut for want of officers in most replicates.
function logged(run) {
  const out = [];
  for (const e of run.events ?? []) {
    if (e.event === "rule_fired") out.push({ date: e.date, kind: "rule", says: say_rule(e), note: e.note });
    if (e.share < 0.5) continue;
    if (e.event === "closed_by_staff" || e.event === "reopened") {
      const { crossing, mode } = crossing_of(e.name);
      const word = e.event === "reopened" ? "opens again" : "closes for want of officers";
      out.push({ date: e.date, kind: "port", says: `${crossing_name(crossing)} ${word} for ${mode_name(mode)} (in ${percent(e.share)} of the runs)` });
    }
  }
  return out;
}

const say_rule = (e) =>
  `Review: rule “${name(e.name)}” sets ${e.target ? name(e.target) : "its measure"} to ${number(e.value, 1)}` +
  (e.share < 1 ? ` (in ${percent(e.share)} of the runs)` : "");

// What happens on each day of the run, in order: [{day, date, kind, items: [{kind, says, note, source}]}].
export function marks(run) {
  const days = new Map();
  const add = (date, item) => {
    const day = run.day_at(date);
    if (day < 0 || day >= run.days) return;
    if (!days.has(day)) days.set(day, { day, date: run.date_at(day), items: [] });
    days.get(day).items.push(item);
  };
  const by_date = Map.groupBy ? Map.groupBy(run.measures ?? [], (m) => m.date.slice(0, 10)) : group_by_date(run.measures ?? []);
  for (const [day, rows] of by_date)
    for (const item of join_rows(rows))
      add(day, { kind: item.kind, says: item.says, note: item.rows[0].note, source: item.rows[0].source, rows: item.rows });
  for (const e of logged(run)) add(e.date, e);
  for (const m of run.measures ?? [])
    if (m.until && m.measure === "port_state") add(m.until.slice(0, 10), { kind: "port", says: say({ ...m, value: "open" }), note: null });
  const all = [...days.values()].sort((a, b) => a.day - b.day);
  for (const mark of all) {
    mark.items.sort((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind));
    mark.kind = mark.items[0].kind;
  }
  return all;
}

function group_by_date(rows) {
  const groups = new Map();
  for (const m of rows) groups.set(m.date.slice(0, 10), [...(groups.get(m.date.slice(0, 10)) ?? []), m]);
  return groups;
}

// "12 300 persons (11 900 to 12 800)"
export function with_band(mid, low, high, unit = "") {
  const says = `${number(mid)}${unit ? ` ${unit}` : ""}`;
  return low === null || low === undefined || high === null || low === high ? says : `${says} (${band(low, high)})`;
}

export const on_date = (text) => date(text.slice(0, 10));
