// The what-if section: the reader changes something, the simulator runs three months from a saved state with and without it,
// and the section says what comes of it. Rows are changes.js, forms whatif_forms.js, numbers whatif_result.js.
import { chart } from "./charts.js";
import { fault_of, rows_of, variant_files } from "./changes.js";
import { h, refill } from "./dom.js";
import { date, date_of, day_number, name, number, plain, signed } from "./format.js";
import { read_scenario } from "./scenario.js";
import { carried_states, has_simulator, start_simulator } from "./simulator.js";
import { FORMS, make_form } from "./whatif_forms.js";
import { CHARTS, TABLES, chart_lines, result_of, same_as_shipped } from "./whatif_result.js";
import { say } from "./words.js";
import "./whatif.css";

const MONTHS = 3;
const WAIT_MS = 250; /* after the last change, before it runs */
const VARIANT = "what_if";

export const whatif = {
  id: "whatif",
  title: "What if?",
  short: "What if?",
  lead: "Change something and see what comes of it: the simulator runs here, in this page, on your machine. Nothing is sent anywhere.",
  when: has_simulator,
  make,
};

// The section's state: simulator and scenario once they are there, changes, the runs without and with them.
function make(root, report, ctx) {
  const states = carried_states();
  const it = {
    ...{ report, ctx, run: report.runs[0], states, state: state_to_begin(report.runs[0], states), changes: [], simulator: null, scenario: null },
    ...{ shipped: new Map(), changed: null, result: [], charted: "all", kind: "crossing", timer: 0, turn: 0 },
  };
  it.parts = make_parts(it);
  root.append(it.parts.element);
  refill(it.parts.says, "The simulator starts when you come here.");
  start_when_near(it, root);
  window.addEventListener("cruce-whatif-crossing", (e) => from_map(it, root, e.detail));
  if (window.crucePage) window.crucePage.whatif = it;
  else window.addEventListener("cruce-page-ready", () => (window.crucePage.whatif = it));
}

function start_when_near(it, root) {
  const watch = new IntersectionObserver(
    (entries) => {
      if (!entries.some((e) => e.isIntersecting)) return;
      watch.disconnect();
      start(it);
    },
    { rootMargin: "300px 0px" },
  );
  watch.observe(root);
}

function start(it) {
  it.starting ??= (async () => {
    refill(it.parts.says, "The simulator starts …");
    it.simulator = await start_simulator();
    it.scenario = read_scenario(it.simulator.inputs, it.run.variant);
    const setting = (key) => it.run.settings?.find((s) => s.key === key)?.value;
    it.scenario.allocation = setting("port_rules.allocation") ?? "queue";
    it.scenario.contraband_share = Number(it.run.parameters?.find((p) => p.name === "contraband_officer_share")?.value ?? NaN);
    choose_state(it, it.state.date);
  })().catch((error) => wrong(it, error));
  return it.starting;
}

function wrong(it, error) {
  it.parts.says.classList.add("wrong");
  it.parts.says.textContent = `The simulator cannot run: ${error.message}`;
  console.error(error);
}

// --- the period: from the state's day, three months at most ---

function last_day(it) {
  const [year, m] = it.state.date.split("-").map(Number);
  const wanted = Date.UTC(year, m - 1 + MONTHS, 1) / 864e5;
  return date_of(Math.min(wanted, day_number(it.run.date_at(it.run.days))));
}

// The last state with three whole months after it.
const state_to_begin = (run, states) => states.findLast((s) => day_number(s.date) + 30 * MONTHS - 2 <= day_number(run.date_at(run.days))) ?? states[0];

function choose_state(it, wanted) {
  it.state = it.states.find((s) => s.date === wanted) ?? it.state;
  it.end = last_day(it);
  Object.assign(it.scenario, { state: it.state.date, end: it.end });
  it.parts.state.value = it.state.date;
  it.changed = null;
  it.parts.show_form();
  show_changes(it);
  run_soon(it, 0);
}

const period_says = (it) => `${date(it.state.date)} to ${date(date_of(day_number(it.end) - 1))}`;

// --- running ---

const message_of = (it, variant, files) => ({
  ...{ variant, files, state: it.state.date, tables: TABLES, replicates: it.state.replicates },
  days: day_number(it.end) - day_number(it.run.start_date),
});

function run_soon(it, wait = WAIT_MS) {
  clearTimeout(it.timer);
  it.turn++;
  it.timer = setTimeout(() => run(it, it.turn).catch((error) => wrong(it, error)), wait);
}

// The same replicates without a change: once for each state.
async function shipped_of(it) {
  const key = it.state.date;
  if (!it.shipped.has(key)) it.shipped.set(key, it.simulator.run(message_of(it, it.run.variant, {})));
  return it.shipped.get(key);
}

const changes_that_fit = (it) => it.changes.filter((c) => !fault_of(c, it.state.date, it.end));

async function run(it, turn) {
  if (!it.simulator) return;
  const { says } = it.parts;
  const state = it.state;
  says.classList.remove("wrong");
  says.textContent = "Simulating …";
  const started = performance.now();
  const shipped = await shipped_of(it);
  if (turn !== it.turn) return;
  if (shipped.status !== 0) return refuse(it, shipped);
  const fitting = changes_that_fit(it);
  if (!fitting.length) return show_shipped(it, shipped, state);
  const files = Object.fromEntries(Object.entries(variant_files(fitting, it.scenario)).map(([f, text]) => [`variants/${VARIANT}/${f}`, text]));
  const changed = await it.simulator.run(message_of(it, VARIANT, files));
  if (turn !== it.turn) return;
  if (changed.status !== 0) return refuse(it, changed);
  Object.assign(it, { changed, result: result_of(fitting, shipped.frames, changed.frames), milliseconds: performance.now() - started });
  show_result(it);
}

function refuse(it, answer) {
  it.changed = null;
  it.parts.says.classList.add("wrong");
  it.parts.says.textContent = `The simulator does not take this:\n${answer.says.trim()}`;
  window.dispatchEvent(new Event("cruce-whatif-done"));
}

function show_shipped(it, shipped, state) {
  Object.assign(it, { changed: null, result: [] });
  const same = same_as_shipped(it.run, state, shipped.frames);
  const check = same === null ? "" : same ? " They are the report's own replicates, to the last digit." : " They differ from the report's own: was it made by another version?";
  it.parts.says.textContent = `Ready: ${number(state.replicates)} replicates from ${period_says(it)}, as simulated. Add a change.${check}`;
  finish(it);
}

function show_result(it) {
  const first = it.result[0]?.rows[0];
  const is_same = first && first.least === 0 && first.most === 0;
  const says = !first ? "" : is_same ? `${first.says}: no change` : `${first.says}: ${signed(first.difference)} (${signed(first.least)} to ${signed(first.most)})`;
  it.parts.says.textContent = `${period_says(it)}, simulated in ${number(it.milliseconds / 1000, 1)} s. ${says}.`;
  finish(it);
}

function finish(it) {
  refill(it.parts.result, it.changed ? result_table(it) : null);
  it.shown = { shipped: null, changed: it.changed?.frames ?? null };
  it.shipped.get(it.state.date).then((answer) => {
    it.shown.shipped = answer.frames;
    it.ctx.store.set({ whatif: it.turn });
    window.dispatchEvent(new Event("cruce-whatif-done"));
  });
}

// --- what the reader sees ---

function make_parts(it) {
  const parts = {
    form: h("div", {}),
    changes: h("div", { tabindex: -1 }),
    says: h("p", { class: "whatif-says", role: "status", "aria-live": "polite" }),
    result: h("div", { class: "scroll" }),
    save: h("div", {}),
  };
  parts.show_form = () => refill(parts.form, it.scenario ? make_form(it.kind, it.scenario, (c) => add(it, c)) : h("p", { class: "note" }, "…"));
  parts.state = state_select(it);
  parts.kind = h("select", { id: "whatif-kind", onchange: (e) => ((it.kind = e.target.value), parts.show_form()) });
  const charted = h("select", { id: "whatif-chart", onchange: (e) => ((it.charted = e.target.value), it.ctx.store.set({ whatif: `${it.turn} ${it.charted}` })) });
  refill(charted, Object.entries(CHARTS).map(([key, c]) => h("option", { value: key }, c.says)));
  refill(parts.kind, Object.entries(FORMS).map(([key, f]) => h("option", { value: key }, f.title)));
  parts.element = h(
    "div",
    { class: "whatif-panel" },
    parts.says,
    h(
      "div",
      {},
      h("fieldset", {}, h("legend", {}, "Start"), h("label", { for: "whatif-state" }, "Simulate three months from", parts.state)),
      h("fieldset", {}, h("legend", {}, "Change"), h("label", { for: "whatif-kind" }, "What", parts.kind), parts.form),
      h("fieldset", {}, h("legend", {}, "Your changes"), parts.changes, parts.save),
    ),
    h("div", {}, h("label", { for: "whatif-chart" }, "Show over time", charted), make_chart(it), parts.result, honest(it)),
  );
  parts.show_form();
  return parts;
}

function state_select(it) {
  const select = h("select", { id: "whatif-state", onchange: (e) => it.scenario && choose_state(it, e.target.value) });
  refill(select, it.states.map((s) => h("option", { value: s.date }, date(s.date))));
  select.value = it.state.date;
  return select;
}

const honest = (it) =>
  h(
    "p",
    { class: "note" },
    `${number(it.state.replicates)} replicates of the first run of this report, “${it.run.label}”, each compared with itself: the range is that of chance only. ` +
      (it.run.replicates > it.state.replicates ? `The rest of this report has ${number(it.run.replicates)} replicates; these are the first of them. ` : "") +
      "It says nothing of what the model leaves out, nor of how sure its parameters are.",
  );

function make_chart(it) {
  return chart(
    it.ctx,
    () => {
      if (!it.shown?.shipped) return null;
      const { says, unit } = CHARTS[it.charted];
      return { title: says, unit, time: "date", height: 220, digits: it.charted === "list" ? 1 : 0, ...chart_lines(it.charted, it.shown.shipped, it.shown.changed) };
    },
    { keys: ["whatif"] },
  );
}

function add(it, change) {
  const same = (c) => c.kind === change.kind && (c.kind === "rule" ? c.row.rule === change.row.rule : c.measure === change.measure && c.target === change.target && c.from === change.from);
  it.changes = [...it.changes.filter((c) => !same(c)), change];
  show_changes(it);
  run_soon(it);
}

function remove(it, change) {
  it.changes = it.changes.filter((c) => c !== change);
  show_changes(it);
  it.parts.changes.focus();
  run_soon(it);
}

function change_says(change) {
  if (change.kind === "rule") {
    const r = change.row;
    const then = say({ measure: r.measure, target: r.target, value: r.value.replace?.(/^[+*]/, "") ?? r.value });
    const step = /^[+-]/.test(r.value) ? `${name(r.measure)} of ${name(r.target)} ${r.value}` : then;
    const of = { between_ports: "met between ports", at_ports: "met at ports", all: "met", custody: "in custody", port_wait: "minutes of wait at ports" };
    const [metric, ...area] = r.metric.split(".");
    const where = area.length ? ` (${area.map(plain).join(", ")})` : "";
    const sign = { ge: "at least", gt: "more than", le: "at most", lt: "fewer than" }[r.op];
    return `Every ${r.every_days} days from ${date(r.first)}: where the mean of ${r.window_days} days of people ${of[metric] ?? metric}${where} is ${sign} ${number(Number(r.threshold))}, ${step}`;
  }
  const when = change.measure === "caravan_depart" ? ` on ${date(change.from)}` : `, from ${date(change.from)}${change.until ? ` until ${date(change.until)}` : ""}`;
  return say(change) + when;
}

function show_changes(it) {
  const list = it.changes.map((change) => {
    const fault = it.scenario ? fault_of(change, it.state.date, it.end) : null;
    const n = it.scenario ? rows_of(change, it.scenario).length : 1;
    const says = change_says(change);
    return h(
      "li",
      {},
      h(
        "span",
        {},
        says,
        fault ? h("span", { class: "fault" }, `Not simulated: ${fault}.`) : null,
        change.note ? h("span", { class: "rows" }, change.note) : null,
        n > 1 ? h("span", { class: "rows" }, `${number(n)} rows, so that it holds against the scenario's own changes of the same thing`) : null,
      ),
      h("button", { type: "button", class: "quiet", "aria-label": `Remove: ${says}`, onclick: () => remove(it, change) }, "Remove"),
    );
  });
  refill(it.parts.changes, list.length ? h("ul", { class: "whatif-changes" }, list) : h("p", { class: "note" }, "None yet."));
  refill(it.parts.save, list.length ? save_part(it) : null);
}

// --- saving: files that `cruce run` takes as they are ---

function save_part(it) {
  const button = (file) =>
    h("button", { type: "button", class: "quiet", onclick: () => download(file, variant_files(changes_that_fit(it), it.scenario)[file] ?? "") }, `Save ${file}`);
  const files = Object.keys(variant_files(changes_that_fit(it), it.scenario));
  const days = day_number(it.end) - day_number(it.run.start_date);
  return [
    h("div", { class: "whatif-save" }, files.map(button)),
    h(
      "p",
      { class: "note" },
      `Put ${files.length > 1 ? "them" : "it"} into the folder `,
      h("code", {}, `variants/${VARIANT}/`),
      " of the scenario; then ",
      h("code", {}, `cruce run FOLDER --variant ${VARIANT} --from state-${it.state.date}.cruce-state --days ${days}`),
      " writes these numbers (without --from: the whole time, with other replicates). The state comes out of the run's file with ",
      h("code", {}, `cruce export RUN.gpkg --state ${it.state.date} -o state-${it.state.date}.cruce-state`),
      ".",
    ),
  ];
}

function download(file, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = h("a", { href: address, download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

// --- the numbers ---

function result_table(it) {
  const head = ["", "as simulated", "what if", "difference"].map((text, i) => h("th", { scope: "col", class: i ? "n" : "" }, text, i === 3 ? h("span", { class: "unit" }, "median, range") : null));
  return h(
    "table",
    { class: "whatif-result" },
    h("caption", { class: "visually-hidden" }, `Medians of ${it.state.replicates} replicates and paired differences, ${period_says(it)}`),
    h("thead", {}, h("tr", {}, head)),
    it.result.map((group, i) => group_rows(group, it.result[i - 1])),
  );
}

// A group under its title; where nothing in it changes, that is said in one line.
function group_rows(group, before) {
  const same = group.all_same && group.rows.every((r) => r.least === 0 && r.most === 0);
  const elsewhere = group.elsewhere && !before?.elsewhere ? "Where most changed elsewhere: " : "";
  const title = (text) => h("tr", {}, h("th", { scope: "rowgroup", colspan: 4 }, elsewhere, text));
  if (same) return h("tbody", {}, title(`${group.title}: ${group.all_same}`));
  return h("tbody", {}, group.title ? title(group.title) : null, group.rows.map(result_row));
}

function result_row(row) {
  const write = (v) => number(v, row.digits);
  const sign = (v) => (Number(v.toFixed(row.digits)) === 0 ? "0" : signed(v, write));
  const is_same = [row.least, row.most].every((v) => Number(v.toFixed(row.digits)) === 0);
  const sure = row.least > 0 || row.most < 0;
  return h(
    "tr",
    {},
    h("th", { scope: "row", class: row.inset ? "inset" : "" }, row.says, row.unit ? h("span", { class: "unit" }, row.unit) : null),
    h("td", { class: "n" }, write(row.shipped)),
    h("td", { class: "n" }, write(row.changed)),
    is_same ? h("td", { class: "n same" }, "no change") : h("td", { class: `n${sure ? " sure" : ""}` }, sign(row.difference), h("span", { class: "range" }, `${sign(row.least)} to ${sign(row.most)}`)),
  );
}

// --- from the map: close or reopen a crossing on the map's day ---

async function from_map(it, root, { crossing, date: day, open }) {
  root.closest("section").scrollIntoView();
  await start(it);
  if (!it.scenario) return;
  const before = it.states.filter((s) => s.date <= day).at(-1) ?? it.states[0];
  if (before !== it.state && !(day >= it.state.date && day < it.end)) choose_state(it, before.date);
  const begin = day >= it.state.date && day < it.end ? day : it.state.date;
  const actor = it.scenario.ports.find((p) => p.crossing === crossing)?.government ?? "-";
  const note = begin === day ? null : `The map's day, ${date(day)}, lies outside of the months that can be simulated; it begins on the first that can.`;
  add(it, { kind: "measure", measure: "port_state", target: `${crossing}:all`, value: open ? "open" : "closed", actor, from: begin, until: "", note });
}

