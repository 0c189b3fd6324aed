// A chart with all that belongs to it: heading with the unit, legend, canvas (plot.js), what the marks mean, the numbers as a
// table, keyboard and tooltip. Sections give a function from what the reader has chosen to a description:
//
//   {title, unit, time: "date"|"month"|"hour", x: [labels], digits?, height?, small?, zero?: false, marks?: [events], note?,
//    lines: [{label, colour: "--c1", mid: [...], low?: [...], high?: [...], dash?, steps?, legend?: false}],
//    points?: {label, values: [...]}}                     null: nothing to show now
//
// Canvases are made when they come near the window, and all of them before printing.
import "./charts.css";
import { h, refill, s } from "./dom.js";
import { date, number, percent } from "./format.js";
import { choose_marks } from "./marks.js";
import { errors, number_csv, number_table, number_tools, time_text } from "./numbers.js";
import { draw_plot, place_of } from "./plot.js";
import { runs_shown } from "./series.js";

const ROOM_OF_A_MARK = 20;
const PRINTED_WIDTH = 690;
const PRINTED_PAIR = 335;
const PRINTED_SMALL = 215;
const PAPER = { "--ink": "#000", "--ink-2": "#333", "--ink-3": "#777", "--line": "#ccc", "--paper": "#fff", "--observed": "#000" };
const OF_LIGHT = ["--c1", "--c2", "--c3", "--c4", "--c5", "--c6", "--c7", "--band", "--closed", "--partial", "--open"];

const all = new Set();
let printing = false;
let paper = PAPER;

// The colours of paper: those of the light theme, looked up while it is on for a moment, with ink black.
function paper_colours() {
  const { documentElement: root } = document;
  const theme = root.dataset.theme;
  root.dataset.theme = "light";
  const style = getComputedStyle(root);
  const found = Object.fromEntries(OF_LIGHT.map((name) => [name, style.getPropertyValue(name).trim()]));
  root.dataset.theme = theme;
  return { ...found, ...PAPER };
}

// Paper is white whatever the theme, and a canvas has to be painted for it before the browser lays the page out.
function print_all(on) {
  if (printing === on) return;
  printing = on;
  if (on) paper = paper_colours();
  for (const chart of all) chart.print();
  for (const box of document.querySelectorAll("details.meaning")) box.open = on;
}
addEventListener("beforeprint", () => print_all(true));
addEventListener("afterprint", () => print_all(false));
matchMedia("print").addEventListener("change", (e) => print_all(e.matches));

const watch = new IntersectionObserver(
  (entries) => entries.forEach((e) => e.target.chart.near(e.isIntersecting)),
  { rootMargin: "400px 0px" },
);
const sized = new ResizeObserver((entries) => entries.forEach((e) => e.target.chart.resize(e.contentRect.width)));

// Makes a chart. `make(state)` is asked again when the chosen runs, or one of `keys` of the store, change.
export function chart(ctx, make, { keys = [] } = {}) {
  const c = create(ctx, make);
  all.add(c);
  c.box.chart = c;
  watch.observe(c.box);
  sized.observe(c.box);
  ctx.store.on(["run", "against", ...keys], c.change);
  ctx.store.on("colours", c.repaint);
  ctx.store.on("day", c.mark_day);
  return c.element;
}

function create(ctx, make) {
  const c = { ctx, spec: null, u: null, is_near: false, is_old: true, index: null, marks: [], marks_for: null };
  c.box = h("div", { class: "plot", tabindex: 0, role: "img" });
  c.heading = h("figcaption", {});
  c.meaning = h("details", { class: "meaning" });
  c.tools = number_tools({
    caption: () => c.spec?.title ?? "",
    table: () => number_table(c.spec, c.spec.title),
    csv: () => number_csv(c.spec),
  });
  c.element = h("figure", { class: "chart" }, c.heading, c.box, c.meaning, c.tools.element);
  c.now = h("div", { class: "now", "aria-hidden": "true" });
  c.change = () => change(c, make);
  c.near = (is_near) => near(c, is_near);
  c.resize = (width) => c.u && !printing && Math.abs(width - c.u.width) > 1 && draw(c);
  c.repaint = () => c.u?.redraw(false);
  c.mark_day = () => mark_day(c);
  c.print = () => print(c);
  listen(c);
  c.change();
  return c;
}

function near(c, is_near) {
  c.is_near = is_near;
  if (!is_near) return;
  if (c.is_old) draw(c);
  else mark_day(c);
}

function change(c, make) {
  c.spec = make(c.ctx.store.get());
  c.element.hidden = !c.spec;
  if (!c.spec) return;
  c.spec.height ??= c.spec.small ? 130 : 280;
  c.element.classList.toggle("small", Boolean(c.spec.small));
  c.box.style.minHeight = `${c.spec.height}px`;
  c.box.setAttribute("aria-label", describe(c.spec));
  refill(c.heading, heading(c.spec));
  c.tools.refresh();
  c.is_old = true;
  c.marks_for = null;
  if (c.is_near || printing) draw(c);
}

const describe = (spec) =>
  `Chart: ${spec.title}${spec.unit ? `, ${spec.unit}` : ""}. ${spec.lines.map((l) => l.label).join(", ")}. ` +
  "Left and right arrows read the values; “Show numbers” gives them as a table.";

function heading(spec) {
  return [
    h("strong", {}, spec.title),
    spec.unit ? h("span", { class: "unit" }, spec.unit) : null,
    spec.small ? null : legend(spec),
    spec.note ? h("span", { class: "note" }, spec.note) : null,
  ];
}

// What the lines, the band and the points are, in their colours. Drawn, not background colours: paper drops those.
export function legend(spec) {
  const has_band = spec.lines.some((l) => l.low && l.high);
  return h(
    "ul",
    { class: "chart-key" },
    spec.lines.filter((l) => l.legend !== false).map((l) => h("li", {}, swatch(l), l.label)),
    spec.points ? h("li", {}, s("svg", { width: 12, height: 12 }, s("circle", { cx: 6, cy: 6, r: 3.6, style: "fill:var(--observed)" })), spec.points.label) : null,
    has_band ? h("li", { class: "of-band" }, "band: 5 to 95 % of the replicates") : null,
  );
}

function swatch(line) {
  const has_band = line.low && line.high;
  return s(
    "svg",
    { width: 24, height: 12 },
    has_band ? s("rect", { width: 24, height: 12, style: `fill:var(${line.colour});opacity:var(--band)` }) : null,
    s("line", { x1: 0, y1: 6, x2: 24, y2: 6, "stroke-width": 2.2, "stroke-dasharray": line.dash?.join(" "), style: `stroke:var(${line.colour})` }),
  );
}

function draw(c) {
  const width = printing ? printed_width(c) : c.box.clientWidth;
  if (!c.spec || width < 40) return;
  c.u?.destroy();
  c.is_old = false;
  c.index = null;
  c.u = draw_plot(c.box, c.spec, {
    colour: (name) => (printing && paper[name]) || c.ctx.colour(name),
    width,
    find_marks: (room, range) => find_marks(c, room, range),
    moved: (u, index) => moved(c, index),
    chosen: (index) => choose_day(c, index),
  });
  c.u.over.append(c.now);
  mark_day(c);
}

function printed_width(c) {
  if (c.spec.small) return PRINTED_SMALL;
  return c.element.closest(".pair-of-charts") ? PRINTED_PAIR : PRINTED_WIDTH;
}

function print(c) {
  if (!c.spec) return;
  if (printing || c.u) draw(c);
}

// The marks for a canvas `room` pixels wide, and below it what they mean.
function find_marks(c, room, [first, last]) {
  if (!c.spec.marks?.length) return c.marks;
  if (c.marks_for === room) return c.marks;
  c.marks_for = room;
  const at = (day) => {
    const t = place_of("date", day);
    return t < first || t > last ? null : (room * (t - first)) / (last - first);
  };
  c.marks = choose_marks(c.spec.marks, at, ROOM_OF_A_MARK).map((m) => ({ ...m, at: place_of("date", m.date) }));
  queueMicrotask(() => show_meaning(c));
  return c.marks;
}

function show_meaning(c) {
  c.meaning.hidden = !c.marks.length;
  refill(
    c.meaning,
    h("summary", {}, c.marks.length === 1 ? "What A marks" : `What A to ${c.marks[c.marks.length - 1]?.letter} mark`),
    h("ol", {}, c.marks.map((m) => h("li", {}, h("b", {}, m.letter), " ", mark_text(m)))),
  );
}

const mark_text = (m) => `${date(m.date, true)}: ${m.lines.join(". ")}${m.more ? `, and ${m.more} more` : ""}.`;

// Tells of the values at `index`, in the tooltip, which screen readers follow.
function moved(c, index) {
  const { tip } = c.ctx;
  if (index === null || index === undefined) {
    if (c.index !== null) tip.hide();
    c.index = null;
    return;
  }
  c.index = index;
  const over = c.u.over.getBoundingClientRect();
  const left = c.u.valToPos(c.u.data[0][index], "x");
  tip.show(over.left + left, over.top + Math.min(c.u.cursor.top ?? 20, over.height - 20), tip_nodes(c, index, left));
}

function tip_nodes(c, index, left) {
  const { spec } = c;
  const write = (v) => number(v, spec.digits ?? 0);
  const near = c.marks.filter((m) => Math.abs(c.u.valToPos(m.at, "x") - left) < 8);
  return [
    h("b", {}, time_text(spec.time, spec.x[index]), spec.small ? `, ${spec.title}` : ""),
    spec.lines.map((l) => h("div", { class: "value" }, swatch(l), ` ${l.label}: ${write(l.mid[index])}${band_text(l, index, write)}`)),
    spec.points?.values[index] !== null && spec.points ? h("div", {}, `${spec.points.label}: ${write(spec.points.values[index])}${error_text(spec, index)}`) : null,
    spec.unit ? h("div", { class: "unit" }, spec.unit) : null,
    near.map((m) => h("div", { class: "event" }, mark_text(m))),
  ];
}

const band_text = (l, i, write) => (l.low && l.high && l.low[i] !== null && l.low[i] !== l.high[i] ? ` (${write(l.low[i])} to ${write(l.high[i])})` : "");

function error_text(spec, index) {
  const error = errors(spec)[index];
  return error === null ? "" : ` (simulated ${percent(error, { digits: 1, sign: true })})`;
}

function listen(c) {
  c.box.addEventListener("keydown", (e) => {
    const last = c.spec.x.length - 1;
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7, Home: -Infinity, End: Infinity }[e.key];
    if (e.key === "Enter" && c.index !== null) choose_day(c, c.index);
    else if (e.key === "Escape") c.u?.setCursor({ left: -10, top: -10 });
    else if (step && c.u) point_at(c, Math.max(0, Math.min(last, c.index === null ? (step > 0 && step < 1e9 ? 0 : step > 0 ? last : 0) : c.index + step)));
    else return;
    e.preventDefault();
  });
  c.box.addEventListener("blur", () => c.u && c.index !== null && c.u.setCursor({ left: -10, top: -10 }));
}

const point_at = (c, index) => c.u.setCursor({ left: c.u.valToPos(c.u.data[0][index], "x"), top: 24 });

// The day that the map shows follows a click; of a month its middle.
function choose_day(c, index) {
  if (index === null || index === undefined || c.spec.time === "hour") return;
  const run = c.ctx.report.runs[0];
  const label = c.spec.x[index];
  const day = run.day_at(c.spec.time === "month" ? `${label}-15` : label);
  c.ctx.store.set({ day: Math.max(0, Math.min(run.days - 1, day)) });
}

function mark_day(c) {
  c.now.hidden = c.spec?.time === "hour";
  if (!c.u || c.now.hidden || !c.is_near) return;
  const at = place_of("date", c.ctx.report.runs[0].date_at(c.ctx.store.get().day));
  const { min, max } = c.u.scales.x;
  const left = at < min || at > max || max === min ? null : ((c.u.bbox.width / devicePixelRatio) * (at - min)) / (max - min);
  c.now.style.display = left === null ? "none" : "";
  c.now.style.transform = `translateX(${left ?? 0}px)`;
}

// The legend that small charts share, following the chosen runs.
function shared_legend(ctx, make, keys = []) {
  const place = h("div", {});
  const fill = () => {
    const spec = make(ctx.store.get());
    refill(place, spec ? legend(spec) : null);
  };
  ctx.store.on(["run", "against", ...keys], fill);
  fill();
  return place;
}

// Small charts side by side under one legend; the first few at once, the rest on request.
export function multiples(ctx, makes, { first = 8, what = "more", options = {} } = {}) {
  const grid = h("div", { class: "multiples" }, makes.slice(0, first).map((make) => chart(ctx, make, options)));
  const key = makes.length ? shared_legend(ctx, makes[0], options.keys) : null;
  if (makes.length <= first) return h("div", {}, key, grid);
  const rest = makes.slice(first);
  const button = h("button", { type: "button", class: "controls" }, `Show the other ${rest.length} ${what}`);
  button.addEventListener("click", () => {
    grid.append(...rest.map((make) => chart(ctx, make, options)));
    button.remove();
  });
  return h("div", {}, key, grid, button);
}

// Which run is drawn as the second line.
export function compare_control(report, ctx) {
  if (report.runs.length < 2) return null;
  const select = h(
    "select",
    { onchange: () => ctx.store.set({ against: select.value === "" ? null : Number(select.value) }) },
    h("option", { value: "" }, "no other run"),
    report.runs.map((run) => h("option", { value: run.index }, run.label)),
  );
  const follow = () => {
    const [main, other] = runs_shown(report, ctx.store.get());
    select.value = other ? String(other.index) : "";
    for (const option of select.options) option.disabled = option.value === String(main.index);
  };
  ctx.store.on(["run", "against"], follow);
  follow();
  return h("label", { class: "controls compare" }, "Compare with ", select);
}
