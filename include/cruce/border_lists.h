/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What border_columns.h, measures.def and border.def declare, as lists: for readers of files, `cruce explain`,
 * calibration, documentation.
 */
#ifndef CRUCE_BORDER_LISTS_H
#define CRUCE_BORDER_LISTS_H

#include "cruce/border.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum cruce_cell_kind {
    CRUCE_CELL_NAME,
    CRUCE_CELL_TEXT,
    CRUCE_CELL_WORD,
    CRUCE_CELL_REF,
    CRUCE_CELL_DATE,
    CRUCE_CELL_WHOLE,
    CRUCE_CELL_REAL
} cruce_cell_kind;

typedef struct cruce_border_column {
    const char *name;
    cruce_cell_kind kind;
    size_t offset;        /* of the pointer to its values in the table's struct */
    const char *standard; /* what a blank means, as text; "" for nothing; "NEEDED" */
    double least, most;   /* of numbers */
    const char *choices;  /* of a word: "a|b|c"; of a name defined elsewhere: "sectors" */
    const char *unit, *sentence;
} cruce_border_column;

/* The files of the border, in the order in which they are read: each may name rows of those before it. */
typedef enum cruce_border_file_id {
    CRUCE_FILE_GOVERNMENTS,
    CRUCE_FILE_PEOPLE,
    CRUCE_FILE_SECTORS,
    CRUCE_FILE_AFFINITY,
    CRUCE_FILE_PROFILES,
    CRUCE_FILE_PORTS,
    CRUCE_FILE_DEMAND,
    CRUCE_FILE_GROUPS,
    CRUCE_FILE_MEASURES,
    CRUCE_FILE_RULES,
    CRUCE_FILE_FIGURES,
    CRUCE_FILE_PARAMETERS,
    CRUCE_BORDER_FILES
} cruce_border_file_id;

/* A table of border.h begins with `int32_t n; int32_t *line;`; its columns follow as pointers. */
typedef struct cruce_border_file {
    const char *name; /* "people": the file is people.csv */
    const char
        *key; /* columns that name a row, divided by ';': no two rows may agree in all of them */
    const char *needed; /* columns of texts and references that have to be there, divided by ';' */
    const char *sentence; /* what a row is */
    int32_t n_columns;
    const cruce_border_column *column;
    ptrdiff_t offset; /* of its table in cruce_border; -1: the table is used up while reading */
    int32_t most_rows;
} cruce_border_file;

/** All files, by cruce_border_file_id; there are CRUCE_BORDER_FILES. */
CRUCE_API const cruce_border_file *cruce_border_files(void);
/** Number of a column in its file, CRUCE_NONE if it has none of that name. */
CRUCE_API int32_t cruce_border_column_find(const cruce_border_file *file, const char *name);
/** True if the column has to be there and no cell of it may be blank. */
CRUCE_API bool cruce_border_column_is_needed(const cruce_border_file *file, int32_t column);

typedef struct cruce_measure_info {
    const char *name;
    cruce_target_kind target;
    const char *form; /* of the target, as a user writes it */
    double least, most;
    const char *unit, *sentence;
} cruce_measure_info;
/** All measures, by cruce_measure_kind; there are CRUCE_MEASURE_KINDS. */
CRUCE_API const cruce_measure_info *cruce_measures_list(void);

typedef struct cruce_parameter_info {
    const char *name;
    size_t offset; /* in cruce_border_parameters */
    double standard, low, high;
    const char *unit, *quality, *sentence, *source;
} cruce_parameter_info;
/** The parameters of border.def; *n receives how many. */
CRUCE_API const cruce_parameter_info *cruce_border_parameters_list(int32_t *n);
/** All defaults. */
CRUCE_API void cruce_border_parameters_init(cruce_border_parameters *parameters);

/** Name of a row as addresses have it; false if rows of that file have none. */
CRUCE_API bool cruce_border_row_name(const cruce_border *border, cruce_border_file_id file,
                                     int32_t row, char text[160]);
/** The parts of "file.column[row]"; false if a text has not this form. */
CRUCE_API bool cruce_address_split(const char *address, char file[40], char column[64],
                                   char row[160]);

#ifdef __cplusplus
}
#endif
#endif
