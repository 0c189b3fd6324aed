#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""What the test-suite of Flee expects of Flee (flee-compat 10), and the worked examples and quirks of that description,
as files for our program. tests/peer/README.md lists every row and where it is tested. Each function is one row.
"""
import csv
import datetime
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from cases import Case  # noqa: E402
from cruce_lib import ENGINES, Checks, Refused, Scenario, flee  # noqa: E402

check = Checks()
RATE = "spawn_rules.conflict_driven_spawning.displaced_per_conflict_day"
CAMP, TOWN, IDPCAMP, CONFLICT_SCORE = 1, 4, 2, "move_rules.conflict_weight"


def every_run(case, seeds=(1,), links=0):
    with Scenario(case, links=links) as scenario:
        for engine in ENGINES:
            for seed in seeds:
                yield engine, scenario, scenario.run(engine, seed)


def flee_rows(case, *words):
    with tempfile.TemporaryDirectory() as folder:
        return list(csv.DictReader(flee(case.write(folder), *words).splitlines()))


def listed(case, *names):
    case.agents = list(names)
    case.settings["spawn_rules.read_from_agents_csv_file"] = True
    return case


def one_agent():
    case = Case(30, {"move_rules.max_move_speed": 5000, "move_rules.max_walk_speed": 5000})
    case.place("A", "town")
    for name in "BCD":
        case.place(name, "camp").route("A", name, 100)
    for engine, _, run in every_run(listed(case, "A"), range(1, 21)):
        check.that((run.persons.sum(axis=1) == 1).all() and (run.created == 1).all(), f"1_agent, {engine}: one person, always")


def awareness_levels():
    for level in range(5):
        case = Case(5, {"move_rules.awareness_level": level, RATE: 10})
        for name, kind in zip(("A", "B", "C", "D", "C2", "D2", "D3"), ("conflict_zone", *["town"] * 6)):
            case.place(name, kind, population=1000)
        for pair in ("A B", "A C", "A D", "C C2", "C D2", "D D2", "D2 D3", "C2 D3"):
            case.route(*pair.split(), 834)
        for engine, scenario, run in every_run(case.zone_all_days()):
            check.equal(int(run.created[-1]), 50, f"awareness {level}, {engine}: persons")
            moved = int(run.persons[-1].sum() - run.persons[-1, scenario.index("A")])
            check.equal(moved, 0 if level == 0 else 50, f"awareness {level}, {engine}: persons who left A")


def camp_sink():
    case = Case(3, {"spawn_rules.camps_are_sicks": True})
    case.place("A", "conflict_zone").place("B", "camp", deactivation_probability="1.0").route("A", "B", 10)
    for row in case.places:
        row += [""] * (9 - len(row))
    for engine, scenario, run in every_run(listed(case, *["A"] * 100)):
        check.equal(int(run.deactivated[-1]), 100, f"camp_sink, {engine}: deactivated")
        check.equal(int(run.persons[-1, scenario.index("B")]), 100, f"camp_sink, {engine}: the camp still counts them")


def changes():
    with tempfile.TemporaryDirectory() as folder:
        case = Case(2).place("A", "town").place("B", "camp").route("A", "B", 10)
        case.write(folder)
        open(os.path.join(folder, "simsetting.yml"), "w").close()
        check.that(flee(folder).count("\n") == 3, "changes: an empty settings file and nobody to move")


def close_location():
    case = Case(20, {RATE: 100, "move_rules.conflict_movechance": 1.0})
    case.place("A", "conflict_zone", population=1000)
    for name in "BCD":
        case.place(name, "camp").route("A", name, 100)
    case.close("location", "C", "", 0, -1).zone_all_days()
    for engine, scenario, run in every_run(case):
        check.equal(int(run.persons[:, scenario.index("C")].max()), 0, f"close_location, {engine}: persons at C")


def conflict_driven_spawning():
    case = Case(10, {RATE: 100}).place("A", "conflict_zone", population=1000).place("B", "camp").route("A", "B", 100)
    for engine, _, run in every_run(case.zone_all_days()):
        check.equal(int(run.created[-1]), 1000, f"conflict_driven_spawning, {engine}")
    three = Case(4, {RATE: 100}).place("S", "town")
    for name in ("A", "B", "C", "C half"):
        three.place(name, "conflict_zone" if name != "C half" else "town", population=1000).route(name, "S", 100)
    three.conflicts = {"A": [1] * 4, "B": [1, 1, 0, 0], "C": [1, 1, 0, 0], "C half": [0, 0, 0.5, 0.5]}
    for engine, _, run in every_run(three):
        check.equal(run.created.tolist(), [300, 600, 750, 900], f"post_conflict, {engine}")
    three.conflicts["C"] = [1, 1, 0.5, 0.5]    # quirk 9: a change between two intensities is not applied
    three.conflicts["C half"] = [0] * 4
    for engine, _, run in every_run(three):
        check.equal(run.created.tolist(), [300, 600, 800, 1000], f"intensity changes, {engine}")
    for rate, wanted in ((100.9, 1000), (0.5, 0)):    # int() of the rate, then int() of rate times intensity
        for engine, _, run in every_run(case.with_settings(**{RATE: rate})):
            check.equal(int(run.created[-1]), wanted, f"rate {rate}, {engine}")


def csv_location_changes():
    case = Case(502, {RATE: 1, "default_conflict_intensity": 1})
    case.place("A", "town", population=100).place("C", "town").place("Z", "camp").route("A", "Z", 50)
    case.location_changes = [["#a comment", "", ""], ["C", "idpcamp", "100"], ["A", "conflict_zone", "499"], ["A", "town", "500"]]
    for engine, scenario, run in every_run(case):
        flags, a, c = run.flags, scenario.index("A"), scenario.index("C")
        check.equal([int(flags[t, c]) & (CAMP | IDPCAMP | TOWN) for t in (99, 100, 501)], [TOWN, CAMP | IDPCAMP, CAMP | IDPCAMP],
                    f"location changes, {engine}: C")
        check.equal([int(flags[t, a]) & TOWN for t in (498, 499, 500)], [TOWN, 0, TOWN], f"location changes, {engine}: A")
        check.equal([int(run.created[t]) for t in (498, 499, 500, 501)], [0, 1, 1, 1],
                    f"location changes, {engine}: A displaces on one day")


def csv_main():
    case = Case(60, {RATE: 10}).place("A", "conflict_zone", country="ABC", population=1000, conflict_date=0)
    case.place("C", "town", country="ABC", population=1000).place("C2", "town", country="ABC", population=1000)
    case.place("F", "camp", country="DEF").route("A", "C", 50).route("C", "F", 100).route("A", "F", 120).route("C2", "F", 10)
    case.conflicts = {"A": [1] * 60, "C": [0] * 50 + [1] * 10, "C2": [0] * 60}
    case.close("country", "ABC", "DEF", 5, 8)
    for engine, scenario, run in every_run(case, links=8):
        check.equal([int(run.created[t]) for t in (0, 49, 50)], [10, 500, 520], f"csv main, {engine}: conflicts start on their day")
        f = scenario.names.index("F")
        # links in the order of (from, to): A-C, A-F, C-A, C-F, C2-F, F-A, F-C, F-C2
        across = run.entered[:, [1, 3, 4, 5, 6, 7]].sum(axis=1)
        check.that(across[7] == across[4] and across[8] > across[7], f"csv main, {engine}: nobody enters a closed border road")
        check.that(run.persons[4, f] > 0, f"csv main, {engine}: before that people cross")


def datatable():
    case = Case(1400, {"spawn_rules.sum_from_camps": False})
    case.start = "2010-06-01"
    case.place("A", "conflict_zone", population=1000).place("camp1", "camp").route("A", "camp1", 100).zone_all_days()
    rows = [["2010-01-01", 500], ["2011-01-01", 6000], ["2012-01-01", 70000], ["2013-01-01", 800000], ["2014-01-01", 400000]]
    case.data = {"total": rows, "camp1": rows}
    values = [int(row["camp1 data"]) for row in flee_rows(case)]
    check.equal([values[t] for t in (0, 300, 700)], [2775, 21079, 311338], "datatable: interpolated")
    check.equal(max(values[:1200]), 800000, "datatable: largest in 1200 days")
    before, at = values[:1310], values[1310]
    case.corrections = [["camp1", "2014-01-01", "normalize"]]
    corrected = [int(row["camp1 data"]) for row in flee_rows(case)]

    def exact(t):    # the table halved before the date, then interpolated, then truncated
        day = [(datetime.date.fromisoformat(d) - datetime.date(2010, 6, 1)).days for d, _ in rows]
        i = next(i for i in range(1, 5) if t < day[i])
        old, new = (n / 2 if k < 4 else n for k, n in ((i - 1, rows[i - 1][1]), (i, rows[i][1])))
        return old + (t - day[i - 1]) / (day[i] - day[i - 1]) * (new - old)

    # int(old / 2) of the description, up to truncating once or twice
    check.that(all(abs(c - int(b / 2)) <= 1 for b, c in zip(before[:945], corrected[:945])), "datatable: corrected values are halves")
    check.that(all(abs(c - exact(t)) < 1.001 for t, c in enumerate(corrected[:1310])), "datatable: corrected table, read off")
    check.equal(corrected[1310], at, "datatable: from the date of the correction on nothing changes")


def adding_tables():
    """5.2: the worked example of two files on one row."""
    start = datetime.date(2020, 1, 1)
    case = Case(36).place("A", "conflict_zone", population=10).place("B", "camp").route("A", "B", 10).zone_all_days()
    with tempfile.TemporaryDirectory() as folder:
        case.write(folder)
        data = os.path.join(folder, "source_data")
        tables = {"one.csv": ((0, 10), (10, 20), (20, 40)), "two.csv": ((0, 1), (5, 2), (10, 3), (29, 5), (33, 6))}
        for name, rows in tables.items():
            with open(os.path.join(data, name), "w") as file:
                file.write("Date,n\n" + "".join(f"{start + datetime.timedelta(d)},{n}\n" for d, n in rows))
        with open(os.path.join(data, "data_layout.csv"), "w") as file:
            file.write("total,one.csv\nB,one.csv,two.csv\n")
        rows = list(csv.DictReader(flee(folder).splitlines()))
    check.equal([int(rows[t]["B data"]) for t in (0, 5, 10, 20, 25, 35)], [11, 22, 23, 43, 43, 43], "adding tables")
    check.equal([int(rows[t]["B data"]) for t in (1, 6, 11)], [13, 22, 25], "adding tables: read off between rows")


def load_agent():
    case = listed(Case(3).place("A", "town").place("C", "camp").route("A", "C", 10), "A", "B")
    for engine, scenario, run in every_run(case):
        check.equal(int(run.created[-1]), 1, f"load_agent, {engine}: persons")
        check.that(any("agents.csv" in warning and "B" in warning for warning in scenario.warnings), "load_agent: B is named")


def stay_close_to_home():
    case = Case(20, {"move_rules.stay_close_to_home": True, "move_rules.home_distance_power": 5.0, "move_rules.max_move_speed": 100})
    case.place("A", "town", x=0, y=0).place("B", "town", x=1, y=1).place("C", "town", x=80, y=80)
    case.route("A", "B", 100).route("A", "C", 100)
    for engine, scenario, run in every_run(listed(case, *["A"] * 100), range(1, 6)):
        check.that(run.persons[-1, scenario.index("C")] < 2, f"stay close to home, {engine}: persons in C")


def foreign_weight_0():
    case = Case(10, {"move_rules.foreign_weight": 0.0})
    case.place("A", "conflict_zone", population=1000).place("B", "camp").place("C", "town").place("D", "camp", country="Y")
    for name in "BCD":
        case.route("A", name, 50)
    case.route("C", "D", 20).route("B", "D", 20).zone_all_days()
    case.data = {"total": [["2020-01-01", 0], ["2020-01-11", 1000]]}
    case.data["B"] = case.data["total"]
    case.data["D"] = [["2020-01-01", 0]]
    for engine, scenario, run in every_run(case):
        # From C, whose roads lead to A (in conflict) and D, A still has a weight; D has none.
        check.equal(int(run.persons[:, scenario.index("D")].max()), 0, f"foreign weight 0, {engine}: persons in D")
        check.equal(int(run.created[-1]), 900, f"foreign weight 0, {engine}: displaced")


def path_choice():
    case = Case(5).place("A", "conflict_zone").place("B", "town").place("C", "camp").route("A", "B", 10).route("B", "C", 20)
    for engine, _, run in every_run(listed(case, "A")):
        check.equal(int(run.persons[-1].sum()), 1, f"path_choice, {engine}")


def removelink():
    case = Case(10, {RATE: 10}).place("A", "conflict_zone", population=100).place("B", "camp").place("C", "camp")
    case.route("A", "B", 10).route("A", "C", 10).close("link", "C", "A", 0, -1).zone_all_days()
    for engine, scenario, run in every_run(case, links=4):
        check.equal(int(run.entered[-1, 1]), 0, f"removelink, {engine}: persons who entered A-C")
        check.that(run.entered[-1, 0] > 0, f"removelink, {engine}: A-B is open")


def tiny_closure():
    case = Case(100, {RATE: 1, "move_rules.camp_movechance": 0.0})
    case.place("A", "conflict_zone", population=100).place("B", "camp").place("C", "camp").route("A", "B", 5)
    case.close("location", "B", "", 3, -1).close("camp", "C", "", 3, -1).zone_all_days()
    for engine, scenario, run in every_run(case):
        check.equal([int(run.persons[-1, scenario.index(name)]) for name in "AB"], [97, 3], f"tiny_closure, {engine}: A, B")
        check.equal([int(run.flags[t, scenario.index("C")]) & (CAMP | TOWN) for t in (2, 3)], [CAMP, TOWN],
                    f"tiny_closure, {engine}: C closes")
    leaves = listed(case.copy(), *["C"] * 200)
    leaves.place("D", "camp").route("C", "D", 10)
    for engine, scenario, run in every_run(leaves):
        c = scenario.index("C")
        check.that(run.persons[2, c] == 200 and run.persons[4, c] < 190, f"tiny_closure, {engine}: people leave a closed camp")


def toy_escape():
    rows = [["2010-01-01", 500], ["2011-01-01", 6000]]
    case = Case(10, {"spawn_rules.insert_day0": False})
    case.start = "2010-01-01"
    case.place("A", "conflict_zone", population=100000).place("camp1", "camp").route("A", "camp1", 100).zone_all_days()
    case.data = {"total": rows, "camp1": rows}
    for settings, wanted in (({}, 1135), ({"spawn_rules__empty_camps_on_day0": True}, 135), ({"spawn_rules__insert_day0": True}, 635)):
        for engine, _, run in every_run(case.with_settings(**settings)):
            check.equal(int(run.created[-1]), wanted, f"toy_escape, {engine}, {settings}")
    for engine, _, run in every_run(case):
        check.equal(int(run.raw[-1]), 1135, f"toy_escape, {engine}: raw counts day 0 twice")
    for engine, _, run in every_run(case.with_settings(corrections__raw_count=True)):
        check.equal(int(run.raw[-1]), 635, f"toy_escape, {engine}: raw, corrected")


def closed_link_example():
    """3.7: 100 km at 40 a day, closed on day 1: 80, then back at A on day 2, which counts as a road travelled."""
    case = Case(6, {"move_rules.max_move_speed": 40, "move_rules.max_walk_speed": 40, "move_rules.start_on_foot": True})
    case.place("A", "conflict_zone").place("B", "camp").route("A", "B", 100).close("link", "B", "A", 1, -1)
    for engine, scenario, run in every_run(listed(case, "A")):
        check.equal(run.persons[:, scenario.index("A")].tolist(), [0, 0, 1, 1, 1, 1], f"closed link, {engine}: at A")
    again = case.copy()    # on foot only until the road was given up: then 100 km are done within a day
    again.closures = [["link", "B", "A", 1, 3]]
    again.settings.update({"move_rules.max_move_speed": 150})
    again.places[0][5] = "town"
    again.settings["move_rules.default_movechance"] = 1.0
    for engine, scenario, run in every_run(listed(again, "A")):
        check.equal(run.persons[:, scenario.index("A")].tolist(), [0, 0, 1, 0, 0, 0], f"closed link, {engine}: at A, then gone")
        check.equal(run.persons[:, scenario.index("B")].tolist(), [0, 0, 0, 1, 1, 1], f"closed link, {engine}: at B")


def several_hops():
    """3.6: 60 km, then a full day's 100 on a road of 100: not its end. On one of 99: its end, on the same day."""
    for km, at_c in ((100, [0, 1, 1]), (99, [1, 1, 1]), (101, [0, 1, 1]), (201, [0, 0, 1])):
        case = Case(3, {"move_rules.max_move_speed": 100, "move_rules.default_movechance": 1.0, "move_rules.camp_movechance": 0.0})
        case.settings[CONFLICT_SCORE] = 0.0
        case.place("A", "conflict_zone").place("B", "town").place("C", "camp").route("A", "B", 60).route("B", "C", km)
        for engine, scenario, run in every_run(listed(case, "A")):
            check.equal(run.persons[:, scenario.index("C")].tolist(), at_c, f"several hops, {engine}: 60 km, then {km} km: at C")
    for km, at_b in ((100, [0, 1]), (99.999, [1, 1])):    # quirk 6: exactly the day's distance takes two days
        case = Case(2, {"move_rules.max_move_speed": 100, "move_rules.camp_movechance": 0.0})
        case.place("A", "conflict_zone").place("B", "camp").route("A", "B", km)
        for engine, scenario, run in every_run(listed(case, "A")):
            check.equal(run.persons[:, scenario.index("B")].tolist(), at_b, f"a road of {km} km, {engine}: at B")


def hop_limit():
    """The day ends once moved today reaches the speed of the road just finished."""
    case = Case(2, {"move_rules.max_move_speed": 100, "move_rules.default_movechance": 1.0, "move_rules.camp_movechance": 0.0})
    names = ["A", "B", "C", "D", "E"]
    for name, kind in zip(names, ("conflict_zone", "forwarding_hub", "forwarding_hub", "forwarding_hub", "camp")):
        case.place(name, kind)
    case.settings["move_rules.awareness_level"] = 4
    case.settings["move_rules.camp_weight"] = 1e9
    for a, b, km in zip(names, names[1:], (40, 30, 30, 10)):
        case.route(a, b, km)
    for engine, scenario, run in every_run(listed(case, "A")):
        # 40 + 30 + 30 = 100 is not below 100: rests at D although its move chance is 1 and its route goes on
        check.equal(int(run.persons[0, scenario.index("D")]), 1, f"hop limit, {engine}: at D on day 0")
        check.equal(int(run.persons[1, scenario.index("E")]), 1, f"hop limit, {engine}: at E on day 1")


def capacities():
    """Quirks 3, 4, 13 and the daily growth of capacities, seen in what people do."""
    base = {RATE: 50, "move_rules.camp_movechance": 0.0, "move_rules.conflict_movechance": 1.0}
    case = Case(30, base).place("A", "conflict_zone", population=10).place("Full", "camp", population=100).place("None", "camp")
    case.route("A", "Full", 10).route("A", "None", 10).zone_all_days()
    for engine, scenario, run in every_run(case, range(1, 4)):
        full, none = (int(run.persons[-1, scenario.index(name)]) for name in ("Full", "None"))
        check.that(95 <= full <= 150 and full + none == 1500, f"capacities, {engine}: {full} at a camp of 100, {none} where none is set")
    lone = Case(10, base).place("A", "conflict_zone", population=10).place("Full", "camp", population=20, capacity_per_day="")
    lone.route("A", "Full", 10).zone_all_days()
    for engine, scenario, run in every_run(lone):    # all weights 0: chosen all the same, then the full test cancels the move
        check.equal(run.persons[:, scenario.index("Full")].tolist(), [50] * 10, f"capacities, {engine}: full, and nowhere else")
        check.equal(int(run.persons[-1, scenario.index("A")]), 450, f"capacities, {engine}: they wait at A")
    lone.places[1][8] = "100"
    for engine, scenario, run in every_run(lone):
        check.equal(run.persons[:, scenario.index("Full")].tolist(), [50 * (t + 1) for t in range(10)],
                    f"capacities, {engine}: growing faster than it fills")
    taken = Case(3, {"move_rules.camp_movechance": 0.0})    # insert_day0 lowers 100 by 100: unlimited
    taken.place("A", "conflict_zone", population=10).place("B", "camp", population=100).route("A", "B", 10).zone_all_days()
    rows = [["2020-01-01", 100], ["2020-01-02", 300], ["2020-01-03", 500]]
    taken.data = {"total": rows, "B": rows}
    for engine, scenario, run in every_run(taken):
        check.equal(run.persons[:, scenario.index("B")].tolist(), [100, 300, 500], f"capacities, {engine}: lowered to nothing")
    for engine, scenario, run in every_run(taken.with_settings(corrections__day0_capacity=True)):
        check.equal(run.persons[:, scenario.index("B")].tolist(), [100, 100, 100], f"capacities, {engine}: corrected: full")


def spawn_weights_lag():
    """Quirk 32: the weights are those of the evening before, unless a conflict starts or ends today."""
    def displaced(case, days):
        for engine, scenario, run in every_run(case):
            by_day = [run.departed[0].tolist()] + (run.departed[1:] - run.departed[:-1]).tolist()
            yield engine, [{name: by_day[t][scenario.index(name)] for name in "AB"} for t in days]

    def base():
        case = Case(6, {"spawn_rules.insert_day0": False})
        case.place("A", "conflict_zone", population=1000).place("B", "town", population=1000).place("C", "camp")
        return case.route("A", "C", 10).route("B", "C", 10)

    case = base().with_settings(spawn_rules__conflict_spawn_decay=[1.0, 0.0], spawn_rules__conflict_spawn_decay_interval=1)
    case.conflicts = {"A": [1] * 6, "B": [0, 1, 1, 1, 1, 1]}
    case.data = {"total": [["2020-01-01", 0], ["2020-01-03", 200]], "C": [["2020-01-01", 0], ["2020-01-03", 200]]}
    for engine, found in displaced(case, (1, 2)):    # on day 2 both have decayed to 0, but not yet in the weights
        check.equal(found, [{"A": 0, "B": 100}, {"A": 0, "B": 100}], f"decay lags, {engine}")
    case = base()
    case.conflicts = {"A": [1] * 6}
    case.location_changes = [["A", "town", 3], ["B", "conflict_zone", 3]]
    case.data = {"total": [["2020-01-01", 0], ["2020-01-06", 500]], "C": [["2020-01-01", 0], ["2020-01-06", 500]]}
    for engine, found in displaced(case, (2, 3, 4)):
        check.equal(found, [{"A": 100, "B": 0}, {"A": 100, "B": 0}, {"A": 0, "B": 100}], f"location changes lag, {engine}")


def dates_and_debt():
    case = Case(5).place("A", "conflict_zone", population=10).place("B", "camp").route("A", "B", 10).zone_all_days()
    counts = [100, 150, 120, 140, 200]
    rows = [[f"2020-01-0{t + 1}", n] for t, n in enumerate(counts)]
    case.data = {"total": rows, "B": rows}
    rows = flee_rows(case)
    check.equal([row["Date"] for row in rows], [f"2020-01-0{t + 2}" for t in range(5)], "dates are a day late")
    check.equal([int(row["refugee_debt"]) for row in rows], [0, 0, 30, 10, 0], "debt")
    check.equal([int(row["total refugees (simulation)"]) for row in rows], [100, 150, 150, 150, 200], "persons")
    check.equal([int(row["raw UNHCR refugee count"]) for row in rows], [200, 250, 220, 240, 300], "raw")
    check.equal([int(row["B data"]) for row in rows], counts, "data")


def types_at_load():
    """Quirk 13 and the table of types: towns whose move chance is below 0.005 are camps, and columns of the output."""
    case = Case(1, {"move_rules.default_movechance": 0.004}).place("A", "conflict_zone").place("B", "town").place("C", "idpcamp")
    case.route("A", "B", 10).route("A", "C", 10)
    with tempfile.TemporaryDirectory() as folder:
        header = flee(case.write(folder)).splitlines()[0]
    check.that(header.startswith("Day,Date,B sim,B data,B error,C sim,C data,C error,Total error,"), f"types: {header}")
    case = Case(1).place("A", "Conflict_Zone", conflict_date=5, population=9).place("B", "IDPCamp").place("C", "Forwarding_Hub")
    case.places[0][6] = 5
    case.route("A", "B", 10).route("A", "C", 10)
    for engine, scenario, run in every_run(case):
        a, b, c = (int(run.flags[0, scenario.index(name)]) & 31 for name in "ABC")
        check.equal([a, b, c], [TOWN, CAMP | IDPCAMP, 8], f"types, {engine}")


def idp_totals():
    case = Case(3, {"log_levels.idp_totals": 1, RATE: 10}).place("A", "conflict_zone", population=9).place("B", "idpcamp")
    case.place("C", "camp").route("A", "B", 10).route("A", "C", 10).zone_all_days()
    for row in flee_rows(case):
        check.equal(row["total IDPs"], row["B sim"], "total IDPs")
        check.equal([row["Total error"], row["raw UNHCR refugee count"], row["refugee_debt"]], ["0.0", "0", "0"], "conflict-driven row")


def main():
    for row in (one_agent, awareness_levels, camp_sink, changes, close_location, conflict_driven_spawning, csv_location_changes,
                csv_main, datatable, adding_tables, load_agent, stay_close_to_home, foreign_weight_0, path_choice, removelink,
                tiny_closure, toy_escape, closed_link_example, several_hops, hop_limit, capacities, spawn_weights_lag, dates_and_debt,
                types_at_load, idp_totals):
        try:
            row()
        except Refused as refused:
            check.that(False, f"{row.__name__}: refused: {refused}")
    return check.finish()


if __name__ == "__main__":
    sys.exit(main())
