/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From the text of a cell to a number, a date or a place; what does not fit is reported at the cell.
 * What the value means is up to the reader of the file.
 */
#include <string.h>

#include "input/reading.h"

bool cri_cell_whole(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                    int64_t least, int64_t most, const char *expected, int64_t *value)
{
    int64_t number;
    if (!cri_parse_i64(cell.text, &number) || number < least || number > most) {
        cri_expected(r, csv, cell, field, expected);
        return false;
    }
    *value = number;
    return true;
}

bool cri_cell_cut_whole(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                        int64_t least, int64_t most, const char *expected, int64_t *value)
{
    int64_t number;
    double real;
    if (!cri_parse_i64(cell.text, &number)) {
        if (!cri_parse_f64(cell.text, &real) || real <= -9.2e18 || real >= 9.2e18) {
            cri_expected(r, csv, cell, field, expected);
            return false;
        }
        number = (int64_t)real;
    }
    if (number < least || number > most) {
        cri_expected(r, csv, cell, field, expected);
        return false;
    }
    *value = number;
    return true;
}

bool cri_cell_real(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                   double least, double most, const char *expected, double *value)
{
    double number;
    if (!cri_parse_f64(cell.text, &number) || !(number >= least && number <= most)) {
        cri_expected(r, csv, cell, field, expected);
        return false;
    }
    *value = number;
    return true;
}

bool cri_cell_date(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field,
                   int32_t *days)
{
    char text[16];
    const char *begin = cell.text + strspn(cell.text, " \t");
    size_t length = strcspn(begin, " \t");
    if (length < sizeof text && begin[length + strspn(begin + length, " \t")] == '\0') {
        memcpy(text, begin, length);
        text[length] = '\0';
        if (cruce_date_parse(text, days)) {
            return true;
        }
    }
    cri_expected(r, csv, cell, field, "a date that exists, as YYYY-MM-DD");
    return false;
}

cruce_place_id cri_place_of_name(const cruce_places *places, const char *name)
{
    int32_t low = 0, high = places->n;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        int order = strcmp(places->name[middle], name);
        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return CRUCE_NONE;
}

void cri_report_unknown_place(cri_reading *r, cruce_severity severity, const cri_csv *csv,
                              cri_cell cell, const char *field)
{
    const cruce_places *places = &r->scenario->places;
    char shown[72], hint[112];
    const char *near = NULL;
    if (cri_is_worth_a_hint(r, csv->path, places->n)) {
        near = cri_nearest_name(cell.text, places->name, places->n);
    }
    cri_report_cell(r, severity, CRUCE_ERR_NAME, csv, cell, field,
                    "%s is '%s', which is not in locations.csv%s", field,
                    cri_shown(cell.text, shown), cri_did_you_mean(near, hint));
}

cruce_place_id cri_place_of_cell(cri_reading *r, const cri_csv *csv, cri_cell cell,
                                 const char *field)
{
    if (!r->has_places) {
        return CRUCE_NONE;
    }
    if (cell.text[0] == '\0') {
        cri_expected(r, csv, cell, field, "the name of a place");
        return CRUCE_NONE;
    }
    cruce_place_id place = cri_place_of_name(&r->scenario->places, cell.text);
    if (place == CRUCE_NONE) {
        cri_report_unknown_place(r, CRUCE_PROBLEM, csv, cell, field);
    }
    return place;
}

/* Flee's files mark their header with '#'; one without would be read as a place, a road or a closure. */
static bool is_unmarked_header(cri_cell first)
{
    return strcmp(first.text, "name") == 0 || strcmp(first.text, "name1") == 0 ||
           strcmp(first.text, "closure_type") == 0;
}

bool cri_is_data_row(cri_reading *r, const cri_csv *csv, int32_t row)
{
    cri_cell first = cri_csv_cell(csv, row, 0);
    if (first.text[0] == '#') {
        return false;
    }
    if (row == 0 && is_unmarked_header(first)) {
        if (r == NULL) {
            return false;
        }
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, csv, first, "",
                        "this looks like a header; begin it with '#'");
        return false;
    }
    if (!cri_cell_is_blank(first)) {
        return true;
    }
    if (r != NULL && !cri_csv_is_blank(csv, row)) {
        cri_report_cell(r, CRUCE_WARNING, CRUCE_ERR_FORMAT, csv, first, "",
                        "the first cell is empty; the row is left out");
    }
    return false;
}

bool cri_has_cells(cri_reading *r, const cri_csv *csv, int32_t row, int32_t least,
                   const char *columns)
{
    int32_t width = cri_csv_width(csv, row);
    if (width >= least) {
        return true;
    }
    if (width == 1 && strpbrk(cri_csv_cell(csv, row, 0).text, ";\t") != NULL) {
        cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, csv, cri_csv_cell(csv, row, 0), "",
                        "the row has no commas; expected commas between %s", columns);
        return false;
    }
    cri_report_cell(r, CRUCE_PROBLEM, CRUCE_ERR_FORMAT, csv, cri_csv_cell(csv, row, width), "",
                    "the row ends after %d cell%s; expected %s", (int)width, width == 1 ? "" : "s",
                    columns);
    return false;
}

void cri_warn_of_unknown_type(cri_reading *r, const cri_csv *csv, cri_cell cell, const char *field)
{
    static const char *const known[] = {"camp",   "idpcamp",    "conflict_zone", "forwarding_hub",
                                        "marker", "flood_zone", "town",          "default"};
    char shown[72], hint[112];
    const char *near = cri_nearest_name(cell.text, known, (int32_t)(sizeof known / sizeof *known));
    cri_report_cell(r, CRUCE_WARNING, CRUCE_ERR_NAME, csv, cell, field,
                    "%s is '%s', which has no meaning%s", field, cri_shown(cell.text, shown),
                    cri_did_you_mean(near, hint));
}

const char *cri_cell_keep(cri_reading *r, cri_cell cell)
{
    return cell.length == 0 ? "" : cri_arena_text(r->arena, cell.text, (size_t)cell.length);
}

int64_t cri_floor_divide(int64_t a, int64_t b)
{
    int64_t quotient = a / b;
    return quotient - (a % b != 0 && a < 0);
}
