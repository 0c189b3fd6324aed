#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Rows of a border's files in another order give the same tables to the byte: all files but rules.csv, whose order means
something, and the first row of locations.csv, whose country is home.
"""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests/support/border_small"
CRUCE = os.environ.get("CRUCE", str(ROOT / "build/cruce"))
KEPT = {"rules.csv": 10**9, "locations.csv": 2}  # lines that stay in front


def run(scenario, variant, into):
    command = [CRUCE, "run", str(scenario), "-n", "2", "--seed", "7", "-q", "-o", str(into)]
    subprocess.run(command + (["--variant", variant] if variant else []), check=True)
    return {path.name: path.read_bytes() for path in sorted(into.iterdir())
            if path.suffix == ".csv" and path.name != "inputs.csv"}  # whose hashes are of the files as they are


def shuffle(folder, rng):
    for path in folder.rglob("*.csv"):
        lines = path.read_text().splitlines()
        kept = KEPT.get(path.name, 1)
        tail = lines[kept:]
        rng.shuffle(tail)
        path.write_text("\n".join(lines[:kept] + tail) + "\n")


wrong = 0
with tempfile.TemporaryDirectory() as temporary:
    work = pathlib.Path(temporary)
    for variant in (None, "deal"):
        wanted = run(SMALL, variant, work / f"wanted-{variant}")
        for n in range(3):
            other = work / f"scenario-{variant}-{n}"
            shutil.copytree(SMALL, other)
            shuffle(other, random.Random(n))
            found = run(other, variant, work / f"found-{variant}-{n}")
            for name in sorted(wanted.keys() | found.keys()):
                if wanted.get(name) != found.get(name):
                    print(f"variant {variant}, order {n}: {name} differs")
                    wrong += 1
print(f"orders of rows: {len(wanted)} tables, {wrong} differ")
sys.exit(1 if wrong or not wanted else 0)
