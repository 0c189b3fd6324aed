/* SPDX-License-Identifier: BSD-3-Clause */
/* src/model/register.c, src/input/register_tables.c, registered.c and corrections.c. */
#include "input/register_tables.h"
#include "model/register_daily.h"
#include "reports.h"

#define COUNTS                                                                                     \
    "2010-01-01,500\n2011-01-01,6000\n2012-01-01,70000\n2013-01-01,800000\n2014-01-01,400000\n"

/* flee-compat 10, datatable: start 2010-06-01 */
static void begin_datatable(reading *t)
{
    reading_begin(t);
    reading_file(t, "s/input_csv/sim_period.csv", "StartDate,2010-06-01\nLength,1200\n");
    reading_file(t, "s/source_data/data_layout.csv", "total,refugees.csv\nC,c.csv\nD,d.csv\n");
    reading_file(t, "s/source_data/refugees.csv", COUNTS);
    reading_file(t, "s/source_data/c.csv", COUNTS);
    reading_file(t, "s/source_data/d.csv", COUNTS);
}

TEST(values_between_rows_are_those_of_flees_datatable)
{
    reading t;
    begin_datatable(&t);
    reading_check(&t, "");
    const cruce_register *reg = &t.scenario->registered;
    int32_t camp = reg->of_place[cri_place_of_name(&t.scenario->places, "C")];
    CHECK_I64(reg->n, 3);
    CHECK_I64(camp, 1);
    CHECK_I64(cruce_register_value(reg, camp, 0), 2775);
    CHECK_I64(cruce_register_value(reg, camp, 300), 21079);
    CHECK_I64(cruce_register_value(reg, camp, 700), 311338);
    int64_t most = 0;
    for (int32_t day = 0; day < 1200; day++) {
        int64_t persons = cruce_register_value(reg, camp, day);
        most = persons > most ? persons : most;
    }
    CHECK_I64(most, 800000);
    CHECK_I64(cruce_register_value(reg, camp, -1000), 500); /* constant before and after */
    CHECK_I64(cruce_register_value(reg, camp, 100000), 400000);
    CHECK_I64(cruce_register_value(reg, CRUCE_NONE, 5), 0);
    CHECK_I64(cruce_register_value(reg, 99, 5), 0);
    reading_end(&t);
}

TEST(a_correction_halves_what_lies_before_it_in_that_camp_only)
{
    reading plain, corrected;
    begin_datatable(&plain);
    reading_check(&plain, "");
    begin_datatable(&corrected);
    reading_file(&corrected, "s/input_csv/registration_corrections.csv",
                 "C,2014-01-01,normalize\n");
    reading_check(&corrected, "");
    const cruce_register *before = &plain.scenario->registered;
    const cruce_register *after = &corrected.scenario->registered;
    for (int32_t day = 0; day < 700; day += 7) {
        CHECK_I64(cruce_register_value(after, 1, day), cruce_register_value(before, 1, day) / 2);
        CHECK_I64(cruce_register_value(after, 0, day), cruce_register_value(before, 0, day));
        CHECK_I64(cruce_register_value(after, 2, day), cruce_register_value(before, 2, day));
    }
    CHECK_I64(cruce_register_value(after, 1, 1400), 400000);
    reading_end(&plain);
    reading_end(&corrected);
}

/* --- adding tables --- */

static void check_sum(int32_t n1, double (*t1)[2], int32_t n2, double (*t2)[2], int32_t n,
                      double (*wanted)[2])
{
    double day[3][32], count[3][32];
    cruce_table a = {.n = n1, .day = day[0], .count = count[0]};
    cruce_table b = {.n = n2, .day = day[1], .count = count[1]};
    cruce_table sum = {.day = day[2], .count = count[2]};
    for (int32_t i = 0; i < n1 || i < n2; i++) {
        if (i < n1) {
            day[0][i] = t1[i][0];
            count[0][i] = t1[i][1];
        }
        if (i < n2) {
            day[1][i] = t2[i][0];
            count[1][i] = t2[i][1];
        }
    }
    cri_table_sum(&a, &b, &sum);
    CHECK(sum.n <= cri_table_sum_room(&a, &b));
    CHECK_I64(sum.n, n);
    for (int32_t i = 0; i < n; i++) {
        CHECK_F64_SAME(sum.day[i], wanted[i][0]);
        CHECK_F64_SAME(sum.count[i], wanted[i][1]);
    }
}

TEST(tables_are_added_as_flee_does)
{
    double t1[][2] = {{0, 10}, {10, 20}, {20, 40}};
    double t2[][2] = {{0, 1}, {5, 2}, {10, 3}, {29, 5}, {33, 6}};
    double wanted[][2] = {{0, 11}, {5, 22}, {10, 23}, {20, 43}, {20, 43}};
    check_sum(3, t1, 5, t2, 5, wanted);
}

TEST(rows_behind_the_last_of_the_second_table_are_lost_as_in_flee)
{
    double t1[][2] = {{0, 10}, {10, 20}, {20, 40}, {30, 80}};
    double t2[][2] = {{0, 1}, {10, 3}};
    double wanted[][2] = {{0, 11}, {10, 23}};
    check_sum(4, t1, 2, t2, 2, wanted);
}

TEST(a_second_table_that_begins_later_counts_as_in_its_first_row_before)
{
    double t1[][2] = {{0, 10}, {10, 20}, {20, 40}};
    double t2[][2] = {{15, 7}, {20, 8}};
    double wanted[][2] = {{0, 17}, {10, 27}, {15, 47}, {20, 48}};
    check_sum(3, t1, 2, t2, 4, wanted);
}

TEST(an_empty_table_adds_nothing)
{
    double t1[][2] = {{0, 10}, {10, 20}};
    check_sum(2, t1, 0, NULL, 2, t1);
    check_sum(0, NULL, 2, t1, 2, t1);
    check_sum(0, NULL, 0, NULL, 0, NULL);
}

/* --- corrections --- */

TEST(corrections_that_cannot_be_made_say_why)
{
    double day[] = {0, 10, 20}, count[] = {0.5, 0.5, 40};
    cruce_table t = {.n = 3, .day = day, .count = count};
    CHECK_I64(cri_table_correct(&t, 11), CRI_NO_ROW_THAT_DAY);
    CHECK_I64(cri_table_correct(&t, 0), CRI_FIRST_ROW);
    CHECK_I64(cri_table_correct(&t, 20), CRI_LESS_THAN_ONE);
    CHECK_F64_SAME(count[0], 0.5);
    t.n = 0;
    CHECK_I64(cri_table_correct(&t, 0), CRI_NO_ROW_THAT_DAY);
}

/* --- days --- */

/* toy_escape of flee-compat 10: total and camp1 as in the datatable, but growing 15.068... a day */
static void begin_toy_escape(reading *t)
{
    static const char counts[] = "2010-01-01,500\n2011-01-01,6000\n";
    reading_begin(t);
    reading_file(t, "s/input_csv/sim_period.csv", "StartDate,2010-01-01\nLength,10\n");
    reading_file(t, "s/source_data/data_layout.csv", "total,refugees.csv\nC,c.csv\nD,d.csv\n");
    reading_file(t, "s/source_data/refugees.csv", counts);
    reading_file(t, "s/source_data/c.csv", counts);
    reading_file(t, "s/source_data/d.csv", "2010-01-01,0\n2011-01-01,0\n");
}

static int64_t sum_of_ten_days(const reading *t, cruce_settings *settings)
{
    cri_daily daily;
    int64_t sum = 0;
    *settings = t->scenario->settings;
    CHECK_I64(cri_daily_init(&daily, &t->scenario->registered, settings, NULL), CRUCE_OK);
    for (int32_t day = 0; day < 10; day++) {
        sum += cri_daily_difference(&daily, day);
    }
    cri_daily_free(&daily);
    return sum;
}

TEST(ten_days_of_toy_escape)
{
    reading t;
    cruce_settings s;
    begin_toy_escape(&t);
    reading_check(&t, "");
    CHECK_I64(sum_of_ten_days(&t, &s), 1135);
    reading_end(&t);
    begin_toy_escape(&t);
    reading_set(&t, "empty_camps_on_day0=true");
    reading_check(&t, "");
    CHECK_I64(sum_of_ten_days(&t, &s), 135);
    reading_end(&t);
    begin_toy_escape(&t);
    reading_set(&t, "raw_count=true");
    reading_check(&t, "");
    CHECK_I64(sum_of_ten_days(&t, &s), 635);
    reading_end(&t);
    begin_toy_escape(&t);
    reading_set(&t, "sum_from_camps=false");
    reading_check(&t, "");
    CHECK_I64(sum_of_ten_days(&t, &s), 635);
    reading_end(&t);
}

TEST(counts_start_at_nothing_where_camps_start_empty_but_not_with_conflict_driven_spawning)
{
    reading t;
    cri_daily daily;
    begin_toy_escape(&t);
    reading_set(&t, "empty_camps_on_day0=true");
    reading_check(&t, "");
    cruce_settings s = t.scenario->settings;
    CHECK_I64(cri_daily_init(&daily, &t.scenario->registered, &s, NULL), CRUCE_OK);
    CHECK_I64(cri_daily_field(&daily, 1, 0), 0);
    CHECK_I64(cri_daily_field(&daily, 1, 9), 135);
    CHECK_I64(cri_daily_field(&daily, CRUCE_NONE, 9), 0);
    cri_daily_free(&daily);
    s.conflict_driven_spawning = true;
    CHECK_I64(cri_daily_init(&daily, &t.scenario->registered, &s, NULL), CRUCE_OK);
    CHECK_I64(cri_daily_field(&daily, 1, 9), 635);
    cri_daily_free(&daily);
    reading_end(&t);
}

/* --- files --- */

TEST(counts_are_divided_by_hasten_and_not_rounded)
{
    reading t;
    reading_begin(&t);
    reading_file(&t, "s/source_data/c.csv", "2019-12-31,7\n2020-01-02,10\n");
    reading_set(&t, "hasten=4");
    reading_check(&t, "");
    const cruce_table *c = &t.scenario->registered.table[1];
    CHECK_F64_SAME(c->day[0], -1);
    CHECK_F64_SAME(c->count[0], 1.75);
    CHECK_I64(cruce_register_value(&t.scenario->registered, 1, 0), 2); /* 2.125 */
    reading_end(&t);
}

TEST(rows_that_flee_passes_over_are_passed_over)
{
    reading t;
    reading_begin(&t);
    reading_file(&t, "s/source_data/c.csv",
                 "Date,Refugees\n#2020-01-01,5\n\n2020-01-02\n2020-01-03,\n2020-01-04,9,x,y\n");
    reading_check(&t, "");
    CHECK_I64(t.scenario->registered.table[1].n, 1);
    CHECK_F64_SAME(t.scenario->registered.table[1].day[0], 3);
    reading_end(&t);
}

TEST(a_layout_row_of_no_place_counts_in_the_sums)
{
    reading t;
    reading_begin(&t);
    reading_file(&t, "s/source_data/data_layout.csv",
                 "total,refugees.csv\n#C,x.csv\nC,c.csv\nE,c.csv\nalone\n");
    reading_check(&t, "s/source_data/data_layout.csv:4:1: warning: name is 'E', which is not in "
                      "locations.csv\n"
                      "s/source_data/data_layout.csv: warning: camp 'D' has no row; its registered "
                      "count is 0 on every day\n");
    CHECK_I64(t.scenario->registered.n, 3);
    CHECK_I64(t.scenario->registered.table[2].place, CRUCE_NONE);
    reading_end(&t);
}

TEST(without_a_data_folder_there_is_no_register)
{
    reading t;
    reading_begin(&t);
    for (int32_t i = 0; i < t.files.n_files; i++) {
        if (strstr(t.files.file[i].path, "source_data") != NULL) {
            t.files.file[i].path = "elsewhere";
        }
    }
    reading_check(
        &t, "s/source_data/data_layout.csv: warning: the file does not exist; without "
            "registered counts, rows in departures.csv or conflict_driven_spawning nobody sets "
            "out\n");
    CHECK(!t.scenario->has_register);
    CHECK_I64(t.scenario->registered.n, 0);
    reading_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_between_rows_are_those_of_flees_datatable),
        cmocka_unit_test(a_correction_halves_what_lies_before_it_in_that_camp_only),
        cmocka_unit_test(tables_are_added_as_flee_does),
        cmocka_unit_test(rows_behind_the_last_of_the_second_table_are_lost_as_in_flee),
        cmocka_unit_test(a_second_table_that_begins_later_counts_as_in_its_first_row_before),
        cmocka_unit_test(an_empty_table_adds_nothing),
        cmocka_unit_test(corrections_that_cannot_be_made_say_why),
        cmocka_unit_test(ten_days_of_toy_escape),
        cmocka_unit_test(
            counts_start_at_nothing_where_camps_start_empty_but_not_with_conflict_driven_spawning),
        cmocka_unit_test(counts_are_divided_by_hasten_and_not_rounded),
        cmocka_unit_test(rows_that_flee_passes_over_are_passed_over),
        cmocka_unit_test(a_layout_row_of_no_place_counts_in_the_sums),
        cmocka_unit_test(without_a_data_folder_there_is_no_register),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
