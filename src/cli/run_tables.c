/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Tables that say what a run was made from and how it compares with published figures.
 * Form is left to src/output, scores to src/study.
 * No published method.
 */
#include <math.h>
#include <stdlib.h>

#include "cli.h"

typedef void run_table_fn(cruce_writer *writer, const cruce_scenario *scenario,
                          const cruce_run_info *info);

static int write_table(const cli_folder *folder, const char *name, run_table_fn *write,
                       const cruce_scenario *scenario, const cruce_run_info *info)
{
    cruce_writer *writer = cli_folder_file(folder, name);
    if (writer == NULL) {
        return CLI_FAILED;
    }
    write(writer, scenario, info);
    return cli_finish(writer);
}

static void write_inputs_csv(cruce_writer *writer, const cruce_scenario *scenario,
                             const cruce_run_info *info)
{
    (void)info;
    cruce_inputs_csv(writer, scenario);
}

static void write_measures_csv(cruce_writer *writer, const cruce_scenario *scenario,
                               const cruce_run_info *info)
{
    (void)info;
    cruce_measures_csv(writer, scenario);
}

static int write_inputs(const cli_folder *folder, const cruce_scenario *scenario,
                        const cruce_run_info *info)
{
    cruce_error err = {0};
    if (folder->gpkg == NULL) {
        return write_table(folder, "inputs.csv", write_inputs_csv, scenario, info);
    }
    cruce_status st = cruce_gpkg_inputs(folder->gpkg, scenario, &err);
    return st == CRUCE_OK ? CLI_OK : cli_complain_of(st, &err);
}

static int write_observed(const cli_folder *folder, const cruce_scenario *scenario,
                          const cruce_ensemble *ensemble)
{
    int32_t n = scenario->border.figures.n;
    int32_t n_replicates = cruce_ensemble_replicates_count(ensemble);
    double *simulated = calloc((size_t)n * CRUCE_OBSERVED_SPREAD + 1, sizeof *simulated);
    double *one = calloc((size_t)n_replicates, sizeof *one);
    int status = CLI_FAILED;
    if (simulated == NULL || one == NULL) {
        cli_complain(CLI_FAILED, "%s", cruce_status_text(CRUCE_ERR_MEMORY));
        goto done;
    }
    for (int32_t row = 0; row < n; row++) {
        cruce_spread spread = cruce_figure_spread(ensemble, row, one);
        double *to = simulated + row * CRUCE_OBSERVED_SPREAD;
        to[0] = n_replicates > 1 ? spread.value[CRUCE_P05] : (double)NAN;
        to[1] = spread.value[CRUCE_P50];
        to[2] = n_replicates > 1 ? spread.value[CRUCE_P95] : (double)NAN;
    }
    cruce_writer *writer = cli_folder_file(folder, "observed.csv");
    if (writer != NULL) {
        cruce_observed_csv(writer, scenario, simulated);
        status = cli_finish(writer);
    }
done:
    free(simulated);
    free(one);
    return status;
}

static int write_border_scores(const cli_folder *folder, const cruce_ensemble *ensemble)
{
    cruce_border_score *score;
    cruce_error err = {0};
    int32_t n;
    cruce_status st = cruce_border_scores_make(ensemble, &score, &n, &err);
    if (st != CRUCE_OK) {
        return cli_complain_of(st, &err);
    }
    cruce_output_border_score *line = calloc((size_t)n + 1, sizeof *line);
    cruce_writer *writer = line != NULL ? cli_folder_file(folder, "border_scores.csv") : NULL;
    for (int32_t i = 0; writer != NULL && i < n; i++) {
        line[i] = (cruce_output_border_score){score[i].scope, score[i].period,   score[i].measure,
                                              score[i].unit,  score[i].forecast, score[i].value};
    }
    if (writer != NULL) {
        cruce_border_scores_csv(writer, line, n);
    }
    int status = writer != NULL ? cli_finish(writer) : CLI_FAILED;
    free(line);
    cruce_border_scores_free(score);
    return status;
}

int cli_write_run_tables(const cli_folder *folder, const cli_options *options,
                         const cruce_run_info *info, const cruce_scenario *scenario,
                         const cruce_ensemble *ensemble)
{
    static const struct {
        const char *name, *file;
        run_table_fn *write;
        bool of_border;
    } tables[] = {{"run_info", "run_info.csv", cruce_run_info_csv, false},
                  {"settings", "settings.csv", cruce_settings_csv, false},
                  {"inputs", "inputs.csv", NULL, false},
                  {"qualities", "qualities.csv", cruce_qualities_csv, false},
                  {"parameters", "parameters.csv", cruce_parameters_csv, true},
                  {"measures", "measures.csv", write_measures_csv, true}};
    bool has_border = cruce_ensemble_has_border(ensemble);
    int status = CLI_OK;
    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == CLI_OK; i++) {
        if (!cli_table_is_wanted(options, tables[i].name) || (tables[i].of_border && !has_border)) {
            continue;
        }
        status = tables[i].write != NULL
                     ? write_table(folder, tables[i].file, tables[i].write, scenario, info)
                     : write_inputs(folder, scenario, info);
    }
    if (status == CLI_OK && has_border && cli_table_is_wanted(options, "observed")) {
        status = write_observed(folder, scenario, ensemble);
    }
    if (status == CLI_OK && has_border && cli_table_is_wanted(options, "border_scores")) {
        status = write_border_scores(folder, ensemble);
    }
    return status;
}
