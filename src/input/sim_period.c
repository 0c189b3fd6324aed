/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * sim_period.csv: the first day and the number of days. What is missing may still come from scenario.yml;
 * scenario_dir.c asks for it at the end.
 * Source: flee-compat 1.11.
 */
#include <string.h>
#include <strings.h>

#include "input/reading.h"

enum { MOST_DAYS = 100000 };

static const char *const known_keys[] = {"StartDate", "Length"};

static void read_start(cri_reading *r, const cri_csv *csv, int32_t row)
{
    if (r->has_start) {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, cri_csv_cell(csv, row, 0),
                        "StartDate", "StartDate is given twice");
        return;
    }
    r->has_start = true;
    cri_cell_date(r, csv, cri_csv_cell(csv, row, 1), "StartDate", &r->scenario->start_days);
}

static void read_length(cri_reading *r, const cri_csv *csv, int32_t row)
{
    int64_t n_days = 1;
    if (r->has_length) {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, cri_csv_cell(csv, row, 0), "Length",
                        "Length is given twice");
        return;
    }
    r->has_length = true;
    cri_cell_whole(r, csv, cri_csv_cell(csv, row, 1), "Length", 1, MOST_DAYS,
                   "a whole number of days from 1 to 100000", &n_days);
    r->scenario->n_days = (int32_t)n_days;
}

static void read_row(cri_reading *r, const cri_csv *csv, int32_t row)
{
    char key[16], shown[72], hint[112];
    cri_cell cell = cri_csv_cell(csv, row, 0);
    const char *begin = cell.text + strspn(cell.text, " \t");
    size_t length = strcspn(begin, " \t");
    key[0] = '\0';
    if (length < sizeof key) {
        memcpy(key, begin, length);
        key[length] = '\0';
    }
    if (strcasecmp(key, known_keys[0]) == 0) {
        read_start(r, csv, row);
    } else if (strcasecmp(key, known_keys[1]) == 0) {
        read_length(r, csv, row);
    } else {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, cell, "", "unknown key '%s'%s",
                        cri_shown(cell.text, shown),
                        cri_did_you_mean(cri_nearest_name(cell.text, known_keys, 2), hint));
    }
}

cruce_status cri_read_sim_period(cri_reading *r)
{
    cri_csv csv;
    bool usable;
    const char *path = cri_path_join(r, r->input_dir, "sim_period.csv");
    if (path == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (!cri_file_exists(r, path)) {
        return CRUCE_OK;
    }
    cruce_status st = cri_read_csv(r, path, &csv, &usable);
    if (st == CRUCE_OK && !usable) {
        r->has_start = r->has_length = true; /* reported; nothing more to say about them */
    }
    for (int32_t row = 0; st == CRUCE_OK && usable && row < csv.n_rows; row++) {
        if (cri_is_data_row(r, &csv, row)) {
            read_row(r, &csv, row);
        }
    }
    cri_csv_free(&csv);
    return st;
}
