#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Where people stop in a scenario in which nobody turns back: exact shares, worked out without the simulator.

Usage: tools/corridor_shares.py [FOLDER] [--results DIR] [--csv]

For every place, every way of at most `awareness_level` legs onward is weighed as the model does (the score is 1
everywhere here) and its end taken with that chance; from there again, until a place of type camp. The result is
compared with the encounters of observed/, by sector, and with simulated results (a folder of `cruce run`) if given.
"""
import argparse
import csv
import os
import re
import sys

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


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default=os.path.join(ROOT, "scenarios", "corridor_walk"))
    args = parser.parse_args()
    network = Network(args.folder)
    shares = network.shares()
    print("Border city, share of the people who stop there (exact)")
    for name, share in sorted(shares.items(), key=lambda x: -x[1]):
        print("  %-24s %6.2f %%" % (name, 100 * share))
    observed = {r["usbp_sector"]: float(r["share"])
                for r in rows(os.path.join(args.folder, "observed", "encounters_2023_by_sector.csv"))}
    ours = by_sector(network, shares)
    print("Sector, share of the people (exact) and of the 2023 encounters between ports")
    for sector in sorted(observed, key=lambda s: -observed[s]):
        print("  %-18s %6.1f %% %6.1f %%" % (sector, 100 * ours.get(sector, 0), 100 * observed[sector]))
    apart = sum(abs(ours.get(s, 0) - o) for s, o in observed.items()) / 2
    equal = sum(abs(1 / len(observed) - o) for o in observed.values()) / 2
    print("Share of the people who would have to be elsewhere: %.1f %%; with equal shares for all sectors %.1f %%"
          % (100 * apart, 100 * equal))


if __name__ == "__main__":
    sys.exit(main())
