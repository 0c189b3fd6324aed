/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two results compared replicate by replicate: with the same seed replicate r of both shares its chance, so that most of
 * the noise cancels in the difference of the two (common random numbers).
 *
 * Results are GeoPackages that `cruce run -o NAME.gpkg` wrote; read are their tables TABLE_by_replicate.
 * Source: Law (2015), Simulation Modeling and Analysis, 5th ed., 11.2.
 */
#ifndef CRUCE_PAIRS_H
#define CRUCE_PAIRS_H

#include "cruce/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Two open results, a and b; differences are a - b. */
typedef struct cruce_pair cruce_pair;

/**
 * Open two results and see that they can be compared: same version, kind, engine, seed, replicates, days, places, ports.
 *
 * Owns    *pair belongs to the caller (cruce_pair_close); NULL after a failure
 * Errors  CRUCE_ERR_INPUT: no GeoPackage of cruce, or what differs and what to do about it; CRUCE_ERR_MEMORY
 */
CRUCE_API cruce_status cruce_pair_open(cruce_pair **pair, const char *path_a, const char *path_b,
                                       cruce_error *err);
/** Accepts NULL. */
CRUCE_API void cruce_pair_close(cruce_pair *pair);
CRUCE_API int32_t cruce_pair_replicates_count(const cruce_pair *pair);
/** A value of run_info ("title", "variant") of a (which 0) or b (which 1); "" if there is none. Lives as long as the pair. */
CRUCE_API const char *cruce_pair_info(const cruce_pair *pair, int which, const char *key);
/** Whether both have every replicate of a table ("port_months"). */
CRUCE_API bool cruce_pair_has(const cruce_pair *pair, const char *table);

/** An input file, setting or parameter that differs. Text is borrowed for the call. */
typedef struct cruce_pair_change {
    const char *what; /* "input", "setting" or "parameter" */
    const char *name;
    const char *a, *b; /* values; of an input its SHA-256. NULL: not there */
} cruce_pair_change;
typedef void cruce_pair_change_fn(void *context, const cruce_pair_change *change);
/** Tells of all that differs: inputs by their SHA-256, then settings, then parameters, by name. */
CRUCE_API cruce_status cruce_pair_changes(const cruce_pair *pair, cruce_pair_change_fn *take,
                                          void *context, cruce_error *err);

enum { CRUCE_MOST_PAIR_LABELS = 6, CRUCE_MOST_PAIR_COLUMNS = 64 };
/** The replicates of one row of both. Text and numbers are borrowed for the call. */
typedef struct cruce_pair_row {
    int32_t n_labels, n_columns, n_replicates;
    const char *const *label_name, *const *label; /* [n_labels] "month", "2023-12" */
    const char *const *column_name;               /* [n_columns] "persons" */
    const double *a, *b; /* [column * n_replicates + replicate]; NaN: none */
} cruce_pair_row;
typedef cruce_status cruce_pair_row_fn(void *context, const cruce_pair_row *row, cruce_error *err);
/**
 * Go through a table ("encounter_months", "port_months", "place_months") in the order of its rows.
 *
 * Errors  CRUCE_ERR_INPUT: without every replicate of it, or rows of different things; those of `take`, which stop it
 * Cost    reads both tables once; memory: one row of all replicates
 */
CRUCE_API cruce_status cruce_pair_each(const cruce_pair *pair, const char *table,
                                       cruce_pair_row_fn *take, void *context, cruce_error *err);

/** What n replicates say of a difference. Quantiles of a difference are not differences of quantiles. */
typedef struct cruce_difference {
    double a_p50, b_p50;         /* of each by itself */
    double p05, p50, p95, mean;  /* of a - b; with one replicate all are the difference */
    int32_t n, n_above, n_below; /* replicates where both have a number; a > b; a < b */
} cruce_difference;
/**
 * The difference of a row's column, or of sums that the caller made: a[n], b[n] by replicate.
 *
 * Owns    nothing; `scratch` has room for n numbers
 * Errors  none; NaN where no replicate has both
 * Source  quantiles: Hyndman & Fan (1996), type 7
 */
CRUCE_API cruce_difference cruce_difference_of(const double *a, const double *b, int32_t n,
                                               double *scratch);

#ifdef __cplusplus
}
#endif
#endif
