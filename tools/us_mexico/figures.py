# SPDX-License-Identifier: BSD-3-Clause
"""figures.csv: what was observed. The only file that knows encounters of October 2023 and later; nothing reads it but scores."""
from .common import BTS, CBP, first_day, last_day, month_of
from .ports import rows_of

FIRST_MONTH = (2022, 10)
HEADER = ["figure", "target", "component", "nationality", "start_date", "end_date", "value", "unit", "use", "quality", "source"]
COMPONENT = {"usbp": "between_ports", "ofo": "at_ports"}


def sums(rows, key):
    out = {}
    for r in rows:
        m = month_of(r["month"])
        if m >= FIRST_MONTH:
            k = (m, r["component"]) + key(r)
            out[k] = out.get(k, 0) + int(r["encounters"])
    return out


def encounters(data):
    rows = data.read("encounters_sw_area_monthly.csv")
    out = []

    def add(m, component, target, nationality, n):
        out.append(["encounters", target, component, nationality, first_day(m), last_day(m), n, "persons", "score", "data", CBP])

    total = sums(rows, lambda r: ())
    for m in sorted({k[0] for k in total}):
        add(m, "all", "", "", total[m, "usbp"] + total[m, "ofo"])
        add(m, "between_ports", "", "", total[m, "usbp"])
        add(m, "at_ports", "", "", total[m, "ofo"])
    for (m, component, area), n in sorted(sums(rows, lambda r: (r["area"],)).items()):
        add(m, COMPONENT[component], area + ("_office" if component == "ofo" else ""), "", n)
    nations = data.read("encounters_sw_nationality_monthly.csv")
    for (m, component, category), n in sorted(sums(nations, lambda r: (r["citizenship"],)).items()):
        add(m, COMPONENT[component], "", category, n)
    return out


def controls(data):
    """Decembers and Januaries of earlier years, between ports: what the season alone can do. Shown, never fitted."""
    total = {}
    for r in data.read("encounters_sw_area_monthly.csv"):
        m = month_of(r["month"])
        if r["component"] == "usbp" and m < FIRST_MONTH and m[1] in (12, 1):
            total[m] = total.get(m, 0) + int(r["encounters"])
    return [["encounters", "", "between_ports", "", first_day(m), last_day(m), n, "persons", "show", "data", CBP]
            for m, n in sorted(total.items())]


def crossings(data):
    """What crossed at each port, as published; target is port:mode."""
    rows, _ = rows_of(data)
    port_name = {(r.port["port_code"], r.mode): r.port["port_name"] for r in rows}
    column = {"car": "personal_vehicles", "pedestrian": "pedestrians", "truck": "trucks"}
    out = []
    for b in data.read("bts_crossings_sw_monthly.csv"):
        m = month_of(b["month"])
        for mode in ("car", "pedestrian", "truck", "rail"):
            n = (b[column[mode]] if mode != "rail" else
                 str(int(b["rail_containers_loaded"] or 0) + int(b["rail_containers_empty"] or 0)))
            if (2022, 10) <= m <= (2024, 3) and (b["port_code"], mode) in port_name and n not in ("", "0"):
                target = "%s:%s" % (port_name[b["port_code"], mode], mode)
                out.append(["crossings", target, "none", "", first_day(m), last_day(m), n, "units", "score", "data", BTS])
    return sorted(out, key=lambda r: (r[1], r[4]))


def one(figure, value, unit, start, end, use, quality, source, target="", component="none", nationality=""):
    return [figure, target, component, nationality, start, end, value, unit, use, quality, source]


def port_pairs():
    """Before and after closures, where a port has several crossings (calibration_targets.csv, bridge counts)."""
    bridges = "counts by bridge, unt-clscm/CBP-Border-Crossings"
    months_of = {"11": ("2023-11-01", "2023-11-30"), "12": ("2023-12-01", "2023-12-31"), "01": ("2024-01-01", "2024-01-31")}
    pairs = [
        ("ep_bridge_1:car", "11", 99269, bridges), ("ep_bridge_1:car", "12", 551, bridges + "; marked as a possible error "
         "there, the closure explains it"), ("ep_bridge_1:car", "01", 97235, bridges),
        ("ep_bridge_2:car", "11", 145635, bridges), ("ep_bridge_2:car", "12", 137546, bridges),
        ("ep_bridge_2:truck", "11", 18579, bridges), ("ep_bridge_2:truck", "12", 10504, bridges),
        ("ep_bridge_2:truck", "01", 17429, bridges),
        ("ep_bridge_2:pedestrian", "11", 25645, bridges), ("ep_bridge_2:pedestrian", "12", 47449, bridges),
        ("ep_rail:rail", "11", 25549, bridges), ("ep_rail:rail", "12", 25077, bridges),
    ]
    return [one("crossings", n, "units", *months_of[m], "score", "data", source, target=t) for t, m, n, source in pairs]


def custody():
    out = [one("custody", 22000, "persons", "2023-12-06", "2023-12-06", "show", "stated", "facts f070"),
           one("custody", 26758, "persons", "2023-12-18", "2023-12-18", "show", "stated", "facts f071"),
           one("custody", 28500, "persons", "2023-05-10", "2023-05-10", "show", "stated", "facts f069")]
    for sector, n, fact in (("del_rio", 5197, "f072"), ("tucson", 5004, "f073"), ("rio_grande_valley", 4968, "f074"),
                            ("el_paso", 4722, "f075")):
        out.append(one("custody", n, "persons", "2023-12-18", "2023-12-18", "show", "stated", "facts " + fact, target=sector))
    return out


def mexico(data):
    out = []
    for r in data.read("corridor_flows.csv"):
        keep = {"mexico_irregular_events": "transit_events", "darien_irregular_entries": "darien_count",
                "honduras_irregular_entries": "honduras_count"}.get(r["series"])
        if keep and "2022-10" <= r["period_start"][:7] <= "2024-03":
            note = " (%s)" % r["note"] if r["note"] else ""
            out.append(one(keep, r["value"], "persons", r["period_start"], r["period_end"], "show", r["quality"],
                           r["source"] + note))
    return out


def reports():
    """What the two reports and others said; elements 18, 19, 22, 23 of the model."""
    a, b = "report A (2023-12-28)", "report B (2023-12-28)"
    eve = ("2023-12-24", "2023-12-24")
    out = [
        one("reported_encounters", 2200000, "persons", "2023-01-01", "2023-11-30", "show", "stated", a + ": more than 2.2 "
            "million (printed 2, 2)", component="all"),
        one("reported_per_day", 10000, "persons/day", "2023-12-01", "2023-12-27", "show", "stated", b + ": apprehended daily; "
            "published month: 8,056 between ports, 9,741 in all", component="between_ports"),
        one("peak_day", 12600, "persons/day", "2023-12-18", "2023-12-18", "show", "stated", "press quoting CBP; 14,509 by "
            "another count", component="all"),
        one("peak_day", 11000, "persons/day", "2023-12-18", "2023-12-18", "show", "stated", "press quoting CBP",
            component="between_ports"),
        one("low_day", 2500, "persons/day", "2024-01-01", "2024-01-01", "show", "stated",
            "https://www.2lt.com.au/mexicos-crackdown-sees-sharp-decline-in-illegal-crossings-into-us/", component="between_ports"),
        one("meeting_minutes", 180, "min", "2023-12-27", "2023-12-27", "show", "stated", b + ": three hours; A: almost three"),
        one("caravan_nationalities", 24, "nationalities", *eve, "show", "stated", b, target="christmas_eve_2023"),
        one("caravan_rank_year", 1, "rank", "2023-01-01", "2023-12-31", "show", "stated", a + ": the largest of the year",
            target="christmas_eve_2023"),
        one("caravan_rank_since", 1, "rank", "2022-07-01", "2023-12-28", "show", "stated", b + ": the largest since June 2022",
            target="christmas_eve_2023"),
        one("caravan_km", 105, "km", "2023-12-24", "2024-01-02", "show", "stated", "EFE 2024-01-03", target="christmas_eve_2023"),
        one("caravan_regrouped", 2000, "persons", "2024-01-08", "2024-01-08", "show", "stated", "worldreportnow.com",
            target="christmas_eve_2023"),
    ]
    sizes = [(10000, a + ": almost 10,000", "input"), (8000, b + ": around 8,000", "input"), (6000, "AP", "input"),
             (7000, "BBC: about 7,000", "input"), (11000, "design notes: over 11,000 [R]", "input")]
    out += [one("group_size", n, "persons", *eve, use, "stated", source, target="christmas_eve_2023")
            for n, source, use in sizes]
    out += [one("group_size", n, "persons", "2023-10-30", "2023-10-30", "input", "stated", "events.csv: 3,500 to 5,000",
                target="october_2023") for n in (3500, 5000)]
    # Other groups, so that both ranks can be told from one table. They are not run.
    history = [("2018-10-19", 7000, "recalled"), ("2022-06-06", 11000, "recalled"), ("2022-10-01", 1000, "recalled"),
               ("2023-04-23", 3000, "recalled"), ("2023-10-30", 5000, "stated"), ("2023-12-24", 8000, "stated")]
    out += [one("group_history", n, "persons", d, d, "show", quality, "general knowledge, no source found"
                if quality == "recalled" else "events.csv", target="") for d, n, quality in history]
    return out


def seizures(data):
    out = []
    for r in data.read("fentanyl_seizures.csv"):
        out.append(one("fentanyl_seized", r["pounds"], "lb", r["period_start"], r["period_end"], "show", r["quality"],
                       "%s, %s: %s" % (r["area"], r["where_seized"], r["source"])))
    return out


def figures(data):
    return [HEADER] + encounters(data) + controls(data) + crossings(data) + port_pairs() + custody() + mexico(data) + reports() + seizures(data)
