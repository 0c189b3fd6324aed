/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    registration_corrections.csv: on which day the count of a camp was put right by a re-registration
 * Leaves  what a correction does to a table to register_tables.c
 * Source  flee-compat 1.10 and 5.3, quirk 34
 */
#include <stdlib.h>
#include <string.h>

#include "input/register_tables.h"

/* Table of a name, also of one that is no place; CRUCE_NONE if there is none. */
static int32_t table_of_name(const cri_reading *r, const char *name)
{
    const cruce_register *reg = &r->scenario->registered;
    cruce_place_id p = cri_place_of_name(&r->scenario->places, name);
    if (p != CRUCE_NONE) {
        return reg->of_place[p];
    }
    for (int32_t i = 0; i < reg->n; i++) {
        if (reg->table[i].place == CRUCE_NONE && strcmp(reg->table[i].name, name) == 0) {
            return i;
        }
    }
    return CRUCE_NONE;
}

static cruce_status report_unknown(cri_reading *r, const cri_csv *csv, cri_cell cell)
{
    const cruce_register *reg = &r->scenario->registered;
    char shown[72], hint[112];
    if (cri_reports_are_full(r, csv->path)) {
        return CRUCE_OK;
    }
    const char **names = cri_calloc((size_t)reg->n + 1, sizeof *names);
    if (names == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t i = 0; i < reg->n; i++) {
        names[i] = reg->table[i].name;
    }
    cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, cell, "name",
                    "'%s' has no row in data_layout.csv%s", cri_shown(cell.text, shown),
                    cri_did_you_mean(cri_nearest_name(cell.text, names, reg->n), hint));
    cri_free(names);
    return CRUCE_OK;
}

/* Flee stops at each of these; a correction that cannot be made is left out instead. */
static void report_left_out(cri_reading *r, const cri_csv *csv, cri_cell date, const char *name,
                            cri_correction why)
{
    static const char *const reasons[] = {
        [CRI_NO_ROW_THAT_DAY] = "its data has no row of that date",
        [CRI_FIRST_ROW] = "that is the first row of its data, and nothing before it to correct",
        [CRI_LESS_THAN_ONE] = "the count before it is below 1 (after division by hasten)",
    };
    char shown[72];
    if (why != CRI_CORRECTED) {
        cri_report_cell(r, CRUCE_WARNING, CRUCE_ERR_FIELD, csv, date, "date",
                        "no correction of '%s' on %s: %s", cri_shown(name, shown), date.text,
                        reasons[why]);
    }
}

static cruce_status correct(cri_reading *r, const cri_csv *csv, int32_t row)
{
    cri_cell name = cri_csv_cell(csv, row, 0), date = cri_csv_cell(csv, row, 1);
    int32_t days;
    int32_t i = table_of_name(r, name.text);
    cruce_status st = i == CRUCE_NONE ? report_unknown(r, csv, name) : CRUCE_OK;
    if (!cri_cell_date(r, csv, date, "date", &days) || i == CRUCE_NONE) {
        return st;
    }
    int64_t day = (int64_t)days - r->scenario->start_days;
    if (day < 0) {
        cri_report_cell(r, CRUCE_WARNING, CRUCE_ERR_FIELD, csv, date, "date",
                        "%s lies before the first day and changes nothing, as in Flee", date.text);
    } else {
        cri_correction why = cri_table_correct(&r->scenario->registered.table[i], (int32_t)day);
        report_left_out(r, csv, date, name.text, why);
    }
    return CRUCE_OK;
}

cruce_status cri_read_corrections(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_csv csv = {0};
    bool usable = false;
    const char *path = cri_path_join(r, r->input_dir, "registration_corrections.csv");
    if (path == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (r->scenario->registered.n == 0 || !cri_file_exists(r, path)) {
        return CRUCE_OK;
    }
    TRY(cri_read_csv(r, path, &csv, &usable));
    for (int32_t row = 0; usable && st == CRUCE_OK && row < csv.n_rows; row++) {
        if (cri_csv_width(&csv, row) >= 2 && cri_is_data_row(r, &csv, row)) {
            st = correct(r, &csv, row);
        }
    }
done:
    cri_csv_free(&csv);
    return st;
}
