#!/usr/bin/env python3
"""What the charts have to show, read from the GeoPackages with sqlite3 alone. Usage: charts_expected.py FOLDER; JSON on stdout."""
import json
import sqlite3
import statistics
import sys

FOLDER = sys.argv[1]
BAND = ("p05", "p50", "p95")
MONTH = "2024-01"


def ask(run, sql, *values):
    with sqlite3.connect(f"file:{FOLDER}/{run}.gpkg?mode=ro", uri=True) as database:
        return database.execute(sql, values).fetchall()


def band_by(rows):
    """{time: [p05, p50, p95]} from rows (time, summary, value)."""
    found = {}
    for time, summary, value in rows:
        found.setdefault(time, {})[summary] = value
    return {time: [by[s] for s in BAND] for time, by in found.items()}


def months(run):
    return band_by(ask(run, "SELECT month, summary, persons FROM encounter_months WHERE component = '(all)'"
                            " AND area = '(all)' AND nationality = '(all)'"))


def sector_differences():
    """Median over the replicates of deal less base, by sector, in MONTH."""
    sql = ("SELECT area, replicate, persons FROM encounter_months_by_replicate WHERE component = 'between_ports'"
           " AND nationality = '(all)' AND area <> '(all)' AND month = ?")
    first = {(area, n): persons for area, n, persons in ask("base", sql, MONTH)}
    of_area = {}
    for area, n, persons in ask("deal_dec27", sql, MONTH):
        of_area.setdefault(area, []).append(persons - first[area, n])
    return {area: statistics.median(found) for area, found in of_area.items()}


def naive_nearer():
    """In how many rows of groups (not of single areas) a naive forecast is nearer, by period."""
    found = {}
    for scope, period, forecast, value in ask("base", "SELECT scope, period, forecast, value FROM border_scores"
                                                      " WHERE measure = 'wape' AND scope NOT LIKE '%: %'"):
        found.setdefault((period, scope), {})[forecast] = value
    lost = {}
    for (period, _), by in found.items():
        lost.setdefault(period, 0)
        lost[period] += any(v is not None and v < by["simulated"] for f, v in by.items() if f != "simulated")
    return lost


def main():
    waits = ask("base", "SELECT crossing, mode, wait_worst FROM port_months WHERE summary = 'p50' AND month = ?"
                        " ORDER BY wait_worst DESC LIMIT 3", MONTH)
    crossing, mode, _ = waits[0]
    camp = ask("camps", "SELECT place FROM registered GROUP BY place ORDER BY sum(persons) DESC LIMIT 1")[0][0]
    json.dump({
        "month": MONTH,
        "base": months("base"),
        "deal": months("deal_dec27"),
        "published": dict(ask("base", "SELECT month, value FROM observed WHERE what = 'encounters' AND component = 'all'"
                                      " AND area IS NULL AND nationality IS NULL AND use <> 'input'")),
        "days": band_by(ask("base", "SELECT date, summary, persons FROM encounters WHERE component = 'between_ports'"
                                    " AND area = '(all)' AND nationality = '(all)' AND class = '(all)'")),
        "waits": waits,
        "hours": ask("base", "SELECT hour, queue FROM port_hours WHERE summary = 'p50' AND crossing = ? AND mode = ?"
                             " AND month = ? ORDER BY hour", crossing, mode, MONTH),
        "sectors": sector_differences(),
        "nearer": naive_nearer(),
        "qualities": dict(ask("base", "SELECT quality, count(*) FROM parameters GROUP BY quality")),
        "inputs": ask("base", "SELECT file, sha256 FROM inputs"),
        "meeting": ask("base", "SELECT count(*) FROM policy_log WHERE event = 'meeting' AND date = '2023-12-27'")[0][0],
        "camp": camp,
        "camp_days": band_by(ask("camps", "SELECT date, summary, persons FROM places WHERE place = ?", camp)),
        "registered": dict(ask("camps", "SELECT date, persons FROM registered WHERE place = ?", camp)),
    }, sys.stdout)


main()
