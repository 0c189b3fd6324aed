# SPDX-License-Identifier: BSD-3-Clause
"""Runs that save states and runs that continue from them, and what both must have in common."""
import csv
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
CRUCE = os.environ.get("CRUCE", str(ROOT / "build/cruce"))

# Tables that say something of a run as a whole, or of its input.
NOT_BY_DATE = {"ledger.csv", "border_scores.csv", "scores.csv", "measures.csv", "run_info.csv", "settings.csv", "parameters.csv",
               "inputs.csv"}


def run(scenario, into, *options):
    """cruce run into a folder; returns the folder."""
    command = [CRUCE, "run", str(scenario), "-q", "-o", str(into), *map(str, options)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr or done.stdout}")
    return pathlib.Path(into)


def save(scenario, into, days, *options):
    """The same, with a state at the start of each day; returns the state files."""
    saves = [word for day in days for word in ("--save-state", day)]
    run(scenario, into, *saves, *options)
    return [pathlib.Path(into, f"state-{day}.cruce-state") for day in days]


def rows_since(path, date):
    """Header and lines of a table from a day on; the month in which the day lies counts where it begins with it."""
    lines = path.read_text().splitlines()
    header = lines[0].split(",")
    first = date if "date" in header else date[:7] if date.endswith("-01") else date[:7] + "~"
    column = header.index("date" if "date" in header else "month") if {"date", "month"} & set(header) else None
    if column is None:
        return lines
    return [lines[0]] + [line for line, row in zip(lines[1:], csv.reader(lines[1:])) if row[column] >= first]


def differences(full, continued, date):
    """Names of tables in which the continued run has other rows from the day on than the full one, or earlier ones."""
    wrong = []
    names = {p.name for p in full.glob("*.csv")} | {p.name for p in continued.glob("*.csv")}
    for name in sorted(names - NOT_BY_DATE):
        one, other = full / name, continued / name
        if not one.exists() or not other.exists():
            wrong.append(name)
        elif rows_since(one, date) != rows_since(other, date):
            wrong.append(name)
        elif name != "observed.csv" and has_earlier(other, date):
            wrong.append(name + " (earlier rows)")
    return wrong


def has_earlier(path, date):
    lines = path.read_text().splitlines()
    header = lines[0].split(",")
    if not {"date", "month"} & set(header):
        return False
    column = header.index("date" if "date" in header else "month")
    first = date if "date" in header else date[:7]
    return any(row[column] < first for row in csv.reader(lines[1:]))
