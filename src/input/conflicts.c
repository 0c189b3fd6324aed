/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * conflicts.csv: intensity by day (rows) and place (columns). A row's position is its day, whatever its first cell says.
 * Source: flee-compat 1.6.
 */
#include <stdlib.h>
#include <string.h>

#include "input/reading.h"

static const double most_intensity = 1e6;

typedef struct loading {
    cri_reading *r;
    cri_csv csv;
    cruce_conflicts *conflicts;
    int32_t *column_of_cell; /* [width of the header]; CRUCE_NONE: left out */
    int32_t *cell_of_place;  /* [places.n]; 0: not seen */
    int32_t width;
} loading;

/* The name without the blanks around it, at `text`. */
static char *strip(char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
        length--;
    }
    text[length] = '\0';
    return text;
}

/* Flee leaves such a column out as well. */
static void warn_of_unknown_place(loading *l, cri_cell cell)
{
    const cruce_places *places = &l->r->scenario->places;
    char shown[72], hint[112];
    const char *near = NULL;
    if (cri_is_worth_a_hint(l->r, l->csv.path, places->n)) {
        near = cri_nearest_name(cell.text, places->name, places->n);
    }
    cri_report_cell(l->r, CRUCE_WARNING, CRUCE_ERR_NAME, &l->csv, cell, "",
                    "column '%s' is no place in locations.csv and is left out%s",
                    cri_shown(cell.text, shown), cri_did_you_mean(near, hint));
}

static void add_column(loading *l, int32_t i, cri_cell cell)
{
    char shown[72];
    cruce_place_id place = cri_place_of_name(&l->r->scenario->places, cell.text);
    if (place == CRUCE_NONE) {
        if (l->r->has_places) {
            warn_of_unknown_place(l, cell);
        }
    } else if (l->cell_of_place[place] != 0) {
        cri_report_cell(l->r, CRUCE_PROBLEM, CRUCE_ERR_NAME, &l->csv, cell, "",
                        "column '%s' is there twice", cri_shown(cell.text, shown));
    } else {
        l->cell_of_place[place] = i;
        l->column_of_cell[i] = l->conflicts->n_columns;
        l->conflicts->place[l->conflicts->n_columns++] = place;
    }
}

static cruce_status read_header(loading *l)
{
    cri_arena *arena = l->r->arena;
    l->width = cri_csv_width(&l->csv, 0);
    l->column_of_cell = cri_malloc((size_t)l->width * sizeof *l->column_of_cell);
    l->cell_of_place = cri_calloc((size_t)l->r->scenario->places.n, sizeof *l->cell_of_place);
    l->conflicts->place = cri_arena_array(arena, l->width, sizeof *l->conflicts->place);
    if (l->column_of_cell == NULL || l->cell_of_place == NULL || l->conflicts->place == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t i = 0; i < l->width; i++) {
        cri_cell cell = cri_csv_cell(&l->csv, 0, i);
        l->column_of_cell[i] = CRUCE_NONE;
        char *name = cri_arena_text(arena, cell.text, (size_t)cell.length);
        if (name == NULL) {
            return CRUCE_ERR_MEMORY;
        }
        cell.text = strip(name);
        if (i > 0 && cell.text[0] != '\0') {
            add_column(l, i, cell);
        }
    }
    return CRUCE_OK;
}

static const char *name_of_column(const loading *l, int32_t i)
{
    return l->r->scenario->places.name[l->conflicts->place[l->column_of_cell[i]]];
}

static void read_day(loading *l, int32_t row, double *intensity)
{
    static const char expected[] = "an intensity from 0, usually 0 or 1";
    for (int32_t i = 1; i < l->width; i++) {
        if (l->column_of_cell[i] == CRUCE_NONE) {
            continue;
        }
        cri_cell_real(l->r, &l->csv, cri_csv_cell(&l->csv, row, i), name_of_column(l, i), 0,
                      most_intensity, expected, &intensity[l->column_of_cell[i]]);
    }
    for (int32_t i = l->width; i < cri_csv_width(&l->csv, row); i++) {
        cri_cell cell = cri_csv_cell(&l->csv, row, i);
        if (!cri_cell_is_blank(cell)) {
            cri_report_cell(l->r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, &l->csv, cell, "",
                            "the row has more cells than the header has names");
            break;
        }
    }
}

static cruce_status read_days(loading *l)
{
    cruce_conflicts *conflicts = l->conflicts;
    int64_t n_days = l->csv.n_rows - 1;
    if (n_days == 0) {
        cri_report(l->r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, l->csv.path, 0, 0, "",
                   "the file has no days; expected a row for each of %d days",
                   (int)l->r->scenario->n_days);
        return CRUCE_OK;
    }
    conflicts->intensity =
        cri_arena_array(l->r->arena, n_days * conflicts->n_columns, sizeof(double));
    if (conflicts->intensity == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    conflicts->n_days = (int32_t)n_days;
    for (int32_t day = 0; day < n_days; day++) {
        read_day(l, day + 1, conflicts->intensity + (int64_t)day * conflicts->n_columns);
    }
    if (l->r->has_period && n_days < l->r->scenario->n_days) {
        cri_report(l->r, CRUCE_WARNING, CRUCE_ERR_FORMAT, l->csv.path,
                   l->csv.row_line[l->csv.n_rows - 1], 1, "",
                   "the file has %d day%s, the simulation %d: the last row holds for the rest",
                   (int)n_days, n_days == 1 ? "" : "s", (int)l->r->scenario->n_days);
    }
    return CRUCE_OK;
}

cruce_status cri_read_conflicts(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    loading l = {.r = r, .conflicts = &r->scenario->conflicts};
    bool usable, there;
    const char *path;
    TRY(cri_find_file(r, "conflicts.csv", "places in conflict stay so, others never are", &path,
                      &there));
    if (!there) {
        return CRUCE_OK;
    }
    TRY(cri_read_csv(r, path, &l.csv, &usable));
    if (usable && l.csv.n_rows == 0) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, path, 0, 0, "",
                   "the file is empty; expected a header '#Day,<place>,...' and a row a day");
    } else if (usable) {
        TRY(read_header(&l));
        TRY(read_days(&l));
    }
done:
    cri_free(l.column_of_cell);
    cri_free(l.cell_of_place);
    cri_csv_free(&l.csv);
    return st;
}
