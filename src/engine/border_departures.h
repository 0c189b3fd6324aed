/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Who sets out: departures.csv with the factors of their nation, less those who come by a lawful pathway.
 */
#ifndef CRI_BORDER_DEPARTURES_H
#define CRI_BORDER_DEPARTURES_H

#include "border.h"

cruce_status cri_departing_create(cri_border *b, cruce_error *err);
void cri_departing_destroy(cri_border *b);

/** Before people set out: counts of today are zero, root causes go on. */
void cri_departing_morning(cri_border *b);
/**
 * Of `persons` whom departures.csv row d sends out today, how many walk: departures_factor and root causes change
 * the number, a pathway takes some. The ledger is told of all.
 */
int64_t cri_departing_from(cri_border *b, int32_t d, int64_t persons);

#endif
