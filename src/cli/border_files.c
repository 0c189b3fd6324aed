/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What a border adds to the files of a result: its log and ledgers, and names of its series.
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

int cli_write_border(const cli_folder *folder, const cli_options *options,
                     const cruce_scenario *scenario, const cruce_ensemble *ensemble)
{
    int status =
        cli_table_is_wanted(options, "policy_log") ? write_log(folder, scenario, ensemble) : CLI_OK;
    return status == CLI_OK && cli_table_is_wanted(options, "ledger")
               ? write_ledger(folder, ensemble)
               : status;
}
