/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    writing a report of two runs while the n-th allocation fails, for every n: alone, and with all that follow. Each
 *         time CRUCE_ERR_MEMORY and nothing left behind (the sanitizers look); at last the page is whole
 * Leaves  to tests/scripts/report_data.py: what is in the page
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "checks.h"
#include "cruce/report.h"

/* Small, with frames, lists and pairs; without saved states, since to pack the simulator for each n takes minutes. */
static const char tables[] =
    "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT);"
    "CREATE TABLE gpkg_data_columns (table_name TEXT, column_name TEXT, title TEXT);"
    "CREATE TABLE run_info (fid INTEGER PRIMARY KEY, key TEXT, value TEXT);"
    "INSERT INTO run_info (key, value) VALUES ('title', 'Two towns'), ('kind', 'displacement'),"
    " ('version', '" CRUCE_VERSION "'), ('engine', 'cohorts'), ('seed', '1'), ('replicates', '2'),"
    " ('start_date', '2020-01-01'), ('report_from', '2020-01-01'), ('days', '2');"
    "CREATE TABLE documents (fid INTEGER PRIMARY KEY, name TEXT, text TEXT);"
    "CREATE TABLE map_places (fid INTEGER PRIMARY KEY, geom BLOB, place TEXT, region TEXT,"
    " country TEXT, type TEXT, capacity INTEGER, population INTEGER, sector TEXT, local_name TEXT);"
    "INSERT INTO map_places (place, type) VALUES ('A', 'town'), ('B', 'camp');"
    "CREATE TABLE totals (fid INTEGER PRIMARY KEY, day INTEGER, date TEXT, quantity TEXT,"
    " summary TEXT, value DOUBLE);"
    "INSERT INTO totals (day, date, quantity, summary, value) VALUES"
    " (0, '2020-01-01', 'displaced', 'p50', 1), (1, '2020-01-02', 'displaced', 'p50', 2.5);"
    "CREATE TABLE place_months_by_replicate (fid INTEGER PRIMARY KEY, month TEXT, place TEXT,"
    " replicate INTEGER, persons DOUBLE);"
    "INSERT INTO place_months_by_replicate (month, place, replicate, persons) VALUES"
    " ('2020-01', 'A', 1, 3), ('2020-01', 'A', 2, 4), ('2020-01', 'B', 1, 5), ('2020-01', 'B', 2, "
    "5);"
    "CREATE TABLE settings (fid INTEGER PRIMARY KEY, key TEXT, value TEXT, origin TEXT);"
    "CREATE TABLE parameters (fid INTEGER PRIMARY KEY, name TEXT, value DOUBLE, unit TEXT, low "
    "DOUBLE,"
    " high DOUBLE, origin TEXT, quality TEXT, source TEXT);"
    "CREATE TABLE inputs (fid INTEGER PRIMARY KEY, file TEXT, sha256 TEXT, bytes INTEGER,"
    " content BLOB);"
    "INSERT INTO inputs (file, sha256, content) VALUES ('a.csv', 'x', 'text');";

static char path[2][64];

static int make_runs(void **unused)
{
    (void)unused;
    for (int i = 0; i < 2; i++) {
        sqlite3 *db = NULL;
        snprintf(path[i], sizeof path[i], "/tmp/cruce-report-%ld-%d.gpkg", (long)getpid(), i);
        unlink(path[i]);
        if (sqlite3_open(path[i], &db) != SQLITE_OK ||
            sqlite3_exec(db, tables, NULL, NULL, NULL) != SQLITE_OK) {
            fprintf(stderr, "%s\n", sqlite3_errmsg(db));
            sqlite3_close(db);
            return 1;
        }
        sqlite3_close(db);
    }
    return 0;
}

static int remove_runs(void **unused)
{
    (void)unused;
    unlink(path[0]);
    unlink(path[1]);
    return 0;
}

/* Writes a report while the n-th allocation fails (0: none); its size, if it is whole. */
static cruce_status write_page(int64_t n, bool for_ever, long *n_bytes)
{
    const char *const runs[2] = {path[0], path[1]};
    cruce_error err = {0};
    FILE *page = tmpfile();
    CHECK(page != NULL);
    cruce_writer *writer = cruce_writer_create(NULL, page, "page", &err);
    CHECK(writer != NULL);
    cri_fail_allocation(n, for_ever);
    cruce_status st = cruce_report_write(writer, runs, 2, &err);
    cri_fail_allocation(0, false);
    CHECK_I64(err.code, st);
    CHECK_I64(cruce_writer_finish(writer, NULL), CRUCE_OK);
    *n_bytes = ftell(page);
    fclose(page);
    return st;
}

static void fail_each(bool for_ever)
{
    long whole = 0, n_bytes = 0;
    CHECK_I64(write_page(0, false, &whole), CRUCE_OK);
    for (int64_t n = 1;; n++) {
        cruce_status st = write_page(n, for_ever, &n_bytes);
        if (st == CRUCE_OK) {
            CHECK(n > 50);
            CHECK_I64(n_bytes, whole);
            return;
        }
        CHECK_I64(st, CRUCE_ERR_MEMORY);
        CHECK(n < 100000);
    }
}

TEST(any_one_allocation_may_fail)
{
    fail_each(false);
}

TEST(memory_may_end_at_any_allocation)
{
    fail_each(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_one_allocation_may_fail),
        cmocka_unit_test(memory_may_end_at_any_allocation),
    };
    return cmocka_run_group_tests(tests, make_runs, remove_runs);
}
