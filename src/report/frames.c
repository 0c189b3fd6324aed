/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reads frames: rows of a long table (time, labels, summary, numbers) become dense arrays over time, one per series.
 * Which tables and columns is frame_list.c; writing them is frames_write.c.
 * No published method.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/report_internal.h"

/* A query in the making; what does not fit shows as a missing end, which no list of ours has. */
typedef struct query {
    char text[1600];
    size_t used;
} query;

static void add(query *q, const char *text)
{
    size_t length = strlen(text);
    if (q->used + length < sizeof q->text) {
        memcpy(q->text + q->used, text, length + 1);
        q->used += length;
    }
}

/* , "name" for each of a list */
static int32_t add_columns(query *q, const char *const *name)
{
    int32_t n = 0;
    for (; name[n] != NULL; n++) {
        add(q, ", \"");
        add(q, name[n]);
        add(q, "\"");
    }
    return n;
}

/* Rows whose summary is one that is shown, or the only one. */
static void add_summaries(query *q, const cri_frame_spec *spec)
{
    if (spec->summary[0] == NULL) {
        return;
    }
    add(q, " AND summary IN ('single'");
    for (int32_t s = 0; spec->summary[s] != NULL; s++) {
        add(q, ", '");
        add(q, spec->summary[s]);
        add(q, "'");
    }
    add(q, ")");
}

/* Columns: time, hour, summary, labels, numbers. */
static void spell_query(query *q, const cri_frame_spec *spec)
{
    add(q, "SELECT ");
    add(q, spec->time == CRI_NO_TIME ? "0" : spec->time == CRI_BY_DAY ? "day" : "month");
    add(q, spec->time == CRI_BY_HOUR ? ", hour" : ", 0");
    add(q, spec->summary[0] != NULL ? ", summary" : ", 'single'");
    add_columns(q, spec->label);
    add_columns(q, spec->value);
    add(q, " FROM \"");
    add(q, spec->table);
    add(q, "\" WHERE 1");
    add_summaries(q, spec);
    if (spec->where != NULL) {
        add(q, " AND (");
        add(q, spec->where);
        add(q, ")");
    }
    add(q, " ORDER BY fid");
}

static int32_t count(const char *const *list)
{
    int32_t n = 0;
    while (list[n] != NULL) {
        n++;
    }
    return n;
}

void cri_frame_begin(cri_frame *f, const cri_frame_spec *spec, const cri_run *run)
{
    static const char *const single[] = {"single", NULL};
    const char *const *summary =
        run->n_replicates == 1 || spec->summary[0] == NULL ? single : spec->summary;
    *f = (cri_frame){.spec = spec,
                     .n_times = spec->time == CRI_BY_DAY     ? run->n_days
                                : spec->time == CRI_BY_MONTH ? run->n_months
                                : spec->time == CRI_BY_HOUR  ? 24 * run->n_months
                                                             : 1,
                     .n_labels = count(spec->label),
                     .n_values = count(spec->value),
                     .n_summaries = count(summary)};
    for (int32_t s = 0; s < f->n_summaries; s++) {
        f->summary[s] = summary[s];
    }
}

/* --- where a row goes --- */

/* A row's place in time, -1 outside the run. The month of the last row is tried first. */
static int64_t time_of(const cri_frame *f, const cri_run *run, sqlite3_stmt *s, int32_t *month)
{
    int64_t day, hour;
    const char *text;
    switch (f->spec->time) {
    case CRI_NO_TIME:
        return 0;
    case CRI_BY_DAY:
        day = sqlite3_column_int64(s, 0);
        return day >= run->first_day && day < (int64_t)run->first_day + run->n_days
                   ? day - run->first_day
                   : -1;
    case CRI_BY_MONTH:
    case CRI_BY_HOUR:
        break;
    }
    text = (const char *)sqlite3_column_text(s, 0);
    hour = sqlite3_column_int64(s, 1);
    for (int32_t i = 0; text != NULL && i < run->n_months; i++) {
        int32_t m = (*month + i) % run->n_months;
        if (strcmp(run->month[m].text, text) == 0) {
            *month = m;
            return f->spec->time == CRI_BY_MONTH ? m : hour >= 0 && hour < 24 ? 24 * m + hour : -1;
        }
    }
    return -1;
}

static int32_t summary_of(const cri_frame *f, sqlite3_stmt *s)
{
    const char *text = (const char *)sqlite3_column_text(s, 2);
    for (int32_t i = 0; text != NULL && i < f->n_summaries; i++) {
        if (strcmp(f->summary[i], text) == 0) {
            return i;
        }
    }
    return -1;
}

static bool is_key(const cri_frame *f, int32_t k, const char *const *label)
{
    for (int32_t i = 0; i < f->n_labels; i++) {
        if (strcmp(f->key[k * f->n_labels + i], label[i]) != 0) {
            return false;
        }
    }
    return true;
}

static cruce_status widen(cri_frame *f, cruce_error *err)
{
    enum { FIRST_KEYS = 32 };
    int64_t room = f->key_room == 0 ? FIRST_KEYS : 2 * (int64_t)f->key_room;
    int64_t cells = (int64_t)f->n_values * f->n_summaries * f->n_times;
    if (room * cells > INT32_MAX || room * (f->n_labels + 1) > INT32_MAX) {
        return cri_fail(err, CRUCE_ERR_INPUT, "table %.60s has too many series to show",
                        f->spec->table);
    }
    const char **key = cri_realloc(f->key, (size_t)(room * (f->n_labels + 1)) * sizeof *key);
    f->key = key != NULL ? key : f->key;
    double *value = cri_realloc(f->value, (size_t)(room * cells) * sizeof *value);
    f->value = value != NULL ? value : f->value;
    if (key == NULL || value == NULL) {
        return cri_no_memory(err);
    }
    f->key_room = (int32_t)room;
    return CRUCE_OK;
}

static cruce_status add_key(cri_frame *f, cri_run *run, const char *const *label, cruce_error *err)
{
    cruce_status st = f->n_keys < f->key_room ? CRUCE_OK : widen(f, err);
    if (st != CRUCE_OK) {
        return st;
    }
    for (int32_t i = 0; i < f->n_labels; i++) {
        const char *kept = cri_arena_text(&run->arena, label[i], strlen(label[i]));
        if (kept == NULL) {
            return cri_no_memory(err);
        }
        f->key[f->n_keys * f->n_labels + i] = kept;
    }
    int64_t cells = (int64_t)f->n_values * f->n_summaries * f->n_times;
    for (int64_t i = 0; i < cells; i++) {
        f->value[f->n_keys * cells + i] = (double)NAN;
    }
    f->n_keys++;
    return CRUCE_OK;
}

cruce_status cri_frame_key(cri_frame *f, cri_run *run, const char *const *label, int32_t *k,
                           cruce_error *err)
{
    for (int32_t i = 0; i < f->n_keys; i++) {
        if (is_key(f, (*k + i) % f->n_keys, label)) {
            *k = (*k + i) % f->n_keys;
            return CRUCE_OK;
        }
    }
    *k = f->n_keys;
    return add_key(f, run, label, err);
}

/* One decimal below ten, none above, three digits from a thousand on. */
static double round_coarsely(double value)
{
    double unit = 1;
    if (fabs(value) < 10) {
        return floor(value * 10 + 0.5) / 10;
    }
    while (isfinite(value) && fabs(value) / unit >= 1000) {
        unit *= 10;
    }
    return floor(value / unit + 0.5) * unit;
}

static cruce_status take_row(cri_frame *f, cri_run *run, sqlite3_stmt *s, int32_t *k,
                             int32_t *month, cruce_error *err)
{
    const char *label[CRI_MOST_LABELS];
    int64_t time = time_of(f, run, s, month);
    int32_t summary = summary_of(f, s);
    if (time < 0 || summary < 0) {
        return CRUCE_OK;
    }
    for (int32_t i = 0; i < f->n_labels; i++) {
        label[i] = (const char *)sqlite3_column_text(s, 3 + i);
        label[i] = label[i] != NULL ? label[i] : "";
    }
    cruce_status st = cri_frame_key(f, run, label, k, err);
    for (int32_t v = 0; st == CRUCE_OK && v < f->n_values; v++) {
        int column = 3 + f->n_labels + v;
        if (sqlite3_column_type(s, column) != SQLITE_NULL) {
            double value = sqlite3_column_double(s, column);
            *cri_frame_cell(f, *k, v, summary, time) =
                f->spec->is_coarse ? round_coarsely(value) : value;
        }
    }
    return st;
}

cruce_status cri_frame_read(cri_frame *f, const cri_frame_spec *spec, cri_run *run,
                            cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    query q = {.used = 0};
    int32_t k = 0, month = 0;
    int status;
    cri_frame_begin(f, spec, run);
    if (!cri_run_is_of(run, spec->kinds) || !cri_run_has(run, spec->table, NULL)) {
        return CRUCE_OK;
    }
    spell_query(&q, spec);
    TRY(cri_run_prepare(run, q.text, &s, err));
    while ((status = sqlite3_step(s)) == SQLITE_ROW) {
        TRY(take_row(f, run, s, &k, &month, err));
    }
    if (status != SQLITE_DONE) {
        st = cri_run_fail(run, err);
    }
    f->is_there = f->n_keys > 0;
done:
    sqlite3_finalize(s);
    return st;
}

void cri_frame_free(cri_frame *f)
{
    cri_free(f->key);
    cri_free(f->value);
    *f = (cri_frame){0};
}
