# SPDX-License-Identifier: BSD-3-Clause
"""people.csv, sectors.csv, affinity.csv: who comes, where they are met, and what is known of how they differ."""
from .common import CBP, days_in, month_after, month_of, months

NO_SOURCE = "assumed: no source found"

# nationality: (published as, transit_factor, smuggler_share, surrender_share, remove_share, retry_chance, attempt_chance,
#               shock_response, savings_usd, wage_ratio)
# What an official count has under `other` is divided into those whom other counts name (Honduras: Guinea, Senegal) and
# into groups that press reports name. Only totals of `other` are data.
WHO = {
    "mexico": ("mexico", 0.1, 0.80, 0.35, 0.15, 0.35, 0.20, 0.5, 3000, 4),
    "guatemala": ("guatemala", 1.0, 0.75, 0.65, 0.25, 0.25, 0.15, 1.0, 4000, 6),
    "honduras": ("honduras", 1.0, 0.60, 0.75, 0.20, 0.25, 0.15, 1.0, 3000, 8),
    "el_salvador": ("el_salvador", 1.0, 0.70, 0.70, 0.20, 0.25, 0.15, 1.0, 4000, 6),
    "nicaragua": ("nicaragua", 1.0, 0.50, 0.90, 0.03, 0.30, 0.15, 1.0, 4000, 9),
    "venezuela": ("venezuela", 1.0, 0.30, 0.92, 0.03, 0.35, 0.15, 0.5, 2000, 15),
    "cuba": ("cuba", 1.0, 0.50, 0.95, 0.02, 0.30, 0.15, 1.0, 8000, 12),
    "haiti": ("haiti", 1.0, 0.40, 0.95, 0.05, 0.20, 0.10, 1.0, 4000, 15),
    "colombia": ("colombia", 1.0, 0.50, 0.95, 0.10, 0.15, 0.20, 1.0, 6000, 6),
    "ecuador": ("ecuador", 1.0, 0.70, 0.80, 0.10, 0.15, 0.15, 1.0, 10000, 5),
    "peru": ("peru", 1.0, 0.60, 0.90, 0.10, 0.15, 0.20, 1.0, 7000, 6),
    "brazil": ("brazil", 1.0, 0.70, 0.95, 0.10, 0.10, 0.20, 1.0, 12000, 5),
    "china": ("china", 0.5, 0.80, 0.97, 0.01, 0.05, 0.25, 0.5, 20000, 5),
    "india": ("india", 0.5, 0.95, 0.95, 0.02, 0.10, 0.25, 0.5, 40000, 12),
    "turkey": ("turkey", 0.5, 0.90, 0.97, 0.01, 0.05, 0.25, 0.5, 15000, 5),
    "russia": ("russia", 0.5, 0.30, 0.97, 0.01, 0.05, 0.25, 0.5, 15000, 4),
    "romania": ("romania", 0.5, 0.70, 0.90, 0.10, 0.10, 0.25, 0.5, 8000, 3),
    "ukraine": ("ukraine", 0.5, 0.10, 0.97, 0.01, 0.05, 0.25, 0.5, 10000, 6),
    "philippines": ("philippines", 0.5, 0.50, 0.90, 0.05, 0.05, 0.25, 0.5, 10000, 8),
    "canada": ("canada", 0.1, 0.10, 0.50, 0.50, 0.05, 0.25, 0.5, 10000, 1),
    "myanmar": ("myanmar", 0.5, 0.50, 0.95, 0.01, 0.05, 0.25, 0.5, 10000, 15),
    "guinea": ("other", 1.0, 0.50, 0.97, 0.01, 0.05, 0.20, 0.5, 9000, 20),
    "senegal": ("other", 1.0, 0.50, 0.97, 0.01, 0.05, 0.20, 0.5, 9000, 15),
    "mauritania": ("other", 1.0, 0.50, 0.97, 0.01, 0.05, 0.20, 0.5, 9000, 15),
    "angola": ("other", 1.0, 0.40, 0.97, 0.01, 0.05, 0.20, 0.5, 7000, 12),
    "afghanistan": ("other", 1.0, 0.60, 0.97, 0.01, 0.05, 0.20, 0.5, 12000, 20),
    "uzbekistan": ("other", 0.5, 0.80, 0.97, 0.01, 0.05, 0.25, 0.5, 12000, 12),
    "dominican_republic": ("other", 1.0, 0.80, 0.60, 0.20, 0.15, 0.20, 0.5, 8000, 6),
    "elsewhere": ("other", 1.0, 0.60, 0.90, 0.05, 0.10, 0.20, 0.5, 9000, 10),
}

# How `other` is divided. Guinea and Senegal: their shares of Honduras' count of 2023 (12,902 and 8,964) held against some
# 180,000 encounters of `other` in a year; the rest recalled from press reports of the Arizona desert in 2023.
OTHER = {"guinea": 0.09, "senegal": 0.06, "mauritania": 0.09, "angola": 0.04, "afghanistan": 0.05, "uzbekistan": 0.07,
         "dominican_republic": 0.10, "elsewhere": 0.50}

# Title 42: share of the apprehended who were expelled to Mexico, until 11 May 2023. Chosen so that the monthly expulsions
# of October 2022 to April 2023 (80,054 ... 84,065) come out; which nationalities they were is recalled.
EXPELLED = {"mexico": 0.88, "guatemala": 0.60, "honduras": 0.60, "el_salvador": 0.60}
EXPELLED_FROM = {"venezuela": ("2022-10-12", 0.75), "cuba": ("2023-01-05", 0.7), "haiti": ("2023-01-05", 0.7),
                 "nicaragua": ("2023-01-05", 0.7)}
# Afterwards: voluntary returns and removals across the line; Mexico takes back few others.
RETURNED = {"mexico": 0.45, "cuba": 0.05, "haiti": 0.05, "nicaragua": 0.05, "venezuela": 0.05}
CAPTURE = 0.86  # sectors.capture_chance; facts on known got-aways: 0.74 to 0.93

# Periods in which the ways to a port were alike; the last one is the column register_share, the others are measures.
PERIODS = [("2022-08-01", ((2022, 10), (2022, 12))), ("2023-01-18", ((2023, 2), (2023, 4))),
           ("2023-05-12", ((2023, 7), (2023, 9)))]

SECTORS = {  # agents, capture chance, places in custody: (number, quality, source)
    "san_diego": (2200, 1500, "tents of 500 at Otay Mesa (facts f081); the rest assumed"),
    "el_centro": (850, 600, NO_SOURCE),
    "yuma": (800, 1500, "tents of 500 at first (facts f083), later larger; assumed"),
    "tucson": (3700, 2500, "tents of 500 at first, later enlarged (facts f082); assumed"),
    "el_paso": (2400, 3400, "facts f080: processing centres hold 3,400"),
    "big_bend": (500, 300, NO_SOURCE),
    "del_rio": (1700, 2000, "facts f076: 5,300 were 2.6 times the capacity"),
    "laredo": (1700, 1500, NO_SOURCE),
    "rio_grande_valley": (3100, 4500, "McAllen 1,500 (facts f084) and tents at Donna; assumed"),
}


def published(nation):
    return WHO[nation][0]


def share_of_category(nation):
    return OTHER.get(nation, 1.0)


class Counts:
    """Encounters by category, component and month; only months that the Data object shows."""

    def __init__(self, data):
        self.by = {}
        for r in data.read("encounters_sw_nationality_monthly.csv"):
            key = (r["citizenship"], r["component"], month_of(r["month"]))
            self.by[key] = self.by.get(key, 0) + int(r["encounters"])
        self.last = max(k[2] for k in self.by)

    def of(self, category, component, month):
        return self.by.get((category, component, month), 0)

    def over(self, category, component, first, last):
        return sum(self.of(category, component, m) for m in months(first, min(last, self.last)))

    def all(self, month, component):
        return sum(n for (_, c, m), n in self.by.items() if (c, m) == (component, month))

    def nation(self, nation, component, month):
        return self.of(published(nation), component, month) * share_of_category(nation)


def sent_back(nation, first):
    """Share of the apprehended who were returned to Mexico in the period that begins on `first`."""
    if first >= "2023-05-12":
        return RETURNED.get(nation, 0.0)
    if nation in EXPELLED_FROM:
        return EXPELLED_FROM[nation][1] if first >= EXPELLED_FROM[nation][0] else 0.0
    return EXPELLED.get(nation, 0.0)


def encounters_per_person(nation, first):
    """Of those who try between ports: 1 / (1 - capture * returned * retry) tries, times the chance to be met."""
    w = WHO[nation]
    met = w[3] + (1 - w[3]) * CAPTURE
    return met / (1 - met * sent_back(nation, first) * w[5])


def register_share(counts, nation, period, walk_ups):
    """Arrivals who take the way by a port, from the counts at and between ports of a period."""
    first, (start, end) = period
    c = published(nation)
    at = counts.over(c, "ofo", start, end)
    at = max(0.0, at * (1 - walk_ups))
    between = counts.over(c, "usbp", start, end) / encounters_per_person(nation, first)
    return at / (at + between) if at + between > 0 else 0.0


KEPT = 0.95             # share of appointments that are kept: 1 - no_show_share
APPOINTMENTS_2023 = 1450  # a day, since 30 June 2023


def walk_ups_per_day(counts):
    """At ports without an appointment: what was counted in the last three months, less appointments kept."""
    span = months(month_after(counts.last, -2), counts.last)
    if span[0] < (2023, 7):
        return 250  # assumed until three months of full appointments are known
    at = sum(counts.all(m, "ofo") for m in span) / sum(days_in(m) for m in span)
    return round(max(0, at - KEPT * APPOINTMENTS_2023))


def walk_up_part(counts, period):
    """Of those at ports in a period, the part that came without an appointment or exception."""
    span = months(*period[1])
    per_day = sum(counts.all(m, "ofo") for m in span) / sum(days_in(m) for m in span)
    return min(0.9, walk_ups_per_day(counts) / per_day) if per_day else 0.0


def last_period(counts):
    """The latest period of which at least its first month is known, with its months cut to what is known."""
    known = [p for p in PERIODS if p[1][0] <= counts.last]
    first, (start, end) = known[-1]
    return first, (start, min(end, counts.last))


def register_rows(counts):
    """(date, nation, share) for every period that is known; the first one counts from the start of the simulation."""
    rows = []
    for period in PERIODS:
        if period[1][0] > counts.last:
            continue
        known = (period[0], (period[1][0], min(period[1][1], counts.last)))
        part = walk_up_part(counts, known)
        rows += [(period[0], n, register_share(counts, n, known, part)) for n in WHO]
    return rows


def people(counts, demographics):
    period = last_period(counts)
    part = walk_up_part(counts, period)
    all_at = sum(counts.over(c, "ofo", *period[1]) for c in {published(n) for n in WHO})
    rows = [["nationality", "published_as", "departures_factor", "transit_factor", "smuggler_share", "register_share",
             "attempt_chance", "surrender_share", "return_share", "remove_share", "retry_chance", "shock_response",
             "walk_up_share", "family_share", "minor_share", "savings_usd", "wage_ratio", "quality", "source"]]
    family, minor = demographics
    for n, w in WHO.items():
        walk = counts.over(w[0], "ofo", *period[1]) * share_of_category(n) / all_at
        rows.append([n, w[0], 1, w[1], w[2], "%.4f" % register_share(counts, n, period, part), w[6], w[3],
                     RETURNED.get(n, 0), w[4], w[5], w[7], "%.4f" % walk, "%.3f" % family, "%.3f" % minor, w[8], w[9],
                     "assumed", "register_share, walk_up_share: derived from encounters at and between ports " +
                     "%d-%02d to %d-%02d (%s); family_share, minor_share: all nationalities together; the rest assumed" %
                     (*period[1][0], *period[1][1], CBP)])
    return rows


def demographics(data):
    """Members of family units and unaccompanied minors, as shares of encounters between ports since October 2022."""
    total = family = minor = 0
    for r in data.read("encounters_sw_area_monthly.csv"):
        if r["component"] == "usbp" and month_of(r["month"]) >= (2022, 10):
            total += int(r["encounters"])
            family += int(r["family_unit"] or 0)
            minor += int(r["unaccompanied_minors"] or 0)
    return family / total, minor / total


def sectors(net, data):
    where = {r["sector"]: r for r in data.read("border_sectors.csv")}
    rows = [["sector", "government", "latitude", "longitude", "attraction", "agents", "capture_chance", "custody_persons",
             "fee_usd", "quality", "source"]]
    for s, (agents, places, source) in SECTORS.items():
        cities = len(net.cities_of(s))
        rows.append([s, "USA", where[s]["crossing_centroid_lat"], where[s]["crossing_centroid_lon"],
                     "%.6g" % (1 / cities), agents, CAPTURE, places, 7500, "assumed",
                     "centroid and agents recalled; attraction: 1 over its %d border cities; custody: %s; fee: design notes "
                     "2.2; capture_chance: known got-aways of 2023" % (cities, source)])
    return rows


RECENT = 0.4  # weight of a month over that of the month after it; 0, 0.3, 0.5, 0.75 were tried on months up to September 2023


def sector_shares(data, cut):
    """[category][sector]: shares of encounters between ports, recent months weighted more."""
    total = {}
    for r in data.read("encounters_sw_area_nationality_monthly.csv"):
        if r["component"] != "usbp":
            continue
        age = (cut[0] - month_of(r["month"])[0]) * 12 + cut[1] - month_of(r["month"])[1]
        if age > 11:
            continue
        cell = total.setdefault(r["citizenship"], {})
        cell[r["area"]] = cell.get(r["area"], 0) + RECENT ** age * int(r["encounters"])
    return total


def affinity(data, cut):
    total = sector_shares(data, cut)
    everyone = {s: sum(t.get(s, 0) for t in total.values()) for s in SECTORS}
    n_all = sum(everyone.values())
    rows = [["nationality", "sector", "share", "quality", "source"]]
    first = month_after(cut, -11)
    for n in WHO:
        cell = total.get(published(n), {})
        # Twenty persons of all nationalities together stand for what a small count does not show.
        n_cell = sum(cell.values()) + 20
        for s in SECTORS:
            share = (cell.get(s, 0) + 20 * everyone[s] / n_all) / n_cell
            rows.append([n, s, "%.5f" % share, "derived",
                         "encounters between ports %d-%02d to %d-%02d, each month counting %g of the next (%s)" %
                         (*first, *cut, RECENT, CBP)])
    return rows

