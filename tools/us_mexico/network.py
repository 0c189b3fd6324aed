# SPDX-License-Identifier: BSD-3-Clause
"""locations.csv, routes.csv, closures.csv, sim_period.csv, simsetting.yml, scenario.yml: the way north."""
from .common import CUT, LAST_DAY, RECALLED, REPORT_FROM, START, fail, last_day

# Kilometres a day by mode: (speed, quality, source), as in scenarios/corridor_walk.
SPEEDS = {
    "foot": (20, "stated", "106 km in five or six days (facts f113 and the leg's own source): six days at 20 km a day"),
    "boat": (100, "assumed", "a boat covers its leg within a day"),
    "raft": (20, "assumed", "a raft across the river takes minutes; the speed only has to exceed the kilometre"),
    "bus": (360, "assumed", "Flee's default for vehicles; 350 km in 9 hours is stated for one bus leg (facts f114)"),
    "road": (360, "assumed", "Flee's default for vehicles; people ride where they can; caravans have their own pace"),
    "rail": (240, "assumed", "freight trains with their halts: 10 km/h over the whole day"),
    "through": (480, "assumed", "a bus that does not stop in between: 20 km/h over the whole day"),
}

SET_OUT = {"necocli", "acandi"}  # places that only see people off: nobody waits there

# People who reach a border city stay there. Without these legs Tijuana could only be reached by stopping in Sonoyta.
# Each is the sum of the legs it passes over.
THROUGH = [
    ("caborca", "slrc", ("caborca", "sonoyta", "slrc")),
    ("caborca", "mexicali", ("caborca", "sonoyta", "slrc", "mexicali")),
    ("caborca", "tecate", ("caborca", "sonoyta", "slrc", "mexicali", "tecate")),
    ("caborca", "tijuana", ("caborca", "sonoyta", "slrc", "mexicali", "tecate", "tijuana")),
    ("monclova", "ciudad_acuna", ("monclova", "piedras_negras", "ciudad_acuna")),
    ("monterrey", "matamoros", ("monterrey", "reynosa", "matamoros")),
]

# Left out: people choose again at every place among all border cities that can be reached from it. With this leg most of those
# who went to Torreon on their way to Ciudad Juarez would end in the east. Without it the ways north of Mexico City are a
# tree, and each border city gets the share that affinity.csv gives it.
LEFT_OUT = {("torreon", "saltillo")}

# Checkpoint intensity of Mexican legs, officer-equivalents a day, at transit_enforcement 1. Only the order is known:
# the south is checked most (38 % of Mexico's events in January 2023 in Chiapas, 9 % in Tabasco, 11 % in Coahuila).
CHECKPOINTS = {
    ("tapachula", "huixtla"): 8, ("huixtla", "mapastepec"): 6, ("mapastepec", "pijijiapan"): 4,
    ("pijijiapan", "arriaga"): 3, ("arriaga", "tapanatepec"): 4, ("tapanatepec", "juchitan"): 4,
    ("juchitan", "oaxaca"): 3, ("juchitan", "acayucan"): 4, ("tenosique", "villahermosa"): 8,
    ("villahermosa", "acayucan"): 6, ("monclova", "piedras_negras"): 4, ("monclova", "ciudad_acuna"): 4,
}
CHECKPOINT_ELSEWHERE = 1
CHECKPOINT_SOURCE = ("assumed; order after Mexico's events by state in January 2023: Chiapas 38.4 %, Coahuila 10.9 %, "
                     "Tabasco 9.2 % (elarsenal.net)")

# How often people are stopped is transit_hazard times these: parameters.csv says from what.

SHELTERS = {"tijuana": (2500, "stated", "26 shelters; over 2,500 free places mid-2024 (design notes 2.6)")}


class Network:
    """Places and legs south of the line; border cities carry the sector opposite."""

    def __init__(self, data):
        nodes, edges = data.read("corridor_nodes.csv"), data.read("corridor_edges.csv")
        sector = {n["node_id"]: n["note"].split("usbp_sector=")[1] for n in nodes if n["kind"] == "us_entry"}
        self.sector = {e["from_node"]: sector[e["to_node"]] for e in edges if e["mode"] == "border"}
        self.nodes = [n for n in nodes if n["kind"] != "us_entry"]
        # A leg between two border cities would hold people in the first one: the through legs replace it.
        self.edges = [e for e in edges if e["mode"] != "border" and e["from_node"] not in self.sector and
                      (e["from_node"], e["to_node"]) not in LEFT_OUT]
        self.length = {(e["from_node"], e["to_node"]): float(e["distance_km"]) for e in edges}
        self.country = {n["node_id"]: n["country"].split("/")[0] for n in self.nodes}
        self.check()

    def check(self):
        wanted = {n["node_id"] for n in self.nodes if n["segment"] == "us_border"}
        reached = {e["to_node"] for e in self.edges} | {t[1] for t in THROUGH}
        if wanted != set(self.sector) or not wanted <= reached:
            fail("border cities without a way: %s" % sorted(wanted - reached))

    def through(self):
        for start, end, by in THROUGH:
            yield start, end, sum(self.length[pair] for pair in zip(by, by[1:])), by

    def cities_of(self, sector):
        return sorted(n for n, s in self.sector.items() if s == sector)


def locations(net):
    rows = [["#name", "region", "country", "latitude", "longitude", "location_type", "conflict_date", "population",
             "sector", "return_destination", "local_name", "quality", "source"]]
    for n in net.nodes:
        i = n["node_id"]
        kind = "camp" if i in net.sector else "forwarding_hub" if i in SET_OUT else "town"
        rows.append([i, n["segment"], net.country[i], n["lat"], n["lon"], kind, "", "", net.sector.get(i, ""),
                     "yes" if i == "villahermosa" else "", n["name"], n["quality"],
                     RECALLED + ("; " + n["note"] if n["note"].startswith("position") else "")])
    return rows


def checkpoint(net, start, end):
    if net.country[start] != "MX" or net.country[end] != "MX":
        return 0
    return CHECKPOINTS.get((start, end), CHECKPOINT_ELSEWHERE)


def routes(net):
    rows = [["#name1", "name2", "distance", "forced_redirection", "max_move_speed", "checkpoint", "mode", "quality",
             "source", "speed_quality", "speed_source", "checkpoint_quality", "checkpoint_source"]]

    def leg(start, end, km, mode, quality, source):
        speed, speed_quality, speed_source = SPEEDS[mode]
        officers = checkpoint(net, start, end)
        rows.append([start, end, "%g" % km, "0", speed, officers, mode, quality, source, speed_quality, speed_source,
                     "assumed", CHECKPOINT_SOURCE if officers else "no checkpoint of Mexico's outside Mexico"])

    for e in net.edges:
        source = "great circle x 1.25 between the two places" if e["quality"] == "computed" else e["note"] or RECALLED
        leg(e["from_node"], e["to_node"], float(e["distance_km"]), e["mode"], e["quality"], source)
    for start, end, km, by in net.through():
        leg(start, end, km, "through", "recalled", "sum of the legs " + " - ".join(by))
    return rows


def closures(net):
    """One row per leg: closed from name2 to name1 from the first day on, so that the way only leads north."""
    rows = [["#closure_type", "name1", "name2", "closure_start", "closure_end"]]
    return rows + [["link", r[0], r[1], 0, -1] for r in routes(net)[1:]]


def sim_period():
    return [["StartDate", START], ["Length", (LAST_DAY - START).days + 1]]


SETTINGS = """\
# Settings of us_mexico_2023. Everything not named here has Flee's default (`cruce explain KEY`).
move_rules:
  goals_only: true        # people choose among border cities, however far, and choose again at every place
  distance_power: 0       # the length of the way does not matter for where they go: nationality and news do (affinity.csv)
  default_movechance: 0.5 # chance a day to go on from a place on the way; assumed: about 39 days from Necocli to the border
  camp_movechance: 0      # border cities: people leave them over the line only
"""


def scenario_yml():
    return ("title: The border of the United States and Mexico, October 2022 to March 2024\n"
            "base_title: Nothing new after 26 December\n"
            "report_from: %s\n"
            "fit_until: %s\n" % (REPORT_FROM, last_day(CUT)))
