/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce check: read everything, report every problem at once, run nothing.
 * Reading and judging are left to src/input.
 * No published method.
 */
#include "cli.h"

static int run_check(const cli_options *options)
{
    cruce_scenario *scenario = NULL;
    int64_t n_warnings;
    cruce_read_options where = {.folder = options->word[0],
                                .settings_file = options->settings_file,
                                .n_days = options->n_days,
                                .variant = options->variant};
    int status = cli_read_scenario_at(options, where, &scenario, &n_warnings);

    if (status != CLI_OK) {
        return status;
    }
    if ((options->given & CLI_QUIET) == 0) {
        char from[16];
        cruce_date_text(scenario->start_days, from);
        printf(
            "%s: can be run. Places: %d (camps and final places: %d); roads: %d; days: %d from %s; "
            "warnings: %lld\n",
            options->word[0], (int)scenario->places.n, (int)scenario->n_camps,
            (int)scenario->links.n / 2, (int)scenario->n_days, from, (long long)n_warnings);
    }
    cruce_scenario_destroy(scenario);
    return CLI_OK;
}

const cli_command cli_check = {
    .name = "check",
    .words = "FOLDER",
    .least_words = 1,
    .most_words = 1,
    .options = CLI_SETTINGS | CLI_SET | CLI_VARIANT | CLI_DAYS | CLI_QUIET,
    .run = run_check,
    .sentence = "read everything, report every problem at once, run nothing",
    .more =
        "  Prints each problem as file:line:column: what was found, what was expected. Warnings\n"
        "  name what is accepted but odd, and settings whose behaviour this version does not "
        "have.\n"
        "  Exit status 0 if the scenario can be read, 2 if not.\n",
};
