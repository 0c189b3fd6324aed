# SPDX-License-Identifier: BSD-3-Clause
"""parameters.csv: what differs from the defaults of params/border.def, and what calibration may change.

ROWS and DEAL are where a calibration starts. What `cruce calibrate` found stands in calibrated.csv (months up to September
2023) and calibrated_deal.csv (January 2024, for the variant deal_dec27) and takes the place of the starts in the hindcast; a
forecast begins from the starts. To fit again, empty both files but for their headings, build the scenario, then
    cruce calibrate scenarios/us_mexico_2023 --budget 110 -n 2 -o tools/us_mexico/calibrated.csv --force
build it, and
    cruce calibrate scenarios/us_mexico_2023 --variant deal_dec27 --deal 2024-01 --budget 25 -n 2 \\
        -o tools/us_mexico/calibrated_deal.csv --force
"""
import csv
import os

from .people import walk_ups_per_day

# parameter, value, low, high, calibrate, quality, source
ROWS = [
    ("affinity_weight", 1, "", "", "no", "assumed", "with distance_power 0: people go where affinity.csv says"),
    ("shock_weight", 1, 0.2, 2.5, "yes", "assumed", "start of the calibration"),
    ("shock_fade_days", 45, 15, 120, "yes", "assumed", "start of the calibration"),
    ("transit_hazard", 0.026, 0.02, 0.032, "no", "derived", "stops in January to August 2023 come to Mexico's own count, "
     "402,324 events (corridor_flows.csv); encounters play no part"),
    ("list_attempt_chance", 0.004, 0.0005, 0.02, "yes", "assumed", "start of the calibration"),
    ("retry_days", 20, 5, 60, "yes", "derived", "start of the calibration"),
    ("return_retry_days", 20, 7, 60, "yes", "assumed", "start of the calibration"),
    ("people.departures_factor[venezuela]", 1, 0.6, 1.6, "yes", "assumed", "persons who set out per person estimated"),
    ("people.departures_factor[mexico]", 1, 0.6, 1.6, "yes", "assumed", "persons who set out per person estimated"),
    ("people.departures_factor[guatemala]", 1, 0.6, 1.6, "yes", "assumed", "persons who set out per person estimated"),
    ("people.departures_factor[honduras]", 1, 0.6, 1.6, "yes", "assumed", "persons who set out per person estimated"),
    ("people.departures_factor[ecuador]", 1, 0.6, 1.6, "yes", "assumed", "persons who set out per person estimated"),
    ("people.departures_factor[colombia]", 1, 0.6, 1.6, "yes", "assumed", "persons who set out per person estimated"),
    ("people.attempt_chance[mexico]", 0.2, 0.05, 0.5, "yes", "assumed", "start of the calibration"),
    ("people.attempt_chance[venezuela]", 0.15, 0.03, 0.5, "yes", "assumed", "start of the calibration"),
    ("people.retry_chance[mexico]", 0.35, 0.1, 0.6, "yes", "assumed", "start of the calibration"),
    ("people.transit_factor[venezuela]", 2, 1, 4, "yes", "assumed", "design notes 3.5: 2 to 3"),
]

# What one month may set: it acts from 28 December 2023 on and so leaves the months before alone. The most is what Mexico's
# agencies can together (governments.csv).
DEAL = [("measures.transit_enforcement[MEX@2023-12-28]", 3, 1, 5, "deal", "assumed", "start of the fit; one episode")]
HEADER = ["parameter", "value", "low", "high", "calibrate", "quality", "source"]


def with_found(rows, name):
    """The rows, with value, quality and source of those that a calibration has found."""
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name), newline="", encoding="utf-8") as file:
        found = {r["parameter"]: r for r in csv.DictReader(file) if r["quality"] == "calibrated"}
    out = []
    for row in rows:
        r = found.get(row[0])
        out.append(list(row) if r is None else [row[0], "%.6g" % float(r["value"])] + list(row[2:5]) + ["calibrated", r["source"]])
    return out


def deal():
    return [HEADER] + with_found(DEAL, "calibrated_deal.csv")


def parameters(counts, origin):
    walk_ups = ["walk_ups_per_day", walk_ups_per_day(counts), "", "", "no", "derived", "counted a day at ports in the last "
                "three months known, less 1,450 appointments of which 5 % are not kept"]
    return [HEADER, walk_ups] + (with_found(ROWS, "calibrated.csv") if origin is None else [list(r) for r in ROWS])
