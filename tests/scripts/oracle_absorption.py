#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Where people end on a network with final places, against the exact chance: (I - Q)^-1 R of the chain of places (Kemeny &
Snell 1960, Finite Markov Chains, ch. 3), for both ways of keeping people and a million persons. Among the networks is the
gambler's ruin on a line of ten steps from the fourth, forward 0.45 and 0.5, which reaches the end with 0.1912659 and 0.4.

Nobody rests on the way (chance to leave 1), so the way ends where the chain does, whatever the speed. Each share must lie
within 4 standard errors; with 5 networks x 2 engines x at most 3 final places that fails by chance less than once in 500 runs.
"""
import csv
import os
import pathlib
import random
import subprocess
import sys
import tempfile

try:
    import numpy
except ImportError:
    print("python3-numpy is not installed")
    sys.exit(77)

CRUCE = os.environ["CRUCE"]
PERSONS = 1_000_000
SETTINGS = """move_rules:
  max_move_speed: 5000
  default_movechance: 1
  camp_movechance: 0
  softening: 0
  distance_power: 1
"""


def line(forward):
    """Ten steps: each road is longer than the one before by the odds, so that `forward` is the chance of the next one."""
    odds = (1 - forward) / forward
    roads = [(f"P{i}", f"P{i + 1}", 100 * odds**i) for i in range(10)]
    return [f"P{i}" for i in range(1, 10)], ["P0", "P10"], roads, "P4"


def network(seed):
    chance = random.Random(seed)
    towns, ends = [f"T{i}" for i in range(8)], ["A", "B", "C"]
    pairs = {(towns[i], towns[i + 1]) for i in range(7)} | {("T0", "A"), ("T7", "B"), ("T3", "C")}
    while len(pairs) < 15:
        pair = tuple(sorted(chance.sample(towns, 2)))
        pairs.add(pair)
    return towns, ends, [(a, b, chance.randint(10, 300)) for a, b in sorted(pairs)], "T4"


def exact(towns, ends, roads, start):
    index = {name: i for i, name in enumerate(towns + ends)}
    weight = numpy.zeros((len(index), len(index)))
    for a, b, km in roads:
        weight[index[a], index[b]] += 1 / km
        weight[index[b], index[a]] += 1 / km
    step = weight[: len(towns)] / weight[: len(towns)].sum(1, keepdims=True)
    inside, out = step[:, : len(towns)], step[:, len(towns):]
    shares = numpy.linalg.solve(numpy.eye(len(towns)) - inside, out)[index[start]]
    return dict(zip(ends, shares))


def simulated(towns, ends, roads, start, engine):
    with tempfile.TemporaryDirectory() as folder:
        case = pathlib.Path(folder) / "case"
        case.mkdir()
        places = "".join(f"{n},r,c,0,0,town,,0\n" for n in towns) + "".join(f"{n},r,c,0,0,camp,,\n" for n in ends)
        (case / "locations.csv").write_text("#name,region,country,lat,lon,location_type,conflict_date,population\n" + places)
        (case / "routes.csv").write_text("#name1,name2,distance,forced_redirection\n" + "".join(f"{a},{b},{km!r},0\n" for a, b, km in roads))
        (case / "closures.csv").write_text("#closure_type,name1,name2,closure_start,closure_end\n")
        (case / "sim_period.csv").write_text("StartDate,2023-01-01\nLength,300\n")
        (case / "departures.csv").write_text(f"place,start_date,end_date,persons\n{start},2023-01-01,2023-01-01,{PERSONS}\n")
        (case / "simsetting.yml").write_text(SETTINGS)
        out = pathlib.Path(folder) / "out"
        subprocess.run([CRUCE, "run", str(case), "-n", "1", "--engine", engine, "-q", "-o", str(out)], check=True)
        with open(out / "places.csv", encoding="utf-8") as file:
            return {r["place"]: float(r["persons"]) for r in csv.DictReader(file) if r["day"] == "299"}


wrong = 0
cases = [("line, forward 0.45", line(0.45)), ("line, forward 0.5", line(0.5))] + [(f"network {s}", network(s)) for s in (1, 2, 3)]
assert abs(exact(*line(0.45))["P10"] - 0.1912659) < 1e-7 and abs(exact(*line(0.5))["P10"] - 0.4) < 1e-12
for name, case in cases:
    chances = exact(*case)
    for engine in ("counts", "agents"):
        found = simulated(*case, engine)
        assert sum(found[end] for end in chances) == PERSONS, f"{name}, {engine}: somebody is still on the way"
        for end, chance in chances.items():
            error = (PERSONS * chance * (1 - chance)) ** 0.5
            off = (found[end] - PERSONS * chance) / error
            wrong += abs(off) > 4
            print(f"{name}, {engine}, {end}: {chance:.7f} exactly, {found[end] / PERSONS:.6f} found, {off:+.1f} standard errors")
print(f"{wrong} wrong")
sys.exit(1 if wrong else 0)
