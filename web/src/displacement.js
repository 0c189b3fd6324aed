// Displacement: camps beside their registers, how many are displaced, arrived and on the road. Leaves the scores to scores.js.
import { chart, compare_control, multiples } from "./charts.js";
import { h } from "./dom.js";
import { name, percent } from "./format.js";
import { axis_of, line_of, lines_of, runs_shown, sum } from "./series.js";

export const displacement = {
  id: "camps",
  title: "Camps and people on the move",
  short: "Camps",
  lead: "Persons at the end of each day. The band holds nine of ten replicates; registered counts are drawn between the days on which they were taken.",
  when: (report) => report.runs.some((r) => r.kind === "displacement"),
  make(root, report, ctx) {
    const is_comparable = report.runs.some((run, i) => i && is_same_case(report.runs[0], run));
    root.append(...[is_comparable ? compare_control(report, ctx) : null].filter(Boolean), by_run(report, ctx, (run) => parts(report, ctx, run)));
  },
};

// Runs may be of different cases with other places: each has its own charts, made when it is first shown.
function by_run(report, ctx, make) {
  const made = new Map();
  const place = h("div", {});
  const show = (state) => {
    const [run] = runs_shown(report, state);
    if (!made.has(run)) {
      made.set(run, h("div", {}, run.kind === "displacement" ? make(run) : null));
      place.append(made.get(run));
    }
    for (const [other, element] of made) element.hidden = other !== run;
  };
  ctx.store.on("run", show);
  show(ctx.store.get());
  return place;
}

function parts(report, ctx, run) {
  const last = run.days - 1;
  const registered = run.has("registered") ? run.values_of("registered", "place") : [];
  const persons = (place) => run.series("places", { place }, "persons") ?? [];
  const by_size = (a, b) => sum(persons(b)) - sum(persons(a));
  const camps = registered.sort(by_size);
  const others = run.values_of("places", "place").filter((p) => !camps.includes(p) && Math.max(...persons(p)) > 0).sort((a, b) => persons(b)[last] - persons(a)[last]);
  return [totals(report, ctx, run, camps), ...camps_part(report, ctx, run, camps), ...others_part(report, ctx, run, others)];
}

const is_same_case = (run, other) => run.values_of("places", "place").join() === other.values_of("places", "place").join();

// Lines of a series for the run and, where it is of the same case, for the one beside it.
function lines(report, state, run, table, labels, column) {
  const shown = runs_shown(report, state);
  if (shown[0] !== run) return [line_of(run, run, "date", table, labels, column)].filter(Boolean);
  const found = lines_of(report, state, "date", table, labels, column);
  return found.filter((l) => l.run === run || is_same_case(run, l.run));
}

const registered_line = (run, place) => {
  const mid = run.series("registered", { place }, "persons");
  return mid ? [{ label: "registered", colour: "--observed", dash: [4, 3], mid }] : [];
};

function totals(report, ctx, run, camps) {
  const of = (title, quantity, more) => (state) => {
    const found = lines(report, state, run, "totals", { quantity }, "value");
    return found.length ? { title, unit: "persons", time: "date", x: axis_of(run, "date"), lines: found, height: 200, ...more } : null;
  };
  const all_registered = camps.length ? axis_of(run, "date").map((_, d) => sum(camps.map((place) => run.series("registered", { place }, "persons")?.[d]))) : null;
  const beside = (make) => (state) => {
    const spec = make(state);
    if (spec && all_registered) spec.lines.push({ label: "registered, all camps", colour: "--observed", dash: [4, 3], mid: all_registered });
    return spec;
  };
  return h(
    "div",
    { class: "pair-of-charts" },
    chart(ctx, beside(of("In camps", "in_camps", { marks: run.events }))),
    chart(ctx, of("Ever displaced", "displaced")),
    chart(ctx, of("On the road", "travelling")),
    chart(ctx, of("In towns on the way", "elsewhere")),
  );
}

function camps_part(report, ctx, run, camps) {
  if (!camps.length) return [];
  const makes = camps.map((place) => (state) => {
    const found = lines(report, state, run, "places", { place }, "persons");
    return found.length ? { title: place_label(run, place), unit: "persons", time: "date", x: axis_of(run, "date"), lines: [...found, ...registered_line(run, place)], note: error_words(run, place), small: true, height: 150 } : null;
  });
  return [h("h3", {}, "Camps beside their registers"), h("p", { class: "note" }, "Each small chart has its own scale. Error: averaged relative difference of the camp, beside the best naive forecast of it."), multiples(ctx, makes, { first: 12, what: "camps" })];
}

export const place_label = (run, place) => run.places.find((p) => p.name === place)?.label || name(place);

function error_words(run, place) {
  const of = (forecast) => run.scores.find((x) => x.scope === place && x.measure === "ard" && x.forecast === forecast)?.value;
  const made = of("simulated");
  if (made === null || made === undefined) return null;
  const naive = ["shares_30_days", "shares_capacity"].map(of).filter((v) => v !== null && v !== undefined);
  return `Error ${percent(made, { digits: 1 })}${naive.length ? `; naive ${percent(Math.min(...naive), { digits: 1 })}` : ""}`;
}

function others_part(report, ctx, run, others) {
  if (!others.length) return [];
  const makes = others.map((place) => (state) => {
    const found = lines(report, state, run, "places", { place }, "persons");
    return found.length ? { title: place_label(run, place), unit: "persons", time: "date", x: axis_of(run, "date"), lines: found, small: true } : null;
  });
  return [h("h3", {}, "Other places"), h("p", { class: "note" }, "Those with most people at the end first. Each small chart has its own scale."), multiples(ctx, makes, { first: 8, what: "places" })];
}
