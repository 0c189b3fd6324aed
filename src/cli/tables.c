/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The tables of a run: which are wanted, and from the ensemble to the files of a result, part by part.
 * Numbers come from src/study, form from src/output; tables without replicates are written by cmd_run.c,
 * border_files.c and run_tables.c.
 * No published method.
 */
#include <string.h>

#include "cli.h"

/* Tables of a run that are not made of replicates row by row. */
static const char *const other_tables[] = {"registered", "scores",   "policy_log",   "ledger",
                                           "run_info",   "settings", "inputs",       "parameters",
                                           "measures",   "observed", "border_scores"};
enum { N_OTHER_TABLES = sizeof other_tables / sizeof *other_tables, NAME_BYTES = 64 };

static const char by_replicate[] = "_by_replicate";

/* --- which are wanted --- */

/* Whether a list "a,b,c" has the name. */
static bool lists(const char *list, const char *name, size_t length)
{
    for (const char *at = list; *at != '\0';) {
        size_t n = strcspn(at, ",");
        if (n == length && strncmp(at, name, n) == 0) {
            return true;
        }
        at += n + (at[n] == ',' ? 1 : 0);
    }
    return false;
}

bool cli_table_is_wanted(const cli_options *options, const char *table)
{
    return options->tables == NULL || lists(options->tables, table, strlen(table));
}

bool cli_replicates_are_wanted(const cli_options *options, const char *table, bool unasked)
{
    char name[NAME_BYTES];
    bool is_asked = (options->given & CLI_EVERY_REPLICATE) != 0;
    if (options->tables == NULL) {
        return is_asked || unasked;
    }
    snprintf(name, sizeof name, "%s%s", table, by_replicate);
    return lists(options->tables, name, strlen(name)) ||
           (is_asked && lists(options->tables, table, strlen(table)));
}

static bool replicates_are_wanted(const cli_options *options, cruce_table_id table)
{
    return cli_replicates_are_wanted(options, cruce_table_text(table),
                                     cruce_table_is_compared(table));
}

static bool is_name(const char *text, const char *name, size_t length)
{
    return strlen(text) == length && strncmp(text, name, length) == 0;
}

/* Whether a run may have a table of that name. */
static bool is_table(const char *name, size_t length)
{
    size_t tail = sizeof by_replicate - 1;
    bool is_found = false;
    if (length > tail && strncmp(name + length - tail, by_replicate, tail) == 0) {
        length -= tail;
        is_found = is_name("scores", name, length);
    } else {
        for (int i = 0; i < N_OTHER_TABLES; i++) {
            is_found = is_found || is_name(other_tables[i], name, length);
        }
    }
    for (cruce_table_id t = 0; t < cruce_tables_count(); t++) {
        is_found = is_found || is_name(cruce_table_text(t), name, length);
    }
    return is_found;
}

static int unknown_table(const char *name, size_t length)
{
    char known[700];
    size_t used = 0;
    for (cruce_table_id t = 0; t < cruce_tables_count(); t++) {
        used += (size_t)snprintf(known + used, sizeof known - used, "%s, ", cruce_table_text(t));
    }
    for (int i = 0; i < N_OTHER_TABLES; i++) {
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%s", other_tables[i],
                                 i + 1 < N_OTHER_TABLES ? ", " : "");
    }
    return cli_complain(CLI_WRONG,
                        "--tables: a run has no table '%.*s'; it has %s, and those with "
                        "summaries also as TABLE%s",
                        (int)length, name, known, by_replicate);
}

int cli_check_tables(const cli_options *options)
{
    for (const char *at = options->tables; at != NULL && *at != '\0';) {
        size_t n = strcspn(at, ",");
        if (!is_table(at, n)) {
            return unknown_table(at, n);
        }
        at += n + (at[n] == ',' ? 1 : 0);
    }
    return CLI_OK;
}

bool cli_hours_are_wanted(const cli_options *options)
{
    cruce_table_id hours = CRUCE_PLACE_TABLES + CRUCE_T_PORT_HOURS;
    return cli_table_is_wanted(options, cruce_table_text(hours)) ||
           replicates_are_wanted(options, hours);
}

/* --- writing one --- */

typedef struct table_rows {
    const cruce_ensemble *ensemble;
    cruce_table_id table;
    cruce_writer *writer;
    int32_t n_variants;
    const char *const *summary;   /* NULL: replicates */
    const cruce_table_part *part; /* that is being written, and the row that comes next */
    int64_t at;
    cruce_label label[CRUCE_MOST_LABELS];
    const char *text[CRUCE_MOST_ROW_LABELS];
} table_rows;

/* The next row of the part that is not left out. */
static bool next_rows(void *context, cruce_row_group *group)
{
    table_rows *rows = context;
    const cruce_table_part *part = rows->part;
    while (rows->at < part->n_rows && part->is_empty[rows->at]) {
        rows->at++;
    }
    if (rows->at == part->n_rows) {
        return false;
    }
    int64_t i = rows->at++;
    int32_t n =
        cruce_table_row_labels(rows->ensemble, rows->table, part->first_row + i, rows->label);
    for (int32_t k = 0; k < n; k++) {
        rows->text[k] = rows->label[k].text != NULL ? rows->label[k].text : rows->label[k].room;
    }
    *group = (cruce_row_group){.n_labels = n,
                               .n_variants = rows->n_variants,
                               .n_columns = part->n_columns,
                               .label = rows->text,
                               .summary = rows->summary,
                               .value = part->value + i * part->n_variants * part->n_columns};
    return true;
}

static cruce_status take_part(void *context, const cruce_table_part *part, cruce_error *err)
{
    table_rows *rows = context;
    (void)err; /* failures of writing show when the writer is finished */
    if (cli_interrupted()) {
        return CRUCE_ERR_RUN;
    }
    rows->part = part;
    rows->at = 0;
    cruce_writer_rows(rows->writer, next_rows, rows);
    return CRUCE_OK;
}

static int write_table(const cli_folder *folder, const cruce_ensemble *ensemble,
                       cruce_table_id table, bool every_replicate, const cruce_executor *executor)
{
    char name[NAME_BYTES], file[NAME_BYTES + 8];
    cruce_error err = {0};
    table_rows rows = {.ensemble = ensemble, .table = table};
    snprintf(name, sizeof name, "%s%s", cruce_table_text(table),
             every_replicate ? by_replicate : "");
    snprintf(file, sizeof file, "%s.csv", name);
    rows.writer = cli_folder_file(folder, file);
    if (rows.writer == NULL) {
        return CLI_FAILED;
    }
    rows.n_variants = cruce_ensemble_replicates_count(ensemble);
    if (!every_replicate) {
        rows.n_variants = cli_summary_names(rows.n_variants, &rows.summary);
    }
    cruce_writer_header(rows.writer, name);
    cruce_status st =
        cruce_table_stream(ensemble, table, every_replicate, executor, take_part, &rows, &err);
    int finished = cli_finish(rows.writer);
    if (cli_interrupted()) {
        return cli_complain(CLI_FAILED, "interrupted; nothing was written");
    }
    return st != CRUCE_OK ? cli_complain_of(st, &err) : finished;
}

int cli_write_tables(const cli_folder *folder, const cli_options *options,
                     const cruce_ensemble *ensemble)
{
    int status = CLI_OK;
    cruce_executor threads = cli_executor(options);
    for (cruce_table_id t = 0; t < cruce_tables_count() && status == CLI_OK; t++) {
        /* A table of people is there without rows too, one of the border is not. */
        if (t >= CRUCE_PLACE_TABLES && cruce_table_rows_count(ensemble, t) == 0) {
            continue;
        }
        if (cli_table_is_wanted(options, cruce_table_text(t))) {
            status = write_table(folder, ensemble, t, false, &threads);
        }
        if (status == CLI_OK && replicates_are_wanted(options, t)) {
            status = write_table(folder, ensemble, t, true, &threads);
        }
    }
    return status;
}
