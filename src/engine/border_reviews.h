/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Meetings of governments: rules.csv judged on published figures.
 */
#ifndef CRI_BORDER_REVIEWS_H
#define CRI_BORDER_REVIEWS_H

#include "border.h"

cruce_status cri_reviews_create(cri_border *b, cruce_error *err);

/** Logs the measures of today and holds the meetings that are due. */
void cri_reviews_morning(cri_border *b);

#endif
