# SPDX-License-Identifier: BSD-3-Clause
"""departures.csv: how many people of each nationality set out in each month, estimated from what is known at an origin date.

Nobody counts departures. What is known: people who pass the Darien and Honduras, all nationalities together by month and
some nationalities by year; encounters at the border by nationality and month, some weeks after people set out.

Method, in four steps, the same for a hindcast and for a forecast:

1. The way is a chain of linear stages, day by day: travel (gamma distributed days), a chance of being stopped in Mexico and
   moved back south, a wait in a border city that news can lengthen, tries, returns to Mexico and new tries, the list
   of those who wait for an appointment. It uses the same measures.csv and people.csv as the program (class Way).
2. Departures by month that best explain the encounters known at the origin: deconvolution (deconvolve), of the ratio to the
   count for nationalities that are counted upstream, so that smoothing does not flatten what the count shows.
3. Where encounters do not reach yet, departures of these are the count times the mean ratio of the last three months that
   step 2 knows (follow_count).
4. The others, and months whose upstream count is not published yet: the mean of the last two months that step 2 knows,
   times a little of the season of earlier years (carry_forward).

Origins: a month is known PUBLICATION_LAG days after its end. The hindcast knows encounters up to September 2023 and upstream
counts of all months up to March 2024; a forecast knows of both only what was published before its origin.
"""
import datetime
import math

import numpy as np

from .common import LAST_DAY, START, days_in, first_day, last_day, month_after, month_of, months, name_of
from .people import CAPTURE, WHO, Counts, last_period, published, register_share, walk_up_part

PUBLICATION_LAG = 20  # days from the end of a month to its published counts; 13 to 26 were seen

# Days from setting out to the border city, without stops: (mean, standard deviation), as the program has them.
TRAVEL = {"necocli": (39, 7), "managua": (27, 6.5), "tegucigalpa": (24, 6), "esquipulas": (21, 6), "guatemala_city": (21, 6),
          "oaxaca": (11, 4), "puebla": (9, 3.5), "mexico_city": (9, 3.5), "irapuato": (9, 3)}

# Where people set out, with shares. Mexicans: states of origin recalled; those who fly in: airports.
STARTS = {
    "mexico": {"mexico_city": 0.3, "irapuato": 0.4, "oaxaca": 0.15, "puebla": 0.15},
    "guatemala": {"guatemala_city": 1}, "honduras": {"tegucigalpa": 1}, "el_salvador": {"esquipulas": 1},
    "nicaragua": {"managua": 1}, "venezuela": {"necocli": 1}, "ecuador": {"necocli": 1}, "china": {"necocli": 1},
    "cuba": {"managua": 1}, "haiti": {"necocli": 0.5, "managua": 0.5}, "colombia": {"mexico_city": 1},
    "peru": {"mexico_city": 1}, "brazil": {"mexico_city": 1}, "india": {"managua": 1}, "guinea": {"managua": 1},
    "senegal": {"managua": 1}, "mauritania": {"managua": 1}, "angola": {"necocli": 1}, "afghanistan": {"necocli": 1},
    "uzbekistan": {"managua": 1}, "elsewhere": {"managua": 0.5, "mexico_city": 0.5},
}
FLIES_TO_MEXICO = {"mexico_city": 1}
# Days from the place where people set out to the place where they are counted.
LEAD_DAYS = {"necocli": 5, "managua": 2}
COUNTED = {"venezuela": "darien", "ecuador": "darien", "china": "darien", "angola": "darien", "afghanistan": "darien",
           "haiti": "honduras", "cuba": "honduras", "india": "honduras", "guinea": "honduras", "senegal": "honduras",
           "mauritania": "honduras", "uzbekistan": "honduras", "elsewhere": "honduras"}

MOSTLY_BY_PORT = 0.6      # of a nationality's arrivals, on the list for an appointment
LIST_DAYS = 45            # mean time on the list before an appointment; only its order of size matters here
RETRY_DAYS = 20
RETURN_DAYS = 20 + 14     # moved to the south: until they set out again, and the way from there
STOPPED = 0.33            # of those who pass Mexico once, at transit_enforcement 1, nationality factor 1
STOPPED_RETURN, STOPPED_REMOVED = 0.80, 0.05
SHOCK_FADE_DAYS = 45
# The estimate looks back a year before the simulation starts, so that people on the way at its start are right.
WINDOW = datetime.date(2021, 8, 1)
FIRST_COMPARED = (2021, 10)


def day_of(date):
    return (date - WINDOW).days


def starts(nation):
    return STARTS.get(nation, FLIES_TO_MEXICO)


class Known:
    """What is published before an origin. hindcast: encounters up to the cut, upstream counts whenever published."""

    def __init__(self, data, origin=None, cut=None):
        self.data = data
        last = None if origin is None else self.last_published(origin)
        self.cut = cut or last
        data.cut = self.cut
        self.counts = Counts(data)
        self.upstream_until = last or (2024, 3)
        self.year_totals = origin is None

    @staticmethod
    def last_published(origin):
        m = (origin.year, origin.month)
        while last_day(m) + datetime.timedelta(days=PUBLICATION_LAG) > origin:
            m = month_after(m, -1)
        return m

    def upstream(self, which):
        """{month: persons counted}, pooled months divided in the proportions of the Darien count."""
        series = {"darien": "darien_irregular_entries", "honduras": "honduras_irregular_entries"}[which]
        out, pooled = {}, []
        for r in self.data.read("corridor_flows.csv"):
            if r["series"] != series:
                continue
            span = months(month_of(r["period_start"]), month_of(r["period_end"]))
            if span[-1] > self.upstream_until:
                continue
            if len(span) == 1:
                out[span[0]] = float(r["value"])
            else:
                pooled.append((span, float(r["value"])))
        for span, value in pooled:
            darien = self.upstream("darien")
            for m in span:
                out[m] = value * darien[m] / sum(darien[k] for k in span)
        return out

    def december_share(self, nation):
        """Honduras names the largest nationalities of December 2023."""
        if not self.year_totals or published(nation) == "other":
            return None  # how `other` divides is assumed: its ratio to a count means nothing
        flows = {r["series"]: float(r["value"]) for r in self.data.read("corridor_flows.csv")}
        n = flows.get("honduras_2023_12_nationality_" + nation)
        return None if n is None else n / self.upstream("honduras")[(2023, 12)]


class Policy:
    """Measures as daily series, from rows of measures.csv; `until` brings the value before back."""

    def __init__(self, rows, n_days):
        self.rows, self.n = rows[1:], n_days

    def day(self, text):
        """Day of the window; what holds at the start of the simulation held before."""
        date = datetime.date.fromisoformat(str(text)[:10])
        return 0 if date <= START else day_of(date)

    def series(self, measure, target, standard):
        out = np.full(self.n, float(standard))
        for r in self.rows:
            if r[2] == measure and r[3] == target:
                until = self.day(r[6]) if r[6] else self.n
                out[max(0, self.day(r[0])):max(0, until)] = float(r[4])
        return out

    def shock(self, nation):
        out, d = np.zeros(self.n), np.arange(self.n)
        for r in self.rows:
            if r[2] == "info_shock" and r[3] in ("", nation):
                since = d - self.day(r[0])
                out += np.where(since >= 0, float(r[4]) * np.exp(-np.maximum(since, 0) / SHOCK_FADE_DAYS), 0)
        return out * WHO[nation][7]


def travel_kernel(place):
    """Chances of 0, 1, 2 ... days on the way: a gamma distribution in whole days."""
    mean, sd = TRAVEL[place]
    d = np.arange(1, int(mean + 6 * sd))
    shape, scale = (mean / sd) ** 2, sd * sd / mean
    p = d ** (shape - 1) * np.exp(-d / scale)
    return np.concatenate([[0], p / p.sum()])


class Way:
    """The linear chain from departures to encounters for one nationality (step 1)."""

    def __init__(self, nation, policy, register):
        self.w, self.nation = WHO[nation], nation
        self.register = policy.series("register_share", nation, register)
        self.sent_back = policy.series("return_share", nation, 0.45 if nation == "mexico" else 0.0)
        chance = np.minimum(0.9, self.w[6] * np.exp(-policy.shock(nation)))
        self.attempt = chance
        enforcement = policy.series("transit_enforcement", "MEX", 1)
        self.stopped = 1 - (1 - STOPPED) ** (enforcement * self.w[1])
        self.n = policy.n

    def respond(self, departures):
        """Encounters between and at ports by day, for departures [place] -> [day, basis]."""
        arrive = sum(spread(travel_kernel(place), d) for place, d in departures.items())
        between, at = np.zeros_like(arrive), np.zeros_like(arrive)
        zero = np.zeros(arrive.shape[1])
        south, south_2, waiting, listed, retry, retry_2 = (zero.copy() for _ in range(6))
        met = self.w[3] + (1 - self.w[3]) * CAPTURE
        step = 2 / RETURN_DAYS
        for d in range(self.n):
            comes = arrive[d] + step * south_2
            stopped = self.stopped[d] * comes
            south_2 += step * (south - south_2)
            south += STOPPED_RETURN * stopped - step * south
            comes = comes - stopped * (STOPPED_RETURN + STOPPED_REMOVED)
            listed += self.register[d] * comes
            waiting += (1 - self.register[d]) * comes + 2 / RETRY_DAYS * retry_2
            retry_2 += 2 / RETRY_DAYS * (retry - retry_2)
            retry -= 2 / RETRY_DAYS * retry
            attempts = self.attempt[d] * waiting
            waiting -= attempts
            between[d] = met * attempts
            retry += between[d] * self.sent_back[d] * self.w[5]
            at[d] = listed / LIST_DAYS
            listed -= at[d]
        return between, at


def spread(kernel, departures):
    out = np.zeros_like(departures)
    for k, p in enumerate(kernel):
        if p > 0 and k < len(out):
            out[k:] += p * departures[:len(out) - k]
    return out


def basis(nation, n_days, span):
    """One column per month of departures: a person who sets out somewhere in that month."""
    out = {}
    for place, share in starts(nation).items():
        d = np.zeros((n_days, len(span)))
        for j, m in enumerate(span):
            lead = LEAD_DAYS.get(place, 0)
            first = day_of(first_day(m)) - lead
            for k in range(days_in(m)):
                if 0 <= first + k < n_days:
                    d[first + k, j] = share / days_in(m)
        out[place] = d
    return out


def by_month(daily, span):
    return np.array([daily[day_of(first_day(m)):day_of(last_day(m)) + 1].sum(axis=0) for m in span])


def neighbours(x, own):
    """Each month keeps `own` of itself and takes the rest from the months beside it."""
    padded = np.concatenate([x[:1], x, x[-1:]])
    return own * x + (1 - own) / 2 * (padded[:-2] + padded[2:])


def deconvolve(response, observed, own, rounds=60):
    """The non-negative departures that explain the observed months: Richardson-Lucy from a flat start, smoothed after each
    round (EMS: Silverman, Jones, Wilson and Nychka 1990), because a month's departures cannot be told sharply from the
    next month's."""
    reach = response.sum(axis=0)
    x = np.full(response.shape[1], observed.sum() / max(1e-9, reach.sum()))
    for _ in range(rounds):
        told = response @ x
        ratio = np.divide(observed, told, out=np.ones_like(told), where=told > 0)
        x = x * np.divide(response.T @ ratio, reach, out=np.ones_like(x), where=reach > 1e-6)
        x = neighbours(x, own)
    return x


def anchored(x, response, observed):
    """Departures since those whom the last known month mostly met, times what that month says of them."""
    told = response[-1] @ x
    if told <= 0 or observed[-1] <= 0:
        return x
    factor = min(2.0, max(0.5, observed[-1] / told))
    out, since = x.copy(), int(np.argmax(response[-1] * x))
    out[since:] *= factor
    return out


def season(counts, category, year_months):
    """Mean log deviation of each calendar month from its year's mean, over full years that are known."""
    out = {}
    for m in range(1, 13):
        values = []
        for year in range(2020, 2024):
            around = [month_after((year, m), k) for k in range(-6, 6)]
            n = [counts.of(category, "usbp", k) + counts.of(category, "ofo", k) for k in around]
            if around[-1] <= counts.last and around[0] >= (2019, 10) and min(n) > 0:
                values.append(math.log(n[6]) - sum(map(math.log, n)) / 12)
        out[m] = sum(values) / len(values) if values else 0.0
    return {m: math.exp(out[m[1]]) for m in year_months}


# What a month keeps of itself when departures, or ratios to a count, are smoothed.
DEPARTURES_OWN, RATIO_OWN = 0.9, 0.5
INFORMED = 0.4  # a month counts as known where so much of its people's encounters are
LEVEL_MONTHS = 2
SEASON_KEPT = 0.25  # power of the season of earlier years: kept whole it makes forecasts worse


class Estimate:
    """Departures of all nationalities by month at an origin."""

    def __init__(self, known, policy_rows):
        self.known = known
        n_days = day_of(LAST_DAY) + 1
        self.policy = Policy(policy_rows, n_days)
        self.span = months((WINDOW.year, WINDOW.month), (LAST_DAY.year, LAST_DAY.month))
        self.observed_months = months(FIRST_COMPARED, known.cut)
        self.rows = {}
        self.note = {}

    def way(self, nation):
        period = last_period(self.known.counts)
        share = register_share(self.known.counts, nation, period, walk_up_part(self.known.counts, period))
        return Way(nation, self.policy, share)

    def estimate(self, nation):
        n_days = self.policy.n
        way = self.way(nation)
        between, at = way.respond(basis(nation, n_days, self.span))
        # Counts at ports follow the number of appointments, not of people: they say how many came only where few cross
        # between ports.
        parts = ["usbp"] if way.register[-1] < MOSTLY_BY_PORT else ["usbp", "ofo"]
        self.response = by_month(between if len(parts) == 1 else between + at, self.span)
        seen = [self.span.index(m) for m in self.observed_months]
        observed = np.array([sum(self.known.counts.nation(nation, part, m) for part in parts)
                             for m in self.observed_months])
        response = self.response[seen]
        informed = response.sum(axis=0) > INFORMED * np.maximum(1e-9, self.response.sum(axis=0).max())
        weight = self.shape(nation)
        x = weight * deconvolve(response * weight, observed, own=RATIO_OWN if nation in COUNTED else DEPARTURES_OWN)
        last = max(j for j in range(len(self.span)) if informed[j])
        x = anchored(x, response, observed)
        out = x.copy()
        self.carry_forward(nation, out, x, last)
        if nation in COUNTED:
            self.follow_count(nation, out, x, last)
        return {m: max(0.0, v) for m, v in zip(self.span, out)}

    def shape(self, nation):
        """How departures rise and fall for all that encounters say: as the count upstream, else evenly."""
        count = self.known.upstream(COUNTED[nation]) if nation in COUNTED else {}
        mean = sum(count.values()) / len(count) if count else 1.0
        return np.array([count.get(m, mean) / mean for m in self.span])

    def follow_count(self, nation, out, x, last):
        count = self.known.upstream(COUNTED[nation])
        known = [j for j, m in enumerate(self.span) if m in count]
        inside = [j for j in known if j <= last]
        if len(inside) < 3:
            return
        ratio = dict(zip(inside, (x[j] / count[self.span[j]] for j in inside)))
        level = np.mean([ratio[j] for j in inside[-3:]])
        december = self.known.december_share(nation) if COUNTED[nation] == "honduras" else None
        target = self.december_ratio(nation, x, count, inside, december)
        end = self.span.index((2023, 12)) if target is not None else None
        for j in known:
            if j in ratio:
                out[j] = ratio[j] * count[self.span[j]]
            elif target is None:
                out[j] = level * count[self.span[j]]
            else:
                t = min(1.0, (j - last) / (end - last))
                out[j] = (level * (1 - t) + target * t) * count[self.span[j]]
        after = max(known)
        for j in range(after + 1, len(self.span)):
            out[j] = out[after]

    def december_ratio(self, nation, x, count, inside, share):
        """Ratio in December 2023: its known share of the count, times persons per person counted over the months before."""
        if share is None:
            return None
        year = {r["series"]: float(r["value"]) for r in self.known.data.read("corridor_flows.csv")}
        total = year.get("honduras_2023_nationality_" + nation)
        if total is None:
            return None
        sum_x = sum(x[j] for j in inside if self.span[j] >= (2023, 1))
        tail = [m for m in count if (2023, 9) <= m <= (2023, 11)]
        last_ratio = np.mean([x[j] / count[self.span[j]] for j in inside[-3:]])
        # persons per person counted, k: sum_x / k + half-way shares of the tail + December = the year's total.
        tail_count = sum(count[m] for m in tail)
        rest = total - share * (count[(2023, 12)] + tail_count / 2)
        k = (sum_x + last_ratio * tail_count / 2) / max(rest, 0.2 * total)
        return k * share

    def carry_forward(self, nation, out, x, last):
        level = np.mean(x[last - LEVEL_MONTHS + 1:last + 1])
        around = self.span[last - LEVEL_MONTHS + 1:last + 1]
        s = season(self.known.counts, published(nation), self.span)
        base = np.mean([s[m] ** SEASON_KEPT for m in around])
        for j in range(last + 1, len(self.span)):
            out[j] = level * s[self.span[j]] ** SEASON_KEPT / base

    def all(self):
        return {n: self.estimate(n) for n in WHO}


def table(known, policy_rows, lawful):
    """departures.csv: rows by nationality, month and place; those who fly by a lawful way."""
    e = Estimate(known, policy_rows)
    rows = [["place", "start_date", "end_date", "persons", "nationality", "source", "quality"]]
    for n in WHO:
        by = e.estimate(n)
        for m in e.span:
            for place, share in starts(n).items():
                rows += [r for r in [departure_row(n, m, place, share * by[m], e)] if r]
        for m in e.span:
            if n in lawful and m >= (2023, 1):
                place = max(starts(n), key=starts(n).get)
                rows.append([place, first_day(m), last_day(m), lawful[n], n,
                             "would set out if parole did not let as many fly: measures.csv, pathway_quota", "recalled"])
    return rows


def departure_row(nation, month, place, persons, e):
    lead = datetime.timedelta(days=LEAD_DAYS.get(place, 0))
    first, last = max(START, first_day(month) - lead), last_day(month) - lead
    persons = round(persons)
    if persons <= 0 or last < START:
        return None
    if nation in COUNTED and month in e.known.upstream(COUNTED[nation]):
        source = "count of %s times a ratio from encounters up to %s" % (COUNTED[nation].capitalize(), name_of(e.known.cut))
    elif month <= e.known.cut:
        source = "from encounters up to %s by deconvolution" % name_of(e.known.cut)
    else:
        source = "level of the last known months times the season of earlier years"
    return [place, first, last, persons, nation, source, "derived"]

