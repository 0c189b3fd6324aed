/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A border's months against published figures, beside the last value carried forward.
 * Keeping the months is left to border_record.c, tables to src/cli.
 * Errors: Hyndman & Koehler (2006), doi:10.1016/j.ijforecast.2006.03.001.
 */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "study/study_internal.h"

const char *cruce_naive_text(cruce_naive naive)
{
    static const char *const text[] = {
#define NAIVE_TEXT(name, word, sentence) word,
        CRUCE_NAIVE_LIST(NAIVE_TEXT)
#undef NAIVE_TEXT
    };
    return (int)naive >= 0 && naive < CRUCE_NAIVES ? text[naive] : NULL;
}

/* --- from figures.csv to series --- */

/* The field office of a name; CRUCE_NONE: none. */
static cruce_office_id office_of(const cruce_border *b, const char *name)
{
    for (int32_t o = 0; o < b->n_offices; o++) {
        if (strcmp(b->office[o], name) == 0) {
            return o;
        }
    }
    return CRUCE_NONE;
}

/* First row of ports.csv of a target "PORT:mode"; CRUCE_NONE: no such port. */
static cruce_port_id port_of(const cruce_ports *ports, const char *target)
{
    const char *colon = strrchr(target, ':');
    for (int32_t q = 0; q < ports->n && colon != NULL; q++) {
        size_t length = strlen(ports->port[q]);
        if (length == (size_t)(colon - target) && strncmp(ports->port[q], target, length) == 0 &&
            strcmp(cruce_mode_text((cruce_mode)ports->mode[q]), colon + 1) == 0) {
            return q;
        }
    }
    return CRUCE_NONE;
}

/* What a row of figures.csv is a figure of; false if it is none that is simulated by month. */
static bool series_of(const cruce_border *b, int32_t row, cruce_series *series)
{
    const cruce_figures *f = &b->figures;
    bool has_target = f->target[row][0] != '\0';
    *series = (cruce_series){.component = CRUCE_NO_COMPONENT,
                             .sector = CRUCE_NONE,
                             .office = CRUCE_NONE,
                             .category = CRUCE_NONE,
                             .port = CRUCE_NONE};
    if (strcmp(f->figure[row], "crossings") == 0) {
        series->kind = CRUCE_SERIES_CROSSINGS;
        series->port = f->port_row[row];
        series->whole_port = series->port == CRUCE_NONE;
        if (series->whole_port) {
            series->port = port_of(&b->ports, f->target[row]);
        }
        return series->port != CRUCE_NONE;
    }
    if (strcmp(f->figure[row], "encounters") != 0 || f->component[row] == CRUCE_NO_COMPONENT) {
        return false;
    }
    series->component = (cruce_component)f->component[row];
    series->category = f->category[row];
    if (has_target && series->component == CRUCE_BETWEEN_PORTS) {
        series->sector = f->sector[row];
        return series->sector != CRUCE_NONE;
    }
    if (has_target && series->component == CRUCE_AT_PORTS) {
        series->office = office_of(b, f->target[row]);
        return series->office != CRUCE_NONE;
    }
    return !has_target;
}

static bool is_same(const cruce_series *a, const cruce_series *b)
{
    return a->kind == b->kind && a->component == b->component && a->sector == b->sector &&
           a->office == b->office && a->category == b->category && a->port == b->port &&
           a->whole_port == b->whole_port;
}

/* The month that a row covers from its first to its last day; CRUCE_NONE: none of the run. */
static int32_t month_of_row(const cri_border_shape *s, int32_t row)
{
    int32_t from = s->tables->figures.start_date[row], d = from - s->first_day;
    if (d < 0 || d >= s->n_days) {
        return CRUCE_NONE;
    }
    int32_t m = s->months.of_day[d];
    return s->months.from_day[m] == from &&
                   s->months.from_day[m + 1] == s->tables->figures.end_date[row] + 1
               ? m
               : CRUCE_NONE;
}

static cruce_series *find_or_add(cruce_series_list *list, const cruce_series *wanted,
                                 cruce_error *err)
{
    for (int32_t i = list->n - 1; i >= 0; i--) { /* rows of one series stand together */
        if (is_same(&list->series[i], wanted)) {
            return &list->series[i];
        }
    }
    double *observed = cri_calloc((size_t)list->n_months + 1, sizeof *observed);
    if (observed == NULL) {
        cri_no_memory(err);
        return NULL;
    }
    for (int32_t m = 0; m < list->n_months; m++) {
        observed[m] = (double)NAN;
    }
    list->series[list->n] = *wanted;
    list->series[list->n].observed = observed;
    return &list->series[list->n++];
}

cruce_status cruce_series_collect(cruce_series_list *list, const cruce_ensemble *ensemble,
                                  cruce_error *err)
{
    const cri_border_shape *s = &ensemble->border;
    const cruce_figures *f = &s->tables->figures;
    cruce_series wanted;

    *list = (cruce_series_list){.n_months = s->months.n};
    list->series = cri_calloc((size_t)f->n + 1, sizeof *list->series);
    if (list->series == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t row = 0; row < f->n; row++) {
        int32_t m = month_of_row(s, row);
        bool is_scored = f->use[row] == 0; /* score|input|show */
        if (m == CRUCE_NONE || !is_scored || !series_of(s->tables, row, &wanted)) {
            continue;
        }
        cruce_series *series = find_or_add(list, &wanted, err);
        if (series == NULL) {
            cruce_series_free(list);
            return CRUCE_ERR_MEMORY;
        }
        series->observed[m] = f->value[row];
    }
    return CRUCE_OK;
}

void cruce_series_free(cruce_series_list *list)
{
    for (int32_t i = 0; i < list->n; i++) {
        cri_free(list->series[i].observed);
    }
    cri_free(list->series);
    *list = (cruce_series_list){0};
}

/* --- simulated --- */

/* Who crossed at one row of ports.csv, or at all rows of its port and mode. */
static double crossed(const cruce_ensemble *ensemble, int32_t replicate, const cruce_series *series,
                      int32_t month)
{
    const cruce_ports *ports = &ensemble->border.tables->ports;
    double sum = 0;
    for (int32_t q = 0; q < ports->n; q++) {
        bool is_of_port = ports->mode[q] == ports->mode[series->port] &&
                          strcmp(ports->port[q], ports->port[series->port]) == 0;
        if (q == series->port || (series->whole_port && is_of_port)) {
            sum += cruce_border_value(ensemble, CRUCE_T_PORT_MONTHS, replicate,
                                      cruce_port_month_row(ensemble, month, q), CRUCE_PM_CROSSED);
        }
    }
    return sum;
}

double cruce_series_simulated(const cruce_ensemble *ensemble, int32_t replicate,
                              const cruce_series *series, int32_t month)
{
    if (series->kind == CRUCE_SERIES_CROSSINGS) {
        return crossed(ensemble, replicate, series, month);
    }
    cruce_encounters_key key = {.month = month,
                                .component = series->component,
                                .sector = series->sector,
                                .office = series->office,
                                .category = series->category};
    return cruce_border_encounters(ensemble, replicate, &key);
}

cruce_spread cruce_series_spread(const cruce_ensemble *ensemble, const cruce_series *series,
                                 int32_t month, double *one)
{
    for (int32_t r = 0; r < ensemble->n_replicates; r++) {
        one[r] = cruce_series_simulated(ensemble, r, series, month);
    }
    return cruce_spread_of(one, ensemble->n_replicates);
}

cruce_spread cruce_figure_spread(const cruce_ensemble *ensemble, int32_t figure_row, double *one)
{
    cruce_series series;
    cruce_spread none;
    int32_t month = month_of_row(&ensemble->border, figure_row);
    if (month != CRUCE_NONE && series_of(ensemble->border.tables, figure_row, &series)) {
        return cruce_series_spread(ensemble, &series, month, one);
    }
    for (int s = 0; s < CRUCE_SUMMARIES; s++) {
        none.value[s] = (double)NAN;
    }
    return none;
}

/* --- scores --- */

int32_t cruce_border_last_published(const cruce_ensemble *ensemble, int32_t m)
{
    const cri_border_shape *s = &ensemble->border;
    double lag_days = s->tables->parameters.publish_lag_days;
    int32_t k = m - 1;
    while (k >= 0 && (double)s->months.from_day[k + 1] + lag_days > (double)s->months.from_day[m]) {
        k--;
    }
    return k;
}

void cruce_series_score_add(cruce_series_score *score, const cruce_ensemble *ensemble,
                            const cruce_series *series, int32_t from_month, int32_t until_month,
                            double *one)
{
    for (int32_t m = from_month; m < until_month; m++) {
        int32_t published = cruce_border_last_published(ensemble, m);
        double seen = series->observed[m];
        if (m < 1 || published < 0 || isnan(seen) || isnan(series->observed[m - 1]) ||
            isnan(series->observed[published])) {
            continue;
        }
        cruce_spread ours = cruce_series_spread(ensemble, series, m, one);
        double forecast[CRUCE_NAIVES] = {ours.value[CRUCE_P50], series->observed[m - 1],
                                         series->observed[published]};
        for (int i = 0; i < CRUCE_NAIVES; i++) {
            double error = fabs(forecast[i] - seen);
            score->absolute[i] += error;
            score->relative[i] += seen > 0 ? error / seen : 0;
        }
        score->n_months++;
        score->n_relative += seen > 0;
        score->observed += seen;
        score->simulated += forecast[CRUCE_OURS];
        score->n_inside += ours.value[CRUCE_P05] <= seen && seen <= ours.value[CRUCE_P95];
    }
}

double cruce_series_wape(const cruce_series_score *score, cruce_naive whose)
{
    return score->observed > 0 ? score->absolute[whose] / score->observed : (double)NAN;
}

double cruce_series_mape(const cruce_series_score *score, cruce_naive whose)
{
    return score->n_relative > 0 ? score->relative[whose] / score->n_relative : (double)NAN;
}

/* Of the same kind as `like`: another sector where it is one sector, another nationality where it is one. */
static bool is_like(const cruce_series *a, const cruce_series *like)
{
    return a->kind == like->kind && a->component == like->component &&
           (a->sector != CRUCE_NONE) == (like->sector != CRUCE_NONE) &&
           (a->office != CRUCE_NONE) == (like->office != CRUCE_NONE) &&
           (a->category != CRUCE_NONE) == (like->category != CRUCE_NONE);
}

double cruce_series_share_distance(const cruce_ensemble *ensemble, const cruce_series_list *list,
                                   const cruce_series *like, int32_t month, int32_t held_month,
                                   double *one)
{
    double sum_seen = 0, sum_told = 0, distance = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (int32_t i = 0; i < list->n; i++) {
            const cruce_series *it = &list->series[i];
            if (!is_like(it, like) || isnan(it->observed[month])) {
                continue;
            }
            double seen = it->observed[month];
            double told = held_month != CRUCE_NONE
                              ? it->observed[held_month]
                              : cruce_series_spread(ensemble, it, month, one).value[CRUCE_P50];
            if (pass == 0) {
                sum_seen += seen;
                sum_told += told;
            } else {
                distance += fabs(told / sum_told - seen / sum_seen);
            }
        }
    }
    return distance;
}
