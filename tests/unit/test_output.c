/* SPDX-License-Identifier: BSD-3-Clause */
/* src/output: the writer, Flee's CSV, our tables. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "checks.h"
#include "cruce/output.h"

/* What a writer wrote, as text. */
static const char *read_back(FILE *file)
{
    static char text[8192];
    rewind(file);
    size_t n = fread(text, 1, sizeof text - 1, file);
    text[n] = '\0';
    fclose(file);
    return text;
}

static cruce_writer *writer_to(FILE **file)
{
    *file = tmpfile();
    cruce_writer *writer = cruce_writer_create(NULL, *file, "test", NULL);
    CHECK(writer != NULL);
    return writer;
}

TEST(numbers_have_at_most_three_decimals)
{
    const double value[] = {0, 1, 1.5, 2.25, -2.125, 0.0005, 0.00049, 0.9996, 1e9 + 0.05, -0.0001};
    FILE *file;
    cruce_writer *w = writer_to(&file);
    for (size_t i = 0; i < sizeof value / sizeof *value; i++) {
        cruce_writer_number(w, value[i]);
        cruce_writer_text(w, " ");
    }
    cruce_writer_number(w, (double)NAN);
    cruce_writer_whole(w, INT64_MIN);
    CHECK_I64(cruce_writer_finish(w, NULL), CRUCE_OK);
    CHECK_STR(read_back(file),
              "0 1 1.5 2.25 -2.125 0.001 0 1 1000000000.05 0 -9223372036854775808");
}

TEST(cells_are_quoted_and_never_formulas)
{
    FILE *file;
    cruce_writer *w = writer_to(&file);
    const char *const cell[] = {"plain", "a,b", "say \"hi\"",    "=1+1", "-x",
                                "@a,b",  "",    "M\xc3\xa9xico", "-1.5"};
    for (size_t i = 0; i < sizeof cell / sizeof *cell; i++) {
        cruce_writer_cell(w, cell[i]);
        cruce_writer_text(w, "|");
    }
    CHECK_I64(cruce_writer_finish(w, NULL), CRUCE_OK);
    CHECK_STR(read_back(file),
              "plain|\"a,b\"|\"say \"\"hi\"\"\"|'=1+1|'-x|\"'@a,b\"||M\xc3\xa9xico|-1.5|");
}

TEST(json_text_is_valid_whatever_the_bytes)
{
    FILE *file;
    cruce_writer *w = writer_to(&file);
    cruce_writer_json_text(w, "a\"b\\c\n\xc3\xa9\xff\xed\xa0\x80z");
    CHECK_I64(cruce_writer_finish(w, NULL), CRUCE_OK);
    CHECK_STR(read_back(file), "\"a\\\"b\\\\c\\u000a\xc3\xa9\\ufffd\\ufffd\\ufffd\\ufffdz\"");
}

TEST(a_full_disk_is_noticed)
{
    cruce_error err = {0};
    cruce_writer *w = cruce_writer_create("/dev/full", NULL, NULL, &err);
    if (w == NULL) {
        skip(); /* no such device here */
    }
    for (int i = 0; i < 100000; i++) {
        cruce_writer_whole(w, i);
    }
    CHECK_I64(cruce_writer_finish(w, &err), CRUCE_ERR_FILE);
    CHECK(strstr(err.message, "/dev/full") != NULL);
    CHECK(cruce_writer_create("/nowhere/at/all", NULL, NULL, &err) == NULL);
    CHECK_I64(err.code, CRUCE_ERR_FILE);
}

/* A camp, an IDP camp and a town; output columns in the order of the file, not of the names. */
static const char *const place_name[] = {"Alpha", "Beta", "Town"};
static const cruce_place_id camps[] = {1, 0};

static cruce_scenario *sample(void)
{
    cruce_scenario *sc = calloc(1, sizeof *sc);
    static cruce_place_id camp[2];
    static const char *name[3];
    memcpy(camp, camps, sizeof camp);
    memcpy(name, place_name, sizeof name);
    CHECK(sc != NULL && cruce_date_parse("2012-02-28", &sc->start_days));
    sc->places.n = 3;
    sc->places.name = name;
    sc->n_camps = 2;
    sc->camp = camp;
    sc->n_days = 1;
    return sc;
}

TEST(flee_rows_are_as_flee_prints_them)
{
    FILE *file;
    cruce_scenario *sc = sample();
    const int64_t persons[] = {7, 30, 5}, registered[] = {33, 0}, entered[] = {0},
                  departed[3] = {0};
    const uint32_t flags[] = {CRUCE_CAMP, CRUCE_CAMP | CRUCE_IDPCAMP, CRUCE_TOWN};
    cruce_day day = {.place_persons = persons,
                     .entered_persons = entered,
                     .place_flags = flags,
                     .created_persons = 44,
                     .travelling_persons = 2,
                     .raw_persons = 52,
                     .debt_persons = 3,
                     .departed_persons = departed,
                     .camp_data_persons = registered};
    sc->settings.log_idp_totals = 1;
    cruce_writer *w = writer_to(&file);
    cruce_flee_csv *csv = cruce_flee_csv_create(w, sc, NULL);
    CHECK(csv != NULL);
    cruce_observer observer = cruce_flee_csv_observer(csv);
    CHECK_I64(observer.after_day(observer.context, &day, NULL), CRUCE_OK);
    day.day = 1;
    day.raw_persons = 0; /* driven by conflict: six columns are constants */
    CHECK_I64(observer.after_day(observer.context, &day, NULL), CRUCE_OK);
    CHECK_I64(cruce_writer_finish(w, NULL), CRUCE_OK);
    cruce_flee_csv_destroy(csv);
    free(sc);
    /* 2012 is a leap year, and dates are a day late. Errors: |30/33 - 1| = 0.0909; (3 + 7) / 52. */
    CHECK_STR(read_back(file),
              "Day,Date,Beta sim,Beta data,Beta error,Alpha sim,Alpha data,Alpha error,Total error,"
              "refugees in camps (UNHCR),total refugees (simulation),raw UNHCR refugee count,"
              "refugees in camps (simulation),refugee_debt,total IDPs\n"
              "0,2012-02-29,30,33,0.0909,7,0,0.0,0.19230769230769232,33,44,52,37,3,30\n"
              "1,2012-03-01,30,33,0.0909,7,0,0.0,0.0,0,44,0,37,0,30\n");
}

TEST(our_tables_have_true_dates_and_the_order_of_names)
{
    FILE *file;
    cruce_scenario *sc = sample();
    static const char *const summary[] = {"p50", "mean"};
    const double p50[] = {1, 2, 3}, mean[] = {1.25, 2, 3};
    const double *const value[] = {p50, mean};
    const cruce_output_table table = {
        .n_days = 1, .n_items = 3, .n_summaries = 2, .summary = summary, .value = value};
    cruce_writer *w = writer_to(&file);
    cruce_places_csv(w, sc, &table);
    CHECK_I64(cruce_writer_finish(w, NULL), CRUCE_OK);
    free(sc);
    CHECK_STR(read_back(file), "day,date,place,summary,persons\n"
                               "0,2012-02-28,Alpha,p50,1\n0,2012-02-28,Alpha,mean,1.25\n"
                               "0,2012-02-28,Beta,p50,2\n0,2012-02-28,Beta,mean,2\n"
                               "0,2012-02-28,Town,p50,3\n0,2012-02-28,Town,mean,3\n");
}

TEST(every_column_says_what_it_is)
{
    int32_t n;
    const cruce_column_info *column = cruce_columns_list(&n);
    CHECK(n > 0);
    for (int32_t i = 0; i < n; i++) {
        CHECK(cruce_table_sentence(column[i].table) != NULL);
        CHECK(column[i].sentence[0] != '\0' && column[i].type[0] != '\0');
    }
    CHECK(cruce_table_sentence("no such table") == NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_at_most_three_decimals),
        cmocka_unit_test(cells_are_quoted_and_never_formulas),
        cmocka_unit_test(json_text_is_valid_whatever_the_bytes),
        cmocka_unit_test(a_full_disk_is_noticed),
        cmocka_unit_test(flee_rows_are_as_flee_prints_them),
        cmocka_unit_test(our_tables_have_true_dates_and_the_order_of_names),
        cmocka_unit_test(every_column_says_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
