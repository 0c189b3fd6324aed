#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""One run as a GeoPackage: GDAL's validator finds nothing, layers and views open, rows are those of the CSV tables, the
same run gives the same bytes, an interrupted run leaves the old file whole and no half file under the final name, and so
does a full disk."""
import csv
import hashlib
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

try:
    from osgeo import ogr
    from osgeo_utils.samples import validate_gpkg
except ImportError:
    print("python3-gdal is not installed")
    sys.exit(77)

ogr.UseExceptions()
CRUCE = os.environ["CRUCE"]
CASE = "scenarios/corridor_walk"
KILLS = 50 if os.environ.get("LONG") else 8


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
                equal = float(told) == cell if isinstance(cell, (int, float)) else told == (cell or "")
                assert equal, f"{file.name}: '{told}' is stored as {cell!r}"


def export_gives_the_tables(path, folder):
    for table in ("places", "totals", "routes"):
        done = subprocess.run([CRUCE, "export", str(path), table], check=True, capture_output=True)
        assert done.stdout == (folder / f"{table}.csv").read_bytes(), f"export {table} differs from {table}.csv"
    done = subprocess.run([CRUCE, "export", str(path), "plces"], capture_output=True, text=True)
    assert done.returncode == 2 and "has no table 'plces'; it has documents, places, routes, totals" in done.stderr, done
    done = subprocess.run([CRUCE, "export", str(folder / "run.json"), "places"], capture_output=True, text=True)
    assert done.returncode == 2 and "is no GeoPackage" in done.stderr, done


def layers_open(path):
    source = ogr.Open(str(path))
    for name, features in (("map_places", 58), ("places_by_day", 58 * 90 * 4)):
        layer = source.GetLayerByName(name)
        assert layer.GetFeatureCount() == features, f"{name}: {layer.GetFeatureCount()} features"
        feature = layer.GetNextFeature()
        x, y = feature.GetGeometryRef().GetX(), feature.GetGeometryRef().GetY()
        assert -118 < x < -76 and 8 < y < 33, f"{name}: a place at {x}, {y}"


def killed_runs_leave_it_whole(path):
    before, chance = sha(path), random.Random(4)
    for _ in range(KILLS):
        process = subprocess.Popen([CRUCE, "run", CASE, "-n", "30", "--seed", "9", "-o", str(path), "--force", "--quiet"])
        time.sleep(chance.uniform(0, 0.7))
        process.send_signal(signal.SIGKILL)
        if process.wait() == 0:
            before = sha(path)
        assert sha(path) == before, "a killed run changed the file"
        assert not validate_gpkg.check(str(path))
        for left in path.parent.glob("*.partial-*"):
            left.unlink()


def full_disk_leaves_it_whole(path):
    before = sha(path)
    text = (f"ulimit -f 300; exec {CRUCE} run {CASE} -n 4 -o {path} --force --quiet")
    done = subprocess.run(["bash", "-c", text], capture_output=True, text=True)
    assert done.returncode == 1 and "cannot write" in done.stderr, (done.returncode, done.stderr)
    assert sha(path) == before, "the old file is not what it was"
    assert not list(path.parent.glob("*.partial-*")), "a part was left behind"


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
    subprocess.run([CRUCE, "run", "scenarios/us_mexico_2023", "-n", "1", "--days", "75", "-o", str(folder / "border.gpkg"), "-q"], check=True)
    assert not validate_gpkg.check(str(folder / "border.gpkg")), "the border's GeoPackage"
    killed_runs_leave_it_whole(folder / "a.gpkg")
    full_disk_leaves_it_whole(folder / "a.gpkg")
print("opens, same rows, same bytes, killed and full disk")
