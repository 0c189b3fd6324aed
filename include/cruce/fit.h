/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Calibration: parameters of a border found from published months, with the same chance in every run.
 *
 * Two kinds of parameters are found in two ways, in turns. How many people of a nationality set out
 * (people.departures_factor) multiplies its encounters: it is set by the ratio of published to simulated ones. All
 * others are searched together, without derivatives, for the least misfit and penalty.
 */
#ifndef CRUCE_FIT_H
#define CRUCE_FIT_H

#include "cruce/border_study.h"

#ifdef __cplusplus
extern "C" {
#endif

/** What the misfit is made of: a family is one way of dividing the encounters. Each counts the same. */
#define CRUCE_FIT_FAMILY_LIST(X)                                                                   \
    X(CRUCE_FIT_TOTALS, "all, at ports, between ports")                                            \
    X(CRUCE_FIT_SECTORS, "between ports, by sector")                                               \
    X(CRUCE_FIT_OFFICES, "at ports, by field office")                                              \
    X(CRUCE_FIT_NATIONS, "by nationality, at and between ports")
typedef enum cruce_fit_family {
#define CRUCE_FIT_FAMILY_ENUM(name, text) name,
    CRUCE_FIT_FAMILY_LIST(CRUCE_FIT_FAMILY_ENUM)
#undef CRUCE_FIT_FAMILY_ENUM
        CRUCE_FIT_FAMILIES
} cruce_fit_family;
CRUCE_API const char *cruce_fit_family_text(cruce_fit_family family);

/**
 * The misfit of an ensemble over days [from_day, until_day).
 *
 * Of each family the sum over its figures of 4 (sqrt(simulated) - sqrt(published))^2 over the sum of the figures, in
 * units of a relative error of 0.1. So 1 is an error of about 10 %, large figures counting more, and 4 one of 20 %.
 */
typedef struct cruce_misfit {
    double family[CRUCE_FIT_FAMILIES]; /* 0 where there are no figures */
    int32_t n_figures[CRUCE_FIT_FAMILIES];
    double sum; /* over the families that have figures */
} cruce_misfit;
CRUCE_API cruce_status cruce_misfit_make(cruce_misfit *misfit, const cruce_ensemble *ensemble,
                                         int32_t from_day, int32_t until_day, cruce_error *err);

typedef struct cruce_fit_parameter {
    const char *address;
    int32_t row; /* of parameters.csv */
    bool by_ratio;
    double start, low, high, value;
    double stiffness; /* penalty at a bound, if the start is in the middle */
} cruce_fit_parameter;

typedef struct cruce_fit_options {
    cruce_ensemble_options how;  /* its progress is not used */
    int32_t calibrate;           /* rows of parameters.csv with this word: 1 yes, 2 deal */
    int32_t from_day, until_day; /* figures of these days count; the run ends with them */
    int32_t n_evaluations;       /* of the search, at most */
    /** Told after each run; false stops. */
    bool (*told)(void *context, int32_t n_done, int32_t n_all, double best);
    void *context;
} cruce_fit_options;

typedef struct cruce_fit {
    int32_t n;
    cruce_fit_parameter *parameter;
    int32_t n_runs;
    cruce_misfit before, after;
    double penalty;
} cruce_fit;

/**
 * Find the parameters and write them into the scenario.
 *
 * Needs    a scenario with a border of the caller's own: its cells change. Rows to be found have bounds low < high.
 * Owns     *fit is the caller's (cruce_fit_free)
 * Errors   CRUCE_ERR_UNSUPPORTED if the program was built without NLopt and there is something to search;
 *          CRUCE_ERR_INPUT: no row to be found, no bounds, no figures in the window
 * Cost     n_evaluations + 12 ensembles of the window at most
 * Source   BOBYQA: Powell (2009), DAMTP 2009/NA06, as in NLopt
 */
CRUCE_API cruce_status cruce_fit_run(cruce_fit *fit, cruce_scenario *scenario,
                                     const cruce_fit_options *options, cruce_error *err);
CRUCE_API void cruce_fit_free(cruce_fit *fit);

#ifdef __cplusplus
}
#endif
#endif
