// The scenario's own files as the reader's changes need them: crossings, offices, governments, measures, rules.
// What the reader changes is changes.js.
import { read_csv } from "./csv.js";

// "2023-12-04T00" is "2023-12-04".
export const moment = (text) => String(text ?? "").replace(/T00$/, "");
export const measure_key = (m) => [moment(m.date), m.measure, m.target].join("|");

// Rows of a variant on top of those of the base: what has the same key replaces.
function on_top(base, variant, key) {
  const replaced = new Set(variant.map(key));
  return [...base.filter((row) => !replaced.has(key(row))), ...variant];
}

// `variant` is that of the first run, whose inputs and states the report carries; null: the base.
export function read_scenario(inputs, variant) {
  const of_base = (file) => read_csv(inputs[file]);
  const of_variant = (file) => (variant ? read_csv(inputs[`variants/${variant}/${file}`]) : []);
  const places = of_base("locations.csv");
  const governments = of_base("governments.csv").filter((g) => !g.agency);
  const by_time = (a, b) => (moment(a.date) < moment(b.date) ? -1 : moment(a.date) > moment(b.date) ? 1 : 0);
  return {
    variant,
    places,
    governments,
    ports: of_base("ports.csv"),
    groups: of_base("groups.csv"),
    links: of_base("routes.csv").map((r) => ({ target: `${r.name1}>${r.name2}`, from: r.name1, to: r.name2, officers: Number(r.checkpoint) || 0 })),
    measures: on_top(of_base("measures.csv"), of_variant("measures.csv"), measure_key).sort(by_time),
    rules: on_top(of_base("rules.csv"), of_variant("rules.csv"), (r) => r.rule),
    parameters: [...of_base("parameters.csv"), ...of_variant("parameters.csv")],
    variant_files: { measures: of_variant("measures.csv"), rules: of_variant("rules.csv"), parameters: of_variant("parameters.csv") },
    government_of_place(name) {
      const country = places.find((p) => p.name === name)?.country ?? "";
      return governments.find((g) => g.countries.split(";").includes(country))?.government ?? "-";
    },
  };
}

// What a number of measures.csv is on a day by the rows alone; null where no row says. Numbers by address come after.
export function value_at(scenario, measure, target, date) {
  let found = null;
  for (const m of scenario.measures) {
    if (m.measure !== measure || m.target !== target || moment(m.date) > date) continue;
    if (m.until && moment(m.until) <= date) continue;
    found = parameter_of(scenario, m) ?? m.value;
  }
  return found;
}

export const address_of = (m) => `measures.${m.measure}[${m.target}@${moment(m.date)}]`;
function parameter_of(scenario, m) {
  return scenario.parameters.findLast((p) => p.parameter === address_of(m))?.value ?? null;
}
