/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the readers of the border's files share: one file on its way into its table of columns.
 *
 * A reader opens its file, fills the table (cells are checked against the list of columns on the way), looks at what
 * cells mean together, and sorts the rows. Like all readers it reports and goes on.
 */
#ifndef CRI_BORDER_TABLE_H
#define CRI_BORDER_TABLE_H

#include "cruce/border_lists.h"
#include "input/reading.h"

enum { CRI_MOST_COLUMNS = 32 }; /* of one file's list */

/* Every table of border.h begins so. */
typedef struct cri_table_head {
    int32_t n;
    int32_t *line;
} cri_table_head;

/* One file. Rows of the table are called by their number there, whatever line of the file they come from. */
typedef struct cri_border_table {
    cri_reading *r;
    const cruce_border_file *file;
    cri_table_head *table;
    cri_csv csv;
    bool of_variant;
    bool is_there;                    /* the file exists */
    bool is_usable;                   /* it has a header with all that is needed */
    int32_t column[CRI_MOST_COLUMNS]; /* where it is in the file; CRUCE_NONE: nowhere */
    int32_t first, n;                 /* its rows in the table: first .. first + n - 1 */
    int32_t *csv_row;                 /* [first + n] of each row of the table; in the arena */
    bool *
        is_doubtful; /* [first + n] a cell of the row was reported: what follows from the row is not */
    int32_t *
        file_order; /* [n] rows of a sorted table in the order of the file, for reports in that order */
} cri_border_table;

/** Opens NAME.csv of the folder and reads its header; it is well if it is not there. `table` is zeroed or holds other rows. */
cruce_status cri_table_open(cri_border_table *t, cri_reading *r, cruce_border_file_id id,
                            const char *folder, void *table);
/** Room for the rows of t, and of a second file t2 (may be NULL) behind them, in the columns of the table. */
cruce_status cri_table_make(cri_border_table *t, cri_border_table *t2);
/** Reads all its rows into the table; every cell is reported that does not fit its column. */
cruce_status cri_table_fill(cri_border_table *t);
/** The three together, for a file that stands alone. */
cruce_status cri_table_read(cri_border_table *t, cri_reading *r, cruce_border_file_id id,
                            void *table);
/** The same for a file that a variant may have too: t[0] the base's rows, t[1] the variant's, in one table. */
cruce_status cri_tables_read(cri_border_table t[2], cri_reading *r, cruce_border_file_id id,
                             void *table);
void cri_table_close(cri_border_table *t);
/** The values of a column, of the type that its kind says. */
void *cri_table_values(const cri_border_table *t, int32_t column);
/** The cell of a column in a row of the file into the table's row i. Columns that are not there are blank. */
cruce_status cri_table_read_cell(const cri_border_table *t, int32_t csv_row, int32_t i,
                                 int32_t column);

/** Puts the rows in the order of the file's key (as texts and numbers); rows with the same key are reported. */
cruce_status cri_table_sort(cri_border_table *t);
/** Puts the rows in an order of one's own: row i is the old row order[i]. The table then has n rows. */
cruce_status cri_table_reorder(cri_border_table *t, const int32_t *order, int32_t n);

/** The same for one array of values: a copy in the arena, NULL if memory ran out. */
void *cri_reordered(cri_reading *r, const void *values, size_t size, const int32_t *order,
                    int32_t n);

/** The cell of a row under a column. */
cri_cell cri_table_cell(const cri_border_table *t, int32_t row, const char *column);
/** "<column> is '<cell>'; expected <expected>" at the cell. */
void cri_table_expected(const cri_border_table *t, int32_t row, const char *column,
                        const char *expected);
/** "<column> is '<cell>', <what>" at the cell; or "is empty". `near` may be NULL. */
void cri_table_problem(const cri_border_table *t, int32_t row, const char *column, const char *what,
                       const char *near);

/* --- names --- */

/**
 * Row of a name of governments, people, sectors, ports ("crossing:mode") or places; CRUCE_NONE if there is none.
 * Names are sorted, so it is a binary search; ports are looked up by both parts.
 */
int32_t cri_border_find(const cri_reading *r, const char *what, const char *name);
/** First row of a crossing in ports.csv, and in *n how many modes it has; CRUCE_NONE and 0 if it is not there. */
int32_t cri_find_crossing(const cruce_ports *ports, const char *name, size_t length, int32_t *n);
/** The known name nearest to one that is not known; NULL if none is near or there were enough reports about the file. */
const char *cri_border_near(cri_reading *r, const char *path, const char *what, const char *name);
/** The number of a word among "a|b|c", CRUCE_NONE if it is none of them. */
int32_t cri_choice_of(const char *choices, const char *word, size_t length);
/** False where the file that defines these names is itself in trouble: an unknown name says nothing then. */
bool cri_border_names_are_known(const cri_reading *r, const char *what);

/* One part of a list in a cell ("a;b;c"), without the blanks around it. */
typedef struct cri_part {
    char text[200];
} cri_part;
/** Takes the next part off a list; false at its end. *at begins as the text and is NULL after the last part. */
bool cri_next_part(const char **at, char divider, cri_part *part);
/** How many parts a list has at most. */
int32_t cri_count_parts(const char *text, char divider);

/* --- the readers that cri_read_border calls, in this order --- */

cruce_status cri_read_sectors(cri_reading *r);
cruce_status cri_read_affinity(cri_reading *r);
cruce_status cri_read_ports(
    cri_reading *r); /* with profiles.csv, demand.csv and the field offices */
cruce_status cri_read_groups(cri_reading *r);
cruce_status cri_read_measures(cri_reading *r);
cruce_status cri_read_rules(cri_reading *r);
cruce_status cri_read_figures(cri_reading *r);
cruce_status cri_read_parameters(cri_reading *r); /* parameters.csv, then --set */

/** Sorts names and drops repeated ones; how many are left. */
int32_t cri_sort_names(const char **names, int32_t n);
/** The government that counts a country as its own; CRUCE_NONE if none does. */
cruce_government_id cri_government_of_country(const cri_reading *r, const char *name);

/* --- what measures.csv and rules.csv have in common: columns actor, measure, target, value --- */

/** The measure of a row; false after a report if there is none of that name. */
bool cri_measure_of_row(const cri_border_table *t, int32_t row, cruce_measure_kind *kind);
/** What a row's target means; false after a report if it does not have the form that the measure needs. */
bool cri_target_of_row(const cri_border_table *t, int32_t row, cruce_measure_kind kind,
                       cruce_target *on);
/** Reports an actor who is no government, and a target that is on none of the actors' territory. */
void cri_check_actor(const cri_border_table *t, int32_t row, cruce_measure_kind kind,
                     const cruce_target *on);
/** A number in the range of the measure, or a word where it takes words; else reported and false. */
bool cri_measure_value_of(const cri_border_table *t, int32_t row, cruce_measure_kind kind,
                          const char *text, double *number);

#endif
