/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * routes.csv: roads, each row a link each way. The table is in the order of (from, to, appended first); the
 * order in which Flee would append them is kept, because it decides between parallel links.
 * Source: flee-compat 1.3.
 */
#include <stdlib.h>

#include "base/grow.h"
#include "cruce/rng.h"
#include "input/reading.h"

enum { NAME1, NAME2, DISTANCE, FORCED, N_FIXED };
static const double most_km = 1e6;
static const char *const known_attributes[] = {"max_move_speed", "walk_probability", "checkpoint"};

/* A link before it has its place in the table. */
typedef struct raw_link {
    cruce_place_id from, to;
    int32_t file_rank, row;
    double length_km, walk_chance;
    int32_t speed_m_per_day;
    bool forced;
} raw_link;

typedef struct loading {
    cri_reading *r;
    cri_csv csv;
    cruce_attributes attributes; /* names; the cells go to the links */
    int32_t speed_column, walk_column;
    raw_link *link;
    int64_t n, capacity;
} loading;

static int32_t metres(double km)
{
    return (int32_t)(km * 1000.0 + 0.5);
}

/* --- one row --- */

static void read_distance(loading *l, int32_t row, double *length_km)
{
    cri_cell cell = cri_csv_cell(&l->csv, row, DISTANCE);
    *length_km = 1.0;
    if (!cri_cell_real(l->r, &l->csv, cell, "distance", 0, 1e300, "a number of km above 0",
                       length_km)) {
        return;
    }
    if (*length_km > most_km) {
        cri_expected(l->r, &l->csv, cell, "distance", "a number of km up to 1000000");
        *length_km = 1.0;
    } else if (*length_km == 0.0) {
        cri_report_cell(l->r, CRUCE_WARNING, CRUCE_ERR_FIELD, &l->csv, cell, "distance",
                        "distance is 0; taken as 1 m");
        *length_km = 0.001;
    }
}

/* Blank and 0: none; 1: the row once flagged and once not; 2: flagged from the second place to the first. */
static int64_t read_forced(loading *l, int32_t row)
{
    int64_t forced = 0;
    cri_cell cell = cri_csv_cell(&l->csv, row, FORCED);
    if (!cri_cell_is_blank(cell)) {
        cri_cell_cut_whole(l->r, &l->csv, cell, "forced_redirection", 0, 2, "0, 1, 2 or nothing",
                           &forced);
    }
    return forced;
}

static bool attribute(const loading *l, int32_t row, int32_t column, cri_cell *cell)
{
    if (column == CRUCE_NONE) {
        return false;
    }
    *cell = cri_csv_cell(&l->csv, row, N_FIXED + column);
    return !cri_cell_is_blank(*cell);
}

static void read_attributes(loading *l, int32_t row, raw_link *link)
{
    cri_cell cell;
    double speed_km = 0.0;
    if (attribute(l, row, l->speed_column, &cell) &&
        cri_cell_real(l->r, &l->csv, cell, "max_move_speed", 0.001, most_km,
                      "a number of km a day from 0.001 to 1000000", &speed_km)) {
        link->speed_m_per_day = metres(speed_km);
    }
    if (attribute(l, row, l->walk_column, &cell)) {
        cri_cell_real(l->r, &l->csv, cell, "walk_probability", 0, 1, "a chance from 0 to 1",
                      &link->walk_chance);
    }
}

static bool append_pair(loading *l, raw_link link, bool forced)
{
    if (!cri_grow((void **)&l->link, &l->capacity, l->n + 2, sizeof *l->link)) {
        return false;
    }
    link.file_rank = (int32_t)l->n;
    link.forced = forced;
    l->link[l->n++] = link;
    cruce_place_id from = link.from;
    link.from = link.to;
    link.to = from;
    link.file_rank++;
    link.forced = false;
    l->link[l->n++] = link;
    return true;
}

static bool append_row(loading *l, raw_link link, int64_t forced)
{
    if (forced == 2) {
        cruce_place_id from = link.from;
        link.from = link.to;
        link.to = from;
        return append_pair(l, link, true);
    }
    if (forced == 1 && !l->r->scenario->settings.fix_parallel_links) {
        return append_pair(l, link, true) && append_pair(l, link, false);
    }
    return append_pair(l, link, forced == 1);
}

static cruce_status read_row(loading *l, int32_t row)
{
    const cri_csv *csv = &l->csv;
    raw_link link = {.row = row};
    if (!cri_has_cells(l->r, csv, row, DISTANCE + 1, "name1,name2,distance,forced_redirection")) {
        return CRUCE_OK;
    }
    link.from = cri_place_of_cell(l->r, csv, cri_csv_cell(csv, row, NAME1), "name1");
    link.to = cri_place_of_cell(l->r, csv, cri_csv_cell(csv, row, NAME2), "name2");
    read_distance(l, row, &link.length_km);
    int64_t forced = read_forced(l, row);
    read_attributes(l, row, &link);
    if (link.from == CRUCE_NONE || link.to == CRUCE_NONE) {
        return CRUCE_OK;
    }
    if (link.from == link.to) {
        char shown[72];
        cri_cell cell = cri_csv_cell(csv, row, NAME2);
        cri_report_cell(l->r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, cell, "name2",
                        "a road from '%s' to itself; expected two different places",
                        cri_shown(cell.text, shown));
        return CRUCE_OK;
    }
    return append_row(l, link, forced) ? CRUCE_OK : CRUCE_ERR_MEMORY;
}

/* --- the table --- */

static int in_table_order(const void *a, const void *b)
{
    const raw_link *left = a, *right = b;
    if (left->from != right->from) {
        return left->from < right->from ? -1 : 1;
    }
    if (left->to != right->to) {
        return left->to < right->to ? -1 : 1;
    }
    return (left->file_rank > right->file_rank) - (left->file_rank < right->file_rank);
}

static bool make_columns(cri_arena *arena, cruce_links *k, int32_t n_places)
{
    int64_t n = k->n, n_cells = n * k->attributes.n_columns;
#define COLUMN(field, rows) ((k->field = cri_arena_array(arena, rows, sizeof *k->field)) != NULL)
    return COLUMN(from, n) && COLUMN(to, n) && COLUMN(length_km, n) && COLUMN(length_m, n) &&
           COLUMN(speed_m_per_day, n) && COLUMN(walk_chance, n) && COLUMN(forced, n) &&
           COLUMN(file_rank, n) && COLUMN(line, n) && COLUMN(actor, n) &&
           COLUMN(first_out, (int64_t)n_places + 1) &&
           (k->attributes.cell = cri_arena_array(arena, n_cells, sizeof(char *))) != NULL;
#undef COLUMN
}

/* Where links out of each place begin; links are in the order of `from`. */
static void index_links(cruce_links *links, int32_t n_places)
{
    int32_t k = 0;
    for (int32_t p = 0; p <= n_places; p++) {
        while (k < links->n && links->from[k] < p) {
            k++;
        }
        links->first_out[p] = k;
    }
}

static void fill_columns(const loading *l, cruce_links *links, const cruce_places *places)
{
    uint64_t number = 0; /* among parallel links */
    for (int32_t k = 0; k < links->n; k++) {
        const raw_link *raw = &l->link[k];
        bool parallel = k > 0 && raw[-1].from == raw->from && raw[-1].to == raw->to;
        number = parallel ? number + 1 : 0;
        links->from[k] = raw->from;
        links->to[k] = raw->to;
        links->length_km[k] = raw->length_km;
        links->length_m[k] = metres(raw->length_km) > 1 ? metres(raw->length_km) : 1;
        links->speed_m_per_day[k] = raw->speed_m_per_day;
        links->walk_chance[k] = raw->walk_chance;
        links->forced[k] = raw->forced;
        links->file_rank[k] = raw->file_rank;
        links->line[k] = l->csv.row_line[raw->row];
        links->actor[k] =
            cruce_actor_mix(cruce_actor_mix(places->actor[raw->from], places->actor[raw->to]),
                            number);
    }
}

/* The texts of a row are kept once and shared by its links. */
static cruce_status fill_attributes(loading *l, cruce_links *links)
{
    int32_t n_columns = links->attributes.n_columns;
    if (n_columns == 0) {
        return CRUCE_OK;
    }
    const char **of_row =
        cri_arena_array(l->r->arena, (int64_t)l->csv.n_rows * n_columns, sizeof *of_row);
    if (of_row == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t k = 0; k < links->n; k++) {
        int32_t row = l->link[k].row;
        const char **cells = of_row + (int64_t)row * n_columns;
        if (cells[0] == NULL && cri_attributes_of_row(l->r, &l->csv, row, N_FIXED,
                                                      &links->attributes, cells) != CRUCE_OK) {
            return CRUCE_ERR_MEMORY;
        }
        for (int32_t i = 0; i < n_columns; i++) {
            links->attributes.cell[(int64_t)k * n_columns + i] = cells[i];
        }
    }
    return CRUCE_OK;
}

/* --- a road that is there twice counts twice; seldom meant --- */

typedef struct repeated_row {
    int32_t row, earlier_row;
} repeated_row;

static int by_row(const void *a, const void *b)
{
    const repeated_row *left = a, *right = b;
    return (left->row > right->row) - (left->row < right->row);
}

static cruce_status warn_of_repeated_roads(loading *l)
{
    repeated_row *repeated = NULL;
    int64_t n = 0, capacity = 0;
    for (int64_t k = 1; k < l->n; k++) {
        const raw_link *link = &l->link[k];
        if (link->from < link->to && link[-1].from == link->from && link[-1].to == link->to &&
            link[-1].row != link->row) {
            if (!cri_grow((void **)&repeated, &capacity, n + 1, sizeof *repeated)) {
                cri_free(repeated);
                return CRUCE_ERR_MEMORY;
            }
            repeated[n++] = (repeated_row){.row = link->row, .earlier_row = link[-1].row};
        }
    }
    if (n > 0) {
        qsort(repeated, (size_t)n, sizeof *repeated, by_row);
    }
    for (int64_t i = 0; i < n; i++) {
        cri_report_cell(l->r, CRUCE_WARNING, CRUCE_ERR_NAME, &l->csv,
                        cri_csv_cell(&l->csv, repeated[i].row, 0), "",
                        "this road is on line %d already; with both, it is chosen twice as often",
                        (int)l->csv.row_line[repeated[i].earlier_row]);
    }
    cri_free(repeated);
    return CRUCE_OK;
}

static cruce_status make_table(loading *l)
{
    cruce_status st = CRUCE_OK;
    cruce_scenario *scenario = l->r->scenario;
    cruce_links *links = &scenario->links;
    if (l->n > 0) {
        qsort(l->link, (size_t)l->n, sizeof *l->link, in_table_order);
    }
    TRY(warn_of_repeated_roads(l));
    links->n = (int32_t)l->n;
    links->attributes.n_columns = l->attributes.n_columns;
    links->attributes.name = l->attributes.name;
    if (!make_columns(l->r->arena, links, scenario->places.n)) {
        return CRUCE_ERR_MEMORY;
    }
    fill_columns(l, links, &scenario->places);
    index_links(links, scenario->places.n);
    TRY(fill_attributes(l, links));
done:
    return st;
}

cruce_status cri_read_routes(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    loading l = {.r = r};
    bool usable;
    const char *path = cri_path_join(r, r->input_dir, "routes.csv");
    if (path == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    TRY(cri_read_csv(r, path, &l.csv, &usable));
    if (usable) {
        TRY(cri_attributes_begin(r, &l.csv, N_FIXED, known_attributes, 3, &l.attributes));
        l.speed_column = cri_attribute_column(&l.attributes, known_attributes[0]);
        l.walk_column = cri_attribute_column(&l.attributes, known_attributes[1]);
    }
    for (int32_t row = 0; usable && row < l.csv.n_rows; row++) {
        if (cri_is_data_row(r, &l.csv, row)) {
            TRY(read_row(&l, row));
        }
    }
    TRY(make_table(&l));
done:
    cri_free(l.link);
    cri_csv_free(&l.csv);
    return st;
}
