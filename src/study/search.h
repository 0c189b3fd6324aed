/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The search for the least value of a function of a few numbers in [0, 1], without derivatives.
 */
#ifndef CRI_SEARCH_H
#define CRI_SEARCH_H

#include "cruce/base.h"

/* Value at x[n]; *failed ends the search. */
typedef double cri_searched(void *context, int32_t n, const double *x, bool *failed);

/* x: where to begin, then the best that was found. CRUCE_ERR_UNSUPPORTED without NLopt. */
cruce_status cri_search_least(cri_searched *function, void *context, int32_t n, double *x,
                              int32_t n_evaluations, cruce_error *err);

#endif
