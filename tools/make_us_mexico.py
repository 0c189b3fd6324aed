#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Builds scenarios/us_mexico_2023 from the corridor data; every row carries its source and how sure it is.

Usage: tools/make_us_mexico.py [--data DIR] [--out DIR] [--origin YYYY-MM-DD]

--data    the corridor data (default: ../shared/data/corridor beside this repository)
--out     where to write (default: scenarios/us_mexico_2023)
--origin  departures.csv, people.csv and affinity.csv as a forecast from that day would have them: only what was published
          before it (default: the hindcast, encounters up to September 2023 and all upstream counts)

What is decided here and not in the data stands as constants in tools/us_mexico/. The files are checked in; the test
tests/scripts/us_mexico_sources.sh builds them again and compares.
"""
import argparse
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from us_mexico import common, figures, network, parameters, people, policy, ports, sources, upstream  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def tables(folder, origin):
    """All CSV files as lists of rows, and the text files."""
    cut = common.CUT if origin is None else None
    known = upstream.Known(common.Data(folder), origin, cut)
    data = known.data  # shows encounters up to the cut only; figures.csv alone sees the later ones
    net = network.Network(data)
    measures = policy.measures(known.counts, origin)
    out = {
        "locations.csv": network.locations(net), "routes.csv": network.routes(net), "closures.csv": network.closures(net),
        "sim_period.csv": network.sim_period(),
        "people.csv": people.people(known.counts, people.demographics(data)), "sectors.csv": people.sectors(net, data),
        "affinity.csv": people.affinity(data, known.cut),
        "departures.csv": upstream.table(known, measures, policy.PATHWAY),
        "governments.csv": policy.governments(), "groups.csv": policy.groups(origin), "measures.csv": measures,
        "ports.csv": ports.ports(net, data), "demand.csv": ports.demand(data), "profiles.csv": ports.profiles(data),
        "parameters.csv": parameters.parameters(known.counts, origin),
    }
    groups = {r[0] for r in policy.groups()[1:]} - {r[0] for r in out["groups.csv"][1:]}
    out["figures.csv"] = [r for r in figures.figures(common.Data(folder)) if r[1] not in groups]
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data", "corridor"))
    parser.add_argument("--out", default=os.path.join(ROOT, "scenarios", "us_mexico_2023"))
    parser.add_argument("--origin", type=datetime.date.fromisoformat, default=None)
    args = parser.parse_args()
    all_tables = tables(args.data, args.origin)
    for name, rows in all_tables.items():
        common.write(args.out, name, rows)
    common.text(args.out, "simsetting.yml", network.SETTINGS)
    common.text(args.out, "scenario.yml", network.scenario_yml())
    for variant, (yml, files) in policy.variants().items():
        folder = os.path.join(args.out, "variants", variant)
        common.text(folder, "variant.yml", yml)
        for name, rows in files.items():
            common.write(folder, name, rows)
    common.text(args.out, "SOURCES.md", sources.page(all_tables))


if __name__ == "__main__":
    main()
