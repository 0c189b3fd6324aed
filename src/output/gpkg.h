/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the files that write a GeoPackage share.
 */
#ifndef CRI_GPKG_H
#define CRI_GPKG_H

#include <sqlite3.h>

#include "output/output_internal.h"

/** Bounding box in degrees of what a layer shows. {0} is empty. */
typedef struct cri_extent {
    int64_t n;
    double least_x, least_y, most_x, most_y;
} cri_extent;

struct cruce_gpkg {
    sqlite3 *db;
    sqlite3_stmt *insert;      /* of the table that rows go to */
    sqlite3_stmt *insert_rows; /* the same for many at once; NULL: not asked for yet */
    struct cri_gpkg_source *source;
    int32_t n_columns;
    bool is_text[CRUCE_MOST_COLUMNS]; /* text or date; else a number */
    cri_extent extent, ports_extent;  /* of places and roads; of ports */
    char start_date[16];
    char path[1024], partial[1100]; /* partial is "" once the file is in place */
};

/** Opens a finished one for reading; err says what is wrong with the file. The caller closes g->db. */
cruce_status cri_gpkg_open(cruce_gpkg *g, const char *path, cruce_error *err);
/** What SQLite says, as CRUCE_ERR_FILE with the name of the file. */
cruce_status cri_gpkg_fail(cruce_gpkg *g, cruce_error *err);
cruce_status cri_gpkg_run(cruce_gpkg *g, const char *sql, cruce_error *err);
cruce_status cri_gpkg_prepare(cruce_gpkg *g, const char *sql, sqlite3_stmt **statement,
                              cruce_error *err);
/** Steps a statement that returns no rows and makes it ready for the next ones. */
cruce_status cri_gpkg_step(cruce_gpkg *g, sqlite3_stmt *statement, cruce_error *err);
/** Makes a table of columns.def and the statement that fills it. */
cruce_status cri_gpkg_table(cruce_gpkg *g, const char *table, cruce_error *err);
/** Makes the source of rows known to the database. */
cruce_status cri_gpkg_source_open(cruce_gpkg *g, cruce_error *err);
/** Rows of the table that cri_gpkg_table made last, until `next` has none. */
cruce_status cri_gpkg_take_rows(cruce_gpkg *g, const char *table, cruce_next_rows_fn *next,
                                void *context, cruce_error *err);
/** A row of gpkg_contents; data_type "features" or "attributes"; extent NULL: no geometry. */
cruce_status cri_gpkg_register(cruce_gpkg *g, const char *table, const char *data_type,
                               const char *sentence, const cri_extent *extent, cruce_error *err);
/** The rows of gpkg_contents and gpkg_geometry_columns that make a table or view a layer. */
cruce_status cri_gpkg_layer(cruce_gpkg *g, const char *table, const char *geometry,
                            const char *sentence, const cri_extent *extent, cruce_error *err);
/** A point as GeoPackage binary, in WGS 84. */
void cri_gpkg_bind_point(sqlite3_stmt *s, int column, double longitude, double latitude);
/** Makes the box hold a point. */
void cri_extent_widen(cri_extent *extent, double x, double y);
/** Describes those columns of a table or view that `source`, a table of columns.def, has too. */
cruce_status cri_gpkg_describe_columns(cruce_gpkg *g, const char *view, const char *source,
                                       cruce_error *err);
/** The table layer_styles with a style for each layer that is there: what QGIS opens them with. */
cruce_status cri_gpkg_styles(cruce_gpkg *g, cruce_error *err);
/** Whether the database has a table or view. */
cruce_status cri_gpkg_has(cruce_gpkg *g, const char *table, bool *has, cruce_error *err);
/** A row of gpkg_data_columns: unit as title, sentence as description. */
cruce_status cri_gpkg_describe(cruce_gpkg *g, const char *table, const char *column,
                               const char *unit, const char *sentence, cruce_error *err);

#endif
