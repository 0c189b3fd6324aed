/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Headers of our own files: columns found by name, in any order. Flee's files have fixed columns instead.
 * Source: assumption (our own format)
 */
#include <string.h>

#include "input/reading.h"

/* The header's first cell may begin with '#', and names may stand between blanks. */
static const char *header_name(const cri_csv *csv, int32_t i, char name[64])
{
    const char *text = cri_csv_cell(csv, 0, i).text;
    if (i == 0 && text[0] == '#') {
        text++;
    }
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
        length--;
    }
    length = length < 63 ? length : 63;
    memcpy(name, text, length);
    name[length] = '\0';
    return name;
}

static void name_column(cri_reading *r, const cri_csv *csv, int32_t i, const char *const *names,
                        int32_t n, int32_t *column)
{
    char name[64], shown[72], hint[112];
    const char *near = NULL;
    cri_cell cell = cri_csv_cell(csv, 0, i);
    header_name(csv, i, name);
    for (int32_t c = 0; c < n; c++) {
        if (strcmp(name, names[c]) != 0) {
            continue;
        }
        if (column[c] != CRUCE_NONE) {
            cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, cell, names[c],
                            "column '%s' is there twice", name);
        }
        column[c] = i;
        return;
    }
    if (cri_is_worth_a_hint(r, csv->path, n)) {
        near = cri_nearest_name(name, names, n);
    }
    cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, cell, "", "unknown column '%s'%s",
                    cri_shown(name, shown), cri_did_you_mean(near, hint));
}

void cri_find_columns(cri_reading *r, const cri_csv *csv, const char *const *names, int32_t n,
                      int32_t *column)
{
    for (int32_t c = 0; c < n; c++) {
        column[c] = CRUCE_NONE;
    }
    for (int32_t i = 0; i < cri_csv_width(csv, 0); i++) {
        name_column(r, csv, i, names, n, column);
    }
}

bool cri_fits_header(cri_reading *r, const cri_csv *csv, int32_t row)
{
    int32_t width = cri_csv_width(csv, 0);
    if (cri_csv_width(csv, row) <= width) {
        return true;
    }
    cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, csv, cri_csv_cell(csv, row, width), "",
                    "the row has more cells than the header has names");
    return false;
}
