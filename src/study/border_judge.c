/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which series of published figures are shown together, over which months, and the scores of both as a table.
 * Series and errors are border_score.c, printing is left to src/cli.
 * No published method here.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "study/study_internal.h"

const char *cruce_series_group_text(cruce_series_group group)
{
    static const char *const text[] = {
#define GROUP_TEXT(name, text) text,
        CRUCE_SERIES_GROUP_LIST(GROUP_TEXT)
#undef GROUP_TEXT
    };
    return (int)group >= 0 && group < CRUCE_SERIES_GROUPS ? text[group] : NULL;
}

cruce_series_group cruce_series_group_of(const cruce_series *it)
{
    if (it->kind == CRUCE_SERIES_CROSSINGS) {
        return CRUCE_GROUP_CROSSINGS;
    }
    bool is_all = it->component == CRUCE_ALL, is_at = it->component == CRUCE_AT_PORTS;
    if (it->category != CRUCE_NONE) {
        return is_all  ? CRUCE_GROUP_ALL_BY_NATION
               : is_at ? CRUCE_GROUP_AT_BY_NATION
                       : CRUCE_GROUP_BETWEEN_BY_NATION;
    }
    if (it->sector != CRUCE_NONE || it->office != CRUCE_NONE) {
        return is_at ? CRUCE_GROUP_BY_OFFICE : CRUCE_GROUP_BY_SECTOR;
    }
    return is_all  ? CRUCE_GROUP_ALL_ENCOUNTERS
           : is_at ? CRUCE_GROUP_AT_PORTS
                   : CRUCE_GROUP_BETWEEN_PORTS;
}

const char *cruce_series_name(const cruce_scenario *scenario, const cruce_series *series,
                              char *text, size_t size)
{
    const cruce_border *b = &scenario->border;
    if (series->kind == CRUCE_SERIES_CROSSINGS) {
        snprintf(text, size, "%s:%s",
                 series->whole_port ? b->ports.port[series->port] : b->ports.crossing[series->port],
                 cruce_mode_text((cruce_mode)b->ports.mode[series->port]));
    } else {
        const char *area = series->sector != CRUCE_NONE   ? b->sectors.sector[series->sector]
                           : series->office != CRUCE_NONE ? b->office[series->office]
                                                          : "";
        const char *nation = series->category != CRUCE_NONE ? b->category[series->category] : "";
        bool has_both = area[0] != '\0' && nation[0] != '\0';
        snprintf(text, size, "%s%s%s", area, has_both ? ", " : "",
                 nation[0] != '\0' || area[0] != '\0' ? nation : "(all)");
    }
    return text;
}

int32_t cruce_border_periods(const cruce_ensemble *ensemble, cruce_period period[2])
{
    int32_t n = cruce_border_months_count(ensemble), n_periods = 0, fitted = 0, from, until;
    int32_t last_fitted_day = ensemble->scenario->border.fit_until_day;
    for (int32_t m = 0; m < n && last_fitted_day > 0; m++) {
        cruce_border_month_days(ensemble, m, &from, &until);
        fitted += until - 1 <= last_fitted_day;
    }
    if (fitted > 0) {
        period[n_periods++] = (cruce_period){"fitted months", 0, fitted};
    }
    if (fitted < n) {
        period[n_periods++] =
            (cruce_period){fitted > 0 ? "held-out months" : "all months", fitted, n};
    }
    return n_periods;
}

/* --- as a table --- */

typedef struct table {
    const cruce_ensemble *ensemble;
    const cruce_series_list *list;
    cruce_border_score *score;
    int32_t n, room;
    double *one; /* [replicates] scratch */
    char scope[160];
    const char *period;
} table;

static void add(table *t, const char *measure, const char *unit, const char *forecast, double value)
{
    if (t->n < t->room) {
        cruce_border_score *it = &t->score[t->n++];
        memcpy(it->scope, t->scope, sizeof it->scope);
        it->period = t->period;
        it->measure = measure;
        it->unit = unit;
        it->forecast = forecast;
        it->value = value;
    }
}

enum { LINES_OF_A_SCORE = 2 + 2 * CRUCE_NAIVES };

static void add_score(table *t, const cruce_series_score *score)
{
    if (score->n_months == 0) {
        return;
    }
    add(t, "figures", "figures", cruce_naive_text(CRUCE_OURS), score->n_months);
    for (int i = 0; i < CRUCE_NAIVES; i++) {
        cruce_naive whose = (cruce_naive)i;
        add(t, "wape", "share", cruce_naive_text(whose), cruce_series_wape(score, whose));
        add(t, "mape", "share", cruce_naive_text(whose), cruce_series_mape(score, whose));
    }
    if (t->ensemble->n_replicates > 1) {
        add(t, "inside", "share", cruce_naive_text(CRUCE_OURS),
            (double)score->n_inside / score->n_months);
    }
}

/* One of a group by itself, where they are areas. */
static void add_members(table *t, cruce_series_group group, const cruce_period *when)
{
    char name[96];
    for (int32_t i = 0; i < t->list->n; i++) {
        const cruce_series *it = &t->list->series[i];
        if (cruce_series_group_of(it) == group) {
            cruce_series_score score = {0};
            cruce_series_score_add(&score, t->ensemble, it, when->from, when->until, t->one);
            snprintf(t->scope, sizeof t->scope, "%s: %s", cruce_series_group_text(group),
                     cruce_series_name(t->ensemble->scenario, it, name, sizeof name));
            add_score(t, &score);
        }
    }
}

static void add_group(table *t, cruce_series_group group, const cruce_period *when)
{
    cruce_series_score score = {0};
    for (int32_t i = 0; i < t->list->n; i++) {
        if (cruce_series_group_of(&t->list->series[i]) == group) {
            cruce_series_score_add(&score, t->ensemble, &t->list->series[i], when->from,
                                   when->until, t->one);
        }
    }
    t->period = when->text;
    snprintf(t->scope, sizeof t->scope, "%s", cruce_series_group_text(group));
    add_score(t, &score);
    if (group == CRUCE_GROUP_BY_SECTOR || group == CRUCE_GROUP_BY_OFFICE) {
        add_members(t, group, when);
    }
}

/* Mean over the held-out months of what cruce_series_share_distance says of the sectors. */
static void add_shares(table *t, const cruce_period *held_out)
{
    const cruce_series *like = NULL;
    double sum[3] = {0};
    int32_t n = 0;
    for (int32_t i = 0; i < t->list->n && like == NULL; i++) {
        bool is_sector = cruce_series_group_of(&t->list->series[i]) == CRUCE_GROUP_BY_SECTOR;
        like = is_sector ? &t->list->series[i] : NULL;
    }
    for (int32_t m = held_out->from; like != NULL && m < held_out->until; m++) {
        if (!isnan(like->observed[m])) {
            int32_t held[3] = {CRUCE_NONE, held_out->from - 1, m - 1};
            for (int i = 0; i < 3; i++) {
                sum[i] +=
                    cruce_series_share_distance(t->ensemble, t->list, like, m, held[i], t->one);
            }
            n++;
        }
    }
    if (n > 0) {
        snprintf(t->scope, sizeof t->scope, "%s", cruce_series_group_text(CRUCE_GROUP_BY_SECTOR));
        t->period = held_out->text;
        add(t, "share_distance", "share", cruce_naive_text(CRUCE_OURS), sum[0] / n);
        add(t, "share_distance", "share", "last_fitted", sum[1] / n);
        add(t, "share_distance", "share", cruce_naive_text(CRUCE_LAST_MONTH), sum[2] / n);
    }
}

cruce_status cruce_border_scores_make(const cruce_ensemble *ensemble, cruce_border_score **scores,
                                      int32_t *n, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    cruce_series_list list = {0};
    cruce_period period[2];
    table t = {.ensemble = ensemble, .list = &list};
    *scores = NULL;
    *n = 0;
    TRY(cruce_series_collect(&list, ensemble, err));
    t.room = 2 * LINES_OF_A_SCORE * (CRUCE_SERIES_GROUPS + list.n) + 3;
    t.score = cri_calloc((size_t)t.room, sizeof *t.score);
    t.one = cri_calloc((size_t)ensemble->n_replicates, sizeof *t.one);
    if (t.score == NULL || t.one == NULL) {
        cri_free(t.score);
        st = cri_no_memory(err);
        goto done;
    }
    int32_t n_periods = cruce_border_periods(ensemble, period);
    for (int32_t p = 0; p < n_periods; p++) {
        for (int g = 0; g < CRUCE_SERIES_GROUPS; g++) {
            add_group(&t, (cruce_series_group)g, &period[p]);
        }
    }
    if (n_periods == 2) {
        add_shares(&t, &period[1]);
    }
    *scores = t.score;
    *n = t.n;
done:
    cri_free(t.one);
    cruce_series_free(&list);
    return st;
}

void cruce_border_scores_free(cruce_border_score *scores)
{
    cri_free(scores);
}
