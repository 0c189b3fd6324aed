/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * closures.csv: what closes and reopens on which day. Rows act in the order of the file, so that order is kept.
 * What closing does is in src/policy/closures.c.
 * Source: flee-compat 1.5.
 */
#include <stdlib.h>
#include <string.h>

#include "input/reading.h"

enum { KIND, NAME1, NAME2, START, END, N_CELLS };
static const char columns[] = "closure_type,name1,name2,closure_start,closure_end";

/* In the order of cruce_closure_kind. */
static const char *const kind_names[] = {"country", "location", "link",
                                         "camp",    "idpcamp",  "remove_forced_redirection"};
enum { N_KINDS = 6 };

typedef struct loading {
    cri_reading *r;
    cri_csv csv;
    const char **country; /* sorted, each once */
    int32_t n_countries;
} loading;

static bool read_kind(cri_reading *r, const cri_csv *csv, int32_t row, cruce_closure_kind *kind)
{
    cri_cell cell = cri_csv_cell(csv, row, KIND);
    char shown[72], hint[112];
    for (int32_t i = 0; i < N_KINDS; i++) {
        if (strcmp(cell.text, kind_names[i]) == 0) {
            *kind = (cruce_closure_kind)i;
            return true;
        }
    }
    cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, cell, "closure_type",
                    "closure_type is '%s'; expected country, location, link, camp, idpcamp or "
                    "remove_forced_redirection%s",
                    cri_shown(cell.text, shown),
                    cri_did_you_mean(cri_nearest_name(cell.text, kind_names, N_KINDS), hint));
    return false;
}

static void read_day(cri_reading *r, const cri_csv *csv, int32_t row, int32_t column,
                     const char *field, int32_t *day)
{
    int64_t number = 0;
    cri_cell_whole(r, csv, cri_csv_cell(csv, row, column), field, INT32_MIN, INT32_MAX,
                   "the whole number of a day", &number);
    *day = (int32_t)number;
}

/* --- countries: there are few, so each text is kept once --- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool list_countries(loading *l)
{
    const cruce_places *places = &l->r->scenario->places;
    l->country = cri_malloc((size_t)places->n * sizeof *l->country);
    if (l->country == NULL) {
        return false;
    }
    if (places->n > 0) {
        memcpy(l->country, places->country, (size_t)places->n * sizeof *l->country);
        qsort(l->country, (size_t)places->n, sizeof *l->country, by_text);
    }
    for (int32_t i = 0; i < places->n; i++) {
        if (l->n_countries == 0 || strcmp(l->country[l->n_countries - 1], l->country[i]) != 0) {
            l->country[l->n_countries++] = l->country[i];
        }
    }
    return true;
}

/* Flee lets an unknown country pass, so it is a warning only. */
static const char *read_country(loading *l, int32_t row, int32_t column, const char *field)
{
    cri_cell cell = cri_csv_cell(&l->csv, row, column);
    char shown[72], hint[112];
    const char *const *known = NULL, *near = NULL;
    if (l->n_countries > 0) {
        known =
            bsearch(&cell.text, l->country, (size_t)l->n_countries, sizeof *l->country, by_text);
    }
    if (known != NULL) {
        return *known;
    }
    if (l->r->has_places) {
        if (cri_is_worth_a_hint(l->r, l->csv.path, l->n_countries)) {
            near = cri_nearest_name(cell.text, l->country, l->n_countries);
        }
        cri_report_cell(l->r, CRUCE_WARNING, CRUCE_ERR_NAME, &l->csv, cell, field,
                        "%s is '%s', a country without places: nothing is closed%s", field,
                        cri_shown(cell.text, shown), cri_did_you_mean(near, hint));
    }
    return cri_cell_keep(l->r, cell);
}

static bool has_link(const cruce_links *links, cruce_place_id from, cruce_place_id to)
{
    for (int32_t k = links->first_out[from]; k < links->first_out[from + 1]; k++) {
        if (links->to[k] == to) {
            return true;
        }
    }
    return false;
}

/* Two places that a road has to join, in either direction: links come in pairs. */
static void read_road(cri_reading *r, const cri_csv *csv, int32_t row, int32_t c)
{
    cruce_closures *closures = &r->scenario->closures;
    cri_cell second = cri_csv_cell(csv, row, NAME2);
    closures->place2[c] = cri_place_of_cell(r, csv, second, "name2");
    if (closures->place1[c] != CRUCE_NONE && closures->place2[c] != CRUCE_NONE &&
        !has_link(&r->scenario->links, closures->place1[c], closures->place2[c])) {
        char shown1[72], shown2[72];
        cri_report_cell(r, CRUCE_WARNING, CRUCE_ERR_NAME, csv, second, "name2",
                        "no road joins '%s' and '%s': the row does nothing",
                        cri_shown(cri_csv_cell(csv, row, NAME1).text, shown1),
                        cri_shown(second.text, shown2));
    }
}

static cruce_status read_row(loading *l, int32_t row)
{
    cri_reading *r = l->r;
    const cri_csv *csv = &l->csv;
    cruce_closures *closures = &r->scenario->closures;
    int32_t c = closures->n;
    if (!cri_has_cells(r, csv, row, N_CELLS, columns) ||
        !read_kind(r, csv, row, &closures->kind[c])) {
        return CRUCE_OK;
    }
    closures->place1[c] = closures->place2[c] = CRUCE_NONE;
    closures->line[c] = csv->row_line[row];
    if (closures->kind[c] == CRUCE_CLOSE_COUNTRY) {
        closures->country1[c] = read_country(l, row, NAME1, "name1");
        closures->country2[c] = read_country(l, row, NAME2, "name2");
        if (closures->country1[c] == NULL || closures->country2[c] == NULL) {
            return CRUCE_ERR_MEMORY;
        }
    } else {
        closures->place1[c] = cri_place_of_cell(r, csv, cri_csv_cell(csv, row, NAME1), "name1");
        if (closures->kind[c] == CRUCE_CLOSE_LINK || closures->kind[c] == CRUCE_CLOSE_REDIRECTION) {
            read_road(r, csv, row, c);
        }
    }
    read_day(r, csv, row, START, "closure_start", &closures->start_day[c]);
    read_day(r, csv, row, END, "closure_end", &closures->end_day[c]);
    closures->n++;
    return CRUCE_OK;
}

static bool make_columns(cri_arena *arena, cruce_closures *c, int32_t n)
{
#define COLUMN(field) ((c->field = cri_arena_array(arena, n, sizeof *c->field)) != NULL)
    return COLUMN(kind) && COLUMN(place1) && COLUMN(place2) && COLUMN(country1) &&
           COLUMN(country2) && COLUMN(start_day) && COLUMN(end_day) && COLUMN(line);
#undef COLUMN
}

cruce_status cri_read_closures(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    loading l = {.r = r};
    bool usable, there;
    const char *path;
    TRY(cri_find_file(r, "closures.csv", "nothing is closed", &path, &there));
    if (!there) {
        return CRUCE_OK;
    }
    TRY(cri_read_csv(r, path, &l.csv, &usable));
    if (usable &&
        (!list_countries(&l) || !make_columns(r->arena, &r->scenario->closures, l.csv.n_rows))) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    for (int32_t row = 0; usable && row < l.csv.n_rows; row++) {
        if (cri_is_data_row(r, &l.csv, row)) {
            TRY(read_row(&l, row));
        }
    }
done:
    cri_free(l.country);
    cri_csv_free(&l.csv);
    return st;
}
