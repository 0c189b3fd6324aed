#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""The data of a report are those of the GeoPackages it was made from, number by number; names and titles come through
whatever they hold; one replicate, both kinds of scenario; runs of other scenarios do not stand beside each other."""
import datetime
import math
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile

try:
    import numpy
except ImportError:
    print("python3-numpy is not installed")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
from border_folder import SMALL  # noqa: E402
from cases import Case  # noqa: E402
from report_page import length_of, read_page, series, unpack  # noqa: E402

CRUCE = os.environ["CRUCE"]
SHARED = ROOT.parent / "shared/scenarios/displacement"
# Frames that show a part of their table, and which rows these are; all others show every row of their summaries.
PARTS = {
    "encounters": lambda r: r["nationality"] == r["class"] == "(all)"
    and (r["area"] == "(all)" or r["summary"] not in ("p05", "p95")),
    "people_days": lambda r: r["nationality"] == "(all)",
}
COARSE = {"port_hours", "trade_days", "custody_days"}


def cruce(*words):
    done = subprocess.run([CRUCE, *map(str, words)], capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stderr)
    return done


def run(folder, scenario, name, *more):
    path = folder / f"{name}.gpkg"
    cruce("run", scenario, "-o", path, "-q", *more)
    return path


def report(folder, *paths):
    page = folder / "report.html"
    cruce("report", *paths, "-o", page, "--force", "-q")
    return page


def rows_of(path, table):
    database = sqlite3.connect(path)
    database.row_factory = sqlite3.Row
    return [dict(row) for row in database.execute(f'SELECT * FROM "{table}" ORDER BY fid')]


def place_in_time(run, frame, row):
    """Index in the frame's arrays; None outside of what the run shows."""
    if frame["time"] is None:
        return 0
    if frame["time"] == "date":
        first = datetime.date.fromisoformat(run["dates"]["first"])
        t = (datetime.date.fromisoformat(row["date"]) - first).days
        return t if 0 <= t < run["dates"]["n"] else None
    m = run["months"].index(row["month"]) if row["month"] in run["months"] else None
    return m if m is None or frame["time"] == "month" else 24 * m + row["hour"]


def is_told(table, number, told):
    """Three decimals; or, where a chart needs no more, one below ten, none above, three digits from a thousand on."""
    if table in COARSE:
        size = abs(number)
        unit = 0.1 if size < 10 else 1 if size < 1000 else 10 ** (math.floor(math.log10(size)) - 2)
        return abs(told - number) <= 0.5001 * unit
    return abs(told - number) <= 0.0005001


def frame_is_table(data, run, frame, path):
    """Every row that the frame shows is in it, and nothing else. Returns how many numbers that are."""
    table, shown = frame["table"], {}
    assert len({tuple(key) for key in frame["keys"]}) == len(frame["keys"])
    for row in rows_of(path, table):
        t = place_in_time(run, frame, row)
        row.setdefault("summary", "single")
        if t is None or not PARTS.get(table, lambda r: True)(row):
            continue
        key = [row[label] for label in frame["labels"]]
        for column, by_summary in frame["values"].items():
            if row["summary"] in by_summary and row[column] is not None:
                shown[column, row["summary"], frame["keys"].index(key), t] = row[column]
    n = 0
    for column, by_summary in frame["values"].items():
        for summary, by_key in by_summary.items():
            assert len(by_key) == len(frame["keys"])
            for k in range(len(by_key)):
                values = series(data, run, frame, column, summary, k)
                assert len(values) == length_of(run, frame["time"])
                for t, told in enumerate(values):
                    number = shown.pop((column, summary, k, t), None)
                    where = f"{table}.{column} {summary} {frame['keys'][k]} at {t}: {number} is told as {told}"
                    assert (number is None) == (told is None), where
                    assert number is None or is_told(table, number, told), where
                    n += number is not None
    assert not shown, f"{table}: {len(shown)} numbers are not told, {list(shown)[:3]}"
    return n


def lists_of(run):
    """Lists that a later run does not have are those of the first."""
    return {key: value for key, value in run.items() if isinstance(value, list) and key != "frames"}


def lists_are_the_tables(run, path):
    """Lists whose keys are named as columns hold every row of their table; the others their names."""
    assert [p["name"] for p in run["places"]] == [p["place"] for p in rows_of(path, "map_places")]
    assert [(k["from"], k["to"]) for k in run["routes"]] == [(k["from"], k["to"]) for k in rows_of(path, "map_routes")]
    for key, table in (("settings", "settings"), ("inputs", "inputs"), ("parameters", "parameters"), ("ledger", "ledger"),
                       ("measures", "measures"), ("observed", "observed"), ("events", "policy_log"),
                       ("scores", "border_scores")):
        rows = rows_of(path, table) if has_table(path, table) else []
        if key == "scores" and has_table(path, "scores"):
            rows = [{**row, "scope": row["place"], "period": "all days", "unit": "persons" if row["measure"] == "rmse" else "1"}
                    for row in rows_of(path, "scores") if row["summary"] in ("p50", "single")]
        if key == "measures":  # numbers are those in effect; words (open, closed) as they were written
            rows = [{**row, "value": row["value"] if row["value"].isalpha() else row["in_effect"]} for row in rows]
        assert len(run[key]) == len(rows), (table, len(run[key]), len(rows))
        for told, row in zip(run[key], rows):
            assert told == {column: row[column] for column in told}, (table, told, row)
        assert not rows or len(run[key][0]) >= 3


def has_table(path, table):
    return bool(sqlite3.connect(path).execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchone())


def data_are_the_tables(page, *paths):
    blocks, data = read_page(page)
    assert data["format"] == 1 and len(data["runs"]) == len(paths)
    assert len({r["name"] for r in data["runs"]}) == len(paths)
    numbers = 0
    for r, path in zip(data["runs"], paths):
        for frame in r["frames"]:
            numbers += frame_is_table(data, r, frame, path)
        lists_are_the_tables({**lists_of(data["runs"][0]), **r}, path)
    assert numbers > 100
    return blocks, data, numbers


def pairs_are_differences(data, *paths):
    """p05, p50, p95 of the differences of every replicate, by numpy, for every series and month."""
    n, unequal = 0, 0
    for pair in data["pairs"]:
        a, b = (rows_by_replicate(paths[pair[which]], pair["frames"]) for which in ("a", "b"))
        run = data["runs"][pair["a"]]
        assert [f["table"] for f in pair["frames"]][0] == "encounter_months" and pair["b"] == 0
        for frame in pair["frames"]:
            for column, by_summary in frame["values"].items():
                for k, key in enumerate(frame["keys"]):
                    told = {s: series(data, run, frame, column, s, k) for s in by_summary}
                    for m, month in enumerate(run["months"]):
                        where = (frame["table"], column, month, *key)
                        numbers = numpy.array(a.get(where, [])) - numpy.array(b.get(where, []))
                        numbers = numbers[~numpy.isnan(numbers)]
                        for summary, values in told.items():
                            q = {"p05": 5, "p50": 50, "p95": 95, "single": 50}[summary]
                            if len(numbers) == 0:
                                assert values[m] is None, (where, values[m])
                                continue
                            assert abs(numpy.percentile(numbers, q) - values[m]) <= 0.00051, (where, summary, values[m])
                            n += 1
                            unequal += values[m] != 0
    assert unequal > 10, "nothing differs: this test would not see a wrong difference"
    return n


def rows_by_replicate(path, frames):
    """number[table, column, month, *labels] as a list over replicates."""
    number = {}
    for frame in frames:
        for row in rows_of(path, frame["table"] + "_by_replicate"):
            key = [row["month"], *(row[label] for label in frame["labels"])]
            for column in frame["values"]:
                value = row[column]
                number.setdefault((frame["table"], column, *key), []).append(math.nan if value is None else value)
    return number


def summaries(run, table):
    frame = next(f for f in run["frames"] if f["table"] == table)
    return list(next(iter(frame["values"].values())))


def a_border(folder):
    base = run(folder, SMALL, "a", "-n", 3)
    variant = sorted(path.name for path in (SMALL / "variants").iterdir())[0]
    other = run(folder, SMALL, "b", "-n", 3, "--variant", variant)
    blocks, data, n = data_are_the_tables(report(folder, base, other), base, other)
    assert [r["name"] for r in data["runs"]] == ["base", variant]
    assert data["runs"][0]["kind"] == "border" and summaries(data["runs"][0], "encounters") == ["p05", "p50", "p95"]
    pairs = pairs_are_differences(data, base, other)
    assert pairs > 400, pairs
    ports = rows_of(base, "map_ports")
    assert {(c["name"], m) for c in data["runs"][0]["crossings"] for m in c["modes"]} == {(p["crossing"], p["mode"]) for p in ports}
    again = folder / "again.html"
    cruce("report", base, other, "-o", again, "-q")
    assert again.read_bytes() == (folder / "report.html").read_bytes()
    print(f"a border and its variant: {n} numbers, {pairs} paired differences")


def one_replicate(folder):
    one = run(folder, SMALL, "one", "-n", 1)
    two = run(folder, SMALL, "two", "-n", 1, "--set", "belief_own=0.1")
    _, data, n = data_are_the_tables(report(folder, one, two), one, two)
    assert pairs_are_differences(data, one, two) > 100
    assert summaries(data["runs"][0], "encounters") == ["single"]
    if (SHARED / "mali2012").exists():
        mali = run(folder, SHARED / "mali2012", "mali", "-n", 1, "--days", 9)
        refused("mali.gpkg", "is displacement; make a report of each by itself", one, mali)
    print(f"one replicate: {n} numbers")


def displacement(folder):
    paths = []
    for name in ("mali2012", "car2013", "ssudan2013"):
        if not (SHARED / name).exists():
            continue
        path = run(folder, SHARED / name, name, "-n", 3, "--days", 120)
        page = report(folder, path)
        _, data, n = data_are_the_tables(page, path)
        assert data["runs"][0]["kind"] == "displacement" and data["runs"][0]["scores"]
        assert data["runs"][0]["name"] == name
        registered = next(f for f in data["runs"][0]["frames"] if f["table"] == "registered")
        assert list(registered["values"]["persons"]) == ["single"]
        print(f"{name}: {n} numbers, {page.stat().st_size // 1000} kB")
        paths.append(path)
    if len(paths) < 3:
        print("displacement: ../shared is not here")
        return
    other_seed = run(folder, SHARED / "mali2012", "seven", "-n", 3, "--days", 120, "--seed", 7)
    _, data, _ = data_are_the_tables(report(folder, paths[0], other_seed), paths[0], other_seed)
    assert data["pairs"][0]["frames"] == [] and data["pairs"][0]["why_not"] == "they have different seeds"
    refused(paths[1], "days from", paths[0], paths[1])
    refused(paths[2].name, "a report needs runs of the same days", paths[0], paths[2])


def refused(name, said, *paths):
    done = subprocess.run([CRUCE, "report", *paths, "-o", paths[0].parent / "never.html"], capture_output=True, text=True)
    assert done.returncode == 2 and said in done.stderr and str(name) in done.stderr, done


def names_of_any_kind(folder):
    """Names that would end a block, a string or a tag; and letters of any language."""
    wild = ["A \"quoted\" town", "B</script><script>alert(1)</script>", "C<!-- <script>", "D'Ñandú 東京 ∕", "E & F; --"]
    title = "</title></script><h1>\"It's\" — 試験 & <b>"
    case = Case(days=20)
    case.place(wild[0], "conflict_zone", population=1000)
    for i, name in enumerate(wild[1:]):
        case.place(name, "camp", country="Y", x=float(i), y=1.0)
        case.route(wild[0], name, 100 + i)
    case.conflicts = {wild[0]: [1] * 20}
    case.data = {"total": [["2020-01-01", 0], ["2020-01-20", 500]], wild[1]: [["2020-01-01", 0], ["2020-01-20", 90]]}
    case.write(folder / "wild")
    (folder / "wild/scenario.yml").write_text("title: '" + title.replace("'", "''") + "'\n", encoding="utf-8")
    path = run(folder, folder / "wild", "it's a \"name\" & <more>", "-n", 2)
    blocks, data, n = data_are_the_tables(report(folder, path), path)
    assert sorted(p["name"] for p in data["runs"][0]["places"]) == sorted(wild)
    assert data["runs"][0]["title"] == title and blocks.title == title
    assert data["runs"][0]["name"] == "it's a \"name\" & <more>"
    assert "b" not in blocks.elements
    case.place("elsewhere", "camp", country="Y", x=9.0, y=9.0).route(wild[0], "elsewhere", 50)
    case.write(folder / "wilder")
    (folder / "wilder/scenario.yml").write_text("title: more\n")
    more = run(folder, folder / "wilder", "more", "-n", 2)
    refused("more.gpkg", "has the place 'elsewhere'; a report needs runs of one scenario", path, more)
    refused("more.gpkg", "has the place 'elsewhere'; a report needs runs of one scenario", more, path)
    print(f"names of any kind: {n} numbers")


def equal_names(folder):
    """Two runs of one variant are told apart by their files; files of one name by a number."""
    one = run(folder, SMALL, "first", "-n", 1, "--days", 60)
    (folder / "more").mkdir()
    two, three = folder / "second.gpkg", folder / "more/second.gpkg"
    shutil.copy(one, two)
    shutil.copy(one, three)
    _, data, _ = data_are_the_tables(report(folder, one, two, three), one, two, three)
    assert [r["name"] for r in data["runs"]] == ["first", "second", "second (2)"], [r["name"] for r in data["runs"]]
    # What does not differ is not told twice.
    frames = [f for r in data["runs"][1:] for f in r["frames"] if f["time"] is not None]
    assert frames and all(f["from"] == length_of(data["runs"][0], f["time"]) for f in frames)


def the_map_is_whole(folder):
    blocks, _ = read_page(folder / "report.html")
    asset = ROOT / "src/report/assets/map.json"
    assert asset.stat().st_size == 0 or unpack(blocks.block["cruce-map"]) == asset.read_bytes()


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        a_border(folder)
        one_replicate(folder)
        displacement(folder)
        names_of_any_kind(folder)
        equal_names(folder)
        the_map_is_whole(folder)


if __name__ == "__main__":
    main()
