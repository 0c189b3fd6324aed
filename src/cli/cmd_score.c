/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce score: simulated against registered counts, beside naive forecasts, with a word where those are better.
 * What the scores are is said in cruce/study.h; they are worked out in src/study/score.c.
 * No published method here.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* Names and values of a table of scores; all borrowed but `memory`. */
typedef struct score_table {
    cruce_output_scores table;
    const char *measure[CRUCE_MEASURES], *forecast[CRUCE_FORECASTS];
    const double *value[CRUCE_SUMMARIES];
    const char **place; /* owned */
    double *cells;      /* owned */
} score_table;

static void free_table(score_table *t)
{
    free(t->place);
    free(t->cells);
}

static bool make_table(score_table *t, const cruce_scenario *scenario, const cruce_scores *scores)
{
    int64_t n_cells = (int64_t)scores->n_scopes * CRUCE_MEASURES * CRUCE_FORECASTS;
    t->place = calloc((size_t)scores->n_scopes, sizeof *t->place);
    t->cells = calloc((size_t)n_cells * CRUCE_SUMMARIES, sizeof *t->cells);
    if (t->place == NULL || t->cells == NULL) {
        free_table(t);
        return false;
    }
    for (int32_t i = 0; i < scores->n_scopes; i++) {
        t->place[i] =
            scores->place[i] == CRUCE_NONE ? NULL : scenario->places.name[scores->place[i]];
    }
    for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
        for (int64_t cell = 0; cell < n_cells; cell++) {
            t->cells[s * n_cells + cell] = scores->spread[cell].value[s];
        }
        t->value[s] = t->cells + s * n_cells;
    }
    for (int32_t m = 0; m < CRUCE_MEASURES; m++) {
        t->measure[m] = cruce_measure_text((cruce_measure)m);
    }
    for (int32_t f = 0; f < CRUCE_FORECASTS; f++) {
        t->forecast[f] = cruce_forecast_text((cruce_forecast)f);
    }
    t->table = (cruce_output_scores){.n_scopes = scores->n_scopes,
                                     .n_measures = CRUCE_MEASURES,
                                     .n_forecasts = CRUCE_FORECASTS,
                                     .place = t->place,
                                     .measure = t->measure,
                                     .forecast = t->forecast,
                                     .value = t->value};
    t->table.n_summaries = cli_summary_names(scores->n_replicates, &t->table.summary);
    return true;
}

int cli_write_scores(cruce_writer *writer, const cruce_scenario *scenario,
                     const cruce_scores *scores)
{
    score_table t;
    if (!make_table(&t, scenario, scores)) {
        return cli_complain(CLI_FAILED, "%s", cruce_status_text(CRUCE_ERR_MEMORY));
    }
    cruce_scores_csv(writer, &t.table);
    free_table(&t);
    return CLI_OK;
}

/* "0.392 (0.375-0.410)", "-" where undefined, persons without decimals. */
static const char *show(const cruce_spread *spread, bool is_persons, bool has_band, char *text,
                        size_t size)
{
    int decimals = is_persons ? 0 : 3;
    if (isnan(spread->value[CRUCE_P50])) {
        snprintf(text, size, "-");
    } else if (has_band) {
        snprintf(text, size, "%.*f (%.*f-%.*f)", decimals, spread->value[CRUCE_P50], decimals,
                 spread->value[CRUCE_P05], decimals, spread->value[CRUCE_P95]);
    } else {
        snprintf(text, size, "%.*f", decimals, spread->value[CRUCE_P50]);
    }
    return text;
}

/* A naive forecast's own score, with a word where it is nearer to the register than the simulation. */
static const char *show_naive(const cruce_spread *naive, const cruce_spread *simulated,
                              bool is_persons, char *text, size_t size)
{
    double its = naive->value[CRUCE_P50], ours = simulated->value[CRUCE_P50];
    show(naive, is_persons, false, text, size);
    if (its < ours) {
        size_t used = strlen(text);
        snprintf(text + used, size - used, " better");
    }
    return text;
}

/* A scaled error, with a word where the naive forecast it is scaled by is nearer. */
static const char *show_scaled(const cruce_spread *spread, bool has_band, char *text, size_t size)
{
    show(spread, false, has_band, text, size);
    if (spread->value[CRUCE_P50] > 1) {
        size_t used = strlen(text);
        snprintf(text + used, size - used, " naive better");
    }
    return text;
}

static void print_together(const cruce_scores *scores, bool has_band)
{
    char text[4][64];
    const cruce_spread *ard = cruce_scores_at(scores, 0, CRUCE_ARD, CRUCE_SIMULATED);
    const cruce_spread *rmse = cruce_scores_at(scores, 0, CRUCE_RMSE, CRUCE_SIMULATED);

    printf("%-30s %-24s %-24s %-16s %s\n", "All camps together", "simulated", "rescaled",
           "30 days ago", "capacities");
    printf("  %-28s %-24s %-24s %-16s %s\n", "averaged relative difference",
           show(&ard[CRUCE_SIMULATED], false, has_band, text[0], 64),
           show(&ard[CRUCE_RESCALED], false, has_band, text[1], 64),
           show_naive(&ard[CRUCE_SHARES_30_DAYS], ard, false, text[2], 64),
           show_naive(&ard[CRUCE_SHARES_CAPACITY], ard, false, text[3], 64));
    printf("  %-28s %-24s %-24s %-16s %s\n", "RMSE, persons",
           show(&rmse[CRUCE_SIMULATED], true, has_band, text[0], 64),
           show(&rmse[CRUCE_RESCALED], true, has_band, text[1], 64),
           show_naive(&rmse[CRUCE_SHARES_30_DAYS], rmse, true, text[2], 64),
           show_naive(&rmse[CRUCE_SHARES_CAPACITY], rmse, true, text[3], 64));
    printf("  MASE against 30 days ago: %s; against capacities: %s\n",
           show_scaled(cruce_scores_at(scores, 0, CRUCE_MASE_30_DAYS, CRUCE_SIMULATED), has_band,
                       text[0], 64),
           show_scaled(cruce_scores_at(scores, 0, CRUCE_MASE_CAPACITY, CRUCE_SIMULATED), has_band,
                       text[1], 64));
}

/* Longest name among the scopes, so that the columns stand. */
static int name_width(const cruce_scenario *scenario, const cruce_scores *scores)
{
    int widest = 12;
    for (int32_t i = 1; i < scores->n_scopes; i++) {
        int width = cli_text_width(scenario->places.name[scores->place[i]]);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void print_each(const cruce_scenario *scenario, const cruce_scores *scores, bool has_band)
{
    char text[5][64];
    int width = name_width(scenario, scores) + 2;
    printf("\n%-*s %-20s %-14s %-14s %-24s %s\n", width, "Each camp", "RMSE, persons",
           "30 days ago", "capacities", "MASE, 30 days ago", "MASE, capacities");
    for (int32_t i = 1; i < scores->n_scopes; i++) {
        const cruce_spread *rmse = cruce_scores_at(scores, i, CRUCE_RMSE, CRUCE_SIMULATED);
        printf("  ");
        cli_print_padded(stdout, scenario->places.name[scores->place[i]], width - 2);
        printf(" %-20s %-14s %-14s %-24s %s\n", show(rmse, true, has_band, text[0], 64),
               show_naive(&rmse[CRUCE_SHARES_30_DAYS], rmse, true, text[1], 64),
               show_naive(&rmse[CRUCE_SHARES_CAPACITY], rmse, true, text[2], 64),
               show(cruce_scores_at(scores, i, CRUCE_MASE_30_DAYS, CRUCE_SIMULATED), false,
                    has_band, text[3], 64),
               show(cruce_scores_at(scores, i, CRUCE_MASE_CAPACITY, CRUCE_SIMULATED), false,
                    has_band, text[4], 64));
    }
}

static void print_scores(const cli_options *options, const cruce_scenario *scenario,
                         const cruce_scores *scores)
{
    bool has_band = scores->n_replicates > 1;
    printf("%s: simulated against registered counts, %d days, ", scenario->title,
           (int)scores->n_days);
    if (has_band) {
        printf("median (5-95 %%) of %d replicates of seed %lu\n\n", (int)scores->n_replicates,
               (unsigned long)options->seed);
    } else {
        printf("one run of one seed (%lu): no band\n\n", (unsigned long)options->seed);
    }
    print_together(scores, has_band);
    print_each(scenario, scores, has_band);
    printf(
        "\nNaive forecasts share out the registered total of the same day: by the shares "
        "registered 30\n"
        "days earlier, or by the capacity column. \"better\": nearer to the register than the "
        "simulation.\n"
        "RMSE: root mean squared error. MASE: mean error divided by that of the naive forecast.\n");
}

static void print_json(const cruce_scenario *scenario, const cruce_scores *scores)
{
    const char *const *names;
    cruce_error err = {0};
    const char *comma = "\n";
    int32_t n_summaries = cli_summary_names(scores->n_replicates, &names);
    cruce_writer *w = cruce_writer_create(NULL, stdout, "standard output", &err);

    if (w == NULL) {
        cli_complain_of(err.code, &err);
        return;
    }
    cruce_writer_text(w, "[");
    for (int64_t cell = 0; cell < (int64_t)scores->n_scopes * CRUCE_MEASURES * CRUCE_FORECASTS;
         cell++) {
        int32_t scope = (int32_t)(cell / (CRUCE_MEASURES * CRUCE_FORECASTS));
        cruce_place_id place = scores->place[scope];
        cruce_writer_text(w, comma);
        cruce_writer_text(w, "  {\"place\": ");
        cruce_writer_json_text(w, place == CRUCE_NONE ? "(all)" : scenario->places.name[place]);
        cruce_writer_text(w, ", \"measure\": ");
        cruce_writer_json_text(w, cruce_measure_text(
                                      (cruce_measure)(cell / CRUCE_FORECASTS % CRUCE_MEASURES)));
        cruce_writer_text(w, ", \"forecast\": ");
        cruce_writer_json_text(w, cruce_forecast_text((cruce_forecast)(cell % CRUCE_FORECASTS)));
        for (int32_t s = 0; s < n_summaries; s++) {
            double value = scores->spread[cell].value[s];
            cruce_writer_text(w, ", ");
            cruce_writer_json_text(w, names[s]);
            cruce_writer_text(w, ": ");
            if (isnan(value)) {
                cruce_writer_text(w, "null");
            } else {
                cruce_writer_double(w, rint(value * 1e4) / 1e4);
            }
        }
        cruce_writer_text(w, "}");
        comma = ",\n";
    }
    cruce_writer_text(w, "\n]\n");
    cruce_writer_finish(w, &err); /* a failure shows when standard output is closed */
}

static int print_csv(const cruce_scenario *scenario, const cruce_scores *scores)
{
    cruce_error err = {0};
    cruce_writer *w = cruce_writer_create(NULL, stdout, "standard output", &err);
    if (w == NULL) {
        return cli_complain_of(err.code, &err);
    }
    int status = cli_write_scores(w, scenario, scores);
    int finished = cli_finish(w);
    return status != CLI_OK ? status : finished;
}

static int run_score(const cli_options *options)
{
    cruce_scenario *scenario = NULL;
    cruce_ensemble *ensemble = NULL;
    cruce_scores scores = {0};
    cruce_error err = {0};
    int status = cli_read_scenario(options, &scenario);

    if (status == CLI_OK) {
        status = cli_run_ensemble(options, scenario, &ensemble);
    }
    if (status == CLI_OK) {
        cruce_status st = cruce_scores_make(&scores, ensemble, &err);
        status = st == CRUCE_OK ? CLI_OK : cli_complain_of(st, &err);
    }
    if (status == CLI_OK && (options->given & CLI_CSV) != 0) {
        status = print_csv(scenario, &scores);
    } else if (status == CLI_OK && (options->given & CLI_JSON) != 0) {
        print_json(scenario, &scores);
    } else if (status == CLI_OK) {
        print_scores(options, scenario, &scores);
    }
    cruce_scores_free(&scores);
    cruce_ensemble_destroy(ensemble);
    cruce_scenario_destroy(scenario);
    return status;
}

const cli_command cli_score = {
    .name = "score",
    .words = "FOLDER",
    .least_words = 1,
    .most_words = 1,
    .options = CLI_HOW_TO_RUN | CLI_QUIET | CLI_JSON | CLI_CSV,
    .run = run_score,
    .sentence = "simulated against registered counts, beside naive forecasts",
    .more = "  Runs the replicates and holds them against the registered counts of the scenario: "
            "averaged\n"
            "  relative difference (as Flee defines it, plain and rescaled), root mean squared "
            "error and\n"
            "  mean absolute scaled error, for all camps together and each. Two naive forecasts of "
            "the\n"
            "  same day's total stand beside it; where one is better, the table says so.\n",
};
