/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * departures.csv: how many people set out from where and when. Our own file: columns are found by name, in any
 * order, and a name that is not known is a problem. How persons are spread over the days is in src/model/departures.c.
 */
#include <string.h>

#include "input/reading.h"

enum {
    PLACE,
    START_DATE,
    END_DATE,
    PERSONS,
    SOURCE,
    QUALITY,
    NATIONALITY,
    N_COLUMNS,
    N_NEEDED = SOURCE
};
enum { MOST_DAYS = 100000 };
static const char *const column_names[N_COLUMNS] = {"place",  "start_date", "end_date",   "persons",
                                                    "source", "quality",    "nationality"};

typedef struct loading {
    cri_reading *r;
    cri_csv csv;
    int32_t column[N_COLUMNS]; /* where it is in the file; CRUCE_NONE: nowhere */
} loading;

/* False if rows cannot be read by it. */
static bool read_header(loading *l)
{
    bool complete = true;
    cri_find_columns(l->r, &l->csv, column_names, N_COLUMNS, l->column);
    bool by_nation = l->r->scenario->border.has_border;
    for (int32_t c = 0; c < N_COLUMNS; c++) {
        bool needed = c < N_NEEDED || (c == NATIONALITY && by_nation);
        if (needed && l->column[c] == CRUCE_NONE) {
            complete = false;
            cri_report(l->r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, l->csv.path, l->csv.row_line[0], 1,
                       column_names[c], "column '%s' is missing; expected a header of %s",
                       column_names[c],
                       by_nation ? "place,start_date,end_date,nationality,persons,source,quality"
                                 : "place,start_date,end_date,persons,source,quality");
        }
    }
    return complete;
}

static cri_cell cell_of(const loading *l, int32_t row, int32_t c)
{
    return cri_csv_cell(&l->csv, row, l->column[c]);
}

/* Both dates included in the file; from_day and until_day are half-open. */
static void read_days(loading *l, int32_t row, int32_t *from_day, int32_t *until_day)
{
    cruce_scenario *scenario = l->r->scenario;
    int32_t start, end;
    bool has_start =
        cri_cell_date(l->r, &l->csv, cell_of(l, row, START_DATE), "start_date", &start);
    bool has_end = cri_cell_date(l->r, &l->csv, cell_of(l, row, END_DATE), "end_date", &end);
    if (!has_start || !has_end) {
        return;
    }
    *from_day = start - scenario->start_days;
    *until_day = end - scenario->start_days + 1;
    if (end < start) {
        cri_expected(l->r, &l->csv, cell_of(l, row, END_DATE), "end_date",
                     "start_date or a later date");
    } else if (end - start >= MOST_DAYS) {
        cri_expected(l->r, &l->csv, cell_of(l, row, END_DATE), "end_date",
                     "a date within 100000 days of start_date");
    } else if (l->r->has_period && (*until_day <= 0 || *from_day >= scenario->n_days)) {
        cri_report_cell(l->r, CRUCE_WARNING, CRUCE_ERR_RANGE, &l->csv, cell_of(l, row, START_DATE),
                        "start_date", "these days lie outside of the simulation: nobody sets out");
    }
}

/* Whose people set out; needed where people.csv is there, without a meaning elsewhere. */
static cruce_nation_id read_nationality(loading *l, int32_t row)
{
    cri_reading *r = l->r;
    if (!r->scenario->border.has_border) {
        return CRUCE_NONE;
    }
    if (l->column[NATIONALITY] == CRUCE_NONE) { /* reported with the header */
        return CRUCE_NONE;
    }
    cri_cell cell = cell_of(l, row, NATIONALITY);
    if (cri_cell_is_blank(cell)) {
        cri_expected(r, &l->csv, cell, "nationality", "a name of people.csv");
        return CRUCE_NONE;
    }
    return cri_border_row_of_cell(r, &l->csv, cell, "nationality", "people");
}

static void read_row(loading *l, int32_t row)
{
    cruce_departures *departures = &l->r->scenario->departures;
    int32_t d = departures->n++;
    int64_t persons = 0;
    cri_fits_header(l->r, &l->csv, row);
    departures->line[d] = l->csv.row_line[row];
    departures->place[d] = cri_place_of_cell(l->r, &l->csv, cell_of(l, row, PLACE), "place");
    departures->until_day[d] = 1;
    read_days(l, row, &departures->from_day[d], &departures->until_day[d]);
    cri_cell_whole(l->r, &l->csv, cell_of(l, row, PERSONS), "persons", 0, INT64_C(1000000000000),
                   "a whole number of persons, 0 or more", &persons);
    l->r->scenario->border.departure_nation[d] = read_nationality(l, row);
    departures->persons[d] = cri_floor_divide(persons, l->r->scenario->settings.hasten);
}

static cruce_status make_columns(cri_reading *r, int32_t n)
{
    cri_arena *arena = r->arena;
    cruce_departures *d = &r->scenario->departures;
    int32_t **nation = &r->scenario->border.departure_nation;
#define COLUMN(field) ((d->field = cri_arena_array(arena, n, sizeof *d->field)) != NULL)
    bool fine = COLUMN(place) && COLUMN(from_day) && COLUMN(until_day) && COLUMN(persons) &&
                COLUMN(line) && (*nation = cri_arena_array(arena, n, sizeof **nation)) != NULL;
#undef COLUMN
    return fine ? CRUCE_OK : CRUCE_ERR_MEMORY;
}

cruce_status cri_read_departures(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    loading l = {.r = r};
    bool usable;
    const char *path = cri_path_join(r, r->input_dir, "departures.csv");
    if (path == NULL || !cri_file_exists(r, path)) {
        return path == NULL ? CRUCE_ERR_MEMORY : CRUCE_OK;
    }
    TRY(cri_read_csv(r, path, &l.csv, &usable));
    if (usable && l.csv.n_rows == 0) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, path, 0, 0, "",
                   "the file is empty; expected a header of "
                   "place,start_date,end_date,persons,source,quality");
    } else if (usable && read_header(&l)) {
        TRY(make_columns(r, l.csv.n_rows));
        for (int32_t row = 1; row < l.csv.n_rows; row++) {
            if (!cri_csv_is_comment(&l.csv, row) && !cri_csv_is_blank(&l.csv, row)) {
                read_row(&l, row);
            }
        }
    }
done:
    cri_csv_free(&l.csv);
    return st;
}
