/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * locations.csv: the places. Rows of the table are in the order of names; the file's order decides only
 * the home country (the first row's) and the order of output columns.
 * Source: flee-compat 1.1, 1.2, 3.2.
 */
#include <stdlib.h>
#include <string.h>

#include "cruce/rng.h"
#include "input/reading.h"

enum { NAME, REGION, COUNTRY, X, Y, TYPE, CONFLICT_DATE, POPULATION, N_FIXED };
enum { MOST_PLACES = 1000000 };
static const char columns[] =
    "name,region,country,latitude,longitude,location_type,conflict_date,population";

/* Below this chance of leaving, a place that is no camp becomes one. */
static const double auto_camp_movechance = 0.005;

static const char *const known_attributes[] = {"conflict_intensity",
                                               "initial_idps",
                                               "capacity_per_day",
                                               "farmer_fraction",
                                               "trade_volume",
                                               "region_IPC_level",
                                               "flood_level",
                                               "deactivation_probability",
                                               "sector",
                                               "return_destination"};

/* A data row on its way to its place in the order of names. */
typedef struct named_row {
    const char *name;
    int32_t row;
} named_row;

typedef struct attribute_columns {
    int32_t intensity, idps, capacity_per_day, deactivation;
} attribute_columns;

typedef struct loading {
    cri_reading *r;
    cri_csv csv;
    cruce_places *places;
    attribute_columns column;
    named_row *sorted;     /* [n] data rows by name, repeated names included */
    int32_t *place_of_row; /* [csv.n_rows]; CRUCE_NONE for comments and repeated names */
    int32_t
        *first_of_row; /* [csv.n_rows]; row of the first use of a repeated name, else CRUCE_NONE */
    int32_t n, n_short;
    const char *home_country; /* the first data row's */
} loading;

static int by_name_then_row(const void *a, const void *b)
{
    const named_row *left = a, *right = b;
    int order = strcmp(left->name, right->name);
    return order != 0 ? order : (left->row > right->row) - (left->row < right->row);
}

/* --- which rows are places, and in which order --- */

static bool list_rows(loading *l)
{
    const cri_csv *csv = &l->csv;
    size_t n_rows = (size_t)csv->n_rows;
    l->sorted = cri_malloc(n_rows * sizeof *l->sorted);
    l->place_of_row = cri_malloc(n_rows * sizeof *l->place_of_row);
    l->first_of_row = cri_malloc(n_rows * sizeof *l->first_of_row);
    if (l->sorted == NULL || l->place_of_row == NULL || l->first_of_row == NULL) {
        return false;
    }
    for (int32_t row = 0; row < csv->n_rows; row++) {
        l->place_of_row[row] = l->first_of_row[row] = CRUCE_NONE;
        if (!cri_is_data_row(NULL, csv, row)) { /* reported later, in the order of the file */
            continue;
        }
        if (l->n == MOST_PLACES) {
            cri_report_cell(l->r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, csv, cri_csv_cell(csv, row, 0),
                            "", "there are more than %d places", (int)MOST_PLACES);
            break;
        }
        l->sorted[l->n].name = cri_csv_cell(csv, row, NAME).text;
        l->sorted[l->n++].row = row;
    }
    return true;
}

/* Numbers the places; a repeated name keeps its first row. */
static void number_places(loading *l)
{
    cruce_places *places = l->places;
    qsort(l->sorted, (size_t)l->n, sizeof *l->sorted, by_name_then_row);
    int32_t first = CRUCE_NONE;
    for (int32_t i = 0; i < l->n; i++) {
        const named_row *row = &l->sorted[i];
        if (first != CRUCE_NONE && strcmp(l->sorted[first].name, row->name) == 0) {
            l->first_of_row[row->row] = l->sorted[first].row;
            continue;
        }
        first = i;
        l->place_of_row[row->row] = places->n++;
    }
}

static bool make_columns(cri_arena *arena, cruce_places *p)
{
    int64_t n = p->n, n_cells = n * p->attributes.n_columns;
#define COLUMN(field) ((p->field = cri_arena_array(arena, n, sizeof *p->field)) != NULL)
    return COLUMN(name) && COLUMN(region) && COLUMN(country) && COLUMN(type) &&
           COLUMN(file_order) && COLUMN(line) && COLUMN(actor) && COLUMN(x) && COLUMN(y) &&
           COLUMN(flags) && COLUMN(movechance) && COLUMN(conflict) && COLUMN(population_persons) &&
           COLUMN(capacity_persons) && COLUMN(capacity_per_day_persons) &&
           COLUMN(initial_idps_persons) && COLUMN(deactivation_chance) &&
           (p->attributes.cell = cri_arena_array(arena, n_cells, sizeof(char *))) != NULL;
#undef COLUMN
}

/* --- one row --- */

static bool read_texts(loading *l, int32_t row, cruce_place_id p)
{
    cruce_places *places = l->places;
    cri_cell region = cri_csv_cell(&l->csv, row, REGION);
    cri_cell country = cri_csv_cell(&l->csv, row, COUNTRY);
    places->name[p] = cri_cell_keep(l->r, cri_csv_cell(&l->csv, row, NAME));
    places->region[p] = region.length > 0 ? cri_cell_keep(l->r, region) : "unknown";
    places->country[p] = country.length > 0 ? cri_cell_keep(l->r, country) : "unknown";
    if (places->name[p] == NULL || places->region[p] == NULL || places->country[p] == NULL) {
        return false;
    }
    places->line[p] = l->csv.row_line[row];
    places->actor[p] = cruce_actor_of_name(places->name[p]);
    if (l->home_country == NULL) {
        l->home_country = places->country[p];
    }
    return true;
}

/* Beyond `most` degrees it is on no map; Flee takes any number, and so do we. */
static void read_coordinate(loading *l, int32_t row, int32_t column, const char *field, double most,
                            double *value)
{
    cri_cell cell = cri_csv_cell(&l->csv, row, column);
    *value = 0.0;
    if (cri_cell_is_blank(cell)) {
        return;
    }
    cri_cell_real(l->r, &l->csv, cell, field, -1e9, 1e9, "a number, or nothing for 0", value);
    if (*value < -most || *value > most) {
        cri_report_cell(l->r, CRUCE_WARNING, CRUCE_ERR_RANGE, &l->csv, cell, field,
                        "%s is beyond %.0f degrees: on no map", field, most);
    }
}

/* A type with "conflict" and a date above 0 is a town until then. */
static bool is_town_at_first(loading *l, int32_t row, uint32_t flags)
{
    int64_t date = 0;
    cri_cell cell = cri_csv_cell(&l->csv, row, CONFLICT_DATE);
    if ((flags & CRUCE_CONFLICT_TYPE) != 0 && !cri_cell_is_blank(cell)) {
        cri_cell_cut_whole(l->r, &l->csv, cell, "conflict_date", INT32_MIN, INT32_MAX,
                           "a whole number of days, or nothing for 0", &date);
    }
    return date > 0;
}

static bool read_type(loading *l, int32_t row, cruce_place_id p)
{
    cruce_places *places = l->places;
    const cruce_settings *settings = &l->r->scenario->settings;
    cri_cell cell = cri_csv_cell(&l->csv, row, TYPE);
    places->type[p] = cri_cell_keep(l->r, cell);
    if (places->type[p] == NULL) {
        return false;
    }
    if (!cruce_type_parse(cell.text, settings, &places->flags[p], &places->movechance[p])) {
        cri_warn_of_unknown_type(l->r, &l->csv, cell, "location_type");
    }
    if (is_town_at_first(l, row, places->flags[p])) {
        places->type[p] = "town";
        cruce_type_parse("town", settings, &places->flags[p], &places->movechance[p]);
    }
    return true;
}

static void become_camp(cruce_places *places, cruce_place_id p)
{
    uint32_t *flags = &places->flags[p];
    if (places->movechance[p] < auto_camp_movechance &&
        (*flags & (CRUCE_CAMP | CRUCE_FLOOD_ZONE)) == 0) {
        *flags = (*flags | CRUCE_CAMP) & ~(uint32_t)CRUCE_TOWN;
    }
}

/* Column 7 is a capacity in camps, a population elsewhere. */
static void read_population(loading *l, int32_t row, cruce_place_id p)
{
    cruce_places *places = l->places;
    bool camp = (places->flags[p] & CRUCE_CAMP) != 0; /* by its type, not by its move chance */
    int64_t persons = 0;
    cri_cell cell = cri_csv_cell(&l->csv, row, POPULATION);
    if (!cri_cell_is_blank(cell)) {
        cri_cell_cut_whole(l->r, &l->csv, cell, camp ? "capacity" : "population", 0,
                           INT64_C(1000000000000), "a whole number of persons, 0 or more",
                           &persons);
    }
    persons = cri_floor_divide(persons, l->r->scenario->settings.hasten);
    places->population_persons[p] = camp ? 0 : persons;
    places->capacity_persons[p] = camp ? persons : -1;
}

/* The cell of an attribute, false if there is none or it is blank. */
static bool attribute(const loading *l, int32_t row, int32_t column, cri_cell *cell)
{
    if (column == CRUCE_NONE) {
        return false;
    }
    *cell = cri_csv_cell(&l->csv, row, N_FIXED + column);
    return !cri_cell_is_blank(*cell);
}

static void read_attributes(loading *l, int32_t row, cruce_place_id p)
{
    static const char persons[] = "a whole number of persons, 0 or more";
    cruce_places *places = l->places;
    cri_cell cell;
    if (attribute(l, row, l->column.intensity, &cell) && places->conflict[p] >= 0) {
        cri_cell_real(l->r, &l->csv, cell, "conflict_intensity", 0, 1e6, "a number from 0",
                      &places->conflict[p]);
    }
    if (attribute(l, row, l->column.idps, &cell) &&
        cri_cell_cut_whole(l->r, &l->csv, cell, "initial_idps", 0, INT64_C(1000000000000), persons,
                           &places->initial_idps_persons[p]) &&
        places->initial_idps_persons[p] > 0 && (places->flags[p] & CRUCE_CAMP) == 0) {
        cri_report_cell(l->r, CRUCE_WARNING, CRUCE_ERR_FIELD, &l->csv, cell, "initial_idps",
                        "initial_idps is ignored at a place that is no camp, as in Flee");
    }
    if (attribute(l, row, l->column.capacity_per_day, &cell)) {
        cri_cell_cut_whole(l->r, &l->csv, cell, "capacity_per_day", INT32_MIN, INT32_MAX,
                           "a whole number of persons a day", &places->capacity_per_day_persons[p]);
    }
    if (attribute(l, row, l->column.deactivation, &cell)) {
        cri_cell_real(l->r, &l->csv, cell, "deactivation_probability", 0, 1, "a chance from 0 to 1",
                      &places->deactivation_chance[p]);
    }
}

static cruce_status read_row(loading *l, int32_t row, cruce_place_id p)
{
    cruce_places *places = l->places;
    int32_t n_attributes = places->attributes.n_columns;
    if (!read_texts(l, row, p)) {
        return CRUCE_ERR_MEMORY;
    }
    cruce_status st = cri_attributes_of_row(l->r, &l->csv, row, N_FIXED, &places->attributes,
                                            places->attributes.cell + (int64_t)p * n_attributes);
    places->type[p] = "town";
    if (st != CRUCE_OK || !cri_has_cells(l->r, &l->csv, row, N_FIXED, columns)) {
        l->n_short++;
        return st;
    }
    read_coordinate(l, row, X, "latitude", 90, &places->x[p]);
    read_coordinate(l, row, Y, "longitude", 180, &places->y[p]);
    if (!read_type(l, row, p)) {
        return CRUCE_ERR_MEMORY;
    }
    places->conflict[p] = (places->flags[p] & CRUCE_CONFLICT_TYPE) != 0 ? 1.0 : -1.0;
    if (strcmp(places->country[p], l->home_country) != 0) {
        places->flags[p] |= CRUCE_FOREIGN;
    }
    read_population(l, row, p);
    become_camp(places, p);
    read_attributes(l, row, p);
    return CRUCE_OK;
}

static cruce_status read_rows(loading *l)
{
    cruce_status st = CRUCE_OK;
    int32_t rank = 0;
    for (int32_t row = 0; st == CRUCE_OK && row < l->csv.n_rows; row++) {
        if (l->place_of_row[row] != CRUCE_NONE) {
            l->places->file_order[rank++] = l->place_of_row[row];
            st = read_row(l, row, l->place_of_row[row]);
        } else if (l->first_of_row[row] != CRUCE_NONE) {
            char shown[72];
            cri_cell cell = cri_csv_cell(&l->csv, row, NAME);
            cri_report_cell(l->r, CRUCE_PROBLEM, CRUCE_ERR_NAME, &l->csv, cell, "name",
                            "name is '%s', which is used on line %d already",
                            cri_shown(cell.text, shown), l->csv.row_line[l->first_of_row[row]]);
        } else {
            cri_is_data_row(l->r, &l->csv, row);
        }
    }
    return st;
}

/* --- the whole file --- */

/* Output columns: every camp at load, in the order of the file. */
static cruce_status list_camps(cruce_scenario *scenario, cri_arena *arena)
{
    const cruce_places *places = &scenario->places;
    scenario->camp = cri_arena_array(arena, places->n, sizeof *scenario->camp);
    if (scenario->camp == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t i = 0; i < places->n; i++) {
        if ((places->flags[places->file_order[i]] & CRUCE_CAMP) != 0) {
            scenario->camp[scenario->n_camps++] = places->file_order[i];
        }
    }
    return CRUCE_OK;
}

static cruce_status load(loading *l)
{
    cruce_status st = CRUCE_OK;
    cri_reading *r = l->r;
    cruce_attributes *attributes = &l->places->attributes;
    TRY(cri_attributes_begin(r, &l->csv, N_FIXED, known_attributes,
                             (int32_t)(sizeof known_attributes / sizeof *known_attributes),
                             attributes));
    l->column =
        (attribute_columns){.intensity = cri_attribute_column(attributes, "conflict_intensity"),
                            .idps = cri_attribute_column(attributes, "initial_idps"),
                            .capacity_per_day =
                                cri_attribute_column(attributes, "capacity_per_day"),
                            .deactivation =
                                cri_attribute_column(attributes, "deactivation_probability")};
    if (!list_rows(l)) {
        return CRUCE_ERR_MEMORY;
    }
    number_places(l);
    if (!make_columns(r->arena, l->places)) {
        return CRUCE_ERR_MEMORY;
    }
    TRY(read_rows(l));
    TRY(list_camps(r->scenario, r->arena));
    r->has_places = l->places->n > l->n_short; /* if no row is whole, nor are the names */
    if (l->places->n == 0) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, l->csv.path, 0, 0, "",
                   "the file has no places; expected rows of %s", columns);
    }
done:
    return st;
}

cruce_status cri_read_locations(cri_reading *r)
{
    loading l = {.r = r, .places = &r->scenario->places};
    bool usable;
    const char *path = cri_path_join(r, r->input_dir, "locations.csv");
    if (path == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    cruce_status st = cri_read_csv(r, path, &l.csv, &usable);
    if (st == CRUCE_OK && usable) {
        st = load(&l);
    }
    cri_free(l.sorted);
    cri_free(l.place_of_row);
    cri_free(l.first_of_row);
    cri_csv_free(&l.csv);
    return st;
}
