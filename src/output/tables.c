/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Our tidy tables: one row per day, thing and summary.
 * The numbers are worked out elsewhere (src/study); columns and headers are in columns.c.
 * Form: Wickham (2014), Tidy data, doi:10.18637/jss.v059.i10.
 */
#include <string.h>

#include "base/text.h"
#include "output/output_internal.h"

/* "12,2013-01-05,", put together once a day: rows are many */
typedef struct day_text {
    char text[40];
} day_text;

static day_text text_of_day(const cruce_scenario *sc, int32_t day)
{
    day_text it;
    char date[16];
    cruce_date_text(sc->start_days + day, date);
    snprintf(it.text, sizeof it.text, "%d,%s,", (int)day, date);
    return it;
}

static void write_group(cruce_writer *writer, const cruce_row_group *rows)
{
    for (int32_t v = 0; v < rows->n_variants; v++) {
        for (int32_t i = 0; i < rows->n_labels; i++) {
            cruce_writer_cell(writer, rows->label[i]);
            cruce_writer_text(writer, ",");
        }
        if (rows->summary != NULL) {
            cruce_writer_text(writer, rows->summary[v]);
        } else {
            cruce_writer_whole(writer, v + 1);
        }
        for (int32_t c = 0; c < rows->n_columns; c++) {
            cruce_writer_text(writer, ",");
            cruce_writer_number(writer, rows->value[(int64_t)v * rows->n_columns + c]);
        }
        cruce_writer_text(writer, "\n");
    }
}

void cruce_writer_rows(cruce_writer *writer, cruce_next_rows_fn *next, void *context)
{
    cruce_row_group rows;
    if (cri_writer_hand_over(writer, next, context)) {
        return;
    }
    while (next(context, &rows)) {
        write_group(writer, &rows);
    }
}

/* The camp column of a place; -1 if it is none or has no counts. */
static int32_t registered_column(const cruce_scenario *sc, cruce_place_id place)
{
    for (int32_t c = 0; c < sc->n_camps; c++) {
        if (sc->camp[c] == place) {
            return sc->registered.of_place[place] != CRUCE_NONE ? c : -1;
        }
    }
    return -1;
}

void cruce_registered_csv(cruce_writer *writer, const cruce_scenario *scenario,
                          const int64_t *persons, int32_t first_day, int32_t n_days)
{
    cruce_writer_header(writer, "registered");
    for (int32_t day = first_day; day < n_days; day++) {
        day_text today = text_of_day(scenario, day);
        for (int32_t p = 0; p < scenario->places.n; p++) {
            int32_t c = registered_column(scenario, p);
            if (c >= 0) {
                cruce_writer_text(writer, today.text);
                cruce_writer_cell(writer, scenario->places.name[p]);
                cruce_writer_text(writer, ",");
                cruce_writer_whole(writer, persons[(int64_t)day * scenario->n_camps + c]);
                cruce_writer_text(writer, "\n");
            }
        }
    }
}
