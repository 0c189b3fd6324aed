/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sums over months, or over places, of the replicates of two results; and which rows belong to which view.
 * Rows come from src/output/pairs_rows.c.
 * No published method.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "compare_files.h"

/* --- views --- */

const char *compare_view_text(compare_view view)
{
    static const char *const text[] = {
#define VIEW_TEXT(name, text) text,
        COMPARE_VIEW_LIST(VIEW_TEXT)
#undef VIEW_TEXT
    };
    return text[view];
}

const char *compare_view_table(compare_view view)
{
    return view == COMPARE_BY_PORT    ? "port_months"
           : view == COMPARE_BY_PLACE ? "place_months"
                                      : "encounter_months";
}

static bool is_all(const char *label)
{
    return strcmp(label, "(all)") == 0;
}

bool compare_view_has(compare_view view, const char *table, const char *const *label)
{
    bool is_encounters = strcmp(table, "encounter_months") == 0;
    if (view == COMPARE_VIEWS) {
        return true;
    }
    if (!is_encounters || view == COMPARE_BY_PORT || view == COMPARE_BY_PLACE) {
        bool is_total = view == COMPARE_BY_MONTH && strcmp(table, "place_months") == 0;
        return is_total ? is_all(label[1])
                        : view != COMPARE_BY_MONTH && strcmp(table, compare_view_table(view)) == 0;
    }
    const char *component = label[1], *area = label[2], *nation = label[3];
    switch (view) {
    case COMPARE_BY_MONTH:
        return is_all(area) && is_all(nation);
    case COMPARE_BY_SECTOR:
        return strcmp(component, "between_ports") == 0 && !is_all(area) && is_all(nation);
    case COMPARE_BY_OFFICE:
        return strcmp(component, "at_ports") == 0 && !is_all(area) && is_all(nation);
    default:
        return is_all(component) && is_all(area) && !is_all(nation);
    }
}

/* --- sums --- */

compare_how compare_how_of(const char *table, const char *column)
{
    static const struct {
        const char *table, *column;
        compare_how how;
    } list[] = {{"place_months", "persons", COMPARE_LAST},
                {"port_months", "queued", COMPARE_LAST},
                {"port_months", "postponed", COMPARE_LAST},
                {"port_months", "wait_mean", COMPARE_MEAN},
                {"port_months", "wait_worst", COMPARE_LARGEST},
                {"port_months", "lanes_open", COMPARE_MEAN},
                {"port_months", "held", COMPARE_MEAN},
                {"port_months", "held_value", COMPARE_MEAN}};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        if (strcmp(list[i].table, table) == 0 && strcmp(list[i].column, column) == 0) {
            return list[i].how;
        }
    }
    return COMPARE_SUM;
}

static void name_columns(compare_sums *sums, const cruce_pair_row *row)
{
    sums->n_labels = row->n_labels;
    sums->n_columns = row->n_columns;
    sums->n_replicates = row->n_replicates;
    for (int32_t i = 0; i < row->n_labels; i++) {
        snprintf(sums->label_name[i], sizeof sums->label_name[i], "%s", row->label_name[i]);
    }
    for (int32_t c = 0; c < row->n_columns; c++) {
        snprintf(sums->column_name[c], sizeof sums->column_name[c], "%s", row->column_name[c]);
    }
}

static bool is_row(const compare_sums *sums, int64_t i, const char *const *label)
{
    for (int32_t k = 0; k < sums->n_labels; k++) {
        if (strncmp(sums->row[i].label[k], label[k], COMPARE_LABEL - 1) != 0) {
            return false;
        }
    }
    return true;
}

/* Rows of a month come in the order of those of the last one, so that the next is mostly the one looked for. */
static int64_t find_row(compare_sums *sums, const char *const *label)
{
    for (int64_t tried = 0; tried < sums->n; tried++) {
        int64_t i = (sums->next + tried) % sums->n;
        if (is_row(sums, i, label)) {
            return i;
        }
    }
    return -1;
}

static int64_t add_row(compare_sums *sums, const char *const *label)
{
    size_t n_values = 2 * (size_t)sums->n_columns * (size_t)sums->n_replicates;
    if (sums->n == sums->capacity) {
        int64_t capacity = sums->capacity == 0 ? 64 : 2 * sums->capacity;
        compare_row *wider = realloc(sums->row, sizeof *wider * (size_t)capacity);
        if (wider == NULL) {
            return -1;
        }
        sums->row = wider;
        sums->capacity = capacity;
    }
    compare_row *row = &sums->row[sums->n];
    *row = (compare_row){.value = calloc(n_values + 1, sizeof *row->value),
                         .n = calloc(n_values + 1, sizeof *row->n)};
    if (row->value == NULL || row->n == NULL) {
        free(row->value);
        free(row->n);
        return -1;
    }
    for (int32_t k = 0; k < sums->n_labels; k++) {
        snprintf(row->label[k], sizeof row->label[k], "%s", label[k]);
    }
    return sums->n++;
}

static void add_number(double *sum, int32_t *n, compare_how how, double value)
{
    if (isnan(value)) {
        return;
    }
    *sum = how == COMPARE_LAST || (how == COMPARE_LARGEST && (*n == 0 || value > *sum)) ? value
           : how == COMPARE_LARGEST                                                     ? *sum
                                    : *sum + value;
    ++*n;
}

bool compare_sums_add(compare_sums *sums, const cruce_pair_row *row, const char *const *label,
                      bool over_places)
{
    if (sums->n_columns == 0) {
        name_columns(sums, row);
    }
    int64_t at = find_row(sums, label);
    at = at >= 0 ? at : add_row(sums, label);
    if (at < 0) {
        return false;
    }
    sums->next = at + 1;
    int64_t half = (int64_t)row->n_columns * row->n_replicates;
    for (int32_t c = 0; c < row->n_columns; c++) {
        compare_how how =
            over_places ? COMPARE_SUM : compare_how_of(sums->table, row->column_name[c]);
        for (int64_t i = (int64_t)c * row->n_replicates; i < (c + 1) * row->n_replicates; i++) {
            add_number(&sums->row[at].value[i], &sums->row[at].n[i], how, row->a[i]);
            add_number(&sums->row[at].value[half + i], &sums->row[at].n[half + i], how, row->b[i]);
        }
    }
    return true;
}

/* A replicate's number: NaN where no month has one. */
static double number_of(const compare_row *row, int64_t i, bool is_mean)
{
    return row->n[i] == 0 ? (double)NAN : is_mean ? row->value[i] / row->n[i] : row->value[i];
}

cruce_difference compare_sums_difference(const compare_sums *sums, const compare_row *row,
                                         int32_t column, double *scratch)
{
    int32_t n = sums->n_replicates;
    int64_t first = (int64_t)column * n, half = (int64_t)sums->n_columns * n;
    bool is_mean = compare_how_of(sums->table, sums->column_name[column]) == COMPARE_MEAN;
    double *a = scratch + n, *b = scratch + 2 * n;
    for (int32_t r = 0; r < n; r++) {
        a[r] = number_of(row, first + r, is_mean);
        b[r] = number_of(row, half + first + r, is_mean);
    }
    return cruce_difference_of(a, b, n, scratch);
}

void compare_sums_free(compare_sums *sums)
{
    for (int64_t i = 0; i < sums->n; i++) {
        free(sums->row[i].value);
        free(sums->row[i].n);
    }
    free(sums->row);
    *sums = (compare_sums){0};
}
