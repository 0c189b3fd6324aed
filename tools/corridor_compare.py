#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Holds corridor_walk against what is known, and says where it is wrong.

Usage: tools/corridor_compare.py [FOLDER] [--results DIR] [--cruce PROGRAM]

1. Where people stop: exact shares, worked out without the simulator (every way of at most `awareness_level` legs is
   weighed as the model does, its end taken with that chance, and so on to a border city), beside the shares of the
   encounters between ports of observed/, by sector.
2. With --results (a folder of `cruce run`): people per border city with their band, and arrivals by month beside the
   count in the Darien and the encounters of Venezuelans, with correlations at a lag of 0 to 2 months.
3. With --cruce: how long the way takes, from a run in which everybody sets out on one day.
"""
import argparse
import csv
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        table = list(csv.reader(file))
    head = [h.lstrip("#") for h in table[0]]
    return [dict(zip(head, r)) for r in table[1:]]


class Network:
    def __init__(self, folder):
        self.place = {r["name"]: r for r in rows(os.path.join(folder, "locations.csv"))}
        closed = {(r["name2"], r["name1"]) for r in rows(os.path.join(folder, "closures.csv"))
                  if r["closure_type"] == "link" and r["closure_start"] == "0"}
        self.out = {}
        for r in rows(os.path.join(folder, "routes.csv")):
            for a, b in ((r["name1"], r["name2"]), (r["name2"], r["name1"])):
                if (a, b) not in closed:
                    self.out.setdefault(a, []).append((b, float(r["distance"])))
        with open(os.path.join(folder, "simsetting.yml"), encoding="utf-8") as file:
            text = file.read()
        number = lambda key, default: float((re.findall(key + r": *([-0-9.]+)", text) or [default])[0])
        self.awareness = int(number("awareness_level", 1))
        self.softening = number("softening", 10)
        self.start = rows(os.path.join(folder, "departures.csv"))[0]["place"]

    def ends(self, name):
        """(place, chance) of every candidate route's end, seen from `name`."""
        weight = {}

        def visit(here, km, depth):
            for there, length in self.out.get(here, ()):
                weight[there] = weight.get(there, 0) + 1 / (self.softening + km + length)
                if depth < self.awareness:
                    visit(there, km + length, depth + 1)

        visit(name, 0, 1)
        total = sum(weight.values())
        return [(there, w / total) for there, w in weight.items()]

    def shares(self):
        """Chance of stopping in each camp, for a person at the start. The legs have no circle, so this ends."""
        known = {}

        def of(name):
            if name not in known:
                if self.place[name]["location_type"] == "camp":
                    known[name] = {name: 1.0}
                else:
                    known[name] = {}
                    for there, chance in self.ends(name):
                        for camp, share in of(there).items():
                            known[name][camp] = known[name].get(camp, 0) + chance * share
            return known[name]

        return of(self.start)


def by_sector(network, shares):
    total = {}
    for name, share in shares.items():
        sector = network.place[name]["usbp_sector"]
        total[sector] = total.get(sector, 0) + share
    return total


def percent(x):
    return "%5.1f %%" % (100 * x)


def print_shares(network, folder):
    shares = network.shares()
    observed = {r["usbp_sector"]: float(r["share"])
                for r in rows(os.path.join(folder, "observed", "encounters_2023_by_sector.csv"))}
    print("Border city: share of the people who stop there (exact)")
    for name, share in sorted(shares.items(), key=lambda x: -x[1]):
        print("  %-24s %s" % (name, percent(share)))
    ours = by_sector(network, shares)
    print("Sector: share of the people (exact), of the encounters between ports in 2023, difference")
    for sector in sorted(observed, key=lambda s: -observed[s]):
        print("  %-24s %s %s %+6.1f" % (sector, percent(ours[sector]), percent(observed[sector]),
                                        100 * (ours[sector] - observed[sector])))
    equal = {s: 1 / len(observed) for s in observed}
    print("  in the wrong sector: %s; equal shares for all sectors: %s" % (percent(apart(ours, observed)),
                                                                         percent(apart(equal, observed))))


def apart(one, other):
    """The share that would have to be moved to turn one split into the other."""
    return sum(abs(one[k] - other[k]) for k in other) / 2


def correlation(x, y):
    mx, my = sum(x) / len(x), sum(y) / len(y)
    sxy = sum((a - mx) * (b - my) for a, b in zip(x, y))
    return sxy / (sum((a - mx) ** 2 for a in x) * sum((b - my) ** 2 for b in y)) ** 0.5


def print_results(network, folder, results):
    table = rows(os.path.join(results, "places.csv"))
    last = max(int(r["day"]) for r in table)
    at_end = {(r["place"], r["summary"]): float(r["persons"]) for r in table if int(r["day"]) == last}
    camps = [n for n, p in network.place.items() if p["location_type"] == "camp"]
    print("Border city: people at the end, median (5-95 % band)")
    for name in sorted(camps, key=lambda n: -at_end[n, "p50"]):
        print("  %-24s %9s (%s-%s)" % (name, *("{:,.0f}".format(at_end[name, s]) for s in ("p50", "p05", "p95"))))
    arrived = {r["date"]: float(r["value"]) for r in rows(os.path.join(results, "totals.csv"))
               if r["quantity"] == "in_camps" and r["summary"] == "p50"}
    month_end = {}
    for date in sorted(arrived):
        month_end[date[:7]] = arrived[date]
    months = [m for m in sorted(month_end) if "2023-01" <= m]
    before = [month_end.get("2022-12", 0)] + [month_end[m] for m in months]
    arrivals = {m: month_end[m] - b for m, b in zip(months, before)}
    counted = {"2023-%02d" % k: float(r["persons"])
               for k, r in enumerate(rows(os.path.join(folder, "departures.csv")), 1)}
    met = {r["month"]: float(r["encounters"])
           for r in rows(os.path.join(folder, "observed", "encounters_venezuela_by_month.csv"))}
    print("Month: counted in the Darien, simulated arrivals at the border, encounters of Venezuelans")
    cell = lambda table, m: "{:,.0f}".format(table[m]) if m in table else "-"
    for m in months:
        print("  %s %10s %10s %10s" % (m, cell(counted, m), cell(arrivals, m), cell(met, m)))
    both = sorted(m for m in met if m in arrivals)
    print("  correlation with the encounters of Venezuelans:")
    print("    simulated arrivals, same month (%d months)  %5.2f" % (
        len(both), correlation([arrivals[m] for m in both], [met[m] for m in both])))
    order = sorted(met)
    for lag in (0, 1, 2):
        pairs = [(counted[m], met[order[k + lag]]) for k, m in enumerate(order) if m in counted and k + lag < len(order)]
        print("    Darien count %d month(s) earlier (%d months) %5.2f" % (lag, len(pairs), correlation(*zip(*pairs))))


def print_days(folder, cruce):
    """Everybody sets out on the first day, so the curve of arrivals is the distribution of the days on the way."""
    persons, jungle_days = 1000000, 5
    with tempfile.TemporaryDirectory() as scratch:
        copy, out = os.path.join(scratch, "one_day"), os.path.join(scratch, "out")
        shutil.copytree(folder, copy)
        first = rows(os.path.join(folder, "departures.csv"))[0]
        with open(os.path.join(copy, "departures.csv"), "w", encoding="utf-8") as file:
            file.write("place,start_date,end_date,persons\n%s,%s,%s,%d\n" % (first["place"], first["start_date"],
                                                                          first["start_date"], persons))
        subprocess.run([cruce, "run", copy, "-o", out, "-n", "2", "--quiet"], check=True)
        curve = [float(r["value"]) / persons for r in rows(os.path.join(out, "totals.csv"))
                 if r["quantity"] == "in_camps" and r["summary"] == "mean"]
    print("Days from the count in Bajo Chiquito to the border city")
    for share in (0.05, 0.25, 0.5, 0.75, 0.95, 0.999):
        day = next(d for d, arrived in enumerate(curve) if arrived >= share)
        print("  %5.1f %% have arrived after %3d days" % (100 * share, day - jungle_days))
    mean = sum(1 - c for c in curve)
    print("  mean %.1f days" % (mean - jungle_days))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default=os.path.join(ROOT, "scenarios", "corridor_walk"))
    parser.add_argument("--results", help="a folder written by `cruce run`")
    parser.add_argument("--cruce", help="the program, to measure the days on the way")
    args = parser.parse_args()
    network = Network(args.folder)
    print_shares(network, args.folder)
    if args.results:
        print_results(network, args.folder, args.results)
    if args.cruce:
        print_days(args.folder, args.cruce)


if __name__ == "__main__":
    main()
