// People at a border: encounters by month and day beside the published figures, where people are, repeated tries, lists,
// custody, shelter, caravans. Leaves the ports to ports.js and differences between runs to differences.js.
import { chart, compare_control, multiples } from "./charts.js";
import { h } from "./dom.js";
import { name } from "./format.js";
import { axis_of, events_shown, line_of, lines_of, published, runs_shown, sum } from "./series.js";

const ALL = "(all)";
const OBSERVED = "published";

// A chart description of one series of one table; null where the run shown has no such series.
export function spec_of(report, state, { title, time, table, labels, column, unit, ...more }) {
  const [main] = runs_shown(report, state);
  if (!main.has(table)) return null;
  const lines = lines_of(report, state, time, table, labels, column);
  if (!lines.length || lines[0].run !== main) return null;
  return { title, unit: unit ?? report.unit(table, column), time, x: axis_of(main, time), lines, ...more };
}

export const people = {
  id: "people",
  title: "People and encounters",
  short: "People",
  lead: "Encounters are events, not persons: who tries again is met again. Points are published figures; the line is the middle of the replicates, the band holds nine of ten.",
  when: (report) => report.runs.some((r) => r.has("encounters") || r.has("encounter_months")),
  make(root, report, ctx) {
    const parts = [months, days, areas, nationalities, places_of_people, tries, lists, custody, shelter, caravans];
    root.append(...[compare_control(report, ctx), ...parts.flatMap((part) => part(report, ctx) ?? [])].filter(Boolean));
  },
};

function month_spec(report, state, component, area, nationality, more) {
  const [main] = runs_shown(report, state);
  const spec = spec_of(report, state, {
    time: "month", table: "encounter_months", labels: { component, area, nationality }, column: "persons", unit: "a month", ...more,
  });
  const seen = published(main, { what: "encounters", component, area, nationality });
  if (spec && seen) spec.points = { label: OBSERVED, values: seen };
  return spec;
}

const COMPONENTS = { [ALL]: "All encounters", between_ports: "Between ports of entry", at_ports: "At ports of entry" };

function months(report, ctx) {
  return [
    h("h3", {}, "By month"),
    chart(ctx, (state) => month_spec(report, state, ALL, ALL, ALL, { title: COMPONENTS[ALL], unit: "encounters a month", marks: events_shown(report, state) })),
    h(
      "div",
      { class: "pair-of-charts" },
      ["between_ports", "at_ports"].map((component) =>
        chart(ctx, (state) => month_spec(report, state, component, ALL, ALL, { title: COMPONENTS[component], unit: "encounters a month", height: 220 })),
      ),
    ),
  ];
}

function days(report, ctx) {
  if (!report.runs[0].has("encounters")) return null;
  const day_spec = (state, component, more) =>
    spec_of(report, state, {
      title: COMPONENTS[component], time: "date", table: "encounters", labels: { component }, column: "persons", unit: "encounters a day", ...more,
    });
  return [
    h("h3", {}, "Day by day"),
    chart(ctx, (state) => day_spec(state, "between_ports", { marks: events_shown(report, state) })),
    chart(ctx, (state) => day_spec(state, "at_ports", { height: 190 })),
  ];
}

// Areas or nationalities of a component with the largest first, by the medians of the first run.
function largest(run, component, label) {
  const size = (value) => sum(run.series("encounter_months", { component, [label]: value }, "persons"));
  const values = [...new Set(run.keys("encounter_months").filter((k) => k.component === component).map((k) => k[label]))];
  return values.filter((v) => v !== ALL).map((v) => [v, size(v)]).sort((a, b) => b[1] - a[1]).map(([v]) => v);
}

function areas(report, ctx) {
  const first = report.runs[0];
  return [["between_ports", "Between ports, by sector"], ["at_ports", "At ports, by field office"]].flatMap(([component, title]) => {
    const found = largest(first, component, "area");
    if (!found.length) return [];
    const makes = found.map((area) => (state) => month_spec(report, state, component, area, ALL, { title: name(area), small: true }));
    return [h("h3", {}, title), small_note(), multiples(ctx, makes, { first: 12, what: "areas" })];
  });
}

const small_note = () => h("p", { class: "note" }, "Encounters a month; points are published. Each small chart has its own scale.");

function nationalities(report, ctx) {
  const found = largest(report.runs[0], ALL, "nationality");
  if (!found.length) return null;
  const makes = (component) => found.map((n) => (state) => {
    return month_spec(report, state, component, ALL, n, { title: name(n), small: true });
  });
  return ["between_ports", "at_ports"].flatMap((component) => [
    h("h3", {}, `${COMPONENTS[component]}, by nationality`),
    small_note(),
    multiples(ctx, makes(component), { first: 8, what: "nationalities" }),
  ]);
}

const NOW = {
  moving: "on the way", in_group: "in caravans", delayed: "held up on the way", waiting_south: "waiting south of the border",
  waiting_north: "in border cities of the north", registered: "on the list for an appointment", between_tries: "between two tries",
  in_custody: "in custody",
};
const EVER = { admitted: "admitted at ports", released: "released after custody", undetected: "undetected", removed: "removed", gave_up: "gave up" };

// Small charts, because a stack hides all but its lowest layer. `people_days` has medians only.
function places_of_people(report, ctx) {
  if (!report.runs[0].has("people_days")) return null;
  const makes = (words) => Object.entries(words)
    .filter(([status]) => report.runs.some((r) => sum(r.series("people_days", { status }, "persons")) > 0))
    .map(([status, title]) => (state) =>
      spec_of(report, state, { title: title.charAt(0).toUpperCase() + title.slice(1), time: "date", table: "people_days", labels: { status }, column: "persons", small: true, height: 140 }));
  return [
    h("h3", {}, "Where people are"),
    h("p", { class: "note" }, "Persons at the end of each day. Each small chart has its own scale."),
    multiples(ctx, makes(NOW), { first: 8, what: "groups" }),
    h("h3", {}, "What has become of people"),
    h("p", { class: "note" }, "Persons since the start of the simulation, added up."),
    multiples(ctx, makes(EVER), { first: 8, what: "groups" }),
  ];
}

function tries(report, ctx) {
  if (!report.runs[0].has("repeats")) return null;
  const quantity = (state, q, label, colour) => {
    const [main] = runs_shown(report, state);
    const line = line_of(main, main, "month", "repeats", { quantity: q }, "persons");
    return line && { ...line, label, colour };
  };
  const both = (state) => {
    const [main] = runs_shown(report, state);
    const lines = [["encounters", "encounters (events)", "--c1"], ["unique_persons", "persons met for the first time", "--c5"], ["attempts", "tries", "--c7"]]
      .map(([q, label, colour]) => quantity(state, q, label, colour)).filter(Boolean);
    return lines.length ? { title: `Tries, encounters and persons: ${main.label}`, unit: "a month, between ports", time: "month", x: main.months, lines, height: 220 } : null;
  };
  const by_try = (state) => spec_try(report, state);
  return [h("h3", {}, "Repeated tries between ports"), h("div", { class: "pair-of-charts" }, chart(ctx, both), chart(ctx, by_try))];
}

// Share of encounters that are not the first try: from the medians of try_1 and of all encounters.
function spec_try(report, state) {
  const [main, ...others] = runs_shown(report, state);
  const lines = [main, ...others].flatMap((run) => {
    const line = (q) => line_of(main, run, "month", "repeats", { quantity: q }, "persons");
    const [all, first] = [line("encounters"), line("try_1")];
    if (!all || !first) return [];
    return { label: run.label, colour: first.colour, mid: all.mid.map((v, m) => (v && first.mid[m] !== null ? 100 * (1 - first.mid[m] / v) : null)) };
  });
  return lines.length ? { title: "Encounters that are a second or later try", unit: "% of encounters, from the medians", time: "month", x: main.months, lines, digits: 1, height: 220 } : null;
}

function lists(report, ctx) {
  if (!report.runs[0].has("list_days")) return null;
  const list = (column, title, unit, more) => (state) =>
    spec_of(report, state, { title, unit, time: "date", table: "list_days", labels: {}, column, height: 190, ...more });
  const use = (state) => {
    const [main] = runs_shown(report, state);
    const line = (column, label, colour) => {
      const found = line_of(main, main, "date", "list_days", {}, column);
      return found && { ...found, label, colour, steps: true };
    };
    const lines = [line("offered", "offered", "--c7"), line("used", "kept", "--c3"), line("no_show", "not kept", "--c2"), line("unfilled", "taken by nobody", "--c4")].filter(Boolean);
    return lines.length ? { title: `Appointments: ${main.label}`, unit: "a day", time: "date", x: axis_of(main, "date"), lines, height: 190 } : null;
  };
  return [
    h("h3", {}, "Appointments and courts"),
    h(
      "div",
      { class: "pair-of-charts" },
      chart(ctx, use),
      chart(ctx, list("registered", "On the waiting list", "persons")),
      chart(ctx, list("wait", "Time on the list of those served that day", "days", { digits: 1 })),
      chart(ctx, list("court_cases", "Open cases in immigration courts", "cases", { zero: false, note: "The axis does not begin at 0." })),
    ),
  ];
}

function custody(report, ctx) {
  if (!report.runs[0].has("custody_days")) return null;
  const sectors = report.runs[0].values_of("custody_days", "sector");
  const size = (s) => sum(report.runs[0].series("custody_days", { sector: s }, "in_custody"));
  const makes = sectors.sort((a, b) => size(b) - size(a)).map((sector) => (state) => {
    const spec = spec_of(report, state, { title: name(sector), time: "date", table: "custody_days", labels: { sector }, column: "in_custody", small: true, height: 140 });
    const [main] = runs_shown(report, state);
    const places = spec && main.series("custody_days", { sector }, "places");
    if (places) spec.lines.push({ label: "places", colour: "--c7", dash: [4, 3], mid: places });
    return spec;
  });
  return [
    h("h3", {}, "In custody, by sector"),
    h("p", { class: "note" }, "Persons held at the end of each day; the dashed line is the number of places. Each small chart has its own scale."),
    multiples(ctx, makes, { first: 12, what: "sectors" }),
  ];
}

function shelter(report, ctx) {
  if (!report.runs[0].has("shelter_days")) return null;
  const shown = [["sheltered", "In shelters of the north"], ["unsheltered", "Without a place in a shelter"]];
  return [
    h("h3", {}, "Shelter"),
    h(
      "div",
      { class: "pair-of-charts" },
      shown.map(([column, title]) => chart(ctx, (state) => spec_of(report, state, { title, time: "date", table: "shelter_days", labels: {}, column, height: 190 }))),
    ),
  ];
}

// A caravan exists on few days; its chart shows those only, with what reporters would say of it as the dashed line.
function caravans(report, ctx) {
  const groups = report.runs[0].has("group_days") ? report.runs[0].values_of("group_days", "group") : [];
  if (!groups.length) return null;
  const makes = groups.map((group) => (state) => caravan_spec(report, state, group)).filter((make) => make(ctx.store.get()));
  if (!makes.length) return null;
  return [
    h("h3", {}, "Caravans"),
    h("p", { class: "note" }, "Members at the end of each day, and the size that reporters would give."),
    h("div", { class: "pair-of-charts" }, makes.map((make) => chart(ctx, make))),
  ];
}

function caravan_spec(report, state, group) {
  const [main] = runs_shown(report, state);
  const members = main.bands("group_days", { group }, "members");
  if (!members.mid) return null;
  const is_there = (v) => v !== null && v !== undefined;
  const first = members.mid.findIndex(is_there);
  const last = members.mid.findLastIndex(is_there);
  if (first < 0) return null;
  const cut = (values) => values?.slice(first, last + 1);
  const reported = main.series("group_days", { group }, "reported");
  const lines = [{ label: "members", colour: "--c4", low: cut(members.low), mid: cut(members.mid), high: cut(members.high) }];
  if (reported) lines.push({ label: "reported", colour: "--c7", dash: [4, 3], mid: cut(reported) });
  return { title: name(group), unit: `persons; ${main.label}`, time: "date", x: cut(axis_of(main, "date")), lines, height: 190 };
}

