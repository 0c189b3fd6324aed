/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The desk that counts: figures published late, once a month, and daily ones for the governments' own use.
 * Nothing else may be read by rules.
 */
#ifndef CRI_BORDER_OBSERVE_H
#define CRI_BORDER_OBSERVE_H

#include "border.h"

cruce_status cri_desk_create(cri_border *b, cruce_error *err);

/** Takes down the day and publishes what is due. */
void cri_desk_evening(cri_border *b);
/** Mean of a metric over the published days from .. until - 1; NaN if one of them is not published yet. */
double cri_desk_mean(const cri_border *b, const cruce_metric *metric, int32_t from_day,
                     int32_t until_day);

#endif
