/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Saved states in a GeoPackage: the table `states`, a row each.
 * What they hold is src/engine/state*.c; other tables are gpkg.c.
 * Source: OGC 12-128r18, tables of data_type attributes.
 */
#include <string.h>

#include "base/text.h"
#include "output/gpkg.h"

static cruce_status make_table(cruce_gpkg *g, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    static const char sentence[] = "saved states, from which cruce run --from continues";
    TRY(cri_gpkg_run(g,
                     "CREATE TABLE states (fid INTEGER PRIMARY KEY, date DATE NOT NULL UNIQUE,"
                     " replicates INTEGER NOT NULL, bytes INTEGER NOT NULL, state BLOB NOT NULL)",
                     err));
    TRY(cri_gpkg_register(g, "states", "attributes", sentence, NULL, err));
    TRY(cri_gpkg_describe(g, "states", "date", "date", "the day at whose start it is", err));
    TRY(cri_gpkg_describe(g, "states", "replicates", "replicates", "how many it holds", err));
    TRY(cri_gpkg_describe(g, "states", "bytes", "bytes", "its size", err));
    TRY(cri_gpkg_describe(g, "states", "state", "",
                          "the state itself; cruce export --state writes it to a file", err));
done:
    return st;
}

static bool has_table(cruce_gpkg *g)
{
    return sqlite3_table_column_metadata(g->db, NULL, "states", "state", NULL, NULL, NULL, NULL,
                                         NULL) == SQLITE_OK;
}

cruce_status cruce_gpkg_state(cruce_gpkg *gpkg, int32_t date, int32_t n_replicates,
                              const cruce_state_bytes *state, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    char text[16];
    cruce_date_text(date, text);
    if (!has_table(gpkg)) {
        TRY(make_table(gpkg, err));
    }
    TRY(cri_gpkg_prepare(gpkg, "INSERT INTO states VALUES (NULL, ?, ?, ?, ?)", &s, err));
    sqlite3_bind_text(s, 1, text, -1, SQLITE_STATIC);
    sqlite3_bind_int(s, 2, n_replicates);
    sqlite3_bind_int64(s, 3, state->n);
    sqlite3_bind_blob64(s, 4, state->byte, (sqlite3_uint64)state->n, SQLITE_STATIC);
    TRY(cri_gpkg_step(gpkg, s, err));
done:
    sqlite3_finalize(s);
    return st;
}

/* --- reading --- */

/* "2023-12-01, 2024-01-01", or "none" */
static void list_dates(sqlite3 *db, char *text, size_t size)
{
    sqlite3_stmt *s = NULL;
    size_t used = (size_t)snprintf(text, size, "none");
    if (sqlite3_prepare_v2(db, "SELECT ifnull(date, '') FROM states ORDER BY date", -1, &s, NULL) ==
        SQLITE_OK) {
        for (bool first = true; sqlite3_step(s) == SQLITE_ROW && used + 16 < size; first = false) {
            used = first ? 0 : used;
            used += (size_t)snprintf(text + used, size - used, "%s%.12s", first ? "" : ", ",
                                     (const char *)sqlite3_column_text(s, 0));
        }
    }
    sqlite3_finalize(s);
}

static cruce_status copy_blob(sqlite3_stmt *s, cruce_state_bytes *state, cruce_error *err)
{
    const void *blob = sqlite3_column_blob(s, 0);
    int n = sqlite3_column_bytes(s, 0);
    state->byte = cri_malloc((size_t)n + 1);
    if (state->byte == NULL) {
        return cri_no_memory(err);
    }
    if (n > 0) {
        memcpy(state->byte, blob, (size_t)n);
    }
    state->n = n;
    return CRUCE_OK;
}

cruce_status cruce_gpkg_read_state(const char *path, int32_t date, cruce_state_bytes *state,
                                   cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_gpkg g = {0};
    sqlite3_stmt *s = NULL;
    char text[16], known[120];
    cruce_date_text(date, text);
    *state = (cruce_state_bytes){0};
    TRY(cri_gpkg_open(&g, path, err));
    if (sqlite3_prepare_v2(g.db, "SELECT state FROM states WHERE date = ?", -1, &s, NULL) ==
            SQLITE_OK &&
        sqlite3_bind_text(s, 1, text, -1, SQLITE_STATIC) == SQLITE_OK &&
        sqlite3_step(s) == SQLITE_ROW) {
        st = copy_blob(s, state, err);
    } else {
        list_dates(g.db, known, sizeof known);
        st = cri_fail(
            err, CRUCE_ERR_INPUT,
            "%.100s has no state of %s; it has %s (cruce run --save-state DATE makes them)", path,
            text, known);
    }
done:
    sqlite3_finalize(s);
    sqlite3_close(g.db);
    return st;
}
