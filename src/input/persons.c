/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What    agents.csv: persons who are there from the start, one row each, with the place they are at
 * Leaves  their other attributes to the rules that will use them; putting them into the world to the engine
 * Source  flee-compat 1.12, quirk 39
 */
#include <string.h>

#include "input/reading.h"

/* Headings and numbers of the attributes: what Flee's rules compute with has to be a number. */
typedef struct number_column {
    const char *name;
    double least, most;
} number_column;

static const number_column NUMBERS[] = {{"age", 0, 150},
                                        {"connections", 0, 1e9},
                                        {"floodawareness", 0, 1000}};

static const number_column *number_of_heading(const char *heading)
{
    for (size_t k = 0; k < sizeof NUMBERS / sizeof NUMBERS[0]; k++) {
        if (strcmp(heading, NUMBERS[k].name) == 0) {
            return &NUMBERS[k];
        }
    }
    return NULL;
}

static void check_numbers(cri_reading *r, const cri_csv *csv, int32_t header, int32_t row)
{
    for (int32_t i = 1; i < cri_csv_width(csv, header); i++) {
        cri_cell cell = cri_csv_cell(csv, row, i);
        const number_column *column = number_of_heading(cri_csv_cell(csv, header, i).text);
        double value;
        if (column != NULL && !cri_cell_is_blank(cell)) {
            cri_cell_real(r, csv, cell, column->name, column->least, column->most,
                          "a number, 0 or more", &value);
        }
    }
}

/* The first row has headings; a place there means that they were left out. */
static void check_header(cri_reading *r, const cri_csv *csv, int32_t row)
{
    cri_cell first = cri_csv_cell(csv, row, 0);
    char shown[72];
    if (cri_place_of_name(&r->scenario->places, first.text) != CRUCE_NONE) {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, csv, first, "location",
                        "the first row begins with the place '%s'; expected headings such as "
                        "location,age,gender",
                        cri_shown(first.text, shown));
    }
}

static void read_person(cri_reading *r, const cri_csv *csv, int32_t header, int32_t row)
{
    cruce_listed_persons *listed = &r->scenario->listed;
    cri_cell name = cri_csv_cell(csv, row, 0);
    cruce_place_id place = cri_place_of_name(&r->scenario->places, name.text);
    if (place != CRUCE_NONE) {
        listed->place[listed->n++] = place;
    } else if (r->has_places) { /* left out, as in Flee */
        cri_report_unknown_place(r, CRUCE_WARNING, csv, name, "location");
    }
    check_numbers(r, csv, header, row);
}

cruce_status cri_read_listed_persons(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_csv csv = {0};
    bool usable = false;
    int32_t header = CRUCE_NONE;
    if (!r->scenario->settings.read_from_agents_csv_file) {
        return CRUCE_OK;
    }
    const char *path = cri_path_join(r, r->input_dir, "agents.csv");
    if (path == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    TRY(cri_read_csv(r, path, &csv, &usable));
    if (!usable) {
        goto done; /* reported */
    }
    r->scenario->listed.place =
        cri_arena_array(r->arena, csv.n_rows, sizeof *r->scenario->listed.place);
    if (r->scenario->listed.place == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    for (int32_t row = 0; row < csv.n_rows; row++) {
        if (!cri_is_data_row(r, &csv, row)) {
            continue;
        }
        if (header == CRUCE_NONE) {
            header = row;
            check_header(r, &csv, row);
        } else {
            read_person(r, &csv, header, row);
        }
    }
done:
    cri_csv_free(&csv);
    return st;
}
