#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""The engine cohorts on both sides of the day on which persons become counts.

Turned on a day of our choice: before it the run is that of agents, number for number; on that day and at the end counts have
the exact distribution of one person (20 seeds; mean and spread; p > 0.001 divided by the number of tests), on networks of
engines_exact.py and on random ones; and where camps fill up, they have that of agents (60 runs, permutation as in
engines_agree.py, each p > 0.003). Left to itself it turns when many are on the move, in every replicate and with any number of
threads alike, and never where few are. The ledger of persons closes every day, or the library would refuse.
"""
import filecmp
import os
import subprocess
import sys
import tempfile

import numpy

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from cases import random_case  # noqa: E402
from chance import counts_fit, permutation  # noqa: E402
from cruce_lib import PROGRAM, SHORT, Checks, Scenario  # noqa: E402
from engines_agree import MODERN, filling, surge  # noqa: E402
from engines_exact import CASES, RATE, line  # noqa: E402
from exact_walk import TooManyStates, Walk  # noqa: E402

SEEDS, RUNS, NETWORKS, DAYS = 20, 20 if SHORT else 60, 4 if SHORT else 12, 10
EXACT = ("plain", "on foot first", "memory", "modern125", "awareness 3, memory, on foot", "roads of their own speed, on foot",
         "many hops, memory", "near where they are", "turned back", "types change", "sinks", "conflicts start and end, decay")
FILLING = {"300 people": filling(300), "300 people, modern125": filling(300, **MODERN), "300 people, surge": surge(300),
           "300 people, awareness 3": filling(300, move_rules__awareness_level=3)}
check = Checks()


def turned(scenario, seed, day):
    return scenario.run("cohorts", seed, counts_from_day=day)


def as_persons_before(name, scenario, day):
    persons, both = scenario.run("agents", 1).persons, turned(scenario, 1, day).persons
    check.that(numpy.array_equal(persons[:day], both[:day]), f"{name}: not as agents before day {day}")
    return not numpy.array_equal(persons, both)


def exact(name, case, tests, **limit):
    day = case.days // 2
    looked_at = sorted({day, case.days - 1})
    mean, covariance = Walk(case, **limit).run(looked_at)
    with Scenario(case) as scenario:
        changes = as_persons_before(name, scenario, day)
        check.that(changes or name.startswith("network"), f"{name}: agents to the end")
        runs = [turned(scenario, seed, day).persons for seed in range(1, SEEDS + 1)]
        for d in looked_at:
            for p, what in zip(counts_fit([run[d] for run in runs], mean[d], covariance[d]), ("mean", "spread")):
                check.that(p > 0.001 / tests, f"{name}, day {d}: {what}, p {p:.2g}")


def exact_everywhere():
    tests = 4 * (len(EXACT) + NETWORKS)
    for name in EXACT:
        exact(name, CASES[name], tests)
    done, number = 0, 100
    while done < NETWORKS:
        number += 1
        try:
            exact(f"network {number}", random_case(number, DAYS), tests, most=30000)
            done += 1
        except TooManyStates:
            pass


def camps_fill_up():
    for name, case in FILLING.items():
        days = range(13, case.days, 4)
        with Scenario(case) as scenario:
            check.that(as_persons_before(name, scenario, 12), f"{name}: agents to the end")
            a = numpy.array([scenario.run("agents", seed).persons[days] for seed in range(1, RUNS + 1)])
            b = numpy.array([turned(scenario, seed, 12).persons[days] for seed in range(101, RUNS + 101)])
        p = permutation(a.reshape(RUNS, -1), b.reshape(RUNS, -1))
        print(f"{name}: p shift {p[0]:.3f} worst {p[1]:.3f} spread {p[2]:.3f}")
        check.that(min(p) > 0.003, f"{name}: counts after persons differ from persons, p {min(p):.3f}")


def first_difference(a, b):
    days = numpy.nonzero((a.persons != b.persons).any(axis=1))[0]
    return days[0] if len(days) else None


def by_itself():
    case = line(days=12, **{RATE: 2500})
    with Scenario(case) as scenario:
        days = {first_difference(scenario.run("cohorts", seed), scenario.run("agents", seed)) for seed in range(1, 6)}
        check.that(all(day is not None and day > 1 for day in days), f"many people: first days of counts {days}")
        check.that(scenario.run("cohorts", 1).same(scenario.run("cohorts", 1)), "many people: run twice")
    with Scenario(line(days=12)) as scenario:
        check.that(scenario.run("cohorts", 1).same(scenario.run("agents", 1)), "few people: cohorts is not agents")
    with tempfile.TemporaryDirectory() as top:
        case.write(os.path.join(top, "case"))
        for threads in ("1", "2"):
            done = subprocess.run([PROGRAM, "run", os.path.join(top, "case"), "-n", "5", "-j", threads, "--quiet",
                                   "-o", os.path.join(top, threads)], stderr=subprocess.PIPE, text=True)
            check.equal(done.returncode, 0, f"cruce run -j {threads}: {done.stderr.strip()[-300:]}")
        check.that(filecmp.cmp(os.path.join(top, "1", "places.csv"), os.path.join(top, "2", "places.csv"), shallow=False),
                   "many people: 1 and 2 threads differ")


def main():
    exact_everywhere()
    camps_fill_up()
    by_itself()
    return check.finish()


if __name__ == "__main__":
    sys.exit(main())
