/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The report: opens its runs, writes the page around their data.
 * Runs are run.c, their tables frames.c and lists.c, the HTML page.c.
 * Form: web/README.md.
 */
#include "cruce/report.h"

#include <string.h>

#include "report/pack.h"
#include "report/report_internal.h"

typedef struct report {
    int32_t n_runs, n_frames;
    cri_run run[CRUCE_REPORT_MOST_RUNS];
    cri_frame *first; /* [n_frames] of the first run, which the others are compared with */
    cri_lists first_lists;
} report;

/* --- a run --- */

static void write_number(cruce_writer *w, const char *key, int64_t value)
{
    cri_json_key(w, key);
    cruce_writer_whole(w, value);
}

static void write_word(cruce_writer *w, const char *key, const char *text)
{
    cri_json_key(w, key);
    cri_json_text(w, text);
}

static void write_head(cruce_writer *w, const cri_run *run)
{
    cruce_writer_text(w, "{\"name\": ");
    cruce_writer_json_text(w, run->name);
    write_word(w, "title", run->title != NULL ? run->title : "");
    write_word(w, "variant", run->variant);
    write_word(w, "variant_title", run->variant_title);
    write_word(w, "kind", run->is_border ? "border" : "displacement");
    write_word(w, "version", run->version);
    write_word(w, "engine", run->engine);
    write_number(w, "seed", run->seed);
    write_number(w, "replicates", run->n_replicates);
    write_word(w, "start_date", run->start_date);
    write_word(w, "fit_until", run->fit_until);
    write_word(w, "continued_from", run->continued_from);
    cri_json_key(w, "dates");
    cruce_writer_text(w, "{\"first\": ");
    cruce_writer_json_text(w, run->first_date);
    write_number(w, "n", run->n_days);
    cruce_writer_text(w, "}");
    cri_json_key(w, "months");
    for (int32_t m = 0; m < run->n_months; m++) {
        cruce_writer_text(w, m > 0 ? ", " : "[");
        cruce_writer_json_text(w, run->month[m].text);
    }
    cruce_writer_text(w, "]");
}

/* Whether points of two runs at one place in their arrays are of one day. */
static bool has_same_days(const cri_run *a, const cri_run *b)
{
    return strcmp(a->first_date, b->first_date) == 0 && a->n_days == b->n_days;
}

static cruce_status write_frames(cruce_writer *w, report *r, int32_t i, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cri_frame_spec *spec = cri_frame_specs(&r->n_frames);
    const char *comma = "\n";
    cri_json_key(w, "frames");
    cruce_writer_text(w, "[");
    for (int32_t f = 0; f < r->n_frames; f++) {
        cri_frame own = {0}, *frame = i == 0 ? &r->first[f] : &own;
        st = cri_frame_read(frame, &spec[f], &r->run[i], err);
        if (st == CRUCE_OK && frame->is_there) {
            bool has_first = i > 0 && r->first[f].is_there && has_same_days(&r->run[i], &r->run[0]);
            cruce_writer_text(w, comma);
            cri_frame_write(w, frame, has_first ? &r->first[f] : NULL);
            comma = ",\n";
        }
        cri_frame_free(&own);
        if (st != CRUCE_OK) {
            return st;
        }
    }
    cruce_writer_text(w, "]");
    return st;
}

static cruce_status write_run(cruce_writer *w, report *r, int32_t i, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    write_head(w, &r->run[i]);
    TRY(write_frames(w, r, i, err));
    TRY(cri_lists_write(w, &r->run[i], &r->first_lists, err));
    cruce_writer_text(w, "}");
done:
    return st;
}

/* --- differences of each later run to the first --- */

static cruce_status write_pairs(cruce_writer *w, report *r, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cri_json_key(w, "pairs");
    cruce_writer_text(w, "[");
    for (int32_t a = 1; st == CRUCE_OK && a < r->n_runs; a++) {
        cruce_writer_text(w, a > 1 ? ",\n" : "\n");
        st = cri_pair_write(w, r->run, a, 0, err);
    }
    cruce_writer_text(w, "]");
    return st;
}

/* --- what columns mean --- */

/* Tables without the words for folders of files. */
static void write_table_meaning(cruce_writer *w, const char *table)
{
    int32_t n;
    const cruce_column_info *column = cruce_columns_list(&n);
    const char *comma = "";
    cruce_writer_json_text(w, table);
    cruce_writer_text(w, ": {\"sentence\": ");
    cri_json_text(w, cruce_table_sentence(table));
    cri_json_key(w, "columns");
    cruce_writer_text(w, "{");
    for (int32_t c = 0; c < n; c++) {
        if (strcmp(column[c].table, table) == 0) {
            cruce_writer_text(w, comma);
            cruce_writer_json_text(w, column[c].name);
            cruce_writer_text(w, ": {\"unit\": ");
            cruce_writer_json_text(w, column[c].unit);
            cri_json_key(w, "sentence");
            cruce_writer_json_text(w, column[c].sentence);
            cruce_writer_text(w, "}");
            comma = ", ";
        }
    }
    cruce_writer_text(w, "}}");
}

static void write_meanings(cruce_writer *w, const report *r)
{
    const char *last = "", *comma = "\n";
    cri_json_key(w, "columns");
    cruce_writer_text(w, "{");
    for (int32_t f = 0; f < r->n_frames; f++) {
        const char *table = r->first[f].spec->table;
        if (strcmp(table, last) != 0 && cruce_table_sentence(table) != NULL) {
            cruce_writer_text(w, comma);
            write_table_meaning(w, table);
            comma = ",\n";
        }
        last = table;
    }
    cruce_writer_text(w, "}");
}

/* --- all of it --- */

static cruce_status write_data(cruce_writer *w, report *r, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_writer_text(w, "{\"format\": 1, \"made_by\": \"cruce " CRUCE_VERSION "\", \"runs\": [\n");
    for (int32_t i = 0; i < r->n_runs; i++) {
        cruce_writer_text(w, i > 0 ? ",\n" : "");
        TRY(write_run(w, r, i, err));
    }
    cruce_writer_text(w, "]");
    TRY(write_pairs(w, r, err));
    write_meanings(w, r);
    cruce_writer_text(w, "}\n");
done:
    return st;
}

static cruce_status write_report(cruce_writer *writer, report *r, cruce_error *err)
{
    cri_page_begin(writer, r->run[0].title != NULL ? r->run[0].title : r->run[0].name);
    cruce_writer *packed = cri_pack_writer(writer, err);
    if (packed == NULL) {
        return CRUCE_ERR_MEMORY;
    }
    cruce_status st = write_data(packed, r, err);
    cruce_status finished = cruce_writer_finish(packed, st == CRUCE_OK ? err : NULL);
    if (st != CRUCE_OK || finished != CRUCE_OK) {
        return st != CRUCE_OK ? st : finished;
    }
    return cri_page_end(writer, &r->run[0], err);
}

cruce_status cruce_report_write(cruce_writer *writer, const char *const *path, int32_t n,
                                cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    report r = {0};
    if (n < 1 || n > CRUCE_REPORT_MOST_RUNS) {
        return cri_fail(err, CRUCE_ERR_INPUT, "a report is made of 1 to %d runs",
                        CRUCE_REPORT_MOST_RUNS);
    }
    cri_frame_specs(&r.n_frames);
    r.first = cri_calloc((size_t)r.n_frames, sizeof *r.first);
    if (r.first == NULL) {
        return cri_no_memory(err);
    }
    while (r.n_runs < n) {
        cri_run *run = &r.run[r.n_runs++];
        TRY(cri_run_open(run, path[r.n_runs - 1], err));
        TRY(cri_run_goes_with(run, &r.run[0], err));
    }
    TRY(cri_run_name_all(r.run, r.n_runs, err));
    TRY(write_report(writer, &r, err));
done:
    for (int32_t f = 0; f < r.n_frames; f++) {
        cri_frame_free(&r.first[f]);
    }
    for (int32_t i = 0; i < r.n_runs; i++) {
        cri_run_close(&r.run[i]);
    }
    cri_lists_free(&r.first_lists);
    cri_free(r.first);
    return st;
}
