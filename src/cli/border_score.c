/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cruce score of a scenario with a border: months against published figures, beside the last value carried forward.
 * Errors come from src/study/border_score.c.
 * No published method here.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

typedef struct judging {
    const cruce_scenario *scenario;
    const cruce_ensemble *ensemble;
    cruce_series_list list;
    int32_t n_periods;
    cruce_period period[2];
    double *one; /* [replicates] scratch */
} judging;

/* --- for readers --- */

static const char *month_text(const judging *j, int32_t month, char text[16])
{
    int32_t from, until;
    cruce_border_month_days(j->ensemble, month, &from, &until);
    cruce_date_text(j->scenario->start_days + from, text);
    text[7] = '\0';
    return text;
}

static void print_month(const judging *j, const cruce_series *series, int32_t month)
{
    char text[16], seen[32], median[32], low[32], high[32];
    cruce_spread ours = cruce_series_spread(j->ensemble, series, month, j->one);
    double observed = series->observed[month];
    if (isnan(observed)) {
        return;
    }
    printf("    %s %12s %12s", month_text(j, month, text), cli_grouped(observed, seen),
           cli_grouped(ours.value[CRUCE_P50], median));
    if (cruce_ensemble_replicates_count(j->ensemble) > 1) {
        char band[72];
        snprintf(band, sizeof band, "%s - %s", cli_grouped(ours.value[CRUCE_P05], low),
                 cli_grouped(ours.value[CRUCE_P95], high));
        printf("  %21s", band);
    }
    printf(" %+9.1f %%", 100 * (ours.value[CRUCE_P50] / observed - 1));
    if (month > 0 && !isnan(series->observed[month - 1])) {
        double before = series->observed[month - 1];
        bool is_nearer = fabs(before - observed) < fabs(ours.value[CRUCE_P50] - observed);
        printf(" %+11.1f %%%s", 100 * (before / observed - 1), is_nearer ? " *" : "");
    }
    putchar('\n');
}

static void print_months(const judging *j)
{
    bool has_band = cruce_ensemble_replicates_count(j->ensemble) > 1;
    for (int32_t i = 0; i < j->list.n; i++) {
        const cruce_series *series = &j->list.series[i];
        if (cruce_series_group_of(series) > CRUCE_GROUP_BETWEEN_PORTS) {
            continue;
        }
        printf("\n  %-9s %12s %12s%s %11s %13s\n", "", "published", "simulated",
               has_band ? "               5 - 95 %" : "", "off by", "month before");
        printf("  %s\n", cruce_series_group_text(cruce_series_group_of(series)));
        for (int p = 0; p < j->n_periods; p++) {
            for (int32_t m = j->period[p].from; m < j->period[p].until; m++) {
                print_month(j, series, m);
            }
        }
    }
}

/* "9.8 % *" where a naive forecast is nearer. */
static void print_error(const cruce_series_score *score, cruce_naive whose)
{
    double error = cruce_series_wape(score, whose), ours = cruce_series_wape(score, CRUCE_OURS);
    if (isnan(error)) {
        printf(" %14s", "-");
        return;
    }
    printf(" %12.1f %%%s", 100 * error, whose != CRUCE_OURS && error < ours ? "*" : " ");
}

static void print_score_line(const char *indent, const char *name, const cruce_series_score *score)
{
    if (score->n_months == 0) {
        return;
    }
    printf("%s", indent);
    cli_print_padded(stdout, name, 40 - (int)strlen(indent));
    printf(" %8d", (int)score->n_months);
    for (int i = 0; i < CRUCE_NAIVES; i++) {
        print_error(score, (cruce_naive)i);
    }
    putchar('\n');
}

/* Each series of a group, where they are few and have names. */
static void print_members(const judging *j, cruce_series_group which, const cruce_period *when)
{
    for (int32_t i = 0; i < j->list.n; i++) {
        const cruce_series *it = &j->list.series[i];
        char name[96];
        if (cruce_series_group_of(it) != which) {
            continue;
        }
        cruce_series_score score = {0};
        cruce_series_score_add(&score, j->ensemble, it, when->from, when->until, j->one);
        print_score_line("      ", cruce_series_name(j->scenario, it, name, sizeof name), &score);
    }
}

static void print_groups(const judging *j, const cruce_period *when, bool in_full)
{
    printf("\n%-40s %8s %14s %14s %15s\n", when->text, "figures", "simulated", "month before",
           "last published");
    for (int g = 0; g < CRUCE_SERIES_GROUPS; g++) {
        cruce_series_score score = {0};
        for (int32_t i = 0; i < j->list.n; i++) {
            if (cruce_series_group_of(&j->list.series[i]) == (cruce_series_group)g) {
                cruce_series_score_add(&score, j->ensemble, &j->list.series[i], when->from,
                                       when->until, j->one);
            }
        }
        print_score_line("  ", cruce_series_group_text((cruce_series_group)g), &score);
        if (g == CRUCE_GROUP_BY_SECTOR || g == CRUCE_GROUP_BY_OFFICE ||
            (in_full && g > CRUCE_GROUP_BETWEEN_PORTS)) {
            print_members(j, (cruce_series_group)g, when);
        }
    }
}

/* Shares of the sectors in each held-out month, beside those of the last fitted month and of the month before, held. */
static void print_shares(const judging *j)
{
    const cruce_period *held_out = &j->period[j->n_periods - 1];
    const cruce_series *like = NULL;
    char text[16];
    for (int32_t i = 0; i < j->list.n && like == NULL; i++) {
        like = cruce_series_group_of(&j->list.series[i]) == CRUCE_GROUP_BY_SECTOR
                   ? &j->list.series[i]
                   : NULL;
    }
    if (like == NULL || j->n_periods < 2) {
        return;
    }
    printf("\nShares of the sectors: sum of absolute differences\n%-12s %12s %22s %22s\n", "",
           "simulated", "last fitted month's", "month before's");
    for (int32_t m = held_out->from; m < held_out->until; m++) {
        if (isnan(like->observed[m])) {
            continue;
        }
        double ours =
            cruce_series_share_distance(j->ensemble, &j->list, like, m, CRUCE_NONE, j->one);
        double fitted =
            cruce_series_share_distance(j->ensemble, &j->list, like, m, held_out->from - 1, j->one);
        double before = cruce_series_share_distance(j->ensemble, &j->list, like, m, m - 1, j->one);
        printf("  %-10s %12.2f %21.2f%s %21.2f%s\n", month_text(j, m, text), ours, fitted,
               fitted < ours ? "*" : " ", before, before < ours ? "*" : " ");
    }
}

static void print_all(const judging *j, const cli_options *options)
{
    int32_t n = cruce_ensemble_replicates_count(j->ensemble);
    printf("%s%s%s: simulated against published months, %d replicate%s of seed %lu\n",
           j->scenario->title, j->scenario->border.variant != NULL ? ", variant " : "",
           j->scenario->border.variant != NULL ? j->scenario->border.variant : "", (int)n,
           n == 1 ? "" : "s", (unsigned long)options->seed);
    print_months(j);
    printf(
        "\nMean error: sum of |error| over sum of figures, months in which all three have one\n");
    for (int p = 0; p < j->n_periods; p++) {
        print_groups(j, &j->period[p], n > 0 && (options->given & CLI_FULL) != 0);
    }
    print_shares(j);
    printf(
        "\n* a naive forecast is nearer. Month before: its figure, as if known at once. Last "
        "published: the\n"
        "last figure out before the month began. Where upstream counts of the same months drive a "
        "run (a\n"
        "hindcast), it knows what the naive ones do not: this is no forecast. Fitted months set\n"
        "parameters, held-out months none%s.\n",
        cli_deal_note(j->scenario));
}

/* --- for programs --- */

static void write_line(const judging *j, cruce_writer *w, const cruce_series *it, int32_t month,
                       const char *when)
{
    const char *const *names;
    char text[96];
    int32_t n = cli_summary_names(cruce_ensemble_replicates_count(j->ensemble), &names);
    cruce_spread ours = cruce_series_spread(j->ensemble, it, month, j->one);
    int32_t known = cruce_border_last_published(j->ensemble, month);
    double before = month > 0 ? it->observed[month - 1] : (double)NAN;
    double published = known >= 0 ? it->observed[known] : (double)NAN;

    for (int32_t s = 0; s < n; s++) {
        cruce_writer_text(w, month_text(j, month, text));
        cruce_writer_text(w, ",");
        cruce_writer_text(w, when);
        cruce_writer_text(w, ",");
        cruce_writer_cell(w, cruce_series_group_text(cruce_series_group_of(it)));
        cruce_writer_text(w, ",");
        cruce_writer_cell(w, cruce_series_name(j->scenario, it, text, sizeof text));
        cruce_writer_text(w, ",");
        cruce_writer_text(w, names[s]);
        cruce_writer_text(w, ",");
        cruce_writer_number(w, ours.value[s]);
        cruce_writer_text(w, ",");
        cruce_writer_number(w, it->observed[month]);
        cruce_writer_text(w, ",");
        cruce_writer_number(w, before);
        cruce_writer_text(w, ",");
        cruce_writer_number(w, published);
        cruce_writer_text(w, "\n");
    }
}

static int write_csv(const judging *j)
{
    cruce_error err = {0};
    cruce_writer *w = cruce_writer_create(NULL, stdout, "standard output", &err);
    if (w == NULL) {
        return cli_complain_of(err.code, &err);
    }
    cruce_writer_text(
        w, "month,period,group,name,summary,simulated,published,month_before,last_published\n");
    for (int32_t i = 0; i < j->list.n; i++) {
        for (int p = 0; p < j->n_periods; p++) {
            for (int32_t m = j->period[p].from; m < j->period[p].until; m++) {
                if (!isnan(j->list.series[i].observed[m])) {
                    write_line(j, w, &j->list.series[i], m, j->period[p].text);
                }
            }
        }
    }
    return cli_finish(w);
}

int cli_score_border(const cli_options *options, const cruce_scenario *scenario,
                     const cruce_ensemble *ensemble)
{
    cruce_error err = {0};
    int status = CLI_OK;
    judging j = {.scenario = scenario, .ensemble = ensemble};

    j.one = calloc((size_t)cruce_ensemble_replicates_count(ensemble), sizeof *j.one);
    if (j.one == NULL) {
        return cli_complain(CLI_FAILED, "%s", cruce_status_text(CRUCE_ERR_MEMORY));
    }
    cruce_status st = cruce_series_collect(&j.list, ensemble, &err);
    j.n_periods = cruce_border_periods(ensemble, j.period);
    if (st != CRUCE_OK) {
        status = cli_complain_of(st, &err);
    } else if (j.list.n == 0) {
        status = cli_complain(CLI_WRONG,
                              "%s: figures.csv has no month of encounters or crossings "
                              "to compare with (use score)",
                              options->word[0]);
    } else if ((options->given & CLI_CSV) != 0) {
        status = write_csv(&j);
    } else {
        print_all(&j, options);
    }
    cruce_series_free(&j.list);
    free(j.one);
    return status;
}
