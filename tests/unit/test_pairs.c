/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Differences by hand, and two small results made by hand: rows side by side, what differs, what cannot be compared.
 */
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "checks.h"
#include "cruce/pairs.h"

TEST(difference_is_taken_replicate_by_replicate)
{
    const double a[] = {10, 30, 20}, b[] = {9, 25, 20};
    double scratch[3];
    cruce_difference it = cruce_difference_of(a, b, 3, scratch);
    CHECK_F64_NEAR(it.a_p50, 20, 0);
    CHECK_F64_NEAR(it.b_p50, 20, 0);
    CHECK_F64_NEAR(it.p50, 1, 0); /* differences 1, 5, 0 */
    CHECK_F64_NEAR(it.mean, 2, 1e-12);
    CHECK_F64_NEAR(it.p05, 0.1, 1e-12);
    CHECK_F64_NEAR(it.p95, 4.6, 1e-12);
    CHECK_I64(it.n, 3);
    CHECK_I64(it.n_above, 2);
    CHECK_I64(it.n_below, 0);
}

TEST(replicates_without_a_number_are_left_out)
{
    const double none = (double)NAN;
    const double a[] = {none, 30, 20}, b[] = {9, 35, none};
    double scratch[3];
    cruce_difference it = cruce_difference_of(a, b, 3, scratch);
    CHECK_I64(it.n, 1);
    CHECK_F64_NEAR(it.p50, -5, 0);
    CHECK_F64_NEAR(it.p05, -5, 0);
    CHECK_I64(it.n_below, 1);
    it = cruce_difference_of(a, b, 1, scratch);
    CHECK_I64(it.n, 0);
    CHECK_I64(isnan(it.p50), 1);
}

/* --- results by hand --- */

static const char *const path[2] = {"test_pairs_a.gpkg", "test_pairs_b.gpkg"};

static void make_result(int which, const char *more)
{
    sqlite3 *db = NULL;
    unlink(path[which]);
    CHECK_I64(sqlite3_open(path[which], &db), SQLITE_OK);
    CHECK_I64(sqlite3_exec(
                  db,
                  "CREATE TABLE run_info (fid INTEGER PRIMARY KEY, key, value);"
                  "INSERT INTO run_info (key, value) VALUES ('seed', '1'), ('replicates', '2'),"
                  " ('days', '31'), ('title', 'Small');"
                  "CREATE TABLE inputs (fid INTEGER PRIMARY KEY, file, sha256);"
                  "INSERT INTO inputs (file, sha256) VALUES ('routes.csv', 'aa');"
                  "CREATE TABLE settings (fid INTEGER PRIMARY KEY, key, value);"
                  "INSERT INTO settings (key, value) VALUES ('spawn', '5');"
                  "CREATE TABLE place_months_by_replicate (fid INTEGER PRIMARY KEY, month TEXT,"
                  " place TEXT, replicate INTEGER, persons DOUBLE);"
                  "INSERT INTO place_months_by_replicate (month, place, replicate, persons) VALUES"
                  " ('2024-01', 'Haven', 1, 5), ('2024-01', 'Haven', 2, 7),"
                  " ('2024-01', 'Harbour', 1, NULL), ('2024-01', 'Harbour', 2, 3);",
                  NULL, NULL, NULL),
              SQLITE_OK);
    CHECK_I64(sqlite3_exec(db, more, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

static cruce_status keep_row(void *context, const cruce_pair_row *row, cruce_error *err)
{
    char *text = context;
    size_t used = strlen(text);
    (void)err;
    snprintf(text + used, 400 - used, "%s=%s %s=%s %s %g %g | %g %g;", row->label_name[0],
             row->label[0], row->label_name[1], row->label[1], row->column_name[0], row->a[0],
             row->a[1], row->b[0], row->b[1]);
    return CRUCE_OK;
}

static void keep_change(void *context, const cruce_pair_change *change)
{
    char *text = context;
    size_t used = strlen(text);
    snprintf(text + used, 400 - used, "%s %s %s %s;", change->what, change->name,
             change->a != NULL ? change->a : "-", change->b != NULL ? change->b : "-");
}

TEST(rows_stand_side_by_side)
{
    cruce_pair *pair = NULL;
    cruce_error err = {0};
    char text[400] = "";
    make_result(0, "");
    make_result(1, "UPDATE place_months_by_replicate SET persons = 4 WHERE fid < 3;"
                   "UPDATE inputs SET sha256 = 'bb'; INSERT INTO inputs VALUES (2, 'x.csv', 'cc');"
                   "UPDATE settings SET value = '6';");
    CHECK_I64(cruce_pair_open(&pair, path[0], path[1], &err), CRUCE_OK);
    CHECK_I64(cruce_pair_replicates_count(pair), 2);
    CHECK_STR(cruce_pair_info(pair, 1, "title"), "Small");
    CHECK_STR(cruce_pair_info(pair, 1, "variant"), "");
    CHECK_I64(cruce_pair_has(pair, "place_months"), true);
    CHECK_I64(cruce_pair_has(pair, "port_months"), false);
    CHECK_I64(cruce_pair_each(pair, "place_months", keep_row, text, &err), CRUCE_OK);
    CHECK_STR(text, "month=2024-01 place=Haven persons 5 7 | 4 4;"
                    "month=2024-01 place=Harbour persons nan 3 | nan 3;");
    text[0] = '\0';
    CHECK_I64(cruce_pair_changes(pair, keep_change, text, &err), CRUCE_OK);
    CHECK_STR(text, "input routes.csv aa bb;input x.csv - cc;setting spawn 5 6;");
    CHECK_I64(cruce_pair_each(pair, "port_months", keep_row, text, &err), CRUCE_ERR_INPUT);
    cruce_pair_close(pair);
}

/* What is said when the second result has been changed by some SQL. */
static void check_refused(const char *sql, const char *words)
{
    cruce_pair *pair = NULL;
    cruce_error err = {0};
    char text[400] = "";
    make_result(0, "");
    make_result(1, sql);
    cruce_status st = cruce_pair_open(&pair, path[0], path[1], &err);
    if (st == CRUCE_OK) {
        st = cruce_pair_each(pair, "place_months", keep_row, text, &err);
    }
    CHECK_I64(st, CRUCE_ERR_INPUT);
    CHECK_STR(strstr(err.message, words) != NULL ? words : err.message, words);
    cruce_pair_close(pair);
}

TEST(what_cannot_be_compared_is_named)
{
    check_refused("UPDATE run_info SET value = '2' WHERE key = 'seed'", "seed differs: 1 in");
    check_refused("UPDATE run_info SET value = '2' WHERE key = 'days'", "--days");
    check_refused("UPDATE place_months_by_replicate SET place = 'Haven' WHERE fid = 4", "Harbour");
    check_refused("DELETE FROM place_months_by_replicate WHERE fid = 4", "not the same rows");
    check_refused("DROP TABLE place_months_by_replicate", "has no table place_months_by_replicate");
    check_refused("DROP TABLE run_info", "has no table run_info; make it with this version");
    check_refused("CREATE TABLE map_places (place)", "has no places");
    unlink(path[1]);
    cruce_pair *pair = NULL;
    cruce_error err = {0};
    CHECK_I64(cruce_pair_open(&pair, path[0], path[1], &err), CRUCE_ERR_INPUT);
    CHECK_STR(strstr(err.message, "cannot open") != NULL ? "said" : err.message, "said");
    unlink(path[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(difference_is_taken_replicate_by_replicate),
        cmocka_unit_test(replicates_without_a_number_are_left_out),
        cmocka_unit_test(rows_stand_side_by_side),
        cmocka_unit_test(what_cannot_be_compared_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
