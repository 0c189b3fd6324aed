/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How a number of persons over an interval becomes whole persons a day.
 * Day k of L sends floor(P (k + 1) / L) - floor(P k / L), so the days add up to P exactly.
 */
#include "cruce/model.h"

/* floor(persons * k / n) for 0 <= k <= n < 2^31, without leaving 64 bits: persons = whole * n + rest. */
static int64_t share_until(int64_t persons, int64_t k, int64_t n)
{
    return persons / n * k + persons % n * k / n;
}

int64_t cruce_departures_on(const cruce_departures *departures, int32_t d, int32_t day)
{
    int64_t from = departures->from_day[d], until = departures->until_day[d];
    int64_t persons = departures->persons[d];
    if (day < from || day >= until) {
        return 0;
    }
    return share_until(persons, day - from + 1, until - from) -
           share_until(persons, day - from, until - from);
}
