# SPDX-License-Identifier: BSD-3-Clause
"""parameters.csv: what differs from the defaults of params/border.def, and what calibration may change."""
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
    ("people.transit_factor[venezuela]", 2, 1, 4, "deal", "assumed", "design notes 3.5: 2 to 3"),
]


def parameters(counts):
    walk_ups = ["walk_ups_per_day", walk_ups_per_day(counts), "", "", "no", "derived", "counted a day at ports in the last "
                "three months known, less 1,450 appointments of which 5 % are not kept"]
    return [["parameter", "value", "low", "high", "calibrate", "quality", "source"], walk_ups] + [list(r) for r in ROWS]
