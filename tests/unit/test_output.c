/* SPDX-License-Identifier: BSD-3-Clause */
/* src/output: the writer, Flee's CSV, our tables. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "checks.h"
#include "output/output_internal.h"

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

TEST(a_number_kept_in_a_database_is_the_one_that_its_text_says)
{
    uint64_t dice = 1;
    for (int i = 0; i < 20000; i++) {
        FILE *file;
        char *end;
        dice = dice * 6364136223846793005U + 1442695040888963407U;
        double size = (double)(dice >> 11) / 9007199254740992.0; /* 2^53 */
        double value = (i % 2 == 0 ? 1 : -1) * size * pow(10, i % 17);
        value = i % 5 == 0 ? rint(value * 2000) / 2000 : value; /* ties too */
        if (i % 100 == 0) {                                     /* a file for each is slow */
            cruce_writer *w = writer_to(&file);
            cruce_writer_number(w, value);
            CHECK_I64(cruce_writer_finish(w, NULL), CRUCE_OK);
            CHECK(cri_thousandths(value) == strtod(read_back(file), &end));
        }
        CHECK(fabs(cri_thousandths(value) - value) <= 0.0005000001 + fabs(value) * 3e-16);
        CHECK(cri_thousandths(cri_thousandths(value)) == cri_thousandths(value));
    }
    CHECK(isnan(cri_thousandths((double)NAN)));
    CHECK(cri_thousandths(1e300) == 1e300);
    CHECK(!signbit(cri_thousandths(-0.0001)));
}

/* One group, once. */
static bool once(void *context, cruce_row_group *rows)
{
    cruce_row_group *only = context;
    *rows = *only;
    only->n_columns--;
    return rows->n_columns == 1;
}

TEST(rows_have_their_labels_and_a_summary_or_a_replicate_each)
{
    FILE *file;
    static const char *const summary[] = {"p50", "mean"}, *const label[] = {"2012-02",
                                                                            "Alpha, the first"};
    const double value[] = {1, 1.25};
    cruce_row_group rows = {.n_labels = 2,
                            .n_variants = 2,
                            .n_columns = 1,
                            .label = label,
                            .summary = summary,
                            .value = value};
    cruce_writer *w = writer_to(&file);
    cruce_writer_header(w, "place_months");
    cruce_writer_rows(w, once, &rows);
    rows.summary = NULL;
    rows.n_columns = 1;
    cruce_writer_header(w, "place_months_by_replicate");
    cruce_writer_rows(w, once, &rows);
    CHECK_I64(cruce_writer_finish(w, NULL), CRUCE_OK);
    CHECK_STR(read_back(file),
              "month,place,summary,persons\n"
              "2012-02,\"Alpha, the first\",p50,1\n2012-02,\"Alpha, the first\",mean,1.25\n"
              "month,place,replicate,persons\n"
              "2012-02,\"Alpha, the first\",1,1\n2012-02,\"Alpha, the first\",2,1.25\n");
}

TEST(a_table_by_replicate_has_the_columns_of_its_table)
{
    int32_t n;
    const cruce_column_info *all = cruce_columns_list(&n);
    cruce_column_info base[CRUCE_MOST_COLUMNS], its[CRUCE_MOST_COLUMNS];
    int n_with = 0;
    for (int32_t i = 0; i < n; i++) {
        char name[80];
        snprintf(name, sizeof name, "%s_by_replicate", all[i].table);
        int32_t n_base = cruce_table_columns(all[i].table, base),
                n_its = cruce_table_columns(name, its);
        bool has_summary = false;
        for (int32_t c = 0; c < n_base; c++) {
            bool is_summary = strcmp(base[c].name, "summary") == 0;
            has_summary = has_summary || is_summary;
            if (n_its > 0) {
                CHECK_STR(its[c].name, is_summary ? "replicate" : base[c].name);
                CHECK_STR(its[c].type, is_summary ? "whole" : base[c].type);
            }
        }
        CHECK_I64(n_its, has_summary ? n_base : 0);
        CHECK((cruce_table_sentence(name) != NULL) == has_summary);
        n_with += has_summary;
    }
    CHECK(n_with > 100);
    CHECK_I64(cruce_table_columns("no_such_table", base), 0);
    CHECK_I64(cruce_table_columns("_by_replicate", base), 0);
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
        cmocka_unit_test(a_number_kept_in_a_database_is_the_one_that_its_text_says),
        cmocka_unit_test(rows_have_their_labels_and_a_summary_or_a_replicate_each),
        cmocka_unit_test(a_table_by_replicate_has_the_columns_of_its_table),
        cmocka_unit_test(every_column_says_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
