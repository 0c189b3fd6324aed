/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One run of a report: opens its GeoPackage, and reads what was simulated, when and how.
 * Tables are left to frames.c and lists.c.
 * Source: OGC 12-128r18; the table run_info of src/output/columns.def.
 */
#include <stdio.h>
#include <string.h>

#include "report/report_internal.h"

cruce_status cri_run_fail(const cri_run *run, cruce_error *err)
{
    if (sqlite3_errcode(run->db) == SQLITE_NOMEM) {
        return cri_no_memory(err);
    }
    return cri_fail(err, CRUCE_ERR_INPUT,
                    "%.150s cannot be read: %.80s; it may be damaged, run the scenario again",
                    run->path, sqlite3_errmsg(run->db));
}

cruce_status cri_run_prepare(const cri_run *run, const char *sql, sqlite3_stmt **statement,
                             cruce_error *err)
{
    if (sqlite3_prepare_v2(run->db, sql, -1, statement, NULL) == SQLITE_OK) {
        return CRUCE_OK;
    }
    const char *message = sqlite3_errmsg(run->db);
    if (strstr(message, "no such column") != NULL || strstr(message, "no such table") != NULL) {
        return cri_fail(err, CRUCE_ERR_INPUT,
                        "%.120s has %.80s, which this version needs; run the scenario again with "
                        "cruce %s",
                        run->path, message, CRUCE_VERSION);
    }
    return cri_run_fail(run, err);
}

bool cri_run_has(const cri_run *run, const char *table, const char *column)
{
    sqlite3_stmt *s = NULL;
    bool has = false;
    if (sqlite3_prepare_v2(run->db,
                           "SELECT 1 FROM pragma_table_info(?1) WHERE ?2 IS NULL OR name = ?2", -1,
                           &s, NULL) == SQLITE_OK) {
        sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, column, -1, SQLITE_STATIC);
        has = sqlite3_step(s) == SQLITE_ROW;
    }
    sqlite3_finalize(s);
    return has;
}

bool cri_run_is_of(const cri_run *run, cri_kinds kinds)
{
    return kinds == CRI_ANY_KIND || (kinds == CRI_BORDER_ONLY) == run->is_border;
}

/* Opened for reading; err says what the file is instead of a GeoPackage. */
static cruce_status open_file(cri_run *run, cruce_error *err)
{
    FILE *file = fopen(run->path, "rb"); /* SQLite says little of why it cannot open a file */
    if (file == NULL) {
        return cri_fail(err, CRUCE_ERR_INPUT, "cannot open %.200s: no such file, or not readable",
                        run->path);
    }
    fclose(file);
    if (sqlite3_open_v2(run->path, &run->db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        return cri_run_fail(run, err);
    }
    /* A column that is not there must not be read as a text, and nothing in somebody's file may run functions. */
    sqlite3_db_config(run->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(run->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    int status = sqlite3_exec(run->db, "SELECT 1 FROM gpkg_contents", NULL, NULL, NULL);
    if (status == SQLITE_OK) {
        return CRUCE_OK;
    }
    if (status == SQLITE_NOMEM || status == SQLITE_CORRUPT) {
        return cri_run_fail(run, err);
    }
    return cri_fail(err, CRUCE_ERR_INPUT,
                    "%.180s is no GeoPackage; make one with cruce run FOLDER -o NAME.gpkg",
                    run->path);
}

/* Text of a column, kept as long as the run; NULL for none. */
static const char *keep_text(cri_run *run, sqlite3_stmt *s, int column, bool *has_failed)
{
    const char *text = (const char *)sqlite3_column_text(s, column);
    if (text == NULL) {
        return NULL;
    }
    const char *kept = cri_arena_text(&run->arena, text, strlen(text));
    *has_failed = *has_failed || kept == NULL;
    return kept;
}

/* What the table run_info says; first_day becomes the day from which a border reports. */
static cruce_status read_info(cri_run *run, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    bool has_failed = false;
    TRY(cri_run_prepare(
        run,
        "WITH i AS (SELECT json_group_object(key, value) AS j FROM run_info)"
        " SELECT j ->> '$.title', j ->> '$.engine', j ->> '$.version', j ->> '$.start_date',"
        " j ->> '$.variant', j ->> '$.variant_title', CAST(j ->> '$.seed' AS INTEGER),"
        " CAST(j ->> '$.replicates' AS INTEGER), j ->> '$.kind' = 'border',"
        " CAST(julianday(j ->> '$.report_from') - julianday(j ->> '$.start_date') AS INTEGER),"
        " nullif(j ->> '$.fit_until', ''), j ->> '$.continued_from'"
        " FROM i",
        &s, err));
    if (sqlite3_step(s) != SQLITE_ROW) {
        st = cri_run_fail(run, err);
        goto done;
    }
    run->title = keep_text(run, s, 0, &has_failed);
    run->engine = keep_text(run, s, 1, &has_failed);
    run->version = keep_text(run, s, 2, &has_failed);
    run->start_date = keep_text(run, s, 3, &has_failed);
    run->variant = keep_text(run, s, 4, &has_failed);
    run->variant_title = keep_text(run, s, 5, &has_failed);
    run->fit_until = keep_text(run, s, 10, &has_failed);
    run->continued_from = keep_text(run, s, 11, &has_failed);
    run->engine = run->engine != NULL ? run->engine : "";
    run->seed = sqlite3_column_int64(s, 6);
    run->n_replicates = sqlite3_column_int64(s, 7);
    run->is_border = sqlite3_column_int(s, 8) != 0;
    run->first_day = run->is_border ? sqlite3_column_int(s, 9) : 0;
    if (has_failed) {
        st = cri_no_memory(err);
    } else if (run->start_date == NULL || run->n_replicates < 1) {
        st = cri_fail(err, CRUCE_ERR_INPUT,
                      "%.180s: its table run_info names no start_date and replicates", run->path);
    }
done:
    sqlite3_finalize(s);
    return st;
}

/* The days that the tables hold, or, where totals were not wanted, those of the run; and the months these touch. */
static cruce_status read_days(cri_run *run, cruce_error *err)
{
    enum { MOST_DAYS = 1000000 };
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    TRY(cri_run_prepare(run,
                        cri_run_has(run, "totals", NULL)
                            ? "SELECT min(day), max(day) FROM totals"
                            : "SELECT 0, value - 1 FROM run_info WHERE key = 'days'",
                        &s, err));
    int status = sqlite3_step(s);
    if (status != SQLITE_ROW && status != SQLITE_DONE) {
        st = cri_run_fail(run, err);
        goto done;
    }
    bool has_days = status == SQLITE_ROW && sqlite3_column_type(s, 0) != SQLITE_NULL;
    int64_t first = has_days ? sqlite3_column_int64(s, 0) : 0;
    int64_t last = has_days ? sqlite3_column_int64(s, 1) : -1;
    first = first > run->first_day ? first : run->first_day;
    if (first < 0 || last < first || last >= MOST_DAYS) {
        st = cri_fail(err, CRUCE_ERR_INPUT,
                      "%.180s has no day to show; run the scenario for longer", run->path);
        goto done;
    }
    run->first_day = (int32_t)first;
    run->n_days = (int32_t)(last - first + 1);
done:
    sqlite3_finalize(s);
    return st;
}

static cruce_status read_months(cri_run *run, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    int status;
    run->month = cri_arena_array(&run->arena, run->n_days / 28 + 3, sizeof *run->month);
    if (run->month == NULL) {
        return cri_no_memory(err);
    }
    TRY(cri_run_prepare(
        run,
        "WITH RECURSIVE d(first, last) AS (SELECT date(?1, ?2 || ' days'), date(?1, ?3 || ' "
        "days')),"
        " m(month, last) AS (SELECT date(first, 'start of month'), last FROM d UNION ALL"
        " SELECT date(month, '+1 month'), last FROM m WHERE date(month, '+1 month') <= last)"
        " SELECT substr(month, 1, 7), (SELECT first FROM d) FROM m",
        &s, err));
    sqlite3_bind_text(s, 1, run->start_date, -1, SQLITE_STATIC);
    sqlite3_bind_int(s, 2, run->first_day);
    sqlite3_bind_int(s, 3, run->first_day + run->n_days - 1);
    while ((status = sqlite3_step(s)) == SQLITE_ROW) {
        const char *month = (const char *)sqlite3_column_text(s, 0);
        const char *date = (const char *)sqlite3_column_text(s, 1);
        if (month != NULL && date != NULL && run->n_months < run->n_days / 28 + 3) {
            snprintf(run->month[run->n_months++].text, sizeof run->month->text, "%s", month);
            snprintf(run->first_date, sizeof run->first_date, "%s", date);
        }
    }
    st = status == SQLITE_DONE ? CRUCE_OK : cri_run_fail(run, err);
    if (st == CRUCE_OK && run->n_months == 0) {
        st = cri_fail(err, CRUCE_ERR_INPUT, "%.150s: its start_date '%.40s' is no date", run->path,
                      run->start_date);
    }
done:
    sqlite3_finalize(s);
    return st;
}

/* Whether the file is a result, and one of this version. */
static cruce_status look_at_tables(const cri_run *run, cruce_error *err)
{
    if (cri_run_has(run, "run_info", NULL)) {
        return CRUCE_OK;
    }
    if (cri_run_has(run, "documents", NULL)) {
        return cri_fail(err, CRUCE_ERR_INPUT,
                        "%.150s was made by an earlier cruce or with --tables: it has no table "
                        "'run_info'; run the scenario again",
                        run->path);
    }
    return cri_fail(err, CRUCE_ERR_INPUT,
                    "%.150s is a GeoPackage, but no result of cruce run: it has no table "
                    "'run_info'",
                    run->path);
}

cruce_status cri_run_open(cri_run *run, const char *path, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    *run = (cri_run){.path = path};
    TRY(open_file(run, err));
    TRY(look_at_tables(run, err));
    TRY(read_info(run, err));
    TRY(read_days(run, err));
    TRY(read_months(run, err));
done:
    return st;
}

void cri_run_close(cri_run *run)
{
    sqlite3_close(run->db);
    cri_arena_free(&run->arena);
    *run = (cri_run){0};
}

/* --- whether runs can stand in one report --- */

/* The first place that only one of two runs has; NULL on failure or if there is none. Kept as long as run a. */
static cruce_status find_stranger(cri_run *a, const cri_run *b, const char **stranger,
                                  cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL, *other = NULL;
    int status = SQLITE_DONE;
    bool has_failed = false, is_there = true;
    *stranger = NULL;
    TRY(cri_run_prepare(a, "SELECT place FROM map_places ORDER BY fid", &s, err));
    TRY(cri_run_prepare(b, "SELECT 1 FROM map_places WHERE place = ?", &other, err));
    while (is_there && (status = sqlite3_step(s)) == SQLITE_ROW) {
        const char *place = keep_text(a, s, 0, &has_failed);
        sqlite3_reset(other);
        sqlite3_bind_text(other, 1, place, -1, SQLITE_STATIC);
        is_there = place == NULL || sqlite3_step(other) == SQLITE_ROW;
        *stranger = is_there ? NULL : place;
    }
    if (has_failed) {
        st = cri_no_memory(err);
    } else if (is_there && status != SQLITE_DONE) {
        st = cri_run_fail(a, err);
    }
done:
    sqlite3_finalize(s);
    sqlite3_finalize(other);
    return st;
}

static const char *kind_of(const cri_run *run)
{
    return run->is_border ? "a border" : "displacement";
}

cruce_status cri_run_goes_with(cri_run *run, cri_run *first, cruce_error *err)
{
    const char *stranger = NULL;
    if (run->is_border != first->is_border) {
        return cri_fail(err, CRUCE_ERR_INPUT,
                        "%.100s is %s, %.100s is %s; make a report of each by itself", first->path,
                        kind_of(first), run->path, kind_of(run));
    }
    if (strcmp(run->first_date, first->first_date) != 0 || run->n_days != first->n_days) {
        return cri_fail(err, CRUCE_ERR_INPUT,
                        "%.80s has %d days from %s on, %.80s %d from %s on; a report needs runs of "
                        "the same days",
                        first->path, (int)first->n_days, first->first_date, run->path,
                        (int)run->n_days, run->first_date);
    }
    cri_run *const pair[2] = {run, first};
    for (int i = 0;
         i < 2 && cri_run_has(run, "map_places", NULL) && cri_run_has(first, "map_places", NULL);
         i++) {
        cruce_status st = find_stranger(pair[i], pair[1 - i], &stranger, err);
        if (st != CRUCE_OK) {
            return st;
        }
        if (stranger != NULL) {
            return cri_fail(err, CRUCE_ERR_INPUT,
                            "only %.100s has the place '%.60s'; a report needs runs of one "
                            "scenario, make one of each",
                            pair[i]->path, stranger);
        }
    }
    return CRUCE_OK;
}

/* --- names --- */

/* "results/deal.gpkg" is called deal. */
static const char *file_name(cri_run *run)
{
    const char *slash = strrchr(run->path, '/');
    const char *name = slash != NULL ? slash + 1 : run->path;
    size_t length = strlen(name);
    if (length > 5 && strcmp(name + length - 5, ".gpkg") == 0) {
        length -= 5;
    }
    return cri_arena_text(&run->arena, name, length);
}

static bool is_taken(const cri_run *run, int32_t n, int32_t but, const char *name)
{
    for (int32_t i = 0; i < n; i++) {
        if (i != but && run[i].name != NULL && strcmp(run[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Adds a number to a name that a run before it has too. */
static const char *number_name(cri_run *run, int32_t i)
{
    const char *name = run[i].name;
    char numbered[600];
    for (int32_t number = 2; name != NULL && is_taken(run, i, i, name); number++) {
        snprintf(numbered, sizeof numbered, "%.500s (%d)", run[i].name, (int)number);
        name = cri_arena_text(&run[i].arena, numbered, strlen(numbered));
    }
    return name;
}

cruce_status cri_run_name_all(cri_run *run, int32_t n, cruce_error *err)
{
    bool by_file[CRUCE_REPORT_MOST_RUNS];
    for (int32_t i = 0; i < n; i++) {
        run[i].name = run[i].variant != NULL ? run[i].variant : run[i].is_border ? "base" : "";
    }
    for (int32_t i = 0; i < n; i++) {
        by_file[i] = run[i].name[0] == '\0' || is_taken(run, n, i, run[i].name);
    }
    for (int32_t i = 0; i < n; i++) {
        run[i].name = by_file[i] ? file_name(&run[i]) : run[i].name;
    }
    for (int32_t i = 0; i < n; i++) {
        run[i].name = number_name(run, i);
        if (run[i].name == NULL) {
            return cri_no_memory(err);
        }
    }
    return CRUCE_OK;
}
