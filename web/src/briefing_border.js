// The numbers of a border that a briefing opens with. The month they speak of is the one with the most published
// encounters that the run covers whole, or the most simulated ones where nothing is published; all runs use the same.
import { band, date, large, month, number, percent, round } from "./format.js";

const ALL = { component: "(all)", area: "(all)", nationality: "(all)" };
const of = (component) => ({ ...ALL, component });

// Published encounters of a component by month of the run; null where there is none.
export function published(run, component) {
  const rows = (run.observed ?? []).filter(
    (o) => o.what === "encounters" && o.component === component && is_all(o.area) && is_all(o.nationality) && o.value !== null,
  );
  const by_month = new Map(rows.map((o) => [o.month, o.value]));
  return run.months.map((m) => by_month.get(m) ?? null);
}
const is_all = (v) => !v || v === "(all)";

function published_all(run) {
  for (const word of ["all", "(all)"]) {
    const series = published(run, word);
    if (series.some((v) => v !== null)) return series;
  }
  const [at, between] = [published(run, "at_ports"), published(run, "between_ports")];
  return at.map((v, m) => (v === null || between[m] === null ? null : v + between[m]));
}

const whole_month = (run, m) => {
  const [from, to] = run.days_of_month(m);
  const days = new Date(Date.UTC(Number(run.months[m].slice(0, 4)), Number(run.months[m].slice(5)), 0)).getUTCDate();
  return to - from === days;
};

// The month of the briefing: {m, published: number or null}.
export function border_focus(report) {
  const run = report.runs[0];
  const seen = published_all(run);
  const simulated = run.series("encounter_months", ALL, "persons") ?? [];
  const from = seen.some((v, m) => v !== null && whole_month(run, m)) ? seen : simulated;
  let best = 0;
  from.forEach((v, m) => {
    if (v !== null && whole_month(run, m) && v > (from[best] ?? -1)) best = m;
  });
  return { m: best, month: run.months[best], published: seen[best] };
}

// The month in which the runs of a report differ most, for setting them side by side; the briefing's month without pairs.
export function differing_focus(report) {
  let [best, most] = [border_focus(report).m, 0];
  for (const pair of report.pairs)
    pair.series("encounter_months", ALL, "persons")?.forEach((v, m) => {
      if (Math.abs(v ?? 0) > most && whole_month(report.runs[0], m)) [best, most] = [m, Math.abs(v)];
    });
  return { m: best, month: report.runs[0].months[best], published: published_all(report.runs[0])[best], beside: true };
}

export function border_numbers(run, focus) {
  return [encounters(run, focus), at_ports(run, focus), on_the_way(run, focus), wait(run, focus), focus.beside ? goods_of_month(run, focus) : goods(run)].filter(Boolean);
}

const likely = (low, high, write = round) => (low === null || low === undefined || high === null || high === undefined ? null : `likely ${band(low, high, write)}`);

function encounters(run, { m, month: name, published: seen }) {
  const { low, mid, high } = run.bands("encounter_months", ALL, "persons");
  if (!mid) return null;
  const off = seen ? mid[m] / seen - 1 : null;
  return {
    label: `People met at the border in ${month(name)}`,
    value: round(mid[m]),
    band: likely(low?.[m], high?.[m]),
    beside: seen ? `Published: ${number(seen)}. The simulation is ${percent(Math.abs(off), { digits: 1 })} ${off < 0 ? "too low" : "too high"}.` : "No published figure to set beside.",
  };
}

function at_ports(run, { m, month: name }) {
  const ports = run.series("encounter_months", of("at_ports"), "persons");
  const all = run.series("encounter_months", ALL, "persons");
  if (!ports || !all?.[m]) return null;
  const seen = published(run, "at_ports")[m];
  const seen_all = published_all(run)[m];
  return {
    label: `Share met at ports of entry in ${month(name)}`,
    value: percent(ports[m] / all[m]),
    band: `${round(ports[m])} of ${round(all[m])}`,
    beside: seen && seen_all ? `Published: ${percent(seen / seen_all)}.` : null,
  };
}

// Means over the days of the month, of medians.
const mean_of_month = (run, series, m) => {
  if (!series) return null;
  const [from, to] = run.days_of_month(m);
  const days = series.slice(from, to).filter((v) => v !== null && v !== undefined);
  return days.length ? days.reduce((t, v) => t + v, 0) / days.length : null;
};

function on_the_way(run, { m, month: name }) {
  const of_status = (status) => mean_of_month(run, run.series("people_days", { status }, "persons"), m);
  const moving = of_status("moving");
  if (moving === null) return null;
  const waiting = (of_status("registered") ?? 0) + (of_status("waiting_south") ?? 0);
  return {
    label: `People on the way, a usual day of ${month(name)}`,
    value: round(moving, 3),
    beside: waiting > 0 ? `and ${round(waiting, 3)} waiting on the southern side, most of them for an appointment.` : null,
  };
}

// Days on the list for an appointment; without a list, the longest mean wait of vehicles at a crossing.
function wait(run, { m, month: name }) {
  const days = mean_of_month(run, run.has("list_days") ? run.series("list_days", {}, "wait") : null, m);
  if (days !== null && days > 0) {
    const offered = mean_of_month(run, run.series("list_days", {}, "offered"), m);
    const listed = mean_of_month(run, run.series("list_days", {}, "registered"), m);
    return {
      label: `Wait for an appointment in ${month(name)}`,
      value: number(days),
      unit: "days",
      beside: `${round(listed, 3)} on the list, ${number(offered)} appointments a day.`,
    };
  }
  const worst = longest_wait(run, m);
  return worst && { label: `Longest mean wait at a crossing in ${month(name)}`, value: number(worst.minutes), unit: "minutes", beside: `${worst.mode} at ${worst.crossing}` };
}

function longest_wait(run, m) {
  let worst = null;
  for (const key of run.has("port_months") ? run.keys("port_months") : []) {
    const minutes = run.series("port_months", key, "wait_mean")?.[m];
    if (minutes > (worst?.minutes ?? 0)) worst = { ...key, minutes };
  }
  return worst;
}

// Goods that wait in queues or stay away until a crossing opens again: the worst day of the period.
function goods(run) {
  const total = goods_held(run);
  if (!total) return null;
  const worst = total.reduce((best, v, d) => (v > total[best] ? d : best), 0);
  if (!total[worst]) return null;
  return {
    label: "Goods held up at crossings on the worst day",
    ...dollars(total[worst]),
    beside: `${date(run.date_at(worst))}; on a usual day $ ${large(median(total))}.`,
  };
}

function goods_held(run) {
  if (!run.has("trade_days")) return null;
  const total = new Array(run.days).fill(0);
  for (const key of run.keys("trade_days")) run.series("trade_days", key, "held_value")?.forEach((v, d) => (total[d] += v ?? 0));
  return total;
}

function goods_of_month(run, { m, month: name }) {
  const held = mean_of_month(run, goods_held(run), m);
  return held && { label: `Goods held up on a usual day of ${month(name)}`, ...dollars(held) };
}

// "$ 274" and "million" apart, so that the number can be large.
function dollars(value) {
  const [figure, ...word] = `$\u00a0${large(value)}`.split(" ");
  return { value: figure, unit: word.join(" ") };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
