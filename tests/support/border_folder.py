# SPDX-License-Identifier: BSD-3-Clause
"""A border's folder as tables that tests change, and what `cruce run` writes for it."""
import copy
import csv
import datetime
import io
import os
import pathlib
import random
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests/support/border_small"
CRUCE = os.environ.get("CRUCE", str(ROOT / "build/cruce"))
# Tables that say what was run, not what happened.
MADE_FROM = {f"{name}.csv" for name in ("run_info", "settings", "parameters", "inputs", "qualities", "measures")}


class Folder:
    """table[name] is a list of rows (dicts by column); text[name] is the text of a file that is no table."""

    def __init__(self, folder=SMALL):
        self.table, self.columns, self.text = {}, {}, {}
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.suffix == ".csv":
                reader = csv.DictReader(io.StringIO(path.read_text()))
                self.columns[name], self.table[name] = list(reader.fieldnames), list(reader)
            elif path.is_file():
                self.text[name] = path.read_text()

    def copy(self):
        return copy.deepcopy(self)

    def add(self, name, **cells):
        """A row at the end of a table; cells that are not given are blank."""
        for column in cells:
            if column not in self.columns[name]:
                self.columns[name].append(column)
        quality = {"quality": "assumed"} if "quality" in self.columns[name] else {}
        self.table[name].append({**quality, **{k: str(v) for k, v in cells.items()}})
        return self

    def set(self, name, where=None, **cells):
        """Cells of all rows for which where(row) holds."""
        for row in self.table[name]:
            if where is None or where(row):
                row.update({k: str(v) for k, v in cells.items()})
        self.columns[name] += [c for c in cells if c not in self.columns[name]]
        return self

    def drop(self, name, where):
        self.table[name] = [row for row in self.table[name] if not where(row)]
        return self

    def parameter(self, name, value):
        self.drop("parameters.csv", lambda r: r["parameter"] == name)
        return self.add("parameters.csv", parameter=name, value=value)

    def measure(self, date, actor, measure, target, value, **cells):
        return self.add("measures.csv", date=date, actor=actor, measure=measure, target=target, value=value,
                        source="invented", **cells)

    def write(self, into):
        for name, rows in self.table.items():
            path = into / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", newline="") as file:
                writer = csv.DictWriter(file, self.columns[name], restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        for name, text in self.text.items():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            (into / name).write_text(text)

    def run(self, seed=1, replicates=1, variant=None):
        """What cruce run writes about what happened: name of the table -> list of rows as text."""
        with tempfile.TemporaryDirectory() as temporary:
            scenario, result = pathlib.Path(temporary, "scenario"), pathlib.Path(temporary, "result")
            self.write(scenario)
            command = [CRUCE, "run", str(scenario), "-n", str(replicates), "-j", "1", "--seed", str(seed), "-q", "-o", str(result)]
            done = subprocess.run(command + (["--variant", variant] if variant else []), capture_output=True, text=True)
            if done.returncode != 0:
                raise RuntimeError(done.stderr or done.stdout)
            return {path.name: path.read_text().splitlines() for path in sorted(result.glob("*.csv")) if path.name not in MADE_FROM}


def rows_of(result, name, **cells):
    """Rows of a table of a result whose cells are as given."""
    return [r for r in csv.DictReader(result[name]) if all(r[k] == v for k, v in cells.items())]


def total(result, name, column, **cells):
    return sum(float(r[column]) for r in rows_of(result, name, **cells) if r[column])


def random_folder(number):
    """The small border with other numbers: chances, shares, crowds, dates; the same for the same number."""
    rng, folder = random.Random(number), Folder()
    share = lambda low, high: f"{rng.uniform(low, high):.3f}"  # noqa: E731
    for row in folder.table["people.csv"]:
        row.update(register_share=share(0, 0.8), attempt_chance=share(0.05, 0.6), surrender_share=share(0, 1),
                   return_share=share(0, 0.6), remove_share=share(0, 0.3), retry_chance=share(0, 0.7), transit_factor=share(0, 3))
    folder.set("people.csv", walk_up_share=share(0, 0.5))
    for row in folder.table["sectors.csv"]:
        row.update(agents=rng.randint(100, 1500), capture_chance=share(0.5, 1), custody_persons=rng.randint(200, 3000))
    for row in folder.table["departures.csv"]:
        row["persons"] = rng.randint(5000, 90000)
    folder.parameter("transit_hazard", share(0, 0.05)).parameter("custody_scv", rng.choice(["0.3", "1", "4", "9"]))
    folder.parameter("no_show_share", share(0, 0.3)).parameter("oldest_first_share", share(0, 1))
    day = datetime.date(2023, 11, 1) + datetime.timedelta(days=rng.randint(1, 60))
    folder.measure(day, "USA", "appointments_per_day", "USA", rng.randint(0, 400))
    folder.measure(day + datetime.timedelta(days=5), "USA", "return_share", "far_south", share(0, 1))
    return folder
