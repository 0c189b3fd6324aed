#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Rows of the input files in another order give the same bytes where Flee's order has no meaning: locations but the first,
routes without parallel roads, closures on distinct days, columns of conflicts, rows of data_layout but the first, agents'
columns. `cruce flee` keeps the file order of camps in its header, so its columns are compared by name; the library's days
are compared whole. Also: the seed decides everything, a run twice is the same, replicate 0 is what `cruce flee` runs.
"""
import csv
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from cases import random_case  # noqa: E402
from cruce_lib import ENGINES, LONG, Checks, Scenario, flee  # noqa: E402

check = Checks()
CASES = 60 if LONG else 15


def shuffled(case, rng):
    other = case.copy()
    tail = other.places[1:]
    rng.shuffle(tail)
    other.places[1:] = tail
    rng.shuffle(other.routes)
    rng.shuffle(other.closures)
    columns = list(other.conflicts.items())
    rng.shuffle(columns)
    other.conflicts = dict(columns)
    tables = list(other.data.items())
    rest = tables[1:]
    rng.shuffle(rest)
    other.data = dict(tables[:1] + rest)
    return other


def crowded(seed):
    """A random network with capacities, registered counts and no parallel roads."""
    rng = random.Random(seed * 7919)
    case = random_case(seed, days=15)
    for row in case.routes:
        row[3] = ""    # 1 would make parallel roads
    days = set()
    case.closures = [row for row in case.closures if not ({row[3], row[4]} & days or days.update((row[3], row[4])))]
    camps = [row for row in case.places if "camp" in row[5]]
    for row in camps:
        row[7] = rng.choice(["", 40, 150, 900])
    if seed % 2:
        case.settings = {key: value for key, value in case.settings.items() if "conflict_driven" not in key}
        case.settings["spawn_rules.insert_day0"] = True
        counts = {row[0]: sorted(rng.randint(0, 400) for _ in range(4)) for row in camps}
        dates = ["2020-01-01", "2020-01-05", "2020-01-09", "2020-01-16"]
        case.data = {"total": [[d, sum(c[i] for c in counts.values())] for i, d in enumerate(dates)]}
        case.data.update({name: [[d, c[i]] for i, d in enumerate(dates)] for name, c in counts.items()})
        for row in case.places:
            if "conflict" in row[5]:
                row[7] = 5000
                case.conflicts[row[0]] = [1] * case.days    # somebody can always be displaced
        case.closures = [row for row in case.closures if "camp" not in row[0]]
    return case


def by_column(text):
    return {tuple(sorted(row.items())) for row in csv.DictReader(text.splitlines())}


def main():
    for number in range(1, CASES + 1):
        case = crowded(number)
        other = shuffled(case, random.Random(number))
        with Scenario(case) as one, Scenario(other) as two, tempfile.TemporaryDirectory() as a, tempfile.TemporaryDirectory() as b:
            case.write(a)
            other.write(b)
            for engine in ENGINES:
                first = one.run(engine, number)
                check.that(first.same(two.run(engine, number)), f"case {number}, {engine}: rows in another order, another run")
                check.that(first.same(one.run(engine, number)), f"case {number}, {engine}: run twice")
                check.that(not first.same(one.run(engine, number + 1000)) or first.created[-1] == 0,
                           f"case {number}, {engine}: another seed")
                words = ("--seed", str(number), "--engine", engine)
                text = flee(a, *words)
                check.that(by_column(text) == by_column(flee(b, *words)), f"case {number}, {engine}: cruce flee, rows in another order")
                rows = list(csv.DictReader(text.splitlines()))
                camps = [column[:-4] for column in rows[0] if column.endswith(" sim")]
                check.that(all(int(row[f"{camp} sim"]) == first.persons[t, one.index(camp)] for t, row in enumerate(rows) for camp in camps),
                           f"case {number}, {engine}: cruce flee and the library")
    return check.finish()


if __name__ == "__main__":
    sys.exit(main())
