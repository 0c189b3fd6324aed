#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""pandas and geopandas open a run: every table with the rows and types that it has as CSV, dates parse, and every layer
and view has its geometry, EPSG:4326 and a time column."""
import io
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

try:
    import geopandas
    import pandas
except ImportError as missing:
    print(f"{missing.name} is not installed (python3-pandas, python3-geopandas)")
    sys.exit(77)

CRUCE = os.environ["CRUCE"]
GEOMETRY = {"map_places": "Point", "map_routes": "LineString", "map_ports": "Point", "places_by_day": "Point", "groups_by_day": "Point",
            "places_by_month": "Point", "routes_in_all": "LineString", "routes_by_month": "LineString", "ports_by_month": "Point"}


def check_types(frame, declared, table):
    """int64 and float64 where the list of columns says whole and number; text is text; dates are dates."""
    for name, kind in declared.items():
        column = frame[name]
        if kind == "INTEGER":
            assert column.dtype == "int64" or column.isna().any() or column.empty, f"{table}.{name} is {column.dtype}"
        elif kind == "DOUBLE":
            assert column.dtype == "float64" or column.isna().all() or column.dtype == "int64", f"{table}.{name} is {column.dtype}"
        elif kind == "DATE":
            days = pandas.to_datetime(column.dropna(), format="%Y-%m-%d")
            assert days.dtype == "datetime64[ns]" and (days.empty or days.min().year >= 2020), f"{table}.{name}"
        elif kind == "TEXT" and not column.isna().all():
            assert column.dtype == object, f"{table}.{name} is {column.dtype}"


def tables(path):
    with sqlite3.connect(path) as database:
        names = pandas.read_sql("SELECT table_name FROM gpkg_contents WHERE data_type = 'attributes'", database)["table_name"]
        for table in names:
            frame = pandas.read_sql(f'SELECT * FROM "{table}"', database)
            declared = {name: kind for _, name, kind, *_ in database.execute(f'PRAGMA table_info("{table}")')}
            assert len(frame) > 0 or table in ("group_days", "policy_log", "border_scores"), f"{table} is empty"
            check_types(frame, {n: k for n, k in declared.items() if n not in ("fid", "id")}, table)
            if table in ("documents", "layer_styles"):
                continue
            text = subprocess.run([CRUCE, "export", path, table], check=True, capture_output=True).stdout
            told = pandas.read_csv(io.BytesIO(text), keep_default_na=False, na_values=[""], low_memory=False)
            same = frame.drop(columns=[c for c in ("fid", "content") if c in frame])
            assert list(told.columns) == list(same.columns) and len(told) == len(same), f"{table}: other rows or columns as CSV"
            check_types(told, {n: k for n, k in declared.items() if n in told and k in ("INTEGER", "DOUBLE", "DATE")}, table)
            for name, kind in declared.items():
                if kind == "DOUBLE" and name in told:
                    assert (told[name].astype(float) - same[name].astype(float)).abs().max() in (0, 0.0) or same[name].isna().all(), \
                        f"{table}.{name} has other numbers as CSV"
        return len(names)


def layers(path, wanted):
    with sqlite3.connect(path) as database:
        counts = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in wanted}
    for name in wanted:
        frame = geopandas.read_file(path, layer=name)
        assert len(frame) == counts[name] > 0, f"{name}: {len(frame)} of {counts[name]} features"
        assert frame.crs.to_epsg() == 4326, f"{name}: {frame.crs}"
        assert set(frame.geom_type) == {GEOMETRY[name]} and frame.geometry.is_valid.all(), name
        west, south, east, north = frame.total_bounds
        assert -120 < west < east < -70 and 5 < south < north < 35, f"{name}: {frame.total_bounds}"
        if "_by_" in name:
            days = pandas.to_datetime(frame["date"])
            assert days.dtype == "datetime64[ns]" and days.notna().all() and days.nunique() > 1, name
            thing = [c for c in ("place", "from", "to", "crossing", "mode", "group") if c in frame]
            assert not frame.duplicated(["date", *thing]).any(), f"{name}: a thing twice on one date"
    return len(wanted)


with tempfile.TemporaryDirectory() as folder:
    for case, more in (("us_mexico_2023", []), ("corridor_walk", ["--days", "60"])):
        file = str(pathlib.Path(folder) / f"{case}.gpkg")
        subprocess.run([CRUCE, "run", f"scenarios/{case}", "-n", "3", "-q", "-o", file, *more], check=True)
        shown = [n for n in GEOMETRY if case == "us_mexico_2023" or not ("ports" in n or "groups" in n)]
        print(f"{case}: {tables(file)} tables by pandas {pandas.__version__}, "
              f"{layers(file, shown)} layers by geopandas {geopandas.__version__}")
