# SPDX-License-Identifier: BSD-3-Clause
"""governments.csv, groups.csv, measures.csv, rules.csv and the variants: who does what when."""
from . import parameters
from .common import RECALLED, START, days_in, first_day, months
from .network import SHELTERS
from .people import EXPELLED, EXPELLED_FROM, KEPT, PERIODS, register_rows, walk_ups_per_day

GOVERNMENTS = [
    # government, countries, agency, capacity, note, source
    ("USA", "US", "", 1, "president; secretary of state; ambassador to Mexico", "reports A and B"),
    ("USA", "US", "homeland_security", 1, "its secretary; White House homeland security adviser (report B), national in A",
     "reports A and B"),
    ("USA", "US", "customs_and_border_protection", 1, "officers at ports of entry; publishes the counts", "report A"),
    ("USA", "US", "border_patrol", 1, "agents between ports; its officials gave 10,000 a day", "report B"),
    ("MEX", "MX", "", 4, "president; foreign minister; ambassador to the United States. Capacity: four times the "
     "intensity of January to August 2023 at most (assumed)", "reports A and B"),
    ("MEX", "MX", "migration_institute", 3, "checkpoints, returns to the south, flights", "events.csv; capacity assumed"),
    ("MEX", "MX", "national_guard_army_navy", 1, "defence and navy secretaries took part", "report A; capacity assumed"),
    ("MEX", "MX", "security_and_interior", 1, "security cabinet: security and interior secretaries took part",
     "reports A and B; capacity assumed"),
    ("GTM", "GT", "", 1, "in the joint team", "reports A and B"),
    ("HND", "HN", "", 1, "on the way; counts those who pass", "corridor data"),
    ("NIC", "NI", "", 1, "on the way; lets flights land", "corridor data"),
    ("CRI", "CR", "", 1, "on the way; buses to the north from 9 October 2023", "events.csv"),
    ("PAN", "PA", "", 1, "on the way; counts those who pass the Darien", "corridor data"),
    ("COL", "CO", "", 1, "South America in the joint team", "reports A and B name no country but Guatemala"),
]


def governments():
    return [["government", "countries", "agency", "capacity", "note", "source"]] + [list(g) for g in GOVERNMENTS]


def groups(origin=None):
    rows = [["group", "place", "date", "stages", "mix", "pace_km_per_day", "pace_sd_km_per_day", "ride_chance", "ride_km",
             "cohesion", "publicity", "dissolve_below_persons", "quality", "source"]]
    north = "huixtla;mapastepec;pijijiapan;arriaga;tapanatepec;juchitan;oaxaca;puebla;mexico_city"
    rows.append(["october_2023", "tapachula", "2023-10-30", north, "", 12, 4, 0.02, 200, 0.8, 0.5, 500, "assumed",
                 "left with 3,500 to 5,000, dispersed in Chiapas within days (events.csv); pace of the December caravan"])
    mix = {"venezuela": 28, "honduras": 18, "guatemala": 8, "el_salvador": 6, "nicaragua": 5, "cuba": 9, "haiti": 6,
           "colombia": 4, "ecuador": 5, "peru": 2, "brazil": 1, "china": 1, "india": 1, "guinea": 1, "senegal": 1,
           "mauritania": 0.5, "angola": 0.5, "afghanistan": 0.5, "uzbekistan": 0.2, "dominican_republic": 0.5,
           "mexico": 0.5, "russia": 0.2, "turkey": 0.1, "elsewhere": 2}
    rows.append(["christmas_eve_2023", "tapachula", "2023-12-24", north + ";irapuato;zacatecas;torreon;chihuahua;"
                 "ciudad_juarez", ";".join("%s:%g" % m for m in mix.items()), 12, 4, 0, 200, 0.7, 2, 500, "assumed",
                 "105 km in nine days (facts f111); capital first, then the border (report B); 24 nationalities as report B "
                 "says, their weights assumed"])
    return rows[:1] + [r for r in rows[1:] if origin is None or r[2] <= str(origin)]


def row(date, actor, measure, target, value, source, until="", made="", published="", quality="stated", note=""):
    return [date, actor, measure, target, value, source, until, made, published, quality, note]


HEADER = ["date", "actor", "measure", "target", "value", "source", "until", "made", "published", "quality", "note"]

# Appointments, and before them exceptions to Title 42 at ports. What no document states is what was counted at ports less
# those who came without.
APPOINTMENTS = [("2023-01-18", 750, "recalled", "reported at 740 to 800 a day"),
                ("2023-05-12", 1000, "stated", "CBP release of June 2023"),
                ("2023-06-01", 1250, "stated", "The Hill, June 2023"),
                ("2023-06-30", 1450, "stated", "CBP release, 30 June 2023")]

# Sizes of announcements. One size serves all nationalities and dates; how strongly people answer is shock_weight, which is
# calibrated on months up to the cut. October 2023 takes the size that May 2023 has.
MEETING = "reports A and B"
WORLD = "press, see events.csv"


def announcements():
    out = [
        row("2022-10-12", "USA", "info_shock", "venezuela", 1.5, RECALLED, quality="assumed",
            note="expulsions of Venezuelans to Mexico begin, with a lawful way for 24,000; size assumed"),
        row("2023-01-05", "USA", "info_shock", "venezuela", 1, RECALLED, quality="assumed",
            note="parole for Cuba, Haiti, Nicaragua, Venezuela, and expulsions of those who cross; size assumed"),
    ]
    out += [row("2023-01-05", "USA", "info_shock", n, 1.5, RECALLED, quality="assumed",
                note="parole for Cuba, Haiti, Nicaragua, Venezuela, and expulsions of those who cross; size assumed")
            for n in ("cuba", "haiti", "nicaragua")]
    out += [
        row("2023-05-05", "USA", "info_shock", "", -0.5, WORLD, quality="assumed",
            note="people hurry before Title 42 ends: more than 10,000 a day on 8 to 10 May; size assumed"),
        row("2023-05-12", "USA", "info_shock", "", 1.5, WORLD, quality="assumed",
            note="Title 42 has ended, the lawful-pathways rule holds: consequences announced; size assumed"),
        row("2023-10-05", "USA", "info_shock", "venezuela", 1, WORLD, quality="assumed",
            note="direct removals to Venezuela announced; as large as the announcement of May 2023 in the net (1.5 - 0.5)"),
    ]
    return out


def title_42():
    source, out = RECALLED + "; totals: Title 42 expulsions in " + "CBP encounters", []
    for n, share in EXPELLED.items():
        out.append(row(START, "USA", "return_share", n, share, source, until="2023-05-12", quality="recalled",
                       note="Title 42: expelled to Mexico"))
    for n, (first, share) in EXPELLED_FROM.items():
        out.append(row(first, "USA", "return_share", n, share, source, until="2023-05-12", quality="recalled",
                       note="Title 42 for nationals whom Mexico takes back from this day"))
    return out


PATHWAY = {"cuba": 5500, "haiti": 10500, "nicaragua": 4300, "venezuela": 6700}


def pathways():
    """Lawful ways from home. The same numbers are in departures.csv: without the way these people would set out."""
    out = [row("2023-01-06", "USA", "pathway_quota", n, q, RECALLED, quality="recalled",
               note="parole: at most 30,000 a month for four nationalities; a month's mean of 2023")
           for n, q in PATHWAY.items()]
    return out


def exceptions(counts):
    """Before appointments: what was counted at ports less those who came without, by month, kept as appointments."""
    walk_ups = walk_ups_per_day(counts)
    out = []
    for m in months((2022, 8), min((2023, 1), counts.last)):
        per_day = max(0, counts.all(m, "ofo") / days_in(m) - walk_ups) / KEPT
        out.append(row(first_day(m), "USA", "appointments_per_day", "USA", round(per_day),
                       "CBP encounters at ports, per day, less %d without an appointment; 5 %% not kept" % walk_ups,
                       quality="derived", note="exceptions to Title 42, arranged with aid groups"))
    return out


def appointments(counts):
    out = exceptions(counts)
    out += [row(d, "USA", "appointments_per_day", "USA", n, source, quality=quality, note="CBP One")
            for d, n, quality, source in APPOINTMENTS]
    return out


def registering(counts):
    """How many take the way by a port, in the periods before the one that people.csv describes."""
    periods = [p[0] for p in PERIODS]
    out = []
    for first, nation, share in register_rows(counts):
        if first == PERIODS[-1][0]:
            continue
        until = periods[periods.index(first) + 1]
        out.append(row(first, "USA", "register_share", nation, "%.4f" % share,
                       "encounters at and between ports of the period", until=until, quality="derived",
                       note="the way by a port, before " + until))
    return out


def mexico():
    return [
        row("2023-09-22", "MEX", "transit_enforcement", "MEX", 1.3, "WOLA, September 2023", quality="assumed",
            made="2023-09-22", note="agreed with CBP: trains cleared, people moved from northern cities; size assumed"),
        row("2023-12-01", "MEX", "transit_enforcement", "MEX", 0, "AP memo report: funds ran out (krdo.com 2023-12-04)",
            note="returns and transfers to the south suspended"),
    ]


RESUMED = row("2023-12-20", "MEX", "transit_enforcement", "MEX", 1, "2lt.com.au: 22 flights in the last ten days of December",
              note="transfers resume; from when exactly is approximate")


def closures_up_to_november():
    return [
        row("2023-04-14", "USA", "port_state", "elp_bota:truck", "closed", "freightwaves 2023-04", until="2023-05-15",
            quality="assumed", note="cargo suspended for processing; how long was not found, a month assumed"),
        row("2023-09-14", "USA", "port_state", "san_ysidro_pedwest:all", "closed", "CBP release on the reopening",
            until="2023-11-16T06"),
        row("2023-09-18", "USA", "port_state", "elp_bota:truck", "closed", "landline.media", until="2023-10-10"),
        row("2023-09-19", "-", "demand_shift", "ysleta:truck", 0.6, "mexicobusiness.news", until="2023-10-24",
            quality="assumed", note="Texas state inspections of trucks: waits up to 18 h; size assumed"),
        row("2023-09-19", "-", "demand_shift", "del_rio:truck", 0.8, "mexicobusiness.news", until="2023-10-24",
            quality="assumed", note="Texas state inspections of trucks; size assumed"),
        row("2023-09-20", "USA", "port_state", "ep_rail:rail", "closed", "railwayage.com", until="2023-09-23"),
        row("2023-09-20", "USA", "port_state", "ep_bridge_1:car", "closed", "newsnationnow.com", until="2023-10-17",
            quality="recalled", note="exact days recalled"),
        row("2023-09-25", "USA", "port_state", "nogales_morley:pedestrian", "closed", "tucsonsentinel.com",
            note="building work on the Mexican side; later listed with the surge closures: cause mixed"),
        row("2023-11-27T15", "USA", "port_state", "ep_bridge_1:car", "closed", "freightwaves 2023-11"),
        row("2023-11-27", "USA", "port_state", "lukeville:car", "partial", "fox10phoenix.com", until="2023-12-04",
            note="processing of vehicles reduced"),
        row("2023-11-28", "-", "demand_shift", "ep_bridge_2:truck", 0.5, "freightwaves 2023-11-28", until="2024-01-05",
            note="Texas inspects all trucks: volume down as much as 50 % (facts f020)"),
        row("2023-11-28", "-", "demand_shift", "del_rio:truck", 0.9, "freightwaves 2023-11-28", until="2024-01-05",
            quality="assumed", note="Texas inspections: 50 instead of 20 minutes; size assumed"),
    ]


def december_closures():
    return [
        row("2023-12-04", "USA", "port_state", "lukeville:all", "closed", "KYMA 2024-01-02", published="2023-12-01"),
        row("2023-12-09", "USA", "port_state", "san_ysidro_pedwest:all", "closed", "fox5sandiego.com"),
        row("2023-12-18T08", "USA", "port_state", "ep_rail:rail", "closed", "trains.com 2023-12-18",
            until="2023-12-22T13", note="reopened 2 pm Eastern (cbp.gov); a forwarder's note says 26 Dec"),
        row("2023-12-18T08", "USA", "port_state", "elp_rail_bnsf:rail", "closed", "cbp.gov 2023-12-22",
            until="2023-12-22T12", note="reopened 2 pm Eastern"),
        row("2023-12-18T08", "USA", "port_state", "elp_rail_up:rail", "closed", "cbp.gov 2023-12-22",
            until="2023-12-22T12", note="reopened 2 pm Eastern"),
    ]


def reopening():
    statement = "CBP statement of 2 January 2024"
    known = dict(made="2023-12-27", published="2024-01-02")
    return [
        row("2024-01-04T06", "USA", "port_state", "lukeville:all", "open", statement, **known),
        row("2024-01-04T07", "USA", "port_state", "ep_bridge_1:car", "open", statement, **known),
        row("2024-01-04T06", "USA", "port_state", "san_ysidro_pedwest:all", "open", statement, **known),
        row("2024-01-04T10", "USA", "port_state", "nogales_morley:pedestrian", "open", statement, **known),
    ]


def meetings():
    return [
        row("2023-09-22", "USA+MEX", "review_meeting", "", 1, "WOLA, September 2023", quality="recalled",
            note="officials of both sides on the northern cities; date recalled"),
        row("2023-10-22", "MEX", "review_meeting", "", 1, RECALLED, quality="recalled",
            note="regional summit in Palenque, Chiapas"),
        row("2023-12-21", "USA+MEX", "review_meeting", "", 1, "yahoo news", note="presidents by telephone: more enforcement "
            "is needed so that key ports can reopen"),
        row("2023-12-27", "USA+MEX", "review_meeting", "", 1, MEETING, made="2023-12-21", published="2023-12-28",
            note="Mexico City, National Palace. Agenda: migration; economy; work (A only); security; reopening of crossings "
            "(A: Mexico's priority; B: commitment of the United States); fentanyl and other synthetic drugs (B only). "
            "Parties: president, foreign minister, secretaries of defence, navy, security, interior, ambassador; secretary "
            "of state, secretary of homeland security, White House adviser (national in A, homeland security in B), "
            "ambassador. Duration: almost three hours (A), three hours (B). No particular request (A: reinforcement of "
            "measures; B: change of policy or stronger security). Joint team with Guatemala and other countries, first at "
            "the end of January 2024, then periodic. Invitation accepted at the turn of the year. Spoken at the doors of the "
            "palace and on X"),
        row("2023-12-28", "USA+MEX", "review_meeting", "", 1, "gob.mx/sre communique", made="2023-12-27",
            note="joint statement: root causes, smuggling, lawful ways, trade; next meeting in Washington in January"),
        row("2024-01-19", "USA+MEX", "review_meeting", "", 1, "wirenn.com", made="2023-12-28",
            note="ministers in Washington"),
        row("2024-01-31", "USA+MEX+GTM", "review_meeting", "", 1, MEETING, made="2023-12-27", quality="stated",
            note="joint team, first meeting as announced: end of January, with Guatemala and other countries of South and "
            "Central America"),
        row("2024-02-28", "USA+MEX+GTM", "review_meeting", "", 1, "design notes, element 13", made="2024-01-19",
            note="ministers with Guatemala"),
    ]


def caravans():
    return [
        row("2023-10-30", "-", "caravan_depart", "tapachula", 3500, "events.csv", note="3,500 to 5,000 by report"),
        row("2023-11-06", "MEX", "caravan_offer", "mapastepec", 0.95, "events.csv", until="2023-11-07", quality="assumed",
            note="dispersed in Chiapas within days; day and share assumed"),
        row("2023-12-24", "-", "caravan_depart", "tapachula", 8000, "report B; report A says almost 10,000"),
        row("2024-01-02", "MEX", "caravan_offer", "mapastepec", 0.9, "tellerreport 2024-01-03", until="2024-01-03",
            quality="assumed", note="buses to Huixtla and papers; the share that accepts is assumed"),
    ]


STAFF = {"san_diego_office": (850, "derived", "51 officers were 6 % of its staff in 2019 (design notes 2.4)"),
         "el_paso_office": (1293, "derived", "194 officers were 15 % of its staff in 2019 (design notes 2.4)"),
         "laredo_office": (2500, "derived", "300 officers were 12 % of its staff in 2019 (design notes 2.4)"),
         "tucson_office": (900, "assumed", "no source; 300 short at Nogales in 2018 (facts f065)")}


def staffing():
    return [row(START, "USA", "staff_pool", o, n, source, quality=quality) for o, (n, quality, source) in STAFF.items()]


def shelters():
    return [row(START, "MEX", "shelter_places", place, n, source, quality=quality)
            for place, (n, quality, source) in SHELTERS.items()]


def known_at(r, origin):
    """Was a row of measures.csv known on that day? Before it holds only if it was published before."""
    return origin is None or str(r[8] or r[0])[:10] <= str(origin)


def measures(counts, origin=None):
    """The base: what happened up to the meeting of 27 December and on nobody's agreement; its effects are variants."""
    rows = staffing() + shelters() + title_42() + pathways() + appointments(counts) + registering(counts)
    rows += announcements() + mexico() + [RESUMED] + closures_up_to_november() + december_closures()
    rows += meetings() + caravans()
    rows = [r for r in rows if known_at(r, origin)]
    rows.sort(key=lambda r: str(r[0]))  # stable: rows of one day keep the order above
    return [HEADER] + rows


RULE_HEADER = ["rule", "first", "every_days", "actor", "metric", "window_days", "op", "threshold", "hold_days", "measure",
               "target", "value", "min", "max", "source"]


def monthly_review_rules():
    why = "assumed: what a meeting every 30 days from the end of January 2024 might agree"
    return [
        ["more_enforcement", "2024-01-31", 30, "MEX", "between_ports", 31, "ge", 5000, 0, "transit_enforcement", "MEX", "+1",
         0, 4, why],
        ["less_enforcement", "2024-01-31", 30, "MEX", "between_ports", 31, "lt", 3000, 0, "transit_enforcement", "MEX", "-1",
         0, 4, why],
        ["more_appointments", "2024-01-31", 30, "USA", "between_ports", 31, "ge", 4000, 0, "appointments_per_day", "USA",
         "+200", 0, 2500, why],
    ]


def variants():
    """Overrides of the base: {name: (variant.yml, {file: rows})}."""
    staff = "assumed: crossings reopen once the patrol holds no more people than it did in autumn and officers are free"
    staff_rules = [["reopen_" + r[3].split(":")[0], "2023-12-28", 1, "USA", "custody", 7, "lt", 15000, 7, "port_state", r[3],
                    "open", "", "", staff] for r in reopening()]
    deal = row("2023-12-28", "MEX", "transit_enforcement", "MEX", 3, "calibrated on January 2024 alone", made="2023-12-27",
               published="2023-12-28", quality="assumed", note="one episode; start of the calibration")
    out = {
        "no_deal": ("title: No agreement\nsummary: Transit enforcement stays suspended, ports stay closed until officers come "
                    "back\n", {"measures.csv": [HEADER, RESUMED[:4] + [0] + RESUMED[5:]],
                            "rules.csv": [RULE_HEADER] + staff_rules}),
        "deal_dec27": ("title: The agreement of 27 December\nsummary: Crossings reopen on 4 January and Mexico enforces "
                       "transit\n", {"measures.csv": [HEADER, deal] + reopening(), "parameters.csv": parameters.deal()}),
        "monthly_review": ("title: A review every 30 days\nsummary: From 31 January 2024 governments change measures by what "
                           "is published\n", {"rules.csv": [RULE_HEADER] + monthly_review_rules()}),
        "no_request": ("title: No request on enforcement\nsummary: Crossings reopen and lawful ways widen; enforcement stays "
                       "as it was\n", {"measures.csv": [HEADER] + reopening() + [
                           row("2024-01-04", "USA", "pathway_quota", n, round(q * 1.25), "assumed", quality="assumed",
                               note="lawful ways widened by a quarter") for n, q in PATHWAY.items()]}),
    }
    return out
