/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce compare A.gpkg B.gpkg ...: what later runs changed against the first, replicate by replicate.
 * Pairing is left to src/output, sums to compare_sums.c, what is printed and written to compare_files_print.c and
 * compare_files_write.c.
 * Common random numbers: Law (2015), Simulation Modeling and Analysis, 5th ed., 11.2.
 */
#include "compare_files.h"

#include <stdlib.h>
#include <string.h>

static const char *const tables[COMPARE_TABLES] = {"encounter_months", "port_months",
                                                   "place_months"};

/* "results/deal.gpkg" is deal */
static void name_of_file(const char *path, char *name, size_t size)
{
    const char *slash = strrchr(path, '/');
    const char *last = slash != NULL ? slash + 1 : path;
    snprintf(name, size, "%.*s", (int)(strlen(last) - 5), last);
}

/* Their variants where these tell them apart, else their files. */
static void name_runs(compare_files *f, const char *path_a, const char *path_b)
{
    for (int which = 0; which < 2; which++) {
        const char *variant = cruce_pair_info(f->pair, which, "variant");
        snprintf(f->name[which], sizeof f->name[which], "%s",
                 variant[0] != '\0' ? variant : "base");
    }
    if (strcmp(f->name[0], f->name[1]) == 0) {
        name_of_file(path_a, f->name[0], sizeof f->name[0]);
        name_of_file(path_b, f->name[1], sizeof f->name[1]);
    }
}

/* --- reading --- */

typedef struct taking {
    compare_files *f;
    int table;
} taking;

/* Labels of the row that all areas, nationalities or places of a month are together; false: none. */
static bool label_whole(const char *table, const cruce_pair_row *row, const char **label)
{
    bool is_places = strcmp(table, "place_months") == 0;
    for (int32_t i = 0; i < row->n_labels; i++) {
        label[i] = is_places && i > 0 ? "(all)" : row->label[i];
    }
    return strcmp(table, "port_months") != 0 && compare_view_has(COMPARE_BY_MONTH, table, label);
}

static cruce_status take_row(void *context, const cruce_pair_row *row, cruce_error *err)
{
    const taking *t = context;
    compare_files *f = t->f;
    const char *table = tables[t->table], *month = f->options->month;
    const char *label[CRUCE_MOST_PAIR_LABELS];
    if (month != NULL && strcmp(month, row->label[0]) != 0) {
        return CRUCE_OK;
    }
    f->has_rows = true;
    if (f->writer != NULL && compare_view_has(f->view, table, row->label)) {
        compare_files_write_row(f, table, row);
    }
    memcpy(label, row->label, sizeof *label * (size_t)row->n_labels);
    label[0] = month != NULL ? month : "(all)";
    bool fine = compare_sums_add(&f->total[t->table], row, label, false);
    if (fine && label_whole(table, row, label)) {
        fine = compare_sums_add(&f->month[t->table], row, label, true);
    }
    if (!fine && err != NULL) {
        *err = (cruce_error){.code = CRUCE_ERR_MEMORY};
        snprintf(err->message, sizeof err->message, "%s", cruce_status_text(CRUCE_ERR_MEMORY));
    }
    return fine ? CRUCE_OK : CRUCE_ERR_MEMORY;
}

static int read_tables(compare_files *f)
{
    cruce_error err = {0};
    bool has_any = false;
    for (int t = 0; t < COMPARE_TABLES; t++) {
        taking context = {f, t};
        f->total[t].table = f->month[t].table = tables[t];
        if (!cruce_pair_has(f->pair, tables[t])) {
            continue;
        }
        has_any = true;
        cruce_status st = cruce_pair_each(f->pair, tables[t], take_row, &context, &err);
        if (st != CRUCE_OK) {
            return cli_complain_of(st, &err);
        }
    }
    if (!has_any) {
        return cli_complain(CLI_WRONG,
                            "%s and %s have no table of every replicate by month; run "
                            "both without --tables",
                            f->name[1], f->name[0]);
    }
    if (!f->has_rows) {
        return cli_complain(CLI_WRONG, "no month '%s' is in the results; expected YYYY-MM",
                            f->options->month != NULL ? f->options->month : "");
    }
    return CLI_OK;
}

/* --- one pair --- */

static int compare_two(const cli_options *options, compare_view view, const char *path,
                       const char *first, cruce_writer *writer)
{
    compare_files f = {.options = options, .view = view, .writer = writer};
    cruce_error err = {0};
    cruce_status st = cruce_pair_open(&f.pair, path, first, &err);
    if (st != CRUCE_OK) {
        return cli_complain_of(st, &err);
    }
    f.is_json = (options->given & CLI_JSON) != 0;
    name_runs(&f, path, first);
    f.scratch = calloc(3 * (size_t)cruce_pair_replicates_count(f.pair), sizeof *f.scratch);
    int status = f.scratch != NULL
                     ? CLI_OK
                     : cli_complain(CLI_FAILED, "%s", cruce_status_text(CRUCE_ERR_MEMORY));
    if (status == CLI_OK && f.is_json) {
        compare_files_begin_json(&f);
    }
    if (status == CLI_OK) {
        status = read_tables(&f);
    }
    if (status == CLI_OK && writer != NULL) {
        for (int t = 0; t < COMPARE_TABLES && options->month == NULL; t++) {
            compare_files_write_sums(&f, &f.total[t]);
        }
        compare_files_write_sums(&f, &f.month[COMPARE_TABLES - 1]); /* all places together */
    }
    if (status == CLI_OK && writer == NULL) {
        compare_files_print(&f);
    }
    for (int t = 0; t < COMPARE_TABLES; t++) {
        compare_sums_free(&f.total[t]);
        compare_sums_free(&f.month[t]);
    }
    free(f.scratch);
    cruce_pair_close(f.pair);
    return status;
}

/* --- the command --- */

static int find_view(const cli_options *options, compare_view *view)
{
    const char *names[COMPARE_VIEWS];
    *view = COMPARE_VIEWS;
    for (int v = 0; v < COMPARE_VIEWS; v++) {
        names[v] = compare_view_text((compare_view)v);
        if (options->by != NULL && strcmp(options->by, names[v]) == 0) {
            *view = (compare_view)v;
        }
    }
    if (options->by != NULL && *view == COMPARE_VIEWS) {
        const char *near = cli_nearest(options->by, names, COMPARE_VIEWS);
        return cli_complain(CLI_WRONG,
                            "--by is '%s'; expected month, sector, office, nationality, port or "
                            "place%s%s%s",
                            options->by, near != NULL ? "; did you mean '" : "",
                            near != NULL ? near : "", near != NULL ? "'?" : "");
    }
    return CLI_OK;
}

static int check_options(const cli_options *options)
{
    unsigned of_folders =
        options->given & ((CLI_HOW_TO_RUN & ~(unsigned)CLI_VARIANT) | CLI_VARIANTS | CLI_PAIRS);
    for (int i = 0; i < options->n_words; i++) {
        if (!cli_is_gpkg(options->word[i])) {
            return cli_complain(CLI_WRONG,
                                "'%s' is no NAME.gpkg; compare takes one scenario folder, or two "
                                "or more results",
                                options->word[i]);
        }
    }
    if (options->n_words < 2) {
        return cli_complain(CLI_WRONG, "%s is one result; name another to compare it with",
                            options->word[0]);
    }
    if (of_folders != 0) {
        return cli_complain(CLI_WRONG, "results are compared as they are: -n, --seed, --set, "
                                       "--variants and the like go with cruce run");
    }
    return CLI_OK;
}

int cli_compare_files(const cli_options *options)
{
    compare_view view;
    cruce_error err = {0};
    cruce_writer *writer = NULL;
    bool is_json = (options->given & CLI_JSON) != 0, has_file = options->output != NULL;
    int status = check_options(options);
    if (status == CLI_OK) {
        status = find_view(options, &view);
    }
    status = status == CLI_OK ? cli_keep_inputs(options, options->output) : status;
    if (status == CLI_OK && (is_json || has_file)) {
        writer = cruce_writer_create(options->output, has_file ? NULL : stdout,
                                     has_file ? options->output : "standard output", &err);
        status = writer != NULL ? CLI_OK : cli_complain_of(err.code, &err);
    }
    if (writer != NULL && !is_json) {
        compare_files_header(writer);
    }
    for (int i = 1; status == CLI_OK && i < options->n_words; i++) {
        if (is_json) {
            cruce_writer_text(writer, i == 1 ? "[" : ",\n");
        }
        status = compare_two(options, view, options->word[i], options->word[0], writer);
        if (is_json) {
            cruce_writer_text(writer, i + 1 < options->n_words ? "\n]}" : "\n]}]\n");
        }
    }
    int finished = cli_finish(writer);
    return status != CLI_OK ? status : finished;
}
