/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The short summary that ends a run: where people are, how long the way took, where the files lie.
 * The numbers come from src/study.
 * No published method; what "days on the way" are is said at cruce_ensemble_way_days.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

enum { MOST_PLACES = 12, NAME_WIDTH = 32 };

/* One line of the table: name, median, band. */
static void print_line(FILE *to, const char *name, const cruce_spread *spread, bool has_band)
{
    char median[32], low[32], high[32];
    cli_print_padded(to, name, NAME_WIDTH + 2);
    fprintf(to, " %12s", cli_grouped(spread->value[CRUCE_P50], median));
    if (has_band) {
        fprintf(to, "   %s - %s", cli_grouped(spread->value[CRUCE_P05], low),
                cli_grouped(spread->value[CRUCE_P95], high));
    }
    fputc('\n', to);
}

static cruce_spread spread_at(const cruce_summary *places, cruce_place_id place)
{
    cruce_spread spread;
    for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
        spread.value[s] = places->value[s][place];
    }
    return spread;
}

/* Spread over replicates of a total of the last day. */
static cruce_spread total_spread(const cruce_summary *totals, cruce_quantity quantity)
{
    cruce_spread spread;
    for (int32_t s = 0; s < CRUCE_SUMMARIES; s++) {
        spread.value[s] = totals->value[s][quantity];
    }
    return spread;
}

/* Spread over replicates of the persons at all places of the last day but n of them. */
static bool rest_spread(const cruce_ensemble *ensemble, const cruce_scenario *scenario,
                        const cruce_place_id *place, int32_t n, cruce_spread *spread)
{
    int32_t n_replicates = cruce_ensemble_replicates_count(ensemble), day = scenario->n_days - 1;
    double *one = malloc(sizeof *one * (size_t)n_replicates);
    if (one == NULL) {
        return false;
    }
    for (int32_t r = 0; r < n_replicates; r++) {
        int64_t persons = cruce_ensemble_total(ensemble, r, day, CRUCE_IN_CAMPS) +
                          cruce_ensemble_total(ensemble, r, day, CRUCE_ELSEWHERE);
        for (int32_t i = 0; i < n; i++) {
            persons -= cruce_ensemble_persons(ensemble, r, day, place[i]);
        }
        one[r] = (double)persons;
    }
    *spread = cruce_spread_of(one, n_replicates);
    free(one);
    return true;
}

static void print_heading(FILE *to, const cli_options *options, const cruce_scenario *scenario)
{
    char from[16], last[16];
    cruce_date_text(scenario->start_days, from);
    cruce_date_text(scenario->start_days + scenario->n_days - 1, last);
    fprintf(to, "%s: %d days from %s, engine %s, ", scenario->title, (int)scenario->n_days, from,
            cruce_engine_name(options->engine));
    if (options->n_replicates == 1) {
        fprintf(to, "one run of one seed (%lu): no band\n\n", (unsigned long)options->seed);
    } else {
        fprintf(to, "%d replicates of seed %lu\n\n", (int)options->n_replicates,
                (unsigned long)options->seed);
    }
    fprintf(to, "Where people are on %s%*s%s\n", last, NAME_WIDTH - 15, "persons",
            options->n_replicates == 1 ? "" : "   5-95 % of the replicates");
}

static void print_places(FILE *to, const cli_options *options, const cruce_scenario *scenario,
                         const cruce_ensemble *ensemble, const cruce_summary *places)
{
    cruce_place_id place[MOST_PLACES];
    cruce_spread spread;
    char name[256];
    bool has_band = options->n_replicates > 1;
    int32_t n = cruce_ensemble_largest(ensemble, places, MOST_PLACES, place);

    for (int32_t i = 0; i < n; i++) {
        spread = spread_at(places, place[i]);
        if (spread.value[CRUCE_P95] > 0) {
            snprintf(name, sizeof name, "  %s", scenario->places.name[place[i]]);
            print_line(to, name, &spread, has_band);
        }
    }
    if (scenario->places.n > n && rest_spread(ensemble, scenario, place, n, &spread)) {
        snprintf(name, sizeof name, "  %d other places", (int)(scenario->places.n - n));
        print_line(to, name, &spread, has_band);
    }
}

static void print_totals(FILE *to, const cruce_summary *totals, bool has_band, bool has_border)
{
    static const struct {
        const char *name;
        cruce_quantity quantity;
    } line[] = {{"In camps and final places", CRUCE_IN_CAMPS},
                {"In places on the way", CRUCE_ELSEWHERE},
                {"On the road", CRUCE_TRAVELLING},
                {"At the border or past it", CRUCE_BEYOND},
                {"All together", CRUCE_DISPLACED}};
    fputc('\n', to);
    for (size_t i = 0; i < sizeof line / sizeof *line; i++) {
        cruce_spread spread = total_spread(totals, line[i].quantity);
        if (line[i].quantity == CRUCE_BEYOND && !has_border) {
            continue;
        }
        print_line(to, line[i].name, &spread, has_band);
    }
}

/* Encounters of the days that are reported, and where to go on. */
static void print_border(FILE *to, const cruce_scenario *scenario, const cruce_ensemble *ensemble)
{
    static const struct {
        const char *name;
        cruce_component component;
    } line[] = {{"Encounters at ports of entry", CRUCE_AT_PORTS},
                {"Encounters between ports", CRUCE_BETWEEN_PORTS}};
    int32_t n_replicates = cruce_ensemble_replicates_count(ensemble);
    double *one = malloc(sizeof *one * (size_t)n_replicates);
    char from[16], name[64];

    if (one == NULL) {
        return;
    }
    cruce_date_text(scenario->start_days + scenario->border.report_from_day, from);
    fputc('\n', to);
    for (size_t i = 0; i < sizeof line / sizeof *line; i++) {
        cruce_encounters_key key = {0, line[i].component, CRUCE_NONE, CRUCE_NONE, CRUCE_NONE};
        for (int32_t r = 0; r < n_replicates; r++) {
            one[r] = 0;
            for (key.month = 0; key.month < cruce_border_months_count(ensemble); key.month++) {
                one[r] += cruce_border_encounters(ensemble, r, &key);
            }
        }
        cruce_spread spread = cruce_spread_of(one, n_replicates);
        snprintf(name, sizeof name, "%s", line[i].name);
        print_line(to, name, &spread, n_replicates > 1);
    }
    fprintf(to,
            "(events since %s; by month beside the published ones: cruce score, cruce compare)\n",
            from);
    free(one);
}

static void print_tables(FILE *to, const cli_options *options, const cruce_scenario *scenario,
                         const cruce_ensemble *ensemble, const char *folder)
{
    bool is_one = cli_is_gpkg(folder);
    const char *end = is_one ? "" : ".csv";
    fprintf(to, is_one ? "\n%s: the map, and the tables" : "\nTables: %s/", folder);
    if (options->tables != NULL) {
        fprintf(to, " %s;", options->tables);
    } else {
        fprintf(to, " places%s totals%s routes%s, by month place_months%s route_months%s", end, end,
                end, end, end);
        if (scenario->has_register) {
            fprintf(to, ", registered%s scores%s", end, end);
        }
        fputs(cruce_ensemble_has_border(ensemble) ? ", those of the border," : ",", to);
    }
    fprintf(to, " %s\n", is_one ? "documents" : "run.json");
}

void cli_print_summary(FILE *to, const cli_options *options, const cruce_scenario *scenario,
                       const cruce_ensemble *ensemble, const cruce_summary *places,
                       const char *folder)
{
    cruce_error err = {0};
    cruce_summary totals = {0};
    cruce_spread days;

    print_heading(to, options, scenario);
    print_places(to, options, scenario, ensemble, places);
    if (cruce_ensemble_last_totals(ensemble, &totals, &err) == CRUCE_OK) {
        print_totals(to, &totals, options->n_replicates > 1, cruce_ensemble_has_border(ensemble));
    }
    cruce_summary_free(&totals);
    if (cruce_ensemble_way_days(ensemble, &days, &err)) {
        fputc('\n', to);
        cli_print_padded(to, "Days from departure to arrival", NAME_WIDTH + 2);
        fprintf(to, " %12.1f", days.value[CRUCE_P50]);
        if (options->n_replicates > 1) {
            fprintf(to, "   %.1f - %.1f", days.value[CRUCE_P05], days.value[CRUCE_P95]);
        }
        fputc('\n', to);
    }
    if (cruce_ensemble_has_border(ensemble)) {
        print_border(to, scenario, ensemble);
    }
    print_tables(to, options, scenario, ensemble, folder);
}

static void json_spread(cruce_writer *w, const cruce_spread *spread, int32_t n_replicates)
{
    const char *const *names;
    int32_t n = cli_summary_names(n_replicates, &names);
    for (int32_t s = 0; s < n; s++) {
        cruce_writer_text(w, s > 0 ? ", " : "");
        cruce_writer_json_text(w, names[s]);
        cruce_writer_text(w, ": ");
        cruce_writer_number(w, spread->value[s]);
    }
}

static void json_places(cruce_writer *w, const cli_options *options, const cruce_scenario *scenario,
                        const cruce_summary *places)
{
    cruce_writer_text(w, "  \"places\": [");
    for (int32_t p = 0; p < scenario->places.n; p++) {
        cruce_spread spread = spread_at(places, p);
        cruce_writer_text(w, p > 0 ? ",\n    {\"place\": " : "\n    {\"place\": ");
        cruce_writer_json_text(w, scenario->places.name[p]);
        cruce_writer_text(w, ", ");
        json_spread(w, &spread, options->n_replicates);
        cruce_writer_text(w, "}");
    }
    cruce_writer_text(w, "\n  ],\n  \"days_on_the_way\": ");
}

void cli_print_summary_json(const cli_options *options, const cruce_scenario *scenario,
                            const cruce_ensemble *ensemble, const cruce_summary *places,
                            const char *folder)
{
    char last[16];
    cruce_spread days;
    cruce_error err = {0};
    cruce_writer *w = cruce_writer_create(NULL, stdout, "standard output", &err);

    if (w == NULL) {
        cli_complain_of(err.code, &err);
        return;
    }
    cruce_date_text(scenario->start_days + scenario->n_days - 1, last);
    cruce_writer_text(w, "{\n  \"title\": ");
    cruce_writer_json_text(w, scenario->title);
    cruce_writer_text(w, ",\n  \"date\": ");
    cruce_writer_json_text(w, last);
    cruce_writer_text(w, ",\n");
    json_places(w, options, scenario, places);
    if (cruce_ensemble_way_days(ensemble, &days, &err)) {
        cruce_writer_text(w, "{");
        json_spread(w, &days, options->n_replicates);
        cruce_writer_text(w, "}");
    } else {
        cruce_writer_text(w, "null");
    }
    cruce_writer_text(w, ",\n  \"folder\": ");
    cruce_writer_json_text(w, folder);
    cruce_writer_text(w, "\n}\n");
    cruce_writer_finish(w, &err); /* a failure shows when standard output is closed */
}
