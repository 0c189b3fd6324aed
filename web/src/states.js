// Which crossings are open on a day: from the measures of the run and, where most replicates agree, from its policy log.
// Opening hours are not closures; a crossing counts by how it is at the end of the day.
import { day_number } from "./format.js";
import { crossing_of, state_value } from "./words.js";

const END_OF_DAY = 0.999;

// "2023-12-04T06" in days since 1970, with the hour as a fraction.
const moment = (text) => day_number(text) + (text.length > 10 ? Number(text.slice(11, 13)) / 24 : 0);

function changes(run) {
  const list = [];
  for (const m of run.measures ?? []) {
    if (m.measure !== "port_state") continue;
    list.push({ ...crossing_of(m.target), from: moment(m.date), until: m.until ? moment(m.until) : Infinity, value: state_value(m.value) });
  }
  for (const e of run.events ?? []) {
    if (e.share < 0.5 || (e.event !== "closed_by_staff" && e.event !== "reopened")) continue;
    list.push({ ...crossing_of(e.name), from: day_number(e.date), until: Infinity, value: e.event === "reopened" ? 1 : 0, staff: true });
  }
  return list.sort((a, b) => a.from - b.from);
}

// Returns at(crossing, day) -> {state: "open"|"partial"|"closed", modes: {car: 1, truck: 0, ...}, staff: bool}.
export function crossing_states(run) {
  const by_crossing = new Map(run.crossings.map((c) => [c.name, []]));
  for (const c of changes(run)) by_crossing.get(c.crossing)?.push(c);
  const first = day_number(run.dates.first);

  return function at(crossing, day) {
    const now = first + day + END_OF_DAY;
    const list = by_crossing.get(crossing.name) ?? [];
    const modes = Object.fromEntries(crossing.modes.map((m) => [m, 1]));
    let staff = false;
    for (const c of list) {
      if (c.from > now || c.until <= now) continue;
      for (const m of crossing.modes) if (c.mode === "all" || c.mode === m) modes[m] = c.value;
      staff = Boolean(c.staff);
    }
    const values = Object.values(modes);
    const state = values.every((v) => v >= 0.99) ? "open" : values.every((v) => v < 0.01) ? "closed" : "partial";
    return { state, modes, staff };
  };
}
