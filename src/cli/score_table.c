/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Scores for readers: as a table with a word where a naive forecast is better, as JSON, as CSV.
 * What the scores are is said in cruce/study.h; they are worked out in src/study/score.c.
 * No published method here.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

/* Writes value[s][cell]: by summary, or (summary NULL) by replicate. */
static void write_scores(cruce_writer *writer, const char *const *name, const cruce_scores *scores,
                         int32_t n, const char *const *summary, const double *const *value)
{
    const char *measure[CRUCE_MEASURES], *forecast[CRUCE_FORECASTS];
    for (int32_t m = 0; m < CRUCE_MEASURES; m++) {
        measure[m] = cruce_measure_text((cruce_measure)m);
    }
    for (int32_t f = 0; f < CRUCE_FORECASTS; f++) {
        forecast[f] = cruce_forecast_text((cruce_forecast)f);
    }
    cruce_output_scores table = {.n_scopes = scores->n_scopes,
                                 .n_measures = CRUCE_MEASURES,
                                 .n_forecasts = CRUCE_FORECASTS,
                                 .n_summaries = n,
                                 .summary = summary,
                                 .place = name,
                                 .measure = measure,
                                 .forecast = forecast,
                                 .value = value};
    cruce_scores_csv(writer, &table);
}

static int64_t cells_of(const cruce_scores *scores)
{
    return (int64_t)scores->n_scopes * CRUCE_MEASURES * CRUCE_FORECASTS;
}

int cli_write_scores(cruce_writer *writer, const char *const *name, const cruce_scores *scores)
{
    const char *const *summary;
    const double *value[CRUCE_SUMMARIES];
    int64_t n_cells = cells_of(scores);
    double *cells = calloc((size_t)n_cells * CRUCE_SUMMARIES, sizeof *cells);
    if (cells == NULL) {
        return cli_complain(CLI_FAILED, "%s", cruce_status_text(CRUCE_ERR_MEMORY));
    }
    for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
        for (int64_t cell = 0; cell < n_cells; cell++) {
            cells[s * n_cells + cell] = scores->spread[cell].value[s];
        }
        value[s] = cells + s * n_cells;
    }
    int32_t n = cli_summary_names(scores->n_replicates, &summary);
    write_scores(writer, name, scores, n, summary, value);
    free(cells);
    return CLI_OK;
}

int cli_write_scores_by_replicate(cruce_writer *writer, const char *const *name,
                                  const cruce_scores *scores)
{
    int64_t n_cells = cells_of(scores);
    const double **value = calloc((size_t)scores->n_replicates, sizeof *value);
    if (value == NULL) {
        return cli_complain(CLI_FAILED, "%s", cruce_status_text(CRUCE_ERR_MEMORY));
    }
    for (int32_t r = 0; r < scores->n_replicates; r++) {
        value[r] = scores->value + r * n_cells;
    }
    write_scores(writer, name, scores, scores->n_replicates, NULL, value);
    free(value);
    return CLI_OK;
}

const char **cli_score_names(const cruce_scenario *scenario, const cruce_scores *scores)
{
    const char **name = calloc((size_t)scores->n_scopes, sizeof *name);
    if (name == NULL) {
        cli_complain(CLI_FAILED, "%s", cruce_status_text(CRUCE_ERR_MEMORY));
        return NULL;
    }
    for (int32_t i = 1; i < scores->n_scopes; i++) {
        name[i] = scenario->places.name[scores->place[i]];
    }
    return name;
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
static int name_width(const char *const *name, const cruce_scores *scores)
{
    int widest = 12;
    for (int32_t i = 1; i < scores->n_scopes; i++) {
        int width = cli_text_width(name[i]);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void print_each(const char *const *name, const cruce_scores *scores, bool has_band)
{
    char text[5][64];
    int width = name_width(name, scores) + 2;
    printf("\n%-*s %-20s %-14s %-14s %-24s %s\n", width, "Each camp", "RMSE, persons",
           "30 days ago", "capacities", "MASE, 30 days ago", "MASE, capacities");
    for (int32_t i = 1; i < scores->n_scopes; i++) {
        const cruce_spread *rmse = cruce_scores_at(scores, i, CRUCE_RMSE, CRUCE_SIMULATED);
        printf("  ");
        cli_print_padded(stdout, name[i], width - 2);
        printf(" %-20s %-14s %-14s %-24s %s\n", show(rmse, true, has_band, text[0], 64),
               show_naive(&rmse[CRUCE_SHARES_30_DAYS], rmse, true, text[1], 64),
               show_naive(&rmse[CRUCE_SHARES_CAPACITY], rmse, true, text[2], 64),
               show(cruce_scores_at(scores, i, CRUCE_MASE_30_DAYS, CRUCE_SIMULATED), false,
                    has_band, text[3], 64),
               show(cruce_scores_at(scores, i, CRUCE_MASE_CAPACITY, CRUCE_SIMULATED), false,
                    has_band, text[4], 64));
    }
}

void cli_print_scores(const char *heading, const char *const *name, const cruce_scores *scores)
{
    bool has_band = scores->n_replicates > 1;
    printf("%s\n\n", heading);
    print_together(scores, has_band);
    print_each(name, scores, has_band);
    printf(
        "\nNaive forecasts share out the registered total of the same day: by the shares "
        "registered 30\n"
        "days earlier, or by the capacity column. \"better\": nearer to the register than the "
        "simulation.\n"
        "RMSE: root mean squared error. MASE: mean error divided by that of the naive forecast.\n");
}

void cli_print_scores_json(const char *const *name, const cruce_scores *scores)
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
        cruce_writer_text(w, comma);
        cruce_writer_text(w, "  {\"place\": ");
        cruce_writer_json_text(w, scope == 0 ? "(all)" : name[scope]);
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
