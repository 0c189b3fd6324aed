#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Reports of every kind in Chromium, from a file address and without a network: no error, no request, every part there, nothing
wider than the window, and the numbers that the page works with are those of the GeoPackages. What single parts do is in the
other tests here. KEEP=FOLDER keeps the reports there."""
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
from border_folder import SMALL  # noqa: E402
from cases import Case  # noqa: E402

CRUCE = os.environ.get("CRUCE", str(ROOT / "build/cruce"))
SHARED = ROOT.parent / "shared/scenarios/displacement"
CORRIDOR = ROOT / "scenarios/us_mexico_2023"
MOST_BYTES = 3_000_000
PICKS = 300
# (column of a table, the labels of its frame); the columns that name a series, and one that the page shows.
TABLES = {
    "places": (["place"], "persons"), "totals": (["quantity"], "value"), "registered": (["place"], "persons"),
    "encounters": (["component", "area", "nationality", "class"], "persons"),
    "encounter_months": (["component", "area", "nationality"], "persons"),
    "people_days": (["nationality", "status"], "persons"), "shelter_days": ([], "unsheltered"),
    "port_months": (["crossing", "mode"], "wait_mean"), "place_months": (["place"], "persons"),
    "route_months": (["from", "to"], "persons"),
}


def cruce(*words):
    subprocess.run([CRUCE, *map(str, words)], check=True)


def run(folder, scenario, name, *more):
    cruce("run", scenario, "-o", folder / f"{name}.gpkg", "-q", "--force", *more)
    return folder / f"{name}.gpkg"


def picks(paths, chance):
    """Rows of the tables as questions to the page: (run, table, labels, column, summary, when, number)."""
    asked = []
    for i, path in enumerate(paths):
        database = sqlite3.connect(path)
        database.row_factory = sqlite3.Row
        there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        first = dict(database.execute("SELECT key, value FROM run_info"))["report_from"]
        for table in sorted(there & set(TABLES)):
            labels, column = TABLES[table]
            columns = [c[1] for c in database.execute(f'PRAGMA table_info("{table}")')]
            when = "date" if "date" in columns else "month"
            where = f"substr({when}, 1, 10) >= substr(?, 1, length({when}))"
            where += " AND summary IN ('p50', 'single')" if "summary" in columns else ""
            where += " AND class = '(all)'" if "class" in columns else ""
            where += " AND nationality = '(all)'" if "nationality" in columns and table != "encounter_months" else ""
            rows = database.execute(f'SELECT * FROM "{table}" WHERE {where}', [first]).fetchall()
            for row in chance.sample(rows, min(PICKS // len(paths), len(rows))):
                asked.append([i, table, {label: row[label] for label in labels}, column, "p50", row[when], row[column]])
    return asked


def wild_case(folder):
    """Names that are markup, and of any language."""
    names = ["<img src=x onerror=alert(1)>", "B</script><script>alert(2)</script>", "Ñandú 東京", "\"D\" & 'E'"]
    case = Case(days=40)
    case.place(names[0], "conflict_zone", population=9000, x=12.0, y=30.0)
    for i, name in enumerate(names[1:]):
        case.place(name, "camp", country="Y", population=5000, x=12.5 + i, y=31.0)
        case.route(names[0], name, 100 + i)
    case.conflicts = {names[0]: [1] * 40}
    case.data = {"total": [["2020-01-01", 0], ["2020-02-09", 4000]], names[1]: [["2020-01-01", 0], ["2020-02-09", 900]]}
    case.write(folder)
    (folder / "scenario.yml").write_text("title: '<b onclick=alert(3)>bold</b> & \"quoted\"'\n", encoding="utf-8")
    return folder


def make_reports(folder):
    """(name, paths, parts that must be there) of each report."""
    variants = ["no_deal", "monthly_review", "no_request"]
    corridor = [run(folder, CORRIDOR, "deal_dec27", "-n", 2, "--variant", "deal_dec27", "--save-state", "2023-12-01",
                    "--save-state", "2024-01-01"),
                run(folder, CORRIDOR, "base", "-n", 2)]
    corridor += [run(folder, CORRIDOR, v, "-n", 2, "--variant", v) for v in variants]
    border, displacement = "briefing map people ports sources", "briefing map camps scores sources"
    yield "corridor", corridor, border + " differences whatif scores"
    yield "one", [run(folder, SMALL, "one", "-n", 1)], border
    yield "wild", [run(folder, wild_case(folder / "wild-case"), "wild", "-n", 2)], displacement
    if SHARED.exists():
        mali = run(folder, SHARED / "mali2012", "mali", "-n", 3)
        other = run(folder, SHARED / "mali2012", "slow", "-n", 3, "--set", "move_rules.max_move_speed=100")
        yield "displacement", [mali, other], displacement + " differences"


def main():
    for tool in ("node", "npm", os.environ.get("CHROMIUM", "chromium")):
        if not shutil.which(tool):
            print(f"{tool} is not installed")
            return 77
    if subprocess.run([ROOT / "tools/web_modules.sh"], stdout=subprocess.DEVNULL).returncode != 0:
        print("npm ci failed: no network or no registry")
        return 1 if os.environ.get("CI") else 77
    chance = random.Random(2)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(os.environ.get("KEEP", name))
        folder.mkdir(exist_ok=True)
        asked = []
        for report, paths, parts in make_reports(folder):
            page = folder / f"{report}.html"
            cruce("report", *paths, "-o", page, "-q", "--force")
            assert page.stat().st_size <= MOST_BYTES, f"{page.name}: {page.stat().st_size} bytes"
            asked.append({"name": report, "file": str(page), "parts": parts.split(), "picks": picks(paths, chance)})
        (folder / "asked.json").write_text(json.dumps(asked))
        return subprocess.run(["node", ROOT / "tests/page/report.mjs", folder / "asked.json"], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
