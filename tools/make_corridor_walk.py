#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Builds scenarios/corridor_walk from the corridor data: places, legs, departures, each with its source.

Usage: tools/make_corridor_walk.py [--data DIR] [--out DIR]

--data  the folder with corridor_nodes.csv, corridor_edges.csv, corridor_flows.csv and
        two tables of encounters (default: ../shared/data/corridor beside this repository)
--out   where to write (default: scenarios/corridor_walk)

What is decided here and not in the data is in the constants below. The files are checked in; the test
tests/scripts/corridor_sources.sh builds them again and compares.
"""
import argparse
import csv
import datetime
import os
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)

START_NODE = "necocli"          # where people set out: the boats across the gulf
COUNTED_NODE = "bajo_chiquito"  # where Panama counts them: the first village after the jungle
STEPS_TO_COUNT_DAYS = 5         # a person who sets out on day d is at COUNTED_NODE on day d + 5 (speeds below)
FIRST_MONTH, LAST_MONTH = (2023, 1), (2023, 12)
LAST_DAY = datetime.date(2024, 4, 30)

# Kilometres a day by mode: (speed, quality, source).
SPEEDS = {
    "foot": (20, "stated", "106 km in five or six days (facts f113 and the leg's own source): six days at 20 km a day"),
    "boat": (100, "assumed", "a boat covers its leg within a day"),
    "raft": (20, "assumed", "a raft across the river takes minutes; the speed only has to exceed the kilometre"),
    "bus": (360, "assumed", "Flee's default for vehicles; 350 km in 9 hours is stated for one bus leg (facts f114)"),
    "road": (360, "assumed", "Flee's default for vehicles; people ride where they can; caravans on foot come later"),
    "rail": (240, "assumed", "freight trains with their halts: 10 km/h over the whole day"),
}

# Places that only see people off: nobody waits there.
SET_OUT = {"necocli", "acandi"}

UNSOURCED = "general knowledge, no source found"


def ascii_name(text):
    """The first of several names, without accents: readable, and safe in any terminal and file name."""
    first = text.split(" / ")[0].split(" (")[0].replace("reception station", "").strip()
    plain = unicodedata.normalize("NFKD", first)
    return "".join(c for c in plain if not unicodedata.combining(c))


def read(folder, name):
    with open(os.path.join(folder, name), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write(folder, name, rows):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def text(folder, name, content):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(content)


def day_before(date, days):
    return datetime.date.fromisoformat(date) - datetime.timedelta(days=days)


def fail(message):
    sys.exit("make_corridor_walk: " + message)


class Corridor:
    """The part of the data that the scenario uses: everything south of the border line."""

    def __init__(self, data):
        nodes, edges = read(data, "corridor_nodes.csv"), read(data, "corridor_edges.csv")
        self.sector = {n["node_id"]: n["note"].split("usbp_sector=")[1] for n in nodes if n["kind"] == "us_entry"}
        # The sector opposite a border city: that of the town across the bridge.
        self.opposite = {e["from_node"]: self.sector[e["to_node"]] for e in edges if e["mode"] == "border"}
        self.nodes = [n for n in nodes if n["kind"] != "us_entry"]
        self.edges = [e for e in edges if e["mode"] != "border"]
        self.left_out = (len(nodes) - len(self.nodes), len(edges) - len(self.edges))
        self.name = {n["node_id"]: ascii_name(n["name"]) for n in self.nodes}
        self.ends = {n["node_id"] for n in self.nodes if n["segment"] == "us_border"}
        first, last = ("%04d-%02d" % m for m in (FIRST_MONTH, LAST_MONTH))
        self.flows = sorted((f for f in read(data, "corridor_flows.csv")
                             if f["series"] == "darien_irregular_entries" and first <= f["period_start"][:7] <= last),
                            key=lambda f: f["period_start"])
        self.check()

    def check(self):
        if len(set(self.name.values())) != len(self.name):
            fail("two places have the same name")
        if any(f["node_id"] != COUNTED_NODE for f in self.flows) or len(self.flows) != 12:
            fail("expected twelve monthly counts at " + COUNTED_NODE)
        if self.ends != set(self.opposite):
            fail("border cities and border legs do not match: %s" % sorted(self.ends ^ set(self.opposite)))
        onward, back = {}, {}
        for e in self.edges:
            onward.setdefault(e["from_node"], set()).add(e["to_node"])
            back.setdefault(e["to_node"], set()).add(e["from_node"])
        reached, leads = reach([START_NODE], onward), reach(self.ends, back)
        for n in self.name:
            if n not in reached:
                fail("no way leads from %s to %s" % (START_NODE, n))
            if n not in leads:
                fail("no way leads from %s to a border city" % n)
        if has_circle(onward):
            fail("the legs go round in a circle: people might never arrive")


def reach(start, steps):
    seen, todo = set(start), list(start)
    while todo:
        for n in steps.get(todo.pop(), ()):
            if n not in seen:
                seen.add(n)
                todo.append(n)
    return seen


def has_circle(steps):
    waiting = {}
    for outs in steps.values():
        for n in outs:
            waiting[n] = waiting.get(n, 0) + 1
    free, done = [n for n in steps if n not in waiting], 0
    while free:
        done += 1
        for n in steps.get(free.pop(), ()):
            waiting[n] -= 1
            if waiting[n] == 0:
                free.append(n)
    return done < len(set(steps) | set(waiting))


def edge_source(e):
    if e["quality"] == "computed":
        return "great circle x 1.25 between the two places"
    return e["note"] if e["quality"] == "stated" else UNSOURCED


def locations(c):
    rows = [["#name", "region", "country", "latitude", "longitude", "location_type", "conflict_date", "population",
             "node_id", "local_name", "usbp_sector", "quality", "source"]]
    for n in c.nodes:
        kind = "camp" if n["node_id"] in c.ends else "forwarding_hub" if n["node_id"] in SET_OUT else "town"
        rows.append([c.name[n["node_id"]], n["segment"], n["country"], n["lat"], n["lon"], kind, "", "", n["node_id"],
                     n["name"], c.opposite.get(n["node_id"], ""), n["quality"],
                     UNSOURCED + ("; " + n["note"] if n["note"].startswith("position") else "")])
    return rows


def routes(c):
    rows = [["#name1", "name2", "distance", "forced_redirection", "max_move_speed", "mode", "quality", "source",
             "speed_quality", "speed_source"]]
    for e in c.edges:
        speed, quality, source = SPEEDS[e["mode"]]
        rows.append([c.name[e["from_node"]], c.name[e["to_node"]], e["distance_km"], "0", speed, e["mode"], e["quality"],
                     edge_source(e), quality, source])
    return rows


def closures(c):
    """One row per leg: closed from name2 to name1 from the first day on, so that the way only leads north."""
    rows = [["#closure_type", "name1", "name2", "closure_start", "closure_end"]]
    rows += [["link", c.name[e["from_node"]], c.name[e["to_node"]], 0, -1] for e in c.edges]
    return rows


def departures(c):
    rows = [["place", "start_date", "end_date", "persons", "source", "quality"]]
    for f in c.flows:
        source = f["source"] + (" (" + f["note"] + ")" if f["note"] else "")
        rows.append([c.name[START_NODE], day_before(f["period_start"], STEPS_TO_COUNT_DAYS),
                     day_before(f["period_end"], STEPS_TO_COUNT_DAYS), f["value"], source, f["quality"]])
    return rows


def observed(data, c):
    """Encounters between ports in 2023 by sector: what the border cities' shares are compared with."""
    total = dict.fromkeys(sorted(set(c.opposite.values())), 0)
    for row in read(data, "encounters_sw_area_monthly.csv"):
        if row["component"] == "usbp" and row["month"].startswith("2023-"):
            total[row["area"]] += int(row["encounters"])
    rows = [["usbp_sector", "encounters", "share", "period", "quality", "source"]]
    every = sum(total.values())
    for sector, n in total.items():
        rows.append([sector, n, "%.4f" % (n / every), "2023-01 to 2023-12", "data",
                     "US Customs and Border Protection nationwide encounters, Border Patrol, southwest; public domain"])
    return rows


def observed_by_month(data):
    """Southwest encounters of Venezuelans, most of whom came through the Darien: when do they follow its count?"""
    total = {}
    for row in read(data, "encounters_sw_nationality_monthly.csv"):
        if row["citizenship"] == "venezuela" and "2023-01" <= row["month"][:7] <= "2024-01":
            total[row["month"][:7]] = total.get(row["month"][:7], 0) + int(row["encounters"])
    rows = [["month", "encounters", "quality", "source"]]
    return rows + [[m, n, "data", "US Customs and Border Protection nationwide encounters, southwest, at and between "
                    "ports, citizenship Venezuela; public domain"] for m, n in sorted(total.items())]


TITLE = "title: From the Darien to the border cities, 2023 (uncalibrated)\n"

SETTINGS = """\
# Settings of corridor_walk. Everything not named here has Flee's default (`cruce explain KEY`).
move_rules:
  max_move_speed: 360     # km/day by vehicle where a leg has no speed of its own (all have: routes.csv)
  default_movechance: 0.3 # chance a day to go on from a place on the way; assumed (Flee's default)
  camp_movechance: 0      # a border city is the end of the way in this scenario
  awareness_level: 5      # people look five places ahead: fewer, and Tijuana could not be reached past Sonoyta
"""


def sources_page(tables, c):
    """SOURCES.md: how many figures carry which flag, and which are not from a source."""
    place, leg, departure = tables["locations.csv"], tables["routes.csv"], tables["departures.csv"]
    out = ["# Where the figures of corridor_walk come from", "",
           "Written by `tools/make_corridor_walk.py`; every row of the files carries the same in its own columns.", "",
           "| flag | meaning |", "|---|---|",
           "| data | read from a published data file |",
           "| stated | read as text in a press report, page or agency statement, or simple arithmetic on it |",
           "| computed | geometry only: great circle x 1.25 |",
           "| recalled | general knowledge, no source found: check before relying on it |",
           "| assumed | chosen here because the model needs a number |", "",
           "| figures | rows | data | stated | computed | recalled | assumed |", "|---|---|---|---|---|---|---|"]
    flags = ["data", "stated", "computed", "recalled", "assumed"]

    def counted(what, values):
        out.append("| %s | %d | %s |" % (what, len(values), " | ".join(str(values.count(f)) for f in flags)))

    at = leg[0].index
    counted("positions of places (`locations.csv`)", [r[11] for r in place[1:]])
    counted("lengths of legs (`routes.csv`)", [r[at("quality")] for r in leg[1:]])
    counted("speeds of legs (`routes.csv`)", [r[at("speed_quality")] for r in leg[1:]])
    counted("departures (`departures.csv`)", [r[5] for r in departure[1:]])
    counted("chance to go on, places looked ahead (`simsetting.yml`)", ["assumed", "assumed"])
    counted("encounters compared with (`observed/`)", ["data"] * (len(tables["observed"]) + len(tables["by_month"]) - 2))
    out += ["", "Left out of the data on purpose: %d towns on the US side and the %d legs across the line" % c.left_out +
            " (the border itself comes later).", "",
            "## Lengths from a source", ""]
    out += ["- %s to %s, %s km: %s" % (r[0], r[1], r[2], r[7]) for r in leg[1:] if r[6] == "stated"]
    out += ["", "## Lengths from geometry", ""]
    out += ["- %s to %s, %s km" % (r[0], r[1], r[2]) for r in leg[1:] if r[6] == "computed"]
    out += ["", "## Lengths recalled (good to about 10 %)", ""]
    out += ["- %s to %s, %s km" % (r[0], r[1], r[2]) for r in leg[1:] if r[6] == "recalled"]
    out += ["", "## Speeds", ""]
    out += ["- %s, %d km/day, %s (legs: %d): %s" % (mode, s[0], s[1], sum(r[5] == mode for r in leg[1:]), s[2])
            for mode, s in SPEEDS.items()]
    out += ["", "## Departures", "",
            "The count is made in %s; people set out from %s %d days earlier." %
            (c.name[COUNTED_NODE], c.name[START_NODE], STEPS_TO_COUNT_DAYS), ""]
    out += ["- counted %s, %s people, %s: %s" % (f["period_start"][:7], f["value"], f["quality"],
                                                f["source"] + (" (" + f["note"] + ")" if f["note"] else ""))
            for f in c.flows]
    out += ["", "## Positions recalled", "",
            "All %d positions are recalled. For two of them the data say how far they may be off:" % (len(place) - 1), ""]
    out += ["- %s: %s" % (c.name[n["node_id"]], n["note"].split(";")[0]) for n in c.nodes
            if n["note"].startswith("position")]
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data", "corridor"))
    parser.add_argument("--out", default=os.path.join(ROOT, "scenarios", "corridor_walk"))
    args = parser.parse_args()
    c = Corridor(args.data)
    tables = {"locations.csv": locations(c), "routes.csv": routes(c), "closures.csv": closures(c),
              "departures.csv": departures(c)}
    start = day_before(c.flows[0]["period_start"], STEPS_TO_COUNT_DAYS)
    tables["sim_period.csv"] = [["StartDate", start], ["Length", (LAST_DAY - start).days + 1]]
    os.makedirs(os.path.join(args.out, "observed"), exist_ok=True)
    for name, rows in tables.items():
        write(args.out, name, rows)
    tables["observed"] = observed(args.data, c)
    write(os.path.join(args.out, "observed"), "encounters_2023_by_sector.csv", tables["observed"])
    tables["by_month"] = observed_by_month(args.data)
    write(os.path.join(args.out, "observed"), "encounters_venezuela_by_month.csv", tables["by_month"])
    text(args.out, "simsetting.yml", SETTINGS)
    text(args.out, "scenario.yml", TITLE)
    text(args.out, "SOURCES.md", sources_page(tables, c))


if __name__ == "__main__":
    main()
