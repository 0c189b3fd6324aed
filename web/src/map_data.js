// What the map shows of a run, ready to draw: places, routes, crossings, sectors and caravans with their positions in the
// plane and their series. Computed once for each run; a day is then one look into arrays.
import { crossing_states } from "./states.js";

const most = (series) => (series ?? []).reduce((m, v) => (v > m ? v : m), 0);

export function map_data(run, projection) {
  const at = (o) => projection([o.longitude, o.latitude]);
  const places = run.places.map((p) => place(run, p, at(p)));
  const by_name = new Map(places.map((p) => [p.name, p]));
  const flows = make_flows(run, by_name);
  const sectors = make_sectors(run, at);
  const data = {
    run,
    places: places.sort((a, b) => b.most - a.most),
    flows,
    sectors,
    crossings: make_crossings(run, at),
    groups: make_groups(run, projection),
    state: crossing_states(run),
    most_persons: most(places.map((p) => p.most)),
    most_flow: most(flows.map((f) => f.most)),
    most_encounters: most(sectors.flatMap((s) => s.bars.map((b) => b.most))),
  };
  return data;
}

function place(run, p, [x, y]) {
  const bands = run.bands("places", { place: p.name }, "persons");
  const registered = run.has("registered") ? run.series("registered", { place: p.name }, "persons") : null;
  return { type: "place", ...p, x, y, ...bands, registered, most: most(bands.mid) };
}

// Roads that anybody took; the months' persons are a thousandth of the arrow's area at most_flow.
function make_flows(run, by_name) {
  const flows = [];
  for (const r of run.routes) {
    const months = run.has("route_months") ? run.series("route_months", { from: r.from, to: r.to }, "persons") : null;
    if (!months || !most(months)) continue;
    const [a, b] = [by_name.get(r.from), by_name.get(r.to)];
    if (!a || !b) continue;
    flows.push({ type: "flow", ...r, name: `${r.from}>${r.to}`, x0: a.x, y0: a.y, x1: b.x, y1: b.y, months, most: most(months) });
  }
  return flows.sort((a, b) => b.most - a.most);
}

function mean_position(list) {
  const n = list.length;
  return { latitude: list.reduce((t, c) => t + c.latitude, 0) / n, longitude: list.reduce((t, c) => t + c.longitude, 0) / n };
}

// Encounters stand where the crossings (or, without any, the places) of their sector are. Field offices that are called as
// a sector share its place; others stand by themselves.
function make_sectors(run, at) {
  if (!run.has("encounters")) return [];
  const areas = run.keys("encounters").filter((k) => k.area !== "(all)" && k.nationality === "(all)" && k.class === "(all)");
  const spots = new Map();
  for (const { component, area } of areas) {
    const bands = run.bands("encounters", { component, area }, "persons");
    const where = area_position(run, component, area);
    if (!where || !most(bands.mid)) continue;
    const key = area.replace(/_office$/, "");
    const twin = spots.get(key);
    const spot = twin ?? { type: "sector", name: key, bars: [], position: where };
    spot.bars.push({ component, area, ...bands, most: most(bands.mid) });
    spots.set(key, spot);
  }
  return [...spots.values()].map((s) => {
    const [x, y] = at(s.position);
    return { ...s, x, y, bars: s.bars.sort((a, b) => (a.component < b.component ? 1 : -1)) };
  });
}

function area_position(run, component, area) {
  const office = component === "at_ports";
  const key = area.replace(/_office$/, "");
  const of_sector = run.crossings.filter((c) => c.sector === key);
  const of_office = run.crossings.filter((c) => c.office === area);
  const cities = run.places.filter((p) => p.sector === key);
  if (office && !of_sector.length) return of_office.length ? mean_position(of_office) : null;
  if (of_sector.length) return mean_position(of_sector);
  return cities.length ? mean_position(cities) : null;
}

function make_crossings(run, at) {
  return run.crossings.map((c) => {
    const [x, y] = at(c);
    return { type: "crossing", ...c, x, y };
  });
}

// Where a caravan is on each day that it exists.
function make_groups(run, projection) {
  if (!run.has("group_days")) return [];
  return run.values_of("group_days", "group").map((group) => {
    const series = (column, s) => run.series("group_days", { group }, column, s);
    const [lat, lon] = [series("latitude"), series("longitude")];
    const track = lat.map((v, d) => (v === null || v === undefined || lon[d] === null ? null : projection([lon[d], v])));
    return { type: "group", name: group, track, mid: series("members"), low: series("members", "p05"), high: series("members", "p95"), rode: series("rode") };
  });
}

// The encounters of a day, or the mean of the week that ends on it: weekends make daily bars flicker.
export function week_mean(series, day) {
  let sum = 0;
  let n = 0;
  for (let d = Math.max(0, day - 6); d <= day; d++)
    if (series[d] !== null && series[d] !== undefined) {
      sum += series[d];
      n++;
    }
  return n ? sum / n : null;
}
