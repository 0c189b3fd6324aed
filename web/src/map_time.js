// The day slider: play and pause, speed, steps to the next and last event, and above the slider a small chart of the whole
// period with a mark for every measure, meeting and caravan. Leaves the map to the store's `day`.
import { h, refill, s } from "./dom.js";
import { date } from "./format.js";
import { marks, MARKS } from "./words.js";

const SPEEDS = [
  [4, "4 days a second"],
  [10, "10 days a second"],
  [30, "30 days a second"],
];
const HEIGHT = 46;

export function make_time(report, ctx, whole) {
  const { store } = ctx;
  const run = report.runs[0];
  const last = run.days - 1;
  let playing = false;
  let speed = 10;
  let listed = marks(report.runs[store.get().run]);

  const label = h("output", { class: "day", for: "day" });
  const slider = h("input", { type: "range", id: "day", min: 0, max: last, value: 0, step: 1, "aria-label": "Day" });
  const play = h("button", { type: "button", class: "play" });
  const back = h("button", { type: "button", title: "To the event before" }, "‹ Event");
  const next = h("button", { type: "button", title: "To the next event" }, "Event ›");
  const pace = h("select", { "aria-label": "Speed" }, SPEEDS.map(([v, t]) => h("option", { value: v, selected: v === speed }, t)));
  const strip = h("div", { class: "strip" });
  const says = h("p", { class: "today", "aria-live": "polite" });

  const set = (day) => store.set({ day: Math.max(0, Math.min(last, Math.round(day))) });
  const jump = (way) => {
    const day = store.get().day;
    const to = way > 0 ? listed.find((m) => m.day > day) : listed.findLast((m) => m.day < day);
    if (to) set(to.day);
  };

  function toggle(on = !playing) {
    playing = on;
    refill(play, h("span", { "aria-hidden": true }, on ? "❚❚" : "▶"), on ? " Pause" : " Play");
    play.setAttribute("aria-pressed", String(on));
    if (!on) return;
    if (store.get().day >= last) set(0);
    run_days(() => playing, () => speed, store, last, () => toggle(false));
  }

  play.addEventListener("click", () => toggle());
  back.addEventListener("click", () => jump(-1));
  next.addEventListener("click", () => jump(1));
  pace.addEventListener("change", () => (speed = Number(pace.value)));
  slider.addEventListener("input", () => set(Number(slider.value)));
  slider.addEventListener("keydown", (e) => {
    if (e.key === " ") {
      e.preventDefault();
      toggle();
    } else if (e.key === "n" || e.key === "p") jump(e.key === "n" ? 1 : -1);
  });

  function show_day() {
    const { day } = store.get();
    const text = date(run.date_at(day));
    label.textContent = text;
    if (Number(slider.value) !== day) slider.value = day;
    slider.setAttribute("aria-valuetext", text);
    strip.style.setProperty("--at", String(last ? day / last : 0));
    const mark = listed.findLast((m) => m.day <= day && m.day > day - 4);
    const today = mark ? `${mark.day === day ? "" : date(mark.date, true) + ": "}${mark.items.map((i) => i.says).slice(0, 3).join(". ")}.` : "\u00a0";
    if (says.textContent !== today && !(playing && !mark)) says.textContent = today;
  }
  const show_run = () => {
    listed = marks(report.runs[store.get().run]);
    make_strip(strip, report.runs[store.get().run], whole, listed, ctx, set);
    show_day();
  };
  back.hidden = next.hidden = says.hidden = !report.runs.some((r) => marks(r).length);
  store.on("day", show_day);
  store.on("run", show_run);
  show_run();
  toggle(false);

  const box = h(
    "div",
    { class: "time" },
    h("div", { class: "controls row" }, play, label, back, next, pace),
    says,
    h("div", { class: "track" }, strip, h("div", { class: "controls" }, slider)),
    mark_key(listed),
  );
  return { box, toggle, jump, set, is_playing: () => playing };
}

// Moves the day on with the clock, whatever the frame rate.
function run_days(alive, speed, store, last, done) {
  let before = null;
  let exact = store.get().day;
  const step = (now) => {
    if (!alive()) return;
    const { day } = store.get();
    if (Math.round(exact) !== day) exact = day; // the reader moved the slider
    if (before !== null) exact = Math.min(last, exact + ((now - before) / 1000) * speed());
    before = now;
    if (Math.round(exact) !== day) store.set({ day: Math.round(exact) });
    if (exact >= last) done();
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

const SHAPES = {
  meeting: "M0,-5 L4.6,3.6 L-4.6,3.6 Z",
  port: "M-3.7,-3.7 H3.7 V3.7 H-3.7 Z",
  caravan: "M0,-5 L5,0 L0,5 L-5,0 Z",
  rule: "M-1.3,-4.5 H1.3 V-1.3 H4.5 V1.3 H1.3 V4.5 H-1.3 V1.3 H-4.5 V-1.3 H-1.3 Z",
  measure: "M0,-2.8 A2.8,2.8 0 1 1 -0.01,-2.8 Z",
};

const shape = (kind, x, y) => s("path", { d: SHAPES[kind], transform: `translate(${x},${y})`, class: `mark ${kind}` });

function mark_key(listed) {
  const kinds = [...new Set(listed.flatMap((m) => m.items.map((i) => i.kind)))];
  if (!kinds.length) return null;
  return h(
    "p",
    { class: "map-key note" },
    Object.keys(MARKS)
      .filter((k) => kinds.includes(k))
      .map((k) => h("span", {}, s("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": true }, shape(k, 0, 0)), MARKS[k])),
  );
}

// The whole period as a small area, months below, marks above it; a click on it goes to that day.
function make_strip(strip, run, whole, listed, ctx, set) {
  const last = Math.max(1, run.days - 1);
  const series = whole.series(run);
  const top = Math.max(...series.filter((v) => v !== null), 1);
  const W = 1000;
  const points = series.map((v, d) => `${((d / last) * W).toFixed(1)},${(HEIGHT - ((v ?? 0) / top) * HEIGHT).toFixed(1)}`);
  const area = s(
    "svg",
    { class: "area", viewBox: `0 0 ${W} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": true },
    s("path", { d: `M0,${HEIGHT} L${points.join(" L")} L${W},${HEIGHT} Z` }),
  );
  const dots = listed.map((mark) => {
    const button = h(
      "button",
      { type: "button", class: "event", tabindex: -1, style: { left: `${(mark.day / last) * 100}%` }, "aria-label": `${date(mark.date)}: ${mark.items.map((i) => i.says).join(". ")}` },
      s("svg", { width: 14, height: 14, viewBox: "-7 -7 14 14", "aria-hidden": true }, shape(mark.kind, 0, 0)),
    );
    button.addEventListener("click", () => set(mark.day));
    button.addEventListener("pointerenter", (e) => ctx.tip.show(e.clientX, e.clientY, mark_text(mark)));
    button.addEventListener("pointerleave", () => ctx.tip.hide());
    return button;
  });
  stack(strip, dots, listed, last);
  refill(strip, h("div", { class: "events" }, dots), h("div", { class: "plot" }, area, h("span", { class: "what" }, whole.says)), months(run, last));
}

// Marks that would cover each other go into rows, as many as the width of the strip asks for (three at most).
function stack(strip, dots, listed, last) {
  const place = () => {
    const need = (14 / Math.max(strip.clientWidth, 280)) * last;
    const ends = [];
    listed.forEach((mark, i) => {
      let row = ends.findIndex((end) => mark.day - end >= need);
      if (row < 0) row = ends.length < 3 ? ends.length : ends.indexOf(Math.min(...ends));
      ends[row] = mark.day;
      dots[i].style.setProperty("--row", row);
    });
    strip.style.setProperty("--rows", Math.max(1, ends.length));
  };
  strip.observer?.disconnect();
  strip.observer = new ResizeObserver(place);
  strip.observer.observe(strip);
}

export function mark_text(mark) {
  return [
    h("b", {}, date(mark.date)),
    mark.items.slice(0, 5).map((i) => h("div", {}, i.says + ".", i.note ? h("span", { class: "note" }, ` ${i.note}.`) : null)),
    mark.items.length > 5 ? h("div", {}, `and ${mark.items.length - 5} more`) : null,
  ];
}

// Names of months as many as fit; the year with every January and at the beginning.
function months(run, last) {
  const line = h("div", { class: "months", "aria-hidden": true });
  run.months.forEach((m, i) => {
    const [from, to] = run.days_of_month(i);
    if (to - from < last * 0.035 && to - from < 25) return;
    const short = new Date(m + "-15").toLocaleString("en", { month: "short", timeZone: "UTC" });
    const year = !line.children.length || m.endsWith("-01") ? m.slice(0, 4) : "";
    line.append(h("span", { style: { left: `${(from / last) * 100}%` }, class: i % 3 ? "minor" : "" }, h("i", {}, short), year ? h("b", {}, year) : null));
  });
  return line;
}

