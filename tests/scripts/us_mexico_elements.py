#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""docs/elements.md: does everything it names exist, and do the elements hold that are about the scenario's own files?

The other elements have their tests in C, which the page names. One run of one replicate of two variants, some seconds.
"""
import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIO = ROOT / "scenarios/us_mexico_2023"
CRUCE = os.environ.get("CRUCE", str(ROOT / "build/cruce"))


def table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def figures(name, **cells):
    return [r for r in table(SCENARIO / "figures.csv") if r["figure"] == name and all(r[k] == v for k, v in cells.items())]


def run(folder, out, *options):
    subprocess.run([CRUCE, "run", str(folder), "-n", "1", "-j", "1", "-q", "--force", "-o", str(out), *options], check=True)
    return out


class Runs:
    """Results that several elements look at, made once."""

    def __init__(self, scratch):
        self.scratch, self.made = scratch, {}

    def of(self, variant):
        if variant not in self.made:
            self.made[variant] = run(SCENARIO, self.scratch / variant, "--variant", variant)
        return self.made[variant]

    def log(self, variant, **cells):
        return [r for r in table(self.of(variant) / "policy_log.csv") if all(r[k] == v for k, v in cells.items())]

    def copy(self, name):
        folder = self.scratch / name
        shutil.copytree(SCENARIO, folder)
        return folder


def the_page_names_what_exists(runs):
    page = (ROOT / "docs/elements.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if re.match(r"\| \d+ \|", line)]
    assert [int(r.split("|")[1]) for r in rows] == list(range(1, 34)), "33 rows, in order"
    for row in rows:
        named = re.findall(r"`([^`]+)`", row)
        assert any(n.startswith("tests/") for n in named), "no test: " + row
        for name in named:
            path, _, word = name.partition(": ")
            if not re.search(r"\.\w+$", path):
                continue  # a word of the vocabulary, not a file
            file = ROOT / path if (ROOT / path).exists() else SCENARIO / path
            assert file.exists(), "no file " + path
            assert word in file.read_text(encoding="utf-8"), "%s does not hold '%s'" % (path, word)


def element_1_meeting(runs):
    found = runs.log("deal_dec27", date="2023-12-27", event="meeting")
    assert len(found) == 1 and found[0]["actor"] == "USA+MEX", found
    for word in ("migration", "economy", "work", "security", "fentanyl", "reopening"):
        assert word in found[0]["note"], word


def element_3_duration(runs):
    note = runs.log("deal_dec27", date="2023-12-27", event="meeting")[0]["note"]
    assert "almost three hours (A)" in note and "three hours (B)" in note


def element_8_reopening(runs):
    opened = {r["target"]: r for r in runs.log("deal_dec27", date="2024-01-04", name="port_state")}
    assert {t: (r["hour"], float(r["value"])) for t, r in opened.items()} == {
        "lukeville:all": ("6", 1), "san_ysidro_pedwest:all": ("6", 1), "ep_bridge_1:car": ("7", 1),
        "nogales_morley:pedestrian": ("10", 1)}, opened
    days = table(runs.of("deal_dec27") / "trade_days.csv")
    crossed = {r["date"]: int(r["crossed"]) for r in days if r["crossing"] == "ep_rail"}
    assert crossed["2023-12-20"] == 0 and crossed["2023-12-23"] > crossed["2023-12-16"] > 0, crossed


def element_9_no_request(runs):
    deal = table(SCENARIO / "variants/deal_dec27/measures.csv")
    plain = table(SCENARIO / "variants/no_request/measures.csv")
    assert [r for r in deal if r["measure"] == "transit_enforcement"]
    assert not [r for r in plain if r["measure"] == "transit_enforcement"]
    reopened = [sorted((r["date"], r["target"]) for r in t if r["measure"] == "port_state") for t in (deal, plain)]
    assert reopened[0] == reopened[1]


def element_10_record(runs):
    months = figures("encounters", component="all", target="", nationality="")
    assert max(months, key=lambda r: float(r["value"]))["start_date"] == "2023-12-01"
    assert [float(r["value"]) for r in months if r["start_date"] == "2023-12-01"] == [301981]


def element_12_own_territory(runs):
    folder = runs.copy("territory")
    with open(folder / "measures.csv", "a", encoding="utf-8") as file:
        file.write("2024-02-01,GTM,port_state,lukeville:all,closed,test,,,,assumed,\n")
    line = len((folder / "measures.csv").read_text(encoding="utf-8").splitlines())
    done = subprocess.run([CRUCE, "check", str(folder)], capture_output=True, text=True)
    assert done.returncode == 2 and "measures.csv:%d:" % line in done.stderr + done.stdout, done


def element_13_follow_up(runs):
    found = runs.log("deal_dec27", date="2024-01-31", event="meeting")
    assert len(found) == 1 and "GTM" in found[0]["actor"], found


def element_14_cadence(runs):
    rules = {r["rule"] for r in table(SCENARIO / "variants/monthly_review/rules.csv")}
    met = {r["date"] for r in runs.log("monthly_review") if r["name"] in rules}
    assert met <= {"2024-01-31", "2024-03-01", "2024-03-31"} and len(met) >= 2, met


def element_16_declined(runs):
    folder = runs.copy("declined")
    rows = (folder / "measures.csv").read_text(encoding="utf-8")
    declined = rows.replace("2023-12-27,USA+MEX,review_meeting,,1", "2023-12-27,USA+MEX,review_meeting,,0")
    assert declined != rows
    held = run(folder, runs.scratch / "held")
    (folder / "measures.csv").write_text(declined, encoding="utf-8")
    other = run(folder, runs.scratch / "not_held")
    for name in ("encounters.csv", "port_hours.csv", "people_days.csv"):
        assert (held / name).read_bytes() == (other / name).read_bytes(), name


def element_18_stock(runs):
    def total(component):
        return sum(float(r["value"]) for r in figures("encounters", component=component, target="", nationality="")
                   if "2023-01-01" <= r["start_date"] <= "2023-11-01")
    assert total("all") == 2239978 and total("between_ports") == 1790861


def element_19_day_rate(runs):
    def mean(component):
        month = figures("encounters", component=component, target="", nationality="", start_date="2023-12-01")
        return float(month[0]["value"]) / 31
    assert round(mean("between_ports")) == 8056 and round(mean("all")) == 9741
    peak = max(float(r["value"]) for r in figures("peak_day"))
    assert mean("between_ports") < float(figures("reported_per_day")[0]["value"]) < peak


def element_23_rank(runs):
    history = {r["start_date"]: float(r["value"]) for r in figures("group_history")}
    eve = history["2023-12-24"]
    assert all(n <= eve for d, n in history.items() if d >= "2023-01-01"), "largest of the year (A)"
    larger = max(d for d, n in history.items() if n > eve and d < "2023-12-24")
    assert larger.startswith("2022-06"), "largest since June 2022 (B)"


def element_24_nationalities(runs):
    group = [r for r in table(SCENARIO / "groups.csv") if r["group"] == "christmas_eve_2023"][0]
    assert len(group["mix"].split(";")) == 24
    people = table(SCENARIO / "people.csv")
    published = {r["nationality"] for r in figures("encounters") if r["nationality"]}
    assert len(people) >= 24 and {r["published_as"] for r in people} == published and len(published) == 22


def element_32_governments(runs):
    names = {r["government"] for r in table(SCENARIO / "governments.csv")}
    assert {"USA", "MEX", "GTM", "HND", "NIC", "CRI", "PAN", "COL"} <= names


def element_33_words(runs):
    words = re.compile(r"illegal|alien|undocumented", re.IGNORECASE)
    for path in runs.of("deal_dec27").glob("*.csv"):
        with open(path, encoding="utf-8") as file:
            assert not words.search(file.readline()), path.name
    told = subprocess.run([CRUCE, "explain"], capture_output=True, text=True)
    assert told.returncode == 0 and not words.search(told.stdout)


def main():
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        runs = Runs(pathlib.Path(name))
        checks = [f for n, f in globals().items() if n.startswith("element_") or n == "the_page_names_what_exists"]
        for check in checks:
            try:
                check(runs)
            except (AssertionError, IndexError, KeyError, subprocess.CalledProcessError) as error:
                bad += 1
                print("%s: %s" % (check.__name__, repr(error)[:400]))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
