// The numbers of a displacement that a briefing opens with: the displaced, the camps beside their registers, the largest
// camp, the error beside that of naive forecasts, and who is still on the road.
import { band, date, name, number, percent, round } from "./format.js";

const last = (series) => series?.[series.length - 1] ?? null;
const likely = (low, high) => (low === null || high === null || round(low) === round(high) ? null : `likely ${band(low, high, round)}`);

export function displacement_numbers(run) {
  return [displaced(run), in_camps(run), largest(run), error(run), on_the_road(run)].filter(Boolean);
}

const total = (run, quantity) => run.bands("totals", { quantity }, "value");

function displaced(run) {
  const { low, mid, high } = total(run, "displaced");
  return mid && { label: `People displaced by ${date(run.date_at(run.days - 1))}`, value: round(last(mid)), band: likely(last(low), last(high)) };
}

// The last day on which every registered camp has a count, and the sum of the counts.
function registered_then(run) {
  const camps = run.has("registered") ? run.values_of("registered", "place") : [];
  const series = camps.map((place) => run.series("registered", { place }, "persons"));
  for (let d = run.days - 1; d >= 0 && camps.length; d--)
    if (series.every((s) => s?.[d] !== null && s?.[d] !== undefined)) return { day: d, camps, persons: series.reduce((t, s) => t + s[d], 0), series };
  return null;
}

function in_camps(run) {
  const then = registered_then(run);
  const { low, mid, high } = total(run, "in_camps");
  if (!mid) return null;
  const day = then?.day ?? run.days - 1;
  const off = then ? mid[day] / then.persons - 1 : null;
  return {
    label: `In camps on ${date(run.date_at(day))}`,
    value: round(mid[day]),
    band: likely(low?.[day] ?? null, high?.[day] ?? null),
    beside: then ? `Registered: ${number(then.persons)}; the simulation is ${percent(Math.abs(off), { digits: 1 })} ${off < 0 ? "lower" : "higher"}.` : "No registered counts to set beside.",
  };
}

function largest(run) {
  const then = registered_then(run);
  const day = then?.day ?? run.days - 1;
  const camps = run.places.filter((p) => /camp/.test(p.kind)).map((p) => ({ p, bands: run.bands("places", { place: p.name }, "persons") }));
  camps.sort((a, b) => (b.bands.mid?.[day] ?? 0) - (a.bands.mid?.[day] ?? 0));
  const top = camps[0];
  if (!top?.bands.mid) return null;
  const seen = then ? (run.series("registered", { place: top.p.name }, "persons")?.[day] ?? null) : null;
  const full = top.p.capacity > 0 ? `${percent(top.bands.mid[day] / top.p.capacity)} of its room. ` : "";
  return {
    label: `In ${name(top.p.name)}, the largest camp`,
    value: round(top.bands.mid[day]),
    band: likely(top.bands.low?.[day] ?? null, top.bands.high?.[day] ?? null),
    beside: full + (seen !== null ? `Registered: ${number(seen)}.` : ""),
  };
}

const NAIVE = {
  shares_30_days: "the shares of 30 days earlier",
  shares_capacity: "sharing by the room of the camps",
  last_month: "the month before",
};

// The error summed over the camps, beside the better of the naive forecasts that know the registered total.
function error(run) {
  const of_all = (run.scores ?? []).filter((s) => s.measure === "ard" && (s.scope === "(all)" || s.scope === "all camps"));
  const ours = of_all.find((s) => s.forecast === "simulated");
  if (!ours) return null;
  const naive = of_all.filter((s) => NAIVE[s.forecast]).sort((a, b) => a.value - b.value)[0];
  const worse = naive && naive.value < ours.value;
  return {
    label: "Error over all camps, mean of all days",
    value: percent(ours.value),
    band: "of the registered",
    beside: naive ? `A naive forecast (${NAIVE[naive.forecast]}) is off by ${percent(naive.value)}: ${worse ? "the simulation is worse" : "the simulation is better"}.` : null,
  };
}

function on_the_road(run) {
  const { low, mid, high } = total(run, "travelling");
  if (!mid) return null;
  const most = mid.reduce((best, v, d) => (v > mid[best] ? d : best), 0);
  return {
    label: "On the road at the end",
    value: round(last(mid), 3),
    band: likely(last(low), last(high)),
    beside: `Most on ${date(run.date_at(most))}: ${round(mid[most], 3)}.`,
  };
}
