#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""One run as a GeoPackage: GDAL's validator finds nothing, layers and views open, rows are those of the CSV tables, the
same run gives the same bytes."""
import csv
import hashlib
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

try:
    from osgeo import ogr
    from osgeo_utils.samples import validate_gpkg
except ImportError:
    print("python3-gdal is not installed")
    sys.exit(77)

ogr.UseExceptions()
CRUCE = os.environ["CRUCE"]
CASE = "scenarios/corridor_walk"
BORDER = ["-n", "2", "--days", "153", "--variant", "deal_dec27", "--set", "retry_days=2", "-q"]


def run(output, *more, check=True):
    return subprocess.run([CRUCE, "run", CASE, "-n", "4", "--days", "90", "-o", str(output), "--quiet", *more],
                          check=check, capture_output=True, text=True)


def sha(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def same_rows(database, folder):
    tables = [f for f in folder.iterdir() if f.suffix == ".csv"]
    assert {"places.csv", "totals.csv", "routes.csv"} <= {f.name for f in tables}
    for file in tables:
        with open(file, encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text))
        names = ", ".join(f'"{name}"' for name in rows[0])
        stored = database.execute(f'SELECT {names} FROM "{file.stem}" ORDER BY fid').fetchall()
        assert len(stored) == len(rows), f"{file.name}: {len(rows)} rows, {len(stored)} stored"
        for row, cells in zip(rows, stored):
            for told, cell in zip(row.values(), cells):
                told = told[1:] if told[:1] == "'" else told  # the guard against spreadsheets
                equal = float(told) == cell if isinstance(cell, (int, float)) else told == (cell or "")
                assert equal, f"{file.name}: '{told}' is stored as {cell!r}"


def export_gives_the_tables(path, folder):
    for table in (file.stem for file in folder.glob("*.csv")):
        done = subprocess.run([CRUCE, "export", str(path), table], check=True, capture_output=True)
        assert done.stdout == (folder / f"{table}.csv").read_bytes(), f"export {table} differs from {table}.csv"
    done = subprocess.run([CRUCE, "export", str(path), "plces"], capture_output=True, text=True)
    assert done.returncode == 2 and "has no table 'plces'; it has " in done.stderr, done
    done = subprocess.run([CRUCE, "export", str(folder / "run.json"), "places"], capture_output=True, text=True)
    assert done.returncode == 2 and "is no GeoPackage" in done.stderr, done


def says_where_it_is_from(database):
    """The input files as they are, byte for byte, and the tables that say what was run."""
    folder = pathlib.Path("scenarios/us_mexico_2023")
    files = database.execute("SELECT file, sha256, bytes, content FROM inputs").fetchall()
    assert len(files) > 20 and {"measures.csv", "variants/deal_dec27/measures.csv"} <= {f[0] for f in files}
    for file, digest, size, content in files:
        assert content == (folder / file).read_bytes() and len(content) == size, file
        assert hashlib.sha256(content).hexdigest() == digest, file
    info = dict(database.execute("SELECT key, value FROM run_info"))
    assert info["kind"] == "border" and info["variant"] == "deal_dec27" and info["report_from"] == "2022-10-01", info
    assert info["variant_title"] == "The agreement of 27 December" and info["set"] == "retry_days=2", info
    origins = dict(database.execute("SELECT origin, count(*) FROM parameters GROUP BY origin"))
    assert origins["--set"] == 1 and origins["default"] > 10 and origins["parameters.csv"] > 10, origins
    last = database.execute("SELECT file FROM measures ORDER BY fid DESC").fetchone()[0]
    assert last == "variants/deal_dec27/measures.csv", last


def observed_is_figures_csv(database):
    with open("scenarios/us_mexico_2023/figures.csv", encoding="utf-8", newline="") as text:
        rows = [r for r in csv.DictReader(text) if r["start_date"][8:] == "01" and r["start_date"][:7] == r["end_date"][:7]
                and r["end_date"][8:] >= "28"]
    stored = database.execute("SELECT what, value FROM observed").fetchall()
    assert sorted((r["figure"], float(r["value"])) for r in rows) == sorted(stored), (len(rows), len(stored))
    query = """SELECT o.p50, m.persons FROM observed o JOIN encounter_months m ON m.month = o.month AND m.component = o.component
               AND m.area = o.area AND m.nationality = '(all)' AND m.summary IN ('p50', 'single')
               WHERE o.what = 'encounters' AND o.nationality IS NULL"""
    pairs = database.execute(query).fetchall()
    assert len(pairs) > 8 and all(abs(a - b) < 0.002 for a, b in pairs), pairs[:5]


def scores_are_those_of_the_command(path, database):
    done = subprocess.run([CRUCE, "score", "scenarios/us_mexico_2023", *BORDER], check=True, capture_output=True, text=True)
    wape = dict(database.execute("SELECT scope, value FROM border_scores WHERE measure = 'wape' AND forecast = 'simulated'"))
    for scope in ("all encounters", "between ports, by sector", "crossings at ports of entry"):
        line = next(line for line in done.stdout.splitlines() if line.startswith(f"  {scope}   "))
        assert f" {100 * wape[scope]:.1f} %" in line, (scope, wape[scope], line)
    tucson = wape["between ports, by sector: tucson"]
    assert any(line.startswith("      tucson") and f" {100 * tucson:.1f} %" in line for line in done.stdout.splitlines())


def ogrinfo_lists(path):
    """What a user sees first: every layer with its geometry, and the time column as a date."""
    try:
        told = subprocess.run(["ogrinfo", "-ro", str(path)], check=True, capture_output=True, text=True).stdout
        one = subprocess.run(["ogrinfo", "-ro", "-so", str(path), "places_by_day"], check=True, capture_output=True, text=True).stdout
    except FileNotFoundError:
        print("ogrinfo is not installed (gdal-bin)")
        return
    for layer, geometry in (("map_places", "Point"), ("map_ports", "Point"), ("routes_by_month", "Line String"), ("ports_by_month", "Point")):
        assert f": {layer} ({geometry})" in told, told
    assert "date: Date" in one and "persons: Real" in one and 'ID["EPSG",4326]' in one, one


def layers_open(path):
    source = ogr.Open(str(path))
    for name, features in (("map_places", 58), ("places_by_day", 58 * 90), ("places_by_month", 58 * 4), ("routes_by_month", None)):
        layer = source.GetLayerByName(name)
        assert features is None or layer.GetFeatureCount() == features, f"{name}: {layer.GetFeatureCount()} features"
        feature = layer.GetNextFeature()
        where = layer.GetLayerDefn().GetFieldIndex("date")
        assert name == "map_places" or layer.GetLayerDefn().GetFieldDefn(where).GetType() == ogr.OFTDate, name
        x, y = feature.GetGeometryRef().GetX(), feature.GetGeometryRef().GetY()
        assert -118 < x < -76 and 8 < y < 33, f"{name}: a place at {x}, {y}"


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    run(folder / "a.gpkg")
    run(folder / "b.gpkg")
    run(folder / "tables")
    assert sha(folder / "a.gpkg") == sha(folder / "b.gpkg"), "the same run gave other bytes"
    assert run(folder / "a.gpkg", check=False).returncode == 2, "an existing file was replaced without --force"
    problems = validate_gpkg.check(str(folder / "a.gpkg"))
    assert not problems, problems
    with sqlite3.connect(folder / "a.gpkg") as database:
        same_rows(database, folder / "tables")
        described = database.execute("SELECT count(*) FROM gpkg_data_columns WHERE description > ''").fetchone()[0]
        assert described > 15, f"{described} columns are described"
        told = database.execute("SELECT text FROM documents WHERE name = 'run.json'").fetchone()[0]
        assert told == (folder / "tables" / "run.json").read_text(encoding="utf-8")
    export_gives_the_tables(folder / "a.gpkg", folder / "tables")
    layers_open(folder / "a.gpkg")
    for output in ("border.gpkg", "border"):
        subprocess.run([CRUCE, "run", "scenarios/us_mexico_2023", *BORDER, "-o", str(folder / output)], check=True)
    assert not validate_gpkg.check(str(folder / "border.gpkg")), "the border's GeoPackage"
    export_gives_the_tables(folder / "border.gpkg", folder / "border")
    with sqlite3.connect(folder / "border.gpkg") as database:
        says_where_it_is_from(database)
        observed_is_figures_csv(database)
        ogrinfo_lists(folder / "border.gpkg")
        scores_are_those_of_the_command(folder / "border.gpkg", database)
print("opens, same rows, same bytes")
