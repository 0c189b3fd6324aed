// What the policy log says, in plain words: measures, meetings, rules that fired, closures for want of officers, caravans.
// Leaves which of them a chart marks to marks.js, and the words of measures to words.js.
import { crossing_name, name, number, percent, round } from "./format.js";
import { government, governments, mode_name, say } from "./words.js";

// "lukeville:all" -> "Lukeville"; "laredo_wtb:truck" -> "Laredo Wtb (trucks)".
export function target_words(target) {
  if (!target) return "";
  const [where, mode] = target.split(":");
  if (/^[A-Z]{2,3}$/.test(where)) return government(where);
  const place = mode ? crossing_name(where) : where.split(">").map(name).join(" to ");
  return mode && mode !== "all" ? `${place} (${mode_name(mode)})` : place;
}

const EVENTS = {
  measure: (e) => say({ measure: e.name, actor: e.actor, target: e.target, value: e.value }),
  meeting: (e) => (e.actor?.includes("+") ? `${governments(e.actor)} meet` : `meeting${e.actor ? ` held by ${governments(e.actor)}` : ""}`),
  rule_fired: (e) =>
    `rule “${name(e.name).toLowerCase()}” sets ${target_words(e.target)} to ${round(e.value, 3)}: ` +
    `${round(e.seen, 3)} published, threshold ${round(e.threshold, 3)}`,
  rule_silent: (e) => `rule “${name(e.name).toLowerCase()}” does nothing: ${round(e.seen, 3)} published, threshold ${round(e.threshold, 3)}`,
  closed_by_staff: (e) => `${target_words(e.name)} closed for want of officers`,
  reopened: (e) => `${target_words(e.name)} open again`,
  group: group_words,
};

// The log gives a caravan's size when it sets out, those who accept an offer, and the size at which it ends or is stopped.
function group_words(e) {
  const who = `caravan ${name(e.name)}`;
  if (!(e.value > 0)) return `${who}: ${number(e.seen)} stopped, or left as it breaks up`;
  if (e.seen >= 0.99 * e.value) return `${who} sets out with ${number(e.value)}`;
  return `${who}: ${number(e.value)} accept buses and papers`;
}

// One event as a sentence without its date; with the run if it is in only one of those shown (`only_in`), and the share of the replicates where it did not happen in all of them.
export function event_words(e) {
  const text = EVENTS[e.event]?.(e) ?? `${name(e.event)} ${target_words(e.target ?? e.name)}`;
  const often = e.share !== null && e.share < 0.995 ? ` (in ${percent(e.share)} of the replicates)` : "";
  const only = e.only_in ? ` [${e.only_in}]` : "";
  return text.charAt(0).toUpperCase() + text.slice(1) + often + only;
}

// How much an event matters on a chart of the whole border; 0: not at all.
const WEIGHTS = {
  port_state: 5, transit_enforcement: 7, appointments_per_day: 4.5, caravan_depart: 4, caravan_offer: 2.5, info_shock: 3, pathway_quota: 2,
  return_share: 2, remove_share: 2, register_share: 1, shelter_places: 1, demand_shift: 1.5, root_cause: 4, fee_shift: 3, checkpoint: 3,
};
const KINDS = { meeting: 6, rule_fired: 8, rule_silent: 0.5, closed_by_staff: 2, reopened: 1.5, group: 0.5 };

export function event_weight(e) {
  if (e.event === "meeting" && e.actor?.includes("+")) return 6.5 * (e.share ?? 1);
  const weight = e.event === "measure" ? (WEIGHTS[e.name] ?? 2) : (KINDS[e.event] ?? 1);
  return weight * (e.share ?? 1);
}
