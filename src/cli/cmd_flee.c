/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce flee: stands in for Flee's run script; same words, same CSV on standard output.
 * Reading, running and printing are left to the library.
 * Form: flee-compat sections 0 and 5.5.
 */
#include <unistd.h>

#include "cli.h"

/* Tells the CSV, unless the user has asked to stop. */
typedef struct flee_watch {
    cruce_observer csv;
} flee_watch;

static cruce_status pass_on(void *context, const cruce_day *day, cruce_error *err)
{
    flee_watch *watch = context;
    if (cli_interrupted()) {
        return CRUCE_ERR_RUN;
    }
    return watch->csv.after_day(watch->csv.context, day, err);
}

static int simulate(const cli_options *options, const cruce_scenario *scenario)
{
    cruce_error err = {0};
    int status = CLI_OK;
    cruce_run_options how = {.engine = options->engine, .seed = options->seed};
    cruce_writer *out = cruce_writer_create(NULL, stdout, "standard output", &err);
    cruce_flee_csv *csv = out != NULL ? cruce_flee_csv_create(out, scenario, &err) : NULL;

    if (csv == NULL) {
        cruce_writer_finish(out, NULL);
        return cli_complain_of(CRUCE_ERR_MEMORY, &err);
    }
    flee_watch watch = {.csv = cruce_flee_csv_observer(csv)};
    cruce_observer observer = {.context = &watch, .after_day = pass_on};
    cruce_status st = cruce_simulate(scenario, &how, &observer, &err);
    if (cli_interrupted()) {
        status = cli_complain(CLI_FAILED, "interrupted; the output is not complete");
    } else if (st != CRUCE_OK) {
        status = cli_complain_of(st, &err);
    }
    st = cruce_writer_finish(out, &err);
    if (st != CRUCE_OK && status == CLI_OK) {
        status = cli_complain_of(st, &err);
    }
    cruce_flee_csv_destroy(csv);
    return status;
}

static int run_flee(const cli_options *options)
{
    cruce_scenario *scenario = NULL;
    int64_t n_days, n_warnings;
    const char *settings = options->n_words > 3 ? options->word[3] : NULL;

    if (!cli_parse_whole(options->word[2], 0, 100000, &n_days)) {
        return cli_complain(CLI_WRONG,
                            "DAYS is '%s'; expected a whole number up to 100000, 0 for the length "
                            "in sim_period.csv",
                            options->word[2]);
    }
    if (settings == NULL && access("simsetting.yml", F_OK) == 0) {
        settings = "simsetting.yml"; /* as Flee: in the current directory */
    }
    cruce_read_options where = {.input_dir = options->word[0],
                                .data_dir = options->word[1],
                                .settings_file = settings,
                                .n_days = (int32_t)n_days,
                                .will_run = true};
    int status = cli_read_scenario_at(options, where, &scenario, &n_warnings);
    if (status == CLI_OK) {
        status = simulate(options, scenario);
    }
    cruce_scenario_destroy(scenario);
    return status;
}

const cli_command cli_flee = {
    .name = "flee",
    .words = "INPUT_DIR DATA_DIR DAYS [SETTINGS.yml]",
    .least_words = 3,
    .most_words = 4,
    .options = CLI_SEED | CLI_ENGINE | CLI_SET | CLI_QUIET,
    .run = run_flee,
    .sentence = "stand in for Flee's run script: CSV on standard output",
    .more =
        "  DAYS 0 takes the length from sim_period.csv. Without SETTINGS.yml, simsetting.yml of "
        "the\n"
        "  current directory is read if there is one. One run of one seed; dates as Flee writes\n"
        "  them, a day late. cruce run gives many runs and tables of our own.\n",
};
