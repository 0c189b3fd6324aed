# SPDX-License-Identifier: BSD-3-Clause
"""Reading the corridor data, writing tables, months as dates: shared by the parts of make_us_mexico.py."""
import calendar
import csv
import datetime
import os
import sys

START = datetime.date(2022, 8, 1)         # the simulation starts: two months warm the corridor up
REPORT_FROM = datetime.date(2022, 10, 1)  # figures are compared from here on
LAST_DAY = datetime.date(2024, 3, 31)
CUT = (2023, 9)                           # the last month whose encounters may set anything

CBP = "US Customs and Border Protection nationwide encounters file; public domain"
BTS = "US Bureau of Transportation Statistics, Border Crossing Entry Data; public domain"
RECALLED = "general knowledge, no source found"


def fail(message):
    sys.exit("make_us_mexico: " + message)


class Data:
    """The corridor data. `cut` is the last month (year, month) whose encounters the caller may see; None: all."""

    def __init__(self, folder, cut=None):
        self.folder, self.cut = folder, cut

    def read(self, name):
        with open(os.path.join(self.folder, name), newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        if name.startswith("encounters_") and self.cut is not None:
            rows = [r for r in rows if month_of(r["month"]) <= self.cut]
        return rows


def write(folder, name, rows):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def text(folder, name, content):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(content)


def month_of(iso):
    return int(iso[:4]), int(iso[5:7])


def month_after(month, n=1):
    k = month[0] * 12 + month[1] - 1 + n
    return k // 12, k % 12 + 1


def months(first, last):
    out = []
    while first <= last:
        out.append(first)
        first = month_after(first)
    return out


def days_in(month):
    return calendar.monthrange(*month)[1]


def first_day(month):
    return datetime.date(month[0], month[1], 1)


def last_day(month):
    return datetime.date(month[0], month[1], days_in(month))


def name_of(month):
    return "%04d-%02d" % month


def number(x, digits=4):
    """A number as short as its digits allow: 0.25, 3, 1450."""
    return ("%%.%df" % digits % x).rstrip("0").rstrip(".") if isinstance(x, float) else str(x)
