/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    any file of the border: its header, its rows into the columns of its table, their order
 * Leaves  single cells to border_cell.c, what they mean together to the reader of each file
 * Source  include/cruce/border_columns.h
 */
#include "input/border_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- opening: which columns there are --- */

static void list_names(const cruce_border_file *file, bool needed_only, char *text, size_t size)
{
    size_t length = 0;
    text[0] = '\0';
    for (int32_t c = 0; c < file->n_columns && length < size; c++) {
        if (!needed_only || cruce_border_column_is_needed(file, c)) {
            length += (size_t)snprintf(text + length, size - length, "%s%s", length > 0 ? "," : "",
                                       file->column[c].name);
        }
    }
}

static bool has_needed_columns(const cri_border_table *t)
{
    bool complete = true;
    char expected[160];
    list_names(t->file, true, expected, sizeof expected);
    for (int32_t c = 0; c < t->file->n_columns; c++) {
        const char *name = t->file->column[c].name;
        if (t->column[c] != CRUCE_NONE || !cruce_border_column_is_needed(t->file, c)) {
            continue;
        }
        complete = false;
        cri_report(t->r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, t->csv.path, t->csv.row_line[0], 1, name,
                   "column '%s' is missing; expected a header with %s", name, expected);
    }
    return complete;
}

static bool is_row(const cri_csv *csv, int32_t row)
{
    return !cri_csv_is_comment(csv, row) && !cri_csv_is_blank(csv, row);
}

static void count_rows(cri_border_table *t)
{
    for (int32_t row = 1; row < t->csv.n_rows; row++) {
        t->n += is_row(&t->csv, row);
    }
    if (t->n > t->file->most_rows) {
        cri_report(t->r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, t->csv.path, 0, 0, "",
                   "the file has %d rows; expected at most %d", (int)t->n, (int)t->file->most_rows);
        t->is_usable = false;
        t->n = 0;
    }
}

static void read_header(cri_border_table *t)
{
    const char *names[CRI_MOST_COLUMNS];
    char expected[300];
    for (int32_t c = 0; c < t->file->n_columns; c++) {
        names[c] = t->file->column[c].name;
    }
    if (t->csv.n_rows == 0) {
        list_names(t->file, false, expected, sizeof expected);
        cri_report(t->r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, t->csv.path, 0, 0, "",
                   "the file is empty; expected a header of %s", expected);
        t->is_usable = false;
        return;
    }
    cri_find_columns(t->r, &t->csv, names, t->file->n_columns, t->column);
    t->is_usable = has_needed_columns(t);
    if (t->is_usable) {
        count_rows(t);
    }
}

cruce_status cri_table_open(cri_border_table *t, cri_reading *r, cruce_border_file_id id,
                            const char *folder, void *table)
{
    cruce_status st = CRUCE_OK;
    char name[40];
    *t = (cri_border_table){.r = r, .file = &cruce_border_files()[id], .table = table};
    snprintf(name, sizeof name, "%s.csv", t->file->name);
    const char *path = cri_path_join(r, folder, name);
    if (path == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    t->is_there = cri_file_exists(r, path);
    if (!t->is_there) {
        return CRUCE_OK;
    }
    TRY(cri_read_csv(r, path, &t->csv, &t->is_usable));
    if (t->is_usable) {
        read_header(t);
    }
done:
    r->border_is_doubtful[id] = r->border_is_doubtful[id] || !t->is_usable;
    return st;
}

void cri_table_close(cri_border_table *t)
{
    cri_csv_free(&t->csv);
}

/* --- columns of any type --- */

static size_t size_of(cruce_cell_kind kind)
{
    switch (kind) {
    case CRUCE_CELL_NAME:
    case CRUCE_CELL_TEXT:
        return sizeof(char *);
    case CRUCE_CELL_WORD:
    case CRUCE_CELL_REF:
    case CRUCE_CELL_DATE:
        return sizeof(int32_t);
    case CRUCE_CELL_WHOLE:
        return sizeof(int64_t);
    case CRUCE_CELL_REAL:
        return sizeof(double);
    }
    return 0;
}

void *cri_table_values(const cri_border_table *t, int32_t c)
{
    void *values;
    memcpy(&values, (const char *)t->table + t->file->column[c].offset, sizeof values);
    return values;
}

static void set_values(cri_border_table *t, int32_t c, void *values)
{
    memcpy((char *)t->table + t->file->column[c].offset, &values, sizeof values);
}

cruce_status cri_table_make(cri_border_table *t, cri_border_table *t2)
{
    int64_t n = (int64_t)t->n + (t2 != NULL ? t2->n : 0);
    t->table->n = (int32_t)n;
    t->table->line = cri_arena_array(t->r->arena, n, sizeof *t->table->line);
    t->csv_row = cri_arena_array(t->r->arena, n, sizeof *t->csv_row);
    t->is_doubtful = cri_arena_array(t->r->arena, n, sizeof *t->is_doubtful);
    if (t->table->line == NULL || t->csv_row == NULL || t->is_doubtful == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (t2 != NULL) {
        t2->first = t->n;
        t2->csv_row = t->csv_row;
        t2->is_doubtful = t->is_doubtful;
    }
    for (int32_t c = 0; c < t->file->n_columns; c++) {
        void *values = cri_arena_array(t->r->arena, n, size_of(t->file->column[c].kind));
        if (values == NULL) {
            return CRUCE_ERR_MEMORY;
        }
        set_values(t, c, values);
    }
    return CRUCE_OK;
}

cruce_status cri_table_fill(cri_border_table *t)
{
    cruce_status st = CRUCE_OK;
    int32_t i = t->first;
    for (int32_t row = 1; t->is_usable && row < t->csv.n_rows; row++) {
        if (!is_row(&t->csv, row)) {
            continue;
        }
        int64_t n_problems = t->r->n_problems;
        cri_fits_header(t->r, &t->csv, row);
        t->table->line[i] = t->csv.row_line[row];
        t->csv_row[i] = row;
        for (int32_t c = 0; c < t->file->n_columns; c++) {
            TRY(cri_table_read_cell(t, row, i, c));
        }
        t->is_doubtful[i] = t->r->n_problems > n_problems;
        i++;
    }
done:
    return st;
}

cruce_status cri_table_read(cri_border_table *t, cri_reading *r, cruce_border_file_id id,
                            void *table)
{
    cruce_status st = CRUCE_OK;
    TRY(cri_table_open(t, r, id, r->input_dir, table));
    TRY(cri_table_make(t, NULL));
    TRY(cri_table_fill(t));
done:
    return st;
}

cruce_status cri_tables_read(cri_border_table t[2], cri_reading *r, cruce_border_file_id id,
                             void *table)
{
    cruce_status st = CRUCE_OK;
    t[0] = t[1] = (cri_border_table){.r = r, .file = &cruce_border_files()[id], .table = table};
    t[1].of_variant = true;
    TRY(cri_table_open(&t[0], r, id, r->input_dir, table));
    if (r->variant_dir != NULL) {
        TRY(cri_table_open(&t[1], r, id, r->variant_dir, table));
        t[1].of_variant = true;
    }
    TRY(cri_table_make(&t[0], &t[1]));
    TRY(cri_table_fill(&t[0]));
    TRY(cri_table_fill(&t[1]));
done:
    return st;
}

/* --- the order of rows --- */

typedef struct sorted_row {
    const cri_border_table *t;
    int32_t row;
} sorted_row;

static int compare_column(const cri_border_table *t, int32_t c, int32_t a, int32_t b)
{
    const void *values = cri_table_values(t, c);
    switch (t->file->column[c].kind) {
    case CRUCE_CELL_NAME:
    case CRUCE_CELL_TEXT:
        return strcmp(((const char *const *)values)[a], ((const char *const *)values)[b]);
    case CRUCE_CELL_WHOLE: {
        const int64_t *numbers = values;
        return (numbers[a] > numbers[b]) - (numbers[a] < numbers[b]);
    }
    case CRUCE_CELL_REAL: {
        const double *numbers = values;
        return (numbers[a] > numbers[b]) - (numbers[a] < numbers[b]);
    }
    default: {
        const int32_t *numbers = values;
        return (numbers[a] > numbers[b]) - (numbers[a] < numbers[b]);
    }
    }
}

static int compare_keys(const cri_border_table *t, int32_t a, int32_t b)
{
    cri_part part;
    int order = 0;
    const char *at = t->file->key;
    while (order == 0 && cri_next_part(&at, ';', &part)) {
        order = compare_column(t, cruce_border_column_find(t->file, part.text), a, b);
    }
    return order;
}

static int by_key_then_row(const void *left, const void *right)
{
    const sorted_row *a = left, *b = right;
    int order = compare_keys(a->t, a->row, b->row);
    return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

void *cri_reordered(cri_reading *r, const void *values, size_t size, const int32_t *order,
                    int32_t n)
{
    char *moved = cri_arena_array(r->arena, n, size);
    for (int32_t i = 0; moved != NULL && i < n; i++) {
        memcpy(moved + (size_t)i * size, (const char *)values + (size_t)order[i] * size, size);
    }
    return moved;
}

cruce_status cri_table_reorder(cri_border_table *t, const int32_t *order, int32_t n)
{
    for (int32_t c = 0; c < t->file->n_columns; c++) {
        void *values =
            cri_reordered(t->r, cri_table_values(t, c), size_of(t->file->column[c].kind), order, n);
        if (values == NULL) {
            return CRUCE_ERR_MEMORY;
        }
        set_values(t, c, values);
    }
    t->table->line = cri_reordered(t->r, t->table->line, sizeof(int32_t), order, n);
    t->csv_row = cri_reordered(t->r, t->csv_row, sizeof(int32_t), order, n);
    t->is_doubtful = cri_reordered(t->r, t->is_doubtful, sizeof(bool), order, n);
    if (t->table->line == NULL || t->csv_row == NULL || t->is_doubtful == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    t->table->n = t->n = n;
    t->first = 0;
    return CRUCE_OK;
}

/* "crossing and mode" */
static const char *key_in_words(const cruce_border_file *file, char text[120])
{
    size_t length = 0;
    for (const char *at = file->key; *at != '\0' && length < 100;) {
        size_t n = strcspn(at, ";");
        const char *comma = length == 0 ? "" : at[n] == '\0' ? " and " : ", ";
        length += (size_t)snprintf(text + length, 120 - length, "%s%.*s", comma, (int)n, at);
        at += n + (at[n] == ';');
    }
    return text;
}

/* False where part of the key could not be read, or names something in a file that cannot be used. */
static bool has_key(const cri_border_table *t, int32_t row)
{
    cri_part part;
    const char *at = t->file->key;
    bool fine = !t->is_doubtful[row];
    while (fine && cri_next_part(&at, ';', &part)) {
        int32_t c = cruce_border_column_find(t->file, part.text);
        fine = t->file->column[c].kind != CRUCE_CELL_REF ||
               ((const int32_t *)cri_table_values(t, c))[row] != CRUCE_NONE;
    }
    return fine;
}

/* Rows that follow each other in the order of keys and have the same: the later ones are too many. */
static void report_repeated(const cri_border_table *t, const sorted_row *sorted, int32_t n)
{
    char shown[72], key[120];
    cri_part part;
    const char *at = t->file->key;
    cri_next_part(&at, ';', &part);
    for (int32_t i = 1, first = 0; i < n; i++) {
        if (compare_keys(t, sorted[first].row, sorted[i].row) != 0) {
            first = i;
            continue;
        }
        cri_cell cell = cri_table_cell(t, sorted[i].row, part.text);
        if (has_key(t, sorted[first].row) && has_key(t, sorted[i].row)) {
            cri_report_cell(t->r, CRUCE_PROBLEM, CRUCE_ERR_NAME, &t->csv, cell, part.text,
                            "%s is '%s', but line %d has the same %s already", part.text,
                            cri_shown(cell.text, shown), (int)t->table->line[sorted[first].row],
                            key_in_words(t->file, key));
        }
    }
}

cruce_status cri_table_sort(cri_border_table *t)
{
    int32_t n = t->table->n;
    sorted_row *sorted = cri_malloc(((size_t)n + 1) * sizeof *sorted);
    int32_t *order = cri_malloc(((size_t)n + 1) * sizeof *order);
    cruce_status st = CRUCE_ERR_MEMORY;
    if (sorted != NULL && order != NULL) {
        for (int32_t i = 0; i < n; i++) {
            sorted[i] = (sorted_row){t, i};
        }
        qsort(sorted, (size_t)n, sizeof *sorted, by_key_then_row);
        report_repeated(t, sorted, n);
        for (int32_t i = 0; i < n; i++) {
            order[i] = sorted[i].row;
        }
        st = cri_table_reorder(t, order, n);
        t->file_order = cri_arena_array(t->r->arena, n, sizeof *t->file_order);
        st = t->file_order != NULL ? st : CRUCE_ERR_MEMORY;
        for (int32_t i = 0; i < n && st == CRUCE_OK; i++) {
            t->file_order[order[i]] = i;
        }
    }
    cri_free(sorted);
    cri_free(order);
    return st;
}

/* --- cells again, for what they mean together --- */

cri_cell cri_table_cell(const cri_border_table *t, int32_t row, const char *column)
{
    int32_t c = t->column[cruce_border_column_find(t->file, column)];
    return cri_csv_cell(&t->csv, t->csv_row[row],
                        c != CRUCE_NONE ? c : cri_csv_width(&t->csv, t->csv_row[row]));
}

void cri_table_expected(const cri_border_table *t, int32_t row, const char *column,
                        const char *expected)
{
    cri_expected(t->r, &t->csv, cri_table_cell(t, row, column), column, expected);
}

void cri_table_problem(const cri_border_table *t, int32_t row, const char *column, const char *what,
                       const char *near)
{
    char shown[72], hint[112];
    cri_cell cell = cri_table_cell(t, row, column);
    if (cri_cell_is_blank(cell)) {
        cri_report_cell(t->r, CRUCE_PROBLEM, CRUCE_ERR_FIELD, &t->csv, cell, column,
                        "%s is empty, %s", column, what);
        return;
    }
    cri_report_cell(t->r, CRUCE_PROBLEM, CRUCE_ERR_FIELD, &t->csv, cell, column, "%s is '%s', %s%s",
                    column, cri_shown(cell.text, shown), what, cri_did_you_mean(near, hint));
}
