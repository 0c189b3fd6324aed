#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Forecasts of encounters from every month on, made with what was published by then; the tables of docs/validation.md.

Usage: tools/rolling_forecast.py [--first 2023-01] [--last 2024-01] [-n 10] [--budget 40] [--out CSV] [--keep DIR] [--write]
       tools/rolling_forecast.py --read CSV [--write]

--read prints the tables of an earlier --out again; --write puts them into docs/validation.md, between the lines
`<!-- forecasts -->` and `<!-- end of forecasts -->`. Needs numpy (Debian: python3-numpy).

For each origin (the first day of a month):

1. tools/make_us_mexico.py --origin builds the scenario from what was published before that day: departures, shares,
   measures. Nothing later enters; fit_until is the last published month.
2. cruce calibrate finds the parameters again on the published months.
3. cruce score runs it; the forecast is the median of the replicates, for the month that begins at the origin (1 month
   ahead) and the second one after it (3 months ahead).

Beside it stands the last published value carried forward: the same lag, the same window.

An 80 % interval is the forecast times and divided by exp(w), where w is the wider of two 80 % bounds on absolute log errors: of
the last value carried forward over all targets published before the origin (data since October 2019), and of our own
forecasts at earlier origins, once there are the four that an 80 % bound needs; each for the same series and horizon. A bound is the
ceil(0.8 (n + 1))-th of n errors (split conformal). Coverage is counted over sectors and origins and tested against 80 % by an
exact binomial test; errors of one month in nine sectors are not independent, so the test is strict.
"""
import argparse
import contextlib
import csv
import datetime
import io
import math
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from us_mexico.common import first_day, last_day, month_after, month_of, months, name_of  # noqa: E402
from us_mexico.upstream import Known  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CRUCE = os.environ.get("CRUCE", os.path.join(ROOT, os.environ.get("BUILD", "build"), "cruce"))
HORIZONS = (1, 3)
COVERAGE = 0.8
BEGIN, END = "<!-- forecasts -->", "<!-- end of forecasts -->"
MIN_OWN = 4  # of fewer errors no 80 % bound can be had
LAST_KNOWN = (2024, 1)  # encounters are there up to this month


def parse_month(text):
    return month_of(text + "-01")


def published(data):
    """{series: {month: encounters}} since October 2019; a series is 'total' or a sector."""
    out = {"total": {}}
    with open(os.path.join(data, "encounters_sw_area_monthly.csv"), newline="", encoding="utf-8") as file:
        for r in csv.DictReader(file):
            m, n = month_of(r["month"]), int(r["encounters"])
            out["total"][m] = out["total"].get(m, 0) + n
            if r["component"] == "usbp":
                out.setdefault(r["area"], {})[m] = out.get(r["area"], {}).get(m, 0) + n
    return out


def run(*words):
    subprocess.run(words, check=True, stdout=subprocess.PIPE)


def rewrite(folder, name, change):
    path = os.path.join(folder, name)
    with open(path, encoding="utf-8") as file:
        lines = file.readlines()
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(change(lines))


def build(folder, data, origin, cut):
    run(sys.executable, os.path.join(ROOT, "tools", "make_us_mexico.py"), "--data", data, "--out", folder,
        "--origin", origin.isoformat())
    rewrite(folder, "scenario.yml", lambda lines: [line for line in lines if not line.startswith("fit_until")] +
            ["fit_until: %s\n" % last_day(cut)])
    # Figures of caravans and ports that the scenario does not know yet on this day.
    rewrite(folder, "figures.csv", lambda lines: lines[:1] + [line for line in lines if line.startswith("encounters,")])


def simulate(folder, args, cut, last):
    """{(series, month): median} of the months up to `last`."""
    if args.budget > 0:
        run(CRUCE, "calibrate", folder, "--until", last_day(cut).isoformat(), "--budget", str(args.budget), "-n", "2", "-q",
            "-o", os.path.join(folder, "parameters.csv"), "--force")
    start = datetime.date(2022, 8, 1)
    with open(os.path.join(folder, "sim_period.csv"), encoding="utf-8") as file:
        for line in file:
            if line.startswith("StartDate,"):
                start = datetime.date.fromisoformat(line.split(",")[1].strip())
    n_days = (last_day(last) - start).days + 1
    text = subprocess.run([CRUCE, "score", folder, "--csv", "-q", "-n", str(args.replicates), "--days", str(n_days)],
                          check=True, capture_output=True, text=True).stdout
    out = {}
    for r in csv.DictReader(text.splitlines()):
        if r["summary"] in ("p50", "single"):
            series = "total" if r["group"] == "all encounters" else r["name"] if r["group"] == "between ports, by sector" else ""
            out[series, parse_month(r["month"])] = float(r["simulated"])
    return out


def log_error(told, seen):
    return abs(math.log((told + 10) / (seen + 10)))


def bound(errors):
    """Split conformal: a new error stays below it with a chance of at least COVERAGE, if it is like the others."""
    return sorted(errors)[min(len(errors), math.ceil(COVERAGE * (len(errors) + 1))) - 1]


def naive_errors(seen, cut, gap):
    """Errors of the last value carried forward by `gap` months, of all targets published by `cut`."""
    return [log_error(seen[month_after(m, -gap)], seen[m]) for m in seen if m <= cut and month_after(m, -gap) in seen]


def forecasts(args, seen):
    """One row per origin, horizon and series."""
    rows = []
    for month in months(parse_month(args.first), parse_month(args.last)):
        origin = first_day(month)
        cut = Known.last_published(origin)
        targets = {h: month_after(month, h - 1) for h in HORIZONS}
        with tempfile.TemporaryDirectory() as temporary:
            folder = os.path.join(args.keep, name_of(month)) if args.keep else temporary
            build(folder, args.data, origin, cut)
            told = simulate(folder, args, cut, min(max(targets.values()), LAST_KNOWN))
        for h, target in targets.items():
            for series, counts in seen.items():
                if target > LAST_KNOWN:
                    continue
                rows.append({"origin": month, "h": h, "series": series, "target": target, "cut": cut, "seen": counts[target],
                             "ours": told[series, target], "naive": counts[cut],
                             "gap": (target[0] - cut[0]) * 12 + target[1] - cut[1]})
        print("origin %s: published up to %s; %s" % (origin, name_of(cut), ", ".join(
            "%s %+.0f %%" % (name_of(r["target"]), 100 * (r["ours"] / r["seen"] - 1)) for r in rows
            if r["origin"] == month and r["series"] == "total")), file=sys.stderr)
    return rows


def add_intervals(rows, seen):
    for r in rows:
        own = [log_error(o["ours"], o["seen"]) for o in rows
               if o["h"] == r["h"] and o["series"] == r["series"] and o["target"] <= r["cut"]]
        width = bound(naive_errors(seen[r["series"]], r["cut"], r["gap"]))
        if len(own) >= MIN_OWN:
            width = max(width, bound(own))
        r["low"] = (r["ours"] + 10) * math.exp(-width) - 10
        r["high"] = (r["ours"] + 10) * math.exp(width) - 10
        r["inside"] = r["low"] <= r["seen"] <= r["high"]


def binomial_p(k, n, p):
    """Two-sided exact test: chances of all counts that are not likelier than k."""
    chance = [math.comb(n, i) * p ** i * (1 - p) ** (n - i) for i in range(n + 1)]
    return sum(c for c in chance if c <= chance[k] * (1 + 1e-9))


def mape(rows, who):
    return sum(abs(r[who] / r["seen"] - 1) for r in rows) / len(rows)


def wape(rows, who):
    return sum(abs(r[who] - r["seen"]) for r in rows) / sum(r["seen"] for r in rows)


def read(path):
    """The rows of an earlier --out, without intervals."""
    rows = []
    with open(path, newline="", encoding="utf-8") as file:
        for r in csv.DictReader(file):
            origin, target, cut = (parse_month(r[c]) for c in ("origin", "target", "cut"))
            rows.append({"origin": origin, "h": int(r["h"]), "series": r["series"], "target": target, "cut": cut,
                         "seen": int(r["seen"]), "ours": float(r["ours"]), "naive": int(r["naive"]),
                         "gap": (target[0] - cut[0]) * 12 + target[1] - cut[1]})
    return rows


def verdict(ours, naive):
    return "%.2f%s" % (ours / naive, "" if ours <= 0.85 * naive else
                       " (aim 0.85 missed)" if ours <= naive else " **the naive forecast is better**")


def tables(rows):
    print("| Months ahead | What | n | Ours | Last published value | Ours over naive |\n|---|---|---|---|---|---|")
    for h in HORIZONS:
        for what, kind, measure in (("all encounters, MAPE", True, mape), ("nine sectors, weighted error", False, wape)):
            some = [r for r in rows if r["h"] == h and (r["series"] == "total") == kind]
            if some:
                ours, naive = measure(some, "ours"), measure(some, "naive")
                print("| %d | %s | %d | %.1f %% | %.1f %% | %s |" %
                      (h, what, len(some), 100 * ours, 100 * naive, verdict(ours, naive)))
    print("\n| Months ahead | 80 % intervals of | n | inside | coverage | p (exact binomial) |\n|---|---|---|---|---|---|")
    for h in HORIZONS:
        for what, kind in (("all encounters", True), ("nine sectors, pooled", False)):
            some = [r for r in rows if r["h"] == h and (r["series"] == "total") == kind]
            if some:
                k = sum(r["inside"] for r in some)
                print("| %d | %s | %d | %d | %.0f %% | %.3f |" %
                      (h, what, len(some), k, 100 * k / len(some), binomial_p(k, len(some), COVERAGE)))
    print("\n| Origin | Published up to | Target | Published | Ours (80 %) | off by | Naive | off by |\n"
          "|---|---|---|---|---|---|---|---|")
    for r in rows:
        if r["series"] == "total":
            print("| %s | %s | %s | %d | %.0f (%.0f to %.0f) | %+.0f %% | %d | %+.0f %% |" % (
                name_of(r["origin"]), name_of(r["cut"]), name_of(r["target"]), r["seen"], r["ours"], r["low"], r["high"],
                100 * (r["ours"] / r["seen"] - 1), r["naive"], 100 * (r["naive"] / r["seen"] - 1)))


def write(path, rows):
    columns = ["origin", "h", "target", "cut", "series", "seen", "ours", "low", "high", "naive"]
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(columns)
        for r in rows:
            out.writerow([name_of(r[c]) if c in ("origin", "target", "cut") else
                          round(r[c], 1) if isinstance(r[c], float) else r[c] for c in columns])


def put_into_page(text):
    path = os.path.join(ROOT, "docs", "validation.md")
    with open(path, encoding="utf-8") as file:
        head, rest = file.read().split(BEGIN)
    with open(path, "w", encoding="utf-8") as file:
        file.write(head + BEGIN + "\n" + text + END + rest.split(END)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data", "corridor"))
    parser.add_argument("--first", default="2023-01")
    parser.add_argument("--last", default="2024-01")
    parser.add_argument("-n", "--replicates", type=int, default=10)
    parser.add_argument("--budget", type=int, default=40, help="runs of cruce calibrate at each origin; 0: none")
    parser.add_argument("--out", help="write every forecast to this CSV file")
    parser.add_argument("--read", help="forecasts of an earlier --out instead of new ones")
    parser.add_argument("--write", action="store_true", help="tables into docs/validation.md")
    parser.add_argument("--keep", help="keep the scenarios of all origins in this folder")
    args = parser.parse_args()
    seen = published(args.data)
    rows = read(args.read) if args.read else forecasts(args, seen)
    add_intervals(rows, seen)
    if args.out:
        write(args.out, rows)
    with contextlib.redirect_stdout(io.StringIO()) as page:
        print("*`tools/rolling_forecast.py -n %d --budget %d`*\n" % (args.replicates, args.budget))
        tables(rows)
    if args.write:
        put_into_page(page.getvalue())
    else:
        print(page.getvalue(), end="")


if __name__ == "__main__":
    main()
