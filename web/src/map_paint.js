// Paints what changes with the day: routes, places, encounters, crossings, caravans. Sizes are by area or length, so that
// they can be compared; `scales` says how large and the legend shows the same.
import { week_mean } from "./map_data.js";

// Pixels for persons at a view: circles by area, arrows by width, bars by length. Closer views get larger marks, slowly.
export function scales(data, view, zoomed) {
  const room = Math.min(1, Math.sqrt(view.width / 1000));
  const grow = Math.min(2.2, Math.max(1, zoomed) ** 0.3);
  const radius = 22 * room * grow;
  const width = 15 * room * grow;
  const bar = 58 * room * grow;
  return {
    radius: (n) => (n > 0 && data.most_persons ? radius * Math.sqrt(n / data.most_persons) : 0),
    width: (n) => (n > 0 && data.most_flow ? width * Math.sqrt(n / data.most_flow) : 0),
    bar: (n) => (n > 0 && data.most_encounters ? (bar * n) / data.most_encounters : 0),
    bar_width: 6 * Math.max(0.8, room) * Math.min(1.6, grow),
    mark: 4.2 * Math.max(0.85, room) * Math.min(1.5, grow),
  };
}

// A canvas for paper is new and so is clear; Chromium prints what is cleared as white, over what lies below.
export function clear(context, view) {
  if (!view.paper) context.clearRect(0, 0, view.width, view.height);
}

export function paint_day(context, data, view, scale, state, colour) {
  context.setTransform(view.dpr, 0, 0, view.dpr, 0, 0);
  clear(context, view);
  const paint = { context, data, view, scale, colour, day: state.day, month: data.run.month_at(state.day), selected: state.selected };
  paint.px = (o) => o.x * view.k + view.x;
  paint.py = (o) => o.y * view.k + view.y;
  paint_flows(paint);
  paint_places(paint);
  paint_sectors(paint);
  paint_crossings(paint);
  paint_groups(paint);
  paint_selected(paint);
}

// A route as an arrow without a head: thin where people come from, thick where they go; the two ways keep to the right.
export function flow_shape(flow, view, width) {
  const [ax, ay, bx, by] = [flow.x0 * view.k + view.x, flow.y0 * view.k + view.y, flow.x1 * view.k + view.x, flow.y1 * view.k + view.y];
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const [nx, ny] = [-(by - ay) / length, (bx - ax) / length];
  const side = width / 2 + 0.6;
  return { ax: ax + nx * side, ay: ay + ny * side, bx: bx + nx * side, by: by + ny * side, nx, ny, length };
}

function paint_flows({ context, data, view, scale, colour, month }) {
  if (month < 0) return;
  context.fillStyle = colour("--flow");
  context.globalAlpha = 0.62;
  for (const flow of data.flows) {
    const width = scale.width(flow.months[month]);
    if (width < 0.35) continue;
    const f = flow_shape(flow, view, width);
    const [thin, thick] = [width * 0.18, width * 0.5];
    context.beginPath();
    context.moveTo(f.ax + f.nx * thin, f.ay + f.ny * thin);
    context.lineTo(f.bx + f.nx * thick, f.by + f.ny * thick);
    context.lineTo(f.bx - f.nx * thick, f.by - f.ny * thick);
    context.lineTo(f.ax - f.nx * thin, f.ay - f.ny * thin);
    context.closePath();
    context.fill();
  }
  context.globalAlpha = 1;
}

const SOLID = new Set(["camp", "idpcamp"]);

function paint_places({ context, data, day, scale, colour, px, py }) {
  const people = colour("--people");
  for (const p of data.places) {
    const r = scale.radius(p.mid?.[day]);
    const [x, y] = [px(p), py(p)];
    if (r > 0.8) {
      context.beginPath();
      context.arc(x, y, r, 0, 2 * Math.PI);
      context.globalAlpha = SOLID.has(p.kind) ? 0.82 : 0.5;
      context.fillStyle = people;
      context.fill();
      context.globalAlpha = 1;
      context.lineWidth = 1;
      context.strokeStyle = colour("--paper");
      context.stroke();
    }
    paint_kind(context, p, x, y, scale.mark, colour);
  }
}

// What a place is: a conflict zone a small triangle, a camp a small square, any other place a dot.
function paint_kind(context, p, x, y, size, colour) {
  context.fillStyle = colour(p.kind === "conflict_zone" ? "--closed" : "--ink");
  context.beginPath();
  if (p.kind === "conflict_zone") {
    context.moveTo(x, y - size);
    context.lineTo(x + size * 0.95, y + size * 0.7);
    context.lineTo(x - size * 0.95, y + size * 0.7);
  } else if (SOLID.has(p.kind)) context.rect(x - size * 0.55, y - size * 0.55, size * 1.1, size * 1.1);
  else context.arc(x, y, size * 0.38, 0, 2 * Math.PI);
  context.fill();
}

// Bars stand on the border, side by side: met between ports, met at ports; persons a day, mean of the last week.
export function bar_boxes(sector, day, scale, x, y) {
  const n = sector.bars.length;
  const w = scale.bar_width;
  return sector.bars.map((bar, i) => {
    const height = scale.bar(week_mean(bar.mid, day));
    return { bar, x: x + (i - n / 2) * (w + 1), y: y - 9 - height, w, h: height };
  });
}

function paint_sectors({ context, data, day, scale, colour, px, py }) {
  for (const s of data.sectors)
    for (const b of bar_boxes(s, day, scale, px(s), py(s))) {
      if (b.h < 0.5) continue;
      context.fillStyle = colour(b.bar.component === "at_ports" ? "--at-ports" : "--between");
      context.fillRect(b.x, b.y, b.w, b.h);
      context.strokeStyle = colour("--paper");
      context.lineWidth = 0.8;
      context.strokeRect(b.x, b.y, b.w, b.h);
    }
}

const STATE_COLOUR = { open: "--open", partial: "--partial", closed: "--closed" };

// Open is a ring, partly open a ring half filled, closed a filled square with a bar: told apart without colour.
export function paint_crossing(context, state, x, y, size, colour) {
  const tint = colour(STATE_COLOUR[state]);
  context.lineWidth = Math.max(1.2, size * 0.36);
  context.strokeStyle = tint;
  context.fillStyle = colour("--paper");
  context.beginPath();
  if (state === "closed") {
    context.fillStyle = tint;
    context.fillRect(x - size * 1.15, y - size * 1.15, size * 2.3, size * 2.3);
    context.fillStyle = colour("--paper");
    context.fillRect(x - size * 0.75, y - size * 0.24, size * 1.5, size * 0.48);
    return;
  }
  context.arc(x, y, size * 0.72, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  if (state !== "partial") return;
  context.fillStyle = tint;
  context.beginPath();
  context.arc(x, y, size * 0.85, Math.PI / 2, 1.5 * Math.PI);
  context.fill();
}

// The ones that are not open are painted last: many stand close together.
function paint_crossings({ context, data, day, scale, colour, px, py }) {
  const ORDER = { open: 0, partial: 1, closed: 2 };
  const list = data.crossings.map((c) => ({ c, state: data.state(c, day).state }));
  list.sort((a, b) => ORDER[a.state] - ORDER[b.state]);
  for (const { c, state } of list) paint_crossing(context, state, px(c), py(c), scale.mark * (state === "open" ? 0.8 : 1.15), colour);
}

function paint_groups({ context, data, day, view, scale, colour }) {
  for (const g of data.groups) {
    const here = g.track[day];
    if (!here) continue;
    context.strokeStyle = colour("--group");
    context.lineWidth = 1.6;
    context.beginPath();
    for (let d = Math.max(0, day - 30), first = true; d <= day; d++) {
      if (!g.track[d]) continue;
      const [x, y] = [g.track[d][0] * view.k + view.x, g.track[d][1] * view.k + view.y];
      if (first) context.moveTo(x, y);
      else context.lineTo(x, y);
      first = false;
    }
    context.stroke();
    paint_group(context, here[0] * view.k + view.x, here[1] * view.k + view.y, Math.max(scale.radius(g.mid[day]), 5), colour);
  }
}

// A caravan is a diamond of the area that its people would have as a circle.
export function paint_group(context, x, y, radius, colour) {
  const half = radius * Math.sqrt(Math.PI / 2);
  context.fillStyle = colour("--group");
  context.beginPath();
  context.moveTo(x, y - half);
  context.lineTo(x + half, y);
  context.lineTo(x, y + half);
  context.lineTo(x - half, y);
  context.closePath();
  context.fill();
  context.strokeStyle = colour("--paper");
  context.lineWidth = 1.2;
  context.stroke();
}

function paint_selected({ context, data, day, scale, colour, selected, px, py }) {
  if (!selected) return;
  const list = { place: data.places, crossing: data.crossings, sector: data.sectors }[selected.type];
  const found = list?.find((o) => o.name === selected.name);
  if (!found) return;
  context.strokeStyle = colour("--focus");
  context.lineWidth = 2.5;
  context.beginPath();
  context.arc(px(found), py(found), Math.max(9, scale.radius(found.mid?.[day]) + 4), 0, 2 * Math.PI);
  context.stroke();
}
