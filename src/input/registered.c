/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    data_layout.csv and the files it names: registered persons of each camp by date
 * Leaves  arithmetic on tables to register_tables.c, registration_corrections.csv to corrections.c
 * Source  flee-compat 1.14 and 5.2, quirk 35
 */
#include <string.h>

#include "input/reading.h"
#include "input/register_tables.h"

#define MOST_TABLES 100000
#define MOST_FILES_PER_ROW 100
#define MOST_COMPARED 500 /* rows above that a name which is no place is compared with */
#define MOST_PERSONS INT64_C(1000000000000000)

/* --- one data file --- */

/* Rows without a date and a count are passed over, as in Flee; so is a heading. */
static bool has_date_and_count(cri_reading *r, const cri_csv *csv, int32_t row, bool first)
{
    cri_cell date = cri_csv_cell(csv, row, 0);
    bool heading = first && (cri_cell_is_blank(date) || strcmp(date.text, "Date") == 0 ||
                             strcmp(date.text, "DateTime") == 0);
    return !heading && cri_csv_width(csv, row) >= 2 &&
           !cri_cell_is_blank(cri_csv_cell(csv, row, 1)) && cri_is_data_row(r, csv, row);
}

static void read_row(cri_reading *r, const cri_csv *csv, int32_t row, cruce_table *table)
{
    int32_t days;
    int64_t persons;
    cri_cell date = cri_csv_cell(csv, row, 0);
    bool fine = cri_cell_date(r, csv, date, "date", &days);
    if (!cri_cell_whole(r, csv, cri_csv_cell(csv, row, 1), "count", 0, MOST_PERSONS,
                        "a whole number of persons, 0 or more", &persons) ||
        !fine) {
        return;
    }
    double day = (double)days - (double)r->scenario->start_days;
    if (table->n > 0 && day < table->day[table->n - 1]) {
        cri_report_cell(r, CRUCE_WARNING, CRUCE_ERR_FORMAT, csv, date, "date",
                        "date %s lies before that of the row above; counts between rows in the "
                        "wrong order may not be found",
                        date.text);
    }
    table->day[table->n] = day;
    table->count[table->n] = (double)persons / (double)r->scenario->settings.hasten;
    table->n++;
}

/* The rows of one file as a table in the arena. */
static cruce_status read_table(cri_reading *r, const char *path, cruce_table *table)
{
    cruce_status st = CRUCE_OK;
    cri_csv csv = {0};
    bool usable = false, first = true;
    table->n = 0;
    TRY(cri_read_csv(r, path, &csv, &usable));
    if (!usable) {
        goto done; /* reported */
    }
    table->day = cri_arena_array(r->arena, csv.n_rows, sizeof *table->day);
    table->count = cri_arena_array(r->arena, csv.n_rows, sizeof *table->count);
    if (table->day == NULL || table->count == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    for (int32_t row = 0; row < csv.n_rows; row++) {
        if (cri_csv_is_comment(&csv, row)) {
            continue;
        }
        if (has_date_and_count(r, &csv, row, first)) {
            read_row(r, &csv, row, table);
        }
        first = false;
    }
    if (table->n == 0) {
        cri_report(r, CRUCE_WARNING, CRUCE_ERR_FORMAT, path, 0, 0, "",
                   "no row has a date and a count; it counts as 0 on every day");
    }
done:
    cri_csv_free(&csv);
    return st;
}

static cruce_status add_table(cri_reading *r, cruce_table *sum, const cruce_table *more)
{
    cruce_table both = *sum;
    int64_t room = cri_table_sum_room(sum, more);
    both.day = cri_arena_array(r->arena, room, sizeof *both.day);
    both.count = cri_arena_array(r->arena, room, sizeof *both.count);
    if (both.day == NULL || both.count == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    cri_table_sum(sum, more, &both);
    *sum = both;
    return CRUCE_OK;
}

/* --- data_layout.csv --- */

/* One of the files of a row, added to those on its left. */
static cruce_status read_file_of_row(cri_reading *r, const cri_csv *csv, cri_cell cell,
                                     int32_t *n_files, cruce_table *table)
{
    char shown[72];
    cruce_table more = {0};
    const char *path = cri_path_join(r, r->data_dir, cell.text);
    if (path == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (!cri_file_exists(r, path)) {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_FILE, csv, cell, "file",
                        "the file '%s' does not exist", cri_shown(cell.text, shown));
        return CRUCE_OK;
    }
    if (*n_files == 0) {
        *n_files = 1;
        return read_table(r, path, table);
    }
    *n_files += 1;
    cruce_status st = read_table(r, path, &more);
    return st == CRUCE_OK ? add_table(r, table, &more) : st;
}

static cruce_status read_files_of_row(cri_reading *r, const cri_csv *csv, int32_t row,
                                      cruce_table *table)
{
    cruce_status st = CRUCE_OK;
    int32_t n_files = 0, width = cri_csv_width(csv, row);
    for (int32_t column = 1; st == CRUCE_OK && column < width; column++) {
        cri_cell cell = cri_csv_cell(csv, row, column);
        if (column > MOST_FILES_PER_ROW) {
            cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, csv, cell, "file",
                            "more than %d files in one row", MOST_FILES_PER_ROW);
            break;
        }
        if (!cri_cell_is_blank(cell)) {
            st = read_file_of_row(r, csv, cell, &n_files, table);
        } else if (column == 1) {
            cri_expected(r, csv, cell, "file", "the name of a file with registered counts");
        }
    }
    return st;
}

static bool has_row_above(const cruce_register *reg, const char *name, cruce_place_id place)
{
    if (place != CRUCE_NONE) {
        return reg->of_place[place] != CRUCE_NONE;
    }
    for (int32_t i = 0; i < reg->n && i < MOST_COMPARED; i++) {
        if (reg->table[i].place == CRUCE_NONE && strcmp(reg->table[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Which place a table belongs to. The first one is the total whatever its name is. */
static cruce_status begin_table(cri_reading *r, const cri_csv *csv, int32_t row, bool *fresh)
{
    cruce_register *reg = &r->scenario->registered;
    cruce_table *table = &reg->table[reg->n];
    cri_cell name = cri_csv_cell(csv, row, 0);
    char shown[72];
    table->place = cri_place_of_name(&r->scenario->places, name.text);
    *fresh = !has_row_above(reg, name.text, table->place);
    if (!*fresh) {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, csv, name, "name",
                        "'%s' has a row above already", cri_shown(name.text, shown));
        return CRUCE_OK;
    }
    table->name = cri_cell_keep(r, name);
    if (table->name == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (table->place != CRUCE_NONE) {
        reg->of_place[table->place] = reg->n;
        if (reg->n == 0) {
            cri_report_cell(r, CRUCE_WARNING, CRUCE_ERR_NAME, csv, name, "name",
                            "the first row is '%s', but it counts as the total; expected a row "
                            "'total,FILE' above it",
                            cri_shown(name.text, shown));
        }
    } else if (reg->n > 0 && r->has_places) {
        cri_report_unknown_place(r, CRUCE_WARNING, csv, name, "name");
    }
    reg->n++;
    return CRUCE_OK;
}

static cruce_status read_layout(cri_reading *r, const cri_csv *csv)
{
    cruce_status st = CRUCE_OK;
    cruce_register *reg = &r->scenario->registered;
    reg->table = cri_arena_array(r->arena, csv->n_rows, sizeof *reg->table);
    if (reg->table == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t row = 0; st == CRUCE_OK && row < csv->n_rows; row++) {
        bool fresh = false;
        if (cri_csv_width(csv, row) < 2 || !cri_is_data_row(r, csv, row)) {
            continue;
        }
        if (reg->n == MOST_TABLES) {
            cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_RANGE, csv, cri_csv_cell(csv, row, 0), "",
                            "more than %d rows", MOST_TABLES);
            break;
        }
        st = begin_table(r, csv, row, &fresh);
        if (st == CRUCE_OK && fresh) {
            st = read_files_of_row(r, csv, row, &reg->table[reg->n - 1]);
        }
    }
    return st;
}

/* --- all of it together --- */

static void check_layout(cri_reading *r, const char *path)
{
    const cruce_scenario *sc = r->scenario;
    const cruce_register *reg = &sc->registered;
    char shown[72];
    bool has_total = false;
    if (reg->n == 0) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, path, 0, 0, "",
                   "no row names a file; expected 'total,FILE' and a row for each camp");
        return;
    }
    for (int32_t i = 0; i < reg->n; i++) {
        has_total = has_total || strcmp(reg->table[i].name, "total") == 0;
    }
    if (!has_total && !sc->settings.sum_from_camps && !sc->settings.conflict_driven_spawning) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_NAME, path, 0, 0, "name",
                   "no row is named exactly 'total', which sum_from_camps: false needs");
    }
    for (int32_t i = 0; i < sc->n_camps; i++) {
        if (reg->of_place[sc->camp[i]] == CRUCE_NONE) {
            cri_report(r, CRUCE_WARNING, CRUCE_ERR_NAME, path, 0, 0, "name",
                       "camp '%s' has no row; its registered count is 0 on every day",
                       cri_shown(sc->places.name[sc->camp[i]], shown));
        }
    }
}

/* Without registered counts nothing is displaced by them and nothing is compared. */
static void report_no_layout(cri_reading *r, const char *path)
{
    const cruce_scenario *sc = r->scenario;
    bool must_be = r->options->folder == NULL; /* `cruce flee` names the folder */
    if (must_be) {
        cri_report(r, CRUCE_PROBLEM, CRUCE_ERR_FILE, path, 0, 0, "", "the file does not exist");
    } else if (r->data_dir != NULL) {
        cri_report(r, CRUCE_WARNING, CRUCE_ERR_FILE, path, 0, 0, "",
                   "the file does not exist; there are no registered counts to follow or to "
                   "compare with");
    } else if (sc->departures.n == 0 && !sc->settings.read_from_agents_csv_file &&
               !sc->settings.conflict_driven_spawning) {
        cri_report(r, CRUCE_WARNING, CRUCE_ERR_FILE, path, 0, 0, "",
                   "the file does not exist; without registered counts, rows in departures.csv "
                   "or conflict_driven_spawning nobody sets out");
    }
}

static cruce_status make_places_column(cri_reading *r)
{
    int32_t n = r->scenario->places.n;
    int32_t *of_place = cri_arena_array(r->arena, n, sizeof *of_place);
    if (of_place == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    for (int32_t p = 0; p < n; p++) {
        of_place[p] = CRUCE_NONE;
    }
    r->scenario->registered.of_place = of_place;
    return CRUCE_OK;
}

cruce_status cri_read_register(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_csv csv = {0};
    bool usable = false;
    TRY(make_places_column(r));
    const char *folder = r->options->folder != NULL ? r->options->folder : r->input_dir;
    const char *path = r->data_dir == NULL ? cri_path_join(r, folder, "source_data/data_layout.csv")
                                           : cri_path_join(r, r->data_dir, "data_layout.csv");
    if (path == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    if (r->data_dir == NULL || !cri_file_exists(r, path)) {
        report_no_layout(r, path);
        goto done;
    }
    TRY(cri_read_csv(r, path, &csv, &usable));
    if (!usable) {
        goto done; /* reported */
    }
    TRY(read_layout(r, &csv));
    check_layout(r, path);
    r->scenario->has_register = r->scenario->registered.n > 0;
    TRY(cri_read_corrections(r));
done:
    cri_csv_free(&csv);
    return st;
}
