/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The layers of a GeoPackage: places and ports as points, roads as lines, each with its input columns. Views that join
 * them with the tables are gpkg_views.c, how they look gpkg_styles.c.
 * Source: OGC 12-128r18, section 2.1.3 (GeoPackageBinary) around ISO/OGC well-known binary, little-endian.
 */
#include <string.h>

#include "base/text.h"
#include "output/gpkg.h"

enum { HEADER_BYTES = 8, POINT_BYTES = HEADER_BYTES + 21, LINE_BYTES = HEADER_BYTES + 41 };

static size_t put_u32(uint8_t *to, uint32_t value)
{
    for (int i = 0; i < 4; i++) {
        to[i] = (uint8_t)(value >> (8 * i));
    }
    return 4;
}

static size_t put_f64(uint8_t *to, double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    put_u32(to, (uint32_t)bits);
    put_u32(to + 4, (uint32_t)(bits >> 32));
    return 8;
}

/* "GP", version 0, little-endian without envelope, EPSG 4326; then WKB's byte order and type. */
static size_t put_header(uint8_t *to, uint32_t wkb_type)
{
    static const uint8_t gp[4] = {'G', 'P', 0, 1};
    memcpy(to, gp, sizeof gp);
    put_u32(to + 4, 4326);
    to[8] = 1;
    return 9 + put_u32(to + 9, wkb_type);
}

void cri_gpkg_bind_point(sqlite3_stmt *s, int column, double longitude, double latitude)
{
    uint8_t blob[POINT_BYTES];
    size_t n = put_header(blob, 1);
    n += put_f64(blob + n, longitude);
    n += put_f64(blob + n, latitude);
    sqlite3_bind_blob(s, column, blob, (int)n, SQLITE_TRANSIENT);
}

static void bind_line(sqlite3_stmt *s, int column, const double from[2], const double to[2])
{
    uint8_t blob[LINE_BYTES];
    size_t n = put_header(blob, 2);
    n += put_u32(blob + n, 2);
    n += put_f64(blob + n, from[0]);
    n += put_f64(blob + n, from[1]);
    n += put_f64(blob + n, to[0]);
    n += put_f64(blob + n, to[1]);
    sqlite3_bind_blob(s, column, blob, (int)n, SQLITE_TRANSIENT);
}

void cri_extent_widen(cri_extent *extent, double x, double y)
{
    if (extent->n++ == 0) {
        *extent = (cri_extent){1, x, y, x, y};
    }
    extent->least_x = x < extent->least_x ? x : extent->least_x;
    extent->most_x = x > extent->most_x ? x : extent->most_x;
    extent->least_y = y < extent->least_y ? y : extent->least_y;
    extent->most_y = y > extent->most_y ? y : extent->most_y;
}

cruce_status cri_gpkg_layer(cruce_gpkg *g, const char *table, const char *geometry,
                            const char *sentence, const cri_extent *extent, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    sqlite3_stmt *s = NULL;
    TRY(cri_gpkg_register(g, table, "features", sentence, extent, err));
    TRY(cri_gpkg_prepare(g, "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)",
                         &s, err));
    sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, geometry, -1, SQLITE_STATIC);
    TRY(cri_gpkg_step(g, s, err));
done:
    sqlite3_finalize(s);
    return st;
}

/* A cell of a column that input files may have beyond those they must have; NULL if there is none. */
static void bind_attribute(sqlite3_stmt *s, int column, const cruce_attributes *attributes,
                           const char *name, int32_t row)
{
    sqlite3_bind_null(s, column);
    for (int32_t i = 0; i < attributes->n_columns; i++) {
        const char *cell = attributes->cell[row * attributes->n_columns + i];
        if (strcmp(attributes->name[i], name) == 0 && cell[0] != '\0') {
            sqlite3_bind_text(s, column, cell, -1, SQLITE_STATIC);
        }
    }
}

static cruce_status write_places(cruce_gpkg *g, const cruce_scenario *sc, cri_extent *extent,
                                 cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_places *places = &sc->places;
    sqlite3_stmt *s = NULL;
    TRY(cri_gpkg_run(g,
                     "CREATE TABLE map_places (fid INTEGER PRIMARY KEY, geom POINT, place TEXT,"
                     " region TEXT, country TEXT, type TEXT, capacity INTEGER, population INTEGER,"
                     " sector TEXT, local_name TEXT)",
                     err));
    TRY(cri_gpkg_prepare(g, "INSERT INTO map_places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", &s,
                         err));
    for (int32_t p = 0; p < places->n; p++) {
        sqlite3_bind_int(s, 1, p + 1);
        cri_gpkg_bind_point(s, 2, places->y[p],
                            places->x[p]); /* x is the latitude, as in the file */
        sqlite3_bind_text(s, 3, places->name[p], -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 4, places->region[p], -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 5, places->country[p], -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 6, places->type[p], -1, SQLITE_STATIC);
        if (places->capacity_persons[p] > 0) {
            sqlite3_bind_int64(s, 7, places->capacity_persons[p]);
        } else {
            sqlite3_bind_null(s, 7);
        }
        sqlite3_bind_int64(s, 8, places->population_persons[p]);
        bind_attribute(s, 9, &places->attributes, "sector", p);
        bind_attribute(s, 10, &places->attributes, "local_name", p);
        TRY(cri_gpkg_step(g, s, err));
        cri_extent_widen(extent, places->y[p], places->x[p]);
    }
    TRY(cri_gpkg_layer(g, "map_places", "POINT", "towns, camps and other places people pass",
                       extent, err));
done:
    sqlite3_finalize(s);
    return st;
}

static cruce_status write_routes(cruce_gpkg *g, const cruce_scenario *sc, const cri_extent *extent,
                                 cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_links *links = &sc->links;
    sqlite3_stmt *s = NULL;
    TRY(cri_gpkg_run(
        g,
        "CREATE TABLE map_routes (fid INTEGER PRIMARY KEY, geom LINESTRING, \"from\" TEXT,"
        " \"to\" TEXT, length_km DOUBLE, mode TEXT)",
        err));
    TRY(cri_gpkg_prepare(g, "INSERT INTO map_routes VALUES (?, ?, ?, ?, ?, ?)", &s, err));
    for (int32_t k = 0; k < links->n; k++) {
        cruce_place_id a = links->from[k], b = links->to[k];
        double from[2] = {sc->places.y[a], sc->places.x[a]};
        double to[2] = {sc->places.y[b], sc->places.x[b]};
        sqlite3_bind_int(s, 1, k + 1);
        bind_line(s, 2, from, to);
        sqlite3_bind_text(s, 3, sc->places.name[a], -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 4, sc->places.name[b], -1, SQLITE_STATIC);
        sqlite3_bind_double(s, 5, links->length_km[k]);
        bind_attribute(s, 6, &links->attributes, "mode", k);
        TRY(cri_gpkg_step(g, s, err));
    }
    TRY(cri_gpkg_layer(g, "map_routes", "LINESTRING", "roads, each direction for itself", extent,
                       err));
done:
    sqlite3_finalize(s);
    return st;
}

static cruce_status write_ports(cruce_gpkg *g, const cruce_scenario *sc, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_ports *ports = &sc->border.ports;
    cri_extent *extent = &g->ports_extent;
    sqlite3_stmt *s = NULL;
    TRY(cri_gpkg_run(g,
                     "CREATE TABLE map_ports (fid INTEGER PRIMARY KEY, geom POINT, crossing TEXT,"
                     " mode TEXT, port TEXT, field_office TEXT, lanes INTEGER, sector TEXT,"
                     " local_name TEXT)",
                     err));
    TRY(cri_gpkg_prepare(g, "INSERT INTO map_ports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", &s, err));
    for (int32_t q = 0; q < ports->n; q++) {
        sqlite3_bind_int(s, 1, q + 1);
        cri_gpkg_bind_point(s, 2, ports->longitude[q], ports->latitude[q]);
        sqlite3_bind_text(s, 3, ports->crossing[q], -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 4, cruce_mode_text((cruce_mode)ports->mode[q]), -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 5, ports->port[q], -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 6, ports->field_office[q], -1, SQLITE_STATIC);
        sqlite3_bind_int64(s, 7, ports->lanes[q]);
        if (ports->sector[q] != CRUCE_NONE) {
            sqlite3_bind_text(s, 8, sc->border.sectors.sector[ports->sector[q]], -1, SQLITE_STATIC);
        } else {
            sqlite3_bind_null(s, 8);
        }
        sqlite3_bind_text(s, 9, ports->local_name[q][0] != '\0' ? ports->local_name[q] : NULL, -1,
                          SQLITE_STATIC);
        TRY(cri_gpkg_step(g, s, err));
        cri_extent_widen(extent, ports->longitude[q], ports->latitude[q]);
    }
    TRY(cri_gpkg_layer(g, "map_ports", "POINT", "crossings of ports of entry, by mode", extent,
                       err));
done:
    sqlite3_finalize(s);
    return st;
}

cruce_status cruce_gpkg_layers(cruce_gpkg *g, const cruce_scenario *scenario, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_extent extent = {0};
    TRY(write_places(g, scenario, &extent, err));
    TRY(write_routes(g, scenario, &extent, err));
    if (scenario->border.ports.n > 0) {
        TRY(write_ports(g, scenario, err));
    }
    TRY(cri_gpkg_describe_columns(g, "map_places", "map_places", err));
    TRY(cri_gpkg_describe_columns(g, "map_routes", "map_routes", err));
    TRY(cri_gpkg_describe_columns(g, "map_ports", "map_ports", err));
    g->extent = extent;
done:
    return st;
}
