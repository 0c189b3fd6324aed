// The ground of the map: one projection fitted to the scenario, and land, water, borders and states as paths.
// Everything is projected once, into a plane that the view then moves and enlarges. Source of the shapes: map.json.
import { geoAzimuthalEqualArea, geoDistance, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const DEGREES = 180 / Math.PI;
export const PLANE = 1000; // width of the fitted scenario in the plane

// An equal-area projection centred on the points [[longitude, latitude], ...]: sizes can be compared, north is up.
export function make_projection(points) {
  const lons = points.map((p) => p[0]);
  const lats = points.map((p) => p[1]);
  const centre = [middle(lons), middle(lats)];
  const reach = Math.max(...points.map((p) => geoDistance(p, centre))) * DEGREES;
  const projection = geoAzimuthalEqualArea()
    .rotate([-centre[0], -centre[1]])
    .clipAngle(Math.min(100, reach * 2.6 + 12))
    .precision(0.3)
    .scale(1)
    .translate([0, 0]);
  const flat = points.map(projection);
  const width = Math.max(...flat.map((p) => p[0])) - Math.min(...flat.map((p) => p[0]));
  const height = Math.max(...flat.map((p) => p[1])) - Math.min(...flat.map((p) => p[1]));
  const scale = PLANE / Math.max(width, height, 1e-6);
  return projection.scale(scale);
}

const middle = (values) => (Math.min(...values) + Math.max(...values)) / 2;

export function make_ground(map, projection) {
  const draw = geoPath(projection);
  const lines = (name) => {
    const text = draw(feature(map.lines, map.lines.objects[name]));
    return text ? new Path2D(text) : null;
  };
  const countries = [];
  let land = "";
  for (const f of feature(map.land, map.land.objects.countries).features) {
    const text = draw(f);
    if (!text) continue;
    land += text;
    countries.push({ name: f.properties.name, path: new Path2D(text), box: draw.bounds(f) });
  }
  return { land: new Path2D(land), countries, borders: lines("borders"), states: lines("states"), rivers: lines("rivers"), lakes: lines("lakes") };
}

// Paints the ground for a view {k, x, y, width, height, dpr}.
export function paint_ground(context, ground, view, colour) {
  const { k, x, y, width, height, dpr } = view;
  context.setTransform(dpr, 0, 0, dpr, 0, 0);
  context.fillStyle = colour("--sea");
  context.fillRect(0, 0, width, height);
  context.setTransform(k * dpr, 0, 0, k * dpr, x * dpr, y * dpr);
  context.lineJoin = "round";
  context.fillStyle = colour("--land");
  context.fill(ground.land);
  stroke(context, ground.states, colour("--state"), 0.8 / k);
  stroke(context, ground.rivers, colour("--river"), (k > 2.5 ? 1.3 : 0.8) / k);
  if (ground.lakes) {
    context.fillStyle = colour("--sea");
    context.fill(ground.lakes);
  }
  stroke(context, ground.land, colour("--coast"), 0.7 / k);
  stroke(context, ground.borders, colour("--border"), 1.1 / k);
}

function stroke(context, path, style, width) {
  if (!path) return;
  context.strokeStyle = style;
  context.lineWidth = width;
  context.stroke(path);
}

// Where in the view the name of a country may stand: the point of its visible land that is farthest from what is not it.
export function country_spots(context, ground, view) {
  const COLUMNS = 26;
  const ROWS = Math.max(8, Math.round((COLUMNS * view.height) / view.width));
  const step = [view.width / COLUMNS, view.height / ROWS];
  const spots = [];
  context.setTransform(1, 0, 0, 1, 0, 0);
  for (const country of ground.countries) {
    const [[x0, y0], [x1, y1]] = country.box;
    const to_x = (v) => v * view.k + view.x;
    const to_y = (v) => v * view.k + view.y;
    if (to_x(x1) < 0 || to_x(x0) > view.width || to_y(y1) < 0 || to_y(y0) > view.height) continue;
    const inside = [];
    for (let r = 0; r < ROWS; r++)
      for (let c = 0; c < COLUMNS; c++) {
        const sx = (c + 0.5) * step[0];
        const sy = (r + 0.5) * step[1];
        if (context.isPointInPath(country.path, (sx - view.x) / view.k, (sy - view.y) / view.k)) inside.push([c, r, sx, sy]);
      }
    if (!inside.length) continue;
    const has = new Set(inside.map(([c, r]) => c + "," + r));
    const ranked = inside.map(([c, r, sx, sy]) => ({ x: sx, y: sy, room: room(has, c, r, COLUMNS, ROWS) }));
    ranked.sort((a, b) => b.room - a.room);
    spots.push({ name: country.name, size: inside.length, spots: ranked.slice(0, 12) });
  }
  return spots.sort((a, b) => b.size - a.size);
}

// How many cells around (c, r) are inside before the first that is not; sideways counts, names are wide.
function room(has, c, r, columns, rows) {
  const run = (dc, dr) => {
    let n = 0;
    while (n < 9 && has.has(`${c + dc * (n + 1)},${r + dr * (n + 1)}`)) n++;
    return n;
  };
  const edge = Math.min(c, columns - 1 - c, 3) + Math.min(r, rows - 1 - r, 2);
  return 2 * Math.min(run(1, 0), run(-1, 0)) + Math.min(run(0, 1), run(0, -1)) + 0.3 * edge;
}
