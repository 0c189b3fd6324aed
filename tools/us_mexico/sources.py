# SPDX-License-Identifier: BSD-3-Clause
"""SOURCES.md: how many figures carry which flag."""

FLAGS = ["data", "stated", "derived", "computed", "recalled", "assumed", "calibrated"]


def page(tables):
    out = ["# Where the figures of us_mexico_2023 come from", "",
           "Written by `tools/make_us_mexico.py`; every row of the files carries its source and flag in its own columns.", "",
           "| flag | meaning |", "|---|---|",
           "| data | read from a published data file |",
           "| stated | read as text in a press report, page or agency statement |",
           "| derived | computed from other figures, the source says how |",
           "| computed | geometry only |",
           "| recalled | general knowledge, no source found: check before relying on it |",
           "| assumed | chosen here because the model needs a number |",
           "| calibrated | fitted by `cruce calibrate` on months up to September 2023 |", "",
           "| file | rows | " + " | ".join(FLAGS) + " |", "|---" * (2 + len(FLAGS)) + "|"]
    for name in sorted(tables):
        head = tables[name][0]
        for column in ("quality", "speed_quality", "checkpoint_quality"):
            if column in head:
                k = head.index(column)
                n = [r[k] for r in tables[name][1:]]
                out.append("| `%s`%s | %d | %s |" % (name, "" if column == "quality" else " " + column[:-8], len(n),
                                                    " | ".join(str(n.count(f)) for f in FLAGS)))
    return "\n".join(out) + "\n"
