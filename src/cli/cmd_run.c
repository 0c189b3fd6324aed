/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce run: replicates of a scenario, tables into a folder, a short summary at the end.
 * Running is left to src/study, tables to src/output, the summary to run_summary.c.
 * No published method.
 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* The last part of the scenario's folder, for "NAME-result". */
static void default_output(const char *scenario_folder, char *path, size_t size)
{
    size_t end = strlen(scenario_folder);
    while (end > 1 && scenario_folder[end - 1] == '/') {
        end--;
    }
    size_t begin = end;
    while (begin > 0 && scenario_folder[begin - 1] != '/') {
        begin--;
    }
    bool has_name = end > begin && scenario_folder[end - 1] != '.' && scenario_folder[begin] != '/';
    snprintf(path, size, "%.*s-result", has_name ? (int)(end - begin) : 5,
             has_name ? scenario_folder + begin : "cruce");
}

static int write_registered(const cli_folder *folder, const cruce_scenario *scenario,
                            const cruce_ensemble *ensemble)
{
    cruce_writer *writer = cli_folder_file(folder, "registered.csv");
    if (writer == NULL) {
        return CLI_FAILED;
    }
    cruce_registered_csv(writer, scenario, cruce_ensemble_registered(ensemble),
                         cruce_ensemble_first_day(ensemble), scenario->n_days);
    return cli_finish(writer);
}

typedef int write_scores_fn(cruce_writer *writer, const char *const *name,
                            const cruce_scores *scores);

static int write_scores_file(const cli_folder *folder, const char *file, write_scores_fn *write,
                             const char *const *name, const cruce_scores *scores)
{
    cruce_writer *writer = cli_folder_file(folder, file);
    int status = writer != NULL ? write(writer, name, scores) : CLI_FAILED;
    int finished = cli_finish(writer);
    return status != CLI_OK ? status : finished;
}

/* scores.csv, where some camp has registered counts; every replicate if asked for. */
static int write_scores(const cli_folder *folder, const cli_options *options,
                        const cruce_scenario *scenario, const cruce_ensemble *ensemble)
{
    bool is_wanted = cli_table_is_wanted(options, "scores");
    bool every_is_wanted = cli_replicates_are_wanted(options, "scores", false);
    cruce_scores scores = {0};
    cruce_error err = {0};
    if (!is_wanted && !every_is_wanted) {
        return CLI_OK;
    }
    cruce_status st = cruce_scores_make(&scores, ensemble, &err);
    if (st != CRUCE_OK) {
        return st == CRUCE_ERR_INPUT ? CLI_OK : cli_complain_of(st, &err);
    }
    const char **name = cli_score_names(scenario, &scores);
    int status = name != NULL ? CLI_OK : CLI_FAILED;
    if (status == CLI_OK && is_wanted) {
        status = write_scores_file(folder, "scores.csv", cli_write_scores, name, &scores);
    }
    if (status == CLI_OK && every_is_wanted) {
        status = write_scores_file(folder, "scores_by_replicate.csv", cli_write_scores_by_replicate,
                                   name, &scores);
    }
    cruce_scores_free(&scores);
    free(name);
    return status;
}

/* What the run was made from: tables, and run.json. */
static int write_origin(const cli_folder *folder, const cli_options *options,
                        const cruce_scenario *scenario, const cruce_ensemble *ensemble)
{
    char date[16];
    cruce_run_info info = {.engine = options->engine,
                           .seed = options->seed,
                           .n_replicates = options->n_replicates,
                           .n_overrides = options->n_sets,
                           .override_text = options->set};
    if (options->from_state != NULL) {
        cruce_date_text(cruce_state_date(options->from_state), date);
        info.continued_from = date;
    }
    int status = cli_write_run_tables(folder, options, &info, scenario, ensemble);
    cruce_writer *writer = status == CLI_OK ? cli_folder_file(folder, "run.json") : NULL;
    if (writer == NULL) {
        return CLI_FAILED;
    }
    cruce_run_json(writer, scenario, &info);
    return cli_finish(writer);
}

static int write_result(cli_folder *folder, const cli_options *options,
                        const cruce_scenario *scenario, const cruce_ensemble *ensemble)
{
    int status = cli_write_tables(folder, options, ensemble);
    if (status == CLI_OK && scenario->has_register && cli_table_is_wanted(options, "registered")) {
        status = write_registered(folder, scenario, ensemble);
    }
    if (status == CLI_OK && scenario->has_register) {
        status = write_scores(folder, options, scenario, ensemble);
    }
    if (status == CLI_OK && cruce_ensemble_has_border(ensemble)) {
        status = cli_write_border(folder, options, scenario, ensemble);
    }
    if (status == CLI_OK) {
        status = cli_write_states(folder, scenario, ensemble, options);
    }
    if (status == CLI_OK) {
        status = write_origin(folder, options, scenario, ensemble);
    }
    cruce_error err = {0};
    if (status == CLI_OK && cruce_ensemble_check(ensemble, &err) != CRUCE_OK) {
        status = cli_complain_of(err.code, &err);
    }
    if (status == CLI_OK && cli_interrupted()) {
        status = cli_complain(CLI_FAILED, "interrupted; nothing was written");
    }
    return status == CLI_OK ? cli_folder_commit(folder) : status;
}

/* What is said of a run that is written: for readers, or as JSON. */
static int print_summary(const cli_options *options, const cruce_scenario *scenario,
                         const cruce_ensemble *ensemble, const char *path, double started)
{
    cruce_summary places = {0};
    cruce_error err = {0};
    cruce_status st = cruce_ensemble_last_places(ensemble, &places, &err);
    if (st != CRUCE_OK) {
        return cli_complain_of(st, &err);
    }
    if ((options->given & CLI_QUIET) == 0) {
        cli_print_summary(stderr, options, scenario, ensemble, &places, path);
        cli_print_effort(started);
    }
    if ((options->given & CLI_JSON) != 0) {
        cli_print_summary_json(options, scenario, ensemble, &places, path);
    }
    cruce_summary_free(&places);
    return CLI_OK;
}

/* What is too large for memory goes to TMPDIR, or beside the result: the usual /tmp may be in memory itself. */
static void name_aside(const char *path, char *folder, size_t size)
{
    const char *named = getenv("TMPDIR"), *slash = strrchr(path, '/');
    if (named != NULL && named[0] != '\0') {
        snprintf(folder, size, "%s", named);
    } else if (slash != NULL) {
        snprintf(folder, size, "%.*s", slash > path ? (int)(slash - path) : 1, path);
    } else {
        snprintf(folder, size, ".");
    }
}

/* Everything between the output folder's two ends. */
static int run_into(cli_folder *folder, const cli_options *options, const cruce_scenario *scenario)
{
    cruce_ensemble *ensemble = NULL;
    char aside[1024];
    double started = cli_seconds();
    name_aside(folder->path, aside, sizeof aside);
    int status =
        cli_run_ensemble(options, scenario, cli_hours_are_wanted(options), aside, &ensemble);

    if (status == CLI_OK) {
        status = write_result(folder, options, scenario, ensemble);
    }
    if (status == CLI_OK) {
        status = print_summary(options, scenario, ensemble, folder->path, started);
    }
    cruce_ensemble_destroy(ensemble);
    return status;
}

static int run_run(const cli_options *given)
{
    cruce_scenario *scenario = NULL;
    cli_folder folder = {0};
    cli_state state = {0};
    cli_options options = *given;
    char named[1024];

    if (options.output == NULL) {
        default_output(options.word[0], named, sizeof named);
    }
    int status = cli_check_tables(&options);
    if (status == CLI_OK) {
        status = cli_state_read(&state, &options);
    }
    if (status == CLI_OK) {
        status = cli_read_scenario(&options, &scenario);
    }
    if (status == CLI_OK) {
        status = cli_state_check(&options, scenario);
    }
    if (status == CLI_OK) {
        status = cli_folder_begin(&folder, options.output != NULL ? options.output : named,
                                  (options.given & CLI_FORCE) != 0, scenario);
    }
    if (status == CLI_OK) {
        status = run_into(&folder, &options, scenario);
    }
    cli_folder_abandon(&folder);
    cruce_scenario_destroy(scenario);
    cli_state_free(&state);
    return status;
}

const cli_command cli_run = {
    .name = "run",
    .words = "FOLDER",
    .least_words = 1,
    .most_words = 1,
    .options = CLI_HOW_TO_RUN | CLI_OUTPUT | CLI_FORCE | CLI_QUIET | CLI_JSON | CLI_TABLES |
               CLI_EVERY_REPLICATE | CLI_MEMORY | CLI_SAVE_STATE | CLI_STATE_REPLICATES | CLI_FROM,
    .run = run_run,
    .sentence = "simulate a scenario: many runs, tables with their spread",
    .more =
        "  Writes tables (places.csv, totals.csv, ...: cruce explain columns) and run.json into a "
        "folder, and\n"
        "  says at the end where people are. Tables have a row for each summary of the "
        "replicates; those by\n"
        "  month that comparisons need are there a second time with every replicate "
        "(place_months_by_replicate).\n"
        "  With -o NAME.gpkg all tables go into one GeoPackage instead, with the map and\n"
        "  views over time: QGIS, R and pandas open it.\n"
        "  cruce explain COLUMN says what a column means. The same seed gives the same bytes,\n"
        "  whatever the number of threads; replicate r is the same whatever the number of "
        "replicates.\n"
        "  --save-state saves some replicates as they are at the start of a day; with --from a run "
        "continues\n"
        "  there, with the same bytes, or with other measures, rules and parameters from that day "
        "on\n"
        "  (docs/guide.md: Saved states and what-ifs).\n",
};
