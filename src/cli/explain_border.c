/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce explain, for the border: columns of its files, measures, parameters.
 * All of it comes from include/cruce/border_columns.h, params/measures.def and params/border.def.
 * No published method.
 */
#include <string.h>

#include "cli.h"
#include "cruce/border_lists.h"

/* 35, not 35.000000; enough digits for what the lists hold. */
static const char *number_text(double value, char text[32])
{
    snprintf(text, 32, "%.15g", value);
    return text;
}

/* "0 to 1", "at least 0" or "" where anything may stand */
static const char *range_text(double least, double most, char text[96])
{
    char from[32], to[32];
    number_text(least, from);
    number_text(most, to);
    if (least <= -1e15) {
        text[0] = '\0';
    } else if (most >= 1e12) {
        snprintf(text, 96, "at least %s", from);
    } else {
        snprintf(text, 96, "%s to %s", from, to);
    }
    return text;
}

static const char *kind_text(const cruce_border_column *column)
{
    switch (column->kind) {
    case CRUCE_CELL_NAME:
    case CRUCE_CELL_TEXT:
        return "text";
    case CRUCE_CELL_WORD:
        return "word";
    case CRUCE_CELL_REF:
        return "name";
    case CRUCE_CELL_DATE:
        return "date";
    case CRUCE_CELL_WHOLE:
        return "whole";
    case CRUCE_CELL_REAL:
        return "number";
    }
    return "";
}

/* What may stand there: "0 to 1", "a, b, c", "a name of sectors.csv", "". Returns text. */
static const char *allowed_text(const cruce_border_column *column, char text[256])
{
    size_t length = 0;
    text[0] = '\0';
    switch (column->kind) {
    case CRUCE_CELL_WORD:
        for (const char *c = column->choices; *c != '\0' && length < 250; c++) {
            const char one[2] = {*c, '\0'};
            length += (size_t)snprintf(text + length, 256 - length, "%s", *c == '|' ? ", " : one);
        }
        break;
    case CRUCE_CELL_REF:
        snprintf(text, 256, "a name of %s.csv",
                 strcmp(column->choices, "places") == 0 ? "locations" : column->choices);
        break;
    case CRUCE_CELL_DATE:
        snprintf(text, 256, "YYYY-MM-DD");
        break;
    case CRUCE_CELL_WHOLE:
    case CRUCE_CELL_REAL:
        range_text(column->least, column->most, text);
        break;
    default:
        break;
    }
    return text;
}

/* "needed", the default, or "" where a blank means nothing */
static const char *default_text(const cruce_border_file *file, int32_t c)
{
    const cruce_border_column *column = &file->column[c];
    if (cruce_border_column_is_needed(file, c)) {
        return "needed";
    }
    return strstr(column->standard, "1e300") == NULL ? column->standard : "none";
}

static const char *unit_text(const char *unit)
{
    return strcmp(unit, "1") == 0 ? "" : unit;
}

/* --- one of them --- */

static void explain_column(const cruce_border_file *file, int32_t c)
{
    char allowed[256];
    const cruce_border_column *column = &file->column[c];
    const char *standard = default_text(file, c);
    bool needed = cruce_border_column_is_needed(file, c);
    printf("%s.%s (column of the input file %s.csv)\n  %s\n  %s", file->name, column->name,
           file->name, column->sentence, kind_text(column));
    if (allowed_text(column, allowed)[0] != '\0') {
        printf(": %s", allowed);
    }
    if (standard[0] != '\0') {
        printf(needed ? "; %s" : "; default %s", standard);
    }
    printf(unit_text(column->unit)[0] != '\0' ? "; unit: %s\n" : "%s\n", unit_text(column->unit));
}

static void explain_measure(const cruce_measure_info *info)
{
    char range[96];
    printf("%s (measure of measures.csv and rules.csv)\n  %s\n  target: %s\n", info->name,
           info->sentence, info->form);
    if (strcmp(info->unit, "word") == 0) {
        printf("  value: open, partial or closed\n");
    } else {
        printf("  value: %s; unit: %s\n", range_text(info->least, info->most, range), info->unit);
    }
}

static void explain_parameter(const cruce_parameter_info *info)
{
    char standard[32], range[96];
    printf("%s (parameter of the border)\n  %s\n  a number, default %s, from %s", info->name,
           info->sentence, number_text(info->standard, standard),
           range_text(info->low, info->high, range));
    printf(unit_text(info->unit)[0] != '\0' ? "; unit: %s\n" : "%s\n", unit_text(info->unit));
    printf("  %s: %s\n", info->quality, info->source);
}

static bool is_meant(const char *key, const char *file, const char *column)
{
    size_t length = strlen(file);
    return strcmp(key, column) == 0 || strcmp(key, file) == 0 ||
           (strncmp(key, file, length) == 0 && key[length] == '.' &&
            strcmp(key + length + 1, column) == 0);
}

int cli_explain_border(const char *key)
{
    int n_found = 0;
    int32_t n;
    const cruce_border_file *files = cruce_border_files();
    const cruce_parameter_info *parameters = cruce_border_parameters_list(&n);

    for (int32_t i = 0; i < n; i++) {
        if (strcmp(parameters[i].name, key) == 0) {
            explain_parameter(&parameters[i]);
            n_found++;
        }
    }
    for (int i = 0; i < CRUCE_MEASURE_KINDS; i++) {
        if (strcmp(cruce_measures_list()[i].name, key) == 0) {
            explain_measure(&cruce_measures_list()[i]);
            n_found++;
        }
    }
    for (int f = 0; f < CRUCE_BORDER_FILES; f++) {
        for (int32_t c = 0; c < files[f].n_columns; c++) {
            if (is_meant(key, files[f].name, files[f].column[c].name)) {
                explain_column(&files[f], c);
                n_found++;
            }
        }
    }
    return n_found;
}

int cli_border_names(const char **names, int most)
{
    int n_names = 0;
    int32_t n;
    const cruce_border_file *files = cruce_border_files();
    const cruce_parameter_info *parameters = cruce_border_parameters_list(&n);
    for (int32_t i = 0; i < n && n_names < most; i++) {
        names[n_names++] = parameters[i].name;
    }
    for (int i = 0; i < CRUCE_MEASURE_KINDS && n_names < most; i++) {
        names[n_names++] = cruce_measures_list()[i].name;
    }
    for (int f = 0; f < CRUCE_BORDER_FILES; f++) {
        for (int32_t c = 0; c < files[f].n_columns && n_names < most; c++) {
            names[n_names++] = files[f].column[c].name;
        }
    }
    return n_names;
}

/* --- all of them --- */

static void list_file(const cruce_border_file *file, bool markdown)
{
    char allowed[256];
    if (!markdown) {
        printf("%s.csv: %s\n", file->name, file->sentence);
    } else {
        printf("\n## %s.csv\n\nOne row: %s.\n\n| column | what | allowed | unit | blank "
               "|\n|---|---|---|---|---|\n",
               file->name, file->sentence);
    }
    for (int32_t c = 0; c < file->n_columns; c++) {
        const cruce_border_column *column = &file->column[c];
        if (markdown) {
            printf("| `%s` | %s | %s | %s | %s |\n", column->name, column->sentence,
                   allowed_text(column, allowed), unit_text(column->unit), default_text(file, c));
        } else {
            printf("  %-24s %s\n", column->name, column->sentence);
        }
    }
}

static void list_measures(bool markdown)
{
    char range[96];
    printf(markdown
               ? "\n## Measures\n\nThe vocabulary of measures.csv and rules.csv.\n\n| measure | "
                 "what | target | value | unit |\n|---|---|---|---|---|\n"
               : "measures\n");
    for (int i = 0; i < CRUCE_MEASURE_KINDS; i++) {
        const cruce_measure_info *info = &cruce_measures_list()[i];
        bool is_word = strcmp(info->unit, "word") == 0;
        if (markdown) {
            printf("| `%s` | %s | %s | %s | %s |\n", info->name, info->sentence, info->form,
                   is_word ? "open, partial, closed" : range_text(info->least, info->most, range),
                   is_word ? "" : unit_text(info->unit));
        } else {
            printf("  %-24s %s\n", info->name, info->sentence);
        }
    }
}

void cli_list_border(bool markdown)
{
    if (markdown) {
        printf(
            "# Input files of the border\n\nGenerated by `cruce explain border --markdown` from "
            "include/cruce/border_columns.h and\nparams/measures.def; do not edit. How these "
            "files belong together is in [formats-input](formats-input.md#the-border).\n\n"
            "Columns are found by name, in any order; a column that is not needed may be left "
            "out, which leaves all its cells\nblank. The last column says what a blank means: a "
            "value, or nothing. Words for `quality`: data (read from a data\nfile), stated (read "
            "as text), derived or computed (from other figures), recalled (not found again), "
            "assumed,\ncalibrated.\n");
    }
    for (int f = 0; f < CRUCE_BORDER_FILES; f++) {
        list_file(&cruce_border_files()[f], markdown);
    }
    list_measures(markdown);
}

void cli_list_parameters(bool markdown)
{
    int32_t n;
    char standard[32], range[96];
    const cruce_parameter_info *info = cruce_border_parameters_list(&n);
    if (markdown) {
        printf(
            "# Parameters of the border\n\nGenerated by `cruce explain parameters --markdown` "
            "from params/border.def; do not edit.\n\nparameters.csv of a scenario, or `--set "
            "NAME=VALUE`, sets them. `allowed` is also the range within which\ncalibration and "
            "the analysis of sensitivity stay, unless parameters.csv narrows it.\n\n| parameter | "
            "what | default | allowed | unit | quality | source "
            "|\n|---|---|---|---|---|---|---|\n");
    }
    for (int32_t i = 0; i < n; i++) {
        if (markdown) {
            printf("| `%s` | %s | %s | %s | %s | %s | %s |\n", info[i].name, info[i].sentence,
                   number_text(info[i].standard, standard),
                   range_text(info[i].low, info[i].high, range), unit_text(info[i].unit),
                   info[i].quality, info[i].source);
        } else {
            printf("  %-28s %s\n", info[i].name, info[i].sentence);
        }
    }
}
