/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One table of a GeoPackage as CSV, as `cruce run -o FOLDER` would have written it.
 * Writing GeoPackages is gpkg.c.
 * Source: OGC 12-128r18; only tables of data_type attributes, whose first column is fid.
 */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "output/gpkg.h"
#include "output/output_internal.h"

cruce_status cri_gpkg_open(cruce_gpkg *g, const char *path, cruce_error *err)
{
    snprintf(g->path, sizeof g->path, "%s", path);
    if (sqlite3_open_v2(path, &g->db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        return cri_fail(err, CRUCE_ERR_INPUT, "cannot open %s: %s", path, sqlite3_errmsg(g->db));
    }
    /* Somebody else's file: nothing in its schema may run functions, a missing column is no text. */
    sqlite3_db_config(g->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(g->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    if (sqlite3_exec(g->db, "SELECT 1 FROM gpkg_contents", NULL, NULL, NULL) != SQLITE_OK) {
        return cri_fail(err, CRUCE_ERR_INPUT, "%s is no GeoPackage: %s", path,
                        sqlite3_errmsg(g->db));
    }
    return CRUCE_OK;
}

/* The names of all tables in one line, for a message. */
static void list_tables(cruce_gpkg *g, char *text, size_t size)
{
    sqlite3_stmt *s = NULL;
    size_t used = 0;
    text[0] = '\0';
    if (sqlite3_prepare_v2(
            g->db,
            "SELECT ifnull(table_name, '') FROM gpkg_contents WHERE data_type = 'attributes'"
            " ORDER BY table_name",
            -1, &s, NULL) == SQLITE_OK) {
        while (sqlite3_step(s) == SQLITE_ROW && used + 70 < size) {
            used += (size_t)snprintf(text + used, size - used, "%s%.60s", used > 0 ? ", " : "",
                                     (const char *)sqlite3_column_text(s, 0));
        }
    }
    if (sqlite3_data_count(s) > 0) { /* stopped at a row: there are more */
        snprintf(text + used, size - used, ", ...");
    }
    sqlite3_finalize(s);
}

static cruce_status find_table(cruce_gpkg *g, const char *table, cruce_error *err)
{
    sqlite3_stmt *s = NULL;
    char known[200];
    cruce_status st = cri_gpkg_prepare(g,
                                       "SELECT 1 FROM gpkg_contents WHERE table_name = ?"
                                       " AND data_type = 'attributes'",
                                       &s, err);
    if (st != CRUCE_OK) {
        return st;
    }
    sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
    bool is_there = sqlite3_step(s) == SQLITE_ROW;
    sqlite3_finalize(s);
    if (!is_there) {
        list_tables(g, known, sizeof known);
        return cri_fail(err, CRUCE_ERR_INPUT, "%.60s has no table '%.40s'; it has %s", g->path,
                        table, known);
    }
    return CRUCE_OK;
}

static void write_cell(cruce_writer *writer, sqlite3_stmt *s, int column)
{
    switch (sqlite3_column_type(s, column)) {
    case SQLITE_INTEGER:
        cruce_writer_whole(writer, sqlite3_column_int64(s, column));
        break;
    case SQLITE_FLOAT: /* rounded when it was written */
        cri_write_exact(writer, sqlite3_column_double(s, column));
        break;
    case SQLITE_TEXT:
        cruce_writer_cell(writer, (const char *)sqlite3_column_text(s, column));
        break;
    default:
        break; /* NULL: an empty cell */
    }
}

/* What files hold stays in the GeoPackage. */
static bool is_text(sqlite3_stmt *s, int column)
{
    const char *type = sqlite3_column_decltype(s, column);
    return type == NULL || strcmp(type, "BLOB") != 0;
}

static void write_rows(cruce_writer *writer, sqlite3_stmt *s)
{
    int n = sqlite3_column_count(s);
    while (n > 1 && !is_text(s, n - 1)) {
        n--; /* such columns come last */
    }
    for (int c = 1; c < n; c++) { /* behind fid */
        cruce_writer_text(writer, c > 1 ? "," : "");
        cruce_writer_cell(writer, sqlite3_column_name(s, c));
    }
    cruce_writer_text(writer, "\n");
    while (sqlite3_step(s) == SQLITE_ROW) {
        for (int c = 1; c < n; c++) {
            cruce_writer_text(writer, c > 1 ? "," : "");
            write_cell(writer, s, c);
        }
        cruce_writer_text(writer, "\n");
    }
}

cruce_status cruce_gpkg_export(const char *path, const char *table, cruce_writer *writer,
                               cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_gpkg g = {0};
    sqlite3_stmt *s = NULL;
    char *query = NULL;
    TRY(cri_gpkg_open(&g, path, err));
    TRY(find_table(&g, table, err));
    query = sqlite3_mprintf("SELECT * FROM \"%w\" ORDER BY rowid", table);
    if (query == NULL) {
        st = cri_no_memory(err);
        goto done;
    }
    TRY(cri_gpkg_prepare(&g, query, &s, err));
    write_rows(writer, s);
    if (sqlite3_errcode(g.db) != SQLITE_DONE && sqlite3_errcode(g.db) != SQLITE_OK) {
        st = cri_fail(err, CRUCE_ERR_FILE, "cannot read %s: %s", path, sqlite3_errmsg(g.db));
    }
done:
    sqlite3_free(query);
    sqlite3_finalize(s);
    sqlite3_close(g.db);
    return st;
}
