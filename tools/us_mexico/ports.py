# SPDX-License-Identifier: BSD-3-Clause
"""ports.csv, demand.csv, profiles.csv: 39 crossings and 11 ports that count as one, their lanes and who would cross."""
import math
import statistics

from .common import days_in, first_day, last_day, month_after, month_of, months, name_of

MODE = {"pov": "car", "ped": "pedestrian", "truck": "truck", "rail": "rail", "bus": "bus"}
COLUMN = {"car": "personal_vehicles", "pedestrian": "pedestrians", "truck": "trucks", "bus": "buses"}

# Mean seconds of a first inspection, its squared coefficient of variation, where from.
SERVICE = {
    "car": (34, 0.5, "El Paso, Villegas et al. 2006 (design notes 2.5)"),
    "truck": (60, 1.0, "assumed; 27 s in an empty fast lane (facts f032), 90 s recalled elsewhere"),
    "pedestrian": (15, 0.5, "facts f055: recalled, 8 to 30 s"),
    "rail": (30, 0.5, "assumed: a railcar in a scanned train"),
    "bus": (600, 1.0, "assumed"),
    "appointment": (2700, 1.0, "assumed: 45 officer-minutes a person (20 to 90)"),
}
DEEP_SHARE = {"car": (0.02, 36), "truck": (0.15, 60), "pedestrian": (0.02, 120), "rail": (1.0, 0), "bus": (0.1, 600),
              "appointment": (0, 0)}
VALUE_USD = {"truck": 55000, "rail": 60000}  # per loaded unit; see SOURCES.md
SHED = {"rail": 1, "pedestrian": 2, "car": 3, "bus": 4, "truck": 5, "appointment": 6}
# Lanes that a source names. All other rows get the fewest lanes that carry the busiest hour at 85 % load.
LANES = {("san_ysidro_veh", "car"): (34, "facts f033"), ("san_ysidro_pedeast", "pedestrian"): (22, "facts f039"),
         ("san_ysidro_pedwest", "pedestrian"): (12, "recalled"), ("otay_mesa_veh", "car"): (13, "recalled"),
         ("otay_mesa_cargo", "truck"): (10, "recalled"), ("nogales_deconcini", "car"): (8, "facts f043"),
         ("nogales_mariposa", "car"): (12, "facts f042"), ("nogales_mariposa", "truck"): (8, "facts f042"),
         ("lukeville", "car"): (2, "recalled")}
# Hours, local; all others are open all day.
HOURS = {("san_ysidro_pedwest", "pedestrian"): (6, 14, "CBP, after the reopening of November 2023"),
         ("nogales_morley", "pedestrian"): (10, 18, "crossings.csv"), ("elp_bota", "truck"): (6, 14, "crossings.csv"),
         ("lukeville", "car"): (6, 20, "recalled"), ("lukeville", "truck"): (6, 20, "recalled"),
         ("lukeville", "pedestrian"): (6, 20, "recalled")}
TRUCK_HOURS = (6, 22, "assumed")

# Places in front of ports that have no border city of their own among the waypoints.
PLACE = {"san_diego": "tijuana", "el_centro": "mexicali", "yuma": "slrc", "tucson": "nogales_son", "el_paso": "ciudad_juarez",
         "big_bend": "ojinaga", "del_rio": "piedras_negras", "laredo": "nuevo_laredo", "rio_grande_valley": "reynosa"}
PORT_PLACE = {"2505": "tecate", "2602": "sonoyta", "2606": "el_sasabe", "2601": "agua_prieta", "2603": "agua_prieta",
              "2302": "ciudad_acuna", "2301": "matamoros"}
PORT_ID = {"2505": "tecate", "2503": "calexico_west", "2507": "calexico_east", "2582": "cross_border_xpress",
           "2502": "andrade", "2608": "san_luis", "2601": "douglas", "2603": "naco", "2606": "sasabe",
           "2408": "santa_teresa", "2406": "columbus"}

# Appointments a day by port (facts f096 to f103; all but Nogales recalled), at the crossing that serves them.
APPOINTMENTS = {"nogales_deconcini": 100, "san_ysidro_pedeast": 385, "bro_gateway": 360, "hidalgo": 195, "elp_pdn": 200,
                "calexico_west": 75, "ep_bridge_2": 60, "laredo_b1": 55}

# How a port's count divides over its crossings, in October 2022 to September 2023. Texas: counts by bridge as compiled by
# unt-clscm/CBP-Border-Crossings, kept here as shares. California and Arizona: assumed, no counts by crossing were found.
SHARES = {
    ("bro_bm", "car"): 0.2846, ("bro_gateway", "car"): 0.2424, ("bro_veterans", "car"): 0.3292, ("los_indios", "car"): 0.1437,
    ("bro_bm", "pedestrian"): 0.2556, ("bro_gateway", "pedestrian"): 0.6390, ("bro_veterans", "pedestrian"): 0.0914,
    ("bro_veterans", "truck"): 0.7117, ("los_indios", "truck"): 0.2883,
    ("ep_bridge_1", "car"): 0.4285, ("ep_bridge_2", "car"): 0.5715,
    ("ep_bridge_1", "pedestrian"): 0.6029, ("ep_bridge_2", "pedestrian"): 0.3971,
    ("laredo_b1", "car"): 0.3101, ("laredo_b2", "car"): 0.6246, ("laredo_colombia", "car"): 0.0653,
    ("laredo_wtb", "truck"): 0.7390, ("laredo_colombia", "truck"): 0.2610,
    ("anzalduas", "car"): 0.3385, ("hidalgo", "car"): 0.5699, ("pharr", "car"): 0.0916,
    ("donna", "car"): 0.5890, ("progreso", "car"): 0.4110, ("donna", "pedestrian"): 0.0009, ("progreso", "pedestrian"): 0.9991,
    ("elp_bota", "car"): 0.4893, ("elp_good", "car"): 0.1806, ("elp_pdn", "car"): 0.3301,
    ("elp_bota", "pedestrian"): 0.2404, ("elp_pdn", "pedestrian"): 0.7596,
}
SHARES_ASSUMED = {
    ("san_ysidro_pedeast", "pedestrian"): 0.75, ("san_ysidro_pedwest", "pedestrian"): 0.25,
    ("nogales_deconcini", "pedestrian"): 0.65, ("nogales_morley", "pedestrian"): 0.2,
    ("nogales_mariposa", "pedestrian"): 0.15, ("nogales_deconcini", "car"): 0.5, ("nogales_mariposa", "car"): 0.5,
    ("elp_rail_bnsf", "rail"): 0.45, ("elp_rail_up", "rail"): 0.55,
}

GROWTH_UNTIL = 9       # growth: January to September of 2023 over the same months of 2022, as far as both are known
FIRST, LAST = (2022, 10), (2024, 3)
COUNTED_UNTIL = (2023, 9)
# Months whose counts a closure or an inspection changed: never used, the year before times the growth stands for them.
DISTURBED = {("2402", "truck"): {(2023, 4), (2023, 5), (2023, 9)}, ("2401", "truck"): {(2023, 9)},
             ("2404", "truck"): {(2023, 9)}, ("2408", "truck"): {(2023, 9)}, ("2302", "truck"): {(2023, 9)},
             ("2303", "car"): {(2023, 9)}, ("2303", "pedestrian"): {(2023, 9)}, ("2303", "truck"): {(2023, 9)},
             ("2303", "rail"): {(2023, 9)}, ("2604", "pedestrian"): {(2023, 9)}, ("2504", "pedestrian"): {(2023, 9)}}


class Row:
    """A crossing and mode."""

    def __init__(self, crossing, name, mode, port, share, where):
        self.crossing, self.name, self.mode, self.port, self.share = crossing, name, mode, port, share
        self.latitude, self.longitude = where

    @property
    def key(self):
        return self.crossing, self.mode


def port_modes(port):
    return [MODE[m] for m in port["modes_in_bts"].split(",") if m in ("ped", "pov", "truck", "rail")]


def rows_of(data):
    """Every row of ports.csv except the appointments: crossings first, then ports that count as one crossing."""
    by_code = {p["port_code"]: p for p in data.read("ports_of_entry.csv")}
    counts, out, covered = Counts(data), [], set()
    for c in data.read("crossings.csv"):
        port = by_code[c["port_code"]]
        where = (c["lat"], "-110.941" if c["crossing_id"] == "nogales_morley" else c["lon"])
        covered.add(c["port_code"])
        for m in c["modes"].split(","):
            mode = MODE[m]
            share = SHARES.get((c["crossing_id"], mode), SHARES_ASSUMED.get((c["crossing_id"], mode), 1.0))
            out.append(Row(c["crossing_id"], c["crossing_name"], mode, port, share, where))
    for code, port in by_code.items():
        if code not in covered:
            out += [Row(PORT_ID[code], port["port_name"], mode, port, 1.0, (port["lat"], port["lon"])) for mode in port_modes(port)]
    return [r for r in out if counts.mean(r) > 0], counts


class Counts:
    """Who crossed, by port, mode and month (units of ports.csv: vehicles, persons, railcars)."""

    def __init__(self, data):
        self.by, until = {}, min(COUNTED_UNTIL, data.cut or COUNTED_UNTIL)
        for r in data.read("bts_crossings_sw_monthly.csv"):
            m = month_of(r["month"])
            if m > until:
                continue
            for mode, column in COLUMN.items():
                if r[column]:
                    self.by[r["port_code"], mode, m] = int(r[column])
            cars = int(r["rail_containers_loaded"] or 0) + int(r["rail_containers_empty"] or 0)
            if cars:
                self.by[r["port_code"], "rail", m] = cars

    def undisturbed(self, code, mode, month):
        return None if month in DISTURBED.get((code, mode), ()) else self.by.get((code, mode, month))

    def typical(self, code, mode, month):
        """A count to carry into another year. Below 0.7 of the median around it, it is not a full month's."""
        n = self.undisturbed(code, mode, month)
        around = [self.undisturbed(code, mode, month_after(month, k)) for k in range(-4, 5)]
        around = [a for a in around if a is not None]
        if n is None or n >= 0.7 * statistics.median(around):
            return n
        return statistics.median(around)

    def growth(self, code, mode):
        now = then = 0
        for k in range(1, GROWTH_UNTIL + 1):
            a, b = self.undisturbed(code, mode, (2023, k)), self.undisturbed(code, mode, (2022, k))
            if a is not None and b is not None:
                now, then = now + a, then + b
        return now / then if then else 1.0

    def expected(self, row, month):
        """(units, how it is known)."""
        code, mode = row.port["port_code"], row.mode
        n = self.undisturbed(code, mode, month)
        if n is not None:
            return n * row.share, "counted in " + name_of(month)
        growth = self.growth(code, mode)
        for years in (1, 2):
            then = month_after(month, -12 * years)
            before = self.typical(code, mode, then)
            if before is not None:
                return before * growth ** years * row.share, "%s times the growth of 2023 over 2022" % name_of(then)
        known = [v for (c, m, _), v in self.by.items() if (c, m) == (code, mode)]
        return (sum(known) / len(known) if known else 0) * row.share, "mean of the reported months"

    def mean(self, row):
        """Per day, over the year to September 2023."""
        span = months(FIRST, COUNTED_UNTIL)
        return sum(self.expected(row, m)[0] for m in span) / sum(days_in(m) for m in span)


# Share of a mean day's arrivals in the busiest hour of its busiest day.
BUSIEST = {"car": 0.07, "pedestrian": 0.09, "bus": 0.08, "rail": 0.06, "truck": 0.11}


def lanes_of(row, per_day, hours):
    if row.key in LANES:
        return LANES[row.key]
    deep_share, deep_s = DEEP_SHARE[row.mode]
    busy = per_day * BUSIEST[row.mode] * (1 if row.mode != "truck" else 16 / (hours[1] - hours[0]))
    lanes = math.ceil(busy * (SERVICE[row.mode][0] + deep_share * deep_s) / 3600 / 0.85)
    return max(1, lanes), "assumed: enough for the busiest hour at 85 % load"


def hours_of(row):
    if row.key in HOURS:
        return HOURS[row.key]
    return TRUCK_HOURS if row.mode == "truck" else (0, 24, "")


def place_of(net, port):
    return PORT_PLACE.get(port["port_code"], PLACE[port["usbp_sector"]])


def ports(net, data):
    out = [["crossing", "mode", "port", "field_office", "sector", "place", "government", "latitude", "longitude", "lanes",
            "service_s", "service_scv", "deep_check_share", "deep_check_s", "officers_per_lane", "minimum_officers",
            "opens_h", "closes_h", "shed_rank", "value_usd", "appointment_share", "profile", "local_name", "quality", "source"]]
    rows, counts = rows_of(data)

    def add(row, mode, lanes, hours, appointment, profile, source):
        service, scv, service_source = SERVICE[mode]
        share, extra = DEEP_SHARE[mode]
        out.append([row.crossing, mode, row.port["port_name"], row.port["cbp_field_office"] + "_office",
                    row.port["usbp_sector"], place_of(net, row.port), "USA", row.latitude, row.longitude, lanes, service, scv,
                    share, extra, 0.05 if mode == "rail" else 1.15, 1, hours[0], hours[1], SHED[mode],
                    VALUE_USD.get(mode, 0), appointment, profile, row.name, "assumed", source + "; service: " + service_source])

    for row in rows:
        hours = hours_of(row)
        lanes, source = lanes_of(row, counts.mean(row), hours)
        add(row, row.mode, lanes, hours, 0, row.mode if row.mode in ("car", "truck", "pedestrian") else "",
            "lanes: %s%s" % (source, "; hours: " + hours[2] if hours[2] else ""))
    total = sum(APPOINTMENTS.values())
    at = {r.crossing: r for r in rows}
    for crossing, n in APPOINTMENTS.items():
        desks = math.ceil(n / 16 * SERVICE["appointment"][0] / 3600 / 0.85)
        add(at[crossing], "appointment", desks, (6, 22, ""), "%.4f" % (n / total), "",
            "share: %d of %d a day (facts f096 to f103, all but Nogales recalled); desks and hours assumed" % (n, total))
    out[1:] = sorted(out[1:], key=lambda r: (r[0], r[1]))
    return out


def demand(data):
    rows, counts = rows_of(data)
    out = [["crossing", "start_date", "end_date", "units", "quality", "source"]]
    for row in sorted(rows, key=lambda r: r.key):
        shared = "" if row.share == 1 else "; %.4g of its port" % row.share
        for m in months(FIRST, LAST):
            units, how = counts.expected(row, m)
            quality = "derived" if row.share != 1 or not how.startswith("counted") else "data"
            out.append(["%s:%s" % row.key, first_day(m), last_day(m), round(units), quality, how + shared + " (BTS)"])
    return out


DAY_TYPES = {"weekday": "weekday", "saturday": "weekend", "sunday": "weekend"}
DAY_FACTORS = {"car": (0.97, 1.08, 1.07), "pedestrian": (0.98, 1.10, 1.00), "truck": (1.32, 0.38, 0.02)}
TRUCK_SHAPE = {"weekday": [0, 0, 0, 0, 0, 0, 4, 6, 7, 7, 7, 8, 8, 8, 8, 8, 8, 7, 6, 5, 3, 2, 0, 0],
               "saturday": [0, 0, 0, 0, 0, 0, 4, 8, 10, 10, 10, 10, 10, 9, 8, 6, 5, 4, 2, 2, 1, 1, 0, 0],
               "sunday": [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]}


def arrivals_by_hour(data, mode, day_type):
    """Arrivals that explain waits and open lanes at San Ysidro: what crosses (lanes), plus what the queue grows by."""
    lanes, queue = [0.0] * 24, [0.0] * 24
    for r in data.read("wait_times_profile_ca.csv"):
        if r["crossing"] == "san_ysidro" and r["mode"] == mode and r["day_type"] == day_type and r["lane"] != "sentri":
            h, n = int(r["hour"]), float(r["lanes_open_median"] or 0)
            lanes[h] += n
            queue[h] += n * float(r["wait_min_mean"] or 0) / 60
    raw = [max(0.2 * lanes[h], lanes[h] + queue[h] - queue[h - 1]) for h in range(24)]
    return [(raw[h - 1] + raw[h] + raw[(h + 1) % 24]) / 3 for h in range(24)]


def profiles(data):
    out = [["profile", "day_type", "hour", "share", "day_factor", "source"]]
    mode_of = {"car": "personal_vehicle", "pedestrian": "pedestrian"}
    for profile in ("car", "pedestrian", "truck"):
        for k, day_type in enumerate(DAY_TYPES):
            if profile == "truck":
                shape, source = TRUCK_SHAPE[day_type], "assumed: cargo hours"
            else:
                shape = arrivals_by_hour(data, mode_of[profile], DAY_TYPES[day_type])
                source = "from waits and open lanes at San Ysidro, %ss of 2025 and 2026, three-hour means" % DAY_TYPES[day_type]
            total = sum(shape)
            out += [[profile, day_type, h, "%.5f" % (shape[h] / total), DAY_FACTORS[profile][k],
                     source + "; day_factor assumed"] for h in range(24)]
    return out

