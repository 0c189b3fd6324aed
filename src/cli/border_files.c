/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The border's tables of a run: from the ensemble to the files of a result.
 * Numbers come from src/study, form from src/output.
 * No published method.
 */
#include <math.h>
#include <stdlib.h>

#include "cli.h"

const char *cli_deal_note(const cruce_scenario *scenario)
{
    enum { DEAL = 2 }; /* no|yes|deal */
    const cruce_parameter_rows *rows = &scenario->border.parameter_rows;
    for (int32_t i = 0; i < rows->n; i++) {
        if (rows->calibrate[i] == DEAL) {
            return " but the deal's strength, fitted on one month";
        }
    }
    return "";
}

/* One table of an ensemble as rows for the writer. */
typedef struct table_rows {
    const cruce_ensemble *ensemble;
    cruce_border_table table;
    cruce_label label[CRUCE_MOST_LABELS];
    int32_t n_summaries;
    double *one; /* [replicates] scratch */
} table_rows;

static int32_t labels_of(void *context, int64_t row, const char *text[CRUCE_MOST_ROW_LABELS])
{
    table_rows *rows = context;
    int32_t n = cruce_border_row_labels(rows->ensemble, rows->table, row, rows->label);
    for (int32_t i = 0; i < n; i++) {
        text[i] = rows->label[i].text != NULL ? rows->label[i].text : rows->label[i].room;
    }
    return n;
}

/* Days on which no replicate has the group, and modes that carry nothing, are left out. */
static bool values_of(void *context, int64_t row, double *value)
{
    table_rows *rows = context;
    int32_t n = cruce_border_columns_count(rows->table);
    bool is_sparse = rows->table == CRUCE_T_GROUP_DAYS || rows->table == CRUCE_T_CONTRABAND_DAYS;
    bool has_some = false;

    for (int32_t c = 0; c < n; c++) {
        cruce_spread spread = cruce_border_spread(rows->ensemble, rows->table, row, c, rows->one);
        for (int32_t s = 0; s < rows->n_summaries; s++) {
            value[c * rows->n_summaries + s] = spread.value[s];
        }
        has_some = has_some || spread.value[CRUCE_MEAN] > 0;
    }
    return has_some || !is_sparse;
}

static int write_table(const cli_folder *folder, const cruce_ensemble *ensemble,
                       cruce_border_table table, double *one)
{
    char name[64];
    table_rows context = {.ensemble = ensemble, .table = table, .one = one};
    cruce_rows rows = {.context = &context,
                       .table = cruce_border_table_text(table),
                       .n_rows = cruce_border_rows_count(ensemble, table),
                       .n_columns = cruce_border_columns_count(table),
                       .labels = labels_of,
                       .values = values_of};
    rows.n_summaries = cli_summary_names(cruce_ensemble_replicates_count(ensemble), &rows.summary);
    context.n_summaries = rows.n_summaries;
    snprintf(name, sizeof name, "%s.csv", rows.table);
    cruce_writer *writer = cli_folder_file(folder, name);
    if (writer == NULL) {
        return CLI_FAILED;
    }
    cruce_rows_csv(writer, &rows);
    return cli_finish(writer);
}

static int write_ledger(const cli_folder *folder, const cruce_ensemble *ensemble)
{
    cruce_output_ledger line[CRUCE_LEDGERS];
    cruce_writer *writer = cli_folder_file(folder, "ledger.csv");
    if (writer == NULL) {
        return CLI_FAILED;
    }
    for (int32_t i = 0; i < CRUCE_LEDGERS; i++) {
        cruce_ledger ledger = (cruce_ledger)i;
        cruce_ledger_sum sum = cruce_border_ledger(ensemble, ledger);
        line[i] = (cruce_output_ledger){.name = cruce_ledger_text(ledger),
                                        .unit = cruce_ledger_unit(ledger),
                                        .n_checks = sum.n_checks,
                                        .largest = sum.largest};
    }
    cruce_ledger_csv(writer, line, CRUCE_LEDGERS);
    return cli_finish(writer);
}

static int write_log(const cli_folder *folder, const cruce_scenario *scenario,
                     const cruce_ensemble *ensemble)
{
    int64_t n;
    cruce_log_line *lines;
    cruce_error err = {0};
    cruce_status st = cruce_border_log(ensemble, &lines, &n, &err);
    cruce_writer *writer = st == CRUCE_OK ? cli_folder_file(folder, "policy_log.csv") : NULL;

    if (writer == NULL) {
        cruce_log_lines_free(lines);
        return st == CRUCE_OK ? CLI_FAILED : cli_complain_of(st, &err);
    }
    cruce_policy_log_header(writer);
    for (int64_t i = 0; i < n; i++) {
        cruce_policy_log_line(writer, scenario, &lines[i].entry,
                              (double)lines[i].n_replicates /
                                  cruce_ensemble_replicates_count(ensemble));
    }
    cruce_log_lines_free(lines);
    return cli_finish(writer);
}

int cli_write_border(const cli_folder *folder, const cruce_scenario *scenario,
                     const cruce_ensemble *ensemble)
{
    int status = CLI_OK;
    double *one = calloc((size_t)cruce_ensemble_replicates_count(ensemble), sizeof *one);
    if (one == NULL) {
        return cli_complain(CLI_FAILED, "%s", cruce_status_text(CRUCE_ERR_MEMORY));
    }
    for (int t = 0; t < CRUCE_BORDER_TABLES && status == CLI_OK; t++) {
        if (cruce_border_rows_count(ensemble, (cruce_border_table)t) > 0) {
            status = write_table(folder, ensemble, (cruce_border_table)t, one);
        }
    }
    free(one);
    if (status == CLI_OK) {
        status = write_log(folder, scenario, ensemble);
    }
    return status == CLI_OK ? write_ledger(folder, ensemble) : status;
}
