#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-3-Clause
"""Runs us_mexico_2023 and prints the tables of docs/validation.md about it, as Markdown.

Usage: tools/border_tables.py [-n 20] [--scenario DIR] [--write]

--write puts them into docs/validation.md, between the lines `<!-- border tables -->` and `<!-- end of border tables -->`.
"""
import argparse
import csv
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CRUCE = os.environ.get("CRUCE", os.path.join(ROOT, os.environ.get("BUILD", "build"), "cruce"))
PAGE = os.path.join(ROOT, "docs", "validation.md")
BEGIN, END = "<!-- border tables -->", "<!-- end of border tables -->"
HAPPENED = "deal_dec27"  # the variant with what happened
GROUPS = ["all encounters", "at ports", "between ports", "at ports, by field office", "between ports, by sector",
          "at ports, by nationality", "between ports, by nationality", "crossings at ports of entry"]
SECTORS = "between ports, by sector"


class Scores:
    """One variant: median, band, published figure and the two naive ones by group, name and month."""

    def __init__(self, scenario, variant, n):
        command = [CRUCE, "score", scenario, "--csv", "-q", "-n", str(n)] + (["--variant", variant] if variant else [])
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        self.cell, self.period = {}, {}
        for r in csv.DictReader(text.splitlines()):
            it = self.cell.setdefault((r["group"], r["name"], r["month"]), {})
            it[r["summary"]] = float(r["simulated"])
            for column in ("published", "month_before", "last_published"):
                it[column] = float(r[column]) if r[column] else None
            self.period[r["month"]] = r["period"]

    def months(self):
        return sorted(self.period)

    def at(self, group, month, name="(all)"):
        return self.cell[group, name, month]

    def median(self, group, month, name="(all)"):
        return self.at(group, month, name)["p50"]

    def names(self, group):
        return sorted({k[1] for k in self.cell if k[0] == group})

    def change(self, group, name, now, before, what="p50"):
        return 100 * (self.at(group, now, name)[what] / self.at(group, before, name)[what] - 1)


def number(x):
    return "{:,.0f}".format(x)


def off(x, wanted):
    return "%+.1f %%" % (100 * (x / wanted - 1))


def month_table(s):
    print("Months of `%s`, medians; **fitted** months set parameters, the others none (January 2024 set the deal's strength "
          "alone).\n" % HAPPENED)
    print("| Month | All: published | simulated | off by | At ports: published | simulated | off by | Between: published | "
          "simulated (5–95 %) | off by |\n|---|---|---|---|---|---|---|---|---|---|")
    for m in s.months():
        if ("all encounters", "(all)", m) not in s.cell:
            continue
        row = ["%s%s" % (m, " **fitted**" if s.period[m] == "fitted months" else "")]
        for group in GROUPS[:3]:
            it = s.at(group, m)
            band = " (%s–%s)" % (number(it["p05"]), number(it["p95"])) if group == "between ports" else ""
            row += [number(it["published"]), number(it["p50"]) + band, off(it["p50"], it["published"])]
        print("| " + " | ".join(row) + " |")


def error_table(s):
    print("\nMean error of the same run: sum of |error| over sum of figures, over figures for which all three exist. A "
          "hindcast knows upstream counts of the same months, the naive forecasts do not.\n")
    print("| Months | What | figures | ours | month before | last published | nearer |\n|---|---|---|---|---|---|---|")
    for period in ("fitted months", "held-out months"):
        for group in GROUPS:
            some = [c for k, c in s.cell.items() if k[0] == group and s.period[k[2]] == period and
                    c["month_before"] is not None and c["last_published"] is not None]
            if not some:
                continue
            total = sum(c["published"] for c in some)
            errors = [sum(abs(c[w] - c["published"]) for c in some) / total for w in ("p50", "month_before", "last_published")]
            nearest = ("ours", "month before", "last published")[errors.index(min(errors))]
            print("| %s | %s | %d | %s | %s |" % (period.split()[0], group, len(some), " | ".join("%.1f %%" % (100 * e) for e in errors),
                                                 nearest if nearest == "ours" else "**%s**" % nearest))


def shares(values):
    total = sum(values.values())
    return {k: v / total for k, v in values.items()}


def distance(a, b):
    return sum(abs(a[k] - b[k]) for k in a)


def share_table(s):
    names, fitted = s.names(SECTORS), [m for m in s.months() if s.period[m] == "fitted months"][-1]

    def seen(m):
        return shares({n: s.at(SECTORS, m, n)["published"] for n in names})

    print("\nShares of the nine sectors: sum of absolute differences to the published ones.\n")
    print("| Month | ours | %s's shares held | shares of the month before |\n|---|---|---|---|" % fitted)
    for m, before in zip(s.months()[1:], s.months()):
        if s.period[m] != "fitted months" and (SECTORS, names[0], m) in s.cell:
            ours = distance(shares({n: s.median(SECTORS, m, n) for n in names}), seen(m))
            print("| %s | %.2f | %.2f | %.2f |" % (m, ours, distance(seen(fitted), seen(m)), distance(seen(before), seen(m))))


def verdict(met):
    return "met" if met else "**missed**"


def target_line(what, target, ours, met):
    print("| %s | %s | %s | %s |" % (what, target, ours, verdict(met)))


def within(x, wanted, share):
    return abs(x / wanted - 1) <= share


def change_lines(s):
    for name, wanted in (("venezuela", -91), ("mexico", -18)):
        ours = s.change("between ports, by nationality", name, "2024-01", "2023-12")
        target_line("%s, December to January" % name.capitalize(), "%d %% ± 10 points" % wanted, "%+.0f %%" % ours,
                    abs(ours - wanted) <= 10)
    falls = sorted((s.change(SECTORS, n, "2024-01", "2023-12"), n) for n in s.names(SECTORS))
    target_line("sector that falls most", "del_rio", "%s (%+.0f %%; del_rio %+.0f %%)" % (
        falls[0][1], falls[0][0], s.change(SECTORS, "del_rio", "2024-01", "2023-12")), falls[0][1] == "del_rio")


def target_table(s, no_deal):
    print("\nWhat was aimed at.\n\n| What | Target | Ours | |\n|---|---|---|---|")
    months = ["2023-%02d" % k for k in range(1, 12)]
    total = sum(s.median("all encounters", m) for m in months)
    target_line("all encounters, January to November 2023", "2,239,978 ± 3 %", "%s (%s)" % (number(total), off(total, 2239978)),
                within(total, 2239978, 0.03))
    for what, group, wanted in (("December 2023 between ports", "between ports", 249740),
                                ("December 2023, all encounters", "all encounters", 301981)):
        x = s.median(group, "2023-12")
        target_line(what, number(wanted) + " ± 10 %", "%s (%s)" % (number(x), off(x, wanted)), within(x, wanted, 0.1))
    ports = [s.median("at ports", m) for m in s.months() if "2023-07" <= m <= "2024-01"]
    mean = sum(ports) / len(ports)
    target_line("at ports, July 2023 to January 2024, mean of the months", "near 52,000: ± 5 %", "%s (%s to %s)" %
                (number(mean), number(min(ports)), number(max(ports))), within(mean, 52000, 0.05))
    x = s.median("between ports", "2024-01")
    target_line("January 2024 between ports, `deal_dec27`", "124,215 ± 10 %", "%s (%s)" % (number(x), off(x, 124215)),
                within(x, 124215, 0.1))
    change_lines(s)
    x = no_deal.median("between ports", "2024-01")
    target_line("January 2024 between ports, `no_deal`", "190,000 to 275,000", number(x), 190000 <= x <= 275000)


CLOSURES = [("Lukeville:car", ("2023-11", "2023-12", "2024-01")), ("San Ysidro:pedestrian", ("2023-11", "2023-12")),
            ("ep_bridge_1:car", ("2023-11", "2023-12", "2024-01")), ("ep_bridge_2:car", ("2023-11", "2023-12")),
            ("ep_bridge_2:truck", ("2023-11", "2023-12", "2024-01")), ("ep_bridge_2:pedestrian", ("2023-11", "2023-12")),
            ("ep_rail:rail", ("2023-11", "2023-12")), ("Eagle Pass:rail", ("2023-11", "2023-12")),
            ("El Paso:rail", ("2023-11", "2023-12")), ("El Paso:truck", ("2023-08", "2023-09"))]


def port_table(s):
    print("\nCrossings around the closures; names in small letters are single crossings, the others whole ports.\n")
    print("| Crossing | Month | published | simulated (5–95 %) | off by |\n|---|---|---|---|---|")
    for name, months in CLOSURES:
        for month in months:
            it = s.cell.get((GROUPS[-1], name, month))
            if it is not None and it["published"]:
                print("| %s | %s | %s | %s (%s–%s) | %s |" % (name, month, number(it["published"]), number(it["p50"]),
                                                            number(it["p05"]), number(it["p95"]), off(it["p50"], it["published"])))


def tables(args):
    happened = Scores(args.scenario, HAPPENED, args.replicates)
    no_deal = Scores(args.scenario, "no_deal", args.replicates)
    print("*`tools/border_tables.py -n %d`*\n" % args.replicates)
    month_table(happened)
    target_table(happened, no_deal)
    share_table(happened)
    error_table(happened)
    port_table(happened)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-n", "--replicates", type=int, default=20)
    parser.add_argument("--scenario", default=os.path.join(ROOT, "scenarios", "us_mexico_2023"))
    parser.add_argument("--write", action="store_true", help="into docs/validation.md")
    args = parser.parse_args()
    if not args.write:
        tables(args)
        return
    words = ["python3", os.path.abspath(__file__), "-n", str(args.replicates), "--scenario", args.scenario]
    text = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    with open(PAGE, encoding="utf-8") as file:
        page = file.read()
    head, rest = page.split(BEGIN)
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(head + BEGIN + "\n" + text + END + rest.split(END)[1])


if __name__ == "__main__":
    main()
