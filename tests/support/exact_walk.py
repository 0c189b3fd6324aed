# SPDX-License-Identifier: BSD-3-Clause
"""One person's exact probabilities, day by day, on a network where no place has a capacity.

Written from the description of the rules (flee-compat sections 3 and 4), not from the engines. People who are displaced
at a constant rate are then independent, so the expected count at a place is the sum of p over people, its variance the
sum of p (1 - p).

The travel memory r (km) only ever decides whether r + d < speed, and follows r <- (r + d) / 2. Where speeds and lengths
are whole km, floor(r) decides the same, and floor((r + d) / 2) = floor((floor(r) + d) / 2): with real_memory=False, the
states are merged by floor(r), which keeps their number small. check_memory() in engines_exact.py compares the two.

A person's state is (where, metres as km, on the first road, memory in km, remaining route). `where` is ("at", place),
("on", link number) or ("gone", place) for people whom a camp sink took. The travel memory is kept in km (recent times
the global speed), where halves of whole numbers are exact in floating point.
"""
import math
from collections import defaultdict

import numpy

DEFAULTS = {
    "default_conflict_intensity": 1,
    "spawn_rules.take_from_population": False,
    "spawn_rules.camps_are_sinks": False,
    "spawn_rules.conflict_spawn_decay": [],
    "spawn_rules.conflict_spawn_decay_interval": 30,
    "spawn_rules.conflict_driven_spawning.spawn_mode": "constant",
    "spawn_rules.conflict_driven_spawning.displaced_per_conflict_day": 500,
    "move_rules.max_move_speed": 360.0,
    "move_rules.max_walk_speed": 35.0,
    "move_rules.foreign_weight": 1.0,
    "move_rules.camp_weight": 1.0,
    "move_rules.conflict_weight": 1 / 3.16227766017,
    "move_rules.conflict_movechance": 1.0,
    "move_rules.camp_movechance": 0.001,
    "move_rules.idpcamp_movechance": 0.1,
    "move_rules.default_movechance": 0.3,
    "move_rules.awareness_level": 1,
    "move_rules.avoid_short_stints": False,
    "move_rules.start_on_foot": False,
    "move_rules.softening": 10.0,
    "move_rules.weight_softening": 0.0,
    "move_rules.weight_power": 1.0,
    "move_rules.distance_power": 1.0,
    "move_rules.stay_close_to_home": False,
    "move_rules.home_distance_power": 0.5,
    "move_rules.use_pop_for_loc_weight": False,
    "move_rules.pop_power_for_loc_weight": 0.1,
    "move_rules.movechance_pop_base": 10000.0,
    "move_rules.movechance_pop_scale_factor": 0.0,
    "move_rules.pruning_threshold": 1.0,
}


class TooManyStates(Exception):
    """The network is small but what can happen on it in a day is not."""


class Place:
    def __init__(self, name):
        self.name = name
        self.links = []
        self.camp = self.idpcamp = self.town = self.marker = self.forward = False
        self.conflict = -1.0
        self.conflict_since = -1

    def parse_type(self, text, s):
        """The table of location types; the first word found decides. True if it is a conflict type."""
        text = text.lower()
        self.camp = self.idpcamp = self.town = self.marker = self.forward = False
        self.conflict = -1.0
        if "camp" in text:
            self.camp = True
            self.idpcamp = "idp" in text
            self.movechance = s["move_rules.idpcamp_movechance" if self.idpcamp else "move_rules.camp_movechance"]
        elif "conflict" in text:
            self.movechance = s["move_rules.conflict_movechance"]
            return True
        elif "forward" in text:
            self.forward, self.movechance = True, 1.0
        elif "marker" in text:
            self.marker, self.movechance = True, 1.0
        elif "town" in text or "default" in text:
            self.town, self.movechance = True, s["move_rules.default_movechance"]
        else:
            self.movechance = 1.0
        return False


class Link:
    def __init__(self, start, end, km, speed, walk):
        self.start, self.end, self.km, self.speed, self.walk = start, end, km, speed, walk
        self.closed = False

    def twin(self):
        return Link(self.start, self.end, self.km, self.speed, self.walk)


def great_circle_km(lat1, lon1, lat2, lon2):
    a, b, c, d = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(min(1.0, h)))


class Walk:
    def __init__(self, case, real_memory=False, most=1000000):
        self.case, self.most = case, most
        self.s = {**DEFAULTS, **case.settings}
        self.day = 0
        self.kernel = {}
        self.places = {}
        self.links = []          # every link object ever, so that states can name them
        self.closed = []         # copies of closed links, to be reopened
        home = case.places[0][2]
        for row in case.places:
            place = Place(row[0])
            attributes = dict(zip(case.place_columns, row[8:]))
            kind = row[5]
            if "conflict" in kind.lower() and int(row[6] or 0) > 0:
                kind = "town"
            conflict = place.parse_type(kind, self.s)
            if conflict:
                place.conflict = float(attributes.get("conflict_intensity") or 1.0)
            number = int(row[7] or 0)
            place.pop = 0 if "camp" in kind.lower() else number
            place.country, place.foreign = row[2], row[2] != home
            place.x, place.y = float(row[3] or 0), float(row[4] or 0)
            place.sink = float(attributes.get("deactivation_probability") or 0)
            place.capacity = number if "camp" in kind.lower() else -1
            if place.capacity > 0:
                raise ValueError("a place with a capacity has no exact expectation")
            if place.movechance < 0.005 and not place.camp:
                place.camp, place.town = True, False
            self.places[row[0]] = place
        for row in case.routes:
            attributes = dict(zip(case.route_columns, row[4:]))
            speed = attributes.get("max_move_speed")
            walk = float(attributes.get("walk_probability") or 0)
            speed = float(speed) if speed not in (None, "") else None
            flag = int(row[3] or 0)
            for _ in range(2 if flag == 1 else 1):
                self.append(Link(row[0], row[1], float(row[2]), speed, walk))
                self.append(Link(row[1], row[0], float(row[2]), speed, walk))
        whole = [self.s["move_rules.max_move_speed"], self.s["move_rules.max_walk_speed"]]
        whole += [link.km for link in self.links] + [link.speed or 0 for link in self.links]
        self.real_memory = real_memory or any(km != int(km) for km in whole)

    def append(self, link):
        link.number = len(self.links)
        self.links.append(link)
        self.places[link.start].links.append(link)

    # --- the day before people move ---

    def conflicts_of_the_day(self):
        t = self.day
        for name, column in self.case.conflicts.items():
            place = self.places[name]
            now, before = column[t], column[t - 1] if t > 0 else 0
            if now > 1e-6 and (t == 0 or before < 1e-6):
                place.movechance = self.s["move_rules.conflict_movechance"]
                place.conflict, place.town, place.conflict_since = float(now), False, t
            elif now < 1e-6 and t > 0 and before >= 1e-6:
                place.movechance = self.s["move_rules.default_movechance"]
                place.conflict, place.town = -1.0, True

    def changes_of_the_day(self):
        for name, kind, day in self.case.location_changes:
            if int(day) == self.day and self.places[name].parse_type(kind, self.s):
                self.places[name].conflict = float(int(self.s["default_conflict_intensity"]))

    def newly_displaced(self):
        """{place: persons} at a constant rate."""
        new = {}
        rate = self.s["spawn_rules.conflict_driven_spawning.displaced_per_conflict_day"]
        mode = self.s["spawn_rules.conflict_driven_spawning.spawn_mode"]
        for place in self.places.values():
            if place.conflict > 0:
                if mode == "pop_ratio":
                    n = int(rate * place.pop * place.conflict)
                else:
                    n = int(int(rate) * place.conflict)
                new[place.name] = n
                if self.s["spawn_rules.take_from_population"]:
                    place.pop = max(0, place.pop - n)
        return new

    def close_links(self, matches):
        for place in self.places.values():
            for link in [link for link in place.links if matches(link)]:
                place.links.remove(link)
                link.closed = True
                self.closed.append(link.twin())

    def reopen_links(self, matches):
        for link in [link for link in self.closed if matches(link)]:
            self.closed.remove(link)
            self.append(link)

    def set_camp(self, name, kind, closes):
        place = self.places[name]
        place.conflict = -1.0
        if closes:
            place.camp = place.idpcamp = place.marker = place.forward = False
            place.town = True
            place.movechance = self.s["move_rules.default_movechance"]
        else:
            place.camp, place.town = True, False
            if kind == "idpcamp":
                place.idpcamp = True
            place.movechance = self.s[f"move_rules.{kind}_movechance"]

    def closures_of_the_day(self):
        country = lambda name: self.places[name].country
        for kind, a, b, start, end in self.case.closures:
            matches = {
                "country": lambda k: {(country(k.start), country(k.end))} & {(a, b), (b, a)},
                "location": lambda k: a in (k.start, k.end),
                "link": lambda k: (k.start, k.end) == (b, a),
            }.get(kind)
            for closes in (True, False):
                if self.day != int(start if closes else end):
                    continue
                if kind in ("camp", "idpcamp"):
                    self.set_camp(a, kind, closes)
                elif matches and closes:
                    self.close_links(matches)
                elif matches:
                    self.reopen_links(matches)

    # --- formulas ---

    def decay(self, place):
        factors = self.s["spawn_rules.conflict_spawn_decay"]
        if not factors:
            return 1.0
        elapsed = self.day - place.conflict_since
        return factors[min(int(elapsed / self.s["spawn_rules.conflict_spawn_decay_interval"]), len(factors) - 1)]

    def score(self, place):
        score = 1.0
        if place.foreign:
            score *= self.s["move_rules.foreign_weight"]
        if place.camp:
            score *= self.s["move_rules.camp_weight"]
        if place.conflict > 0:
            score *= self.s["move_rules.conflict_weight"] ** (self.decay(place) * place.conflict)
        return score

    def view(self, here, place):
        base = self.score(place)
        if self.s["move_rules.stay_close_to_home"]:
            far = great_circle_km(here.y, here.x, place.y, place.x)
            base /= max(1.0, far) ** self.s["move_rules.home_distance_power"]
        if not place.camp and self.s["move_rules.use_pop_for_loc_weight"]:
            base *= max(1, place.pop) ** self.s["move_rules.pop_power_for_loc_weight"]
        return base

    def move_chance(self, place):
        factor = self.s["move_rules.movechance_pop_scale_factor"]
        if factor == 0:
            return min(1.0, place.movechance)
        size = max(place.pop, place.capacity) / self.s["move_rules.movechance_pop_base"]
        if size == 0 and factor < 0:
            return 1.0
        return min(1.0, place.movechance * size ** factor)

    def candidates(self, name):
        """[(route, weight)] as they are emitted."""
        s, found = self.s, []
        level = int(s["move_rules.awareness_level"])
        here = self.places[name]

        def visit(link, prior, visited, step):
            end = self.places[link.end]
            if not end.marker:
                far = s["move_rules.softening"] + link.km + prior
                weight = (s["move_rules.weight_softening"] + self.view(here, end)) / far ** s["move_rules.distance_power"]
                found.append((visited + [link.end], weight ** s["move_rules.weight_power"]))
            else:
                step -= 1
            if level > step:
                for onward in end.links:
                    if onward.end not in visited:
                        visit(onward, prior + link.km, visited + [link.end], step + 1)

        if level == 0:
            return []
        for link in here.links:
            visit(link, 0.0, [name], 1)
        return found

    def choices(self, name):
        """{route: probability}."""
        found = self.candidates(name)
        threshold = self.s["move_rules.pruning_threshold"]
        if found and threshold >= 1.001:
            least = max(weight for _, weight in found) / threshold
            found = [(route, weight) for route, weight in found if weight >= least]
        total = sum(weight for _, weight in found)
        shares = defaultdict(float)
        for route, weight in found:
            shares[tuple(route[1:])] += weight / total if total > 0 else 1 / len(found)
        return dict(shares)

    # --- one person ---

    def count_work(self, steps):
        self.transitions += steps
        if self.transitions > self.most:
            raise TooManyStates

    def set_out(self, state, forced):
        """One step of a person at a place: {state: probability}; those who go stand at the start of a link."""
        where, _, first, memory, route = state
        place = self.places[where[1]]
        chance = 1.0 if route or (place.town and forced) else self.move_chance(place)
        out = defaultdict(float)
        if chance < 1.0:
            out[state] += 1.0 - chance
        stay = (where, 0.0, first, memory, ())
        for chosen, share in ({route: 1.0} if route else self.shares(place.name)).items():
            link = next((k for k in place.links if k.end == chosen[0]), None) if chosen else None
            if link is None:
                out[stay] += chance * share
            else:
                out[(("on", link.number), 0.0, first, memory, chosen[1:])] += chance * share
        if not route and not self.shares(place.name):
            out[stay] += chance
        return out

    def shares(self, name):
        if name not in self.todays_shares:
            self.todays_shares[name] = self.choices(name)
        return self.todays_shares[name]

    def travel(self, state):
        """The rest of the day of a person on a link: {state: probability}. Memory is not updated yet, but travelled
        distance is returned with the state."""
        s, done = self.s, defaultdict(float)
        under_way = {(state, 0.0): 1.0}
        while under_way:
            (state, moved), p = under_way.popitem()
            self.count_work(1)
            where, km, first, memory, route = state
            link = self.links[where[1]]
            speed = link.speed if link.speed is not None else s["move_rules.max_move_speed"]
            if first and s["move_rules.start_on_foot"]:
                speed = s["move_rules.max_walk_speed"]
            for chance, v in ((link.walk, s["move_rules.max_walk_speed"]), (1 - link.walk, speed)):
                if chance == 0:
                    continue
                q = p * chance
                if not round(km + v, 9) > link.km:
                    done[((where, round(km + v, 9), first, memory, route), round(moved + v, 9))] += q
                    continue
                total = round(moved + link.km - km, 9)
                if link.closed:
                    done[((("at", link.start), 0.0, False, memory, route), total)] += q
                    continue
                arrived = (("at", link.end), 0.0, False, memory, route)
                if total >= v:
                    done[(arrived, total)] += q
                    continue
                forced = s["move_rules.avoid_short_stints"] and memory + total < s["move_rules.max_move_speed"]
                for state, r in self.set_out(arrived, forced).items():
                    if state[0][0] == "on":
                        under_way[(state, total)] = under_way.get((state, total), 0.0) + q * r
                    else:
                        done[(state, total)] += q * r
        return done

    def a_day_of(self, state):
        """{state tomorrow morning: probability} of a person in `state` when evolve begins."""
        if state in self.kernel:
            return self.kernel[state]
        remembers, on_foot = self.s["move_rules.avoid_short_stints"], self.s["move_rules.start_on_foot"]
        out = defaultdict(float)
        if state[0][0] == "gone":
            out[state] = 1.0
        else:
            phase1 = self.set_out(state, False) if state[0][0] == "at" else {state: 1.0}
            for middle, p in phase1.items():
                ends = self.travel(middle) if middle[0][0] == "on" else {(middle, 0.0): 1.0}
                for (where, km, first, memory, route), moved in ends:
                    q = p * ends[((where, km, first, memory, route), moved)]
                    memory = (memory + moved) / 2 if remembers else 0.0
                    memory = memory if self.real_memory else float(math.floor(memory))
                    end = (where, km, first and on_foot, memory, route)
                    sink = 0.0
                    if where[0] == "at" and self.places[where[1]].camp and self.s["spawn_rules.camps_are_sinks"]:
                        sink = self.places[where[1]].sink
                    if sink:
                        out[(("gone", where[1]), 0.0, False, 0.0, ())] += q * sink
                    out[end] += q * (1 - sink)
        self.count_work(len(out))
        self.kernel[state] = dict(out)
        return self.kernel[state]

    # --- everybody ---

    def signature(self):
        """All that a day of a person depends on beside the state: while it is the same, so are the probabilities."""
        places = tuple((place.camp, place.town, place.marker, self.move_chance(place), self.score(place), place.pop,
                        tuple(link.number for link in place.links)) for place in self.places.values())
        return places, tuple(link.closed for link in self.links)

    def advance(self, states, shares):
        """One day of all groups: shares[group, state] -> the states of tomorrow and their shares."""
        after, rows, columns, chances = {}, [], [], []
        for i, state in enumerate(states):
            for end, q in self.a_day_of(state).items():
                rows.append(i)
                columns.append(after.setdefault(end, len(after)))
                chances.append(q)
        order = numpy.argsort(columns, kind="stable")
        parts = shares[:, numpy.asarray(rows)[order]] * numpy.asarray(chances)[order]
        starts = numpy.searchsorted(numpy.asarray(columns)[order], numpy.arange(len(after)))
        return list(after), numpy.add.reduceat(parts, starts, axis=1)

    def run(self, day_of_report=None):
        """Means by day and place, and covariances on the days asked for: (mean, covariance).

        mean[day, c] is the expected count in class c, covariance[day] a square matrix. Classes are the places in the
        order of their names, then `travelling`."""
        names = self.case.names()
        index = {name: i for i, name in enumerate(names)}
        n = len(names) + 1
        persons, states, shares = [], [], numpy.zeros((0, 0))    # groups of independent people with one history
        mean, covariance, before = numpy.zeros((self.case.days, n)), {}, None
        for self.day in range(self.case.days):
            self.changes_of_the_day()
            self.conflicts_of_the_day()
            new = list(self.newly_displaced().items())
            if self.day == 0:
                new += [(name, 1) for name in self.case.agents or []]
            self.closures_of_the_day()
            for name, number in new:
                if number > 0:
                    state = (("at", name), 0.0, bool(self.s["move_rules.start_on_foot"]), 0.0, ())
                    if state not in states:
                        states.append(state)
                        shares = numpy.hstack([shares, numpy.zeros((len(persons), 1))])
                    persons.append(number)
                    shares = numpy.vstack([shares, numpy.zeros((1, len(states)))])
                    shares[-1, states.index(state)] = 1.0
            if self.signature() != before:
                self.kernel, self.todays_shares, self.transitions = {}, {}, 0
                before = self.signature()
            if not states:
                covariance[self.day] = numpy.zeros((n, n))
                continue
            states, shares = self.advance(states, shares)
            of = numpy.zeros((len(states), n))
            for i, (where, *_) in enumerate(states):
                of[i, index[where[1]] if where[0] != "on" else n - 1] = 1
            classes = shares @ of
            mean[self.day] = persons @ classes
            if day_of_report is None or self.day in day_of_report:
                covariance[self.day] = numpy.diag(mean[self.day]) - classes.T @ (classes * numpy.asarray(persons)[:, None])
        return mean, covariance
