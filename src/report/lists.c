/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The lists of a run: rows of the GeoPackage as JSON objects, one query for each list.
 * Arrays over time are frames.c.
 * Form: web/README.md. Source of the geometry: OGC 12-128r18, 2.1.3 (GeoPackageBinary around well-known binary).
 */
#include <assert.h>
#include <string.h>

#include "output/output_internal.h"
#include "report/report_internal.h"

/*
 * Columns become keys. A column `geom` holds a point and becomes latitude and longitude; what is named like
 * "modes:json" is JSON already. `table` must be in the file, else the list is empty.
 */
typedef struct list_spec {
    const char *key, *table, *query;
    cri_kinds kinds;
} list_spec;

static const list_spec specs[] = {
    {"places", "map_places",
     "SELECT place AS name, local_name AS label, type AS kind, region, country, geom, capacity,"
     " sector FROM map_places ORDER BY fid",
     CRI_ANY_KIND},
    {"routes", "map_routes",
     "SELECT \"from\", \"to\", length_km AS distance_km, mode AS kind FROM map_routes ORDER BY "
     "fid",
     CRI_ANY_KIND},
    {"crossings", "map_ports",
     "SELECT crossing AS name, local_name AS label, port, field_office AS office, sector, geom,"
     " json_group_array(mode) AS \"modes:json\" FROM map_ports GROUP BY crossing ORDER BY "
     "min(fid)",
     CRI_ANY_KIND},
    {"observed", "observed",
     "SELECT what, component, area, nationality, crossing, mode, \"use\", month, value, unit,"
     " quality, source FROM observed ORDER BY fid",
     CRI_ANY_KIND},
    {"scores", "border_scores",
     "SELECT scope, period, measure, unit, forecast, value FROM border_scores ORDER BY fid",
     CRI_BORDER_ONLY},
    {"scores", "scores",
     "SELECT place AS scope, 'all days' AS period, measure,"
     " CASE measure WHEN 'rmse' THEN 'persons' ELSE '1' END AS unit, forecast, value FROM scores"
     " WHERE summary IN ('p50', 'single') ORDER BY fid",
     CRI_DISPLACEMENT_ONLY},
    {"events", "policy_log",
     "SELECT date, hour, event, actor, name, target, share, value, seen, threshold, seen_from,"
     " seen_until, note FROM policy_log ORDER BY fid",
     CRI_ANY_KIND},
    {"measures", "measures",
     "SELECT date, until, actor, measure, target,"
     " CASE WHEN value GLOB '[0-9.+-]*' THEN in_effect ELSE value END AS value,"
     " made, published, quality, source, note, file FROM measures ORDER BY fid",
     CRI_ANY_KIND},
    {"settings", "settings", "SELECT key, value, origin FROM settings ORDER BY fid", CRI_ANY_KIND},
    {"parameters", "parameters",
     "SELECT name, value, unit, low, high, origin, quality, source FROM parameters ORDER BY fid",
     CRI_ANY_KIND},
    {"inputs", "inputs", "SELECT file, sha256, bytes FROM inputs ORDER BY fid", CRI_ANY_KIND},
    {"qualities", "qualities", "SELECT file, quality, rows FROM qualities ORDER BY fid",
     CRI_ANY_KIND},
    {"ledger", "ledger", "SELECT ledger, unit, checks, largest FROM ledger ORDER BY fid",
     CRI_ANY_KIND},
};

enum { N_LISTS = sizeof specs / sizeof *specs };
static_assert((int)N_LISTS <= (int)CRI_MOST_LISTS, "a report keeps the lists of its first run");

/* --- points --- */

static double get_f64(const unsigned char *bytes)
{
    uint64_t bits = 0;
    double value;
    for (int i = 7; i >= 0; i--) {
        bits = bits << 8 | bytes[i];
    }
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* A point as src/output/gpkg_layers.c writes it: no envelope, little-endian. */
static void write_point(cruce_writer *writer, const unsigned char *blob, int n_bytes)
{
    enum { HEADER = 8, WKB_POINT = 21 };
    static const unsigned char form[] = {'G', 'P', 0, 1}, point[] = {1, 1, 0, 0, 0};
    bool is_ours = n_bytes == HEADER + WKB_POINT && memcmp(blob, form, sizeof form) == 0 &&
                   memcmp(blob + HEADER, point, sizeof point) == 0;
    cruce_writer_text(writer, "\"latitude\": ");
    cruce_writer_text(writer, is_ours ? "" : "null");
    if (is_ours) {
        cruce_writer_double(writer, get_f64(blob + HEADER + sizeof point + 8));
    }
    cruce_writer_text(writer, ", \"longitude\": ");
    cruce_writer_text(writer, is_ours ? "" : "null");
    if (is_ours) {
        cruce_writer_double(writer, get_f64(blob + HEADER + sizeof point));
    }
}

/* --- rows --- */

static void write_value(cruce_writer *writer, sqlite3_stmt *s, int column)
{
    switch (sqlite3_column_type(s, column)) {
    case SQLITE_INTEGER:
        cruce_writer_whole(writer, sqlite3_column_int64(s, column));
        break;
    case SQLITE_FLOAT:
        cruce_writer_double(writer, sqlite3_column_double(s, column));
        break;
    case SQLITE_TEXT:
        cruce_writer_json_text(writer, (const char *)sqlite3_column_text(s, column));
        break;
    default:
        cruce_writer_text(writer, "null");
        break;
    }
}

static void write_cell(cruce_writer *writer, sqlite3_stmt *s, int column)
{
    const char *name = sqlite3_column_name(s, column);
    const char *colon = strstr(name, ":json");
    cruce_writer_text(writer, column > 0 ? ", " : "");
    if (strcmp(name, "geom") == 0) {
        const unsigned char *blob = sqlite3_column_blob(s, column);
        write_point(writer, blob, blob != NULL ? sqlite3_column_bytes(s, column) : 0);
    } else if (colon != NULL) {
        char key[32] = "";
        memcpy(key, name, (size_t)(colon - name) < sizeof key - 1 ? (size_t)(colon - name) : 0);
        cruce_writer_json_text(writer, key);
        cruce_writer_text(writer, ": ");
        cruce_writer_text(writer, (const char *)sqlite3_column_text(s, column));
    } else {
        cruce_writer_json_text(writer, name);
        cruce_writer_text(writer, ": ");
        write_value(writer, s, column);
    }
}

static cruce_status write_list(cruce_writer *writer, const cri_run *run, const list_spec *spec,
                               cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    int status;
    const char *comma = "\n";
    TRY(cri_run_prepare(run, spec->query, &s, err));
    while ((status = sqlite3_step(s)) == SQLITE_ROW) {
        cruce_writer_text(writer, comma);
        cruce_writer_text(writer, "{");
        for (int c = 0; c < sqlite3_column_count(s); c++) {
            write_cell(writer, s, c);
        }
        cruce_writer_text(writer, "}");
        comma = ",\n";
    }
    st = status == SQLITE_DONE ? CRUCE_OK : cri_run_fail(run, err);
done:
    sqlite3_finalize(s);
    return st;
}

/* --- lists as text, so that those of a later run can be compared with the first's --- */

typedef struct text {
    char *bytes;
    size_t n, room;
    bool has_failed;
} text;

static void take(void *context, const char *bytes, size_t n_bytes)
{
    text *t = context;
    if (t->n + n_bytes + 1 > t->room) {
        size_t room = 2 * (t->n + n_bytes + 1);
        char *wider = cri_realloc(t->bytes, room);
        if (wider == NULL) {
            t->has_failed = true;
            return;
        }
        t->bytes = wider;
        t->room = room;
    }
    memcpy(t->bytes + t->n, bytes, n_bytes);
    t->n += n_bytes;
    t->bytes[t->n] = '\0';
}

static cruce_status finish(void *context, cruce_error *err)
{
    text *t = context;
    return t->has_failed ? cri_no_memory(err) : CRUCE_OK;
}

static bool is_there(const cri_run *run, const list_spec *spec)
{
    return cri_run_has(run, spec->table, NULL);
}

/* "[...]", to be freed; NULL on failure. */
static char *spell_list(const cri_run *run, const list_spec *spec, cruce_error *err)
{
    text t = {0};
    cri_sink sink = {&t, take, finish, NULL};
    cruce_status st = CRUCE_OK;
    cruce_writer *writer = cri_writer_to_sink(sink, spec->key, err);
    if (writer == NULL) {
        return NULL;
    }
    cruce_writer_text(writer, "[");
    if (is_there(run, spec)) {
        st = write_list(writer, run, spec, err);
    }
    cruce_writer_text(writer, "]");
    cruce_status finished = cruce_writer_finish(writer, st == CRUCE_OK ? err : NULL);
    if (st != CRUCE_OK || finished != CRUCE_OK) {
        cri_free(t.bytes);
        t.bytes = NULL;
    }
    return t.bytes;
}

cruce_status cri_lists_write(cruce_writer *writer, const cri_run *run, cri_lists *first,
                             cruce_error *err)
{
    for (int32_t i = 0; i < N_LISTS; i++) {
        if (!cri_run_is_of(run, specs[i].kinds)) {
            continue;
        }
        char *list = spell_list(run, &specs[i], err);
        if (list == NULL) {
            return err != NULL ? err->code : CRUCE_ERR_MEMORY;
        }
        bool is_same = first->list[i] != NULL && strcmp(first->list[i], list) == 0;
        if (!is_same) {
            cri_json_key(writer, specs[i].key);
            cruce_writer_text(writer, list);
        }
        if (first->run == NULL || first->run == run) {
            first->list[i] = list;
        } else {
            cri_free(list);
        }
    }
    first->run = first->run == NULL ? run : first->run;
    return CRUCE_OK;
}

void cri_lists_free(cri_lists *lists)
{
    for (int32_t i = 0; i < CRI_MOST_LISTS; i++) {
        cri_free(lists->list[i]);
    }
    *lists = (cri_lists){0};
}
