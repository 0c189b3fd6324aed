/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Writes frames as JSON. Of a later run, what is the same as in the first is left out at the beginning: variants share
 * their past. Reading is frames.c.
 * Form: web/README.md.
 */
#include <math.h>
#include <string.h>

#include "report/report_internal.h"

/* --- JSON --- */

void cri_json_number(cruce_writer *writer, double value)
{
    if (isfinite(value)) {
        cruce_writer_number(writer, value);
    } else {
        cruce_writer_text(writer, "null");
    }
}

void cri_json_text(cruce_writer *writer, const char *text)
{
    if (text != NULL) {
        cruce_writer_json_text(writer, text);
    } else {
        cruce_writer_text(writer, "null");
    }
}

void cri_json_key(cruce_writer *writer, const char *key)
{
    cruce_writer_text(writer, ", ");
    cruce_writer_json_text(writer, key);
    cruce_writer_text(writer, ": ");
}

static void write_texts(cruce_writer *writer, const char *const *text, int32_t n)
{
    cruce_writer_text(writer, "[");
    for (int32_t i = 0; i < n; i++) {
        cruce_writer_text(writer, i > 0 ? "," : "");
        cruce_writer_json_text(writer, text[i]);
    }
    cruce_writer_text(writer, "]");
}

/* --- numbers --- */

static bool is_same(double a, double b)
{
    return isnan(a) ? isnan(b) : a >= b && a <= b;
}

static bool is_equal(const double *a, const double *b, int32_t n)
{
    int32_t t = 0;
    while (t < n && is_same(a[t], b[t])) {
        t++;
    }
    return t == n;
}

static bool is_constant(const double *value, int32_t n)
{
    for (int32_t t = 1; t < n; t++) {
        if (!is_same(value[t], value[0])) {
            return false;
        }
    }
    return n > 1;
}

/* One series: null without a number, {"same": number} if it does not change, else an array. */
static void write_series(cruce_writer *writer, const double *value, int32_t n)
{
    if (is_constant(value, n)) {
        cruce_writer_text(writer, isnan(value[0]) ? "" : "{\"same\":");
        cri_json_number(writer, value[0]);
        cruce_writer_text(writer, isnan(value[0]) ? "" : "}");
        return;
    }
    cruce_writer_text(writer, "[");
    for (int32_t t = 0; t < n; t++) {
        cruce_writer_text(writer, t > 0 ? "," : "");
        cri_json_number(writer, value[t]);
    }
    cruce_writer_text(writer, "]");
}

/* --- a frame --- */

static bool has_same_series(const cri_frame *a, const cri_frame *b)
{
    if (a->spec != b->spec || a->n_keys != b->n_keys || a->n_times != b->n_times ||
        a->n_summaries != b->n_summaries || strcmp(a->summary[0], b->summary[0]) != 0) {
        return false;
    }
    for (int32_t i = 0; i < a->n_keys * a->n_labels; i++) {
        if (strcmp(a->key[i], b->key[i]) != 0) {
            return false;
        }
    }
    return true;
}

/* The first point at which any series differs; all points before it are the same. */
static int32_t first_difference(const cri_frame *a, const cri_frame *b)
{
    int32_t first = a->n_times;
    int64_t n_series = (int64_t)a->n_keys * a->n_values * a->n_summaries;
    for (int64_t i = 0; i < n_series; i++) {
        const double *x = a->value + i * a->n_times, *y = b->value + i * a->n_times;
        int32_t t = 0;
        while (t < first && is_same(x[t], y[t])) {
            t++;
        }
        first = t;
    }
    return first;
}

/* `first` is NULL, or has the same series in the same order. */
static void write_values(cruce_writer *writer, const cri_frame *f, const cri_frame *first,
                         int32_t v, int32_t s, int32_t from)
{
    cruce_writer_text(writer, "[");
    for (int32_t k = 0; k < f->n_keys; k++) {
        const double *value = cri_frame_cell(f, k, v, s, 0);
        cruce_writer_text(writer, k > 0 ? ",\n" : "\n");
        if (f->spec->time == CRI_NO_TIME) {
            cri_json_number(writer, value[0]);
        } else if (first != NULL &&
                   is_equal(value, cri_frame_cell(first, k, v, s, 0), f->n_times)) {
            cruce_writer_text(writer, "\"=\"");
        } else {
            write_series(writer, value + from, f->n_times - from);
        }
    }
    cruce_writer_text(writer, "]");
}

static void write_keys(cruce_writer *writer, const cri_frame *f)
{
    cri_json_key(writer, "labels");
    write_texts(writer, f->spec->label, f->n_labels);
    cri_json_key(writer, "keys");
    cruce_writer_text(writer, "[");
    for (int32_t k = 0; k < f->n_keys; k++) {
        cruce_writer_text(writer, k > 0 ? "," : "");
        write_texts(writer, f->key + k * f->n_labels, f->n_labels);
    }
    cruce_writer_text(writer, "]");
}

void cri_frame_write(cruce_writer *writer, const cri_frame *f, const cri_frame *first)
{
    static const char *const time[] = {NULL, "date", "month", "hour"};
    bool is_part = first != NULL && f->spec->time != CRI_NO_TIME && has_same_series(f, first);
    int32_t from = is_part ? first_difference(f, first) : 0;
    cruce_writer_text(writer, "{\"table\": ");
    cruce_writer_json_text(writer, f->spec->table);
    cri_json_key(writer, "time");
    cri_json_text(writer, time[f->spec->time]);
    write_keys(writer, f);
    cri_json_key(writer, "from");
    cruce_writer_whole(writer, from);
    cri_json_key(writer, "values");
    cruce_writer_text(writer, "{");
    for (int32_t v = 0; v < f->n_values; v++) {
        cruce_writer_text(writer, v > 0 ? ", " : "");
        cruce_writer_json_text(writer, f->spec->value[v]);
        cruce_writer_text(writer, ": {");
        for (int32_t s = 0; s < f->n_summaries; s++) {
            cruce_writer_text(writer, s > 0 ? ", " : "");
            cruce_writer_json_text(writer, f->summary[s]);
            cruce_writer_text(writer, ": ");
            write_values(writer, f, is_part ? first : NULL, v, s, from);
        }
        cruce_writer_text(writer, "}");
    }
    cruce_writer_text(writer, "}}");
}
