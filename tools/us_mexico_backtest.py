#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""How well the estimate of departures forecasts encounters between ports, by its own linear chain, without the program.

Usage: tools/us_mexico_backtest.py [--data DIR] [--last-target YYYY-MM]

For each origin from December 2022, what was published by then, and one to three months after the last month known: the mean
absolute error in per cent of the southwest total and of nationalities together, beside the last value carried forward.
Choices in tools/us_mexico/upstream.py were made with targets up to September 2023, the default.
"""
import argparse
import datetime
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import numpy as np  # noqa: E402

from us_mexico import common, people, policy, upstream  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FIRST_ORIGIN, ORIGIN_DAY = (2022, 12), 21


def simulated(folder, origin):
    """The last month known, and encounters between ports by nationality and month as the chain tells them."""
    known = upstream.Known(common.Data(folder), origin)
    estimate = upstream.Estimate(known, policy.measures(known.counts, origin))
    told = {}
    for nation in people.WHO:
        by = estimate.estimate(nation)
        between, _ = estimate.way(nation).respond(upstream.basis(nation, estimate.policy.n, estimate.span))
        persons = np.array([by[m] for m in estimate.span])
        told[nation] = dict(zip(estimate.span, upstream.by_month(between, estimate.span) @ persons))
    return known.counts.last, told


def errors(counts, last, told, target):
    """(total, naive total, nationalities, naive nationalities), each relative to the target's total."""
    true = counts.all(target, "usbp")
    total = sum(t[target] for t in told.values())
    cells = sum(abs(told[n][target] - counts.nation(n, "usbp", target)) for n in told)
    naive = sum(abs(counts.nation(n, "usbp", last) - counts.nation(n, "usbp", target)) for n in told)
    return abs(total - true) / true, abs(counts.all(last, "usbp") - true) / true, cells / true, naive / true


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", default=os.path.join(ROOT, "..", "shared", "data", "corridor"))
    parser.add_argument("--last-target", type=lambda s: common.month_of(s + "-01"), default=common.CUT)
    args = parser.parse_args()
    counts = people.Counts(common.Data(args.data))
    found = {h: [] for h in (1, 2, 3)}
    for month in common.months(FIRST_ORIGIN, args.last_target):
        last, told = simulated(args.data, datetime.date(*month, ORIGIN_DAY))
        for h in found:
            target = common.month_after(last, h)
            if target <= args.last_target:
                found[h].append(errors(counts, last, told, target))
    print("months ahead, n, total, last value, nationalities, last values (mean absolute error, per cent)")
    for h, rows in found.items():
        print("%d, %d, %s" % (h, len(rows), ", ".join("%.1f" % (100 * x) for x in np.mean(rows, axis=0))))


if __name__ == "__main__":
    main()
