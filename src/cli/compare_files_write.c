/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Paired differences for programs: CSV with the columns of the table `differences`, or the same as JSON.
 * No published method.
 */
#include <math.h>
#include <string.h>

#include "compare_files.h"

void compare_files_header(cruce_writer *writer)
{
    int32_t n;
    const char *comma = "";
    const cruce_column_info *column = cruce_columns_list(&n);
    for (int32_t i = 0; i < n; i++) {
        if (strcmp(column[i].table, "differences") == 0) {
            cruce_writer_text(writer, comma);
            cruce_writer_text(writer, column[i].name);
            comma = ",";
        }
    }
    cruce_writer_text(writer, "\n");
}

static const char *unit_of(const char *table, const char *name)
{
    int32_t n;
    const cruce_column_info *column = cruce_columns_list(&n);
    for (int32_t i = 0; i < n; i++) {
        if (strcmp(column[i].table, table) == 0 && strcmp(column[i].name, name) == 0) {
            return column[i].unit;
        }
    }
    return "";
}

/* A row as it is written: names and texts, then names and numbers. */
enum { TEXTS = 12, NUMBERS = 9 };
typedef struct line {
    const char *text[TEXTS];
    double number[NUMBERS];
} line;

static void write_csv(cruce_writer *w, const line *it)
{
    for (int i = 0; i < TEXTS; i++) {
        cruce_writer_text(w, i > 0 ? "," : "");
        cruce_writer_cell(w, it->text[i]);
    }
    for (int i = 0; i < NUMBERS; i++) {
        cruce_writer_text(w, ",");
        cruce_writer_number(w, it->number[i]);
    }
    cruce_writer_text(w, "\n");
}

static void write_json(cruce_writer *w, const line *it, bool is_first)
{
    static const char *const name[TEXTS + NUMBERS] = {
        "run",      "against", "table", "month",    "component",  "area",    "nationality",
        "crossing", "mode",    "place", "quantity", "unit",       "run_p50", "against_p50",
        "p05",      "p50",     "p95",   "mean",     "replicates", "above",   "below"};
    cruce_writer_text(w, is_first ? "\n{" : ",\n{");
    for (int i = 2; i < TEXTS + NUMBERS; i++) { /* the runs are said above */
        if (i < TEXTS && it->text[i][0] == '\0') {
            continue;
        }
        cruce_writer_text(w, i > 2 ? ", " : "");
        cruce_writer_json_text(w, name[i]);
        cruce_writer_text(w, ": ");
        if (i < TEXTS) {
            cruce_writer_json_text(w, it->text[i]);
        } else if (isnan(it->number[i - TEXTS])) {
            cruce_writer_text(w, "null");
        } else {
            cruce_writer_number(w, it->number[i - TEXTS]);
        }
    }
    cruce_writer_text(w, "}");
}

/* label_name[i] is one of the columns of `differences`, or a column of another table that is not shown. */
static void place_label(line *it, const char *name, const char *label)
{
    static const char *const column[] = {"month",    "component", "area", "nationality",
                                         "crossing", "mode",      "place"};
    for (int i = 0; i < 7; i++) {
        if (strcmp(column[i], name) == 0) {
            it->text[3 + i] = label;
        }
    }
}

static void write_line(compare_files *f, line *it, const cruce_difference *d)
{
    const double number[NUMBERS] = {d->a_p50, d->b_p50, d->p05,     d->p50,    d->p95,
                                    d->mean,  d->n,     d->n_above, d->n_below};
    memcpy(it->number, number, sizeof number);
    it->text[0] = f->name[0];
    it->text[1] = f->name[1];
    if (f->is_json) {
        write_json(f->writer, it, !f->has_lines);
    } else {
        write_csv(f->writer, it);
    }
    f->has_lines = true;
}

void compare_files_write_row(compare_files *f, const char *table, const cruce_pair_row *row)
{
    line it = {.text = {"", "", "", "", "", "", "", "", "", "", "", ""}};
    it.text[2] = table;
    for (int32_t i = 0; i < row->n_labels; i++) {
        place_label(&it, row->label_name[i], row->label[i]);
    }
    for (int32_t c = 0; c < row->n_columns; c++) {
        int64_t first = (int64_t)c * row->n_replicates;
        cruce_difference d =
            cruce_difference_of(row->a + first, row->b + first, row->n_replicates, f->scratch);
        it.text[10] = row->column_name[c];
        it.text[11] = unit_of(table, row->column_name[c]);
        write_line(f, &it, &d);
    }
}

void compare_files_write_sums(compare_files *f, const compare_sums *sums)
{
    for (int64_t i = 0; i < sums->n; i++) {
        const char *label[CRUCE_MOST_PAIR_LABELS];
        line it = {.text = {"", "", "", "", "", "", "", "", "", "", "", ""}};
        it.text[2] = sums->table;
        for (int32_t k = 0; k < sums->n_labels; k++) {
            label[k] = sums->row[i].label[k];
            place_label(&it, sums->label_name[k], label[k]);
        }
        if (!compare_view_has(f->view, sums->table, label)) {
            continue;
        }
        for (int32_t c = 0; c < sums->n_columns; c++) {
            cruce_difference d = compare_sums_difference(sums, &sums->row[i], c, f->scratch);
            it.text[10] = sums->column_name[c];
            it.text[11] = unit_of(sums->table, sums->column_name[c]);
            write_line(f, &it, &d);
        }
    }
}

/* --- JSON --- */

static void write_change(void *context, const cruce_pair_change *change)
{
    compare_files *f = context;
    cruce_writer *w = f->writer;
    cruce_writer_text(w, f->has_lines ? ",\n{\"what\": " : "\n{\"what\": ");
    f->has_lines = true;
    cruce_writer_json_text(w, change->what);
    cruce_writer_text(w, ", \"name\": ");
    cruce_writer_json_text(w, change->name);
    for (int which = 0; which < 2; which++) {
        const char *value = which == 0 ? change->a : change->b;
        cruce_writer_text(w, which == 0 ? ", \"run\": " : ", \"against\": ");
        if (value != NULL) {
            cruce_writer_json_text(w, value);
        } else {
            cruce_writer_text(w, "null");
        }
    }
    cruce_writer_text(w, "}");
}

void compare_files_begin_json(compare_files *f)
{
    cruce_writer *w = f->writer;
    cruce_writer_text(w, "{\"run\": ");
    cruce_writer_json_text(w, f->name[0]);
    cruce_writer_text(w, ", \"against\": ");
    cruce_writer_json_text(w, f->name[1]);
    cruce_writer_text(w, ", \"replicates\": ");
    cruce_writer_whole(w, cruce_pair_replicates_count(f->pair));
    cruce_writer_text(w, ", \"changes\": [");
    cruce_pair_changes(f->pair, write_change, f, NULL);
    f->has_lines = false;
    cruce_writer_text(w, "], \"differences\": [");
}
