// Simulated against observed on log axes: on the diagonal they are equal, on the thin lines one is twice the other.
import { h, refill, s } from "./dom.js";
import { month, number, percent } from "./format.js";
import { csv_of, number_tools } from "./numbers.js";

const SIZE = 520;
const EDGE = { left: 62, right: 14, top: 12, bottom: 44 };
const NAMED = 6;

// `make(state)` -> {title, unit, points: [{label, month, seen, made, colour, group}], groups: [[group, colour]]} or null.
export function scatter(ctx, make, keys) {
  let spec = null;
  const heading = h("figcaption", {});
  const place = h("div", { class: "scatter" });
  const tools = number_tools({ caption: () => spec?.title ?? "", table: () => table(spec), csv: () => csv(spec) });
  const figure = h("figure", { class: "chart" }, heading, place, tools.element);
  const fill = () => {
    spec = make(ctx.store.get());
    figure.hidden = !spec?.points.length;
    if (figure.hidden) return;
    refill(heading, h("strong", {}, spec.title), h("span", { class: "unit" }, spec.unit), groups(spec));
    refill(place, picture(ctx, spec));
    tools.refresh();
  };
  ctx.store.on(["run", ...keys], fill);
  fill();
  return figure;
}

const dot = (colour) => s("svg", { width: 12, height: 12 }, s("circle", { cx: 6, cy: 6, r: 4, style: `fill:var(${colour});fill-opacity:0.6;stroke:var(${colour})` }));
const groups = (spec) => (spec.groups.length > 1 ? h("ul", { class: "chart-key" }, spec.groups.map(([name, colour]) => h("li", {}, dot(colour), name))) : null);

function picture(ctx, spec) {
  const values = spec.points.flatMap((p) => [p.seen, p.made]);
  const low = Math.floor(Math.log10(Math.max(1, Math.min(...values))));
  const high = Math.log10(Math.max(10, ...values)) + 0.04;
  const inner = SIZE - EDGE.left - EDGE.right;
  const tall = SIZE - EDGE.top - EDGE.bottom;
  const share = (v) => (Math.log10(Math.max(1, v)) - low) / (high - low);
  const at = { x: (v) => EDGE.left + inner * share(v), y: (v) => EDGE.top + tall * (1 - share(v)) };
  return s(
    "svg",
    { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img", "aria-label": `${spec.title}: simulated against published; the numbers are in the table` },
    axes(at, low, high),
    diagonals(at, low, high),
    spec.points.map((p) => point(ctx, spec, at, p)),
    labels(at, spec.points),
  );
}

function axes(at, low, high) {
  const ticks = [];
  for (let e = low; e <= high; e++) ticks.push(10 ** e);
  const [left, bottom] = [EDGE.left, SIZE - EDGE.bottom];
  return [
    ticks.flatMap((v) => [
      s("line", { x1: at.x(v), x2: at.x(v), y1: EDGE.top, y2: bottom, style: "stroke:var(--line)" }),
      s("line", { x1: left, x2: SIZE - EDGE.right, y1: at.y(v), y2: at.y(v), style: "stroke:var(--line)" }),
      s("text", { x: at.x(v), y: bottom + 17, "text-anchor": "middle" }, number(v)),
      s("text", { x: left - 7, y: at.y(v) + 4, "text-anchor": "end" }, number(v)),
    ]),
    s("text", { x: (left + SIZE) / 2, y: SIZE - 6, "text-anchor": "middle" }, "published"),
    s("text", { x: 0, y: 0, "text-anchor": "middle", transform: `translate(13 ${(bottom + EDGE.top) / 2}) rotate(-90)` }, "simulated"),
  ];
}

// The lines of equal, double and half, cut where the square ends.
function diagonals(at, low, high) {
  const [first, last] = [10 ** low, 10 ** high];
  const line = (factor, style) => {
    const [from, to] = [Math.max(first, first / factor), Math.min(last, last / factor)];
    return s("line", { x1: at.x(from), x2: at.x(to), y1: at.y(from * factor), y2: at.y(to * factor), style });
  };
  const thin = "stroke:var(--ink-3);stroke-dasharray:3 4";
  return [line(1, "stroke:var(--ink-2);stroke-width:1.5"), line(2, thin), line(0.5, thin)];
}

const error_of = (p) => (p.seen ? p.made / p.seen - 1 : null);

function point(ctx, spec, at, p) {
  return s("circle", {
    cx: at.x(p.seen), cy: at.y(p.made), r: 3.6, style: `fill:var(${p.colour});fill-opacity:0.45;stroke:var(${p.colour})`,
    onmouseenter: (e) => ctx.tip.show(e.clientX, e.clientY, h("b", {}, `${p.label}, ${month(p.month)}`), h("div", {}, `published ${number(p.seen)}`), h("div", {}, `simulated ${number(p.made)} (${percent(error_of(p), { digits: 1, sign: true })})`)),
    onmouseleave: () => ctx.tip.hide(),
  });
}

// Names the points that are furthest off for their size, as long as their names do not lie on one another.
function labels(at, points) {
  const far = (p) => Math.abs(Math.log(Math.max(1, p.made) / Math.max(1, p.seen))) * Math.sqrt(Math.max(p.seen, p.made));
  const placed = [];
  for (const p of [...points].sort((a, b) => far(b) - far(a)).slice(0, 40)) {
    if (placed.length === NAMED) break;
    const text = `${p.label}, ${month(p.month, true)}`;
    const width = 6.9 * text.length;
    const above = p.made > p.seen;
    const right = at.x(p.seen) + 7;
    const x = above || right + width > SIZE - EDGE.right ? at.x(p.seen) - 7 - width : right;
    const box = { x, y: at.y(p.made) + 4, width, text };
    if (x < EDGE.left || placed.some((o) => Math.abs(o.y - box.y) < 14 && o.x < box.x + box.width && box.x < o.x + o.width)) continue;
    placed.push(box);
  }
  return placed.map((b) => s("text", { x: b.x, y: b.y, class: "named" }, b.text));
}

function table(spec) {
  return h("div", { class: "numbers scroll", tabindex: 0, role: "region", "aria-label": `Numbers: ${spec.title}` },
    h("table", {},
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "month"), h("th", { scope: "col" }, ""), ["published", "simulated", "off by"].map((t) => h("th", { scope: "col", class: "n" }, t)))),
      h("tbody", {}, spec.points.map((p) => h("tr", {}, h("th", { scope: "row" }, month(p.month, true)), h("td", {}, p.label), [number(p.seen), number(p.made), percent(error_of(p), { digits: 1, sign: true })].map((t) => h("td", { class: "n" }, t)))))));
}

const csv = (spec) => csv_of(["month", "series", "published", "simulated"], spec.points.map((p) => [p.month, p.label, p.seen, p.made]));
