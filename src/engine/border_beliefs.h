/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What people believe: risk by nation, fees and waits by sector, where acquaintances crossed; what choices of movement read.
 *
 * Read in the evening: today.returned_persons, removed_persons and released_persons against between_persons (experience), cri_list_expected_wait_days,
 * cri_cities_free_agents (fees). In the morning: info_shock rows of today.
 */
#ifndef CRI_BORDER_BELIEFS_H
#define CRI_BORDER_BELIEFS_H

#include "border.h"

cruce_status cri_beliefs_create(cri_border *b, cruce_error *err);
void cri_beliefs_destroy(cri_border *b);

/** Announcements of today, forgetting. */
void cri_beliefs_morning(cri_border *b);
/** What happened today becomes known. */
void cri_beliefs_evening(cri_border *b);
/** Factor on the chance of an attempt: exp(-shock_weight * shock_response * belief). */
double cri_beliefs_attempt_factor(const cri_border *b, cruce_nation_id n);

#endif
