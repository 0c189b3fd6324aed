/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The lists of a run: rows of the GeoPackage as JSON objects, one query for each list.
 * Arrays over time are frames.c.
 * Form: web/README.md. Source of the geometry: OGC 12-128r18, 2.1.3 (GeoPackageBinary around well-known binary).
 */
#include <string.h>

#include "report/report_internal.h"

/*
 * Columns become keys. A column `geom` holds a point and becomes latitude and longitude; what is named like
 * "modes:json" is JSON already. `table` must be in the file, else the list is empty.
 */
typedef struct list_spec {
    const char *key, *table, *query;
} list_spec;

static const list_spec specs[] = {
    {"places", "map_places",
     "SELECT place AS name, type AS kind, region, country, geom, capacity FROM map_places"
     " ORDER BY fid"},
    {"routes", "map_routes",
     "SELECT \"from\", \"to\", length_km AS distance_km FROM map_routes ORDER BY fid"},
    {"crossings", "map_ports",
     "SELECT crossing AS name, port, field_office AS office, geom,"
     " json_group_array(mode) AS \"modes:json\" FROM map_ports GROUP BY crossing ORDER BY "
     "min(fid)"},
    {"events", "policy_log",
     "SELECT date, hour, event, actor, name, target, share, value, seen, threshold, seen_from,"
     " seen_until, note FROM policy_log ORDER BY fid"},
    {"scores", "scores",
     "SELECT place AS scope, '' AS period, measure, CASE measure WHEN 'rmse' THEN 'persons' ELSE "
     "'1'"
     " END AS unit, forecast, value FROM scores WHERE summary IN ('p50', 'single') ORDER BY fid"},
    {"settings", "documents",
     "SELECT s.key, s.value ->> '$.value' AS value, s.value ->> '$.origin' AS origin"
     " FROM documents d, json_each(d.text, '$.settings') s WHERE d.name = 'run.json'"},
    {"parameters", "documents",
     "SELECT p.key AS name, p.value ->> '$.value' AS value, p.value ->> '$.unit' AS unit,"
     " p.value ->> '$.low' AS low, p.value ->> '$.high' AS high, p.value ->> '$.origin' AS origin,"
     " p.value ->> '$.quality' AS quality, p.value ->> '$.source' AS source"
     " FROM documents d, json_each(d.text, '$.border.parameters') p WHERE d.name = 'run.json'"},
    {"inputs", "documents",
     "SELECT i.value ->> '$.name' AS file, i.value ->> '$.sha256' AS sha256,"
     " i.value ->> '$.bytes' AS bytes"
     " FROM documents d, json_each(d.text, '$.inputs') i WHERE d.name = 'run.json'"},
    {"ledger", "ledger", "SELECT ledger, unit, checks, largest FROM ledger ORDER BY fid"},
};

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

cruce_status cri_lists_write(cruce_writer *writer, const cri_run *run, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    for (size_t i = 0; i < sizeof specs / sizeof *specs; i++) {
        cri_json_key(writer, specs[i].key);
        cruce_writer_text(writer, "[");
        if (cri_run_has(run, specs[i].table, NULL)) {
            TRY(write_list(writer, run, &specs[i], err));
        }
        cruce_writer_text(writer, "]");
    }
done:
    return st;
}
