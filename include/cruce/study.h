/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Studies: many runs, one answer with its uncertainty.
 *
 * An ensemble is n replicates of one scenario. Replicate r is the same whatever the number of replicates and of
 * threads. From an ensemble come summaries (quantiles, mean and its error) and scores against registered counts.
 */
#ifndef CRUCE_STUDY_H
#define CRUCE_STUDY_H

#include "cruce/engine.h"
#include "cruce/state.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- how a set of replicates is summed up --- */

/** The summaries of a set of values, in the order of the rows that hold them. Quantiles are type 7. */
#define CRUCE_SUMMARY_LIST(X)                                                                      \
    X(CRUCE_P05, "p05", "a twentieth of the replicates lies below")                                \
    X(CRUCE_P10, "p10", "a tenth of the replicates lies below")                                    \
    X(CRUCE_P25, "p25", "a quarter of the replicates lies below")                                  \
    X(CRUCE_P50, "p50", "the median: half of the replicates lie below")                            \
    X(CRUCE_P75, "p75", "a quarter of the replicates lies above")                                  \
    X(CRUCE_P90, "p90", "a tenth of the replicates lies above")                                    \
    X(CRUCE_P95, "p95", "a twentieth of the replicates lies above")                                \
    X(CRUCE_MEAN, "mean", "the mean of the replicates")                                            \
    X(CRUCE_MCSE, "mcse", "the Monte Carlo standard error of that mean: sd / sqrt(n)")
enum {
#define CRUCE_SUMMARY_ENUM(name, text, sentence) name,
    CRUCE_SUMMARY_LIST(CRUCE_SUMMARY_ENUM)
#undef CRUCE_SUMMARY_ENUM
        CRUCE_SUMMARIES
};

/** One value of a set of replicates. Of one replicate all are the same number but mcse, which is NaN: not known. */
typedef struct cruce_spread {
    double value[CRUCE_SUMMARIES];
} cruce_spread;

/** Sums up n >= 1 values, which are put in ascending order. NaN where a value is NaN. */
CRUCE_API cruce_spread cruce_spread_of(double *value, int32_t n);

/** Spreads of the last day by item: value[s][item]. {0} is empty. */
typedef struct cruce_summary {
    int32_t n_items;
    double *value[CRUCE_SUMMARIES];
} cruce_summary;

CRUCE_API void cruce_summary_free(cruce_summary *summary);

/* --- ensembles --- */

/** What is kept of every day beside the persons at each place. In this order the rows of totals.csv. */
#define CRUCE_QUANTITY_LIST(X)                                                                     \
    X(CRUCE_DISPLACED, "displaced", "persons who have set out or were present since the start")    \
    X(CRUCE_TRAVELLING, "travelling", "persons on a road at the end of the day")                   \
    X(CRUCE_IN_CAMPS, "in_camps", "persons in camps and final places, those who left included")    \
    X(CRUCE_ELSEWHERE, "elsewhere", "persons in towns and other places on the way")                \
    X(CRUCE_BEYOND, "beyond",                                                                      \
      "persons whom a border has, in caravans, cities, custody or past it")                        \
    X(CRUCE_LEFT, "left", "persons in camps who have left the system")                             \
    X(CRUCE_ARRIVED, "arrived", "most persons who were ever in camps at once, without the first")  \
    X(CRUCE_DEBT, "debt", "persons that the register lost and that are not yet made up for")
typedef enum cruce_quantity {
#define CRUCE_QUANTITY_ENUM(name, text, sentence) name,
    CRUCE_QUANTITY_LIST(CRUCE_QUANTITY_ENUM)
#undef CRUCE_QUANTITY_ENUM
        CRUCE_QUANTITIES
} cruce_quantity;

/** "displaced", ...; NULL for a number that is not one. */
CRUCE_API const char *cruce_quantity_text(cruce_quantity quantity);

/** Told how many of all days of all replicates are done, from one thread at a time; false stops the work. */
typedef bool cruce_progress_fn(void *context, int64_t done_days, int64_t all_days);

/* Tables by day of all replicates that are kept in memory, 64 MB; more go to a file without a name. */
#define CRUCE_MEMORY_BYTES (INT64_C(64) << 20)

typedef struct cruce_ensemble_options {
    cruce_engine_kind engine;
    uint32_t seed;
    int32_t n_replicates;  /* at least 1 */
    bool keeps_port_hours; /* the border's largest table: by month, port and hour of the day */
    const cruce_state
        *from;        /* NULL: from the first day; its seed and engine have to be those above */
    int32_t n_states; /* states to be saved, of the first n_state_replicates (at most) */
    const int32_t *state_day; /* [n_states] at the start of these days */
    int32_t n_state_replicates;
    const cruce_executor *executor; /* NULL: one after the other */
    const char *aside_folder; /* where tables by day go once a replicate has run; NULL: to memory */
    int64_t memory_bytes;     /* as long as they are no more than this; 0: CRUCE_MEMORY_BYTES */
    cruce_progress_fn *progress; /* may be NULL */
    void *progress_context;
} cruce_ensemble_options;

typedef struct cruce_ensemble cruce_ensemble;

/**
 * Run the replicates and keep what tables and scores need.
 *
 * Needs    a scenario from cruce_scenario_read that outlives the ensemble
 * Owns     *ensemble belongs to the caller (cruce_ensemble_destroy); NULL on failure
 * Errors   those of cruce_simulate; CRUCE_ERR_RUN if `progress` asked to stop; CRUCE_ERR_FILE if aside_folder takes no
 *          file, or is full
 * Cost     memory: 4 bytes per replicate, day and place (8 in replicates that pass 2^31 persons at a place); of a
 *          border 4 bytes per replicate, row and column of cruce/border_study.h
 */
CRUCE_API cruce_status cruce_ensemble_run(cruce_ensemble **ensemble, const cruce_scenario *scenario,
                                          const cruce_ensemble_options *options, cruce_error *err);
/** Frees the persons by place and day and most of the border's tables by day: no more than comparisons need is kept. */
CRUCE_API void cruce_ensemble_forget_days(cruce_ensemble *ensemble);
/** Frees everything; accepts NULL. */
CRUCE_API void cruce_ensemble_destroy(cruce_ensemble *ensemble);

/** First day that is kept: 0, or that of the state it continued from. */
CRUCE_API int32_t cruce_ensemble_first_day(const cruce_ensemble *ensemble);
/** State number i as a file; how many replicates it holds. `whole` is the caller's (cruce_state_bytes_free). */
CRUCE_API cruce_status cruce_ensemble_state(const cruce_ensemble *ensemble, int32_t i,
                                            cruce_state_bytes *whole, int32_t *n_replicates,
                                            cruce_error *err);
/** CRUCE_ERR_FILE if something put aside could not be read by a function that returns numbers: they are 0 or NaN then. */
CRUCE_API cruce_status cruce_ensemble_check(const cruce_ensemble *ensemble, cruce_error *err);

CRUCE_API int32_t cruce_ensemble_replicates_count(const cruce_ensemble *ensemble);
CRUCE_API int64_t cruce_ensemble_persons(const cruce_ensemble *ensemble, int32_t replicate,
                                         int32_t day, cruce_place_id place);
CRUCE_API int64_t cruce_ensemble_total(const cruce_ensemble *ensemble, int32_t replicate,
                                       int32_t day, cruce_quantity quantity);
/** Registered persons, [day * n_camps + camp column], as Flee prints them. Borrowed from the ensemble. */
CRUCE_API const int64_t *cruce_ensemble_registered(const cruce_ensemble *ensemble);

/** Persons at each place (items are places) on the last day. Allocates *summary; on failure it is empty. */
CRUCE_API cruce_status cruce_ensemble_last_places(const cruce_ensemble *ensemble,
                                                  cruce_summary *summary, cruce_error *err);
/** Totals (items are quantities) on the last day. Other days and tables: cruce/tables.h. */
CRUCE_API cruce_status cruce_ensemble_last_totals(const cruce_ensemble *ensemble,
                                                  cruce_summary *summary, cruce_error *err);
/** The n places with most persons on the last day (median; ties by name). Returns how many there are. */
CRUCE_API int32_t cruce_ensemble_largest(const cruce_ensemble *ensemble,
                                         const cruce_summary *places, int32_t n,
                                         cruce_place_id *place);
/**
 * Days on the way: from departure to arrival at a camp or final place, mean over those who arrived.
 *
 * Persons are counted, not followed, so the curves of departures and of arrivals since the start are read
 * first come, first served: the k-th to arrive is taken to be the k-th who set out. The mean of the differences
 * is the area between the curves up to the number who arrived, divided by that number. Persons present
 * from the start are left out; so are returns (the curve of arrivals never falls). Same-day arrival counts as 0.
 *
 * Returns  false if nobody arrived in any replicate, and with a border, where camps are no ends of the way;
 *          replicates without arrivals are left out of the spread
 */
CRUCE_API bool cruce_ensemble_way_days(const cruce_ensemble *ensemble, cruce_spread *days,
                                       cruce_error *err);
/** Bytes the ensemble holds. */
CRUCE_API int64_t cruce_ensemble_bytes(const cruce_ensemble *ensemble);

/* --- scores --- */

/** Whose figures are held against the registered counts. */
#define CRUCE_FORECAST_LIST(X)                                                                     \
    X(CRUCE_SIMULATED, "simulated", "the replicates as they are")                                  \
    X(CRUCE_RESCALED, "rescaled", "the replicates, scaled each day to the registered total")       \
    X(CRUCE_SHARES_30_DAYS, "shares_30_days", "naive: the day's total by the shares 30 days ago")  \
    X(CRUCE_SHARES_CAPACITY, "shares_capacity", "naive: the day's total by the camps' capacities")
typedef enum cruce_forecast {
#define CRUCE_FORECAST_ENUM(name, text, sentence) name,
    CRUCE_FORECAST_LIST(CRUCE_FORECAST_ENUM)
#undef CRUCE_FORECAST_ENUM
        CRUCE_FORECASTS
} cruce_forecast;

#define CRUCE_MEASURE_LIST(X)                                                                      \
    X(CRUCE_ARD, "ard", "averaged relative difference, as Flee defines it")                        \
    X(CRUCE_RMSE, "rmse", "root of the mean squared error, persons")                               \
    X(CRUCE_MASE_30_DAYS, "mase_30_days", "mean error over that of shares_30_days")                \
    X(CRUCE_MASE_CAPACITY, "mase_capacity", "mean error over that of shares_capacity")
typedef enum cruce_measure {
#define CRUCE_MEASURE_ENUM(name, text, sentence) name,
    CRUCE_MEASURE_LIST(CRUCE_MEASURE_ENUM)
#undef CRUCE_MEASURE_ENUM
        CRUCE_MEASURES
} cruce_measure;

CRUCE_API const char *cruce_forecast_text(cruce_forecast forecast);
CRUCE_API const char *cruce_measure_text(cruce_measure measure);

/** Scores of all registered camps together (scope 0) and of each camp that has registered counts. */
typedef struct cruce_scores {
    int32_t n_scopes, n_days, n_replicates;
    cruce_place_id *place; /* [n_scopes]; place[0] is CRUCE_NONE: all together */
    cruce_spread *
        spread; /* [(scope * CRUCE_MEASURES + measure) * CRUCE_FORECASTS + forecast]; NaN: undefined */
    double *value; /* [replicate * cells + cell], cells as in spread; NULL: not known */
} cruce_scores;

/**
 * Hold an ensemble against the registered counts, beside two naive forecasts of the same day's total.
 *
 * With s simulated and d registered persons of a camp on a day, U = sum of d and M = sum of s over camps:
 *   rescaled         s * U / M, 0 where M = 0
 *   shares_30_days   U times the camp's share of the counts registered 30 days earlier; equal ones while none was
 *   shares_capacity  U times the camp's share of the capacity column; equal shares if no camp has one
 *   ard              mean over days of [ sum over camps of |s - d| ] / max(1, U); of one camp: its own part of it
 *   rmse             root of the mean of (s - d)^2 over days (and camps)
 *   mase_*           mean of |s - d| over days (and camps), divided by the same mean of that naive forecast:
 *                    below 1 is better than it. Undefined where the naive forecast makes no error
 * ard counts every camp of the output, as Flee does (camps without counts have d = 0); rmse and mase those
 * that have counts. A count between two reports is interpolated, for the 30-day shares too; before day 30 nothing
 * was registered 30 days earlier, whatever the register holds of the time before the first day.
 *
 * Owns     *scores is the caller's (cruce_scores_free); empty on failure
 * Errors   CRUCE_ERR_INPUT if the scenario has no registered counts of a camp; CRUCE_ERR_MEMORY
 * Source   Flee's definitions: flee-compat 5.6; MASE: Hyndman & Koehler (2006), doi:10.1016/j.ijforecast.2006.03.001
 */
CRUCE_API cruce_status cruce_scores_make(cruce_scores *scores, const cruce_ensemble *ensemble,
                                         cruce_error *err);
CRUCE_API void cruce_scores_free(cruce_scores *scores);
CRUCE_API const cruce_spread *cruce_scores_at(const cruce_scores *scores, int32_t scope,
                                              cruce_measure measure, cruce_forecast forecast);

#ifdef __cplusplus
}
#endif
#endif
