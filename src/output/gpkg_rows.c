/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Rows of a GeoPackage's tables, taken from the CSV text that our tables write: one way to write every table, whatever
 * it becomes. The text comes in pieces; a row is bound and stored when its line is complete. Memory: one line.
 * Tables with replicates, which are large, take a shorter way: gpkg_source.c.
 * Form: RFC 4180.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "output/gpkg.h"
#include "output/output_internal.h"

struct cri_gpkg_rows {
    cruce_gpkg *g;
    char table[64];
    bool past_header, in_quotes, after_quote;
    int32_t column; /* of the cell being read */
    size_t used, room;
    char *cell;
    cruce_status failed; /* the first failure; what follows is not stored */
    cruce_error err;
};

static void fail(struct cri_gpkg_rows *r, cruce_status st)
{
    r->failed = r->failed == CRUCE_OK ? st : r->failed;
}

static void put(struct cri_gpkg_rows *r, char byte)
{
    if (r->used + 1 >= r->room) {
        size_t room = r->room == 0 ? 256 : 2 * r->room;
        char *wider = cri_realloc(r->cell, room);
        if (wider == NULL) {
            fail(r, cri_no_memory(&r->err));
            return;
        }
        r->cell = wider;
        r->room = room;
    }
    r->cell[r->used++] = byte;
}

static void end_cell(struct cri_gpkg_rows *r)
{
    cruce_gpkg *g = r->g;
    int32_t c = r->column++;
    if (r->failed == CRUCE_OK && r->past_header && c < g->n_columns) {
        if (r->used == 0) {
            sqlite3_bind_null(g->insert, c + 1);
        } else if (g->is_text[c]) {
            sqlite3_bind_text(g->insert, c + 1, r->cell, (int)r->used, SQLITE_TRANSIENT);
        } else {
            r->cell[r->used] = '\0';
            sqlite3_bind_double(g->insert, c + 1, strtod(r->cell, NULL));
        }
    }
    r->used = 0;
    r->after_quote = false;
}

static void end_row(struct cri_gpkg_rows *r)
{
    end_cell(r);
    if (r->failed == CRUCE_OK && r->past_header) {
        if (r->column != r->g->n_columns) {
            fail(r, cri_fail(&r->err, CRUCE_ERR_RUN, "a row of %d cells in a table of %d columns",
                             (int)r->column, (int)r->g->n_columns));
        } else {
            fail(r, cri_gpkg_step(r->g, r->g->insert, &r->err));
        }
    }
    r->past_header = true;
    r->column = 0;
}

static void take_byte(struct cri_gpkg_rows *r, char byte)
{
    if (r->in_quotes) {
        r->in_quotes = byte != '"';
        r->after_quote = byte == '"';
        if (byte != '"') {
            put(r, byte);
        }
    } else if (byte == '"') {
        if (r->after_quote) {
            put(r, byte); /* two quotes in a quoted cell are one */
        }
        r->in_quotes = true;
    } else if (byte == ',') {
        end_cell(r);
    } else if (byte == '\n') {
        end_row(r);
    } else {
        put(r, byte);
    }
}

static void take(void *context, const char *bytes, size_t n_bytes)
{
    struct cri_gpkg_rows *r = context;
    for (size_t i = 0; i < n_bytes; i++) {
        take_byte(r, bytes[i]);
    }
}

static void take_rows(void *context, cruce_next_rows_fn *next, void *its)
{
    struct cri_gpkg_rows *r = context;
    if (r->failed == CRUCE_OK) {
        fail(r, cri_gpkg_take_rows(r->g, r->table, next, its, &r->err));
    }
}

static cruce_status finish(void *context, cruce_error *err)
{
    struct cri_gpkg_rows *r = context;
    cruce_status st = r->failed;
    if (st != CRUCE_OK && err != NULL) {
        *err = r->err;
    }
    cri_free(r->cell);
    cri_free(r);
    return st;
}

cruce_writer *cruce_gpkg_writer(cruce_gpkg *gpkg, const char *table, cruce_error *err)
{
    struct cri_gpkg_rows *r = cri_calloc(1, sizeof *r);
    if (r == NULL) {
        cri_no_memory(err);
        return NULL;
    }
    r->g = gpkg;
    snprintf(r->table, sizeof r->table, "%s", table);
    cri_sink sink = {r, take, finish, take_rows};
    cruce_writer *writer =
        cri_gpkg_table(gpkg, table, err) == CRUCE_OK ? cri_writer_to_sink(sink, table, err) : NULL;
    if (writer == NULL) {
        finish(r, NULL);
    }
    return writer;
}

/* --- texts that are no tables --- */

typedef struct document {
    cruce_gpkg *g;
    char name[64];
    size_t used, room;
    char *text;
    bool is_too_large;
} document;

static void take_text(void *context, const char *bytes, size_t n_bytes)
{
    document *d = context;
    if (d->used + n_bytes > d->room) {
        size_t room = 2 * (d->used + n_bytes);
        char *wider = cri_realloc(d->text, room);
        if (wider == NULL) {
            d->is_too_large = true;
            return;
        }
        d->text = wider;
        d->room = room;
    }
    memcpy(d->text + d->used, bytes, n_bytes);
    d->used += n_bytes;
}

static cruce_status keep_document(void *context, cruce_error *err)
{
    document *d = context;
    cruce_status st = d->is_too_large ? cri_no_memory(err) : CRUCE_OK;
    sqlite3_stmt *s = NULL;
    if (st == CRUCE_OK) {
        st = cri_gpkg_prepare(d->g, "INSERT INTO documents VALUES (NULL, ?, ?)", &s, err);
    }
    if (st == CRUCE_OK) {
        sqlite3_bind_text(s, 1, d->name, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, d->text, (int)d->used, SQLITE_STATIC);
        st = cri_gpkg_step(d->g, s, err);
    }
    sqlite3_finalize(s);
    cri_free(d->text);
    cri_free(d);
    return st;
}

cruce_writer *cruce_gpkg_document(cruce_gpkg *gpkg, const char *name, cruce_error *err)
{
    document *d = cri_calloc(1, sizeof *d);
    if (d == NULL) {
        cri_no_memory(err);
        return NULL;
    }
    d->g = gpkg;
    snprintf(d->name, sizeof d->name, "%s", name);
    cri_sink sink = {d, take_text, keep_document, NULL};
    cruce_writer *writer = cri_gpkg_table(gpkg, "documents", err) == CRUCE_OK
                               ? cri_writer_to_sink(sink, name, err)
                               : NULL;
    if (writer == NULL) {
        cri_free(d);
    }
    return writer;
}
