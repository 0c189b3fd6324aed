/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    one cell of a file of the border, by what the list of columns says of it
 * Leaves  rows to border_table.c, what names are known to border_names.c
 * Source  include/cruce/border_columns.h
 */
#include <stdio.h>
#include <string.h>

#include "input/border_table.h"

static void expected_cell(const cri_border_table *t, cri_cell cell, const cruce_border_column *c,
                          const char *expected)
{
    cri_expected(t->r, &t->csv, cell, c->name, expected);
}

/* Names stand in lists, addresses and targets, whose dividers they cannot contain. */
static bool is_name(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && length < 64 && strpbrk(text, ";:+>[]=") == NULL && text[0] != ' ' &&
           text[length - 1] != ' ' && strpbrk(text, "\t\r\n") == NULL && strcmp(text, "-") != 0;
}

static void read_name(const cri_border_table *t, cri_cell cell, const cruce_border_column *c)
{
    if (!is_name(cell.text)) {
        expected_cell(t, cell, c,
                      "a name of up to 63 bytes, without ; : + > [ ] = and blanks around it");
    }
}

/* "car, truck or bus" */
static void list_choices(const char *choices, char *text, size_t size)
{
    size_t length = 0;
    for (const char *at = choices; length < size; at++) {
        size_t n = strcspn(at, "|");
        const char *comma = at == choices ? "" : at[n] == '\0' ? " or " : ", ";
        length += (size_t)snprintf(text + length, size - length, "%s%.*s", comma, (int)n, at);
        at += n;
        if (*at == '\0') {
            return;
        }
    }
}

int32_t cri_choice_of(const char *choices, const char *word, size_t length)
{
    int32_t i = 0;
    for (const char *at = choices;; at++, i++) {
        size_t n = strcspn(at, "|");
        if (n == length && strncmp(at, word, n) == 0) {
            return i;
        }
        at += n;
        if (*at == '\0') {
            return CRUCE_NONE;
        }
    }
}

static int32_t read_word(const cri_border_table *t, cri_cell cell, const cruce_border_column *c)
{
    char expected[160];
    const char *word = cell.text + strspn(cell.text, " \t");
    size_t length = strlen(word);
    while (length > 0 && (word[length - 1] == ' ' || word[length - 1] == '\t')) {
        length--;
    }
    int32_t choice = length == 0 ? cri_choice_of(c->choices, c->standard, strlen(c->standard))
                                 : cri_choice_of(c->choices, word, length);
    if (choice == CRUCE_NONE) {
        list_choices(c->choices, expected, sizeof expected);
        expected_cell(t, cell, c, expected);
        return 0;
    }
    return choice;
}

int32_t cri_border_row_of_cell(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                               const char *what)
{
    char shown[72], hint[112];
    if (strcmp(what, "places") == 0) {
        return cri_place_of_cell(r, csv, cell, field);
    }
    int32_t row = cri_border_find(r, what, cell.text);
    if (row == CRUCE_NONE && cri_border_names_are_known(r, what)) {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, cell, field,
                        "%s is '%s', which is not in %s.csv%s", field, cri_shown(cell.text, shown),
                        what,
                        cri_did_you_mean(cri_border_near(r, csv->path, what, cell.text), hint));
    }
    return row;
}

static int32_t read_date(const cri_border_table *t, cri_cell cell, const cruce_border_column *c)
{
    int32_t days;
    if (!cri_cell_date(t->r, &t->csv, cell, c->name, &days)) {
        return 0;
    }
    return days - t->r->scenario->start_days;
}

static double standard_number(const cruce_border_column *c)
{
    double number;
    return cri_parse_f64(c->standard, &number) ? number : c->least;
}

static int64_t read_whole(const cri_border_table *t, cri_cell cell, const cruce_border_column *c)
{
    char expected[160];
    int64_t number = (int64_t)standard_number(c);
    if (!cri_cell_is_blank(cell)) {
        cri_range_text(true, c->least, c->most, c->unit, expected);
        cri_cell_whole(t->r, &t->csv, cell, c->name, (int64_t)c->least, (int64_t)c->most, expected,
                       &number);
    }
    return number;
}

static double read_real(const cri_border_table *t, cri_cell cell, const cruce_border_column *c)
{
    char expected[160];
    double number = standard_number(c);
    if (!cri_cell_is_blank(cell)) {
        cri_range_text(false, c->least, c->most, c->unit, expected);
        cri_cell_real(t->r, &t->csv, cell, c->name, c->least, c->most, expected, &number);
    }
    return number;
}

static const char *what_is_needed(const cruce_border_column *c, char text[160])
{
    switch (c->kind) {
    case CRUCE_CELL_WORD:
        list_choices(c->choices, text, 160);
        return text;
    case CRUCE_CELL_NAME:
        return "a name";
    case CRUCE_CELL_REF:
        snprintf(text, 160, "%s of %s.csv",
                 strcmp(c->choices, "ports") == 0 ? "crossing:mode" : "a name",
                 strcmp(c->choices, "places") == 0 ? "locations" : c->choices);
        return text;
    case CRUCE_CELL_DATE:
        return "a date that exists, as YYYY-MM-DD";
    case CRUCE_CELL_WHOLE:
    case CRUCE_CELL_REAL:
        return cri_range_text(c->kind == CRUCE_CELL_WHOLE, c->least, c->most, c->unit, text);
    default:
        return c->sentence;
    }
}

cruce_status cri_table_read_cell(const cri_border_table *t, int32_t csv_row, int32_t i, int32_t c)
{
    const cruce_border_column *column = &t->file->column[c];
    void *values = cri_table_values(t, c);
    cri_cell cell = {.text = ""};
    if (t->column[c] != CRUCE_NONE) {
        cell = cri_csv_cell(&t->csv, csv_row, t->column[c]);
    }
    bool blank = cri_cell_is_blank(cell);
    if (blank && cruce_border_column_is_needed(t->file, c)) {
        char expected[160];
        expected_cell(t, cell, column, what_is_needed(column, expected));
    }
    switch (column->kind) {
    case CRUCE_CELL_NAME:
        if (!blank && t->file != &cruce_border_files()[CRUCE_FILE_PARAMETERS]) { /* addresses */
            read_name(t, cell, column);
        }
        /* fall through */
    case CRUCE_CELL_TEXT:
        ((const char **)values)[i] = blank ? "" : cri_cell_keep(t->r, cell);
        return ((const char **)values)[i] != NULL ? CRUCE_OK : CRUCE_ERR_MEMORY;
    case CRUCE_CELL_WORD:
        ((int32_t *)values)[i] =
            blank && strcmp(column->standard, "NEEDED") == 0 ? 0 : read_word(t, cell, column);
        break;
    case CRUCE_CELL_REF:
        ((int32_t *)values)[i] =
            blank ? CRUCE_NONE
                  : cri_border_row_of_cell(t->r, &t->csv, cell, column->name, column->choices);
        break;
    case CRUCE_CELL_DATE:
        ((int32_t *)values)[i] = blank ? 0 : read_date(t, cell, column);
        break;
    case CRUCE_CELL_WHOLE:
        ((int64_t *)values)[i] = read_whole(t, cell, column);
        break;
    case CRUCE_CELL_REAL:
        ((double *)values)[i] = read_real(t, cell, column);
        break;
    }
    return CRUCE_OK;
}
