// Names on the map: the most important first, each at the first of several spots beside its mark where it covers no other
// name and no larger mark. What finds no spot is left out until the reader comes closer.
import { country_spots } from "./map_ground.js";
import { crossing_name, name } from "./format.js";
import { clear } from "./map_paint.js";

const grown = (b, by) => ({ x: b.x - by, y: b.y - by, w: b.w + 2 * by, h: b.h + 2 * by });
const overlaps = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// Spots around a mark of radius r: right, left, above, below, and the corners.
function spots(x, y, r, w, h) {
  const g = r + 4;
  const d = r * 0.72 + 3;
  return [
    [x + g, y - h / 2], [x - g - w, y - h / 2], [x - w / 2, y - g - h], [x - w / 2, y + g],
    [x + d, y - d - h], [x + d, y + d], [x - d - w, y + d], [x - d - w, y - d - h],
  ];
}

export function paint_labels(context, ground, data, view, scale, day, colour) {
  context.setTransform(view.dpr, 0, 0, view.dpr, 0, 0);
  clear(context, view);
  const small = view.width < 560;
  const size = small ? 11 : 12.5;
  const font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  context.font = `500 ${font}`;
  context.textBaseline = "middle";
  const marks = mark_boxes(data, view, scale, day);
  const taken = [];
  const shown = [];
  let hidden = 0;
  for (const item of candidates(data, view)) {
    const w = context.measureText(item.text).width;
    const box = free_spot(item, w, size * 1.15, marks, taken, view);
    if (!box) hidden += item.counts ? 1 : 0;
    else {
      taken.push(box);
      shown.push({ ...box, text: item.text });
    }
  }
  paint_countries(context, ground, view, [...marks, ...flow_boxes(data, view, scale)], taken, small, colour);
  context.font = `500 ${font}`;
  context.textAlign = "left";
  for (const s of shown) halo_text(context, s.text, s.x, s.y + s.h / 2, colour("--ink"), colour("--halo"), 3.2);
  return { hidden, boxes: shown };
}

export function halo_text(context, text, x, y, ink, halo, width) {
  context.lineJoin = "round";
  context.strokeStyle = halo;
  context.lineWidth = width;
  context.globalAlpha = 0.9;
  context.strokeText(text, x, y);
  context.globalAlpha = 1;
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

// Places by the most people they ever hold, border cities (which other marks stand beside) and crossings when near.
function candidates(data, view) {
  const on = (o) => {
    const [x, y] = [o.x * view.k + view.x, o.y * view.k + view.y];
    return x > 2 && y > 2 && x < view.width - 2 && y < view.height - 2 ? { x, y } : null;
  };
  const list = [];
  for (const p of data.places) {
    const at = on(p);
    if (at) list.push({ ...at, text: short(p), weight: p.most + city_weight(p, data), key: p, counts: true });
  }
  list.sort((a, b) => b.weight - a.weight);
  if (data.zoomed < 5) return list;
  for (const c of data.crossings) {
    const at = on(c);
    if (at) list.push({ ...at, text: crossing_name(c.name), key: c, counts: true });
  }
  return list;
}

// "Acandí / Capurganá" is told in full by the tooltip; on the map the first name does.
const short = (p) => (p.label ? p.label.split(/ \/ | \(/)[0] : name(p.name));

// Nobody is counted in a border city itself, so that the crossings near it stand for its size.
function city_weight(p, data) {
  if (!p.sector) return 0;
  p.crossings ??= data.crossings.filter((c) => Math.hypot(c.latitude - p.latitude, c.longitude - p.longitude) < 0.3).length;
  return data.most_persons * (0.4 + 0.1 * p.crossings);
}

function mark_boxes(data, view, scale, day) {
  const boxes = [];
  const square = (o, r) => {
    const [x, y] = [o.x * view.k + view.x, o.y * view.k + view.y];
    boxes.push({ x: x - r, y: y - r, w: 2 * r, h: 2 * r, key: o, r });
  };
  for (const p of data.places) square(p, Math.max(scale.radius(typical(p)) * 0.86, scale.mark * 0.6));
  for (const c of data.crossings) square(c, scale.mark * 0.7);
  for (const s of data.sectors) {
    const [x, y] = [s.x * view.k + view.x, s.y * view.k + view.y];
    const height = Math.max(...s.bars.map((b) => scale.bar(b.most))) * 0.8;
    const w = s.bars.length * (scale.bar_width + 1);
    boxes.push({ x: x - w / 2, y: y - 9 - height, w, h: height + 6, key: s, r: 0 });
  }
  return boxes;
}

// Small boxes along the wider routes: names of countries keep off them, names of places may lie on them.
function flow_boxes(data, view, scale) {
  const boxes = [];
  for (const f of data.flows) {
    if (scale.width(f.most) < 1) continue;
    const [ax, ay, bx, by] = [f.x0, f.y0, f.x1, f.y1].map((v, i) => v * view.k + (i % 2 ? view.y : view.x));
    const n = Math.min(60, Math.ceil(Math.hypot(bx - ax, by - ay) / 12));
    for (let i = 0; i <= n; i++) boxes.push({ x: ax + ((bx - ax) * i) / n - 5, y: ay + ((by - ay) * i) / n - 5, w: 10, h: 10 });
  }
  return boxes;
}

// Labels keep their place while the days go by, so they are set for a size that a place has often.
function typical(p) {
  p.typical ??= p.mid ? [...p.mid].sort((a, b) => a - b)[Math.floor(p.mid.length * 0.75)] : 0;
  return p.typical;
}

function free_spot(item, w, h, marks, taken, view) {
  const own = marks.find((m) => m.key === item.key);
  const r = own?.r ?? 4;
  for (const [x, y] of spots(item.x, item.y, r, w, h)) {
    const box = { x, y, w, h };
    if (x < 2 || y < 2 || x + w > view.width - 2 || y + h > view.height - 2) continue;
    if (taken.some((t) => overlaps(grown(box, 2), t))) continue;
    if (marks.some((m) => m.key !== item.key && overlaps(box, grown(m, m.key.type === "place" ? 3 : 0)))) continue;
    return box;
  }
  return null;
}

function paint_countries(context, ground, view, marks, taken, small, colour) {
  const size = small ? 10.5 : 13;
  context.font = `italic 400 ${size}px ${getComputedStyle(document.documentElement).getPropertyValue("--serif")}`;
  if ("letterSpacing" in context) context.letterSpacing = small ? "0.5px" : "1.5px";
  context.textAlign = "left";
  for (const country of country_spots(context, ground, view)) {
    context.setTransform(view.dpr, 0, 0, view.dpr, 0, 0);
    const w = context.measureText(country.name).width;
    const h = size * 1.3;
    const spot = country.spots
      .map((s) => ({ x: s.x - w / 2, y: s.y - h / 2, w, h }))
      .find((b) => b.x > 3 && b.x + w < view.width - 3 && b.y > 2 && b.y + h < view.height - 2 && ![...marks, ...taken].some((m) => overlaps(b, m)));
    if (!spot) continue;
    taken.push(spot);
    halo_text(context, country.name, spot.x, spot.y + h / 2, colour("--ink-3"), colour("--land"), 2);
  }
  context.setTransform(view.dpr, 0, 0, view.dpr, 0, 0);
  if ("letterSpacing" in context) context.letterSpacing = "0px";
}
