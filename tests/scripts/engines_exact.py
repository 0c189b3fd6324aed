#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Both engines against the exact distribution of one person, on small networks without capacities.

Each fixed case: 30 seeds, three days of the run. The counts of all places and of the road together have a known mean and
covariance; the chi-square of the sum over seeds must have p > 0.001, and so must the sum of every seed's own chi-square
(two-sided), which tests the variance. The three days make it three tests per case: the least p is tested at 0.001 / 3.
With these seeds the outcome never changes; a defect of one percent of a count shows at these numbers of people.
LONG=1: ten times the seeds.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from cases import Case  # noqa: E402
from cruce_lib import ENGINES, LONG, SHORT, Checks, Scenario  # noqa: E402
from exact_walk import Walk  # noqa: E402
from chance import counts_fit  # noqa: E402

SEEDS = 300 if LONG else 10 if SHORT else 30
RATE = "spawn_rules.conflict_driven_spawning.displaced_per_conflict_day"
MODE = "spawn_rules.conflict_driven_spawning.spawn_mode"
BASE = {RATE: 300, MODE: "constant"}


def line(days=12, scale=1, **settings):
    """A conflict zone, two towns, two camps, one of them abroad, and a way around."""
    case = Case(days, {**BASE, **{key.replace("__", "."): value for key, value in settings.items()}})
    case.place("Zone", "conflict_zone", population=50000, x=1.0, y=2.0)
    case.place("Town", "town", population=9000, x=1.5, y=2.5)
    case.place("Other", "town", population=700, x=2.0, y=1.0)
    case.place("Camp", "camp", country="Y", x=3.0, y=3.0)
    case.place("Far", "camp", x=0.0, y=0.0)
    for a, b, km in (("Zone", "Town", 60), ("Town", "Camp", 100), ("Zone", "Other", 150), ("Other", "Camp", 90),
                     ("Other", "Far", 400), ("Town", "Other", 35)):
        case.route(a, b, scale * km)
    return case.zone_all_days()


def with_markers(level):
    case = line(move_rules__awareness_level=level)
    case.place("Ford", "marker").place("Hub", "forwarding_hub").place("Pass", "marker")
    return case.route("Zone", "Ford", 40).route("Ford", "Far", 200).route("Town", "Hub", 45).route("Hub", "Far", 70) \
        .route("Ford", "Pass", 10).route("Pass", "Camp", 30)


def closures():
    case = line(days=16)
    case.close("country", "X", "Y", 2, 6).close("location", "Far", "", 4, 9).close("link", "Town", "Zone", 3, 5)
    return case.close("camp", "Camp", "", 7, 10)


def idp_closure():
    case = line(days=14).close("idpcamp", "Camp", "", 0, 5).close("idpcamp", "Far", "", 3, 7)
    return case.close("camp", "Camp", "", 8, 10)


def bounced():
    """People under way on a road that closes come back to its start once they have covered it, and keep their route."""
    case = line(days=14, move_rules__awareness_level=2, move_rules__max_move_speed=40)
    return case.close("link", "Town", "Zone", 2, 6).close("location", "Other", "", 3, 4)


def starts_and_ends():
    case = line(days=15, spawn_rules__conflict_spawn_decay=[1.0, 0.5, 0.1], spawn_rules__conflict_spawn_decay_interval=4)
    case.place("Late", "conflict_zone", population=4000, conflict_date=3).route("Late", "Town", 80)
    case.conflicts = {"Zone": [1] * 6 + [0] * 9, "Late": [0] * 3 + [0.5] * 4 + [1] * 4 + [0] * 4, "Camp": [0] * 8 + [0.25] * 7}
    return case


def decaying_repulsion():
    """Two conflict zones between which people go to and fro, the more the longer the conflict lasts."""
    case = Case(9, {**BASE, "move_rules.conflict_weight": 0.1, "move_rules.conflict_movechance": 0.5,
                    "spawn_rules.conflict_spawn_decay": [2.0, 1.0, 0.3, 0.0], "spawn_rules.conflict_spawn_decay_interval": 2})
    case.place("A", "conflict_zone", population=10).place("B", "town").place("C", "town").place("D", "camp")
    case.route("A", "B", 200).route("A", "C", 200).route("B", "C", 200).route("B", "D", 200).route("C", "D", 200)
    case.conflicts = {"A": [1] * 9, "B": [0, 0, 0, 1, 1, 1, 1, 1, 1]}
    return case


def changed_types():
    case = line(days=14)
    case.location_changes = [["Town", "idpcamp", 2], ["Other", "marker", 4], ["Town", "town", 7], ["Other", "conflict_zone", 8],
                             ["Camp", "forwarding_hub", 9]]
    return case


def own_speeds(**settings):
    case = Case(12, {**BASE, **{key.replace("__", "."): value for key, value in settings.items()}})
    case.place("A", "conflict_zone", population=1000).place("B", "town").place("C", "camp").place("D", "town")
    case.route("A", "B", 90, max_move_speed=50, walk_probability=0.3)
    case.route("B", "C", 60, max_move_speed=120, walk_probability=0.0)
    case.route("B", "D", 20, max_move_speed=30, walk_probability=1.0)
    case.route("D", "C", 35, max_move_speed=360, walk_probability=0.5)
    return case.zone_all_days()


def short_roads(**settings):
    """Many hops a day, each with a day's speed."""
    case = Case(8, {**BASE, "move_rules.max_move_speed": 100, "move_rules.default_movechance": 0.8,
                    **{key.replace("__", "."): value for key, value in settings.items()}})
    case.place("A", "conflict_zone", population=1000).place("B", "town").place("C", "town").place("D", "town").place("E", "camp")
    case.route("A", "B", 60).route("B", "C", 30).route("C", "D", 10).route("D", "B", 40).route("D", "E", 100).route("C", "E", 99)
    return case.zone_all_days()


def borders_of_memory():
    """Sums of distances that fall on the speed and next to it: a km more or less in the memory changes who goes on."""
    case = Case(9, {**BASE, "move_rules.max_move_speed": 100, "move_rules.avoid_short_stints": True,
                    "move_rules.default_movechance": 0.2, "move_rules.camp_movechance": 0.3})
    case.place("A", "conflict_zone", population=1000).place("B", "town").place("C", "town").place("D", "camp").place("E", "camp")
    # 50 and 75 km bring people to C with a memory of 62.5; 37 km on, at F, that makes 99.5 of 100: they must go on.
    case.place("F", "town").route("A", "B", 50).route("B", "C", 75).route("C", "F", 37).route("F", "E", 60)
    case.route("C", "D", 361).route("F", "B", 38)
    return case.zone_all_days()


def fractions():
    case = Case(10, {**BASE, "move_rules.max_move_speed": 33.3, "move_rules.max_walk_speed": 7.25, "move_rules.start_on_foot": True})
    case.place("A", "conflict_zone", population=1000).place("B", "town").place("C", "camp")
    case.route("A", "B", 12.345).route("B", "C", 33.3).route("A", "C", 100.001).route("B", "C", 20.02, "1")
    return case.zone_all_days()


def sinks():
    case = line(spawn_rules__camps_are_sinks=True)
    for row in case.places:
        row.append({"Camp": "0.3", "Far": "1.0"}.get(row[0], ""))
    case.place_columns = ["deactivation_probability"]
    return case


def isolated():
    case = line()
    return case.place("Island", "conflict_zone", population=10).place("Nook", "town").route("Island", "Nook", 10) \
        .close("link", "Nook", "Island", 0, 99).zone_all_days()


CASES = {
    "plain": line(),
    "classic: conflict, camp and foreign weights": line(move_rules__conflict_weight=0.25, move_rules__camp_weight=2.0,
                                                        move_rules__foreign_weight=3.0),
    "certain departure, foreign weight 0": line(move_rules__foreign_weight=0.0, move_rules__default_movechance=1.0),
    "conflict move chance 0.4": line(move_rules__conflict_movechance=0.4),
    "powers and softening": line(move_rules__weight_power=1.5, move_rules__distance_power=0.75, move_rules__softening=50.0,
                                 move_rules__weight_softening=0.4),
    "weight power 0": line(move_rules__weight_power=0.0),
    "on foot first": line(move_rules__start_on_foot=True),
    "memory": line(7, 3, move_rules__avoid_short_stints=True, move_rules__max_move_speed=400),
    "memory, slow": line(move_rules__avoid_short_stints=True, move_rules__max_move_speed=90),
    "modern125": line(8, 2, move_rules__avoid_short_stints=True, move_rules__start_on_foot=True, move_rules__max_move_speed=400,
                      move_rules__distance_power=0.75, move_rules__softening=36.0, move_rules__camp_movechance=0.0005,
                      move_rules__default_movechance=0.5),
    "version 1 rules": line(move_rules__max_move_speed=200, move_rules__camp_weight=2.0, move_rules__conflict_weight=0.25),
    "awareness 0": line(move_rules__awareness_level=0),
    "awareness 2": line(move_rules__awareness_level=2),
    "awareness 3": line(move_rules__awareness_level=3),
    "awareness 3, memory, on foot": line(7, 3, move_rules__awareness_level=3, move_rules__avoid_short_stints=True,
                                         move_rules__start_on_foot=True, move_rules__max_move_speed=200),
    "markers and hubs, level 1": with_markers(1),
    "markers and hubs, level 2": with_markers(2),
    "markers are dead ends at level -1": with_markers(-1),
    "idp camps": line(move_rules__idpcamp_movechance=0.1).close("idpcamp", "Camp", "", 99, 0),
    "roads of their own speed": own_speeds(),
    "roads of their own speed, on foot": own_speeds(move_rules__start_on_foot=True, move_rules__max_walk_speed=40),
    "roads of their own speed, memory": own_speeds(move_rules__avoid_short_stints=True, move_rules__max_move_speed=120),
    "many hops": short_roads(),
    "many hops, memory": short_roads(move_rules__avoid_short_stints=True),
    "many hops, level 2": short_roads(move_rules__awareness_level=2),
    "memory on the border": borders_of_memory(),
    "fractions of a km": fractions(),
    "near where they are": line(move_rules__stay_close_to_home=True, move_rules__home_distance_power=1.0),
    "populations attract": line(move_rules__use_pop_for_loc_weight=True, move_rules__pop_power_for_loc_weight=0.5,
                                spawn_rules__take_from_population=True),
    "populations move": line(move_rules__movechance_pop_scale_factor=0.3),
    "populations move less": line(move_rules__movechance_pop_scale_factor=-0.5, move_rules__movechance_pop_base=500.0),
    "pruned": line(move_rules__pruning_threshold=2.0),
    "pruned, level 2": line(move_rules__pruning_threshold=1.5, move_rules__awareness_level=2),
    "closures": closures(),
    "idp closures": idp_closure(),
    "turned back": bounced(),
    "conflicts start and end, decay": starts_and_ends(),
    "repulsion decays": decaying_repulsion(),
    "types change": changed_types(),
    "sinks": sinks(),
    "nowhere to go": isolated(),
    "share of the population": line(**{RATE: 0.004, MODE: "pop_ratio"}, spawn_rules__take_from_population=True),
    "every town is a camp": line(move_rules__default_movechance=0.004),
}


def check_memory(checks):
    """The travel memory as a real number gives the same means as the whole km of it."""
    for name in ("memory", "memory, slow", "modern125", "many hops, memory", "awareness 3, memory, on foot"):
        case = CASES[name].copy()
        case.days = 5
        case.conflicts = {place: column[:5] for place, column in case.conflicts.items()}
        one, other = Walk(case, real_memory=True).run([])[0], Walk(case, real_memory=False).run([])[0]
        checks.that(abs(one - other).max() < 1e-7, f"{name}: real memory and whole km differ by {abs(one - other).max()}")


def main():
    checks, worst = Checks(), {engine: [1.0, 1.0] for engine in ENGINES}
    for name, case in CASES.items():
        days = sorted({case.days // 3, 2 * case.days // 3, case.days - 1})
        mean, covariance = Walk(case).run(days)
        with Scenario(case) as scenario:
            for engine in ENGINES:
                runs = [scenario.run(engine, seed).persons for seed in range(1, SEEDS + 1)]
                ps = [counts_fit([run[day] for run in runs], mean[day], covariance[day]) for day in days]
                p_mean, p_spread = (len(days) * min(p[i] for p in ps) for i in (0, 1))
                print(f"{name}, {engine}: p mean {min(1, p_mean):.4f}, p spread {min(1, p_spread):.4f}")
                worst[engine] = [min(worst[engine][0], p_mean), min(worst[engine][1], p_spread)]
                checks.that(p_mean > 0.001, f"{name}, {engine}: mean")
                checks.that(p_spread > 0.001, f"{name}, {engine}: spread")
    check_memory(checks)
    for engine, (p_mean, p_spread) in worst.items():
        print(f"{len(CASES)} cases, {engine}: least p mean {p_mean:.4f}, least p spread {p_spread:.4f}")
    return checks.finish()


if __name__ == "__main__":
    sys.exit(main())
