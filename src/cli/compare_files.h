/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the comparison of result files shares: the pair, sums over months, and who is told of them.
 */
#ifndef CLI_COMPARE_FILES_H
#define CLI_COMPARE_FILES_H

#include "cli.h"
#include "cruce/pairs.h"

enum { COMPARE_LABEL = 96 };

/* Rows of one table in both results, summed over months or over places. labels[0] is the month, or "(all)". */
typedef struct compare_row {
    char label[CRUCE_MOST_PAIR_LABELS][COMPARE_LABEL];
    double *value; /* [2][n_columns][n_replicates] */
    int32_t *n;    /* [2][n_columns][n_replicates] months that have a number */
} compare_row;

typedef struct compare_sums {
    const char *table;
    int32_t n_labels, n_columns, n_replicates;
    char label_name[CRUCE_MOST_PAIR_LABELS][32], column_name[CRUCE_MOST_PAIR_COLUMNS][32];
    int64_t n, capacity, next; /* next: where the row after the last one found is likely to be */
    compare_row *row;
} compare_sums;

/* How the months of a column become one number; of places they are added up. */
typedef enum compare_how { COMPARE_SUM, COMPARE_LAST, COMPARE_MEAN, COMPARE_LARGEST } compare_how;
compare_how compare_how_of(const char *table, const char *column);

/* Adds a row under other labels. False if memory ran out. */
bool compare_sums_add(compare_sums *sums, const cruce_pair_row *row, const char *const *label,
                      bool over_places);
/* The difference of a row's column. `scratch` has room for three numbers per replicate. */
cruce_difference compare_sums_difference(const compare_sums *sums, const compare_row *row,
                                         int32_t column, double *scratch);
void compare_sums_free(compare_sums *sums);

/* By what differences can be shown. */
#define COMPARE_VIEW_LIST(X)                                                                       \
    X(COMPARE_BY_MONTH, "month")                                                                   \
    X(COMPARE_BY_SECTOR, "sector")                                                                 \
    X(COMPARE_BY_OFFICE, "office")                                                                 \
    X(COMPARE_BY_NATIONALITY, "nationality")                                                       \
    X(COMPARE_BY_PORT, "port")                                                                     \
    X(COMPARE_BY_PLACE, "place")
typedef enum compare_view {
#define COMPARE_VIEW_ENUM(name, text) name,
    COMPARE_VIEW_LIST(COMPARE_VIEW_ENUM)
#undef COMPARE_VIEW_ENUM
        COMPARE_VIEWS
} compare_view;
const char *compare_view_text(compare_view view);
const char *compare_view_table(compare_view view);
/* Whether a row with these labels belongs to a view. */
bool compare_view_has(compare_view view, const char *table, const char *const *label);

enum { COMPARE_TABLES = 3 };
/* One pair of results. */
typedef struct compare_files {
    const cli_options *options;
    compare_view view; /* COMPARE_VIEWS: all of them */
    cruce_pair *pair;
    char name[2][64]; /* of the run, and of the first one, against which it is compared */
    compare_sums total[COMPARE_TABLES];
    compare_sums month[COMPARE_TABLES]; /* of all areas, nationalities or places together */
    double *scratch;
    cruce_writer *writer; /* NULL: no rows are written */
    bool is_json, has_rows, has_lines;
} compare_files;

void compare_files_print(const compare_files *f);
/* Rows for programs: header; each month as it comes; the sums at the end. */
void compare_files_header(cruce_writer *writer);
void compare_files_write_row(compare_files *f, const char *table, const cruce_pair_row *row);
void compare_files_write_sums(compare_files *f, const compare_sums *sums);
void compare_files_begin_json(compare_files *f);

int cli_compare_files(const cli_options *options);

#endif
