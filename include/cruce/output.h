/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Results to files: Flee's CSV, and our own tidy tables with a description of the run.
 *
 * Every column of our tables is declared once, in src/output/columns.def: name, type, unit, sentence. The
 * headers, `cruce explain` and docs/formats.md come from that list.
 */
#ifndef CRUCE_OUTPUT_H
#define CRUCE_OUTPUT_H

#include <stdio.h>

#include "cruce/border_day.h"
#include "cruce/engine.h"
#include "cruce/state.h"

#ifdef __cplusplus
extern "C" {
#endif

/* --- columns --- */

typedef struct cruce_column_info {
    const char *table; /* "places" for places.csv */
    const char *name;
    const char *type; /* whole, number, date, text; bytes: in a GeoPackage only */
    const char *unit, *sentence;
} cruce_column_info;

/** All columns of all tables, in the order of the files; *n receives how many. */
CRUCE_API const cruce_column_info *cruce_columns_list(int32_t *n);
/**
 * The columns of one table; returns how many were put in column[CRUCE_MOST_COLUMNS], 0 if there is none of that name. A
 * table "x" with a column `summary` exists a second time as "x_by_replicate", with `replicate` in its place.
 */
enum { CRUCE_MOST_COLUMNS = 64 };
CRUCE_API int32_t cruce_table_columns(const char *table,
                                      cruce_column_info column[CRUCE_MOST_COLUMNS]);
/** One sentence about a table ("places", "places_by_replicate"); NULL if there is none of that name. */
CRUCE_API const char *cruce_table_sentence(const char *table);

/* --- writing: buffered, and every failure is noticed --- */

/** Text on its way to a file. The first failure is kept; later calls then do nothing. */
typedef struct cruce_writer cruce_writer;

/** A new file, or `file` if it is not NULL (which stays open); `name` is what messages call it. NULL on failure. */
CRUCE_API cruce_writer *cruce_writer_create(const char *path, FILE *file, const char *name,
                                            cruce_error *err);
CRUCE_API void cruce_writer_text(cruce_writer *writer, const char *text);
/** A cell of text: quoted where CSV needs it; a leading = + - @ tab or CR gets a ' in front (spreadsheets run those),
 *  but for a negative number. */
CRUCE_API void cruce_writer_cell(cruce_writer *writer, const char *text);
CRUCE_API void cruce_writer_whole(cruce_writer *writer, int64_t value);
/** A number with at most three decimals, rounded half away from zero; nothing for NaN. */
CRUCE_API void cruce_writer_number(cruce_writer *writer, double value);
/** The shortest text that reads back as the same double, as Python prints it. */
CRUCE_API void cruce_writer_double(cruce_writer *writer, double value);
/** Text in quotes, escaped as JSON wants it; bytes that are not UTF-8 become U+FFFD. */
CRUCE_API void cruce_writer_json_text(cruce_writer *writer, const char *text);
/** Writes what is left, closes a file of its own, frees. Returns the first failure of all (CRUCE_ERR_FILE). */
CRUCE_API cruce_status cruce_writer_finish(cruce_writer *writer, cruce_error *err);

/* --- Flee's output --- */

typedef struct cruce_flee_csv cruce_flee_csv;

/**
 * Print a run in Flee's form while it goes on: header now, a row after each day.
 *
 * The dates are Flee's: one day late. Give cruce_flee_csv_observer to cruce_simulate.
 *
 * Owns    the result (cruce_flee_csv_destroy); borrows the writer and the scenario
 * Errors  NULL and CRUCE_ERR_MEMORY
 * Source  flee-compat 5.5
 */
CRUCE_API cruce_flee_csv *cruce_flee_csv_create(cruce_writer *writer,
                                                const cruce_scenario *scenario, cruce_error *err);
CRUCE_API cruce_observer cruce_flee_csv_observer(cruce_flee_csv *csv);
CRUCE_API void cruce_flee_csv_destroy(cruce_flee_csv *csv);

/* --- one GeoPackage: a database that QGIS, R and pandas open --- */

typedef struct cruce_gpkg cruce_gpkg;

/**
 * Begin a GeoPackage. It is written beside its place under another name and put in place by cruce_gpkg_finish, so that
 * an interrupted run leaves no half file under `path` and an older one whole. Rows go to the disk as they come.
 *
 * Owns    *gpkg belongs to the caller (cruce_gpkg_destroy), also after a failure
 * Errors  CRUCE_ERR_FILE with what the system says, CRUCE_ERR_MEMORY
 * Source  OGC 12-128r18, GeoPackage 1.3.1. start_days dates the file: no time of day, so the same run gives the same bytes
 */
CRUCE_API cruce_status cruce_gpkg_create(cruce_gpkg **gpkg, const char *path, int32_t start_days,
                                         cruce_error *err);
/** Layers `map_places`, `map_routes` and, where there are any, `map_ports`: geometry in WGS 84 and columns of the input. */
CRUCE_API cruce_status cruce_gpkg_layers(cruce_gpkg *gpkg, const cruce_scenario *scenario,
                                         cruce_error *err);
/**
 * A writer whose text becomes rows of a table of src/output/columns.def: hand it to the functions that write CSV. Columns
 * are described in gpkg_data_columns; empty cells become NULL. One at a time. Failures show at cruce_writer_finish.
 */
CRUCE_API cruce_writer *cruce_gpkg_writer(cruce_gpkg *gpkg, const char *table, cruce_error *err);
/** The table `inputs`: every file of the scenario as it was read, with name, SHA-256 and size. */
CRUCE_API cruce_status cruce_gpkg_inputs(cruce_gpkg *gpkg, const cruce_scenario *scenario,
                                         cruce_error *err);
/** A writer whose whole text becomes a row of the table `documents`: run.json. */
CRUCE_API cruce_writer *cruce_gpkg_document(cruce_gpkg *gpkg, const char *name, cruce_error *err);
/** A saved state as a row of the table `states`, which is made with the first. date: days since 1970-01-01. */
CRUCE_API cruce_status cruce_gpkg_state(cruce_gpkg *gpkg, int32_t date, int32_t n_replicates,
                                        const cruce_state_bytes *state, cruce_error *err);
/** The state of a day out of a finished GeoPackage. CRUCE_ERR_INPUT: those there are named. cruce_state_bytes_free. */
CRUCE_API cruce_status cruce_gpkg_read_state(const char *path, int32_t date,
                                             cruce_state_bytes *state, cruce_error *err);
/** Views that join the tables written so far with the map, as layers with a date: QGIS plays them. */
CRUCE_API cruce_status cruce_gpkg_views(cruce_gpkg *gpkg, cruce_error *err);
/** Everything is on the disk and under its name when this returns CRUCE_OK. */
CRUCE_API cruce_status cruce_gpkg_finish(cruce_gpkg *gpkg, cruce_error *err);
/** What the file is called until it is finished; "" then. */
CRUCE_API const char *cruce_gpkg_partial(const cruce_gpkg *gpkg);
/** Frees; what was not finished is removed. Accepts NULL. */
CRUCE_API void cruce_gpkg_destroy(cruce_gpkg *gpkg);
/**
 * Write one table of a finished GeoPackage as CSV, the same bytes as its file in a folder of results.
 * Errors  CRUCE_ERR_INPUT: no GeoPackage, or no such table (those there are named); CRUCE_ERR_FILE; failures of the
 *         writer show at cruce_writer_finish
 */
CRUCE_API cruce_status cruce_gpkg_export(const char *path, const char *table, cruce_writer *writer,
                                         cruce_error *err);

typedef cruce_status cruce_input_file_fn(void *context, const cruce_input_file *file,
                                         cruce_error *err);
/** The input files that a finished GeoPackage carries, one by one; borrowed for the call. CRUCE_ERR_INPUT: it has none. */
CRUCE_API cruce_status cruce_gpkg_each_input(const char *path, cruce_input_file_fn *take,
                                             void *context, cruce_error *err);
/** "cruce run FOLDER --seed 1 ...": the command that makes the result from these files, as words of a shell. */
CRUCE_API cruce_status cruce_gpkg_command(const char *path, const char *folder, char *text,
                                          size_t size, cruce_error *err);

/* --- our tables --- */

enum { CRUCE_MOST_ROW_LABELS = 6 };

/** Rows that share their labels: one for each summary, or for each replicate. All borrowed. */
typedef struct cruce_row_group {
    int32_t n_labels, n_variants, n_columns;
    const char *const *label;   /* [n_labels] */
    const char *const *summary; /* [n_variants]; NULL: the replicates 1 ... n_variants */
    const double *value;        /* [variant * n_columns + column]; NaN gives an empty cell */
} cruce_row_group;
/** The header line of a table; then its rows, group by group. Failures show at cruce_writer_finish. */
CRUCE_API void cruce_writer_header(cruce_writer *writer, const char *table);
/** Puts the next group at *rows; false: there is none. What it borrows has to live until the next call. */
typedef bool cruce_next_rows_fn(void *context, cruce_row_group *rows);
CRUCE_API void cruce_writer_rows(cruce_writer *writer, cruce_next_rows_fn *next, void *context);

/** Registered persons: one whole table, from first_day on. `persons` holds [day * n_camps + camp]. */
CRUCE_API void cruce_registered_csv(cruce_writer *writer, const cruce_scenario *scenario,
                                    const int64_t *persons, int32_t first_day, int32_t n_days);

/**
 * Scores: value[s][(scope * n_measures + m) * n_forecasts + f]; place NULL reads "(all)"; summary NULL: s are the
 * replicates 1 ... n_summaries. NaN gives an empty cell.
 */
typedef struct cruce_output_scores {
    int32_t n_scopes, n_measures, n_forecasts, n_summaries;
    const char *const *place, *const *measure, *const *forecast, *const *summary;
    const double *const *value;
} cruce_output_scores;
CRUCE_API void cruce_scores_csv(cruce_writer *writer, const cruce_output_scores *scores);

/* --- the border's tables --- */

typedef struct cruce_output_ledger {
    const char *name, *unit;
    int64_t n_checks;
    double largest;
} cruce_output_ledger;
CRUCE_API void cruce_ledger_csv(cruce_writer *writer, const cruce_output_ledger *ledger, int32_t n);

/** The policy log line by line; `share` of the replicates that have it. */
CRUCE_API void cruce_policy_log_header(cruce_writer *writer);
CRUCE_API void cruce_policy_log_line(cruce_writer *writer, const cruce_scenario *scenario,
                                     const cruce_log_entry *entry, double share);

/** What run.json says beside the scenario itself. */
typedef struct cruce_run_info {
    cruce_engine_kind engine;
    uint32_t seed;
    int32_t n_replicates;
    int32_t n_overrides;
    const char *const *override_text; /* --set key=value */
    const char *continued_from;       /* date of the saved state; NULL: from the first day */
} cruce_run_info;

/** What run.json says, as tables; each writes one whole file. */
CRUCE_API void cruce_run_info_csv(cruce_writer *writer, const cruce_scenario *scenario,
                                  const cruce_run_info *info);
CRUCE_API void cruce_settings_csv(cruce_writer *writer, const cruce_scenario *scenario,
                                  const cruce_run_info *info);
/** Of a scenario with a border. */
CRUCE_API void cruce_parameters_csv(cruce_writer *writer, const cruce_scenario *scenario,
                                    const cruce_run_info *info);
/** How many rows of each input file carry each word of quality; files without such words are left out. */
CRUCE_API void cruce_qualities_csv(cruce_writer *writer, const cruce_scenario *scenario,
                                   const cruce_run_info *info);
/** Names, hashes and sizes; what the files hold is kept in a GeoPackage only (cruce_gpkg_inputs). */
CRUCE_API void cruce_inputs_csv(cruce_writer *writer, const cruce_scenario *scenario);
/** measures.csv in effect: the base's rows, then the variant's, each in the order of time. */
CRUCE_API void cruce_measures_csv(cruce_writer *writer, const cruce_scenario *scenario);

enum { CRUCE_OBSERVED_SPREAD = 3 }; /* low, median, high */
/**
 * The rows of figures.csv that cover one calendar month, beside what was simulated.
 * Shape  simulated[figures.n * CRUCE_OBSERVED_SPREAD]; NaN: not simulated
 */
CRUCE_API void cruce_observed_csv(cruce_writer *writer, const cruce_scenario *scenario,
                                  const double *simulated);

/** A line of border_scores. Text is borrowed. */
typedef struct cruce_output_border_score {
    const char *scope, *period, *measure, *unit, *forecast;
    double value;
} cruce_output_border_score;
CRUCE_API void cruce_border_scores_csv(cruce_writer *writer, const cruce_output_border_score *score,
                                       int32_t n);

/** Version, engine, seed, settings in effect and their origin, input files with their hashes. No time of day. */
CRUCE_API void cruce_run_json(cruce_writer *writer, const cruce_scenario *scenario,
                              const cruce_run_info *info);

#ifdef __cplusplus
}
#endif
#endif
