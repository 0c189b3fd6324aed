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

/* ",p50,17" and the end of the line */
static void write_value(cruce_writer *w, const cruce_output_table *table, int32_t s, int64_t cell)
{
    cruce_writer_text(w, ",");
    cruce_writer_text(w, table->summary[s]);
    cruce_writer_text(w, ",");
    cruce_writer_number(w, table->value[s][cell]);
    cruce_writer_text(w, "\n");
}

void cruce_places_csv(cruce_writer *writer, const cruce_scenario *scenario,
                      const cruce_output_table *persons)
{
    cri_write_header(writer, "places");
    for (int32_t day = 0; day < persons->n_days; day++) {
        day_text today = text_of_day(scenario, day);
        for (int32_t p = 0; p < persons->n_items; p++) {
            for (int32_t s = 0; s < persons->n_summaries; s++) {
                cruce_writer_text(writer, today.text);
                cruce_writer_cell(writer, scenario->places.name[p]);
                write_value(writer, persons, s, (int64_t)day * persons->n_items + p);
            }
        }
    }
}

void cruce_totals_csv(cruce_writer *writer, const cruce_scenario *scenario,
                      const char *const *quantity, const cruce_output_table *totals)
{
    cri_write_header(writer, "totals");
    for (int32_t day = 0; day < totals->n_days; day++) {
        day_text today = text_of_day(scenario, day);
        for (int32_t q = 0; q < totals->n_items; q++) {
            for (int32_t s = 0; s < totals->n_summaries; s++) {
                cruce_writer_text(writer, today.text);
                cruce_writer_text(writer, quantity[q]);
                write_value(writer, totals, s, (int64_t)day * totals->n_items + q);
            }
        }
    }
}

void cruce_routes_csv(cruce_writer *writer, const cruce_scenario *scenario,
                      const cruce_output_table *entered)
{
    const cruce_links *links = &scenario->links;
    cri_write_header(writer, "routes");
    for (int32_t k = 0; k < links->n; k++) {
        for (int32_t s = 0; s < entered->n_summaries; s++) {
            cruce_writer_cell(writer, scenario->places.name[links->from[k]]);
            cruce_writer_text(writer, ",");
            cruce_writer_cell(writer, scenario->places.name[links->to[k]]);
            write_value(writer, entered, s, k);
        }
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
                          const int64_t *persons, int32_t n_days)
{
    cri_write_header(writer, "registered");
    for (int32_t day = 0; day < n_days; day++) {
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
