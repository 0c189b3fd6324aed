/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The calendar months of the days that an ensemble keeps.
 */
#ifndef CRI_MONTHS_H
#define CRI_MONTHS_H

#include "cruce/scenario.h"

/** Months of the days [first_day, first_day + n_days); the first and the last may be cut. {0} is empty. */
typedef struct cri_months {
    int32_t n, first_day, n_days;
    int32_t *of_day; /* [n_days] the first is 0 */
    int32_t *
        from_day; /* [n + 1] first day, counted from the simulation's start; from_day[n] is behind the end */
} cri_months;

cruce_status cri_months_list(cri_months *months, const cruce_scenario *scenario, int32_t first_day,
                             cruce_error *err);
void cri_months_free(cri_months *months);

#endif
