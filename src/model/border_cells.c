/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    numbers of the border by address: "shock_weight", "people.retry_chance[mexico]",
 *         "measures.transit_enforcement[MEX@2024-01-02]"
 * Leaves  texts of numbers to input/
 * Source  include/cruce/border_columns.h, params/border.def
 */
#include <stdio.h>
#include <string.h>

#include "cruce/border_lists.h"

/* Where a number is: one of the two, or neither. */
typedef struct cell_place {
    double *real;
    int64_t *whole;
    cruce_cell_info info;
} cell_place;

/* --- parameters --- */

static bool find_parameter(cruce_border *border, const char *name, cell_place *found)
{
    int32_t n;
    const cruce_parameter_info *list = cruce_border_parameters_list(&n);
    for (int32_t i = 0; i < n; i++) {
        if (strcmp(list[i].name, name) == 0) {
            found->real = (double *)(void *)((char *)&border->parameters + list[i].offset);
            found->info = (cruce_cell_info){.least = list[i].low,
                                            .most = list[i].high,
                                            .unit = list[i].unit,
                                            .quality = list[i].quality,
                                            .sentence = list[i].sentence,
                                            .source = list[i].source};
            return true;
        }
    }
    return false;
}

/* --- rows by name --- */

/* Every table of border.h begins so. */
typedef struct table_head {
    int32_t n;
    int32_t *line;
} table_head;

static void *column_of(const table_head *table, const cruce_border_column *column)
{
    void *values;
    memcpy(&values, (const char *)table + column->offset, sizeof values);
    return values;
}

bool cruce_border_row_name(const cruce_border *border, cruce_border_file_id file, int32_t row,
                           char text[160])
{
    switch (file) {
    case CRUCE_FILE_GOVERNMENTS:
        snprintf(text, 160, "%s%s%s", border->governments.government[row],
                 border->governments.agency[row][0] != '\0' ? "/" : "",
                 border->governments.agency[row]);
        return true;
    case CRUCE_FILE_PEOPLE:
        snprintf(text, 160, "%s", border->people.nationality[row]);
        return true;
    case CRUCE_FILE_SECTORS:
        snprintf(text, 160, "%s", border->sectors.sector[row]);
        return true;
    case CRUCE_FILE_PORTS:
        snprintf(text, 160, "%s:%s", border->ports.crossing[row],
                 cruce_mode_text((cruce_mode)border->ports.mode[row]));
        return true;
    case CRUCE_FILE_GROUPS:
        snprintf(text, 160, "%s", border->groups.group[row]);
        return true;
    case CRUCE_FILE_RULES:
        snprintf(text, 160, "%s", border->rules.rule[row]);
        return true;
    default:
        return false; /* rows of the other files have no name */
    }
}

static int32_t find_row(const cruce_border *border, cruce_border_file_id file, int32_t n,
                        const char *name)
{
    char text[160];
    for (int32_t row = 0; row < n; row++) {
        if (cruce_border_row_name(border, file, row, text) && strcmp(text, name) == 0) {
            return row;
        }
    }
    return CRUCE_NONE;
}

/* The quality or source of a row, "" where the file has no such column. */
static const char *text_of_row(const cruce_border_file *file, const table_head *table, int32_t row,
                               const char *column)
{
    int32_t c = cruce_border_column_find(file, column);
    if (c == CRUCE_NONE) {
        return "";
    }
    if (file->column[c].kind == CRUCE_CELL_TEXT) {
        return ((const char *const *)column_of(table, &file->column[c]))[row];
    }
    return cruce_quality_text(((const int32_t *)column_of(table, &file->column[c]))[row]);
}

static bool find_in_table(cruce_border *border, cruce_border_file_id id, const char *column,
                          const char *name, cell_place *found)
{
    const cruce_border_file *file = &cruce_border_files()[id];
    table_head *table = (table_head *)(void *)((char *)border + file->offset);
    int32_t c = cruce_border_column_find(file, column);
    if (c == CRUCE_NONE ||
        (file->column[c].kind != CRUCE_CELL_REAL && file->column[c].kind != CRUCE_CELL_WHOLE)) {
        return false;
    }
    int32_t row = find_row(border, id, table->n, name);
    if (row == CRUCE_NONE) {
        return false;
    }
    void *values = column_of(table, &file->column[c]);
    if (file->column[c].kind == CRUCE_CELL_REAL) {
        found->real = (double *)values + row;
    } else {
        found->whole = (int64_t *)values + row;
    }
    found->info = (cruce_cell_info){.least = file->column[c].least,
                                    .most = file->column[c].most,
                                    .unit = file->column[c].unit,
                                    .quality = text_of_row(file, table, row, "quality"),
                                    .sentence = file->column[c].sentence,
                                    .source = text_of_row(file, table, row, "source")};
    return true;
}

/* --- measures: measures.KIND[target@date], both as the file has them --- */

static bool find_measure(cruce_border *border, const char *measure, const char *name,
                         cell_place *found)
{
    const cruce_measures *m = &border->measures;
    const char *at = strrchr(name, '@');
    for (int32_t i = 0; at != NULL && i < m->n; i++) {
        const cruce_measure_info *info = &cruce_measures_list()[m->kind[i]];
        size_t length = strlen(m->target[i]);
        if (strcmp(info->name, measure) != 0 || strcmp(m->date[i], at + 1) != 0 ||
            length != (size_t)(at - name) || strncmp(m->target[i], name, length) != 0) {
            continue;
        }
        found->real = &m->number[i];
        found->info =
            (cruce_cell_info){.least = info->least,
                              .most = info->most,
                              .unit = info->unit,
                              .quality =
                                  text_of_row(&cruce_border_files()[CRUCE_FILE_MEASURES],
                                              (const table_head *)(const void *)m, i, "quality"),
                              .sentence = info->sentence,
                              .source = m->source[i]};
        return true;
    }
    return false;
}

/* --- addresses --- */

bool cruce_address_split(const char *address, char file[40], char column[64], char row[160])
{
    const char *dot = strchr(address, '.');
    const char *open = dot != NULL ? strchr(dot, '[') : NULL;
    size_t length = strlen(address);
    if (open == NULL || address[length - 1] != ']' || dot - address >= 40 || open - dot > 64 ||
        address + length - open > 160) {
        return false;
    }
    snprintf(file, 40, "%.*s", (int)(dot - address), address);
    snprintf(column, 64, "%.*s", (int)(open - dot) - 1, dot + 1);
    snprintf(row, 160, "%.*s", (int)(address + length - open) - 2, open + 1);
    return true;
}

static bool find_cell(cruce_border *border, const char *address, cell_place *found)
{
    char file[40], column[64], row[160];
    *found = (cell_place){.real = NULL};
    if (!cruce_address_split(address, file, column, row)) {
        return find_parameter(border, address, found);
    }
    if (strcmp(file, "measures") == 0) {
        return find_measure(border, column, row, found);
    }
    for (int id = 0; id < CRUCE_BORDER_FILES; id++) {
        if (cruce_border_files()[id].offset >= 0 &&
            strcmp(cruce_border_files()[id].name, file) == 0) {
            return find_in_table(border, (cruce_border_file_id)id, column, row, found);
        }
    }
    return false;
}

double *cruce_border_cell(cruce_border *border, const char *address)
{
    cell_place found;
    return find_cell(border, address, &found) ? found.real : NULL;
}

/* Looking changes nothing, but what is found is handed out for writing elsewhere. */
static cruce_border *for_looking(const cruce_border *border)
{
    union {
        const cruce_border *given;
        cruce_border *looked_at;
    } both = {border};
    return both.looked_at;
}

bool cruce_border_cell_info(const cruce_border *border, const char *address, cruce_cell_info *info)
{
    cell_place found;
    bool is_there = find_cell(for_looking(border), address, &found);
    if (is_there) {
        *info = found.info;
    }
    return is_there;
}

bool cruce_border_cell_value(const cruce_border *border, const char *address, double *value)
{
    cell_place found;
    if (!find_cell(for_looking(border), address, &found)) {
        return false;
    }
    *value = found.real != NULL ? *found.real : (double)*found.whole;
    return true;
}

bool cruce_border_cell_set(cruce_border *border, const char *address, double value)
{
    cell_place found;
    if (!find_cell(border, address, &found) ||
        !(value >= found.info.least && value <= found.info.most)) {
        return false;
    }
    if (found.real != NULL) {
        *found.real = value;
        return true;
    }
    int64_t whole = (int64_t)value; /* in the range of its column, so it fits */
    if ((double)whole < value || (double)whole > value) {
        return false;
    }
    *found.whole = whole;
    return true;
}
