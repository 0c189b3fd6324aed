/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    dates to days and back, and departures spread over days
 * Leaves  to test_departures.c: reading departures.csv
 */
#include "checks.h"
#include "cruce/model.h"

TEST(known_days)
{
    int32_t days;
    CHECK(cruce_date_parse("1970-01-01", &days) && days == 0);
    CHECK(cruce_date_parse("2000-03-01", &days) && days == 11017);
    CHECK(cruce_date_parse("2023-12-28", &days) && days == 19719);
    CHECK(cruce_date_parse("0001-01-01", &days) && days == -719162);
    CHECK(cruce_date_parse("9999-12-31", &days) && days == 2932896);
    CHECK_I64(cruce_date_to_days((cruce_date){1969, 12, 31}), -1);
}

TEST(there_and_back)
{
    char text[16];
    int32_t back;
    for (int32_t days = -719162; days <= 2932896; days += 7) {
        cruce_date date = cruce_date_of_days(days);
        CHECK_I64(cruce_date_to_days(date), days);
        cruce_date_text(days, text);
        CHECK(cruce_date_parse(text, &back) && back == days);
    }
}

TEST(days_follow_each_other)
{
    cruce_date before = cruce_date_of_days(-200000);
    for (int32_t days = -199999; days < 200000; days++) {
        cruce_date date = cruce_date_of_days(days);
        bool next_day = date.day == before.day + 1 && date.month == before.month;
        bool next_month = date.day == 1 && before.day >= 28 && date.month == before.month % 12 + 1;
        CHECK(next_day || next_month);
        before = date;
    }
}

TEST(only_dates_that_exist_are_read)
{
    static const char *const wrong[] = {"",           "2023",       "2023-1-01",   "2023-01-1",
                                        "2023-13-01", "2023-00-10", "2023-02-29",  "1900-02-29",
                                        "2023-04-31", "2023-01-00", "2023-01-01 ", " 2023-01-01",
                                        "2023/01/01", "01-01-2023", "2023-01-01T", "0000-01-01",
                                        "-023-01-01", "20230101"};
    int32_t days = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        CHECK(!cruce_date_parse(wrong[i], &days));
    }
    CHECK_I64(days, 7);
    CHECK(cruce_date_parse("2000-02-29", &days));
    CHECK(cruce_date_parse("2024-02-29", &days));
}

static int64_t sum_of(int32_t from, int32_t until, int64_t persons, int64_t *least, int64_t *most)
{
    cruce_departures d = {.n = 1, .from_day = &from, .until_day = &until, .persons = &persons};
    int64_t sum = 0;
    *least = INT64_MAX;
    *most = 0;
    CHECK_I64(cruce_departures_on(&d, 0, from - 1), 0);
    CHECK_I64(cruce_departures_on(&d, 0, until), 0);
    for (int32_t day = from; day < until; day++) {
        int64_t today = cruce_departures_on(&d, 0, day);
        sum += today;
        *least = today < *least ? today : *least;
        *most = today > *most ? today : *most;
    }
    return sum;
}

TEST(departures_add_up_and_are_even)
{
    static const struct {
        int32_t from, until;
        int64_t persons;
    } rows[] = {{0, 1, 10},
                {0, 31, 6000},
                {-5, 24, 3},
                {100, 465, 1},
                {0, 7, 0},
                {3, 100003, 99999},
                {0, 100000, INT64_C(1000000000000)},
                {0, 99991, INT64_MAX},
                {-2000000000, -1999999000, 12345}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t least, most;
        CHECK_I64(sum_of(rows[i].from, rows[i].until, rows[i].persons, &least, &most),
                  rows[i].persons);
        CHECK(most - least <= 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days),
        cmocka_unit_test(there_and_back),
        cmocka_unit_test(days_follow_each_other),
        cmocka_unit_test(only_dates_that_exist_are_read),
        cmocka_unit_test(departures_add_up_and_are_even),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
