#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Laws that must hold whatever the numbers are: change the input in a way whose effect is known, and look.

Each law takes random networks (cases.random_case, numbers 1 to 12; LONG=1: 60) and both engines. A law is either exact
(the whole run is the same, place by place and day by day) or one of distribution (a permutation test of 40 runs against
40; p > 0.001 divided by the number of such tests in all).
"""
import os
import random
import sys

import numpy

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from cases import Case, random_case  # noqa: E402
from chance import permutation  # noqa: E402
from cruce_lib import ENGINES, LONG, SHORT, Checks, Scenario  # noqa: E402

check = Checks()
NUMBERS = range(1, 61 if LONG else 5 if SHORT else 13)
RUNS = 40
RATE = "spawn_rules.conflict_driven_spawning.displaced_per_conflict_day"
p_values = []


def runs_of(case, engine, seeds=RUNS, first=1, places=None):
    with Scenario(case) as scenario:
        names = places or scenario.names
        columns = [scenario.index(name) for name in names] + [len(scenario.names)]
        return numpy.array([scenario.run(engine, first + s).persons[:, columns] for s in range(seeds)])


def same_run(law, number, one, other, engines=ENGINES, places=None):
    for engine in engines:
        a, b = (runs_of(case, engine, 2, number, places) for case in (one, other))
        check.that(a.shape == b.shape and (a == b).all(), f"{law}: network {number}, {engine}: not the same run")


def same_distribution(law, number, a, b):
    p = permutation(a.reshape(len(a), -1), b.reshape(len(b), -1), seed=number)
    p_values.append((min(p), f"{law}: network {number}"))


def without_roads_twice(case):
    for row in case.routes:
        row[3] = "" if row[3] in ("1", "2") else row[3]
    return case


def with_capacity(case, persons):
    other = case.copy()
    for row in other.places:
        if "camp" in row[5]:
            row[7] = persons
    return other


# --- exact ---

def nobody_is_lost(number):
    case = with_capacity(random_case(number, 15), 60)
    with Scenario(case) as scenario:
        for engine in ENGINES:
            run = scenario.run(engine, number)
            check.that((run.persons.sum(axis=1) == run.created).all(), f"ledger: network {number}, {engine}")
            check.that((run.persons >= 0).all() and (numpy.diff(run.created) >= 0).all(), f"ledger signs: network {number}, {engine}")
            check.that((run.departed.sum(axis=1) == run.created).all(), f"departures: network {number}, {engine}")


def closed_and_reopened_at_once(number):
    case = without_roads_twice(random_case(number))
    case.closures = []
    a, b = case.routes[0][:2]
    same_run("closed and reopened before anybody is on the way", number, case, case.copy().close("link", a, b, 0, 0)
             .close("location", case.places[0][0], "", 0, 0).close("country", "X", "Y", 0, 0))


def measure_in_two_parts(number):
    case = without_roads_twice(random_case(number, 12))
    case.closures = []
    a, b = case.routes[number % len(case.routes)][:2]
    same_run("one closure as two", number, case.copy().close("link", a, b, 2, 8), case.copy().close("link", a, b, 2, 5)
             .close("link", a, b, 5, 8))
    same_run("a closure that never comes", number, case, case.copy().close("location", a, "", 12, 20).close("link", b, a, -5, -1))


def far_away(number):
    case = random_case(number)
    more = case.copy().place("Zz island", "town", population=50).place("Zz rock", "camp").route("Zz island", "Zz rock", 12)
    same_run("places that nobody can reach", number, case, more, places=case.names())
    more = case.copy().place("Aa island", "town", population=50)
    more.places.insert(1, more.places.pop())
    same_run("a place before all others", number, case, more, places=case.names())


def room_for_all(number):
    case = random_case(number)
    case.settings["move_rules.movechance_pop_scale_factor"] = 0.0    # it looks at the capacity too
    same_run("more room than people", number, case, with_capacity(case, 100000000))


def all_scores_doubled(number):
    case = random_case(number)
    case.settings.update({"move_rules.foreign_weight": 1.0, "move_rules.conflict_weight": 0.0, "move_rules.weight_softening": 0.0,
                          "move_rules.weight_power": 1.0})
    case.conflicts = {name: column for name, column in case.conflicts.items() if name == case.places[0][0]}
    for row in case.places[1:]:
        row[2] = "Y"
        row[5] = "town" if row[5] == "conflict_zone" else row[5]
    case.places[0][2], case.places[0][5], case.places[0][6] = "X", "conflict_zone", 0
    case.conflicts = {case.places[0][0]: [1] * case.days}
    case.closures = []
    same_run("all scores doubled", number, case, case.with_settings(move_rules__foreign_weight=2.0))


def everything_twice_as_far(number):
    case = random_case(number)
    case.settings.update({"move_rules.distance_power": 1.0, "move_rules.stay_close_to_home": False, "move_rules.weight_power": 1.0,
                          "move_rules.weight_softening": 0.0})
    double = case.copy()
    for key in ("max_move_speed", "max_walk_speed", "softening"):
        double.settings[f"move_rules.{key}"] *= 2
    for row in double.routes:
        row[2] *= 2
        if double.route_columns:
            row[4] *= 2
    remembers = case.settings["move_rules.avoid_short_stints"]
    same_run("kilometres, speeds and softening doubled", number, case, double, ("agents",) if remembers else ENGINES)


def defaults_written_out(number):
    case = random_case(number)
    same_run("settings at their defaults", number, case, case.with_settings(
        move_rules__max_crossing_speed=20, move_rules__capacity_buffer=0.9, move_rules__movechance_pop_base=10000.0,
        move_rules__use_v1_rules=False, spawn_rules__camps_are_sinks=False, spawn_rules__empty_camps_on_day0=False,
        optimisations__hasten=1))


def roads_the_other_way_round(number):
    case = random_case(number)
    other = case.copy()
    for row in other.routes:
        if row[3] not in ("1", "2"):
            row[0], row[1] = row[1], row[0]
    same_run("rows of routes written from the other end", number, case, other)


def flag_1_is_two_roads(number):
    case = without_roads_twice(random_case(number))
    flagged, twice = case.copy(), case.copy()
    flagged.routes[0][3] = "1"
    twice.routes.insert(0, list(twice.routes[0]))
    same_run("flag 1 is the row twice", number, flagged, twice)
    same_run("flag 1, corrected, is the row once", number, case, flagged.with_settings(corrections__parallel_links=True))


def speeds_of_their_own(number):
    case = random_case(number)
    case.route_columns, case.routes = [], [row[:4] for row in case.routes]
    other = case.copy()
    other.route_columns = ["max_move_speed", "walk_probability"]
    other.routes = [row + [case.settings["move_rules.max_move_speed"], 0.0] for row in other.routes]
    same_run("every road with the speed of all", number, case, other)
    other.routes = [row[:5] + [1.0] for row in other.routes]
    slow = case.with_settings(move_rules__max_move_speed=float(case.settings["move_rules.max_walk_speed"]))
    if not case.settings["move_rules.avoid_short_stints"]:    # the memory is in parts of the global speed
        for engine in ENGINES:
            a, b = runs_of(slow, engine), runs_of(other, engine, first=1000)
            same_distribution(f"everybody walks, {engine}", number, a, b)


def sinks_without_chance(number):
    case = random_case(number)
    other = case.with_settings(spawn_rules__camps_are_sinks=True)
    other.place_columns = ["deactivation_probability"]
    other.places = [row + ["0.0"] for row in other.places]
    same_run("sinks that take nobody", number, case, other)


def registered(number):
    """A network where people are displaced as the register grows."""
    case = random_case(number)
    case.settings = {key: value for key, value in case.settings.items() if "conflict_driven" not in key}
    case.closures = []
    for row in case.places:
        if row[5] == "conflict_zone":
            row[7] = 5000
            case.conflicts[row[0]] = [1] * case.days
    camp = next(row[0] for row in case.places if "camp" in row[5])
    case.data = {"total": [["2020-01-01", 40], ["2020-01-09", 640]], camp: [["2020-01-01", 40], ["2020-01-09", 640]]}
    return with_capacity(case, 500)


def ten_times_and_a_tenth(number):
    case, large = registered(number), registered(number).with_settings(optimisations__hasten=10)
    for row in large.places:
        row[7] = 10 * row[7] if row[7] != "" else ""
    large.data = {name: [[date, 10 * n] for date, n in rows] for name, rows in large.data.items()}
    same_run("ten times as many, divided by ten", number, case, large)


def a_week_later(number):
    case, later = registered(number), registered(number)
    later.start = "2020-01-08"
    later.data = {name: [[{"2020-01-01": "2020-01-08", "2020-01-09": "2020-01-16"}[date], n] for date, n in rows]
                  for name, rows in later.data.items()}
    same_run("all dates a week later", number, case, later)


def camps_of_no_weight(number):
    case = Case(12, {RATE: 50, "move_rules.camp_weight": 0.0}).place("Z", "conflict_zone", population=9)
    rng = random.Random(number)
    for name in "AB":
        case.place(name, "town")
    case.place("C", "camp").route("Z", "A", rng.randint(5, 300)).route("Z", "C", rng.randint(5, 300))
    case.route("A", "B", rng.randint(5, 300)).route("B", "C", rng.randint(5, 300)).zone_all_days()
    for engine in ENGINES:
        check.equal(int(runs_of(case, engine, 2, places=["C"])[:, :, 0].max()), 0, f"camps of weight 0: {number}, {engine}")


# --- in distribution ---

def twice_the_people(number):
    case = random_case(number, rate=30)
    if case.settings.get("spawn_rules.take_from_population"):
        case.settings["spawn_rules.take_from_population"] = False
    double = case.copy()
    double.settings[RATE] = 60    # intensities are 1 or 0.5: whole numbers either way
    for engine in ENGINES:
        two = runs_of(case, engine, RUNS, 1) + runs_of(case, engine, RUNS, 5000)
        same_distribution(f"twice the people are two runs, {engine}", number, two, runs_of(double, engine, RUNS, 9000))


def other_names(number):
    case = with_capacity(random_case(number), 150)
    names = case.names()
    new = dict(zip(names, random.Random(number).sample([f"N{i}" for i in range(len(names))], len(names))))
    other = case.copy()
    for row in other.places:
        row[0] = new[row[0]]
    for row in other.routes:
        row[0], row[1] = new[row[0]], new[row[1]]
    for row in other.closures:
        row[1], row[2] = new.get(row[1], row[1]), new.get(row[2], row[2])
    other.conflicts = {new[name]: column for name, column in other.conflicts.items()}
    for engine in ENGINES:
        a = runs_of(case, engine, places=names)
        b = runs_of(other, engine, places=[new[name] for name in names])
        same_distribution(f"other names, {engine}", number, a, b)


def a_conflict_in_two_halves(number):
    case = random_case(number, rate=40)
    case.settings.update({"move_rules.conflict_weight": 0.0, "move_rules.movechance_pop_scale_factor": 0.0,
                          "move_rules.use_pop_for_loc_weight": False, "spawn_rules.take_from_population": False,
                          "move_rules.stay_close_to_home": False, "move_rules.weight_softening": 0.0,
                          "move_rules.awareness_level": 1})
    case.closures = []
    zone = next(row for row in case.places if row[5] == "conflict_zone")
    for row in case.places:    # between places of no weight the choice is even, which counts the halves; and a half
        other = row[5] in ("conflict_zone", "marker") and row is not zone    # may be all there is behind a marker
        row[5] = "town" if other else row[5]
    case.conflicts = {zone[0]: [1] * case.days}
    halves = case.copy()
    halves.conflicts[zone[0]] = halves.conflicts["Half"] = [0.5] * case.days
    halves.places.append(["Half", *zone[1:]])
    halves.routes += [["Half" if a == zone[0] else a, "Half" if b == zone[0] else b, *rest]
                      for a, b, *rest in case.routes if zone[0] in (a, b)]
    places = [name for name in case.names() if name != zone[0]]
    for engine in ENGINES:
        a, b = runs_of(case, engine, places=places), runs_of(halves, engine, first=700, places=places)
        same_distribution(f"a conflict in two halves, {engine}", number, a, b)


def main():
    for number in NUMBERS:
        for law in (nobody_is_lost, closed_and_reopened_at_once, measure_in_two_parts, far_away, room_for_all, all_scores_doubled,
                    everything_twice_as_far, defaults_written_out, roads_the_other_way_round, flag_1_is_two_roads,
                    speeds_of_their_own, sinks_without_chance, ten_times_and_a_tenth, a_week_later, camps_of_no_weight,
                    twice_the_people, other_names, a_conflict_in_two_halves):
            law(number)
    # With 999 permutations the least p is 0.001: as many as that are expected by chance, a few more are allowed.
    low = [text for p, text in p_values if p <= 0.001]
    print("\n".join(low))
    most = 3 + 3 * len(p_values) * 3 // 1000
    print(f"{len(p_values)} comparisons of distributions, {len(low)} at the least p of 0.001, at most {most} allowed")
    check.that(len(low) <= most, "; ".join(low))
    return check.finish()


if __name__ == "__main__":
    sys.exit(main())
