#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Measures cruce on the displacement cases and on the border, and prints target beside measured.

Usage: bench/measure.py PROGRAM [REPEATS]        REPEATS: runs per figure, the median is shown (default 5)

Times are of the whole program: start, reading, running, writing to a file. What is compared with each other is run in
turns. "Plain" is settings/modern125.yml without start_on_foot and avoid_short_stints. Person-days are the persons in
the system summed over the days. Flee's speed on the same kind of machine: 1.5e5 (mali2012) and 1.0e5 (car2013)
person-days per second (../shared/reference/README.md). The cases are read from ../shared/scenarios.
"""
import csv
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CASES = ROOT.parent / "shared" / "scenarios"
MODERN = CASES / "settings" / "modern125.yml"
BORDER = ROOT / "scenarios" / "us_mexico_2023"
PLAIN = ["--set", "move_rules.start_on_foot=false", "--set", "move_rules.avoid_short_stints=false"]


def run(command, output):
    """Runs a command with its output in a file; returns (seconds, peak MB, or NaN without /usr/bin/time).

    The peak is asked of /usr/bin/time, not of wait4: a process that Python starts inherits Python's own peak.
    """
    wrapped, peak = [str(word) for word in command], pathlib.Path(f"{output}.peak")
    if os.access("/usr/bin/time", os.X_OK):
        wrapped = ["/usr/bin/time", "-f", "%M", "-o", str(peak), *wrapped]
    with open(output, "wb") as out:
        start = time.perf_counter()
        done = subprocess.run(wrapped, stdout=out, stderr=subprocess.PIPE)
        seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\nstopped with {done.returncode}: {done.stderr.decode()[-500:]}")
    return seconds, float(peak.read_text()) / 1e3 if peak.exists() else float("nan")


def in_turns(commands, repeats, output):
    """Medians of (seconds, MB) of each of several commands, run one after the other, again and again."""
    seen = {name: [] for name in commands}
    for _ in range(repeats):
        for name, command in commands.items():
            seen[name].append(run(command, output))
    return {name: tuple(statistics.median(column) for column in zip(*runs)) for name, runs in seen.items()}


def person_days(path):
    with open(path, newline="") as file:
        return sum(int(row["total refugees (simulation)"]) for row in csv.DictReader(file))


def rows_of(path):
    """Rows of all tables of a GeoPackage that a run wrote."""
    database = sqlite3.connect(path)
    tables = [name for (name,) in database.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'attributes'")]
    n = sum(database.execute(f'SELECT max(rowid) FROM "{name}"').fetchone()[0] or 0 for name in tables)
    database.close()
    return n


class Bench:
    def __init__(self, program, repeats, folder):
        self.program, self.repeats, self.folder = program, repeats, pathlib.Path(folder)
        self.out = self.folder / "out.csv"
        self.missed = 0

    def flee(self, case, *options):
        return [self.program, "flee", case / "input_csv", case / "source_data", "0", MODERN, "--quiet", *options]

    def scaled(self, case, *size):
        out = self.folder / "-".join([case, *size]).replace("--", "")
        subprocess.run([sys.executable, ROOT / "bench" / "scale_case.py", CASES / "displacement" / case, out, *size],
                       check=True, stderr=subprocess.DEVNULL)
        return out

    def line(self, what, target, measured, met, megabytes=None):
        self.missed += met is False
        memory = "" if megabytes is None or megabytes != megabytes else f"{megabytes:.0f} MB"
        print(f"{what:<62} {target:>15} {measured:>15} {memory:>9}  {'' if met is None else 'met' if met else 'MISSED'}",
              flush=True)

    def agents(self):
        for case, flee_speed in (("mali2012", 1.5e5), ("car2013", 1.0e5)):
            command = self.flee(CASES / "displacement" / case, "--engine", "agents")
            seconds, megabytes = in_turns({"": command}, self.repeats, self.out)[""]
            speed = person_days(self.out) / seconds
            self.line(f"agents, {case}, all people, all rules, person-days/s", f">= {1000 * flee_speed:.2e}",
                      f"{speed:.2e}", speed >= 1000 * flee_speed, megabytes)
            self.line("  the same as times Flee's speed", ">= 1000", f"{speed / flee_speed:.0f}", None)

    def cohorts(self):
        cases = {people: self.scaled("car2013", "--people", people) for people in ("1e5", "1e7", "1e9")}
        plain = in_turns({people: self.flee(case, *PLAIN) for people, case in cases.items()}, 2 * self.repeats + 1, self.out)
        for people, (seconds, megabytes) in plain.items():
            target, met = ("<= 0.2 s", seconds <= 0.2) if people == "1e9" else ("", None)
            self.line(f"cohorts, car2013, 820 days, plain, {people} people", target, f"{seconds:.3f} s", met, megabytes)
        ratio = plain["1e9"][0] / plain["1e7"][0]
        self.line("  time(1e9) / time(1e7)", "<= 1.3", f"{ratio:.2f}", ratio <= 1.3)
        for people, case in cases.items():
            for name, options in (("with avoid_short_stints", PLAIN[:2]), ("modern125 as it is", [])):
                seconds, megabytes = in_turns({"": self.flee(case, *options)}, max(1, self.repeats // 2), self.out)[""]
                self.line(f"cohorts, {name}, {people} people", "", f"{seconds:.3f} s", None, megabytes)
                ratio = seconds / plain[people][0]
                limited = name != "modern125 as it is"
                self.line("  as times plain", "<= 100" if limited else "", f"{ratio:.1f}", ratio <= 100 if limited else None)

    def replicates(self):
        case = CASES / "displacement" / "car2013"
        for name, options, limit in (("plain", PLAIN, 5), ("modern125", [], 45)):
            command = [self.program, "run", case, "--settings", MODERN, "-n", "100", "-j", "2", "--quiet", "--force", "-o",
                       self.folder / "result", *options]
            seconds, megabytes = in_turns({"": command}, max(1, self.repeats // 2), self.out)[""]
            self.line(f"100 replicates of car2013, 2 threads, {name}", f"<= {limit} s", f"{seconds:.2f} s",
                      seconds <= limit, megabytes)

    def small(self):
        for case, hasten in (("mali2012", 100), ("mali2012", 20), ("car2013", 200)):
            folder, size = CASES / "displacement" / case, ["--set", f"optimisations.hasten={hasten}"]
            commands = {engine: self.flee(folder, "--engine", engine, *size) for engine in ("cohorts", "agents")}
            seen = in_turns(commands, 2 * self.repeats + 1, self.out)
            ratio = seen["cohorts"][0] / seen["agents"][0]
            self.line(f"{case}, hasten {hasten}, modern125: time of cohorts / of agents", "<= 1.2",
                      f"{ratio:.2f}", ratio <= 1.2, seen["cohorts"][1])
            self.line("  cohorts; agents", "", f"{seen['cohorts'][0]:.3f}; {seen['agents'][0]:.3f} s", None)

    def border(self):
        one = [self.program, "score", BORDER, "-n", "1", "-j", "1", "--quiet"]
        seconds, megabytes = in_turns({"": one}, self.repeats, self.out)[""]
        self.line("border: us_mexico_2023, 609 days, one replicate, no tables", "<= 0.5 s", f"{seconds:.2f} s",
                  seconds <= 0.5, megabytes)
        four = [self.program, "compare", BORDER, "-n", "100", "-j", "2", "--quiet", "--variants",
                "deal_dec27,no_deal,monthly_review,no_request"]
        seconds, megabytes = in_turns({"": four}, 1, self.out)[""]
        self.line("border: 100 replicates of 4 variants, 2 threads", "<= 120 s", f"{seconds:.1f} s", seconds <= 120, megabytes)

    def rows(self):
        """What writing adds to a run of 100 replicates, and what every replicate of every table takes."""
        result = self.folder / "run.gpkg"
        run = [self.program, "run", BORDER, "-n", "100", "-j", "2", "--quiet", "--force", "-o", result]
        seen = in_turns({"none": [*run, "--tables", "run_info"], "default": run}, max(1, self.repeats // 2), self.out)
        share = 1 - seen["none"][0] / seen["default"][0]
        rows = rows_of(result)
        self.line(f"writing {rows / 1e6:.1f} million rows: share of 100 replicates, 2 threads", "<= 20 %", f"{100 * share:.1f} %",
                  share <= 0.2, seen["default"][1])
        seconds, megabytes = in_turns({"": [*run, "--every-replicate"]}, 1, self.out)[""]
        rows = rows_of(result)
        self.line(f"  with every replicate: {rows / 1e6:.1f} million rows, memory", "<= 200 MB", f"{megabytes:.0f} MB",
                  megabytes <= 200 and rows > 1e7, megabytes)
        self.line("  time of that", "", f"{seconds:.1f} s", None)


def main():
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5, folder)
        print(f"{'':<62} {'target':>15} {'measured':>15} {'memory':>9}")
        if MODERN.is_file():
            for part in (bench.agents, bench.small, bench.cohorts, bench.replicates):
                part()
        else:
            print(f"{CASES} is not here: displacement is not measured")
        bench.border()
        bench.rows()
        print(f"{bench.missed} missed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
