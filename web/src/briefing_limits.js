// What is not known: how many figures are assumed or recalled, where a naive forecast is better, what the bands leave out.
import { h } from "./dom.js";
import { number, percent } from "./format.js";

const FORECASTS = {
  last_month: "the month before carried forward",
  last_published: "the last published figure carried forward",
  shares_30_days: "the camps' shares of 30 days earlier",
  shares_capacity: "sharing by the room of the camps",
};
const MEASURES = { wape: "mean error", ard: "error over all camps" };

export function limits(report) {
  const run = report.runs[0];
  const said = [...quality(run), ...worse(run), inside(run), chance(run), ledgers(run), never(run)].filter(Boolean);
  return [h("h3", {}, "What is not known"), h("ul", { class: "limits" }, said.map((s) => h("li", {}, s)))];
}

// How sure the inputs are: rows of the files by their word of quality, published counts aside; then the model's parameters.
function quality(run) {
  const rows = (run.qualities ?? []).filter((q) => !["figures.csv", "parameters.csv"].includes(q.file));
  const sum = (list) => list.reduce((n, q) => n + q.rows, 0);
  const of = (...words) => sum(rows.filter((q) => words.includes(q.quality)));
  const files = [...new Set(rows.map((q) => q.file))].filter((f) => rows.filter((q) => q.file === f).every((q) => q.quality === "assumed"));
  const parameters = (run.parameters ?? []).filter((p) => p.quality);
  const assumed = parameters.filter((p) => p.quality === "assumed").length;
  return [
    rows.length && `Of ${number(sum(rows))} rows of input that say how sure they are, ${number(of("assumed"))} are assumed and ${number(of("recalled"))} recalled without a source: ${percent(of("assumed", "recalled") / sum(rows))}.` +
      (files.length ? ` Assumed throughout: ${files.join(", ")}.` : ""),
    assumed && `Of the ${number(parameters.length)} parameters of the model ${number(assumed)} are assumed.`,
  ];
}

// Scores of whole scopes ("between ports, by sector", not one sector), in months that the parameters were not fitted to
// where there are such months.
function whole_scores(run, measures) {
  const list = (run.scores ?? []).filter((s) => measures.includes(s.measure) && s.value !== null && !s.scope.includes(": "));
  const whole = list.filter((s) => s.measure !== "ard" || s.scope === "(all)");
  const held_out = whole.filter((s) => /held/.test(s.period));
  return held_out.length ? held_out : whole;
}

// Where a forecast that needs no model is nearer to what was published.
function worse(run) {
  const groups = new Map();
  for (const s of whole_scores(run, Object.keys(MEASURES))) {
    const key = [s.scope, s.period, s.measure].join("|");
    groups.set(key, { ...(groups.get(key) ?? { scope: s.scope, period: s.period, measure: s.measure }), [s.forecast]: s.value });
  }
  const judged = [...groups.values()].map((g) => ({ ...g, naive: Object.keys(FORECASTS).filter((f) => f in g) })).filter((g) => "simulated" in g && g.naive.length);
  if (!judged.length) return ["No published figures are set beside the simulated ones, so nothing is known of its error."];
  const lost = judged.filter((g) => g.naive.some((f) => g[f] < g.simulated));
  const period = /held/.test(judged[0].period) ? " (in months that nothing was fitted to)" : "";
  if (!lost.length) return [`In ${judged.length === 1 ? "the one comparison" : `all ${number(judged.length)} comparisons`}${period} the simulation is nearer to the published figures than a naive forecast.`];
  const count = judged.length === 1 ? "A naive forecast" : `In ${number(lost.length)} of ${number(judged.length)} comparisons${period} a naive forecast`;
  const shown = lost.slice(0, 4).map(say_lost);
  return [`${count} is nearer to the published figures than the simulation: ${shown.join("; ")}${lost.length > 4 ? `; and ${lost.length - 4} more below` : ""}.`];
}

function say_lost(g) {
  const best = g.naive.reduce((a, b) => (g[b] < g[a] ? b : a));
  const where = g.scope === "(all)" ? MEASURES[g.measure] : g.scope;
  return `${where} off by ${percent(g.simulated)}, ${FORECASTS[best]} by ${percent(g[best], { digits: g[best] < 0.01 ? 1 : 0 })}`;
}

// How many published totals lie inside the bands: few, when chance is the smaller part of the error.
function inside(run) {
  const shares = whole_scores(run, ["inside"]).filter((s) => /^(all encounters|at ports|between ports)$/.test(s.scope));
  if (!shares.length || run.replicates < 2) return null;
  const said = shares.map((s) => `${percent(s.value)} for ${s.scope}`);
  return `Published totals that lie inside the band of the simulation: ${said.join(", ")}. ${shares.some((s) => s.value < 0.8) ? "The bands are far too narrow to be read as the error." : ""}`;
}

const chance = (run) =>
  run.replicates > 1
    ? "The bands show chance alone. They leave out what the model does not know: wrong parameters, wrong assumptions, people whom nobody counts."
    : "One run shows no band at all.";

function ledgers(run) {
  const list = run.ledger ?? [];
  if (!list.length) return null;
  const open = list.filter((l) => l.largest > 0);
  const checks = list.reduce((t, l) => t + l.checks, 0);
  return open.length
    ? `Sums that should close do not: ${open.map((l) => `${l.ledger} (by ${l.largest} ${l.unit})`).join(", ")}.`
    : `Nobody is lost or counted twice: ${number(checks)} sums were checked and all close.`;
}

const never = () => "The numbers are of crowds, from published totals. They say nothing about any single person and must not be used for decisions about one.";
