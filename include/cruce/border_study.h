/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What is kept of the border in an ensemble, and how it is summed up: tables of rows and columns with a spread each.
 *
 * Every table is a block of numbers per replicate, row by row. A row is named by its labels (date, area, ...); the
 * columns are those that src/output/columns.def declares behind `summary`. Only days from the scenario's report_from
 * on are kept. Numbers are kept with 24 bits: counts up to 16,777,216 are exact, larger ones rounded.
 */
#ifndef CRUCE_BORDER_STUDY_H
#define CRUCE_BORDER_STUDY_H

#include "cruce/border_day.h"
#include "cruce/tables.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- tables --- */

/* enum, name of the table, columns of numbers; whether every replicate is written unasked */
#define CRUCE_BORDER_TABLE_LIST(X)                                                                 \
    X(CRUCE_T_ENCOUNTERS, "encounters", 1, false)                                                  \
    X(CRUCE_T_ENCOUNTER_MONTHS, "encounter_months", 2, true)                                       \
    X(CRUCE_T_PEOPLE_DAYS, "people_days", 1, false)                                                \
    X(CRUCE_T_REPEATS, "repeats", 1, false)                                                        \
    X(CRUCE_T_GROUP_DAYS, "group_days", 10, false)                                                 \
    X(CRUCE_T_SHELTER_DAYS, "shelter_days", 2, false)                                              \
    X(CRUCE_T_CUSTODY_DAYS, "custody_days", 3, false)                                              \
    X(CRUCE_T_LIST_DAYS, "list_days", 7, false)                                                    \
    X(CRUCE_T_OFFICER_DAYS, "officer_days", 6, false)                                              \
    X(CRUCE_T_PORT_MONTHS, "port_months", 20, true)                                                \
    X(CRUCE_T_PORT_HOURS, "port_hours", 8, false)                                                  \
    X(CRUCE_T_TRADE_DAYS, "trade_days", 7, false)                                                  \
    X(CRUCE_T_CONTRABAND_DAYS, "contraband_days", 7, false)
typedef enum cruce_border_table {
#define CRUCE_BORDER_TABLE_ENUM(name, text, n_columns, is_compared) name,
    CRUCE_BORDER_TABLE_LIST(CRUCE_BORDER_TABLE_ENUM)
#undef CRUCE_BORDER_TABLE_ENUM
        CRUCE_BORDER_TABLES
} cruce_border_table;

/** "encounters" ...; NULL for a number that is none. */
CRUCE_API const char *cruce_border_table_text(cruce_border_table table);
CRUCE_API int32_t cruce_border_columns_count(cruce_border_table table);

/** Whether the ensemble's scenario has a border. */
CRUCE_API bool cruce_ensemble_has_border(const cruce_ensemble *ensemble);
/** 0 where the table was not kept, or the scenario has nothing of the kind. */
CRUCE_API int64_t cruce_border_rows_count(const cruce_ensemble *ensemble, cruce_border_table table);
/** Fills the labels of a row; returns how many there are. */
CRUCE_API int32_t cruce_border_row_labels(const cruce_ensemble *ensemble, cruce_border_table table,
                                          int64_t row, cruce_label label[CRUCE_MOST_LABELS]);
CRUCE_API double cruce_border_value(const cruce_ensemble *ensemble, cruce_border_table table,
                                    int32_t replicate, int64_t row, int32_t column);
/** Spread of one number over the replicates that have one (NaN: none has). `one` has room for a number per replicate. */
CRUCE_API cruce_spread cruce_border_spread(const cruce_ensemble *ensemble, cruce_border_table table,
                                           int64_t row, int32_t column, double *one);
/**
 * Spread of the differences a - b, replicate by replicate: with the same seed both share their chance, so that most of
 * the noise cancels. Both have the same number of replicates and come from variants of one scenario.
 */
CRUCE_API cruce_spread cruce_border_difference(const cruce_ensemble *a, const cruce_ensemble *b,
                                               cruce_border_table table, int64_t row,
                                               int32_t column, double *one);

/* --- finding rows --- */

CRUCE_API int32_t cruce_border_months_count(const cruce_ensemble *ensemble);
/** The month that holds a day of the simulation; CRUCE_NONE if it is not kept. */
CRUCE_API int32_t cruce_border_month_of(const cruce_ensemble *ensemble, int32_t day);
/** Its days, half-open. The first and the last month may be cut. */
CRUCE_API void cruce_border_month_days(const cruce_ensemble *ensemble, int32_t month,
                                       int32_t *from_day, int32_t *until_day);

/** What a row of encounter_months counts. CRUCE_NONE: all. */
typedef struct cruce_encounters_key {
    int32_t month;
    cruce_component component;
    cruce_sector_id sector; /* of those between ports */
    cruce_office_id office; /* of those at ports */
    int32_t category;
} cruce_encounters_key;
/** Encounters of one replicate. NaN where the key asks for a sector at ports or an office between them. */
CRUCE_API double cruce_border_encounters(const cruce_ensemble *ensemble, int32_t replicate,
                                         const cruce_encounters_key *key);
/** All encounters at ports, or between them, on one day: a row of encounters. */
CRUCE_API int64_t cruce_encounter_day_row(const cruce_ensemble *ensemble, int32_t day,
                                          cruce_component component);
CRUCE_API int64_t cruce_custody_day_row(const cruce_ensemble *ensemble, int32_t day,
                                        cruce_sector_id sector);
CRUCE_API int64_t cruce_port_month_row(const cruce_ensemble *ensemble, int32_t month,
                                       cruce_port_id port);
CRUCE_API int64_t cruce_group_day_row(const cruce_ensemble *ensemble, int32_t day, int32_t group);
/** -1 if the port is not in trade_days: its vehicles carry nothing of value. */
CRUCE_API int64_t cruce_trade_day_row(const cruce_ensemble *ensemble, int32_t day,
                                      cruce_port_id port);

/* Columns of port_months, group_days and trade_days in the order of columns.def. */
enum {
    CRUCE_PM_DEMANDED,
    CRUCE_PM_ARRIVED,
    CRUCE_PM_CROSSED,
    CRUCE_PM_WALKED,
    CRUCE_PM_DIVERTED,
    CRUCE_PM_DIVERTED_HERE,
    CRUCE_PM_SUPPRESSED,
    CRUCE_PM_QUEUED,
    CRUCE_PM_POSTPONED,
    CRUCE_PM_WAIT_MEAN,
    CRUCE_PM_WAIT_WORST,
    CRUCE_PM_CLOSED_HOURS,
    CRUCE_PM_STAFF_DAYS,
    CRUCE_PM_LANES,
    CRUCE_PM_OFFICER_HOURS,
    CRUCE_PM_HELD_UNITS,
    CRUCE_PM_HELD_USD,
    CRUCE_PM_DELAY_HOURS,
    CRUCE_PM_DELAY_USD,
    CRUCE_PM_CROSSED_USD
};
enum {
    CRUCE_GD_MEMBERS,
    CRUCE_GD_REPORTED,
    CRUCE_GD_JOINED,
    CRUCE_GD_LEFT,
    CRUCE_GD_STOPPED,
    CRUCE_GD_ACCEPTED,
    CRUCE_GD_LATITUDE,
    CRUCE_GD_LONGITUDE,
    CRUCE_GD_TRAVELLED,
    CRUCE_GD_RODE
};
enum {
    CRUCE_TD_CROSSED,
    CRUCE_TD_QUEUED,
    CRUCE_TD_HELD_UNITS,
    CRUCE_TD_HELD_USD,
    CRUCE_TD_CROSSED_USD,
    CRUCE_TD_DELAY_HOURS,
    CRUCE_TD_DELAY_USD
};

/* --- held against published figures --- */

typedef enum cruce_series_kind {
    CRUCE_SERIES_ENCOUNTERS,
    CRUCE_SERIES_CROSSINGS
} cruce_series_kind;

/** One thing that figures.csv has by month: encounters of an area or nationality, or who crossed at a port. */
typedef struct cruce_series {
    cruce_series_kind kind;
    cruce_component component;
    cruce_sector_id sector;
    cruce_office_id office;
    int32_t category;
    cruce_port_id port; /* a row of ports.csv; of a whole port its first row of the mode */
    bool whole_port;    /* all crossings of the port and mode of that row */
    double *observed;   /* [n_months]; NaN: no figure */
} cruce_series;

typedef struct cruce_series_list {
    int32_t n, n_months;
    cruce_series *series; /* in the order of their first row in figures.csv */
} cruce_series_list;

/** Collects the figures `encounters` and `crossings` with use `score` that cover a whole month of the run. */
CRUCE_API cruce_status cruce_series_collect(cruce_series_list *list, const cruce_ensemble *ensemble,
                                            cruce_error *err);
CRUCE_API void cruce_series_free(cruce_series_list *list);
CRUCE_API double cruce_series_simulated(const cruce_ensemble *ensemble, int32_t replicate,
                                        const cruce_series *series, int32_t month);
CRUCE_API cruce_spread cruce_series_spread(const cruce_ensemble *ensemble,
                                           const cruce_series *series, int32_t month, double *one);

/** Whose figures stand against the published ones. */
#define CRUCE_NAIVE_LIST(X)                                                                        \
    X(CRUCE_OURS, "simulated", "median of the replicates")                                         \
    X(CRUCE_LAST_MONTH, "last_month",                                                              \
      "naive: the figure of the month before, as if known at once")                                \
    X(CRUCE_LAST_PUBLISHED, "last_published",                                                      \
      "naive: the last figure that was published before the month began")
typedef enum cruce_naive {
#define CRUCE_NAIVE_ENUM(name, text, sentence) name,
    CRUCE_NAIVE_LIST(CRUCE_NAIVE_ENUM)
#undef CRUCE_NAIVE_ENUM
        CRUCE_NAIVES
} cruce_naive;
CRUCE_API const char *cruce_naive_text(cruce_naive naive);

/**
 * Errors of one series over months, or of several added up. Only months count in which all three have a figure, so
 * that they are compared over the same ones.
 */
typedef struct cruce_series_score {
    int32_t n_months;
    double observed, simulated;    /* sums over the months */
    double absolute[CRUCE_NAIVES]; /* sum of |forecast - observed| */
    double relative
        [CRUCE_NAIVES]; /* sum of |forecast - observed| / observed, of months with a figure above 0 */
    int32_t n_relative;
    int32_t n_inside; /* months whose figure lies in the replicates' 5-95 % band */
} cruce_series_score;

/** The last month whose figure was published before a month began (publish_lag_days); negative: none of the run. */
CRUCE_API int32_t cruce_border_last_published(const cruce_ensemble *ensemble, int32_t month);
/** Adds the months [from_month, until_month) of a series. `one` has room for a number per replicate. */
CRUCE_API void cruce_series_score_add(cruce_series_score *score, const cruce_ensemble *ensemble,
                                      const cruce_series *series, int32_t from_month,
                                      int32_t until_month, double *one);
/** Sum of |error| over sum of figures: 0.1 is ten percent. NaN if there is nothing. */
CRUCE_API double cruce_series_wape(const cruce_series_score *score, cruce_naive whose);
/** Mean of |error| / figure. NaN if there is nothing. */
CRUCE_API double cruce_series_mape(const cruce_series_score *score, cruce_naive whose);
/**
 * How far shares are apart in one month: sum over the list's series that `like` matches (same kind and component, one
 * area or one nationality each) of |share simulated - share published|; beside it the shares of an earlier month held.
 */
CRUCE_API double cruce_series_share_distance(const cruce_ensemble *ensemble,
                                             const cruce_series_list *list,
                                             const cruce_series *like, int32_t month,
                                             int32_t held_month, double *one);

/**
 * Spread of what is simulated of a row of figures.csv: NaN in all of it where the row covers no whole month of the run
 * or is of nothing that is kept by month. `one` has room for a number per replicate.
 */
CRUCE_API cruce_spread cruce_figure_spread(const cruce_ensemble *ensemble, int32_t figure_row,
                                           double *one);

/* --- series that are shown together, and over which months --- */

#define CRUCE_SERIES_GROUP_LIST(X)                                                                 \
    X(CRUCE_GROUP_ALL_ENCOUNTERS, "all encounters")                                                \
    X(CRUCE_GROUP_AT_PORTS, "at ports")                                                            \
    X(CRUCE_GROUP_BETWEEN_PORTS, "between ports")                                                  \
    X(CRUCE_GROUP_BY_OFFICE, "at ports, by field office")                                          \
    X(CRUCE_GROUP_BY_SECTOR, "between ports, by sector")                                           \
    X(CRUCE_GROUP_AT_BY_NATION, "at ports, by nationality")                                        \
    X(CRUCE_GROUP_BETWEEN_BY_NATION, "between ports, by nationality")                              \
    X(CRUCE_GROUP_ALL_BY_NATION, "all encounters, by nationality")                                 \
    X(CRUCE_GROUP_CROSSINGS, "crossings at ports of entry")
typedef enum cruce_series_group {
#define CRUCE_SERIES_GROUP_ENUM(name, text) name,
    CRUCE_SERIES_GROUP_LIST(CRUCE_SERIES_GROUP_ENUM)
#undef CRUCE_SERIES_GROUP_ENUM
        CRUCE_SERIES_GROUPS
} cruce_series_group;
/** "all encounters" ...; NULL for a number that is none. */
CRUCE_API const char *cruce_series_group_text(cruce_series_group group);
CRUCE_API cruce_series_group cruce_series_group_of(const cruce_series *series);
/** "tucson", "venezuela", "lukeville:car", "(all)": which one of its kind a series is. Returns text. */
CRUCE_API const char *cruce_series_name(const cruce_scenario *scenario, const cruce_series *series,
                                        char *text, size_t size);

/** Months, half-open. */
typedef struct cruce_period {
    const char *text; /* "fitted months", "held-out months" or "all months" */
    int32_t from, until;
} cruce_period;
/** Months up to scenario.yml's fit_until set parameters, later ones none; without it there is one period. Returns how many. */
CRUCE_API int32_t cruce_border_periods(const cruce_ensemble *ensemble, cruce_period period[2]);

/** A line of the table border_scores (src/output/columns.def). */
typedef struct cruce_border_score {
    char scope[160];
    const char *period, *measure, *unit, *forecast;
    double value; /* NaN: not defined */
} cruce_border_score;
/**
 * Scores of all groups, and of each field office and sector, in each period. None where no figure is compared with.
 * Owns    *scores is the caller's (cruce_border_scores_free)
 * Errors  CRUCE_ERR_MEMORY
 */
CRUCE_API cruce_status cruce_border_scores_make(const cruce_ensemble *ensemble,
                                                cruce_border_score **scores, int32_t *n,
                                                cruce_error *err);
CRUCE_API void cruce_border_scores_free(cruce_border_score *scores);

/* --- what governments did --- */

/** Entries that are the same in several replicates, together. */
typedef struct cruce_log_line {
    cruce_log_entry entry; /* seen and value: means over the replicates that have it */
    int32_t n_replicates;
} cruce_log_line;
/** In the order of time, what and row. *lines is the caller's: cruce_log_lines_free. */
CRUCE_API cruce_status cruce_border_log(const cruce_ensemble *ensemble, cruce_log_line **lines,
                                        int64_t *n, cruce_error *err);
CRUCE_API void cruce_log_lines_free(cruce_log_line *lines);

/* --- ledgers, added up afresh by the observer from what each day shows --- */

#define CRUCE_LEDGER_LIST(X)                                                                       \
    X(CRUCE_LEDGER_PERSONS, "persons", "persons",                                                  \
      "by nationality: persons in all statuses, against yesterday's and those who set out")        \
    X(CRUCE_LEDGER_ENCOUNTERS, "encounters", "persons",                                            \
      "by sector and nationality: persons met for the first time are not more than encounters")    \
    X(CRUCE_LEDGER_VEHICLES, "vehicles", "units",                                                  \
      "by crossing and mode: queue against yesterday's, arrivals, crossings and those who left "   \
      "it")                                                                                        \
    X(CRUCE_LEDGER_OFFICERS, "officers", "officer-hours",                                          \
      "by field office: on duty = allocated + contraband + idle")                                  \
    X(CRUCE_LEDGER_APPOINTMENTS, "appointments", "persons",                                        \
      "offered = used + not kept + not taken")                                                     \
    X(CRUCE_LEDGER_CONTRABAND, "contraband", "loads",                                              \
      "by crossing and mode: arrived = seized + missed")
typedef enum cruce_ledger {
#define CRUCE_LEDGER_ENUM(name, text, unit, sentence) name,
    CRUCE_LEDGER_LIST(CRUCE_LEDGER_ENUM)
#undef CRUCE_LEDGER_ENUM
        CRUCE_LEDGERS
} cruce_ledger;
typedef struct cruce_ledger_sum {
    int64_t n_checks;
    double largest; /* difference; 0: the ledger closed every day of every replicate */
} cruce_ledger_sum;
CRUCE_API const char *cruce_ledger_text(cruce_ledger ledger);
CRUCE_API const char *cruce_ledger_unit(cruce_ledger ledger);
CRUCE_API cruce_ledger_sum cruce_border_ledger(const cruce_ensemble *ensemble, cruce_ledger ledger);

#ifdef __cplusplus
}
#endif
#endif
