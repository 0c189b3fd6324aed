/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Rows that share their labels, as a table that SQLite reads: INSERT INTO ... SELECT takes them without text in between and
 * without a call for each row.
 * Rows that come as text are gpkg_rows.c, the tables they go to gpkg.c.
 * Source: https://www.sqlite.org/vtab.html, an eponymous virtual table with one cursor.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "output/gpkg.h"

/* Where the rows come from while a statement runs, and the row it is at. */
struct cri_gpkg_source {
    cruce_next_rows_fn *next;
    void *context;
    bool is_over;
    int32_t variant;
    int64_t row;
    cruce_row_group group;
    int length[CRUCE_MOST_ROW_LABELS]; /* of the labels */
};

typedef struct source_table {
    sqlite3_vtab base;
    struct cri_gpkg_source *source;
} source_table;

static struct cri_gpkg_source *source_of(sqlite3_vtab_cursor *cursor)
{
    const source_table *table = (const source_table *)cursor->pVtab;
    return table->source;
}

static void next_group(struct cri_gpkg_source *s)
{
    s->variant = 0;
    do {
        s->is_over = !s->next(s->context, &s->group);
    } while (!s->is_over && s->group.n_variants == 0);
    for (int32_t i = 0; !s->is_over && i < s->group.n_labels; i++) {
        s->length[i] = (int)strlen(s->group.label[i]);
    }
}

/* --- what SQLite asks --- */

static int connect_source(sqlite3 *db, void *source, int n, const char *const *words,
                          sqlite3_vtab **table, char **problem)
{
    char text[40 + 8 * CRUCE_MOST_COLUMNS];
    int used = snprintf(text, sizeof text, "CREATE TABLE source (c0");
    (void)n, (void)words, (void)problem;
    for (int c = 1; c < CRUCE_MOST_COLUMNS; c++) {
        used += snprintf(text + used, sizeof text - (size_t)used, ", c%d", c);
    }
    snprintf(text + used, sizeof text - (size_t)used, ")");
    source_table *it = cri_calloc(1, sizeof *it);
    if (it == NULL) {
        return SQLITE_NOMEM;
    }
    it->source = source;
    *table = &it->base;
    int result = sqlite3_declare_vtab(db, text);
    if (result != SQLITE_OK) {
        cri_free(it);
    }
    return result;
}

static int disconnect_source(sqlite3_vtab *table)
{
    cri_free(table);
    return SQLITE_OK;
}

static int plan_scan(sqlite3_vtab *table, sqlite3_index_info *plan)
{
    (void)table;
    plan->estimatedCost = 1e6;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor)
{
    (void)table;
    *cursor = cri_calloc(1, sizeof **cursor);
    return *cursor != NULL ? SQLITE_OK : SQLITE_NOMEM;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    cri_free(cursor);
    return SQLITE_OK;
}

static int first_row(sqlite3_vtab_cursor *cursor, int plan, const char *text, int n,
                     sqlite3_value **values)
{
    (void)plan, (void)text, (void)n, (void)values;
    next_group(source_of(cursor));
    return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *cursor)
{
    struct cri_gpkg_source *s = source_of(cursor);
    s->row++;
    s->variant++;
    if (s->variant == s->group.n_variants) {
        next_group(s);
    }
    return SQLITE_OK;
}

static int is_past_end(sqlite3_vtab_cursor *cursor)
{
    return source_of(cursor)->is_over;
}

static int give_row_number(sqlite3_vtab_cursor *cursor, sqlite3_int64 *row)
{
    *row = source_of(cursor)->row;
    return SQLITE_OK;
}

/* A number that stands in a label becomes one by the type of its column. */
static void give_label(sqlite3_context *to, const struct cri_gpkg_source *s, int column)
{
    if (s->length[column] > 0) {
        sqlite3_result_text(to, s->group.label[column], s->length[column], SQLITE_STATIC);
    }
}

static int give_cell(sqlite3_vtab_cursor *cursor, sqlite3_context *to, int column)
{
    const struct cri_gpkg_source *s = source_of(cursor);
    const cruce_row_group *g = &s->group;
    if (column < g->n_labels) {
        give_label(to, s, column);
    } else if (column == g->n_labels && g->summary != NULL) {
        sqlite3_result_text(to, g->summary[s->variant], -1, SQLITE_STATIC);
    } else if (column == g->n_labels) {
        sqlite3_result_int(to, s->variant + 1);
    } else {
        double value = g->value[(int64_t)s->variant * g->n_columns + (column - g->n_labels - 1)];
        if (!isnan(value)) { /* else nothing was given: NULL */
            sqlite3_result_double(to, cri_thousandths(value));
        }
    }
    return SQLITE_OK;
}

static const sqlite3_module source_module = {
    .xConnect = connect_source, /* without xCreate: there from the start, under the module's name */
    .xBestIndex = plan_scan,
    .xDisconnect = disconnect_source,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = first_row,
    .xNext = next_row,
    .xEof = is_past_end,
    .xColumn = give_cell,
    .xRowid = give_row_number,
};

/* --- using it --- */

cruce_status cri_gpkg_source_open(cruce_gpkg *g, cruce_error *err)
{
    g->source = cri_calloc(1, sizeof *g->source);
    if (g->source == NULL) {
        return cri_no_memory(err);
    }
    return sqlite3_create_module(g->db, "cruce_source", &source_module, g->source) == SQLITE_OK
               ? CRUCE_OK
               : cri_gpkg_fail(g, err);
}

static cruce_status prepare_insert(cruce_gpkg *g, const char *table, cruce_error *err)
{
    char text[200 + 8 * CRUCE_MOST_COLUMNS];
    int used = snprintf(text, sizeof text, "INSERT INTO \"%s\" SELECT NULL", table);
    for (int32_t c = 0; c < g->n_columns; c++) {
        used += snprintf(text + used, sizeof text - (size_t)used, ", c%d", (int)c);
    }
    snprintf(text + used, sizeof text - (size_t)used, " FROM cruce_source");
    return cri_gpkg_prepare(g, text, &g->insert_rows, err);
}

cruce_status cri_gpkg_take_rows(cruce_gpkg *g, const char *table, cruce_next_rows_fn *next,
                                void *context, cruce_error *err)
{
    cruce_status st = g->insert_rows == NULL ? prepare_insert(g, table, err) : CRUCE_OK;
    if (st != CRUCE_OK) {
        return st;
    }
    g->source->next = next;
    g->source->context = context;
    return cri_gpkg_step(g, g->insert_rows, err);
}
