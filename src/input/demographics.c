/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    demographics_*.csv: the values of an attribute and their weights, by place
 * Leaves  drawing from them to the rules that use attributes
 * Source  flee-compat 1.9
 */
#include <string.h>

#include "input/reading.h"

#define MOST_FILES 100
#define MOST_WEIGHTS 4000000 /* values times columns of one file */
#define MOST_WEIGHT 1e15

/* "age" of "demographics_age.csv": what lies between the first and the second '_' or '.'. */
static const char *attribute_of_file(cri_reading *r, const char *name)
{
    const char *begin = strpbrk(name, "_.");
    begin = begin == NULL ? name : begin + 1;
    return cri_arena_text(r->arena, begin, strcspn(begin, "_."));
}

/* One column per place; those of unknown places are left out, as Flee never looks at them. */
static bool keep_column(cri_reading *r, const cri_csv *csv, cri_cell cell, const uint8_t *seen,
                        cruce_place_id *place)
{
    char shown[72];
    bool is_default = strcmp(cell.text, "Default") == 0;
    *place = is_default ? CRUCE_NONE : cri_place_of_name(&r->scenario->places, cell.text);
    if (!is_default && *place == CRUCE_NONE) {
        if (r->has_places) {
            cri_report_unknown_place(r, CRUCE_WARNING, csv, cell, "place");
        }
        return false;
    }
    if (seen[*place + 1]) {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, cell, "place",
                        "column '%s' is there twice", cri_shown(cell.text, shown));
        return false;
    }
    return true;
}

/* Columns behind the first: Default, and names of places. cell_of[column] is where its weights are. */
static cruce_status read_header(cri_reading *r, const cri_csv *csv, int32_t row,
                                cruce_demographic *d, int32_t *cell_of)
{
    char shown[72], wanted[72];
    cri_cell first = cri_csv_cell(csv, row, 0);
    uint8_t *seen = cri_calloc((size_t)r->scenario->places.n + 1, 1); /* [0] is Default */
    if (seen == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (strcmp(first.text, d->attribute) != 0) {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, first, d->attribute,
                        "the first heading is '%s'; expected '%s', as in the name of the file",
                        cri_shown(first.text, shown), cri_shown(d->attribute, wanted));
    }
    for (int32_t i = 1; i < cri_csv_width(csv, row); i++) {
        cruce_place_id place;
        if (keep_column(r, csv, cri_csv_cell(csv, row, i), seen, &place)) {
            seen[place + 1] = 1;
            d->place[d->n_columns] = place;
            cell_of[d->n_columns++] = i;
        }
    }
    if (!seen[0]) {
        cri_report_cell(r, CRUCE_WARNING, CRUCE_ERR_NAME, csv, first, "Default",
                        "no column 'Default'; places without a column of their own have no values");
    }
    cri_free(seen);
    return CRUCE_OK;
}

static cruce_status read_value(cri_reading *r, const cri_csv *csv, int32_t row,
                               cruce_demographic *d, const int32_t *cell_of)
{
    double *weight = &d->weight[(int64_t)d->n_values * d->n_columns];
    d->value[d->n_values] = cri_cell_keep(r, cri_csv_cell(csv, row, 0));
    if (d->value[d->n_values++] == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t c = 0; c < d->n_columns; c++) {
        cri_cell cell = cri_csv_cell(csv, row, cell_of[c]);
        if (!cri_cell_is_blank(cell)) { /* a blank counts as 0 */
            cri_cell_real(r, csv, cell, "weight", 0, MOST_WEIGHT, "a weight of at least 0",
                          &weight[c]);
        }
    }
    return CRUCE_OK;
}

/* Nothing can be drawn from a column of zeros. */
static void check_columns(cri_reading *r, const cri_csv *csv, int32_t header,
                          const cruce_demographic *d, const int32_t *cell_of)
{
    char shown[72];
    for (int32_t c = 0; c < d->n_columns; c++) {
        double sum = 0;
        for (int32_t v = 0; v < d->n_values; v++) {
            sum += d->weight[(int64_t)v * d->n_columns + c];
        }
        cri_cell cell = cri_csv_cell(csv, header, cell_of[c]);
        if (!(sum > 0)) {
            cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, csv, cell, "weight",
                            "the weights of column '%s' add up to 0; expected more",
                            cri_shown(cell.text, shown));
        }
    }
}

static cruce_status read_cells(cri_reading *r, const cri_csv *csv, cruce_demographic *d)
{
    cruce_status st = CRUCE_OK;
    int32_t width = cri_csv_width(csv, 0);
    int32_t *cell_of = cri_calloc((size_t)width + 1, sizeof *cell_of);
    d->place = cri_arena_array(r->arena, width, sizeof *d->place);
    if (cell_of == NULL || d->place == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    TRY(read_header(r, csv, 0, d, cell_of));
    int64_t n_weights = (int64_t)csv->n_rows * d->n_columns;
    if (n_weights > MOST_WEIGHTS) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, csv->path, 0, 0, "", "more than %d weights",
                   MOST_WEIGHTS);
        goto done;
    }
    d->value = cri_arena_array(r->arena, csv->n_rows, sizeof *d->value);
    d->weight = cri_arena_array(r->arena, n_weights, sizeof *d->weight);
    if (d->value == NULL || d->weight == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    for (int32_t row = 1; st == CRUCE_OK && row < csv->n_rows; row++) {
        if (cri_is_data_row(r, csv, row)) {
            st = read_value(r, csv, row, d, cell_of);
        }
    }
    check_columns(r, csv, 0, d, cell_of);
done:
    cri_free(cell_of);
    return st;
}

/* demographics_flood.csv and demographics_flood_awareness.csv are about the same attribute. */
static bool is_repeated(cri_reading *r, const char *path, const char *attribute)
{
    char shown[72];
    for (int32_t i = 0; i < r->scenario->n_demographics; i++) {
        if (strcmp(r->scenario->demographic[i].attribute, attribute) == 0) {
            cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, path, 0, 0, "",
                       "another file gives attribute '%s' already", cri_shown(attribute, shown));
            return true;
        }
    }
    return false;
}

static cruce_status read_file(cri_reading *r, const char *name)
{
    cruce_status st = CRUCE_OK;
    cri_csv csv = {0};
    bool usable = false;
    const char *path = cri_path_join(r, r->input_dir, name);
    const char *attribute = attribute_of_file(r, name);
    if (path == NULL || attribute == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (is_repeated(r, path, attribute)) {
        return CRUCE_OK;
    }
    TRY(cri_read_csv(r, path, &csv, &usable));
    if (usable && csv.n_rows == 0) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, path, 0, 0, "",
                   "the file is empty; expected a heading '%s,Default' and rows of values and "
                   "weights",
                   attribute);
    } else if (usable) {
        cruce_demographic *d = &r->scenario->demographic[r->scenario->n_demographics++];
        d->attribute = attribute;
        st = read_cells(r, &csv, d);
    }
done:
    cri_csv_free(&csv);
    return st;
}

cruce_status cri_read_demographics(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    const char **name;
    int32_t n;
    TRY(cri_list_files(r, r->input_dir, "demographics_", ".csv", &name, &n));
    if (n > MOST_FILES) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, r->input_dir, 0, 0, "",
                   "there are %d files demographics_*.csv; expected at most %d", (int)n,
                   MOST_FILES);
        n = MOST_FILES;
    }
    r->scenario->demographic = cri_arena_array(r->arena, n, sizeof *r->scenario->demographic);
    if (r->scenario->demographic == NULL) {
        st = CRUCE_ERR_MEMORY;
    }
    for (int32_t i = 0; i < n && st == CRUCE_OK; i++) {
        st = read_file(r, name[i]);
    }
done:
    return st;
}
