// One uPlot canvas from a description (charts.js has its form): axes, bands, lines, observed points, marks, the map's day.
// Leaves heading, legend, table and keyboard to charts.js. uPlot is MIT, by Leon Sorokin.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { number } from "./format.js";

const DAY = 86400;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const FONT = '12px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';
const SMALL_FONT = '11px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

// Where on the axis a date, a month (its middle) or an hour is.
export function place_of(time, label) {
  if (time === "hour") return Number(label);
  if (time === "month") {
    const [year, month] = label.split("-").map(Number);
    return (Date.UTC(year, month - 1, 1) + Date.UTC(year, month, 1)) / 2000;
  }
  return Date.parse(label + "T00:00:00Z") / 1000;
}

// "#0072b2", 0.18 -> "rgba(0, 114, 178, 0.18)"
export function faded(colour, alpha) {
  const hex = colour.replace("#", "");
  const full = hex.length === 3 ? [...hex].map((c) => c + c).join("") : hex;
  const [r, g, b] = [0, 2, 4].map((i) => parseInt(full.slice(i, i + 2), 16));
  return `rgba(${r}, ${g}, ${b}, ${alpha})`;
}

// Numbers of an axis: 250 000 as it is, millions and billions in words short enough for it.
export function tick_text(value, step) {
  const size = Math.abs(value);
  const is_whole = (x) => Math.abs(x - Math.round(x)) < 1e-6;
  const digits = (unit) => [0, 1, 2].find((d) => is_whole((step / unit) * 10 ** d)) ?? 3;
  if (size >= 2e9 || step >= 5e8) return value === 0 ? "0" : number(value / 1e9, digits(1e9)) + " bn";
  if (size >= 2e6 || step >= 5e5) return value === 0 ? "0" : number(value / 1e6, digits(1e6)) + " m";
  return number(value, digits(1));
}

// First days of months on the axis (middles, where values are of months), as many as have room; January is among them.
function month_splits(time, min, max, room) {
  const months = (max - min) / (30.44 * DAY);
  const step = [1, 2, 3, 6, 12, 24, 60].find((s) => months / s <= room) ?? 120;
  const first = new Date(min * 1000);
  const splits = [];
  for (let m = first.getUTCFullYear() * 12 + first.getUTCMonth(); ; m++) {
    const first_day = Date.UTC(Math.floor(m / 12), m % 12, 1) / 1000;
    const at = time === "month" ? (first_day + Date.UTC(Math.floor(m / 12), (m % 12) + 1, 1) / 1000) / 2 : first_day;
    if (at > max) return splits;
    if (at >= min - 1 && m % step === 0) splits.push(at);
  }
}

function month_texts(splits) {
  let year = null;
  return splits.map((at) => {
    const date = new Date(at * 1000);
    const text = MONTHS[date.getUTCMonth()];
    if (date.getUTCFullYear() === year) return text;
    year = date.getUTCFullYear();
    return `${text}\n${year}`;
  });
}

const hour_splits = (width) => (width < 260 ? [0, 6, 12, 18, 23] : [0, 3, 6, 9, 12, 15, 18, 21, 23]);

function x_axis(spec, colour) {
  const hours = spec.time === "hour";
  return {
    stroke: () => colour("--ink-2"),
    font: spec.small ? SMALL_FONT : FONT,
    grid: { show: false },
    ticks: { stroke: () => colour("--ink-3"), width: 1, size: 4 },
    border: { show: true, stroke: () => colour("--ink-3"), width: 1 },
    gap: 3,
    size: hours ? 28 : 42,
    splits: (u, axis, min, max) => (hours ? hour_splits(u.width) : month_splits(spec.time, min, max, (u.width - 60) / 42)),
    values: (u, splits) => (hours ? splits.map((h) => `${h}h`) : month_texts(splits)),
  };
}

// Whole numbers only where the values are whole.
function y_text(spec, value, step) {
  if (spec.digits || step >= 1) return tick_text(value, step);
  return Number.isInteger(value) ? tick_text(value, 1) : "";
}

function y_axis(spec, colour) {
  return {
    stroke: () => colour("--ink-2"),
    font: spec.small ? SMALL_FONT : FONT,
    grid: { stroke: () => colour("--line"), width: 1 },
    ticks: { show: false },
    gap: 4,
    space: spec.small ? 26 : 34,
    size: (u, texts) => (texts ? Math.max(...texts.map((t) => t.length)) * (spec.small ? 6.4 : 7) + 11 : 40),
    values: (u, splits) => splits.map((v) => y_text(spec, v, splits.length > 1 ? Math.abs(splits[1] - splits[0]) : 1)),
  };
}

// A count begins at nought; what can be below nought has nought inside.
function y_range(spec) {
  return (u, low, high) => {
    if (low === null || high === null) return [0, spec.least_top ?? 1];
    const top = Math.max(high, spec.least_top ?? 0);
    if (spec.zero === false && low > 0) return [low - 0.06 * (top - low), top + 0.06 * (top - low)];
    const bottom = Math.min(0, low);
    return [bottom < 0 ? bottom - 0.05 * (top - bottom) : 0, top > 0 ? top + 0.06 * (top - bottom) : bottom < 0 ? 0 : 1];
  };
}

// uPlot's columns and series: bands below all lines, and the first line above the others.
function columns(spec, colour) {
  const data = [spec.x.map((label) => place_of(spec.time, label))];
  const series = [{}];
  const bands = [];
  const add = (values, options) => series.push({ spanGaps: false, points: { show: false }, ...options }) && data.push(values);
  for (const line of spec.lines) {
    if (line.low && line.high) {
      add(line.high, { stroke: null, width: 0 });
      add(line.low, { stroke: null, width: 0 });
      const fill = () => faded(colour(line.colour), Number(colour("--band")) || 0.18);
      bands.push({ series: [series.length - 2, series.length - 1], fill });
    }
  }
  for (const line of [...spec.lines].reverse()) {
    const lone = line.mid.filter((v) => v !== null).length < 2;
    add(line.mid, {
      stroke: () => colour(line.colour), width: spec.small ? 1.5 : 2, dash: line.dash,
      points: lone ? { show: true, size: 6, fill: () => colour(line.colour) } : { show: false },
      paths: line.steps ? uPlot.paths.stepped({ align: 1 }) : undefined,
    });
  }
  if (spec.points) {
    add(spec.points.values, {
      stroke: () => colour("--observed"), width: 0, paths: () => null,
      points: { show: true, size: spec.small ? 4.5 : 6.5, width: spec.small ? 0.5 : 1.2, fill: () => colour("--observed"), stroke: () => colour("--paper") },
    });
  }
  return { data, series, bands };
}

function draw_marks(u, marks, colour, letters) {
  const { ctx } = u;
  const scale = devicePixelRatio;
  const { top, height } = u.bbox;
  ctx.save();
  ctx.lineWidth = scale;
  ctx.font = `600 ${11 * scale}px system-ui, "DejaVu Sans", sans-serif`;
  ctx.textAlign = "center";
  for (const mark of marks) {
    const x = Math.round(u.valToPos(mark.at, "x", true)) + 0.5;
    ctx.strokeStyle = colour("--ink-3");
    ctx.setLineDash([2 * scale, 3 * scale]);
    ctx.beginPath();
    ctx.moveTo(x, top);
    ctx.lineTo(x, top + height);
    ctx.stroke();
    ctx.fillStyle = colour("--ink-2");
    if (letters) ctx.fillText(mark.letter, Math.max(x, u.bbox.left + 5 * scale), top - 5 * scale);
  }
  ctx.restore();
}

function x_range(spec) {
  const at = spec.x.map((label) => place_of(spec.time, label));
  const [first, last] = [at[0], at[at.length - 1]];
  if (spec.time === "hour") return [-0.4, 23.4];
  const edge = spec.time === "month" ? 15.5 * DAY : 0;
  return first === last && !edge ? [first - DAY, last + DAY] : [first - edge, last + edge];
}

// Makes the canvas inside `box`. `colour(name)` gives the colour of a CSS variable; `find_marks(width, at)` the marks;
// `moved(u, index)` is told of the cursor (null: left), `chosen(index)` of a click. -> the uPlot
export function draw_plot(box, spec, { colour, width, find_marks, moved, chosen }) {
  const { data, series, bands } = columns(spec, colour);
  const range = x_range(spec);
  const u = new uPlot(
    {
      width,
      height: spec.height,
      padding: [spec.marks ? 18 : 6, spec.small ? 6 : 10, 0, 0],
      legend: { show: false },
      scales: { x: { time: false, range: () => range }, y: { range: y_range(spec) } },
      axes: [x_axis(spec, colour), y_axis(spec, colour)],
      series,
      bands,
      cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      hooks: {
        draw: [(v) => draw_marks(v, find_marks(v.over.clientWidth || width - 60, range), colour, true)],
        setCursor: [(v) => moved(v, v.cursor.idx)],
      },
    },
    data,
    box,
  );
  u.over.addEventListener("click", () => chosen(u.cursor.idx));
  return u;
}
