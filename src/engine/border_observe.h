/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The desk that counts: figures published late, month by month, and daily ones for the governments' own use.
 * Rules see nothing else (border_reviews.c).
 */
#ifndef CRI_BORDER_OBSERVE_H
#define CRI_BORDER_OBSERVE_H

#include "border.h"

cruce_status cri_desk_create(cri_border *b, cruce_error *err);

/** Takes down the day and publishes what is due. */
void cri_desk_evening(cri_border *b);
/**
 * What the governments' own count of a rule's metric was on average over the days from_day .. until_day - 1. A day is
 * known from the next morning on. NaN if one of the days is not known, or warmed the system up, or nothing was counted.
 */
double cri_desk_mean(const cri_border *b, int32_t rule, int32_t from_day, int32_t until_day);
/**
 * Months that are not published yet, and what was counted on the last days. Rules that are added later look at these days
 * too; before them their figures are not known.
 */
void cri_desk_state(cruce_state_io *io, cri_border *b);

#endif
