// What the reader of the page changes becomes rows of measures.csv, rules.csv and parameters.csv. Called by test_changes.sh.
// Usage: node changes.mjs SCENARIO VARIANT      writes the variant `what_if` into the scenario's folder
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fault_of, rows_of, variant_files } from "../../web/src/changes.js";
import { read_csv, write_csv } from "../../web/src/csv.js";
import { read_scenario, value_at } from "../../web/src/scenario.js";
import { across, mean, quantile, read_table, series_of } from "../../web/src/tables.js";

const [folder, variant] = process.argv.slice(2);

// CSV: quotes, commas and lines inside cells come back as they were.
const odd = [{ a: 'he said "no", twice', b: "two\nlines" }, { a: "", b: "plain" }];
assert.deepEqual(read_csv(write_csv(["a", "b"], odd)), odd);
assert.deepEqual(read_csv("#a,b\n1,2\n# a comment, with a comma\n3,4\n"), [{ a: "1", b: "2" }, { a: "3", b: "4" }]);
assert.deepEqual(read_csv(undefined), []);

// Quantiles of type 7: the values of R's quantile(c(7, 1, 4, 10), c(.05, .5, .95)).
const close_to = (a, b) => assert.ok(Math.abs(a - b) < 1e-12, `${a} is not ${b}`);
[[0.05, 1.45], [0.5, 5.5], [0.95, 9.55]].forEach(([p, q]) => close_to(quantile([7, 1, 4, 10], p), q));
assert.equal(quantile([], 0.5), null);
assert.equal(mean([null, 2, 4]), 3);

// Tables: rows of other labels are left out, blanks are null, replicates stay apart.
const table = read_table("list_days", "day,date,kind,replicate,wait\n1,2023-01-01,x,1,5\n1,2023-01-01,x,2,7\n1,2023-01-01,y,1,100\n2,2023-01-02,x,1,\n2,2023-01-02,x,2,9\n", { kind: "x" });
assert.deepEqual(series_of(table, { kind: "x" }, "wait"), [[5, null], [7, 9]]);
assert.deepEqual(across(series_of(table, { kind: "x" }, "wait"), 0.5), [6, 9]);

function inputs_of(path, inside = "") {
  return readdirSync(path).reduce((files, name) => {
    const [at, called] = [`${path}/${name}`, inside + name];
    return Object.assign(files, statSync(at).isDirectory() ? inputs_of(at, `${called}/`) : { [called]: readFileSync(at, "utf8") });
  }, {});
}
const inputs = inputs_of(folder);
const scenario = read_scenario(inputs, variant);
const base = read_scenario(inputs, null);
const change = (measure, target, value, from, until = "", actor = "USA") => ({ kind: "measure", measure, target, value, from, until, actor });
const brief = (rows) => rows.map((r) => [r.date, r.target, r.value, r.until].join(" "));

// The scenario closes this bridge on 27 November at 15: open until mid-December means open, and closed from then on.
const bridge = change("port_state", "ep_bridge_1:car", "open", "2023-11-20", "2023-12-15");
assert.deepEqual(brief(rows_of(bridge, base)), [
  "2023-11-20 ep_bridge_1:car open 2023-12-15",
  "2023-11-27T15 ep_bridge_1:car open 2023-12-15",
  "2023-12-15 ep_bridge_1:car closed ",
]);
// A mode of what the scenario closes whole: only this mode stays open.
assert.deepEqual(brief(rows_of(change("port_state", "lukeville:pedestrian", "open", "2023-12-01"), base)), [
  "2023-12-01 lukeville:pedestrian open ",
  "2023-12-04 lukeville:pedestrian open ",
]);
// What happens on a day does not hold.
assert.equal(rows_of(change("caravan_depart", "tapachula", 20000, "2023-12-24", "", "-"), base).length, 1);
assert.equal(value_at(base, "transit_enforcement", "MEX", "2023-12-10"), "0");
assert.match(fault_of(bridge, "2023-12-01", "2024-03-01"), /before the saved state/);
assert.match(fault_of({ ...bridge, until: "2023-11-01" }, "2023-11-01", "2024-03-01"), /ends before/);
assert.equal(fault_of(bridge, "2023-11-01", "2024-03-01"), null);

// A variant sets a number by address after its row: what the reader says counts, and the variant's other rows stay.
const files = variant_files([bridge, change("transit_enforcement", "MEX", 2, "2023-12-28", "", "MEX")], scenario);
const row = read_csv(files["measures.csv"]).filter((m) => m.measure === "transit_enforcement" && m.date === "2023-12-28");
assert.deepEqual(row.map((m) => m.value), ["2"]);
const address = read_csv(files["parameters.csv"]).filter((p) => p.parameter.includes("2023-12-28"));
assert.deepEqual(address.map((p) => p.value), ["2"]);
assert.equal(read_csv(files["measures.csv"]).length, scenario.variant_files.measures.length + 3);

mkdirSync(`${folder}/variants/what_if`);
for (const [name, text] of Object.entries(variant_files([bridge], base))) writeFileSync(`${folder}/variants/what_if/${name}`, text);
