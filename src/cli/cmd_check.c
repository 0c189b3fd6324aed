/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce check: read everything, report every problem at once, run nothing.
 * Reading and judging are left to src/input.
 * No published method.
 */
#include "cli.h"

/* Reads the scenario with one variant, or without; says what it is. */
static int check_one(const cli_options *options, const char *variant)
{
    cruce_scenario *scenario = NULL;
    int64_t n_warnings;
    cruce_read_options where = {.folder = options->word[0],
                                .settings_file = options->settings_file,
                                .n_days = options->n_days,
                                .variant = variant};
    int status = cli_read_scenario_at(options, where, &scenario, &n_warnings);

    if (status == CLI_OK && (options->given & CLI_QUIET) == 0) {
        char from[16];
        cruce_date_text(scenario->start_days, from);
        printf("%s%s%s: can be run. Places: %d (camps and final places: %d); roads: %d; days: %d "
               "from %s; warnings: %lld\n",
               options->word[0], variant != NULL ? ", variant " : "",
               variant != NULL ? variant : "", (int)scenario->places.n, (int)scenario->n_camps,
               (int)scenario->links.n / 2, (int)scenario->n_days, from, (long long)n_warnings);
    }
    cruce_scenario_destroy(scenario);
    return status;
}

/* All variants, and what is wrong with any; their base can be read. */
static int check_variants(const cli_options *options)
{
    cruce_variants variants;
    cruce_error err = {0};
    cruce_status st = cruce_variants_read(&variants, options->word[0], NULL, NULL, &err);
    int status = CLI_OK;

    if (st != CRUCE_OK) {
        return cli_complain_of(st, &err);
    }
    for (int32_t i = 0; i < variants.n; i++) {
        int one = check_one(options, variants.variant[i].name);
        status = one != CLI_OK ? one : status;
    }
    cruce_variants_free(&variants);
    return status;
}

static int run_check(const cli_options *options)
{
    int status = check_one(options, options->variant);
    return status == CLI_OK && options->variant == NULL ? check_variants(options) : status;
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
        "  Without --variant the scenario's variants are read too, each on top of it.\n"
        "  Exit status 0 if all can be read, 2 if not.\n",
};
