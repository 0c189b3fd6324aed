/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The tables of a run: rows with labels and, in each replicate, numbers. One way through all of them, whatever they hold.
 *
 * A table is a block of numbers per replicate, row by row. What a table shows of a replicate is rounded to thousandths,
 * and its summaries are made of the rounded numbers: who reads every replicate can make the summaries again.
 */
#ifndef CRUCE_TABLES_H
#define CRUCE_TABLES_H

#include "cruce/study.h"

#ifdef __cplusplus
extern "C" {
#endif

/* enum, name, columns of numbers; whether a run writes every replicate unasked, for comparisons */
#define CRUCE_PLACE_TABLE_LIST(X)                                                                  \
    X(CRUCE_T_PLACES, "places", 1, false)                                                          \
    X(CRUCE_T_TOTALS, "totals", 1, false)                                                          \
    X(CRUCE_T_ROUTES, "routes", 1, false)                                                          \
    X(CRUCE_T_PLACE_MONTHS, "place_months", 1, true)                                               \
    X(CRUCE_T_ROUTE_MONTHS, "route_months", 1, false)
enum {
#define CRUCE_PLACE_TABLE_ENUM(name, text, n_columns, is_compared) name,
    CRUCE_PLACE_TABLE_LIST(CRUCE_PLACE_TABLE_ENUM)
#undef CRUCE_PLACE_TABLE_ENUM
        CRUCE_PLACE_TABLES
};
/** One of the list above, or CRUCE_PLACE_TABLES + a cruce_border_table (cruce/border_study.h). */
typedef int32_t cruce_table_id;

CRUCE_API int32_t cruce_tables_count(void);
/** "places" ...; NULL for a number that is none. */
CRUCE_API const char *cruce_table_text(cruce_table_id table);
CRUCE_API int32_t cruce_table_columns_count(cruce_table_id table);
/** Whether every replicate of it is written unasked. */
CRUCE_API bool cruce_table_is_compared(cruce_table_id table);

enum { CRUCE_MOST_LABELS = 6 };
/** A cell that names a row: text borrowed from the scenario, or a number or date in `room`. */
typedef struct cruce_label {
    const char *text; /* NULL: what is in room */
    char room[24];
} cruce_label;

/** 0 where the table was not kept, or the scenario has nothing of the kind. */
CRUCE_API int64_t cruce_table_rows_count(const cruce_ensemble *ensemble, cruce_table_id table);
/** Fills the labels of a row; returns how many there are. */
CRUCE_API int32_t cruce_table_row_labels(const cruce_ensemble *ensemble, cruce_table_id table,
                                         int64_t row, cruce_label label[CRUCE_MOST_LABELS]);

/** Some rows of a table: value[((row - first_row) * n_variants + variant) * n_columns + column]. */
typedef struct cruce_table_part {
    int64_t first_row, n_rows;
    int32_t n_variants, n_columns; /* variants: summaries, or replicates */
    const double *value;           /* NaN: none */
    const bool *is_empty;          /* [n_rows] nothing happened in any replicate: to be left out */
} cruce_table_part;
/** Takes over one part; borrowed for the call. A status other than CRUCE_OK stops with it. */
typedef cruce_status cruce_table_take_fn(void *context, const cruce_table_part *part,
                                         cruce_error *err);

/**
 * Sum up a table, or show every replicate, part by part, in the order of rows.
 *
 * Shape    variants: CRUCE_SUMMARIES (CRUCE_P05 ...), with one replicate only its number; every_replicate: all of them
 * Owns     nothing
 * Errors   CRUCE_ERR_MEMORY; CRUCE_ERR_FILE if what was put aside on disk cannot be read; those of `take`
 * Cost     memory: some MB, whatever the size of the table. With an executor (may be NULL) parts are summed up side by
 *          side, and while the next ones are, `take` is called with the last: by one thread at a time, not always the same
 * Source   quantiles: Hyndman & Fan (1996), type 7; sorted by Batcher's network (Knuth, TAOCP 3, algorithm 5.2.2M)
 */
CRUCE_API cruce_status cruce_table_stream(const cruce_ensemble *ensemble, cruce_table_id table,
                                          bool every_replicate, const cruce_executor *executor,
                                          cruce_table_take_fn *take, void *context,
                                          cruce_error *err);

#ifdef __cplusplus
}
#endif
#endif
