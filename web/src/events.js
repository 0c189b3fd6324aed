// What the policy log says, in plain words: measures, meetings, rules that fired, closures for want of officers, caravans.
// Leaves which of them a chart marks to marks.js. The words of measures are those of measures.def.
import { name, number, percent, round } from "./format.js";

const MODES = { car: "cars", truck: "trucks", rail: "trains", pedestrian: "people on foot", bus: "buses", appointment: "appointments", all: "all traffic" };

export const mode_word = (mode) => MODES[mode] ?? name(mode).toLowerCase();

// "lukeville:all" -> "Lukeville"; "laredo_wtb:truck" -> "Laredo Wtb (trucks)".
export function target_words(target) {
  if (!target) return "";
  const [where, mode] = target.split(":");
  if (/^[A-Z]{2,3}$/.test(where)) return where;
  const place = where.split(">").map(name).join(" to ");
  return mode && mode !== "all" ? `${place} (${mode_word(mode)})` : place;
}

const actor_words = (actor) => (!actor || actor === "-" ? "" : actor.split("+").join(" and "));
const of_whom = (target) => (target ? `from ${target_words(target)}` : "of all nationalities");

// What each measure says of its value; measures that are not here are said by name, target and value.
const MEASURES = {
  port_state: (e) => `${target_words(e.target)} ${e.value === 0 ? "closed" : e.value === 1 ? "open again" : "half open"}`,
  port_lanes: (e) => `${target_words(e.target)}: at most ${number(e.value)} lanes`,
  appointments_per_day: (e) => `${number(e.value)} appointments a day at ports of ${e.target}`,
  transit_enforcement: (e) =>
    e.value === 0 ? `${e.target} suspends transit enforcement` : `${e.target} enforces transit at ${round(e.value, 2)} times its base strength`,
  pathway_quota: (e) => `lawful pathway: ${number(e.value)} a month ${of_whom(e.target)}`,
  return_share: (e) => `${percent(e.value)} of those apprehended ${of_whom(e.target)} returned to Mexico`,
  remove_share: (e) => `${percent(e.value)} of those apprehended ${of_whom(e.target)} removed to their country`,
  register_share: (e) => `${percent(e.value)} of arrivals ${of_whom(e.target)} register for an appointment`,
  caravan_depart: (e) => `a caravan of ${number(e.value)} sets out from ${target_words(e.target)}`,
  caravan_offer: (e) => `buses and papers offered to the caravan at ${target_words(e.target)}; ${percent(e.value)} accept`,
  info_shock: (e) => `news ${e.value > 0 ? "raises" : "lowers"} what people ${of_whom(e.target)} believe of the risk`,
  shelter_places: (e) => `${number(e.value)} shelter places in ${target_words(e.target)}`,
  staff_pool: (e) => `${number(e.value)} officers in ${target_words(e.target)}`,
  staff_share: (e) => `${percent(e.value)} of officers for ${target_words(e.target)}`,
  detail_cap: (e) => `at most ${percent(e.value)} of the officers of ${target_words(e.target)} sent to the patrol`,
  deep_check_share: (e) => `${percent(e.value)} checked in depth: ${target_words(e.target)}`,
  checkpoint: (e) => `checkpoint ${target_words(e.target)}: ${number(e.value)} officers`,
  fee_shift: (e) => `smugglers' fees times ${round(e.value, 2)}${e.target ? ` in ${target_words(e.target)}` : ""}`,
  root_cause: (e) => `${percent(e.value)} fewer departures ${of_whom(e.target)}, reached with time`,
  demand_shift: (e) => `traffic at ${target_words(e.target)} times ${round(e.value, 2)}`,
};

const EVENTS = {
  measure: (e) => MEASURES[e.name]?.(e) ?? `${name(e.name)} ${target_words(e.target)}: ${round(e.value, 3)}`,
  meeting: (e) => `meeting${e.actor ? ` of ${actor_words(e.actor)}` : ""}`,
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

// One event as a sentence without its date; with the share of the replicates where it did not happen in all of them.
export function event_words(e) {
  const text = EVENTS[e.event]?.(e) ?? `${name(e.event)} ${target_words(e.target ?? e.name)}`;
  const often = e.share !== null && e.share < 0.995 ? ` (in ${percent(e.share)} of the replicates)` : "";
  return text.charAt(0).toUpperCase() + text.slice(1) + often;
}

// How much an event matters on a chart of the whole border; 0: not at all.
const WEIGHTS = {
  port_state: 5, transit_enforcement: 7, appointments_per_day: 5, caravan_depart: 4, caravan_offer: 2.5, info_shock: 3, pathway_quota: 2,
  return_share: 2, remove_share: 2, register_share: 1, shelter_places: 1, demand_shift: 1.5, root_cause: 4, fee_shift: 3, checkpoint: 3,
};
const KINDS = { meeting: 6, rule_fired: 8, rule_silent: 0.5, closed_by_staff: 2, reopened: 1.5, group: 0.5 };

export function event_weight(e) {
  const weight = e.event === "measure" ? (WEIGHTS[e.name] ?? 2) : (KINDS[e.event] ?? 1);
  return weight * (e.share ?? 1);
}
