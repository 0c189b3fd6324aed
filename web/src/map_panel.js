// What the map says about one thing: in the tooltip when the reader points at it, in the panel when it is selected.
import { h, refill, s } from "./dom.js";
import { crossing_name, date, month, name, number } from "./format.js";
import { week_mean } from "./map_data.js";
import { mode_name, with_band } from "./words.js";

const KINDS = { camp: "Camp", idpcamp: "Camp for the displaced", town: "Town", conflict_zone: "Conflict zone", forwarding_hub: "Place on the way", marker: "Waypoint", border_city: "Border city" };
const COMPONENTS = { between_ports: "met between ports", at_ports: "met at ports" };

const line = (...parts) => h("div", {}, ...parts);
const at = (series, day) => series?.[day] ?? null;

// Lines about a place, a route, a sector, a crossing or a caravan on a day.
export function about(thing, data, day) {
  return [h("b", {}, title(thing)), ...(ABOUT[thing.type]?.(thing, data, day) ?? [])];
}

export const title = (thing) => (thing.type === "flow" ? `${name(thing.from)} → ${name(thing.to)}` : thing.label || name(thing.name));

const ABOUT = {
  place(p, data, day) {
    const border = data.run.kind === "border" && p.sector;
    return [
      line(border ? "Border city" : (KINDS[p.kind] ?? name(p.kind)), p.country ? `, ${name(p.country)}` : ""),
      p.most || !border ? line(with_band(at(p.mid, day), at(p.low, day), at(p.high, day), "people here")) : line("People here are counted with their sector."),
      p.registered && at(p.registered, day) !== null ? line(`${number(p.registered[day])} registered`) : null,
      p.capacity > 0 ? line(`room for ${number(p.capacity)}`) : null,
    ];
  },
  flow(f, data, day) {
    const m = data.run.month_at(day);
    return [
      line(`${number(f.months[m])} set out in ${month(data.run.months[m])}`),
      line(`${number(f.distance_km)} km${f.kind && f.kind !== "drive" ? `, ${f.kind}` : ""}`),
    ];
  },
  sector(sector, data, day) {
    return [
      ...sector.bars.map((b) => line(`${number(week_mean(b.mid, day))} a day ${COMPONENTS[b.component] ?? b.component}`)),
      h("div", { class: "note" }, "mean of the last seven days"),
    ];
  },
  crossing(c, data, day) {
    const now = data.state(c, day);
    const by_word = new Map();
    for (const [mode, v] of Object.entries(now.modes)) {
      const word = v >= 0.99 ? "open" : v < 0.01 ? "closed" : "half of the lanes";
      by_word.set(word, [...(by_word.get(word) ?? []), mode_name(mode)]);
    }
    const m = data.run.month_at(day);
    return [
      line(`Crossing${c.port && name(c.port) !== crossing_name(c.name) ? `, port of ${name(c.port)}` : ""}`),
      ...[...by_word].map(([word, modes]) => line(h("strong", {}, word), by_word.size > 1 ? `: ${modes.join(", ")}` : "")),
      now.staff ? line("closed for want of officers") : null,
      ...busiest(data.run, c, m),
    ];
  },
  group(g, data, day) {
    return [
      line("Caravan"),
      line(with_band(at(g.mid, day), at(g.low, day), at(g.high, day), "people")),
      at(g.rode, day) > 0.5 ? line("rides on trucks or buses today") : null,
    ];
  },
};

function busiest(run, c, m) {
  if (m < 0 || !run.has("port_months")) return [];
  return c.modes
    .filter((mode) => mode !== "appointment")
    .map((mode) => ({ mode, wait: run.series("port_months", { crossing: c.name, mode }, "wait_mean")?.[m], crossed: run.series("port_months", { crossing: c.name, mode }, "crossed")?.[m] }))
    .filter((r) => r.crossed > 0)
    .map((r) => line(`${mode_name(r.mode)}: ${number(r.crossed)} in the month, wait ${number(r.wait)} min`));
}

// The panel beside the map: what is selected, its days as a small chart, and for a crossing the way to close or open it.
export function make_panel(ctx, current) {
  const box = h("aside", { class: "panel", "aria-label": "Selected on the map", hidden: true });
  const close = () => ctx.store.set({ selected: null });
  box.addEventListener("keydown", (e) => e.key === "Escape" && close());

  function show() {
    const thing = current();
    box.hidden = !thing;
    if (!thing) return;
    const { data, day } = current.context();
    refill(
      box,
      h("button", { type: "button", class: "close", "aria-label": "Close the panel", onclick: close }, "×"),
      h("div", { class: "about" }, about(thing, data, day)),
      spark(thing, data, day, ctx),
      thing.type === "crossing" ? what_if(thing, data, day, ctx) : null,
    );
  }
  return { box, show };
}

// Asks the what-if part of the page, where the report has one, to close or open the crossing.
function what_if(crossing, data, day, ctx) {
  if (!ctx.whatif) return null;
  const open = data.state(crossing, day).state !== "closed";
  const detail = { crossing: crossing.name, day, date: data.run.date_at(day), open: !open };
  const ask = () => window.dispatchEvent(new CustomEvent("cruce-whatif-crossing", { detail }));
  return h("button", { type: "button", class: "whatif", onclick: ask }, open ? "What if it were closed?" : "What if it were open?");
}

function series_of(thing, data) {
  if (thing.type === "place") return thing.most ? [{ says: "people here", ...thing, colour: "--people" }] : [];
  if (thing.type === "group") return [{ says: "people", ...thing, colour: "--group" }];
  if (thing.type === "flow") return [{ says: "people who set out, by month", mid: thing.months, colour: "--flow", monthly: true }];
  if (thing.type === "sector") return thing.bars.map((b) => ({ ...b, says: `a day ${COMPONENTS[b.component]}`, colour: b.component === "at_ports" ? "--at-ports" : "--between" }));
  if (thing.type !== "crossing" || !data.run.has("port_months")) return [];
  return thing.modes
    .filter((m) => m !== "appointment")
    .map((mode) => ({ says: `${mode_name(mode)} who crossed, by month`, monthly: true, colour: "--c1", mid: data.run.series("port_months", { crossing: thing.name, mode }, "crossed") }))
    .filter((r) => r.mid?.some((v) => v > 0))
    .sort((a, b) => Math.max(...b.mid) - Math.max(...a.mid))
    .slice(0, 3);
}

function spark(thing, data, day) {
  return series_of(thing, data).map((line) => one_spark(line, data, day));
}

// A line with its band; the day as an upright line, registered counts as dots.
function one_spark(series, data, day) {
  const [W, H] = [240, 54];
  const n = series.mid.length;
  const top = Math.max(...series.mid, ...(series.high ?? []).filter((v) => v !== null), 1);
  const x = (i) => ((i / Math.max(1, n - 1)) * W).toFixed(1);
  const y = (v) => (H - 2 - (v / top) * (H - 4)).toFixed(1);
  const path = (values) => values.map((v, i) => (v === null ? "" : `${i && values[i - 1] !== null ? "L" : "M"}${x(i)},${y(v)}`)).join("");
  const now = series.monthly ? data.run.month_at(day) : day;
  const band = series.low && series.high ? area(series.low, series.high, x, y) : null;
  const dots = series.registered?.map((v, i) => (v === null || i % 15 ? null : s("circle", { cx: x(i), cy: y(Math.min(v, top)), r: 1.6, class: "seen" })));
  return h(
    "figure",
    { class: "spark" },
    h("figcaption", {}, series.says, h("span", {}, `most ${number(Math.max(...series.mid))}`)),
    s(
      "svg",
      { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": `${series.says}, ${number(series.mid[now])} on the chosen day, most ${number(Math.max(...series.mid))}`, style: { color: `var(${series.colour})` } },
      band,
      s("path", { d: path(series.mid), class: "line" }),
      dots,
      s("line", { x1: x(now), x2: x(now), y1: 0, y2: H, class: "now" }),
    ),
  );
}

function area(low, high, x, y) {
  const days = low.map((v, i) => i).filter((i) => low[i] !== null && high[i] !== null);
  if (!days.length) return null;
  const there = days.map((i) => `${x(i)},${y(high[i])}`);
  const back = days.reverse().map((i) => `${x(i)},${y(low[i])}`);
  return s("path", { d: `M${there.join("L")}L${back.join("L")}Z`, class: "band" });
}

// All that the map shows of a day, as a table: for those who do not see it, and for those who want the numbers.
export function day_table(data, day) {
  const run = data.run;
  const rows = data.places.filter((p) => p.mid?.[day] > 0).sort((a, b) => b.mid[day] - a.mid[day]);
  const cell = (v) => h("td", { class: "n" }, number(v));
  const places = h(
    "table",
    {},
    h("caption", {}, `People at places on ${date(run.date_at(day))}`),
    h("thead", {}, h("tr", {}, h("th", {}, "Place"), h("th", { class: "n" }, "People"), h("th", { class: "n" }, "5 %"), h("th", { class: "n" }, "95 %"))),
    h("tbody", {}, rows.map((p) => h("tr", {}, h("td", {}, title(p)), cell(p.mid[day]), cell(at(p.low, day)), cell(at(p.high, day))))),
  );
  const shut = data.crossings.map((c) => [c, data.state(c, day)]).filter(([, state]) => state.state !== "open");
  const crossings = data.crossings.length
    ? h("p", {}, shut.length ? `Not fully open: ${shut.map(([c, st]) => `${crossing_name(c.name)} (${st.state === "closed" ? "closed" : "partly open"})`).join(", ")}.` : "All crossings are open.")
    : null;
  const sectors = data.sectors.length
    ? h(
        "table",
        {},
        h("caption", {}, "Encounters a day, mean of the last seven days"),
        h("thead", {}, h("tr", {}, h("th", {}, "Where"), h("th", {}, "How"), h("th", { class: "n" }, "People"))),
        h("tbody", {}, data.sectors.flatMap((sec) => sec.bars.map((b) => h("tr", {}, h("td", {}, name(b.area)), h("td", {}, COMPONENTS[b.component]), cell(week_mean(b.mid, day)))))),
      )
    : null;
  return [crossings, h("div", { class: "tables" }, places, sectors)];
}

