# SPDX-License-Identifier: BSD-3-Clause
"""A small scenario in memory, and how to write it as a folder.

    case = Case(days=10, settings={"move_rules.softening": 10})
    case.place("A", "conflict_zone", population=1000)
    case.place("B", "camp", country="Y")
    case.route("A", "B", 100)
    case.conflicts = {"A": [1] * 10}
    case.write(folder)          # folder/input_csv, folder/source_data, folder/simsetting.yml

Cells are written as they are given, so that a case can also hold what real files hold.
"""
import copy
import csv
import os
import random

START = "2020-01-01"


def whole(text, default=0):
    return default if text in ("", None) else int(float(text))


class Case:
    def __init__(self, days, settings=None):
        self.days = days
        self.settings = dict(settings or {})
        self.start = START
        self.places = []        # [name, region, country, x, y, type, conflict_date, population, *attributes]
        self.place_columns = []
        self.routes = []        # [name1, name2, km, forced, *attributes]
        self.route_columns = []
        self.closures = []      # [type, name1, name2, start, end]
        self.conflicts = {}     # name: one intensity a day
        self.location_changes = []  # [name, type, day]
        self.corrections = []   # [name, date]
        self.agents = None      # names, one a person
        self.data = {}          # table: [[date, count], ...]; the first one is the total

    def place(self, name, type, country="X", population="", x=0.0, y=0.0, conflict_date="", **attributes):
        for column in attributes:
            if column not in self.place_columns:
                self.place_columns.append(column)
        if type.startswith("conflict") and conflict_date == "":
            conflict_date = 0
        cells = [attributes.get(column, "") for column in self.place_columns]
        self.places.append([name, "R", country, x, y, type, conflict_date, population, *cells])
        return self

    def route(self, a, b, km, forced="", **attributes):
        for column in attributes:
            if column not in self.route_columns:
                self.route_columns.append(column)
        self.routes.append([a, b, km, forced, *[attributes.get(column, "") for column in self.route_columns]])
        return self

    def close(self, type, name1, name2, start, end):
        self.closures.append([type, name1, name2, start, end])
        return self

    def zone_all_days(self):
        """Conflict zones by their type stay so: intensity 1 on every day."""
        for row in self.places:
            if row[5].startswith("conflict"):
                self.conflicts.setdefault(row[0], [1] * self.days)
        return self

    def with_settings(self, **more):
        """A copy with other settings; the dots of a key are written as two underscores."""
        other = copy.deepcopy(self)
        other.settings.update({key.replace("__", "."): value for key, value in more.items()})
        return other

    def copy(self):
        return copy.deepcopy(self)

    def names(self):
        """In the order of the library's places: bytes of the names."""
        return sorted((row[0] for row in self.places), key=lambda name: name.encode())

    # --- files ---

    def settings_text(self):
        tree = {}
        for key, value in self.settings.items():
            branch = tree
            *parents, leaf = key.split(".")
            for parent in parents:
                branch = branch.setdefault(parent, {})
            branch[leaf] = value
        return "".join(yaml_lines(tree, 0))

    def write(self, folder):
        inputs, data = os.path.join(folder, "input_csv"), os.path.join(folder, "source_data")
        os.makedirs(inputs, exist_ok=True)
        os.makedirs(data, exist_ok=True)

        def table(directory, name, header, rows):
            with open(os.path.join(directory, name), "w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file, lineterminator="\n")
                if header:
                    writer.writerow(header)
                writer.writerows(rows)

        width = 8 + len(self.place_columns)
        table(inputs, "locations.csv",
              ["#name", "region", "country", "latitude", "longitude", "location_type", "conflict_date", "population",
               *self.place_columns],
              [row + [""] * (width - len(row)) for row in self.places])
        width = 4 + len(self.route_columns)
        table(inputs, "routes.csv", ["#name1", "name2", "distance", "forced_redirection", *self.route_columns],
              [row + [""] * (width - len(row)) for row in self.routes])
        table(inputs, "closures.csv", ["#closure_type", "name1", "name2", "closure_start", "closure_end"], self.closures)
        table(inputs, "conflicts.csv", ["#Day", *self.conflicts],
              [[day, *[column[day] for column in self.conflicts.values()]] for day in range(self.days)])
        table(inputs, "sim_period.csv", None, [["StartDate", self.start], ["Length", self.days]])
        if self.location_changes:
            table(inputs, "location_changes.csv", ["#name", "new_type", "day"], self.location_changes)
        if self.corrections:
            table(inputs, "registration_corrections.csv", None, self.corrections)
        if self.agents is not None:
            table(inputs, "agents.csv", ["location"], [[name] for name in self.agents])
        layout = []
        for number, (name, rows) in enumerate(self.data.items()):
            layout.append([name, f"table{number}.csv"])
            table(data, f"table{number}.csv", ["Date", "Count"], rows)
        table(data, "data_layout.csv", ["#name", "file"], layout or [["total", "none.csv"]])
        if not layout:
            table(data, "none.csv", ["Date", "Count"], [[self.start, 0]])
        with open(os.path.join(folder, "simsetting.yml"), "w", encoding="utf-8") as file:
            file.write(self.settings_text())
        return folder


def yaml_lines(tree, depth):
    for key, value in tree.items():
        if isinstance(value, dict):
            yield "  " * depth + f"{key}:\n"
            yield from yaml_lines(value, depth + 1)
        elif isinstance(value, (list, tuple)):
            yield "  " * depth + f"{key}: [{', '.join(scalar(v) for v in value)}]\n"
        else:
            yield "  " * depth + f"{key}: {scalar(value)}\n"


def scalar(value):
    return repr(value) if not isinstance(value, str) else value


# --- random small networks ---

def random_case(seed, days=10, memory=None, rate=40):
    """A connected network of 4 to 7 places under random settings, without any capacity. Lengths are whole km, so that
    the travel memory in whole km decides as a real one does."""
    rng = random.Random(seed)
    settings = {
        "spawn_rules.conflict_driven_spawning.spawn_mode": "constant",
        "spawn_rules.conflict_driven_spawning.displaced_per_conflict_day": rate,
        "spawn_rules.insert_day0": False,
        "move_rules.max_move_speed": rng.choice([100, 200, 360]),
        "move_rules.max_walk_speed": rng.choice([15, 35]),
        "move_rules.default_movechance": rng.choice([0.2, 0.3, 0.5, 1.0]),
        "move_rules.conflict_movechance": rng.choice([0.4, 0.8, 1.0]),
        "move_rules.camp_movechance": rng.choice([0.001, 0.05]),
        "move_rules.idpcamp_movechance": rng.choice([0.1, 0.3]),
        "move_rules.awareness_level": rng.choice([1, 1, 2, 3, -1]),
        "move_rules.softening": rng.choice([0.0, 10.0, 50.0]),
        "move_rules.weight_softening": rng.choice([0.0, 0.0, 0.5]),
        "move_rules.weight_power": rng.choice([1.0, 1.0, 0.5, 2.0]),
        "move_rules.distance_power": rng.choice([1.0, 0.75, 2.0]),
        "move_rules.foreign_weight": rng.choice([1.0, 2.0, 0.5]),
        "move_rules.camp_weight": rng.choice([1.0, 2.0]),
        "move_rules.conflict_weight": rng.choice([0.25, 0.5]),
        "move_rules.start_on_foot": rng.random() < 0.4,
        "move_rules.avoid_short_stints": rng.random() < 0.4 if memory is None else memory,
        "move_rules.pruning_threshold": rng.choice([1.0, 1.0, 3.0]),
        "move_rules.stay_close_to_home": rng.random() < 0.25,
        "move_rules.home_distance_power": rng.choice([0.5, 1.0]),
        "move_rules.use_pop_for_loc_weight": rng.random() < 0.25,
        "move_rules.movechance_pop_scale_factor": rng.choice([0.0, 0.0, 0.1, -0.2]),
        "spawn_rules.conflict_spawn_decay_interval": 3,
    }
    if rng.random() < 0.4:
        settings["spawn_rules.conflict_spawn_decay"] = [1.0, 0.5, 0.1]
    if rng.random() < 0.25:
        settings["spawn_rules.take_from_population"] = True
    case = Case(days, settings)
    n = rng.randint(4, 7)
    names = [f"P{i}" for i in range(n)]
    rng.shuffle(names)
    types = ["conflict_zone", rng.choice(["camp", "idpcamp"])]
    types += rng.choices(["town", "camp", "idpcamp", "conflict_zone", "forwarding_hub", "marker"], [6, 3, 1, 2, 2, 2], k=n - 2)
    for name, kind in zip(names, types):
        population = rng.randint(500, 20000) if "camp" not in kind and rng.random() < 0.9 else ""
        case.place(name, kind, country=rng.choice(["X", "X", "Y"]), population=population,
                   x=round(rng.uniform(-3, 3), 3), y=round(rng.uniform(-3, 3), 3))
        if kind == "conflict_zone":
            begin, end = rng.choice([0, 0, 2]), rng.choice([days, days, 5])
            case.conflicts[name] = [rng.choice([1, 0.5]) if begin <= t < end else 0 for t in range(days)]
    pairs = [(names[i], names[rng.randrange(i)]) for i in range(1, n)]  # a tree, then a few more
    for _ in range(rng.randint(0, n)):
        a, b = rng.sample(names, 2)
        if (a, b) not in pairs and (b, a) not in pairs:
            pairs.append((a, b))
    own_speeds = rng.random() < 0.3
    for a, b in pairs:
        more = {}
        if own_speeds:
            more = {"max_move_speed": rng.choice([50, 120, 300]), "walk_probability": rng.choice([0.0, 0.3])}
        case.route(a, b, rng.choice([7, 20, 35, 60, 100, 100, 150, 220, 401]), rng.choice(["", "", "0", "1", "2"]), **more)
    for _ in range(rng.choice([0, 0, 1, 2])):
        start = rng.randint(0, days - 2)
        end = rng.choice([-1, rng.randint(start + 1, days)])
        kind = rng.choice(["location", "link", "country", "camp"])
        if kind == "location":
            case.close("location", rng.choice(names), "", start, end)
        elif kind == "country":
            case.close("country", "X", "Y", start, end)
        elif kind == "link":
            a, b = rng.choice(pairs)
            case.close("link", a, b, start, end)
        else:
            camps = [name for name, kind in zip(names, types) if "camp" in kind]
            case.close(rng.choice(["camp", "idpcamp"]), rng.choice(camps), "", start, end)
    return case
