/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce calibrate: parameters of a border from published months; a parameters.csv with what was found.
 * Finding them is left to src/study/fit.c.
 * No published method here.
 */
#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "cruce/fit.h"

enum { FIT_YES = 1, FIT_DEAL = 2, DEFAULT_REPLICATES = 4, DEFAULT_BUDGET = 150 };

/* The days whose figures count, as days of the simulation, half-open. */
typedef struct window {
    int32_t from_day, until_day;
} window;

/* --until, or the scenario's fit_until; from the first day that is reported. */
static int window_until(const cli_options *options, const cruce_scenario *sc, window *w)
{
    int32_t days = 0;
    w->from_day = sc->border.report_from_day;
    if (options->until != NULL) {
        if (!cruce_date_parse(options->until, &days)) {
            return cli_complain(CLI_WRONG, "--until is '%s'; expected a date such as 2023-09-30",
                                options->until);
        }
        w->until_day = days - sc->start_days + 1;
    } else if (sc->border.fit_until_day > 0) {
        w->until_day = sc->border.fit_until_day + 1;
    } else {
        return cli_complain(CLI_WRONG, "up to when? Say it with --until, or as fit_until in "
                                       "scenario.yml");
    }
    return CLI_OK;
}

/* --deal YYYY-MM: that month alone. */
static int window_deal(const cli_options *options, const cruce_scenario *sc, window *w)
{
    char text[16];
    int32_t first;
    snprintf(text, sizeof text, "%.7s-01", options->deal);
    if (strlen(options->deal) != 7 || !cruce_date_parse(text, &first)) {
        return cli_complain(CLI_WRONG, "--deal is '%s'; expected a month such as 2024-01",
                            options->deal);
    }
    w->from_day = first - sc->start_days;
    w->until_day = w->from_day + 28;
    for (;; w->until_day++) { /* to the first day of the next month */
        cruce_date_text(sc->start_days + w->until_day, text);
        if (strcmp(text + 8, "01") == 0) {
            return CLI_OK;
        }
    }
}

static int find_window(const cli_options *options, const cruce_scenario *sc, window *w)
{
    int status = options->deal != NULL ? window_deal(options, sc, w) : window_until(options, sc, w);
    if (status == CLI_OK &&
        (w->from_day < 0 || w->until_day > sc->n_days || w->until_day <= w->from_day)) {
        return cli_complain(CLI_WRONG, "the days to be fitted lie outside the scenario");
    }
    return status;
}

/* --- what it says --- */

static bool show_run(void *context, int32_t n_done, int32_t n_all, double best)
{
    const cli_options *options = context;
    if (isatty(STDERR_FILENO) && (options->given & CLI_QUIET) == 0) {
        fprintf(stderr, "\rrun %d of at most %d, misfit %.3f   ", (int)n_done, (int)n_all, best);
        fflush(stderr);
    }
    return !cli_interrupted();
}

static void print_misfit(const cruce_fit *fit)
{
    printf("\n%-40s %8s %10s %10s\n", "Misfit (1: errors of about 10 %)", "figures", "before",
           "after");
    for (int f = 0; f < CRUCE_FIT_FAMILIES; f++) {
        if (fit->before.n_figures[f] > 0) {
            printf("  %-38s %8d %10.3f %10.3f\n", cruce_fit_family_text((cruce_fit_family)f),
                   (int)fit->before.n_figures[f], fit->before.family[f], fit->after.family[f]);
        }
    }
    printf("  %-38s %8s %10.3f %10.3f\n", "together", "", fit->before.sum, fit->after.sum);
    printf("  %-38s %8s %10.3f %10.3f\n", "penalty for leaving the start", "", 0.0, fit->penalty);
}

static void print_parameters(const cruce_fit *fit)
{
    printf("\n%-44s %10s %10s %10s %10s\n", "Parameter", "start", "found", "low", "high");
    for (int32_t i = 0; i < fit->n; i++) {
        const cruce_fit_parameter *it = &fit->parameter[i];
        double range = it->high - it->low;
        bool at_bound = it->value - it->low < 0.01 * range || it->high - it->value < 0.01 * range;
        printf("  %-42s %10.4g %10.4g %10.4g %10.4g%s\n", it->address, it->start, it->value,
               it->low, it->high,
               at_bound       ? " at its bound"
               : it->by_ratio ? " ratio"
                              : "");
    }
}

/* December to January, every pair that figures.csv has: what the season alone can do. */
static void print_controls(const cruce_scenario *sc)
{
    const cruce_figures *f = &sc->border.figures;
    printf(
        "\nControls: encounters between ports, December to the January after it, as published\n");
    for (int32_t a = 0; a < f->n; a++) {
        char from[16], to[16];
        bool is_total = strcmp(f->figure[a], "encounters") == 0 &&
                        f->component[a] == CRUCE_BETWEEN_PORTS && f->target[a][0] == '\0' &&
                        f->category[a] == CRUCE_NONE;
        cruce_date_text(sc->start_days + f->start_date[a], from);
        for (int32_t b = 0; is_total && strcmp(from + 5, "12-01") == 0 && b < f->n; b++) {
            cruce_date_text(sc->start_days + f->start_date[b], to);
            if (strcmp(f->figure[b], "encounters") == 0 && f->component[b] == f->component[a] &&
                f->target[b][0] == '\0' && f->category[b] == CRUCE_NONE &&
                f->start_date[b] == f->end_date[a] + 1) {
                char before[32], after[32];
                printf("  %.7s to %.7s: %9s to %9s, %+.0f %%\n", from, to,
                       cli_grouped(f->value[a], before), cli_grouped(f->value[b], after),
                       100 * (f->value[b] / f->value[a] - 1));
            }
        }
    }
    printf("One episode: what is fitted on it is not known to hold for another.\n");
}

static void print_window(const cli_options *options, const cruce_scenario *sc, const window *w,
                         const cruce_fit *fit)
{
    char from[16], last[16];
    cruce_date_text(sc->start_days + w->from_day, from);
    cruce_date_text(sc->start_days + w->until_day - 1, last);
    printf("%s%s%s\nUsed: published months of encounters within %s to %s. Kept out: every other "
           "month,\ncrossings at ports, and everything with another use than score.\n"
           "%d replicates of seed %lu, the same chance in each of %d runs.\n",
           sc->title, sc->border.variant != NULL ? ", variant " : "",
           sc->border.variant != NULL ? sc->border.variant : "", from, last,
           (int)options->n_replicates, (unsigned long)options->seed, (int)fit->n_runs);
}

/* --- the file --- */

static void write_row(cruce_writer *w, const cruce_scenario *sc, int32_t row,
                      const cruce_fit_parameter *found, const char *how)
{
    static const char *const calibrate[] = {"no", "yes", "deal"};
    const cruce_parameter_rows *rows = &sc->border.parameter_rows;
    char source[1024];
    cruce_writer_cell(w, rows->parameter[row]);
    cruce_writer_text(w, ",");
    cruce_writer_double(w, found != NULL ? found->value : rows->value[row]);
    cruce_writer_text(w, ",");
    if (rows->low[row] > -1e300) {
        cruce_writer_double(w, rows->low[row]);
    }
    cruce_writer_text(w, ",");
    if (rows->high[row] < 1e300) {
        cruce_writer_double(w, rows->high[row]);
    }
    cruce_writer_text(w, ",");
    cruce_writer_text(w, calibrate[rows->calibrate[row]]);
    cruce_writer_text(w, ",");
    cruce_writer_text(w, found != NULL ? "calibrated" : cruce_quality_text(rows->quality[row]));
    cruce_writer_text(w, ",");
    if (found != NULL) {
        snprintf(source, sizeof source, "cruce calibrate, %s; start %.6g", how, found->start);
    }
    cruce_writer_cell(w, found != NULL ? source : rows->source[row]);
    cruce_writer_text(w, "\n");
}

static const cruce_fit_parameter *found_row(const cruce_fit *fit, int32_t row)
{
    for (int32_t i = 0; i < fit->n; i++) {
        if (fit->parameter[i].row == row) {
            return &fit->parameter[i];
        }
    }
    return NULL;
}

/* All rows, or after --deal those that it found: they belong to the variant. */
static int write_parameters(const cli_options *options, const cruce_scenario *sc, const window *w,
                            const cruce_fit *fit)
{
    cruce_error err = {0};
    char how[96], from[16], last[16];
    cruce_writer *writer = cruce_writer_create(options->output, NULL, options->output, &err);
    if (writer == NULL) {
        return cli_complain_of(err.code, &err);
    }
    cruce_date_text(sc->start_days + w->from_day, from);
    cruce_date_text(sc->start_days + w->until_day - 1, last);
    snprintf(how, sizeof how, "months %.7s to %.7s, seed %lu", from, last,
             (unsigned long)options->seed);
    cruce_writer_text(writer, "parameter,value,low,high,calibrate,quality,source\n");
    for (int32_t row = 0; row < sc->border.parameter_rows.n; row++) {
        const cruce_fit_parameter *found = found_row(fit, row);
        if (found != NULL || options->deal == NULL) {
            write_row(writer, sc, row, found, how);
        }
    }
    return cli_finish(writer);
}

static int check_output(const cli_options *options)
{
    if (options->output != NULL && access(options->output, F_OK) == 0 &&
        (options->given & CLI_FORCE) == 0) {
        return cli_complain(CLI_WRONG, "%s exists; --force replaces it, -o names another file",
                            options->output);
    }
    return CLI_OK;
}

/* --- the command --- */

static int fit_and_print(const cli_options *options, cruce_scenario *sc)
{
    cruce_fit fit;
    window w = {0};
    cruce_error err = {0};
    cruce_executor threads = cruce_executor_threads(
        options->n_threads > 0 ? options->n_threads : cruce_processors_count());
    int status = find_window(options, sc, &w);
    if (status != CLI_OK) {
        return status;
    }
    cruce_fit_options how = {.how = {.engine = options->engine,
                                     .seed = options->seed,
                                     .n_replicates = options->n_replicates,
                                     .executor = &threads},
                             .calibrate = options->deal != NULL ? FIT_DEAL : FIT_YES,
                             .from_day = w.from_day,
                             .until_day = w.until_day,
                             .n_evaluations =
                                 options->n_budget > 0 ? options->n_budget : DEFAULT_BUDGET,
                             .told = show_run};
    cli_options copy = *options;
    how.context = &copy;
    cruce_status st = cruce_fit_run(&fit, sc, &how, &err);
    if (isatty(STDERR_FILENO) && (options->given & CLI_QUIET) == 0) {
        fprintf(stderr, "\r%60s\r", "");
    }
    if (st != CRUCE_OK) {
        return cli_complain_of(st, &err);
    }
    print_window(options, sc, &w, &fit);
    print_parameters(&fit);
    print_misfit(&fit);
    if (options->deal != NULL) {
        print_controls(sc);
    }
    if (options->output != NULL) {
        status = write_parameters(options, sc, &w, &fit);
    }
    cruce_fit_free(&fit);
    return status;
}

static int run_calibrate(const cli_options *options)
{
    cruce_scenario *scenario = NULL;
    cli_options its = *options;
    double started = cli_seconds();
    if ((options->given & CLI_REPLICATES) == 0) {
        its.n_replicates = DEFAULT_REPLICATES;
    }
    int status = check_output(&its);
    if (status == CLI_OK) {
        status = cli_read_scenario(&its, &scenario);
    }
    if (status == CLI_OK && !scenario->border.has_border) {
        status = cli_complain(CLI_WRONG,
                              "%s has no border (people.csv): there is nothing to "
                              "calibrate",
                              options->word[0]);
    }
    if (status == CLI_OK) {
        status = fit_and_print(&its, scenario);
    }
    if (status == CLI_OK && (options->given & CLI_QUIET) == 0) {
        cli_print_effort(started);
    }
    cruce_scenario_destroy(scenario);
    return status;
}

const cli_command cli_calibrate = {
    .name = "calibrate",
    .words = "FOLDER",
    .least_words = 1,
    .most_words = 1,
    .options =
        CLI_HOW_TO_RUN | CLI_UNTIL | CLI_DEAL | CLI_BUDGET | CLI_OUTPUT | CLI_FORCE | CLI_QUIET,
    .run = run_calibrate,
    .sentence = "find the parameters of a border from published months",
    .more =
        "  Rows of parameters.csv with calibrate=yes are found from encounters published for the "
        "months up\n"
        "  to --until (or fit_until of scenario.yml), within their bounds; those with "
        "calibrate=deal from the\n"
        "  one month of --deal. Departures of a nationality follow the ratio of published to "
        "simulated\n"
        "  encounters, all others a search (NLopt, BOBYQA) with a fixed budget of runs. The same "
        "chance is used\n"
        "  in every run (default 4 replicates), so the result is the same each time. -o FILE "
        "writes a\n"
        "  parameters.csv with what was found.\n",
};
