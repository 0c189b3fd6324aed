/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * location_changes.csv: places that become something else on a day. Rows keep the order of the file.
 * Flee reads it from the working directory; here it belongs to the other input files, and the working directory
 * is looked at only when the folders are given one by one, as Flee's run script gets them.
 * Source: flee-compat 1.13.
 */
#include "input/reading.h"

enum { NAME, TYPE, DAY, N_CELLS };
static const char file_name[] = "location_changes.csv";

static cruce_status read_row(cri_reading *r, const cri_csv *csv, int32_t row)
{
    cruce_location_changes *changes = &r->scenario->location_changes;
    int32_t c = changes->n;
    uint32_t flags;
    double movechance;
    int64_t day = 0;
    if (!cri_has_cells(r, csv, row, N_CELLS, "name,new_type,day")) {
        return CRUCE_OK;
    }
    cri_cell type = cri_csv_cell(csv, row, TYPE);
    changes->place[c] = cri_place_of_cell(r, csv, cri_csv_cell(csv, row, NAME), "name");
    changes->type[c] = cri_cell_keep(r, type);
    if (changes->type[c] == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    if (!cruce_type_parse(type.text, &r->scenario->settings, &flags, &movechance)) {
        cri_warn_of_unknown_type(r, csv, type, "new_type");
    }
    cri_cell_whole(r, csv, cri_csv_cell(csv, row, DAY), "day", INT32_MIN, INT32_MAX,
                   "the whole number of a day", &day);
    changes->day[c] = (int32_t)day;
    changes->n++;
    return CRUCE_OK;
}

static const char *find_file(cri_reading *r)
{
    const char *path = cri_path_join(r, r->input_dir, file_name);
    if (path != NULL && !cri_file_exists(r, path) && r->options->folder == NULL) {
        return file_name;
    }
    return path;
}

cruce_status cri_read_location_changes(cri_reading *r)
{
    cruce_status st = CRUCE_OK;
    cri_csv csv = {0};
    bool usable;
    cruce_location_changes *changes = &r->scenario->location_changes;
    const char *path = find_file(r);
    if (path == NULL || !cri_file_exists(r, path)) {
        return path == NULL ? CRUCE_ERR_MEMORY : CRUCE_OK;
    }
    TRY(cri_read_csv(r, path, &csv, &usable));
    if (!usable) {
        goto done;
    }
    changes->place = cri_arena_array(r->arena, csv.n_rows, sizeof *changes->place);
    changes->type = cri_arena_array(r->arena, csv.n_rows, sizeof *changes->type);
    changes->day = cri_arena_array(r->arena, csv.n_rows, sizeof *changes->day);
    if (changes->place == NULL || changes->type == NULL || changes->day == NULL) {
        st = CRUCE_ERR_MEMORY;
        goto done;
    }
    for (int32_t row = 0; row < csv.n_rows; row++) {
        if (cri_is_data_row(r, &csv, row)) {
            TRY(read_row(r, &csv, row));
        }
    }
done:
    cri_csv_free(&csv);
    return st;
}
