/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Views of a GeoPackage: the median of a table joined with the map, one feature for each thing and time, so that a
 * temporal controller plays them. The layers are gpkg_layers.c, how views look is gpkg_styles.c.
 * Source: OGC 12-128r18, 1.1.1.1.1 and 2.1 (views may be layers).
 */
#include <string.h>

#include "base/text.h"
#include "output/gpkg.h"

/*
 * %s is the summary that is shown. Readers want a first column that counts features, and dates as columns of a table:
 * they do not know the type of an expression. Of parallel roads each takes the line of the first, which is the same.
 */
static const struct {
    const char *table, *view, *geometry, *sentence, *select;
} views[] = {
    {"places", "places_by_day", "POINT",
     "persons at each place, day by day (median of the replicates)",
     "SELECT t.fid AS fid, m.geom AS geom, t.date, t.place, m.type, m.country, t.persons"
     " FROM places t JOIN map_places m ON m.place = t.place WHERE t.summary = '%s'"},
    {"place_months", "places_by_month", "POINT",
     "persons at each place at the end of each month (median of the replicates)",
     "SELECT t.fid AS fid, m.geom AS geom, d.date, t.month, t.place, m.type, m.country, t.persons"
     " FROM place_months t JOIN map_places m ON m.place = t.place JOIN months d ON d.month = "
     "t.month"
     " WHERE t.summary = '%s'"},
    {"routes", "routes_in_all", "LINESTRING",
     "entries into each road over the whole run (median of the replicates)",
     "SELECT t.fid AS fid, m.geom AS geom, t.\"from\", t.\"to\", m.length_km, t.persons FROM "
     "routes t"
     " JOIN map_routes m ON m.\"from\" = t.\"from\" AND m.\"to\" = t.\"to\" WHERE t.summary = '%s'"
     " AND m.fid = (SELECT min(x.fid) FROM map_routes x WHERE x.\"from\" = m.\"from\""
     " AND x.\"to\" = m.\"to\")"},
    {"route_months", "routes_by_month", "LINESTRING",
     "entries into each road, month by month (median of the replicates)",
     "SELECT t.fid AS fid, m.geom AS geom, d.date, t.month, t.\"from\", t.\"to\", t.persons"
     " FROM route_months t JOIN map_routes m ON m.\"from\" = t.\"from\" AND m.\"to\" = t.\"to\""
     " JOIN months d ON d.month = t.month WHERE t.summary = '%s'"
     " AND m.fid = (SELECT min(x.fid) FROM map_routes x WHERE x.\"from\" = m.\"from\""
     " AND x.\"to\" = m.\"to\")"},
    {"port_months", "ports_by_month", "POINT",
     "each crossing and mode, month by month (median of the replicates)",
     "SELECT t.fid AS fid, m.geom AS geom, d.date, t.month, t.crossing, t.mode, m.port,"
     " m.field_office, t.demanded, t.arrived, t.crossed, t.suppressed, t.diverted, t.queued,"
     " t.wait_mean, t.wait_worst, t.closed_hours, t.closed_by_staff, t.lanes_open, t.held_value"
     " FROM port_months t JOIN map_ports m ON m.crossing = t.crossing AND m.mode = t.mode"
     " JOIN months d ON d.month = t.month WHERE t.summary = '%s'"},
};

cruce_status cri_gpkg_has(cruce_gpkg *g, const char *table, bool *has, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    TRY(cri_gpkg_prepare(g, "SELECT 1 FROM sqlite_master WHERE name = ?", &s, err));
    sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
    *has = sqlite3_step(s) == SQLITE_ROW;
done:
    sqlite3_finalize(s);
    return st;
}

cruce_status cri_gpkg_describe_columns(cruce_gpkg *g, const char *view, const char *source,
                                       cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    cruce_column_info column[CRUCE_MOST_COLUMNS];
    int32_t n = cruce_table_columns(source, column);
    TRY(cri_gpkg_prepare(g,
                         "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2 AND NOT EXISTS"
                         " (SELECT 1 FROM gpkg_data_columns WHERE table_name = ?1"
                         " AND column_name = ?2)",
                         &s, err));
    for (int32_t c = 0; c < n; c++) {
        sqlite3_reset(s);
        sqlite3_bind_text(s, 1, view, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, column[c].name, -1, SQLITE_STATIC);
        if (sqlite3_step(s) == SQLITE_ROW) {
            TRY(cri_gpkg_describe(g, view, column[c].name, column[c].unit, column[c].sentence,
                                  err));
        }
    }
done:
    sqlite3_finalize(s);
    return st;
}

/* Dates of the months as a table. */
static cruce_status write_months(cruce_gpkg *g, cruce_error *err)
{
    static const char *const with_months[] = {"port_months", "place_months", "route_months"};
    cruce_status st = CRUCE_OK;
    for (int i = 0; i < 3; i++) {
        char text[200];
        bool has, is_done;
        TRY(cri_gpkg_has(g, with_months[i], &has, err));
        TRY(cri_gpkg_has(g, "months", &is_done, err));
        if (has && !is_done) {
            TRY(cri_gpkg_table(g, "months", err));
            snprintf(text, sizeof text,
                     "INSERT INTO months SELECT DISTINCT NULL, month, month || '-01' FROM %s"
                     " ORDER BY month",
                     with_months[i]);
            TRY(cri_gpkg_run(g, text, err));
        }
    }
done:
    return st;
}

/* What the joins look for, and of the longest table the rows that its view shows, by date. */
static cruce_status write_indexes(cruce_gpkg *g, const char *summary, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    char text[200];
    bool has;
    TRY(cri_gpkg_run(g,
                     "CREATE INDEX map_places_place ON map_places (place);"
                     "CREATE INDEX map_routes_ends ON map_routes (\"from\", \"to\");",
                     err));
    TRY(cri_gpkg_has(g, "map_ports", &has, err));
    if (has) {
        TRY(cri_gpkg_run(g, "CREATE INDEX map_ports_name ON map_ports (crossing, mode)", err));
    }
    TRY(cri_gpkg_has(g, "places", &has, err));
    if (has) {
        snprintf(text, sizeof text,
                 "CREATE INDEX places_shown ON places (date) WHERE summary = '%s'", summary);
        TRY(cri_gpkg_run(g, text, err));
    }
done:
    return st;
}

static cruce_status write_view(cruce_gpkg *g, size_t i, const char *summary, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    char select[1000], text[1200];
    bool is_line = strcmp(views[i].geometry, "LINESTRING") == 0;
    bool is_port = strcmp(views[i].table, "port_months") == 0;
    const char *layer = is_line ? "map_routes" : is_port ? "map_ports" : "map_places";
    snprintf(select, sizeof select, views[i].select, summary);
    snprintf(text, sizeof text, "CREATE VIEW \"%s\" AS %s", views[i].view, select);
    TRY(cri_gpkg_run(g, text, err));
    TRY(cri_gpkg_layer(g, views[i].view, views[i].geometry, views[i].sentence,
                       is_port ? &g->ports_extent : &g->extent, err));
    TRY(cri_gpkg_describe_columns(g, views[i].view, views[i].table, err));
    TRY(cri_gpkg_describe_columns(g, views[i].view, layer, err));
    TRY(cri_gpkg_describe_columns(g, views[i].view, "months", err));
done:
    return st;
}

/* The summary that a table shows of one number: p50, or with one replicate `single`. */
static cruce_status find_summary(cruce_gpkg *g, const char *table, const char **summary,
                                 cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    char text[120];
    snprintf(text, sizeof text, "SELECT summary FROM %s ORDER BY fid LIMIT 1", table);
    TRY(cri_gpkg_prepare(g, text, &s, err));
    if (sqlite3_step(s) == SQLITE_ROW) {
        bool is_single = strcmp((const char *)sqlite3_column_text(s, 0), "single") == 0;
        *summary = is_single ? "single" : "p50";
    }
done:
    sqlite3_finalize(s);
    return st;
}

/* --- caravans have no place of their own: a layer with a point for each day on which they are somewhere --- */

static cruce_status put_groups(cruce_gpkg *g, sqlite3_stmt *from, sqlite3_stmt *to,
                               cri_extent *extent, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    while (sqlite3_step(from) == SQLITE_ROW) {
        double longitude = sqlite3_column_double(from, 0),
               latitude = sqlite3_column_double(from, 1);
        cri_gpkg_bind_point(to, 1, longitude, latitude);
        for (int c = 2; c < sqlite3_column_count(from); c++) {
            sqlite3_bind_value(to, c, sqlite3_column_value(from, c));
        }
        TRY(cri_gpkg_step(g, to, err));
        cri_extent_widen(extent, longitude, latitude);
    }
done:
    return st;
}

static cruce_status write_groups(cruce_gpkg *g, const char *summary, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *from = NULL, *to = NULL;
    cri_extent extent = {0};
    bool has;
    TRY(cri_gpkg_has(g, "group_days", &has, err));
    if (!has) {
        return CRUCE_OK;
    }
    TRY(cri_gpkg_run(g,
                     "CREATE TABLE groups_by_day (fid INTEGER PRIMARY KEY, geom POINT, date DATE,"
                     " \"group\" TEXT, members DOUBLE, reported DOUBLE, travelled DOUBLE)",
                     err));
    TRY(cri_gpkg_prepare(g, "INSERT INTO groups_by_day VALUES (NULL, ?, ?, ?, ?, ?, ?)", &to, err));
    TRY(cri_gpkg_prepare(g,
                         "SELECT longitude, latitude, date, \"group\", members, reported, travelled"
                         " FROM group_days WHERE summary = ? AND longitude IS NOT NULL"
                         " ORDER BY fid",
                         &from, err));
    sqlite3_bind_text(from, 1, summary, -1, SQLITE_STATIC);
    TRY(put_groups(g, from, to, &extent, err));
    if (extent.n == 0) { /* no caravan within the run */
        TRY(cri_gpkg_run(g, "DROP TABLE groups_by_day", err));
        goto done;
    }
    TRY(cri_gpkg_layer(g, "groups_by_day", "POINT",
                       "where each caravan is, day by day (median of the replicates)", &extent,
                       err));
    TRY(cri_gpkg_describe_columns(g, "groups_by_day", "group_days", err));
done:
    sqlite3_finalize(from);
    sqlite3_finalize(to);
    return st;
}

cruce_status cruce_gpkg_views(cruce_gpkg *g, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const char *summary = "p50";
    enum { N_VIEWS = sizeof views / sizeof *views };
    bool has[N_VIEWS];
    TRY(write_months(g, err));
    for (size_t i = 0; i < N_VIEWS; i++) {
        TRY(cri_gpkg_has(g, views[i].table, &has[i], err));
        if (has[i]) {
            TRY(find_summary(g, views[i].table, &summary, err));
        }
    }
    TRY(write_indexes(g, summary, err));
    for (size_t i = 0; i < N_VIEWS; i++) {
        if (has[i]) {
            TRY(write_view(g, i, summary, err));
        }
    }
    TRY(write_groups(g, summary, err));
    TRY(cri_gpkg_styles(g, err));
done:
    return st;
}
