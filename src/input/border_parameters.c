/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    parameters.csv of the base and of a variant, and --set of an address: numbers that replace others
 * Leaves  what an address means to src/model/border_cells.c
 * Source  params/border.def, include/cruce/border_columns.h
 */
#include <stdio.h>
#include <string.h>

#include "input/border_table.h"
#include "input/settings_internal.h"

/* --- addresses that name nothing --- */

static const char *nearest_parameter(const char *address)
{
    const char *names[256];
    int32_t n;
    const cruce_parameter_info *list = cruce_border_parameters_list(&n);
    for (int32_t i = 0; i < n && i < 256; i++) {
        names[i] = list[i].name;
    }
    return cri_nearest_name(address, names, n < 256 ? n : 256);
}

static bool is_column_of_numbers(const cruce_border_file *file, int32_t c)
{
    return c != CRUCE_NONE &&
           (file->column[c].kind == CRUCE_CELL_REAL || file->column[c].kind == CRUCE_CELL_WHOLE);
}

static const char *nearest_column(const cruce_border_file *file, const char *column)
{
    const char *names[CRI_MOST_COLUMNS];
    int32_t n = 0;
    for (int32_t c = 0; c < file->n_columns; c++) {
        if (is_column_of_numbers(file, c)) {
            names[n++] = file->column[c].name;
        }
    }
    return cri_nearest_name(column, names, n);
}

/* What is wrong with an address, as the end of a sentence "'...' ". */
static void say_why(cri_reading *r, const char *path, const char *address, char why[200])
{
    char file[40], column[64], row[160], hint[112];
    const cruce_border_file *files = cruce_border_files();
    if (strchr(address, '.') != NULL && !cruce_address_split(address, file, column, row)) {
        snprintf(why, 200, "has not the form file.column[row]");
        return;
    }
    if (!cruce_address_split(address, file, column, row)) {
        snprintf(why, 200, "is no parameter of the border%s",
                 cri_did_you_mean(nearest_parameter(address), hint));
        return;
    }
    if (strcmp(file, "measures") == 0) {
        snprintf(why, 200, "is in no row of measures.csv (measures.MEASURE[target@date])");
        return;
    }
    for (int id = 0; id < CRUCE_BORDER_FILES; id++) {
        if (strcmp(files[id].name, file) != 0 || files[id].offset < 0 || id == CRUCE_FILE_DEMAND ||
            id >= CRUCE_FILE_FIGURES) {
            continue;
        }
        if (!is_column_of_numbers(&files[id], cruce_border_column_find(&files[id], column))) {
            snprintf(why, 200, "names no column of numbers in %s.csv%s", file,
                     cri_did_you_mean(nearest_column(&files[id], column), hint));
            return;
        }
        snprintf(why, 200, "names no row of %s.csv%s", file,
                 cri_did_you_mean(cri_border_near(r, path, file, row), hint));
        return;
    }
    snprintf(why, 200, "is in no file whose rows have names");
}

/* --- one number in place of another --- */

/* "shock_weight is '7'; expected a number from 0 to 1" without its beginning; "" if the number was set. */
static void set_number(cri_reading *r, const char *address, double value, char expected[160])
{
    cruce_cell_info info;
    expected[0] = '\0';
    if (!cruce_border_cell_set(&r->scenario->border, address, value) &&
        cruce_border_cell_info(&r->scenario->border, address, &info)) {
        bool whole = cruce_border_cell(&r->scenario->border, address) == NULL;
        cri_range_text(whole, info.least, info.most, info.unit, expected);
    }
}

/* --- parameters.csv --- */

static bool is_named_before(const cri_border_table *t, int32_t row)
{
    const cruce_parameter_rows *rows = &t->r->scenario->border.parameter_rows;
    for (int32_t i = t->first; i < row; i++) {
        if (strcmp(rows->parameter[i], rows->parameter[row]) == 0) {
            return true;
        }
    }
    return false;
}

/* Calibration needs bounds: those of the row, or else those of what it sets. */
static void check_bounds(const cri_border_table *t, int32_t i, const cruce_cell_info *info)
{
    cruce_parameter_rows *rows = &t->r->scenario->border.parameter_rows;
    bool has_low = !cri_cell_is_blank(cri_table_cell(t, i, "low"));
    bool has_high = !cri_cell_is_blank(cri_table_cell(t, i, "high"));
    char expected[160];
    rows->low[i] = has_low ? rows->low[i] : info->least;
    rows->high[i] = has_high ? rows->high[i] : info->most;
    cri_range_text(false, info->least, info->most, info->unit, expected);
    if (rows->low[i] < info->least || rows->low[i] > info->most) {
        cri_table_expected(t, i, "low", expected);
    } else if (rows->high[i] < info->least || rows->high[i] > info->most) {
        cri_table_expected(t, i, "high", expected);
    } else if (rows->value[i] < rows->low[i] || rows->value[i] > rows->high[i]) {
        cri_table_expected(t, i, "value", "a number from low to high");
    } else if (rows->calibrate[i] != 0 && !(rows->low[i] < rows->high[i])) {
        cri_table_expected(t, i, "high", "a number above low, as the row is calibrated");
    }
}

static void take_row(const cri_border_table *t, int32_t i)
{
    cri_reading *r = t->r;
    cruce_parameter_rows *rows = &r->scenario->border.parameter_rows;
    cruce_cell_info info;
    char expected[160], why[200], shown[72];
    const char *address = rows->parameter[i];
    cri_cell cell = cri_table_cell(t, i, "parameter");
    if (cri_cell_is_blank(cell)) {
        return; /* reported */
    }
    if (!cruce_border_cell_info(&r->scenario->border, address, &info)) {
        say_why(r, t->csv.path, address, why);
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, &t->csv, cell, "parameter", "'%s' %s",
                        cri_shown(address, shown), why);
        return;
    }
    if (is_named_before(t, i)) {
        cri_table_problem(t, i, "parameter", "which is there already", NULL);
    }
    if (t->is_doubtful[i]) {
        return;
    }
    set_number(r, address, rows->value[i], expected);
    if (expected[0] != '\0') {
        cri_table_expected(t, i, "value", expected);
    } else {
        check_bounds(t, i, &info);
    }
}

/* --- --set address=value --- */

static void take_override(cri_reading *r, const char *text)
{
    char address[300], expected[160], why[200], shown[72];
    cruce_cell_info info;
    double value;
    const char *equals = strrchr(text, '=');
    snprintf(address, sizeof address, "%.*s", (int)(equals - text), text);
    if (!r->scenario->border.has_border) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, CRI_COMMAND_LINE, 0, 0, "",
                   "'%s' belongs to the border, and there is no people.csv",
                   cri_shown(address, shown));
        return;
    }
    if (!cruce_border_cell_info(&r->scenario->border, address, &info)) {
        say_why(r, CRI_COMMAND_LINE, address, why);
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, CRI_COMMAND_LINE, 0, 0, "", "'%s' %s",
                   cri_shown(address, shown), why);
        return;
    }
    if (cri_parse_f64(equals + 1, &value)) {
        set_number(r, address, value, expected);
    } else {
        cri_range_text(false, info.least, info.most, info.unit, expected);
    }
    if (expected[0] != '\0') {
        char found[72];
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FIELD, CRI_COMMAND_LINE, 0, 0, "",
                   "%s is '%s'; expected %s", cri_shown(address, shown),
                   cri_shown(equals + 1, found), expected);
    }
}

bool cri_is_address(const char *key)
{
    const cruce_border_file *files = cruce_border_files();
    int32_t n;
    const cruce_parameter_info *list = cruce_border_parameters_list(&n);
    for (int32_t i = 0; i < n; i++) {
        if (strcmp(list[i].name, key) == 0) {
            return true;
        }
    }
    for (int i = 0; i < CRUCE_BORDER_FILES; i++) {
        size_t length = strlen(files[i].name);
        if (strncmp(files[i].name, key, length) == 0 && key[length] == '.') {
            return true;
        }
    }
    return false;
}

cruce_status cri_read_parameters(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cruce_parameter_rows *rows = &r->scenario->border.parameter_rows;
    cri_border_table t[2];
    TRY(cri_tables_read(t, r, CRUCE_FILE_PARAMETERS, rows));
    for (int32_t i = 0; i < rows->n; i++) {
        take_row(&t[i >= t[1].first], i);
    }
    for (int32_t i = 0; i < r->n_addresses; i++) {
        take_override(r, r->address[i]);
    }
done:
    cri_table_close(&t[0]);
    cri_table_close(&t[1]);
    return st;
}
