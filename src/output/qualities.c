/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * How sure the input files are: for each file and quality word, how many rows carry it.
 * What the words mean is in border_columns.h; single parameters have theirs in parameters.csv.
 * No published method.
 */
#include <string.h>

#include "cruce/border_lists.h"
#include "output/output_internal.h"

static void write_counts(cruce_writer *w, const char *file, const int32_t count[])
{
    for (int32_t q = 0; q < CRUCE_QUALITY_COUNT; q++) {
        if (count[q] > 0) {
            cruce_writer_cell(w, file);
            cruce_writer_text(w, ",");
            cruce_writer_cell(w, cruce_quality_text(q));
            cruce_writer_text(w, ",");
            cruce_writer_whole(w, count[q]);
            cruce_writer_text(w, "\n");
        }
    }
}

/* Places and links have the word as an attribute, free text: other words are passed over. */
static void count_attribute(int32_t count[], const cruce_attributes *attributes, int32_t n_rows)
{
    for (int32_t c = 0; c < attributes->n_columns; c++) {
        for (int32_t row = 0; strcmp(attributes->name[c], "quality") == 0 && row < n_rows; row++) {
            const char *cell = attributes->cell[row * attributes->n_columns + c];
            for (int32_t q = 0; q < CRUCE_QUALITY_COUNT; q++) {
                count[q] += strcmp(cell, cruce_quality_text(q)) == 0;
            }
        }
    }
}

/* A table of the border: int32_t n, then its columns as pointers. */
static void count_table(int32_t count[], const cruce_border *b, const cruce_border_file *file)
{
    int32_t column = cruce_border_column_find(file, "quality"), n;
    const int32_t *quality;
    if (column == CRUCE_NONE || file->offset < 0) {
        return;
    }
    const char *table = (const char *)b + file->offset;
    memcpy(&n, table, sizeof n);
    memcpy(&quality, table + file->column[column].offset, sizeof quality);
    for (int32_t row = 0; row < n; row++) {
        count[quality[row]]++;
    }
}

void cruce_qualities_csv(cruce_writer *writer, const cruce_scenario *scenario,
                         const cruce_run_info *info)
{
    int32_t places[CRUCE_QUALITY_COUNT] = {0}, links[CRUCE_QUALITY_COUNT] = {0};
    (void)info;
    cruce_writer_header(writer, "qualities");
    count_attribute(places, &scenario->places.attributes, scenario->places.n);
    write_counts(writer, "locations.csv", places);
    count_attribute(links, &scenario->links.attributes, scenario->links.n);
    for (int32_t q = 0; q < CRUCE_QUALITY_COUNT; q++) {
        links[q] /= 2; /* a row makes a link each way */
    }
    write_counts(writer, "routes.csv", links);
    for (int32_t f = 0; scenario->border.has_border && f < CRUCE_BORDER_FILES; f++) {
        int32_t count[CRUCE_QUALITY_COUNT] = {0};
        char name[64];
        snprintf(name, sizeof name, "%s.csv", cruce_border_files()[f].name);
        count_table(count, &scenario->border, &cruce_border_files()[f]);
        write_counts(writer, name, count);
    }
}
