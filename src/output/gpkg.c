/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A result as one GeoPackage: an SQLite file that QGIS, R and pandas open as it is.
 * This file makes the database, its tables and rows; layers with geometry are gpkg_layers.c, what the tables say is tables.c.
 * Source: OGC 12-128r18, GeoPackage Encoding Standard 1.3.1; https://www.sqlite.org/c3ref/intro.html
 */
#include "output/gpkg.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"

/* The tables that every GeoPackage has, and those of the schema extension, which describes columns. */
static const char core_tables[] =
    "PRAGMA application_id = 1196444487;" /* "GPKG" */
    "PRAGMA user_version = 10301;"
    "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,"
    " organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,"
    " definition TEXT NOT NULL, description TEXT);"
    "INSERT INTO gpkg_spatial_ref_sys VALUES"
    " ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian'),"
    " ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic'),"
    " ('WGS 84 geodetic', 4326, 'EPSG', 4326,"
    " 'GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],"
    "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4326\"]]',"
    " 'longitude, latitude in degrees');"
    "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,"
    " identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL"
    " DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),"
    " min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,"
    " CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));"
    "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
    " geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,"
    " m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),"
    " CONSTRAINT uk_gc_table_name UNIQUE (table_name),"
    " CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),"
    " CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));"
    "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,"
    " definition TEXT NOT NULL, scope TEXT NOT NULL,"
    " CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));"
    "INSERT INTO gpkg_extensions VALUES"
    " ('gpkg_data_columns', NULL, 'gpkg_schema', "
    "'http://www.geopackage.org/spec121/#extension_schema',"
    " 'read-write'),"
    " ('gpkg_data_column_constraints', NULL, 'gpkg_schema',"
    " 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');"
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name "
    "TEXT,"
    " title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT,"
    " CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),"
    " CONSTRAINT gdc_tn UNIQUE (table_name, name));"
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL,"
    " constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max "
    "NUMERIC,"
    " max_is_inclusive BOOLEAN, description TEXT,"
    " CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));";

cruce_status cri_gpkg_fail(cruce_gpkg *g, cruce_error *err)
{
    return cri_fail(err, CRUCE_ERR_FILE, "cannot write %s: %s", g->path, sqlite3_errmsg(g->db));
}

cruce_status cri_gpkg_run(cruce_gpkg *g, const char *sql, cruce_error *err)
{
    return sqlite3_exec(g->db, sql, NULL, NULL, NULL) == SQLITE_OK ? CRUCE_OK
                                                                   : cri_gpkg_fail(g, err);
}

cruce_status cri_gpkg_prepare(cruce_gpkg *g, const char *sql, sqlite3_stmt **statement,
                              cruce_error *err)
{
    return sqlite3_prepare_v2(g->db, sql, -1, statement, NULL) == SQLITE_OK ? CRUCE_OK
                                                                            : cri_gpkg_fail(g, err);
}

cruce_status cri_gpkg_step(cruce_gpkg *g, sqlite3_stmt *statement, cruce_error *err)
{
    if (sqlite3_step(statement) != SQLITE_DONE) {
        return cri_gpkg_fail(g, err);
    }
    sqlite3_reset(statement);
    return CRUCE_OK;
}

cruce_status cruce_gpkg_create(cruce_gpkg **gpkg, const char *path, int32_t start_days,
                               cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_gpkg *g = cri_calloc(1, sizeof *g);
    *gpkg = g;
    if (g == NULL) {
        return cri_no_memory(err);
    }
    cruce_date_text(start_days, g->start_date);
    int n = snprintf(g->path, sizeof g->path, "%s", path);
    int m = snprintf(g->partial, sizeof g->partial, "%s.partial-%ld", path, (long)getpid());
    if (n < 0 || m < 0 || (size_t)m >= sizeof g->partial) {
        return cri_fail(err, CRUCE_ERR_FILE, "the name of the output file is too long");
    }
    unlink(g->partial); /* left behind by a process of the same number that was killed */
    if (sqlite3_open_v2(g->partial, &g->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK) {
        return cri_gpkg_fail(g, err);
    }
    /* No journal and no syncs on the way: until it is renamed at the end, nobody reads this file. */
    TRY(cri_gpkg_run(g,
                     "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF;"
                     "PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
                     "PRAGMA cache_size = -16000; BEGIN;",
                     err));
    TRY(cri_gpkg_run(g, core_tables, err));
    TRY(cri_gpkg_source_open(g, err));
done:
    return st;
}

/* --- tables without geometry --- */

static const char *sql_type(const char *type)
{
    return strcmp(type, "whole") == 0    ? "INTEGER"
           : strcmp(type, "number") == 0 ? "DOUBLE"
           : strcmp(type, "date") == 0   ? "DATE"
           : strcmp(type, "bytes") == 0  ? "BLOB"
                                         : "TEXT";
}

cruce_status cri_gpkg_describe(cruce_gpkg *g, const char *table, const char *column,
                               const char *unit, const char *sentence, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    TRY(cri_gpkg_prepare(g,
                         "INSERT INTO gpkg_data_columns (table_name, column_name, name, title,"
                         " description) VALUES (?, ?, ?, ?, ?)",
                         &s, err));
    sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, column, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 3, column, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 4, unit, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 5, sentence, -1, SQLITE_STATIC);
    TRY(cri_gpkg_step(g, s, err));
done:
    sqlite3_finalize(s);
    return st;
}

cruce_status cri_gpkg_register(cruce_gpkg *g, const char *table, const char *data_type,
                               const char *sentence, const cri_extent *extent, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    char when[40];
    snprintf(when, sizeof when, "%sT00:00:00.000Z", g->start_date); /* no time of day: same bytes */
    TRY(cri_gpkg_prepare(g, "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", &s,
                         err));
    sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, data_type, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 3, table, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 4, sentence, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 5, when, -1, SQLITE_STATIC);
    if (extent != NULL && extent->n > 0) {
        sqlite3_bind_double(s, 6, extent->least_x);
        sqlite3_bind_double(s, 7, extent->least_y);
        sqlite3_bind_double(s, 8, extent->most_x);
        sqlite3_bind_double(s, 9, extent->most_y);
    }
    if (extent != NULL) {
        sqlite3_bind_int(s, 10, 4326);
    }
    TRY(cri_gpkg_step(g, s, err));
done:
    sqlite3_finalize(s);
    return st;
}

/* "CREATE TABLE" and "INSERT" texts of a table, from the list of columns. */
static int32_t spell_table(const char *table, char *create, char *insert, size_t size,
                           bool is_text[CRUCE_MOST_COLUMNS])
{
    cruce_column_info column[CRUCE_MOST_COLUMNS];
    int32_t n = cruce_table_columns(table, column);
    int c = snprintf(create, size, "CREATE TABLE \"%s\" (fid INTEGER PRIMARY KEY", table);
    int i = snprintf(insert, size, "INSERT INTO \"%s\" VALUES (NULL", table);
    for (int32_t k = 0; k < n; k++) {
        const char *type = sql_type(column[k].type);
        is_text[k] = type[0] == 'T' || type[1] == 'A';
        c += snprintf(create + c, size - (size_t)c, ", \"%s\" %s", column[k].name, type);
        i += snprintf(insert + i, size - (size_t)i, ", ?");
    }
    snprintf(create + c, size - (size_t)c, ")");
    snprintf(insert + i, size - (size_t)i, ")");
    return n;
}

static void end_rows(cruce_gpkg *g)
{
    sqlite3_finalize(g->insert);
    sqlite3_finalize(g->insert_rows);
    g->insert = g->insert_rows = NULL;
}

cruce_status cri_gpkg_table(cruce_gpkg *g, const char *table, cruce_error *err)
{
    enum { TEXT_MOST = 4000 };
    cruce_status st = CRUCE_OK;
    char create[TEXT_MOST], insert[TEXT_MOST];
    cruce_column_info column[CRUCE_MOST_COLUMNS];
    int32_t n = cruce_table_columns(table, column);
    g->n_columns = spell_table(table, create, insert, TEXT_MOST, g->is_text);
    end_rows(g);
    TRY(cri_gpkg_run(g, create, err));
    TRY(cri_gpkg_register(g, table, "attributes", cruce_table_sentence(table), NULL, err));
    for (int32_t k = 0; k < n; k++) {
        TRY(cri_gpkg_describe(g, table, column[k].name, column[k].unit, column[k].sentence, err));
    }
    TRY(cri_gpkg_prepare(g, insert, &g->insert, err));
done:
    return st;
}

/* --- the end --- */

static cruce_status sync_file(const char *path, cruce_error *err)
{
    int file = open(path, O_RDONLY);
    if (file < 0 || fsync(file) != 0) {
        int reason = errno;
        if (file >= 0) {
            close(file);
        }
        return cri_fail(err, CRUCE_ERR_FILE, "cannot write %s: %s", path, strerror(reason));
    }
    close(file);
    return CRUCE_OK;
}

cruce_status cruce_gpkg_finish(cruce_gpkg *g, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    end_rows(g);
    TRY(cri_gpkg_run(g, "COMMIT", err));
    if (sqlite3_close(g->db) != SQLITE_OK) {
        return cri_gpkg_fail(g, err);
    }
    g->db = NULL;
    TRY(sync_file(g->partial, err));
    if (rename(g->partial, g->path) != 0) {
        return cri_fail(err, CRUCE_ERR_FILE, "cannot put %s in place: %s", g->path,
                        strerror(errno));
    }
    g->partial[0] = '\0';
done:
    return st;
}

const char *cruce_gpkg_partial(const cruce_gpkg *gpkg)
{
    return gpkg->partial;
}

void cruce_gpkg_destroy(cruce_gpkg *g)
{
    if (g == NULL) {
        return;
    }
    end_rows(g);
    sqlite3_close(g->db);
    cri_free(g->source);
    if (g->partial[0] != '\0') {
        unlink(g->partial);
    }
    cri_free(g);
}
