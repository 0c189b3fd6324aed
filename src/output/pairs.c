/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two results side by side: opening them, whether they can be compared, and what they were made from that differs.
 * Their rows are pairs_rows.c.
 * Source: Law (2015), Simulation Modeling and Analysis, 5th ed., 11.2 (common random numbers).
 */
#include "output/pairs.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

cruce_status cri_pair_fail(const cruce_pair *pair, cruce_error *err)
{
    if (sqlite3_errcode(pair->db) == SQLITE_NOMEM) {
        return cri_no_memory(err);
    }
    return cri_fail(err, CRUCE_ERR_INPUT, "cannot read %.50s beside %.50s: %.40s", pair->path[0],
                    pair->path[1], sqlite3_errmsg(pair->db));
}

cruce_status cri_pair_prepare(const cruce_pair *pair, const char *sql, sqlite3_stmt **statement,
                              cruce_error *err)
{
    return sqlite3_prepare_v2(pair->db, sql, -1, statement, NULL) == SQLITE_OK
               ? CRUCE_OK
               : cri_pair_fail(pair, err);
}

bool cri_pair_has_table(const cruce_pair *pair, int which, const char *table)
{
    sqlite3_stmt *s = NULL;
    bool has = false;
    const char *sql = which == 0 ? "SELECT 1 FROM main.sqlite_master WHERE name = ?"
                                 : "SELECT 1 FROM other.sqlite_master WHERE name = ?";
    if (sqlite3_prepare_v2(pair->db, sql, -1, &s, NULL) == SQLITE_OK) {
        sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
        has = sqlite3_step(s) == SQLITE_ROW;
    }
    sqlite3_finalize(s);
    return has;
}

/* --- opening --- */

/* SQLite says little of why it cannot open a file. */
static cruce_status look_at_file(const char *path, cruce_error *err)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        return cri_fail(err, CRUCE_ERR_INPUT, "cannot open %.120s: no such file, or not readable",
                        path);
    }
    fclose(file);
    return CRUCE_OK;
}

static cruce_status attach(cruce_pair *pair, cruce_error *err)
{
    sqlite3_stmt *s = NULL;
    cruce_status st = cri_pair_prepare(pair, "ATTACH ?1 AS other", &s, err);
    if (st == CRUCE_OK) {
        sqlite3_bind_text(s, 1, pair->path[1], -1, SQLITE_STATIC);
        st = sqlite3_step(s) == SQLITE_DONE ? CRUCE_OK : cri_pair_fail(pair, err);
    }
    sqlite3_finalize(s);
    return st;
}

static cruce_status open_both(cruce_pair *pair, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    TRY(look_at_file(pair->path[0], err));
    TRY(look_at_file(pair->path[1], err));
    if (sqlite3_open_v2(pair->path[0], &pair->db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        return cri_pair_fail(pair, err);
    }
    sqlite3_db_config(pair->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL); /* somebody's file */
    sqlite3_db_config(pair->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    TRY(attach(pair, err));
    static const char *const needed[] = {"run_info", "inputs", "settings"};
    for (int i = 0; i < 6; i++) {
        if (!cri_pair_has_table(pair, i / 3, needed[i % 3])) {
            return cri_fail(err, CRUCE_ERR_INPUT,
                            "%.70s has no table %s; make it with this version: cruce run FOLDER "
                            "-o NAME.gpkg, without --tables",
                            pair->path[i / 3], needed[i % 3]);
        }
    }
done:
    return st;
}

static cruce_status read_info(cruce_pair *pair, int which, cruce_error *err)
{
    sqlite3_stmt *s = NULL;
    cruce_status st = cri_pair_prepare(
        pair,
        which == 0 ? "SELECT key, ifnull(value, '') FROM main.run_info WHERE key <> 'set'"
                   : "SELECT key, ifnull(value, '') FROM other.run_info WHERE key <> 'set'",
        &s, err);
    while (st == CRUCE_OK && sqlite3_step(s) == SQLITE_ROW) {
        int k = pair->n_keys[which];
        const char *key = (const char *)sqlite3_column_text(s, 0);
        const char *value = (const char *)sqlite3_column_text(s, 1);
        if (k == CRI_PAIR_KEYS) {
            st = cri_fail(err, CRUCE_ERR_INPUT, "%.180s: its table run_info has too many rows",
                          pair->path[which]);
        } else if (key != NULL && value != NULL) {
            snprintf(pair->key[which][k], sizeof pair->key[which][k], "%s", key);
            snprintf(pair->value[which][k], sizeof pair->value[which][k], "%s", value);
            pair->n_keys[which]++;
        }
    }
    sqlite3_finalize(s);
    return st;
}

const char *cruce_pair_info(const cruce_pair *pair, int which, const char *key)
{
    for (int k = 0; k < pair->n_keys[which]; k++) {
        if (strcmp(pair->key[which][k], key) == 0) {
            return pair->value[which][k];
        }
    }
    return "";
}

/* --- whether they can be compared --- */

static cruce_status compare_info(const cruce_pair *pair, cruce_error *err)
{
    static const struct {
        const char *key, *advice;
    } must[] = {{"kind", "compare two runs of one scenario"},
                {"version", "run both with one version of cruce"},
                {"seed", "chance is not shared; run both with one --seed"},
                {"replicates", "run both with one --replicates"},
                {"engine", "run both with one --engine"},
                {"start_date", "run both from one day"},
                {"continued_from", "run both whole, or continue both from states of one day"},
                {"days", "run both with one --days"},
                {"report_from", "set one report_from in scenario.yml"}};
    for (size_t i = 0; i < sizeof must / sizeof *must; i++) {
        const char *a = cruce_pair_info(pair, 0, must[i].key);
        const char *b = cruce_pair_info(pair, 1, must[i].key);
        if (strcmp(a, b) != 0) {
            return cri_fail(err, CRUCE_ERR_INPUT, "%s differs: %.16s in %.32s, %.16s in %.32s; %s",
                            must[i].key, a[0] != '\0' ? a : "none", pair->path[0],
                            b[0] != '\0' ? b : "none", pair->path[1], must[i].advice);
        }
    }
    return CRUCE_OK;
}

/* The first name that one has and the other has not; a query's result is "which name". */
static cruce_status compare_names(const cruce_pair *pair, const char *table, const char *what,
                                  const char *name, cruce_error *err)
{
    sqlite3_stmt *s = NULL;
    char sql[500];
    cruce_status st = CRUCE_OK;
    bool has[2] = {cri_pair_has_table(pair, 0, table), cri_pair_has_table(pair, 1, table)};
    if (!has[0] && !has[1]) {
        return CRUCE_OK;
    }
    if (has[0] != has[1]) {
        return cri_fail(err, CRUCE_ERR_INPUT, "%.80s has no %ss; compare runs of one network",
                        pair->path[has[0] ? 1 : 0], what);
    }
    snprintf(sql, sizeof sql,
             "SELECT 0, n FROM (SELECT %s AS n FROM main.%s EXCEPT SELECT %s FROM other.%s)"
             " UNION ALL"
             " SELECT 1, n FROM (SELECT %s AS n FROM other.%s EXCEPT SELECT %s FROM main.%s)",
             name, table, name, table, name, table, name, table);
    TRY(cri_pair_prepare(pair, sql, &s, err));
    if (sqlite3_step(s) == SQLITE_ROW) {
        int which = sqlite3_column_int(s, 0);
        const char *text = (const char *)sqlite3_column_text(s, 1);
        st = cri_fail(err, CRUCE_ERR_INPUT,
                      "only %.48s has the %s '%.32s'; compare runs of one network",
                      pair->path[which], what, text != NULL ? text : "");
    }
done:
    sqlite3_finalize(s);
    return st;
}

cruce_status cruce_pair_open(cruce_pair **pair, const char *path_a, const char *path_b,
                             cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_pair *it = cri_calloc(1, sizeof *it);
    *pair = NULL;
    if (it == NULL) {
        return cri_no_memory(err);
    }
    snprintf(it->path[0], sizeof it->path[0], "%s", path_a);
    snprintf(it->path[1], sizeof it->path[1], "%s", path_b);
    TRY(open_both(it, err));
    TRY(read_info(it, 0, err));
    TRY(read_info(it, 1, err));
    TRY(compare_info(it, err));
    TRY(compare_names(it, "map_places", "place", "place", err));
    TRY(compare_names(it, "map_ports", "crossing", "crossing || ':' || mode", err));
    it->n_replicates = (int32_t)strtol(cruce_pair_info(it, 0, "replicates"), NULL, 10);
    if (it->n_replicates < 1) {
        st = cri_fail(err, CRUCE_ERR_INPUT, "%.100s does not say how many replicates it has",
                      path_a);
    }
done:
    if (st == CRUCE_OK) {
        *pair = it;
    } else {
        cruce_pair_close(it);
    }
    return st;
}

void cruce_pair_close(cruce_pair *pair)
{
    if (pair != NULL) {
        sqlite3_close(pair->db);
        cri_free(pair);
    }
}

int32_t cruce_pair_replicates_count(const cruce_pair *pair)
{
    return pair->n_replicates;
}

/* --- what they were made from --- */

static cruce_status tell_changes(const cruce_pair *pair, const char *what, const char *table,
                                 const char *name, const char *value, cruce_pair_change_fn *take,
                                 void *context, cruce_error *err)
{
    sqlite3_stmt *s = NULL;
    char sql[700];
    cruce_status st = CRUCE_OK;
    if (!cri_pair_has_table(pair, 0, table) || !cri_pair_has_table(pair, 1, table)) {
        return CRUCE_OK; /* a displacement has no parameters */
    }
    snprintf(sql, sizeof sql,
             "SELECT n, x, y FROM (SELECT a.%s AS n, a.%s AS x, b.%s AS y FROM main.%s a"
             " LEFT JOIN other.%s b ON b.%s = a.%s UNION ALL"
             " SELECT b.%s, NULL, b.%s FROM other.%s b"
             " WHERE b.%s NOT IN (SELECT %s FROM main.%s)) WHERE x IS NOT y ORDER BY n",
             name, value, value, table, table, name, name, name, value, table, name, name, table);
    TRY(cri_pair_prepare(pair, sql, &s, err));
    while (sqlite3_step(s) == SQLITE_ROW) {
        cruce_pair_change change = {what, (const char *)sqlite3_column_text(s, 0),
                                    (const char *)sqlite3_column_text(s, 1),
                                    (const char *)sqlite3_column_text(s, 2)};
        if (change.name != NULL) {
            take(context, &change);
        }
    }
done:
    sqlite3_finalize(s);
    return st;
}

cruce_status cruce_pair_changes(const cruce_pair *pair, cruce_pair_change_fn *take, void *context,
                                cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    TRY(tell_changes(pair, "input", "inputs", "file", "sha256", take, context, err));
    TRY(tell_changes(pair, "setting", "settings", "key", "value", take, context, err));
    TRY(tell_changes(pair, "parameter", "parameters", "name", "value", take, context, err));
done:
    return st;
}
