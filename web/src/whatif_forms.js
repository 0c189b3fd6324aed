// The forms of the what-if panel: one for each kind of change, made from a list of fields. What a change does is changes.js.
import { h, refill } from "./dom.js";
import { crossing_name, name, number, plain } from "./format.js";
import { value_at } from "./scenario.js";
import { government, mode_name } from "./words.js";

const unique = (list) => [...new Set(list)];
const option = (value, text = name(value)) => ({ value, text });
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

const from = { name: "from", label: "From", type: "date", is_start: true };
const until = { name: "until", label: "Until (blank: to the end)", type: "date", optional: true };
const crossings = (sc) => unique(sc.ports.map((p) => p.crossing)).map((c) => option(c, crossing_name(c))).sort((a, b) => (a.text < b.text ? -1 : 1));
const modes_of = (sc, v) => sc.ports.filter((p) => p.crossing === v.crossing).map((p) => option(p.mode, mode_name(p.mode)));
const offices = (sc) => unique(sc.ports.map((p) => p.field_office)).sort().map((o) => option(o, plain(o)));
const port_government = (sc, test) => sc.ports.find(test)?.government ?? "-";
const number_field = (more) => ({ name: "value", label: "New value", type: "number", min: 0, ...more });
const number_of = (text) => (text === null || text === undefined || text === "" ? null : Number(text));

const OFFICER_JOBS = {
  staff_pool: { text: "All its officers (shifts and days off included)", max: 1e6 },
  contraband: { text: "Share that searches for contraband instead of serving lanes", max: 1 },
  detail_cap: { text: "Share that may be sent to help the patrol", max: 1 },
};

// Officers go to modes by table only where the settings say so; else by the work that waits.
function jobs(sc, v) {
  const list = Object.entries(OFFICER_JOBS).map(([value, j]) => option(value, j.text));
  if (sc.allocation !== "table") return list;
  const modes = unique(sc.ports.filter((p) => p.field_office === v.office).map((p) => p.mode));
  return [...list, ...modes.map((m) => option(m, `Share that serves ${mode_name(m)}`))];
}

function officer_target(v) {
  if (v.job === "staff_pool" || v.job === "detail_cap") return { measure: v.job, target: v.office };
  return { measure: "staff_share", target: `${v.office}:${v.job}` };
}

const now_says = (sc, measure, target, date, or) => {
  const value = number_of(value_at(sc, measure, target, date)) ?? or;
  return value === null || value === undefined ? "" : `Now ${number(value, Number.isInteger(value) ? 0 : 2)}.`;
};

const measure = (v, more) => ({ kind: "measure", from: v.from, until: v.until || "", value: v.value, ...more });

// {key: {title, fields, make(values, scenario) -> change, hint?(values, scenario) -> text, when?}}
export const FORMS = {
  crossing: {
    title: "Close or reopen a crossing",
    fields: [
      { name: "crossing", label: "Crossing", type: "select", options: crossings },
      { name: "mode", label: "For", type: "select", options: (sc, v) => [option("all", "everybody"), ...modes_of(sc, v)] },
      { name: "value", label: "It is", type: "select", options: () => [option("closed", "closed"), option("partial", "open with half of its lanes"), option("open", "open")] },
      from,
      until,
    ],
    make: (v, sc) => measure(v, { measure: "port_state", target: `${v.crossing}:${v.mode}`, actor: port_government(sc, (p) => p.crossing === v.crossing) }),
  },
  lanes: {
    title: "Limit the lanes of a crossing",
    fields: [
      { name: "crossing", label: "Crossing", type: "select", options: crossings },
      { name: "mode", label: "For", type: "select", options: modes_of },
      number_field({ label: "Lanes at most", max: 1000, start: 1 }),
      from,
      until,
    ],
    make: (v, sc) => measure(v, { measure: "port_lanes", target: `${v.crossing}:${v.mode}`, actor: port_government(sc, (p) => p.crossing === v.crossing) }),
    hint(v, sc) {
      const port = sc.ports.find((p) => p.crossing === v.crossing && p.mode === v.mode);
      return port?.lanes ? `${number(Number(port.lanes))} lanes are built. Officers who are not needed here serve other lanes of the office.` : "";
    },
  },
  officers: {
    title: "Officers of a field office",
    fields: [
      { name: "office", label: "Office", type: "select", options: offices },
      { name: "job", label: "What changes", type: "select", options: jobs },
      number_field({ start: 100, max: 1e6 }),
      from,
      until,
    ],
    make: (v, sc) => measure(v, { ...officer_target(v), actor: port_government(sc, (p) => p.field_office === v.office) }),
    hint(v, sc) {
      const { measure: m, target } = officer_target(v);
      const or = v.job === "contraband" ? sc.contraband_share : null;
      const ways = sc.allocation === "table" ? "" : " Those on duty serve lanes in proportion to the work that waits there.";
      return now_says(sc, m, target, v.from, or) + (v.job === "staff_pool" ? "" : " A share: 0.1 is a tenth.") + ways;
    },
  },
  appointments: {
    title: "Appointments a day",
    fields: [
      { name: "who", label: "Offered by", type: "select", options: (sc) => unique(sc.ports.map((p) => p.government)).map((g) => option(g, capital(government(g)))) },
      number_field({ label: "Persons a day", start: 2000, max: 1e6 }),
      from,
      until,
    ],
    make: (v) => measure(v, { measure: "appointments_per_day", target: v.who, actor: v.who }),
    hint: (v, sc) => now_says(sc, "appointments_per_day", v.who, v.from),
  },
  transit: {
    title: "Enforcement on the way",
    fields: [
      { name: "who", label: "By", type: "select", options: (sc) => enforcers(sc).map((g) => option(g, capital(government(g)))) },
      number_field({ label: "Times the usual", start: 2, max: 1000 }),
      from,
      until,
    ],
    make: (v) => measure(v, { measure: "transit_enforcement", target: v.who, actor: v.who }),
    hint: (v, sc) => `${now_says(sc, "transit_enforcement", v.who, v.from, 1)} 0 is none, 1 the usual of the scenario's beginning.`,
  },
  checkpoint: {
    title: "A checkpoint on a road",
    when: (sc) => sc.links.some((l) => l.officers > 0),
    fields: [
      { name: "link", label: "Road", type: "select", options: (sc) => sc.links.filter((l) => l.officers > 0).map((l) => option(l.target, `${name(l.from)} – ${name(l.to)}`)) },
      number_field({ label: "Officers", start: 0, max: 1e6 }),
      from,
      until,
    ],
    make: (v, sc) => measure(v, { measure: "checkpoint", target: v.link, actor: sc.government_of_place(v.link.split(">")[0]) }),
    hint: (v, sc) => now_says(sc, "checkpoint", v.link, v.from, sc.links.find((l) => l.target === v.link)?.officers),
  },
  caravan: {
    title: "A caravan",
    fields: [
      { name: "which", label: "Which", type: "select", options: caravans },
      number_field({ label: "Persons", start: 5000, min: 1, max: 1e7 }),
      { ...from, label: "Sets out on", shown: (v) => !v.which.includes("|") },
    ],
    make(v) {
      const [place, date] = v.which.split("|");
      return measure(v, { measure: "caravan_depart", target: place, actor: "-", from: date ?? v.from, until: "" });
    },
    hint: (v, sc) => (v.which.includes("|") ? caravan_now(v.which, sc) : "A new one heads for the nearest border city; never more set out than wait there."),
  },
  review: {
    title: "A review every so many days",
    fields: [
      { name: "every", label: "Every … days", type: "number", min: 1, max: 100000, start: 30 },
      { ...from, label: "First meeting" },
      { name: "metric", label: "Looks at (a day)", type: "select", options: metrics },
      { name: "window", label: "Mean of … published days", type: "number", min: 1, max: 3660, start: 31 },
      { name: "op", label: "And if that is", type: "select", options: () => [option("ge", "at least"), option("lt", "less than")] },
      { name: "threshold", label: "This number", type: "number", min: 0, start: 5000 },
      { name: "action", label: "Then", type: "select", options: actions },
    ],
    make: (v, sc) => ({ kind: "rule", row: rule_row(v, sc) }),
  },
  cadence: {
    title: "How often a review of this run meets",
    when: (sc) => sc.rules.length > 0,
    fields: [
      { name: "rule", label: "Review", type: "select", options: (sc) => sc.rules.map((r) => option(r.rule)) },
      { name: "every", label: "Every … days", type: "number", min: 1, max: 100000, start: 7 },
      { ...from, label: "First meeting" },
    ],
    make(v, sc) {
      const own = sc.rules.find((r) => r.rule === v.rule);
      return { kind: "rule", row: { ...own, every_days: v.every, first: v.from } };
    },
    hint(v, sc) {
      const own = sc.rules.find((r) => r.rule === v.rule);
      return own ? `Now every ${own.every_days} days from ${own.first}.` : "";
    },
  },
};

function enforcers(sc) {
  const named = unique(sc.measures.filter((m) => m.measure === "transit_enforcement").map((m) => m.target));
  return named.length ? named : sc.governments.map((g) => g.government);
}

function caravans(sc) {
  const own = sc.measures.filter((m) => m.measure === "caravan_depart" && m.date >= sc.state && m.date < sc.end);
  const places = sc.places.filter((p) => sc.government_of_place(p.name) !== "USA" && !p.sector);
  return [
    ...own.map((m) => option(`${m.target}|${m.date}`, `That of ${m.date} from ${name(m.target)}`)),
    ...places.map((p) => option(p.name, `A new one from ${name(p.name)}`)).sort((a, b) => (a.text < b.text ? -1 : 1)),
  ];
}

function caravan_now(which, sc) {
  const [place, date] = which.split("|");
  const own = sc.measures.find((m) => m.measure === "caravan_depart" && m.target === place && m.date === date);
  return own ? `Now ${number(Number(own.value))}, or as reported.` : "";
}

function metrics(sc) {
  const sectors = unique(sc.places.map((p) => p.sector).filter(Boolean)).sort();
  return [
    option("between_ports", "people met between ports"),
    option("at_ports", "people met at ports"),
    option("custody", "people in custody"),
    ...sectors.map((s) => option(`between_ports.${s}`, `people met between ports, ${plain(s)}`)),
  ];
}

// What a review may decide: {value: "measure|target|change|min|max|actor"}.
function actions(sc) {
  const list = [];
  for (const g of enforcers(sc)) {
    list.push(option(`transit_enforcement|${g}|+1|0|4|${g}`, `${capital(government(g))} enforces more (one step, at most 4 times)`));
    list.push(option(`transit_enforcement|${g}|-1|0|4|${g}`, `${capital(government(g))} enforces less (one step, at least 0)`));
  }
  for (const g of unique(sc.ports.map((p) => p.government))) {
    list.push(option(`appointments_per_day|${g}|+200|0|2500|${g}`, `${capital(government(g))} offers 200 appointments more (at most 2,500)`));
    list.push(option(`appointments_per_day|${g}|-200|0|2500|${g}`, `${capital(government(g))} offers 200 appointments less`));
  }
  for (const c of crossings(sc)) {
    const g = port_government(sc, (p) => p.crossing === c.value);
    list.push(option(`port_state|${c.value}:all|open|||${g}`, `${c.text} opens`));
    list.push(option(`port_state|${c.value}:all|closed|||${g}`, `${c.text} closes`));
  }
  return list;
}

function rule_row(v, sc) {
  const [m, target, value, min, max, actor] = v.action.split("|");
  const base = `what_if_${m}_${target.replace(/\W+/g, "_")}_${v.op}`;
  return {
    ...{ rule: base, first: v.from, every_days: v.every, actor, metric: v.metric, window_days: v.window, op: v.op, threshold: v.threshold },
    ...{ hold_days: 0, measure: m, target, value, min, max, source: "what if: chosen by a reader of the report" },
  };
}


// A form for one kind; `add(change)` is told of a change when the reader adds it.
export function make_form(key, scenario, add) {
  const form = FORMS[key];
  const values = {};
  const body = h("div", { class: "fields" });
  const hint = h("p", { class: "note hint", id: `whatif-hint-${key}` });

  function start_values() {
    for (const f of form.fields) {
      if (f.type === "select") {
        const options = f.options(scenario, values);
        if (!options.some((o) => o.value === values[f.name])) values[f.name] = options[0]?.value ?? "";
      } else values[f.name] ??= f.type === "date" ? (f.is_start ? scenario.state : "") : String(f.start ?? "");
    }
  }

  function field(f) {
    if (f.shown && !f.shown(values)) return null;
    const id = `whatif-${key}-${f.name}`;
    const take = (e) => {
      values[f.name] = e.target.value;
      if (f.type === "select" || f.type === "date") draw(id);
    };
    const given = { id, name: f.name, "aria-describedby": hint.id, required: !f.optional };
    if (f.type !== "select") {
      const range = f.type === "date" ? { min: scenario.state, max: scenario.end } : { min: f.min, max: f.max, step: "any" };
      const input = h("input", { ...given, type: f.type, ...range, value: values[f.name], oninput: (e) => (values[f.name] = e.target.value), onchange: take });
      return h("label", { for: id }, f.label, input);
    }
    const select = h("select", { ...given, onchange: take }, f.options(scenario, values).map((o) => h("option", { value: o.value }, o.text)));
    select.value = values[f.name];
    return h("label", { for: id, class: f.options(scenario, values).some((o) => o.text.length > 14) ? "wide" : null }, f.label, select);
  }

  function draw(focus) {
    start_values();
    refill(body, form.fields.map(field));
    hint.textContent = form.hint?.(values, scenario) ?? "";
    if (focus) document.getElementById(focus)?.focus();
  }

  draw();
  return h(
    "form",
    {
      onsubmit(e) {
        e.preventDefault();
        add(form.make({ ...values }, scenario));
      },
    },
    body,
    hint,
    h("button", { type: "submit" }, "Add this change"),
  );
}
