// The map section: three canvases (ground, the day, names) that move together, the day slider below, a legend with real
// sizes, a panel for what is selected. Playing paints the day alone; the ground is painted when the view changes.
import "./map.css";
import { h, refill } from "./dom.js";
import { date, number } from "./format.js";
import { map_data, week_mean } from "./map_data.js";
import { make_ground, make_projection, paint_ground } from "./map_ground.js";
import { paint_labels } from "./map_labels.js";
import { fill_legend } from "./map_legend.js";
import { bar_boxes, flow_shape, paint_day, scales } from "./map_paint.js";
import { about, day_table, make_panel, title } from "./map_panel.js";
import { make_time } from "./map_time.js";
import { create_view } from "./map_view.js";

export const map = {
  id: "map",
  title: "The map, day by day",
  short: "Map",
  lead: (report) =>
    report.runs[0].kind === "border"
      ? "Who is where, which roads they take, where they are met at the border, and which crossings are open."
      : "Where the displaced are, which roads they take, and how full the camps are.",
  make,
};

function make(root, report, ctx) {
  const stage = make_stage(report, ctx);
  const time = make_time(report, ctx, whole_period(report));
  const panel = make_panel(ctx, stage.current);
  const legend = h("ul", { class: "map-legend" });
  const table = h("details", { class: "as-table" }, h("summary", {}, "The same as a table"), h("div", { class: "scroll" }));
  const frame = h("div", { class: "map-frame" }, stage.element, panel.box);
  root.append(h("figure", { class: "map" }, stage.buttons, frame, time.box, legend, h("figcaption", { class: "note" }, credits(ctx.map))), table);

  stage.start({ legend, panel, time });
  const fill_table = () => table.open && refill(table.lastChild, day_table(stage.data(), ctx.store.get().day));
  table.addEventListener("toggle", fill_table);
  ctx.store.on(["day", "run"], fill_table);
}

function credits(source) {
  return `${source.credit} ${source.borders} ${source.states}`;
}

// What the strip above the slider shows: all encounters of each day, or how many are displaced.
function whole_period(report) {
  if (report.runs[0].has("encounters"))
    return {
      says: "people met at the border, a day",
      series: (run) => {
        const parts = ["between_ports", "at_ports"].map((component) => run.series("encounters", { component }, "persons")).filter(Boolean);
        const sum = parts[0].map((_, d) => parts.reduce((t, p) => t + (p[d] ?? 0), 0));
        return sum.map((_, d) => week_mean(sum, d));
      },
    };
  return { says: "people displaced", series: (run) => run.series("totals", { quantity: "displaced" }, "value") ?? [] };
}

// What the map opens on: the busiest day of a border, the last day of a displacement.
function first_day(report, whole) {
  const run = report.runs[0];
  if (run.kind !== "border") return run.days - 1;
  const series = whole.series(run);
  return series.reduce((best, v, d) => (v > series[best] ? d : best), 0);
}

const PAPER_WIDTH = 690; // pixels between the margins of an A4 page

function make_stage(report, ctx) {
  const { store, colour } = ctx;
  const everything = points_of(report);
  const projection = make_projection(everything);
  const ground = make_ground(ctx.map, projection);
  const boxes = { all: plane_box(everything, projection), border: border_box(report, projection) };
  const kept = new Map();
  const layers = ["ground", "day", "names"].map((c) => h("canvas", { class: c, "aria-hidden": true }));
  const [ground_context, day_context, name_context] = layers.map((c) => c.getContext("2d"));
  const element = h(
    "div",
    { class: "map-stage", tabindex: 0, role: "application", "aria-roledescription": "map", "aria-describedby": "map-help" },
    layers,
  );
  const hint = h("p", { class: "more note" });
  const help = h("p", { id: "map-help", class: "visually-hidden" }, "Arrow keys move the map, plus and minus zoom, 0 shows everything, b the border, j and k go through the places and Enter selects one, space plays.");
  const view_api = create_view(element, null, (settled) => repaint(settled));
  const { view } = view_api;
  let parts = null;
  let scale = null;
  let aim = -1;
  let paper = false;
  let sharpness = () => Math.min(devicePixelRatio || 1, 2);

  const data = () => {
    const { run } = store.get();
    if (!kept.has(run)) kept.set(run, map_data(report.runs[run], projection));
    return kept.get(run);
  };
  const find = (selected) => {
    if (!selected) return null;
    const d = data();
    const list = { place: d.places, crossing: d.crossings, sector: d.sectors, group: d.groups, flow: d.flows }[selected.type];
    return list?.find((o) => o.name === selected.name) ?? null;
  };
  const current = () => find(store.get().selected);
  current.context = () => ({ data: data(), day: store.get().day });

  function paint_the_day() {
    paint_day(day_context, data(), view, scale, store.get(), colour);
  }

  function paint_names() {
    const d = data();
    d.zoomed = view_api.zoomed();
    const { hidden, boxes: labels } = paint_labels(name_context, ground, d, view, scale, store.get().day, colour);
    element.cruce = { data: d, view, labels };
    hint.textContent = hidden ? `${number(hidden)} more names when you zoom in` : "";
  }

  function repaint(settled) {
    if (!view.ready) return;
    scale = scales(data(), view, view_api.zoomed());
    element.style.touchAction = view_api.zoomed() > 1.05 ? "none" : "pan-y";
    paint_ground(ground_context, ground, view, colour);
    paint_the_day();
    if (settled) {
      paint_names();
      fill_legend(parts.legend, data(), scale);
    }
    layers[2].style.visibility = settled ? "visible" : "hidden";
  }

  // On paper the map is drawn for the width of a page, so that its names have the size of the text around it.
  function for_paper(on) {
    paper = false;
    view.paper = on;
    element.style.width = on ? `${PAPER_WIDTH}px` : "";
    element.style.minHeight = on ? "0" : "";
    sharpness = () => (on ? 3 : Math.min(devicePixelRatio || 1, 2));
    resize();
    paper = on;
  }

  function resize() {
    const box = element.getBoundingClientRect();
    if (paper || !box.width || (Math.abs(box.width - view.width) < 1 && Math.abs(box.height - view.height) < 1)) return;
    const zoomed = view.ready ? view_api.zoomed() : 1;
    Object.assign(view, { width: box.width, height: box.height, dpr: sharpness(), ready: true });
    for (const c of layers) Object.assign(c, { width: Math.round(box.width * view.dpr), height: Math.round(box.height * view.dpr) });
    view_api.set_world(boxes.all);
    view_api.home(boxes.all, margins());
    if (zoomed > 1.02) view_api.zoom(zoomed);
    repaint(true);
  }

  // Room for the bars above the border and for names.
  function margins() {
    const small = view.width < 560;
    return { top: small ? 40 : 64, right: small ? 22 : 56, bottom: small ? 22 : 36, left: small ? 22 : 56 };
  }

  const fit = (box) => view_api.show(box, { top: 80, right: 50, bottom: 60, left: 50 });
  const home = () => {
    resize();
    view_api.show(boxes.all, margins());
  };

  // The thing under a point of the view, the smallest first.
  function thing_at([x, y]) {
    return pick(data(), view, scale, store.get().day, x, y);
  }

  function point(e) {
    if (view_api.dragging?.()) return ctx.tip.hide();
    const box = element.getBoundingClientRect();
    const thing = thing_at([e.clientX - box.left, e.clientY - box.top]);
    element.style.cursor = thing ? "pointer" : "grab";
    if (thing) ctx.tip.show(e.clientX, e.clientY, about(thing, data(), store.get().day));
    else ctx.tip.hide();
  }

  // With the keys: from place to place by size, told in the tooltip and to screen readers.
  function go_through(way) {
    const all = [...data().places.filter((p) => p.most > 0), ...data().sectors, ...data().crossings];
    const seen = all.filter((o) => in_view(o, view));
    const list = seen.length ? seen : all;
    aim = (aim + way + list.length) % list.length;
    const thing = list[aim];
    const [x, y] = [thing.x * view.k + view.x, thing.y * view.k + view.y];
    if (x < 0 || y < 0 || x > view.width || y > view.height) view_api.move(view.width / 2 - x, view.height / 2 - y);
    const box = element.getBoundingClientRect();
    ctx.tip.show(box.left + thing.x * view.k + view.x, box.top + thing.y * view.k + view.y, about(thing, data(), store.get().day));
    return thing;
  }

  const KEYS = {
    ArrowLeft: () => view_api.move(60, 0),
    ArrowRight: () => view_api.move(-60, 0),
    ArrowUp: () => view_api.move(0, 60),
    ArrowDown: () => view_api.move(0, -60),
    "+": () => view_api.zoom(1.5),
    "=": () => view_api.zoom(1.5),
    "-": () => view_api.zoom(1 / 1.5),
    0: home,
    b: () => boxes.border && fit(boxes.border),
    j: () => (parts.aimed = go_through(1)),
    k: () => (parts.aimed = go_through(-1)),
    Enter: () => parts.aimed && store.set({ selected: { type: parts.aimed.type, name: parts.aimed.name } }),
    Escape: () => (ctx.tip.hide(), store.set({ selected: null })),
    " ": () => parts.time.toggle(),
    n: () => parts.time.jump(1),
    p: () => parts.time.jump(-1),
  };

  const button = (text, says, action) => h("button", { type: "button", title: says, "aria-label": says, onclick: action }, text);
  const buttons = h(
    "div",
    { class: "map-buttons controls" },
    button("+", "Zoom in", () => view_api.zoom(1.6)),
    button("−", "Zoom out", () => view_api.zoom(1 / 1.6)),
    button("Fit", "Show everything", home),
    boxes.border ? button("Border", "Zoom to the border", () => fit(boxes.border)) : null,
    hint,
  );

  return {
    element: h("div", { class: "map-hold" }, element, help),
    buttons,
    data,
    current,
    start(given) {
      parts = given;
      store.set({ day: first_day(report, whole_period(report)) });
      element.addEventListener("pointermove", point);
      element.addEventListener("pointerleave", () => ctx.tip.hide());
      element.addEventListener("blur", () => ctx.tip.hide());
      element.addEventListener("click", (e) => {
        if (view_api.was_drag()) return;
        const box = element.getBoundingClientRect();
        const thing = thing_at([e.clientX - box.left, e.clientY - box.top]);
        store.set({ selected: thing ? { type: thing.type, name: thing.name } : null });
      });
      element.addEventListener("keydown", (e) => {
        if (!KEYS[e.key] || e.ctrlKey || e.metaKey || e.altKey) return;
        e.preventDefault();
        KEYS[e.key]();
      });
      const describe = () => {
        const run = data().run;
        element.setAttribute("aria-label", `Map on ${date(run.date_at(store.get().day))}${run.index ? `, ${run.label}` : ""}. ${spoken(data(), store.get().day)}`);
      };
      store.on("day", () => view.ready && paint_the_day());
      store.on(["day", "selected", "run"], () => parts.panel.show());
      store.on("selected", () => view.ready && paint_the_day());
      store.on(["run", "colours"], () => view.ready && repaint(true));
      let said = 0;
      store.on(["day", "run"], () => {
        clearTimeout(said);
        said = setTimeout(describe, 300);
      });
      window.addEventListener("beforeprint", () => for_paper(true));
      window.addEventListener("afterprint", () => for_paper(false));
      new ResizeObserver(resize).observe(element);
      requestAnimationFrame(resize);
      describe();
    },
  };
}

function in_view(o, view) {
  const [x, y] = [o.x * view.k + view.x, o.y * view.k + view.y];
  return x > 0 && y > 0 && x < view.width && y < view.height;
}

// The five largest places in words, for the label of the map.
function spoken(data, day) {
  const top = [...data.places].filter((p) => p.mid?.[day] > 0).sort((a, b) => b.mid[day] - a.mid[day]).slice(0, 5);
  return `Most people: ${top.map((p) => `${title(p)} ${number(p.mid[day])}`).join(", ")}.`;
}

function pick(data, view, scale, day, x, y) {
  const at = (o) => [o.x * view.k + view.x, o.y * view.k + view.y];
  const near = (list, reach) => {
    let best = null;
    let least = Infinity;
    for (const o of list) {
      const [ox, oy] = at(o);
      const d = Math.hypot(ox - x, oy - y) - reach(o);
      if (d < Math.min(0, least)) [best, least] = [o, d];
    }
    return best;
  };
  const group = data.groups.find((g) => {
    const t = g.track[day];
    return t && Math.hypot(t[0] * view.k + view.x - x, t[1] * view.k + view.y - y) < Math.max(8, scale.radius(g.mid[day]));
  });
  if (group) return group;
  const shut = data.crossings.filter((c) => data.state(c, day).state !== "open");
  const crossing = near(shut, () => 8) ?? near(data.crossings, () => Math.max(4, scale.mark));
  if (crossing) return crossing;
  const small = near([...data.places].sort((a, b) => (a.mid?.[day] ?? 0) - (b.mid?.[day] ?? 0)), (p) => Math.max(6, scale.radius(p.mid?.[day])));
  if (small) return small;
  for (const sector of data.sectors) {
    const [sx, sy] = at(sector);
    if (bar_boxes(sector, day, scale, sx, sy).some((b) => x > b.x - 3 && x < b.x + b.w + 3 && y > b.y - 4 && y < b.y + b.h + 2)) return sector;
  }
  return pick_flow(data, view, scale, day, x, y);
}

function pick_flow(data, view, scale, day, x, y) {
  const month = data.run.month_at(day);
  for (const f of data.flows) {
    const width = scale.width(f.months[month]);
    if (width < 0.35) continue;
    const shape = flow_shape(f, view, width);
    const [dx, dy] = [shape.bx - shape.ax, shape.by - shape.ay];
    const t = Math.max(0, Math.min(1, ((x - shape.ax) * dx + (y - shape.ay) * dy) / (dx * dx + dy * dy || 1)));
    if (Math.hypot(shape.ax + t * dx - x, shape.ay + t * dy - y) < Math.max(4, width / 2)) return f;
  }
  return null;
}

// What the map is fitted to: all places and crossings of the first run.
function points_of(report) {
  const run = report.runs[0];
  return [...run.places, ...run.crossings].map((p) => [p.longitude, p.latitude]);
}

function plane_box(points, projection) {
  const flat = points.map(projection);
  const [xs, ys] = [flat.map((p) => p[0]), flat.map((p) => p[1])];
  return [[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]];
}

function border_box(report, projection) {
  const { crossings } = report.runs[0];
  return crossings.length > 1 ? plane_box(crossings.map((c) => [c.longitude, c.latitude]), projection) : null;
}

