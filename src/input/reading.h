/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the readers of all files share: where to read, where to report, how to find a place.
 *
 * A reader (cri_read_...) fills its part of r->scenario, all of it from r->arena. It reports every problem that
 * it finds and goes on; what it returns is CRUCE_OK, problems or not, or CRUCE_ERR_MEMORY, which ends the
 * reading. Whether there were problems is asked once, at the end.
 */
#ifndef CRI_READING_H
#define CRI_READING_H

#include "base/text.h"
#include "cruce/border_lists.h"
#include "cruce/input.h"
#include "input/csv.h"

/* A file that is handed over as bytes instead of being on the disk: fuzzing, tests, the browser. */
typedef struct cri_memory_file {
    const char *path; /* "input_csv/routes.csv": as it would be opened */
    const void *bytes;
    size_t n_bytes;
} cri_memory_file;

enum { CRI_MOST_ADDRESSES = 256 };

typedef struct cri_country {
    const char *name;
    int32_t government; /* a row of governments.csv */
} cri_country;

typedef struct cri_reading {
    const cruce_read_options *options;
    cruce_scenario *scenario; /* being filled; readers before oneself have done their part */
    cri_arena *arena;         /* the scenario's */

    /* Where things are, as the user would write it (folder joined as given); NULL: there is none. */
    const char *input_dir, *data_dir;
    const char *settings_path;     /* simsetting.yml or --settings; if NULL, the defaults */
    const char *scenario_yml_path; /* FOLDER/scenario.yml */
    const cri_memory_file *memory; /* if not NULL, the only files there are */
    int32_t n_memory;

    bool has_start, has_length; /* from sim_period.csv; scenario.yml may set what is missing */
    bool has_places; /* false: locations.csv is unusable, so unknown names are not reported */
    bool has_period; /* false: what start_days and n_days say was reported as wrong */

    /* The border. */
    const char *variant_dir; /* FOLDER/variants/NAME; NULL: the base alone */
    bool has_report_from;    /* scenario.yml says report_from */
    int32_t report_from_days, report_from_line, report_from_column; /* since 1970-01-01; where */
    bool has_fit_until; /* scenario.yml says fit_until */
    int32_t fit_until_days;
    bool border_is_doubtful[CRUCE_BORDER_FILES]; /* the file is there but cannot be used */
    const char **port_name;                      /* [ports.n] "crossing:mode" */
    int32_t n_countries;
    cri_country *country;                    /* of all governments, in the order of names */
    int32_t n_addresses;                     /* --set of cells and parameters of the border */
    const char *address[CRI_MOST_ADDRESSES]; /* "address=value", for when the tables are there */

    /* Reports. */
    int64_t n_problems, n_warnings;
    cruce_error first_problem;
    char reported_file[200]; /* of the latest report */
    int64_t n_in_file[2];    /* reports about that file, by severity */
    int32_t files_capacity;
} cri_reading;

/* --- reports: counted, kept to 50 a file and severity, handed to options->problem --- */

/** A problem or warning with a place (line 0: none). `field` is the column or key, "" if none. */
void cri_report(cri_reading *r, cruce_severity severity, cruce_status code, const char *path,
                int32_t line, int32_t column, const char *field, const char *format, ...)
    __attribute__((format(printf, 8, 9)));
/** The same at a cell; line and column are worked out here. */
void cri_report_cell(cri_reading *r, cruce_severity severity, cruce_status code, const cri_csv *csv,
                     cri_cell cell, const char *field, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
/** Problem: "<field> is '<cell>'; expected <expected>". */
void cri_expected(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                  const char *expected);
/** True if further problems or warnings about this file would only be counted: saves the search for a near name. */
bool cri_reports_are_full(const cri_reading *r, const char *path);
/** False if so, or if a near name among n_names was searched for so often in this file that it takes time. */
bool cri_is_worth_a_hint(const cri_reading *r, const char *path, int32_t n_names);
/** Says how many more there were about the latest file; called once at the end. */
void cri_finish_reports(cri_reading *r);
/** Text fit for a message: at most 60 bytes, whole characters, control characters as '?'. Returns `shown`. */
const char *cri_shown(const char *text, char shown[72]);
/** "; did you mean 'near'?" or "" if near is NULL. Returns `text`. */
const char *cri_did_you_mean(const char *near, char text[112]);

/** "a whole number from 0 to 9 (lanes)": what is expected of a number. Returns `text`. */
const char *cri_range_text(bool whole, double least, double most, const char *unit, char text[160]);

/* --- files --- */

typedef struct cri_bytes {
    char *bytes; /* owned by the caller (cri_free), NUL at bytes[n_bytes] */
    int64_t n_bytes;
} cri_bytes;

/** "folder/name" in the arena; NULL if memory ran out. */
const char *cri_path_join(cri_reading *r, const char *folder, const char *name);
/** True also for a folder of that name, so that who reads it hears that it is none of ours. */
bool cri_file_exists(const cri_reading *r, const char *path);
bool cri_folder_exists(const cri_reading *r, const char *path);
/**
 * input_dir/name in *path, and whether it is there. If it is not, and no departures.csv is either (without which
 * a scenario is a Flee case, and Flee needs the file), a warning that says what follows.
 */
cruce_status cri_find_file(cri_reading *r, const char *name, const char *without, const char **path,
                           bool *there);
/** Names in a folder that begin and end so, sorted; in the arena. */
cruce_status cri_list_files(cri_reading *r, const char *folder, const char *begin, const char *end,
                            const char ***names, int32_t *n);
/** Names of the folders in a folder, sorted, without those that begin with a dot; in the arena. */
cruce_status cri_list_folders(cri_reading *r, const char *folder, const char ***names, int32_t *n);
/**
 * The whole file, its size and SHA-256 noted in scenario->file. If it cannot be read: a problem at the file,
 * bytes NULL and CRUCE_OK. A caller who can do without asks cri_file_exists first.
 */
cruce_status cri_read_bytes(cri_reading *r, const char *path, int64_t most_bytes, cri_bytes *bytes);
/** The whole file as cells, what is wrong with the text reported. *usable is false if there is nothing to go on. */
cruce_status cri_read_csv(cri_reading *r, const char *path, cri_csv *csv, bool *usable);

/* --- places and values of cells: each reports what is wrong at the cell and returns false then --- */

/** Binary search in the names; CRUCE_NONE if there is no such place. */
cruce_place_id cri_place_of_name(const cruce_places *places, const char *name);
/** As above, an unknown name is a problem with the nearest known one. CRUCE_NONE then. */
cruce_place_id cri_place_of_cell(cri_reading *r, const cri_csv *csv, cri_cell cell,
                                 const char *field);
/** "<severity>: <what> '<name>' is not in locations.csv; did you mean '...'?" at the cell. */
void cri_report_unknown_place(cri_reading *r, cruce_severity severity, const cri_csv *csv,
                              cri_cell cell, const char *field);
/** A whole number in [least, most]; `expected` ends the sentence "...; expected ". */
bool cri_cell_whole(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                    int64_t least, int64_t most, const char *expected, int64_t *value);
/** The same, where a number with a fraction is cut to its whole part ("1000.0", "12.7"). */
bool cri_cell_cut_whole(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                        int64_t least, int64_t most, const char *expected, int64_t *value);
bool cri_cell_real(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                   double least, double most, const char *expected, double *value);
/** YYYY-MM-DD as days since 1970-01-01. */
bool cri_cell_date(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                   int32_t *days);

/**
 * False for comments, for rows of blanks, and for rows whose first cell is empty or shows a header without '#'.
 * The last two are reported unless r is NULL.
 */
bool cri_is_data_row(cri_reading *r, const cri_csv *csv, int32_t row);
/** A row of fewer than `least` cells is a problem that names the columns; true if it has enough. */
bool cri_has_cells(cri_reading *r, const cri_csv *csv, int32_t row, int32_t least,
                   const char *columns);
/** Warning: a type text without a word that means something, with the nearest one that does. */
void cri_warn_of_unknown_type(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field);
/** A copy of the cell in the arena; NULL if memory ran out. */
const char *cri_cell_keep(cri_reading *r, cri_cell cell);

/* --- our own files have their columns by name, in any order; the first row is the header --- */

/** Where the header has each of n names, in column[n]; CRUCE_NONE: nowhere. Unknown and repeated ones are reported. */
void cri_find_columns(cri_reading *r, const cri_csv *csv, const char *const *names, int32_t n,
                      int32_t *column);
/** A row with more cells than the header is a problem: false. */
bool cri_fits_header(cri_reading *r, const cri_csv *csv, int32_t row);

/* Columns beyond the n_fixed first ones are attributes, named by the comment rows. */
enum { CRI_MOST_CELLS = 1000 }; /* in a row of locations or routes */
/** Names of the attributes; those in `known` are meant when a name is nearly one of them. n_columns is 0 if there are none. */
cruce_status cri_attributes_begin(cri_reading *r, const cri_csv *csv, int32_t n_fixed,
                                  const char *const *known, int32_t n_known,
                                  cruce_attributes *attributes);
/** Copies of one row's attributes into cells[attributes->n_columns]. */
cruce_status cri_attributes_of_row(cri_reading *r, const cri_csv *csv, int32_t row, int32_t n_fixed,
                                   const cruce_attributes *attributes, const char **cells);
/** Column of an attribute, CRUCE_NONE if there is none; its text in a row ("" where blank). */
int32_t cri_attribute_column(const cruce_attributes *attributes, const char *name);

/** a / b rounded down, as Python's //; b > 0. */
int64_t cri_floor_divide(int64_t a, int64_t b);

/* --- the readers, in the order in which they run --- */

cruce_status cri_read_sim_period(cri_reading *r); /* start_days, n_days */
cruce_status cri_read_settings(
    cri_reading *r); /* settings, title; from settings_path, scenario.yml, --set */
cruce_status cri_read_locations(cri_reading *r);
cruce_status cri_read_routes(cri_reading *r);
cruce_status cri_read_closures(cri_reading *r);
cruce_status cri_read_conflicts(cri_reading *r);
cruce_status cri_read_location_changes(cri_reading *r);
cruce_status cri_read_governments(cri_reading *r);
cruce_status cri_read_people(cri_reading *r); /* departures may name a nationality */
cruce_status cri_read_departures(cri_reading *r);
cruce_status cri_read_register(
    cri_reading *r); /* registered, has_register; nothing if data_dir is NULL */
cruce_status cri_read_demographics(cri_reading *r);
cruce_status cri_read_listed_persons(cri_reading *r);
cruce_status cri_read_border(cri_reading *r); /* all else of the border */
/** Warns of files whose name is nearly that of one that is missing. */
cruce_status cri_warn_of_stray_files(cri_reading *r);
/** Row of a name that another file of the border defines; CRUCE_NONE if it is not known, which is reported. */
int32_t cri_border_row_of_cell(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                               const char *what);
/** Looks for options->variant; an unknown one is reported. */
cruce_status cri_find_variant(cri_reading *r);
/** True if --set key=value means a number of the border instead of a setting. */
bool cri_is_address(const char *key);

/** cruce_scenario_read with files from memory (files may be NULL: the disk). */
cruce_status cri_scenario_read_from(cruce_scenario **scenario, const cruce_read_options *options,
                                    const cri_memory_file *files, int32_t n_files,
                                    cruce_error *err);

#endif
