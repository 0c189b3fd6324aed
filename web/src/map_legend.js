// The legend: every mark with its real size at the present view, made with the same scales as the map.
import { h, refill, s } from "./dom.js";
import { number } from "./format.js";

// 1, 2 or 5 times a power of ten, not above the value.
export function nice_below(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [5, 2, 1].map((m) => m * power).find((v) => v <= value) ?? power;
}

const item = (picture, text) => h("li", {}, picture, h("span", {}, text));
const svg = (w, height, ...children) => s("svg", { width: Math.ceil(w), height: Math.ceil(height), "aria-hidden": true }, ...children);

export function fill_legend(box, data, scale) {
  const items = [];
  if (data.most_persons) items.push(circles(data, scale));
  if (data.most_flow) items.push(flows(data, scale));
  if (data.sectors.length) items.push(bars(data, scale));
  if (data.crossings.length) items.push(...crossings(scale));
  if (data.groups.length) items.push(item(svg(16, 16, s("path", { d: "M8,1 L15,8 L8,15 L1,8 Z", fill: "var(--group)" })), "a caravan on its way, area by people"));
  items.push(...kinds(data, scale));
  refill(box, items);
}

function circles(data, scale) {
  const top = nice_below(data.most_persons);
  const sizes = [top, nice_below(top / 4), nice_below(top / 20)].filter((v, i, a) => v >= 1 && a.indexOf(v) === i);
  const R = scale.radius(top);
  const width = 2 * R + 4;
  const rings = sizes.map((v) => {
    const r = scale.radius(v);
    return s("circle", { cx: R + 2, cy: 2 * R + 2 - r, r, fill: "var(--people)", "fill-opacity": 0.3, stroke: "var(--people)" });
  });
  return item(svg(width, 2 * R + 4, rings), `${sizes.map((v) => number(v)).join(", ")} people at a place that day`);
}

function flows(data, scale) {
  const top = nice_below(data.most_flow);
  const sizes = [top, nice_below(top / 5)];
  const H = sizes.reduce((t, v) => t + scale.width(v) + 5, 0);
  let y = 1;
  const shapes = sizes.map((v) => {
    const w = scale.width(v);
    const mid = y + w / 2;
    y += w + 5;
    return s("path", { d: `M0,${mid - w * 0.18} L54,${mid - w / 2} L54,${mid + w / 2} L0,${mid + w * 0.18} Z`, fill: "var(--flow)", "fill-opacity": 0.62 });
  });
  return item(svg(54, H, shapes), `${sizes.map((v) => number(v)).join(", ")} people took a road in the month, towards the thick end`);
}

function bars(data, scale) {
  const top = nice_below(data.most_encounters);
  const H = scale.bar(top);
  const w = scale.bar_width;
  const bar = (x, colour) => s("rect", { x, y: 0, width: w, height: H, fill: `var(${colour})` });
  const both = data.sectors.some((sec) => sec.bars.some((b) => b.component === "at_ports"));
  return item(svg(2 * w + 3, H, bar(0, "--between"), both ? bar(w + 1, "--at-ports") : null), `${number(top)} people a day met between ports (left) and at ports (right)`);
}

const crossings = () => [
  item(svg(14, 14, s("circle", { cx: 7, cy: 7, r: 4, fill: "var(--paper)", stroke: "var(--open)", "stroke-width": 1.8 })), "crossing open"),
  item(
    svg(14, 14, s("circle", { cx: 7, cy: 7, r: 4.4, fill: "var(--paper)", stroke: "var(--partial)", "stroke-width": 1.8 }), s("path", { d: "M7,2.2 A4.8,4.8 0 0 0 7,11.8 Z", fill: "var(--partial)" })),
    "partly open",
  ),
  item(svg(14, 14, s("rect", { x: 1, y: 1, width: 12, height: 12, fill: "var(--closed)" }), s("rect", { x: 3, y: 5.8, width: 8, height: 2.4, fill: "var(--paper)" })), "closed"),
];

function kinds(data) {
  const has = (k) => data.places.some((p) => p.kind === k);
  const list = [];
  if (data.run.kind === "border") {
    if (has("camp")) list.push(item(svg(10, 10, s("rect", { x: 2, y: 2, width: 6, height: 6, fill: "var(--ink)" })), "border city"));
    return list;
  }
  if (has("camp") || has("idpcamp")) list.push(item(svg(10, 10, s("rect", { x: 2, y: 2, width: 6, height: 6, fill: "var(--ink)" })), "camp"));
  if (has("conflict_zone")) list.push(item(svg(12, 12, s("path", { d: "M6,1 L11,10 L1,10 Z", fill: "var(--closed)" })), "place of conflict"));
  if (has("town")) list.push(item(svg(10, 10, s("circle", { cx: 5, cy: 5, r: 2.2, fill: "var(--ink)" })), "town"));
  return list;
}
