/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Border cities: those who wait there, those who try between ports, those who were returned and will try again.
 */
#ifndef CRI_BORDER_CITIES_H
#define CRI_BORDER_CITIES_H

#include "border.h"

cruce_status cri_cities_create(cri_border *b, cruce_error *err);

/** People who came to border cities today leave the movement engine; some register (border_list.c). */
void cri_cities_arrive(cri_border *b);
/** Those who try today: apprehended ones go to custody, the others are in. */
void cri_cities_attempt(cri_border *b);
/** Takes up to `persons` of a nation out of those who wait, whatever their sector; returns how many. */
int64_t cri_cities_take_waiting(cri_border *b, cruce_nation_id n, int64_t persons);
/** People who leave the waiting list of appointments try today. */
void cri_cities_will_attempt(cri_border *b, cruce_sector_id s, cruce_nation_id n, int64_t persons);
/** Return to those who wait without an appointment. */
void cri_cities_wait(cri_border *b, cruce_sector_id s, cruce_nation_id n, int64_t persons);
/** Returned to Mexico after try number `tries` (1, 2, ...; CRUCE_TRIES and more as one). */
void cri_cities_take_back(cri_border *b, cruce_sector_id s, cruce_nation_id n, int32_t tries,
                          int64_t persons, cruce_rng *rng);
/** Agents of a sector who were not tied to processing at the start of the day. */
double cri_cities_free_agents(const cri_border *b, cruce_sector_id s);
/** Persons who wait in the cities of a sector and have not tried yet, without those on the list. */
int64_t cri_cities_waiting(const cri_border *b, cruce_sector_id s);
/** Adds the stocks to status_persons[CRUCE_STATUSES * n_nations]. */
void cri_cities_count(const cri_border *b, int64_t *status_persons);
/** Those who wait, those between two tries, agents tied to processing. */
void cri_cities_state(cruce_state_io *io, cri_border *b);

#endif
