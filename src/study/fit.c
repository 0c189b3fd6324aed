/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calibration: ratio steps for departures, a search for the rest, in turns, with the same chance in every run.
 * The misfit is misfit.c, the search search.c.
 * Ratio steps: iterative proportional fitting, Deming & Stephan (1940), doi:10.1214/aoms/1177731829.
 */
#include "cruce/fit.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "study/search.h"
#include "study/study_internal.h"

enum { RATIO_STEPS = 4 }; /* before, and again after the search */

typedef struct fitting {
    cruce_fit *fit;
    cruce_scenario *scenario;
    const cruce_fit_options *options;
    int32_t *searched; /* [n_searched] rows of fit->parameter */
    int32_t n_searched;
    double best; /* misfit and penalty of the best point of the search */
    double *best_x;
    int32_t n_all;
    cruce_status st; /* why a run failed */
    cruce_error *err;
} fitting;

/* --- which parameters --- */

/* How much it costs to leave the start: little for what was assumed, much for what somebody stated. */
static double stiffness_of(int32_t quality)
{
    enum { DATA, STATED, DERIVED, COMPUTED, RECALLED, ASSUMED, CALIBRATED };
    return quality == DATA || quality == STATED || quality == COMPUTED ? 1
           : quality == DERIVED || quality == RECALLED                 ? 0.2
                                                                       : 0.05;
}

static cruce_status add_parameter(fitting *f, int32_t row, cruce_error *err)
{
    cruce_border *b = &f->scenario->border;
    const cruce_parameter_rows *rows = &b->parameter_rows;
    cruce_fit_parameter it = {.address = rows->parameter[row],
                              .row = row,
                              .low = rows->low[row],
                              .high = rows->high[row],
                              .stiffness = stiffness_of(rows->quality[row])};
    static const char factor[] = "people.departures_factor[";

    it.by_ratio = strncmp(it.address, factor, sizeof factor - 1) == 0;
    if (!(it.low > -1e300 && it.high < 1e300 && it.low < it.high)) {
        return cri_fail(err, CRUCE_ERR_INPUT,
                        "parameters.csv: %s is to be calibrated and has no bounds low < high",
                        it.address);
    }
    if (!cruce_border_cell_value(b, it.address, &it.start)) {
        return cri_fail(err, CRUCE_ERR_INPUT, "parameters.csv: nothing is called %s", it.address);
    }
    it.value = it.start;
    if (!it.by_ratio) {
        f->searched[f->n_searched++] = f->fit->n;
    }
    f->fit->parameter[f->fit->n++] = it;
    return CRUCE_OK;
}

static cruce_status list_parameters(fitting *f, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    const cruce_parameter_rows *rows = &f->scenario->border.parameter_rows;
    size_t n = (size_t)rows->n + 1;

    f->fit->parameter = cri_calloc(n, sizeof *f->fit->parameter);
    f->searched = cri_calloc(n, sizeof *f->searched);
    f->best_x = cri_calloc(n, sizeof *f->best_x);
    if (f->fit->parameter == NULL || f->searched == NULL || f->best_x == NULL) {
        return cri_no_memory(err);
    }
    for (int32_t row = 0; row < rows->n; row++) {
        if (rows->calibrate[row] == f->options->calibrate) {
            TRY(add_parameter(f, row, err));
        }
    }
    if (f->fit->n == 0) {
        return cri_fail(err, CRUCE_ERR_INPUT, "parameters.csv has no row to be calibrated (%s)",
                        f->options->calibrate == 1 ? "calibrate: yes" : "calibrate: deal");
    }
done:
    return st;
}

static bool set_value(fitting *f, cruce_fit_parameter *it, double value)
{
    it->value = value < it->low ? it->low : value > it->high ? it->high : value;
    return cruce_border_cell_set(&f->scenario->border, it->address, it->value);
}

/* --- runs --- */

static cruce_status run_once(fitting *f, cruce_ensemble **ensemble, cruce_misfit *misfit)
{
    cruce_status st = CRUCE_OK;
    int32_t n_days = f->scenario->n_days;
    f->scenario->n_days = f->options->until_day < n_days ? f->options->until_day : n_days;
    st = cruce_ensemble_run(ensemble, f->scenario, &f->options->how, f->err);
    if (st == CRUCE_OK) {
        st = cruce_misfit_make(misfit, *ensemble, f->options->from_day, f->options->until_day,
                               f->err);
    }
    f->scenario->n_days = n_days;
    f->fit->n_runs++;
    if (st == CRUCE_OK && f->options->told != NULL &&
        !f->options->told(f->options->context, f->fit->n_runs, f->n_all, misfit->sum)) {
        st = cri_fail(f->err, CRUCE_ERR_RUN, "stopped before the end");
    }
    return st;
}

static double penalty_of(const fitting *f)
{
    double penalty = 0;
    for (int32_t i = 0; i < f->fit->n; i++) {
        const cruce_fit_parameter *it = &f->fit->parameter[i];
        double off = (it->value - it->start) / (0.5 * (it->high - it->low));
        penalty += it->stiffness * off * off;
    }
    return penalty;
}

/* --- ratio steps --- */

/* Published over simulated encounters of a published group in the window; 1 where there is nothing to compare. */
static double ratio_of(const fitting *f, const cruce_ensemble *e, const cruce_series_list *list,
                       int32_t category, double *one)
{
    double seen = 0, told = 0;
    for (int32_t i = 0; i < list->n; i++) {
        const cruce_series *it = &list->series[i];
        if (it->kind != CRUCE_SERIES_ENCOUNTERS || it->category != category ||
            it->component == CRUCE_ALL || it->sector != CRUCE_NONE || it->office != CRUCE_NONE) {
            continue;
        }
        for (int32_t m = 0; m < e->border.months.n; m++) {
            if (e->border.months.from_day[m] >= f->options->from_day &&
                e->border.months.from_day[m + 1] <= f->options->until_day &&
                !isnan(it->observed[m])) {
                seen += it->observed[m];
                told += cruce_series_spread(e, it, m, one).value[CRUCE_P50];
            }
        }
    }
    return seen > 0 && told > 0 ? seen / told : 1;
}

/* The nationality in people.departures_factor[...]; CRUCE_NONE if there is none of the name. */
static cruce_nation_id nation_of(const cruce_people *people, const char *address)
{
    const char *name = strchr(address, '[') + 1;
    size_t length = strlen(name) - 1;
    for (int32_t n = 0; n < people->n; n++) {
        if (strlen(people->nationality[n]) == length &&
            strncmp(people->nationality[n], name, length) == 0) {
            return n;
        }
    }
    return CRUCE_NONE;
}

static cruce_status step_ratios(fitting *f, double *one)
{
    cruce_status st = CRUCE_OK;
    const cruce_people *people = &f->scenario->border.people;
    cruce_ensemble *e = NULL;
    cruce_series_list list = {0};
    cruce_misfit misfit;

    TRY(run_once(f, &e, &misfit));
    TRY(cruce_series_collect(&list, e, f->err));
    for (int32_t i = 0; i < f->fit->n; i++) {
        cruce_fit_parameter *it = &f->fit->parameter[i];
        cruce_nation_id nation = it->by_ratio ? nation_of(people, it->address) : CRUCE_NONE;
        if (nation != CRUCE_NONE) {
            set_value(f, it, it->value * ratio_of(f, e, &list, people->category[nation], one));
        }
    }
done:
    cruce_series_free(&list);
    cruce_ensemble_destroy(e);
    return st;
}

static cruce_status fit_ratios(fitting *f)
{
    cruce_status st = CRUCE_OK;
    double *one = cri_calloc((size_t)f->options->how.n_replicates, sizeof *one);
    if (one == NULL) {
        return cri_no_memory(f->err);
    }
    for (int step = 0; step < RATIO_STEPS && f->n_searched < f->fit->n; step++) {
        TRY(step_ratios(f, one));
    }
done:
    cri_free(one);
    return st;
}

/* --- the search --- */

static double value_at(void *context, int32_t n, const double *x, bool *failed)
{
    fitting *f = context;
    cruce_ensemble *e = NULL;
    cruce_misfit misfit;
    for (int32_t i = 0; i < n; i++) {
        cruce_fit_parameter *it = &f->fit->parameter[f->searched[i]];
        if (!set_value(f, it, it->low + x[i] * (it->high - it->low))) {
            f->st = cri_fail(f->err, CRUCE_ERR_RANGE, "%s cannot be %g", it->address, it->value);
        }
    }
    if (f->st == CRUCE_OK) {
        f->st = run_once(f, &e, &misfit);
    }
    cruce_ensemble_destroy(e);
    if (f->st != CRUCE_OK) {
        *failed = true;
        return INFINITY;
    }
    double value = misfit.sum + penalty_of(f);
    if (value < f->best) {
        f->best = value;
        memcpy(f->best_x, x, sizeof *x * (size_t)n);
    }
    return value;
}

static cruce_status fit_search(fitting *f)
{
    cruce_status st = CRUCE_OK;
    if (f->n_searched == 0) {
        return CRUCE_OK;
    }
    double *x = cri_calloc((size_t)f->n_searched, sizeof *x);
    if (x == NULL) {
        return cri_no_memory(f->err);
    }
    for (int32_t i = 0; i < f->n_searched; i++) {
        const cruce_fit_parameter *it = &f->fit->parameter[f->searched[i]];
        x[i] = (it->value - it->low) / (it->high - it->low);
        f->best_x[i] = x[i];
    }
    TRY(cri_search_least(value_at, f, f->n_searched, x, f->options->n_evaluations, f->err));
    TRY(f->st);
    for (int32_t i = 0; i < f->n_searched; i++) {
        cruce_fit_parameter *it = &f->fit->parameter[f->searched[i]];
        set_value(f, it, it->low + f->best_x[i] * (it->high - it->low));
    }
done:
    cri_free(x);
    return st;
}

/* Misfit where the parameters stand now. */
static cruce_status judge(fitting *f, cruce_misfit *misfit)
{
    cruce_ensemble *e = NULL;
    cruce_status st = run_once(f, &e, misfit);
    cruce_ensemble_destroy(e);
    return st;
}

cruce_status cruce_fit_run(cruce_fit *fit, cruce_scenario *scenario,
                           const cruce_fit_options *options, cruce_error *err)
{
    cruce_status st = CRUCE_OK;
    fitting f = {.fit = fit, .scenario = scenario, .options = options, .err = err};

    *fit = (cruce_fit){0};
    f.best = INFINITY;
    TRY(list_parameters(&f, err));
    f.n_all = 2 + (f.n_searched > 0 ? options->n_evaluations : 0) +
              (f.n_searched < fit->n ? 2 * RATIO_STEPS : 0);
    TRY(judge(&f, &fit->before));
    if (fit->before.n_figures[CRUCE_FIT_TOTALS] + fit->before.n_figures[CRUCE_FIT_SECTORS] +
            fit->before.n_figures[CRUCE_FIT_NATIONS] ==
        0) {
        st = cri_fail(err, CRUCE_ERR_INPUT,
                      "figures.csv has no whole month of encounters in the days to be fitted");
        goto done;
    }
    TRY(fit_ratios(&f));
    TRY(fit_search(&f));
    if (f.n_searched > 0) {
        TRY(fit_ratios(&f));
    }
    TRY(judge(&f, &fit->after));
    fit->penalty = penalty_of(&f);
done:
    cri_free(f.searched);
    cri_free(f.best_x);
    if (st != CRUCE_OK) {
        cruce_fit_free(fit);
    }
    return st;
}

void cruce_fit_free(cruce_fit *fit)
{
    cri_free(fit->parameter);
    *fit = (cruce_fit){0};
}
