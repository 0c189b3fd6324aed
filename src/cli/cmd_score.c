/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce score: simulated against registered counts, beside naive forecasts.
 * The scores come from src/study/score.c, or from a result of cruce run; score_table.c prints them.
 * No published method here.
 */
#include <stdlib.h>
#include <unistd.h>

#include "cli.h"

/* As a table, as CSV or as JSON, as the options say. */
static int print_as_asked(const cli_options *options, const char *heading, const char *const *name,
                          const cruce_scores *scores)
{
    cruce_error err = {0};
    if ((options->given & CLI_CSV) != 0) {
        cruce_writer *w = cruce_writer_create(NULL, stdout, "standard output", &err);
        if (w == NULL) {
            return cli_complain_of(err.code, &err);
        }
        int status = cli_write_scores(w, name, scores);
        int finished = cli_finish(w);
        return status != CLI_OK ? status : finished;
    }
    if ((options->given & CLI_JSON) != 0) {
        cli_print_scores_json(name, scores);
    } else {
        cli_print_scores(heading, name, scores);
    }
    return CLI_OK;
}

/* The scores that a run has left in its folder. */
static int score_result(const cli_options *options)
{
    cli_read_scores_result read = {0};
    char heading[1400];

    if ((options->given & CLI_HOW_TO_RUN) != 0) {
        return cli_complain(CLI_WRONG,
                            "%s is the result of a run, which is shown as it is; how to run is for "
                            "the folder of a scenario",
                            options->word[0]);
    }
    int status = cli_read_scores(options->word[0], &read);
    if (status == CLI_OK) {
        snprintf(heading, sizeof heading, "%s: simulated against registered counts, %s",
                 options->word[0],
                 read.scores.n_replicates > 1 ? "median (5-95 %) of the replicates"
                                              : "one run of one seed: no band");
        status = print_as_asked(options, heading, read.name, &read.scores);
    }
    cli_read_scores_free(&read);
    return status;
}

static int print_ensemble_scores(const cli_options *options, const cruce_scenario *scenario,
                                 const cruce_scores *scores)
{
    char heading[1400], how[64];
    const char **name = cli_score_names(scenario, scores);
    if (name == NULL) {
        return CLI_FAILED;
    }
    if (scores->n_replicates > 1) {
        snprintf(how, sizeof how, "median (5-95 %%) of %d replicates of seed %lu",
                 (int)scores->n_replicates, (unsigned long)options->seed);
    } else {
        snprintf(how, sizeof how, "one run of one seed (%lu): no band",
                 (unsigned long)options->seed);
    }
    snprintf(heading, sizeof heading, "%s: simulated against registered counts, %d days, %s",
             scenario->title, (int)scores->n_days, how);
    int status = print_as_asked(options, heading, name, scores);
    free(name);
    return status;
}

static int score_scenario(const cli_options *options)
{
    cruce_scenario *scenario = NULL;
    cruce_ensemble *ensemble = NULL;
    cruce_scores scores = {0};
    cruce_error err = {0};
    int status = cli_read_scenario(options, &scenario);

    if (status == CLI_OK) {
        status = cli_run_ensemble(options, scenario, false, NULL, &ensemble);
    }
    if (status == CLI_OK && cruce_ensemble_has_border(ensemble)) {
        status = cli_score_border(options, scenario, ensemble);
    } else if (status == CLI_OK) {
        cruce_status st = cruce_scores_make(&scores, ensemble, &err);
        status = st == CRUCE_OK ? print_ensemble_scores(options, scenario, &scores)
                                : cli_complain_of(st, &err);
    }
    cruce_scores_free(&scores);
    cruce_ensemble_destroy(ensemble);
    cruce_scenario_destroy(scenario);
    return status;
}

static int run_score(const cli_options *options)
{
    char path[1400];
    snprintf(path, sizeof path, "%s/run.json", options->word[0]);
    return access(path, F_OK) == 0 ? score_result(options) : score_scenario(options);
}

const cli_command cli_score = {
    .name = "score",
    .words = "FOLDER",
    .least_words = 1,
    .most_words = 1,
    .options = CLI_HOW_TO_RUN | CLI_QUIET | CLI_JSON | CLI_CSV | CLI_FULL,
    .run = run_score,
    .sentence = "simulated against registered or published counts, beside naive forecasts",
    .more =
        "  Runs the replicates and holds them against the registered counts of the scenario: "
        "averaged\n"
        "  relative difference (as Flee defines it, plain and rescaled), root mean squared "
        "error and\n"
        "  mean absolute scaled error, for all camps together and each. Two naive forecasts of "
        "the\n"
        "  same day's total stand beside it; where one is better, the table says so.\n"
        "  With a border (people.csv), months are held against figures.csv instead: encounters in "
        "all, by\n"
        "  sector and nationality, and crossings at ports, beside the last value carried "
        "forward; --full\n"
        "  shows every series.\n"
        "  FOLDER may also be the result of cruce run: then its scores are shown again.\n",
};
