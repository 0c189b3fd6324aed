#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Does `cruce run` bring the people of corridor_walk where exact arithmetic says?

1. With the way ending in Bajo Chiquito, the people there at the end of each month of 2023 are those counted so far.
2. The border cities' shares are those that tools/corridor_compare.py works out without the simulator (chi-square over
   all replicates, p > 0.001), with either engine; nobody stops elsewhere.
"""
import csv
import os
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CRUCE = os.environ.get("CRUCE", os.path.join(ROOT, "build", "cruce"))
FOLDER = os.path.join(ROOT, "scenarios", "corridor_walk")
sys.path.insert(0, os.path.join(ROOT, "tools"))
import corridor_compare  # noqa: E402

# Upper 0.001 quantiles of chi-square, by degrees of freedom (any table).
CHI_SQUARE_999 = {13: 34.528, 14: 36.123, 15: 37.697}


def run(folder, out, *options):
    subprocess.run([CRUCE, "run", folder, "-o", out, "--quiet", *options], check=True)


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def copy_with(folder, changes):
    """A copy of the scenario in which (file, old, new) is replaced once each."""
    shutil.copytree(FOLDER, folder)
    for name, old, new in changes:
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        assert text.count(old) == 1, (name, old)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text.replace(old, new))


def check_count(scratch):
    folder, out = os.path.join(scratch, "counted"), os.path.join(scratch, "counted_out")
    copy_with(folder, [("locations.csv", "Bajo Chiquito,darien,PA,8.37,-77.62,town,", "Bajo Chiquito,darien,PA,8.37,-77.62,camp,")])
    run(folder, out, "-n", "1", "--set", "move_rules.awareness_level=1")
    there = {r["date"]: float(r["persons"]) for r in read(os.path.join(out, "places.csv")) if r["place"] == "Bajo Chiquito"}
    counted = 0
    with open(os.path.join(FOLDER, "departures.csv"), newline="", encoding="utf-8") as file:
        persons = [int(r["persons"]) for r in csv.DictReader(file)]
    for month, n in enumerate(persons, 1):
        counted += n
        last = max(d for d in there if d.startswith("2023-%02d" % month))
        assert there[last] == counted, (last, there[last], counted)


def check_shares(scratch, engine, replicates):
    out = os.path.join(scratch, engine)
    run(FOLDER, out, "-n", str(replicates), "--engine", engine)
    network = corridor_compare.Network(FOLDER)
    expected = network.shares()
    rows = [r for r in read(os.path.join(out, "places.csv")) if r["summary"] in ("mean", "single")]
    last = max(int(r["day"]) for r in rows)
    # The mean of whole numbers over few replicates, printed with three decimals, gives back their sum.
    there = {r["place"]: round(float(r["persons"]) * replicates) for r in rows if int(r["day"]) == last}
    arrived = sum(there[c] for c in expected)
    chi_square = sum((there[c] - arrived * p) ** 2 / (arrived * p) for c, p in expected.items())
    bound = CHI_SQUARE_999[len(expected) - 1]
    print("%s: %d people in %d replicates, chi-square %.1f (bound %.1f)" % (engine, arrived, replicates, chi_square, bound))
    assert chi_square < bound
    total = {r["quantity"]: float(r["value"]) for r in read(os.path.join(out, "totals.csv"))
             if int(r["day"]) == last and r["summary"] in ("mean", "single")}
    assert total["displaced"] == 520085, total
    assert round(total["in_camps"] * replicates) == arrived, total
    assert total["displaced"] - total["in_camps"] < 52, total  # less than one in ten thousand is still on the way


def main():
    with tempfile.TemporaryDirectory() as scratch:
        check_count(scratch)
        check_shares(scratch, "counts", 4)
        check_shares(scratch, "agents", 1)


if __name__ == "__main__":
    main()
