#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Summaries of a run against numpy: from every replicate (TABLE_by_replicate) come the rows of TABLE, quantiles of type 7,
mean and its Monte Carlo standard error. The chosen tables of --tables and the bytes of one thread and of two are those of a
whole run. Months of people are those of the days."""
import collections
import csv
import filecmp
import os
import pathlib
import subprocess
import sys
import tempfile

try:
    import numpy
except ImportError:
    print("python3-numpy is not installed")
    sys.exit(77)

CRUCE = os.environ["CRUCE"]
REGISTERED = pathlib.Path(os.environ.get("SHARED", "../shared")) / "scenarios" / "displacement" / "mali2012"
BORDER, CAMPS = "tests/support/border_small", "small"
QUANTILES = {"p05": 0.05, "p10": 0.1, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p90": 0.9, "p95": 0.95}


def run(case, output, *more, check=True):
    return subprocess.run([CRUCE, "run", str(case), "-o", str(output), "--quiet", *more], check=check, capture_output=True,
                          text=True)


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_labels(rows, column):
    """{labels: {value of `column`: the other cells}} in the order of the file; labels are what stands before it."""
    names = list(rows[0])
    split = names.index(column)
    groups = collections.OrderedDict()
    for row in rows:
        cells = list(row.values())
        label = tuple(cells[:split])
        if column == "replicate" and row[column] == "1" or column == "summary" and row[column] == "p05" or label not in groups:
            groups.setdefault(label, []).append({})  # parallel roads share their labels
        groups[label][-1][row[column]] = [float(c) if c else numpy.nan for c in cells[split + 1:]]
    return groups


def expected(values):
    """All summaries of one cell over the replicates that have it."""
    values = values[~numpy.isnan(values)]
    if len(values) == 0:
        return {}
    told = {name: numpy.quantile(values, q, method="linear") for name, q in QUANTILES.items()}
    told["mean"] = values.mean()
    if len(values) > 1:
        told["mcse"] = values.std(ddof=1) / numpy.sqrt(len(values))
    return told


def summaries_are_those_of_numpy(folder, n):
    """Every number of every table. The file has three decimals: half a thousandth, and the last digit at a tie. Scores are
    rounded after they are summed up, to four decimals, both ways."""
    n_cells = 0
    for path in sorted(folder.glob("*_by_replicate.csv")):
        error = 0.00011 if path.name.startswith("scores") else 0.0005
        table = path.name.replace("_by_replicate", "")
        every, sums = by_labels(rows_of(path), "replicate"), by_labels(rows_of(folder / table), "summary")
        assert list(every) == list(sums), f"{table}: other rows than its replicates"
        for label, groups in every.items():
            for replicates, summary in zip(groups, sums[label], strict=True):
                assert list(replicates) == [str(r + 1) for r in range(n)], f"{table} {label}: {list(replicates)}"
                for column, values in enumerate(numpy.array(list(replicates.values())).T):
                    wanted = expected(values)
                    for name, cells in summary.items():
                        told, want = cells[column], wanted.get(name, numpy.nan)
                        same = abs(told - want) <= error + 1e-12 * abs(want) or (numpy.isnan(told) and numpy.isnan(want))
                        assert same, f"{table} {label} {name}: {told}, numpy has {want} of {values}"
                        n_cells += 1
    return n_cells


def months_are_those_of_days(folder):
    """place_months is the last day of each month in places, route_months adds up to routes."""
    days, months = rows_of(folder / "places_by_replicate.csv"), rows_of(folder / "place_months_by_replicate.csv")
    last = {}
    for row in days:
        last[row["date"][:7], row["place"], row["replicate"]] = row["persons"]
    assert months and all(last[row["month"], row["place"], row["replicate"]] == row["persons"] for row in months)
    entered = collections.Counter()
    for row in rows_of(folder / "route_months_by_replicate.csv"):
        entered[row["from"], row["to"], row["replicate"]] += int(row["persons"])
    in_all = collections.Counter()
    for row in rows_of(folder / "routes_by_replicate.csv"):
        in_all[row["from"], row["to"], row["replicate"]] += int(row["persons"])
    return entered, in_all


def chosen_tables_are_the_same(case, folder, whole, names):
    run(case, folder / "some", "-n", "5", "--tables", ",".join(names), "--force")
    assert {f.name for f in (folder / "some").iterdir()} == {f"{name}.csv" for name in names} | {"run.json"}
    for file in (folder / "some").iterdir():
        assert filecmp.cmp(file, whole / file.name, shallow=False), f"--tables: {file.name} differs"


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    subprocess.run([CRUCE, "new", folder / CAMPS, "-q"], check=True)
    for case, name in ((folder / CAMPS, "camps"), (BORDER, "border")):
        whole = folder / name
        run(case, whole, "-n", "5", "--every-replicate", "-j", "1")
        run(case, folder / "two", "-n", "5", "--every-replicate", "-j", "2", "--force")
        match, differ, odd = filecmp.cmpfiles(whole, folder / "two", [f.name for f in whole.iterdir()], shallow=False)
        assert not differ and not odd, f"one thread and two: {differ} {odd}"
        n_cells = summaries_are_those_of_numpy(whole, 5)
        assert n_cells > 1000, f"{n_cells} cells"
        entered, in_all = months_are_those_of_days(whole)
        if name == "camps":
            assert entered == in_all and sum(in_all.values()) > 0
        else:  # before report_from no month counts
            assert all(entered[key] <= in_all[key] for key in in_all) and 0 < sum(entered.values()) < sum(in_all.values())
        print(f"{name}: {n_cells} numbers as numpy has them")
    if REGISTERED.is_dir():
        run(REGISTERED, folder / "registered", "-n", "5", "--every-replicate", "--set", "hasten=100")
        assert (folder / "registered" / "scores_by_replicate.csv").exists()
        print(f"registered: {summaries_are_those_of_numpy(folder / 'registered', 5)} numbers as numpy has them")
    chosen_tables_are_the_same(BORDER, folder, folder / "border", ["totals", "port_months", "encounters_by_replicate", "ledger"])
    run(BORDER, folder / "one", "-n", "1")
    assert {r["summary"] for r in rows_of(folder / "one" / "place_months.csv")} == {"single"}
    done = run(BORDER, folder / "none", "--tables", "places,plaices", check=False)
    assert done.returncode == 2 and "no table 'plaices'; it has places, totals" in done.stderr, done.stderr
    assert not (folder / "none").exists()
print("sums, months, threads, --tables")
