#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Laws of a border that must hold whatever the numbers are: change the input in a way whose effect is known, and look.

Each exact law takes random borders (border_folder.random_folder, numbers 1 to 5; LONG=1: 100) and compares whole tables of
`cruce run` with the same seed, byte for byte. Laws of distribution compare means over 30 replicates, with 5 standard errors.
"""
import datetime
import os
import statistics
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from border_folder import random_folder, rows_of, total  # noqa: E402

LONG, SHORT = bool(os.environ.get("LONG")), bool(os.environ.get("CRUCE_SHORT"))


class Checks:
    """Counts what was checked, prints what failed."""
    done, failed = 0, 0

    def that(self, condition, text):
        self.done += 1
        if not condition:
            self.failed += 1
            print(f"FAILED: {text}", flush=True)


check = Checks()
NUMBERS = range(1, 101 if LONG else 3 if SHORT else 6)
LOG = {"policy_log.csv"}
TRANSIT = ("transit_enforcement", "checkpoint")


def same(law, number, one, other, without=frozenset(), change=lambda name, rows: rows):
    """Both borders give the same tables, except those in `without`; `change` takes out of each what may differ."""
    a, b = one.run(number), other.run(number)
    names = (a.keys() | b.keys()) - set(without)
    wrong = [n for n in sorted(names) if change(n, a.get(n, [])) != change(n, b.get(n, []))]
    check.that(len(names) > 10 and not wrong, f"{law}: border {number}: {', '.join(wrong)} differ")


def without_columns(*columns):
    """For `change`: the tables without these columns."""
    def change(_, lines):
        if not lines:
            return lines
        keep = [i for i, c in enumerate(lines[0].split(",")) if c not in columns]
        return [[line.split(",")[i] for i in keep] for line in lines]
    return change


def without_rows(*words):
    """For `change`: the tables without the lines that name one of these words."""
    return lambda _, lines: [line for line in lines if not set(line.split(",")) & set(words)]


def no_measure(folder, *kinds):
    return folder.drop("measures.csv", lambda r: r["measure"] in kinds)


# --- exact: what changes nothing ---

def closed_and_reopened_at_once(n):
    """The reader refuses two rows of one moment for one target, so the crossing closes and its two rows open."""
    one = random_folder(n)
    other = one.copy().measure("2023-12-05T09", "USA", "port_state", "west_gate:all", "closed")
    for folder in (one, other):  # an order to open is not the same as no order: officers' shedding asks
        for mode in ("car", "appointment"):
            folder.measure("2023-12-05T09", "USA", "port_state", f"west_gate:{mode}", "open")
    same("closed and reopened at once", n, one, other, LOG)


def quota_0(n):
    one = random_folder(n)
    same("quota 0 is no pathway", n, one, one.copy().measure("2023-11-05", "USA", "pathway_quota", "", 0), LOG)


def enforcement_0(n):
    one = no_measure(random_folder(n), *TRANSIT).drop("rules.csv", lambda r: True)
    off = one.copy().measure("2023-11-01", "MEX", "transit_enforcement", "MEX", 0)
    bare = one.copy().set("routes.csv", checkpoint=0)
    same("enforcement 0 is links without checkpoints", n, off, bare, LOG)


def checkpoint_by_measure(n):
    one = random_folder(n).set("routes.csv", lambda r: r["name2"] == "Capital", checkpoint=7)
    other = random_folder(n).measure("2023-11-01", "MEX", "checkpoint", "Tapa>Capital", 7)
    same("a checkpoint of routes.csv or of a measure", n, one, other, LOG)


def measure_in_two_parts(n):
    one = random_folder(n).measure("2023-11-20", "USA", "return_share", "north", 0.9, until="2024-01-10")
    two = random_folder(n).measure("2023-11-20", "USA", "return_share", "north", 0.9, until="2023-12-12").measure(
        "2023-12-12", "USA", "return_share", "north", 0.9, until="2024-01-10")
    same("a measure in two parts", n, one, two, LOG)


def hour_0(n):
    one = random_folder(n).measure("2023-12-03", "USA", "remove_share", "", 0.4)
    same("a day begins at hour 0", n, one, random_folder(n).measure("2023-12-03T00", "USA", "remove_share", "", 0.4), LOG)


def until_after_the_end(n):
    one = random_folder(n).measure("2023-12-03", "USA", "appointments_per_day", "USA", 300)
    two = random_folder(n).measure("2023-12-03", "USA", "appointments_per_day", "USA", 300, until="2025-01-01")
    same("until a day after the end", n, one, two, LOG)


def measure_after_the_end(n):
    one = random_folder(n)
    same("a measure after the end", n, one, one.copy().measure("2024-06-01", "MEX", "transit_enforcement", "MEX", 9))


def measure_before_the_start(n):
    one = random_folder(n).measure("2022-03-01", "USA", "appointments_per_day", "USA", 77)
    two = random_folder(n).measure("2023-11-01", "USA", "appointments_per_day", "USA", 77)
    one.table["measures.csv"].insert(0, one.table["measures.csv"].pop())
    for folder in (one, two):
        folder.drop("measures.csv", lambda r: r["measure"] == "appointments_per_day" and r["date"] == "2023-11-01" and r["value"] == "150")
    same("a measure before the start holds at the start", n, one, two, LOG)


def neutral_measures(n):
    one = random_folder(n)
    other = one.copy()
    people = {r["nationality"]: r for r in other.table["people.csv"]}
    for name, row in people.items():
        for kind in ("return_share", "remove_share", "register_share"):
            other.measure("2023-11-01", "USA", kind, name, row[kind])
        other.measure("2023-11-20", "-", "info_shock", name, 0)
        other.measure("2023-11-20", "USA", "root_cause", name, 0)
    other.measure("2023-11-01", "MEX", "transit_enforcement", "MEX", 1).measure("2023-11-01", "-", "demand_shift", "west_gate:car", 1)
    other.measure("2023-11-01", "-", "fee_shift", "west", 1).measure("2023-11-01", "USA", "port_lanes", "west_gate:car", 10)
    other.measure("2023-11-01", "USA", "deep_check_share", "west_gate:car", 0.02)
    same("measures that say what holds anyway", n, one, other, LOG)


def impossible_threshold(n):
    one = random_folder(n)
    rule = {**one.table["rules.csv"][0], "rule": "never", "first": "2023-11-20", "every_days": "1", "threshold": "1e14"}
    other = one.copy()
    other.table["rules.csv"].insert(0, rule)
    same("an impossible threshold is no rule", n, one, other, LOG)


def rule_after_the_end(n):
    one = random_folder(n)
    rule = {**one.table["rules.csv"][0], "rule": "late", "first": "2024-02-01", "threshold": "0"}
    other = one.copy()
    other.table["rules.csv"].insert(0, rule)
    same("a rule that meets after the end", n, one, other)


def certain_rule(n):
    """A rule that is sure to fire at its only meeting is a row of measures.csv on that day."""
    one = random_folder(n).drop("rules.csv", lambda r: True)
    rule = dict(rule="sure", first="2023-12-10", every_days=1000, actor="USA", metric="between_ports", window_days=7, op="ge",
                threshold=0, hold_days=0, measure="return_share", target="far_south", value=0.95, source="invented")
    same("a rule that is sure to fire", n, one.copy().add("rules.csv", **rule),
         one.copy().measure("2023-12-10", "USA", "return_share", "far_south", 0.95), LOG)


def empty_variant(n):
    one = random_folder(n)
    for name in ("measures.csv", "parameters.csv"):
        one.drop(f"variants/deal/{name}", lambda r: True)
    check.that(one.run(n) == one.run(n, variant="deal"), f"an empty variant is the base: border {n}")


def variant_is_an_edit(n):
    one = random_folder(n).drop("variants/deal/parameters.csv", lambda r: True)
    edited = one.copy()
    for row in one.table["variants/deal/measures.csv"]:
        edited.drop("measures.csv", lambda r: (r["date"], r["measure"], r["target"]) == (row["date"], row["measure"], row["target"]))  # noqa: B023
        edited.table["measures.csv"].append(dict(row))
    a, b = one.run(n, variant="deal"), edited.run(n)
    wrong = [name for name in a if name not in LOG and a[name] != b[name]]
    check.that(not wrong, f"a variant is an edit of the base: border {n}: {', '.join(wrong)} differ")


def columns_in_another_order(n):
    one = random_folder(n)
    other = one.copy()
    for name, columns in other.columns.items():
        if name not in ("locations.csv", "routes.csv", "closures.csv"):  # Flee's files: by position
            columns.reverse()
    same("columns in another order", n, one, other)


def unused_sector(n):
    one = random_folder(n)
    other = one.copy().add("sectors.csv", sector="zz", government="USA", agents=100, custody_persons=50)
    same("a sector without cities", n, one, other, {"ledger.csv"}, without_rows("zz"))


def unused_nation(n):
    one = random_folder(n)
    other = one.copy().add("people.csv", nationality="zz", published_as="zz")
    same("a nation of nobody", n, one, other, {"ledger.csv"}, without_rows("zz"))


def never_full(n):
    one = random_folder(n).set("sectors.csv", custody_persons=10**6)
    same("custody that is never full does not slow down", n, one.copy().parameter("custody_slowdown", 0), one.parameter("custody_slowdown", 7))


def beliefs_without_weight(n):
    one = no_measure(random_folder(n).parameter("shock_weight", 0), "info_shock")
    other = one.copy().measure("2023-12-01", "USA", "info_shock", "", 3)
    same("announcements that nobody minds", n, one, other, LOG)


def shifted_by_a_week(n):
    """Every date seven days later: the same days, later. Months are others, so tables by month are left out."""
    def later(text, days=7):
        if len(text) >= 10 and text[4:5] == "-" and text[7:8] == "-":
            return str(datetime.date.fromisoformat(text[:10]) + datetime.timedelta(days=days)) + text[10:]
        return text
    one = no_measure(random_folder(n), "pathway_quota")
    other = one.copy()
    for rows in other.table.values():
        for row in rows:
            row.update({k: later(v) for k, v in row.items() if isinstance(v, str)})
    other.text["scenario.yml"] = "\n".join(
        ": ".join([line.split(": ")[0], later(line.split(": ")[1])]) if "date" in line or "from" in line else line
        for line in other.text["scenario.yml"].splitlines()) + "\n"
    by_month = {"encounter_months.csv", "port_months.csv", "port_hours.csv", "repeats.csv", "place_months.csv",
                "route_months.csv", "observed.csv"} | {f"{name}_months_by_replicate.csv" for name in ("encounter", "port", "place")}
    days = without_columns("date")

    def change(name, lines):  # nations are written at the ends of months
        return days(name, [r for i, r in enumerate(lines) if i == 0 or name != "people_days.csv" or ",(all)," in r])
    same("every date a week later", n, one, other, by_month | LOG, change)


def kilometres_and_hours(n):
    """Twice the distances at twice the speed: the same arrivals. Caravans walk at a pace of their own: one that goes nowhere."""
    one = random_folder(n).set("groups.csv", pace_km_per_day=0.1, pace_sd_km_per_day=0, ride_chance=0)
    two = one.copy()
    for row in two.table["routes.csv"]:
        row["distance"] = str(2 * float(row["distance"]))
    two.text["simsetting.yml"] = two.text["simsetting.yml"].replace("max_move_speed: 360", "max_move_speed: 720")
    for folder in (one, two):
        folder.text["simsetting.yml"] += "  max_walk_speed: 35\n  softening: 10\n" if folder is one else "  max_walk_speed: 70\n  softening: 20\n"
    same("twice the way at twice the speed", n, one, two, {"group_days.csv"})


# --- exact: what must come out ---

def ledgers_are_zero(n):
    for variant in (None, "deal"):
        rows = rows_of(random_folder(n).run(n, 3, variant), "ledger.csv")
        check.that(len(rows) >= 6 and all(float(r["largest"]) == 0 and int(r["checks"]) > 0 for r in rows), f"ledgers: border {n}: {rows}")


def nobody_comes_to_appointments(n):
    result = random_folder(n).parameter("no_show_share", 1).parameter("walk_ups_per_day", 0).run(n)
    check.that(total(result, "list_days.csv", "used") == 0 and total(result, "list_days.csv", "no_show") > 0, f"no-shows: border {n}")
    check.that(total(result, "encounters.csv", "persons", component="at_ports") == 0, f"no-shows at ports: border {n}")


def nobody_tries_again(n):
    result = random_folder(n).set("people.csv", retry_chance=0).run(n)
    for month in {r["month"] for r in rows_of(result, "repeats.csv")}:
        of = {r["quantity"]: float(r["persons"]) for r in rows_of(result, "repeats.csv", month=month)}
        first = [v for k, v in of.items() if "first" in k or "unique" in k]
        check.that(first == [of["encounters"]], f"nobody tries again: border {n}, {month}: {of}")


def everybody_presents_himself(n):
    result = random_folder(n).set("people.csv", surrender_share=1).run(n)
    check.that(total(result, "people_days.csv", "persons", status="undetected") == 0, f"undetected: border {n}")


def nobody_tries(n):
    result = random_folder(n).set("people.csv", attempt_chance=0).parameter("list_attempt_chance", 0).parameter(
        "people.attempt_chance[far_south]", 0).run(n)
    check.that(total(result, "encounters.csv", "persons", component="between_ports") == 0, f"nobody tries: border {n}")


def attempts_add_up(n):
    """Attempts = encounters + undetected (element 27); stocks of statuses add up to those who set out (3.2)."""
    result = random_folder(n).run(n)
    last = rows_of(result, "people_days.csv", nationality="(all)")
    day = max(int(r["day"]) for r in last)
    stock = {r["status"]: float(r["persons"]) for r in last if int(r["day"]) == day}
    check.that(len(stock) == 13, f"statuses: border {n}: {sorted(stock)}")
    by_nation = sum(float(r["persons"]) for r in rows_of(result, "people_days.csv", day=str(day)) if r["nationality"] != "(all)")
    check.that(by_nation in (0, sum(stock.values())), f"nations: border {n}")


# --- of distribution ---

RUNS = 200 if LONG else 30


def means(folder, read):
    values = [read(folder.run(seed)) for seed in range(1, RUNS + 1)]
    return statistics.mean(values), statistics.stdev(values) / RUNS ** 0.5


def same_mean(law, one, other, factor=1.0):
    (a, error_a), (b, error_b) = one, other
    check.that(abs(a - factor * b) < 5 * (error_a ** 2 + (factor * error_b) ** 2) ** 0.5 + 1e-9, f"{law}: {a:.1f} against {factor} x {b:.1f}")


def between(result):
    return total(result, "encounters.csv", "persons", component="between_ports", area="(all)", nationality="(all)")


def plain(number):
    """No caravan, no rule, no measure but the first ones: what is left scales with the number of people."""
    folder = no_measure(random_folder(number), "caravan_depart", "caravan_offer", "port_state").drop("rules.csv", lambda r: True)
    folder.drop("groups.csv", lambda r: True).drop("figures.csv", lambda r: r["figure"] == "group_size")
    return folder.drop("variants/deal/measures.csv", lambda r: r["measure"] == "caravan_offer")


def everything_twice():
    """Twice the people, agents, places, appointments, officers: twice the encounters."""
    one = plain(3).parameter("walk_ups_per_day", 50)
    two = one.copy().parameter("walk_ups_per_day", 100)
    for name, columns in (("departures.csv", ["persons"]), ("sectors.csv", ["agents", "custody_persons"])):
        for row in two.table[name]:
            row.update({c: str(2 * float(row[c])) if c != "persons" else str(2 * int(row[c])) for c in columns})
    for row in two.table["measures.csv"]:
        if row["measure"] in ("appointments_per_day", "staff_pool"):
            row["value"] = str(2 * float(row["value"]))
    for row in two.table["ports.csv"]:
        if row["mode"] == "appointment":
            row["lanes"] = str(2 * int(row["lanes"]))
    same_mean("everything twice", means(two, between), means(one, between), 2.0)


def a_nation_in_two_halves():
    one = plain(5)
    two = one.copy()
    half = {**next(r for r in two.table["people.csv"] if r["nationality"] == "north"), "nationality": "north_b", "published_as": "north"}
    two.table["people.csv"].append(half)
    for row in list(two.table["departures.csv"]):
        if row["nationality"] == "north":
            persons = int(row["persons"])
            row["persons"] = str(persons // 2)
            two.table["departures.csv"].append({**row, "nationality": "north_b", "persons": str(persons - persons // 2)})
    for folder in (one, two):
        folder.set("people.csv", walk_up_share=0)
    same_mean("a nation in two halves", means(two, between), means(one, between))


def two_equal_sectors():
    """Equal cities at equal distances, equal sectors: equal encounters on average."""
    folder = plain(7).drop("affinity.csv", lambda r: True)
    folder.set("routes.csv", lambda r: r["#name1"] == "Capital", distance=1500, checkpoint=5)
    folder.set("sectors.csv", agents=500, capture_chance=0.8, custody_persons=900)
    west = means(folder, lambda r: total(r, "encounters.csv", "persons", component="between_ports", area="west", nationality="(all)"))
    east = means(folder, lambda r: total(r, "encounters.csv", "persons", component="between_ports", area="east", nationality="(all)"))
    same_mean("two equal sectors", west, east)


def other_names():
    """Names are labels: with other ones (and so other streams of chance) means stay."""
    one = plain(11)
    two = one.copy()
    new = {"west": "a_sector", "east": "z_sector", "north": "zz_people", "far_south": "aa_people", "Westport": "A_city", "Eastport": "Z_city"}
    for rows in two.table.values():
        for row in rows:
            for column, cell in row.items():
                if isinstance(cell, str):
                    parts = cell.split(">")
                    row[column] = ">".join(new.get(p, p) for p in parts)
    two.table["parameters.csv"] = [r if "[far_south]" not in r["parameter"] else {**r, "parameter": r["parameter"].replace("far_south", "aa_people")}
                                   for r in two.table["parameters.csv"]]
    same_mean("other names", means(two, between), means(one, between))


def more_capture_fewer_entries():
    low, high = (plain(13).set("sectors.csv", capture_chance=p, agents=5000).set("people.csv", surrender_share=0.2) for p in (0.5, 0.9))
    entered = lambda r: total(r, "people_days.csv", "persons", status="undetected", nationality="(all)")  # noqa: E731
    (a, error_a), (b, error_b) = means(low, entered), means(high, entered)
    check.that(a > b + 5 * (error_a + error_b), f"more capture, fewer entries: {a:.1f} against {b:.1f}")


def guarded(law, *number):
    try:
        law(*number)
    except (RuntimeError, KeyError, ValueError) as error:
        check.that(False, f"{law.__name__} {number}: {error}")


EXACT = [closed_and_reopened_at_once, quota_0, enforcement_0, checkpoint_by_measure, measure_in_two_parts, hour_0, until_after_the_end,
         measure_after_the_end, measure_before_the_start, neutral_measures, impossible_threshold, rule_after_the_end, certain_rule,
         empty_variant, variant_is_an_edit, columns_in_another_order, unused_sector, unused_nation, never_full, beliefs_without_weight,
         shifted_by_a_week, kilometres_and_hours, ledgers_are_zero, nobody_comes_to_appointments, nobody_tries_again,
         everybody_presents_himself, nobody_tries, attempts_add_up]
IN_LAW = [everything_twice, a_nation_in_two_halves, two_equal_sectors, other_names, more_capture_fewer_entries]

if __name__ == "__main__":
    chosen = sys.argv[1:]
    for law in EXACT:
        for number in NUMBERS if not chosen or law.__name__ in chosen else []:
            guarded(law, number)
    for law in [] if SHORT else IN_LAW:
        if not chosen or law.__name__ in chosen:
            guarded(law)
    print(f"laws of a border, {len(EXACT)} exact and {len(IN_LAW)} of distribution: {check.done} checks, {check.failed} failed")
    sys.exit(1 if check.failed or not check.done else 0)
