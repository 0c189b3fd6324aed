/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The table of scores.
 * What a score is, is left to src/study/score.c.
 * No published method.
 */
#include <math.h>

#include "output/output_internal.h"

void cruce_scores_csv(cruce_writer *writer, const cruce_output_scores *scores)
{
    int64_t cell = 0;
    cri_write_header(writer, "scores");
    for (int32_t i = 0; i < scores->n_scopes; i++) {
        for (int32_t m = 0; m < scores->n_measures; m++) {
            for (int32_t f = 0; f < scores->n_forecasts; f++, cell++) {
                for (int32_t s = 0; s < scores->n_summaries; s++) {
                    double value = scores->value[s][cell];
                    cruce_writer_cell(writer,
                                      scores->place[i] != NULL ? scores->place[i] : "(all)");
                    cruce_writer_text(writer, ",");
                    cruce_writer_text(writer, scores->measure[m]);
                    cruce_writer_text(writer, ",");
                    cruce_writer_text(writer, scores->forecast[f]);
                    cruce_writer_text(writer, ",");
                    cruce_writer_text(writer, scores->summary[s]);
                    cruce_writer_text(writer, ",");
                    if (!isnan(value)) {
                        cruce_writer_double(writer, rint(value * 1e4) / 1e4);
                    }
                    cruce_writer_text(writer, "\n");
                }
            }
        }
    }
}
