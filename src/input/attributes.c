/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Columns beyond the fixed ones of locations.csv and routes.csv: any number, kept as text.
 * Which of them mean something is up to the reader of the file.
 * Source: flee-compat 1.1, 1.3.
 */
#include <stdio.h>
#include <string.h>

#include "input/reading.h"

/* The row that names the attributes: the first comment that is wider than the fixed columns. CRUCE_NONE if none is. */
static int32_t find_header(const cri_csv *csv, int32_t n_fixed)
{
    for (int32_t i = 0; i < csv->n_rows; i++) {
        if (cri_csv_is_comment(csv, i) && cri_csv_width(csv, i) > n_fixed) {
            return i;
        }
    }
    return CRUCE_NONE;
}

/* Cells in the widest row; a row with too many is reported, its further cells are left out. */
static int32_t widest_row(cri_reading *r, const cri_csv *csv, int32_t header)
{
    int32_t widest = 0;
    for (int32_t i = 0; i < csv->n_rows; i++) {
        int32_t width = cri_csv_width(csv, i);
        if (width <= widest || (i != header && cri_csv_is_comment(csv, i))) {
            continue;
        }
        if (width > CRI_MOST_CELLS) {
            cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, csv,
                            cri_csv_cell(csv, i, CRI_MOST_CELLS), "",
                            "the row has %d cells; expected at most %d", (int)width,
                            (int)CRI_MOST_CELLS);
            width = CRI_MOST_CELLS;
        }
        widest = width;
    }
    return widest;
}

static bool name_by_position(cri_reading *r, int32_t n_fixed, cruce_attributes *attributes)
{
    for (int32_t i = 0; i < attributes->n_columns; i++) {
        char text[32];
        int length = snprintf(text, sizeof text, "column%d", (int)(n_fixed + i + 1));
        attributes->name[i] = cri_arena_text(r->arena, text, (size_t)length);
        if (attributes->name[i] == NULL) {
            return false;
        }
    }
    return true;
}

/* A name that is nearly one with a meaning is most likely meant to be it. */
static void warn_if_nearly_known(cri_reading *r, const cri_csv *csv, cri_cell cell,
                                 const char *const *known, int32_t n_known)
{
    char shown[72], hint[112];
    const char *near = cri_nearest_name(cell.text, known, n_known);
    if (near != NULL && strcmp(near, cell.text) != 0 && cri_edit_distance(near, cell.text) <= 2) {
        cri_report_cell(r, CRUCE_WARNING, CRUCE_ERR_NAME, csv, cell, "",
                        "column '%s' has no meaning%s", cri_shown(cell.text, shown),
                        cri_did_you_mean(near, hint));
    }
}

static bool is_used_before(const cri_csv *csv, int32_t row, int32_t n_fixed, int32_t column)
{
    const char *name = cri_csv_cell(csv, row, column).text;
    for (int32_t i = n_fixed; i < column; i++) {
        if (strcmp(name, cri_csv_cell(csv, row, i).text) == 0) {
            return true;
        }
    }
    return false;
}

static bool name_by_header(cri_reading *r, const cri_csv *csv, int32_t row, int32_t n_fixed,
                           const char *const *known, int32_t n_known, cruce_attributes *attributes)
{
    for (int32_t i = 0; i < attributes->n_columns; i++) {
        if (n_fixed + i >= cri_csv_width(csv, row)) {
            break;
        }
        cri_cell cell = cri_csv_cell(csv, row, n_fixed + i);
        attributes->name[i] = cri_cell_keep(r, cell);
        if (attributes->name[i] == NULL) {
            return false;
        }
        if (cell.length > 0 && is_used_before(csv, row, n_fixed, n_fixed + i)) {
            char shown[72];
            cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, cell, "",
                            "column '%s' is there twice", cri_shown(cell.text, shown));
        }
        warn_if_nearly_known(r, csv, cell, known, n_known);
    }
    return true;
}

cruce_status cri_attributes_begin(cri_reading *r, const cri_csv *csv, int32_t n_fixed,
                                  const char *const *known, int32_t n_known,
                                  cruce_attributes *attributes)
{
    int32_t header = find_header(csv, n_fixed);
    int32_t widest = widest_row(r, csv, header);
    attributes->n_columns = widest > n_fixed ? widest - n_fixed : 0;
    if (attributes->n_columns == 0) {
        return CRUCE_OK;
    }
    attributes->name = cri_arena_array(r->arena, attributes->n_columns, sizeof *attributes->name);
    if (attributes->name == NULL || !name_by_position(r, n_fixed, attributes)) {
        return CRUCE_ERR_MEMORY;
    }
    if (header != CRUCE_NONE &&
        !name_by_header(r, csv, header, n_fixed, known, n_known, attributes)) {
        return CRUCE_ERR_MEMORY;
    }
    return CRUCE_OK;
}

cruce_status cri_attributes_of_row(cri_reading *r, const cri_csv *csv, int32_t row, int32_t n_fixed,
                                   const cruce_attributes *attributes, const char **cells)
{
    int32_t width = cri_csv_width(csv, row);
    for (int32_t i = 0; i < attributes->n_columns; i++) {
        cells[i] = "";
        if (n_fixed + i < width) {
            cells[i] = cri_cell_keep(r, cri_csv_cell(csv, row, n_fixed + i));
        }
        if (cells[i] == NULL) {
            return CRUCE_ERR_MEMORY;
        }
    }
    return CRUCE_OK;
}

int32_t cri_attribute_column(const cruce_attributes *attributes, const char *name)
{
    for (int32_t i = 0; i < attributes->n_columns; i++) {
        if (strcmp(attributes->name[i], name) == 0) {
            return i;
        }
    }
    return CRUCE_NONE;
}
