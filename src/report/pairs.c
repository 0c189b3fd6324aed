/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Paired differences of two runs as frames, replicate by replicate where both drew the same chance.
 * Whether two runs can be compared, and going through their rows, is left to cruce/pairs.h.
 * Source: Law (2015), Simulation Modeling and Analysis, 5th ed., 11.2.
 */
#include "cruce/pairs.h"

#include <string.h>

#include "report/report_internal.h"

typedef struct filling {
    cri_frame frame;
    cri_run *run;
    int32_t k, month; /* of the row before */
    double *scratch;  /* [replicates] */
} filling;

/* The place of a name in a list, -1 if it is not there. */
static int32_t place_of(const char *const *list, int32_t n, const char *name)
{
    for (int32_t i = 0; i < n; i++) {
        if (strcmp(list[i], name) == 0) {
            return i;
        }
    }
    return -1;
}

/* The month of a row in the run, -1 if it has no such month. */
static int32_t month_of(filling *it, const cruce_pair_row *row)
{
    int32_t label = place_of(row->label_name, row->n_labels, "month");
    for (int32_t i = 0; label >= 0 && i < it->run->n_months; i++) {
        int32_t m = (it->month + i) % it->run->n_months;
        if (strcmp(it->run->month[m].text, row->label[label]) == 0) {
            it->month = m;
            return m;
        }
    }
    return -1;
}

static void take_column(filling *it, const cruce_pair_row *row, int32_t v, int32_t month)
{
    const cri_frame *f = &it->frame;
    int32_t column = place_of(row->column_name, row->n_columns, f->spec->value[v]);
    if (column < 0) {
        return;
    }
    int64_t at = (int64_t)column * row->n_replicates;
    cruce_difference d =
        cruce_difference_of(row->a + at, row->b + at, row->n_replicates, it->scratch);
    const double value[CRI_MOST_SUMMARIES] = {d.p05, d.p50, d.p95};
    for (int32_t s = 0; s < f->n_summaries; s++) {
        *cri_frame_cell(f, it->k, v, s, month) = f->n_summaries > 1 ? value[s] : d.p50;
    }
}

static cruce_status take_row(void *context, const cruce_pair_row *row, cruce_error *err)
{
    filling *it = context;
    const char *label[CRI_MOST_LABELS];
    int32_t month = month_of(it, row);
    for (int32_t i = 0; i < it->frame.n_labels; i++) {
        int32_t at = place_of(row->label_name, row->n_labels, it->frame.spec->label[i]);
        if (at < 0) {
            month = -1;
        } else {
            label[i] = row->label[at];
        }
    }
    if (month < 0) {
        return CRUCE_OK;
    }
    cruce_status st = cri_frame_key(&it->frame, it->run, label, &it->k, err);
    for (int32_t v = 0; st == CRUCE_OK && v < it->frame.n_values; v++) {
        take_column(it, row, v, month);
    }
    return st;
}

static cruce_status write_frames(cruce_writer *w, const cruce_pair *pair, cri_run *run,
                                 cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    int32_t n;
    const cri_frame_spec *spec = cri_pair_specs(&n);
    const char *comma = "\n";
    filling it = {.run = run};
    it.scratch = cri_calloc((size_t)cruce_pair_replicates_count(pair), sizeof *it.scratch);
    if (it.scratch == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t i = 0; st == CRUCE_OK && i < n; i++) {
        if (!cruce_pair_has(pair, spec[i].table)) {
            continue;
        }
        cri_frame_begin(&it.frame, &spec[i], run);
        st = cruce_pair_each(pair, spec[i].table, take_row, &it, err);
        if (st == CRUCE_OK && it.frame.n_keys > 0) {
            cruce_writer_text(w, comma);
            cri_frame_write(w, &it.frame, NULL);
            comma = ",\n";
        }
        cri_frame_free(&it.frame);
    }
    cri_free(it.scratch);
    return st;
}

/* Why two runs have no replicates to compare; without names of files, which are nobody's business in a page. */
static void say_why_not(cruce_writer *w, const cri_run *a, const cri_run *b)
{
    bool is_other_engine = strcmp(a->engine, b->engine) != 0;
    cri_json_key(w, "why_not");
    cruce_writer_json_text(w, a->seed != b->seed ? "they have different seeds"
                              : a->n_replicates != b->n_replicates
                                  ? "they have different numbers of replicates"
                              : is_other_engine
                                  ? "they have different engines"
                                  : "they do not hold every replicate of the same things");
}

cruce_status cri_pair_write(cruce_writer *w, cri_run *run, int32_t a, int32_t b, cruce_error *err)
{
    cruce_pair *pair = NULL;
    cruce_error why = {0};
    cruce_status st = cruce_pair_open(&pair, run[a].path, run[b].path, &why);
    cruce_writer_text(w, "{\"a\": ");
    cruce_writer_whole(w, a);
    cri_json_key(w, "b");
    cruce_writer_whole(w, b);
    cri_json_key(w, "frames");
    cruce_writer_text(w, "[");
    if (st == CRUCE_OK) {
        st = write_frames(w, pair, &run[a], err);
        cruce_writer_text(w, "]");
    } else {
        cruce_writer_text(w, "]");
        say_why_not(w, &run[a], &run[b]);
        st = st == CRUCE_ERR_INPUT ? CRUCE_OK : cri_fail(err, st, "%s", why.message);
    }
    cruce_writer_text(w, "}");
    cruce_pair_close(pair);
    return st;
}
