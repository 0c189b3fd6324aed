#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""`cruce run` writes the same bytes with 1 and with 2 threads, and a replicate is the same run alone or with others: the
means of five replicates are those of the five runs that the library makes one by one.
"""
import csv
import filecmp
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from cases import random_case  # noqa: E402
from cruce_lib import ENGINES, PROGRAM, Checks, Scenario  # noqa: E402

check = Checks()


def tables(folder, out, engine, replicates, threads):
    done = subprocess.run([PROGRAM, "run", folder, "-n", str(replicates), "-j", str(threads), "--seed", "5", "--engine", engine,
                           "-q", "-o", out], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    check.equal(done.returncode, 0, f"cruce run, {engine}: {done.stderr.strip()[-300:]}")
    return sorted(os.listdir(out)) if os.path.isdir(out) else []


def main():
    for number in (1, 2, 3, 4, 5, 8):
        case = random_case(number, days=20)
        for row in case.places:
            if "camp" in row[5]:
                row[7] = 300
        with Scenario(case) as scenario, tempfile.TemporaryDirectory() as top:
            folder = case.write(os.path.join(top, "case"))
            for engine in ENGINES:
                outs = [os.path.join(top, f"{engine}-{threads}") for threads in (1, 2)]
                files = [tables(folder, out, engine, 5, threads) for out, threads in zip(outs, (1, 2))]
                check.that(files[0] == files[1] and "places.csv" in files[0], f"case {number}, {engine}: files {files}")
                _, different, unreadable = filecmp.cmpfiles(*outs, files[0], shallow=False)
                check.equal(different + unreadable, [], f"case {number}, {engine}: files that differ between 1 and 2 threads")
                runs = [scenario.run(engine, 5, replicate).persons for replicate in range(5)]
                check.that(any((run != runs[0]).any() for run in runs) or runs[0].sum() == 0,
                           f"case {number}, {engine}: replicates differ from each other")
                alone = tables(folder, os.path.join(top, f"{engine}-alone"), engine, 1, 2)
                check.equal(alone, files[0], f"case {number}, {engine}: files of one replicate")
                mean = sum(runs) / 5
                for out, wanted in ((outs[1], mean), (os.path.join(top, f"{engine}-alone"), runs[0])):
                    with open(os.path.join(out, "places.csv"), newline="") as file:
                        rows = [row for row in csv.DictReader(file) if row["summary"] in ("mean", "single")]
                    check.equal(len(rows), case.days * len(scenario.names), f"case {number}, {engine}: rows")
                    off = max(abs(float(row["persons"]) - wanted[int(row["day"]), scenario.index(row["place"])]) for row in rows)
                    check.that(off < 0.0006, f"case {number}, {engine}: means of replicates run alone and together, off by {off}")
    return check.finish()


if __name__ == "__main__":
    sys.exit(main())
