#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Draws the corridor with its people from the results of `cruce run scenarios/corridor_walk -o DIR`, as SVG.

Usage: tools/make_picture.py DIR [--scenario FOLDER] [--out FILE]

The map is drawn from the coordinates of locations.csv alone: no base map. Legs are flows over the whole run, circles
are people: at border cities on the last day, at places on the way on the day when most people are on the way.
"""
import argparse
import csv
import datetime
import math
import os
import sys
from xml.sax.saxutils import escape

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

WIDTH, HEIGHT = 1240, 1000
MAP_LEFT, MAP_TOP, DEGREE = 40, 238, 27.6      # pixels: left edge, top edge, one degree of longitude
WEST, NORTH = -117.4, 32.9                     # degrees at that corner
STRETCH = 1 / math.cos(math.radians(20))       # a degree of latitude is this much longer in the middle of the map

# Colours that stay apart with any colour vision (Okabe and Ito); dashes say the same again.
MODES = {"foot": ("#D55E00", "on foot", "2 3"), "boat": ("#56B4E9", "by boat or raft", "7 3"),
         "road": ("#0072B2", "by bus or car", ""), "rail": ("#7A3E9D", "by rail", "10 3 2 3")}
SAME = {"raft": "boat", "bus": "road"}
INK, SOFT, PALE = "#222222", "#5a5a5a", "#d9d9d9"
STOP, WAY = "#E69F00", "#999999"

# Places on the way that are named, and where their label stands relative to the circle (pixels, anchor).
LABELS = {
    "Necocli": (9, 4, "start"), "Acandi": (2, -16, "middle"), "Bajo Chiquito": (-2, 24, "middle"),
    "Panama City": (-4, -24, "middle"), "Paso Canoas": (-10, 14, "end"), "Penas Blancas": (-12, 4, "end"),
    "Managua": (-12, 2, "end"), "Tegucigalpa": (2, -24, "start"), "Guatemala City": (2, 24, "middle"),
    "Tenosique": (14, 4, "start"), "Tapachula": (-14, 8, "end"), "Juchitan": (-6, 22, "end"),
    "Oaxaca": (-12, 8, "end"), "Acayucan": (8, -24, "start"), "Puebla": (12, -16, "start"), "Mexico City": (-8, 22, "end"),
    "Guadalajara": (-13, 8, "end"), "Mazatlan": (-12, 8, "end"),
    "Hermosillo": (-14, 4, "end"), "Chihuahua": (-12, 6, "end"), "Torreon": (-13, 6, "end"),
    "Zacatecas": (-10, -10, "end"), "San Luis Potosi": (12, 2, "start"), "Monterrey": (8, 26, "start"),
}
COUNTRIES = [("MEXICO", -107.0, 26.4), ("GUATEMALA", -88.9, 16.4), ("HONDURAS", -85.1, 15.4), ("NICARAGUA", -83.6, 12.9),
             ("COSTA RICA", -86.6, 9.7), ("PANAMA", -80.5, 7.7), ("COLOMBIA", -76.3, 9.7)]
EAST = -103.5  # border cities east of this are listed beside the map, the others above it
# Drawn once more, larger: each place, where its name stands (pixels), and where the words about the leg to the next stand.
ZOOM = {"Necocli": ((0, 19), (6, -34)), "Acandi": ((6, -12), (40, 14)), "Bajo Chiquito": ((18, 20), (-8, -24)),
        "Lajas Blancas": ((-16, 20), None)}


def read(path):
    if not os.path.exists(path):
        sys.exit("make_picture: %s is not there; run: cruce run scenarios/corridor_walk -o DIR" % path)
    with open(path, newline="", encoding="utf-8") as file:
        table = list(csv.reader(file))
    head = [h.lstrip("#") for h in table[0]]
    return [dict(zip(head, r)) for r in table[1:]]


def thousands(value):
    return "{:,.0f}".format(value)


class Results:
    """What the picture needs: three summaries by place and day, by leg, and of the totals."""

    def __init__(self, folder):
        self.place, self.leg, self.total, self.date = {}, {}, {}, {}
        for r in read(os.path.join(folder, "places.csv")):
            self.place[r["place"], int(r["day"]), r["summary"]] = float(r["persons"])
            self.date[int(r["day"])] = datetime.date.fromisoformat(r["date"])
        for r in read(os.path.join(folder, "routes.csv")):
            self.leg[r["from"], r["to"], r["summary"]] = float(r["persons"])
        for r in read(os.path.join(folder, "totals.csv")):
            self.total[r["quantity"], int(r["day"]), r["summary"]] = float(r["value"])
        if ("displaced", 0, "p50") not in self.total:
            sys.exit("make_picture: the results have no bands; run with two replicates or more")
        self.last = max(self.date)
        self.busiest = max(self.date, key=lambda d: self.on_the_way(d, "p50"))

    def on_the_way(self, day, summary):
        return self.total["travelling", day, summary] + self.total["elsewhere", day, summary]

    def jungle(self, day):
        """Set out less than five days ago: between the boat and the place of the count."""
        return self.total["displaced", day, "p50"] - self.total["displaced", max(day - 5, 0), "p50"]

    def three(self, place, day):
        return [self.place[place, day, s] for s in ("p05", "p50", "p95")]


class Picture:
    def __init__(self):
        self.parts = []

    def add(self, text, *values):
        self.parts.append(text % values if values else text)

    def text(self, x, y, content, size=11, anchor="start", colour=INK, weight="normal", extra=""):
        halo = ' paint-order="stroke" stroke="#ffffff" stroke-width="3" stroke-linejoin="round"' if extra == "halo" else ""
        self.add('<text x="%.1f" y="%.1f" font-size="%g" text-anchor="%s" fill="%s" font-weight="%s"%s>%s</text>',
                 x, y, size, anchor, colour, weight, halo, escape(content))

    def line(self, x1, y1, x2, y2, colour, width, dash="", cap="round"):
        self.add('<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s" stroke-width="%.2f" stroke-linecap="%s"%s/>',
                 x1, y1, x2, y2, colour, width, "butt" if dash else cap, ' stroke-dasharray="%s"' % dash if dash else "")

    def circle(self, x, y, radius, fill):
        self.add('<circle cx="%.1f" cy="%.1f" r="%.2f" fill="%s" stroke="%s" stroke-width="0.8"/>', x, y, radius, fill, INK)

    def save(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write('<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" '
                       'font-family="DejaVu Sans, Verdana, sans-serif" role="img">\n' % (WIDTH, HEIGHT, WIDTH, HEIGHT))
            file.write("<title>People on the way from the Darien to the border cities, simulated</title>\n")
            file.write('<rect width="100%" height="100%" fill="#ffffff"/>\n')
            file.write("\n".join(self.parts) + "\n</svg>\n")


def spot(place):
    return (MAP_LEFT + (float(place["longitude"]) - WEST) * DEGREE,
            MAP_TOP + (NORTH - float(place["latitude"])) * DEGREE * STRETCH)


def radius(persons):
    return 2 + 23 * math.sqrt(max(persons, 0) / 100000)


def leg_width(persons):
    return 0.6 + 13 * persons / 520000


def draw_legs(picture, places, routes, results):
    """Widest first, so that thin legs stay in sight."""
    legs = []
    for r in routes:
        entered = results.leg.get((r["name1"], r["name2"], "p50"), 0)
        mode = SAME.get(r["mode"], r["mode"])
        legs.append((entered, mode, spot(places[r["name1"]]), spot(places[r["name2"]])))
    for entered, mode, a, b in sorted(legs, key=lambda leg: -leg[0]):
        colour, _, dash = MODES[mode]
        picture.line(*a, *b, colour, leg_width(entered), dash)


def wrap(name):
    """A name in at most two lines of about equal length."""
    words = name.split()
    cuts = [(" ".join(words[:k]), " ".join(words[k:])) for k in range(1, len(words))]
    if len(name) <= 10 or not cuts:
        return ("", name)
    return min(cuts, key=lambda c: max(len(c[0]), len(c[1])))


def city_label(picture, city, results, x, y, anchor):
    low, middle, high = results.three(city["name"], results.last)
    picture.text(x, y - 12, thousands(middle), 13, anchor, weight="bold")
    picture.text(x, y + 1, "%s–%s" % (thousands(low), thousands(high)), 9, anchor, SOFT)


def draw_border(picture, places, results):
    """Each border city with its people: the western ones above the map, the eastern ones beside it."""
    cities = sorted((p for p in places.values() if p["location_type"] == "camp"), key=lambda p: float(p["longitude"]))
    west = [c for c in cities if float(c["longitude"]) <= EAST]
    # From the top: the line to a city further south must not cross one to a city further north.
    east = sorted((c for c in cities if c not in west), key=lambda c: -float(c["latitude"]))
    picture.text(28, 86, "People in each border city on %s: median and 5–95 %% band" % day_text(results.date[results.last]),
                 12, colour=SOFT)
    step = 80
    for k, city in enumerate(west):
        x, y = 28 + step * (k + 0.5), 158
        first, second = wrap(city["name"])
        picture.text(x, y - 42, first, 11, "middle")
        picture.text(x, y - 29, second, 11, "middle")
        city_label(picture, city, results, x, y, "middle")
        leader(picture, (x, y + 7), (x, y + 14), spot(city))
    for k, city in enumerate(east):
        x, y = 690, 268 + 54 * k
        picture.text(x, y - 27, city["name"], 11)
        city_label(picture, city, results, x, y, "start")
        leader(picture, (x - 6, y - 17), (x - 14, y - 17), spot(city))
    for city in sorted(cities, key=lambda c: -results.three(c["name"], results.last)[1]):
        picture.circle(*spot(city), radius(results.three(city["name"], results.last)[1]), STOP)


def leader(picture, *points):
    picture.add('<polyline points="%s" fill="none" stroke="#8a8a8a" stroke-width="0.8"/>',
                " ".join("%.1f,%.1f" % p for p in points))


def day_text(date):
    return "%d %s" % (date.day, date.strftime("%B %Y"))


def draw_zoom(picture, places, routes, results, left, top, width, height):
    """The jungle once more, larger: the part of the way that is walked."""
    at = [(float(places[n]["longitude"]), float(places[n]["latitude"])) for n in ZOOM]
    scale = (width - 120) / (max(x for x, _ in at) - min(x for x, _ in at))
    west, north = min(x for x, _ in at), max(y for _, y in at)
    point = {n: (left + 60 + (x - west) * scale, top + 72 + (north - y) * scale * STRETCH) for n, (x, y) in zip(ZOOM, at)}
    picture.add('<rect x="%d" y="%d" width="%d" height="%d" fill="#fafafa" stroke="%s"/>', left, top, width, height, PALE)
    picture.text(left + 10, top + 20, "The Darién, %d times larger" % round(scale / DEGREE), 11, weight="bold")
    legs = {(r["name1"], r["name2"]): r for r in routes}
    for (a, (_, words)), b in zip(ZOOM.items(), list(ZOOM)[1:]):
        leg = legs[a, b]
        colour, how, dash = MODES[SAME.get(leg["mode"], leg["mode"])]
        picture.line(*point[a], *point[b], colour, 5, dash)
        x, y = (point[a][0] + point[b][0]) / 2 + words[0], (point[a][1] + point[b][1]) / 2 + words[1]
        days = math.floor(float(leg["distance"]) / float(leg["max_move_speed"])) + 1
        picture.text(x, y, "%g km" % float(leg["distance"]), 10, "middle", INK, "bold", "halo")
        picture.text(x, y + 12, "%s, %d day%s" % (how.replace(" or raft", ""), days, "" if days == 1 else "s"), 10, "middle",
                     INK, extra="halo")
    for n, ((dx, dy), _) in ZOOM.items():
        picture.circle(*point[n], 4, WAY)
        picture.text(point[n][0] + dx, point[n][1] + dy, n, 11, "middle")
    picture.text(left + 10, top + height - 10, "Counted in Bajo Chiquito; on the way there, %s: %s people" %
                 (day_text(results.date[results.busiest]), thousands(results.jungle(results.busiest))), 9.5, colour=SOFT)


def draw_way(picture, places, results):
    for place in places.values():
        if place["location_type"] != "camp":
            picture.circle(*spot(place), radius(results.three(place["name"], results.busiest)[1]), WAY)
    for name, (dx, dy, anchor) in LABELS.items():
        x, y = spot(places[name])
        low, middle, high = results.three(name, results.busiest)
        picture.text(x + dx, y + dy, name, 11, anchor, extra="halo")
        if places[name]["location_type"] == "town":
            band = "%s (%s–%s)" % (thousands(middle), thousands(low), thousands(high))
            picture.text(x + dx, y + dy + 11, band, 9, anchor, SOFT, extra="halo")


def draw_course(picture, results, left, top, width, height):
    """People on the way, day by day, with the band; months on the axis."""
    days = sorted(results.date)
    most = max(results.on_the_way(d, "p95") for d in days)
    step = 10 ** math.floor(math.log10(most)) * (2 if most / 10 ** math.floor(math.log10(most)) > 4 else 1)
    high = math.ceil(most / step) * step
    px = lambda d: left + width * d / days[-1]
    py = lambda n: top + height - height * n / high
    picture.text(left - 46, top - 26, "People on the way, day by day: median, and 5–95 % band around it", 11)
    for n in range(0, int(high) + 1, int(step)):
        picture.line(left, py(n), left + width, py(n), PALE, 1)
        picture.text(left - 6, py(n) + 3.5, thousands(n), 9.5, "end", SOFT)
    for d in days:
        if results.date[d].day == 1:
            picture.line(px(d), top + height, px(d), top + height + 4, SOFT, 1)
            if results.date[d].month % 3 == 1:
                picture.text(px(d), top + height + 16, results.date[d].strftime("%b %Y"), 9.5, "middle", SOFT)
    band = ["%.1f,%.1f" % (px(d), py(results.on_the_way(d, "p95"))) for d in days]
    band += ["%.1f,%.1f" % (px(d), py(results.on_the_way(d, "p05"))) for d in reversed(days)]
    picture.add('<polygon points="%s" fill="#0072B2" fill-opacity="0.35"/>', " ".join(band))
    picture.add('<polyline points="%s" fill="none" stroke="#0072B2" stroke-width="1.3"/>',
                " ".join("%.1f,%.1f" % (px(d), py(results.on_the_way(d, "p50"))) for d in days))
    x, y = px(results.busiest), py(results.on_the_way(results.busiest, "p50"))
    picture.circle(x, y, 3, WAY)
    most_text = thousands(results.on_the_way(results.busiest, "p50"))
    picture.text(x, y - 8, "%s: %s" % (day_text(results.date[results.busiest]), most_text), 10, "middle")


def draw_legend(picture, results, left, top):
    y = top
    picture.text(left, y, "Legs: people who took them in all", 11)
    for n in (50000, 250000, 500000):
        y += 18
        picture.line(left, y, left + 40, y, MODES["road"][0], leg_width(n))
        picture.text(left + 52, y + 4, thousands(n), 10, colour=SOFT)
    for colour, label, dash in MODES.values():
        y += 18
        picture.line(left, y, left + 40, y, colour, 3, dash)
        picture.text(left + 52, y + 4, label, 10, colour=SOFT)
    left, y = left + 210, top
    picture.text(left, y, "Circles: people at a place", 11)
    y += 14
    for n in (1000, 10000, 50000, 100000):
        r = radius(n)
        y += r + 4
        picture.circle(left + 26, y, r, "#ffffff")
        picture.text(left + 60, y + 4, thousands(n), 10, colour=SOFT)
        y += r
    left, y = left + 140, top + 104
    picture.circle(left, y - 4, 6, STOP)
    picture.text(left + 14, y, "border city, on the last day", 10, colour=SOFT)
    picture.circle(left, y + 16, 6, WAY)
    picture.text(left + 14, y + 20, "on the way, on %s" % day_text(results.date[results.busiest]), 10, colour=SOFT)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("results")
    parser.add_argument("--scenario", default=os.path.join(ROOT, "scenarios", "corridor_walk"))
    parser.add_argument("--out", default=os.path.join(ROOT, "docs", "corridor_walk.svg"))
    args = parser.parse_args()
    results = Results(args.results)
    places = {p["name"]: p for p in read(os.path.join(args.scenario, "locations.csv"))}
    routes = read(os.path.join(args.scenario, "routes.csv"))
    picture = Picture()
    picture.text(28, 34, "From the Darién to the border cities: the people counted in 2023, simulated", 19, weight="bold")
    picture.text(28, 56, "%s people set out as counted month by month; every leg and speed is an input, with its source or marked as assumed. "
                 "Where they end is not calibrated." % thousands(results.total["displaced", results.last, "p50"]), 12, colour=SOFT)
    for name, lon, lat in COUNTRIES:
        picture.text(*spot({"longitude": lon, "latitude": lat}), name, 12, "middle", "#b5b5b5", "bold")
    draw_legs(picture, places, routes, results)
    draw_way(picture, places, results)
    draw_border(picture, places, results)
    draw_zoom(picture, places, routes, results, 782, 500, 430, 172)
    draw_legend(picture, results, 40, 654)
    draw_course(picture, results, 86, 876, 480, 88)
    picture.save(args.out)


if __name__ == "__main__":
    main()
