#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""A run that continues from a saved state has the same bytes from that day on as one that never stopped; so have runs with
measures and rules that are added, changed or ended from that day on.

Random borders (border_folder.random_folder, numbers 1 to 4; LONG=1: 60), each with its own engine, queue engine, rules and
days; the corridor with its variants; displacement with all engines. States saved by a continued run are those of the full run.

Usage: saved_states.py [random_borders] [corridor] [walk]
"""
import csv
import datetime
import os
import pathlib
import random
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from border_folder import ROOT, Folder, random_folder  # noqa: E402
from saved import differences, run, save  # noqa: E402

LONG, SHORT = bool(os.environ.get("LONG")), bool(os.environ.get("CRUCE_SHORT"))
START = datetime.date(2023, 11, 1)  # of the small border
done, failed = 0, 0


def check(condition, text):
    global done, failed
    done += 1
    if not condition:
        failed += 1
        print(f"FAILED: {text}", flush=True)


def continue_from_each(name, scenario, days, top, *options, replicates=2):
    """Full run of few replicates; states of a run of more; continued runs, which save the last state again."""
    full = run(scenario, top / "full", "-n", replicates, *options)
    states = save(scenario, top / "saved", days, "-n", replicates + 1, "--state-replicates", replicates, *options)
    for day, state in zip(days, states):
        continued = run(scenario, top / f"from-{day}", "--from", state, "--save-state", days[-1], *options)
        wrong = differences(full, continued, day)
        check(not wrong, f"{name}, from {day}: {', '.join(wrong)} differ")
        again = continued / states[-1].name
        check(again.read_bytes() == states[-1].read_bytes(), f"{name}: state of {days[-1]} saved by a run from {day}")
    return states


def what_if(name, state, day, changed, top, *options, replicates=2):
    """The changed scenario as a whole against its run from a state of the unchanged one."""
    full = run(changed, top / "full", "-n", replicates, *options)
    continued = run(changed, top / "continued", "--from", state, "-n", replicates, *options)
    wrong = differences(full, continued, day)
    check(not wrong, f"{name}, from {day}: {', '.join(wrong)} differ")
    return full


# --- random borders ---

def with_more(folder, rng):
    """What the small border lacks and a state has to hold: crowded custody, more crossings, quotas, courts, offers."""
    for row in folder.table["sectors.csv"]:
        row["custody_persons"] = rng.choice([150, 250, 400])
    folder.set("measures.csv", lambda r: r["target"] == "west_office", value=34).parameter("processing_agent_minutes", 600)
    folder.set("measures.csv", lambda r: r["target"] == "east_office", value=16)
    folder.parameter("detail_slope", 1).parameter("detail_most", 0.4).parameter("court_backlog", 400)
    folder.parameter("reopen_days", 4).parameter("reopen_custody", 1).parameter("walk_ups_per_day", 3)
    car, truck = (next(r for r in folder.table["ports.csv"] if r["mode"] == mode) for mode in ("car", "truck"))
    for base, cells in ((car, {"crossing": "mid_gate", "latitude": "32.4", "longitude": "-116.5", "lanes": "3"}),
                        (car, {"mode": "pedestrian", "lanes": "2", "service_s": "20"}),
                        (truck, {"mode": "rail", "lanes": "1", "service_s": "1500"})):
        folder.table["ports.csv"].append({**base, **cells})
    for crossing, units in (("mid_gate:car", 250000), ("west_gate:pedestrian", 300000), ("east_bridge:rail", 2000)):
        folder.add("demand.csv", crossing=crossing, start_date="2023-11-01", end_date="2024-01-31", units=units, source="invented")
    folder.measure("2023-11-10", "USA", "pathway_quota", "far_south", rng.randint(500, 9000))
    folder.measure("2023-11-18", "-", "info_shock", "far_south", 1)
    folder.measure("2023-11-12", "USA", "root_cause", "north", 0.4)
    folder.measure("2023-12-02", "USA", "root_cause", "north", 0.1)
    folder.measure("2023-12-25", "MEX", "caravan_offer", "Tapa", 0.2, until="2023-12-31")
    folder.measure("2023-11-21", "MEX", "shelter_places", "Westport", 40)
    folder.measure("2023-12-10T06", "USA", "port_state", "west_gate:all", "closed", until="2023-12-14T11")
    return folder


def with_rules(folder, rng):
    """More rules, of every kind of figure."""
    for i, metric in enumerate(["between_ports", "at_ports", "all.other", "custody.west", "port_wait", "port_wait.east"]):
        if rng.random() < 0.6:
            folder.add("rules.csv", rule=f"more{i}", first="2023-11-20", every_days=rng.choice([1, 7, 14]), actor="MEX",
                       metric=metric, window_days=rng.choice([3, 7, 31]), op=rng.choice(["ge", "lt"]),
                       threshold=rng.choice([5, 100, 400]), hold_days=rng.choice([0, 2, 5]), measure="transit_enforcement",
                       target="MEX", value=rng.choice(["+0.5", "*0.5", "2"]), min=0, max=4, source="invented")
    return folder


def change_from(folder, day, rng):
    """Other measures and rules, all from that day on."""
    changed = folder.copy()
    later = lambda: day + datetime.timedelta(days=rng.randint(0, 12))  # noqa: E731
    changed.measure(later(), "USA", "port_state", "west_gate:all", "closed", until=f"{later() + datetime.timedelta(days=20)}T07")
    changed.measure(later(), "MEX", "transit_enforcement", "MEX", rng.choice([0, 1, 3]))
    changed.measure(later(), "USA", "staff_share", "west_office:car", rng.choice([0.2, 0.6]))
    changed.measure(later(), "USA", "appointments_per_day", "USA", rng.randint(0, 600))
    changed.measure(f"{later()}T05", "-", "caravan_depart", rng.choice(["Tapa", "Southgate"]), rng.randint(300, 5000))
    changed.measure(later(), "MEX", "caravan_offer", "Tapa", 0.4)
    announced = later()
    changed.measure(announced + datetime.timedelta(days=9), "-", "info_shock", "far_south", 1.5, published=announced)
    for row in changed.table["measures.csv"]:
        if row["date"] < str(day) and row.get("until", "") > str(day) and rng.random() < 0.5:
            row["until"] = f"{later()}T23"
    changed.table["measures.csv"] = [row for row in changed.table["measures.csv"]
                                     if row["date"][:10] < str(day) or rng.random() < 0.8 or row["measure"] == "caravan_depart"]
    said = {(row["date"], row["measure"], row["target"]): row for row in changed.table["measures.csv"]}
    changed.table["measures.csv"] = list(said.values())  # the same moment, measure and target: the last row
    for row in changed.table["rules.csv"]:
        if rng.random() < 0.5 and row["first"] >= str(day):
            row.update(every_days=3, threshold=50)
    changed.add("rules.csv", rule="new", first=later(), every_days=2, actor="USA", metric="between_ports.east", window_days=9,
                op="ge", threshold=10, hold_days=0, measure="register_share", target="north", value="+0.01", min=0, max=0.9,
                source="invented")
    return changed


def busy_days(result):
    """Days of a result that a state is likely to get wrong: just before crossings open again, just after they close."""
    log = list(csv.DictReader((result / "policy_log.csv").open()))
    near = [(row, -1) for row in log if row["event"] == "reopened"][:2] + [(row, 1) for row in log if row["event"] == "closed_by_staff"][:2]
    return {int(row["day"]) + shift for row, shift in near}


def random_borders(top):
    for number in range(1, 61 if LONG else 3 if SHORT else 5):
        rng = random.Random(number)
        folder, place = with_rules(with_more(random_folder(number), rng), rng), top / f"border{number}"
        if number % 2 == 0:
            folder.text["simsetting.yml"] += "port_rules:\n  queue_engine: events\n"
        if number % 3 == 0:
            folder.text["simsetting.yml"] = folder.text["simsetting.yml"].replace("awareness_level: 5", "goals_only: true")
        options = ["--engine", "agents"] if number % 4 == 1 else []
        place.mkdir()
        folder.write(place / "scenario")
        busy = busy_days(run(place / "scenario", place / "look", "-n", 1, *options))
        days = sorted({rng.choice([39, 40, 41]), rng.choice([55, 56, 57]), 86, *busy, *rng.sample(range(0, 86), 2)})
        days = [str(START + datetime.timedelta(days=day)) for day in days]
        states = continue_from_each(f"border {number}", place / "scenario", days, place, *options)
        for i, (day, state) in list(enumerate(zip(days, states)))[0:-1:2]:
            changed = change_from(folder, datetime.date.fromisoformat(day), rng)
            changed.write(place / f"changed{i}")
            (place / f"whatif{i}").mkdir()
            what_if(f"border {number} changed", state, day, place / f"changed{i}", place / f"whatif{i}", *options)


# --- the corridor ---

def corridor(top):
    scenario, days = ROOT / "scenarios/us_mexico_2023", ["2022-09-15", "2022-10-01", "2023-12-01", "2024-01-01"]
    days = days[2:] if SHORT else days
    states = dict(zip(days, continue_from_each("us_mexico_2023", scenario, days, top)))
    for variant, from_days in (("monthly_review", ["2024-01-01"]), ("no_deal", ["2023-12-01"]), ("deal_dec27", ["2023-12-01"])):
        for day in from_days:  # a variant that begins later, from the state of the base
            place = top / f"{variant}-{day}"
            place.mkdir()
            what_if(f"us_mexico_2023, {variant}", states[day], day, scenario, place, "--variant", variant)
    variant_days = ["2024-01-05", "2024-02-20"]
    (top / "variant").mkdir()
    continue_from_each("us_mexico_2023, no_deal", scenario, variant_days, top / "variant", "--variant", "no_deal")
    if "2023-12-01" in states:
        larger = Folder(scenario)
        larger.set("measures.csv", lambda r: r["date"] == "2023-12-24" and r["measure"] == "caravan_depart", value=9500)
        larger.write(top / "larger")
        (top / "larger-run").mkdir()
        full = what_if("us_mexico_2023, a larger caravan", states["2023-12-01"], "2023-12-01", top / "larger", top / "larger-run")
        sizes = [r for r in csv.DictReader((full / "policy_log.csv").open()) if r["name"] == "christmas_eve_2023"]
        check(sizes and float(sizes[0]["seen"]) == 9500, "us_mexico_2023: the caravan's own number is used")
    later = Folder(scenario)
    later.measure("2024-01-03T08", "USA", "port_state", "nogales_deconcini:all", "closed", until="2024-02-01")
    later.measure("2024-01-10", "-", "caravan_depart", "tapachula", 9000)
    later.measure("2024-01-02", "MEX", "transit_enforcement", "MEX", 2)
    later.write(top / "later")
    (top / "later-run").mkdir()
    what_if("us_mexico_2023, more measures", states["2024-01-01"], "2024-01-01", top / "later", top / "later-run")


# --- no border ---

def walk(top):
    scenario, shared = ROOT / "scenarios/corridor_walk", ROOT.parent / "shared/scenarios/displacement"
    continue_from_each("corridor_walk", scenario, ["2023-01-01", "2023-03-01", "2023-09-10"], top)
    cases = (("mali2012", ["2012-02-29", "2012-03-20", "2012-03-24", "2012-03-28", "2012-05-01", "2012-07-01"]),
             ("car2013", ["2013-12-03", "2014-02-01", "2014-06-01"]))  # people begin to be counted among the first days
    for number, (case, days) in enumerate(cases):
        if not (shared / case).is_dir():
            print(f"without ../shared/scenarios/displacement/{case}")
            continue
        for engine in ("cohorts", "counts", "agents"):
            place = top / f"{case}-{engine}"
            place.mkdir()
            length = ["--days", 200] if engine == "agents" and not LONG else []
            continue_from_each(f"{case}, {engine}", shared / case, days, place, "--engine", engine, *length)
        short = top / f"short{number}"
        short.mkdir()
        late = ["2012-12-10"] if case == "mali2012" else []  # when camps lose people again
        continue_from_each(f"{case} without short stints", shared / case, days[2:] + late, short, "--days", 300, "--engine", "counts",
                           "--set", "move_rules.avoid_short_stints=true", "--set", "move_rules.camp_movechance=0.3")
        odd = top / f"odd{number}"
        odd.mkdir()
        continue_from_each(f"{case} with homes and two steps of view", shared / case, days[:2], odd, "--days", 150,
                           "--set", "move_rules.awareness_level=2", "--set", "move_rules.stay_close_to_home=true",
                           "--set", "corrections.home_distance=true")


def main():
    parts = {part.__name__: part for part in (random_borders, corridor, walk)}
    for part in (parts[name] for name in sys.argv[1:] or parts):
        with tempfile.TemporaryDirectory() as temporary:
            part(pathlib.Path(temporary))
    print(f"{done} checks, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
