/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Dates as numbers of days, in the Gregorian calendar carried back before its time. No clock is read here.
 * Source: Richards (2013), chapter 15 of the Explanatory Supplement to the Astronomical Almanac, 3rd edition,
 * with March as the first month, so that the leap day is the last one of a year.
 */
#include <stdio.h>

#include "cruce/model.h"

/* 400 years have 146097 days; 1970-01-01 is day 719468 after 0000-03-01. */
enum { DAYS_OF_400_YEARS = 146097, DAYS_BEFORE_1970 = 719468 };

static int64_t floor_divide(int64_t a, int64_t b)
{
    int64_t quotient = a / b;
    return quotient - (a % b != 0 && a < 0);
}

static bool is_leap_year(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int32_t days_of_month(int32_t year, int32_t month)
{
    static const int32_t days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap_year(year));
}

int32_t cruce_date_to_days(cruce_date date)
{
    int64_t year = (int64_t)date.year - (date.month <= 2);
    int64_t month = (date.month + 9) % 12; /* March is 0 */
    int64_t era = floor_divide(year, 400);
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (int32_t)(era * DAYS_OF_400_YEARS + day_of_era - DAYS_BEFORE_1970);
}

cruce_date cruce_date_of_days(int32_t days)
{
    int64_t since = (int64_t)days + DAYS_BEFORE_1970;
    int64_t era = floor_divide(since, DAYS_OF_400_YEARS);
    int64_t day_of_era = since - era * DAYS_OF_400_YEARS;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153; /* March is 0 */
    return (cruce_date){.year = (int32_t)(year_of_era + era * 400 + (month >= 10)),
                        .month = (int32_t)(month < 10 ? month + 3 : month - 9),
                        .day = (int32_t)(day_of_year - (153 * month + 2) / 5 + 1)};
}

void cruce_date_text(int32_t days, char *text)
{
    cruce_date date = cruce_date_of_days(days);
    snprintf(text, 16, "%04d-%02d-%02d", (int)date.year, (int)date.month, (int)date.day);
}

/* n digits at text, or -1. */
static int32_t take_number(const char *text, int n)
{
    int32_t number = 0;
    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool cruce_date_parse(const char *text, int32_t *days)
{
    cruce_date date = {.year = take_number(text, 4)};
    if (date.year < 1 || text[4] != '-') {
        return false;
    }
    date.month = take_number(text + 5, 2);
    if (date.month < 1 || date.month > 12 || text[7] != '-') {
        return false;
    }
    date.day = take_number(text + 8, 2);
    if (date.day < 1 || date.day > days_of_month(date.year, date.month) || text[10] != '\0') {
        return false;
    }
    *days = cruce_date_to_days(date);
    return true;
}
