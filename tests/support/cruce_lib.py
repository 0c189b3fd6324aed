# SPDX-License-Identifier: BSD-3-Clause
"""The shared library from Python: read a folder, run it, look at every day.

Only what the headers in include/cruce promise is used; the scenario stays opaque. Places are numbered in the order of
their names (bytes), which is what Case.names() gives.
"""
import csv
import ctypes as c
import os
import subprocess
import tempfile

import numpy

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", ".."))
BUILD = os.environ.get("BUILD", os.path.join(ROOT, "build"))
LIBRARY = os.environ.get("LIBCRUCE", os.path.join(BUILD, "libcruce.so"))
PROGRAM = os.environ.get("CRUCE", os.path.join(BUILD, "cruce"))
ENGINES = ("counts", "agents")  # what is held against the exact distributions
KINDS = {"cohorts": 0, "agents": 1, "counts": 2}
LONG = bool(os.environ.get("LONG"))
SHORT = bool(os.environ.get("CRUCE_SHORT"))


class Error(c.Structure):
    _fields_ = [("code", c.c_int), ("line", c.c_int32), ("column", c.c_int32), ("file", c.c_char * 200),
                ("field", c.c_char * 64), ("message", c.c_char * 320)]


PROBLEM = c.CFUNCTYPE(None, c.c_void_p, c.c_int, c.POINTER(Error))


class ReadOptions(c.Structure):
    _fields_ = [("folder", c.c_char_p), ("input_dir", c.c_char_p), ("data_dir", c.c_char_p), ("settings_file", c.c_char_p),
                ("variant", c.c_char_p), ("n_overrides", c.c_int32), ("override_text", c.c_void_p), ("n_days", c.c_int32), ("will_run", c.c_bool),
                ("problem", PROBLEM), ("problem_context", c.c_void_p)]


class RunOptions(c.Structure):
    _fields_ = [("engine", c.c_int), ("seed", c.c_uint32), ("replicate", c.c_uint32),
                ("counts_from_day", c.c_int32), ("state", c.c_void_p), ("n_saves", c.c_int32), ("save_day", c.c_void_p),
                ("saved", c.c_void_p)]


class Day(c.Structure):
    _fields_ = [("day", c.c_int32), ("place_persons", c.POINTER(c.c_int64)), ("entered_persons", c.POINTER(c.c_int64)),
                ("place_flags", c.POINTER(c.c_uint32)), ("created", c.c_int64), ("travelling", c.c_int64),
                ("deactivated", c.c_int64), ("raw", c.c_int64), ("debt", c.c_int64), ("departed", c.POINTER(c.c_int64)),
                ("camp_data", c.POINTER(c.c_int64))]


AFTER_DAY = c.CFUNCTYPE(c.c_int, c.c_void_p, c.POINTER(Day), c.POINTER(Error))


class Observer(c.Structure):
    _fields_ = [("context", c.c_void_p), ("after_day", AFTER_DAY), ("state", c.c_void_p)]


_library = None


def library():
    global _library
    if _library is None:
        if not os.path.exists(LIBRARY):
            print(f"there is no {LIBRARY}")
            raise SystemExit(77)
        _library = c.CDLL(LIBRARY)
        _library.cruce_scenario_read.argtypes = [c.POINTER(c.c_void_p), c.POINTER(ReadOptions), c.POINTER(Error)]
        _library.cruce_simulate.argtypes = [c.c_void_p, c.POINTER(RunOptions), c.POINTER(Observer), c.POINTER(Error)]
        _library.cruce_scenario_destroy.argtypes = [c.c_void_p]
        _library.cruce_scenario_destroy.restype = None
    return _library


class Refused(Exception):
    """The library said no; `problems` are its words."""

    def __init__(self, problems):
        super().__init__("; ".join(problems))
        self.problems = problems


class Run:
    """A whole run: persons[day, class], class = the places in the order of names, then travelling."""

    def __init__(self, days, places, links):
        self.persons = numpy.zeros((days, places + 1), dtype=numpy.int64)
        self.flags = numpy.zeros((days, places), dtype=numpy.uint32)
        self.entered = numpy.zeros((days, links), dtype=numpy.int64)
        self.departed = numpy.zeros((days, places), dtype=numpy.int64)
        self.created, self.deactivated, self.raw, self.debt = (numpy.zeros(days, dtype=numpy.int64) for _ in range(4))

    def same(self, other):
        return all(numpy.array_equal(value, getattr(other, name)) for name, value in vars(self).items())


class Scenario:
    """A Case, written to a folder of its own and read by the library; or a folder that is there already, whose length and
    names of places the caller knows. `links` says how many directed links there are, where their entries are wanted."""

    def __init__(self, case=None, links=0, folder=None, settings=None, names=None, days=None):
        self.names, self.days, self.links = names or case.names(), days or case.days, links
        self.warnings = []
        self._own = tempfile.TemporaryDirectory() if folder is None else None
        if self._own:
            folder = self._own.name
            case.write(folder)
        self._pointer = c.c_void_p()
        problems = []

        def problem(_, severity, error):
            text = f"{error.contents.file.decode()}:{error.contents.line}: {error.contents.message.decode()}"
            (problems if severity else self.warnings).append(text)

        report, error = PROBLEM(problem), Error()
        options = ReadOptions(folder=folder.encode(), settings_file=settings.encode() if settings else None, will_run=True, problem=report)
        status = library().cruce_scenario_read(c.byref(self._pointer), c.byref(options), c.byref(error))
        if status:
            raise Refused(problems or [error.message.decode()])

    def index(self, name):
        return self.names.index(name)

    def run(self, engine, seed=1, replicate=0, counts_from_day=0):
        n, links = len(self.names), self.links
        run = Run(self.days, n, links)

        def after_day(_, pointer, error):
            d = pointer.contents
            run.persons[d.day, :n] = d.place_persons[:n]
            run.persons[d.day, n] = d.travelling
            run.flags[d.day] = d.place_flags[:n]
            run.departed[d.day] = d.departed[:n]
            if links:
                run.entered[d.day] = d.entered_persons[:links]
            run.created[d.day], run.deactivated[d.day] = d.created, d.deactivated
            run.raw[d.day], run.debt[d.day] = d.raw, d.debt
            return 0

        watch, error = AFTER_DAY(after_day), Error()
        observer = Observer(None, watch)
        options = RunOptions(KINDS[engine], seed, replicate, counts_from_day)
        status = library().cruce_simulate(self._pointer, c.byref(options), c.byref(observer), c.byref(error))
        if status:
            raise Refused([error.message.decode()])
        return run

    def close(self):
        if self._pointer:
            library().cruce_scenario_destroy(self._pointer)
            self._pointer = c.c_void_p()
            if self._own:
                self._own.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def displacement(name, settings_file):
    """A case of ../shared with its own settings file; names of places and length are read here."""
    folder = os.path.join(ROOT, "..", "shared", "scenarios", "displacement", name)
    with open(os.path.join(folder, "input_csv", "locations.csv"), newline="", encoding="utf-8-sig") as file:
        names = [row[0] for row in csv.reader(file) if row and not row[0].startswith("#")]
    with open(os.path.join(folder, "input_csv", "sim_period.csv"), newline="", encoding="utf-8-sig") as file:
        days = next(int(row[1]) for row in csv.reader(file) if row and row[0].lower() == "length")
    names.sort(key=lambda text: text.encode())
    return Scenario(folder=folder, settings=settings_file, names=names, days=days)


def flee(folder, *words, days=0, settings=None):
    """What `cruce flee` prints for a case folder; raises if it does not end well."""
    command = [PROGRAM, "flee", os.path.join(folder, "input_csv"), os.path.join(folder, "source_data"), str(days),
               settings or os.path.join(folder, "simsetting.yml"), *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise Refused([f"status {done.returncode}: {done.stderr.strip()[-500:]}"])
    return done.stdout


class Checks:
    """Counts what was checked; `finish` prints the failures and gives the exit status."""

    def __init__(self):
        self.done, self.failures = 0, []

    def that(self, condition, text):
        self.done += 1
        if not condition:
            self.failures.append(text)
            print(f"FAILED: {text}", flush=True)

    def equal(self, found, wanted, text):
        self.that(found == wanted, f"{text}: {found}, wanted {wanted}")

    def finish(self):
        print(f"{self.done} checks, {len(self.failures)} failed")
        return 1 if self.failures or not self.done else 0
