/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of scores.
 * What a score is, is left to src/study/score.c.
 * No published method.
 */
#include <math.h>

#include "output/output_internal.h"

static void write_row(cruce_writer *writer, const cruce_output_scores *scores, int64_t cell,
                      int32_t summary)
{
    int64_t forecast = cell % scores->n_forecasts;
    int64_t measure = cell / scores->n_forecasts % scores->n_measures;
    const char *place = scores->place[cell / scores->n_forecasts / scores->n_measures];
    double value = scores->value[summary][cell];

    cruce_writer_cell(writer, place != NULL ? place : "(all)");
    cruce_writer_text(writer, ",");
    cruce_writer_text(writer, scores->measure[measure]);
    cruce_writer_text(writer, ",");
    cruce_writer_text(writer, scores->forecast[forecast]);
    cruce_writer_text(writer, ",");
    if (scores->summary != NULL) {
        cruce_writer_text(writer, scores->summary[summary]);
    } else {
        cruce_writer_whole(writer, summary + 1);
    }
    cruce_writer_text(writer, ",");
    if (!isnan(value)) {
        cri_write_exact(writer, rint(value * 1e4) / 1e4);
    }
    cruce_writer_text(writer, "\n");
}

void cruce_scores_csv(cruce_writer *writer, const cruce_output_scores *scores)
{
    int64_t n_cells = (int64_t)scores->n_scopes * scores->n_measures * scores->n_forecasts;
    cruce_writer_header(writer, scores->summary != NULL ? "scores" : "scores_by_replicate");
    for (int64_t cell = 0; cell < n_cells; cell++) {
        for (int32_t s = 0; s < scores->n_summaries; s++) {
            write_row(writer, scores, cell, s);
        }
    }
}
