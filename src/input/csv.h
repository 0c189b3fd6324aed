/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Comma-separated text as a table of cells that know where they stand.
 *
 * UTF-8, comma, double quotes with "" for a quote inside, LF or CRLF (or CR), a byte-order mark is dropped,
 * empty lines are skipped. Cells are not stripped. The bytes of the file are kept as they were, so that
 * line and column can be worked out when there is something to report.
 */
#ifndef CRI_CSV_H
#define CRI_CSV_H

#include "cruce/base.h"

/* The largest file that is read; offsets are 32 bit. */
#define CRI_CSV_MOST_BYTES (INT64_C(1) << 30)
#define CRI_CSV_MOST_ROWS 50000000

typedef struct cri_cell {
    const char *text; /* without its quotes, NUL at the end; "" if the row has no such cell */
    int32_t length;
    int32_t offset; /* of its first byte in the file; a missing cell stands at the end of its row */
} cri_cell;

typedef struct cri_csv {
    const char *path; /* as the user would write it */
    const char *name; /* without the folder */
    char *bytes;      /* the file as it is, NUL added; owned */
    int32_t n_bytes;
    char *text; /* all cells, each with a NUL; owned */
    int32_t n_rows, n_cells;
    int32_t *first_cell;  /* [n_rows + 1] */
    int32_t *row_line;    /* [n_rows] 1-based line on which a row begins */
    int32_t *cell_text;   /* [n_cells + 1] offsets into text */
    int32_t *cell_offset; /* [n_cells] offsets into bytes */
} cri_csv;

/* What a scan found wrong: at most one of each kind, the first. Offsets are -1 where there is nothing. */
typedef struct cri_csv_faults {
    int32_t nul_byte; /* the file cannot be used */
    int32_t bad_utf8; /* the cells are there */
    int32_t
        open_quote; /* where the quote opens that never closes; the rest of the file is one cell */
    int32_t text_after_quote; /* the text is appended to the cell */
    bool too_many_rows;       /* the rest is left out */
} cri_csv_faults;

/**
 * Split bytes into cells. Takes `bytes` (from cri_malloc, with a NUL at bytes[n_bytes]), also on failure.
 * Errors  CRUCE_ERR_MEMORY
 * Cost    one pass; about 9 bytes a cell besides two copies of the file
 */
cruce_status cri_csv_take(cri_csv *csv, char *bytes, int32_t n_bytes, cri_csv_faults *faults);
void cri_csv_free(cri_csv *csv);

static inline int32_t cri_csv_width(const cri_csv *csv, int32_t row)
{
    return csv->first_cell[row + 1] - csv->first_cell[row];
}
/** The cell, or an empty one at the end of the row if the row is shorter. */
cri_cell cri_csv_cell(const cri_csv *csv, int32_t row, int32_t column);
/** A row whose first cell begins with '#'. */
bool cri_csv_is_comment(const cri_csv *csv, int32_t row);
/** Every cell is empty or blanks. */
bool cri_csv_is_blank(const cri_csv *csv, int32_t row);
/** Empty or nothing but blanks. */
bool cri_cell_is_blank(cri_cell cell);
/** Bytes of the character that begins at a text (NUL at its end), 0 if that is not UTF-8. */
int32_t cri_utf8_length(const char *text);
/** 1-based line and column (in characters) of a byte. */
void cri_csv_place(const cri_csv *csv, int32_t offset, int32_t *line, int32_t *column);

#endif
