/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What people believe: risk by nation, fees and waits by sector, where acquaintances crossed; what choices of movement read.
 *
 * Read in the evening: what happened to people today (b->today), cri_cities_free_agents and cri_cities_waiting.
 * In the morning: announcements published today.
 */
#ifndef CRI_BORDER_BELIEFS_H
#define CRI_BORDER_BELIEFS_H

#include "border.h"

cruce_status cri_beliefs_create(cri_border *b, cruce_error *err);

/** Forgetting, announcements published today, and today's factors on destinations (b->attractions). */
void cri_beliefs_morning(cri_border *b);
/** What happened today becomes known. */
void cri_beliefs_evening(cri_border *b);
/** An announcement that is no row of measures.csv: belief in risk rises by `size`; nation CRUCE_NONE: of all. */
void cri_beliefs_announce(cri_border *b, cruce_nation_id nation, double size);
/** Factor on the chance of an attempt: exp(-shock_weight * shock_response * belief). */
double cri_beliefs_attempt_factor(const cri_border *b, cruce_nation_id n);
/** What is believed. */
void cri_beliefs_state(cruce_state_io *io, cri_border *b);

#endif
