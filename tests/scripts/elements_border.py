#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Elements of the two reports that a run of scenarios/us_mexico_2023 must show: meetings, announcements, teams, counts, words.

Numbers in messages are those of the list of elements. Figures are compared elsewhere; here it is what is there, when, and
what it may not touch.
"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
from border_folder import ROOT, Folder, rows_of, total  # noqa: E402

wrong, done = 0, 0
BASE = Folder(ROOT / "scenarios/us_mexico_2023")
LOG = "policy_log.csv"


def check(element, condition, text):
    global wrong, done
    done += 1
    if not condition:
        wrong += 1
        print(f"FAILED: element {element}: {text}")


def before(result, date):
    """Tables by day, as far as the day before `date`."""
    return {name: [line for line in lines[1:] if line.split(",")[1] < date]
            for name, lines in result.items() if lines[0].startswith("day,date")}


def without_log(result):
    return {name: lines for name, lines in result.items() if name != LOG}


base = BASE.run(1)

# 1, 3, 5 to 7, 9, 13, 16, 30, 31: the meeting, its parties and agenda
meetings = {r["date"]: r for r in rows_of(base, LOG, event="meeting")}
met = meetings.get("2023-12-27", {"actor": "", "note": ""})
check(1, met["actor"] == "USA+MEX", f"no meeting on 2023-12-27: {sorted(meetings)}")
for word in ("three hours", "migration", "economy", "work", "security", "reopening", "fentanyl", "request", "Guatemala", "accepted"):
    check("3 to 9, 13, 16", word in met["note"], f"'{word}' is not in the note of the meeting")
check("11, 12, 13", meetings.get("2024-01-31", {"actor": ""})["actor"].split("+") == ["USA", "MEX", "GTM"], "joint team at the end of January")
check(12, {r["government"] for r in BASE.table["governments.csv"]} >= {"USA", "MEX", "GTM"}, "governments")
agencies = " ".join(r["agency"] for r in BASE.table["governments.csv"])
for word in ("border_patrol", "customs", "migration"):
    check("30, 31", word in agencies, f"no agency '{word}' in '{agencies}'")

# 3, 16: a meeting by itself, or one that is declined, changes nothing
quiet = BASE.copy().drop("measures.csv", lambda r: r["measure"] == "review_meeting").run(1)
check(3, without_log(quiet) == without_log(base), "without meetings the run is another one")
declined = BASE.copy().set("measures.csv", lambda r: r["measure"] == "review_meeting", value=0).run(1)
check(16, without_log(declined) == without_log(base), "meetings that are declined change the run")

# 2, 17: an announcement, a measure, a rule: nothing before its day, something after
for name, row in {
    "info_shock": dict(actor="USA", target="", value=2),
    "transit_enforcement": dict(actor="MEX", target="MEX", value=3),
    "appointments_per_day": dict(actor="USA", target="USA", value=100),
    "port_state": dict(actor="USA", target="san_ysidro:car", value="closed"),
    "pathway_quota": dict(actor="USA", target="honduras", value=9000),
    "root_cause": dict(actor="USA", target="guatemala", value=0.5),
}.items():
    if name == "port_state" and not any(r["crossing"] == "san_ysidro" and r["mode"] == "car" for r in BASE.table["ports.csv"]):
        row["target"] = ":".join(next((r["crossing"], r["mode"]) for r in BASE.table["ports.csv"] if r["mode"] == "car"))
    other = BASE.copy().measure("2023-07-11", row["actor"], name, row["target"], row["value"], made="2023-06-01").run(1)
    check("2, 17", before(other, "2023-07-11") == before(base, "2023-07-11"), f"{name} acts before its day")
    check("2, 17", without_log(other) != without_log(base), f"{name} does nothing")

# 12: measures only on one's own territory
try:
    BASE.copy().measure("2023-12-01", "GTM", "port_state", "calexico_east:all", "closed").run(1)
    check(12, False, "Guatemala closes a port of the United States")
except RuntimeError as error:
    check(12, re.search(r"measures\.csv:\d+:\d+:", str(error)), f"no place named: {error}")

# 14: meetings every 30 days, exactly; 9: a variant without enforcement
review = rows_of(BASE.run(1, variant="monthly_review"), LOG)
dates = sorted({r["date"] for r in review if r["event"].startswith("rule")})
check(14, dates == ["2024-01-31", "2024-03-01", "2024-03-31"], f"meetings: {dates}")
check(14, all(r["seen"] and r["threshold"] for r in review if r["event"].startswith("rule")), "figures seen are not logged")
deal, request = BASE.run(1, variant="deal_dec27"), BASE.run(1, variant="no_request")
check(9, deal["encounters.csv"] != request["encounters.csv"], "with and without enforcement are the same")
check(9, before(deal, "2023-12-27")["encounters.csv"] == before(request, "2023-12-27")["encounters.csv"], "they differ before the meeting")

# 18, 27: counts are events, at and between ports; attempts = encounters + undetected (ledgers)
months = [r for r in rows_of(base, "encounter_months.csv", area="(all)", nationality="(all)")]
for month in sorted({r["month"] for r in months}):
    of = {r["component"]: float(r["persons"]) for r in months if r["month"] == month}
    check(18, of["(all)"] == of["at_ports"] + of["between_ports"], f"{month}: {of}")
    tries = {r["quantity"]: float(r["persons"]) for r in rows_of(base, "repeats.csv", month=month)}
    check(27, tries["attempts"] >= tries["encounters"], f"{month}: {tries}")
check("18, 27, 31", total(base, "ledger.csv", "largest") == 0, "a ledger is not zero")

# 6: the pathway: who takes it does not walk; none: nobody does
none = BASE.copy().set("measures.csv", lambda r: r["measure"] == "pathway_quota", value=0).run(1)
admitted = [total(r, "people_days.csv", "persons", status="admitted", nationality="(all)") for r in (base, none)]
check(6, admitted[0] > admitted[1], f"admitted with and without the pathway: {admitted}")

# 33: one word for people, whatever their status
words = re.compile(r"illegal|undocumented|alien|irregular", re.I)
for name, lines in base.items():
    check(33, not words.search(lines[0]), f"{name}: {lines[0]}")
check(33, not any(words.search(r["status"]) for r in rows_of(base, "people_days.csv")), "a status")

print(f"elements of the reports: {done} checks, {wrong} failed")
sys.exit(1 if wrong or not done else 0)
