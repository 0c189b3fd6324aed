/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The misfit of an ensemble against published months: what calibration makes small.
 * Finding parameters is left to fit.c.
 * Square roots: Freeman & Tukey (1950), doi:10.1214/aoms/1177729756; counts of ten and of 100,000 stand side by side.
 */
#include <math.h>

#include "base/text.h"
#include "cruce/fit.h"
#include "study/study_internal.h"

static const double UNIT = 0.1; /* a relative error of this size makes a misfit of 1 */

const char *cruce_fit_family_text(cruce_fit_family family)
{
    static const char *const text[] = {
#define FAMILY_TEXT(name, words) words,
        CRUCE_FIT_FAMILY_LIST(FAMILY_TEXT)
#undef FAMILY_TEXT
    };
    return (int)family >= 0 && family < CRUCE_FIT_FAMILIES ? text[family] : NULL;
}

/* The family of a series; CRUCE_FIT_FAMILIES: it sets nothing (crossings, cells of area and nationality). */
static cruce_fit_family family_of(const cruce_series *it)
{
    bool has_area = it->sector != CRUCE_NONE || it->office != CRUCE_NONE;
    if (it->kind != CRUCE_SERIES_ENCOUNTERS || (has_area && it->category != CRUCE_NONE)) {
        return CRUCE_FIT_FAMILIES;
    }
    return it->category != CRUCE_NONE ? CRUCE_FIT_NATIONS
           : it->sector != CRUCE_NONE ? CRUCE_FIT_SECTORS
           : it->office != CRUCE_NONE ? CRUCE_FIT_OFFICES
                                      : CRUCE_FIT_TOTALS;
}

/* Whole months within [from_day, until_day). */
static bool month_counts(const cri_border_shape *s, int32_t month, int32_t from_day,
                         int32_t until_day)
{
    return s->months.from_day[month] >= from_day && s->months.from_day[month + 1] <= until_day;
}

/* 4 (sqrt(s) - sqrt(d))^2 is near (s - d)^2 / d, and stays small where both are. */
static double squared_error(double simulated, double published)
{
    double off = 2 * (sqrt(simulated) - sqrt(published));
    return off * off;
}

/* Adds squared errors and published persons of one series. */
static void add_series(cruce_misfit *misfit, double *persons, const cruce_ensemble *e,
                       const cruce_series *it, int32_t from_day, int32_t until_day, double *one)
{
    cruce_fit_family family = family_of(it);
    for (int32_t m = 0; family < CRUCE_FIT_FAMILIES && m < e->border.months.n; m++) {
        if (month_counts(&e->border, m, from_day, until_day) && !isnan(it->observed[m])) {
            /* Median of the replicates: one of them that is odd does not pull it. */
            double ours = cruce_series_spread(e, it, m, one).value[CRUCE_P50];
            misfit->family[family] += squared_error(ours, it->observed[m]);
            misfit->n_figures[family]++;
            persons[family] += it->observed[m];
        }
    }
}

cruce_status cruce_misfit_make(cruce_misfit *misfit, const cruce_ensemble *ensemble,
                               int32_t from_day, int32_t until_day, cruce_error *err)
{
    cruce_series_list list = {0};
    cruce_status st = CRUCE_OK;
    double persons[CRUCE_FIT_FAMILIES] = {0};
    double *one = cri_calloc((size_t)ensemble->n_replicates, sizeof *one);

    *misfit = (cruce_misfit){.sum = 0};
    if (one == NULL) {
        return cri_no_memory(err);
    }
    TRY(cruce_series_collect(&list, ensemble, err));
    for (int32_t i = 0; i < list.n; i++) {
        add_series(misfit, persons, ensemble, &list.series[i], from_day, until_day, one);
    }
    for (int f = 0; f < CRUCE_FIT_FAMILIES; f++) {
        misfit->family[f] = persons[f] > 0 ? misfit->family[f] / persons[f] / (UNIT * UNIT) : 0;
        misfit->sum += misfit->family[f];
    }
done:
    cruce_series_free(&list);
    cri_free(one);
    return st;
}
