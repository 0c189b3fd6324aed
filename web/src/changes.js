// What the reader changes, as rows of measures.csv and rules.csv: the files of a variant that `cruce run` takes as they are.
//
// A change of a measure is {kind: "measure", measure, target, value, actor, from, until?, with_own?}; of a rule,
// {kind: "rule", row}. A measure that the reader sets holds from one day to another whatever the scenario itself does
// meanwhile to the same thing: its rows in between are replaced, and what would hold at the end holds again.
import { write_csv } from "./csv.js";
import { address_of, measure_key, moment } from "./scenario.js";

const SOURCE = "what if: chosen by a reader of the report";
const ONCE = new Set(["caravan_depart", "caravan_offer", "info_shock", "review_meeting"]); /* happen on a day, do not hold */
export const MEASURE_COLUMNS = ["date", "actor", "measure", "target", "value", "source", "until", "made", "published", "quality", "note"];
export const RULE_COLUMNS = ["rule", "first", "every_days", "actor", "metric", "window_days", "op", "threshold", "hold_days", "measure", "target", "value", "min", "max", "source"];
const PARAMETER_COLUMNS = ["parameter", "value", "low", "high", "calibrate", "quality", "source"];

const row_of = (change, date, more = {}) => ({
  ...{ date, actor: change.actor, measure: change.measure, target: change.target, value: change.value },
  ...{ source: SOURCE, until: change.until ?? "", quality: "assumed" },
  ...more,
});

// Whether the scenario's own row acts on something that the change sets: the same target, or one of its modes, or wider.
function meets(own, change) {
  if (own.measure !== change.measure) return false;
  if (own.target === change.target) return true;
  const [a, b] = [own.target.split(":"), change.target.split(":")];
  return a.length === 2 && a[0] === b[0] && (a[1] === "all" || b[1] === "all");
}

// The rows of one change, in the order of their days.
export function rows_of(change, scenario) {
  if (change.kind === "rule") return [];
  const rows = [row_of(change, change.from)];
  if (ONCE.has(change.measure)) return [{ ...rows[0], until: "" }];
  const until = change.until || "9999-12-31";
  const own = scenario.measures.filter((m) => meets(m, change) && moment(m.date) >= change.from && moment(m.date) < until);
  for (const m of own) {
    if (m.target !== change.target && narrower(m, change)) rows.push(row_of(change, moment(m.date), { target: m.target }));
    else if (moment(m.date) > change.from) rows.push(row_of(change, moment(m.date)));
  }
  return [...rows, ...held_again(own, change, until, scenario)];
}

const narrower = (own, change) => change.target.endsWith(":all") && own.target !== change.target;

// What the scenario's own rows, which were replaced, would say from the end of the change on.
function held_again(own, change, until, scenario) {
  const back = new Map();
  for (const m of own) {
    const replaced = m.target === change.target || narrower(m, change);
    if (!replaced || until === "9999-12-31" || (m.until && moment(m.until) <= until)) continue;
    const there = scenario.measures.some((o) => o.measure === m.measure && o.target === m.target && moment(o.date) === until);
    if (!there) back.set(m.target, { ...m, date: until, source: `${m.source}; again from here` });
  }
  return [...back.values()];
}

// A row that has no such day, or begins before the state: why it cannot be; null where it can.
export function fault_of(change, state, end) {
  const from = change.kind === "rule" ? change.row.first : change.from;
  if (!/^\d{4}-\d\d-\d\d$/.test(from ?? "")) return "it needs a day on which it begins";
  if (from < state) return "it begins before the saved state: what was simulated before cannot be changed";
  if (from >= end) return "it begins after the months that are simulated";
  if (change.until && change.until <= from) return "it ends before it begins";
  return null;
}

// The files of the variant: {"measures.csv": text, ...}; those that would have no row are left out.
export function variant_files(changes, scenario) {
  const measures = new Map(scenario.variant_files.measures.map((m) => [measure_key(m), m]));
  const rules = new Map(scenario.variant_files.rules.map((r) => [r.rule, r]));
  const set = new Map();
  for (const change of changes) {
    if (change.kind === "rule") rules.set(change.row.rule, change.row);
    for (const row of rows_of(change, scenario)) {
      measures.set(measure_key(row), row);
      set.set(address_of(row), row);
    }
  }
  const files = {};
  if (measures.size) files["measures.csv"] = write_csv(MEASURE_COLUMNS, [...measures.values()].sort(by_date));
  if (rules.size) files["rules.csv"] = write_csv(RULE_COLUMNS, [...rules.values()]);
  const parameters = numbers_by_address(set, scenario);
  if (parameters.length) files["parameters.csv"] = write_csv(PARAMETER_COLUMNS, parameters);
  return files;
}

const by_date = (a, b) => (moment(a.date) < moment(b.date) ? -1 : moment(a.date) > moment(b.date) ? 1 : 0);

// parameters.csv sets numbers of measures by address, after measures.csv: those of rows that the reader set say what the reader said.
function numbers_by_address(set, scenario) {
  const kept = scenario.variant_files.parameters.filter((p) => !set.has(p.parameter));
  const named = new Set(scenario.parameters.map((p) => p.parameter).filter((name) => set.has(name)));
  const own = [...named].map((name) => ({ parameter: name, value: set.get(name).value, calibrate: "no", quality: "assumed", source: SOURCE }));
  return [...kept, ...own];
}
