#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Is scenarios/us_mexico_2023 what tools/make_us_mexico.py makes of the corridor data, and does it know no more than it says?

1. The files are what the script builds (README.md is written by hand).
2. Encounters after September 2023 enter figures.csv alone: with all of them changed, every other file comes out the same.
   The same for crossings at ports after September 2023.
3. A forecast of an origin date knows only what was published before it: with everything later changed, encounters, counts
   upstream and crossings, its files come out the same, figures.csv apart.

Skips (77) where the corridor data are not there.
"""
import csv
import datetime
import filecmp
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(os.environ.get("CRUCE_CORRIDOR_DATA", ROOT / "../shared/data/corridor"))
SCENARIO = ROOT / "scenarios/us_mexico_2023"
LAG = 20  # days from the end of a month to its published counts
ORIGINS = ["2023-04-21", "2023-12-21"]


def build(data, out, origin=None):
    command = [sys.executable, str(ROOT / "tools/make_us_mexico.py"), "--data", str(data), "--out", str(out)]
    subprocess.run(command + (["--origin", origin] if origin else []), check=True)
    return out


def files(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file() and p.name != "README.md")


def differing(a, b):
    names = sorted(set(files(a)) | set(files(b)))
    return [n for n in names if not ((a / n).exists() and (b / n).exists() and filecmp.cmp(a / n, b / n, shallow=False))]


def change(folder, name, day_column, numbers, after):
    """Every number in rows whose day (the last one they count) is after `after` becomes another one. How many rows."""
    path = folder / name
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    n = 0
    for r in rows:
        if end_of(r[day_column]) > after:
            n += 1
            for c in numbers:
                if r[c]:
                    r[c] = str(int(float(r[c]) * 3) + 17)
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return n


def end_of(day):
    """The last day of what is counted: a month is named by its first."""
    d = datetime.date.fromisoformat(day)
    return (d.replace(day=28) + datetime.timedelta(days=4)).replace(day=1) - datetime.timedelta(days=1) if d.day == 1 else d


def changed_data(scratch, after, upstream):
    """A copy of the data that says something else about the time after `after`."""
    folder = scratch / ("data_%s_%s" % (after, upstream))
    shutil.copytree(DATA, folder)
    for path in folder.iterdir():
        path.chmod(0o644)
    folder.chmod(0o755)
    persons = ["encounters"]
    area = persons + ["title_42", "title_8", "accompanied_minors", "family_unit", "single_adults", "unaccompanied_minors"]
    n = change(folder, "encounters_sw_area_monthly.csv", "month", area, after)
    n += change(folder, "encounters_sw_nationality_monthly.csv", "month", persons, after)
    n += change(folder, "encounters_sw_area_nationality_monthly.csv", "month", persons, after)
    n += change(folder, "bts_crossings_sw_monthly.csv", "month", ["pedestrians", "personal_vehicles", "trucks", "buses",
                "trains", "rail_containers_loaded", "rail_containers_empty"], after)
    if upstream:
        n += change(folder, "corridor_flows.csv", "period_end", ["value"], after)
    if n == 0:
        sys.exit("nothing to change after %s" % after)
    return folder


def main():
    if not (DATA / "corridor_nodes.csv").exists():
        print("no corridor data at %s: skipped" % DATA)
        return 77
    bad = []
    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)
        now = build(DATA, scratch / "now")
        for n in differing(now, SCENARIO):
            bad.append("%s differs from its sources: run tools/make_us_mexico.py and look at the change" % n)
        cut = datetime.date(2023, 9, 30)
        other = differing(now, build(changed_data(scratch, cut, False), scratch / "other"))
        if other != ["figures.csv"]:
            bad.append("counts after %s enter %s" % (cut, other))
        for origin in ORIGINS:
            after = datetime.date.fromisoformat(origin) - datetime.timedelta(days=LAG)
            a = build(DATA, scratch / ("a" + origin), origin)
            b = build(changed_data(scratch, after, True), scratch / ("b" + origin), origin)
            if differing(a, b) != ["figures.csv"]:
                bad.append("the forecast of %s knows what was published later: %s" % (origin, differing(a, b)))
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
