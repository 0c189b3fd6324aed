/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    measures.csv of the base and of a variant: when each holds, and in which order they act
 * Leaves  what they act on to border_targets.c, what holds at an hour to src/policy/measures.c
 * Source  include/cruce/border_columns.h
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input/border_table.h"

/* A row on its way to its place in the order of time. */
typedef struct measure_row {
    cruce_measure_kind kind;
    cruce_target on;
    double number;
    int32_t from_hour, until_hour, made_day, published_day;
    bool of_variant;
    bool is_whole; /* date, measure and target could be read */
    const char *actor;
    int32_t row; /* of the table as it was read */
} measure_row;

/* --- moments --- */

/* YYYY-MM-DD or YYYY-MM-DDThh as hours since 1970-01-01; false after a report. */
static bool read_moment(const cri_border_table *t, int32_t row, const char *column, int32_t *hours)
{
    char date[16];
    int32_t days, hour = 0;
    const char *text = cri_table_cell(t, row, column).text;
    size_t length = strlen(text);
    bool fine = length == 10 || (length == 13 && text[10] == 'T');
    if (fine) {
        memcpy(date, text, 10);
        date[10] = '\0';
        fine = cruce_date_parse(date, &days);
    }
    if (fine && length == 13) {
        fine = text[11] >= '0' && text[11] <= '2' && text[12] >= '0' && text[12] <= '9';
        hour = 10 * (text[11] - '0') + text[12] - '0';
        fine = fine && hour < 24;
    }
    if (!fine) {
        cri_table_expected(t, row, column,
                           "a date that exists, as YYYY-MM-DD, or with an hour from 00 to 23 as "
                           "YYYY-MM-DDThh");
        return false;
    }
    *hours = 24 * days + hour;
    return true;
}

static bool is_blank(const cri_border_table *t, int32_t row, const char *column)
{
    return cri_cell_is_blank(cri_table_cell(t, row, column));
}

/* A date that may be blank, as day of the simulation; false after a report or if it is blank. */
static bool read_day(const cri_border_table *t, int32_t row, const char *column, int32_t *day)
{
    int32_t days;
    if (is_blank(t, row, column) ||
        !cri_cell_date(t->r, &t->csv, cri_table_cell(t, row, column), column, &days)) {
        return false;
    }
    *day = days - t->r->scenario->start_days;
    return true;
}

/* False if it is not known from when it holds. */
static bool read_times(const cri_border_table *t, int32_t row, measure_row *m)
{
    int32_t start = 24 * t->r->scenario->start_days, from = 0, until;
    bool has_from = !is_blank(t, row, "date") && read_moment(t, row, "date", &from);
    m->from_hour = has_from ? from - start : 0;
    m->until_hour = INT32_MAX;
    if (has_from && t->r->has_period && t->r->options->n_days <= 0 &&
        m->from_hour >= 24 * t->r->scenario->n_days) {
        cri_report_cell(t->r, CRUCE_WARNING, CRUCE_ERR_RANGE, &t->csv,
                        cri_table_cell(t, row, "date"), "date",
                        "date lies after the last day: the measure never holds");
    }
    if (!is_blank(t, row, "until") && read_moment(t, row, "until", &until)) {
        m->until_hour = until - start;
        if (has_from && until <= from) {
            cri_table_expected(t, row, "until", "a time after date");
        }
    }
    m->made_day = m->published_day = (int32_t)cri_floor_divide(m->from_hour, 24);
    bool has_made = read_day(t, row, "made", &m->made_day);
    if (has_made && has_from && 24 * m->made_day > m->from_hour) {
        cri_table_expected(t, row, "made", "the day of date or an earlier one");
    }
    if (read_day(t, row, "published", &m->published_day) && has_made &&
        m->published_day < m->made_day) {
        cri_table_expected(t, row, "published", "the day of made or a later one");
    }
    return has_from;
}

static void read_row(const cri_border_table *t, int32_t row, measure_row *m)
{
    const cruce_measures *measures = &t->r->scenario->border.measures;
    *m = (measure_row){.row = row, .actor = measures->actor[row], .of_variant = t->of_variant};
    bool has_times = read_times(t, row, m);
    if (!cri_measure_of_row(t, row, &m->kind)) {
        return;
    }
    if (cri_target_of_row(t, row, m->kind, &m->on)) {
        m->is_whole = has_times;
        cri_check_actor(t, row, m->kind, &m->on);
    }
    if (!is_blank(t, row, "value")) {
        cri_measure_value_of(t, row, m->kind, measures->value[row], &m->number);
    }
}

/* --- order --- */

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* How much a target takes in: what holds for all comes before what holds for one of them. */
static int32_t breadth(const cruce_target *on)
{
    if (on->kind == CRUCE_ON_CROSSING || on->kind == CRUCE_ON_MODE) {
        return on->first_port == CRUCE_NONE ? INT32_MAX : on->n_ports;
    }
    return on->row == CRUCE_NONE;
}

static int compare_targets(const cruce_target *a, const cruce_target *b)
{
    int order = compare(breadth(b), breadth(a));
    order = order != 0 ? order : compare(a->row, b->row);
    order = order != 0 ? order : compare(a->first_port, b->first_port);
    return order != 0 ? order : compare((int64_t)a->mode, (int64_t)b->mode);
}

/* What a row changes: rows that agree in it say the same thing twice. A meeting is told by who meets. */
static int compare_changes(const measure_row *a, const measure_row *b)
{
    if (!a->is_whole || !b->is_whole) {
        return compare(a->row, b->row);
    }
    int order = compare(a->from_hour, b->from_hour);
    order = order != 0 ? order : compare((int64_t)a->kind, (int64_t)b->kind);
    order = order != 0 ? order : compare_targets(&a->on, &b->on);
    return order != 0 || a->on.kind != CRUCE_ON_NOTHING ? order : strcmp(a->actor, b->actor);
}

/* The variant's row comes first, so that it is the one that stays. */
static int by_change(const void *left, const void *right)
{
    const measure_row *a = left, *b = right;
    int order = compare_changes(a, b);
    order = order != 0 ? order : compare(b->of_variant, a->of_variant);
    return order != 0 ? order : compare(a->row, b->row);
}

static int by_time(const void *left, const void *right)
{
    const measure_row *a = left, *b = right;
    int order = compare(a->from_hour, b->from_hour);
    order = order != 0 ? order : compare(a->of_variant, b->of_variant);
    return order != 0 ? order : by_change(left, right);
}

/* Drops the base's rows that the variant replaces, reports what a file says twice; how many are left. */
static int32_t drop_replaced(const cri_border_table *base, const cri_border_table *variant,
                             measure_row *m, int32_t n)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < n; i++) {
        if (kept == 0 || compare_changes(&m[kept - 1], &m[i]) != 0) {
            m[kept++] = m[i];
            continue;
        }
        if (m[kept - 1].of_variant == m[i].of_variant) {
            char sentence[100];
            const cri_border_table *t = m[i].of_variant ? variant : base;
            snprintf(sentence, sizeof sentence,
                     "but line %d has the same date, measure and target already",
                     (int)t->table->line[m[kept - 1].row]);
            cri_table_problem(t, m[i].row, "measure", sentence, NULL);
        }
    }
    return kept;
}

static bool make_columns(cri_arena *arena, cruce_measures *measures, int32_t n)
{
#define COLUMN(field)                                                                              \
    ((measures->field = cri_arena_array(arena, n, sizeof *measures->field)) != NULL)
    return COLUMN(kind) && COLUMN(on) && COLUMN(number) && COLUMN(from_hour) &&
           COLUMN(until_hour) && COLUMN(made_day) && COLUMN(published_day) && COLUMN(of_variant);
#undef COLUMN
}

static void fill_columns(cruce_measures *measures, const measure_row *m, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        measures->kind[i] = m[i].kind;
        measures->on[i] = m[i].on;
        measures->number[i] = m[i].number;
        measures->from_hour[i] = m[i].from_hour;
        measures->until_hour[i] = m[i].until_hour;
        measures->made_day[i] = m[i].made_day;
        measures->published_day[i] = m[i].published_day;
        measures->of_variant[i] = m[i].of_variant;
    }
}

static cruce_status put_in_order(cri_border_table *base, const cri_border_table *variant,
                                 measure_row *m, int32_t n)
{
    cruce_measures *measures = &base->r->scenario->border.measures;
    int32_t *order = cri_malloc(((size_t)n + 1) * sizeof *order);
    if (order == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    qsort(m, (size_t)n, sizeof *m, by_change);
    n = drop_replaced(base, variant, m, n);
    qsort(m, (size_t)n, sizeof *m, by_time);
    for (int32_t i = 0; i < n; i++) {
        order[i] = m[i].row;
    }
    cruce_status st = cri_table_reorder(base, order, n);
    if (st == CRUCE_OK && !make_columns(base->r->arena, measures, n)) {
        st = CRUCE_ERR_MEMORY;
    }
    if (st == CRUCE_OK) {
        fill_columns(measures, m, n);
    }
    cri_free(order);
    return st;
}

cruce_status cri_read_measures(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cruce_measures *measures = &r->scenario->border.measures;
    cri_border_table t[2];
    measure_row *m = NULL;
    TRY(cri_tables_read(t, r, CRUCE_FILE_MEASURES, measures));
    m = cri_malloc(((size_t)measures->n + 1) * sizeof *m);
    if (m == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    for (int32_t i = 0; i < measures->n; i++) {
        read_row(&t[i >= t[1].first], i, &m[i]);
    }
    TRY(put_in_order(&t[0], &t[1], m, measures->n));
done:
    cri_free(m);
    cri_table_close(&t[0]);
    cri_table_close(&t[1]);
    return st;
}
