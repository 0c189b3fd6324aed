#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Copies a case in Flee's form with more (or fewer) people: counts, populations and capacities times a factor.

Usage: bench/scale_case.py CASE_DIR OUT_DIR --people N      N registered persons at the end, over all camps
       bench/scale_case.py CASE_DIR OUT_DIR --factor F

CASE_DIR holds input_csv/ and source_data/. Scaled are column 8 and the attributes initial_idps and capacity_per_day of
locations.csv, and the counts of every table that data_layout.csv names. All stay whole numbers (halves go up). Roads,
dates and conflicts are copied as they are. OUT_DIR must not exist.
"""
import argparse
import csv
import datetime
import pathlib
import shutil
import sys

PERSONS_ATTRIBUTES = {"initial_idps", "capacity_per_day"}


def rows_of(path):
    with open(path, newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


def write_rows(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def scaled(cell, factor):
    """The cell times the factor as a whole number; as it is if it holds no number."""
    try:
        return str(int(float(cell) * factor + 0.5))
    except ValueError:
        return cell


def layout(data_dir):
    """Rows (name, [files]) of data_layout.csv; the first is the total."""
    rows = [r for r in rows_of(data_dir / "data_layout.csv") if len(r) > 1 and not r[0].startswith("#")]
    return [(r[0], [f for f in r[1:] if f]) for r in rows]


def last_day(input_dir):
    period = {r[0].lower(): r[1] for r in rows_of(input_dir / "sim_period.csv") if len(r) > 1}
    return datetime.date.fromisoformat(period["startdate"]) + datetime.timedelta(days=int(period["length"]))


def registered_at_end(case):
    """Persons in the last count of every camp that lies inside the simulated time."""
    end, persons = last_day(case / "input_csv"), 0
    for _, files in layout(case / "source_data")[1:]:
        for name in files:
            counts = [r for r in rows_of(case / "source_data" / name) if len(r) > 1 and r[0][:4].isdigit()]
            known = [r for r in counts if datetime.date.fromisoformat(r[0].strip()) <= end]
            persons += float(known[-1][1]) if known else 0
    return persons


def scale_locations(path, factor):
    rows, names = rows_of(path), []
    for row in rows:
        if row and row[0].startswith("#"):
            names = row
            continue
        for i in range(7, len(row)):
            if i == 7 or (i < len(names) and names[i] in PERSONS_ATTRIBUTES):
                row[i] = scaled(row[i], factor)
    write_rows(path, rows)


def scale_table(path, factor):
    rows = rows_of(path)
    for row in rows:
        if len(row) > 1:
            row[1] = scaled(row[1], factor)
    write_rows(path, rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--people", type=float)
    size.add_argument("--factor", type=float)
    args = parser.parse_args()
    if args.out.exists():
        sys.exit(f"{args.out} exists")
    factor = args.factor if args.factor else args.people / registered_at_end(args.case)
    shutil.copytree(args.case, args.out)
    scale_locations(args.out / "input_csv" / "locations.csv", factor)
    for name in sorted({name for _, files in layout(args.case / "source_data") for name in files}):
        scale_table(args.out / "source_data" / name, factor)
    print(f"{args.out}: factor {factor:.6g}, {registered_at_end(args.out):.0f} persons registered at the end", file=sys.stderr)


if __name__ == "__main__":
    main()
