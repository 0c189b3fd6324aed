/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The rows of two results, replicate beside replicate, and what the replicates say of a difference.
 * Opening the results and whether they can be compared are pairs.c.
 * Source: Law (2015), Simulation Modeling and Analysis, 5th ed., 11.2.
 */
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cruce/elementary.h"
#include "output/pairs.h"

/* --- one difference --- */

static int ascending(const void *a, const void *b)
{
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static double median(double *value, int32_t n)
{
    qsort(value, (size_t)n, sizeof *value, ascending);
    return cruce_quantile_sorted(value, n, 0.5);
}

/* The numbers of `from` in the replicates where both have one; returns how many. */
static int32_t take_common(const double *from, const double *a, const double *b, int32_t n,
                           double *to)
{
    int32_t used = 0;
    for (int32_t r = 0; r < n; r++) {
        if (!isnan(a[r]) && !isnan(b[r])) {
            to[used++] = from[r];
        }
    }
    return used;
}

cruce_difference cruce_difference_of(const double *a, const double *b, int32_t n, double *scratch)
{
    const double none = (double)NAN;
    cruce_difference it = {none, none, none, none, none, none, 0, 0, 0};
    double sum = 0;
    it.n = take_common(a, a, b, n, scratch);
    if (it.n == 0) {
        return it;
    }
    it.a_p50 = median(scratch, it.n);
    take_common(b, a, b, n, scratch);
    it.b_p50 = median(scratch, it.n);
    int32_t used = 0;
    for (int32_t r = 0; r < n; r++) {
        if (!isnan(a[r]) && !isnan(b[r])) {
            scratch[used++] = a[r] - b[r];
            it.n_above += a[r] > b[r];
            it.n_below += a[r] < b[r];
        }
    }
    for (int32_t i = 0; i < used; i++) {
        sum += scratch[i];
    }
    it.mean = sum / used;
    it.p50 = median(scratch, used);
    it.p05 = cruce_quantile_sorted(scratch, used, 0.05);
    it.p95 = cruce_quantile_sorted(scratch, used, 0.95);
    return it;
}

/* --- rows --- */

/* The columns of a table as they stand in the database: fid, labels, `replicate`, numbers. */
typedef struct reading {
    const cruce_pair *pair;
    const char *table;
    sqlite3_stmt *s;
    int n_all; /* columns of one of the two */
    int32_t n_labels, n_columns, n_replicates;
    const char *label_name[CRUCE_MOST_PAIR_LABELS], *column_name[CRUCE_MOST_PAIR_COLUMNS];
    char label[CRUCE_MOST_PAIR_LABELS][160];
    double *value; /* [2][n_columns * n_replicates] */
} reading;

/* With one replicate there may be no table of all of them, and the rows of the other are it. */
static const char *table_in_file(const cruce_pair *pair, const char *table, char text[80])
{
    snprintf(text, 80, "%.60s_by_replicate", table);
    if (!cri_pair_has_table(pair, 0, text) && pair->n_replicates == 1) {
        snprintf(text, 80, "%.60s", table);
    }
    return text;
}

bool cruce_pair_has(const cruce_pair *pair, const char *table)
{
    char text[80];
    table_in_file(pair, table, text);
    return cri_pair_has_table(pair, 0, text) && cri_pair_has_table(pair, 1, text);
}

static cruce_status find_columns(reading *it, cruce_error *err)
{
    bool is_number = false;
    it->n_all = sqlite3_column_count(it->s) / 2;
    for (int c = 1; c < it->n_all; c++) {
        const char *name = sqlite3_column_name(it->s, c);
        bool is_replicate = strcmp(name, "replicate") == 0 || strcmp(name, "summary") == 0;
        if (!is_replicate && !is_number && it->n_labels < CRUCE_MOST_PAIR_LABELS) {
            it->label_name[it->n_labels++] = name;
        } else if (is_number && it->n_columns < CRUCE_MOST_PAIR_COLUMNS) {
            it->column_name[it->n_columns++] = name;
        }
        is_number = is_number || is_replicate;
    }
    if (2 + it->n_labels + it->n_columns != it->n_all) {
        return cri_fail(err, CRUCE_ERR_INPUT, "%.60s: the table %.60s is not one of cruce's",
                        it->pair->path[0], it->table);
    }
    return CRUCE_OK;
}

/* Rows are joined by number, so both tables have to end with the same one. */
static cruce_status check_length(const cruce_pair *pair, const char *table, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    char *sql = sqlite3_mprintf("SELECT (SELECT max(fid) FROM main.\"%w\") IS"
                                " (SELECT max(fid) FROM other.\"%w\")",
                                table, table);
    if (sql == NULL) {
        return cri_no_memory(err);
    }
    TRY(cri_pair_prepare(pair, sql, &s, err));
    if (sqlite3_step(s) != SQLITE_ROW || sqlite3_column_int(s, 0) == 0) {
        st = cri_fail(err, CRUCE_ERR_INPUT,
                      "the table %.60s has not the same rows in both; compare runs of one network",
                      table);
    }
done:
    sqlite3_finalize(s);
    sqlite3_free(sql);
    return st;
}

static cruce_status prepare(reading *it, cruce_error *err)
{
    char table[80];
    table_in_file(it->pair, it->table, table);
    if (!cruce_pair_has(it->pair, it->table)) {
        bool in_a = cri_pair_has_table(it->pair, 0, table);
        return cri_fail(err, CRUCE_ERR_INPUT, "%.80s has no table %.60s",
                        it->pair->path[in_a ? 1 : 0], table);
    }
    cruce_status st = check_length(it->pair, table, err);
    if (st != CRUCE_OK) {
        return st;
    }
    char *sql = sqlite3_mprintf("SELECT a.*, b.* FROM main.\"%w\" a JOIN other.\"%w\" b"
                                " ON b.fid = a.fid ORDER BY a.fid",
                                table, table);
    if (sql == NULL) {
        return cri_no_memory(err);
    }
    TRY(cri_pair_prepare(it->pair, sql, &it->s, err));
    TRY(find_columns(it, err));
    it->value =
        cri_calloc((size_t)it->n_columns * (size_t)it->n_replicates * 2 + 1, sizeof *it->value);
    if (it->value == NULL) {
        st = cri_no_memory(err);
    }
done:
    sqlite3_free(sql);
    return st;
}

static const char *text_at(const reading *it, int column)
{
    const char *text = (const char *)sqlite3_column_text(it->s, column);
    return text != NULL ? text : "";
}

/* Every replicate of both has to be of the same thing. */
static cruce_status check_labels(reading *it, int32_t replicate, cruce_error *err)
{
    for (int32_t i = 0; i < it->n_labels; i++) {
        const char *a = text_at(it, 1 + i), *b = text_at(it, it->n_all + 1 + i);
        if (replicate == 0) {
            snprintf(it->label[i], sizeof it->label[i], "%s", a);
        }
        if (strcmp(a, b) != 0 || strncmp(a, it->label[i], sizeof it->label[i] - 1) != 0) {
            return cri_fail(err, CRUCE_ERR_INPUT,
                            "%.50s: a row is of '%.24s' in one and '%.24s' in the other; compare "
                            "runs of one network",
                            it->table, a, b);
        }
    }
    return CRUCE_OK;
}

static void take_numbers(reading *it, int32_t replicate)
{
    for (int which = 0; which < 2; which++) {
        double *to = it->value + (size_t)which * (size_t)it->n_columns * (size_t)it->n_replicates;
        for (int32_t c = 0; c < it->n_columns; c++) {
            int column = which * it->n_all + 2 + it->n_labels + c;
            to[c * it->n_replicates + replicate] = sqlite3_column_type(it->s, column) == SQLITE_NULL
                                                       ? (double)NAN
                                                       : sqlite3_column_double(it->s, column);
        }
    }
}

static cruce_status go_through(reading *it, cruce_pair_row_fn *take, void *context,
                               cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const char *label[CRUCE_MOST_PAIR_LABELS];
    int32_t replicate = 0;
    for (int32_t i = 0; i < it->n_labels; i++) {
        label[i] = it->label[i];
    }
    cruce_pair_row row = {.n_labels = it->n_labels,
                          .n_columns = it->n_columns,
                          .n_replicates = it->n_replicates,
                          .label_name = it->label_name,
                          .label = label,
                          .column_name = it->column_name,
                          .a = it->value,
                          .b = it->value + (size_t)it->n_columns * (size_t)it->n_replicates};
    int step;
    while ((step = sqlite3_step(it->s)) == SQLITE_ROW) {
        TRY(check_labels(it, replicate, err));
        take_numbers(it, replicate);
        replicate++;
        if (replicate == it->n_replicates) {
            TRY(take(context, &row, err));
            replicate = 0;
        }
    }
    if (step != SQLITE_DONE) {
        return cri_pair_fail(it->pair, err);
    }
    if (replicate != 0) {
        st = cri_fail(err, CRUCE_ERR_INPUT, "%.60s: the table %.60s is cut", it->pair->path[0],
                      it->table);
    }
done:
    return st;
}

cruce_status cruce_pair_each(const cruce_pair *pair, const char *table, cruce_pair_row_fn *take,
                             void *context, cruce_error *err)
{
    reading it = {.pair = pair, .table = table, .n_replicates = pair->n_replicates};
    cruce_status st = prepare(&it, err);
    if (st == CRUCE_OK) {
        st = go_through(&it, take, context, err);
    }
    sqlite3_finalize(it.s);
    cri_free(it.value);
    return st;
}
